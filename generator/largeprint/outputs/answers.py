"""``answers.json``: an edition for programs, beside its page; and the schema and the types of its form."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any

from largeprint.layers.answers import VERSION, answers
from largeprint.layers.views import Layered
from largeprint.model.addresses import ANSWERS, SCHEMA, page_file, relative
from largeprint.outputs.catalogue import catalogue
from largeprint.outputs.embed import day_words
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


def answers_file(page: Layered, home: str, only: Collection[str] = ()) -> File:
    """``answers.json`` of an edition. ``home`` and ``only`` as in ``layers.answers``."""
    value = {
        "$schema": relative(f"{SCHEMA}{NAMES[0]}", page.folder),
        "version": VERSION,
        **answers(page, home, only),
    }
    value["words"] = words(page)
    return File(page.folder + ANSWERS, (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def words(page: Layered) -> dict[str, Any]:
    """The words of ours that one who shows these answers needs, in the language of the edition."""
    t = catalogue(template_root() / "messages", page.language.code)
    day = page.effective
    applies = (t("embed.coming", date=day.text) if page.coming else t("embed.applies", date=day.text)) if day else ""
    return {
        "more": t("question.more"),
        "all": t("embed.all"),
        "facts": t("embed.facts"),
        "exact": t("exact.summary"),
        "for": t("exact.for"),
        "quote": t("exact.begins"),
        "end": t("exact.ends"),
        "whole": t("exact.whole"),
        "actions": t("question.actions"),
        "web": t("action.web"),
        "mail": t("action.mail"),
        "tel": t("action.tel"),
        "full": t("full.heading"),
        "back": t("embed.back"),
        "unknown": t("embed.unknown"),
        "moved": t("embed.moved"),
        "withdrawn": t("embed.withdrawn"),
        "draft": t("mark.draft"),
        "demonstration": t("mark.demonstration"),
        "applies": applies,
        "release": day_words(page),
        "code": t("embed.code", code=page.code),
    }
