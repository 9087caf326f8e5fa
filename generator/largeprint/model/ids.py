"""Ids: the one grammar of what a link can land on, and how an id is derived where none is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

RESERVED = "lp-"
"""What is ours on a page begins so; an id of a policy must not."""

LONGEST = 200
"""An id of more characters than this is refused: it has to fit into an address."""


def _belongs(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM" or character in "_-."


@lru_cache(4096)
def fault_of(identifier: str) -> str:
    """Why ``identifier`` is no id, in a few words; "" when it is one.

    The grammar: letters, digits and marks of any script, ``_``, ``-``, ``.``. Kept to the letter:
    case and form are never changed, so that what was published goes on to resolve.
    """
    if not identifier:
        return "it is empty"
    if len(identifier) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    if identifier.startswith(RESERVED):
        return f'"{RESERVED}" at the start is kept for the page itself'
    if not any(unicodedata.category(c)[0] in "LN" for c in identifier):
        return "it has no letter or digit"
    for character in identifier:
        if character.isspace():
            return "it has a blank in it"
        if not _belongs(character):
            return f'"{character}" cannot stand in one'
    return ""


def derive(heading: str) -> str:
    """The id that ``heading`` (plain text) stands for when none is written.

    Lower case, other characters dropped, each blank a hyphen: the form that the common Markdown hosts give
    to a heading, so that links that people made by hand for those hosts land here too. "" when nothing is left.
    """
    kept = (c for c in unicodedata.normalize("NFC", heading).strip().lower() if _belongs(c) or c.isspace())
    derived = "".join("-" if c.isspace() else c for c in kept).replace(".", "")[:LONGEST]
    return derived if not fault_of(derived) else ""


def candidates(heading: str, ancestors: tuple[str, ...]) -> Iterator[str]:
    """The ids that may stand for a heading, best first: its own words, then with the headings above it.

    Never by position: a section that moves, or gets a new neighbour, keeps its id.
    """
    words = heading
    yield derive(words)
    for above in reversed(ancestors):
        words = f"{above} {words}"
        yield derive(words)
