"""HTML of a page as it can stand in another document: images inside, no id twice, no link that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from markupsafe import Markup

from largeprint.model.addresses import image_address

_ID = re.compile(r' id="[^"]*"')
_LINK = re.compile(r'<a\b[^>]*? href="(?P<target>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'src="([^"]*)"')


def stand_alone(
    html: Markup, images: Mapping[str, str], ids: bool = False, places: Mapping[str, str] | None = None
) -> Markup:
    """``images`` are addresses that hold their data. Links to other pages of the site stay as words.

    ``places`` are the ids of the document, by those of the page; without it, they are the same.
    """

    def image(found: re.Match[str]) -> str:
        address = image_address(unescape(found[1]))
        return f'src="{images[address]}"' if address in images else found[0]

    def link(found: re.Match[str]) -> str:
        target = found["target"]
        if target.startswith("#") and places is not None:
            there = places.get(unescape(target[1:]))
            return f'<a href="#{escape(there)}">{found["words"]}</a>' if there else found["words"]
        if target.startswith("#") and not target.startswith("#lp-"):
            return found[0]
        return found[0] if re.match(r"(https?|mailto|tel):", target) else found["words"]

    text = _LINK.sub(link, _IMAGE.sub(image, str(html)))
    return Markup(text if ids else _ID.sub("", text))  # noqa: S704  (sanitised HTML of our own)
