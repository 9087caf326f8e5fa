"""Everything of one language in one file: what "Save a copy" saves, and what an app can ship."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import escape, unescape
from urllib.parse import urljoin

from markupsafe import Markup

from largeprint.layers.views import Layered
from largeprint.model.addresses import COPY, image_address
from largeprint.outputs import assets, csp
from largeprint.outputs.page import view_of
from largeprint.outputs.registry import File, Publication, output
from largeprint.outputs.templates import render
from largeprint.read.html import scheme_of

_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}


@output("offline", by_page=True)
def copies(publication: Publication) -> Iterator[File]:
    """One file an edition, with style, script and images inside; it asks for nothing."""
    style, script = (file.data.decode("utf-8") for file in (assets.style(), assets.script()))
    for page in publication.pages:
        view = view_of(
            publication,
            page,
            home="",
            copy="",
            languages=(),
            inline_style=Markup(style),
            inline_script=Markup(script),
            csp=csp.offline(style, script),
        )
        html = render("reader/page.html", page.language.code, page=view).decode("utf-8")
        yield File(page.folder + COPY, _alone(html, page, publication.site.facts.address).encode("utf-8"))


def _alone(html: str, page: Layered, base: str) -> str:
    """A page that stands alone: its images are inside, and its links to other pages of the site are whole addresses.

    Where the site's address is not known, such a link would lead nowhere, and only its words stay.
    """
    inside = {address: data_address(address, data) for address, data in page.text.edition.assets}

    def image(found: re.Match[str]) -> str:
        address = image_address(unescape(found[1]))
        return f'src="{inside[address]}"' if address in inside else found[0]

    def link(found: re.Match[str]) -> str:
        target, words = unescape(found["target"]), found["words"]
        if scheme_of(target):
            return found[0]
        return f'<a href="{escape(urljoin(base + page.folder, target))}">{words}</a>' if base else words

    html = re.sub(r'src="([^"]*)"', image, html) if inside else html
    return re.sub(r'<a href="(?P<target>[^"#][^"]*)"[^>]*>(?P<words>.*?)</a>', link, html, flags=re.DOTALL)


def data_address(address: str, data: bytes) -> str:
    """An image as an address that holds it."""
    kind = _TYPES[address.rpartition(".")[2].lower()]
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
