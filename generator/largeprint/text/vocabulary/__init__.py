"""Words of policies by language: which say the same, and which stand everywhere. One file a language, beside this one.

In: the tag of a language. Out: its vocabulary, in stems; an empty one for a language without a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from largeprint.text.stems import stems

Form = tuple[str, ...]
"""A word or a phrase, as stems."""

SELDOM = 0.01
"""The share of passages that a word which is not named is held to stand in."""

_MOST = 0.6
"""No group is held to be more common than this, however common its words are."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``often``: the share of passages (0 to 1) that a stem stands in. ``groups``: forms that say the same.

    ``denials``: stems that deny. ``starts``: by first stem, the forms that begin with it, each with its group's number.
    """

    often: Mapping[str, float] = field(default_factory=dict)
    groups: tuple[tuple[Form, ...], ...] = ()
    starts: Mapping[str, tuple[tuple[Form, int], ...]] = field(default_factory=dict)
    denials: frozenset[str] = frozenset()

    def found(self, words: Form) -> tuple[int, ...]:
        """The numbers of the groups that some stems speak of, once for each form in them, in order."""
        return tuple(
            group
            for at, word in enumerate(words)
            for form, group in self.starts.get(word, ())
            if words[at : at + len(form)] == form
        )

    def denies(self, words: Form) -> bool:
        """Whether a word that denies is among some stems; False where the language's are not known."""
        return not self.denials.isdisjoint(words)

    def share(self, term: str | int) -> float:
        """The share of passages that a stem, or a group by its number, is held to stand in before any are seen."""
        if isinstance(term, str):
            return self.often.get(term, SELDOM)
        singles = (self.often.get(form[0], SELDOM) if len(form) == 1 else SELDOM for form in self.groups[term])
        return min(_MOST, sum(singles))


@lru_cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language (its tag). Raises ``ValueError`` for a file with a line that is no entry."""
    base = language.split("-")[0].lower()
    file = files(__name__) / f"{base}.txt"
    if not base.isalpha() or not file.is_file():
        return Vocabulary()
    return read_vocabulary(file.read_text(encoding="utf-8"), base)


def read_vocabulary(text: str, language: str) -> Vocabulary:
    """Reads a file: ``often PERCENT: word | word``, ``not: word``, ``same: word | phrase``; ``#`` begins a remark."""
    often: dict[str, float] = {}
    groups: list[tuple[Form, ...]] = []
    denials: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        kind, parted, words = line.partition(":")
        forms = dict.fromkeys(stems(entry, language) for entry in words.split("|"))
        head = kind.split()
        if not parted or () in forms:
            raise ValueError(f"{language}.txt:{number}: an entry is empty, or has none but stop words")
        if head == ["same"] and len(forms) > 1:
            groups.append(tuple(forms))
        elif head == ["not"]:
            denials |= {form[0] for form in forms}
        elif len(head) == 2 and head[0] == "often" and head[1].isdecimal():
            often |= {form[0]: int(head[1]) / 100 for form in forms}
        else:
            raise ValueError(f'{language}.txt:{number}: none of "often PERCENT:", "not:", and "same:" with two words')
    return Vocabulary(often, tuple(groups), _starts(groups), frozenset(denials))


def _starts(groups: Iterable[tuple[Form, ...]]) -> dict[str, tuple[tuple[Form, int], ...]]:
    starts: dict[str, tuple[tuple[Form, int], ...]] = {}
    for number, forms in enumerate(groups):
        for form in forms:
            starts[form[0]] = (*starts.get(form[0], ()), (form, number))
    return starts
