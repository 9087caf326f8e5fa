"""Sections: with words, and reached from an answer."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.check.registry import Subject, rule
from largeprint.model.addresses import anchor_in
from largeprint.model.finding import Fault, Severity
from largeprint.model.policy import Edition, Section


@rule("section-empty", Severity.ERROR)
def section_empty(subject: Subject) -> Iterator[Fault]:
    """A section without words, neither its own nor those of sections below it.

    Why it matters: answers that lead here rest on nothing.

    What to do: write the section, or take it out with the links to it.

    Set it aside where a number has to be kept for a clause that was taken out.
    """
    edition = subject.edition
    for index, section in enumerate(edition.sections):
        if section.body or section.title or _has_parts(edition, index):
            continue
        name = section.anchor.id if section.anchor else section.heading.text
        resting = sum(any(link.anchor == name for link in question.links) for question in edition.questions)
        rest = "" if not resting else f"; {resting} answer{'s rest' if resting > 1 else ' rests'} on it"
        message = f'"{name}" has no text yet{rest}.'
        yield Fault("section-empty", section.place, message, "Write the section, or take it out with the links to it.")


@rule("section-unreached", Severity.WARNING)
def section_unreached(subject: Subject) -> Iterator[Fault]:
    """A section that no answer leads to, itself or through the section above it.

    Why it matters: readers of the short answers would not learn that it exists.

    What to do: link it from the answer that it belongs to, or ask a question that it answers.

    Set it aside for what no reader would ask for, such as a list of defined words.
    """
    edition = subject.edition
    linked = {anchor_in(subject.site, edition, link) for question in edition.questions for link in question.links}
    above: list[tuple[int, bool]] = []
    for section in edition.sections:
        above = [(level, reached) for level, reached in above if level < section.level]
        ids = {section.anchor.id, *(a.id for a in section.also)} if section.anchor else set()
        inside = {anchor.id for anchor in section.body.anchors}
        reached = bool((ids | inside) & linked) or any(reached for _, reached in above)
        above.append((section.level, reached))
        if not reached and section.anchor and section.body and not section.title:
            message = f'No answer leads to "{section.heading.text}" (#{section.anchor.id}).'
            todo = "Link it from the answer that it belongs to, or add a question that it answers."
            yield Fault("section-unreached", section.place, message, todo)


def _has_parts(edition: Edition, index: int) -> bool:
    """Whether sections with words stand below the one at ``index``."""
    section: Section = edition.sections[index]
    for later in edition.sections[index + 1 :]:
        if later.level <= section.level:
            return False
        if later.body:
            return True
    return False
