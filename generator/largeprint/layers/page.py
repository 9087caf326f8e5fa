"""The layered page of one edition: both layers and how they lead to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape, unescape

from markupsafe import Markup

from largeprint.layers.exact import Exact, exact_words
from largeprint.layers.landings import gone, landings
from largeprint.layers.occasion import Occasion
from largeprint.layers.views import (
    ActionView,
    ComingView,
    DateView,
    FactView,
    LanguageView,
    Layered,
    NoteView,
    QuestionView,
    SectionLink,
    SectionView,
    day_view,
)
from largeprint.model.addresses import HISTORY, REDLINE, anchor_in, destination, edition_folder, page_file, relative
from largeprint.model.ids import fault_of
from largeprint.model.policy import Anchor, Link, Policy, Question, Section, Site
from largeprint.read.frozen import day_of
from largeprint.read.html import SCHEMES, scheme_of
from largeprint.records.releases import is_released
from largeprint.text.claims import homes_of, with_parts
from largeprint.text.language import Language, language
from largeprint.text.render import EditionText, Fragment, NoteText, QuestionText

_KINDS = {
    "what": "what",
    "why": "why",
    "who": "who",
    "where": "where",
    "how long": "long",
    "when": "long",
}
"""The sign that belongs to a label of the key facts."""

Homes = Mapping[str, int]


def lay_out(site: Site, policy: Policy, text: EditionText, occasion: Occasion) -> Layered:
    """One edition laid out for ``occasion``."""
    edition, facts = text.edition, policy.facts
    folder = edition_folder(policy, edition.language)
    homes, exact = homes_of(text), exact_words(site, text)
    old = landings(policy, text, folder)
    answered = _answered(site, text, homes)
    sections = tuple(
        _section(site, text, folder, index, tuple(answered.get(index, ())), exact)
        for index in range(len(text.sections))
    )
    questions = tuple(_question(site, text, folder, homes, index, exact) for index in range(len(text.questions)))
    return Layered(
        policy=policy,
        text=text,
        folder=folder,
        title=edition.title,
        language=text.language,
        publisher=facts.publisher,
        contact_href=facts.contact,
        contact_text=re.sub(r"^(mailto:|tel:|https?://)", "", facts.contact).rstrip("/"),
        effective=_date(text.language, facts.effective),
        changed=_date(text.language, facts.changed),
        coming=occasion.is_coming(facts.effective),
        demonstration=facts.demonstration,
        draft=occasion.draft and not is_released(policy, edition.language, text.digest),
        description=text.intro.text.split("\n")[0][:300] or edition.title,
        languages=tuple(_languages(policy, edition.language, folder)),
        intro_html=_spans(edition.also) + page_html(site, edition.sources[0][0], folder, text.intro),
        questions=tuple(map(old.question, questions)),
        sections=tuple(map(old.section, sections)),
        withdrawn=old.withdrawn,
        gone=gone(policy, text),
        history=relative(f"{policy.id}/{HISTORY}index.html", folder) if policy.frozen and not policy.release else "",
        next=_next(policy, text.language, folder, occasion),
    )


def _next(policy: Policy, spoken: Language, folder: str, occasion: Occasion) -> ComingView | None:
    """The first release that does not apply yet on the day of the occasion."""
    coming = [frozen for frozen in policy.frozen if occasion.is_coming(day_of(frozen.name))]
    if not coming or policy.release or coming[0].name == policy.shown:
        return None
    day = _date(spoken, day_of(coming[0].name))
    home = f"{policy.id}/{HISTORY}{coming[0].name}/"
    redline = relative(f"{home}{REDLINE}", folder) if coming[0] is not policy.frozen[0] else ""
    return ComingView(day, relative(page_file(home), folder), redline) if day else None


def _date(spoken: Language, value: date | None) -> DateView | None:
    return day_view(spoken, value) if value else None


def _languages(policy: Policy, current: str, folder: str) -> Iterator[LanguageView]:
    if len(policy.editions) > 1:
        for edition in policy.editions:
            spoken = language(edition.language)
            href = relative(page_file(edition_folder(policy, edition.language)), folder)
            yield LanguageView(spoken.code, spoken.name, spoken.direction, href, edition.language == current)


def page_html(site: Site, source: str, folder: str, fragment: Fragment) -> Markup:
    """A fragment's HTML with links between source files turned into links between pages."""

    if all(target.startswith("#") for target in fragment.links):
        return Markup(fragment.html)

    def turned(found: re.Match[str]) -> str:
        return f'href="{escape(address(site, source, folder, unescape(found[1])))}"'

    return Markup(re.sub(r'href="([^"#][^"]*)"', turned, fragment.html))


def _spans(anchors: Iterable[Anchor]) -> Markup:
    """Places for further ids to land on."""
    return Markup("").join(Markup('<span id="{}"></span>').format(a.id) for a in anchors if not fault_of(a.id))


def address(site: Site, source: str, folder: str, target: str) -> str:
    """``target``, written in the file ``source``, as a link on the page in ``folder``."""
    if scheme_of(target):
        return target
    found = destination(site, source, target)
    if found is None:
        return target
    there = edition_folder(found.policy, found.edition.language)
    anchor = f"#{found.anchor}" if found.anchor else ""
    return anchor if there == folder and anchor else relative(page_file(there), folder) + anchor


def _question(site: Site, text: EditionText, folder: str, homes: Homes, index: int, exact: Exact) -> QuestionView:
    shown = text.questions[index]
    question, source = shown.question, shown.question.place.path
    head = shown.facts_head
    return QuestionView(
        id=question.anchor.id,
        number=index + 1,
        heading=shown.heading.text,
        heading_html=_spans(question.also) + page_html(site, source, folder, shown.heading),
        answer_html=exact.numbered(question.anchor.id, page_html(site, source, folder, shown.answer)),
        facts=tuple(
            FactView(
                _KINDS.get(fact.label.text.strip().lower().rstrip(":?"), ""),
                fact.label.text,
                page_html(site, source, folder, fact.label),
                page_html(site, source, folder, fact.value),
            )
            for fact in shown.facts
        ),
        facts_head=(Markup(head.label.html), Markup(head.value.html)) if head else (),
        actions=tuple(_actions(question.links)),
        links=tuple(_links(site, text, folder, homes, shown)),
        notes=tuple(_note(site, source, folder, note) for note in shown.notes),
        exact=exact.of(question.anchor.id),
        moments=_moments(site, text, question),
    )


def _moments(site: Site, text: EditionText, question: Question) -> tuple[str, ...]:
    """The moments of a question; a translation that names none at all has those of the binding language."""
    policy = next((each for each in site.policies if each.id == text.edition.policy), None)
    if policy is None or any(each.moments for each in text.edition.questions):
        return question.moments
    same = (each.moments for each in policy.editions[0].questions if each.anchor.id == question.anchor.id)
    return next(same, ())


def _actions(links: tuple[Link, ...]) -> Iterator[ActionView]:
    """The links that leave the policy, each once."""
    seen = set()
    for link in links:
        scheme = scheme_of(link.target)
        if scheme in SCHEMES and not link.image and link.target not in seen:
            seen.add(link.target)
            kind = {"mailto": "mail", "tel": "tel"}.get(scheme, "web")
            yield ActionView(link.target, link.text.strip() or link.target, kind)


def _links(site: Site, text: EditionText, folder: str, homes: Homes, shown: QuestionText) -> Iterator[SectionLink]:
    """The sections that an answer leads to, each once: those named at its end first, then those in its words.

    Where the author's words for a link say nothing ("More..."), the section's own heading stands in for them.
    """
    seen = set()
    for link in (*shown.question.tail, *shown.question.links):
        anchor = anchor_in(site, text.edition, link)
        index = homes.get(anchor)
        if index is None or anchor in seen:
            continue
        seen.add(anchor)
        home = text.sections[index]
        minutes = text.language.minutes(_words_with_parts(text, index))
        closing = link in shown.question.tail and not text.language.is_more(link.text)
        words = link.text if closing else home.heading.text
        yield SectionLink(anchor, words.strip() or anchor, minutes)


def _words_with_parts(text: EditionText, index: int) -> int:
    """Words of a section and of the sections below it."""
    return sum(text.sections[part].words for part in with_parts(text, index))


def _note(site: Site, source: str, folder: str, note: NoteText) -> NoteView:
    back = f"lp-ref-{note.number}" if note.referred else ""
    return NoteView(f"lp-note-{note.number}", note.number, page_html(site, source, folder, note.body), back)


def _level(text: EditionText, section: Section) -> int:
    """The level on the page: 1 is the text's own title, chapters are 2, whatever level the author began with."""
    if section.title or not section.level:
        return section.level and 1
    title = next((s.section.level + 1 for s in text.sections if s.section.title), None)
    return section.level - (title or min(s.section.level for s in text.sections if s.section.level)) + 2


def _answered(site: Site, text: EditionText, homes: Homes) -> dict[int, list[tuple[str, str]]]:
    """For every section, by its index, the questions whose answers lead to it."""
    answered: dict[int, list[tuple[str, str]]] = {}
    for shown in text.questions:
        reached = (anchor_in(site, text.edition, link) for link in shown.question.links)
        for index in sorted({homes[anchor] for anchor in reached if anchor in homes}):
            answered.setdefault(index, []).append((shown.question.anchor.id, shown.heading.text))
    return answered


def _section(
    site: Site,
    text: EditionText,
    folder: str,
    index: int,
    answered: tuple[tuple[str, str], ...],
    exact: Exact,
) -> SectionView:
    shown = text.sections[index]
    section = shown.section
    return SectionView(
        anchor=section.anchor.id if section.anchor and not fault_of(section.anchor.id) else "",
        level=_level(text, section),
        heading=shown.heading.text,
        heading_html=_spans(section.also) + page_html(site, section.place.path, folder, shown.heading),
        body_html=exact.marked(section, page_html(site, section.place.path, folder, shown.body)),
        minutes=text.language.minutes(_words_with_parts(text, index)),
        notes=tuple(_note(site, section.place.path, folder, note) for note in shown.notes),
        questions=answered,
    )
