"""The one dialect of Markdown: CommonMark, with tables, footnotes, attribute lists and clause labels.

In: the text of a file. Out: the parser's tokens, each link, image, tag and code span with its offset
(``meta["at"]``, ``meta["end"]`` in the ``content`` of its inline token). Decision record 0001 says why this parser.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from largeprint.read import attributes, html, labels

DEEPEST = 60
"""Lists and quotes nested deeper than this are refused. Past the parser's own limit words would be lost."""

LONGEST_HTML = 3000
"""Lines of one raw HTML element that are looked through for its closing tag."""

_LOCATED = ("link", "image", "autolink", "html_inline", "backticks", "footnote_ref", "attribute_list")


def make_parser() -> MarkdownIt:
    """A parser of the dialect. It holds no state between texts."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 2 * DEEPEST + 40})
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    # Targets are kept to the letter, and judged by a rule with a place: the parser would drop a bad one in silence.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    parser.inline.ruler.before("text", "attribute_list", attributes.inline_rule)
    for name in _LOCATED:
        parser.inline.ruler.at(name, _located(_rule(parser.inline.ruler, name)))
    parser.block.ruler.at("html_block", _whole_html(_rule(parser.block.ruler, "html_block")), _TERMINATES)
    parser.block.ruler.at("heading", _lenient_heading(_rule(parser.block.ruler, "heading")), _TERMINATES)
    parser.core.ruler.after("block", "wide_rows", _keep_wide_rows)
    parser.core.ruler.after("wide_rows", "clause_labels", labels.core_rule)
    parser.core.ruler.after("clause_labels", "block_attributes", attributes.core_rule)
    return parser


_TERMINATES: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}


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
        opening = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        if not html.is_terminated(opening, lambda: state.src[state.bMarks[start] :]):
            return False
        if silent or not rule(state, start, end, False):
            return silent and rule(state, start, end, True)
        token = state.tokens[-1]
        name = html.container(token.content)
        line, text = state.line, token.content
        depth = html.depth_of(name, text) if name else 0
        if depth <= 0:
            return True
        last = min(end, start + LONGEST_HTML)
        while depth > 0 and line < last and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
            more = state.getLines(line, line + 1, state.blkIndent, True)
            text, line = text + more, line + 1
            depth += html.depth_of(name, more)
        if depth == 0:
            token.content, token.map, state.line = text, [start, line], line
        return True

    return whole


def _lenient_heading(rule: Callable[..., bool]) -> Callable[..., bool]:
    """Also takes ``##Heading``, two hashes or more with no blank behind: people write it, and a heading
    read as a paragraph would take the section's anchor with it. ``#1`` stays text."""

    def lenient(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if rule(state, start, end, silent):
            return True
        if state.is_code_block(start):
            return False
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
            token.content, token.map, token.children = words.rstrip().rstrip("#").rstrip(), [start, state.line], []
            state.push("heading_close", f"h{level}", -1).markup = "#" * level
        return True

    return lenient


def _keep_wide_rows(state: StateCore) -> None:
    """Gives a row with more cells than the head the cells that GFM would drop: words are never lost."""
    lines = state.src.split("\n")
    made: list[Token] = []
    cells = heads = 0
    for token in state.tokens:
        if token.type == "table_open":
            heads = 0
        elif token.type == "th_open":
            heads += 1
        elif token.type == "tr_open":
            cells = 0
            row = token
        elif token.type == "td_open":
            cells += 1
        elif token.type == "tr_close" and cells and row.map:
            for extra in attributes.cells_of(lines[row.map[0]])[heads:]:
                made.append(Token("td_open", "td", 1, level=token.level + 1, block=True))
                made.append(
                    Token("inline", "", 0, map=row.map, level=token.level + 2, content=extra, children=[], block=True)
                )
                made.append(Token("td_close", "td", -1, level=token.level + 1, block=True))
        made.append(token)
    state.tokens = made
