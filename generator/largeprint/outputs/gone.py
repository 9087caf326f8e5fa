"""Addresses that lead nowhere any more: policies that were renamed or withdrawn, and everything else (404)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from largeprint.layers.views import DateView, day_view
from largeprint.model.addresses import COPY, EMBED, HISTORY, edition_folder, embed_folders, page_file, relative
from largeprint.model.policy import Gone, Policy
from largeprint.outputs import assets, csp
from largeprint.outputs.registry import File, Publication, output
from largeprint.outputs.templates import render
from largeprint.records.anchors import anchors_of
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
    policies = {policy.id: policy for policy in publication.site.policies if policy.editions}
    for entry in publication.site.facts.gone:
        policy = policies.get(entry.instead)
        if policy is None:
            yield _page(publication, entry, page_file(f"{entry.policy}/"), "", "")
            continue
        for there, title in _moved(policy) if not entry.on else _editions(policy):
            yield _page(publication, entry, f"{entry.policy}/{there.removeprefix(f'{policy.id}/')}", there, title)


def _editions(policy: Policy) -> Iterator[tuple[str, str]]:
    """The page of each language: its file and title."""
    for edition in policy.editions:
        yield page_file(edition_folder(policy, edition.language)), edition.title


def _moved(policy: Policy) -> Iterator[tuple[str, str]]:
    """Every page that a policy has, or had under its old name: its file, and the title of what it shows."""
    yield from _editions(policy)
    kept = [each.id for each in anchors_of(policy)[0].values() if each.kind == "question"]
    for edition in policy.editions:
        folder = edition_folder(policy, edition.language)
        yield folder + COPY, edition.title
        ids = dict.fromkeys((*(question.anchor.id for question in edition.questions), *kept))
        for own in ("", *embed_folders(ids).values()):
            yield page_file(f"{folder}{EMBED}{own}"), edition.title
    for number, released in enumerate(releases_of(policy)):
        yield from _editions(released)
        folder = edition_folder(released, released.editions[0].language)
        yield f"{folder}changes.html" if number else page_file(f"{policy.id}/{HISTORY}"), released.editions[0].title


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
