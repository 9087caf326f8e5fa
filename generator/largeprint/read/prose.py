"""Tokens of the parser to ``Prose``: plain words, links, ids and raw tags, each with its place.

One ``ProseReader`` reads one file. What it meets that cannot stay goes into its ``faults``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from largeprint.model.finding import Edit, Fault, InputError
from largeprint.model.ids import fault_of
from largeprint.model.policy import Anchor, Link, Prose
from largeprint.model.source import Place
from largeprint.read import html
from largeprint.read.damage import damage_in
from largeprint.read.dialect import DEEPEST
from largeprint.read.undefined import Labels


@dataclass(slots=True)
class _Gathered:
    words: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class ProseReader:
    """Reads runs of tokens of one file. ``path`` and ``text`` are the file's, ``labels`` those that its page defines;
    ``faults`` fills as it reads."""

    def __init__(self, path: str, text: str, labels: Labels) -> None:
        self.path, self.labels = path, labels
        self.lines = text.split("\n")
        self.faults: list[Fault] = []
        self._asked: tuple[Token | None, str, list[int], dict[int, int]] = (None, "", [], {})

    def place(self, token: Token, offset: int, content: str | None = None) -> Place:
        """The place in the file of the character at ``offset`` of a block token's content."""
        content = token.content if content is None else content
        asked, known, starts, columns = self._asked
        if asked is not token or known is not content:
            starts, columns = [0, *(found.end() for found in re.finditer("\n", content))], {}
            self._asked = (token, content, starts, columns)
        row = bisect_right(starts, offset) - 1
        number = (token.map[0] if token.map else 0) + row
        if row not in columns:
            end = starts[row + 1] - 1 if row + 1 < len(starts) else len(content)
            columns[row] = self._column(token, number, content[starts[row] : end])
        within = content[starts[row] : offset]
        bars = within.count("|") if "column" in token.meta else 0  # in a cell each was written with a backslash
        return Place(self.path, number + 1, columns[row] + len(within) + bars + 1)

    def _column(self, token: Token, number: int, words: str) -> int:
        """Where in a line of the file (both from 0) the words of a block stand: at its end, or in their cell."""
        if "column" in token.meta:
            return int(token.meta["column"])
        line = self.lines[number] if number < len(self.lines) else ""
        found = line.rfind(words)
        return found if found >= 0 else len(line) - len(line.lstrip())

    def fault(self, rule: str, place: Place, message: str, todo: str, mend: tuple[str, str] | None = None) -> None:
        """Keeps a fault for the rule of that name to report; with its edit, where ``mend`` (old, new) fits the line."""
        fits = mend and self.lines[place.line - 1].startswith(mend[0], place.column - 1)
        self.faults.append(Fault(rule, place, message, todo, Edit(place, *mend) if mend and fits else None))

    def read(self, tokens: Sequence[Token]) -> Prose:
        """A run of block tokens as one ``Prose``. The run is the border for raw HTML that is left open."""
        into = _Gathered()
        self._raw_html(tokens, into)
        blocks: list[Token] = []
        for index, token in enumerate(tokens):
            self._refuse_depth(token)
            if token.nesting == 1:
                blocks.append(token)
                if "id" in token.meta:  # a heading in a list or quotation, which is no section
                    into.anchors.append(self.heading_anchor(token, tokens[index + 1]))
                into.words.append(_label(token))
            elif token.nesting == -1 and blocks:
                blocks.pop()
            elif token.type == "inline":
                self._inline(token, blocks, into)
                into.words.append("\n")
            elif token.type == "fence":
                into.words.append(token.content + "\n")
            elif token.type == "html_block":
                into.words.append(html.words_of(token) + "\n")
        text = "".join(into.words).strip()
        text = re.sub(r"(?<![ \t])[ \t]*+\n\s*+", "\n", text) if "\n" in text else text
        links = sorted(into.links, key=lambda link: link.place)
        anchors = sorted(into.anchors, key=lambda anchor: anchor.place)
        return Prose(tuple(tokens), text, tuple(links), tuple(anchors), tuple(into.notes))

    def heading_anchor(self, opening: Token, inline: Token) -> Anchor:
        """The id that an attribute list gives to a heading."""
        return Anchor(opening.meta["id"], self.place(inline, opening.meta["id_at"], opening.meta["whole"]))

    def _refuse_depth(self, token: Token) -> None:
        if token.level > DEEPEST:
            place = Place(self.path, (token.map[0] if token.map else 0) + 1)
            message = f"Lists or quotations are nested more than {DEEPEST} deep here; nobody could follow them."
            raise InputError(place, message, "Make them flatter.")

    def _inline(self, token: Token, blocks: list[Token], into: _Gathered) -> None:
        taken: list[tuple[int, int]] = []
        children = token.children or []
        for index, child in enumerate(children):
            at = child.meta.get("at", 0)
            if "at" in child.meta:
                taken.append((at, child.meta["end"]))
            if child.type in ("text", "code_inline"):
                into.words.append(child.content)
            elif child.type in ("softbreak", "hardbreak"):
                into.words.append("\n")
            elif child.type == "html_inline":
                into.words.append(html.words_of(child))
            elif child.type == "link_open":
                words = "".join(words_between(children, index, "link_close"))
                into.links.append(Link(words, str(child.attrs.get("href", "")), self.place(token, at)))
            elif child.type == "image":
                into.words.append(child.content)
                into.links.append(
                    Link(child.content, str(child.attrs.get("src", "")), self.place(token, at), image=True)
                )
            elif child.type == "footnote_ref":
                into.notes.append(str(child.meta["label"]))
            elif child.type == "attribute_list" and child.meta["id"]:
                offset = token.content.index(child.meta["id"], at)
                into.anchors.append(Anchor(child.meta["id"], self.place(token, offset)))
                _carry_id(child, blocks)
        for damage in damage_in(token.content, taken, self.labels):
            self.fault(damage.rule, self.place(token, damage.at), damage.message, damage.todo, damage.mend)

    def _raw_html(self, tokens: Sequence[Token], into: _Gathered) -> None:
        """Judges the raw tags of a run together, then rewrites each token that holds some."""
        holders = [(block, token) for block in tokens for token in _html_tokens(block)]
        if not holders:
            return
        found = [(block, token, html.tags_in(token)) for block, token in holders]
        html.judge([tag for _, _, tags in found for tag in tags])
        for block, token, tags in found:
            for tag in tags:
                place = self.place(block, token.meta.get("at", 0) + tag.start)
                for message, todo in tag.faults:
                    self.fault("markup-unsafe", place, message, todo)
                self._note(tag, place, into)
            html.rewrite(token, tags)

    def _note(self, tag: html.Tag, place: Place, into: _Gathered) -> None:
        if tag.shown or tag.closing or tag.comment:
            return
        identifier = tag.get("id") or (tag.get("name") if tag.name == "a" else "")
        if identifier:
            into.anchors.append(Anchor(identifier, place))
        if tag.name == "a" and tag.get("href"):
            into.links.append(Link(tag.text, tag.get("href"), place))
        elif tag.name == "img":
            into.links.append(Link(tag.get("alt"), tag.get("src"), place, image=True))


def words_between(children: Sequence[Token], start: int, closing: str) -> Iterator[str]:
    """The plain words of the inline tokens behind ``start`` up to the first one of type ``closing``."""
    for child in children[start + 1 :]:
        if child.type == closing:
            return
        if child.type in ("text", "code_inline", "image"):
            yield child.content
        elif child.type in ("softbreak", "hardbreak"):
            yield " "


def _html_tokens(token: Token) -> Iterator[Token]:
    if token.type == "html_block":
        yield token
    for child in token.children or ():
        if child.type == "html_inline":
            yield child


def _label(token: Token) -> str:
    if token.type == "clause_open":
        return f"{token.info} "
    return f"{token.info}{token.markup} " if token.type == "list_item_open" and token.info else ""


def _carry_id(child: Token, blocks: Sequence[Token]) -> None:
    """Puts the id of an attribute list onto the block around it, so that the whole of it is marked when reached."""
    if fault_of(child.meta["id"]):
        return
    for block in reversed(blocks):
        if block.type in ("list_item_open", "clause_open", "td_open", "th_open", "heading_open") or (
            block.type == "paragraph_open" and not block.hidden
        ):
            if "id" not in block.attrs:
                block.attrs["id"] = child.meta["id"]
                child.meta = {**child.meta, "carried": True}
            return
