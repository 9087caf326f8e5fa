"""The checklist of disclosures, as it is shipped in ``disclosures.yml`` beside this module."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from largeprint.model.disclosure import Checklist, Disclosure
from largeprint.read.yaml import read_yaml

LAWS = ("gdpr", "ccpa", "pipl", "coppa")
"""The laws that the checklist knows, in its order; the settings name them without reading it."""

_FILE = "disclosures.yml"


@lru_cache(maxsize=1)
def checklist() -> Checklist:
    """The checklist. It is read when it is first asked for: most policies name no law.

    Raises ``ValueError`` where the file is not in its form, which is a mistake of ours.
    """
    text = files(__package__).joinpath(_FILE).read_text("utf-8")
    value, _, faults = read_yaml(_FILE, text)
    if faults:
        raise ValueError(f"{faults[0].place}: {faults[0].message}")
    if tuple(value["laws"]) != LAWS:
        raise ValueError(f"{_FILE} and LAWS name different laws")
    return Checklist(
        laws=value["laws"],
        conditions=value["conditions"],
        disclosures=tuple(_disclosure(name, entry) for name, entry in value["disclosures"].items()),
        duties=tuple(_disclosure(name, entry) for name, entry in value["duties"].items()),
    )


def _disclosure(name: str, entry: dict[str, Any]) -> Disclosure:
    return Disclosure(
        id=name,
        name=entry["name"],
        question=entry["question"],
        sources=tuple(entry["sources"].items()),
        condition=entry["applies"],
        layer=int(entry["layer"][0]),
        status=entry["status"],
        at_collection=entry["layer"].endswith("J"),
        practice=entry.get("practice", ""),
        words=tuple(entry.get("words", ())),
        page=entry.get("page", ""),
    )
