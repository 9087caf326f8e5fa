"""A policy as it was read: editions, questions, sections. Frozen; positions everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from largeprint.model.disclosure import Declared
from largeprint.model.finding import Aside, Fault
from largeprint.model.signoff import How
from largeprint.model.source import Place


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was written. ``target`` is the address to the letter, ``text`` its visible words."""

    text: str
    target: str
    place: Place
    image: bool = False

    @property
    def anchor(self) -> str:
        """The id that the link leads to on the same page; "" when it leads elsewhere."""
        return self.target[1:] if self.target.startswith("#") else ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An id, and where it was written. ``written`` is False for an id that was derived from a heading."""

    id: str
    place: Place
    written: bool = True


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of parsed Markdown.

    ``tokens`` are the parser's, opaque here: reading makes them, ``text`` renders them, nobody else looks. They weigh
    more than all the rest together, and a rendered edition is without them.
    ``text`` is the plain words of it, blocks parted by a line break.
    """

    tokens: tuple[Any, ...] = field(default=(), compare=False, repr=False)
    text: str = ""
    links: tuple[Link, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    notes: tuple[str, ...] = ()
    """Labels of the footnotes that are referred to, in order."""

    def __bool__(self) -> bool:
        return bool(self.text.strip()) or any(link.image for link in self.links)

    def bare(self) -> Prose:
        """The same without tokens."""
        return Prose((), self.text, self.links, self.anchors, self.notes) if self.tokens else self


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the key facts under an answer."""

    label: Prose
    value: Prose

    def bare(self) -> Fact:
        """The same without tokens."""
        return Fact(self.label.bare(), self.value.bare())


@dataclass(frozen=True, slots=True)
class Question:
    """A heading in the reader's words, its short answer, key facts and links (layer 1)."""

    anchor: Anchor
    heading: Prose
    place: Place
    answer: Prose
    """The answer word for word, without the links that close it."""
    tail: tuple[Link, ...] = ()
    """The links that close the answer or stand in a paragraph of their own: "[More...](#pp_how)"."""
    facts: tuple[Fact, ...] = ()
    facts_head: Fact | None = None
    """The head row of the key facts where it is a head, and no fact itself."""
    asks: tuple[str, ...] = ()
    """Readers' other wordings of the question."""
    moments: tuple[str, ...] = ()
    """The moments at which an app shows the answer, such as ``location-permission``. No page shows them."""
    also: tuple[Anchor, ...] = ()
    """Further ids of the heading: a question may have been known under several."""

    @property
    def links(self) -> tuple[Link, ...]:
        """All links of the question: in the sentences, in the facts, at the end."""
        cells = [link for part in self.cells for link in part.links]
        return (*self.answer.links, *self.tail, *cells)

    @property
    def cells(self) -> tuple[Prose, ...]:
        """The cells of the key facts, row by row, the head's first."""
        rows = (*((self.facts_head,) if self.facts_head else ()), *self.facts)
        return tuple(part for row in rows for part in (row.label, row.value))

    def bare(self) -> Question:
        """The same without tokens."""
        facts, head = tuple(fact.bare() for fact in self.facts), self.facts_head and self.facts_head.bare()
        return replace(self, heading=self.heading.bare(), answer=self.answer.bare(), facts=facts, facts_head=head)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the full text and what stands under it up to the next heading (layer 2).

    ``level`` is the heading's, 1 to 6; 0 for words that stand before any heading (they have no anchor).
    """

    anchor: Anchor | None
    heading: Prose
    level: int
    place: Place
    body: Prose
    also: tuple[Anchor, ...] = ()
    """Further ids of the heading: a section may have been known under several."""
    title: bool = False
    """True for the heading that is the title of the whole text."""

    def bare(self) -> Section:
        """The same without tokens."""
        return replace(self, heading=self.heading.bare(), body=self.body.bare())


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its label as written and its words."""

    label: str
    body: Prose
    place: Place
    section: int
    """Index of the section that it was written in; of the question, where it was written in the summary."""
    summary: bool = False
    """True for a footnote of the summary: it stands under a question."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A policy in one language at one time: both layers."""

    policy: str
    language: str
    title: str
    place: Place
    """Where the summary begins."""
    full_place: Place
    """Where the full text begins."""
    intro: Prose
    questions: tuple[Question, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    also: tuple[Anchor, ...] = ()
    """Ids written at the summary's title: they land on the top of the page."""
    assets: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    """What its images show: address relative to the edition's folder, bytes. In the order of the addresses."""
    faults: tuple[Fault, ...] = ()
    sources: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """The files it was read from: path, text."""
    evidence: tuple[str, str] | None = field(default=None, repr=False)
    """The record of what its answers rest on: path, text; None where nothing was ever confirmed."""

    def anchors(self) -> Iterator[Anchor]:
        """Every id of the edition, in the order of the page: questions, sections, places inside them."""
        yield from (*self.also, *self.intro.anchors)
        for question in self.questions:
            yield question.anchor
            yield from (*question.also, *question.answer.anchors)
            for cell in question.cells:
                yield from cell.anchors
        for section in self.sections:
            if section.anchor is not None:
                yield section.anchor
            yield from (*section.also, *section.heading.anchors, *section.body.anchors)
        for note in self.notes:
            yield from note.body.anchors

    def bare(self) -> Edition:
        """The same without tokens, which only rendering asks for."""
        return replace(
            self,
            intro=self.intro.bare(),
            questions=tuple(question.bare() for question in self.questions),
            sections=tuple(section.bare() for section in self.sections),
            notes=tuple(replace(note, body=note.body.bare()) for note in self.notes),
        )


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """What ``policy.yml`` says. Dates are calendar dates; texts are one line."""

    publisher: str = ""
    contact: str = ""
    kind: str = "privacy-policy"
    binding: str = ""
    effective: date | None = None
    changed: date | None = None
    demonstration: str = ""
    """A sentence for the face of every output where the policy is a demonstration; "" where it is a real one."""
    reviewers: tuple[tuple[str, How], ...] = ()
    """The roles that have to approve a text, each with the least that it gives. No page shows them."""


@dataclass(frozen=True, slots=True)
class Release:
    """A text frozen under the day from which it applies; what changed is material, or editorial.

    ``name`` is that day, as ``2026-03-01``; for a second text of the same day ``2026-03-01.2``. ``note`` says in plain
    words what is new, paragraphs parted by an empty line; "" where nothing was said.
    """

    name: str
    day: date
    material: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Frozen:
    """The files of a release as they lie in ``releases/NAME/``: each by its name in that folder. None is read yet."""

    name: str
    folder: str
    files: tuple[tuple[str, bytes], ...] = field(repr=False)

    @property
    def order(self) -> tuple[str, int]:
        """The key that releases are sorted by: the day, then which text of the day it is."""
        day, _, number = self.name.partition(".")
        return day, int(number or 1)

    def file(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        return next((data for each, data in self.files if each == name), None)


@dataclass(frozen=True, slots=True)
class Policy:
    """One document with a life of its own, in all its languages; the binding one stands first."""

    id: str
    facts: PolicyFacts
    editions: tuple[Edition, ...]
    faults: tuple[Fault, ...] = ()
    declared: Declared = field(default_factory=Declared)
    """What it declares of the disclosures that laws want told. No page shows it."""
    release: Release | None = None
    """The release that these editions are; None for the working text."""
    frozen: tuple[Frozen, ...] = ()
    """Its releases, the oldest first. A release has none of its own."""
    shown: str = ""
    """The name of the release that stands in for the working text; "" for the working text itself."""
    anchors: tuple[str, str] | None = None
    """The record of every id that was ever released: path, text."""
    signoffs: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    """The chains of its signers: path, bytes."""
    returned: frozenset[str] = field(default=frozenset(), repr=False)
    """The digests of the packets that came back and are kept beside them."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A policy that is no longer at its address: renamed (``on`` is None), or withdrawn on a day for a reason.

    ``instead`` is the policy that stands in for it; "" for none.
    """

    policy: str
    instead: str = ""
    on: date | None = None
    because: str = ""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What ``site.yml`` says."""

    name: str = ""
    language: str = "en"
    address: str = ""
    """The base address, ending in ``/``; "" where none is set."""
    policies: tuple[str, ...] = ()
    gone: tuple[Gone, ...] = ()
    """Policies that were once published here: their addresses go on to say where they went."""
    rules: tuple[tuple[str, str, Place], ...] = ()
    """Rules raised or lowered: the rule's id, a severity, and where the line stands. Whether they may be is not judged
    here."""
    aside: tuple[Aside, ...] = ()
    """What is set aside, as it was written; not judged here either."""


@dataclass(frozen=True, slots=True)
class Site:
    """All that was read: settings, the front page's words, the policies in their order."""

    facts: SiteFacts
    front_title: str
    front: Prose | None
    """The words of the front page, below its title; None when there is no ``index.md``."""
    policies: tuple[Policy, ...]
    faults: tuple[Fault, ...] = ()
    anchors: tuple[str, str] | None = None
    """The record of every policy that was ever released: path, text."""
