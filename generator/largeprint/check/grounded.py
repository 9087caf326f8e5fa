"""Claims that the linked sections do not carry: no section does, or another one."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.check.grounds import Answer, Grounds, Line, cut, grounds, place_of
from largeprint.check.registry import Subject, rule
from largeprint.model.finding import Fault, Severity
from largeprint.records.evidence import evidence_of
from largeprint.text.absolutes import of_the_text
from largeprint.text.claims import Claim, normal
from largeprint.text.matter import Matter, is_english, matter, strong

_CARRIED = 0.26
"""Below this share of its words, a claim has nothing in a section to rest on."""
_DOUBTED = 0.5
"""Below this, another section may be the right one,"""
_BETTER = 0.7
"""if it has at least this share of the words of the claim,"""
_MUCH = 0.3
"""and at least so much more than the linked one."""


@rule("claim-ungrounded", Severity.WARNING)
def claim_ungrounded(subject: Subject) -> Iterator[Fault]:
    """A sentence of an answer that no sentence of the linked sections carries.

    Words are compared by their stems, with words that policies use for one another taken as the same; a rare word
    counts more than one that stands everywhere. Sentences that were confirmed, and those that say the text says
    nothing, are passed. English only.

    Why it matters: the reader is sent to a text that does not say it. Either the answer promises too much, or the text
    is silent on something that matters.

    What to do: link the section that says it, let the section say it, or take the sentence out. Where a section says it
    in quite other words, confirm it with ``largeprint confirm``.

    Set it aside for sentences that say something of the page itself.
    """
    known = grounds(subject)
    for answer, claim, about in _asked(subject, known):
        score, better = _carried(known, answer, about)
        if score >= _CARRIED or better is not None:
            continue
        near = max(
            (line for index in answer.linked for line in known.lines(index)),
            key=lambda line: known.share(about, line.around),
            default=None,
        )
        message = f'No linked section says "{cut(str(claim))}".{_nearest(known, about, near)}'
        todo = "Link the section that says it, let the section say it, or take the sentence out."
        yield Fault("claim-ungrounded", place_of(subject, answer, claim), message, todo)


@rule("link-astray", Severity.WARNING)
def link_astray(subject: Subject) -> Iterator[Fault]:
    """An answer that leads to one section, while another one says it much better.

    Sentences are compared as for ``claim-ungrounded``; one is reported where the linked sections hold less than half of
    it, and another section of the same text nearly all. English only.

    Why it matters: who follows the link to check the answer does not find it there.

    What to do: link that section, instead or as well.

    Set it aside where the other section only repeats what the linked one defines.
    """
    known = grounds(subject)
    astray: dict[tuple[int, int], list[Claim]] = {}
    for answer, claim, about in _asked(subject, known):
        _, better = _carried(known, answer, about)
        if better is not None:
            astray.setdefault((known.answers.index(answer), better), []).append(claim)
    for (number, index), claims in astray.items():
        answer = known.answers[number]
        linked = f'"{cut(known.heading(answer.linked[0]), 60)}"' if len(answer.linked) == 1 else "the linked sections"
        more = f" and {len(claims) - 1} more of this answer" if len(claims) > 1 else ""
        message = f'"{cut(str(claims[0]))}"{more}: "{known.heading(index)}" says it, and {linked} hardly.'
        anchor = known.text.sections[index].section.anchor
        todo = f'Link "{known.heading(index)}"{f" (#{anchor.id})" if anchor else ""}, instead or as well.'
        yield Fault("link-astray", place_of(subject, answer, claims[0]), message, todo)


def _asked(subject: Subject, known: Grounds) -> tuple[tuple[Answer, Claim, Matter], ...]:
    """The claims that are looked at, each with its matter; by both rules."""
    if known.asked is None:
        known.asked = tuple(_looked_at(subject, known)) if is_english(known.language) else ()
    return known.asked


def _looked_at(subject: Subject, known: Grounds) -> Iterator[tuple[Answer, Claim, Matter]]:
    evidence, _ = evidence_of(subject.edition)
    for answer in known.answers:
        if not answer.linked:
            continue
        confirmed = evidence.questions.get(answer.shown.question.anchor.id)
        settled = {normal(rest.words) for rest in confirmed.claims if rest.quotes or rest.whole} if confirmed else set()
        for claim in answer.claims:
            about = matter(claim.words, known.language)
            if (
                len(strong(about)) >= (3 if claim.label else 2)
                and claim.key not in settled
                and not of_the_text(claim.words)
            ):
                yield answer, claim, about


def _carried(known: Grounds, answer: Answer, about: Matter) -> tuple[float, int | None]:
    """How much of a claim the best of the linked sections holds, and which other section holds much more."""
    key = (about, answer.linked)
    if key not in known.carried:
        score = 0.0
        for index in answer.linked:
            score = max(score, _in_one(known, about, index, score))
            if score >= _DOUBTED:
                break
        known.carried[key] = score, _better(known, answer, about, score)
    return known.carried[key]


def _in_one(known: Grounds, about: Matter, index: int, least: float) -> float:
    """How much of a claim is in a section: the mean of its best sentence and of the whole; 0 if not above ``least``."""
    whole = known.share(about, known.about[index])
    if whole <= least:
        return 0.0
    heading = known.heading_matter(index) & about
    best = 0.0
    for line in known.lines(index):
        shared = about & line.around | heading
        if shared:
            best = max(best, known.share(about, shared))
    return (whole + best) / 2


def _better(known: Grounds, answer: Answer, about: Matter, score: float) -> int | None:
    """The section that carries a claim much better than the linked ones do; None where there is none."""
    if score >= _DOUBTED:
        return None
    best, most = None, max(_BETTER, score + _MUCH)
    for index in range(len(known.text.sections)):
        if index in answer.linked or known.text.sections[index].section.anchor is None:
            continue
        if known.share(about, known.about[index]) >= most and (there := _in_one(known, about, index, 0.0)) >= most:
            best, most = index, there + 1e-9
    return best


def _nearest(known: Grounds, about: Matter, near: Line | None) -> str:
    if near is None or not about & near.around:
        return " Not one of its words is there."
    number = len(about & near.around)
    heading = cut(known.heading(near.section), 60)
    return f' Nearest is "{cut(near.words)}" in "{heading}", with {number} of its {len(about)} words.'
