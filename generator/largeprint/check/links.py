"""Links: each one lands."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import unquote

from largeprint.check.registry import Subject, rule
from largeprint.model.addresses import destination, ids_of
from largeprint.model.finding import Fault, Severity
from largeprint.model.policy import Link
from largeprint.read.html import scheme_of


@rule("link-dead", Severity.ERROR)
def link_dead(subject: Subject) -> Iterator[Fault]:
    """A link that leads nowhere: no such id on the page, no such page on the site, no such image.

    A relative link names a source file (``../terms/en/policy.md#fees``), and becomes the right address on the site.
    An address that begins with ``/`` depends on where the site is put, and breaks in files and apps: write it whole.
    """
    ids = ids_of(subject.edition)
    for link in links_of(subject):
        target = unquote(link.target)
        if link.image or scheme_of(target):
            continue
        if link.anchor:
            if unquote(link.anchor) not in ids and link.anchor not in ids:
                yield _no_id(link, unquote(link.anchor), ids)
        elif target.startswith("/"):
            message = f'"{link.target}" depends on where the site is put.'
            yield Fault("link-dead", link.place, message, 'Write the whole address, beginning with "https://".')
        elif target not in ids:  # a bare id is a damaged link, and has a rule of its own
            found = destination(subject.site, link.place.path, link.target)
            if found is None:
                message = f'"{link.target}" names no page of this site.'
                todo = "Name a source file under content/, or write the whole address."
                yield Fault("link-dead", link.place, message, todo)
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
    near = get_close_matches(identifier, sorted(ids), 1, cutoff=0.6)
    todo = f'Did you mean "#{near[0]}"?' if near else f'Give the id to a heading: "{{#{identifier}}}".'
    message = f'"#{identifier}" is the id of nothing here.'
    return Fault("link-dead", link.place, message, todo)
