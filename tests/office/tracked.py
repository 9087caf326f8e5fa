"""A Word file with tracked changes, read as it is once all of them are accepted, or rejected. A reader of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COME, _GO = (f"{_W}ins", f"{_W}moveTo"), (f"{_W}del", f"{_W}moveFrom")


def lines(packed: bytes, accept: bool) -> list[str]:
    """Its paragraphs, a row of a table as one with " | " between the cells; empty ones left out."""
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        body: Any = etree.fromstring(package.read("word/document.xml"))[0]
    out = _GO if accept else _COME
    found, begun = [], ""
    for element in body:
        if element.tag == f"{_W}p":
            begun += _words(element, out)
            if not _is_marked(element, out):  # the mark of a paragraph that goes joins what is left to the next one
                found.append(begun)
                begun = ""
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                if row.find(f"{_W}trPr/{out[0]}") is None:
                    cells = ("".join(_words(p, out) for p in cell.iter(f"{_W}p")) for cell in row.iter(f"{_W}tc"))
                    found.append(" | ".join(cells))
    return [line for line in (" ".join(line.split()) for line in found) if line.strip(" |")]


def _is_marked(paragraph: Any, out: tuple[str, str]) -> bool:
    return any(paragraph.find(f"{_W}pPr/{_W}rPr/{tag}") is not None for tag in out)


def _words(paragraph: Any, out: tuple[str, str]) -> str:
    return "".join(_texts(paragraph, out))


def _texts(element: Any, out: tuple[str, str]) -> Iterator[str]:
    for child in element:
        if child.tag in out or child.tag == f"{_W}pPr":
            continue
        if child.tag in (f"{_W}t", f"{_W}delText"):
            yield child.text or ""
        else:
            yield from _texts(child, out)
