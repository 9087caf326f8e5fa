"""Addresses that lead nowhere any more: policies that were renamed or withdrawn, and everything else (404)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from largeprint.layers.views import DateView
from largeprint.model.addresses import edition_folder, page_file, relative
from largeprint.model.policy import Gone, Policy
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
    policies = {policy.id: policy for policy in publication.site.policies if policy.editions}
    for entry in publication.site.facts.gone:
        policy = policies.get(entry.instead)
        yield _page(publication, entry, policy, f"{entry.policy}/", 0)
        for number, edition in enumerate(policy.editions[1:] if policy else (), start=1):
            yield _page(publication, entry, policy, f"{entry.policy}/{edition.language}/", number)


def _page(publication: Publication, entry: Gone, policy: Policy | None, folder: str, number: int) -> File:
    """The page in one folder; it leads to the edition ``number`` of the policy that stands in."""
    spoken = language(publication.site.facts.language)
    edition = policy.editions[number] if policy else None
    there = page_file(edition_folder(policy, edition.language)) if policy and edition else ""
    view = GoneView(
        language=spoken.code,
        direction=spoken.direction,
        policy=entry.policy,
        on=DateView(entry.on.isoformat(), spoken.day(entry.on), spoken.day(entry.on, "medium")) if entry.on else None,
        because=entry.because,
        href=relative(there, folder) if there else "",
        title=edition.title if edition else "",
        home=relative("index.html", folder),
        styles=(relative(assets.style().path, folder),),
        scripts=(relative(assets.script().path, folder),),
    )
    return File(page_file(folder), render("reader/gone.html", view.language, gone=view))


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
