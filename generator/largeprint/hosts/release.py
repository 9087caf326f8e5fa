"""``release``: freezes the text of a policy, and records every id that it has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from largeprint.check.report import count
from largeprint.commit import write_sources
from largeprint.model.finding import Severity, UseError
from largeprint.model.policy import Edition, Frozen, Policy, Release, Site
from largeprint.model.selection import select
from largeprint.pipeline import Checked
from largeprint.pipeline import check as check_site
from largeprint.read.frozen import RELEASES
from largeprint.read.site import ANCHORS
from largeprint.read.tree import decode
from largeprint.records.anchors import anchors_of, released, write_anchors
from largeprint.records.ids import missing_ids
from largeprint.records.policies import policies_of, write_policies
from largeprint.records.releases import frozen_files, sealed
from largeprint.records.signoffs import chains_of

Change = tuple[bytes | None, bytes]


def release(root: Path, policy: str, effective: date, note: Path | None, material: bool) -> None:
    """Freezes the working text of a policy. Raises ``UseError`` for one that is not ready."""
    checked = check_site(root)
    found = policy_of(checked.site, policy)
    _ready(checked, found)
    words = note.read_bytes() if note else b""
    frozen = Release(next_name(found.frozen, effective), effective, material, decode(str(note), words).strip())
    digests = {text.edition.language: text.digest for each, text in checked.texts if each is found}
    _fits(found, frozen, digests)
    files = {}
    for name in _names(found):
        path = root / "content" / found.id / name
        files[name] = path.read_bytes()
    heads = [chain.head for chain in chains_of(found)[0]]
    anchors, _ = anchors_of(found)
    kept = released(anchors, found.editions, frozen.name)
    folder = root / "content" / found.id / RELEASES / frozen.name
    changes = recorded(root, checked.site, found, write_anchors(kept), frozen.name)
    write_sources(root, changes, {folder: frozen_files(frozen, files, digests, heads)})
    new = len(kept) - len(anchors)
    click.echo(f"Released {found.id} of {frozen.name}: {count(len(files), 'file')} frozen, {count(new, 'new id')}.")
    click.echo(
        f"Next: keep content/{found.id} under version control; largeprint diff {found.id} shows what comes after"
    )


def next_name(frozen: Sequence[Frozen], day: date) -> str:
    """The name of a release of ``day`` that follows others: the day; with a number for a second text of that day."""
    same = [each.order[1] for each in frozen if each.order[0] == day.isoformat()]
    return f"{day}.{max(same) + 1}" if same else day.isoformat()


def policy_of(site: Site, identifier: str) -> Policy:
    """The policy of that id. Raises ``UseError``, with the nearest, where there is none."""
    found = next((policy for policy in site.policies if policy.id == identifier), None)
    if found is None:
        select(site, [identifier])  # says what is near
        raise UseError(f'"{identifier}" is no policy.', "name a policy, such as wechat")
    return found


def recorded(root: Path, site: Site, policy: Policy, anchors: str, first: str) -> dict[Path, Change]:
    """The changes to the two records of ids: the policy's own, and that of all policies."""
    path = root / "content" / policy.id / ANCHORS
    changes: dict[Path, Change] = {path: (_before(path), anchors.encode("utf-8"))}
    policies, _ = policies_of(site)
    if policy.id not in policies:
        path = root / "content" / ANCHORS
        changes[path] = (_before(path), write_policies({**policies, policy.id: first}).encode("utf-8"))
    return changes


def _before(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _ready(checked: Checked, policy: Policy) -> None:
    """Raises ``UseError`` for a text with errors, or with an id that is not written down."""
    chosen = select(checked.site, [policy.id])
    graves = [each for each in checked.findings if each.severity is Severity.ERROR and chosen.holds(each.place)]
    if graves:
        message = f"{policy.id} has {count(len(graves), 'error')}, the first at {graves[0].place} ({graves[0].rule})."
        raise UseError(message, f"largeprint check {policy.id}")
    if any(missing_ids(edition) for edition in policy.editions):
        message = "A heading has no written id, and would lose the one that is derived when its words change."
        raise UseError(message, f"largeprint ids {policy.id}")


def _fits(policy: Policy, release: Release, digests: dict[str, str]) -> None:
    """Raises ``UseError`` for a release that cannot follow the last one."""
    said = policy.facts.effective
    if said and said != release.day:
        message = f"policy.yml says that the text applies from {said}, and not from {release.day}."
        raise UseError(message, f'write "effective: {release.day}" in content/{policy.id}/policy.yml, or name that day')
    if release.material and not release.note:
        message = "A material change needs a note that says in plain words what is new."
        raise UseError(message, "write it into a file, and name that with --note")
    if policy.frozen:
        last = policy.frozen[-1]
        if release.day.isoformat() < last.order[0]:
            message = f"The last release is of {last.name}; a release comes after it."
            raise UseError(message, "name a later day with --effective")
        if dict(sealed(last).words) == digests and not release.note:
            raise UseError(f"No word has changed since the release of {last.name}.", "release when one has")


def _names(policy: Policy) -> list[str]:
    """The files that make the policy, by their names in its folder; images only as far as a text shows them."""
    return ["policy.yml", *(name for edition in policy.editions for name in names_of(edition))]


def names_of(edition: Edition) -> list[str]:
    """The files that make an edition, by their names in the policy's folder."""
    home = f"content/{edition.policy}/"
    paths = [path for path, _ in (*edition.sources, *((edition.evidence,) if edition.evidence else ()))]
    return [path.removeprefix(home) for path in paths] + [
        f"{edition.language}/{address}" for address, _ in edition.assets
    ]
