"""The Content-Security-Policy of each form: nothing is allowed but what that form ships itself."""

from __future__ import annotations

import base64
import hashlib

PAGE = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
"""For pages whose style and script are files beside them; images as data, since the empty icon is one."""


def offline(style: str, script: str) -> str:
    """For one file with its own style and script inside: both by their digest, images as data."""
    sources = f"style-src '{source(style)}'; script-src '{source(script)}'; img-src data:"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def embedded(style: str, script: str) -> str:
    """For a page with style and script inside, whose images are files beside it."""
    sources = f"style-src '{source(style)}'; script-src '{source(script)}'; img-src 'self' data:"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def alone(style: str) -> str:
    """For one file with its style inside and no script at all."""
    return f"default-src 'none'; style-src '{source(style)}'; img-src data:; base-uri 'none'; form-action 'none'"


def source(text: str) -> str:
    """A text inside a page as a policy names it: by its digest."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
