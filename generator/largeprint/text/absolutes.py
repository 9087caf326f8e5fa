"""Words that promise without a gap ("never", "all", "only"), and words that open one ("except", "may"), in English."""

from __future__ import annotations

import re
from dataclasses import dataclass

_IDIOMS = re.compile(
    r"\b(?:not only|no longer|(?:no|not) later than|(?:no|not) (?:more|less|fewer) than|not (?:yet|necessarily|"
    r"always|all|every|everyone|everything|any ?more)|at all|if any|if not|or not|(?:at )?any time|"
    r"any (?:further )?(?:questions?|more|other way|of (?:these|those|this))|in any (?:case|event|way)|"
    r"all of (?:these|those|this)|all the same|above all|after all|only just|the only|no matter|no doubt|"
    r"nothing but|first of all|each other|all in all|not less)\b|^(?:yes|no)\b[,.]?",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|where|when|whenever|until|once|while|which|who|as long as|as far as|except|other than|"
    r"apart from)\b[^,.;:]*",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:never|no one|nobody|none|nothing|nowhere|neither|nor|cannot|not|no|without)\b|n['’]t\b", re.IGNORECASE
)
_TAKES_ALL = re.compile(
    r"\b(?:all|any|anyone|anybody|anything|every|everyone|everybody|everything|always|only|solely|exclusively|"
    r"completely|entirely|in full)\b",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:generally|usually|mostly|mainly|normally|typically|in principle|in most cases|as a rule|by default|"
    r"knowingly|with exceptions|some|often|for example|limited to|depends?|at least)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:except(?:ion|ions|ing)?|unless|other than|apart from|save (?:for|where|that|in|as)|however|(?:do|"
    r"does) not apply|not applicable|exclud(?:ed|es|ing)|in (?:some|certain|exceptional|rare|special|"
    r"individual) (?:cases?|circumstances|situations)|notwithstanding|provided that|subject to|depending on|"
    r"by default|generally|as a rule|in principle)\b",
    re.IGNORECASE,
)
_MAY = re.compile(r"\b(?:may|might|can|could|including|even (?:if|where|when))\b", re.IGNORECASE)
_SOME = re.compile(r"\bsome (?:of (?:the|our|your) )?(\w+)", re.IGNORECASE)
_EVEN = re.compile(r"\beven (?:if|where|when|though|without)\b|\bsince\b|\bbecause\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:only|solely|exclusively)\b", re.IGNORECASE)
_ADDS = re.compile(r"\b(?:also|as well|too|in addition|additionally|other purposes)\b", re.IGNORECASE)
_RELIEVES = re.compile(
    r"\b(?:may|might|can|could)\b[^.;,]{0,60}?\b(?:without|not)\b|\bnot (?:all|every|always)\b|\b(?:need|"
    r"have to) not\b|\bdo(?:es)? not (?:have|need) to\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:never|not|no|nobody|no one|none|nothing|cannot)\b[^;]*?[^;\w](?P<but>(?:except|unless|other than|"
    r"save for|save where|apart from|with the exception)\b(?P<rest>.*))",
    re.IGNORECASE | re.DOTALL,
)
_BACK = ("xcept", "nless", "ther than", "ave for", "ave where", "part from", "ith the exception")
"""What such a sentence has, without letters that may be capitals: looked for first, since few do."""
_YOURS = re.compile(
    r"^\s*(?:\w+\s+){1,2}?(?:(?:if|where|when|with|as|to|by|that|at|after)\s+)*(?:you|your|yours|"
    r"they (?:have )?agree\w*|the user|with consent|on request)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(
    r"[;:]|,? (?:but|and) (?=(?:we|you|they|it|our|do|does|never|cannot|not|is|are|will)\b)|, (?=\w+ )"
)

_OF_THE_TEXT = re.compile(
    r"\b(?:full text|this text|this policy|the policy|these terms|the terms|this page)\b.{0,40}\b(?:not|nothing|no)\b|"
    r"\b(?:not|nothing is|nowhere) (?:said|stated|named|settled|told|given)\b|\bno \w+ is (?:stated|named|given)\b|"
    r"\bno (?:\w+ )?(?:section|chapter|clause|paragraph|period)\b",
    re.IGNORECASE,
)
"""What says that the text says nothing cannot be found in it."""


@dataclass(frozen=True, slots=True)
class Absolute:
    """A clause that promises without a gap: the word that does, the clause, and whether it denies."""

    word: str
    clause: str
    denies: bool
    only: bool


def promises(claim: str) -> bool:
    """Whether an English sentence has a word that promises without a gap at all."""
    return bool(_DENIES.search(claim) or _TAKES_ALL.search(claim))


def absolutes(claim: str) -> tuple[Absolute, ...]:
    """The absolute clauses of an English sentence; none for one that is hedged."""
    if _HEDGED.search(claim):
        return ()
    found = []
    for clause in _CLAUSES.split(_IDIOMS.sub(" ", claim)):
        bare = _CONDITION.sub(" ", clause)
        denial, total = _DENIES.search(bare), _TAKES_ALL.search(bare)
        word = denial or total
        if word:
            only = bool(total and total[0].lower() in ("only", "solely", "exclusively"))
            found.append(Absolute(word[0], clause.strip(), bool(denial), only))
    return tuple(found)


def taken_back(claim: str) -> str:
    """The words by which an English sentence takes back its own denial; "" where it does not.

    A choice of the reader's is no gap: "unless you agree".
    """
    if not any(word in claim for word in _BACK):
        return ""
    found = _TAKEN_BACK.search(_IDIOMS.sub(lambda idiom: "-" * len(idiom[0]), claim))
    if found is None or _YOURS.search(found["but"]):
        return ""
    return claim[found.start("but") : found.end("but")]


def opening(sentence: str) -> tuple[str, str] | None:
    """The word of a sentence that opens a gap ("except") and what follows it; None where there is none."""
    found = _OPENS.search(sentence)
    return (found[0], sentence[found.end() :]) if found else None


def allowing(sentence: str) -> str:
    """The word of a sentence that allows ("may"), where it denies and limits nothing; else ""."""
    found = _MAY.search(sentence)
    main = _CONDITION.sub(" ", _EVEN.split(sentence)[0])
    return found[0] if found and not _DENIES.search(main) and not _ONLY.search(main) else ""


def adding(sentence: str) -> str:
    """The word of a sentence that adds somebody or something to what "only" leaves alone ("also"); else ""."""
    found = _ADDS.search(sentence)
    return found[0] if found and not _ONLY.search(sentence) else ""


def relieving(sentence: str) -> str:
    """The words of a sentence that relieve of what is always done: "may … without", "not all"; else ""."""
    found = _RELIEVES.search(sentence)
    return found[0] if found else ""


def of_the_text(sentence: str) -> bool:
    """Whether a sentence says of the text that it says nothing."""
    return bool(_OF_THE_TEXT.search(sentence))


def some_of(sentence: str) -> str:
    """What a sentence says that some of do something: "courses" of "some courses need …"; else ""."""
    found = _SOME.search(sentence)
    return found[1] if found else ""
