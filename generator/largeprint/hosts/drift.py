"""``drift``: every section that changed, beside the answers that lead to it."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from largeprint.check.report import count
from largeprint.model.evidence import Confirmed
from largeprint.model.finding import BusyError, UseError
from largeprint.model.policy import Policy
from largeprint.model.selection import name_of, select
from largeprint.pipeline import Checked
from largeprint.pipeline import check as check_site
from largeprint.records.drift import Drift, drift
from largeprint.records.evidence import evidence_of
from largeprint.records.releases import release_of
from largeprint.records.standing import standings
from largeprint.text.difference import changes, in_words
from largeprint.text.render import EditionText, render_edition

_ALL = 10_000

Found = tuple[Policy, EditionText, Drift]


def show(root: Path, what: Sequence[str], since: str | None, as_json: bool) -> int:
    """Prints the list. 1 where an answer's own words did not change with what it leads to."""
    checked = check_site(root)
    chosen = select(checked.site, what)
    found = list(_since(root, checked, since) if since else _confirmed(checked))
    found = [each for each in found if chosen.holds(each[2].answer.question.place)]
    if as_json:
        click.echo(json.dumps([_told(*each) for each in found], ensure_ascii=False, indent=1, sort_keys=True))
    else:
        for policy, text, each in found:
            click.echo(_shown(policy, text, each))
        when = f"since {since}" if since else "since the last confirmation"
        untouched = len({_name(*each) for each in found if not each[2].answered})
        left = "1 answer was left as it was" if untouched == 1 else f"{untouched} answers were left as they were"
        click.echo(
            f"{count(len(found), 'change')} {when}; {left}."
            if found
            else f"No answer leads to words that have changed {when}."
        )
    failing = next((each for each in found if not each[2].answered), None)
    if failing:
        click.echo(f"Next: read what changed, then: largeprint confirm {_name(*failing)}", err=as_json)
    return 1 if failing else 0


def _confirmed(checked: Checked) -> Iterator[Found]:
    """What changed since each answer was confirmed."""
    for policy, text in checked.texts:
        evidence, _ = evidence_of(text.edition)
        for standing in standings(checked.site, text, evidence):
            confirmed = evidence.questions.get(standing.question.question.anchor.id, Confirmed({}))
            for passage in standing.changed:
                before = evidence.texts.get(confirmed.sections[passage.id], "")
                found = changes(before, passage.text) if before else ()
                answered = any(rest is None for _, rest in standing.claims)
                yield policy, text, Drift(standing.question, passage.id, passage.heading, found, answered)


def _since(root: Path, checked: Checked, since: str) -> Iterator[Found]:
    """What changed since a release of that name; where no policy has one, since that revision of git."""
    frozen = {policy.id: each for policy in checked.site.policies for each in policy.frozen if each.name == since}
    if not frozen:
        yield from _since_revision(root, checked, since)
        return
    for policy, text in checked.texts:
        release = release_of(policy, frozen[policy.id]) if policy.id in frozen else None
        for edition in release.editions if release else ():
            if edition.language == text.edition.language:
                for each in drift(checked.site, render_edition(edition), text):
                    yield policy, text, each


def _since_revision(root: Path, checked: Checked, revision: str) -> Iterator[Found]:
    with tempfile.TemporaryDirectory(prefix="largeprint-") as folder:
        unpack(root, revision, Path(folder))
        before = check_site(Path(folder))
        then = {(policy.id, text.edition.language): text for policy, text in before.texts}
        for policy, text in checked.texts:
            old = then.get((policy.id, text.edition.language))
            for each in drift(checked.site, old, text) if old else ():
                yield policy, text, each


def unpack(root: Path, revision: str, folder: Path) -> None:
    """Puts ``content/`` as it was at ``revision`` into ``folder``."""
    command = ["git", "-C", str(root), "archive", "--format=tar", revision, "--", "content"]
    if revision.startswith("-"):
        raise UseError(f'"{revision}" is no revision.', "name a commit, a tag or a branch")
    try:
        packed = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603
    except FileNotFoundError:
        raise BusyError("git is not installed here.", "Install it, or leave --since out.") from None
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode("utf-8", "replace").strip().splitlines()
        message = f'git knows no content at "{revision}": {reason[-1] if reason else "it did not say why"}.'
        raise UseError(message, "name a commit, a tag or a branch in which content/ is") from None
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        if hasattr(tarfile, "data_filter"):
            archive.extractall(folder, filter="data")
        else:  # Python before 3.11.4; git itself keeps no path that leads out
            archive.extractall(folder, members=[each for each in archive if each.isreg() or each.isdir()])  # noqa: S202


def _name(policy: Policy, text: EditionText, each: Drift) -> str:
    return name_of(policy, text.edition, each.answer.question.anchor.id)


def _shown(policy: Policy, text: EditionText, each: Drift) -> str:
    if each.new:
        what = "It was not there before."
    else:
        what = in_words(each.changes, _ALL) or "Its lists, their labels or its links are others"
    state = "The answer's words changed too." if each.answered else "The answer was left as it was."
    name = _name(policy, text, each)
    return f"{name}  {each.answer.heading.text}\n    #{each.section} {each.heading}: {what.rstrip('.')}.\n    {state}\n"


def _told(policy: Policy, text: EditionText, each: Drift) -> dict[str, Any]:
    return {
        "answer": _name(policy, text, each),
        "question": each.answer.heading.text,
        "section": each.section,
        "heading": each.heading,
        "new": each.new,
        "changes": [{"before": before, "after": after} for before, after in each.changes],
        "answer_changed": each.answered,
    }
