"""``python -m bench.ground``: how often the words that a claim rests on are ranked first, with plain BM25 beside it.

The claims and the words that people marked for them are other people's data, which lie in a folder beside the checkout
and are read only. The candidates of a claim are the quotes of all claims of its service; right is its own, or a twin's.
The ranking was developed on the services of one half, and the other half was looked at when it was done.

``--model DIR`` measures a sentence model too, alone and added, as ``largeprint confirm --model DIR`` adds it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import snowballstemmer

from largeprint.hosts.modelfolder import model_of
from largeprint.model.finding import BusyError, UseError
from largeprint.text.likeness import Likeness, with_likeness
from largeprint.text.ranking import Bm25, Ranking

FOLDER = Path(__file__).parents[2] / "shared" / "ground-eval"
"""Where the claims lie; only ``points.jsonl`` is read."""

Scorer = Callable[[Sequence[str]], Callable[[str], Sequence[float]]]
"""Reads the candidates of a service; what it returns gives a claim's score for each of them."""


@dataclass(frozen=True, slots=True)
class Point:
    """One claim with the quote that was marked for it."""

    id: str
    service: str
    claim: str
    quote: str

    @property
    def held_out(self) -> bool:
        """Whether its service is of the half that the ranking was not developed on."""
        return sha256(self.service.encode()).digest()[0] % 2 == 1


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares (0 to 1) of claims whose quote is ranked first, among three, among five; the mean reciprocal rank."""

    claims: int
    hit1: float
    hit3: float
    hit5: float
    mrr: float

    def __str__(self) -> str:
        shares = "".join(f"{share:>8.3f}" for share in (self.hit1, self.hit3, self.hit5, self.mrr))
        return f"{self.claims:>7,}{shares}"


def read_points(folder: Path) -> tuple[Point, ...]:
    """The points in the order of the file."""
    lines = (folder / "points.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Point(p["id"], p["service"], p["claim"], p["quote"]) for p in map(json.loads, lines))


def ours(quotes: Sequence[str]) -> Callable[[str], Sequence[float]]:
    """The ranking of the product."""
    return Ranking(quotes, "en").scores


def added(model: Likeness) -> Scorer:
    """The ranking of the product with what a sentence model adds."""

    def scorer(quotes: Sequence[str]) -> Callable[[str], Sequence[float]]:
        by_words = ours(quotes)
        return lambda claim: with_likeness(by_words(claim), claim, quotes, "en", model)

    return scorer


def alone(model: Likeness) -> Scorer:
    """A sentence model by itself."""
    return lambda quotes: lambda claim: model.likeness(claim, quotes)


def plain(quotes: Sequence[str]) -> Callable[[str], Sequence[float]]:
    """BM25 over Porter's stems, with the values that are usual (k1 1.5, b 0.75), all words kept."""
    stemmer = snowballstemmer.stemmer("porter")

    def terms(text: str) -> list[str]:
        return [stemmer.stemWord(word) for word in re.findall(r"[a-z0-9]+", text.lower())]

    index = Bm25([terms(quote) for quote in quotes], k1=1.5, b=0.75)

    def scores(claim: str) -> Sequence[float]:
        total = [0.0] * len(quotes)
        index.add(terms(claim), 1.0, total)
        return total

    return scores


def rankings(points: Sequence[Point], scorer: Scorer) -> Iterator[tuple[Point, tuple[Point, ...]]]:
    """Each claim with the points of its service, best first; those of equal score in the order of the file."""
    services: dict[str, list[Point]] = defaultdict(list)
    for point in points:
        services[point.service].append(point)
    for candidates in services.values():
        scores_of = scorer([candidate.quote for candidate in candidates])
        for point in candidates:
            scores = scores_of(point.claim)
            order = sorted(range(len(candidates)), key=lambda at, scores=scores: -scores[at])
            yield point, tuple(candidates[at] for at in order)


def ranks(points: Sequence[Point], scorer: Scorer) -> dict[Point, int]:
    """For each claim the rank of the first right candidate, from 1."""
    return {
        point: next(rank for rank, other in enumerate(order, 1) if _right(other, point))
        for point, order in rankings(points, scorer)
    }


def _right(candidate: Point, point: Point) -> bool:
    return candidate.quote == point.quote or candidate.claim == point.claim


def figures(found: Sequence[int]) -> Figures:
    """The figures of some ranks. Raises ``ZeroDivisionError`` for none."""
    hits = (sum(rank <= most for rank in found) / len(found) for most in (1, 3, 5))
    return Figures(len(found), *hits, sum(1 / rank for rank in found) / len(found))


def main(words: Sequence[str] | None = None) -> int:
    """Prints the table; 0, or 3 where there is nothing to measure on, or no model where one was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.ground", description=__doc__)
    parser.add_argument("--model", metavar="DIR", help="a sentence model: its folder, or the package that holds it")
    wanted = parser.parse_args(words).model
    if not (FOLDER / "points.jsonl").is_file():
        print(
            "There are no claims to measure on: shared/ground-eval does not lie beside the checkout.", file=sys.stderr
        )
        print("Next: put the folder there, and run python -m bench.ground again.", file=sys.stderr)
        return 3
    scorers: list[tuple[str, Scorer]] = [("Large Print", ours), ("BM25 with Porter stems", plain)]
    if wanted:
        try:
            model = model_of(wanted)
        except (BusyError, UseError) as error:
            print(f"NOT MEASURED WITH A MODEL. {error.message}", file=sys.stderr)
            print(f"Next: {error.todo}", file=sys.stderr)
            return 3
        scorers += [("Large Print, model", added(model)), ("the model alone", alone(model))]
    points = read_points(FOLDER)
    print(f"{'':<38} claims   hit@1   hit@3   hit@5     MRR")
    for name, scorer in scorers:
        begun = time.process_time()
        found = ranks(points, scorer)
        took = time.process_time() - begun
        for half, of in (("all", (True, False)), ("developed on", (False,)), ("held out", (True,))):
            few = [rank for point, rank in found.items() if point.held_out in of]
            if few:
                print(f"{f'{name}, {half}':<38}{figures(few)}")
        print(f"{'':<38}{took:>7.2f} s of CPU")
    return 0


if __name__ == "__main__":
    sys.exit(main())
