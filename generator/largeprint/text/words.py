"""What a reader reads in a piece of HTML: its words, and the marks that its digest is made of.

In: sanitised HTML (well formed, as the sanitiser leaves it). Out: plain text, words, marks, ids.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html import unescape
from sys import intern

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
    if text.isascii():  # most runs are, and nothing below would change them
        return text.split()
    return _UNSPACED.sub(r" \1 ", unicodedata.normalize("NFC", text)).split()


@dataclass(slots=True)
class Reading:
    """What was read: ``text`` with blocks parted by line breaks, ``marks`` for the digest, ``ids`` in order."""

    text: str = ""
    marks: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [^\s"=<>]+="[^"]*")*)>')
_ATTRIBUTE = re.compile(r' ([^\s"=<>]+)="([^"]*)"')
"""The sanitiser writes tags in one form only, so that no HTML parser is needed to read them once more."""


class _Reader:
    """Reads tags and words in turn. ``run`` is the run of words that is being read, not yet in ``reading``."""

    def __init__(self) -> None:
        self.reading = Reading()
        self.pieces: list[str] = []
        self.run: list[str] = []

    def read(self, words: str) -> None:
        """What stands between two tags. Raises ``ValueError`` for a tag that was not seen as one."""
        if "<" in words:
            raise ValueError(f"This was not sanitised: {words[words.index('<') :][:80]}")
        if words == "\n" and not self.run:  # between two blocks
            self.pieces.append(" ")
        else:  # a line end in the source is a blank; only a tag parts lines
            self.run.append((unescape(words) if "&" in words else words).replace("\n", " "))

    def open(self, tag: str, values: dict[str, str]) -> None:
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

    def close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.flush()
            if tag not in _SILENT:
                self.reading.marks.append(f"</{tag}>")
        elif tag == "a":
            self.flush(block=False)
            self.reading.marks.append("/a")

    def flush(self, block: bool = True) -> None:
        """Ends a run of words: at a block in the text too, at a link only in the marks."""
        if self.run:
            text = self.run[0] if len(self.run) == 1 else "".join(self.run)
            self.run.clear()
            self.reading.marks += map(intern, split_words(text))  # the words of a site are few, and it holds all marks
            self.pieces.append(text)
        if block:
            self.pieces.append("\n")


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag, as ``TAG`` finds them."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(written)} if written else {}


def read_html(html: str) -> Reading:
    """Reads a piece of sanitised HTML. Raises ``ValueError`` for what the sanitiser would not have written."""
    if "<" not in html:  # a heading, a cell
        text = unescape(html)
        return Reading(" ".join(text.split()), split_words(text))
    reader = _Reader()
    words, *pieces = TAG.split(html)  # words, then for each tag: its slash, its name, its attributes, the words behind
    reader.read(words)
    for end, tag, attributes, words in zip(*(iter(pieces),) * 4, strict=True):
        if end:
            reader.close(tag)
        else:
            reader.open(tag, attributes_of(attributes) if attributes else {})
        if words:
            reader.read(words)
    reader.flush()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    reader.reading.text = "\n".join(line for line in lines if line)
    return reader.reading
