"""Where something stands: a place in a file that a person wrote."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file, as an editor counts it.

    ``path`` is relative to the site's folder, with ``/``. ``line`` and ``column`` start at 1;
    a column counts characters (code points), not bytes. Places sort by file, then downwards.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def place_at(path: str, text: str, offset: int) -> Place:
    """The place of the character at ``offset`` (0-based) of ``text``, which is the whole of ``path``."""
    before = text.rfind("\n", 0, offset) + 1
    return Place(path, text.count("\n", 0, offset) + 1, offset - before + 1)
