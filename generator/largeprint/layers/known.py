"""What is known of a policy's texts and approvals, as plain values: what a file can later be held against.

In: a site with its chains. Out: each release, and the working text where it is another, with who approved what of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from largeprint.model.digest import word_digest
from largeprint.model.policy import Policy, Site
from largeprint.model.signoff import How, SignOff, Unit
from largeprint.records.approval import Verify, as_released, code_of, given, shown_release, units_of
from largeprint.records.releases import broken, sealed
from largeprint.records.signoffs import Chain
from largeprint.text.language import language
from largeprint.text.render import EditionText


@dataclass(frozen=True, slots=True)
class HeldView:
    """An approval as it is told: ``how`` is one of the words of ``How``."""

    name: str
    role: str
    day: str
    how: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """Parts that the same people approved in the same way: their headings, "" for the policy as a whole."""

    parts: tuple[str, ...]
    given: tuple[HeldView, ...]


@dataclass(frozen=True, slots=True)
class KnownText:
    """A text in a language. ``release`` is its name, "" for the working text; ``units`` are digest and heading of each
    part; ``digest`` is that of a packet of it."""

    policy: str
    language: str
    spoken: str
    title: str
    release: str
    day: str
    code: str
    digest: str
    units: tuple[tuple[str, str], ...]
    groups: tuple[GroupView, ...]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that came back and is kept: its digest, and an approval that came in it, of so many parts."""

    file: str
    policy: str
    code: str
    parts: int
    given: HeldView


def known_texts(
    site: Site, policy: Policy, working: Sequence[EditionText], chains: Sequence[Chain], verify: Verify
) -> Iterator[KnownText]:
    """The releases of a policy that are whole, the newest first, then the working texts that are none of them."""
    seen = set()
    for frozen in reversed(policy.frozen):
        if broken(frozen) is not None:
            continue
        released, around, texts = shown_release(site, policy, frozen)
        for text in texts:
            known = _known(around, released, text, (frozen.name, sealed(frozen).release.day), chains, verify)
            seen.add((known.language, known.digest, known.code))
            yield known
    for text in working:
        known = _known(site, as_released(policy, text), text, ("", None), chains, verify)
        if (known.language, known.digest, known.code) not in seen:
            yield known


def kept_files(policy: Policy, chains: Sequence[Chain]) -> Iterator[KeptFile]:
    """The files that approvals of a policy came back in, a line for each person and role."""
    found: dict[tuple[str, str, HeldView], int] = {}
    for line in (line for chain in chains for line in chain.lines if line.how is How.RETURNED):
        key = (line.file, line.code, _held(line))
        found[key] = found.get(key, 0) + 1
    for (file, code, held), parts in found.items():
        yield KeptFile(file, policy.id, code, parts, held)


def _known(
    site: Site,
    policy: Policy,
    text: EditionText,
    release: tuple[str, date | None],
    chains: Sequence[Chain],
    verify: Verify,
) -> KnownText:
    units = units_of(site, policy, text)
    name, day = release
    return KnownText(
        policy=policy.id,
        language=text.edition.language,
        spoken=text.language.name,
        title=text.edition.title,
        release=name,
        day=_day(day) if day else "",
        code=code_of(policy, text),
        digest=word_digest([unit.words for unit, _ in units]),
        units=tuple((unit.words, _named(unit, heading)) for unit, heading in units),
        groups=_groups(units, chains, verify),
    )


def _groups(units: Sequence[tuple[Unit, str]], chains: Sequence[Chain], verify: Verify) -> tuple[GroupView, ...]:
    parts: dict[tuple[HeldView, ...], list[str]] = {}
    for unit, heading in units:
        held = tuple(map(_held, given(unit, chains, verify)))
        parts.setdefault(held, []).append(_named(unit, heading))
    return tuple(GroupView(tuple(headings), held) for held, headings in parts.items())


def _named(unit: Unit, heading: str) -> str:
    return heading if unit.id else ""


def _held(line: SignOff) -> HeldView:
    return HeldView(line.name, line.role, _day(date.fromisoformat(line.at[:10])), str(line.how))


def _day(day: date) -> str:
    return language("en").day(day)
