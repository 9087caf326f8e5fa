"""How an answer stands: which of its claims are confirmed, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass

from largeprint.model.evidence import Confirmed, Evidence, Quote, Rest
from largeprint.model.policy import Site
from largeprint.text.claims import Claim, Passage, claims_of, normal, passages_of
from largeprint.text.quotes import stands_in
from largeprint.text.render import EditionText, QuestionText, SectionText


@dataclass(frozen=True, slots=True)
class Standing:
    """An answer beside its last confirmation.

    ``claims`` are those of today, each with its confirmation or None; ``edited`` are confirmations whose claim reads
    otherwise now; ``changed`` are passages whose words are no longer those that were confirmed; ``gone`` are quotes
    that no longer stand in the text, with the claims that rest on them.
    """

    question: QuestionText
    passages: tuple[Passage, ...]
    claims: tuple[tuple[Claim, Rest | None], ...]
    edited: tuple[Rest, ...]
    changed: tuple[Passage, ...]
    gone: tuple[tuple[Claim, Quote], ...]

    @property
    def settled(self) -> bool:
        """Whether there is nothing left to confirm."""
        return not self.changed and not self.gone and all(rest for _, rest in self.claims)

    def resting_on(self, passage: Passage) -> tuple[Claim, ...]:
        """The confirmed claims that rest on a passage: by a quote in it, or on the whole of it."""
        inside = {section.section.anchor.id for section in passage.sections if section.section.anchor}
        return tuple(
            claim
            for claim, rest in self.claims
            if rest and (inside & {*rest.whole, *(quote.section for quote in rest.quotes)})
        )


def standing(site: Site, text: EditionText, question: QuestionText, evidence: Evidence) -> Standing:
    """How ``question`` stands, with the evidence of its edition."""
    confirmed = evidence.questions.get(question.question.anchor.id, Confirmed({}))
    passages = passages_of(site, text, question)
    by_words = {normal(rest.words): rest for rest in confirmed.claims}
    claims = tuple((claim, by_words.get(claim.key)) for claim in claims_of(question, text.language.code))
    known = {claim.key for claim, _ in claims}
    words = {section.section.anchor.id: section for section in text.sections if section.section.anchor}
    gone = tuple(
        (claim, quote)
        for claim, rest in claims
        for quote in (rest.quotes if rest else ())
        if quote.section not in words or not any(stands_in(quote.words, part) for part in _texts(words[quote.section]))
    )
    return Standing(
        question,
        passages,
        claims,
        tuple(rest for key, rest in by_words.items() if key not in known),
        tuple(p for p in passages if p.id in confirmed.sections and confirmed.sections[p.id] != p.digest),
        gone,
    )


def standings(site: Site, text: EditionText, evidence: Evidence) -> tuple[Standing, ...]:
    """How every answer of an edition stands."""
    return tuple(standing(site, text, question, evidence) for question in text.questions)


def _texts(section: SectionText) -> tuple[str, ...]:
    return (section.body.text, section.heading.text, *(note.body.text for note in section.notes))
