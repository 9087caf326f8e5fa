"""Lines that YAML does not take: a colon or hyphen without its blank, a column in which none can begin, no key."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import yaml

from largeprint.read.yamlerror import Broken, Error, put_in_quotes, short

_KEY = re.compile(r"(?P<before>\s*(?:- +)*)(?P<key>[^\W\d][\w.-]*)(?P<colon>:(?![\s/]|$)|[：﹕]\s*)(?P<value>.*)")
"""A line that was meant as a key and its value: no blank behind the colon, or another colon."""

_BESIDE = re.compile(r"(?P<before>\s*)-(?P<words>[^\s-].*)")
"""A line that was meant as an item of a list: no blank behind its hyphen."""


def colon_missed(line: str, number: int) -> Broken | None:
    """What is wrong with the colon of a line that was meant as a key and its value; None where nothing is."""
    found = _KEY.match(line)
    if not found:
        return None
    todo = f'Write "{short(found["key"] + ": " + found["value"].rstrip())}".'
    if found["colon"] == ":":
        message = f'A blank is missing behind the colon of "{found["key"]}".'
        return Broken(number, found.start("value"), message, todo, ("", " "))
    message = f'The colon behind "{found["key"]}" is another sign than ":".'
    return Broken(number, found.start("colon"), message, todo, (found["colon"], ": "))


def _colon(error: Error) -> Broken | None:
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
    todo = f'Write "- {short(beside["words"].strip())}".'
    return Broken(number, beside.start("words"), "A blank is missing behind the hyphen.", todo, ("", " "))


def _depth(error: Error) -> Broken | None:
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


def _line(error: Error) -> Broken | None:
    """A value with a second colon in it, a line with none, or one with nothing before it."""
    if error.problem == "mapping values are not allowed here":
        last = error.last
        if not isinstance(last, yaml.ScalarToken):
            return None
        at = last.start_mark
        value = error.lines[at.line][at.column :] if at.line == error.mark.line else ""
        message = "A colon with a blank behind it stands inside this value."
        return Broken(at.line, at.column, message, put_in_quotes(value))
    if error.problem == "could not find expected ':'":
        at = error.context_mark
        todo = 'Write "key: value". Where it goes on from the line above, put two blanks before it.'
        return Broken(at.line, at.column, "This line has no key.", todo)
    if error.problem == "expected <block end>, but found ':'":
        message = "No key stands before this colon."
        return Broken(error.mark.line, error.mark.column, message, 'Write "key: value".')
    return None


LOOKS: tuple[Callable[[Error], Broken | None], ...] = (_colon, _depth, _line)
"""What is looked for, the most certain first."""
