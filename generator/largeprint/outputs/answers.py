"""``answers.json``: an edition for programs, beside its page; and the schema and the types of its form."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from largeprint.layers.answers import VERSION, answers
from largeprint.layers.carried import Way
from largeprint.layers.views import GoneView, Layered
from largeprint.model.addresses import ANSWERS, SCHEMA, page_file, relative
from largeprint.outputs.embed import day_words, gone_words, words_of
from largeprint.outputs.registry import File, Publication, output
from largeprint.outputs.templates import template_root

NAMES = (f"answers-{VERSION}.json", f"answers-{VERSION}.d.ts")
"""The schema and the TypeScript types, by their names under ``/schema/``."""


@output("answers", by_page=True)
def files(publication: Publication) -> Iterator[File]:
    """One file an edition."""
    for page in publication.pages:
        yield answers_file(page, page_file(""))


@output("schema")
def schema(publication: Publication) -> Iterator[File]:
    """What the form of ``answers.json`` is, for validators and for TypeScript."""
    if publication.pages:
        yield from schema_files()


def schema_files() -> Iterator[File]:
    """The schema and the types as they are shipped."""
    for name in NAMES:
        yield File(f"{SCHEMA}{name}", (template_root() / "schema" / name).read_bytes())


def answers_file(page: Layered, home: str, only: Collection[str] = (), way: Way = str, prefix: str = "") -> File:
    """``answers.json`` of an edition. ``home``, ``only`` and ``way`` as in ``layers.answers``; ``prefix`` stands before
    its path."""
    folder = prefix + page.folder
    made = answers(page, home, only, way)
    made["gone"] = [{**told, "note": _note(page, view)} for told, view in zip(made["gone"], page.gone, strict=True)]
    value = {"$schema": relative(f"{SCHEMA}{NAMES[0]}", folder), "version": VERSION, "words": words(page), **made}
    return File(folder + ANSWERS, _lines(value).encode("utf-8"))


_compact = json.JSONEncoder(ensure_ascii=False).encode


def _lines(value: dict[str, Any]) -> str:
    """JSON with a line for each part, and for each item of a list: a change is seen where it is, for few blanks."""
    parts = []
    for name, part in value.items():
        items = [_compact(item) for item in part] if isinstance(part, list) else []
        parts.append(f"{_compact(name)}: " + ("[\n" + ",\n".join(items) + "\n]" if items else _compact(part)))
    return "{\n" + ",\n".join(parts) + "\n}\n"


def words(page: Layered) -> dict[str, str]:
    """The words of ours that one who shows these answers needs, in the language of the edition."""
    t = words_of(page)
    return {
        "more": t("question.more"),
        "facts": t("embed.facts"),
        "actions": t("question.actions"),
        "web": t("action.web"),
        "mail": t("action.mail"),
        "tel": t("action.tel"),
        "exact": t("exact.summary"),
        "for": t("exact.for"),
        "begins": t("exact.begins"),
        "ends": t("exact.ends"),
        "whole": t("exact.whole"),
        "from": t("passage.from"),
        "back": t("embed.return"),
        "all": t("embed.all"),
        "full": t("full.heading"),
        "unknown": t("embed.unknown"),
        "gone": t("embed.gone"),
        "instead": t("gone.instead"),
        "draft": f"{t('mark.draft')}. {t('mark.draft.note')}",
        "demonstration": t("mark.demonstration"),
        "dated": day_words(page),
        "code": t("foot.code"),
    }


def _note(page: Layered, view: GoneView) -> str:
    """What became of an id, in a sentence or two."""
    t = words_of(page)
    since = [t("embed.since", date=view.on.text)] if view.on else []
    return " ".join((gone_words(page, view), *since, *([view.because] if view.because else [])))
