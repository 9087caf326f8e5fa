"""A receipt of approvals as plain values: what was approved and still stands, in its exact words, and by whom.

In: texts laid out, their units, the approvals of exactly these words. Out: what every form of it is made of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from largeprint.layers.views import Layered, QuestionView, SectionView
from largeprint.model.digest import text_code
from largeprint.model.policy import Site
from largeprint.model.signoff import How, SignOff, Unit
from largeprint.text.claims import passages_of
from largeprint.text.language import language
from largeprint.text.render import SectionText


@dataclass(frozen=True, slots=True)
class GivenView:
    """An approval. ``file`` is the digest of the file that it came back in, ``code`` the text code of the page then.

    ``short``: its role has to give more before anything is published.
    """

    name: str
    role: str
    day: str
    how: str
    file: str
    code: str
    short: bool


@dataclass(frozen=True, slots=True)
class PartView:
    """What was approved as one: a question, or (``view`` None) all the rest of its policy. ``leads`` are the ids of
    the sections that it covers."""

    unit: Unit
    view: QuestionView | None
    leads: tuple[str, ...]
    given: tuple[GivenView, ...]

    @property
    def code(self) -> str:
        """The text code of this part."""
        return text_code(self.unit.words)


@dataclass(frozen=True, slots=True)
class TextView:
    """A text with its approved parts, the whole first. ``releases`` are the days as which it was released.

    ``sections`` are those that were approved with one of the parts, in the order of the text.
    """

    page: Layered
    releases: tuple[str, ...]
    parts: tuple[PartView, ...]
    sections: tuple[tuple[SectionView, SectionText], ...]

    @property
    def whole(self) -> PartView | None:
        """The part that is no question."""
        return next((part for part in self.parts if part.view is None), None)


@dataclass(frozen=True, slots=True)
class Receipt:
    """``name``: whose approvals these are; "" for everybody's."""

    name: str
    texts: tuple[TextView, ...]

    @property
    def given(self) -> int:
        """The number of approvals."""
        return sum(len(part.given) for text in self.texts for part in text.parts)


def receipt_text(
    site: Site, page: Layered, releases: Sequence[date], lines: Mapping[Unit, Sequence[SignOff]]
) -> TextView:
    """A text of a receipt. ``lines`` are the approvals by unit; a unit without one is left out."""
    least = dict(page.policy.facts.reviewers)
    views = {view.id: view for view in page.questions}
    leads = {
        shown.question.anchor.id: tuple(
            each.section.anchor.id
            for passage in passages_of(site, page.text, shown)
            for each in passage.sections
            if each.section.anchor
        )
        for shown in page.text.questions
    }
    parts = []
    for unit, signed in sorted(lines.items(), key=lambda pair: (pair[0].id != "", _order(page, pair[0].id))):
        if not signed:
            continue
        given = tuple(_given(line, page.code, least.get(line.role, How.ASSERTED)) for line in signed)
        parts.append(PartView(unit, views[unit.id] if unit.id else None, leads.get(unit.id, ()), given))
    covered = {anchor for part in parts for anchor in part.leads}
    whole = any(part.view is None for part in parts)
    every = zip(page.sections, page.text.sections, strict=True)
    sections = tuple((view, text) for view, text in every if whole or view.anchor in covered)
    return TextView(page, tuple(map(_day, releases)), tuple(parts), sections)


def _order(page: Layered, identifier: str) -> int:
    return next((view.number for view in page.questions if view.id == identifier), 0)


def _given(line: SignOff, code: str, least: How) -> GivenView:
    day = _day(date.fromisoformat(line.at[:10]))
    then = line.code if line.code != code else ""
    return GivenView(line.name, line.role, day, str(line.how), line.file, then, line.how.weight < least.weight)


def _day(day: date) -> str:
    return language("en").day(day)
