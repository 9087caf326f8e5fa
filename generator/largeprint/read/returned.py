"""A packet that came back, as plain values: the words at each place, who changed what, comments, properties.

In: the bytes of a Word file. Out: for each marked place its lines as they are now and as they were sent, in the order
of the file. Places are bookmarks; whatever stands behind one and before the next belongs to it: no word is homeless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from largeprint.read.package import RefusedError, open_package

OURS = "Large Print"
"""The author of the redline that a packet is sent with."""

_COPY = re.compile(r"_Copy_\d+$")
"""What LibreOffice writes behind the name of a place that it has cut in two."""

_PREFIX, _PROPERTY = "lp_", "largeprint."
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_COME, _GO = (f"{_W}ins", f"{_W}moveTo"), (f"{_W}del", f"{_W}moveFrom")
_DOCUMENT, _COMMENTS, _CUSTOM = "word/document.xml", "word/comments.xml", "docProps/custom.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_WANTED = frozenset([_DOCUMENT, _COMMENTS, _CUSTOM, *_NOTES])


@dataclass(frozen=True, slots=True)
class Place:
    """The lines at a place, a paragraph each: as they stand with every change taken, and as they were sent."""

    name: str
    after: tuple[str, ...]
    before: tuple[str, ...]
    authors: tuple[str, ...]
    """Who tracked a change here, without ourselves."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: who, when (as the file says), what, on which words, at which place ("" where it has none)."""

    author: str
    date: str
    text: str
    on: str
    place: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A packet as it came back. ``properties`` tie it to its text; ``notes`` are footnotes, which no packet has."""

    properties: Mapping[str, str]
    places: tuple[Place, ...]
    comments: tuple[Comment, ...]
    notes: tuple[str, ...] = ()

    def place(self, name: str) -> Place | None:
        """The place of that name."""
        return next((place for place in self.places if place.name == name), None)


@dataclass(slots=True)
class _Lines:
    """The lines of one reading of the file. A line whose mark goes is joined to the next one."""

    found: dict[str, list[str]] = field(default_factory=dict)
    begun: str = ""
    home: str | None = None

    def end(self, place: str, words: str, joins: bool) -> None:
        self.home = place if self.home is None else self.home
        self.begun += words
        if joins:
            return
        self.found.setdefault(self.home, [])
        line = " ".join(self.begun.split())
        if line:
            self.found[self.home].append(line)
        self.begun, self.home = "", None


@dataclass(slots=True)
class _Reader:
    place: str = ""
    names: list[str] = field(default_factory=lambda: [""])
    after: _Lines = field(default_factory=_Lines)
    before: _Lines = field(default_factory=_Lines)
    authors: dict[str, dict[str, None]] = field(default_factory=dict)
    met: list[str] = field(default_factory=list)
    """Who tracked a change in the paragraph that is being read."""
    open: dict[str, list[str]] = field(default_factory=dict)
    on: dict[str, str] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)
    cut: list[tuple[bool, bool]] = field(default_factory=list)
    """For each row around: whether it is gone from the one reading, and from the other."""

    def body(self, parent: Element) -> None:
        for element in parent:
            if element.tag == f"{_W}p":
                self.paragraph(element)
            elif element.tag == f"{_W}tr":
                self.row(element)
            elif element.tag == f"{_W}bookmarkStart":
                self.mark(element)
            elif element.tag in (f"{_W}commentRangeStart", f"{_W}commentRangeEnd", f"{_W}commentReference"):
                self.comment(element)
            elif element.tag not in (
                f"{_W}tblPr",
                f"{_W}tblGrid",
                f"{_W}tcPr",
                f"{_W}trPr",
                f"{_W}sdtPr",
                f"{_W}sectPr",
            ):
                self.body(element)

    def row(self, element: Element) -> None:
        marks = element.find(f"{_W}trPr")
        states = [self._state(mark) for mark in (marks if marks is not None else ()) if mark.tag in (*_COME, *_GO)]
        self.cut.append((any(not now for now, _ in states), any(not then for _, then in states)))
        self.body(element)
        self.cut.pop()

    def paragraph(self, element: Element) -> None:
        """A paragraph; what stands in a box inside it follows it as paragraphs of their own."""
        now: list[str] = []
        then: list[str] = []
        boxes: list[Element] = []
        self._inside(element, now, then, boxes, True, True)
        marks = element.find(f"{_W}pPr/{_W}rPr")
        states = [self._state(mark) for mark in (marks if marks is not None else ()) if mark.tag in (*_COME, *_GO)]
        gone_now, gone_then = any(row for row, _ in self.cut), any(row for _, row in self.cut)
        self.after.end(self.place, "" if gone_now else "".join(now), not all(each for each, _ in states))
        self.before.end(self.place, "" if gone_then else "".join(then), not all(each for _, each in states))
        for author in self.met:
            self.authors.setdefault(self.place, {})[author] = None
        self.met = []
        for box in boxes:
            self.body(box)

    def _inside(
        self, parent: Element, now: list[str], then: list[str], boxes: list[Element], in_now: bool, in_then: bool
    ) -> None:
        for element in parent:
            tag = element.tag
            if tag in (f"{_W}pPr", f"{_W}rPr", f"{_W}sdtPr", f"{_MC}Fallback"):
                continue
            if tag == f"{_W}bookmarkStart":
                self.mark(element)
            elif tag in (f"{_W}commentRangeStart", f"{_W}commentRangeEnd", f"{_W}commentReference"):
                self.comment(element)
            elif tag == f"{_W}txbxContent":
                boxes.append(element)
            elif tag in (f"{_W}t", f"{_W}delText", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen", f"{_W}sym"):
                words = _letter(element)
                now += [words] if in_now else []
                then += [words] if in_then else []
                for number in self.open:
                    self.open[number].append(words if in_now else "")
            elif tag in (*_COME, *_GO):
                stays, stood = self._state(element)
                self._inside(element, now, then, boxes, in_now and stays, in_then and stood)
            else:
                self._inside(element, now, then, boxes, in_now, in_then)

    def _state(self, mark: Element) -> tuple[bool, bool]:
        """Whether tracked words stand in the text of now, and in the one that was sent."""
        author = mark.get(f"{_W}author", "")
        come = mark.tag in _COME
        if author == OURS:
            return come, come
        self.met.append(author)
        return come, not come

    def mark(self, element: Element) -> None:
        name = element.get(f"{_W}name", "")
        if name.startswith(_PREFIX):
            self.place = _COPY.sub("", name.removeprefix(_PREFIX))
            if self.place not in self.names:
                self.names.append(self.place)

    def comment(self, element: Element) -> None:
        number = element.get(f"{_W}id", "")
        if element.tag == f"{_W}commentRangeStart":
            self.open[number] = []
            self.homes[number] = self.place
        elif element.tag == f"{_W}commentRangeEnd":
            self.on[number] = " ".join("".join(self.open.pop(number, [])).split())
        else:
            self.homes.setdefault(number, self.place)


def read_returned(data: bytes) -> Returned:
    """A packet that came back. Raises ``RefusedError`` for a file that cannot be read, or is no packet."""
    parts = open_package(data, _WANTED).parts
    document = parts.get(_DOCUMENT)
    body = document.find(f"{_W}body") if document is not None else None
    if body is None:
        raise RefusedError("The file holds no text of a Word document, or more than one.")
    reader = _Reader()
    reader.body(body)
    for lines in (reader.after, reader.before):
        lines.end(reader.place, "", joins=False)
    places = tuple(
        Place(
            name,
            tuple(reader.after.found.get(name, ())),
            tuple(reader.before.found.get(name, ())),
            tuple(reader.authors.get(name, ())),
        )
        for name in reader.names
    )
    properties = _properties(parts.get(_CUSTOM))
    notes = tuple(text for name in _NOTES if name in parts for text in _note_texts(parts[name]))
    return Returned(properties, places, tuple(_comments(parts.get(_COMMENTS), reader)), notes)


def _letter(element: Element) -> str:
    if element.tag in (f"{_W}t", f"{_W}delText"):
        return element.text or ""
    if element.tag == f"{_W}noBreakHyphen":
        return "\u2011"
    if element.tag == f"{_W}sym":
        return "\ufffd"
    return " "


def _properties(tree: Element | None) -> dict[str, str]:
    found = {}
    for each in tree if tree is not None else ():
        name = each.get("name", "")
        if name.startswith(_PROPERTY):
            found[name.removeprefix(_PROPERTY)] = "".join(each.itertext()).strip()
    return found


def _comments(tree: Element | None, reader: _Reader) -> Iterator[Comment]:
    for each in tree if tree is not None else ():
        if each.tag != f"{_W}comment":
            continue
        number = each.get(f"{_W}id", "")
        lines = ("".join(_letter(t) for t in p.iter() if t.tag in (f"{_W}t", f"{_W}br", f"{_W}tab")) for p in each)
        text = "\n".join(line.strip() for line in lines if line.strip())
        author, date = each.get(f"{_W}author", ""), each.get(f"{_W}date", "")
        yield Comment(author, date, text, reader.on.get(number, ""), reader.homes.get(number, ""))


def _note_texts(tree: Element) -> Iterator[str]:
    for note in tree:
        if note.get(f"{_W}type", "normal") == "normal":
            text = " ".join("".join(t.text or "" for t in note.iter(f"{_W}t")).split())
            if text:
                yield text
