"""Everything of one language in one file: what "Save a copy" saves, and what an app can ship."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape

from markupsafe import Markup

from largeprint.layers.views import Layered
from largeprint.model.addresses import COPY, image_address
from largeprint.outputs import assets, csp
from largeprint.outputs.page import view_of
from largeprint.outputs.registry import File, Publication, output
from largeprint.outputs.templates import render

_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}


@output("offline")
def copies(publication: Publication) -> Iterator[File]:
    """One file an edition, with style, script and images inside; it asks for nothing."""
    style, script = (file.data.decode("utf-8") for file in (assets.style(), assets.script()))
    for page in publication.pages:
        view = view_of(
            publication,
            _with_images_inside(page),
            home="",
            copy="",
            languages=(),
            inline_style=Markup(style),
            inline_script=Markup(script),
            csp=csp.offline(style, script),
        )
        yield File(page.folder + COPY, render("reader/page.html", page.language.code, page=view))


def _with_images_inside(page: Layered) -> Layered:
    assets_by_address = dict(page.text.edition.assets)
    if not assets_by_address:
        return page
    inside = {address: _data_address(address, data) for address, data in assets_by_address.items()}
    return replace(
        page,
        intro_html=_inlined(page.intro_html, inside),
        questions=tuple(replace(q, answer_html=_inlined(q.answer_html, inside)) for q in page.questions),
        sections=tuple(replace(s, body_html=_inlined(s.body_html, inside)) for s in page.sections),
    )


def _inlined(html: Markup, inside: Mapping[str, str]) -> Markup:
    def turned(found: re.Match[str]) -> str:
        address = image_address(unescape(found[1]))
        return f'src="{inside[address]}"' if address in inside else found[0]

    return Markup(re.sub(r'src="([^"]*)"', turned, html))


def _data_address(address: str, data: bytes) -> str:
    kind = _TYPES[address.rpartition(".")[2].lower()]
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
