"""The Jinja environment. Content is data: it is never compiled, and autoescape is on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from traceback import walk_tb
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError

import largeprint
from largeprint.model.finding import InputError
from largeprint.model.source import Place
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


def forget() -> None:
    """Has templates read anew: for a preview, while somebody works on them."""
    _environment.cache_clear()


def render(name: str, language: str, **values: Any) -> bytes:
    """A template filled in, as UTF-8. Its words are those of ``language``, English where one is missing."""
    try:
        template = _environment().get_template(name)
        text = template.render(t=catalogue(template_root() / "messages", language), **values)
    except TemplateSyntaxError as error:
        raise _broken(error.name or name, error.lineno, error.message or "it cannot be read") from error
    except Exception as error:
        place = _place_in_template(error)
        if place is None and not isinstance(error, TemplateError):
            raise
        raise _broken(*(place or (name, 1)), str(error.args[0] if error.args else error)) from error
    return text.encode("utf-8")


def _place_in_template(error: Exception) -> tuple[str, int] | None:
    """Name and line of the template at which ``error`` came up; None when it came up in code of ours."""
    root, place = template_root(), None
    for frame, line in walk_tb(error.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(root):
            place = (path.relative_to(root).as_posix(), line)
        elif place and frame.f_code.co_filename.startswith(str(root.parent)):
            place = place if frame.f_code.co_name == "t" else None
    return place


def _broken(name: str, line: int, reason: str) -> InputError:
    message = f"This template cannot be filled in: {reason.rstrip('.')}."
    return InputError(Place(f"{template_root().name}/{name}", line), message, "Mend the template.")
