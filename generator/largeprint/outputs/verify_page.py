"""``verify.html``: one page on which counsel drops a file, and which says what it is and who approved it.

It opens from a disk and asks for nothing. It holds names: never a part of the site. What it knows lies in it as JSON,
and so do its words, which its script puts together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from largeprint.layers.known import KeptFile, KnownText
from largeprint.model.digest import byte_digest
from largeprint.outputs import csp
from largeprint.outputs.assets import lean, wrapped
from largeprint.outputs.manifest import NAME, written
from largeprint.outputs.templates import render, template_root
from largeprint.outputs.verify_words import words
from largeprint.text.language import language

MOST_BYTES = 64 * 1024 * 1024
"""Files above this are refused with words: a browser has to hold the whole of one to look at it."""


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """The values of ``review/verify.html``."""

    day: str
    texts: tuple[KnownText, ...]
    data: Markup
    inline_style: Markup
    inline_script: Markup
    csp: str
    noindex: bool = True
    description: str = ""
    canonical: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def verify_page(manifest: Mapping[str, Any], texts: Sequence[KnownText], kept: Sequence[KeptFile]) -> bytes:
    """The page for a publication (the value of its manifest, as it is kept)."""
    day = language("en").day(date.fromisoformat(manifest["as_of"]))
    shown = {(policy, told["release"]) for policy, told in manifest["policies"].items()}
    current = tuple(text for text in texts if (text.policy, text.release) in shown)
    value = {
        "day": day,
        "seal": manifest["seal"],
        "manifest": byte_digest(written(manifest)),
        "files": manifest["files"],
        "texts": [{**asdict(text), "shown": text in current} for text in texts],
        "kept": [asdict(each) for each in kept],
        "most": MOST_BYTES,
        "name": NAME,
        "words": words(day),
    }
    assets = template_root() / "assets"
    style = "".join(lean((assets / name).read_text("utf-8")) for name in ("review.css", "verify.css"))
    script = lean(wrapped("verify"))
    page = VerifyPage(
        day,
        current,
        Markup(_inside(value)),  # noqa: S704  (nothing in it can end the element)
        Markup(style),  # noqa: S704  (files of our own)
        Markup(script),  # noqa: S704  (files of our own)
        csp.offline(style, script),
    )
    return render("review/verify.html", "en", page=page)


def _inside(value: object) -> str:
    """JSON that can stand in a script element, whatever words are in it: no sign of it means anything in HTML."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
