"""The web component, its types and the script for frames: files that pages of other people link."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.outputs.assets import component
from largeprint.outputs.registry import File, Publication, output


@output("component")
def scripts(publication: Publication) -> Iterator[File]:
    """The same for every site."""
    yield from component()
