"""``sign``: a named person in a role says yes to the exact words of a policy, or of a question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click

from largeprint.check.report import count
from largeprint.commit import write_sources
from largeprint.hosts.release import policy_of
from largeprint.hosts.sshkeys import ALLOWED, signer, verifier
from largeprint.model.finding import UseError
from largeprint.model.policy import Policy
from largeprint.model.selection import Selection, select
from largeprint.model.signoff import How, SignOff, Unit
from largeprint.pipeline import Checked
from largeprint.pipeline import check as check_site
from largeprint.records.approval import as_released, code_of, shown_release, units_of
from largeprint.records.releases import broken
from largeprint.records.signoffs import added, chains_of, changes_of
from largeprint.text.render import EditionText

Chosen = tuple[Policy, EditionText, Unit, str]


def sign(
    root: Path, what: tuple[str, ...], name: str, role: str, key: Path | None, now: datetime | None = None
) -> None:
    """Adds a line for every unit that ``what`` names to the signer's chain in each policy."""
    checked = check_site(root)
    name = " ".join(name.split())
    if not name:
        raise UseError("An approval needs a name.", 'add --as "Your Name"')
    chosen = list(chosen_units(checked, what))
    at = (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    changes: dict[Path, tuple[bytes | None, bytes]] = {}
    told = []
    for identifier in dict.fromkeys(policy.id for policy, _, _, _ in chosen):
        policy = policy_of(checked.site, identifier)
        _refuse(policy, role)
        made = signer(key) if key else None
        lines = [
            SignOff(unit, role, name, at, How.SSH if key else How.ASSERTED, code_of(each, text), "")
            for each, text, unit, _ in chosen
            if each.id == identifier
        ]
        after, chain = added(policy, lines, made)
        if key:
            _may_sign(root, chain.lines[-1])
        changes |= {root / path: pair for path, pair in changes_of(policy, after).items()}
        told.append((policy.id, len(lines)))
    for path in changes:
        path.parent.mkdir(exist_ok=True)
    write_sources(root, changes)
    for identifier, number in told:
        click.echo(f"{name} as {role}: approved {count(number, 'part')} of {identifier}.")
    click.echo("Next: largeprint status")


def chosen_units(checked: Checked, what: tuple[str, ...]) -> Iterator[Chosen]:
    """The units that words name, each once: of the working text, or of a release (``wechat@2026-03-01``). A policy
    names all of its languages."""
    plain = tuple(word for word in what if "@" not in word)
    chosen: Selection = select(checked.site, plain)
    anchored = any("#" in word for word in plain)
    for policy, text in checked.texts if plain or not what else ():
        dated = as_released(policy, text)
        for unit, heading in units_of(checked.site, dated, text):
            place = text.edition.place
            if unit.id:
                place = next(q.question.place for q in text.questions if q.question.anchor.id == unit.id)
            elif anchored:
                continue
            if chosen.holds(place):
                yield dated, text, unit, heading
    for word in what:
        if "@" in word:
            yield from _of_release(checked, word)


def _of_release(checked: Checked, word: str) -> Iterator[Chosen]:
    identifier, _, rest = word.removeprefix("content/").partition("@")
    name, _, anchor = rest.partition("#")
    policy = policy_of(checked.site, identifier)
    frozen = next((each for each in policy.frozen if each.name == name and not broken(each)), None)
    if frozen is None:
        there = ", ".join(each.name for each in policy.frozen) or "none"
        raise UseError(f"{identifier} has no whole release of {name}.", f"there are: {there}")
    released, around, texts = shown_release(checked.site, policy, frozen)
    found = [
        (released, text, unit, heading)
        for text in texts
        for unit, heading in units_of(around, released, text)
        if not anchor or unit.id == anchor
    ]
    if not found:
        raise UseError(f'{identifier}@{name} has no question "{anchor}".', f"name one of {identifier}@{name}")
    yield from found


def _refuse(policy: Policy, role: str) -> None:
    roles = [each for each, _ in policy.facts.reviewers]
    if role not in roles:
        there = f"there are: {', '.join(roles)}" if roles else f'add "reviewers" to content/{policy.id}/policy.yml'
        raise UseError(f'{policy.id} has no role "{role}".', there)
    _, broken = chains_of(policy)
    if broken:
        raise UseError(
            f"An approval of {policy.id} is not as it was given: {broken[0].message}", f"largeprint check {policy.id}"
        )


def _may_sign(root: Path, line: SignOff) -> None:
    """Raises ``UseError`` for a signature that would not count: nobody should think that they have approved."""
    if not verifier(root / ALLOWED)(line):
        message = f"The key is not among those that are allowed for {line.person}."
        raise UseError(message, f"enter it into {ALLOWED} in the site's folder, and sign again")
