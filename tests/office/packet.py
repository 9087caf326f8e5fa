"""A packet filled in by hand, as Word would: tracked changes, comments, marks; and a look at its places."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from largeprint.read.returned import Place, read_returned

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EMPTY = b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def places(packed: bytes) -> tuple[Place, ...]:
    """The places of a packet."""
    return read_returned(packed).places


def fill(packed: bytes, *acts: Sequence[str]) -> bytes:
    """Does what a reviewer does; the acts are those of ``reviewer.py``. An empty place is the end of the file."""
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body: Any = etree.fromstring(parts["word/document.xml"])
    notes: Any = etree.fromstring(parts.get("word/comments.xml", _EMPTY))
    for kind, place, *words in acts:
        _act(body, notes, kind, place, list(words))
    parts["word/document.xml"] = etree.tostring(body)
    if len(notes):
        if "word/comments.xml" not in parts:
            _declared(parts)
        parts["word/comments.xml"] = etree.tostring(notes)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


def _declared(parts: dict[str, bytes]) -> None:
    """Tells the package of its first comments."""
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    entry = b'<Override PartName="/word/comments.xml" ContentType="' + kind + b'"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", entry)
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    entry = b'<Relationship Id="rNotes" Type="' + relation + b'" Target="comments.xml"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", entry)


def _act(body: Any, notes: Any, kind: str, place: str, words: list[str]) -> None:
    if kind == "comment":
        _comment(body, notes, place, *words)
        return
    start = next(each for each in body.iter(f"{_W}bookmarkStart") if each.get(f"{_W}name") == f"lp_{place}")
    paragraph = start.getparent()
    if kind == "paragraph":
        end = next(e for e in body.iter(f"{_W}bookmarkEnd") if e.get(f"{_W}id") == start.get(f"{_W}id"))
        last = end.getparent()
        new = etree.SubElement(last.getparent(), f"{_W}p")
        last.addnext(new)
        properties = etree.SubElement(etree.SubElement(new, f"{_W}pPr"), f"{_W}rPr")
        _marked(properties, "ins")
        _run(_marked(new, "ins"), words[0])
        return
    runs = [run for run in paragraph.iter(f"{_W}r") if run.find(f"{_W}t") is not None]
    text = "".join(run.findtext(f"{_W}t") for run in runs)
    old, new_words = (text, words[0]) if kind == "write" else words
    if kind == "replace" and not old:
        return
    assert old in text, (old, text)
    at = text.index(old)
    position = 0
    first: Any = None
    for run in runs:
        said = run.findtext(f"{_W}t")
        low, high = max(at - position, 0), min(at + len(old) - position, len(said))
        position += len(said)
        if low >= high:
            continue
        for piece, gone in ((said[:low], False), (said[low:high], True), (said[high:], False)):
            if piece:
                copy = deepcopy(run)
                copy.find(f"{_W}t").text = piece
                copy.find(f"{_W}t").set(_SPACE, "preserve")
                run.addprevious(copy)
                if gone:
                    copy.find(f"{_W}t").tag = f"{_W}delText"
                    mark = etree.Element(f"{_W}del", {f"{_W}author": "Ann Lee", f"{_W}id": "9000"})
                    copy.addprevious(mark)
                    mark.append(copy)
                    first = mark
        run.getparent().remove(run)
    if new_words:
        mark = etree.Element(f"{_W}ins", {f"{_W}author": "Ann Lee", f"{_W}id": "9001"})
        first.addnext(mark)
        _run(mark, new_words)


def _marked(parent: Any, tag: str) -> Any:
    return etree.SubElement(parent, f"{_W}{tag}", {f"{_W}author": "Ann Lee", f"{_W}id": "9002"})


def _run(parent: Any, words: str) -> None:
    text = etree.SubElement(etree.SubElement(parent, f"{_W}r"), f"{_W}t")
    text.text = words
    text.set(_SPACE, "preserve")


def _comment(body: Any, notes: Any, place: str, words: str, author: str) -> None:
    number = str(700 + len(notes))
    if place:
        start = next(each for each in body.iter(f"{_W}bookmarkStart") if each.get(f"{_W}name") == f"lp_{place}")
        paragraph = start.getparent()
        start.addnext(etree.Element(f"{_W}commentRangeStart", {f"{_W}id": number}))
        etree.SubElement(paragraph, f"{_W}commentRangeEnd", {f"{_W}id": number})
        reference = etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}commentReference")
        reference.set(f"{_W}id", number)
    note = etree.SubElement(notes, f"{_W}comment", {f"{_W}id": number, f"{_W}author": author})
    note.set(f"{_W}date", "2026-03-01T10:00:00Z")
    _run(etree.SubElement(note, f"{_W}p"), words)
