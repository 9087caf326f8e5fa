"""The passages behind an answer: the sections that it leads to, each with the sections below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from largeprint.layers.views import Layered, QuestionView
from largeprint.text.claims import homes_of, with_parts


def passages(page: Layered, question: QuestionView) -> Iterator[tuple[int, ...]]:
    """For each link of an answer, in their order, the indices of the sections of its passage."""
    homes = homes_of(page.text)
    for link in question.links:
        yield tuple(with_parts(page.text, homes[link.anchor]))


def behind(page: Layered, questions: Iterable[QuestionView]) -> tuple[int, ...]:
    """The indices of all sections behind some answers, in the order of the text."""
    return tuple(sorted({index for question in questions for each in passages(page, question) for index in each}))
