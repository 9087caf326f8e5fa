"""A redline as HTML, as JSON, and as plain lines: the same parts in each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from largeprint.layers.redline import Change, Part, Piece, Redline
from largeprint.outputs import assets, csp
from largeprint.outputs.catalogue import catalogue
from largeprint.outputs.templates import render, template_root
from largeprint.text.blocks import plain

Tags = Mapping[str, tuple[str, str]]
"""By operation what stands before words and behind them; in words too, for those who hear the page."""

_SIGNS = {"same": ("", ""), "del": ("[-", "-]"), "ins": ("{+", "+}")}
"""On a terminal without colours, as word diffs are commonly written."""


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a redline as it is shown. ``state``: "same", "edited", "new", "gone", "moved", "away"."""

    kind: str
    id: str
    state: str
    title: str
    heading_html: Markup
    html: Markup


@dataclass(frozen=True, slots=True)
class RedlineView:
    """The values of ``reader/redline.html``. ``before`` and ``after`` name the two texts; ``history`` is an address."""

    language: str
    direction: str
    title: str
    before: str
    after: str
    parts: tuple[PartView, ...]
    history: str = ""
    demonstration: str = ""
    styles: tuple[str, ...] = ()
    inline_style: str = ""
    csp: str = csp.PAGE
    scripts: tuple[str, ...] = ()
    canonical: str = ""
    noindex: bool = True
    description: str = ""


def parts_of(found: Redline) -> tuple[PartView, ...]:
    """The parts that are not as they were, and the places that some have left."""
    tags = _tags(found.language.code)
    return tuple(_view(part, tags) for part in found.parts if part.state != "same" or part.moved)


def whole(part: Part, language: str) -> tuple[Markup, Markup]:
    """A part's heading and all of its blocks, also those that stayed the same, with what went and came in them."""
    tags = _tags(language)
    return _pieces(part.heading, tags), Markup("").join(_blocks(part.blocks, tags, whole=True))


def _tags(language: str) -> Tags:
    t = catalogue(template_root() / "messages", language)
    tags = {"same": ("", ""), "table": (t("redline.table"), "")}
    for op in ("del", "ins"):
        said = f'<span class="lp-vh">{escape(t(f"redline.{op}"))} </span>'
        tags[op] = (f"<{op}>{said}", f"</{op}>")
    return tags


def _view(part: Part, tags: Tags) -> PartView:
    state = "moved" if part.moved and part.state == "same" else part.state
    body = Markup() if state in ("moved", "away") else Markup("").join(_blocks(part.blocks, tags))
    return PartView(part.kind, part.id, state, part.title, _pieces(part.heading, tags), body)


def _blocks(blocks: Sequence[Change], tags: Tags, whole: bool = False) -> Iterator[Markup]:
    """Blocks that stayed the same are left out but for one on each side of a change, unless the ``whole`` is wanted."""
    changed = (at for at, block in enumerate(blocks) if whole or block.op != "same")
    near = {at + step for at in changed for step in (-1, 0, 1)}
    rows: list[Markup] = []
    skipped = False
    for at, block in enumerate(blocks):
        if at not in near:
            skipped = True
            continue
        if block.kind == "tr":
            rows.append(_row(block, tags))
            if at + 1 < len(blocks) and blocks[at + 1].kind == "tr" and at + 1 in near:
                continue
            label = tags["table"][0]
            table = Markup('<div class="lp-table" tabindex="0" role="group" aria-label="{}"><table>{}</table></div>')
            yield table.format(label, Markup("").join(rows))
            rows = []
            continue
        if skipped:
            yield Markup('<p class="lp-cut" aria-hidden="true">…</p>')
            skipped = False
        yield _block(block, tags)


def _block(block: Change, tags: Tags) -> Markup:
    if block.kind == "hr":
        return Markup("<hr>")
    inside = Markup(" ").join(_pieces(cell, tags) for cell in block.cells)
    depth = Markup(' class="lp-deep"') if block.depth else ""
    return Markup("<p{}>{}</p>").format(depth, inside)


def _row(block: Change, tags: Tags) -> Markup:
    cells = (Markup("<td>{}</td>").format(_pieces(cell, tags)) for cell in block.cells)
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _pieces(pieces: Sequence[Piece], tags: Tags) -> Markup:
    made = []
    for index, piece in enumerate(pieces):
        start, end = tags[piece.op]
        words = escape(plain(piece.words))
        if piece.href and not piece.href.startswith("img:"):
            words = f'{words} <span class="lp-to">({escape(piece.href)})</span>' if piece.op != "same" else words
        blank = " " if index and piece.words and not piece.words[0].glued else ""
        made.append(f"{blank}{start}{words}{end}")
    return Markup("".join(made))  # noqa: S704  (every word is escaped)


def page(found: Redline, title: str, before: str, after: str) -> bytes:
    """One HTML file of a redline, with its style inside. It asks for nothing."""
    style = (assets.style().data + assets.history_style().data).decode("utf-8")
    view = RedlineView(
        language=found.language.code,
        direction=found.language.direction,
        title=title,
        before=before,
        after=after,
        parts=parts_of(found),
        inline_style=Markup(style),  # noqa: S704  (our own)
        csp=csp.offline(style, ""),
    )
    return render("reader/redline.html", view.language, page=view)


def as_json(found: Redline, before: str, after: str) -> str:
    """The whole redline for other programs: parts, blocks, and in each the words that stay, go and come."""
    value = {
        "version": 1,
        "language": found.language.code,
        "before": before,
        "after": after,
        "parts": [_part(part) for part in found.parts],
    }
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _part(part: Part) -> dict[str, object]:
    return {
        "kind": part.kind,
        "id": part.id,
        "was": part.was or None,
        "level": part.level,
        "state": part.state,
        "moved": part.moved,
        "heading": _said(part.heading),
        "blocks": [
            {"op": block.op, "kind": block.kind, "depth": block.depth, "cells": [_said(cell) for cell in block.cells]}
            for block in part.blocks
        ],
    }


def _said(pieces: Sequence[Piece]) -> list[dict[str, object]]:
    return [
        {"op": piece.op, "words": plain(piece.words), "href": piece.href or None, "glued": _glued(piece)}
        for piece in pieces
    ]


def _glued(piece: Piece) -> bool:
    return bool(piece.words) and piece.words[0].glued


def as_lines(found: Redline, colour: bool) -> Iterator[str]:
    """A redline for a terminal: parts that changed, and in each the blocks that did."""
    names = {"edited": "changed", "new": "new", "gone": "taken out", "moved": "moved, not changed"}
    for part in found.changed:
        state = "moved" if part.moved and part.state == "same" else part.state
        more = ", moved" if part.moved and part.state == "edited" else ""
        where = f"#{part.id}" + (f" (was #{part.was})" if part.was else "") if part.id else "opening"
        yield f"{where}  {_plain(part.heading, colour)}  ({names[state]}{more})"
        for block in part.blocks if state != "moved" else ():
            if block.op != "same":
                yield "    " + " | ".join(_plain(cell, colour) for cell in block.cells)
        yield ""


def _plain(pieces: Sequence[Piece], colour: bool) -> str:
    signs = {"same": ("", ""), "del": ("\x1b[31;9m", "\x1b[0m"), "ins": ("\x1b[32;4m", "\x1b[0m")} if colour else _SIGNS
    made = ""
    for index, piece in enumerate(pieces):
        start, end = signs[piece.op]
        blank = " " if index and not _glued(piece) else ""
        to = f" ({piece.href})" if piece.href and piece.op != "same" and not piece.href.startswith("img:") else ""
        made += f"{blank}{start}{plain(piece.words)}{to}{end}"
    return made
