"""The front page: what policies there are, and what each of them answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from largeprint.layers.page import page_html
from largeprint.layers.views import DateView, LanguageView, Layered, day_view
from largeprint.model.addresses import page_file, relative
from largeprint.model.policy import Site
from largeprint.text.language import Language, language
from largeprint.text.render import render_prose


@dataclass(frozen=True, slots=True)
class EntryView:
    """One policy on the front page, in its binding language; its date in that of the front page."""

    id: str
    language: Language
    title: str
    href: str
    publisher: str
    effective: DateView | None
    question_count: int
    answer_minutes: int
    demonstration: bool
    draft: bool
    languages: tuple[LanguageView, ...]
    questions: tuple[tuple[str, str], ...]
    """Address and heading of each question."""


@dataclass(frozen=True, slots=True)
class Front:
    """The front page laid out. ``alone``: the address of the only policy, on which such a site opens; "" otherwise."""

    title: str
    language: Language
    words_html: Markup
    description: str
    entries: tuple[EntryView, ...]
    demonstration: bool
    noindex: bool
    alone: str


def lay_out_front(site: Site, pages: Sequence[Layered]) -> Front:
    """The front page of a site. A site of one policy without words of its own for a front page opens on the policy."""
    binding = [page for page in pages if page.text.edition is page.policy.editions[0]]
    words = render_prose(site.front) if site.front else None
    own = language(site.facts.language)
    entries = tuple(_entry(page, own) for page in binding)
    return Front(
        title=site.front_title or site.facts.name,
        language=own,
        words_html=page_html(site, "content/index.md", "", words) if words else Markup(),
        description=(words.text.split("\n")[0] if words and words.text else site.facts.name)[:300],
        entries=entries,
        demonstration=bool(entries) and all(entry.demonstration for entry in entries),
        noindex=any(page.noindex for page in pages),
        alone=entries[0].href if len(entries) == 1 and site.front is None else "",
    )


def _entry(page: Layered, own: Language) -> EntryView:
    href = relative(page_file(page.folder), "")
    others = tuple(
        LanguageView(view.code, view.name, view.direction, relative(f"{page.folder}{view.href}", ""), False)
        for view in page.languages
        if not view.current
    )
    return EntryView(
        id=page.policy.id,
        language=page.language,
        title=page.title,
        href=href,
        publisher=page.publisher,
        effective=page.effective and day_view(own, date.fromisoformat(page.effective.iso)),
        question_count=len(page.questions),
        answer_minutes=page.text.answer_minutes,
        demonstration=bool(page.demonstration),
        draft=page.draft,
        languages=others,
        questions=tuple((f"{href}#{question.id}", question.heading) for question in page.questions),
    )
