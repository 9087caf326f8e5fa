"""What a build is for: which text, seen on which day. An input, never the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Occasion:
    """``draft``: the working text, which nobody has released. ``as_of``: the day on which the site is seen."""

    draft: bool = True
    as_of: date | None = None

    def is_coming(self, effective: date | None) -> bool:
        """Whether a text does not apply yet on that day."""
        return self.as_of is not None and effective is not None and effective > self.as_of
