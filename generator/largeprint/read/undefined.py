"""Footnotes and reference links whose label nothing defines: Markdown shows them as plain words, brackets and all.

Legal texts are full of brackets ("[Company]", "[1][2]", "[sic]"): only what nobody writes with no link in mind counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

CITED = re.compile(r"\W*(?:\d+|sic|[a-z])?\W*", re.IGNORECASE)
"""Brackets that people write with no link in mind, such as [1], [sic] and [...]."""

_NOTE = re.compile(r"\[\^(?P<label>\w[^\s\[\]^]{0,100})\]")

_REFERENCE = re.compile(r"\[(?P<text>[^\[\]]{1,200})\]\[(?P<label>[^\[\]\n]{0,100})\]")

_NAME = re.compile(r"[^\W\dA-Z_][\w.-]+")
"""A label as people write them: one word, small. In "[Company][Date]" it is a gap to fill in."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that a page defines, of reference links and of footnotes."""

    references: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Undefined:
    """``start`` and ``end`` are offsets in the text; the rest is as in a fault."""

    start: int
    end: int
    message: str
    todo: str
    mend: tuple[str, str] | None = None


def labels_in(env: Mapping[str, Any]) -> Labels:
    """The labels that the parser found and left in its ``env``."""
    notes = env.get("footnotes", {}).get("refs", {})
    return Labels(
        frozenset(label.lower() for label in env.get("references", {})),
        frozenset(label.removeprefix(":") for label in notes),
    )


def undefined_in(plain: str, labels: Labels) -> Iterator[Undefined]:
    """What in ``plain``, the words without all that the parser understood, refers to nothing."""
    for found in _NOTE.finditer(plain):
        message = f'No footnote "{found["label"]}" is written: "{found[0]}" is shown as plain words.'
        near = _nearest(found["label"], labels.notes)
        todo = (
            f'Did you mean "[^{near}]"?' if near else f'Write it on a line of its own, "{found[0]}: …", or take it out.'
        )
        yield Undefined(found.start(), found.end(), message, todo)
    for found in _REFERENCE.finditer(plain):
        text, label = found["text"], found["label"].strip()
        shown = " ".join(found[0].split())
        if label.startswith("#") and _is_word(label[1:]):
            mend = f"[{text}]({label})"
            message = f'"{shown}" is a damaged link, and is shown as plain words.'
            yield Undefined(found.start(), found.end(), message, f'Mend: "{mend}"', (found[0], mend))
        elif not CITED.fullmatch(text) and not text.startswith("^") and _is_meant(text, label, labels.references):
            name = label or " ".join(text.split())
            message = f'No link "{name}" is defined: "{shown}" is shown as plain words.'
            near = _nearest(name, labels.references)
            todo = f'Define it on a line of its own, "[{name}]: …", or write the target here: "[{text}](…)".'
            yield Undefined(found.start(), found.end(), message, f'Did you mean "[{near}]"?' if near else todo)


def _is_meant(text: str, label: str, references: frozenset[str]) -> bool:
    """Whether ``[text][label]`` was meant as a link: its label is a name, or is like those that the page defines."""
    if not label:
        return bool(references) or text[:1].islower()
    if CITED.fullmatch(label):
        return label.isdigit() and any(known.isdigit() for known in references)
    return _is_word(label) or bool(_nearest(label, references))


def _is_word(label: str) -> bool:
    return _NAME.fullmatch(label) is not None


def _nearest(label: str, known: frozenset[str]) -> str:
    return next(iter(get_close_matches(label.lower(), sorted(known), 1, 0.7)), "")
