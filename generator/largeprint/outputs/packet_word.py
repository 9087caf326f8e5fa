"""A packet as a Word file: to read, to edit with every change tracked, to comment, to decide in, and to send back.

The same packet gives the same bytes. Sections show their redline as tracked changes by "Large Print".
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from largeprint.layers.coverage import CoverageView, RowView
from largeprint.layers.packet import OPENING, WHOLE, Clause, Moved, Packet, Sheet, Standing, Told
from largeprint.layers.redline import Change, Part, Piece, text_of
from largeprint.layers.turns import Turn
from largeprint.outputs.catalogue import Translate, catalogue
from largeprint.outputs.packet_parts import PacketWriter, pieces, said
from largeprint.outputs.redline_word import bookmark_name, child, stable
from largeprint.outputs.templates import template_root
from largeprint.text.blocks import Block

VERSION = "1"
BOX = "☐"
"""What stands beside a decision that nobody has marked."""

VERDICTS = ("approved", "edited", "not-yet")
MOST = 12
"""So many changes are told on the cover, which is one page."""

_HALF = (4620, 4620)
_FIELDS = (2600, 6640)


def words() -> Translate:
    """Our words in a packet. It is in English, as the checklist and all findings are."""
    return catalogue(template_root() / "messages", "en")


def as_word(packet: Packet) -> bytes:
    """The Word file of a packet."""
    made = io.BytesIO()
    _Packet(packet).written().save(made)
    return stable(made.getvalue())


class _Packet:
    def __init__(self, packet: Packet) -> None:
        self.packet = packet
        self.day = packet.page.policy.facts.effective or date(2000, 1, 1)
        self.to = PacketWriter(packet.page.language, self.day)
        self.t = words()
        self._fixed = (f"x{number}" for number in count(1))

    def written(self) -> Any:
        packet, to = self.packet, self.to
        self._styles()
        self._cover()
        self._opening()
        self._break(to.plain(self._x(), self.t("packet.questions"), "Heading 1"))
        for sheet in packet.sheets:
            self._sheet(sheet)
        self._break(to.plain(self._x(), self.t("packet.full"), "Heading 1"))
        for clause in packet.clauses:
            self._clause(clause)
        for part in packet.gone:
            self._gone(part)
        self._whole()
        if packet.coverage is not None and packet.coverage.rows:
            self._coverage(packet.coverage)
        self._page()
        to.keep(self._kept())
        to.track()
        to.document.core_properties.title = self.t("packet.title", title=packet.page.title)
        return to.document

    def _kept(self) -> dict[str, str]:
        """What ties the file to its text."""
        packet, asked = self.packet, self.packet.asked
        return {
            "version": VERSION,
            "policy": packet.page.policy.id,
            "language": packet.page.language.code,
            "digest": packet.digest,
            WHOLE: packet.rest.words,
            "code": packet.page.code,
            "since": asked.since,
            "role": asked.role,
            "by": asked.by.isoformat() if asked.by else "",
            **{sheet.key: f"{sheet.unit.words} {sheet.view.id}" for sheet in packet.sheets},
            **{clause.key: f"{clause.text.digest} {clause.view.anchor}" for clause in packet.clauses},
        }

    def _styles(self) -> None:
        document = self.to.document
        section = document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(23.5)
        section.top_margin = section.bottom_margin = Mm(20)
        for name, size in (("Normal", 10.5), ("Title", 22), ("Heading 1", 17), ("Heading 2", 14), ("Heading 3", 11)):
            document.styles[name].font.size = Pt(size)
        document.styles["Normal"].paragraph_format.space_after = Pt(4)
        for level in range(1, 7):
            document.styles[f"Heading {level}"].paragraph_format.keep_with_next = True

    def _x(self) -> str:
        """The name of the next place that is not for editing."""
        return next(self._fixed)

    def _cover(self) -> None:
        packet, to, t = self.packet, self.to, self.t
        page, asked = packet.page, packet.asked
        to.plain(self._x(), t("packet.mark"), soft=True)
        to.words(f"{OPENING}_h", said(page.title), "Title")
        if page.demonstration:
            to.plain(self._x(), f"{t('mark.demonstration')}. {page.demonstration}", italic=True)
        rows = [
            (t("packet.asked"), asked.role or t("packet.anybody")),
            (t("packet.by"), page.language.day(asked.by) if asked.by else t("packet.no-day")),
            (t("head.reading"), t("packet.minutes", n=packet.minutes)),
            (t("packet.since"), asked.since or t("packet.first-time")),
            (t("foot.code"), page.code),
            (t("head.responsible"), page.publisher),
            (t("head.applies"), page.effective.text if page.effective else ""),
        ]
        self._pairs([row for row in rows if row[1]])
        to.plain(self._x(), t("packet.first"), "Heading 3")
        self._first()
        to.plain(self._x(), t("packet.how"), "Heading 3")
        to.plain(self._x(), t("packet.how.word"))
        to.plain(self._x(), t("packet.you"), "Heading 3")
        self._fields("cover", decide=False)

    def _pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        with self.to.table(_FIELDS) as table:
            for label, value in rows:
                row = self._row(table)
                for width, text, looks in zip(_FIELDS, (label, value), ({"soft": True}, {}), strict=True):
                    with self.to.cell(row, width):
                        self.to.plain(self._x(), text, soft=bool(looks))

    def _row(self, table: Any, head: bool = False) -> Any:
        row = child(table, "w:tr")
        properties = child(row, "w:trPr")
        if head:
            child(properties, "w:tblHeader")
        return row

    def _first(self) -> None:
        first = self.packet.first
        if not first:
            since = self.packet.asked.since
            words = self.t("packet.nothing", since=since) if since else self.t("packet.all-new")
            self.to.plain(self._x(), words)
        for kind, moved in first[:MOST]:
            self._moved(moved, self.t(f"redline.kind.{kind}"), most=1)
        if len(first) > MOST:
            self.to.plain(self._x(), self.t("packet.more", n=len(first) - MOST))

    def _moved(self, moved: Moved, kind: str, most: int = 6) -> None:
        head = f"{kind}: {moved.heading}" if moved.heading else self.t("packet.here")
        runs: list[tuple[str, Mapping[str, bool]]] = [(head, {"bold": True})]
        if moved.state != "edited" or not moved.turns:
            runs.append((f" ({self.t(f'redline.state.{moved.state}')})", {}))
        for at, turn in enumerate(moved.turns[:most]):
            runs.append((": " if not at else "; ", {}))
            runs += self._turn(turn)
        if len(moved.turns) > most:
            runs.append((f"; {self.t('packet.more', n=len(moved.turns) - most)}", {"soft": True}))
        self.to.place(self._x(), self.to.styled(runs, "List Paragraph"))

    def _turn(self, turn: Turn) -> list[tuple[str, Mapping[str, bool]]]:
        runs: list[tuple[str, Mapping[str, bool]]] = []
        if turn.old:
            runs.append((turn.old, {"strike": True}))
        runs.append((" → ", {}) if turn.old and turn.new else ("", {}))
        runs.append((turn.new, {"underline": True}) if turn.new else (f" {self.t('packet.out')}", {"soft": True}))
        if not turn.old:
            runs.append((f" {self.t('packet.put-in')}", {"soft": True}))
        elif turn.new and turn.behind:
            runs.append((turn.behind, {}))
        return [run for run in runs if run[0]]

    def _fields(self, key: str, decide: bool = True) -> None:
        t = self.t
        fields = [(f"d_{verdict}", t(f"packet.verdict.{verdict}"), BOX) for verdict in VERDICTS] if decide else []
        blank = t("packet.as-cover") if decide else t("packet.fill")
        fields += [(each, t(f"packet.field.{each}"), blank) for each in ("name", "role", "date")]
        if decide:
            to = self.to.plain(self._x(), t("packet.mark-one"), soft=True, small=True)
            style = to.find(qn("w:pPr"))
            style.insert(1, child(style, "w:keepNext"))
        with self.to.table(_FIELDS) as table:
            for kind, label, text in fields:
                row = self._row(table)
                child(row.find(qn("w:trPr")), "w:cantSplit")
                with self.to.cell(row, _FIELDS[0]):
                    self.to.plain(self._x(), label, bold=text == BOX, soft=text != BOX)
                with self.to.cell(row, _FIELDS[1]):
                    self.to.plain(f"{key}_{kind}", text, soft=text != BOX)
                if kind != "date":  # the rows stay on one page
                    for paragraph in row.iter(qn("w:p")):
                        style = paragraph.find(qn("w:pPr"))
                        style.insert(1, child(style, "w:keepNext"))

    def _break(self, paragraph: Any) -> Any:
        """Begins a page with a paragraph."""
        properties = paragraph.find(qn("w:pPr"))
        mark = child(properties, "w:pageBreakBefore")
        properties.remove(mark)
        properties.insert(1, mark)
        return paragraph

    def _opening(self) -> None:
        if self.packet.intro:
            self._break(self.to.plain(self._x(), self.t("packet.intro"), "Heading 1"))
            self._blocks(f"{OPENING}_b", self.packet.intro)
        self._told(self.packet.told, None)

    def _blocks(self, name: str, blocks: Sequence[Block]) -> None:
        """Blocks of words as one place."""
        before = list(self.to.home)
        changes = [_same(block) for block in blocks]
        self.to.blocks(changes)
        made = [each for each in self.to.home if each not in before]
        paragraphs = [each for element in made for each in element.iter(qn("w:p"))]
        if paragraphs:
            self.to.place(name, paragraphs[0], paragraphs[-1])

    def _sheet(self, sheet: Sheet) -> None:
        to, t = self.to, self.t
        heading = to.words(f"{sheet.key}_h", sheet.heading, "Heading 2")
        if sheet is not self.packet.sheets[0]:
            self._break(heading)
        to.plain(self._x(), t("packet.at", place=sheet.place, code=sheet.code), soft=True, small=True)
        self._standing(sheet.key, sheet.standing)
        with to.table(_HALF) as table:
            row = self._row(table, head=True)
            for width, label in zip(_HALF, (t("packet.answer"), t("packet.exact")), strict=True):
                with to.cell(row, width):
                    to.plain(self._x(), label, bold=True)
            row = self._row(table)
            with to.cell(row, _HALF[0]):
                self._blocks(f"{sheet.key}_a", sheet.answer)
            with to.cell(row, _HALF[1]):
                self._exact(sheet)
        if sheet.facts:
            to.plain(self._x(), t("packet.facts"), "Heading 3")
            with to.table(_FIELDS) as table:
                for number, block in enumerate(sheet.facts, start=1):
                    row = self._row(table)
                    for width, cell, kind in zip(_FIELDS, block.cells, "kv", strict=True):
                        with to.cell(row, width):
                            to.words(f"{sheet.key}_{kind}{number}", cell)
        for block in sheet.notes:
            to.words(self._x(), block.cells[0])
        links = [link.text for link in sheet.view.links]
        if links:
            to.plain(self._x(), f"{t('question.more')}: {'; '.join(links)}", soft=True)
        if sheet.changed:
            to.plain(self._x(), t("packet.changed", since=self.packet.asked.since), "Heading 3")
            for moved in sheet.changed:
                self._moved(moved, t("redline.kind.section"))
        self._told(sheet.told, heading)
        to.plain(self._x(), t("packet.yours"), "Heading 3")
        self._fields(sheet.key)

    def _standing(self, key: str, standing: Standing | None) -> None:
        """How it stands; not among the places that are compared, since it is another after every approval."""
        if standing is not None:
            words = {"name": standing.name, "day": standing.day, "role": self.packet.asked.role}
            self.to.plain(f"{key}_standing", self.t(f"packet.standing.{standing.state}", **words), bold=True)

    def _exact(self, sheet: Sheet) -> None:
        if not sheet.view.exact:
            self.to.plain(self._x(), self.t("packet.no-exact"), italic=True)
        for each in sheet.view.exact:
            numbers = [name for name in each.names if name.isdigit()]
            labels = [name for name in each.names if not name.isdigit()]
            names = [self.t("packet.sentence", n=", ".join(numbers))] if numbers else []
            runs: list[tuple[str, Mapping[str, bool]]] = [("; ".join((*names, *labels)) + ": ", {"bold": True})]
            runs.append((f"“{each.words}”" if each.words else self.t("exact.whole"), {}))
            runs.append((f" ({each.heading})", {"soft": True}))
            self.to.place(self._x(), self.to.styled(runs))

    def _told(self, told: Sequence[Told], heading: Any) -> None:
        """What is to settle, as words, and as a comment on the heading that it is about."""
        if not told:
            return
        self.to.plain(self._x(), self.t("packet.settle"), "Heading 3")
        for each in told:
            made = self.to.styled(
                [(each.words, {}), (f" ({each.place})", {"soft": True, "small": True})], "List Bullet"
            )
            self.to.place(self._x(), made)
            target = heading if heading is not None else made
            self.to.comment(target, each.words, datetime(self.day.year, self.day.month, self.day.day))

    def _clause(self, clause: Clause) -> None:
        to, part = self.to, clause.part
        style = f"Heading {min(max(clause.view.level, 1) + 1, 6)}"
        heading = None
        op = "ins" if part.state == "new" else "same"
        if part.heading:
            heading = to.place(f"{clause.key}_h", to.paragraph(part.heading, op, style))
            if part.id:
                to.bookmark(heading, bookmark_name(part.id))
        before = list(to.home)
        to.blocks(part.blocks)
        made = [each for each in to.home if each not in before]
        paragraphs = [each for element in made for each in element.iter(qn("w:p"))]
        if paragraphs:
            to.place(f"{clause.key}_b", paragraphs[0], paragraphs[-1])
        notes = [self.t("packet.at-place", place=clause.place)]
        if clause.view.questions:
            notes.append(f"{self.t('section.answers')}: {'; '.join(words for _, words in clause.view.questions)}")
        to.plain(self._x(), ". ".join(notes), soft=True, small=True)
        self._told(clause.told, heading)

    def _gone(self, part: Part) -> None:
        self.to.plain(self._x(), f"{part.title} ({self.t('redline.state.gone')})", "Heading 2")
        for block in part.blocks:
            for cell in block.cells:
                self.to.place(self._x(), self.to.styled([(_text(cell), {"strike": True})]))

    def _whole(self) -> None:
        to, t = self.to, self.t
        self._break(to.plain(self._x(), t("packet.whole"), "Heading 1"))
        to.plain(self._x(), t("packet.whole.what", code=self.packet.page.code))
        self._standing(WHOLE, self.packet.standing)
        self._fields(WHOLE)

    def _coverage(self, coverage: CoverageView) -> None:
        to, t = self.to, self.t
        self._break(to.plain(self._x(), t("packet.coverage"), "Heading 1"))
        to.plain(self._x(), t("review.limits"))
        widths = (3900, 2000, 3340)
        with to.table(widths) as table:
            row = self._row(table, head=True)
            for width, label in zip(widths, ("review.what", "review.told", "review.where"), strict=True):
                with to.cell(row, width):
                    to.plain(self._x(), t(label), bold=True)
            for each in coverage.rows:
                row = self._row(table)
                cells = (f"{each.name} ({each.articles})", t(f"review.state.{each.state}"), self._where(each))
                for width, text in zip(widths, cells, strict=True):
                    with to.cell(row, width):
                        to.plain(self._x(), text)

    def _where(self, row: RowView) -> str:
        told = "; ".join(place.heading or place.id for place in row.places)
        return told or row.because or self.t("review.nowhere")

    def _page(self) -> None:
        """The page as its readers see it, as a list: in Word its look would be another anyway."""
        to, t, page = self.to, self.t, self.packet.page
        self._break(to.plain(self._x(), t("packet.page"), "Heading 1"))
        to.plain(self._x(), t("packet.page.word"))
        said_of = [
            (t("head.responsible"), page.publisher),
            (t("head.applies"), page.effective.text if page.effective else ""),
            (t("head.changed"), page.changed.text if page.changed else ""),
        ]
        for label, value in said_of:
            if value:
                to.plain(self._x(), f"{label}: {value}", "List Bullet")
        for sheet in self.packet.sheets:
            to.plain(self._x(), f"{sheet.view.number}. {sheet.view.heading}", "List Paragraph")
        to.plain(self._x(), t("packet.page.end"), "List Bullet")


def _same(block: Block) -> Change:
    return Change("same", block.kind, block.depth, tuple(tuple(pieces(cell)) for cell in block.cells))


def _text(cell: Sequence[Piece]) -> str:
    return text_of(cell, "ins")
