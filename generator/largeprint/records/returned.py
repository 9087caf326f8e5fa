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
from largeprint.model.signoff import Unit
from largeprint.read.returned import OURS, Comment, Place, Returned
from largeprint.records.patching import Change, Stretch, changes_in

WHOLE, OPENING = "all", "o"
_EDITABLE = re.compile(r"(o|q\d+|s\d+)_(?:h|a|b|[kv]\d+)$")
_KEY = re.compile(r"(o|q\d+|s\d+|all)_")
_MARKED = frozenset("x X ✓ ✔ ✗ ✘ ☒ ☑ ✅ yes ok".split())
_EMPTY = frozenset(["", "☐", "□"])


@dataclass(frozen=True, slots=True)
class Portion:
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
    """Changed words of a portion, and who tracked a change there; nobody where it was not tracked."""

    portion: Portion
    change: Change
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A comment and the portion that it is on; None for one without a home."""

    portion: Portion | None
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

    ``missing`` are portions of the packet that the file has lost; ``elsewhere`` are words that were changed where
    nothing is for editing, as before and after.
    """

    current: bool
    rulings: tuple[Ruling, ...]
    edited: tuple[Edited, ...]
    comments: tuple[Said, ...]
    missing: tuple[Portion, ...]
    elsewhere: tuple[tuple[str, str], ...]
    texts: Mapping[str, tuple[str, str]]
    """For each portion that was changed all of its words, as sent and as they came back, without any blank."""


def answer_of(came: Returned, sent: Returned | None, portions: Sequence[Portion]) -> Answer:
    """What came back. ``sent`` is the packet of today, made as it was asked; None for one of an older text."""
    base = sent or _as_sent(came)
    known = {portion.key: portion for portion in portions}
    lines_now, lines_then = _lines(came, after=True), _lines(base, after=False)
    edited = []
    missing = []
    texts = {}
    for portion in portions:
        if portion.key == WHOLE:
            continue
        before, after = lines_then.get(portion.key, []), lines_now.get(portion.key)
        if after is None and before:
            missing.append(portion)
        elif after is not None and _words(before) != _words(after):
            texts[portion.key] = ("".join("".join(before).split()), "".join("".join(after).split()))
            nowhere = Stretch("", "", 0, 0)
            for change in changes_in(portion.stretch or nowhere, before, after):
                edited.append(Edited(portion, change, _authors(came, portion.key)))
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
    answer: Answer, portions: Mapping[str, Portion], today: Mapping[str, Unit], edited: Mapping[str, Unit | None]
) -> tuple[Decision, ...]:
    """The decisions as values that a record of sign-offs can take.

    ``today`` has for an id what is approved with it as the text stands. ``edited`` gives for a key the same as the
    reviewer edited it, None where that cannot be had without a person; a key that is not in it was not touched, and its
    approval is of the words of the packet, if the text still has them. What was touched and is marked "approved" counts
    as approved as edited: nobody approves words that they have struck out.
    """
    made = []
    for ruling in answer.rulings:
        if ruling.verdict is None:
            continue
        portion, verdict = portions[ruling.key], ruling.verdict
        if verdict is Verdict.APPROVED and ruling.key in edited:
            verdict = Verdict.EDITED
        now = today.get(portion.id)
        unit = edited.get(ruling.key, now if now and now.words == portion.digest else None)
        unit = None if verdict is Verdict.NOT_YET else unit
        made.append(Decision(portion.id, ruling.role, ruling.name, ruling.date, verdict, unit))
    return tuple(made)


def same_today(came: Returned, now: Returned) -> frozenset[str]:
    """The ids whose words in a packet that came back are those of the packet of today ("" for the policy as a whole).

    A digest in a file is what somebody wrote there; what was read in it has to be the same too.
    """
    theirs, ours = (
        {value.partition(" ")[2]: key for key, value in each.properties.items() if key[:1] == "q"}
        for each in (came, now)
    )
    after, today = _lines(came, after=True), _lines(now, after=True)
    same = {i for i, key in theirs.items() if i in ours and _words(after.get(key, ())) == _words(today[ours[i]])}
    rest = [[(key, _words(lines)) for key, lines in each.items() if key[:1] in ("o", "s")] for each in (after, today)]
    return frozenset(same | {""} if rest[0] == rest[1] and [*theirs] == [*ours] else same)


def portions_of(came: Returned, edition: Edition) -> tuple[Portion, ...]:
    """The portions that a packet is of, by its own properties, each with its place in the text of today."""
    places = _stretches(edition)
    found = [Portion(OPENING, "", edition.title, "", places.get(("o", "")))]
    for key, value in came.properties.items():
        if re.fullmatch(r"[qs]\d+", key):
            digest, _, identifier = value.partition(" ")
            heading = came.place(f"{key}_h")
            title = " ".join(heading.before) if heading else ""
            found.append(Portion(key, identifier, title, digest, places.get((key[0], identifier))))
    return (*found, Portion(WHOLE, "", edition.title, came.properties.get(WHOLE, ""), None))


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


def _rulings(came: Returned, known: Mapping[str, Portion]) -> Iterator[Ruling]:
    for key in known:
        marks = {each: _mark(came.place(f"{key}_d_{each}")) for each in Verdict}
        if not any(marks.values()):
            continue
        chosen = [each for each, mark in marks.items() if mark]
        clear = len(chosen) == 1 and marks[chosen[0]] == "x"
        name, role, date = (_field(came, key, each) for each in ("name", "role", "date"))
        yield Ruling(key, chosen[0] if clear else None, name, role or came.properties.get("role", ""), date)


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


def _comments(came: Returned, sent: Returned | None, known: Mapping[str, Portion]) -> Iterator[Said]:
    """Comments in the order of the text, those without a home last; our own, as they were sent, are left out."""
    ours = (
        {each.text for each in sent.comments} if sent else {each.text for each in came.comments if each.author == OURS}
    )
    homes = _homes(came, known)
    order = {place.name: number for number, place in enumerate(came.places)}
    theirs = [each for each in came.comments if not (each.author == OURS and each.text in ours)]
    said = [Said(homes.get(each.place), each) for each in theirs]
    yield from sorted(said, key=lambda each: (each.portion is None, order.get(each.comment.place, 0)))


def _homes(came: Returned, known: Mapping[str, Portion]) -> dict[str, Portion]:
    """For each place the portion that it belongs to: its own, or that of the last one before it that has one."""
    homes: dict[str, Portion] = {}
    portion: Portion | None = None
    for place in came.places:
        key = _KEY.match(place.name)
        portion = known.get(key[1], portion) if key else None if place.name.startswith("cover_") else portion
        if portion is not None:
            homes[place.name] = portion
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
