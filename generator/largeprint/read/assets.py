"""The images that an edition shows: found, contained, read. Only what a page names is ever published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from urllib.parse import unquote

from largeprint.model.addresses import image_address
from largeprint.model.finding import Fault
from largeprint.model.policy import Edition, Link
from largeprint.read.html import scheme_of
from largeprint.read.tree import Tree

KINDS = frozenset([".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"])
"""File endings of images that a page may show. They are shown as images, in which nothing can act."""

_HEADS = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".avif": (),
    ".svg": (),
}
"""What a file of a kind begins with; none where it can begin in several ways."""

_ACTS = re.compile(rb"<\s*(script|foreignobject|iframe|handler)\b|\son[a-z]+\s*=|javascript:|<!ENTITY", re.IGNORECASE)


def read_assets(tree: Tree, folder: Path, edition: Edition) -> Edition:
    """The edition with the bytes of its images, and a fault for each that cannot be shown."""
    assets: dict[str, bytes] = {}
    faults: list[Fault] = []
    for link in images_of(edition):
        scheme = scheme_of(link.target)
        if scheme or link.target.startswith("//"):
            message = f'The image "{link.target}" would be fetched from elsewhere, and tell that place who reads.'
            todo = f"Put the file into {tree.name(folder)}/images, and name it from here."
            faults.append(Fault("markup-unsafe", link.place, message, todo))
            continue
        address = image_address(link.target)
        path = folder / address
        if not address or not path.resolve().is_relative_to(folder.resolve()):
            message = f'The image "{link.target}" lies outside the images of this edition.'
            name = PurePosixPath(unquote(link.target).replace("\\", "/")).name
            todo = f'Put the file into {tree.name(folder)}/images, and write "images/{name}".'
            faults.append(Fault("link-dead", link.place, message, todo))
        elif not path.is_file():
            message = f'There is no image "{link.target}".'
            near = [each.name for each in tree.entries(path.parent) if _alike(each.name, path.name)]
            todo = f"Put the file at {tree.name(folder)}/{address}."
            if near:
                todo = f'"{near[0]}" is there, whose name is other in capitals or accents: rename it, or name it so.'
            faults.append(Fault("link-dead", link.place, message, todo))
        elif path.suffix.lower() not in KINDS:
            message = f'"{link.target}" is no image of a kind that a page can show.'
            faults.append(Fault("link-dead", link.place, message, f"Use one of {', '.join(sorted(KINDS))}."))
        else:
            data = tree.read_bytes(path)
            reason = _fault_of(path.suffix.lower(), data)
            if reason:
                message = f'The image "{link.target}" {reason}.'
                faults.append(Fault("markup-unsafe", link.place, message, "Export it again, as a plain picture."))
            else:
                assets[address] = data
    return replace(edition, assets=tuple(sorted(assets.items())), faults=(*edition.faults, *faults))


def images_of(edition: Edition) -> Iterator[Link]:
    """Every image that an edition shows, as it was written."""
    proses = [
        edition.intro,
        *(part for question in edition.questions for part in (question.heading, question.answer)),
        *(part for question in edition.questions for fact in question.facts for part in (fact.label, fact.value)),
        *(part for section in edition.sections for part in (section.heading, section.body)),
        *(note.body for note in edition.notes),
    ]
    for prose in proses:
        yield from (link for link in prose.links if link.image)


def _alike(name: str, other: str) -> bool:
    """Whether two names of files look the same to people, and are not to every system."""
    return normalize("NFC", name).casefold() == normalize("NFC", other).casefold()


def _fault_of(ending: str, data: bytes) -> str:
    """Why the bytes of an image are not taken, in a few words; "" when they are. A drawing that is opened on its own
    would run what is in it, on the publisher's address."""
    if ending == ".svg":
        if b"<svg" not in data[:2000].lower() and b"<svg" not in data.lower():
            return "is no SVG drawing"
        found = _ACTS.search(data)
        return f'holds "{found[0].decode(errors="replace").strip()}", which could act' if found else ""
    heads = _HEADS[ending]
    return "" if not heads or data.startswith(heads) else f"is not what its ending {ending} says"
