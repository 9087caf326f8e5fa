"""What broke a text of settings, in plain words: the place that the author has to change, and how.

In: the text and the parser's error, whose words and place are for programmers. Out: one ``Broken``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

_SHORT = 60
"""Up to so many characters a value is shown as it has to be written."""

_KEY = re.compile(r"(?P<before>\s*(?:- +)*)(?P<key>[^\W\d][\w.-]*)(?P<colon>:(?![\s/]|$)|[：﹕]\s*)(?P<value>.*)")
"""A line that was meant as a key and its value: no blank behind the colon, or another colon."""

_BESIDE = re.compile(r"(?P<before>\s*)-(?P<words>[^\s-].*)")
"""A line that was meant as an item of a list: no blank behind its hyphen."""

_SIGN = re.compile(r"found character '(?:.|\\.)' that cannot start any token")

_SCANNED = re.compile(r"while scanning (?:an alias|an anchor|a directive|a tag|a block scalar)|while parsing a tag")

_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class Broken:
    """``line`` and ``column`` count from 0, in the text; the rest is as in a fault."""

    line: int
    column: int
    message: str
    todo: str
    mend: tuple[str, str] | None = None
    """What stands there, and what would be whole."""


@dataclass(frozen=True, slots=True)
class _Error:
    """The parser's error with what stood before it."""

    text: str
    lines: list[str]
    problem: str
    context: str
    mark: Any
    context_mark: Any
    tokens: list[Any]
    """The tokens that begin before the error."""

    @property
    def line(self) -> str:
        return self.lines[int(self.mark.line)]

    @property
    def last(self) -> Any:
        """The last word, quotation or bracket before the error; None where there is none."""
        kinds = (yaml.ScalarToken, yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)
        return next((token for token in reversed(self.tokens) if isinstance(token, kinds)), None)

    def brackets(self) -> tuple[list[Any], Any]:
        """The brackets that are open at the error, and the last one that was opened and closed again."""
        opened: list[Any] = []
        closed = None
        for token in self.tokens:
            if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                opened.append(token)
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and opened:
                closed = opened.pop()
        return opened, closed


def broken(text: str, error: yaml.MarkedYAMLError) -> Broken:
    """What to say of ``error``, which the parser raised over ``text``."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Broken(0, 0, "This is not YAML that can be read.", 'Write "key: value", one a line.')
    tokens = [token for token in _tokens(text) if token.start_mark.index < mark.index]
    problem, context = str(error.problem), str(error.context or "")
    found = _Error(text, lines_of(text), problem, context, mark, error.context_mark or mark, tokens)
    for look in _LOOKS:
        told = look(found)
        if told:
            return told
    message = "From here on this is not YAML that can be read."
    return Broken(mark.line, mark.column, message, 'Write "key: value", one a line.')


def lines_of(text: str) -> list[str]:
    """The lines of a text as the parser counts them, and an empty one behind the last."""
    return [*re.split("[\n\x85\u2028\u2029]", text), ""]


def colon_missed(line: str, number: int) -> Broken | None:
    """What is wrong with the colon of a line that was meant as a key and its value; None where nothing is."""
    found = _KEY.match(line)
    if not found:
        return None
    todo = f'Write "{_short(found["key"] + ": " + found["value"].rstrip())}".'
    if found["colon"] == ":":
        message = f'A blank is missing behind the colon of "{found["key"]}".'
        return Broken(number, found.start("value"), message, todo, ("", " "))
    message = f'The colon behind "{found["key"]}" is another sign than ":".'
    return Broken(number, found.start("colon"), message, todo, (found["colon"], ": "))


def _tokens(text: str) -> Iterator[Any]:
    try:
        yield from yaml.scan(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return


def _quoted(words: str) -> str:
    """``words`` as YAML takes them whatever they hold."""
    return f'"{words}"' if '"' not in words and "\\" not in words else "'" + words.replace("'", "''") + "'"


def _short(words: str) -> str:
    return words if len(words) <= _SHORT else words[:_SHORT].rstrip() + " …"


def _put_in_quotes(words: str) -> str:
    words = words.strip()
    if not words or len(words) > _SHORT:
        return "Put the whole value between quotation marks."
    return f"Put the whole value between quotation marks: {_quoted(words)}"


def _tab(error: _Error) -> Broken | None:
    at = error.mark.column
    if not _SIGN.match(error.problem) or error.line[at : at + 1] != "\t":
        return None
    if error.line[:at].strip():
        return Broken(error.mark.line, at, "A tab stands here.", "Put a blank in its place.")
    message = "A tab stands before this line, where YAML takes blanks alone."
    return Broken(error.mark.line, at, message, "Put blanks in its place, two for each level.")


def _quotation(error: _Error) -> Broken | None:
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


def _sign(error: _Error) -> Broken | None:
    """A sign that no value can begin with."""
    mark = error.mark
    if _SCANNED.match(error.context):
        mark = error.context_mark
    elif error.problem == "sequence entries are not allowed here":
        words = error.line[mark.column + 1 :].strip()
        todo = f'Begin it on the next line: "  - {_short(words)}", or put words that begin so between quotation marks.'
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
    todo = _put_in_quotes("" if inside else line[mark.column :])
    return Broken(mark.line, mark.column, f'A value cannot begin with "{sign}".', todo)


def _is_stray(error: _Error) -> bool:
    """Whether something stands where a value, or a line, was to begin."""
    if error.problem.startswith("expected <block end>"):
        return not error.line[: error.mark.column].strip()
    return error.problem.startswith("expected the node content")


def _bracket(error: _Error) -> Broken | None:
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


def _behind(error: _Error) -> Broken | None:
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
    message = f"The {kind} that opens here is closed before these words: {_short(rest)}."
    return Broken(at.line, at.column, message, _put_in_quotes(whole))


def _colon(error: _Error) -> Broken | None:
    """A colon with no blank behind it, another sign for one, or a hyphen with no blank behind it."""
    if error.problem == "could not find expected ':'":
        number = error.context_mark.line
    elif error.problem == "mapping values are not allowed here" and isinstance(error.last, yaml.ScalarToken):
        number = error.last.start_mark.line
        if number == error.mark.line:
            return None
    else:
        return None
    found = colon_missed(error.lines[number], number)
    beside = _BESIDE.match(error.lines[number])
    if found or not beside:
        return found
    todo = f'Write "- {_short(beside["words"].strip())}".'
    return Broken(number, beside.start("words"), "A blank is missing behind the hyphen.", todo, ("", " "))


def _depth(error: _Error) -> Broken | None:
    """A line that begins in a column in which it cannot."""
    line, number = error.line, error.mark.line
    column = len(line) - len(line.lstrip(" "))
    if error.problem == "mapping values are not allowed here":
        last = error.last
        spread = isinstance(last, yaml.ScalarToken) and last.start_mark.line < number
        if not spread or not re.fullmatch(r"\s*[\w.-]+", line[: error.mark.column]):
            return None
        message = "This line stands deeper than the one above it, and is taken for more of its words."
        return Broken(number, column, message, _with_blanks(_start(error.lines[last.start_mark.line])))
    if error.problem.startswith("expected '<document start>'"):
        first = next((t.start_mark for t in error.tokens if isinstance(t, yaml.ScalarToken)), None)
        if first is None or first.column <= column:
            return None
        message = "This line begins behind blanks, and those below it do not."
        return Broken(first.line, 0, message, "Take the blanks before it out.")
    if not error.problem.startswith("expected <block end>, but found"):
        return None
    if error.problem.endswith("'-'"):
        message = "An item of a list stands here, and no key of a list above it."
        return Broken(number, column, message, 'Write the key on a line before it, such as "policies:".')
    if error.problem.endswith("start>'"):
        message = "This line begins in a column in which nothing above it begins."
        wanted = min(_columns(error.lines[:number], line), key=lambda start: (abs(start - column), -start))
        todo = f"{_with_blanks(wanted)} Lines that belong together begin in one column."
        return Broken(number, column, message, todo)
    return None


def _start(line: str) -> int:
    """The column in which the key of a line begins, behind its hyphen."""
    found = re.match(r"\s*(?:- +)*", line)
    return found.end() if found else 0


def _columns(above: Sequence[str], line: str) -> set[int]:
    """The columns in which the like of ``line`` begins above it: items of lists, or keys."""
    if line.lstrip().startswith("- "):
        return {len(each) - len(each.lstrip()) for each in above if each.lstrip().startswith("- ")} or {0}
    return {_start(each) for each in above if re.match(r"\s*(?:- +)*[^\s#:-][^:]*:(?:\s|$)", each)} or {0}


def _with_blanks(number: int) -> str:
    if number == 0:
        return "Take the blanks before it out."
    return f"Put {number} {'blank' if number == 1 else 'blanks'} before it."


def _line(error: _Error) -> Broken | None:
    """A value with a second colon in it, a line with none, or one with nothing before it."""
    if error.problem == "mapping values are not allowed here":
        last = error.last
        if not isinstance(last, yaml.ScalarToken):
            return None
        at = last.start_mark
        value = error.lines[at.line][at.column :] if at.line == error.mark.line else ""
        message = "A colon with a blank behind it stands inside this value."
        return Broken(at.line, at.column, message, _put_in_quotes(value))
    if error.problem == "could not find expected ':'":
        at = error.context_mark
        todo = 'Write "key: value". Where it goes on from the line above, put two blanks before it.'
        return Broken(at.line, at.column, "This line has no key.", todo)
    if error.problem == "expected <block end>, but found ':'":
        message = "No key stands before this colon."
        return Broken(error.mark.line, error.mark.column, message, 'Write "key: value".')
    return None


_LOOKS: tuple[Callable[[_Error], Broken | None], ...] = (
    _tab,
    _quotation,
    _sign,
    _bracket,
    _behind,
    _colon,
    _depth,
    _line,
)
"""What is looked for, the most certain first."""
