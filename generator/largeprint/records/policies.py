"""``content/anchors.yml``: every policy that was ever released. Its address says for ever where it went."""

from __future__ import annotations

from largeprint.model.finding import Fault
from largeprint.model.policy import Site
from largeprint.records.form import BrokenRecord, mapping, read_record, word, write_record

_HEAD = """Every policy that was ever released, with the day of its first release. One that goes is named in site.yml.
Kept by: largeprint release"""


def policies_of(site: Site) -> tuple[dict[str, str], tuple[Fault, ...]]:
    """Each policy that was released, with the name of its first release; and what is wrong with the record."""
    if site.anchors is None:
        return {}, ()
    path, text = site.anchors
    try:
        found = mapping(mapping(read_record(text), {"policies"}).get("policies", {}), None)
        return {policy: word(since) for policy, since in found.items()}, ()
    except BrokenRecord as broken:
        return {}, (broken.fault(path),)


def write_policies(policies: dict[str, str]) -> str:
    """The record as text."""
    return write_record(_HEAD, {"policies": dict(sorted(policies.items()))})
