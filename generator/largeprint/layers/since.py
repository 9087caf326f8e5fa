"""What changed since something was approved, where the words of then are kept in a release."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from largeprint.layers.redline import Part, Redline, redline
from largeprint.layers.turns import Turn, turns_of
from largeprint.model.policy import Frozen, Policy, Site
from largeprint.model.same import Same
from largeprint.model.signoff import Unit
from largeprint.records.anchors import anchors_of, standing_ids, ways
from largeprint.records.approval import shown_release, units_of
from largeprint.records.releases import broken
from largeprint.text.claims import passages_of
from largeprint.text.render import EditionText

Moved = tuple[str, str, tuple[Turn, ...]]
"""Where something changed ("" for the answer itself, or the heading of a section), its state, and its turns."""


def changes_since(site: Site, policy: Policy, text: EditionText, approved: Unit) -> tuple[Moved, ...] | None:
    """What changed between the words that were ``approved`` and ``text``; None where no release has these words."""
    for frozen in reversed(policy.frozen):
        if broken(frozen) is None and approved.words in _words(Same(site), policy.id, frozen):
            found = _since(Same(site), Same(text), policy.id, frozen)
            return tuple(_told(site, text, found, approved.id)) if found else None
    return None


def _told(site: Site, text: EditionText, found: Redline, identifier: str) -> Iterator[Moved]:
    behind: set[str] = set()
    if identifier:
        shown = next(each for each in text.questions if each.question.anchor.id == identifier)
        passages = passages_of(site, text, shown)
        behind = {s.section.anchor.id for passage in passages for s in passage.sections if s.section.anchor}
    for part in found.changed:
        if part.kind == "question" and part.id == identifier:
            yield "", part.state, _turns(part)
        elif part.kind == "section" and (not identifier or part.id in behind):
            yield part.title, part.state, _turns(part)


def _turns(part: Part) -> tuple[Turn, ...]:
    return turns_of(part) if part.state == "edited" else ()


@lru_cache(64)
def _words(site: Same[Site], policy: str, frozen: Frozen) -> frozenset[str]:
    own = next(each for each in site.value.policies if each.id == policy)
    released, around, texts = shown_release(site.value, own, frozen)
    return frozenset(unit.words for text in texts for unit, _ in units_of(around, released, text))


@lru_cache(64)
def _since(site: Same[Site], text: Same[EditionText], policy: str, frozen: Frozen) -> Redline | None:
    own = next(each for each in site.value.policies if each.id == policy)
    _, _, texts = shown_release(site.value, own, frozen)
    edition = text.value.edition
    before = next((each for each in texts if each.edition.language == edition.language), None)
    anchors, _ = anchors_of(own)
    return redline(before, text.value, ways(anchors, set(standing_ids(edition)))) if before else None
