"""Ids for questions and sections that have none written: derived from their words, never from their position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from largeprint.model.ids import candidates
from largeprint.model.policy import Anchor, Question, Section


def name_ids(
    questions: Sequence[Question], sections: Sequence[Section]
) -> tuple[tuple[Question, ...], tuple[Section, ...]]:
    """The same with an id for each. Two headings that no words tell apart keep the same id: a rule reports it."""
    items: list[Question | Section] = [*questions, *sections]
    taken = {anchor.id for item in items for anchor in _written(item)}
    named_sections: list[Section] = []
    above: list[tuple[int, str]] = []
    for section in sections:
        above = [(level, text) for level, text in above if level < section.level]
        named: Section = section
        if section.anchor is not None and not section.anchor.written:
            chosen = _choose(section.heading.text, tuple(text for level, text in above if level > 1), taken)
            named = replace(section, anchor=Anchor(chosen, section.place, written=False))
        above.append((section.level, section.heading.text))
        named_sections.append(named)
    named_questions = tuple(
        q if q.anchor.written else replace(q, anchor=Anchor(_choose(q.heading.text, (), taken), q.place, written=False))
        for q in questions
    )
    return named_questions, tuple(named_sections)


def _written(item: Question | Section) -> list[Anchor]:
    own = [item.anchor] if item.anchor is not None and item.anchor.written else []
    inside = [*item.also, *item.body.anchors] if isinstance(item, Section) else [*item.answer.anchors]
    return [*own, *inside]


def _choose(heading: str, above: tuple[str, ...], taken: set[str]) -> str:
    found = [candidate for candidate in candidates(heading, above) if candidate]
    chosen = next((candidate for candidate in found if candidate not in taken), found[0] if found else "")
    taken.add(chosen)
    return chosen
