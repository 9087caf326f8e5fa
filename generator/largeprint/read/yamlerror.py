"""The parser's error over a text of settings, with what stood before it; and what is said of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

_SHORT = 60
"""Up to so many characters a value is shown as it has to be written."""


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
class Error:
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


def lines_of(text: str) -> list[str]:
    """The lines of a text as the parser counts them, and an empty one behind the last."""
    return [*re.split("[\n\x85\u2028\u2029]", text), ""]


def short(words: str) -> str:
    return words if len(words) <= _SHORT else words[:_SHORT].rstrip() + " …"


def _quoted(words: str) -> str:
    """``words`` as YAML takes them whatever they hold."""
    return f'"{words}"' if '"' not in words and "\\" not in words else "'" + words.replace("'", "''") + "'"


def put_in_quotes(words: str) -> str:
    words = words.strip()
    if not words or len(words) > _SHORT:
        return "Put the whole value between quotation marks."
    return f"Put the whole value between quotation marks: {_quoted(words)}"
