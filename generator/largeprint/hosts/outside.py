"""Where papers for reviewers may lie: never in the texts, and never in a site that is for readers."""

from __future__ import annotations

from pathlib import Path

from largeprint.commit import MARK
from largeprint.model.finding import UseError


def outside(root: Path, place: Path, what: str = "A packet", option: str = "-o") -> None:
    """Raises ``UseError`` for a place from which a draft or a name could be published, or taken for content.

    ``what`` it is, and the ``option`` that names the place, are told.
    """
    real = place.resolve()
    if real.is_relative_to((root / "content").resolve()):
        raise UseError(f"{what} cannot go into content/, where the texts are.", f"name another place with {option}")
    if any((each / MARK).exists() for each in (real, *real.parents)):
        message = f"{place} lies in a built site, and {what[0].lower()}{what[1:]} is not for readers."
        raise UseError(message, f"name another place with {option}")
