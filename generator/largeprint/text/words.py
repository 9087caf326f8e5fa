"""What a reader reads in a piece of HTML: its words, and the marks that its digest is made of.

In: sanitised HTML (well formed, as the sanitiser leaves it). Out: plain text, words, marks, ids.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "address article blockquote caption col colgroup dd details div dl dt figcaption figure hr li ol p pre section "
    "summary table tbody td tfoot th thead tr ul".split()
)
_SILENT = frozenset(["div", "section", "article", "tbody", "colgroup", "col"])
"""Blocks that group and say nothing themselves; those we put in, or a host puts in, must not change a digest."""

_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f])"
)
"""Characters of scripts that write no blank between words (Thai, Lao, Burmese, Khmer, kana, Han)."""


def split_words(text: str) -> list[str]:
    """The words of ``text`` in NFC. A character of a script without blanks is a word of its own, so that a
    line broken between two of them changes nothing."""
    return _UNSPACED.sub(r" \1 ", unicodedata.normalize("NFC", text)).split()


@dataclass(slots=True)
class Reading:
    """What was read: ``text`` with blocks parted by line breaks, ``marks`` for the digest, ``ids`` in order."""

    text: str = ""
    marks: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.reading = Reading()
        self.pieces: list[str] = []
        self.run: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if values.get("id"):
            self.reading.ids.append(values["id"])
        if tag in _BLOCKS:
            self.flush()
            if tag not in _SILENT:
                self.reading.marks.append(f"<{tag}>")
        elif tag == "br":
            self.run.append("\n")
        elif tag == "img":
            self.run.append(f" {values.get('alt', '')} ")
            self.flush(block=False)
            self.reading.marks.append(f"img:{values.get('src', '')}")
        elif tag == "a" and values.get("href"):
            self.flush(block=False)
            self.reading.marks.append(f"a:{values['href']}")
            self.reading.links.append(values["href"])

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
            if tag not in _SILENT:
                self.reading.marks.append(f"</{tag}>")
        elif tag == "a":
            self.flush(block=False)
            self.reading.marks.append("/a")

    def handle_data(self, data: str) -> None:
        self.run.append(data)

    def flush(self, block: bool = True) -> None:
        """Ends a run of words: at a block in the text too, at a link only in the marks."""
        text = "".join(self.run)
        self.run.clear()
        self.reading.marks += split_words(text)
        self.pieces.append(text)
        if block:
            self.pieces.append("\n")


def read_html(html: str) -> Reading:
    """Reads a piece of sanitised HTML."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    parser.flush()
    lines = (" ".join(line.split()) for line in "".join(parser.pieces).split("\n"))
    parser.reading.text = "\n".join(line for line in lines if line)
    return parser.reading
