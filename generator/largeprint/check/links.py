"""Links: each one lands."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import unquote

from largeprint.check.edits import Lines, lines_of, with_target
from largeprint.check.registry import Messages, Subject, of_site, rule
from largeprint.model.addresses import destination, ids_of
from largeprint.model.finding import Edit, Fault, Severity
from largeprint.model.ids import derive, fault_of
from largeprint.model.policy import Edition, Link, Policy, Site
from largeprint.read.html import scheme_of
from largeprint.records.anchors import anchors_of, landing

_MANY_IDS = 500
"""Among more ids than these no near one is looked for: it would take longer than all the rest."""


@rule("link-dead", Severity.ERROR)
def link_dead(subject: Subject) -> Iterator[Fault]:
    """A link that leads nowhere: no such id on the page, no such page on the site, no such image.

    A link within a policy names an id (``#pp_how``). A relative link names a source file
    (``../terms/en/policy.md#fees``), and becomes the right address on the site. Links to other sites are not followed.

    Why it matters: the exact words are a promise of every short answer. A link that lands nowhere breaks it, and the
    reader learns of it only after the click.

    What to do: name the id that was meant; where one id alone is near, is that of the heading that the link has for its
    words, or is where the old one was recorded to have moved, ``largeprint check --mend`` offers it. Or give
    the id to the heading that it should land on: ``## How we use it {#pp_how}``. An address that begins with ``/``
    depends on where the site is put, and breaks in files and apps: write it whole.

    Where there is no full text at all, that is told, and not every link into it.

    Set it aside where the section is still to be written, and everybody knows it.
    """
    ids, lines = ids_of(subject.edition), lines_of(subject)
    for link in links_of(subject):
        if not link.anchor:
            yield from _leading_elsewhere(subject.site, link, ids, lines)
        elif subject.edition.sections and not link.image and unquote(link.anchor) not in ids and link.anchor not in ids:
            yield _no_id(link, unquote(link.anchor), subject.policy, subject.edition, lines)


@of_site
def front_page(site: Site, _: Messages) -> Iterator[Fault]:
    """The links of the front page lead to policies, or away; it shows no images."""
    for link in site.front.links if site.front else ():
        if link.image:
            message = f'The front page shows no images; "{link.target}" is told in its words.'
            yield Fault("link-dead", link.place, message, "Take the image out.")
        elif link.anchor:
            yield _no_id(link, unquote(link.anchor), None, None, {})
        else:
            yield from _leading_elsewhere(site, link, frozenset(), {})


def _leading_elsewhere(site: Site, link: Link, ids: frozenset[str], lines: Lines) -> Iterator[Fault]:
    """What is wrong with a link that leaves its page. ``ids`` are those of the page: a bare one is a damaged link."""
    target = unquote(link.target)
    if link.image or scheme_of(target) or target in ids or not target.strip("#"):
        return
    found = destination(site, link.place.path, link.target)
    if "@" in target and "/" not in target and not target.startswith("#"):
        return  # a mail address without its scheme is a damaged link
    if target.startswith("/"):
        message = f'"{link.target}" depends on where the site is put.'
        yield Fault("link-dead", link.place, message, 'Write the whole address, beginning with "https://".')
    elif found is None:
        message = f'"{link.target}" names no page of this site.'
        yield Fault("link-dead", link.place, message, "Name a source file under content/, or write the whole address.")
    elif found.anchor and found.edition.sections and found.anchor not in ids_of(found.edition):
        yield _no_id(link, found.anchor, found.policy, found.edition, lines)


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


def _no_id(link: Link, identifier: str, policy: Policy | None, edition: Edition | None, lines: Lines) -> Fault:
    """A link to an id that is nowhere in ``edition``. What it may have meant is shown with its heading, since a guess
    between two short ids is easily wrong; a mend is offered only where there is no doubt."""
    where = "here" if edition is not None and any(link.place.path == path for path, _ in edition.sources) else "there"
    message = f'"#{identifier}" is the id of nothing {where}.'
    headings = _headings(edition) if edition else {}
    moved = landing(anchors_of(policy)[0], identifier) if policy else ""
    if moved in headings and moved != identifier:
        message = f'The words of "#{identifier}" have moved.'
        todo = f'They stand at "#{moved}", "{headings[moved]}": link there.'
        return Fault("link-dead", link.place, message, todo, _to(lines, link, moved))
    meant = [known for known, heading in headings.items() if _same(identifier, known, heading)]
    near = meant or [known for known, heading in headings.items() if _named(link.text, heading)]
    if not near and len(headings) <= _MANY_IDS:
        near = get_close_matches(identifier, headings, 2, cutoff=0.85)
    if not near:
        todo = f'Link to another id, or give this one to the heading that it belongs to: "{{#{identifier}}}".'
        return Fault("link-dead", link.place, message, todo)
    todo = f'Did you mean "#{near[0]}", "{headings[near[0]]}"?'
    return Fault("link-dead", link.place, message, todo, _to(lines, link, near[0]) if len(near) == 1 else None)


def _to(lines: Lines, link: Link, identifier: str) -> Edit | None:
    return with_target(lines, link, f"{link.target.partition('#')[0]}#{identifier}")


def _headings(edition: Edition) -> dict[str, str]:
    """The ids of sections, then of questions, with the heading of each; those that a link can name."""
    sections = {s.anchor.id: s.heading.text for s in edition.sections if s.anchor is not None}
    found = sections | {q.anchor.id: q.heading.text for q in edition.questions}
    return {identifier: heading for identifier, heading in found.items() if not fault_of(identifier)}


def _same(identifier: str, known: str, heading: str) -> bool:
    """Whether an id is another but for its case, or the one that the heading had before one was written for it."""
    return identifier.lower() in (known.lower(), derive(heading))


def _named(words: str, heading: str) -> bool:
    """Whether the words of a link are those of a heading."""
    return bool(words.strip()) and " ".join(words.split()).casefold() == heading.casefold()
