"""A Markdown file cut at its headings: the form that both layers have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from largeprint.model.policy import Anchor, Prose
from largeprint.model.source import Place
from largeprint.read.prose import ProseReader
from largeprint.read.undefined import labels_in

ONLY_ANCHORS = re.compile(
    r"""(?:\s*+<a\s+(?:id|name)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)\s*>\s*</a>)++\s*+""", re.IGNORECASE
)

_DAMAGED_ID = re.compile(r"\{:?\s*#(?P<id>[^\s{}#]+)[^{}]*\}?|\{(?P<bare>[a-z]{2,4}_[\w-]+)\}|\(#(?P<round>[\w.-]+)\)$")
"""What is left in a heading's words of an id that was meant: ``{#pp_how``, ``{pp_how}``, ``(#pp_how)``."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under one heading of a file; ``level`` 0 for what stands before the first."""

    level: int
    heading: Prose
    anchors: tuple[Anchor, ...]
    """The ids written at the heading, the first being its own."""
    place: Place
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A footnote's words as tokens, with the index of the part it was written in."""

    label: str
    tokens: tuple[Token, ...]
    place: Place
    part: int


@dataclass(slots=True)
class Document:
    """A file's parts in order, its footnotes, and the reader that knows its places."""

    reader: ProseReader
    parts: list[Part] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)


def read_document(parser: MarkdownIt, path: str, text: str, env: dict[str, Any]) -> Document:
    """Parses ``text`` and cuts it at the headings that stand on their own (not in a list or quotation).

    ``env`` carries reference links and footnotes from file to file: they hold for the whole page.
    """
    tokens = parser.parse(text, env)
    document = Document(ProseReader(path, text, labels_in(env)))
    heading: list[Token] = []
    body: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.type == "heading_open" and token.level == 0:
            above = _anchors_above(body)
            _close(document, heading, body)
            heading, body = [*tokens[index : index + 3], *above], []
            index += 3
        elif token.type == "footnote_reference_open":
            end = next(i for i in range(index, len(tokens)) if tokens[i].type == "footnote_reference_close")
            place = Place(path, (token.map[0] if token.map else 0) + 1)
            part = len(document.parts) - (0 if heading or body else 1)
            inside = tuple(tokens[index + 1 : end])
            document.definitions.append(Definition(str(token.meta["label"]), inside, place, max(part, 0)))
            index = end + 1
        else:
            body.append(token)
            index += 1
    _close(document, heading, body)
    return document


def _close(document: Document, heading: Sequence[Token], body: Sequence[Token]) -> None:
    if heading or body:
        document.parts.append(_part(document.reader, heading, body))


def _anchors_above(body: list[Token]) -> list[Token]:
    """Takes lines of nothing but ``<a id="pp_how"></a>`` off the end of ``body``: they name the heading below."""
    taken: list[Token] = []
    while len(body) >= 3:
        if body[-1].type != "paragraph_close" or body[-2].type != "inline":
            break
        inline = body[-2]
        kinds = {child.type for child in inline.children or ()}
        if not kinds <= {"html_inline", "softbreak"} or not ONLY_ANCHORS.fullmatch(inline.content):
            break
        taken.insert(0, inline)
        del body[-3:]
    return taken


def _part(reader: ProseReader, heading: Sequence[Token], body: Sequence[Token]) -> Part:
    if not heading:
        return Part(0, Prose(), (), Place(reader.path, (body[0].map or [0])[0] + 1), tuple(body))
    opening, inline, _, *above = heading
    before = len(reader.faults)
    words = reader.read((inline,))
    place = Place(reader.path, (opening.map or [0])[0] + 1)
    anchors = [*(anchor for token in above for anchor in reader.read((token,)).anchors), *words.anchors]
    if "id" in opening.meta:
        anchors.insert(0, reader.heading_anchor(opening, inline))
    _look_at_heading(reader, inline, words.text, bool(anchors), place, before)
    plain = Prose(words.tokens, words.text.replace("\n", " "), words.links, (), words.notes)
    return Part(int(opening.tag[1]), plain, tuple(anchors), place, tuple(body))


def _look_at_heading(reader: ProseReader, inline: Token, words: str, has_id: bool, place: Place, before: int) -> None:
    """Faults of a heading itself: an id that was meant and is damaged, and no words beside the id.

    ``before`` is how many faults there were before its words were read.
    """
    found = _DAMAGED_ID.search(inline.content)
    if found:
        at = reader.place(inline, found.start())
        if any(fault.rule == "link-malformed" and found[0] in fault.message for fault in reader.faults[before:]):
            return  # a link was meant, and is told of
        message = f'"{found[0]}" is shown as words: it is no id as it stands.'
        reader.fault(
            "anchor-invalid",
            at,
            message,
            f'Write "{{#{found["id"] or found["bare"] or found["round"]}}}" at the end of the heading, and once.',
        )
    elif has_id and not words.strip():
        reader.fault(
            "structure-invalid", place, "This heading has an id and no words.", "Write its words before the id."
        )
