"""Quotes: whether words stand in a text, exactly and in order, and what is nearest where they no longer do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from largeprint.text.claims import Passage
from largeprint.text.render import Fragment, SectionText
from largeprint.text.sentences import sentences
from largeprint.text.words import read_html, split_words

_ROW = re.compile(r"(<tr>.*?</tr>)", re.DOTALL)
_STRESSED = re.compile(r"<(strong|em)>(.*?)</\1>", re.DOTALL)


def stands_in(words: str, text: str) -> bool:
    """Whether the words of ``words`` stand in ``text`` in a row; blanks and line breaks between them do not count.

    A sentence stands there too where the blank before it is missing ("… teams.See how."), a part of a word does not.
    """
    wanted, inside = " ".join(split_words(words)), " ".join(split_words(text))
    at = inside.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        if not (_joined(inside[at - 1 : at], wanted[0]) or _joined(wanted[-1], inside[end : end + 1])):
            return True
        at = inside.find(wanted, at + 1)
    return False


def _joined(before: str, after: str) -> bool:
    """Whether two signs belong to one word."""
    return all(sign.isalnum() or unicodedata.category(sign).startswith("M") for sign in (before or " ", after or " "))


def nearest(words: str, texts: Iterable[str], language: str) -> str:
    """The sentence of ``texts`` that is most like ``words``; "" where none shares half of it."""
    wanted = split_words(words)
    best, most = "", 0.5
    for text in texts:
        for sentence in sentences(text, language):
            matcher = SequenceMatcher(None, wanted, split_words(sentence.text), autojunk=False)
            if matcher.real_quick_ratio() > most and matcher.quick_ratio() > most and matcher.ratio() > most:
                best, most = sentence.text, matcher.ratio()
    return best


def quotable(section: SectionText, language: str) -> list[str]:
    """What can be quoted of a section, in order: its sentences, and each row of a table as one.

    A stressed lead-in ("**Optional details.** You may …") is quoted with what it leads in: alone it says nothing.
    """
    return [unit for body in (section.body, *(note.body for note in section.notes)) for unit in _units(body, language)]


def _units(body: Fragment, language: str) -> Iterator[str]:
    leads = tuple(filter(None, (read_html(inner).text.strip() for _, inner in _STRESSED.findall(body.html))))
    for part in _ROW.split(body.html):
        text = read_html(part).text
        if part.startswith("<tr"):
            yield " ".join(text.split())
            continue
        for line in text.split("\n"):
            said = [sentence.text for sentence in sentences(line, language)]
            if len(said) > 1 and said[0].endswith(leads):
                said[:2] = [f"{said[0]} {said[1]}"]
            yield from said


def quotable_in(passage: Passage, language: str) -> list[tuple[str, str]]:
    """What can be quoted of a passage, each with the id of the section that it stands in."""
    return [
        (section.section.anchor.id if section.section.anchor else passage.id, words)
        for section in passage.sections
        for words in quotable(section, language)
        if len(split_words(words)) > 1
    ]
