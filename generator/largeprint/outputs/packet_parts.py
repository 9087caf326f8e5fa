"""What the Word file of a packet is put together from: marked places, fields to fill in, comments, properties.

A place is a bookmark around its words, ``lp_KEY_KIND``: bookmarks live through every word processor. Fields are cells
of a table: with content controls LibreOffice 7.4 saves tracked changes as a file that nothing can open. What ties the
file to its text stands in the custom properties of the document (ISO/IEC 29500-1, 15.2.12.2, 17.13.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

from largeprint.layers.redline import Piece
from largeprint.outputs.redline_word import AUTHOR, Writer, child
from largeprint.text.blocks import Words, words_of

PREFIX = "lp_"
PROPERTY = "largeprint."
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


class PacketWriter(Writer):
    """A writer that marks places, so that what comes back can be tied to them."""

    def place(self, name: str, first: Any, last: Any = None) -> Any:
        """Marks a place, from the paragraph ``first`` to the end of ``last``."""
        self.bookmark(first, f"{PREFIX}{name}", last)
        return first

    def plain(self, name: str, text: str, style: str = "Normal", **looks: bool) -> Any:
        """A marked paragraph of our own words."""
        return self.place(name, self.styled([(text, looks)], style))

    def styled(self, runs: Sequence[tuple[str, Mapping[str, bool]]], style: str = "Normal") -> Any:
        """A paragraph of runs, each with its looks: bold, italic, strike, underline, small."""
        paragraph = self.paragraph((), "same", style)
        for text, looks in runs:
            run = child(paragraph, "w:r")
            self.look(run, looks)
            words = child(run, "w:t")
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            words.text = text
        return paragraph

    def look(self, run: Any, looks: Mapping[str, bool]) -> None:
        """Gives a run its looks, in the order that the schema asks for."""
        properties = child(run, "w:rPr")
        for name, tag in (("bold", "w:b"), ("italic", "w:i"), ("strike", "w:strike")):
            if looks.get(name):
                child(properties, tag)
        if looks.get("soft"):
            child(properties, "w:color", val="595850")
        if looks.get("small"):
            child(properties, "w:sz", val="18")
        if looks.get("underline"):
            child(properties, "w:u", val="single")
        if self.language.direction == "rtl":
            child(properties, "w:rtl")

    def words(self, name: str, words: Words, style: str = "Normal") -> Any:
        """A marked paragraph of the text's own words, as they stand."""
        return self.place(name, self.paragraph(list(pieces(words)), "same", style))

    @contextmanager
    def table(self, widths: Sequence[int], head: bool = False) -> Iterator[Any]:
        """A table that is filled row by row with ``row``. ``widths`` are twentieths of a point."""
        table = OxmlElement("w:tbl")
        properties = child(table, "w:tblPr")
        child(properties, "w:tblStyle", val="TableGrid")
        child(properties, "w:tblW", w=str(sum(widths)), type="dxa")
        child(properties, "w:tblLayout", type="fixed")
        grid = child(table, "w:tblGrid")
        for width in widths:
            child(grid, "w:gridCol", w=str(width))
        yield table
        self.append(table)
        self.append(self.made((), "same", "Normal", ""))  # two tables in a row would be one

    @contextmanager
    def cell(self, row: Any, width: int) -> Iterator[None]:
        """What is written meanwhile goes into a new cell of a row."""
        box = child(row, "w:tc")
        child(child(box, "w:tcPr"), "w:tcW", w=str(width), type="dxa")
        home, self.home = self.home, box
        try:
            yield
        finally:
            self.home = home
            if box.find(qn("w:p")) is None or box[-1].tag != qn("w:p"):
                box.append(self.made((), "same", "Normal", ""))

    def comment(self, paragraph: Any, text: str, day: datetime) -> None:
        """A comment of ours on a paragraph."""
        runs = [Run(run, self.document.paragraphs[0]) for run in paragraph.iter(qn("w:r"))]
        if runs:
            made = self.document.add_comment(runs=[runs[0], runs[-1]], text=text, author=AUTHOR, initials="LP")
            made._comment_elm.set(qn("w:date"), day.replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))

    def keep(self, values: Mapping[str, str]) -> None:
        """The custom properties of the document."""
        entries = "".join(
            f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(PROPERTY + name)}>'
            f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
            for number, (name, value) in enumerate(values.items(), start=2)
        )
        office = "http://schemas.openxmlformats.org/officeDocument/2006"
        blob = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">{entries}</Properties>'
        )
        package = self.document.part.package
        part = Part(PackURI("/docProps/custom.xml"), _CUSTOM, blob.encode("utf-8"), package)
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)

    def track(self) -> None:
        """From now on every change in the file is tracked, unless somebody turns that off."""
        settings = self.document.settings.element
        follower = settings.find(qn("w:defaultTabStop"))
        made = OxmlElement("w:trackRevisions")
        if follower is not None:
            follower.addprevious(made)
        else:
            settings.append(made)


def pieces(words: Words) -> Iterator[Piece]:
    """Words that stay, parted where they lead elsewhere."""
    start = 0
    for end in range(1, len(words) + 1):
        if end == len(words) or words[end].href != words[start].href:
            yield Piece("same", words[start:end], words[start].href)
            start = end


def said(text: str) -> Words:
    """Our own words as words of a text."""
    return tuple(words_of(text))
