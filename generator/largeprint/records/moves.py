"""Where the words of an id went: proposals, by words in common, for a person to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from largeprint.model.policy import Edition
from largeprint.records.anchors import Kept
from largeprint.text.words import split_words

LIKELY = 0.45
"""From this share of common words on, a proposal is likely."""

_HEADING = 0.75
"""What a passage under the same heading counts at least."""

_SAME, _OTHER = 0.6, 0.2
"""An id stands for something else when it shares less than the second with its former words, and another id, new
beside it, more than the first."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An id of today, and which share of the words of the lost one stand there (0 to 1)."""

    id: str
    share: float

    @property
    def likely(self) -> bool:
        """Whether it may be taken without asking, where somebody said so."""
        return self.share >= LIKELY


@dataclass(frozen=True, slots=True)
class _Passage:
    id: str
    kind: str
    heading: tuple[str, ...]
    words: Counter[str]


class _Weights:
    """What words tell: one that stands in every passage tells nothing of where a text went."""

    def __init__(self, passages: Sequence[_Passage]) -> None:
        self._all = len(passages) + 1
        self._in = Counter(word for passage in passages for word in passage.words)

    def of(self, words: Counter[str]) -> float:
        """The weight of all of these words."""
        return sum(number * log(self._all / (self._in[word] + 0.5)) for word, number in words.items())

    def both(self, one: _Passage, other: _Passage) -> float:
        """The share of common words among those of both passages, 0 to 1."""
        return self.alike(one.words, other.words) if one.words or other.words else 1.0

    def alike(self, one: Counter[str], other: Counter[str]) -> float:
        """The share of common words among those of both, 0 to 1; 0 where there is none."""
        total = self.of(one) + self.of(other)
        return 2 * self.of(one & other) / total if total else 0.0


def propose(lost: Iterable[Kept], before: Edition, after: Edition) -> dict[str, Proposal | None]:
    """For each lost id the place in ``after`` that has most of what it stood at in ``before``; None for none at all.

    A passage that went into a larger one is found there: what counts is how much of its words stand in the other.
    """
    then, now = _passages(before), _passages(after)
    homes, weights = homes_in(before), _Weights([*then, *now])
    taken = {passage.id for passage in then}
    found: dict[str, Proposal | None] = {}
    for kept in lost:
        home = next((passage for passage in then if passage.id == homes.get(kept.id)), None)
        if home is not None and home.id != kept.id and any(passage.id == home.id for passage in now):
            found[kept.id] = Proposal(home.id, 1.0)  # a place inside a passage that is still there
            continue
        best = max((_proposal(home, other, taken, weights) for other in now), key=lambda each: each.share, default=None)
        found[kept.id] = best if home is not None and best is not None and best.share > _OTHER else None
    return found


def reused(before: Edition, after: Edition) -> Iterator[tuple[str, str]]:
    """Ids that stand for something else now, each with the id under which its former words stand today."""
    then, now = _passages(before), _passages(after)
    known, weights = {passage.id: passage for passage in then}, _Weights([*then, *now])
    for passage in now:
        former = known.get(passage.id)
        if former is None or (passage.kind == former.kind and weights.both(former, passage) >= _OTHER):
            continue
        others = [each for each in now if each.id != passage.id and each.kind == former.kind]
        best = max(others, key=lambda each: weights.both(former, each), default=None)
        if best is not None and weights.both(former, best) > _SAME:
            own = known.get(best.id)
            if own is None or weights.both(own, best) < _OTHER:
                yield passage.id, best.id
        elif passage.kind != former.kind:
            yield passage.id, ""


def _passages(edition: Edition) -> list[_Passage]:
    found = []
    for question in edition.questions:
        words = [question.heading.text, question.answer.text, *(cell.text for cell in question.cells)]
        found.append(_passage(question.anchor.id, "question", question.heading.text, words))
    for section in edition.sections:
        if section.anchor:
            words = [section.heading.text, section.body.text]
            found.append(_passage(section.anchor.id, "section", section.heading.text, words))
    return found


def _passage(identifier: str, kind: str, heading: str, texts: Iterable[str]) -> _Passage:
    words = Counter(word.casefold() for text in texts for word in split_words(text))
    return _Passage(identifier, kind, tuple(word.casefold() for word in split_words(heading)), words)


def homes_in(edition: Edition) -> dict[str, str]:
    """For every id of an edition the question or section that it stands at or in."""
    homes: dict[str, str] = {}
    for question in edition.questions:
        cells = [anchor for cell in question.cells for anchor in cell.anchors]
        for anchor in (question.anchor, *question.also, *question.answer.anchors, *cells):
            homes.setdefault(anchor.id, question.anchor.id)
    for section in edition.sections:
        if section.anchor:
            for anchor in (section.anchor, *section.also, *section.heading.anchors, *section.body.anchors):
                homes.setdefault(anchor.id, section.anchor.id)
    return homes


def _proposal(home: _Passage | None, other: _Passage, taken: set[str], weights: _Weights) -> Proposal:
    if home is None or home.kind != other.kind:
        return Proposal(other.id, 0.0)
    share = weights.of(home.words & other.words) / (weights.of(home.words) or 1.0)
    share = max(share, _HEADING * weights.alike(Counter(home.heading), Counter(other.heading)))
    # Of two that hold as much of it, the one that was not there before is meant, and the one that holds less besides.
    nearness = weights.both(home, other)
    return Proposal(other.id, share * (0.7 + 0.2 * nearness + (0.0 if other.id in taken else 0.1)))
