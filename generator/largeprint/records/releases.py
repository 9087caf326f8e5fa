"""Releases: what ``largeprint release`` freezes, and the record by which it is seen whether a byte has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from largeprint.model.digest import byte_digest
from largeprint.model.finding import Fault
from largeprint.model.policy import Edition, Frozen, Policy, Release
from largeprint.model.source import Place
from largeprint.read.frozen import day_of, facts_of, read_frozen
from largeprint.records.form import BrokenRecord, listed, mapping, read_record, word, write_record

NAME = "release.yml"

_HEAD = """A release: frozen on its day, never edited again. A change of a byte in this folder is an error.
Kept by: largeprint release"""

_KEYS = {"effective", "kind", "note", "files", "words", "heads", "seal"}
_TODO = "Take the folder from its last good state (git checkout); a new text is a new release."


@dataclass(frozen=True, slots=True)
class Sealed:
    """A release as its record tells it. ``files``: the byte digest of each; ``words``: the word digest by language;
    ``heads``: the newest line of each signer's chain on that day."""

    release: Release
    files: Mapping[str, str]
    words: Mapping[str, str]
    heads: tuple[str, ...] = ()


def frozen_files(
    release: Release, files: Mapping[str, bytes], words: Mapping[str, str], heads: Sequence[str] = ()
) -> dict[str, bytes]:
    """What goes into ``releases/DAY/``: the files, by their names in it, and the record of them."""
    digests = {name: byte_digest(data) for name, data in sorted(files.items())}
    value: dict[str, Any] = {
        "effective": release.day.isoformat(),
        "kind": "material" if release.material else "editorial",
        **({"note": release.note} if release.note else {}),
        "words": dict(sorted(words.items())),
        "files": digests,
        **({"heads": sorted(heads)} if heads else {}),
    }
    value["seal"] = _seal(value)
    return {**files, NAME: write_record(_HEAD, value).encode("utf-8")}


def _seal(value: Mapping[str, Any]) -> str:
    canonical = json.dumps({k: v for k, v in value.items() if k != "seal"}, sort_keys=True, ensure_ascii=False)
    return byte_digest(canonical.encode("utf-8"))


def sealed(frozen: Frozen) -> Sealed:
    """The record of a release. Raises ``BrokenRecord`` where it is not as it was written, for a file that is missing,
    added, or other than it was."""
    data = frozen.file(NAME)
    if data is None:
        raise BrokenRecord(f"The release has no {NAME}.")
    return _sealed(data, frozen)


@lru_cache(512)
def _sealed(data: bytes, frozen: Frozen) -> Sealed:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise BrokenRecord("The record is no text any more.") from None
    value = mapping(read_record(text), _KEYS)
    files = {name: word(digest) for name, digest in mapping(value.get("files"), None).items()}
    words = {name: word(digest) for name, digest in mapping(value.get("words"), None).items()}
    kind, note = word(value.get("kind")), value.get("note", "")
    heads = tuple(word(head) for head in listed(value.get("heads", [])))
    as_written = text == write_record(_HEAD, value)  # blanks and comments too: who changes the words above keeps these
    if (
        not as_written
        or _seal(value) != value.get("seal")
        or kind not in ("material", "editorial")
        or not isinstance(note, str)
    ):
        raise BrokenRecord("The record of the release was changed.")
    day = day_of(frozen.name)
    if day is None or value.get("effective") != day.isoformat():
        raise BrokenRecord(f"The release is of {value.get('effective')}, and lies under another day.")
    there = {name: data for name, data in frozen.files if name != NAME}
    for name in sorted({*files, *there}):
        if name not in there:
            raise BrokenRecord(f"The release has lost its file {name}.")
        if name not in files:
            raise BrokenRecord(f"The file {name} was put into the release later.")
        if byte_digest(there[name]) != files[name]:
            raise BrokenRecord(f"The file {name} of the release was changed.")
    return Sealed(Release(frozen.name, day, kind == "material", note), files, words, heads)


def broken(frozen: Frozen) -> Fault | None:
    """What is wrong with a release; None where every byte is as it was frozen."""
    try:
        sealed(frozen)
    except BrokenRecord as error:
        return Fault("record-broken", Place(f"{frozen.folder}/{NAME}", error.line), error.message, _TODO)
    return None


def releases_of(policy: Policy) -> Iterator[Policy]:
    """The releases of a policy, each read as a policy, the oldest first; without those that are broken."""
    for frozen in policy.frozen:
        if broken(frozen) is None:
            yield release_of(policy, frozen)


def last_edition(policy: Policy, language: str) -> Edition | None:
    """The edition in a language of the last release that has one, without tokens; None where none was released."""
    for frozen in reversed(policy.frozen):
        if frozen.file(f"{language}/summary.md") is not None and broken(frozen) is None:
            return _last(policy.id, frozen, language)
    return None


@lru_cache(64)
def _last(policy: str, frozen: Frozen, language: str) -> Edition:
    released = read_frozen(policy, frozen, sealed(frozen).release)
    return next(edition for edition in released.editions if edition.language == language).bare()


def is_released(policy: Policy, language: str, digest: str) -> bool:
    """Whether the working text is the newest release: the same words in a language, and the same facts beside them.

    ``digest`` is that of the edition.
    """
    if not policy.frozen or broken(policy.frozen[-1]) is not None:
        return False
    last = policy.frozen[-1]
    released = sealed(last)
    said = policy.facts if policy.facts.effective else replace(policy.facts, effective=released.release.day)
    return released.words.get(language) == digest and replace(facts_of(last), effective=released.release.day) == said


def current(policy: Policy, day: date) -> Frozen | None:
    """The release that applies on a day: the newest of that day or before; the first to come where there is none."""
    whole = [frozen for frozen in policy.frozen if broken(frozen) is None]
    return next((each for each in reversed(whole) if each.order[0] <= day.isoformat()), whole[0] if whole else None)


def release_of(policy: Policy, frozen: Frozen) -> Policy:
    """A release that is whole, read as a policy."""
    return read_frozen(policy.id, frozen, sealed(frozen).release)
