"""Links as they were written: what an edit of one takes out and puts in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from largeprint.check.registry import Subject
from largeprint.model.finding import Edit
from largeprint.model.policy import Link

Lines = Mapping[str, Sequence[str]]
"""The lines of an edition's files, by path."""

_LINK = re.compile(r"\[(?P<words>[^\[\]\n]*)\]\((?P<target>[^()\s<>]*)\)")


def lines_of(subject: Subject) -> Lines:
    """The lines of the files that an edition was read from."""
    return {path: text.split("\n") for path, text in subject.edition.sources}


def with_link(lines: Lines, link: Link, words: str, target: str, before: str = "") -> Edit | None:
    """The edit that writes a link anew, with ``before`` in front of it.

    None where it is not written as ``[words](target)`` on one line: then a person has to look.
    """
    found = _written(lines, link)
    if not found:
        return None
    kept = found["words"] if words == link.text.strip() else words
    return Edit(link.place, found[0], f"{before}[{kept}]({target})")


def with_target(lines: Lines, link: Link, target: str) -> Edit | None:
    """The edit that leads a link elsewhere, and leaves its words alone. None as above."""
    found = _written(lines, link)
    if not found:
        return None
    place = replace(link.place, column=found.start("target") + 1)
    return Edit(place, found["target"], target)


def _written(lines: Lines, link: Link) -> re.Match[str] | None:
    if link.place.path not in lines:
        return None
    found = _LINK.match(lines[link.place.path][link.place.line - 1], link.place.column - 1)
    return found if found and found["target"] == link.target else None
