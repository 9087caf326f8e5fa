"""Ids written into the files: a derived id becomes the heading's own, and no longer moves with its words."""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from largeprint.model.ids import fault_of
from largeprint.model.policy import Anchor, Edition
from largeprint.model.source import Place

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
"""A line as the reader counts it: ended by LF, CRLF or CR, and by nothing else."""

_HASHES = re.compile(r" {0,3}(?P<level>#{1,6})(?:(?P<blank>[ \t])|(?<=##)[^\W\d_])")
"""The beginning of a heading on one line; two hashes or more are read as one without a blank too."""

_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*[\r\n]*\Z")


def missing_ids(edition: Edition) -> tuple[tuple[Place, str], ...]:
    """Each heading without a written id: its place, and the id that it has until one is written.

    Left out are headings from which none can be derived, and those of which two derive the same: a rule reports them.
    """
    anchors = [question.anchor for question in edition.questions]
    anchors += [section.anchor for section in edition.sections if section.anchor is not None]
    seen: dict[str, int] = defaultdict(int)
    for anchor in edition.anchors():
        seen[anchor.id] += 1
    wanted: list[Anchor] = [a for a in anchors if not a.written and not fault_of(a.id) and seen[a.id] == 1]
    return tuple((anchor.place, anchor.id) for anchor in wanted)


def with_ids(data: Mapping[str, bytes], missing: Iterable[tuple[Place, str]]) -> dict[str, bytes]:
    """The files with the ids behind their headings, byte for byte the same elsewhere (line ends, byte order mark)."""
    by_path: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, identifier in missing:
        by_path[place.path].append((place.line, identifier))
    return {path: _written(data[path], wanted) for path, wanted in by_path.items()}


def _written(data: bytes, wanted: Iterable[tuple[int, str]]) -> bytes:
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    lines = _LINE.findall(data[len(mark) :].decode("utf-8"))
    for start, identifier in wanted:
        number = _last_line(lines, start)
        line = lines[number - 1]
        body = line.rstrip("\r\n")
        words = body.rstrip(" \t")
        hashes = _HASHES.match(words)
        closed = words.rstrip("#")
        if hashes and _is_closed(hashes, words, closed):
            words = closed.rstrip(" \t")
        lines[number - 1] = f"{words} {{#{identifier}}}{line[len(words) :]}"
    return mark + "".join(lines).encode("utf-8")


def _last_line(lines: list[str], number: int) -> int:
    """The line that a heading's words end on: an underlined heading may have several."""
    if not _HASHES.match(lines[number - 1]):
        while number < len(lines) and not _UNDERLINE.match(lines[number]):
            number += 1
    return number


def _is_closed(hashes: re.Match[str], words: str, closed: str) -> bool:
    """Whether the hashes at the end of a heading close it: ``## Heading #``, ``##Heading##``, and not ``##C#``."""
    if hashes["blank"]:
        return closed != words and closed.endswith((" ", "\t"))
    return len(words) - len(closed) == len(hashes["level"])
