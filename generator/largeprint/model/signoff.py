"""Sign-offs: a named person in a role said yes to exact words. Frozen; nothing here reads or writes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SIGNOFFS = "signoffs"
"""The folder in that of a policy in which its sign-offs are kept."""


class How(StrEnum):
    """How an approval was given, the weakest first: said by somebody, sent back in a file, signed with a key."""

    ASSERTED = "asserted"
    RETURNED = "returned"
    SSH = "ssh"

    @property
    def weight(self) -> int:
        """A number that grows with what it proves."""
        return list(How).index(self)


@dataclass(frozen=True, slots=True)
class Unit:
    """What is approved as one: a question with the sections behind it, or all the rest of a policy (``id`` "").

    ``words`` is the word digest of what a reader sees of it; ``bytes`` that of the files it was read from.
    """

    policy: str
    language: str
    id: str
    words: str
    bytes: str

    @property
    def name(self) -> str:
        """The unit as on the command line."""
        return f"{self.policy}/{self.language}" + (f"#{self.id}" if self.id else "")


@dataclass(frozen=True, slots=True)
class SignOff:
    """One line of a signer's chain. ``at`` is UTC (ISO 8601); ``code`` the text code that the signer was shown.

    ``before`` is the digest of the line before, "" for the first; ``others`` are the heads of the other chains of the
    policy. ``file`` is the byte digest of the returned file; ``signature`` an armoured SSH signature.
    """

    unit: Unit
    role: str
    name: str
    at: str
    how: How
    code: str
    before: str
    others: tuple[str, ...] = ()
    file: str = ""
    signature: str = ""

    @property
    def person(self) -> str:
        """Who it was, as far as a name tells: the mail address in it, else the name itself."""
        return person_of(self.name)

    def is_by(self, name: str) -> bool:
        """Whether a person who is called like this gave it: by mail address, or by the whole name without one."""
        plain = " ".join(self.name.partition("<")[0].split()).casefold()
        return person_of(name) in (self.person, plain)


def person_of(name: str) -> str:
    """Who a name means: the mail address in it, else the name itself; in any case of letters."""
    _, opened, rest = name.partition("<")
    mail = rest.partition(">")[0].strip() if opened else ""
    return (mail or " ".join(name.split())).casefold()
