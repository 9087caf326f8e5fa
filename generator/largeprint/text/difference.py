"""What changed between two texts, word by word, in the few words that a message has room for."""

from __future__ import annotations

from difflib import SequenceMatcher

from largeprint.text.words import split_words

_LONGEST = 12
"""Words of a change that are told; the middle of a longer one is left out."""


def changes(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The stretches in which ``after`` differs from ``before``: old words, new words, either may be "".

    Words that stay the same between two changes part them, unless there is only one.
    """
    old, new = split_words(before), split_words(after)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    found: list[tuple[list[str], list[str]]] = []
    last = -9
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if found and a - last <= 1:
            found[-1][0].extend(old[last:b])
            found[-1][1].extend(new[c - (a - last) : d])
        else:
            found.append((old[a:b], new[c:d]))
        last = b
    return tuple((_short(a), _short(b)) for a, b in found)


def in_words(found: tuple[tuple[str, str], ...], most: int = 3) -> str:
    """Changes as a message tells them: ``"30" is now "90"``; at most so many, and how many more there are."""
    said = [
        f'"{old}" is now "{new}"' if old and new else f'"{new}" was added' if new else f'"{old}" was taken out'
        for old, new in found[:most]
    ]
    rest = len(found) - most
    return "; ".join(said) + (f"; and {rest} more" if rest > 0 else "")


def _short(words: list[str]) -> str:
    if len(words) <= _LONGEST:
        return " ".join(words)
    half = _LONGEST // 2
    return f"{' '.join(words[:half])} … {' '.join(words[-half:])}"
