"""Imports every rule, so that the registry is full. A new rule is a new file and a line here."""

from largeprint.check import anchors, answers, deceptive, links, malformed, sections, structure

__all__ = ["anchors", "answers", "deceptive", "links", "malformed", "sections", "structure"]
