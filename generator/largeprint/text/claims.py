"""Claims and what they rest on: the sentences of an answer, the rows of its key facts, the sections it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from largeprint.model.addresses import anchor_in
from largeprint.model.digest import word_digest
from largeprint.model.policy import Site
from largeprint.model.same import Same
from largeprint.text.render import EditionText, QuestionText, SectionText
from largeprint.text.sentences import sentences
from largeprint.text.words import split_words

_SAYS = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a short answer says. ``label`` is that of the row for a key fact, "" for a sentence.

    ``number`` counts the claims of an answer from 1, sentences first.
    """

    words: str
    number: int
    label: str = ""

    @property
    def key(self) -> str:
        """The words as they count: blanks and line breaks between them do not."""
        return normal(f"{self.label}: {self.words}" if self.label else self.words)

    def __str__(self) -> str:
        return f"{self.label}: {self.words}" if self.label else self.words


@dataclass(frozen=True, slots=True)
class Passage:
    """A section that an answer leads to, with the sections below it. ``digest`` covers all of their words."""

    id: str
    heading: str
    sections: tuple[SectionText, ...]

    @property
    def digest(self) -> str:
        """The word digest of the section; of the digests of all, where there are sections below it."""
        digests = [section.digest for section in self.sections]
        return digests[0] if len(digests) == 1 else word_digest(digests)

    @property
    def text(self) -> str:
        """Headings and words in order, a block a line."""
        parts = (part for section in self.sections for part in _texts(section))
        return "\n".join(part for part in parts if part)


def normal(text: str) -> str:
    """A text as its words, a blank between each: what two texts that read the same have in common."""
    return " ".join(split_words(text))


def claims_of(question: QuestionText, language: str) -> tuple[Claim, ...]:
    """The claims of a short answer. A sentence without a letter or digit claims nothing."""
    said = [sentence.text for sentence in sentences(question.answer.text, language) if _SAYS.search(sentence.text)]
    rows = [
        (label, value)
        for fact in question.facts
        if _SAYS.search(value := " ".join(fact.value.text.split())) and (label := " ".join(fact.label.text.split()))
    ]
    made = [Claim(words, number) for number, words in enumerate(said, start=1)]
    return (*made, *(Claim(value, number, label) for number, (label, value) in enumerate(rows, start=len(made) + 1)))


def homes_of(text: EditionText) -> Mapping[str, int]:
    """For every id of the full text the index of the section that it stands in."""
    return _homes(Same(text))


@lru_cache(maxsize=1)
def _homes(same: Same[EditionText]) -> Mapping[str, int]:
    """Asked for again and again while one edition is looked at, so that the last is enough."""
    text, homes = same.value, dict[str, int]()
    for index, shown in enumerate(text.sections):
        section = shown.section
        own = [section.anchor] if section.anchor else []
        for anchor in (*own, *section.also, *section.body.anchors):
            homes.setdefault(anchor.id, index)
    return homes


def with_parts(text: EditionText, index: int) -> range:
    """The indices of a section and of the sections below it; of the title alone, which has all below it."""
    first, end = text.sections[index].section, index + 1
    while not first.title and end < len(text.sections) and text.sections[end].section.level > first.level:
        end += 1
    return range(index, end)


def passages_of(site: Site, text: EditionText, question: QuestionText) -> tuple[Passage, ...]:
    """The passages that an answer leads to, in the order of its links, each once."""
    homes = homes_of(text)
    reached = (homes.get(anchor_in(site, text.edition, link)) for link in question.question.links)
    found = dict.fromkeys(index for index in reached if index is not None)
    return tuple(passage for index in found if (passage := passage_at(text, index)).id)


def passage_at(text: EditionText, index: int) -> Passage:
    """The passage that begins with the section of that index; its id is "" where the section has none."""
    shown = text.sections[index]
    below = tuple(text.sections[part] for part in with_parts(text, index))
    return Passage(shown.section.anchor.id if shown.section.anchor else "", shown.heading.text, below)


def _texts(section: SectionText) -> Iterator[str]:
    yield section.heading.text
    yield section.body.text
    yield from (note.body.text for note in section.notes)
