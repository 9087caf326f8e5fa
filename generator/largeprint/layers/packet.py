"""A packet for review as plain values: a cover, a sheet a question, each section once, coverage, the page itself.

In: an edition laid out, the redline from the text of before, findings, coverage. Out: what every form of it is made of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from largeprint.layers.coverage import CoverageView
from largeprint.layers.plainly import plainly
from largeprint.layers.redline import Part, Redline
from largeprint.layers.turns import Turn, turns_of
from largeprint.layers.views import Layered, QuestionView, SectionView
from largeprint.model.digest import text_code, word_digest
from largeprint.model.finding import Finding
from largeprint.model.policy import Site
from largeprint.model.selection import name_of, select
from largeprint.model.signoff import Unit
from largeprint.records.approval import State, units_of
from largeprint.text.blocks import Block, Words, blocks_of
from largeprint.text.claims import passages_of
from largeprint.text.render import Fragment, QuestionText, SectionText

WHOLE = "all"
"""The key of the policy as a whole, and of the decision on it."""

OPENING = "o"


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom a review is asked, by when, and what the text is compared with: the name of a release, "" for none."""

    role: str = ""
    by: date | None = None
    since: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in plain words, and its place as a person finds it: file and line."""

    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How something stands in the role that is asked. ``state``: approved, changed, open; by whom, and on which day."""

    state: str
    name: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed at one place: in the answer itself (``heading`` is ""), or in a section that it leads to."""

    heading: str
    state: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A question. ``key`` names it in a file of any form; ``unit`` is what is approved with it.

    ``answer``, ``facts`` and ``notes`` are blocks of words; ``facts`` are rows.
    """

    key: str
    view: QuestionView
    text: QuestionText
    heading: Words
    answer: tuple[Block, ...]
    facts: tuple[Block, ...]
    notes: tuple[Block, ...]
    changed: tuple[Moved, ...]
    told: tuple[Told, ...]
    place: str
    unit: Unit
    standing: Standing | None

    @property
    def code(self) -> str:
        """The text code of the question."""
        return text_code(self.unit.words)


@dataclass(frozen=True, slots=True)
class Clause:
    """A section, once, with its redline."""

    key: str
    view: SectionView
    text: SectionText
    part: Part
    told: tuple[Told, ...]
    place: str

    @property
    def changed(self) -> bool:
        """Whether it is not as it was."""
        return self.part.state != "same"


@dataclass(frozen=True, slots=True)
class Packet:
    """Everything that a reviewer gets of one edition. ``first`` is what changed, the questions before the sections."""

    page: Layered
    asked: Asked
    intro: tuple[Block, ...]
    sheets: tuple[Sheet, ...]
    clauses: tuple[Clause, ...]
    gone: tuple[Part, ...]
    first: tuple[tuple[str, Moved], ...]
    told: tuple[Told, ...]
    coverage: CoverageView | None
    place: str
    rest: Unit
    """What is approved with the policy as a whole."""
    standing: Standing | None

    @property
    def digest(self) -> str:
        """The digest of everything that is approved with it: packets of the same text have the same."""
        return word_digest([unit.words for unit in self.units])

    @property
    def units(self) -> tuple[Unit, ...]:
        """What is approved as one, each: the questions, then all the rest."""
        return (*(sheet.unit for sheet in self.sheets), self.rest)

    @property
    def minutes(self) -> int:
        """The time to read both layers."""
        return self.page.text.answer_minutes + self.page.text.full_minutes


def lay_out_packet(
    site: Site,
    page: Layered,
    asked: Asked,
    found: Redline,
    findings: Sequence[Finding],
    coverage: CoverageView | None,
    standing: Mapping[str, State],
) -> Packet:
    """The packet of a page. ``found`` leads from the text of before to that of the page; the same twice for none.

    ``standing`` says for each id ("" for the policy as a whole) how it stands in the role that is asked.
    """
    parts = {(part.kind, part.id): part for part in found.parts if part.state not in ("gone", "away")}
    rest = list(findings)
    units = {unit.id: unit for unit, _ in units_of(site, page.policy, page.text)}

    def told_of(anchor: str) -> tuple[Told, ...]:
        chosen = select(site, [name_of(page.policy, page.text.edition, anchor)]) if anchor else None
        mine = [finding for finding in rest if chosen and chosen.holds(finding.place)]
        for finding in mine:
            rest.remove(finding)
        return tuple(map(_told, mine))

    sections = [part for part in found.parts if part.kind == "section" and part.state not in ("gone", "away")]
    by_section = {
        shown.section.anchor.id: part
        for shown, part in zip(page.text.sections, sections, strict=True)
        if shown.section.anchor
    }
    sheets = []
    for number, (view, text) in enumerate(zip(page.questions, page.text.questions, strict=True), start=1):
        passages = passages_of(site, page.text, text)
        behind = dict.fromkeys(
            each.section.anchor.id for passage in passages for each in passage.sections if each.section.anchor
        )
        moved = [_moved("", parts["question", view.id]), *(_moved(by_section[i].title, by_section[i]) for i in behind)]
        sheets.append(
            Sheet(
                key=f"q{number:02}",
                view=view,
                text=text,
                heading=_words(text.heading),
                answer=blocks_of(text.answer.html),
                facts=_rows(text),
                notes=tuple(block for note in text.notes for block in blocks_of(note.body.html)),
                changed=tuple(each for each in moved if each.state != "same"),
                told=told_of(view.id),
                place=_line(text.question.place.path, text.question.place.line),
                unit=units[view.id],
                standing=_standing(page, standing.get(view.id)),
            )
        )
    clauses = tuple(
        Clause(
            key=f"s{number:03}",
            view=view,
            text=text,
            part=part,
            told=told_of(view.anchor),
            place=_line(text.section.place.path, text.section.place.line),
        )
        for number, (view, text, part) in enumerate(
            zip(page.sections, page.text.sections, sections, strict=True), start=1
        )
    )
    return Packet(
        page=page,
        asked=asked,
        intro=blocks_of(page.text.intro.html),
        sheets=tuple(sheets),
        clauses=clauses,
        gone=tuple(part for part in found.parts if part.state == "gone"),
        first=tuple(
            (part.kind, _moved(part.title, part))
            for part in sorted(found.changed, key=lambda part: part.kind == "section")
        ),
        told=tuple(map(_told, rest)),
        coverage=coverage,
        place=_line(page.text.edition.place.path, page.text.edition.place.line),
        rest=units[""],
        standing=_standing(page, standing.get("")),
    )


def _standing(page: Layered, state: State | None) -> Standing | None:
    if state is None:
        return None
    line = state.given or state.last
    if line is None or (state.short and not state.given):
        return Standing("open")
    day = page.language.day(date.fromisoformat(line.at[:10]))
    return Standing("approved" if state.given else "changed", line.name, day)


def _told(finding: Finding) -> Told:
    return Told(plainly(finding.message), _line(finding.place.path, finding.place.line))


def _line(path: str, line: int) -> str:
    return f"{path}:{line}"


def _moved(heading: str, part: Part) -> Moved:
    state = "moved" if part.moved and part.state == "same" else part.state
    return Moved(heading, state, turns_of(part) if state == "edited" else ())


def _words(heading: Fragment) -> Words:
    return tuple(word for block in blocks_of(heading.html) for word in block.cells[0])


def _rows(text: QuestionText) -> tuple[Block, ...]:
    rows = (*((text.facts_head,) if text.facts_head else ()), *text.facts)
    return tuple(Block("tr", 0, (_words(row.label), _words(row.value))) for row in rows)
