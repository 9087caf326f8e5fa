"""Blocks that were meant as something else than Markdown takes them for: a heading, a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from largeprint.model.source import Place
from largeprint.read.prose import ProseReader

_HEADING = re.compile(r"\s*#{1,6}\s+\S")


def blocks_of(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The top-level blocks of a run of tokens, each with all that is in it."""
    block: list[Token] = []
    depth = 0
    for token in tokens:
        block.append(token)
        depth += token.nesting
        if depth == 0:
            yield block
            block = []
    if block:
        yield block


def look_at(reader: ProseReader, block: Sequence[Token]) -> None:
    """Faults of a top-level block: a heading with another sign, a table without its second row."""
    if block[0].type != "paragraph_open":
        return
    number = block[0].map[0] if block[0].map else 0
    for row, line in enumerate(block[1].content.split("\n")):
        if line.startswith("＃") and _HEADING.match(line.replace("＃", "#")):
            message = 'This looks like a heading, and is words, since "＃" is another sign than "#".'
            reader.fault("structure-invalid", Place(reader.path, number + row + 1), message, 'Write "#".')
        elif line.startswith("|") and line.count("|") > 1:
            message = "This looks like a table, and is shown as words."
            todo = 'Write a second row "| --- | --- |" with as many columns as the first, and no blank line inside.'
            reader.fault("structure-invalid", Place(reader.path, number + row + 1), message, todo)
            break
