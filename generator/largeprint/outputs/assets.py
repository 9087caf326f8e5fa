"""Style sheet and script of the reader's page. Their addresses carry their digest: no cache can serve an old one."""

from __future__ import annotations

from functools import lru_cache

from largeprint.model.addresses import ASSETS
from largeprint.model.digest import byte_digest
from largeprint.outputs.registry import File
from largeprint.outputs.templates import template_root


@lru_cache
def style() -> File:
    """The style sheet."""
    return _named("reader", "css", (template_root() / "assets" / "reader.css").read_bytes())


@lru_cache
def script() -> File:
    """The script: the small sources in the order of their names, as one classic script.

    Module scripts and ``fetch`` are refused by browsers on ``file://``.
    """
    sources = sorted((template_root() / "assets" / "reader").glob("*.js"))
    joined = b"\n".join(source.read_bytes().strip() for source in sources)
    return _named("reader", "js", b"(function () {\n'use strict';\n" + joined + b"\n})();\n")


def _named(name: str, ending: str, data: bytes) -> File:
    return File(f"{ASSETS}{name}.{byte_digest(data)[:8]}.{ending}", data)
