"""What the lint of claims looks at: the claims of each answer, and the sentences of the sections it leads to.

Made once for an edition, and shared by its rules. A section is cut into sentences only when a rule asks for them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from largeprint.check.registry import Subject
from largeprint.model.addresses import anchor_in, ids_of
from largeprint.model.policy import Site
from largeprint.model.same import Same
from largeprint.model.source import Place, place_at
from largeprint.text.claims import Claim, claims_of, homes_of, with_parts
from largeprint.text.matter import WEAK_WEIGHT, Matter, is_english, is_weak, matter, matter_of, words_of
from largeprint.text.render import EditionText, QuestionText, SectionText

_ENDS = re.compile(r"(?<=[.!?;])\s+(?=[A-Z(\"“])")
"""Where a sentence ends, near enough for comparing; ``text.sentences`` is exact, and takes longer."""

_POINTS_BACK = re.compile(
    r"^(?:\(?\w{1,3}\)\s*)?(?:However|This|These|That|Those|They|It|Such|But|In (?:that|this|which))\b"
)
_PRONOUNS = frozenset(["they", "them", "it", "this", "these", "such", "those"])


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the full text. ``around`` is its matter and that of what it points back to."""

    section: int
    words: str
    about: Matter
    around: Matter


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its claims, and the indices of the sections that it leads to, those below them included.

    Sections without words are left out: they are reported as such.
    """

    shown: QuestionText
    claims: tuple[Claim, ...]
    linked: tuple[int, ...]

    @property
    def words(self) -> str:
        """All that it says, sentences and key facts."""
        return " ".join(map(str, self.claims))


class Grounds:
    """An edition as the lint of claims sees it."""

    def __init__(self, site: Site, text: EditionText) -> None:
        self.text, self.language = text, text.language.code
        self.answers = tuple(_answers(site, text))
        self.figures: dict[int, tuple[object, ...]] = {}
        """For a section, what the rules of figures have found in it."""
        self._lines: dict[int, tuple[Line, ...]] = {}
        self._wholes: dict[Matter, float] = {}
        self.asked: tuple[tuple[Answer, Claim, Matter], ...] | None = None
        """The claims that have to rest on something, once they are asked for."""
        self.carried: dict[tuple[Matter, tuple[int, ...]], tuple[float, int | None]] = {}
        """For a claim and the sections it leads to, how well they carry it, and the section that does so better."""

    def heading(self, index: int) -> str:
        """The heading of a section; the title of the text for words that stand above any."""
        return self.text.sections[index].heading.text or self.text.edition.title

    def lines(self, index: int) -> tuple[Line, ...]:
        """The sentences of a section: of its words and its footnotes."""
        if index not in self._lines:
            self._lines[index] = tuple(_lines_of(self.text.sections[index], index, self.language))
        return self._lines[index]

    def words(self, indices: Iterable[int]) -> str:
        """Headings and words of sections as one text."""
        return "\n".join(part for index in indices for part in _parts(self.text.sections[index]))

    def heading_matter(self, index: int) -> Matter:
        """The matter of a heading."""
        return matter(self.text.sections[index].heading.text, self.language)

    @cached_property
    def about(self) -> tuple[Matter, ...]:
        """The matter of each section, its heading included."""
        return tuple(matter(self.words([index]), self.language) for index in range(len(self.text.sections)))

    @cached_property
    def weights(self) -> Weights:
        """How much each concept tells."""
        return Weights(self.about)

    def share(self, asked: Matter, found: Matter) -> float:
        """How much of ``asked`` stands in ``found``, by weight, from 0 to 1."""
        both = asked & found
        if not both:
            return 0.0
        weight = self.weights.__getitem__
        if asked not in self._wholes:
            self._wholes[asked] = sum(map(weight, asked))
        return sum(map(weight, both)) / self._wholes[asked]


class Weights(dict[str, float]):
    """How much a concept tells, between 0 and 1: less where it stands in many sections, and in all policies."""

    def __init__(self, sections: tuple[Matter, ...]) -> None:
        super().__init__()
        self._number = len(sections)
        self._in = Counter(chain.from_iterable(sections))

    def __missing__(self, concept: str) -> float:
        rare = math.log(1 + self._number / (self._in[concept] or 1)) / math.log(1 + self._number)
        self[concept] = (0.4 + 0.6 * rare) * (WEAK_WEIGHT if is_weak(concept) else 1.0)
        return self[concept]


def grounds(subject: Subject) -> Grounds:
    """What the rules look at, made for the first of them and kept for the others."""
    return _made(Same(subject.site), Same(subject.text))


@lru_cache(maxsize=1)
def _made(site: Same[Site], text: Same[EditionText]) -> Grounds:
    return Grounds(site.value, text.value)


def points_back(words: str) -> bool:
    """Whether a sentence begins by pointing back to the one before it: "However", "This"."""
    return bool(_POINTS_BACK.match(words))


def cut(words: str, most: int = 110) -> str:
    """Words for a message: on one line, cut at a blank, without the point at their end."""
    words = " ".join(words.split()).replace('"', "'")
    return words.rstrip(".") if len(words) <= most else f"{words[: most - 10].rsplit(' ', 1)[0]} …"


def place_of(subject: Subject, answer: Answer, claim: Claim) -> Place:
    """Where a claim stands in its file: where its first words are found below the question; else the question."""
    question = answer.shown.question
    text = dict(subject.edition.sources).get(question.place.path, "")
    words = re.findall(r"\w+", claim.words)
    begin = _line_start(text, question.place.line + 1)
    after = [other.place.line for other in subject.edition.questions if other.place.line > question.place.line]
    end = _line_start(text, min(after)) if after else len(text)
    gap = r"(?:[^\w\n]|\n(?!\n)|\]\([^)\n]*\))+?"
    for number in (8, 4):  # another sentence may begin alike; a link may stand in this one
        found = re.compile(gap.join(map(re.escape, words[:number]))).search(text, begin, end) if words else None
        if found:
            return place_at(question.place.path, text, found.start())
    return question.place


def _line_start(text: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
        if at == 0:
            return len(text)
    return at


def _answers(site: Site, text: EditionText) -> Iterator[Answer]:
    """The answers whose links all land. What the others lead to is not known until their links are mended."""
    homes, ids = homes_of(text), ids_of(text.edition)
    for shown in text.questions:
        anchors = [anchor for link in shown.question.links if (anchor := anchor_in(site, text.edition, link))]
        if not ids.issuperset(anchors):
            continue
        first = dict.fromkeys(homes[anchor] for anchor in anchors if anchor in homes)
        linked = dict.fromkeys(part for index in first for part in with_parts(text, index))
        told = tuple(index for index in linked if text.sections[index].body.text or text.sections[index].notes)
        yield Answer(shown, claims_of(shown, text.language.code), told)


def _parts(section: SectionText) -> tuple[str, ...]:
    return (section.heading.text, section.body.text, *(note.body.text for note in section.notes))


def _lines_of(section: SectionText, index: int, language: str) -> Iterator[Line]:
    before: Matter = frozenset()
    english = is_english(language)
    for part in _parts(section)[1:]:
        lead: Matter = frozenset()
        for block in part.split("\n"):
            for words in _ENDS.split(block):
                if english:
                    said = words_of(words)
                    about, points = matter_of(said), not said.isdisjoint(_PRONOUNS) or points_back(words)
                else:
                    about, points = matter(words, language), False
                back = before if points else frozenset()
                yield Line(index, words, about, about | back | lead)
                before = about
            if block.endswith(":"):
                lead = before
