"""An edition rendered: every heading, answer, fact, section and footnote as a ``Fragment``, measured and digested."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from largeprint.model.digest import word_digest
from largeprint.model.policy import Edition, Fact, Note, Prose, Question, Section
from largeprint.read.dialect import make_parser
from largeprint.text.html import Renderer, id_of, size_of
from largeprint.text.language import Language, language
from largeprint.text.sanitise import sanitise
from largeprint.text.vague import is_more
from largeprint.text.words import read_html, split_words

_OPTIONS: OptionsDict = make_parser().options


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of sanitised HTML and what a reader reads in it."""

    html: str = ""
    text: str = ""
    words: int = 0
    """Number of words; of characters in scripts without blanks."""
    marks: tuple[str, ...] = ()
    """What its word digest is made of."""
    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text) or "<img" in self.html or "<hr" in self.html


@dataclass(frozen=True, slots=True)
class FactText:
    """A row of the key facts."""

    label: Fragment
    value: Fragment


@dataclass(frozen=True, slots=True)
class NoteText:
    """A footnote with its number on the page."""

    number: int
    label: str
    body: Fragment
    referred: bool
    """False for a footnote that no text refers to."""


@dataclass(frozen=True, slots=True)
class QuestionText:
    """A question rendered. ``digest`` covers heading, answer, facts and links, not the sections behind them."""

    question: Question
    heading: Fragment
    answer: Fragment
    facts_head: FactText | None
    facts: tuple[FactText, ...]
    notes: tuple[NoteText, ...]
    digest: str

    @property
    def words(self) -> int:
        """Words of heading, answer, facts and footnotes."""
        rows = (*self.facts, *((self.facts_head,) if self.facts_head else ()))
        cells = (row.label.words + row.value.words for row in rows)
        return sum((self.heading.words, self.answer.words, *cells, *(note.body.words for note in self.notes)))


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section rendered, with the footnotes that are shown under it. ``digest`` is its word digest."""

    section: Section
    heading: Fragment
    body: Fragment
    notes: tuple[NoteText, ...]
    digest: str

    @property
    def words(self) -> int:
        """Words of heading, body and footnotes."""
        return self.heading.words + self.body.words + sum(note.body.words for note in self.notes)


@dataclass(frozen=True, slots=True)
class EditionText:
    """An edition rendered. ``digest`` covers all words of both its files. ``edition`` is without its tokens."""

    edition: Edition
    language: Language
    intro: Fragment
    questions: tuple[QuestionText, ...]
    sections: tuple[SectionText, ...]
    digest: str

    @property
    def answer_minutes(self) -> int:
        """Reading time of the first layer, in minutes."""
        return self.language.minutes(self.intro.words + sum(question.words for question in self.questions))

    @property
    def full_minutes(self) -> int:
        """Reading time of the full text, in minutes."""
        return self.language.minutes(sum(section.words for section in self.sections))


def render_edition(edition: Edition) -> EditionText:
    """Renders an edition, section by section."""
    numbers, homes = _number_notes(edition)
    sizes = {address: size_of(data) for address, data in edition.assets}
    renderer = Renderer(numbers, sizes, edition.title)
    intro = _fragment(renderer, edition.intro)
    referred = {label for _, _, label in _references(edition)}

    def notes_of(summary: bool, index: int) -> tuple[NoteText, ...]:
        return tuple(
            NoteText(numbers[note.label], note.label, _fragment(renderer, note.body), note.label in referred)
            for note in homes.get((summary, index), ())
        )

    bare = edition.bare()
    questions = tuple(
        _question(renderer, question, bare.questions[index], partial(notes_of, True, index))
        for index, question in enumerate(edition.questions)
    )
    sections = []
    for index, section in enumerate(edition.sections):
        renderer.table_name = section.heading.text or edition.title
        heading, body = _heading(renderer, section.heading), _fragment(renderer, section.body)
        notes = notes_of(False, index)
        marks = [f"h{section.level}", *heading.marks, *body.marks, *(m for note in notes for m in note.body.marks)]
        sections.append(SectionText(bare.sections[index], heading, body, notes, word_digest(marks)))
    parts = [*split_words(edition.title), *intro.marks, *(q.digest for q in questions)]
    parts += [mark for s in sections for mark in (s.section.anchor.id if s.section.anchor else "", s.digest)]
    digest = word_digest(parts)
    return EditionText(bare, language(edition.language), intro, questions, tuple(sections), digest)


def render_prose(prose: Prose) -> Fragment:
    """A run of Markdown on its own, such as the words of the front page."""
    return _fragment(Renderer({}, {}, ""), prose)


def _question(
    renderer: Renderer, question: Question, bare: Question, notes_of: Callable[[], tuple[NoteText, ...]]
) -> QuestionText:
    renderer.table_name = question.heading.text
    heading, answer = _heading(renderer, question.heading), _fragment(renderer, question.answer)
    facts = tuple(_fact(renderer, fact) for fact in question.facts)
    head = _fact(renderer, question.facts_head) if question.facts_head else None
    rows = [*([head] if head else []), *facts]
    cells = [mark for row in rows for cell in (row.label, row.value) for mark in ("cell", *cell.marks)]
    notes = notes_of()
    # Words such as "More..." at the end are ours to complete; others are shown as they stand.
    tail = [
        f"a:{link.target}" + ("" if is_more(link.text) else " " + " ".join(link.text.split())) for link in question.tail
    ]
    noted = [mark for note in notes for mark in ("note", *note.body.marks)]
    digest = word_digest([question.anchor.id, *heading.marks, "answer", *answer.marks, *cells, *tail, *noted])
    return QuestionText(bare, heading, answer, head, facts, notes, digest)


def _fact(renderer: Renderer, fact: Fact) -> FactText:
    return FactText(_cell(renderer, fact.label), _cell(renderer, fact.value))


def _cell(renderer: Renderer, prose: Prose) -> Fragment:
    inline = [token for token in prose.tokens if token.type == "inline"]
    ids = "".join(f"<span{id_of(token)}></span>" for token in prose.tokens if token.nesting == 1 and id_of(token))
    return _measured(sanitise(ids + " ".join(_inline(renderer, token) for token in inline)))


def _heading(renderer: Renderer, prose: Prose) -> Fragment:
    return _measured(sanitise(" ".join(_inline(renderer, token) for token in prose.tokens), ids=False))


def _inline(renderer: Renderer, token: Token) -> str:
    children = token.children or ()
    if len(children) == 1 and children[0].type == "text":  # most headings and cells are no more than words
        return escapeHtml(children[0].content)
    return renderer.render([token], _OPTIONS, {})


def _fragment(renderer: Renderer, prose: Prose) -> Fragment:
    return _measured(sanitise(renderer.render(prose.tokens, _OPTIONS, {}))) if prose.tokens else Fragment()


def _measured(html: str) -> Fragment:
    html = html.strip()
    reading = read_html(html)
    words = len(split_words(reading.text))
    return Fragment(html, reading.text, words, tuple(reading.marks), tuple(reading.ids), tuple(reading.links))


def _number_notes(edition: Edition) -> tuple[dict[str, int], Mapping[tuple[bool, int], list[Note]]]:
    """The number of each footnote on the page, and which are shown under which question (True, index) or section.

    They are numbered as they are met. A footnote stands in the layer that it was written in, under the question or
    section that first refers to it, so that this one shown alone is whole; else where it was written.
    """
    by_label = {note.label: note for note in reversed(edition.notes)}
    numbers: dict[str, int] = {}
    homes: dict[tuple[bool, int], list[Note]] = {}
    met: dict[tuple[bool, str], int] = {}
    for summary, index, label in _references(edition):
        met.setdefault((summary, label), index)
        if label in by_label:
            numbers.setdefault(label, len(numbers) + 1)
    for note in edition.notes:
        numbers.setdefault(note.label, len(numbers) + 1)
    for note in sorted(by_label.values(), key=lambda note: numbers[note.label]):
        homes.setdefault((note.summary, met.get((note.summary, note.label), note.section)), []).append(note)
    return numbers, homes


def _references(edition: Edition) -> Iterator[tuple[bool, int, str]]:
    """Every reference to a footnote: whether it is in the summary, the index of its question or section, the label."""
    yield from ((True, 0, label) for label in edition.intro.notes)
    for index, question in enumerate(edition.questions):
        for part in (question.heading, question.answer, *question.cells):
            yield from ((True, index, label) for label in part.notes)
    for index, section in enumerate(edition.sections):
        yield from ((False, index, label) for label in (*section.heading.notes, *section.body.notes))
