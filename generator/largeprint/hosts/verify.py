"""``verify``: whether a published site is what was published, and still what the records of the policies say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from largeprint.check.report import count
from largeprint.commit import MARK
from largeprint.layers.occasion import Occasion
from largeprint.model.digest import byte_digest
from largeprint.model.finding import UseError
from largeprint.outputs.manifest import NAME, seal, written
from largeprint.pipeline import build, check
from largeprint.records.signoffs import chains_of

_KEYS = {"version", "as_of", "policies", "files", "seal"}


def verify(folder: Path, root: Path | None) -> int:
    """Says what differs; 1 where anything does. With the site's folder, the bytes are compared with a build of it."""
    manifest = _manifest(folder)
    wrong = list(_against_manifest(folder, manifest))
    if root is not None and not wrong:
        wrong = list(_against_site(root, manifest))
    for line in wrong:
        click.echo(line)
    if wrong:
        click.echo(f"{count(len(wrong), 'difference')} in {folder}.")
        click.echo("Next: publish it anew, or find out who changed it")
        return 1
    for policy, told in sorted(manifest["policies"].items()):
        codes = ", ".join(f"{language} {code}" for language, code in sorted(told["codes"].items()))
        click.echo(f"{policy}: the release of {told['release']}, text code {codes}")
    against = "its manifest and the records" if root is not None else "its manifest"
    click.echo(f"{count(len(manifest['files']), 'file')}, each as in {against}, as of {manifest['as_of']}.")
    return 0


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / NAME
    if not path.is_file():
        raise UseError(f"{folder} has no {NAME}.", "name a folder that largeprint publish has written")
    try:
        data = path.read_bytes()
        value = json.loads(data)
        if data != written(value) or set(value) != _KEYS or value["version"] != 1 or value["seal"] != seal(value):
            raise ValueError("changed")
        date.fromisoformat(value["as_of"])
        return dict(value)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise UseError(f"{path} is not as it was published.", "publish the site anew") from None


def differences(folder: Path) -> Iterator[str]:
    """In what a folder differs from its own manifest. Raises ``UseError`` where that is not as it was written."""
    yield from _against_manifest(folder, _manifest(folder))


def _against_manifest(folder: Path, manifest: dict[str, Any]) -> Iterator[str]:
    known = dict(manifest["files"])
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() or name in (NAME, MARK):
            continue
        digest = known.pop(name, None)
        if digest is None:
            yield f"{name} is no file of this publication"
        elif byte_digest(path.read_bytes()) != digest:
            yield f"{name} was changed"
    yield from (f"{name} is gone" for name in sorted(known))


def _against_site(root: Path, manifest: dict[str, Any]) -> Iterator[str]:
    checked = check(root)
    policies = {policy.id: policy for policy in checked.site.policies}
    for identifier, told in sorted(manifest["policies"].items()):
        policy = policies.get(identifier)
        chains, faults = chains_of(policy) if policy else ((), ())
        yield from (f"{fault.place}  {fault.message}" for fault in faults)
        heads = {head for chain in chains for head in chain.heads}
        if any(head and head not in heads for head in told["heads"]):
            yield f"{identifier}: an approval that counted when this was published is gone"
    as_of = date.fromisoformat(manifest["as_of"])
    made = {file.path: byte_digest(file.data) for file in build(checked, Occasion(draft=False, as_of=as_of))}
    for name in sorted({*made, *manifest["files"]}):
        if made.get(name) != manifest["files"].get(name):
            yield f"{name} is not what the records of the site give"
