"""What a sentence model adds to the ranking of passages; without one, nothing. The model is brought from outside.

In: the scores that a claim has by its words (``ranking``), and what the model says of the same passages. Out: both
added. A model may change in which order candidates are shown to an author, and nothing else: no rule takes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

_WEIGHT = 1.0
"""What a cosine counts for, beside a score by words that is about 1 where a passage says each word of the claim.
From 0.75 to 1.5 the figures of ``python -m bench.ground --model`` hardly differ."""


class Likeness(Protocol):
    """A model of sentences."""

    @property
    def languages(self) -> frozenset[str]:
        """The tags of the languages that it was made for."""

    def likeness(self, claim: str, passages: Sequence[str]) -> Sequence[float]:
        """How much each passage means what ``claim`` does, -1 to 1, in their order."""


def with_likeness(
    scores: Sequence[float], claim: str, passages: Sequence[str], language: str, model: Likeness | None
) -> tuple[float, ...]:
    """``scores`` with what the model adds; as they are without one, or in a language that it does not know."""
    if model is None or not {language, language.split("-")[0]} & model.languages:
        return tuple(scores)
    likeness = model.likeness(claim, passages)
    return tuple(score + _WEIGHT * max(0.0, alike) for score, alike in zip(scores, likeness, strict=True))
