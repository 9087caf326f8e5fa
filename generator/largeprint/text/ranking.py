"""Which passages carry a claim best: passages ranked by their words, without a model, the same every time.

In: a claim (a sentence of a short answer) and passages of the full text. Out: one score for each passage.

Three kinds of terms are compared, each by Okapi BM25: stems; groups of words that say the same in policies
(``vocabulary``), so that "sell" finds "rent", though never as well as "sell"; and runs of four letters, so that
"arbitrate" finds "arbitrator". A word counts the less the more passages have it, by the passages at hand and by what is
known of policies together: a text of ten sentences tells little of which words are rare. Last, where one denies and the
other does not, the score is a little less: "we sell" seldom carries "we do not sell".
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import lru_cache

from largeprint.text.stems import stems
from largeprint.text.vocabulary import vocabulary

_K1, _B = 1.6, 0.9
"""How much a term said again still adds, and how much long passages are held back (0 to 1), as BM25 names them."""

_KNOWN = 100
"""As many passages as what is known of policies weighs beside those at hand."""

_WORDS, _GROUPS, _LETTERS = 1.0, 1.2, 0.1
"""What a term of each kind weighs. A shared word is in a shared group too, so that it always counts for more."""

_DENIED = 0.95
"""What is left of a score where only one of claim and passage denies."""

_RUN = 4
"""Letters of a run; the beginning of a word is one of them."""


def rank(claim: str, passages: Sequence[str], language: str) -> tuple[float, ...]:
    """The scores of ``passages`` for ``claim``, in their order, on the scale of ``Ranking.scores``."""
    return _ranking(tuple(passages), language).scores(claim)


@lru_cache(maxsize=8)  # the claims of an answer are asked of the same sections one after another
def _ranking(passages: tuple[str, ...], language: str) -> Ranking:
    return Ranking(passages, language)


class Ranking:
    """Passages, read once, of which many claims can be asked."""

    def __init__(self, passages: Sequence[str], language: str) -> None:
        self._language = language
        self._number = len(passages)
        self._denies = vocabulary(language).denies
        share = vocabulary(language).share
        read = [_terms(passage, language) for passage in passages]
        self._denied = [self._denies(words) for words, _, _ in read]
        self._kinds = (
            (_WORDS, Bm25([words for words, _, _ in read], _K1, _B, _KNOWN, share)),
            (_GROUPS, Bm25([groups for _, groups, _ in read], _K1, _B, _KNOWN, share)),
            (_LETTERS, Bm25([letters for _, _, letters in read], _K1, _B)),
        )

    def scores(self, claim: str) -> tuple[float, ...]:
        """A score for each passage, in their order; higher is better.

        0 has nothing in common with the claim. 1 is about what a passage of mean length gets that says each word of the
        claim once; a shorter one, or one that says them again, gets more, and none more than 2.6. Scores of one claim
        can be compared among these passages, scores of two claims only roughly.
        """
        total = [0.0] * self._number
        full = 0.0
        asked = _terms(claim, self._language)
        for (weight, index), terms in zip(self._kinds, asked, strict=True):
            full += weight * index.add(terms, weight, total)
        if not full:
            return tuple(total)
        denied = self._denies(asked[0])
        agreeing, other = 1 / full, _DENIED / full
        return tuple(
            score * (agreeing if denies == denied else other) for score, denies in zip(total, self._denied, strict=True)
        )


class Bm25:
    """Passages as terms of one kind, ready to be scored.

    The formula: Robertson, Walker, Jones, Hancock-Beaulieu, Gatford: Okapi at TREC-3, 1994. The weight of a term is
    that of Robertson and Spärck Jones (Relevance weighting of search terms, 1976), in the form that is never negative.
    To the passages are added ``known`` imagined ones; a term stands in that share of them that ``share`` gives for it.
    """

    def __init__(
        self,
        passages: Sequence[Sequence[Hashable]],
        k1: float,
        b: float,
        known: float = 0,
        share: Callable[..., float] = lambda term: 0.0,
    ) -> None:
        self._k1, self._known, self._share = k1, known, share
        self._number = len(passages)
        mean = sum(map(len, passages)) / max(1, len(passages)) or 1.0
        self._in: dict[Hashable, list[tuple[int, float]]] = {}
        for at, terms in enumerate(passages):
            held_back = k1 * (1 - b + b * len(terms) / mean)
            for term, times in Counter(terms).items():
                self._in.setdefault(term, []).append((at, times * (k1 + 1) / (times + held_back)))

    def weight(self, term: Hashable) -> float:
        """How much a term tells: the more the rarer it is. Above 0, also for a term that no passage has."""
        having = len(self._in.get(term, ())) + (self._known * self._share(term) if self._known else 0)
        return math.log(1 + (self._number + self._known - having + 0.5) / (having + 0.5))

    def add(self, claim: Iterable[Hashable], factor: float, total: list[float]) -> float:
        """Adds ``factor`` times the scores of a claim to ``total``, in place; returns the weight of all its terms."""
        full = 0.0
        for term in dict.fromkeys(claim):
            weight = self.weight(term)
            full += weight
            for at, score in self._in.get(term, ()):
                total[at] += factor * weight * score
        return full


@lru_cache(maxsize=1 << 12)
def _terms(text: str, language: str) -> tuple[tuple[str, ...], tuple[int, ...], tuple[str, ...]]:
    """A text as terms: stems, numbers of groups, runs of letters."""
    words = stems(text, language)
    marked = (f"^{word}" for word in dict.fromkeys(words))
    letters = tuple(word[at : at + _RUN] for word in marked for at in range(max(1, len(word) - _RUN + 1)))
    return words, vocabulary(language).found(words), letters
