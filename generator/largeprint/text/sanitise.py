"""The guard: the last thing that touches a piece of HTML before it is measured and shown.

An allow-list over an HTML5 parser. Reading has already shown, escaped and reported what it takes away;
a test holds that on every kind of text nothing but our own knowledge stands between the two.
"""

from __future__ import annotations

import re

import nh3

from largeprint.read.html import ALLOWED, ATTRIBUTES, GENERAL_ATTRIBUTES, SCHEMES

_ATTRIBUTES = {"*": GENERAL_ATTRIBUTES, **ATTRIBUTES}
_ATTRIBUTES["div"] = {"tabindex", "role", "aria-label"}
_ATTRIBUTES["img"] = {"src", "alt", "width", "height", "loading"}
_ATTRIBUTES["a"] = {"href", "hreflang", "aria-label"}
_CLASSES = {
    "ol": {"lp-labels"},
    "span": {"lp-label"},
    "div": {"lp-table"},
    "sup": {"lp-note"},
    "p": {"lp-head"},
    "th": {"lp-left", "lp-center", "lp-right"},
    "td": {"lp-left", "lp-center", "lp-right"},
}


def _cleaner(attributes: dict[str, set[str]]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(ALLOWED),
        attributes=attributes,
        allowed_classes=_CLASSES,
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )


# Made once: handing over the lists takes longer than cleaning a short piece.
_WITH_IDS = _cleaner(_ATTRIBUTES)
_WITHOUT_IDS = _cleaner({tag: names - {"id"} for tag, names in _ATTRIBUTES.items()})


_PLAIN = re.compile(r"[^<>&\x00-\x1f\x7f-\xa0\ud800-\udfff\ufffe\uffff]*")
"""Words that any HTML parser leaves as they are: most headings and cells are no more."""


def sanitise(html: str, ids: bool = True) -> str:
    """``html`` with nothing in it that could act, load from elsewhere, or stay open; on demand without ids."""
    if _PLAIN.fullmatch(html):
        return html
    return (_WITH_IDS if ids else _WITHOUT_IDS).clean(html)
