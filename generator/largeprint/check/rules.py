"""Imports every rule, so that the registry is full. A new rule is a new file and a line here."""

from largeprint.check import (
    anchors,
    answers,
    deceptive,
    disclosures,
    figures,
    grounded,
    length,
    links,
    malformed,
    messages,
    overstates,
    released,
    sections,
    stale,
    structure,
    vague,
)

__all__ = [
    "anchors",
    "answers",
    "deceptive",
    "disclosures",
    "figures",
    "grounded",
    "length",
    "links",
    "malformed",
    "messages",
    "overstates",
    "released",
    "sections",
    "stale",
    "structure",
    "vague",
]
