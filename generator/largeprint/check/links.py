"""Links: each one lands."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import unquote

from largeprint.check.registry import Subject, of_site, rule
from largeprint.model.addresses import destination, ids_of
from largeprint.model.finding import Fault, Severity
from largeprint.model.policy import Link, Site
from largeprint.read.html import scheme_of

_MANY_IDS = 500
"""Among more ids than these no near one is looked for: it would take longer than all the rest."""


@rule("link-dead", Severity.ERROR)
def link_dead(subject: Subject) -> Iterator[Fault]:
    """A link that leads nowhere: no such id on the page, no such page on the site, no such image.

    A relative link names a source file (``../terms/en/policy.md#fees``), and becomes the right address on the site.
    An address that begins with ``/`` depends on where the site is put, and breaks in files and apps: write it whole.
    """
    ids = ids_of(subject.edition)
    for link in links_of(subject):
        if not link.anchor:
            yield from _leading_elsewhere(subject.site, link, ids)
        elif not link.image and unquote(link.anchor) not in ids and link.anchor not in ids:
            yield _no_id(link, unquote(link.anchor), ids)


@of_site
def front_page(site: Site) -> Iterator[Fault]:
    """The links of the front page lead to policies, or away; it shows no images."""
    for link in site.front.links if site.front else ():
        if link.image:
            message = f'The front page shows no images; "{link.target}" is told in its words.'
            yield Fault("link-dead", link.place, message, "Take the image out.")
        elif link.anchor:
            yield _no_id(link, unquote(link.anchor), frozenset())
        else:
            yield from _leading_elsewhere(site, link, frozenset())


def _leading_elsewhere(site: Site, link: Link, ids: frozenset[str]) -> Iterator[Fault]:
    """What is wrong with a link that leaves its page. ``ids`` are those of the page: a bare one is a damaged link."""
    target = unquote(link.target)
    if link.image or scheme_of(target) or target in ids or not target.strip("#"):
        return
    found = destination(site, link.place.path, link.target)
    if target.startswith("/"):
        message = f'"{link.target}" depends on where the site is put.'
        yield Fault("link-dead", link.place, message, 'Write the whole address, beginning with "https://".')
    elif found is None:
        message = f'"{link.target}" names no page of this site.'
        yield Fault("link-dead", link.place, message, "Name a source file under content/, or write the whole address.")
    elif found.anchor and found.anchor not in ids_of(found.edition):
        yield _no_id(link, found.anchor, ids_of(found.edition))


def links_of(subject: Subject) -> Iterator[Link]:
    """Every link of an edition, in the order of the page."""
    edition = subject.edition
    yield from edition.intro.links
    for question in edition.questions:
        yield from (*question.heading.links, *question.links)
    for section in edition.sections:
        yield from (*section.heading.links, *section.body.links)
    for note in edition.notes:
        yield from note.body.links


def _no_id(link: Link, identifier: str, ids: frozenset[str]) -> Fault:
    near = get_close_matches(identifier, sorted(ids), 1, cutoff=0.6) if len(ids) <= _MANY_IDS else ()
    todo = f'Did you mean "#{near[0]}"?' if near else f'Give the id to a heading: "{{#{identifier}}}".'
    message = f'"#{identifier}" is the id of nothing here.'
    return Fault("link-dead", link.place, message, todo)
