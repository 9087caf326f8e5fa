"""The reader's page of an edition, in the lean template of our own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from largeprint.layers.preview import Preview
from largeprint.layers.views import (
    ComingView,
    DateView,
    LanguageView,
    Layered,
    PastView,
    QuestionView,
    SectionView,
    WithdrawnView,
)
from largeprint.model.addresses import COPY, page_file, relative
from largeprint.model.same import Same
from largeprint.outputs import assets, csp
from largeprint.outputs.registry import File, Publication, output
from largeprint.outputs.templates import render


@dataclass(frozen=True, slots=True)
class PageView:
    """The values of ``reader/page.html``. Addresses are relative to the page; ``…_html`` is sanitised HTML."""

    language: str
    direction: str
    title: str
    home: str
    canonical: str
    description: str
    publisher: str
    contact_text: str
    contact_href: str
    effective: DateView | None
    changed: DateView | None
    coming: bool
    answer_minutes: int
    full_minutes: int
    languages: tuple[LanguageView, ...]
    demonstration: str
    draft: bool
    noindex: bool
    text_code: str
    copy: str
    intro_html: Markup
    main_html: Markup
    """Both layers, as ``reader/_main.html`` makes them."""
    own: bool
    """Whether the full text has a title of its own, which is shown once, as the heading of the whole."""
    questions: tuple[QuestionView, ...]
    sections: tuple[SectionView, ...]
    history: str
    past: PastView | None
    next: ComingView | None
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    inline_style: str = ""
    inline_script: str = ""
    csp: str = ""
    preview: Preview | None = None


@dataclass(frozen=True, slots=True)
class MainView:
    """The values of ``reader/_main.html``: what the page says of the text, and nothing of the form it is shown in."""

    own: bool
    questions: tuple[QuestionView, ...]
    sections: tuple[SectionView, ...]
    section_count: int
    full_minutes: int
    withdrawn: tuple[WithdrawnView, ...]


@lru_cache(maxsize=1)
def _main(same: Same[Layered]) -> Markup:
    """Both layers of a page, which its forms have in common; outputs go page by page, so that the last is enough."""
    page = same.value
    view = MainView(
        own=_has_title(page),
        questions=page.questions,
        sections=page.sections,
        section_count=sum(bool(section.anchor) and section.level > 1 for section in page.sections),
        full_minutes=page.text.full_minutes,
        withdrawn=page.withdrawn,
    )
    return Markup(render("reader/_main.html", page.language.code, page=view).decode("utf-8"))


def _has_title(page: Layered) -> bool:
    return bool(page.sections) and page.sections[0].level == 1 and bool(page.sections[0].heading_html)


def forget() -> None:
    """Has the layers rendered anew: for a preview, when the templates have changed."""
    _main.cache_clear()


def view_of(publication: Publication, page: Layered, **form: object) -> PageView:
    """The page's values; ``form`` are those in which its outputs differ (style, script, policy, copy)."""
    base = publication.site.facts.address
    values: dict[str, object] = {
        "language": page.language.code,
        "direction": page.language.direction,
        "title": page.title,
        "home": "" if publication.front.alone else relative("index.html", page.folder),
        "canonical": base + page.folder if base else "",
        "description": page.description,
        "publisher": page.publisher,
        "contact_text": page.contact_text,
        "contact_href": page.contact_href,
        "effective": page.effective,
        "changed": page.changed,
        "coming": page.coming,
        "answer_minutes": page.text.answer_minutes,
        "full_minutes": page.text.full_minutes,
        "languages": page.languages,
        "demonstration": page.demonstration,
        "draft": page.draft,
        "noindex": page.noindex,
        "text_code": page.code,
        "copy": COPY,
        "intro_html": page.intro_html,
        "main_html": _main(Same(page)),
        "own": _has_title(page),
        "questions": page.questions,
        "sections": page.sections,
        "history": page.history,
        "past": page.past,
        "next": page.next,
    }
    return PageView(**{**values, **form})  # type: ignore[arg-type]


@output("page", by_page=True)
def pages(publication: Publication) -> Iterator[File]:
    """One page for each edition with its style and script inside: nothing else has to come before it can be read and
    used. Both are also there as files, for the other pages.
    """
    files = assets.style(), assets.script()
    yield from files
    style, script = (file.data.decode("utf-8") for file in files)
    for page in publication.pages:
        view = view_of(
            publication,
            page,
            inline_style=Markup(style),
            inline_script=Markup(script),
            csp=csp.embedded(style, script),
        )
        yield File(page_file(page.folder), render("reader/page.html", page.language.code, page=view))
