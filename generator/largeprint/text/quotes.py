"""Quotes: whether words stand in a text, exactly and in order, and what is nearest where they no longer do."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from largeprint.text.claims import Passage
from largeprint.text.sentences import sentences
from largeprint.text.words import split_words


def stands_in(words: str, text: str) -> bool:
    """Whether the words of ``words`` stand in ``text`` in a row; blanks and line breaks between them do not count."""
    wanted = f" {' '.join(split_words(words))} "
    return wanted.strip() != "" and wanted in f" {' '.join(split_words(text))} "


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


def sentences_of(passage: Passage, language: str) -> list[tuple[str, str]]:
    """The sentences of a passage, each with the id of the section that it stands in; headings are none."""
    found = []
    for section in passage.sections:
        identifier = section.section.anchor.id if section.section.anchor else passage.id
        bodies = (section.body.text, *(note.body.text for note in section.notes))
        found += [(identifier, sentence.text) for body in bodies for sentence in sentences(body, language)]
    return found
