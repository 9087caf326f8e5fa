"""What changed, in the fewest words that tell it: "30 -> 90 days"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from largeprint.layers.redline import Part, Piece
from largeprint.text.blocks import Words, plain

_LONGEST = 12
"""Words of a turn that are told; the middle of a longer one is left out."""

_BEHIND = 2
"""Words behind a turn that say of what it is: the days of "30 -> 90 days"."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Words that went (``old``) and came (``new``), either may be "", and the ones behind, with their blank."""

    old: str
    new: str
    behind: str = ""


def turns_of(part: Part) -> tuple[Turn, ...]:
    """The turns of a part, in its order, its heading first. A part that is new or gone is one turn as a whole."""
    found = list(_turns(part.heading))
    for block in part.blocks:
        for cell in block.cells:
            found += _turns(cell)
    return tuple(found)


def _turns(pieces: Sequence[Piece]) -> Iterator[Turn]:
    old: list[Words] = []
    new: list[Words] = []
    for at, piece in enumerate((*pieces, Piece("same", ()))):
        if piece.op != "same":
            (old if piece.op == "del" else new).append(piece.words)
            continue
        if old or new:
            behind = piece.words[:_BEHIND] if at < len(pieces) else ()
            glue = "" if behind and behind[0].glued else " "
            yield Turn(
                _short(old), _short(new), f"{glue}{plain(behind)}" if any(w.text.isalnum() for w in behind) else ""
            )
        old, new = [], []


def _short(runs: Sequence[Words]) -> str:
    words = tuple(word for run in runs for word in run)
    if len(words) <= _LONGEST:
        return plain(words)
    half = _LONGEST // 2
    return f"{plain(words[:half])} … {plain(words[-half:])}"
