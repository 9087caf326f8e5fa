"""Figures in a sentence: periods, amounts, shares, ages, dates, measures, counts; each with its value.

Numbers may be written in words in English, and in digits in any language that ``units`` knows. Two figures of one
kind are the same where their values are: 12 months and one year, 24 hours and a day; but not 30 days and a month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from largeprint.text import units
from largeprint.text.digits import digits_in
from largeprint.text.matter import is_english, matter
from largeprint.text.values import (
    DIGITS,
    MEASURE,
    MONEY,
    MONEY_WORDS,
    MONTHS,
    NUMBER,
    SIGNS,
    TIME,
    WORDS,
    Figure,
    dates,
    number_of,
    period,
)

_BETWEEN = r"(?:working|business|calendar|consecutive|further|more|additional|full|other|whole)"

_SPAN = r"(?:second|minute|hour|day|week|month|year)"
_UNDER = r"age\ of|aged|under|over|below|above|younger\ than|older\ than|reached|turn(?:s|ed)?"
_OR_OLDER = r"(?:or\ older|or\ over|and\ over|and\ older)"
_NO_AGE = rf"(?!\w|[%.,]\d|\(|\ ?[%°-]|\ [a-z]*\ ?(?:{_SPAN}|{MONEY_WORDS})|\ [a-z]+s\b)"
"""What may not follow a number for it to be an age: "under 10 minutes", "under 5 %"."""
_BEFORE_A = r"(?:within|for|after|in|than|least|to|about|every|lasts?|takes?|is|most)"
_BEHIND_A = r"(?:ahead|before|after|later|earlier|late|in\ advance)"
_IDIOM = r"(?!\ (?:after|by)\ (?:another|day|one))"

_ENGLISH = re.compile(
    rf"""
    (?P<date1>\b\d{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?(?:{MONTHS})\b\.?(?:,?\ \d{{4}})?)
  | (?P<date2>\b(?:{MONTHS})\.?\ \d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)(?:,?\ \d{{4}})?)
  | (?P<date3>\b\d{{4}}-\d{{2}}-\d{{2}}\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}\b)
  | (?P<date4>\b(?:{MONTHS})\ \d{{4}}\b)
  | (?P<cash>(?:(?<!\w)(?:{SIGNS}))\ ?{DIGITS}(?:\ (?:thousand|million|billion))?)
  | (?P<cash2>\b{NUMBER}\ ?(?:{MONEY_WORDS})(?!\w))
  | (?P<share>(?:\b{NUMBER}\ ?(?:%|per\ ?cent\b)))
  | (?P<half>\bhalf\ (?:of\ )?(?:the|your|its)\b)
  | (?P<halfspan>\bhalf\ an?\ (?P<hu>{_SPAN})\b|\bhalf-?{_SPAN}\b)
  | (?P<quarter>\bquarter\ of\ an\ hour\b)
  | (?P<age>\b(?:(?:{_UNDER})(?:\ the\ age\ of)?\ (?P<a1>{NUMBER}){_NO_AGE}
        |(?P<a2>{NUMBER})(?:\ |-)(?:years?(?:\ |-)(?:old|of\ age|{_OR_OLDER})|{_OR_OLDER})
        |(?:be|at\ least)\ (?P<a3>\d\d?)(?=\ to\ [a-z]|\ or\ (?:older|over)|\s*(?:[.;,](?!\d)|$)))\b
        (?:\ years?(?:\ of\ age|\ old)?)?)
  | (?P<span>\b{NUMBER}(?:\ \(\d+\))?(?:[ -]+(?P<work>{_BETWEEN}))?[ -]+(?P<unit>{"|".join(TIME["en"])})\b{_IDIOM})
  | (?P<spana>\b{_BEFORE_A}\ (?P<ua>an?\ {_SPAN})\b|\b(?P<ub>an?\ {_SPAN})\ {_BEHIND_A}\b
        |\b(?P<uc>an?\ {_SPAN})'s?\ notice)
  | (?P<measure>\b{NUMBER}\ ?(?:{"|".join(sorted(MEASURE, key=len, reverse=True))})\b)
  | (?P<twice>\b(?:twice|{NUMBER}\ times)\b)
  | (?P<count>(?<![\w+/.-])(?:{NUMBER})(?![\w%°+/(-]|[.,]\d)(?=\ [a-z]))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(rf"\d|\b(?:{WORDS}|half|quarter|twice|an? {_SPAN})\b", re.IGNORECASE)
_RANGE = re.compile(
    rf"(?<![\w-])({DIGITS}|{WORDS})(?:\s(?:to|or)\s|(?<=\d)\s?[-–]\s?(?=\d))(?:{DIGITS}|{WORDS})[ -](?:{_BETWEEN} )?"
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
    return tuple(digits_in(text, language.split("-")[0].lower())) if any(map(str.isdecimal, text)) else ()


def _english(text: str) -> Iterator[Figure]:
    text = text.replace("’", "'").replace("\u00a0", " ")
    for found in _RANGE.finditer(text):
        number, unit = number_of(found[1]), found[2].lower().rstrip("s")
        if unit in units.TIME:
            yield period(
                number, unit, found[0], found.start(), found.end(), bool(re.search("working|business", found[0]))
            )
        else:
            yield Figure("share", number, found[0], found.start(), found.end())
    for found in _ENGLISH.finditer(text):
        name, words, start, end = found.lastgroup or "", found[0], *found.span()
        groups = found.groupdict()
        if any(groups[key] for key in ("date1", "date2", "date3", "date4")):
            if (value := dates(words)) is not None:
                yield Figure("date", value, words.rstrip("."), start, end)
        elif groups["cash"] or groups["cash2"]:
            sign = re.sub(rf"{NUMBER}|\s", "", words, flags=re.IGNORECASE).lower()
            yield Figure("amount", (MONEY.get(sign, sign), number_of(words)), words, start, end)
        elif groups["share"] or groups["half"]:
            yield Figure("share", number_of(words) if groups["share"] else 50.0, words, start, end)
        elif groups["halfspan"]:
            unit = re.sub(r"^half[ -](?:an? )?", "", words.lower())
            yield period(0.5, unit, words, start, end)
        elif groups["quarter"]:
            yield period(15, "minute", words, start, end)
        elif groups["age"]:
            years = groups["a1"] or groups["a2"] or groups["a3"]
            yield Figure("age", number_of(years), years if groups["a3"] else words, start, end)
        elif groups["span"]:
            unit = TIME["en"][groups["unit"].lower()]
            at_work = (groups["work"] or "").lower() in ("working", "business")
            yield period(number_of(words), unit, words, start, end, at_work)
        elif groups["spana"]:
            key = next(key for key in ("ua", "ub", "uc") if groups[key])
            yield period(1, groups[key].split()[1].lower(), groups[key], *found.span(key))
        elif groups["measure"]:
            unit = re.sub(rf"{NUMBER}|\s", "", words, flags=re.IGNORECASE).lower()
            yield Figure(MEASURE[unit], number_of(words), words, start, end)
        elif groups["twice"]:
            number = 2.0 if words.lower() == "twice" else number_of(words)
            yield Figure("count", number, words, start, end, frozenset(["times"]), True)
        elif name == "count" and (counted := _count(text, words, start, end)):
            yield counted


def _count(text: str, words: str, start: int, end: int) -> Figure | None:
    number = number_of(words)
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
