"""Clause labels: "(a)", "ii)", "3)" at the start of lines, which lawyers cite and Markdown knows nothing of.

Paragraphs and lines that begin with labels in sequence become a list whose labels are kept to the letter.
In: the parser's block tokens. Out: the same with ``clause_list_open``/``clause_open`` where there were labels.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_LABEL = re.compile(
    r"(?P<label>\((?:[a-z]{1,2}|[A-Z]|[ivxl]{1,6}|\d{1,3})\)|(?:[a-z]|[ivxl]{1,5})\))[ \t\u00a0]+(?=\S)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def _roman(letters: str) -> int:
    total = 0
    for letter, following in zip(letters, letters[1:] + " ", strict=True):
        value = _ROMAN[letter]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total


def _ranks(label: str) -> set[tuple[str, int]]:
    """The ways to read a label: kind and rank. "(i)" is both the ninth letter and the first Roman number."""
    bare = label.strip("()")
    style = "(" if label.startswith("(") else ")"
    if bare.isdigit():
        return {(style + "1", int(bare))}
    ranks = set()
    if len(bare) == 1 or len(set(bare)) == 1:
        kind = "A" if bare.isupper() else "a"
        ranks.add((style + kind, ord(bare[0].lower()) - 96 + 26 * (len(bare) - 1)))
    if not bare.isupper() and set(bare) <= set(_ROMAN):
        ranks.add((style + "i", _roman(bare)))
    return ranks


@dataclass(slots=True)
class _Piece:
    """Lines of one paragraph that belong together: a label with its words, or words before any label."""

    label: str
    text: str
    line: int


def _pieces(paragraph: Token) -> list[_Piece]:
    first = paragraph.map[0] if paragraph.map else 0
    pieces: list[_Piece] = []
    for number, line in enumerate(paragraph.content.split("\n")):
        found = _LABEL.match(line.lstrip())
        if found:
            pieces.append(_Piece(found["label"], line.lstrip()[found.end() :], first + number))
        elif pieces:
            pieces[-1].text += "\n" + line
        else:
            pieces.append(_Piece("", line, first + number))
    return pieces


def _ways(labels: list[str], step: int = 0, ways: frozenset[str] | None = None) -> frozenset[str]:
    """The kinds in which ``labels`` go on by ones behind ``step`` others, read in ``ways``: (a) (b) (c)."""
    for rank, label in enumerate(labels, start=step + 1):
        kinds = frozenset(kind for kind, number in _ranks(label) if number == rank)
        ways = kinds if ways is None else ways & kinds
    return ways or frozenset()


def core_rule(state: StateCore) -> None:
    """Turns runs of labelled paragraphs into clause lists. A lone "(b) of the Act" at a line's start stays text."""
    tokens, made, index = state.tokens, [], 0
    while index < len(tokens):
        run: list[tuple[Token, list[_Piece]]] = []
        at, step, ways = index, 0, None
        while _is_paragraph(tokens, at):
            pieces = _pieces(tokens[at + 1])
            labels = [piece.label for piece in pieces if piece.label]
            further = _ways(labels, step, ways)
            if not pieces[-1].label or (run and not pieces[0].label) or not further:
                break  # the longest sequence is the list; what comes behind may begin another
            run.append((tokens[at], pieces))
            at, step, ways = at + 3, step + len(labels), further
        if step > 1:
            made += _clauses(run)
            index = at
        else:
            made.append(tokens[index])
            index += 1
    state.tokens = made


def _is_paragraph(tokens: list[Token], at: int) -> bool:
    return at + 2 < len(tokens) and tokens[at].type == "paragraph_open" and tokens[at + 1].type == "inline"


def _clauses(run: list[tuple[Token, list[_Piece]]]) -> list[Token]:
    level = run[0][0].level
    lead = [piece for piece in run[0][1] if not piece.label]
    made: list[Token] = []
    for piece in lead:
        made.append(Token("paragraph_open", "p", 1, map=[piece.line, piece.line + 1], level=level, block=True))
        made.append(_inline(piece, level + 1))
        made.append(Token("paragraph_close", "p", -1, level=level, block=True))
    made.append(Token("clause_list_open", "ol", 1, level=level, block=True))
    for _, pieces in run:
        for piece in pieces:
            if piece.label:
                made.append(Token("clause_open", "li", 1, level=level + 1, info=piece.label, block=True))
                made.append(_inline(piece, level + 2))
                made.append(Token("clause_close", "li", -1, level=level + 1, block=True))
    made.append(Token("clause_list_close", "ol", -1, level=level, block=True))
    return made


def _inline(piece: _Piece, level: int) -> Token:
    end = piece.line + piece.text.count("\n") + 1
    return Token(
        "inline", "", 0, map=[piece.line, end], level=level, content=piece.text.rstrip(), children=[], block=True
    )
