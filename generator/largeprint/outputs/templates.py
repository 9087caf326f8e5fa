"""The Jinja environment. Content is data: it is never compiled, and autoescape is on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import largeprint
from largeprint.outputs.catalogue import catalogue


@lru_cache
def template_root() -> Path:
    """The folder ``templates``: inside an installed package, or beside ``generator`` in a checkout.

    Raises ``FileNotFoundError`` naming both places where it is in neither.
    """
    package = Path(largeprint.__file__).resolve().parent
    places = (package / "templates", package.parent.parent / "templates")
    for place in places:
        if (place / "reader").is_dir():
            return place
    raise FileNotFoundError(f"no templates in {places[0]} or {places[1]}")


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(template_root()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


def render(name: str, language: str, **values: Any) -> bytes:
    """A template filled in, as UTF-8. Its words are those of ``language``, English where one is missing."""
    template = _environment().get_template(name)
    text = template.render(t=catalogue(template_root() / "messages", language), **values)
    return text.encode("utf-8")
