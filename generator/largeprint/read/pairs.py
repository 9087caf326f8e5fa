"""What closes what in a text, found once in one pass: the parser alone would look again from every opening mark.

In: the text of a file or a paragraph. Out: offsets in it. Answers are kept for the last few texts, since the parser
asks about each mark of a text in turn.
"""

from __future__ import annotations

import re
from functools import lru_cache

MANY_BRACKETS = 100
"""Up to so many in a paragraph the parser may look for itself, exactly."""

DEEPEST_BRACKETS = 20
"""Where there are more, those nested deeper than this open no link: every level would be read once more."""

_MARKS = re.compile(r"\\.|`+|<[A-Za-z/!?][^<>]*+>|[\[\]]", re.DOTALL)

_ENDLESS = (
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (
        re.compile(r"<(?:script|pre|style|textarea)\b", re.IGNORECASE),
        re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
)


@lru_cache(maxsize=8)
def brackets(text: str) -> dict[int, int]:
    """For every ``[`` that could open a link the offset of its ``]``. Escapes, code and tags hold none."""
    pairs: dict[int, int] = {}
    opened: list[list[int]] = []  # offset, depth of what is in it
    runs: dict[int, list[int]] = {}
    for run in reversed(list(re.finditer(r"`+", text))):
        runs.setdefault(len(run[0]), []).append(run.start())
    at = 0
    while mark := _MARKS.search(text, at):
        at = mark.end()
        if mark[0] == "[":
            opened.append([mark.start(), 0])
        elif mark[0] == "]" and opened:
            start, depth = opened.pop()
            if opened:
                opened[-1][1] = max(opened[-1][1], depth + 1)
            if depth < DEEPEST_BRACKETS:
                pairs[start] = mark.start()
        elif mark[0][0] == "`":
            ahead = runs.get(len(mark[0]), [])
            while ahead and ahead[-1] < at:
                ahead.pop()
            at = ahead.pop() + len(mark[0]) if ahead else at
    return pairs


@lru_cache(maxsize=8)
def _bracket_count(text: str) -> int:
    return text.count("[")


def may_open(text: str, start: int) -> bool:
    """Whether the ``[`` at ``start`` of a paragraph may open a link."""
    return _bracket_count(text) <= MANY_BRACKETS or start in brackets(text)


@lru_cache(maxsize=32)
def elements(text: str, name: str) -> dict[int, int]:
    """For every opening tag ``name`` that is closed: the offset of its ``<``, and where its closing tag ends."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for tag in re.finditer(rf"<(?:(/){name}\s*+>|{name}\b)", text, re.IGNORECASE):
        if not tag[1]:
            opened.append(tag.start())
        elif opened:
            pairs[opened.pop()] = tag.end()
    return pairs


@lru_cache(maxsize=32)
def _last_end(text: str, kind: int) -> int:
    return max((found.start() for found in _ENDLESS[kind][1].finditer(text)), default=-1)


def is_endless(text: str, start: int) -> bool:
    """Whether what begins at ``start`` runs to a mark of its own, over blank lines and headings."""
    return any(opening.match(text, start) for opening, _ in _ENDLESS)


def is_terminated(text: str, start: int, end: int) -> bool:
    """False where the line from ``start`` to ``end`` opens what runs to a mark of its own, and no such mark follows."""
    for kind, (opening, _) in enumerate(_ENDLESS):
        if opening.match(text, start, end):
            return _last_end(text, kind) >= start
    return True


@lru_cache(maxsize=8)
def _fence_ends(text: str) -> dict[str, list[tuple[int, int]]]:
    """By character the lines that could close a fence outside lists and quotations: offset and length, from the last
    upwards, and of those only the ones longer than all below them, which are the ones that decide."""
    ends: dict[str, list[tuple[int, int]]] = {"`": [], "~": []}
    for line in reversed(list(re.finditer(r"^ {0,3}+(`{3,}+|~{3,}+)[ \t]*+$", text, re.MULTILINE))):
        kept = ends[line[1][0]]
        if not kept or len(line[1]) > kept[-1][1]:
            kept.append((line.start(), len(line[1])))
    return ends


def is_fence_closed(text: str, fence: str, end: int) -> bool:
    """Whether the ``fence`` (its run of characters), on a line that ends at ``end``, is closed below that line."""
    closing = next((start for start, length in _fence_ends(text)[fence[0]] if length >= len(fence)), -1)
    return closing >= end
