"""An edition for programs: the values of ``answers.json``, the same words as on the page, as text and as safe HTML.

Everything is plain data; its form is a promise (``templates/schema/answers-1.json``) and changes only by adding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from largeprint.layers.carried import Way, portable
from largeprint.layers.passages import behind
from largeprint.layers.views import GoneView, Layered, NoteView, QuestionView
from largeprint.model.addresses import ANSWERS, EMBED, embed_folders
from largeprint.records.releases import is_released
from largeprint.text.claims import homes_of
from largeprint.text.render import NoteText, QuestionText

VERSION = 1

Value = dict[str, Any]


def release_of_page(page: Layered) -> str:
    """The name of the release that a page shows; "" for a text that was not released."""
    policy = page.policy
    if policy.release:
        return policy.release.name
    if policy.shown:
        return policy.shown
    newest = is_released(policy, page.text.edition.language, page.text.digest)
    return policy.frozen[-1].name if newest else ""


def answers(page: Layered, home: str, only: Collection[str] = (), way: Way = str) -> Value:
    """Everything but our own words. ``home`` is the page that links lead to, relative to the file; ``way`` turns the
    other relative addresses, which are relative to the page and so to the file too.

    With ``only`` the questions of these ids, and the sections that they lead to. A question that nobody has given an id
    (an error, and possible in a draft only) cannot be asked for, and is left out.
    """
    folders, to = embed_folders(question.id for question in page.questions), _way(home, way)
    chosen = [
        (shown, told)
        for shown, told in zip(page.questions, page.text.questions, strict=True)
        if shown.id and (not only or shown.id in only)
    ]
    reached = behind(page, (shown for shown, _ in chosen)) if only else range(len(page.sections))
    return {
        "policy": _policy(page, home, to),
        "questions": [_question(page, home, to, folders, shown, told) for shown, told in chosen],
        "sections": [_section(page, home, to, index) for index in reached],
        "gone": [_gone(view) for view in page.gone],
    }


def _policy(page: Layered, home: str, to: Way) -> Value:
    release = release_of_page(page)
    return {
        "id": page.policy.id,
        "title": page.title,
        "publisher": page.publisher,
        "contact": {"text": page.contact_text, "href": page.contact_href} if page.contact_href else None,
        "intro": {"text": page.text.intro.text, "html": portable(page.intro_html, to)},
        "language": page.language.code,
        "direction": page.language.direction,
        "binding": page.policy.editions[0].language,
        "applies": page.effective.iso if page.effective else None,
        "changed": page.changed.iso if page.changed else None,
        "release": release or None,
        "state": "released" if release and not page.draft else "draft",
        "demonstration": page.demonstration,
        "code": page.code,
        "digest": page.text.digest,
        "href": home,
        "embed": f"{EMBED}index.html",
        "languages": [
            {"language": each.code, "name": each.name, "href": each.href.removesuffix("index.html") + ANSWERS}
            for each in page.languages
        ],
    }


def _question(
    page: Layered, home: str, to: Way, folders: dict[str, str], shown: QuestionView, told: QuestionText
) -> Value:
    homes = homes_of(page.text)
    return {
        "id": shown.id,
        "question": shown.heading,
        "answer": {"text": told.answer.text, "html": portable(shown.answer_html, to)},
        "head": [told.facts_head.label.text, told.facts_head.value.text] if told.facts_head else None,
        "facts": [
            {
                "kind": view.kind,
                "label": view.label,
                "value": {"text": fact.value.text, "html": portable(view.html, to)},
            }
            for view, fact in zip(shown.facts, told.facts, strict=True)
        ],
        "notes": list(_notes(shown.notes, told.notes, to)),
        "actions": [{"href": each.href, "text": each.text, "kind": each.kind} for each in shown.actions],
        "links": [
            {"section": page.sections[homes[each.anchor]].anchor, "text": each.text, "href": f"{home}#{each.anchor}"}
            for each in shown.links
        ],
        "evidence": [{"section": each.section, "quote": each.words, "names": list(each.names)} for each in shown.exact],
        "moments": list(shown.moments),
        "digest": told.digest,
        "href": f"{home}#{shown.id}",
        "embed": embed_of(folders, shown.id),
    }


def embed_of(folders: dict[str, str], identifier: str) -> str:
    """The address of a question's own page without chrome; of its place among all answers, where it has none."""
    own = folders.get(identifier)
    return f"{EMBED}{own}index.html" if own else f"{EMBED}index.html#{identifier}"


def _section(page: Layered, home: str, to: Way, index: int) -> Value:
    shown, told = page.sections[index], page.text.sections[index]
    return {
        "anchor": shown.anchor,
        "level": shown.level,
        "heading": shown.heading,
        "text": told.body.text,
        "html": portable(shown.body_html, to),
        "notes": list(_notes(shown.notes, told.notes, to)),
        "href": f"{home}#{shown.anchor}" if shown.anchor else home,
    }


def _notes(views: tuple[NoteView, ...], texts: tuple[NoteText, ...], to: Way) -> Iterator[Value]:
    for view, note in zip(views, texts, strict=True):
        yield {"number": view.number, "text": note.body.text, "html": portable(view.html, to)}


def _gone(view: GoneView) -> Value:
    return {
        "id": view.id,
        "kind": view.kind,
        "heading": view.heading,
        "state": "moved" if view.to else "withdrawn",
        "to": view.to or None,
        "on": view.on.iso if view.on else None,
        "because": view.because,
    }


def _way(home: str, way: Way) -> Way:
    return lambda target: f"{home}{target}" if target.startswith("#") else way(target)
