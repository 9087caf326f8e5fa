"""What is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from largeprint.model.source import Place


class Severity(StrEnum):
    """How grave a finding is. Errors close the gate; warnings and notes do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Edit:
    """A mend that is certain enough to be offered: at ``place`` stands ``old``, and ``new`` goes there instead.

    Both stay on one line. An empty ``old`` puts ``new`` in, an empty ``new`` takes ``old`` out.
    """

    place: Place
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Aside:
    """An entry of ``aside`` in ``site.yml``: findings of one rule at one place, set aside for a written reason."""

    rule: str
    at: str
    """What it is narrowed to, as on the command line: ``wechat``, ``wechat/en``, ``wechat#provide``."""
    because: str
    place: Place
    """Where the entry begins in ``site.yml``."""
    rule_place: Place
    at_place: Place


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that reading could not take as it stood, kept for the rule of that name to report.

    Reading never stops at a fault of content: it takes what it can, keeps every word, and says so here.
    """

    rule: str
    place: Place
    message: str
    todo: str
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found.

    ``message`` says what is wrong, ``todo`` what a person can do about it; both are one line of plain text.
    ``edit`` does it where the mend is certain enough; ``aside`` is why it is set aside, None where it counts.
    """

    rule: str
    severity: Severity
    place: Place
    message: str
    todo: str
    edit: Edit | None = None
    aside: Aside | None = None

    @property
    def order(self) -> tuple[Place, str, str]:
        """The key that findings are sorted by: place first."""
        return (self.place, self.rule, self.message)


class InputError(Exception):
    """Input that cannot be read at all, so that nothing can be said of the rest.

    Carries the place, a sentence and what to do. The command line turns it into exit code 2.
    """

    def __init__(self, place: Place, message: str, todo: str) -> None:
        super().__init__(f"{place}: {message}")
        self.place, self.message, self.todo = place, message, todo


class UseError(Exception):
    """A command that cannot be carried out as it was given (exit code 2)."""

    def __init__(self, message: str, todo: str) -> None:
        super().__init__(message)
        self.message, self.todo = message, todo


class BusyError(Exception):
    """The environment is at fault: another run holds the lock, the disk is full (exit code 3)."""

    def __init__(self, message: str, todo: str) -> None:
        super().__init__(message)
        self.message, self.todo = message, todo
