"""Sentences: where they end, in the language of the text.

sentencex tells the ends for about 300 languages; it knows prose better than law. On top stand our merge rules, which
only ever take an end away: the abbreviations of legal texts, an open bracket, a sentence that goes on in lower case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sentencex import get_sentence_boundaries

_NEVER_LAST = {
    "en": (
        "abs al approx appx art arts cf cl cls col dr e.g ed eds eq esp est ex excl fig figs gen hon i.e incl "
        "jr lit max messrs min mr mrs ms mt no nos para paras pt pte pp prof ref reg regs resp rev s sch sec "
        "secs sect sr ss st subpara tel v viz vol vols vs"
    ),
    "de": (
        "abs allg anm art bsp bspw bzgl bzw ca d.h dr evtl ggf i.d.r i.s.d i.v.m inkl lit max mind nr nrn o.g "
        "prof rn s.o s.u sog st str tel u.a vgl z.b z.t ziff zzgl"
    ),
    "fr": "al art cf chap dr env ex fig incl m mm mme n p.ex par prof réf tél vol",
    "es": "apdo art arts cap dr dra ej núm p.ej pág párr prof sr sra vol",
    "it": "art artt c.d cap cfr dott es lett n nn p.es pag par prof sig",
    "pt": "al art arts cap dr dra ex inc n núm p.ex par pág prof sr sra vol",
    "nl": "art bijv ca d.w.z dhr dr evt incl lid m.b.t mevr nr o.a pag par prof resp t.a.v",
    "pl": "art dr im inż lit m.in min mgr np nr par pkt poz prof r tj tzn tzw ul ust zob",
    "ru": "абз гл г др им напр п пп пр см ст стр т.е ул ч",
}
"""By language, what ends in a point and has more to come, without its last point. English is known everywhere."""

_WORDS_TOO = frozenset(["no", "st", "min", "max", "ref", "ex", "est", "art", "sec", "par", "es", "ed", "m", "r"])
"""Of these, words as well, which may end a sentence ("We say no. You may go")."""

_LAST_WORD = re.compile(r"(?:^|[\s(\[\"'“‘«—–/])([^\s(\[\"'“‘«—–/]+)\.[\"'”’»)\]]*\s*$")
_LABEL = re.compile(r"\s*\([^\s()]{1,6}\)\s+")
_OPENERS, _CLOSERS = "([（「『【《〈", ")]）」』】》〉"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands: ``text[start:end]``, in code points, without the blanks around it."""

    text: str
    start: int
    end: int


def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of ``text``, line by line: a line break always parts. Nothing but blanks lies between them."""
    found: list[Sentence] = []
    at = 0
    for line in text.split("\n"):
        for start, end in _spans(line, language):
            words = line[start:end]
            found.append(Sentence(words, at + start, at + end))
        at += len(line) + 1
    return tuple(found)


def _spans(line: str, language: str) -> list[tuple[int, int]]:
    if not line.strip():
        return []
    base = language.split("-")[0].lower()
    label = _LABEL.match(line)  # "(c) " would be taken for the beginning of a bracket without an end
    skip = label.end() if label else 0
    ends = [skip + int(found["end_index"]) for found in get_sentence_boundaries(base, line[skip:])]
    spans: list[tuple[int, int]] = []
    start = 0
    for end in [*ends[:-1], len(line)] if ends else [len(line)]:
        if end < len(line) and _goes_on(line[start:end], line[end:], base):
            continue
        words = line[start:end]
        if words.strip():
            spans.append((start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
            start = end
    return spans


def _goes_on(before: str, after: str, language: str) -> bool:
    """Whether what ends here is no sentence yet."""
    following = after.lstrip()
    if not following or not before.strip():
        return True
    if sum(map(before.count, _OPENERS)) > sum(map(before.count, _CLOSERS)):
        return True
    if before.rstrip()[-1] in "!?。！？؟…":
        return False
    if following[0].islower() and before.rstrip().endswith((".", ")", "]")):
        return True
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last[1].lower()
    known = {*_NEVER_LAST["en"].split(), *_NEVER_LAST.get(language, "").split()}
    if word in known:
        return not (
            word in ("no", "s", "v", "st", "min", "max", "ref", "ex", "est", "art", "sec") and _begins(following)
        )
    single = len(word) == 1 and word.isalpha() and last[1].isupper()  # an initial: "J. Smith"
    return single and following[0].isupper() and bool(before.strip(". ")[:-1].strip())


def _begins(following: str) -> bool:
    """Whether a word behind an abbreviation that is a word too begins a sentence: "We say no. You may go"."""
    return following[0].isupper() and following[1:2].islower()
