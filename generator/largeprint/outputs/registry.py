"""What an output gets and gives, and the registry of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from largeprint.layers.front import Front
from largeprint.layers.views import Layered
from largeprint.model.policy import Site


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site: its path with ``/``, relative to the site, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Publication:
    """All that is laid out, once, for all outputs."""

    site: Site
    pages: tuple[Layered, ...]
    front: Front


Output = Callable[[Publication], Iterable[File]]

OUTPUTS: dict[str, Output] = {}
"""All outputs by name, filled when ``largeprint.outputs.all`` is imported."""


def output(name: str) -> Callable[[Output], Output]:
    """Registers an output under a name."""

    def register(make: Output) -> Output:
        OUTPUTS[name] = make
        return make

    return register


def make_files(publication: Publication, outputs: Sequence[Output] | None = None) -> tuple[File, ...]:
    """The files of all outputs, sorted by path. Two outputs that claim one path are a mistake of ours: ValueError."""
    files: dict[str, File] = {}
    for make in outputs if outputs is not None else OUTPUTS.values():
        for file in make(publication):
            if file.path in files and files[file.path] != file:
                raise ValueError(f"two outputs write {file.path}")
            files[file.path] = file
    return tuple(files[path] for path in sorted(files))
