"""The table by language: everything that depends on one stands here, behind one value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from largeprint.text.vague import is_more, onward_words, vague_words

_WORDS_A_MINUTE = 230
"""Silent reading of English prose: 238 is the mean of 190 studies (Brysbaert 2019); legal text is slower."""

_CHARACTERS_A_MINUTE = {"zh": 380, "ja": 360, "th": 500, "lo": 500, "km": 500, "my": 500}
"""For scripts without blanks, where each character counts as a word (IReST means are of this order)."""


_LONGEST_ANSWER = 90
"""Words of a short answer: some 25 seconds, and a screen of a phone in large print."""


@dataclass(frozen=True, slots=True)
class Language:
    """What the tool knows of one language. ``code`` is the tag as in the folder's name."""

    code: str
    name: str
    """Its name in itself."""
    direction: str
    """"ltr" or "rtl"."""
    pace: int
    """Words a minute that a reader takes in; characters where words have no blanks between them."""

    @property
    def base(self) -> str:
        """The language without script and region: "zh" of "zh-Hans"."""
        return self.code.split("-")[0]

    @property
    def unit(self) -> str:
        """What a text is measured in: "words", or "characters" where words have no blanks between them."""
        return "characters" if self.base in _CHARACTERS_A_MINUTE else "words"

    @property
    def longest_answer(self) -> int:
        """How many words (or characters) a short answer may have: what a reader takes in in the same time."""
        exact = _LONGEST_ANSWER * self.pace / _WORDS_A_MINUTE
        return int(round(exact, -1))

    def is_vague(self, words: str) -> bool:
        """Whether the words of a link say nothing of where it leads: "here", "click here"."""
        return _bare(words) in vague_words(self.base)

    def is_more(self, words: str) -> bool:
        """Whether the words of a closing link only say that there is more, and are completed on the page."""
        return is_more(words) or _bare(words) in onward_words(self.base)

    def minutes(self, words: int) -> int:
        """Reading time of a number of words, in whole minutes, at least one."""
        return max(1, math.ceil(words / self.pace))

    def day(self, value: date, form: str = "long") -> str:
        """A date in this language. ``form`` is "long" or "medium"."""
        if self.code == "en":
            return f"{value.day} {format_date(value, 'MMMM' if form == 'long' else 'MMM', locale='en')} {value.year}"
        pattern = "yMMMMd" if form == "long" else "yMMMd"
        return str(format_skeleton(pattern, value, locale=_locale(self.code)))


@lru_cache
def language(code: str) -> Language:
    """The language of a tag. A tag that the tables do not know is written from left to right, by its own code."""
    locale = _locale(code)
    base = code.split("-")[0]
    known = locale.language == base
    name = (locale.get_display_name(locale) if known else None) or code
    direction = "rtl" if known and locale.text_direction == "rtl" else "ltr"
    return Language(code, name[0].upper() + name[1:], direction, _CHARACTERS_A_MINUTE.get(base, _WORDS_A_MINUTE))


@lru_cache
def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def _bare(words: str) -> str:
    """Words in small letters, without the signs around them."""
    return " ".join(words.casefold().split()).strip(".,:;!?…。，、：；！？·>»›→←«‹-–—()[]（）「」『』\"'“”„ ")
