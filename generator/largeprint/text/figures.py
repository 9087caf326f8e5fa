"""Figures in a sentence: periods, amounts, shares, ages, dates, measures, counts; each with its value.

Numbers may be written in words in English, and in digits in any language that ``units`` knows. Two figures of one
kind are the same where their values are: 12 months and one year, 24 hours and a day; but not 30 days and a month.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from largeprint.text import units
from largeprint.text.matter import is_english, matter


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


_W = "|".join([*units.ENGLISH_NUMBERS, *units.ENGLISH_TIMES])
_WORDED = rf"(?:{_W})(?:(?:[ -]|\ and\ )(?:{_W}))*"
_DIGITS = r"\d+(?:[.,]\d+)*"
_NUMBER = rf"(?:{_DIGITS}(?:\ (?:thousand|million|billion))?|{_WORDED})"


def _written(table: str) -> dict[str, str]:
    pairs = (row.split("=") for row in table.split("|"))
    return {word.lower(): unit for unit, words in pairs for word in words.split()}


_TIME = {language: _written(table) for language, table in units.TIME_UNITS.items()}
_MONEY = {word: code for code, words in units.CURRENCIES.items() for word in words.split()}
_MEASURE = {word: unit for unit, words in units.MEASURES.items() for word in words.split()}
_SIGNS = "|".join(
    re.escape(word) for word in sorted(_MONEY, key=len, reverse=True) if not word.islower() or len(word) == 3
)
_MONEY_WORDS = "|".join(sorted(_MONEY, key=len, reverse=True)).replace("$", r"\$")
_MONTHS = "|".join(sorted(units.ENGLISH_MONTHS, key=len, reverse=True))
_BETWEEN = r"(?:working|business|calendar|consecutive|further|more|additional|full|other|whole)"

_SPAN = r"(?:second|minute|hour|day|week|month|year)"
_UNDER = r"age\ of|aged|under|over|below|above|younger\ than|older\ than|reached|turn(?:s|ed)?"
_OR_OLDER = r"(?:or\ older|or\ over|and\ over|and\ older)"
_NO_AGE = rf"(?!\w|[%.,]\d|\(|\ ?[%°-]|\ [a-z]*\ ?(?:{_SPAN}|{_MONEY_WORDS})|\ [a-z]+s\b)"
"""What may not follow a number for it to be an age: "under 10 minutes", "under 5 %"."""
_BEFORE_A = r"(?:within|for|after|in|than|least|to|about|every|lasts?|takes?|is|most)"
_BEHIND_A = r"(?:ahead|before|after|later|earlier|late|in\ advance)"
_IDIOM = r"(?!\ (?:after|by)\ (?:another|day|one))"

_ENGLISH = re.compile(
    rf"""
    (?P<date1>\b\d{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?(?:{_MONTHS})\b\.?(?:,?\ \d{{4}})?)
  | (?P<date2>\b(?:{_MONTHS})\.?\ \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?:,?\ \d{{4}})?)
  | (?P<date3>\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}\b)
  | (?P<date4>\b(?:{_MONTHS})\ \d{{4}}\b)
  | (?P<cash>(?:(?<!\w)(?:{_SIGNS}))\ ?{_DIGITS}(?:\ (?:thousand|million|billion))?)
  | (?P<cash2>\b{_NUMBER}\ ?(?:{_MONEY_WORDS})(?!\w))
  | (?P<share>(?:\b{_NUMBER}\ ?(?:%|per\ ?cent\b)))
  | (?P<half>\bhalf\ (?:of\ )?(?:the|your|its)\b)
  | (?P<halfspan>\bhalf\ an?\ (?P<hu>{_SPAN})\b|\bhalf-?{_SPAN}\b)
  | (?P<quarter>\bquarter\ of\ an\ hour\b)
  | (?P<age>\b(?:(?:{_UNDER})(?:\ the\ age\ of)?\ (?P<a1>{_NUMBER}){_NO_AGE}
        |(?P<a2>{_NUMBER})(?:\ |-)(?:years?(?:\ |-)(?:old|of\ age|{_OR_OLDER})|{_OR_OLDER})
        |(?:be|at\ least)\ (?P<a3>\d\d?)(?=\ to\ [a-z]|\ or\ (?:older|over)|\s*(?:[.;,](?!\d)|$)))\b
        (?:\ years?(?:\ of\ age|\ old)?)?)
  | (?P<span>\b{_NUMBER}(?:\ \(\d+\))?(?:[ -]+(?P<work>{_BETWEEN}))?[ -]+(?P<unit>{"|".join(_TIME["en"])})\b{_IDIOM})
  | (?P<spana>\b{_BEFORE_A}\ (?P<ua>an?\ {_SPAN})\b|\b(?P<ub>an?\ {_SPAN})\ {_BEHIND_A}\b
        |\b(?P<uc>an?\ {_SPAN})'s?\ notice)
  | (?P<measure>\b{_NUMBER}\ ?(?:{"|".join(sorted(_MEASURE, key=len, reverse=True))})\b)
  | (?P<twice>\b(?:twice|{_NUMBER}\ times)\b)
  | (?P<count>(?<![\w+/.-])(?:{_NUMBER})(?![\w%°+/(-]|[.,]\d)(?=\ [a-z]))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(rf"\d|\b(?:{_W}|half|quarter|twice|an? {_SPAN})\b", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?<![\w-])({_DIGITS}|{_W})(?:\s(?:to|or)\s|(?<=\d)\s?[-–]\s?(?=\d))(?:{_DIGITS}|{_W})[ -](?:{_BETWEEN} )?"
    rf"({_SPAN}s?|%|percent)",
    re.IGNORECASE,
)
"""The first number of "14 to 30 days"; the second is read by itself."""
_NO_COUNT = re.compile(
    r"(?:clauses?|sections?|articles?|art\.|paragraphs?|numbers?|no\.|chapters?|pages?|rules?|part)\s*$", re.IGNORECASE
)
_LIMIT = re.compile(
    r"(?:up to|at most|at least|most|maximum of|minimum of|more than|fewer than|less than|limited to|only)\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[a-z][a-z-]*")
_COUNT_ENDS = frozenset(
    "of for in on at to with and or by from as per a an the is are was were that which who if when".split()
)


@lru_cache(maxsize=1 << 10)
def figures(text: str, language: str) -> tuple[Figure, ...]:
    """The figures of ``text`` in order. ``language`` is a tag."""
    if is_english(language):
        return tuple(_english(text)) if _HINT.search(text) else ()
    return tuple(_digits(text, language.split("-")[0].lower())) if any(map(str.isdecimal, text)) else ()


def _english(text: str) -> Iterator[Figure]:
    text = text.replace("’", "'").replace("\u00a0", " ")
    for found in _RANGE.finditer(text):
        number, unit = _number(found[1]), found[2].lower().rstrip("s")
        if unit in units.TIME:
            yield _period(
                number, unit, found[0], found.start(), found.end(), bool(re.search("working|business", found[0]))
            )
        else:
            yield Figure("share", number, found[0], found.start(), found.end())
    for found in _ENGLISH.finditer(text):
        name, words, start, end = found.lastgroup or "", found[0], *found.span()
        groups = found.groupdict()
        if any(groups[key] for key in ("date1", "date2", "date3", "date4")):
            if (value := _dates(words)) is not None:
                yield Figure("date", value, words.rstrip("."), start, end)
        elif groups["cash"] or groups["cash2"]:
            sign = re.sub(rf"{_NUMBER}|\s", "", words, flags=re.IGNORECASE).lower()
            yield Figure("amount", (_MONEY.get(sign, sign), _number(words)), words, start, end)
        elif groups["share"] or groups["half"]:
            yield Figure("share", _number(words) if groups["share"] else 50.0, words, start, end)
        elif groups["halfspan"]:
            unit = re.sub(r"^half[ -](?:an? )?", "", words.lower())
            yield _period(0.5, unit, words, start, end)
        elif groups["quarter"]:
            yield _period(15, "minute", words, start, end)
        elif groups["age"]:
            years = groups["a1"] or groups["a2"] or groups["a3"]
            yield Figure("age", _number(years), years if groups["a3"] else words, start, end)
        elif groups["span"]:
            unit = _TIME["en"][groups["unit"].lower()]
            at_work = (groups["work"] or "").lower() in ("working", "business")
            yield _period(_number(words), unit, words, start, end, at_work)
        elif groups["spana"]:
            key = next(key for key in ("ua", "ub", "uc") if groups[key])
            yield _period(1, groups[key].split()[1].lower(), groups[key], *found.span(key))
        elif groups["measure"]:
            unit = re.sub(rf"{_NUMBER}|\s", "", words, flags=re.IGNORECASE).lower()
            yield Figure(_MEASURE[unit], _number(words), words, start, end)
        elif groups["twice"]:
            number = 2.0 if words.lower() == "twice" else _number(words)
            yield Figure("count", number, words, start, end, frozenset(["times"]), True)
        elif name == "count" and (counted := _count(text, words, start, end)):
            yield counted


def _count(text: str, words: str, start: int, end: int) -> Figure | None:
    number = _number(words)
    if number <= 1 or 1900 <= number <= 2100 or _NO_COUNT.search(text, 0, start):
        return None
    named: list[str] = []
    for word in _COUNTED.findall(re.split(r"[^\w \-]", text[end : end + 60])[0]):
        if word in _COUNT_ENDS or len(named) == 3:
            break
        named.append(word)
    of = matter(" ".join(named), "en")
    if not of:
        return None
    return Figure(
        "count", number, f"{words} {' '.join(named[:2])}", start, end, of, bool(_LIMIT.search(text, 0, start))
    )


def _period(number: float, unit: str, words: str, start: int, end: int, at_work: bool = False) -> Figure:
    family, size = units.TIME[unit]
    if at_work:
        return Figure("working days", number, words, start, end)
    return Figure("period", (family, number * size), words, start, end)


def _number(words: str) -> float:
    """The number in a piece of English: digits, or words ("one hundred and twenty")."""
    digits = re.search(_DIGITS, words)
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


def _dates(words: str) -> tuple[tuple[int | None, int | None, int | None], ...] | None:
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


@lru_cache
def _pattern(base: str) -> re.Pattern[str]:
    times = _TIME.get(base, {})
    end = "" if base in units.UNSPACED else r"\b"
    unit = "|".join(sorted(times, key=len, reverse=True)) or r"(?!)"
    number = r"(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)*"
    return re.compile(
        rf"(?P<date>\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}\.\d{{1,2}}\.\d{{4}}\b)|(?P<share>{number}\s?%)"
        rf"|(?P<cash>(?:{_SIGNS})\s?{number}|{number}\s?(?:{_SIGNS}))|(?P<span>{number}\s?(?P<unit>{unit}){end})",
        re.IGNORECASE,
    )


def _digits(text: str, base: str) -> Iterator[Figure]:
    """Figures in digits: all that is read in a language other than English."""
    for found in _pattern(base).finditer(text):
        words, start, end = found[0], *found.span()
        digits = re.search(_DIGITS, words)
        if found["date"]:
            if (value := _dates(words)) is not None:
                yield Figure("date", value, words, start, end)
            continue
        number = _foreign(digits[0] if digits else "0", base)
        if found["share"]:
            yield Figure("share", number, words, start, end)
        elif found["cash"]:
            sign = re.sub(rf"{_DIGITS}|\s", "", words).lower()
            yield Figure("amount", (_MONEY.get(sign, sign), number), words, start, end)
        elif not (base in units.UNSPACED and number > 1000):  # 2026年 is a year of the calendar
            yield _period(number, _TIME[base][found["unit"].lower()], words, start, end)


def _foreign(digits: str, base: str) -> float:
    if base in units.POINT_IN_THOUSANDS:
        digits = digits.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d{1,2}", digits):
        digits = digits.replace(",", ".")
    else:
        digits = digits.replace(",", "")
    return float(digits if digits.count(".") <= 1 else digits.replace(".", ""))
