"""Which passages carry a claim best: passages ranked by their words, without a model.

In: a claim (a sentence of a short answer) and passages of the full text. Out: one score for each passage.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from largeprint.text.stems import stems

_K1, _B = 1.2, 0.75
"""How soon a word said again adds little, and how much long passages are held back: the values usual for BM25."""


def rank(claim: str, passages: Sequence[str], language: str) -> tuple[float, ...]:
    """The scores of ``passages`` for ``claim``, in their order; higher is better, 0 has nothing in common."""
    return Ranking(passages, language).scores(claim)


class Ranking:
    """Passages, read once, of which many claims can be asked."""

    def __init__(self, passages: Sequence[str], language: str) -> None:
        self._language = language
        self._counts = [Counter(stems(passage, language)) for passage in passages]
        self._lengths = [counts.total() for counts in self._counts]
        self._mean = sum(self._lengths) / max(1, len(passages)) or 1.0
        self._in = Counter(word for counts in self._counts for word in counts)

    def scores(self, claim: str) -> tuple[float, ...]:
        """A score for each passage, in their order; higher is better, 0 has nothing in common with the claim.

        Okapi BM25: Robertson, Walker, Jones, Hancock-Beaulieu, Gatford: Okapi at TREC-3, 1994; the weight of a word is
        that of Robertson and Spärck Jones (1976) in the form that is never negative.
        """
        number = len(self._counts)
        asked = {
            word: math.log(1 + (number - self._in[word] + 0.5) / (self._in[word] + 0.5))
            for word in dict.fromkeys(stems(claim, self._language))
        }
        return tuple(
            sum(
                weight * counts[word] * (_K1 + 1) / (counts[word] + _K1 * (1 - _B + _B * length / self._mean))
                for word, weight in asked.items()
                if word in counts
            )
            for counts, length in zip(self._counts, self._lengths, strict=True)
        )
