"""The policies that ``site.yml`` names, against those that are there: in their order, moved, withdrawn."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches

from largeprint.model.finding import Fault
from largeprint.model.policy import Gone
from largeprint.model.source import Place
from largeprint.read.yaml import Path

Places = Mapping[Path, Place]
"""Where each key and item of ``site.yml`` stands."""


def order_faults(named: Sequence[str], places: Places, there: Collection[str]) -> Iterator[Fault]:
    """What is wrong with the list ``policies``: a name twice, or of a policy that is not there. ``there`` are those."""
    for number, name in enumerate(named):
        place = places["policies", number]
        if name in named[:number]:
            message = f'The policy "{name}" is named twice.'
            yield Fault("metadata-invalid", place, message, 'Name it once in "policies".')
        elif name not in there:
            near = get_close_matches(name, list(there), 1)
            todo = f'Make content/{name}/en/summary.md, or take "{name}" out of "policies".'
            todo = f'Did you mean "{near[0]}"?' if near else todo
            yield Fault("metadata-invalid", place, f'There is no policy "{name}".', todo)


def gone_faults(gone: Sequence[Gone], places: Places, there: Collection[str]) -> Iterator[Fault]:
    """What is wrong with the policies that went: still there, named twice, or leading to one that is not there."""
    seen: set[str] = set()
    withdrawn = 0
    for each in gone:
        way: Path = ("withdrawn", withdrawn) if each.on else ("moved", each.policy)
        withdrawn += each.on is not None
        place = places[way]
        if each.policy in there:
            message = f'The policy "{each.policy}" is still there, in content/{each.policy}.'
            yield Fault("metadata-invalid", place, message, "Take the entry out, or the folder away.")
        if each.policy in seen:
            message = f'Where "{each.policy}" went is said twice.'
            yield Fault("metadata-invalid", place, message, "Keep one of the two.")
        seen.add(each.policy)
        if each.instead and each.instead not in there:
            message = f'"{each.policy}" leads to "{each.instead}", and there is no such policy.'
            todo = f"Name one of: {', '.join(there) or 'none is there yet'}."
            yield Fault("metadata-invalid", places.get((*way, "instead"), place), message, todo)
