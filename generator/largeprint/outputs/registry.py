"""What an output gets and gives, and the registry of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from largeprint.layers.front import Front
from largeprint.layers.occasion import Occasion
from largeprint.layers.views import Layered
from largeprint.model.digest import byte_digest
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
    occasion: Occasion = field(default_factory=Occasion)


Output = Callable[[Publication], Iterable[File]]

OUTPUTS: dict[str, Output] = {}
"""All outputs by name, filled when ``largeprint.outputs.all`` is imported."""


BY_PAGE: set[Output] = set()
"""Those whose files for a page come of that page alone, of the settings, and of whether there is a front page."""


def output(name: str, by_page: bool = False) -> Callable[[Output], Output]:
    """Registers an output under a name. One that is ``by_page`` can be given a publication of a single page."""

    def register(make: Output) -> Output:
        OUTPUTS[name] = make
        if by_page:
            BY_PAGE.add(make)
        return make

    return register


def make_files(
    publication: Publication,
    outputs: Sequence[Output] | None = None,
    made: Callable[[Output, Publication], Iterable[File]] = lambda make, publication: make(publication),
) -> Iterator[File]:
    """The files of all outputs as they are made, page by page: a large site is never in memory whole.

    Two outputs that claim one path are a mistake of ours: ValueError. ``made`` asks an output for its files; one that
    remembers can stand in for it.
    """
    asked = list(outputs if outputs is not None else OUTPUTS.values())
    each = (replace(publication, pages=(page,)) for page in publication.pages)
    turns = chain(
        ((make, alone) for alone in each for make in asked if make in BY_PAGE),
        ((make, publication) for make in asked if make not in BY_PAGE),
    )
    known: dict[str, str] = {}
    for make, part in turns:
        for file in made(make, part):
            digest = byte_digest(file.data)
            if file.path not in known:
                known[file.path] = digest
                yield file
            elif known[file.path] != digest:  # what pages share, such as the style sheet, is the same from each
                raise ValueError(f"two outputs write {file.path}")
