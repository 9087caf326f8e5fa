"""Coverage: for each disclosure that is asked of a policy, where its text tells it by what ``policy.yml`` declares.

In: the checklist, a policy. Out: a row for each disclosure. A declared mapping is looked at, and not what words mean.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from largeprint.model.disclosure import Checklist, Disclosure, Told, Untold
from largeprint.model.policy import Edition, Policy
from largeprint.model.source import Place
from largeprint.read.declared import places_of
from largeprint.records.proposing import Proposal, propose


class State(StrEnum):
    """Where a disclosure is told, or that its absence is set aside."""

    BOTH = "both"
    FULL = "full"
    SHORT = "short"
    NONE = "none"
    ASIDE = "aside"


class Lack(StrEnum):
    """What a disclosure is without: everything, its short answer, its section, nothing."""

    ALL = "all"
    ANSWER = "answer"
    SECTION = "section"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One disclosure that is asked for. ``questions`` and ``sections`` are ids of those that are declared to tell it.

    ``proposal`` is there where nothing is declared: it was found by words, and counts for nothing.
    """

    disclosure: Disclosure
    questions: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    proposal: Proposal = field(default_factory=Proposal)
    because: str = ""
    """Why what it lacks is set aside; "" where it is not."""
    place: Place | None = None
    """Where ``policy.yml`` speaks of it; None where it does not."""

    @property
    def lacks(self) -> Lack:
        """What is missing, whether or not that is set aside."""
        if not self.questions and not self.sections:
            return Lack.ALL
        if not self.sections:
            return Lack.SECTION
        return Lack.ANSWER if self.disclosure.layer == 1 and not self.questions else Lack.NOTHING

    @property
    def state(self) -> State:
        """Where it is told; ``ASIDE`` where something is missing for a written reason."""
        if self.because and self.lacks:
            return State.ASIDE
        if self.questions and self.sections:
            return State.BOTH
        return State.FULL if self.sections else State.SHORT if self.questions else State.NONE

    @property
    def gap(self) -> Lack:
        """What is missing and not set aside."""
        return Lack.NOTHING if self.because else self.lacks


@dataclass(frozen=True, slots=True)
class Coverage:
    """A policy by what the laws that it names ask for. Without such laws there are no rows."""

    laws: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    duties: tuple[Disclosure, ...] = ()
    """Duties of form, which no section tells."""
    declined: tuple[str, ...] = ()
    """Conditions that are declared not to hold, and on which something would depend."""
    assumed: tuple[str, ...] = ()
    """Conditions of which nothing is declared, so that they count as true."""

    @property
    def gaps(self) -> tuple[Row, ...]:
        """The rows in which something is missing that is not set aside."""
        return tuple(row for row in self.rows if row.gap)

    @property
    def counts(self) -> dict[State, int]:
        """How many rows are in each state; all states are there."""
        counted = Counter(row.state for row in self.rows)
        return {state: counted[state] for state in State}


def coverage(known: Checklist, policy: Policy) -> Coverage:
    """The coverage of a policy, by its text in the binding language, which stands first."""
    named = {law for law, _ in policy.declared.laws}
    laws = tuple(law for law in known.laws if law in named)
    if not laws or not policy.editions:
        return Coverage(laws)
    declared = dict(policy.declared.conditions)
    asked = [each for each in known.disclosures if known.wanted(each, laws, declared)]
    told = {entry.disclosure: entry for entry in policy.declared.told}
    untold = {entry.disclosure: entry for entry in policy.declared.untold}
    edition = policy.editions[0]
    proposals = propose((each for each in asked if each.id not in told and each.id not in untold), edition)
    return Coverage(
        laws=laws,
        rows=tuple(
            _row(edition, each, told.get(each.id), untold.get(each.id), proposals.get(each.id, Proposal()))
            for each in asked
        ),
        duties=tuple(each for each in known.duties if known.wanted(each, laws, declared)),
        declined=tuple(
            name for name in known.conditions if not declared.get(name, True) and _matters(known, name, laws)
        ),
        assumed=tuple(name for name in known.conditions if name not in declared and _matters(known, name, laws)),
    )


def idle(found: Coverage, policy: Policy) -> tuple[Untold, ...]:
    """The reasons that set nothing aside: of what is told, or is not asked for. None where nothing is asked for."""
    if not found.rows:
        return ()
    used = {row.disclosure.id for row in found.rows if row.state is State.ASIDE}
    return tuple(entry for entry in policy.declared.untold if entry.disclosure not in used)


def _matters(known: Checklist, condition: str, laws: Iterable[str]) -> bool:
    return not known.laws_of(condition).isdisjoint(laws)


def _row(edition: Edition, each: Disclosure, told: Told | None, untold: Untold | None, proposal: Proposal) -> Row:
    questions, sections = telling(edition, told.ids if told else ())
    return Row(
        disclosure=each,
        questions=questions,
        sections=sections,
        proposal=proposal,
        because=untold.because if untold else "",
        place=told.place if told else untold.place if untold else None,
    )


def telling(edition: Edition, ids: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Of some ids the questions and the sections, each in the order of the text. What has no words tells nothing."""
    known = places_of(edition)
    named = {known[name] for name in ids if name in known}
    questions = tuple(q.anchor.id for q in edition.questions if q.anchor.id in named and (q.answer or q.facts))
    sections = tuple(
        section.anchor.id
        for index, section in enumerate(edition.sections)
        if section.anchor and section.anchor.id in named and has_words(edition, index)
    )
    return questions, sections


def has_words(edition: Edition, index: int) -> bool:
    """Whether a section, or one below it, has words besides its heading."""
    first = edition.sections[index]
    if first.body:
        return True
    for section in edition.sections[index + 1 :]:
        if section.level <= first.level:
            return False
        if section.body:
            return True
    return False
