"""What laws want told, and what a policy declares of it: the checklist, and the mapping in ``policy.yml``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from largeprint.model.source import Place

ALWAYS = "always"
"""The condition of what is wanted of everybody."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One thing that a law wants told, such as how long data is kept. All of its words are English."""

    id: str
    name: str
    question: str
    """What a reader would ask."""
    sources: tuple[tuple[str, str], ...]
    """By the id of a law its articles, as they are cited."""
    condition: str
    layer: int
    """1: it belongs in the short answers too; 2: the full text is enough."""
    status: str
    """How well the articles are founded: V wording seen, P paragraph from memory, M from memory only."""
    at_collection: bool = False
    """Whether it is wanted at the moment of collection as well."""
    practice: str = ""
    """Why it is wanted where no law does; "" where a law has to."""
    words: tuple[str, ...] = ()
    """What a passage that tells it is likely to say; proposals are made by them."""
    page: str = ""
    """For a duty of form: what a page does about it. "" for what the words of a policy tell."""

    def articles(self, law: str) -> str:
        """The articles of one law; "" where it does not ask for this."""
        return dict(self.sources).get(law, "")


@dataclass(frozen=True, slots=True)
class Checklist:
    """All disclosures, in their order; the laws and conditions that can be declared, each with its meaning."""

    laws: Mapping[str, str]
    conditions: Mapping[str, str]
    disclosures: tuple[Disclosure, ...]
    duties: tuple[Disclosure, ...]

    def laws_of(self, condition: str) -> frozenset[str]:
        """The laws that ask for something under a condition."""
        return frozenset(law for each in self.disclosures if each.condition == condition for law, _ in each.sources)

    def holds(self, condition: str, laws: Collection[str], declared: Mapping[str, bool]) -> bool:
        """Whether a condition holds. One of which nothing is declared does where a law that knows it is named."""
        if condition in declared:
            return declared[condition]
        if condition in self.conditions:
            return not self.laws_of(condition).isdisjoint(laws)
        return condition == ALWAYS or any(law in laws for law in condition.split("-or-"))

    def wanted(self, each: Disclosure, laws: Collection[str], declared: Mapping[str, bool]) -> bool:
        """Whether a disclosure or duty is asked for under these laws. Under no law nothing is."""
        if not laws or not (each.practice or any(law in laws for law, _ in each.sources)):
            return False
        return self.holds(each.condition, laws, declared)


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of ``told``: the questions and sections that tell a disclosure, by their ids."""

    disclosure: str
    ids: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Untold:
    """An entry of ``untold``: why a disclosure, or a layer of it, is left out."""

    disclosure: str
    because: str
    place: Place


@dataclass(frozen=True, slots=True)
class Declared:
    """What ``policy.yml`` declares of the disclosures. Only what is known: the rest was reported."""

    laws: tuple[tuple[str, Place], ...] = ()
    conditions: tuple[tuple[str, bool], ...] = ()
    told: tuple[Told, ...] = ()
    untold: tuple[Untold, ...] = ()
