"""The values of a page: what a reader sees of an edition, ready for any output. Addresses are relative to the page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from largeprint.model.digest import text_code
from largeprint.model.policy import Policy
from largeprint.records.approval import digest_of
from largeprint.text.language import Language
from largeprint.text.render import EditionText


@dataclass(frozen=True, slots=True)
class DateView:
    """A date for machines (ISO 8601) and, in two lengths, for people."""

    iso: str
    text: str
    short: str


def day_view(spoken: Language, day: date) -> DateView:
    """A date for machines and for people."""
    return DateView(day.isoformat(), spoken.day(day), spoken.day(day, "medium"))


@dataclass(frozen=True, slots=True)
class LanguageView:
    """Another language of the same policy, or this one."""

    code: str
    name: str
    direction: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class FactView:
    """A row of the key facts; ``kind`` chooses its sign: what, why, who, where, long, or "" for none."""

    kind: str
    label: str
    label_html: Markup
    html: Markup


@dataclass(frozen=True, slots=True)
class ActionView:
    """A link that leaves the policy: something the reader can do. ``kind``: web, mail, tel."""

    href: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A link from an answer to a section, in words that say what is there."""

    anchor: str
    text: str
    minutes: int


@dataclass(frozen=True, slots=True)
class NoteView:
    """A footnote; ``back`` is the id of the place that refers to it, "" when none does."""

    id: str
    number: int
    html: Markup
    back: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding as an author is told it. ``severity`` is its word; ``place`` is file:line:column."""

    severity: str
    rule: str
    message: str
    todo: str
    place: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an answer or a section in a preview, and nowhere else.

    ``unit``: "words", or "characters" where words have no blanks between them. ``seconds`` are those of reading it.
    """

    words: int
    unit: str
    seconds: int
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class ExactView:
    """Exact words that an answer rests on. ``names``: numbers of its sentences, labels of its key facts.

    ``words`` are "" where it rests on the whole of the section. ``place`` is the id that they stand at.
    """

    id: str
    names: tuple[str, ...]
    words: str
    section: str
    heading: str
    place: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as it is shown, with the exact words that it rests on."""

    id: str
    number: int
    heading: str
    heading_html: Markup
    answer_html: Markup
    facts: tuple[FactView, ...]
    facts_head: tuple[Markup, Markup] | tuple[()]
    actions: tuple[ActionView, ...]
    links: tuple[SectionLink, ...]
    notes: tuple[NoteView, ...]
    exact: tuple[ExactView, ...] = ()
    moments: tuple[str, ...] = ()
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section as it is shown, with the questions that it answers (id, heading).

    ``level`` is 1 for the title of the whole, 2 for a chapter, 0 for words before any heading; ``minutes`` count the
    sections below it too.
    """

    anchor: str
    level: int
    heading: str
    heading_html: Markup
    body_html: Markup
    minutes: int
    notes: tuple[NoteView, ...]
    questions: tuple[tuple[str, str], ...]
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class WithdrawnView:
    """An id whose words are gone: what stood there, since when it does not, why, and where it can still be read.

    ``also`` are further ids that land on the same note. ``on`` is None where nobody has said yet. ``binding`` where the
    words are in the binding language alone: ``href`` leads to them.
    """

    id: str
    also: tuple[str, ...]
    heading: str
    on: DateView | None
    because: str
    href: str
    binding: bool = False


@dataclass(frozen=True, slots=True)
class GoneView:
    """An id that was once in use and has no place of its own any more. ``to`` is the question or section at which its
    words stand now, "" where they are gone; ``on`` the day since which it is so, None where nobody has said.

    ``last``: the last release that it stood in, "" where it stood in none. ``kind``: question, section, place.
    """

    id: str
    kind: str
    heading: str
    to: str
    on: DateView | None
    because: str
    last: str


@dataclass(frozen=True, slots=True)
class PastView:
    """What a page of a release says at its head: it is not the current text, and where that is.

    ``since`` leads to what has changed after it; ``until`` is the day from which another text applied.
    """

    current: str
    history: str
    since: str
    until: DateView | None
    coming: bool


@dataclass(frozen=True, slots=True)
class ComingView:
    """A text that will apply: from which day, where it stands, and where its redline does."""

    day: DateView
    href: str
    redline: str


@dataclass(frozen=True, slots=True)
class Layered:
    """One edition, laid out: what every output of it is made from. Addresses in it are relative to ``folder``."""

    policy: Policy
    text: EditionText
    folder: str
    title: str
    language: Language
    publisher: str
    contact_href: str
    contact_text: str
    effective: DateView | None
    changed: DateView | None
    coming: bool
    demonstration: str
    draft: bool
    description: str
    languages: tuple[LanguageView, ...]
    intro_html: Markup
    questions: tuple[QuestionView, ...]
    sections: tuple[SectionView, ...]
    withdrawn: tuple[WithdrawnView, ...] = ()
    gone: tuple[GoneView, ...] = ()
    history: str = ""
    """The address of its history; "" where nothing was released."""
    past: PastView | None = None
    next: ComingView | None = None

    @property
    def digest(self) -> str:
        """The digest of all that is read: the words, and what stands beside them (who is responsible, dates, binding
        language)."""
        return digest_of(self.policy, self.text)

    @property
    def code(self) -> str:
        """The text code: the digest, for the eye."""
        return text_code(self.digest)

    @property
    def noindex(self) -> bool:
        """Drafts and demonstrations are not for search engines."""
        return self.draft or bool(self.demonstration)
