"""Releases: their files as they lie in ``releases/DAY/``, and the policy that they make. The second part is pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from largeprint.model.addresses import image_address
from largeprint.model.finding import Fault
from largeprint.model.policy import Edition, Frozen, Policy, PolicyFacts, Release
from largeprint.model.source import Place
from largeprint.read import settings
from largeprint.read.assets import images_of
from largeprint.read.edition import Source, read_edition
from largeprint.read.tree import Tree, decode

RELEASES = "releases"

_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(\.([2-9]|[1-9]\d))?", re.ASCII)


def day_of(name: str) -> date | None:
    """The day that a release of that name applies from; None for what names no release."""
    found = _NAME.fullmatch(name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def frozen_in(tree: Tree, folder: Path) -> tuple[tuple[Frozen, ...], list[Fault]]:
    """The releases of the policy in ``folder``, the oldest first; and a fault for each folder that names no day."""
    found, faults = [], list[Fault]()
    for path in tree.folders(folder / RELEASES):
        if day_of(path.name) is None:
            message = f'"{path.name}" is no day, so that this is no release.'
            faults.append(Fault("record-broken", Place(tree.name(path)), message, "Take the folder away."))
        else:
            files = tuple((name.relative_to(path).as_posix(), tree.read_bytes(name)) for name in _files(tree, path))
            found.append(Frozen(path.name, tree.name(path), files))
    return tuple(sorted(found, key=lambda each: each.order)), faults


def _files(tree: Tree, folder: Path) -> Iterator[Path]:
    for path in tree.entries(folder):
        if path.is_dir():
            yield from _files(tree, tree.inside(path))
        else:
            yield path


def read_frozen(
    policy: str,
    frozen: Frozen,
    release: Release,
    make: Callable[[str, str, Source, Sequence[Source]], Edition] = read_edition,
) -> Policy:
    """A release as a policy. Its files bear the names that they had as the working text, so that links between them
    mean what they meant. Its own day is the one from which it applies, whatever ``policy.yml`` said."""
    home, facts = f"content/{policy}", facts_of(frozen)
    languages = dict.fromkeys(PurePosixPath(name).parts[0] for name, _ in frozen.files if name.endswith("/summary.md"))
    editions = [_edition(home, policy, language, frozen, make) for language in languages]
    editions.sort(key=lambda each: (each.language != facts.binding, each.language))
    return Policy(policy, replace(facts, effective=release.day), tuple(editions), release=release)


def facts_of(frozen: Frozen) -> PolicyFacts:
    """What ``policy.yml`` of a release says."""
    path = f"{frozen.folder}/policy.yml"
    values, _ = settings.read_settings(settings.PolicySettings, path, decode(path, frozen.file("policy.yml") or b""))
    return settings.policy_facts(values) if values else PolicyFacts()


def _edition(
    home: str,
    policy: str,
    language: str,
    frozen: Frozen,
    make: Callable[[str, str, Source, Sequence[Source]], Edition],
) -> Edition:
    def source(name: str, data: bytes) -> Source:
        return f"{home}/{name}", decode(f"{frozen.folder}/{name}", data)

    inside = {name: data for name, data in frozen.files if name.startswith(f"{language}/")}
    parts = sorted(name for name in inside if name.startswith(f"{language}/policy/") and name.endswith(".md"))
    full = [f"{language}/policy.md"] if f"{language}/policy.md" in inside else parts
    summary = f"{language}/summary.md"
    edition = make(policy, language, source(summary, inside[summary]), [source(name, inside[name]) for name in full])
    shown = {image_address(link.target) for link in images_of(edition)}
    assets = tuple(
        (address, inside[f"{language}/{address}"]) for address in sorted(shown) if f"{language}/{address}" in inside
    )
    record = inside.get(f"{language}/evidence.yml")
    evidence = source(f"{language}/evidence.yml", record) if record is not None else None
    return replace(edition, assets=assets, evidence=evidence)
