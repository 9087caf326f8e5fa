"""Edits written into the files: the accepted ones together, and byte for byte nothing else."""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from largeprint.model.finding import Edit

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
"""A line as the reader counts it: ended by LF, CRLF or CR, and by nothing else."""


def apart(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that can be made together: of two that touch the same words, the one that begins first.

    What is left out is found again when the text is checked again, if there is still need of it.
    """
    chosen: list[Edit] = []
    for edit in sorted(set(edits), key=lambda edit: (edit.place, -len(edit.old), edit.new)):
        if not chosen or not _touch(chosen[-1], edit):
            chosen.append(edit)
    return tuple(chosen)


def with_edits(data: Mapping[str, bytes], edits: Iterable[Edit]) -> dict[str, bytes]:
    """The files with ``edits`` made, which have to be ``apart``; line ends and byte order mark stay as they are.

    Raises ``ValueError`` where the words that an edit takes out do not stand at its place.
    """
    by_path: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_path[edit.place.path].append(edit)
    return {path: _written(data[path], wanted) for path, wanted in sorted(by_path.items())}


def line_of(data: bytes, number: int) -> str:
    """A line of a file as it stands, without its end; "" where there is none. Lines count from 1."""
    lines = _lines(data)
    return lines[number - 1].rstrip("\r\n") if number <= len(lines) else ""


def _touch(earlier: Edit, later: Edit) -> bool:
    """Whether two edits, in the order of their places, take the same words, or put something in at one place."""
    one, other = earlier.place, later.place
    if (one.path, one.line) != (other.path, other.line):
        return False
    return other.column < one.column + len(earlier.old) or other.column == one.column


def _written(data: bytes, edits: Sequence[Edit]) -> bytes:
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    lines = _lines(data)
    for edit in sorted(edits, key=lambda edit: edit.place, reverse=True):
        number, at = edit.place.line - 1, edit.place.column - 1
        if number >= len(lines) or not lines[number].startswith(edit.old, at):
            raise ValueError(f"{edit.place}: {edit.old!r} does not stand here")
        lines[number] = lines[number][:at] + edit.new + lines[number][at + len(edit.old) :]
    return mark + "".join(lines).encode("utf-8")


def _lines(data: bytes) -> list[str]:
    return _LINE.findall(data.removeprefix(codecs.BOM_UTF8).decode("utf-8"))
