"""Coverage as people see it: a table for each law, what is missing, how well the articles are founded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from largeprint.model.disclosure import Checklist, Disclosure
from largeprint.model.policy import Edition, Policy
from largeprint.records.coverage import Coverage, Row, State, coverage

PRACTICE = "practice"
"""The group of what no named law asks for, and good practice does."""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """What tells a disclosure: a question (``kind`` "question") or a "section". ``href`` is "" without a page."""

    id: str
    kind: str
    heading: str
    href: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A disclosure. ``state`` is both, full, short, none or aside; ``lacks`` is all, answer, section or "".

    ``gap`` is what it lacks and is not set aside. Either places are declared, or some may be proposed.
    """

    id: str
    name: str
    question: str
    articles: str
    sources: tuple[tuple[str, str], ...]
    practice: str
    layer: int
    at_collection: bool
    status: str
    state: str
    lacks: str
    gap: str
    places: tuple[PlaceView, ...]
    proposed: tuple[PlaceView, ...]
    because: str


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty of form, and what a page does about it."""

    id: str
    name: str
    articles: str
    status: str
    page: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """What one law asks for. ``law`` is its id, ``PRACTICE`` for the rest; ``name`` is "" for that."""

    law: str
    name: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class CoverageView:
    """A policy. ``groups`` repeat what several laws ask for; ``rows`` has each once, and ``counts`` count these."""

    policy: str
    title: str
    language: str
    direction: str
    code: str
    laws: tuple[str, ...]
    groups: tuple[GroupView, ...]
    rows: tuple[RowView, ...]
    gaps: tuple[RowView, ...]
    duties: tuple[DutyView, ...]
    counts: tuple[tuple[str, int], ...]
    """Rows by state, and by that alone: both, full, short, none, aside."""
    unanswered: int
    """Rows that lack their short answer alone, and not for a written reason."""
    statuses: tuple[tuple[str, int], ...]
    """Rows by how well their articles are founded: V, P, M."""
    declined: tuple[tuple[str, str], ...]
    """Conditions that are declared not to hold: id and meaning."""
    assumed: tuple[tuple[str, str], ...]
    """Conditions of which nothing is declared."""


def view_coverage(
    known: Checklist, policy: Policy, code: str = "", direction: str = "ltr", page: str = ""
) -> CoverageView:
    """What people see of a policy's coverage. ``page`` is the address of its page, by which places become links."""
    found = coverage(known, policy)
    edition = policy.editions[0] if policy.editions else None
    headings = _headings(edition) if edition else {}
    rows = tuple(_row(found, row, headings, page) for row in found.rows)
    return CoverageView(
        policy=policy.id,
        title=edition.title if edition else "",
        language=edition.language if edition else "",
        direction=direction,
        code=code,
        laws=found.laws,
        groups=tuple(_groups(known, found, rows)),
        rows=rows,
        gaps=tuple(row for row in rows if row.gap),
        duties=tuple(_duty(found, each) for each in found.duties),
        counts=tuple((str(state), number) for state, number in found.counts.items()),
        unanswered=sum(row.gap == "answer" for row in rows),
        statuses=_statuses(found.rows),
        declined=tuple((name, known.conditions[name]) for name in found.declined),
        assumed=tuple((name, known.conditions[name]) for name in found.assumed),
    )


def _groups(known: Checklist, found: Coverage, rows: tuple[RowView, ...]) -> Iterable[GroupView]:
    for law in found.laws:
        own = tuple(_of_law(row, law) for row in rows if dict(row.sources).get(law))
        if own:
            yield GroupView(law, known.laws[law], own)
    rest = tuple(_of_law(row, PRACTICE) for row in rows if not any(dict(row.sources).get(law) for law in found.laws))
    if rest:
        yield GroupView(PRACTICE, "", rest)


def _of_law(row: RowView, law: str) -> RowView:
    return replace(row, articles=row.practice if law == PRACTICE else dict(row.sources)[law])


def _row(found: Coverage, row: Row, headings: dict[str, tuple[str, str]], page: str) -> RowView:
    wanted = row.disclosure

    def places(ids: Iterable[str]) -> tuple[PlaceView, ...]:
        return tuple(PlaceView(name, *headings[name], f"{page}#{name}" if page else "") for name in ids)

    return RowView(
        id=wanted.id,
        name=wanted.name,
        question=wanted.question,
        articles=_articles(found, wanted),
        sources=tuple(source for source in wanted.sources if source[0] in found.laws),
        practice=wanted.practice,
        layer=wanted.layer,
        at_collection=wanted.at_collection,
        status=wanted.status,
        state=str(row.state),
        lacks=str(row.lacks),
        gap=str(row.gap),
        places=places((*row.questions, *row.sections)),
        proposed=places(row.proposal.ids),
        because=row.because if row.state is State.ASIDE else "",
    )


def _duty(found: Coverage, each: Disclosure) -> DutyView:
    return DutyView(each.id, each.name, _articles(found, each), each.status, each.page)


def _articles(found: Coverage, each: Disclosure) -> str:
    """The articles of all laws that are named; the practice where none asks for it."""
    cited = "; ".join(f"{law.upper()} {each.articles(law)}" for law in found.laws if each.articles(law))
    return cited or each.practice


def _headings(edition: Edition) -> dict[str, tuple[str, str]]:
    """For each id of a question or section its kind and its heading."""
    sections = {s.anchor.id: ("section", s.heading.text) for s in edition.sections if s.anchor}
    return {**sections, **{q.anchor.id: ("question", q.heading.text) for q in edition.questions}}


def _statuses(rows: Iterable[Row]) -> tuple[tuple[str, int], ...]:
    counted = Counter(row.disclosure.status for row in rows)
    return tuple((status, counted[status]) for status in "VPM" if counted[status])
