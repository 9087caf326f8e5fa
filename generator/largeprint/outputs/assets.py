"""Style sheet and script of the reader's page. Their addresses carry their digest: no cache can serve an old one."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from largeprint.model.addresses import ASSETS
from largeprint.model.digest import byte_digest
from largeprint.outputs.registry import File
from largeprint.outputs.squeeze import squeeze_script, squeeze_style
from largeprint.outputs.templates import template_root


@lru_cache
def style() -> File:
    """The style sheet."""
    source = (template_root() / "assets" / "reader.css").read_text("utf-8")
    return named("reader", "css", source)


@lru_cache
def script() -> File:
    """The script: the small sources in the order of their names, as one classic script.

    Module scripts and ``fetch`` are refused by browsers on ``file://``.
    """
    return named("reader", "js", wrapped("reader"))


def wrapped(folder: str) -> str:
    """The small sources of a script, in the order of their names, as one that gives no name to the page."""
    sources = sorted((template_root() / "assets" / folder).glob("*.js"))
    joined = "\n".join(source.read_text("utf-8") for source in sources)
    return f"(function () {{\n'use strict';\n{joined}\n}})();\n"


@lru_cache
def history_style() -> File:
    """What the pages of a history have beside the style of all."""
    return named("history", "css", (template_root() / "assets" / "history.css").read_text("utf-8"))


@lru_cache
def history_script() -> File:
    """The script of the timeline: what is new for a reader who agreed on a day."""
    return named("history", "js", (template_root() / "assets" / "history.js").read_text("utf-8"))


@lru_cache
def component() -> tuple[File, ...]:
    """What hosts of answers link: the web component with its types, and the script for frames.

    Hosts write these addresses into pages of their own, so there is no digest in them.
    """
    root = template_root() / "assets"
    sheet = squeeze_style(lean((root / "answer.css").read_text("utf-8")))
    return (
        File(f"{ASSETS}largeprint-answer.js", classic("answer", f"const STYLE = {json.dumps(sheet)};\n")),
        File(f"{ASSETS}largeprint-answer.d.ts", (root / "answer.d.ts").read_bytes()),
        File(f"{ASSETS}largeprint-frame.js", classic("frame")),
    )


def classic(name: str, before: str = "") -> bytes:
    """A classic script with a scope of its own out of the sources in a folder, in the order of their names."""
    sources = sorted((template_root() / "assets" / name).glob("*.js"))
    joined = before + "\n".join(source.read_text("utf-8") for source in sources)
    return squeeze_script(lean(f"(function () {{\n'use strict';\n{joined}\n}})();\n")).encode("utf-8")


def named(name: str, ending: str, text: str) -> File:
    """A file of ours whose address carries its digest."""
    data = lean(text).encode("utf-8")
    return File(f"{ASSETS}{name}.{byte_digest(data)[:8]}.{ending}", data)


def lean(text: str) -> str:
    """Comments, indentation and empty lines taken out: a fifth of the bytes that are sent.

    Our own sources hold ``/*`` nowhere else. The minifiers that were tried change what modern selectors mean
    (``.a :is(b)`` became ``.a:is(b)``).
    """
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return "".join(f"{line.strip()}\n" for line in bare.split("\n") if line.strip())
