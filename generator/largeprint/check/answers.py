"""Answers: there, and resting on something."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.check.registry import Subject, rule
from largeprint.model.addresses import destination
from largeprint.model.finding import Fault, Severity


@rule("answer-empty", Severity.ERROR)
def answer_empty(subject: Subject) -> Iterator[Fault]:
    """A question with nothing under it, or with nothing but links.

    Why it matters: a reader who sees the own question asked, and no answer, has been led on.

    What to do: write the short answer, or take the question out.

    Set it aside while an answer is being written, and is known to be missing.
    """
    for question in subject.edition.questions:
        if not question.answer:
            message = f'"{question.heading.text}" has no answer.'
            yield Fault("answer-empty", question.place, message, "Write the short answer under it.")


@rule("answer-unlinked", Severity.ERROR)
def answer_unlinked(subject: Subject) -> Iterator[Fault]:
    """An answer that leads to no section.

    Links to other sites and mail addresses do not count; a link inside a sentence or in the key facts does.

    Why it matters: a short answer is a promise about a longer text, and must show which words it rests on.

    What to do: end it with a link to each section that it rests on: ``[More...](#pp_how)``.

    Set it aside where the full text says nothing of the matter, and the answer says so.
    """
    for question in subject.edition.questions:
        leads = any(
            link.anchor or (not link.image and destination(subject.site, link.place.path, link.target))
            for link in question.links
        )
        if question.answer and not leads:
            message = f'The answer to "{question.heading.text}" leads to no section.'
            todo = 'End it with a link to each section that it rests on, such as "[More...](#pp_how)".'
            yield Fault("answer-unlinked", question.place, message, todo)
