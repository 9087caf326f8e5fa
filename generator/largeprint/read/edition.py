"""One edition from the texts of its files: both layers, their ids, and all that is wrong with them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from markdown_it import MarkdownIt

from largeprint.model.finding import Fault
from largeprint.model.policy import Edition
from largeprint.model.source import Place
from largeprint.read.dialect import make_parser
from largeprint.read.document import read_document
from largeprint.read.fulltext import read_full_text
from largeprint.read.naming import name_ids
from largeprint.read.settings import take_front_matter
from largeprint.read.summary import read_summary

Source = tuple[str, str]
"""A file: its path as people are told it, and its text."""


def read_edition(policy: str, language: str, summary: Source, full: Sequence[Source]) -> Edition:
    """The edition that a summary and the files of the full text, in their order, make.

    Raises ``InputError`` for a text that nobody could read (lists nested beyond measure).
    """
    parser = make_parser()
    taken = [(path, *take_front_matter(path, text)) for path, text in (summary, *full)]
    env = _page_wide(parser, [text for _, _, text, _ in taken])
    documents = [read_document(parser, path, text, env) for path, _, text, _ in taken]
    faults = [fault for _, _, _, more in taken for fault in more]
    first = read_summary(documents[0], taken[0][1].title)
    sections, notes = read_full_text(documents[1:])
    full_place = Place(full[0][0] if full else str(PurePosixPath(summary[0]).with_name("policy.md")))
    if not sections:
        message = "The full text is missing: the short answers rest on nothing."
        todo = "Write policy.md beside the summary, a heading a section."
        faults.append(Fault("structure-invalid", full_place, message, todo))
    questions, sections = name_ids(first.questions, sections)
    return Edition(
        policy=policy,
        language=language,
        title=first.title,
        place=first.place,
        full_place=full_place,
        intro=first.intro,
        questions=questions,
        sections=sections,
        notes=(*first.notes, *notes),
        also=first.also,
        faults=(*faults, *(fault for document in documents for fault in document.reader.faults)),
        sources=(summary, *full),
    )


def _page_wide(parser: MarkdownIt, texts: Sequence[str]) -> dict[str, Any]:
    """Reference links and footnotes of all files together: they hold for the whole page."""
    env: dict[str, Any] = {}
    if any("]:" in text for text in texts):
        for text in texts:
            parser.block.parse(text, parser, env, [])
    return env
