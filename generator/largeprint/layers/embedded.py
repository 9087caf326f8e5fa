"""Answers without chrome: all of an edition on one page, and each question on a page of its own.

Ids are those of the edition's page, so that the same fragments land. A page of one answer also holds the passages that
it leads to, as far as there is room; a link to any other place leads to the page of all answers, which holds both
layers. So no link is a dead end, whatever an app ships of the site.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote

from markupsafe import Markup

from largeprint.layers.carried import Sign, Way, carried, is_outside
from largeprint.layers.passages import passages
from largeprint.layers.views import ExactView, FactView, Layered, NoteView, QuestionView, SectionView, WithdrawnView
from largeprint.model.addresses import EMBED, page_file, relative

ROOM = 20_000
"""Bytes of HTML that the passages of one answer may take, in UTF-8: with these its page is sent in one go, as 14 KB
packed, also where letters take three bytes each.

A fixed number, and not what is left after packing: packers differ, and the same content has to give the same page.
"""

_ID = re.compile(r' id="([^"]*)"')


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link with its address on this page."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class EmbeddedQuestion:
    """A question as it stands on a page without chrome. ``exact`` are the quotes with the address of their place."""

    view: QuestionView
    links: tuple[LinkView, ...]
    exact: tuple[tuple[ExactView, str], ...]


@dataclass(frozen=True, slots=True)
class EmbeddedSection:
    """A section there. ``depth`` counts the sections that it stands in; ``back`` are the answers that lead to it."""

    view: SectionView
    depth: int
    back: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class Embedded:
    """A page without chrome, in ``folder``. ``home`` is the page of all answers; "" on that page itself."""

    folder: str
    home: str
    intro_html: Markup
    questions: tuple[EmbeddedQuestion, ...]
    sections: tuple[EmbeddedSection, ...]
    withdrawn: tuple[WithdrawnView, ...] = ()


def all_answers(page: Layered, sign: Sign) -> Embedded:
    """Everything of an edition."""
    folder = page.folder + EMBED
    way = way_on(page, folder)
    backs = ([LinkView(f"#{identifier}", heading) for identifier, heading in s.questions] for s in page.sections)
    return Embedded(
        folder=folder,
        home="",
        intro_html=carried(page.intro_html, way, sign),
        questions=tuple(_question(view, way, sign) for view in page.questions),
        sections=tuple(_sections(page.sections, backs, way, sign)),
        withdrawn=tuple(replace(view, href=way(view.href)) for view in page.withdrawn),
    )


def one_answer(page: Layered, number: int, own: str, sign: Sign) -> Embedded:
    """The question at an index, in the folder ``own`` below the page of all answers."""
    folder = f"{page.folder}{EMBED}{own}"
    question = page.questions[number]
    fitting = [[page.sections[index] for index in passage] for passage in _fitting(page, question)]
    way = way_on(page, folder, _ids_of(question, (section for passage in fitting for section in passage)))
    back = [LinkView(f"#{question.id}", question.heading)]
    return Embedded(
        folder=folder,
        home=relative(page_file(page.folder + EMBED), folder),
        intro_html=Markup(),
        questions=(_question(question, way, sign),),
        sections=tuple(s for passage in fitting for s in _sections(passage, (back for _ in passage), way, sign)),
    )


def _fitting(page: Layered, question: QuestionView) -> Iterator[list[int]]:
    """The passages that stand below an answer, in the order of its links, as indices of sections; each section once."""
    taken: set[int] = set()
    room = ROOM
    for passage in passages(page, question):
        new = [index for index in passage if index not in taken]
        needed = sum(_weight(page.sections[index]) for index in new)
        if new and needed <= room:
            taken.update(new)
            room -= needed
            yield new


def _weight(section: SectionView) -> int:
    pieces = (section.heading_html, section.body_html, *(note.html for note in section.notes))
    return sum(len(piece) if piece.isascii() else len(piece.encode("utf-8")) for piece in pieces)


def _ids_of(question: QuestionView, sections: Iterable[SectionView]) -> set[str]:
    """Every id that will stand on a page of one answer."""
    html = [question.heading_html, question.answer_html, *(each.html for each in question.notes)]
    html += [cell for fact in question.facts for cell in (fact.label_html, fact.html)]
    named = [question.id, *(each.id for each in question.exact), *(note.id for note in question.notes)]
    for section in sections:
        html += [section.heading_html, section.body_html, *(note.html for note in section.notes)]
        named += [section.anchor, *(note.id for note in section.notes)]
    return {*named, *(identifier for piece in html for identifier in _ID.findall(piece))}


def way_on(page: Layered, folder: str, here: Collection[str] | None = None) -> Way:
    """Addresses of the edition's page as they are on a page in ``folder``, which has the ids ``here`` (None: all).

    A link to the page of another policy leads to that policy's page without chrome.
    """

    def way(target: str) -> str:
        if not target or is_outside(target) or target.startswith("//"):
            return target
        path, mark, anchor = target.partition("#")
        if not path:
            lands = here is None or unquote(anchor) in here
            return target if lands else f"{relative(page_file(page.folder + EMBED), folder)}#{anchor}"
        named = posixpath.normpath(posixpath.join(page.folder, path))
        home, name = posixpath.split(named)
        if name == "index.html" and "/history/" not in f"/{home}/":
            named = f"{home}/{EMBED}{name}"
        return relative(named, folder) + mark + anchor

    return way


def _question(view: QuestionView, way: Way, sign: Sign) -> EmbeddedQuestion:
    facts = tuple(_fact(fact, way, sign) for fact in view.facts)
    head = tuple(carried(cell, way, sign) for cell in view.facts_head)
    moved = replace(
        view,
        heading_html=carried(view.heading_html, way, sign),
        answer_html=carried(view.answer_html, way, sign),
        facts=facts,
        facts_head=(head[0], head[1]) if head else (),
        notes=_notes(view.notes, way, sign),
    )
    links = tuple(LinkView(way(f"#{link.anchor}"), link.text) for link in view.links)
    return EmbeddedQuestion(moved, links, tuple((each, way(f"#{each.place}")) for each in view.exact))


def _fact(fact: FactView, way: Way, sign: Sign) -> FactView:
    label, value = carried(fact.label_html, way, sign), carried(fact.html, way, sign)
    same = label is fact.label_html and value is fact.html
    return fact if same else replace(fact, label_html=label, html=value)


def _sections(
    views: Iterable[SectionView], backs: Iterable[list[LinkView]], way: Way, sign: Sign
) -> Iterator[EmbeddedSection]:
    above: list[int] = []
    for view, back in zip(views, backs, strict=True):
        while above and above[-1] >= view.level:
            above.pop()
        heading, body = carried(view.heading_html, way, sign), carried(view.body_html, way, sign)
        if view.notes or heading is not view.heading_html or body is not view.body_html:
            moved = replace(view, heading_html=heading, body_html=body, notes=_notes(view.notes, way, sign))
        else:
            moved = view
        yield EmbeddedSection(moved, len(above), tuple(back))
        if view.level > 1:  # all stand under the title of the whole, and none in it
            above.append(view.level)


def _notes(notes: Iterable[NoteView], way: Way, sign: Sign) -> tuple[NoteView, ...]:
    return tuple(replace(note, html=carried(note.html, way, sign)) for note in notes)
