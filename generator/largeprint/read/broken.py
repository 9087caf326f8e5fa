"""What broke a text of settings, in plain words: the place that the author has to change, and how.

In: the text and the parser's error, whose words and place are for programmers. Out: one ``Broken``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from largeprint.read import brokenlines, brokenvalues
from largeprint.read.yamlerror import Broken, Error, lines_of


def broken(text: str, error: yaml.MarkedYAMLError) -> Broken:
    """What to say of ``error``, which the parser raised over ``text``."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Broken(0, 0, "This is not YAML that can be read.", 'Write "key: value", one a line.')
    tokens = [token for token in _tokens(text) if token.start_mark.index < mark.index]
    problem, context = str(error.problem), str(error.context or "")
    found = Error(text, lines_of(text), problem, context, mark, error.context_mark or mark, tokens)
    for look in (*brokenvalues.LOOKS, *brokenlines.LOOKS):
        told = look(found)
        if told:
            return told
    message = "From here on this is not YAML that can be read."
    return Broken(mark.line, mark.column, message, 'Write "key: value", one a line.')


def _tokens(text: str) -> Iterator[Any]:
    try:
        yield from yaml.scan(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return
