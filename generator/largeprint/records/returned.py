"""What came back in a packet: decisions, changed words with their patch, comments, each tied to what it is about.

In: the packet as it was sent and as it came back, both read by ``read.returned``, and the text of today. Out: values;
nothing is written, and nothing counts as signed. A packet of an older text is told from one of today by its digest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from largeprint.model.decision import Decision, Verdict
from largeprint.model.policy import Edition
from largeprint.read.returned import OURS, Comment, Place, Returned
from largeprint.records.patching import Change, Stretch, changes_in

WHOLE, OPENING = "all", "o"
_EDITABLE = re.compile(r"(o|q\d+|s\d+)_(?:h|a|b|[kv]\d+)$")
_KEY = re.compile(r"(o|q\d+|s\d+|all)_")
_MARKED = frozenset("x X ✓ ✔ ✗ ✘ ☒ ☑ ✅ yes ok".split())
_EMPTY = frozenset(["", "☐", "□"])


@dataclass(frozen=True, slots=True)
class Unit:
    """A question, a section or the opening: its key in the packet, its id, its digest, and where it stands today.

    ``stretch`` is None where it is no longer in the text.
    """

    key: str
    id: str
    heading: str
    digest: str
    stretch: Stretch | None


@dataclass(frozen=True, slots=True)
class Edited:
    """Changed words of a unit, and who tracked a change there; nobody where it was not tracked."""

    unit: Unit
    change: Change
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A comment and the unit that it is on; None for one without a home."""

    unit: Unit | None
    comment: Comment


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision as it was marked: ``verdict`` is None where several boxes are marked, or one with other words."""

    key: str
    verdict: Verdict | None
    name: str
    role: str
    date: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that came back. ``current``: whether the packet is of the text of today.

    ``missing`` are units of the packet that the file has lost; ``elsewhere`` are words that were changed where nothing
    is for editing, as before and after.
    """

    current: bool
    rulings: tuple[Ruling, ...]
    edited: tuple[Edited, ...]
    comments: tuple[Said, ...]
    missing: tuple[Unit, ...]
    elsewhere: tuple[tuple[str, str], ...]
    texts: Mapping[str, tuple[str, str]]
    """For each unit that was changed all of its words, as sent and as they came back, without any blank."""


def answer_of(came: Returned, sent: Returned | None, units: Sequence[Unit]) -> Answer:
    """What came back. ``sent`` is the packet of today, made as it was asked; None for one of an older text."""
    base = sent or _as_sent(came)
    known = {unit.key: unit for unit in units}
    lines_now, lines_then = _lines(came, after=True), _lines(base, after=False)
    edited = []
    missing = []
    texts = {}
    for unit in units:
        if unit.key == WHOLE:
            continue
        before, after = lines_then.get(unit.key, []), lines_now.get(unit.key)
        if after is None and before:
            missing.append(unit)
        elif after is not None and _words(before) != _words(after):
            texts[unit.key] = ("".join("".join(before).split()), "".join("".join(after).split()))
            nowhere = Stretch("", "", 0, 0)
            for change in changes_in(unit.stretch or nowhere, before, after):
                edited.append(Edited(unit, change, _authors(came, unit.key)))
    return Answer(
        current=sent is not None,
        rulings=tuple(_rulings(came, known)),
        edited=tuple(edited),
        comments=tuple(_comments(came, sent, known)),
        missing=tuple(missing),
        elsewhere=tuple(_elsewhere(came, base)),
        texts=texts,
    )


def decisions_of(
    answer: Answer, units: Mapping[str, Unit], policy: str, language: str, edited: Mapping[str, str]
) -> tuple[Decision, ...]:
    """The decisions as values that a record of sign-offs can take.

    ``edited`` gives for a key the digest of the words as the reviewer edited them, "" where these cannot be had without
    a person; a key that is not in it was not touched, and its approval is of the words of the packet. What was touched
    and is marked "approved" counts as approved as edited: nobody approves words that they have struck out.
    """
    made = []
    for ruling in answer.rulings:
        if ruling.verdict is None:
            continue
        unit, verdict = units[ruling.key], ruling.verdict
        if verdict is Verdict.APPROVED and ruling.key in edited:
            verdict = Verdict.EDITED
        digest = "" if verdict is Verdict.NOT_YET else edited.get(ruling.key, unit.digest)
        made.append(Decision(policy, language, unit.id, ruling.role, ruling.name, ruling.date, verdict, digest))
    return tuple(made)


def units_of(came: Returned, edition: Edition) -> tuple[Unit, ...]:
    """The units that a packet is of, by its own properties, each with its place in the text of today."""
    places = _stretches(edition)
    found = [Unit(OPENING, "", edition.title, "", places.get(("o", "")))]
    for key, value in came.properties.items():
        if re.fullmatch(r"[qs]\d+", key):
            digest, _, identifier = value.partition(" ")
            heading = came.place(f"{key}_h")
            title = " ".join(heading.before) if heading else ""
            found.append(Unit(key, identifier, title, digest, places.get((key[0], identifier))))
    return (*found, Unit(WHOLE, "", edition.title, came.properties.get("digest", ""), None))


def _stretches(edition: Edition) -> dict[tuple[str, str], Stretch]:
    """Where each question and section stands in its file: from its heading to the next."""
    texts = dict(edition.sources)
    starts = [("q", each.anchor.id, each.place) for each in edition.questions]
    starts += [("s", each.anchor.id if each.anchor else "", each.place) for each in edition.sections]
    found = {}
    for index, (kind, identifier, place) in enumerate(starts):
        following = starts[index + 1] if index + 1 < len(starts) else None
        text = texts[place.path]
        end = len(text)
        if following and following[2].path == place.path:
            end = _offset(text, following[2].line)
        found[kind, identifier] = Stretch(place.path, text, _offset(text, place.line), end)
    summary, text = edition.sources[0]
    first = edition.questions[0].place if edition.questions else None
    stop = _offset(text, first.line) if first and first.path == summary else len(text)
    found["o", ""] = Stretch(summary, text, _offset(text, edition.place.line), stop)
    return found


def _offset(text: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
    return at


def _as_sent(came: Returned) -> Returned:
    """The packet as it was sent, as far as the file itself tells: without the changes that were tracked."""
    places = tuple(Place(place.name, place.before, place.before, ()) for place in came.places)
    return Returned(came.properties, places, ())


def _lines(packet: Returned, after: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place in packet.places:
        key = _EDITABLE.match(place.name)
        if key:
            found.setdefault(key[1], []).extend(place.after if after else place.before)
    return found


def _words(lines: Sequence[str]) -> list[list[str]]:
    return [line.split() for line in lines if line.strip()]


def _authors(came: Returned, key: str) -> tuple[str, ...]:
    named = (author for place in came.places if place.name.startswith(f"{key}_") for author in place.authors)
    return tuple(dict.fromkeys(named))


def _rulings(came: Returned, known: Mapping[str, Unit]) -> Iterator[Ruling]:
    for key in known:
        marks = {each: _mark(came.place(f"{key}_d_{each}")) for each in Verdict}
        if not any(marks.values()):
            continue
        chosen = [each for each, mark in marks.items() if mark]
        clear = len(chosen) == 1 and marks[chosen[0]] == "x"
        name, role, date = (_field(came, key, each) for each in ("name", "role", "date"))
        yield Ruling(key, chosen[0] if clear else None, name, role, date)


def _mark(place: Place | None) -> str:
    """ "x" for a box that is marked, "" for an empty one, "?" for one with other words in it."""
    text = " ".join(place.after).replace("☐", "").strip() if place else ""
    return "" if text in _EMPTY else "x" if text in _MARKED or text.lower() in _MARKED else "?"


def _field(came: Returned, key: str, name: str) -> str:
    """A field of a decision; where nobody wrote into it, that of the cover."""
    return _written(came.place(f"{key}_{name}")) or _written(came.place(f"cover_{name}"))


def _written(place: Place | None) -> str:
    if place is None:
        return ""
    blank, text = " ".join(place.before), " ".join(place.after)
    return text.replace(blank, "", 1).strip() if blank else text


def _comments(came: Returned, sent: Returned | None, known: Mapping[str, Unit]) -> Iterator[Said]:
    """Comments in the order of the text, those without a home last; our own, as they were sent, are left out."""
    ours = (
        {each.text for each in sent.comments} if sent else {each.text for each in came.comments if each.author == OURS}
    )
    homes = _homes(came, known)
    order = {place.name: number for number, place in enumerate(came.places)}
    theirs = [each for each in came.comments if not (each.author == OURS and each.text in ours)]
    said = [Said(homes.get(each.place), each) for each in theirs]
    yield from sorted(said, key=lambda each: (each.unit is None, order.get(each.comment.place, 0)))


def _homes(came: Returned, known: Mapping[str, Unit]) -> dict[str, Unit]:
    """For each place the unit that it belongs to: its own, or that of the last one before it that has one."""
    homes: dict[str, Unit] = {}
    unit: Unit | None = None
    for place in came.places:
        key = _KEY.match(place.name)
        unit = known.get(key[1], unit) if key else None if place.name.startswith("cover_") else unit
        if unit is not None:
            homes[place.name] = unit
    return homes


def _elsewhere(came: Returned, base: Returned) -> Iterator[tuple[str, str]]:
    """What reads otherwise where nothing is for editing; a place that is gone is told too."""
    fixed = re.compile(r"(x\d+)?$")
    now = {place.name: place for place in came.places if fixed.match(place.name)}
    for place in base.places:
        if not fixed.match(place.name):
            continue
        mine = now.get(place.name)
        if _words(place.before) != _words(mine.after if mine else ()):
            yield " ".join(place.before), " ".join(mine.after) if mine else ""
    yield from (("", note) for note in came.notes if note not in base.notes)
