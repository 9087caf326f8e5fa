"""Each stage with its key: everything that its result depends on. ``pipeline`` puts them in a row.

A key names files by the digest of their bytes, small values by themselves, and what an earlier stage made by its
identity (``Same``). What is missing in a key would be stale on a page: ``tests/test_incremental.py`` holds them.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from largeprint.check.registry import Subject, faults_in
from largeprint.layers.occasion import Occasion
from largeprint.layers.page import lay_out
from largeprint.layers.views import Layered
from largeprint.memory import Memory
from largeprint.model.addresses import destination, edition_folder, ids_of
from largeprint.model.digest import byte_digest
from largeprint.model.finding import Fault
from largeprint.model.policy import Edition, Policy, Site, SiteFacts
from largeprint.model.same import Same
from largeprint.outputs.registry import BY_PAGE, File, Output, Publication
from largeprint.read.edition import Source, read_edition
from largeprint.read.html import scheme_of
from largeprint.read.settings import PolicySettings
from largeprint.read.site import read_policy_settings
from largeprint.text.render import EditionText, render_edition


def edition(memory: Memory, policy: str, language: str, summary: Source, full: Sequence[Source]) -> Edition:
    """An edition made of its texts; by the texts."""
    key = (policy, language, *((path, byte_digest(text.encode("utf-8"))) for path, text in (summary, *full)))
    return memory.recall("read", key, lambda: read_edition(policy, language, summary, full))


def policy_settings(memory: Memory, path: str, text: str) -> tuple[PolicySettings | None, list[Fault]]:
    """What a ``policy.yml`` says; by its text. The list is the caller's own."""
    key = (path, byte_digest(text.encode("utf-8")))
    values, faults = memory.recall("read settings", key, lambda: read_policy_settings(path, text))
    return values, list(faults)


def text(memory: Memory, edition: Edition) -> EditionText:
    """An edition rendered; by its texts, its images, and what is wrong with these."""
    images = tuple((address, byte_digest(data)) for address, data in edition.assets)
    key = (Same(edition.sources), images, edition.faults, edition.evidence)
    return memory.recall("render", key, lambda: render_edition(edition))


def faults(memory: Memory, subject: Subject) -> tuple[Fault, ...]:
    """What the rules find in an edition; by it, its policy, the settings, and where its links lead."""
    policy = subject.policy
    kept = (policy.anchors, policy.frozen)
    around = (policy.id, policy.facts, policy.declared, policy.faults, kept, *(Same(each) for each in policy.editions))
    key = (Same(subject.text), around, _facts(subject.site), _landings(memory, subject.site, subject.text))
    return memory.recall("check", key, lambda: faults_in(subject))


def page_key(memory: Memory, site: Site, policy: Policy, text: EditionText, occasion: Occasion) -> Hashable:
    """What a page depends on: its text, what is told of its policy, its other languages, where its links lead.

    A translation takes moments from the binding language, and says which of its questions it lacks.
    """
    languages = tuple(each.language for each in policy.editions)
    released = (policy.anchors, policy.frozen, policy.shown)
    binding = tuple((each.anchor.id, each.heading.text, each.moments) for each in policy.editions[0].questions)
    asked = binding if text.edition.language != policy.editions[0].language else ()
    return (Same(text), policy.id, policy.facts, languages, asked, released, occasion, _landings(memory, site, text))


def page(memory: Memory, site: Site, policy: Policy, text: EditionText, occasion: Occasion) -> Layered:
    """An edition laid out; by ``page_key``. The settings of the site are none of its business, and are not shown."""
    key = page_key(memory, site, policy, text, occasion)
    bare = replace(site, facts=SiteFacts(), front_title="", front=None, faults=())
    made = memory.recall("lay out", key, lambda: lay_out(bare, policy, text, occasion))
    return made if made.policy is policy else replace(made, policy=policy)


def files(memory: Memory, make: Output, publication: Publication, occasion: Occasion, templates: str) -> Iterable[File]:
    """The files of an output. One that goes page by page is told no more than it may know.

    ``templates`` is the digest of the templates.
    """
    if make not in BY_PAGE:
        return make(publication)
    (page,) = publication.pages
    site = replace(publication.site, facts=_facts(publication.site), front_title="", front=None, policies=(), faults=())
    front = replace(
        publication.front,
        title="",
        words_html=Markup(),
        description="",
        entries=(),
        demonstration=False,
        noindex=False,
    )
    key = (page_key(memory, publication.site, page.policy, page.text, occasion), make, site, front, templates)
    return memory.recall("write", key, lambda: tuple(make(Publication(site, (page,), front))))


def _facts(site: Site) -> SiteFacts:
    """The settings without those that only the run of all rules looks at."""
    return replace(site.facts, rules=(), aside=())


def _landings(memory: Memory, site: Site, text: EditionText) -> Hashable:
    """For each link between pages where it leads, which ids are there, and where others went from there."""
    ways = memory.recall("find links", Same(text), lambda: tuple(sorted(set(_ways(text)))))
    return tuple(_landing(memory, site, source, target) for source, target in ways)


def _landing(memory: Memory, site: Site, source: str, target: str) -> Hashable:
    found = destination(site, source, target)
    if found is None:
        return None
    ids = memory.recall("find ids", Same(found.edition), lambda: ids_of(found.edition))
    return edition_folder(found.policy, found.edition.language), found.edition.language, ids, found.policy.anchors


def _ways(text: EditionText) -> Iterator[tuple[str, str]]:
    """The links that lead neither to a place on the page nor by a scheme: the file that one stands in, its target."""
    for source, target in _links(text):
        if target and not target.startswith("#") and not scheme_of(target):
            yield source, target


def _links(text: EditionText) -> Iterator[tuple[str, str]]:
    """Every link, as it was read and as it was rendered."""
    edition = text.edition
    proses = [edition.intro, *(question.heading for question in edition.questions)]
    proses += [cell for question in edition.questions for cell in question.cells]
    proses += [prose for section in edition.sections for prose in (section.heading, section.body)]
    proses += [note.body for note in edition.notes]
    read = [link for prose in proses for link in prose.links]
    read += [link for question in edition.questions for link in question.links]
    yield from ((link.place.path, link.target) for link in read if not link.image)
    yield from ((edition.sources[0][0], target) for target in text.intro.links)
    for shown in text.questions:
        rows = (*shown.facts, *((shown.facts_head,) if shown.facts_head else ()))
        cells = [part for row in rows for part in (row.label, row.value)]
        parts = (shown.heading, shown.answer, *cells, *(note.body for note in shown.notes))
        yield from ((shown.question.place.path, target) for part in parts for target in part.links)
    for home in text.sections:
        bodies = (home.heading, home.body, *(note.body for note in home.notes))
        yield from ((home.section.place.path, target) for part in bodies for target in part.links)
