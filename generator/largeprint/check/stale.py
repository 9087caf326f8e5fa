"""Drift: what an answer was confirmed to rest on reads otherwise now."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.check.grounds import cut
from largeprint.check.registry import Freedom, Subject, reported, rule
from largeprint.model.finding import Fault, Severity
from largeprint.model.selection import name_of
from largeprint.records.evidence import evidence_of
from largeprint.records.standing import Standing, standings
from largeprint.text.claims import Passage
from largeprint.text.difference import changes, in_words
from largeprint.text.quotes import nearest, quotable_in

reported(
    "record-broken",
    Severity.ERROR,
    """A record that the tool keeps, such as ``evidence.yml``, is not as it was written.

    Why it matters: a record says what people have confirmed. One that was changed by hand, or cut, says it no longer,
    and nothing of it counts.

    What to do: take it from its last good state (``git checkout``), or take it away and confirm anew with
    ``largeprint confirm``.""",
    Freedom.FIXED,
)


@rule("answer-stale", Severity.ERROR, Freedom.ASIDE)
def answer_stale(subject: Subject) -> Iterator[Fault]:
    """A section changed after the answer that leads to it was confirmed.

    Words count, their order, lists and their labels, and where links lead. Blanks, line breaks and emphasis do not,
    and neither does any section that the answer does not lead to.

    Why it matters: a short answer is a promise about a longer text. When that text changes, somebody has to ask whether
    the promise still holds, on the same day.

    What to do: read the answer again beside what changed; mend it where it no longer holds; then confirm it:
    ``largeprint confirm wechat#provide``. An answer that was never confirmed is never stale.

    Set it aside only while a change is being made, and for as long.
    """
    evidence, broken = evidence_of(subject.edition)
    yield from broken
    for standing in standings(subject.site, subject.text, evidence) if evidence.questions else ():
        for passage in standing.changed:
            before = evidence.texts.get(
                evidence.questions[standing.question.question.anchor.id].sections[passage.id], ""
            )
            yield _stale(subject, standing, passage, before)


def _stale(subject: Subject, standing: Standing, passage: Passage, before: str) -> Fault:
    found = changes(before, passage.text) if before else ()
    if not before:
        what = "its words are others"
    else:
        what = in_words(found) or "its lists, their labels or its links are others"
    message = f'"{passage.heading}" has changed since this answer was confirmed: {what}.{_resting(standing, passage)}'
    todo = f"Read the answer again, mend it where it no longer holds, then: {confirm(subject, standing)}"
    return Fault("answer-stale", standing.question.question.place, message, todo)


def _resting(standing: Standing, passage: Passage) -> str:
    claims = standing.resting_on(passage)
    if not claims:
        return ""
    named = ", ".join(f'"{cut(str(claim), 90)}"' for claim in claims)
    return f" On it {'rests' if len(claims) == 1 else 'rest'}: {named}."


@rule("quote-missing", Severity.ERROR, Freedom.ASIDE)
def quote_missing(subject: Subject) -> Iterator[Fault]:
    """A quote that a claim rests on no longer stands in its section.

    Why it matters: the reader is shown these as the exact words, and they would be exact no longer.

    What to do: ``largeprint confirm wechat#provide`` offers what is nearest to it now; mend the answer first where it
    says something else.

    Set it aside only while a change is being made, and for as long.
    """
    evidence, _ = evidence_of(subject.edition)
    language = subject.text.language.code
    for standing in standings(subject.site, subject.text, evidence) if evidence.questions else ():
        for claim, quote in standing.gone:
            inside = [words for passage in standing.passages for _, words in quotable_in(passage, language)]
            near = nearest(quote.words, inside, language)
            message = f'"{cut(str(claim), 90)}" rests on "{quote.words}" in #{quote.section}, which is no longer there'
            message += f'; nearest is now "{near}".' if near else ", and nothing like it is."
            todo = f"Mend the answer where it no longer holds, then: {confirm(subject, standing)}"
            yield Fault("quote-missing", standing.question.question.place, message, todo)


def confirm(subject: Subject, standing: Standing) -> str:
    """The command that settles an answer."""
    return f"largeprint confirm {name_of(subject.policy, subject.edition, standing.question.question.anchor.id)}"
