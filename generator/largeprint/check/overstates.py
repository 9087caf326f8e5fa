"""Claims that promise more than the sections they lead to."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.check.grounds import Answer, Grounds, Line, cut, grounds, place_of, points_back
from largeprint.check.registry import Subject, rule
from largeprint.model.finding import Fault, Severity
from largeprint.text.absolutes import (
    Absolute,
    absolutes,
    adding,
    allowing,
    of_the_text,
    opening,
    promises,
    relieving,
    some_of,
    taken_back,
)
from largeprint.text.claims import Claim
from largeprint.text.matter import Matter, is_english, matter, strong

_ABOUT = 0.55
"""How much of the claim a sentence must be about, for its "except" to be one from the claim."""
_ALLOWS = 0.6
"""The same for "may", which says less."""
_OWN_WORDS = 0.3
"""How much of the claim it must name itself, unless it points back to the sentence before it."""
_TOLD = 0.5
"""How much of an exception the answer must name, for it to be told."""


@rule("claim-overstates", Severity.WARNING)
def claim_overstates(subject: Subject) -> Iterator[Fault]:
    """A sentence that promises without a gap, where the section has one, or the sentence itself.

    It has a word such as never, no, not, without, all, any, every, always or only. A sentence of a linked section about
    the same thing says except, unless, however, in some cases, or allows with "may" what the answer denies. An
    exception that the answer tells in other words counts as told. Also reported is a denial that takes itself back: "We
    do not share it, except …"; a choice of the reader's, "unless you agree", is no such gap. English only.

    Why it matters: most readers stop at "We do not share". What comes after the except is where disputes begin.

    What to do: say less, or tell the exception. Where a sentence takes itself back, say first what is done, and for
    whom, and then what is not.

    Set it aside where the exception cannot touch the readers of the answer.
    """
    known = grounds(subject)
    if not is_english(known.language):
        return
    for answer in known.answers:
        for claim in answer.claims:
            if not promises(claim.words) or of_the_text(claim.words):
                continue
            if back := taken_back(claim.words):
                message = f'"{cut(claim.words)}" denies, and then takes it back with "{cut(back, 60)}".'
                todo = "Say first what is done and in which cases, and then what is not."
                place = place_of(subject, answer, claim)
                yield Fault("claim-overstates", place, message, todo)
                continue
            found = next(_gaps(known, answer, claim), None)
            if found:
                absolute, line, word = found
                message = (
                    f'"{absolute.word}" in "{cut(claim.words)}" says more than "{known.heading(line.section)}", '
                    f'which has "{word}": "{cut(line.words)}".'
                )
                todo = "Tell the exception in the answer, or say less."
                yield Fault("claim-overstates", place_of(subject, answer, claim), message, todo)


def _gaps(known: Grounds, answer: Answer, claim: Claim) -> Iterator[tuple[Absolute, Line, str]]:
    """Each gap that a linked section has and the claim has not."""
    for absolute in absolutes(claim.words):
        own = matter(absolute.clause, known.language)
        core = own if len(strong(own)) >= 2 else own | matter(claim.words, known.language)
        own, least = strong(own), min(2, len(strong(core)))
        if not least:
            continue
        for index in answer.linked:
            for line in known.lines(index):
                if own and own.isdisjoint(line.around):
                    continue
                word = _gap(known, absolute, core, least, line)
                if word and not _told(known, answer, claim, line):
                    yield absolute, line, word


def _gap(known: Grounds, absolute: Absolute, core: Matter, least: int, line: Line) -> str:
    """The word by which a sentence opens a gap in a claim about ``core``; "" where it opens none.

    ``least`` is the number of concepts that it must share.
    """
    if len(strong(core & line.around)) >= least:
        share = known.share(core, line.around)
        if share >= _ABOUT:
            opened = opening(line.words)
            if opened and (points_back(line.words) or known.share(core, line.about) >= _OWN_WORDS):
                return opened[0]
        if share >= _ALLOWS and (line.about & core or absolute.only):
            look = allowing if absolute.denies else adding if absolute.only else relieving
            if word := look(line.words):
                return word
    return _some(known, absolute, core, line)


def _some(known: Grounds, absolute: Absolute, core: Matter, line: Line) -> str:
    if absolute.denies or absolute.only:
        return ""
    named = some_of(line.words)
    return f"some {named}" if named and matter(named, known.language) & core else ""


def _told(known: Grounds, answer: Answer, claim: Claim, line: Line) -> bool:
    """Whether the answer tells the exception of ``line`` itself."""
    opened = opening(line.words)
    exception = matter(opened[1] if opened else line.words, known.language)
    exception -= frozenset() if opened else matter(claim.words, known.language)
    said = matter(answer.words, known.language)
    if not exception:
        return opening(answer.words) is not None
    return known.share(exception, said) >= _TOLD
