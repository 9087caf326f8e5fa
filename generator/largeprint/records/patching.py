"""Edited words put into the Markdown that they came from: what a reviewer changed, as exact edits of the source.

Words are matched with the source whatever marks stand between them. What cannot be placed without touching a mark (a
link that would be cut) is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from largeprint.model.finding import Edit
from largeprint.model.source import place_at

_TOKEN = re.compile(r"\w+|[^\w\s]|\n")
_MARKS = re.compile(
    r"""(?P<escape>\\[!-/:-@\[-`{-~])
    |(?P<skip>\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ ]+"[^"\n]*")?\)|\]\[[^\]\n]*\]
      |\{[:#][^}\n]*\}|</?[A-Za-z][^<>\n]*>
      |\[\^[^\]\n]*\]|!?\[|\]|[*_`]+|^[ ]{0,3}\#{1,6}(?=[ ])|^[ ]*>|^[ ]*[-+*][ ](?!\S*\|))
    |(?P<blank>\||\n)
    |(?P<entity>&(?:amp|lt|gt|quot|nbsp);)""",
    re.VERBOSE | re.MULTILINE,
)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&nbsp;": " "}
_CLOSING = re.compile(r"[*_`]+(?=[\s.,;:!?)])")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|])|(&)(?=#?\w+;)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign, and where it stands: offsets into the text that it was taken from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a source file that some words came from: offsets into its text."""

    path: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the words before and after, and the edits of the source that make it; none where it is by hand."""

    old: str
    new: str
    edits: tuple[Edit, ...]


def changes_in(stretch: Stretch, before: Sequence[str], after: Sequence[str]) -> tuple[Change, ...]:
    """What leads from the lines ``before`` to those ``after``, each with its edits of the source."""
    old_text, new_text = "\n".join(before), "\n".join(after)
    old, new = list(_tokens(old_text)), list(_tokens(new_text))
    homes = _homes(old, list(_source_tokens(stretch)))
    found = []
    matcher = SequenceMatcher(None, [t.text for t in old], [t.text for t in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        said = new_text[new[c].start : new[d - 1].end] if c < d else ""
        was = old_text[old[a].start : old[b - 1].end] if a < b else ""
        span = _span(homes, old, old_text, new, new_text, (a, b, c, d))
        edits = _edits(stretch, *span) if span else ()
        found.append(Change(was.strip(), said.strip(), edits))
    return tuple(found)


def _tokens(text: str) -> Iterator[Token]:
    for found in _TOKEN.finditer(text):
        yield Token(found[0], found.start(), found.end())


def _source_tokens(stretch: Stretch) -> Iterator[Token]:
    """The words of Markdown without its marks, with their offsets in the file."""
    seen: list[tuple[str, int, int]] = []
    at = stretch.start
    while at < stretch.end:
        found = _MARKS.search(stretch.text, at, stretch.end)
        stop = found.start() if found else stretch.end
        seen += [(stretch.text[i], i, i + 1) for i in range(at, stop)]
        if found is None:
            break
        if found["escape"]:
            seen.append((found[0][1], found.start(), found.end()))
        elif found["blank"]:
            seen.append((" ", found.start(), found.end()))
        elif found["entity"]:
            seen.append((_ENTITIES[found[0]], found.start(), found.end()))
        at = found.end()
    for word in _TOKEN.finditer("".join(sign for sign, _, _ in seen)):
        yield Token(word[0], seen[word.start()][1], seen[word.end() - 1][2])


def _homes(old: Sequence[Token], source: Sequence[Token]) -> list[Token | None]:
    """For each word of before its place in the source; None for one that was not found, and for a line end."""
    homes: list[Token | None] = [None] * len(old)
    words = [at for at, token in enumerate(old) if token.text != "\n"]
    matcher = SequenceMatcher(None, [old[at].text for at in words], [t.text for t in source], autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        for step in range(size):
            homes[words[a + step]] = source[b + step]
    return homes


def _span(
    homes: Sequence[Token | None],
    old: Sequence[Token],
    old_text: str,
    new: Sequence[Token],
    new_text: str,
    at: tuple[int, int, int, int],
) -> tuple[int, int, str] | None:
    """Where in the source a change belongs (offsets), and the words that go there; None where that is not certain."""
    a, b, c, d = at
    if any(homes[i] is None for i in range(a, b) if old[i].text != "\n"):
        return None
    before = homes[a - 1] if a and old[a - 1].text != "\n" else None
    behind = homes[b] if b < len(old) and old[b].text != "\n" else None
    words = [home for home in homes[a:b] if home is not None]
    if not words and a < b:  # a line end alone: two paragraphs become one
        return None
    if a == b:
        if before is not None:  # with the blank that stands before the words
            start = new[c - 1].end if c else new[c].start
            return before.end, before.end, _escaped(new_text[start : new[d - 1].end])
        if behind is not None:
            stop = new[d].start if d < len(new) else new[d - 1].end
            return behind.start, behind.start, _escaped(new_text[new[c].start : stop])
        return None
    start, end = words[0].start, words[-1].end
    if c == d:
        if before is not None and old[a].text != "\n":
            blank = old_text[old[a - 1].end : old[a].start]
            return (before.end if blank else start), end, ""
        if behind is not None and old[b - 1].text != "\n":
            return start, behind.start, ""
        return start, end, ""
    return start, end, _escaped(new_text[new[c].start : new[d - 1].end].strip("\n"))


def _escaped(words: str) -> str:
    """Words as Markdown takes them for words."""
    return _SPECIAL.sub(r"\\\1\2", words).replace("\n", "\n\n")


def _edits(stretch: Stretch, start: int, end: int, new: str) -> tuple[Edit, ...]:
    """The edits of single lines that put ``new`` between two offsets; none where a mark stands between them."""
    raw = stretch.text[start:end]
    closing = _CLOSING.match(stretch.text, end) if start == end else None
    if closing:  # words that are put in behind emphasised ones are none of them
        start = end = closing.end()
    if _MARKS.sub("", raw.replace("\n", " ")) != raw.replace("\n", " "):
        return ()
    edits = []
    at = start
    for number, line in enumerate(raw.split("\n")):
        words = new if number == 0 else ""
        if line or words:
            edits.append(Edit(place_at(stretch.path, stretch.text, at), line, words))
        at += len(line) + 1
    return tuple(edits)
