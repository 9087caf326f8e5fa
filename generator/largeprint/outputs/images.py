"""The images that pages show, beside the page that shows them."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.outputs.registry import File, Publication, output


@output("images", by_page=True)
def images(publication: Publication) -> Iterator[File]:
    """Each image under the address that it has in the edition's folder, so that its link stays as it was written."""
    for page in publication.pages:
        for address, data in page.text.edition.assets:
            yield File(page.folder + address, data)
