"""A built page read back by an HTML5 parser that is not the one it was made with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from justhtml import JustHTML

_HIDDEN = {"script", "style", "template", "head", "svg"}
_INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "q", "span", "strong", "sub", "sup", "time"}


def parse(data: bytes) -> Any:
    """The document's root."""
    return JustHTML(data.decode("utf-8"), sanitize=False).root


def elements(root: Any) -> Iterator[Any]:
    """Every element below ``root`` that a reader could meet, in order."""
    for child in getattr(root, "children", None) or ():
        name = getattr(child, "name", "")
        if name and not name.startswith("#") and name not in _HIDDEN:
            yield child
        if name not in _HIDDEN:
            yield from elements(child)


def attribute(element: Any, name: str) -> str:
    """An attribute's value, "" when it is not there."""
    return (getattr(element, "attrs", None) or {}).get(name) or ""


def words(element: Any) -> str:
    """The visible words below an element; what is there for screen readers alone left out."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Any) -> Iterator[str]:
    for child in getattr(element, "children", None) or ():
        name = getattr(child, "name", "")
        if name == "#text":
            yield child.data
        elif name not in _HIDDEN and "lp-vh" not in attribute(child, "class").split():
            edge = "" if name in _INLINE else " "
            yield edge
            yield from _pieces(child)
            yield edge
