"""Confirming: which claims are due, the words that may carry each, and the record with what a person decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from largeprint.model.evidence import Confirmed, Evidence, Quote, Rest
from largeprint.records.standing import Standing
from largeprint.text.claims import Claim, normal, passage_at
from largeprint.text.likeness import Likeness, with_likeness
from largeprint.text.quotes import nearest, quotable_in, stands_in
from largeprint.text.ranking import rank
from largeprint.text.render import EditionText

_MOST, _ELSEWHERE = 5, 2
_BETTER = 1.25
"""A sentence of a section that is not linked is told when it scores so much better than the best of those that are."""

_ALIKE = 0.5
"""An edited claim is taken for one of before from this share of common words on."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may carry a claim. ``where``: "before" (confirmed, of these or of earlier words), "linked",
    "elsewhere" (a section that the answer does not lead to)."""

    section: str
    words: str
    score: float
    where: str


@dataclass(frozen=True, slots=True)
class Due:
    """A claim to confirm. ``why``: "new", "edited" (its words have changed), "changed" (a section has), "gone"."""

    claim: Claim
    why: str
    candidates: tuple[Candidate, ...]


def due_of(text: EditionText, standing: Standing, model: Likeness | None = None) -> tuple[Due, ...]:
    """The claims of an answer that a person has to look at, each with its candidates, best first.

    With a ``model``, what it says of the candidates is added to what their words say.
    """
    shaken = {claim.number for passage in standing.changed for claim in standing.resting_on(passage)}
    if standing.changed and not shaken:  # what changed carries no claim that we know of, so it may touch any
        shaken = {claim.number for claim, _ in standing.claims}
    gone = {claim.number for claim, _ in standing.gone}
    found = []
    for claim, rest in standing.claims:
        before = rest or _before(claim, standing.edited)
        if claim.number in gone:
            why = "gone"
        elif rest is None:
            why = "edited" if before else "new"
        elif claim.number in shaken:
            why = "changed"
        else:
            continue
        found.append(Due(claim, why, _candidates(text, standing, claim, before, model)))
    return tuple(found)


def _before(claim: Claim, edited: tuple[Rest, ...]) -> Rest | None:
    """The confirmation of the claim that this one was before it was edited, as far as its words tell."""
    words = claim.key.split()

    def alike(rest: Rest) -> float:
        return SequenceMatcher(None, words, normal(rest.words).split(), autojunk=False).ratio()

    best = max(edited, key=alike, default=None)
    return best if best is not None and alike(best) >= _ALIKE else None


def _candidates(
    text: EditionText, standing: Standing, claim: Claim, before: Rest | None, model: Likeness | None
) -> tuple[Candidate, ...]:
    language = text.language.code
    linked = [pair for passage in standing.passages for pair in quotable_in(passage, language)]
    inside = {section for section, _ in linked}
    others = [
        pair
        for index in range(len(text.sections))
        for pair in quotable_in(replace(passage_at(text, index), sections=(text.sections[index],)), language)
        if pair[0] and pair[0] not in inside
    ]
    pool = list(dict.fromkeys([*linked, *others]))
    sentences = [words for _, words in pool]
    by_words = rank(claim.key, sentences, language)
    scores = dict(zip(pool, with_likeness(by_words, str(claim), sentences, language, model), strict=True))
    found = [Candidate(section, words, 1.0, "before") for section, words in _kept(before, pool, language)]
    known = {(candidate.section, candidate.words) for candidate in found}
    ranked = sorted((pair for pair in dict.fromkeys(linked) if scores[pair] > 0), key=lambda pair: -scores[pair])
    found += [Candidate(*pair, scores[pair], "linked") for pair in ranked[:_MOST] if pair not in known]
    least = _BETTER * (scores[ranked[0]] if ranked else 0.0)
    better = sorted((pair for pair in dict.fromkeys(others) if scores[pair] > least), key=lambda pair: -scores[pair])
    found += [Candidate(*pair, scores[pair], "elsewhere") for pair in better[:_ELSEWHERE] if pair not in known]
    return tuple(found)


def _kept(before: Rest | None, pool: list[tuple[str, str]], language: str) -> list[tuple[str, str]]:
    """The quotes of before as far as they still stand; for one that is gone, what is nearest to it now."""
    found: list[tuple[str, str]] = []
    for quote in before.quotes if before else ():
        inside = [words for section, words in pool if section == quote.section]
        if stands_in(quote.words, "\n".join(inside)):
            found.append((quote.section, quote.words))
        elif words := nearest(quote.words, inside, language):
            found.append((quote.section, words))
    return list(dict.fromkeys(found))


def best_of(due: Due, standing: Standing) -> Rest:
    """What a claim rests on when nobody looks: its earlier quotes where they stand, else the best sentence, else the
    whole of the sections that its answer leads to."""
    before = [each for each in due.candidates if each.where == "before"]
    chosen = before or [each for each in due.candidates if each.where == "linked"][:1]
    if chosen:
        return Rest(str(due.claim), tuple(Quote(each.section, each.words) for each in chosen))
    return Rest(str(due.claim), whole=tuple(passage.id for passage in standing.passages))


def with_decisions(
    evidence: Evidence, standing: Standing, due: tuple[Due, ...], decided: Mapping[int, Rest]
) -> Evidence | None:
    """The evidence with what was decided of an answer, by the number of the claim.

    None where a section has changed and a claim that rests on it was left open: a part of an answer is not confirmed
    behind the back of the rest.
    """
    if standing.changed and any(each.claim.number not in decided for each in due):
        return None
    rests = [(claim, decided.get(claim.number, rest)) for claim, rest in standing.claims]
    gone = {claim.number for claim, _ in standing.gone} - set(decided)
    claims = tuple(rest for claim, rest in rests if rest is not None and claim.number not in gone)
    open_claims = len(claims) < len(rests)
    edited = standing.edited if open_claims else ()
    sections = {passage.id: passage.digest for passage in standing.passages}
    texts = {**evidence.texts, **{passage.digest: passage.text for passage in standing.passages}}
    identifier = standing.question.question.anchor.id
    return Evidence({**evidence.questions, identifier: Confirmed(sections, (*claims, *edited))}, texts)
