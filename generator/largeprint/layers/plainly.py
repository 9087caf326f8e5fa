"""Findings in the words of counsel: what is to settle, and where, without any word of the trade of this program."""

from __future__ import annotations

import re

_QUOTED = re.compile(r'("[^"]*"|“[^”]*”)')
"""Words of the text stay as they are."""

_WORDS = (
    (r"\b[Cc]laims? confirmed", "sentences confirmed"),
    (r"\bclaims\b", "sentences"),
    (r"\bclaim\b", "sentence"),
    (r"\bClaim\b", "Sentence"),
    (r"\bevidence\b", "exact words"),
    (r"\bEvidence\b", "Exact words"),
    (r"\bdrift\b", "change"),
    (r"\bDrift\b", "Change"),
    (r"\bdigests?\b", "text code"),
    (r"\banchors\b", "places"),
    (r"\banchor\b", "place"),
    (r"\bAnchor\b", "Place"),
)


def plainly(message: str) -> str:
    """A message of a finding as counsel reads it. What it quotes from a text is not touched."""
    parts = _QUOTED.split(message)
    for at in range(0, len(parts), 2):
        for pattern, words in _WORDS:
            parts[at] = re.sub(pattern, words, parts[at])
    return "".join(parts)
