"""Addresses that lead nowhere any more: policies that were renamed or withdrawn, and everything else (404)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from largeprint.layers.views import DateView
from largeprint.model.addresses import edition_folder, page_file, relative
from largeprint.model.policy import Gone
from largeprint.outputs import assets, csp
from largeprint.outputs.registry import File, Publication, output
from largeprint.outputs.templates import render
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
    """A page at the old address of each policy that went; it says where, and from when."""
    for entry in publication.site.facts.gone:
        view = _view(publication, entry)
        yield File(page_file(f"{entry.policy}/"), render("reader/gone.html", view.language, gone=view))


def _view(publication: Publication, entry: Gone) -> GoneView:
    spoken = language(publication.site.facts.language)
    folder = f"{entry.policy}/"
    policy = next((p for p in publication.site.policies if p.id == entry.instead and p.editions), None)
    there = page_file(edition_folder(policy, policy.editions[0].language)) if policy else ""
    return GoneView(
        language=spoken.code,
        direction=spoken.direction,
        policy=entry.policy,
        on=DateView(entry.on.isoformat(), spoken.day(entry.on), spoken.day(entry.on, "medium")) if entry.on else None,
        because=entry.because,
        href=relative(there, folder) if there else "",
        title=policy.editions[0].title if policy else "",
        home=relative("index.html", folder),
        styles=(relative(assets.style().path, folder),),
    )


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
