"""The images that an edition shows: found, contained, read. Only what a page names is ever published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from largeprint.model.addresses import image_address
from largeprint.model.finding import Fault
from largeprint.model.policy import Edition, Link
from largeprint.read.html import scheme_of
from largeprint.read.tree import Tree

KINDS = frozenset([".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"])
"""File endings of images that a page may show. They are shown as images, in which nothing can act."""


def read_assets(tree: Tree, folder: Path, edition: Edition) -> Edition:
    """The edition with the bytes of its images, and a fault for each that cannot be shown."""
    assets: dict[str, bytes] = {}
    faults: list[Fault] = []
    for link in _images(edition):
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
            faults.append(Fault("link-dead", link.place, message, f"Put the file into {tree.name(folder)}/images."))
        elif not path.is_file():
            message = f'There is no image "{link.target}".'
            faults.append(Fault("link-dead", link.place, message, f"Put the file at {tree.name(folder)}/{address}."))
        elif path.suffix.lower() not in KINDS:
            message = f'"{link.target}" is no image of a kind that a page can show.'
            faults.append(Fault("link-dead", link.place, message, f"Use one of {', '.join(sorted(KINDS))}."))
        else:
            assets[address] = tree.read_image(path)
    return replace(edition, assets=tuple(sorted(assets.items())), faults=(*edition.faults, *faults))


def _images(edition: Edition) -> Iterator[Link]:
    proses = [
        edition.intro,
        *(part for question in edition.questions for part in (question.heading, question.answer)),
        *(part for question in edition.questions for fact in question.facts for part in (fact.label, fact.value)),
        *(part for section in edition.sections for part in (section.heading, section.body)),
        *(note.body for note in edition.notes),
    ]
    for prose in proses:
        yield from (link for link in prose.links if link.image)
