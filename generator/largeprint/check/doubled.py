"""One mistake, one finding: what another finding explains already is not told a second time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from largeprint.model.finding import Finding
from largeprint.model.policy import Site
from largeprint.model.source import Place


def without_doubles(site: Site, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings without those of answers that lead to no section only because their link is damaged.

    A damaged link that is set aside explains nothing: its brackets are meant as they stand.
    """
    damaged = [
        f.place for f in findings if f.rule == "link-malformed" and not f.aside and f.edit and "](#" in f.edit.new
    ]
    unlinked = {f.place for f in findings if f.rule == "answer-unlinked"}
    if not damaged or not unlinked:
        return tuple(findings)
    explained = {
        start
        for start, end in _questions(site)
        if start in unlinked
        and any(start <= place and (end is None or place < end) for place in damaged if place.path == start.path)
    }
    return tuple(f for f in findings if f.rule != "answer-unlinked" or f.aside or f.place not in explained)


def _questions(site: Site) -> Iterator[tuple[Place, Place | None]]:
    """Where each question begins, and where the next one does (None behind the last)."""
    for policy in site.policies:
        for edition in policy.editions:
            places = [question.place for question in edition.questions]
            yield from zip(places, [*places[1:], None], strict=True)
