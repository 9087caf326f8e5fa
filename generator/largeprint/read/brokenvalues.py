"""Values that YAML does not take: a tab, a quotation or bracket that is not closed, a sign that none can begin with."""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from largeprint.read.yamlerror import Broken, Error, put_in_quotes, short

_SIGN = re.compile(r"found character '(?:.|\\.)' that cannot start any token")

_SCANNED = re.compile(r"while scanning (?:an alias|an anchor|a directive|a tag|a block scalar)|while parsing a tag")

_CLOSING = {"[": "]", "{": "}"}


def _tab(error: Error) -> Broken | None:
    at = error.mark.column
    if not _SIGN.match(error.problem) or error.line[at : at + 1] != "\t":
        return None
    if error.line[:at].strip():
        return Broken(error.mark.line, at, "A tab stands here.", "Put a blank in its place.")
    message = "A tab stands before this line, where YAML takes blanks alone."
    return Broken(error.mark.line, at, message, "Put blanks in its place, two for each level.")


def _quotation(error: Error) -> Broken | None:
    """A quotation that is never closed, or holds a backslash that it cannot."""
    at = error.context_mark
    if error.context == "while scanning a quoted scalar":
        mark = error.text[at.index]
        return Broken(
            at.line,
            at.column,
            "The quotation that opens here is never closed.",
            f"Close it where its words end: {mark}",
        )
    if error.context == "while scanning a double-quoted scalar":
        column = max(error.line.rfind("\\", 0, error.mark.column + 1), 0)
        message = (
            f'"{error.line[column : column + 2]}" stands for no sign: a backslash between " and " begins an escape.'
        )
        return Broken(error.mark.line, column, message, "Write the backslash twice, or put the value between ' and '")
    return None


def _sign(error: Error) -> Broken | None:
    """A sign that no value can begin with."""
    mark = error.mark
    if _SCANNED.match(error.context):
        mark = error.context_mark
    elif error.problem == "sequence entries are not allowed here":
        words = error.line[mark.column + 1 :].strip()
        todo = f'Begin it on the next line: "  - {short(words)}", or put words that begin so between quotation marks.'
        return Broken(mark.line, mark.column, "A list cannot begin on the line of its key.", todo)
    elif not (
        _SIGN.match(error.problem)
        or error.problem == "mapping keys are not allowed here"
        or (_is_stray(error) and error.text[mark.index : mark.index + 1] in ("]", "}", ","))
    ):
        return None
    line, sign = error.lines[mark.line], error.text[mark.index : mark.index + 1]
    if not sign.strip():
        return None
    if not line[: mark.column].strip():
        message = f'A line cannot begin with "{sign}".'
        return Broken(mark.line, mark.column, message, "Take it out, or write a key before it.")
    inside = bool(error.brackets()[0])
    todo = put_in_quotes("" if inside else line[mark.column :])
    return Broken(mark.line, mark.column, f'A value cannot begin with "{sign}".', todo)


def _is_stray(error: Error) -> bool:
    """Whether something stands where a value, or a line, was to begin."""
    if error.problem.startswith("expected <block end>"):
        return not error.line[: error.mark.column].strip()
    return error.problem.startswith("expected the node content")


def _bracket(error: Error) -> Broken | None:
    """A bracket that is never closed, or a comma that is missing in one."""
    opened, _ = error.brackets()
    for token in reversed(opened):
        at, sign = token.start_mark, error.text[token.start_mark.index]
        if not _is_closed(error.text, at.index):
            todo = f'Close it with "{_CLOSING[sign]}". Words that begin with a bracket go between quotation marks.'
            return Broken(at.line, at.column, "The bracket that opens here is never closed.", todo)
    if not opened or not error.problem.startswith("expected ',' or"):
        return None
    column = error.mark.column
    if error.line[column : column + 1] == ":":
        column = error.line.rfind(" ", 0, column) + 1
    word = re.match(r"[\"']?([^\s,:\"'\[\]{}]*)", error.line[column:])
    message = f'A comma is missing before "{word[1]}".' if word and word[1] else "A comma is missing here."
    return Broken(error.mark.line, column, message, 'Part the entries: "[a, b]", "{a: b, c: d}".')


def _is_closed(text: str, start: int) -> bool:
    """Whether the bracket at ``start`` is closed by its like. Quotations in it hold no brackets."""
    expected: list[str] = []
    for found in re.finditer(r"\"(?:[^\"\\\n]|\\.)*\"|(?<=[\s\[{,:])'[^'\n]*'|[\[\]{}]", text[start:]):
        sign = found[0]
        if sign in _CLOSING:
            expected.append(_CLOSING[sign])
        elif sign in ("]", "}"):
            if sign != expected.pop():
                return False
            if not expected:
                return True
    return False


def _behind(error: Error) -> Broken | None:
    """Words behind a quotation or bracket that is closed already."""
    last = error.last
    if last is None or last.end_mark.line != error.mark.line or error.brackets()[0]:
        return None
    if isinstance(last, yaml.ScalarToken) and last.style not in ("'", '"'):
        return None
    token = last if isinstance(last, yaml.ScalarToken) else error.brackets()[1]
    at, kind = token.start_mark, "quotation" if token is last else "bracket"
    if at.line != last.end_mark.line:
        message = f"The {kind} that opens here is not closed before the next one."
        return Broken(at.line, at.column, message, "Close it where its own words end.")
    whole, rest = error.line[at.column :].strip(), error.line[last.end_mark.column :].strip()
    mark = error.text[at.index]
    if kind == "quotation" and mark in rest:
        whole = whole[1:].removesuffix(mark)
    message = f"The {kind} that opens here is closed before these words: {short(rest)}."
    return Broken(at.line, at.column, message, put_in_quotes(whole))


LOOKS: tuple[Callable[[Error], Broken | None], ...] = (_tab, _quotation, _sign, _bracket, _behind)
"""What is looked for, the most certain first."""
