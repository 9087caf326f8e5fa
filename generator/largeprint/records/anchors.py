"""``anchors.yml``: every id that was ever released, and where it lands today. Once released, it lands for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from largeprint.model.finding import Fault
from largeprint.model.policy import Edition, Policy
from largeprint.records.form import BrokenRecord, mapping, read_record, word, write_record

_HEAD = """Every id that was ever released. A link to one of them lands for ever: here is where, if it moved or went.
Kept by: largeprint release, largeprint ids"""

_KINDS = ("question", "section", "place")
_KEYS = {"kind", "since", "heading", "moved", "withdrawn", "because", "last"}


@dataclass(frozen=True, slots=True)
class Kept:
    """An id that was released. ``kind``: question, section, or a place inside one; ``since``: its first release.

    ``moved`` is the id that it leads to now; ``withdrawn`` the day on which its text went, for the reason ``because``.
    Both are "" while it stands in the text. ``last`` is the last release that it stood in, once it does no longer;
    ``heading`` the words that it stood at in the release before.
    """

    id: str
    kind: str
    since: str
    heading: str = ""
    moved: str = ""
    withdrawn: str = ""
    because: str = ""
    last: str = ""

    @property
    def alive(self) -> bool:
        """Whether it is to stand in the text itself."""
        return not self.moved and not self.withdrawn


Anchors = Mapping[str, Kept]


def anchors_of(policy: Policy) -> tuple[Anchors, tuple[Fault, ...]]:
    """Every id of a policy that was ever released, and what is wrong with its record; then nothing of it counts."""
    return _read(*policy.anchors) if policy.anchors else ({}, ())


@lru_cache(256)
def _read(path: str, text: str) -> tuple[Anchors, tuple[Fault, ...]]:
    try:
        return read_anchors(text), ()
    except BrokenRecord as broken:
        return {}, (broken.fault(path),)


def read_anchors(text: str) -> Anchors:
    """The ids in the text of a record, in its order. Raises ``BrokenRecord``."""
    ids = mapping(mapping(read_record(text), {"ids"}).get("ids", {}), None)
    found = {identifier: _kept(identifier, value) for identifier, value in ids.items()}
    for kept in found.values():
        if not landing(found, kept.id):
            raise BrokenRecord(f'"{kept.id}" is recorded as moved to "{kept.moved}", which leads back to it.')
    return found


def _kept(identifier: str, value: Any) -> Kept:
    values = {key: word(each) for key, each in mapping(value, _KEYS).items()}
    gone, reasoned = "withdrawn" in values, "because" in values
    if values.get("kind") not in _KINDS or "since" not in values or gone != reasoned or (gone and "moved" in values):
        raise BrokenRecord("The record has another form than the tool gives it.")
    return Kept(identifier, **values)


def write_anchors(anchors: Anchors) -> str:
    """The record as text."""
    names = ("kind", "since", "heading", "moved", "withdrawn", "because", "last")
    ids = {kept.id: {name: value for name in names if (value := getattr(kept, name))} for kept in anchors.values()}
    return write_record(_HEAD, {"ids": ids})


def landing(anchors: Anchors, identifier: str) -> str:
    """The id that a released one leads to at last; itself if it never moved, "" for a way that goes round."""
    seen: set[str] = set()
    while identifier not in seen:
        seen.add(identifier)
        if identifier not in anchors or not anchors[identifier].moved:
            return identifier
        identifier = anchors[identifier].moved
    return ""


def released(anchors: Anchors, editions: Iterable[Edition], day: str) -> Anchors:
    """The record after a release of ``editions`` on ``day``: ids that are new in it, and headings as they read now."""
    found = dict(anchors)
    for edition in editions:
        for identifier, (kind, heading) in standing_ids(edition).items():
            known = found.get(identifier)
            if known is None:
                found[identifier] = Kept(identifier, kind, day, heading)
            elif known.alive:
                found[identifier] = replace(known, heading=heading or known.heading)
    return found


def standing_ids(edition: Edition) -> dict[str, tuple[str, str]]:
    """Every id of an edition with its kind, and the heading that it stands at."""
    found: dict[str, tuple[str, str]] = {}
    for question in edition.questions:
        found.setdefault(question.anchor.id, ("question", question.heading.text))
    for section in edition.sections:
        if section.anchor:
            found.setdefault(section.anchor.id, ("section", section.heading.text))
    for question in edition.questions:
        inside = [*question.also, *question.answer.anchors, *(a for cell in question.cells for a in cell.anchors)]
        for anchor in inside:
            found.setdefault(anchor.id, ("place", question.heading.text))
    for section in edition.sections:
        for anchor in (*section.also, *section.heading.anchors, *section.body.anchors):
            found.setdefault(anchor.id, ("place", section.heading.text))
    for anchor in edition.anchors():
        found.setdefault(anchor.id, ("place", ""))
    found.pop("", None)
    return found


def lost(anchors: Anchors, edition: Edition) -> tuple[Kept, ...]:
    """The released ids that land nowhere in an edition: they are to stand in it, or moved to one that is not there."""
    there = {anchor.id for anchor in edition.anchors()}
    return tuple(
        kept
        for kept in anchors.values()
        if (goal := landing(anchors, kept.id)) not in there
        and (kept.alive or (goal not in anchors and not kept.withdrawn))
    )


def with_moved(anchors: Anchors, old: str, new: str, last: str) -> Anchors:
    """The record with an id that leads to another from now on. ``last``: the last release that it stood in."""
    return {**anchors, old: replace(anchors[old], moved=new, withdrawn="", because="", last=last)}


def with_withdrawn(anchors: Anchors, old: str, on: str, because: str, last: str) -> Anchors:
    """The record with an id whose text went on a day, for a reason."""
    return {**anchors, old: replace(anchors[old], moved="", withdrawn=on, because=because, last=last)}


def with_back(anchors: Anchors, identifier: str) -> Anchors:
    """The record with an id that stands in the text again, for what it stood for before."""
    return {**anchors, identifier: replace(anchors[identifier], moved="", withdrawn="", because="", last="")}


def ways(anchors: Anchors, there: Collection[str]) -> dict[str, str]:
    """For every id that moved the next one on its way that is ``there``; without those that lead to none."""
    found = {}
    for kept in anchors.values():
        goal, seen = kept.moved, {kept.id}
        while goal and goal not in there and goal in anchors and goal not in seen:
            seen.add(goal)
            goal = anchors[goal].moved
        if goal in there and kept.id not in there:
            found[kept.id] = goal
    return found
