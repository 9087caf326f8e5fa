"""A rendered fragment as blocks of words: what two texts are compared by, and what a redline is written from.

In: sanitised HTML. Out: paragraphs, items, rows of tables, each with its words, and where these lead.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from largeprint.text.words import TAG, attributes_of, split_words

_LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd pre caption figcaption summary blockquote td th".split())
_CELLS = frozenset(["td", "th"])
_LISTS = frozenset(["ul", "ol", "dl", "blockquote"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a mark of punctuation. ``glued``: no blank before it; ``href``: where it leads."""

    text: str
    glued: bool = False
    href: str = ""


Words = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph ("p"), an item ("li"), a row of a table ("tr"), and so on, with the words of each of its cells.

    Only a row has more than one cell. ``depth`` counts the lists and quotations around it.
    """

    kind: str
    depth: int
    cells: tuple[Words, ...]


def words_of(text: str, href: str = "", glued: bool = False) -> Iterator[Word]:
    """The words of a run of plain text; ``glued`` says whether the first one hangs on what stands before."""
    for index, part in enumerate(text.split()):
        for number, piece in enumerate(_pieces(part)):
            yield Word(piece, number > 0 or (index == 0 and glued), href)


def _pieces(part: str) -> Iterator[str]:
    """A word without blanks parted from the punctuation around it; signs of scripts without blanks one by one."""
    for word in split_words(part):
        start, end = 0, len(word)
        while start < end and _is_mark(word[start]):
            start += 1
        while end > start and _is_mark(word[end - 1]):
            end -= 1
        yield from (*word[:start], *([word[start:end]] if end > start else ()), *word[end:])


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("P")


@dataclass(slots=True)
class _Reader:
    found: list[Block] = field(default_factory=list)
    cells: list[Words] = field(default_factory=list)
    run: list[Word] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    href: str = ""
    glued: bool = False
    in_row: bool = False

    def words(self, text: str) -> None:
        if not text:
            return
        more = list(words_of(text, self.href, glued=self.glued and not text[0].isspace()))
        self.run += more
        self.glued = (bool(more) or self.glued) and not text[-1].isspace()

    def flush(self) -> None:
        if self.in_row:
            return
        if self.run:
            leaf = next((kind for kind in reversed(self.kinds) if kind in _LEAVES), "p")
            depth = sum(kind in _LISTS for kind in self.kinds)
            self.found.append(Block(leaf, depth, (tuple(self.run),)))
        self.run, self.glued = [], False

    def open(self, tag: str, values: dict[str, str]) -> None:
        if tag == "tr":
            self.flush()
            self.in_row, self.cells = True, []
        elif tag in _CELLS and self.in_row:
            self.run, self.glued = [], False
        elif tag in _LEAVES or tag in _LISTS or tag == "table":
            self.flush()
            self.kinds.append(tag)
        elif tag == "br":
            self.glued = False
        elif tag == "hr":
            self.flush()
            self.found.append(Block("hr", 0, ((),)))
        elif tag == "img":
            self.run.append(Word(values.get("alt", ""), self.glued, f"img:{values.get('src', '')}"))
        elif tag == "a":
            self.href = values.get("href", "")

    def close(self, tag: str) -> None:
        if tag == "tr":
            self.in_row, self.run, self.glued = False, [], False
            if any(self.cells):
                self.found.append(Block("tr", 0, tuple(self.cells)))
        elif tag in _CELLS and self.in_row:
            self.cells.append(tuple(self.run))
            self.run, self.glued = [], False
        elif tag in _LEAVES or tag in _LISTS or tag == "table":
            self.flush()
            if tag in self.kinds:
                del self.kinds[len(self.kinds) - 1 - self.kinds[::-1].index(tag) :]
        elif tag == "a":
            self.href = ""


def blocks_of(html: str) -> tuple[Block, ...]:
    """The blocks of a sanitised piece of HTML, in order; one without any word is left out."""
    reader = _Reader()
    words, *pieces = TAG.split(html)
    reader.words(unescape(words))
    for end, tag, attributes, words in zip(*(iter(pieces),) * 4, strict=True):
        if end:
            reader.close(tag)
        else:
            reader.open(tag, attributes_of(attributes))
        reader.words(unescape(words))
    reader.flush()
    return tuple(reader.found)


def plain(words: Words) -> str:
    """Words as text, with a blank between those that have one."""
    return "".join(word.text if word.glued or not index else f" {word.text}" for index, word in enumerate(words))
