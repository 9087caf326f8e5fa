"""Where things stand on the site, and what a relative link means. Addresses are promises: see ARCHITECTURE.md."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize
from urllib.parse import unquote

from largeprint.model.ids import fault_of
from largeprint.model.policy import Edition, Link, Policy, Site

ASSETS = "assets/"
COPY = "offline.html"
HISTORY = "history/"
REDLINE = "changes.html"
ANSWERS = "answers.json"
EMBED = "embed/"
SCHEMA = "schema/"


def edition_folder(policy: Policy, language: str) -> str:
    """The folder of an edition's page, ending in ``/``. The binding language has the short one, a release its own."""
    base = f"{policy.id}/{HISTORY}{policy.release.name}/" if policy.release else f"{policy.id}/"
    return base if language == policy.editions[0].language else f"{base}{language}/"


def image_address(target: str) -> str:
    """The address of an image relative to its edition's folder, for a target as it was written; "" for none.

    Images stand in ``images/``: nothing that an author names can then take the place of a page.
    """
    path = posixpath.normpath(unquote(target))
    inside = path.startswith("images/") and "\\" not in path and not any(ord(c) < 32 for c in path)
    return path if inside and all(len(part.encode("utf-8")) <= 255 for part in path.split("/")) else ""


def page_file(folder: str) -> str:
    """The file of the page in a folder."""
    return f"{folder}index.html"


def embed_folders(ids: Iterable[str]) -> dict[str, str]:
    """For each id that has a page of its own under ``embed/`` its folder there, ending in ``/``.

    None has an id that is no name of a folder on every system (longer than 240 bytes, a full stop at the end), or that
    differs from an earlier one in the case or form of its letters only: those stand on the page of all answers.
    """
    found: dict[str, str] = {}
    taken = {"index.html"}
    for identifier in ids:
        plain = normalize("NFC", identifier).casefold()
        fits = len(identifier.encode("utf-8")) <= 240 and not identifier.endswith(".")
        if plain not in taken and fits and not fault_of(identifier):
            taken.add(plain)
            found[identifier] = f"{identifier}/"
    return found


def relative(target: str, start: str) -> str:
    """A link from a file in the folder ``start`` to the file ``target``, both relative to the site."""
    return posixpath.relpath(target, start or ".")


@dataclass(frozen=True, slots=True)
class Destination:
    """A place inside the site that a relative link means."""

    policy: Policy
    edition: Edition
    anchor: str


def destination(site: Site, source: str, target: str) -> Destination | None:
    """What ``target``, written in the file ``source``, leads to: another policy's files, or this one's own.

    None when it names no page of the site. ``../terms/en/policy.md#fees`` is read as a path between source files.
    """
    path, _, anchor = unquote(target).partition("#")
    named = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    for policy in site.policies:
        for edition in policy.editions:
            folder = f"content/{policy.id}/{edition.language}"
            if named in (folder, f"{folder}/policy") or named in (name for name, _ in edition.sources):
                return Destination(policy, edition, anchor)
        if named == f"content/{policy.id}" and policy.editions:
            return Destination(policy, policy.editions[0], anchor)
    return None


def anchor_in(site: Site, edition: Edition, link: Link) -> str:
    """The id in ``edition`` that a link of its own leads to, also by its file: ``policy.md#fees``; or ""."""
    if link.anchor or link.image or ":" in link.target or "#" not in link.target:
        return unquote(link.anchor) if not link.image else ""
    found = destination(site, link.place.path, link.target)
    return found.anchor if found is not None and found.edition is edition else ""


def ids_of(edition: Edition) -> frozenset[str]:
    """Every id that a link to an edition can land on."""
    return frozenset(anchor.id for anchor in edition.anchors() if anchor.id)
