"""``check --mend``: each mend that is certain enough is shown and asked for; the accepted ones are written together."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

import click

from largeprint.check.report import count
from largeprint.commit import write_sources
from largeprint.model.finding import BusyError, Edit, Finding
from largeprint.model.selection import select
from largeprint.pipeline import Checked
from largeprint.pipeline import check as check_site
from largeprint.records.mends import apart, line_of, with_edits

ROUNDS = 5
"""So often the text is checked again for mends that an earlier one stood in the way of."""

_AROUND = 30
"""Characters that are shown on each side of a mend: a paragraph is one line, and long."""

Answer = Callable[[], str]
"""Asks for one mend: "y", "n", "all" or "quit"."""


def mend(root: Path, what: Sequence[str], yes: bool) -> Checked:
    """Offers the mends of what was chosen, writes the accepted ones, and returns what is left.

    With ``yes`` all are taken. Without it, and without a person at the terminal, they are shown and nothing is written.
    """
    asking = not yes and sys.stdin.isatty() and sys.stdout.isatty()
    refused: set[tuple[str, str, str, str]] = set()
    checked = check_site(root)
    for _ in range(ROUNDS):
        found = _offered(checked, what, refused)
        before = {path: (root / path).read_bytes() for path in {finding.place.path for finding in found}}
        found = [finding for finding in found if finding.edit and _fits(before, finding.edit)]
        if not found:
            break
        if not yes and not asking:
            for finding in found:
                click.echo(_shown(before, finding))
            click.echo(f"{count(len(found), 'mend')} shown, none written: --mend --yes writes all.\n")
            break
        accepted, ended = accept(found, partial(_shown, before), _ask if asking else lambda: "all")
        refused.update(_name(finding) for finding in found if finding not in accepted)
        if accepted:
            _write(root, before, accepted)
            checked = check_site(root)
        if ended or not accepted:
            break
    return checked


def accept(found: Iterable[Finding], shown: Callable[[Finding], str], ask: Answer) -> tuple[list[Finding], bool]:
    """Shows each finding with its mend; those that were answered with yes, and whether the person has quit."""
    accepted: list[Finding] = []
    every = False
    for finding in found:
        click.echo(shown(finding))
        answer = "y" if every else ask()
        every = every or answer == "all"
        if answer == "quit":
            return accepted, True
        if every or answer == "y":
            accepted.append(finding)
    return accepted, False


def _offered(checked: Checked, what: Sequence[str], refused: set[tuple[str, str, str, str]]) -> list[Finding]:
    """The findings with a mend that can be made together, in the order of their places."""
    chosen = select(checked.site, what)
    found = {f.edit: f for f in checked.findings if f.edit and chosen.holds(f.place) and _name(f) not in refused}
    return [found[edit] for edit in apart(found)]


def _name(finding: Finding) -> tuple[str, str, str, str]:
    """What stays of a mend when the lines around it move, so that nobody is asked twice."""
    edit = finding.edit
    assert edit is not None
    return finding.rule, edit.place.path, edit.old, edit.new


def _fits(before: dict[str, bytes], edit: Edit) -> bool:
    return line_of(before[edit.place.path], edit.place.line).startswith(edit.old, edit.place.column - 1)


def _write(root: Path, before: dict[str, bytes], accepted: Sequence[Finding]) -> None:
    edits = [finding.edit for finding in accepted if finding.edit]
    try:
        after = with_edits(before, edits)
    except ValueError as error:  # pragma: no cover  (each was tried before it was shown)
        raise BusyError(f"{error}.", "Run the command again.") from None
    write_sources(root, {root / path: (before[path], data) for path, data in after.items()})
    click.echo(f"Wrote {count(len(edits), 'mend')} into {count(len(after), 'file')}.\n")


def _shown(before: dict[str, bytes], finding: Finding) -> str:
    edit = finding.edit
    assert edit is not None
    line, at = line_of(before[edit.place.path], edit.place.line), edit.place.column - 1
    end = at + len(edit.old)
    left, right = line[max(0, at - _AROUND) : at], line[end : end + _AROUND]
    left = ("…" if at > _AROUND else "") + left
    right += "…" if len(line) > end + _AROUND else ""
    old, new = (_visible(left + words + right) for words in (edit.old, edit.new))
    return f"{edit.place}  {finding.rule}\n    - {old}\n    + {new}"


def _visible(text: str) -> str:
    """``text`` with a name in place of each character that cannot be seen."""
    return "".join(f"<U+{ord(c):04X}>" if unicodedata.category(c)[0] == "C" and c != "\t" else c for c in text)


def _ask() -> str:
    words = {"y": "y", "yes": "y", "n": "n", "no": "n", "a": "all", "all": "all", "q": "quit", "quit": "quit"}
    while True:
        answer = words.get(click.prompt("    Mend it? (y, n, all, quit)", prompt_suffix=" ").strip().lower())
        if answer:
            return answer
