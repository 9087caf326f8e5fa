"""Tokens to HTML: the one renderer, for every output.

Labels of lists stay in the text as they were written ("7.", "(b)"), tables can be scrolled and are named,
alignment is a class, and headings inside a list or quotation are paragraphs, since sections are the only headings.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import imagesize
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from largeprint.model.addresses import image_address
from largeprint.model.ids import fault_of
from largeprint.read.html import SCHEMES, scheme_of

Sizes = Mapping[str, tuple[int, int]]


class Renderer(RendererHTML):
    """Renders a run of tokens. ``numbers`` gives each footnote label its number on the page."""

    def __init__(self, numbers: Mapping[str, int], sizes: Sizes, table_name: str) -> None:
        super().__init__()
        self.numbers, self.sizes, self.table_name = numbers, sizes, table_name
        self.seen: dict[str, int] = {}

    def clause_list_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return '<ol class="lp-labels">\n'

    def clause_list_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return "</ol>\n"

    def clause_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return f'<li{id_of(tokens[at])}><span class="lp-label">{escape(tokens[at].info)}</span> '

    def clause_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return "</li>\n"

    def ordered_list_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return '<ol class="lp-labels">\n'

    def list_item_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[at]
        if not token.info:
            return f"<li{id_of(token)}>"
        # The label is text, since people cite it and copy it, and a value for those who build on the list.
        return f'<li value="{token.info}"{id_of(token)}><span class="lp-label">{token.info}{token.markup}</span> '

    def table_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return f"{self._frame()}<table>\n"

    def table_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        if not tokens[at + 1].content:
            return "<td>"  # an empty head cell heads nothing
        return f'<th scope="col"{_alignment(tokens[at])}{id_of(tokens[at])}>'

    def th_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return "</th>\n" if tokens[at - 1].content else "</td>\n"

    def td_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return f"<td{_alignment(tokens[at])}{id_of(tokens[at])}>"

    def heading_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return f'<p class="lp-head"{id_of(tokens[at])}>'

    def heading_close(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        return "</p>\n"

    def link_open(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        target = str(tokens[at].attrs.get("href", ""))
        if scheme_of(target) not in (*SCHEMES, ""):
            return "<a>"
        title = str(tokens[at].attrs.get("title", ""))
        return f'<a href="{escape(target)}"' + (f' title="{escape(title)}"' if title else "") + ">"

    def image(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        target, words = str(tokens[at].attrs.get("src", "")), tokens[at].content
        if image_address(target) not in self.sizes:
            return escape(words)  # what cannot be shown is told in its words
        width, height = self.sizes[image_address(target)]
        size = f' width="{width}" height="{height}"' if width > 0 and height > 0 else ""
        return f'<img src="{escape(target)}" alt="{escape(words)}"{size} loading="lazy">'

    def footnote_ref(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        label = str(tokens[at].meta["label"])
        number = self.numbers.get(label)
        if number is None:
            return escape(f"[^{label}]")
        times = self.seen[label] = self.seen.get(label, 0) + 1
        identifier = f"lp-ref-{number}" + (f"-{times}" if times > 1 else "")
        return f'<sup class="lp-note"><a href="#lp-note-{number}" id="{identifier}">{number}</a></sup>'

    def attribute_list(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        written = id_of(tokens[at])
        return f"<span{written}></span>" if written and not tokens[at].meta.get("carried") else ""

    def html_block(self, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
        content = tokens[at].content
        if content.lstrip().lower().startswith("<table"):
            return f"{self._frame()}{content}</div>\n"
        return content

    def _frame(self) -> str:
        """The frame of a table, which is what scrolls where the page is narrow: reached by keyboard, and named."""
        return f'<div class="lp-table" tabindex="0" role="group" aria-label="{escape(self.table_name)}">'


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height in pixels that an image's head names."""
    try:
        width, height = imagesize.get(io.BytesIO(data))
        return int(width), int(height)
    except (ValueError, OSError, TypeError, IndexError, KeyError, SyntaxError):
        return (-1, -1)


def id_of(token: Token) -> str:
    """The attribute ``id`` of a token, with a blank before it; "" where it has none, or one that a rule refuses."""
    written = str(token.meta.get("id") or token.attrs.get("id", ""))
    return "" if fault_of(written) else f' id="{escape(written)}"'


def _alignment(token: Token) -> str:
    style: Any = token.attrs.get("style", "")
    side = str(style).removeprefix("text-align:")
    return f' class="lp-{side}"' if side in ("left", "center", "right") else ""
