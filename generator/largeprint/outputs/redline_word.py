"""A redline as a Word file with tracked changes: accepted it reads as the newer text, rejected as the older.

Office Open XML (ISO/IEC 29500-1), 17.13.5: ``w:ins``, ``w:del``, ``w:moveFrom``, ``w:moveTo`` around runs, and the same
in the properties of a paragraph's mark and of a row, so that whole paragraphs and rows come and go.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from largeprint.layers.redline import Change, Part, Piece, Redline
from largeprint.text.blocks import plain
from largeprint.text.language import Language

AUTHOR = "Large Print"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NO_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def as_word(found: Redline, title: str, day: date) -> bytes:
    """The Word file. ``day`` is the date that every change bears; the same redline gives the same bytes."""
    writer = Writer(found.language, day)
    writer.write(title, found)
    packed = io.BytesIO()
    writer.document.save(packed)
    return stable(packed.getvalue())


class Writer:
    """Writes parts, paragraphs and tables into one document; ``home`` is the element that takes them up."""

    def __init__(self, language: Language, day: date) -> None:
        self.language = language
        self.document: Any = docx.Document()
        self.body = self.home = self.document.element.body
        self._day = day.isoformat()
        self._number = self._open = self._minute = 0
        for name in ("created", "modified"):
            setattr(self.document.core_properties, name, datetime(day.year, day.month, day.day))
        self.document.core_properties.author = AUTHOR

    @property
    def _time(self) -> str:
        """The time of a change. LibreOffice takes changes within a minute, in two paragraphs, for one, and the mark
        between them with it; so it is another from paragraph to paragraph."""
        return f"{self._day}T00:0{5 * self._minute}:00Z"

    def write(self, title: str, found: Redline) -> None:
        """A whole redline."""
        self.document.core_properties.title = title
        for part in found.parts:
            self._part(part)
        self.paragraph((), "same", "Normal")  # a last mark that stays, so that the one before it can go

    def _part(self, part: Part) -> None:
        whole = _whole_of(part)
        name = f"{part.kind}-{part.id}" if part.moved and whole in ("moveFrom", "moveTo") else ""
        if name:
            self._move_marker(whole, "Start", name)
        style = "Title" if part.kind == "opening" else f"Heading {min(max(part.level, 1), 6)}"
        if part.heading:
            paragraph = self.paragraph(part.heading, whole or _op_of(part.state), style, whole)
            if part.id and part.state not in ("gone", "away"):
                self.bookmark(paragraph, bookmark_name(part.id))
        self.blocks(part.blocks, whole)
        if name:
            self._move_marker(whole, "End", name)

    def blocks(self, blocks: Sequence[Change], whole: str = "") -> None:
        """Blocks in order, rows of the same width as one table."""
        rows: list[Change] = []
        for block in blocks:
            if block.kind == "tr":
                if rows and len(rows[0].cells) != len(block.cells):
                    self._table(rows, whole)
                    rows = []
                rows.append(block)
                continue
            self._table(rows, whole)
            rows = []
            self._block(block, whole)
        self._table(rows, whole)

    def _block(self, block: Change, whole: str) -> None:
        style = "List Paragraph" if block.depth or block.kind == "li" else "Normal"
        for cell in block.cells:
            self.paragraph(cell, whole or block.op, style, whole)

    def _table(self, rows: Sequence[Change], whole: str) -> None:
        if not rows:
            return
        table = OxmlElement("w:tbl")
        properties = child(table, "w:tblPr")
        child(properties, "w:tblStyle", val="TableGrid")
        child(properties, "w:tblW", w="0", type="auto")
        grid = child(table, "w:tblGrid")
        for _ in rows[0].cells:
            child(grid, "w:gridCol", w=str(9000 // len(rows[0].cells)))
        for block in rows:
            op = whole or block.op
            row = child(table, "w:tr")
            if op in ("ins", "del", "moveTo", "moveFrom"):
                self._mark(child(row, "w:trPr"), "ins" if op in ("ins", "moveTo") else "del")
            for cell in block.cells:
                box = child(row, "w:tc")
                child(child(box, "w:tcPr"), "w:tcW", w="0", type="auto")
                # The mark of a cell's only paragraph cannot go; the row goes with it.
                box.append(self.made(cell, "same", "Normal", whole))
        self.append(table)
        self.append(self.made((), "same", "Normal", ""))  # two tables in a row would be one

    def paragraph(self, pieces: Sequence[Piece], op: str, style: str, whole: str = "") -> Any:
        paragraph = self.made(pieces, op, style, whole)
        self.append(paragraph)
        return paragraph

    def append(self, element: Any) -> None:
        if self.home is self.body:
            self.body.insert(len(self.body) - 1, element)  # the last element is that of the page's size
        else:
            self.home.append(element)

    def made(self, pieces: Sequence[Piece], op: str, style: str, whole: str) -> Any:
        """A paragraph; ``op`` is what happens to its mark, ``whole`` to all of its words, where that is one thing."""
        self._minute = 1 - self._minute
        paragraph = OxmlElement("w:p")
        properties = child(paragraph, "w:pPr")
        child(properties, "w:pStyle", val=self.document.styles[style].style_id)
        if self.language.direction == "rtl":
            child(properties, "w:bidi")
        if op in ("ins", "del", "moveTo", "moveFrom"):
            self._mark(child(properties, "w:rPr"), op)
        lost = {"ins": "del", "moveTo": "del", "del": "ins", "moveFrom": "ins"}.get(whole)
        for index, piece in enumerate(piece for piece in pieces if piece.op != lost):
            wanted = whole or piece.op
            blank = bool(index and piece.words and not piece.words[0].glued)
            self._run(paragraph, piece, wanted, blank)
        return paragraph

    def _run(self, paragraph: Any, piece: Piece, op: str, blank: bool) -> None:
        home = self._link(paragraph, piece.href) if piece.href and op not in ("del", "moveFrom") else paragraph
        if op in ("ins", "del", "moveTo", "moveFrom"):
            home = self._mark(home, op)
        run = child(home, "w:r")
        if self.language.direction == "rtl":
            child(child(run, "w:rPr"), "w:rtl")
        text = child(run, "w:delText" if op == "del" else "w:t")
        text.set(_SPACE, "preserve")
        text.text = _NO_CONTROL.sub("", f"{' ' if blank else ''}{plain(piece.words)}")

    def _link(self, paragraph: Any, href: str) -> Any:
        """The element that makes what is put into it lead somewhere; the paragraph itself for what is no link."""
        if href.startswith("img:"):
            return paragraph
        link = child(paragraph, "w:hyperlink")
        if href.startswith("#"):
            link.set(qn("w:anchor"), bookmark_name(href[1:]))
        else:
            link.set(qn("r:id"), self.document.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def bookmark(self, paragraph: Any, name: str, last: Any = None) -> None:
        """A bookmark from the beginning of a paragraph to its end, or to that of another one."""
        self._number += 1
        start = OxmlElement("w:bookmarkStart")
        start.set(qn("w:id"), str(self._number))
        start.set(qn("w:name"), name)
        paragraph.insert(1, start)
        child(paragraph if last is None else last, "w:bookmarkEnd", id=str(self._number))

    def _move_marker(self, op: str, end: str, name: str) -> None:
        element = OxmlElement(f"w:{op}Range{end}")
        self._number += end == "Start"
        element.set(qn("w:id"), str(self._number if end == "Start" else self._open))
        if end == "Start":
            self._open = self._number
            element.set(qn("w:author"), AUTHOR)
            element.set(qn("w:date"), self._time)
            element.set(qn("w:name"), bookmark_name(name))
        self.append(element)

    def _mark(self, home: Any, op: str) -> Any:
        self._number += 1
        return child(home, f"w:{op}", id=str(self._number), author=AUTHOR, date=self._time)


def _whole_of(part: Part) -> str:
    """What happens to all words of a part at once; "" where it differs from word to word.

    A part that moved and stayed the same is a move; one that changed as well goes from one place, and comes at another.
    """
    if not part.moved:
        return ""
    if part.state == "away":
        return "moveFrom" if part.kept else "del"
    return "moveTo" if part.state == "same" else "ins"


def _op_of(state: str) -> str:
    return {"new": "ins", "gone": "del"}.get(state, "same")


def child(parent: Any, tag: str, **values: str) -> Any:
    """A new last child, with attributes of WordprocessingML."""
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def bookmark_name(identifier: str) -> str:
    """A name that Word takes (at most 40 letters, digits and ``_``), the same for the same id."""
    plain_name = re.sub(r"\W|^(?=\d)", "_", identifier, flags=re.ASCII)
    if plain_name == identifier and len(identifier) <= 40:
        return identifier
    return f"{plain_name[:31]}_{sha256(identifier.encode()).hexdigest()[:8]}"


def stable(packed: bytes) -> bytes:
    """The same package with fixed times, byte for byte."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in _order(old.namelist()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return made.getvalue()


def _order(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", not name.startswith("_rels"), name))
