"""Drift between two states of a text: the sections whose words changed, and the answers that lead to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from largeprint.model.policy import Site
from largeprint.text.claims import homes_of, passage_at, passages_of
from largeprint.text.difference import changes
from largeprint.text.render import EditionText, QuestionText


@dataclass(frozen=True, slots=True)
class Drift:
    """A section that an answer leads to reads otherwise than before.

    ``section`` is its id, ``heading`` its words, ``changes`` (old words, new words) in order; empty where only lists,
    labels or links changed. ``answered`` says whether the answer's own words changed as well; ``new``, that the section
    was not there before.
    """

    answer: QuestionText
    section: str
    heading: str
    changes: tuple[tuple[str, str], ...]
    answered: bool
    new: bool = False


def drift(site: Site, before: EditionText, after: EditionText) -> Iterator[Drift]:
    """What drifted between two states of an edition, in the order of the answers of today."""
    homes = homes_of(before)
    then = {question.question.anchor.id: question.digest for question in before.questions}
    for question in after.questions:
        identifier = question.question.anchor.id
        answered = then.get(identifier) != question.digest
        for passage in passages_of(site, after, question):
            index = homes.get(passage.id)
            old = passage_at(before, index) if index is not None else None
            if old is None:
                yield Drift(question, passage.id, passage.heading, (), answered, new=True)
            elif old.digest != passage.digest:
                yield Drift(question, passage.id, passage.heading, changes(old.text, passage.text), answered)
