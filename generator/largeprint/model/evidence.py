"""What a short answer was confirmed to rest on: sections, exact quotes, and their words on that day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of a section."""

    section: str
    words: str


@dataclass(frozen=True, slots=True)
class Rest:
    """What one claim rests on. ``words`` are the claim's when it was confirmed; ``whole`` are ids of sections."""

    words: str
    quotes: tuple[Quote, ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The last confirmation of an answer: the sections it leads to with their word digests, and its claims."""

    sections: Mapping[str, str]
    claims: tuple[Rest, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """All confirmations of an edition, by the id of the question. ``texts`` are the words behind each digest."""

    questions: Mapping[str, Confirmed] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
