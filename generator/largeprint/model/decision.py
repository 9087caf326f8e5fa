"""What a reviewer decided, of one question or of a policy as a whole, and the exact words that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from largeprint.model.signoff import Unit


class Verdict(StrEnum):
    """``EDITED``: approved as the reviewer edited it, that is, those edited words and no others."""

    APPROVED = "approved"
    EDITED = "edited"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as a returned packet holds it; nobody has looked at it yet.

    ``question`` is the id of a question, "" for the policy as a whole. ``unit`` is exactly what was approved: as it
    stood in the packet, or as it was edited there; None where that cannot be had from the source without a person, and
    for what is not approved. ``date`` is as it was written.
    """

    question: str
    role: str
    name: str
    date: str
    verdict: Verdict
    unit: Unit | None
