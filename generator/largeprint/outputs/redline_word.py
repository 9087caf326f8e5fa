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

_AUTHOR = "Large Print"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NO_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def as_word(found: Redline, title: str, day: date) -> bytes:
    """The Word file. ``day`` is the date that every change bears; the same redline gives the same bytes."""
    writer = _Writer(found, day)
    writer.write(title)
    packed = io.BytesIO()
    writer.document.save(packed)
    return _stable(packed.getvalue())


class _Writer:
    def __init__(self, found: Redline, day: date) -> None:
        self.found = found
        self.document: Any = docx.Document()
        self.body = self.document.element.body
        self._day = day.isoformat()
        self._number = self._open = self._minute = 0
        for name in ("created", "modified"):
            setattr(self.document.core_properties, name, datetime(day.year, day.month, day.day))
        self.document.core_properties.author = _AUTHOR

    @property
    def _time(self) -> str:
        """The time of a change. LibreOffice takes changes within a minute, in two paragraphs, for one, and the mark
        between them with it; so it is another from paragraph to paragraph."""
        return f"{self._day}T00:0{5 * self._minute}:00Z"

    def write(self, title: str) -> None:
        self.document.core_properties.title = title
        for part in self.found.parts:
            self._part(part)
        self._paragraph((), "same", "Normal")  # a last mark that stays, so that the one before it can go

    def _part(self, part: Part) -> None:
        whole = _whole_of(part)
        name = f"{part.kind}-{part.id}" if part.moved and whole in ("moveFrom", "moveTo") else ""
        if name:
            self._move_marker(whole, "Start", name)
        style = "Title" if part.kind == "opening" else f"Heading {min(max(part.level, 1), 6)}"
        if part.heading:
            paragraph = self._paragraph(part.heading, whole or _op_of(part.state), style, whole)
            if part.id and part.state not in ("gone", "away"):
                self._bookmark(paragraph, part.id)
        rows: list[Change] = []
        for block in part.blocks:
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
        if name:
            self._move_marker(whole, "End", name)

    def _block(self, block: Change, whole: str) -> None:
        style = "List Paragraph" if block.depth or block.kind == "li" else "Normal"
        for cell in block.cells:
            self._paragraph(cell, whole or block.op, style, whole)

    def _table(self, rows: Sequence[Change], whole: str) -> None:
        if not rows:
            return
        table = OxmlElement("w:tbl")
        properties = _child(table, "w:tblPr")
        _child(properties, "w:tblStyle", val="TableGrid")
        _child(properties, "w:tblW", w="0", type="auto")
        grid = _child(table, "w:tblGrid")
        for _ in rows[0].cells:
            _child(grid, "w:gridCol", w=str(9000 // len(rows[0].cells)))
        for block in rows:
            op = whole or block.op
            row = _child(table, "w:tr")
            if op in ("ins", "del", "moveTo", "moveFrom"):
                self._mark(_child(row, "w:trPr"), "ins" if op in ("ins", "moveTo") else "del")
            for cell in block.cells:
                box = _child(row, "w:tc")
                _child(_child(box, "w:tcPr"), "w:tcW", w="0", type="auto")
                # The mark of a cell's only paragraph cannot go; the row goes with it.
                box.append(self._made(cell, "same", "Normal", whole))
        self._append(table)
        self._append(self._made((), "same", "Normal", ""))  # two tables in a row would be one

    def _paragraph(self, pieces: Sequence[Piece], op: str, style: str, whole: str = "") -> Any:
        paragraph = self._made(pieces, op, style, whole)
        self._append(paragraph)
        return paragraph

    def _append(self, element: Any) -> None:
        self.body.insert(len(self.body) - 1, element)  # the last element is that of the page's size

    def _made(self, pieces: Sequence[Piece], op: str, style: str, whole: str) -> Any:
        """A paragraph; ``op`` is what happens to its mark, ``whole`` to all of its words, where that is one thing."""
        self._minute = 1 - self._minute
        paragraph = OxmlElement("w:p")
        properties = _child(paragraph, "w:pPr")
        _child(properties, "w:pStyle", val=self.document.styles[style].style_id)
        if self.found.language.direction == "rtl":
            _child(properties, "w:bidi")
        if op in ("ins", "del", "moveTo", "moveFrom"):
            self._mark(_child(properties, "w:rPr"), op)
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
        run = _child(home, "w:r")
        if self.found.language.direction == "rtl":
            _child(_child(run, "w:rPr"), "w:rtl")
        text = _child(run, "w:delText" if op == "del" else "w:t")
        text.set(_SPACE, "preserve")
        text.text = _NO_CONTROL.sub("", f"{' ' if blank else ''}{plain(piece.words)}")

    def _link(self, paragraph: Any, href: str) -> Any:
        """The element that makes what is put into it lead somewhere; the paragraph itself for what is no link."""
        if href.startswith("img:"):
            return paragraph
        link = _child(paragraph, "w:hyperlink")
        if href.startswith("#"):
            link.set(qn("w:anchor"), _bookmark_name(href[1:]))
        else:
            link.set(qn("r:id"), self.document.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def _bookmark(self, paragraph: Any, identifier: str) -> None:
        self._number += 1
        start = OxmlElement("w:bookmarkStart")
        start.set(qn("w:id"), str(self._number))
        start.set(qn("w:name"), _bookmark_name(identifier))
        paragraph.insert(1, start)
        _child(paragraph, "w:bookmarkEnd", id=str(self._number))

    def _move_marker(self, op: str, end: str, name: str) -> None:
        element = OxmlElement(f"w:{op}Range{end}")
        self._number += end == "Start"
        element.set(qn("w:id"), str(self._number if end == "Start" else self._open))
        if end == "Start":
            self._open = self._number
            element.set(qn("w:author"), _AUTHOR)
            element.set(qn("w:date"), self._time)
            element.set(qn("w:name"), _bookmark_name(name))
        self._append(element)

    def _mark(self, home: Any, op: str) -> Any:
        self._number += 1
        return _child(home, f"w:{op}", id=str(self._number), author=_AUTHOR, date=self._time)


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


def _child(parent: Any, tag: str, **values: str) -> Any:
    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def _bookmark_name(identifier: str) -> str:
    """A name that Word takes (at most 40 letters, digits and ``_``), the same for the same id."""
    plain_name = re.sub(r"\W|^(?=\d)", "_", identifier, flags=re.ASCII)
    if plain_name == identifier and len(identifier) <= 40:
        return identifier
    return f"{plain_name[:31]}_{sha256(identifier.encode()).hexdigest()[:8]}"


def _stable(packed: bytes) -> bytes:
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
