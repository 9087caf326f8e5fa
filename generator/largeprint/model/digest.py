"""The two digests, and the code for the eye.

The word digest says whether the words are the same; the byte digest whether a file is untouched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, which the eye takes for others."""

_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def byte_digest(data: bytes) -> str:
    """sha256 of ``data``: 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def word_digest(marks: Iterable[str]) -> str:
    """sha256 of the canonical form of a text: 64 hex digits.

    ``marks`` are words, block boundaries, labels and link targets in order, as ``text.words`` makes them.
    They are joined as a JSON list, so that no two different lists give the same bytes.
    """
    return hashlib.sha256(_canonical(list(marks)).encode("utf-8")).hexdigest()


def text_code(digest: str) -> str:
    """Eight characters that stand for ``digest`` on a page or in a packet, as ``7KQ4-M2XD``.

    The first 40 bits in Crockford's base 32. For the eye only: the full digest decides.
    """
    bits = int(digest[:10], 16)
    letters = "".join(_ALPHABET[bits >> shift & 31] for shift in range(35, -1, -5))
    return f"{letters[:4]}-{letters[4:]}"
