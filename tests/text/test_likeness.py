"""What a sentence model adds to scores by words: never in another language than its own, and never below them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from largeprint.text.likeness import with_likeness


@dataclass(frozen=True)
class Told:
    """A model that says what it was told of each passage, and of any other that it is as unlike as can be."""

    alike: Mapping[str, float]
    languages: frozenset[str] = frozenset(["en", "zh-Hans"])

    def likeness(self, claim: str, passages: Sequence[str]) -> tuple[float, ...]:
        return tuple(self.alike.get(passage, -1.0) for passage in passages)


MODEL = Told({"b": 0.5})


def test_the_likeness_is_added() -> None:
    assert with_likeness([0.4, 0.2], "c", ["a", "b"], "en", MODEL) == (0.4, pytest.approx(0.7))


@pytest.mark.parametrize(("language", "added"), [("en-GB", 0.5), ("zh-Hans", 0.5), ("zh-Hant", 0), ("de", 0)])
def test_only_in_a_language_of_the_model(language: str, added: float) -> None:
    assert with_likeness([0.4, 0.2], "c", ["a", "b"], language, MODEL) == (0.4, pytest.approx(0.2 + added))


def test_without_a_model_scores_are_what_they_were() -> None:
    assert with_likeness([0.4, 0.2], "c", ["a", "b"], "en", None) == (0.4, 0.2)
