"""What stages have made, by what they made it from, so that a second run does only what changed.

Stages are pure: the same input gives the same output. A memory is handed in, and nobody needs one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Memory:
    """Keeps what the last two runs used, and forgets the rest. For one thread at a time.

    ``made`` counts by stage what had to be made, since it was not known.
    """

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self._kept: dict[Hashable, Any] = {}
        self._used: dict[Hashable, Any] = {}
        self._last: dict[str, Hashable] = {}

    def recall(self, stage: str, key: Hashable, make: Callable[[], Made]) -> Made:
        """What ``stage`` makes from what ``key`` stands for; ``make`` is called when that is not known yet.

        An error of ``make`` passes through, and nothing is kept of it.
        """
        whole = (stage, key)
        if whole in self._used:
            return self._used[whole]  # type: ignore[no-any-return]
        if whole in self._kept:
            made = self._kept[whole]
        else:
            made = make()
            self.made[stage] += 1
        self._used[whole] = made
        return made  # type: ignore[no-any-return]

    def has_changed(self, what: str, value: Hashable) -> bool:
        """Whether ``value`` is another than when this was last asked about ``what``."""
        before, self._last[what] = self._last.get(what), value
        return before != value

    def turn(self) -> None:
        """A run has succeeded: what was not used since the last turn goes. A failed one does not turn."""
        self._kept, self._used = self._used, {}
