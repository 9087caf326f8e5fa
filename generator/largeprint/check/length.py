"""Short answers: short, and easy to read."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.check.registry import Subject, rule
from largeprint.model.finding import Fault, Severity
from largeprint.text.reading import grade


@rule("answer-long", Severity.WARNING)
def answer_long(subject: Subject) -> Iterator[Fault]:
    """A short answer that is none: more than 90 words.

    Where words have no blanks between them, characters are counted, and as many are allowed as are read in the same
    time: 150 in Chinese, 140 in Japanese, 200 in Thai. Key facts and closing links do not count.

    Why it matters: the first layer is read where there is no time for the second. Ninety words are some 25 seconds,
    and about a screen of a phone; beyond that people skip.

    What to do: put what, why, who and how long into the key facts, ask a second question, or leave to the section what
    it says better.

    Set it aside where every word of an answer was agreed on.
    """
    spoken = subject.text.language
    for shown in subject.text.questions:
        words, most = shown.answer.words, spoken.longest_answer
        if words > most:
            question = shown.question
            message = f'The answer to "{question.heading.text}" has {words} {spoken.unit}; {most} are the most.'
            todo = "Move details into the key facts, or ask a second question."
            yield Fault("answer-long", question.place, message, todo)


@rule("reading-grade", Severity.NOTE)
def reading_grade(subject: Subject) -> Iterator[Fault]:
    """A short answer that is hard to read, by the formula that was made for its language.

    English: Flesch and Kincaid's grade above 12, more than school teaches. Others, each where its author's table ends:
    Flesch by Amstad (German), Kandel and Moles (French), Douma (Dutch), Oborneva (Russian), and Fernández Huerta
    (Spanish) below 30; Ateşman (Turkish) below 30; Gulpease (Italian) below 40; Martins (Portuguese) below 25; LIX
    (Swedish, Danish, Norwegian, Finnish) above 60. For other languages nothing is said, nor for fewer than 30 words.

    Why it matters: such a number measures the length of sentences and words, and no more. A low one proves nothing; a
    bad one is worth a second look.

    What to do: cut the longest sentence in two, and take the shorter of two words. Where the text is better as it is,
    leave it: this is advice.

    Set it aside where the long words are names that have to stand there.
    """
    for shown in subject.text.questions:
        found = grade(shown.answer.html, subject.text.language.base)
        if found and found.hard:
            question, formula = shown.question, found.formula
            side = "above" if formula.hard_above else "below"
            message = (
                f'The answer to "{question.heading.text}" is hard to read: {formula.name} {found.value:.0f}, '
                f"{side} {formula.bound:.0f}."
            )
            lengths = " and ".join(str(number) for number in found.longest[:2])
            many = len(found.longest) > 1
            todo = (
                f"Its longest sentence{'s have' if many else ' has'} {lengths} words: cut {'them' if many else 'it'}."
            )
            yield Fault("reading-grade", question.place, message, todo)
