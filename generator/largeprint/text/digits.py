"""Figures in digits: all that is read in a language other than English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from largeprint.text import units
from largeprint.text.values import DIGITS, MONEY, SIGNS, TIME, Figure, dates, period


@lru_cache
def _pattern(base: str) -> re.Pattern[str]:
    times = TIME.get(base, {})
    end = "" if base in units.UNSPACED else r"\b"
    unit = "|".join(sorted(times, key=len, reverse=True)) or r"(?!)"
    number = r"(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)*"
    return re.compile(
        rf"(?P<date>\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}\.\d{{1,2}}\.\d{{4}}\b)|(?P<share>{number}\s?%)"
        rf"|(?P<cash>(?:{SIGNS})\s?{number}|{number}\s?(?:{SIGNS}))|(?P<span>{number}\s?(?P<unit>{unit}){end})",
        re.IGNORECASE,
    )


def digits_in(text: str, base: str) -> Iterator[Figure]:
    """Figures in digits: all that is read in a language other than English."""
    for found in _pattern(base).finditer(text):
        words, start, end = found[0], *found.span()
        digits = re.search(DIGITS, words)
        if found["date"]:
            if (value := dates(words)) is not None:
                yield Figure("date", value, words, start, end)
            continue
        number = _foreign(digits[0] if digits else "0", base)
        if found["share"]:
            yield Figure("share", number, words, start, end)
        elif found["cash"]:
            sign = re.sub(rf"{DIGITS}|\s", "", words).lower()
            yield Figure("amount", (MONEY.get(sign, sign), number), words, start, end)
        elif not (base in units.UNSPACED and number > 1000):  # 2026年 is a year of the calendar
            yield period(number, TIME[base][found["unit"].lower()], words, start, end)


def _foreign(digits: str, base: str) -> float:
    if base in units.POINT_IN_THOUSANDS:
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")
    else:
        digits = digits.replace(",", "")
    return float(digits if digits.count(".") <= 1 else digits.replace(".", ""))
