"""Files that look like a part of a policy and are not read, for their name or their place: nothing goes in silence.

Names that begin with ``.`` or ``_`` are the author's own; so are images.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from largeprint.model.finding import Fault
from largeprint.model.source import Place
from largeprint.read.assets import KINDS
from largeprint.read.tree import Tree

_TEXTS = frozenset([".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".txt", ".text"])
"""Endings of files that people take for Markdown; ``.md`` alone is read."""

_OURS = ("summary", "policy")
"""The two texts of an edition, by the beginning of their file's name."""


def overlooked(tree: Tree, folder: Path) -> Iterator[Fault]:
    """The faults of an edition's ``folder``, the one that is named by its language."""
    for path in tree.entries(folder):
        stem, ending = path.stem.casefold(), path.suffix.casefold()
        if stem in _OURS and ending in _TEXTS and path.name != f"{stem}.md":
            yield _renamed(tree, path, f"{stem}.md")
        elif stem.startswith(_OURS) and stem not in _OURS and ending in _TEXTS:
            yield _beside(tree, path, f"the two texts are summary.md and policy.md in {tree.name(folder)}")
        elif path.name != "policy" and path.name.casefold() == "policy" and path.is_dir():
            yield _renamed(tree, path, "policy")
    if not tree.has(folder / "policy.md"):
        yield from _parts(tree, folder / "policy")


def astray(tree: Tree, folder: Path) -> Iterator[Fault]:
    """Texts of an edition that lie in the ``folder`` of the policy, above those of its languages."""
    for path in tree.entries(folder):
        if path.stem.casefold() in _OURS and path.suffix.casefold() in _TEXTS:
            yield _beside(tree, path, f"texts stand in the folder of their language, such as {tree.name(folder)}/en")


def has_texts(tree: Tree, folder: Path) -> bool:
    """Whether a folder ``policy`` holds anything that was meant as text."""
    return any(path.suffix.casefold() in _TEXTS and not path.name.startswith("_") for path in tree.entries(folder))


def is_nearly_an_edition(tree: Tree, folder: Path) -> bool:
    """Whether a folder has both texts of an edition, though none that is read by its name."""
    found = {path.stem.casefold() for path in tree.entries(folder) if path.suffix.casefold() in _TEXTS | {""}}
    return found.issuperset(_OURS)


def _parts(tree: Tree, folder: Path) -> Iterator[Fault]:
    """What lies in the folder ``policy`` and is no part of the text."""
    for path in tree.entries(folder):
        if path.name.startswith("_") or path.name == "images" or path.suffix.lower() in KINDS:
            continue
        if path.is_dir():
            message = "The files in this folder are not read: the parts of a text lie side by side."
            todo = f'Move them up into {tree.name(folder)}, or begin the folder\'s name with "_".'
            yield Fault("structure-invalid", Place(tree.name(path)), message, todo)
        elif path.suffix != ".md" and path.suffix.casefold() in _TEXTS:
            yield _renamed(tree, path, f"{path.stem}.md")


def _beside(tree: Tree, path: Path, where: str) -> Fault:
    message = f"This file is not read: {where}."
    return Fault("structure-invalid", Place(tree.name(path)), message, 'Take it away, or begin its name with "_".')


def _renamed(tree: Tree, path: Path, name: str) -> Fault:
    place, wanted = Place(tree.name(path)), path.with_name(name)
    kind = "folder" if path.is_dir() else "file"
    message = f'This {kind} is not read: "{name}" is what its name would have to be.'
    if tree.has(wanted) and not wanted.samefile(path):
        return Fault("structure-invalid", place, message, f"{name} is there already: take one of the two away.")
    return Fault("structure-invalid", place, message, f'Rename it to {name}; or begin its name with "_".')
