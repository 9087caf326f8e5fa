"""What a reviewer decided, of one question or of a policy as a whole, and the exact words that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """``EDITED``: approved as the reviewer edited it, that is, those edited words and no others."""

    APPROVED = "approved"
    EDITED = "edited"
    NOT_YET = "not-yet"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as a returned packet holds it. Nothing of it is a sign-off yet, and nobody has looked at it.

    ``question`` is the id of a question, "" for the policy as a whole. ``digest`` is that of exactly the words that
    were approved, those of the packet or the edited ones (64 hex digits; of a question as ``text.approved`` makes it,
    of a policy as ``Layered.digest``); "" where these words cannot be had from the source without a person, and for
    what is not approved. ``date`` is as it was written.
    """

    policy: str
    language: str
    question: str
    role: str
    name: str
    date: str
    verdict: Verdict
    digest: str
