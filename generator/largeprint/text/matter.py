"""What a sentence is about: its words as concepts, so that "we erase your file" meets "your records are deleted".

English has words that policies use for one another; other languages have their stems alone.

These are not the words of ``text/vocabulary/en.txt``. Those are for ranking, where a group that is too wide costs a
place or two, so that a word may stand in many groups, and phrases too. Here a word has one concept, and a common
concept makes two sentences be about the same thing, on which a rule reports. With the groups of that file in place of
``_ALIKE``, ``claim-overstates`` finds .77 of the labelled answers, which is under the .8 aimed at (with these, .83).
"""

from __future__ import annotations

import re

from largeprint.text.stems import stem, stems

Matter = frozenset[str]
"""Concepts, without words that every sentence has, without negations and modals, without numbers."""

_STOP = frozenset(
    "a about above after again all also always am an and another any anyone anything are as at away back be "
    "because been before being below besides between beyond both but by can cannot come comes could day did do "
    "does doing don done during each either else even ever every everyone everything except few first "
    "following for from further gets get got give given gives go goes had has have having he her here hers him "
    "his how however i if in inside into is it its itself just kind kinds last latest least let lets like made "
    "make makes making many may me might mine more most much must my myself need needed needs neither never no "
    "nobody none nor not nothing now of off on once one only onto or other others otherwise our ours out "
    "outside over own part particular per put re rather s same say says second set shall she should since so "
    "some somebody someone something soon still such t take taken takes than that the their theirs them "
    "themselves then there these they thing things this those through thus to together too two under unless "
    "until up upon us usually very via was way we well were what whatever when where whether which while who "
    "whole whom whose why will with within without would yes yet you your yours yourself example instance "
    "including include includes certain case cases etc three four five six seven eight nine ten half twice "
    "longer long later possible able apply applies generally provided depending circumstance circumstances".split()
)
"""Words that say nothing of the matter: joining words, pronouns, modals, negations, small numbers."""

_ALIKE = (
    "delete erase remove destroy overwrite deletion erasure removal gone wipe discard disappear",
    "keep store hold retain save preserve retention storage period",
    "share disclose transmit transfer disclosure pass hand forward provide",
    "receive recipient obtain",
    "collect gather record collection recording capture",
    "use process handle processing treat usage utilise utilize",
    "tell inform notify notice announce notification warn announcement message remind reminder hear",
    "ask request demand apply application",
    "answer reply respond response",
    "allow permit permission consent agree agreement authorise authorize approve approval released",
    "object objection opposition oppose refuse decline",
    "firm company business provider vendor supplier contractor partner third",
    "buy purchase order bought buyer acquire acquirer",
    "sell sale sold",
    "pay payment paid cost price fee charge costs",
    "refund repay reimburse returned return",
    "free gratis nothing cost",
    "child children minor kid pupil young",
    "parent guardian mother father",
    "photo picture image photograph video footage clip film camera",
    "phone telephone mobile call",
    "post mail letter",
    "staff employee team worker personnel colleague engineer engineers",
    "court judge judicial tribunal",
    "law legal lawful legally statute",
    "police authority authorities government officials agency",
    "ads ad advertising advertisement advertiser advert marketing promotional promotion",
    "safe secure security protect protection protected safeguard",
    "change amend alter modify update amendment",
    "end terminate cancel termination cancellation ends",
    "leave quit closing close closed",
    "start begin beginning commence",
    "place location country region located where stand stands",
    "server servers host hosting hosted",
    "see view look access reach read visible shown show display seen",
    "reveal publish published public online internet website web site",
    "choose pick select choice option settings setting",
    "account profile membership",
    "open create register registration sign signup",
    "member user customer",
    "doctor physician nurse medical health clinic patient",
    "rule rules condition conditions terms",
    "law statute",
    "fix mend repair repairs correct rectify correction",
    "help support assist assistance",
    "send sent dispatch deliver delivery",
    "check verify validate verification validation proof prove identity identify identification",
    "copy copies backup backups",
    "statistic statistics statistical aggregate aggregated analytics count measure",
    "secret secrecy confidential confidentiality",
    "damage loss harm lost",
    "liable liability responsible responsibility answerable",
    "duty obligation obligate oblige obliged compel require requirement required",
    "advice advise recommend",
    "lend loan credit",
    "house home flat apartment",
    "job employment employer recruit applicant",
    "lapse expire expiry expired",
    "network operator grid",
    "cheap discount reduction reduced",
    "complaint complain ombudsman",
    "overseas abroad foreign",
    "device computer tablet",
    "breach incident violation break",
    "people person persons individual individuals",
)
"""Words that policies use for one another. A word in two rows belongs to the first."""

_WEAK = frozenset(
    "data information personal personally detail detailed service services use thing certain policy privacy term "
    "time relevant user content system app application question day product person people circumstances purpose "
    "purposes set type types".split()
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
WEAK_WEIGHT = 0.35
"""What a word counts that stands in every second sentence of a policy."""


def _groups() -> dict[str, str]:
    groups: dict[str, str] = {}
    for row in _ALIKE:
        words = row.split()
        for word in words:
            groups.setdefault(stem(word, "en"), words[0])
    return groups


_GROUP = _groups()
_WEAK_STEMS = frozenset(_GROUP.get(stem(word, "en"), stem(word, "en")) for word in _WEAK)


class _Concepts(dict[str, str]):
    """The concept of each English word in lower case that was met; "" for one that says nothing of the matter."""

    def __missing__(self, word: str) -> str:
        known = "" if word in _STOP or len(word) == 1 else stem(word, "en")
        if len(self) < _MOST_WORDS:
            self[word] = _GROUP.get(known, known)
        return _GROUP.get(known, known)


_CONCEPTS = _Concepts()
_MOST_WORDS = 1 << 15


def matter(text: str, language: str) -> Matter:
    """The concepts of ``text``. ``language`` is a tag."""
    if not is_english(language):
        return frozenset(word for word in stems(text, language) if not word.isdecimal())
    return matter_of(words_of(text))


def words_of(text: str) -> set[str]:
    """The English words of ``text`` in lower case, each once."""
    text = text.lower()
    if "'" in text or "’" in text:
        text = text.replace("’", "'").replace("'s", "").replace("n't", " not")
    return set(_WORD.findall(text.replace("e-mail", "email") if "e-mail" in text else text))


def matter_of(words: set[str]) -> Matter:
    """The concepts of English words in lower case."""
    return frozenset(map(_CONCEPTS.__getitem__, words)) - _NONE


_NONE = frozenset([""])


def is_weak(concept: str) -> bool:
    """Whether a concept stands in so many sentences of policies that it says little."""
    return concept in _WEAK_STEMS


def strong(about: Matter) -> Matter:
    """The concepts that tell one sentence of a policy from another."""
    return about - _WEAK_STEMS


def is_english(language: str) -> bool:
    """Whether a tag is of English, for which there are lists of words."""
    return language == "en" or language.startswith("en-")
