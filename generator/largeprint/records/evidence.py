"""``<language>/evidence.yml``: the record of what each short answer rests on, read and written.

``largeprint confirm`` keeps it. People read it in a review; nobody has to write it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from largeprint.model.evidence import Confirmed, Evidence, Quote, Rest
from largeprint.model.finding import Fault
from largeprint.model.policy import Edition
from largeprint.records.form import BrokenRecord, read_record, write_record

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
    value = _mapping(read_record(text), {"questions", "texts"})
    questions = {_word(key): _confirmed(item) for key, item in _mapping(value.get("questions", {}), None).items()}
    texts = {_word(key): _word(words) for key, words in _mapping(value.get("texts", {}), None).items()}
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
    found = _mapping(value, {"sections", "claims"})
    sections = {_word(key): _word(digest) for key, digest in _mapping(found.get("sections", {}), None).items()}
    return Confirmed(sections, tuple(_rest(item) for item in _list(found.get("claims", []))))


def _rest(value: Any) -> Rest:
    found = _mapping(value, {"words", "quotes", "whole"})
    quotes = [_mapping(item, {"section", "words"}) for item in _list(found.get("quotes", []))]
    return Rest(
        _word(found.get("words")),
        tuple(Quote(_word(quote.get("section")), _word(quote.get("words"))) for quote in quotes),
        tuple(_word(item) for item in _list(found.get("whole", []))),
    )


def _mapping(value: Any, keys: set[str] | None) -> Mapping[str, Any]:
    if not isinstance(value, dict) or (keys is not None and not set(value) <= keys):
        raise BrokenRecord("The record has another form than the tool gives it.")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BrokenRecord("The record has another form than the tool gives it.")
    return value


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise BrokenRecord("The record has another form than the tool gives it.")
    return value
