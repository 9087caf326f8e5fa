"""What a person takes of a returned packet: changes into the source, approvals into the chains, the file beside them.

All of it lands together or not at all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from largeprint.check.report import count
from largeprint.commit import write_sources
from largeprint.model.decision import Decision
from largeprint.model.digest import byte_digest
from largeprint.model.finding import BusyError, UseError
from largeprint.model.policy import Policy
from largeprint.model.signoff import SIGNOFFS, How, SignOff
from largeprint.records.mends import apart, with_edits
from largeprint.records.returned import Edited
from largeprint.records.signoffs import added, chains_of, changes_of, returned_file

Changes = dict[Path, tuple[bytes | None, bytes]]


def accept(
    root: Path,
    policy: Policy,
    fitting: Sequence[Edited],
    decisions: Sequence[Decision],
    code: str,
    data: bytes,
    yes: bool,
    now: datetime | None = None,
) -> None:
    """Asks for each change and for the approvals, unless ``yes``, and writes those that are taken.

    ``code`` is the text code of the packet, ``data`` its bytes as it came back. Raises ``UseError`` where the chains of
    the policy do not hold.
    """
    lines, not_kept = _lines(policy, decisions, code, data, now or datetime.now(UTC))
    for line in not_kept:
        click.echo(line)
    if not yes and not (sys.stdin.isatty() and sys.stdout.isatty()):
        shown = f"{count(len(fitting), 'change')} and {count(len(lines), 'approval')}"
        click.echo(f"{shown} shown, none written: --apply --yes takes all.")
        return
    accepted = list(_taken(fitting, yes))
    kept = lines if lines and (yes or _agreed(lines)) else ()
    changes = _of_source(root, accepted)
    changes.update(_of_records(root, policy, kept, data))
    folder = root / "content" / policy.id / SIGNOFFS
    if kept:
        folder.mkdir(exist_ok=True)
    write_sources(root, changes)
    told = [f"{count(len(accepted), 'change')} into the source"] if accepted else []
    told += [f"{count(len(kept), 'approval')} and the file itself into {folder.relative_to(root)}"] if kept else []
    click.echo(f"Wrote {', '.join(told)}." if told else "Nothing was written.")


def _lines(
    policy: Policy, decisions: Sequence[Decision], code: str, data: bytes, now: datetime
) -> tuple[tuple[SignOff, ...], list[str]]:
    """The approvals that can be kept, and why others cannot."""
    chains, faults = chains_of(policy)
    if faults:
        message = f"An approval of {policy.id} is not as it was given: {faults[0].message}"
        raise UseError(message, f"largeprint check {policy.id}")
    roles = {role for role, _ in policy.facts.reviewers}
    at, file = now.strftime("%Y-%m-%dT%H:%M:%SZ"), byte_digest(data)
    known = {(line.unit, line.role, line.name) for chain in chains for line in chain.lines if line.file == file}
    found, not_kept = [], []
    for decision in decisions:
        if decision.unit is None:
            continue
        name = " ".join(decision.name.split())
        what = f"The approval of {decision.unit.name} is not kept"
        if not name:
            not_kept.append(f"{what}: it has no name.")
        elif decision.role not in roles:
            there = ", ".join(sorted(roles)) or "none"
            not_kept.append(f'{what}: policy.yml has no role "{decision.role}" (there are: {there}).')
        elif (decision.unit, decision.role, name) not in known:
            found.append(SignOff(decision.unit, decision.role, name, at, How.RETURNED, code, "", file=file))
    return tuple(found), not_kept


def _taken(fitting: Sequence[Edited], yes: bool) -> Iterator[Edited]:
    for each in fitting:
        if not yes:
            click.echo(f"{each.change.edits[0].place}\n    - {each.change.old}\n    + {each.change.new}")
        answer = "y" if yes else _asked("    Take it? (y, n, all, quit)", "ynaq")
        if answer == "q":
            return
        yes = yes or answer == "a"
        if answer in ("y", "a"):
            yield each


def _agreed(lines: Sequence[SignOff]) -> bool:
    who = ", ".join(dict.fromkeys(f"{line.name} as {line.role}" for line in lines))
    return _asked(f"Keep {count(len(lines), 'approval')} by {who}? (y, n)", "yn") == "y"


def _asked(question: str, letters: str) -> str:
    while True:
        answer = str(click.prompt(question, prompt_suffix=" ")).strip().lower()[:1]
        if answer and answer in letters:
            return answer


def _of_source(root: Path, accepted: Sequence[Edited]) -> Changes:
    edits = [edit for each in accepted for edit in each.change.edits]
    before = {path: (root / path).read_bytes() for path in {edit.place.path for edit in edits}}
    try:
        after = with_edits(before, apart(edits))
    except ValueError as error:
        raise BusyError(f"{error}.", "Run the command again.") from None
    return {root / path: (before[path], data) for path, data in after.items()}


def _of_records(root: Path, policy: Policy, lines: Sequence[SignOff], data: bytes) -> Changes:
    after = policy
    for name in dict.fromkeys(line.name for line in lines):
        after, _ = added(after, [line for line in lines if line.name == name])
    changes: Changes = {root / path: pair for path, pair in changes_of(policy, after).items()}
    kept = root / "content" / policy.id / SIGNOFFS / returned_file(byte_digest(data))
    if lines and not kept.exists():
        changes[kept] = (None, data)
    return changes
