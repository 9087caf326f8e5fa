"""Addresses that lead nowhere any more: policies that were renamed or withdrawn, and everything else (404)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from largeprint.layers.views import DateView, Layered, day_view
from largeprint.model.addresses import COPY, EMBED, HISTORY, REDLINE, edition_folder, page_file, relative
from largeprint.model.policy import Gone
from largeprint.outputs import assets, csp
from largeprint.outputs.embed import folders_of
from largeprint.outputs.registry import File, Publication, output
from largeprint.outputs.templates import render
from largeprint.records.releases import releases_of
from largeprint.text.language import language

NOT_FOUND = "404.html"


@dataclass(frozen=True, slots=True)
class GoneView:
    """The values of ``reader/gone.html``. ``href`` and ``title`` are those of what stands in; "" for nothing."""

    language: str
    direction: str
    policy: str
    on: DateView | None
    because: str
    href: str
    title: str
    home: str
    styles: tuple[str, ...]
    csp: str = csp.PAGE
    noindex: bool = True
    description: str = ""
    canonical: str = ""
    scripts: tuple[str, ...] = ()


@output("gone")
def gone(publication: Publication) -> Iterator[File]:
    """A page at the old address of each policy that went, which says where, and from when; of one that was renamed, at
    each of its addresses.
    """
    for entry in publication.site.facts.gone:
        pages = [page for page in publication.pages if page.policy.id == entry.instead]
        if not pages:
            yield _page(publication, entry, page_file(f"{entry.policy}/"), "", "")
            continue
        for there, title in _shown(pages) if entry.on else _moved(pages):
            yield _page(publication, entry, f"{entry.policy}/{there.removeprefix(f'{entry.instead}/')}", there, title)


def _shown(pages: Sequence[Layered]) -> Iterator[tuple[str, str]]:
    """The pages of a policy, one a language: file and title."""
    for page in pages:
        yield page_file(page.folder), page.title


def _moved(pages: Sequence[Layered]) -> Iterator[tuple[str, str]]:
    """Every page that a policy has, and so had under its old name: file and title."""
    yield from _shown(pages)
    for page in pages:
        yield page.folder + COPY, page.title
        for own in ("", *folders_of(page).values()):
            yield page_file(f"{page.folder}{EMBED}{own}"), page.title
    policy = pages[0].policy
    for number, released in enumerate(releases_of(policy)):
        for edition in released.editions:
            yield page_file(edition_folder(released, edition.language)), edition.title
        first = edition_folder(released, released.editions[0].language)
        yield f"{first}{REDLINE}" if number else page_file(f"{policy.id}/{HISTORY}"), pages[0].title


def _page(publication: Publication, entry: Gone, path: str, there: str, title: str) -> File:
    """The page at an old address; it leads to the file ``there``, or nowhere."""
    spoken, folder = language(publication.site.facts.language), f"{posixpath.dirname(path)}/"
    view = GoneView(
        language=spoken.code,
        direction=spoken.direction,
        policy=entry.policy,
        on=day_view(spoken, entry.on) if entry.on else None,
        because=entry.because,
        href=relative(there, folder) if there else "",
        title=title,
        home=relative("index.html", folder),
        styles=(relative(assets.style().path, folder),),
        scripts=(relative(assets.script().path, folder),),
    )
    return File(path, render("reader/gone.html", view.language, gone=view))


@output("not-found")
def not_found(publication: Publication) -> Iterator[File]:
    """The page that static hosts show for an address that leads nowhere. It can be shown at any depth: where the
    site's address is known its links are whole, else it has no style and leads nowhere."""
    base = publication.site.facts.address
    spoken = language(publication.site.facts.language)
    view = GoneView(
        language=spoken.code,
        direction=spoken.direction,
        policy="",
        on=None,
        because="",
        href="",
        title="",
        home=f"{base}index.html" if base else "",
        styles=(f"{base}{assets.style().path}",) if base else (),
    )
    yield File(NOT_FOUND, render("reader/not-found.html", spoken.code, gone=view))
