"""Exact words inside a piece of HTML: found whatever tags stand between them, and marked without changing a word.

Marks are tags and attributes only. What a reader reads, copies or searches stays as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from largeprint.text.words import split_words

_TAG = re.compile(r'(<(?:[^"<>]|"[^"]*")*>)')
_CHARACTER = re.compile(r"&[#\w]+;|.", re.DOTALL)
_PARTS = re.compile(r"</?(?:address|blockquote|br|caption|d[dlt]|div|fig\w+|h\d|hr|li|[ou]l|p|pre|t[a-z]+)\b")
"""Tags that part words: what stands before and behind them is not one word."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark: the id that their place gets, and the id that the sign behind them leads back to."""

    words: str
    id: str
    back: str


class _Html:
    """A piece of HTML as the characters that are read, each with its place; and what is to be put in where."""

    def __init__(self, html: str) -> None:
        self.pieces = _TAG.split(html)
        self._puts: list[tuple[int, int, int, str]] = []
        self.places: list[tuple[int, int, int]] = []
        """For each character its piece, start and end there; (-1, 0, 0) between blocks."""
        self.text = "".join(self._read())

    def _read(self) -> Iterable[str]:
        for number, piece in enumerate(self.pieces):
            if number % 2:
                if _PARTS.match(piece):
                    self.places.append((-1, 0, 0))
                    yield "\n"
                continue
            for found in _CHARACTER.finditer(piece):
                for character in unescape(found[0]):
                    self.places.append((number, found.start(), found.end()))
                    yield character

    def find(self, words: str, start: int = 0) -> tuple[int, int] | None:
        """Where ``words`` stand from ``start`` on, whatever blanks and tags are between them."""
        wanted = split_words(words)
        found = re.compile(r"\s*".join(map(re.escape, wanted))).search(self.text, start) if wanted else None
        return found.span() if found else None

    def put(self, piece: int, at: int, tag: str) -> None:
        """Has ``tag`` put into a piece, behind what was put there before."""
        self._puts.append((piece, at, len(self._puts), tag))

    def whole(self) -> str:
        """The HTML with everything put in."""
        for piece, at, _, tag in sorted(self._puts, reverse=True):
            self.pieces[piece] = self.pieces[piece][:at] + tag + self.pieces[piece][at:]
        return "".join(self.pieces)

    def in_link(self, number: int) -> bool:
        """Whether a piece stands inside a link."""
        tags = self.pieces[1:number:2]
        return len([tag for tag in tags if tag.startswith("<a ")]) > tags.count("</a>")


def marked(html: str, marks: Iterable[Mark]) -> tuple[str, set[str]]:
    """``html`` with each mark's words, up to a tag, in ``<span id>`` and a link back behind them; the ids put in.

    Words that are partly marked already get a place to land on at their beginning, and no more.
    """
    read = _Html(html)
    taken: list[tuple[int, int]] = []
    placed: set[str] = set()
    for mark in marks:
        span = read.find(mark.words)
        if span is None or mark.id in placed:
            continue
        placed.add(mark.id)
        if any(span[0] < end and start < span[1] for start, end in taken):
            number, at, _ = read.places[span[0]]
            read.put(number, at, f'<span id="{mark.id}"></span>')
        else:
            taken.append(span)
            _wrap(read, [place for place in read.places[span[0] : span[1]] if place[0] >= 0], mark)
    return read.whole(), placed


def numbered(html: str, numbers: Iterable[tuple[str, int]]) -> str:
    """``html`` with the number of a sentence behind its words, as an attribute: ``<span class="lp-n" data-n="1">``."""
    read, start = _Html(html), 0
    for words, number in numbers:
        span = read.find(words, start)
        if span:
            start = span[1]
            piece, _, end = read.places[span[1] - 1]
            read.put(piece, end, f'<span class="lp-n" data-n="{number}"></span>')
    return read.whole()


def _wrap(read: _Html, places: list[tuple[int, int, int]], mark: Mark) -> None:
    """Wraps the characters at ``places`` as far as the first piece goes: a span must not reach over a tag."""
    (first, start, _), (last, _, end) = places[0], places[-1]
    read.put(first, start, f'<span id="{mark.id}">')
    read.put(first, max(stop for number, _, stop in places if number == first), "</span>")
    if not read.in_link(last):
        read.put(last, end, _SIGN.format(mark.back))


_SIGN = (
    '<a class="lp-ref" href="#{}" aria-labelledby="lp-back"><svg class="lp-i" aria-hidden="true">'
    '<use href="#lp-i-back"/></svg></a>'
)
