"""A Word file from outside, opened within limits: no bomb, no DOCTYPE, nothing that leads out of it but plain links.

In: bytes. Out: the XML trees of its parts. Nothing is fetched, nothing is unpacked to a disk. (ISO/IEC 29500-2.)
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

LARGEST = 50 * 1024 * 1024
"""Bytes of all parts together, unpacked."""

_STEEPEST = 200
"""So many times larger than it is packed may a part be, from ``_SMALL`` bytes on."""

_SMALL = 1024 * 1024
_PARTS, _DEPTH = 2000, 256
_ELEMENTS = 2_000_000
_LINK = "/hyperlink"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "[Content_Types].xml"


class RefusedError(Exception):
    """A file that is not read, and why, in one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file that were asked for, by their names, each as a tree."""

    parts: Mapping[str, Element]


def open_package(data: bytes, wanted: frozenset[str]) -> Package:
    """The ``wanted`` parts of a Word file, as far as they are there. Raises ``RefusedError`` for one that is broken, or
    that holds what a packet never holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = _entries(archive)
            total = 0
            parts: dict[str, bytes] = {}
            for entry in entries:
                content = _unpacked(archive, entry, LARGEST - total)
                total += len(content)
                if entry.filename in wanted or entry.filename == _TYPES or entry.filename.endswith(".rels"):
                    parts[entry.filename] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise RefusedError("This is no Word file, or it was damaged on its way.") from error
    trees = {name: _tree(name, content) for name, content in parts.items()}
    _types(trees.get(_TYPES))
    for name, tree in trees.items():
        if name.endswith(".rels"):
            _relations(tree)
    return Package({name: tree for name, tree in trees.items() if name in wanted})


def _entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = [entry.filename for entry in entries]
    if len(entries) > _PARTS:
        raise RefusedError(f"The file has {len(entries)} parts; no packet has more than {_PARTS}.")
    if len({name.lower() for name in names}) != len(names):
        raise RefusedError("The file holds a part twice.")
    for entry in entries:
        name = entry.filename
        if (
            name.startswith(("/", ".."))
            or "\\" in name
            or ":" in name
            or posixpath.normpath(name) != name
            or "\x00" in name
        ):
            raise RefusedError("The file holds a part that would lie outside of it.")
        if entry.flag_bits & 1:
            raise RefusedError("The file is locked with a password. Have it sent without one.")
        if "vbaproject" in name.lower():
            raise RefusedError("The file holds macros. Have it saved as a Word document (.docx) without them.")
    return entries


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    """A part, read no further than it may be long, whatever the archive says of its length."""
    most = room
    if entry.compress_size * _STEEPEST < room:
        most = max(_SMALL, entry.compress_size * _STEEPEST)
    with archive.open(entry) as stream:
        content = stream.read(min(most, room) + 1)
    if len(content) > min(most, room):
        raise RefusedError("The file unpacks to far more than any packet holds.")
    return content


class _Builder(TreeBuilder):
    """A tree without any DOCTYPE, not too deep and not too large."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.number = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise RefusedError("A part of the file declares a DOCTYPE, which no Word file has.")

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self.depth += 1
        self.number += 1
        if self.depth > _DEPTH or self.number > _ELEMENTS:
            raise RefusedError("A part of the file is nested deeper, or is larger, than that of any packet.")
        return super().start(tag, attrs)

    def end(self, tag: str) -> Element:
        self.depth -= 1
        return super().end(tag)


def _tree(name: str, content: bytes) -> Element:
    if b"<!ENTITY" in content:
        raise RefusedError("A part of the file declares a DOCTYPE, which no Word file has.")
    parser = XMLParser(target=_Builder())  # noqa: S314  (no DOCTYPE, so no entity; limits above)
    try:
        parser.feed(content)
        tree: Element = parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise RefusedError(f"The part {posixpath.basename(name)} of the file is broken.") from error
    return tree


def _types(tree: Element | None) -> None:
    if tree is None:
        raise RefusedError("This is no Word file, or it was damaged on its way.")
    main = [each for each in tree.iter() if each.get("ContentType") == _MAIN]
    if len(main) != 1:
        raise RefusedError("The file holds no text of a Word document, or more than one.")
    if any("macroEnabled" in each.get("ContentType", "") for each in tree.iter()):
        raise RefusedError("The file holds macros. Have it saved as a Word document (.docx) without them.")


def _relations(tree: Element) -> None:
    for each in tree.iter():
        outside = each.get("TargetMode") == "External"
        if outside and not each.get("Type", "").endswith(_LINK):
            kind = each.get("Type", "").rpartition("/")[2]
            raise RefusedError(f"The file takes something in from outside of it ({kind}). Have it saved without that.")
        if not outside and ".." in each.get("Target", "").split("/")[2:]:
            raise RefusedError("The file holds a part that would lie outside of it.")
