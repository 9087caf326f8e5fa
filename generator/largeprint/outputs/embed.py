"""Pages without chrome, for web views and frames: ``/POLICY/embed/`` and ``/POLICY/embed/QUESTION/``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from largeprint.layers.answers import release_of_page
from largeprint.layers.embedded import Embedded, EmbeddedQuestion, EmbeddedSection, all_answers, one_answer, way_on
from largeprint.layers.views import ComingView, DateView, GoneView, Layered, WithdrawnView, day_view
from largeprint.model.addresses import EMBED, HISTORY, edition_folder, embed_folders, page_file, relative
from largeprint.outputs import csp
from largeprint.outputs.assets import lean
from largeprint.outputs.catalogue import Translate, catalogue
from largeprint.outputs.registry import File, Publication, output
from largeprint.outputs.templates import render, template_root
from largeprint.read.frozen import day_of
from largeprint.read.html import scheme_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameView:
    """What every page without chrome has: its head and its foot. Addresses are relative to the page."""

    language: str
    direction: str
    title: str
    marks: tuple[str, ...]
    draft: bool
    demonstration: str
    publisher: str
    day: str
    code: str
    canonical: str
    home: str
    next: ComingView | None
    style: Markup
    script: Markup
    csp: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedView(FrameView):
    """The values of ``embed/page.html``: one answer, or all with the full text."""

    one: bool
    intro_html: Markup
    questions: tuple[EmbeddedQuestion, ...]
    sections: tuple[EmbeddedSection, ...]
    withdrawn: tuple[WithdrawnView, ...]
    sign: Callable[[str], Markup]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneAnswerView(FrameView):
    """The values of ``embed/gone.html``. ``words`` say what happened; ``href`` leads to what ``instead`` names."""

    id: str
    heading: str
    words: str
    on: DateView | None
    because: str
    href: str
    instead: str
    last: str


@output("embed", by_page=True)
def files(publication: Publication) -> Iterator[File]:
    """For each edition a page of all answers, one for each question, and one for each that was there once."""
    base = publication.site.facts.address
    for page in publication.pages:
        yield from embeds(page, base)


def embeds(page: Layered, base: str) -> Iterator[File]:
    """The pages without chrome of one edition. ``base`` is the site's address, "" where it is not known."""
    folders = folders_of(page)
    sign = _sign_in(words_of(page))
    yield _page(page, base, all_answers(page, sign), sign)
    made = set()
    for number, question in enumerate(page.questions):
        if question.id in folders and question.id not in made:
            made.add(question.id)
            yield _page(page, base, one_answer(page, number, folders[question.id], sign), sign)
    for view in page.gone:
        if view.kind == "question" and view.id in folders and view.id not in made:
            yield _gone(page, base, folders, view)
    for identifier, heading in _elsewhere(page):
        if identifier in folders:
            yield _in_binding(page, base, folders[identifier], identifier, heading)


def folders_of(page: Layered) -> dict[str, str]:
    """For each id that has a page of its own its folder: of a question that is there, was there, or is elsewhere."""
    old = (view.id for view in page.gone if view.kind == "question")
    elsewhere = (identifier for identifier, _ in _elsewhere(page))
    return embed_folders((*(question.id for question in page.questions), *old, *elsewhere))


def _elsewhere(page: Layered) -> Iterator[tuple[str, str]]:
    """The questions of the binding language that a translation has not: id and heading."""
    known = {question.id for question in page.questions} | {view.id for view in page.gone}
    known |= {anchor.id for anchor in page.text.edition.anchors()}
    for question in page.policy.editions[0].questions:
        if question.anchor.id not in known:
            yield question.anchor.id, question.heading.text


def _page(page: Layered, base: str, made: Embedded, sign: Callable[[str], Markup]) -> File:
    view = EmbedView(
        **_frame(page, base, made.folder, made.home),
        one=bool(made.home),
        intro_html=made.intro_html,
        questions=made.questions,
        sections=made.sections,
        withdrawn=made.withdrawn,
        sign=sign,
    )
    return File(page_file(made.folder), render("embed/page.html", view.language, page=view))


def _gone(page: Layered, base: str, folders: dict[str, str], view: GoneView) -> File:
    folder = f"{page.folder}{EMBED}{folders[view.id]}"
    home = relative(page_file(page.folder + EMBED), folder)
    questions = {question.id: question.heading for question in page.questions}
    sections = {section.anchor: section.heading for section in page.sections}
    own = folders.get(view.to) if view.to in questions else None
    there = relative(page_file(f"{page.folder}{EMBED}{own}"), folder) if own else f"{home}#{view.to}"
    last = page_file(f"{page.policy.id}/{HISTORY}{view.last}/") if view.last else ""
    made = GoneAnswerView(
        **_frame(page, base, folder, home),
        id=view.id,
        heading=view.heading,
        words=gone_words(page, view),
        on=view.on,
        because=view.because,
        href=there if view.to else "",
        instead=questions.get(view.to) or sections.get(view.to, ""),
        last=f"{relative(last, folder)}#{view.id}" if last and not view.to else "",
    )
    return File(page_file(folder), render("embed/gone.html", made.language, page=made))


def gone_words(page: Layered, view: GoneView) -> str:
    """What became of an id, in a sentence."""
    t = words_of(page)
    if view.kind != "question":
        return t("embed.moved.place") if view.to else t("embed.gone")
    if not view.to:
        return t("embed.withdrawn")
    return t("embed.moved") if any(view.to == each.id for each in page.questions) else t("embed.moved.section")


def _in_binding(page: Layered, base: str, own: str, identifier: str, heading: str) -> File:
    t, folder = words_of(page), f"{page.folder}{EMBED}{own}"
    binding = edition_folder(page.policy, page.policy.editions[0].language)
    made = GoneAnswerView(
        **_frame(page, base, folder, relative(page_file(page.folder + EMBED), folder)),
        id=identifier,
        heading=heading,
        words=t("withdrawn.binding"),
        on=None,
        because="",
        href=relative(page_file(f"{binding}{EMBED}{own}"), folder),
        instead=heading,
        last="",
    )
    return File(page_file(folder), render("embed/gone.html", made.language, page=made))


def _frame(page: Layered, base: str, folder: str, home: str) -> dict[str, Any]:
    t = words_of(page)
    marks = [t("mark.draft")] if page.draft else []
    marks += [t("mark.demonstration")] if page.demonstration else []
    style, script = _parts()
    coming = page.next and replace(page.next, href=way_on(page, folder)(page.next.href))
    return {
        "language": page.language.code,
        "direction": page.language.direction,
        "title": page.title,
        "marks": tuple(marks),
        "draft": page.draft,
        "demonstration": page.demonstration,
        "publisher": page.publisher,
        "day": day_words(page),
        "code": t("embed.code", code=page.code),
        "canonical": base + page.folder if base else "",
        "home": home,
        "next": coming,
        "style": Markup(style),
        "script": Markup(script),
        "csp": csp.embedded(style, script),
    }


def day_words(page: Layered) -> str:
    """Of which day the text is, in a few words; "" where nobody has said."""
    t, day = words_of(page), day_of(release_of_page(page))
    if page.effective and (page.coming or not day):
        day_text = page.effective.text
        return t("embed.coming", date=day_text) if page.coming else t("embed.applies", date=day_text)
    return t("embed.release", date=day_view(page.language, day).text) if day else ""


def words_of(page: Layered) -> Translate:
    """Our words in the language of an edition."""
    return catalogue(template_root() / "messages", page.language.code)


def _sign_in(t: Translate) -> Callable[[str], Markup]:
    """The sign behind a link that leaves: an arrow for the eye, words for the ear."""
    kinds = {"mailto": t("action.mail"), "tel": t("action.tel")}
    signs = {
        kind: Markup('<span class="lp-out" aria-hidden="true">↗</span><span class="lp-vh"> {}</span>').format(words)
        for kind, words in (*kinds.items(), ("", t("action.web")))
    }
    return lambda target: signs.get(scheme_of(target), signs[""])


@lru_cache
def _parts() -> tuple[str, str]:
    """Style and script as they stand inside a page."""
    style, script = (template_root() / "assets" / f"embed.{ending}" for ending in ("css", "js"))
    return lean(style.read_text("utf-8")), lean(script.read_text("utf-8"))


def forget() -> None:
    """Has style and script read anew: for a preview, when the templates have changed."""
    _parts.cache_clear()
