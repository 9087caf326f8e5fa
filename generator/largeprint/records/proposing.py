"""Proposals: questions and sections that may tell a disclosure, found by words alone. They are never more than that.

In: disclosures with their words, an edition. Out: for each the best places. English only: the words are English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from largeprint.model.disclosure import Disclosure
from largeprint.model.policy import Edition, Question, Section
from largeprint.text.stems import stem

LANGUAGE = "en"
"""That of the words, and so of the texts for which proposals are made."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n")

_HEADING, _RARE, _BODY = 3, 2, 1
"""What a phrase counts for in a heading, or another wording of a question; and in the words below it, by whether few
places say it."""

_LEADS = 2
"""What it counts for that an answer leads to a section that is proposed."""

_FEW = 2
"""So many places may say a phrase that is rare."""

_FEWEST = 2
"""A place that counts for less is none: a single phrase that is said everywhere is no sign that it is the matter."""

_BESIDE = 0.6
"""What the second place has to count for, as a part of the first."""

_MOST = 2
"""How many questions, and how many sections, are proposed."""

Stems = str
"""Stems with a blank before, between and behind them: one run of stems is in another where its string is."""

Phrase = tuple[Stems, ...]
"""Runs of stems, all of which have to stand in one sentence."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Ids of questions and sections that may tell a disclosure, in the order of the text."""

    questions: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All of them, questions first."""
        return (*self.questions, *self.sections)

    def __bool__(self) -> bool:
        return bool(self.questions or self.sections)


@dataclass(frozen=True, slots=True)
class _Words:
    """A question or section as stems: sentences of its headings, and of what stands below."""

    id: str
    headings: tuple[Stems, ...]
    body: tuple[Stems, ...]
    leads: frozenset[str] = frozenset()
    """The ids that an answer leads to."""


def propose(disclosures: Iterable[Disclosure], edition: Edition) -> dict[str, Proposal]:
    """For each disclosure, by its id, what may tell it; none where nothing may, or where the text is not English."""
    wanted = list(disclosures)
    if not wanted or edition.language.split("-")[0] != LANGUAGE:
        return {}
    questions = [_of_question(question) for question in edition.questions if question.anchor.id]
    sections = [_of_section(section) for section in edition.sections if section.anchor and not section.title]
    found: dict[str, Proposal] = {}
    for each in wanted:
        phrases = tuple(_phrase(words) for words in each.words)
        told = _best(phrases, sections)
        proposal = Proposal(_best(phrases, questions, told), told)
        if proposal:
            found[each.id] = proposal
    return found


def _best(phrases: Sequence[Phrase], places: Sequence[_Words], told: Sequence[str] = ()) -> tuple[str, ...]:
    """The places with the greatest weight. Each phrase counts once in a place, however often it is said there: a long
    section is not a better one."""
    weights = [0 if place.leads.isdisjoint(told) else _LEADS for place in places]
    for phrase in phrases:
        heads = {number for number, place in enumerate(places) if _says(place.headings, phrase)}
        bodies = {number for number, place in enumerate(places) if _says(place.body, phrase)} - heads
        for number in heads:
            weights[number] += _HEADING
        for number in bodies:
            weights[number] += _RARE if len(heads | bodies) <= _FEW else _BODY
    order = sorted(range(len(places)), key=lambda number: (-weights[number], number))
    fewest = max(_FEWEST, max(weights, default=0) * _BESIDE)
    return tuple(places[number].id for number in sorted(n for n in order[:_MOST] if weights[n] >= fewest))


def _says(sentences: Sequence[Stems], phrase: Phrase) -> bool:
    return any(all(run in sentence for run in phrase) for sentence in sentences)


def _of_question(question: Question) -> _Words:
    rows = (f"{fact.label.text} {fact.value.text}" for fact in question.facts)
    headings = (question.heading.text, *question.asks)
    leads = frozenset(link.anchor for link in question.links)
    return _Words(question.anchor.id, _sentences(*headings), _sentences(question.answer.text, *rows), leads)


def _of_section(section: Section) -> _Words:
    name = section.anchor.id if section.anchor else ""
    return _Words(name, _sentences(section.heading.text), _sentences(section.body.text))


def _sentences(*texts: str) -> tuple[Stems, ...]:
    return tuple(stems for text in texts for part in _SENTENCE.split(text) if (stems := _stems(part)))


def _phrase(words: str) -> Phrase:
    return tuple(_stems(part) for part in words.split("+"))


def _stems(text: str) -> Stems:
    words = [stem(word, LANGUAGE) for word in _WORD.findall(text.lower())]
    return f" {' '.join(words)} " if words else ""
