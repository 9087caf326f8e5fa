"""The exact words: the quotes under an answer, numbered to its sentences, and their places in the sections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from markupsafe import Markup

from largeprint.layers.marks import Mark, marked, numbered
from largeprint.layers.views import ExactView
from largeprint.model.policy import Section, Site
from largeprint.records.evidence import evidence_of
from largeprint.records.standing import Standing, standings
from largeprint.text.render import EditionText


@dataclass(slots=True)
class Exact:
    """What the page shows of the evidence: quotes by question, numbers of sentences by question, marks by section.

    Sections are marked first: a quote leads to its place where there is one, else to the top of its section.
    """

    quotes: dict[str, tuple[ExactView, ...]] = field(default_factory=dict)
    numbers: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)

    def marked(self, section: Section, html: Markup) -> Markup:
        """The body of a section with its quotes marked."""
        marks = self.marks.get(section.anchor.id, []) if section.anchor else []
        if not marks:
            return html
        made, placed = marked(html, marks)
        self.placed |= placed
        return Markup(made)

    def numbered(self, question: str, html: Markup) -> Markup:
        """An answer with the numbers of its sentences."""
        numbers = self.numbers.get(question, ())
        return Markup(numbered(html, numbers)) if numbers else html

    def of(self, question: str) -> tuple[ExactView, ...]:
        """The quotes of an answer."""
        return tuple(
            view if view.place in self.placed else replace(view, place=view.section)
            for view in self.quotes.get(question, ())
        )


def exact_words(site: Site, text: EditionText) -> Exact:
    """The evidence of an edition as it is shown. A quote that no longer stands in its section is left out."""
    evidence, _ = evidence_of(text.edition)
    found = Exact()
    if not evidence.questions:
        return found
    headings = {
        shown.section.anchor.id: shown.heading.text for shown in text.sections if shown.section.anchor is not None
    }
    for standing in standings(site, text, evidence):
        _add(found, standing, headings)
    return found


def _add(found: Exact, standing: Standing, headings: Mapping[str, str]) -> None:
    identifier = standing.question.question.anchor.id
    gone = {(claim.number, quote) for claim, quote in standing.gone}
    carried: dict[tuple[str, str], list[str]] = {}
    numbers: list[tuple[str, int]] = []
    for claim, rest in standing.claims:
        if rest is None:
            continue
        quotes = [(quote.section, quote.words) for quote in rest.quotes if (claim.number, quote) not in gone]
        places = [*quotes, *((section, "") for section in rest.whole if section in headings)]
        if places and not claim.label:
            numbers.append((claim.words, len(numbers) + 1))
        name = claim.label or str(len(numbers))
        for each in places:
            carried.setdefault(each, []).append(name)
    views = []
    for number, ((section, words), names) in enumerate(carried.items(), start=1):
        own = f"lp-x-{identifier}-{number}"
        place = place_of(section, words) if words else section
        views.append(ExactView(own, tuple(dict.fromkeys(names)), words, section, headings[section], place))
        if words:
            found.marks.setdefault(section, []).append(Mark(words, place, own))
    if views:
        found.quotes[identifier] = tuple(views)
        found.numbers[identifier] = tuple(numbers)


def place_of(section: str, words: str) -> str:
    """The id of the place at which words of a section stand. Derived from both; no promise."""
    return f"lp-w-{sha256(f'{section} {words}'.encode()).hexdigest()[:6]}"
