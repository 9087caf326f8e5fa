"""The redline of two texts: what was taken out and put in, word by word, part by part matched by id.

In: two rendered editions, and which ids moved where. Out: plain values, from which both texts can be had back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from largeprint.text.blocks import Block, Word, Words, blocks_of, words_of
from largeprint.text.language import Language
from largeprint.text.render import EditionText, Fragment, NoteText, QuestionText, SectionText

State = Literal["same", "edited", "new", "gone", "away"]
Op = Literal["same", "del", "ins"]

_ALIKE = 0.4
"""From this share of common words on, a block is shown as changed, and not as taken out and put in."""

_CLOSE = 2
"""So few words that stay between two changes are shown as changed with them: a redline of confetti reads badly."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stay, go or come, all of them leading to the same place (``href``, "" for none)."""

    op: Op
    words: Words
    href: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A block: "same" as a whole, taken out, put in, or "edited" inside. ``cells`` are more than one in a row."""

    op: Literal["same", "del", "ins", "edited"]
    kind: str
    depth: int
    cells: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A question or section of two texts. ``kind``: "opening", "question", "section".

    ``id`` is that of the newer text, of the older one for what is gone; ``was`` the older id where it moved.
    ``moved`` where it stands elsewhere in the order than before; "away" is the place that such a part has left.
    """

    kind: str
    id: str
    was: str
    level: int
    state: State
    moved: bool
    heading: tuple[Piece, ...]
    blocks: tuple[Change, ...]
    kept: bool = False
    """Of the place that a part has left: whether it stands elsewhere word for word."""

    @property
    def title(self) -> str:
        """The heading of today; of before, where there is none today."""
        return text_of(self.heading, "del") or text_of(self.heading, "ins")


@dataclass(frozen=True, slots=True)
class Redline:
    """The redline of an edition: parts in the order of the newer text, what is gone where it stood."""

    language: Language
    parts: tuple[Part, ...]

    @property
    def changed(self) -> tuple[Part, ...]:
        """The parts that are not as they were."""
        return tuple(part for part in self.parts if part.state != "away" and (part.state != "same" or part.moved))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of one text, before it is compared."""

    kind: str
    id: str
    level: int
    heading: Words
    blocks: tuple[Block, ...]


def redline(before: EditionText, after: EditionText, moved: Mapping[str, str] | None = None) -> Redline:
    """The redline from ``before`` to ``after``. ``moved`` leads from ids of before to those that they have now."""
    old, new = list(_parts(before)), list(_parts(after))
    homes = _matched(old, new, moved or {})
    order = {id(part): index for index, part in enumerate(old)}
    goals = {id(home): part for part in new if (home := homes.get(id(part)))}
    staying = _longest_rise([order[id(home)] for part in new if (home := homes.get(id(part)))])
    parts: list[Part] = []
    waiting = iter(enumerate(old))
    at = -1

    def left_up_to(index: int) -> Iterator[Part]:
        """What stood in the older text before a place, and does not stand there any more."""
        nonlocal at
        while at < index - 1:
            at, part = next(waiting)
            goal = goals.get(id(part))
            if goal is None:
                yield _part(part, None, moved=False)
            elif at not in staying:
                kept = _part(part, goal, moved=True).state == "same"
                yield replace(_part(part, None, moved=True), state="away", kept=kept)

    for part in new:
        home = homes.get(id(part))
        stays = home is not None and order[id(home)] in staying
        if home is not None and stays:
            parts += left_up_to(order[id(home)] + 1)
        parts.append(_part(home, part, moved=home is not None and not stays))
    parts += left_up_to(len(old))
    return Redline(after.language, tuple(parts))


def _matched(old: Sequence[_Piece], new: Sequence[_Piece], moved: Mapping[str, str]) -> dict[int, _Piece]:
    """For parts of the newer text, by their identity, the part of the older one that each was."""
    free = {(part.kind, part.id): part for part in reversed(new)}
    homes: dict[int, _Piece] = {}
    rest = []
    for part in old:
        goal = free.pop((part.kind, part.id), None)
        if goal is not None:
            homes[id(goal)] = part
        else:
            rest.append(part)
    for part in rest:
        goal = free.pop((part.kind, moved.get(part.id, "")), None)
        if goal is not None:
            homes[id(goal)] = part
    return homes


def _parts(text: EditionText) -> Iterator[_Piece]:
    yield _Piece("opening", "", 1, tuple(words_of(text.edition.title)), blocks_of(text.intro.html))
    for question in text.questions:
        yield _Piece("question", question.question.anchor.id, 3, _heading(question.heading), _answer(question))
    for section in text.sections:
        anchor = section.section.anchor
        yield _Piece(
            "section", anchor.id if anchor else "", section.section.level, _heading(section.heading), _body(section)
        )


def _heading(heading: Fragment) -> Words:
    return tuple(word for block in blocks_of(heading.html) for word in block.cells[0])


def _answer(question: QuestionText) -> tuple[Block, ...]:
    head = (question.facts_head,) if question.facts_head else ()
    rows = tuple(
        Block("tr", 0, tuple(_heading(cell) for cell in (row.label, row.value))) for row in (*head, *question.facts)
    )
    tail = tuple(Block("p", 0, (_linked(link.text, link.target),)) for link in question.question.tail)
    return (*blocks_of(question.answer.html), *rows, *_notes(question.notes), *tail)


def _linked(text: str, target: str) -> Words:
    return tuple(Word(word, False, target) for word in (text.split() or [target]))


def _body(section: SectionText) -> tuple[Block, ...]:
    return (*blocks_of(section.body.html), *_notes(section.notes))


def _notes(notes: Sequence[NoteText]) -> tuple[Block, ...]:
    return tuple(block for note in notes for block in blocks_of(note.body.html))


def _longest_rise(places: Sequence[int]) -> frozenset[int]:
    """The most places that stand in rising order: parts at the others have moved."""
    best: list[tuple[int, int]] = []  # for each place: length of the best row that ends there, the one before it
    for index, place in enumerate(places):
        before = max((i for i in range(index) if places[i] < place), key=lambda i: best[i][0], default=-1)
        best.append((best[before][0] + 1 if before >= 0 else 1, before))
    at = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    row = set()
    while at >= 0:
        row.add(places[at])
        at = best[at][1]
    return frozenset(row)


def _part(old: _Piece | None, new: _Piece | None, moved: bool) -> Part:
    one = new or old
    assert one is not None
    heading = _pieces(old.heading if old else (), new.heading if new else ())
    blocks = tuple(_changes(old.blocks if old else (), new.blocks if new else ()))
    if old is None or new is None:
        state: State = "gone" if new is None else "new"
    else:
        levels = old.kind == "section" and old.level != new.level
        edited = levels or any(block.op != "same" for block in blocks) or any(piece.op != "same" for piece in heading)
        state = "edited" if edited else "same"
    was = old.id if old and new and old.id != new.id else ""
    return Part(one.kind, one.id, was, one.level, state, moved, heading, blocks)


def _changes(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Change]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (_whole("same", block) for block in new[c:d])
        else:
            yield from _paired(old[a:b], new[c:d])


def _paired(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Change]:
    """Blocks of which none is as it was: each beside the one that is most like it, in order."""
    start = 0
    for block in new:
        likeness = [_likeness(old[i], block) for i in range(start, len(old))]
        best = max(range(len(likeness)), key=likeness.__getitem__, default=-1)
        if best < 0 or likeness[best] < _ALIKE:
            yield _whole("ins", block)
            continue
        yield from (_whole("del", gone) for gone in old[start : start + best])
        home = old[start + best]
        cells = tuple(_pieces(a, b) for a, b in zip(home.cells, block.cells, strict=True))
        yield Change("edited", block.kind, block.depth, cells)
        start += best + 1
    yield from (_whole("del", gone) for gone in old[start:])


def _likeness(old: Block, new: Block) -> float:
    if old.kind != new.kind or len(old.cells) != len(new.cells):
        return 0.0
    one, other = (tuple(word.text for cell in block.cells for word in cell) for block in (old, new))
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


def _whole(op: Op, block: Block) -> Change:
    return Change(op, block.kind, block.depth, tuple(tuple(_grouped(op, cell)) for cell in block.cells))


def _pieces(old: Words, new: Words) -> tuple[Piece, ...]:
    """Two runs of words as what stays, goes and comes."""
    if old == new:
        return tuple(_grouped("same", new))
    found: list[tuple[str, Words, Words]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = old[a:b], new[c:d]
        if kind == "equal":
            found.append(("equal", gone, come))
        elif len(found) > 1 and found[-1][0] == "equal" and len(found[-1][1]) <= _CLOSE and found[-2][0] != "equal":
            _, kept, _ = found.pop()
            _, before, after = found.pop()
            found.append(("replace", (*before, *kept, *gone), (*after, *kept, *come)))
        else:
            found.append((kind, gone, come))
    made: list[Piece] = []
    for op, gone, come in found:
        if op == "equal":
            made += _grouped("same", come)
        else:
            made += [*_grouped("del", gone), *_grouped("ins", come)]
    return tuple(made)


def _grouped(op: Op, words: Words) -> Iterator[Piece]:
    start = 0
    for end in range(1, len(words) + 1):
        if end == len(words) or words[end].href != words[start].href:
            yield Piece(op, words[start:end], words[start].href)
            start = end


def text_of(pieces: Sequence[Piece], without: Op) -> str:
    """The words of one of the two texts: without "del" those of the newer, without "ins" those of the older."""
    words = [word for piece in pieces if piece.op != without for word in piece.words]
    return "".join(word.text if word.glued or not index else f" {word.text}" for index, word in enumerate(words))


def lines_of(found: Redline, without: Op) -> list[str]:
    """One of the two texts as lines, a heading or block each: without "del" the newer one, without "ins" the older."""
    lines = []
    for part in found.parts:
        if part.state == "away" if without == "del" else part.moved and part.state != "away":
            continue
        lines.append(text_of(part.heading, without))
        lines += [" | ".join(text_of(cell, without) for cell in block.cells) for block in part.blocks]
    return [" ".join(line.split()) for line in lines if line.strip(" |")]
