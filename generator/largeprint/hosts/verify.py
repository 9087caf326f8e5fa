"""``verify``: whether a published site is what was published, and still what the records of the policies say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from largeprint.check.report import count
from largeprint.commit import MARK
from largeprint.hosts.asked import missing
from largeprint.hosts.bundle import bundle_files, choice_of
from largeprint.hosts.verify_page import may_lie, write_verify_page
from largeprint.layers.occasion import Occasion
from largeprint.model.digest import byte_digest
from largeprint.model.finding import UseError
from largeprint.outputs.manifest import NAME, seal, written
from largeprint.outputs.registry import File
from largeprint.pipeline import Checked, build, check
from largeprint.records.signoffs import chains_of

_KEYS = {"version", "as_of", "policies", "files", "seal"}


def verify(
    folder: Path,
    root: Path | None,
    alone: bool,
    questions: Sequence[str] = (),
    moments: Sequence[str] = (),
    page: Path | None = None,
) -> int:
    """Says what differs; 1 where anything does. With the site's folder, the bytes are compared with a build of it.

    ``questions`` and ``moments`` are those that an app asks for: each has to be there. ``page``, which needs the site's
    folder too, is written where nothing differs: ``verify.html``, for counsel.
    """
    if root is not None and page is not None:
        may_lie(root, folder, page)
    manifest = _manifest(folder)
    if root is None and not alone and "bundle" not in manifest:
        raise UseError("There is no content folder here to compare with.", "name the site with -C DIR, or add --alone")
    wrong = list(_against_manifest(folder, manifest))
    lacking = list(missing(folder, manifest, questions, moments)) if not wrong else []
    for line, _ in lacking:
        click.echo(line)
    if lacking:
        click.echo(f"Next: {lacking[0][1]}")
        return 1
    checked = check(root) if root is not None and not wrong else None
    if checked is not None:
        wrong = list(_against_site(checked, manifest))
    for line in wrong:
        click.echo(line)
    if wrong:
        click.echo(f"{count(len(wrong), 'difference')} in {folder}.")
        click.echo("Next: publish it anew, or find out who changed it")
        return 1
    for policy, told in sorted(manifest["policies"].items()):
        codes = ", ".join(f"{language} {code}" for language, code in sorted(told["codes"].items()))
        what = f"the release of {told['release']}" if told["release"] else "a text that was not released"
        click.echo(f"{policy}: {what}, text code {codes}")
    if manifest.get("bundle", {}).get("draft"):
        click.echo("This bundle is a draft: nobody has approved it.")
    against = "its manifest and the records" if root is not None else "its manifest"
    click.echo(f"{count(len(manifest['files']), 'file')}, each as in {against}, as of {manifest['as_of']}.")
    if root is not None and checked is not None and page is not None:
        write_verify_page(root, checked, manifest, page)
    return 0


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / NAME
    if not path.is_file():
        raise UseError(f"{folder} has no {NAME}.", "name a folder that largeprint publish or bundle has written")
    try:
        data = path.read_bytes()
        value = json.loads(data)
        same = data == written(value) and value["seal"] == seal(value)
        if not same or set(value) - {"bundle"} != _KEYS or value["version"] != 1:
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


def _made(checked: Checked, manifest: dict[str, Any], as_of: date) -> Iterable[File]:
    """What the records give today, for the same day."""
    if "bundle" not in manifest:
        return build(checked, Occasion(draft=False, as_of=as_of))
    return bundle_files(checked, choice_of(manifest["bundle"]), as_of, manifest["bundle"]["draft"])


def _against_site(checked: Checked, manifest: dict[str, Any]) -> Iterator[str]:
    policies = {policy.id: policy for policy in checked.site.policies}
    for identifier, told in sorted(manifest["policies"].items()):
        policy = policies.get(identifier)
        chains, faults = chains_of(policy) if policy else ((), ())
        yield from (f"{fault.place}  {fault.message}" for fault in faults)
        heads = {head for chain in chains for head in chain.heads}
        if any(head and head not in heads for head in told["heads"]):
            yield f"{identifier}: an approval that counted when this was published is gone"
    as_of = date.fromisoformat(manifest["as_of"])
    made = {file.path: byte_digest(file.data) for file in _made(checked, manifest, as_of)}
    made.pop(NAME, None)
    for name in sorted({*made, *manifest["files"]}):
        if made.get(name) != manifest["files"].get(name):
            yield f"{name} is not what the records of the site give"
