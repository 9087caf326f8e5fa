"""A page's HTML as it stands elsewhere: in a page without chrome, or in a file for programs. No word of it changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from markupsafe import Markup

from largeprint.read.html import SCHEMES, scheme_of

_TAG = re.compile(r'<(?:[^"<>]|"[^"]*")*>')
_LINK = re.compile(r'</a>|<(?:a|img) (?:[^"<>]|"[^"]*")*>')
_WAY = re.compile(r' (href|src)="([^"]*)"')
_ID = re.compile(r' (?:id|aria-labelledby)="[^"]*"')
_SIGN = re.compile(r'<a class="lp-ref" (?:[^"<>]|"[^"]*")*><svg (?:[^"<>]|"[^"]*")*><use [^<>]*/></svg></a>')

Way = Callable[[str], str]
"""The address that a link or an image has there, for the one that it has on the page; "" takes a link off its words."""


Sign = Callable[[str], str]
"""What stands behind the words of a link that leaves the site, for its address: HTML."""


def carried(html: Markup, way: Way, sign: Sign | None = None) -> Markup:
    """HTML of a page for another page: each address by ``way``, the signs that lead back to quotes left out.

    With a ``sign``, links that leave the site are marked: by it for people, by ``rel`` for browsers.
    """
    if "<a " not in html and "<img " not in html:
        return html
    leaving = ""

    def turned(found: re.Match[str]) -> str:
        nonlocal leaving
        tag = found[0]
        if tag == "</a>":
            mark, leaving = leaving, ""
            return mark + tag
        tag = _WAY.sub(lambda at: _attribute(at[1], way(unescape(at[2]))), tag)
        if sign and tag.startswith("<a ") and is_outside(_target(tag)):
            leaving = str(sign(_target(tag)))
            return f'{tag[:-1]} rel="external noopener">'
        return tag

    return Markup(_LINK.sub(turned, _SIGN.sub("", html) if "<svg " in html else html))


def _attribute(name: str, target: str) -> str:
    return f' {name}="{escape(target)}"' if target else ""


def portable(html: Markup, way: Way) -> str:
    """HTML of a page for programs: each address by ``way``; without ids, and without signs that lead back to quotes.

    Every element is closed, every attribute quoted, and of named entities there are XML's five only. The numbers of
    sentences are in it, as the evidence names them: ``<span class="lp-n" data-n="1"></span>``.
    """
    moved = str(carried(html, way))
    if _ID.search(moved):
        moved = _TAG.sub(lambda found: _ID.sub("", found[0]), moved)
    return moved.replace("&nbsp;", "&#160;")


def is_outside(target: str) -> bool:
    """Whether an address leaves the site: to a host, a mail program, a telephone."""
    return scheme_of(target) in SCHEMES


def _target(tag: str) -> str:
    found = re.search(r' href="([^"]*)"', tag)
    return unescape(found[1]) if found else ""
