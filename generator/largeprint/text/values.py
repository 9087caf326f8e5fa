"""A figure and its value: numbers, dates and periods, and the words that they are written in."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass

from largeprint.text import units


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, its words, and where they stand: ``text[start:end]``.

    ``kind`` is "period", "working days", "amount", "share", "age", "date", "count" or a unit of measure.
    """

    kind: str
    value: Hashable
    words: str
    start: int
    end: int
    of: frozenset[str] = frozenset()
    """What is counted, for a count."""
    bound: bool = False
    """Whether a count is a limit: "up to three devices", "three times"."""

    def alike(self, other: Figure) -> bool:
        """Whether the two are of one kind, so that they can be compared."""
        if self.kind == "count":
            return other.kind == "count" and bool(self.of & other.of)
        return _family(self.kind) == _family(other.kind)

    def same(self, other: Figure) -> bool:
        """Whether the two say the same."""
        if self.kind == "date" and other.kind == "date":
            return any(
                all(a is None or b is None or a == b for a, b in zip(mine, theirs, strict=True))
                for mine in self.value  # type: ignore[attr-defined]
                for theirs in other.value  # type: ignore[attr-defined]
            )
        return self.alike(other) and (self.kind, self.value) == (other.kind, other.value)


def _family(kind: str) -> str:
    return "period" if kind == "working days" else kind


WORDS = "|".join([*units.ENGLISH_NUMBERS, *units.ENGLISH_TIMES])
_WORDED = rf"(?:{WORDS})(?:(?:[ -]|\ and\ )(?:{WORDS}))*"
DIGITS = r"\d+(?:[.,]\d+)*"
NUMBER = rf"(?:{DIGITS}(?:\ (?:thousand|million|billion))?|{_WORDED})"


def _written(table: str) -> dict[str, str]:
    pairs = (row.split("=") for row in table.split("|"))
    return {word.lower(): unit for unit, words in pairs for word in words.split()}


TIME = {language: _written(table) for language, table in units.TIME_UNITS.items()}
MONEY = {word: code for code, words in units.CURRENCIES.items() for word in words.split()}
MEASURE = {word: unit for unit, words in units.MEASURES.items() for word in words.split()}
SIGNS = "|".join(
    re.escape(word) for word in sorted(MONEY, key=len, reverse=True) if not word.islower() or len(word) == 3
)
MONEY_WORDS = "|".join(sorted(MONEY, key=len, reverse=True)).replace("$", r"\$")
MONTHS = "|".join(sorted(units.ENGLISH_MONTHS, key=len, reverse=True))


def period(number: float, unit: str, words: str, start: int, end: int, at_work: bool = False) -> Figure:
    family, size = units.TIME[unit]
    if at_work:
        return Figure("working days", number, words, start, end)
    return Figure("period", (family, number * size), words, start, end)


def number_of(words: str) -> float:
    """The number in a piece of English: digits, or words ("one hundred and twenty")."""
    digits = re.search(DIGITS, words)
    if digits:
        written = (
            digits[0].replace(",", "")
            if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|[^,]*", digits[0])
            else digits[0].replace(",", ".")
        )
        number = float(written) if written.count(".") <= 1 else float(written.replace(".", ""))
        times = next((value for word, value in units.ENGLISH_TIMES.items() if word in words.lower()), 1)
        return number * times
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in units.ENGLISH_NUMBERS:
            current += units.ENGLISH_NUMBERS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in units.ENGLISH_TIMES:
            total, current = total + (current or 1) * units.ENGLISH_TIMES[word], 0.0
    return total + current


def dates(words: str) -> tuple[tuple[int | None, int | None, int | None], ...] | None:
    """The days that a date can mean, as year, month, day: 01/03/2027 is two."""
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    month = next(
        (units.ENGLISH_MONTHS[w] for w in re.findall("[a-z]+", words.lower()) if w in units.ENGLISH_MONTHS), None
    )
    if month:
        year = next((number for number in numbers if number > 31), None)
        day = next((number for number in numbers if number <= 31), None)
        return ((year, month, day),)
    if len(numbers) == 3 and numbers[0] > 31:
        return ((numbers[0], numbers[1], numbers[2]),)
    if len(numbers) == 3:
        first, second, year = numbers
        both = {(year, second, first), (year, first, second)} if "/" in words else {(year, second, first)}
        return tuple(sorted(value for value in both if value[1] <= 12)) or None
    return None
