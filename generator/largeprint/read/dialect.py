"""The one dialect of Markdown: CommonMark, with tables, footnotes, attribute lists and clause labels.

In: the text of a file. Out: the parser's tokens, each link, image, tag and code span with its offset
(``meta["at"]``, ``meta["end"]`` in the ``content`` of its inline token). Decision record 0001 says why this parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.footnote import footnote_plugin

from largeprint.read import attributes, html, labels, pairs, rows

DEEPEST = 60
"""Lists and quotes nested deeper than this are refused. Past the parser's own limit words would be lost."""

LONGEST_HTML = 3000
"""Lines of one raw HTML element that are looked through for its closing tag."""

_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)|#{2,6}[^\W\d_]")

_LOCATED = ("link", "image", "autolink", "html_inline", "backticks", "footnote_ref", "attribute_list")


def make_parser() -> MarkdownIt:
    """A parser of the dialect. It holds no state between texts."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * DEEPEST + 40})
    parser.enable(["table", "strikethrough"])
    parser.disable("code")  # four blanks at a line's start are a layout of clauses here, and never a program
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    # Targets are kept to the letter, and judged by a rule with a place: the parser would drop a bad one in silence.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    parser.inline.ruler.before("text", "attribute_list", attributes.inline_rule)
    for name in _LOCATED:
        parser.inline.ruler.at(name, _located(_rule(parser.inline.ruler, name)))
    for name, offset in (("link", 0), ("image", 1)):
        parser.inline.ruler.at(name, _paired(_rule(parser.inline.ruler, name), offset))
    parser.block.ruler.at("fence", _closed_fence(_rule(parser.block.ruler, "fence")), _INTERRUPTS)
    parser.block.ruler.at("table", rows.whole(_rule(parser.block.ruler, "table")), {"alt": ["paragraph", "reference"]})
    parser.block.ruler.at("html_block", _whole_html(_rule(parser.block.ruler, "html_block")), _TERMINATES)
    parser.block.ruler.at("heading", _lenient_heading(_rule(parser.block.ruler, "heading")), _TERMINATES)
    parser.core.ruler.after("block", "clause_labels", labels.core_rule)
    parser.core.ruler.after("clause_labels", "block_attributes", attributes.core_rule)
    return parser


_TERMINATES: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def _rule(ruler: Any, name: str) -> Callable[..., bool]:
    found: Callable[..., bool] = next(rule.fn for rule in ruler.__rules__ if rule.name == name)
    return found


def _located(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Lets an inline rule leave the offsets of what it took on the first token that it made."""

    def with_offsets(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            for token in state.tokens[before:]:
                if token.type != "text" and "at" not in token.meta:
                    token.meta = {**token.meta, "at": start, "end": state.pos}
                    break
        return True

    return with_offsets


def _whole_html(rule: Callable[..., bool]) -> Callable[..., bool]:
    """Lets an HTML block go on over blank lines up to its closing tag, as authors of long tables expect, and lets
    nothing begin that never ends: an open comment would swallow the whole rest of the text.

    CommonMark ends the block at the first blank line and reads the rest, being indented, as code. Where the tag is
    never closed, CommonMark's reading stands, so that an open tag cannot swallow what follows.
    """

    def whole(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        if state.src[at : at + 1] != "<" or not pairs.is_terminated(state.src, at, state.eMarks[start]):
            return False
        if silent or not rule(state, start, end, False):
            return silent and rule(state, start, end, True)
        token = state.tokens[-1]
        name = html.container(token.content)
        found = pairs.elements(state.src, name) if name else {}
        close, line = found.get(at, -1), _before_heading(state, start, found.get(at, -1))
        if line < state.line:
            token.content = state.getLines(start, line, state.blkIndent, True)
            token.map, state.line = [start, line], line
            return True
        last = min(end, start + LONGEST_HTML)
        while close > state.eMarks[line - 1] and line < last:
            if not state.isEmpty(line) and state.sCount[line] < state.blkIndent:
                break
            line += 1
            if close <= state.eMarks[line - 1]:  # what begins behind the closing tag, on its line, belongs to it too
                opened = state.src.lower().find(f"<{name}", close, state.eMarks[line - 1])
                close = found.get(opened, close)
        if name in html.MIXED and _has_markdown(state, state.line, line):
            return True
        if state.line < line and close <= state.eMarks[line - 1]:
            token.content = state.getLines(start, line, state.blkIndent, True)
            token.map, state.line = [start, line], line
        return True

    return whole


def _before_heading(state: StateBlock, start: int, close: int) -> int:
    """The line that an HTML block ends before: the end that the parser found, or a heading behind its last tag.

    CommonMark would take a heading with no blank line above it for a part of the block, and its section with it.
    """
    if pairs.is_endless(state.src, state.bMarks[start] + state.tShift[start]):
        return state.line
    for line in range(start + 1, state.line):
        begin = state.bMarks[line] + state.tShift[line]
        if close <= begin and _HEADING.match(state.src, begin, state.eMarks[line]):
            return line
    return state.line


def _has_markdown(state: StateBlock, start: int, end: int) -> bool:
    """Whether a paragraph in these lines begins with anything but a tag, so that it was meant as Markdown."""
    return any(
        state.isEmpty(line - 1)
        and not state.isEmpty(line)
        and state.src[state.bMarks[line] + state.tShift[line]] != "<"
        for line in range(start, end)
    )


def _closed_fence(rule: Callable[..., bool]) -> Callable[..., bool]:
    """Takes a fence only where it is closed; in a list or quotation its end closes it.

    CommonMark lets an open one run to the end of the text, and every section below it would be code.
    """

    def closed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
        mark = state.src[at : at + 1]
        if mark not in ("`", "~"):
            return False
        fence = state.src[at : state.skipCharsStr(at, mark)]
        if state.level == 0 and len(fence) >= 3 and not pairs.is_fence_closed(state.src, fence, stop):
            return False
        return rule(state, start, end, silent)

    return closed


def _paired(rule: Callable[[StateInline, bool], bool], offset: int) -> Callable[[StateInline, bool], bool]:
    """Lets an inline rule look for a link only where its bracket is closed, in a text of very many brackets."""

    def paired(state: StateInline, silent: bool) -> bool:
        at = state.pos + offset
        if state.src[at : at + 1] != "[" or not pairs.may_open(state.src, at):
            return False
        return rule(state, silent)

    return paired


def _lenient_heading(rule: Callable[..., bool]) -> Callable[..., bool]:
    """Also takes ``##Heading``, two hashes or more with no blank behind: people write it, and a heading
    read as a paragraph would take the section's anchor with it. ``#1`` stays text."""

    def lenient(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if rule(state, start, end, silent):
            return True
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        words = line.lstrip("#")
        level = len(line) - len(words)
        if not (2 <= level <= 6 and words[:1].isalpha()):
            return False
        if not silent:
            state.line = start + 1
            token = state.push("heading_open", f"h{level}", 1)
            token.markup, token.map = "#" * level, [start, state.line]
            token = state.push("inline", "", 0)
            words = words.rstrip()
            closed = words.rstrip("#")
            if len(words) - len(closed) == level:  # ##Heading##, and not ##C#
                words = closed.rstrip()
            token.content, token.map, token.children = words, [start, state.line], []
            state.push("heading_close", f"h{level}", -1).markup = "#" * level
        return True

    return lenient
