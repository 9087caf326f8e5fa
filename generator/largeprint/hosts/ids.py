"""``ids``: writes missing ids into the files, and records where released ones went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from largeprint.check.report import count
from largeprint.commit import write_sources
from largeprint.hosts.release import policy_of
from largeprint.model.finding import UseError
from largeprint.model.selection import select
from largeprint.read.site import ANCHORS, read_site
from largeprint.records.anchors import (
    Anchors,
    anchors_of,
    landing,
    standing_ids,
    with_back,
    with_moved,
    with_withdrawn,
    write_anchors,
)
from largeprint.records.ids import missing_ids, with_ids


def write(root: Path, what: Sequence[str]) -> None:
    """Writes the missing ids, and says each."""
    site = read_site(root)
    chosen = select(site, what)
    editions = [edition for policy in site.policies for edition in policy.editions]
    missing = [found for edition in editions for found in missing_ids(edition) if chosen.holds(found[0])]
    before = {path: (root / path).read_bytes() for path in {place.path for place, _ in missing}}
    after = with_ids(before, missing)
    write_sources(root, {root / path: (before[path], data) for path, data in after.items()})
    for place, identifier in sorted(missing):
        click.echo(f"{place}  #{identifier}")
    click.echo(f"Wrote {count(len(missing), 'id')} into {count(len(after), 'file')}.")


def settle(
    root: Path,
    policy: str,
    moved: Sequence[str],
    withdrawn: Sequence[str],
    back: Sequence[str],
    on: date | None,
    because: str,
) -> None:
    """Records where released ids of a policy went. Raises ``UseError`` for what cannot be so."""
    found = policy_of(read_site(root), policy)
    anchors, broken = anchors_of(found)
    if broken or not anchors or not found.anchors or not found.frozen:
        message = broken[0].message if broken else f"Nothing of {policy} was ever released, so that no id has to land."
        raise UseError(message, broken[0].todo if broken else f"rename freely; then: largeprint check {policy}")
    last = found.frozen[-1].name
    there = set().union(*(standing_ids(edition) for edition in found.editions))
    for pair in moved:
        old, sign, new = pair.partition("=")
        if not sign or not new:
            raise UseError(f'"{pair}" does not name an old and a new id.', "write --moved pp_old=pp_new")
        _gone(anchors, there, old)
        if new not in there and new not in anchors:
            raise UseError(f'"{new}" is no id of {policy}.', f"name one that is in the text: largeprint check {policy}")
        anchors = with_moved(anchors, old, new, anchors[old].last or last)
        if not landing(anchors, old):
            raise UseError(f'"{old}" would lead to itself.', "name an id that is in the text")
    if withdrawn and not (on and because.strip()):
        raise UseError("A withdrawal needs a day and a reason.", 'add --on 2026-03-01 --because "why it went"')
    for old in withdrawn:
        _gone(anchors, there, old)
        anchors = with_withdrawn(anchors, old, str(on), because.strip(), anchors[old].last or last)
    for identifier in back:
        if identifier not in there or identifier not in anchors:
            message = f'"{identifier}" is not in the text, or was never released.'
            raise UseError(message, "write it behind its heading first")
        anchors = with_back(anchors, identifier)
    path = root / "content" / policy / ANCHORS
    write_sources(root, {path: (path.read_bytes(), write_anchors(anchors).encode("utf-8"))})
    click.echo(f"Recorded in content/{policy}/{ANCHORS}: {count(len(moved) + len(withdrawn) + len(back), 'id')}.")
    click.echo(f"Next: largeprint check {policy}")


def _gone(anchors: Anchors, there: set[str], identifier: str) -> None:
    """Raises ``UseError`` where an id was never released, or still stands in the text."""
    if identifier not in anchors:
        raise UseError(f'"{identifier}" was never released, so that nothing leads to it.', "rename it freely")
    if identifier in there:
        raise UseError(f'"{identifier}" is in the text.', "take it out of the text, or leave it as it is")
