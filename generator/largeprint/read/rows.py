"""Tables: every cell of every row, with its place.

In: the parser's rule for tables. Out: the same rule, which also keeps the cells that a row has beyond the head's, and
leaves on each cell the column that its words begin in (``meta["column"]``, 0-based, in its line of the file).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_BAR = re.compile(r"(?<!\\)\|")


def whole(rule: Callable[..., bool]) -> Callable[..., bool]:
    """The rule ``table`` with all cells and their columns."""

    def with_cells(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        below = state.bMarks[start + 1] + state.tShift[start + 1] if start + 1 < end else len(state.src)
        if state.src[below : below + 1] not in ("|", "-", ":"):
            return False  # the rule asks so of its second line, and sooner asked is cheaper: every block is tried
        before = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            made = state.tokens[before:]
            del state.tokens[before:]
            state.tokens += _rows(state, made)
        return True

    return with_cells


def _rows(state: StateBlock, tokens: list[Token]) -> Iterator[Token]:
    cells: list[tuple[int, str]] = []
    line = taken = 0
    for token in tokens:
        if token.type == "tr_open" and token.map:
            line, taken = token.map[0], 0
            cells = list(_cells(state, line))
        elif token.type == "inline":
            if taken < len(cells):
                token.meta = {**token.meta, "column": cells[taken][0]}
            taken += 1
        elif token.type == "tr_close":
            for column, words in cells[taken:]:
                level = token.level
                yield Token("td_open", "td", 1, level=level + 1, block=True)
                inline = Token("inline", "", 0, map=[line, line + 1], level=level + 2, children=[], block=True)
                inline.content, inline.meta = words, {"column": column}
                yield inline
                yield Token("td_close", "td", -1, level=level + 1, block=True)
        yield token


def _cells(state: StateBlock, line: int) -> Iterator[tuple[int, str]]:
    """The cells of a row as GFM splits them: the column of the first character, and the words."""
    start = state.bMarks[line] + state.tShift[line]
    row = state.src[start : state.eMarks[line]].rstrip()
    base = start - (state.src.rfind("\n", 0, start) + 1)
    at, parts = 0, []
    for bar in (*_BAR.finditer(row), None):
        end = bar.start() if bar else len(row)
        parts.append((at, row[at:end]))
        at = end + 1
    if not parts[0][1].strip():
        parts.pop(0)
    if parts and not parts[-1][1].strip():
        parts.pop()
    for at, part in parts:
        yield base + at + len(part) - len(part.lstrip()), part.strip().replace("\\|", "|")
