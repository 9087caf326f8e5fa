"""``manifest.json`` of a published site: what is in it, byte by byte, of which releases, approved up to where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from largeprint.model.digest import byte_digest
from largeprint.outputs.registry import File

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Shown:
    """A policy as it is published: its release, the text code and word digest of each language, heads of chains.

    No name stands in a manifest: heads are digests.
    """

    policy: str
    release: str
    codes: Mapping[str, str]
    words: Mapping[str, str]
    heads: Sequence[str]


def with_manifest(
    files: Iterable[File], shown: Sequence[Shown], as_of: date, more: Mapping[str, Any] | None = None
) -> Iterator[File]:
    """The files as they come, then the manifest of them. ``more`` are further keys of it, such as those of a bundle."""
    digests: dict[str, str] = {}
    for file in files:
        digests[file.path] = byte_digest(file.data)
        yield file
    value = {
        "version": 1,
        "as_of": as_of.isoformat(),
        "policies": {
            each.policy: {
                "release": each.release,
                "codes": dict(each.codes),
                "words": dict(each.words),
                "heads": sorted(each.heads),
            }
            for each in shown
        },
        "files": digests,
        **(more or {}),
    }
    yield File(NAME, written({**value, "seal": seal(value)}))


def written(value: Mapping[str, Any]) -> bytes:
    """A manifest as it is kept."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def seal(value: Mapping[str, Any]) -> str:
    """The digest of everything else in a manifest."""
    return byte_digest(written({key: each for key, each in value.items() if key != "seal"}))
