"""A history brought in: dated texts, one after the other, made into releases, and every id that went accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from largeprint.model.policy import Edition, Frozen, Policy, Release
from largeprint.read.frozen import read_frozen
from largeprint.records.anchors import (
    Anchors,
    Kept,
    landing,
    lost,
    released,
    standing_ids,
    with_back,
    with_moved,
    with_withdrawn,
)
from largeprint.records.ids import missing_ids, with_ids
from largeprint.records.moves import Proposal, propose
from largeprint.records.releases import frozen_files
from largeprint.text.render import render_edition


@dataclass(frozen=True, slots=True)
class Version:
    """A text of a day: its files by their names in the policy's folder, as an author would have them there."""

    day: date
    files: Mapping[str, bytes]
    note: str = ""
    material: bool | None = None
    """None where nobody said: then a change of words is material."""


@dataclass(frozen=True, slots=True)
class Went:
    """An id that a text no longer has, and what may have become of it. ``heading`` is what it stood at."""

    kept: Kept
    release: str
    proposal: Proposal | None


Decide = Callable[[Went], str]
"""The id that one leads to now; "" where it is withdrawn."""


@dataclass(frozen=True, slots=True)
class History:
    """Releases by name, each with its files; the record of ids after the last; what was decided of each that went."""

    releases: Mapping[str, Mapping[str, bytes]]
    anchors: Anchors
    went: tuple[tuple[Went, str], ...]
    last: Mapping[str, bytes]


def history_of(policy: str, versions: Iterable[Version], anchors: Anchors, decide: Decide) -> History:
    """The releases that versions make, in the order of their days, after what ``anchors`` records already.

    A version that changes no word and no file is left out.
    """
    made: dict[str, Mapping[str, bytes]] = {}
    went: list[tuple[Went, str]] = []
    before: Policy | None = None
    last: Mapping[str, bytes] = {}
    digests: dict[str, str] = {}
    for version in sorted(versions, key=lambda each: each.day):
        name = _name(version.day, made)
        files = _with_written_ids(policy, name, version)
        release = Release(name, version.day, bool(version.material), version.note)
        now = read_frozen(policy, Frozen(name, "", tuple(files.items())), release)
        words = {edition.language: render_edition(edition).digest for edition in now.editions}
        if words == digests and files.get("policy.yml") == last.get("policy.yml"):
            continue
        if before is not None:
            anchors, more = _accounted(anchors, before, now, name, decide)
            went += more
        if version.material is None:
            release = Release(name, version.day, before is not None, version.note)
        anchors = released(anchors, now.editions, name)
        made[name] = frozen_files(release, files, words)
        before, last, digests = now, files, words
    return History(made, anchors, tuple(went), last)


def _name(day: date, made: Mapping[str, object]) -> str:
    number = sum(name.partition(".")[0] == day.isoformat() for name in made)
    return f"{day}.{number + 1}" if number else day.isoformat()


def _with_written_ids(policy: str, name: str, version: Version) -> dict[str, bytes]:
    """The files with every id written down: they change no word, and later texts are matched by them."""
    files = dict(version.files)
    frozen = Frozen(name, "", tuple(files.items()))
    home = f"content/{policy}/"
    for edition in read_frozen(policy, frozen, Release(name, version.day, False)).editions:
        missing = missing_ids(edition)
        sources = {path: files[path.removeprefix(home)] for path, _ in edition.sources}
        written = with_ids(sources, missing)
        files.update({path.removeprefix(home): data for path, data in written.items()})
    return files


def _accounted(
    anchors: Anchors, before: Policy, now: Policy, name: str, decide: Decide
) -> tuple[Anchors, list[tuple[Went, str]]]:
    """The record once every id that went has a place, and every one that is back stands for itself again."""
    decided: list[tuple[Went, str]] = []
    there: set[str] = set()
    for edition in now.editions:
        there |= set(standing_ids(edition))
    for kept in list(anchors.values()):
        if not kept.alive and kept.id in there:
            anchors = with_back(anchors, kept.id)
    then = {edition.language: edition for edition in before.editions}
    last = before.release.name if before.release else ""
    for edition in now.editions:
        old: Edition | None = then.get(edition.language)
        gone = [kept for kept in lost(anchors, edition) if kept.id not in there]
        proposals = propose(gone, old, edition) if old else {}
        for kept in gone:
            went = Went(kept, name, proposals.get(kept.id))
            goal = decide(went)
            if goal and landing(with_moved(anchors, kept.id, goal, last), kept.id):
                anchors = with_moved(anchors, kept.id, goal, last)
            else:
                goal, day = "", name.partition(".")[0]
                anchors = with_withdrawn(anchors, kept.id, day, "Not in the text from that day on.", last)
            decided.append((went, goal))
    return anchors, decided
