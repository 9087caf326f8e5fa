"""``<language>/evidence.yml``: the record of what each short answer rests on, read and written.

``largeprint confirm`` keeps it. People read it in a review; nobody has to write it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from largeprint.model.evidence import Confirmed, Evidence, Quote, Rest
from largeprint.model.finding import Fault
from largeprint.model.policy import Edition
from largeprint.records.form import BrokenRecord, listed, mapping, read_record, word, write_record

NAME = "evidence.yml"

_HEAD = """Which words of the full text each short answer rests on, and how they read when that was last confirmed.
Kept by: largeprint confirm"""


def evidence_of(edition: Edition) -> tuple[Evidence, tuple[Fault, ...]]:
    """The evidence of an edition, and what is wrong with its record; then nothing of it counts."""
    return _read(*edition.evidence) if edition.evidence else (Evidence(), ())


@lru_cache(256)
def _read(path: str, text: str) -> tuple[Evidence, tuple[Fault, ...]]:
    try:
        return read_evidence(text), ()
    except BrokenRecord as broken:
        return Evidence(), (broken.fault(path),)


def read_evidence(text: str) -> Evidence:
    """The evidence in the text of a record. Raises ``BrokenRecord``."""
    value = mapping(read_record(text), {"questions", "texts"})
    questions = {word(key): _confirmed(item) for key, item in mapping(value.get("questions", {}), None).items()}
    texts = {word(key): word(words) for key, words in mapping(value.get("texts", {}), None).items()}
    return Evidence(questions, texts)


def write_evidence(evidence: Evidence) -> str:
    """The record as text. Words behind digests that nothing names any more are left out."""
    questions = {
        key: {
            "sections": dict(confirmed.sections),
            "claims": [
                {
                    "words": rest.words,
                    **(
                        {"quotes": [{"section": q.section, "words": q.words} for q in rest.quotes]}
                        if rest.quotes
                        else {}
                    ),
                    **({"whole": list(rest.whole)} if rest.whole else {}),
                }
                for rest in confirmed.claims
            ],
        }
        for key, confirmed in evidence.questions.items()
    }
    named = {digest for confirmed in evidence.questions.values() for digest in confirmed.sections.values()}
    texts = {digest: words for digest, words in sorted(evidence.texts.items()) if digest in named}
    return write_record(_HEAD, {"questions": questions, "texts": texts})


def _confirmed(value: Any) -> Confirmed:
    found = mapping(value, {"sections", "claims"})
    sections = {word(key): word(digest) for key, digest in mapping(found.get("sections", {}), None).items()}
    return Confirmed(sections, tuple(_rest(item) for item in listed(found.get("claims", []))))


def _rest(value: Any) -> Rest:
    found = mapping(value, {"words", "quotes", "whole"})
    quotes = [mapping(item, {"section", "words"}) for item in listed(found.get("quotes", []))]
    return Rest(
        word(found.get("words")),
        tuple(Quote(word(quote.get("section")), word(quote.get("words"))) for quote in quotes),
        tuple(word(item) for item in listed(found.get("whole", []))),
    )
