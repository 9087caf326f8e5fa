"""Kinds of data that an English sentence names, so that "your fingerprints" is missed where no section has them."""

from __future__ import annotations

import re
from functools import lru_cache

_KINDS = {
    "names": "nickname|surname|first name|last name|full name|user ?name|(?:your|their|his|her|with|of|for|and|"
    ",|the|:) names?"
    "|names? (?:and|of|,)|initials",
    "email addresses": "e-?mail",
    "phone numbers": "(?:tele)?phone|mobile|cell ?phone|telephone|number to call",
    "postal addresses": "(?:postal|home|street|billing|delivery|shipping|mailing|your) address(?:es)?|postcode|"
    "zip code|"
    "(?:name and|where you live|residence)|(?<!ip )(?<!email )(?<!e-mail )address(?:es)?",
    "dates of birth": "dates? of (?:your )?birth|birthdays?|birth ?dates?|year of (?:your )?birth|\\bage\\b|born",
    "identity documents": "passports?|identity (?:card|document)s?|id (?:card|document)s?|identification|"
    "driving licences?|"
    "driver'?s licen[sc]es?|government ids?|copy of your id|\\bids?\\b|social security numbers?|"
    "national insurance numbers?",
    "locations": "locations?|gps|whereabouts|where you are|geo\\w+|positions?|places?",
    "contacts": "contacts|address books?|contact list|phone book|friends",
    "photos": "photo\\w*|pictures?|images?|videos?|footage|clips?|camera|film\\w*|recording|selfies?|scan",
    "voice recordings": "voice\\w*|recording|audio|calls?|record\\w*|speech|says?",
    "fingerprints": "finger ?prints?|biometric\\w*",
    "faces": "\\bfac(?:e|es|ial)\\b|biometric\\w*|photo\\w*|selfies?",
    "health data": "health|medical|diagnos\\w+|illness\\w*|diseases?|medication|patients?|symptoms?|disabilit\\w+",
    "heart rates": "heart ?rates?|pulse|heartbeat|vital",
    "religion": "religio\\w+|faith|beliefs?|philosophical",
    "ethnic origin": "ethnic\\w*|\\brac(?:e|ial)\\b|origin",
    "political opinions": "politic\\w+|trade union|opinions?",
    "sexual orientation": "sexual\\w*|sex life|orientation",
    "payment cards": "(?:credit|debit|payment|bank) ?cards?|card (?:numbers?|details|data)|cards?|cvv",
    "bank details": "bank (?:account|details)\\w*|account numbers?|iban|sort code|bank",
    "IP addresses": "ip[- ]address\\w*|internet (?:protocol )?address\\w*|\\bip\\b",
    "browser types": "browsers?|user agent",
    "serial numbers": "serial numbers?|imei|device (?:id|identifier)\\w*|identif\\w+|advertising id",
    "browsing histories": "browsing (?:history|behaviou?r|habits)|web history|pages? (?:that )?you (?:visit|"
    "look)\\w*|visit\\w*|"
    "websites? (?:that )?you visit|history",
    "search queries": "search (?:quer\\w+|terms?|history)|searche?s?|what you search",
    "salaries": "salar\\w+|incomes?|pay ?slips?|wages?|earnings",
    "criminal records": "criminal\\w*|convictions?|offen[cs]es",
    "passwords": "passwords?|pass ?codes?|credentials?",
    "genetic data": "genetic\\w*|dna|genom\\w+",
    "gender": "genders?|\\bsex\\b",
    "nationality": "nationalit\\w+|citizenship",
}
"""By kind, how the full text may say it; wide, so that only what is missing is said to be missing."""

_CLAIMS = {
    "names": "your (?:full |real |first |last )?name",
    "email addresses": "e-?mail address(?:es)?",
    "phone numbers": "(?:tele)?phone numbers?|mobile numbers?",
    "postal addresses": "(?:postal|home|street|billing) address(?:es)?",
    "dates of birth": "dates? of birth|birthdays?|birth ?dates?",
    "identity documents": "passports?|identity (?:card|document)s?|driving licences?|driver'?s licen[sc]es?|"
    "social security numbers?",
    "locations": "(?:your|precise|exact) (?:precise |exact )?location|gps",
    "contacts": "your contacts|address books?|contact list",
    "photos": "your photos|photos of you|photo of you",
    "voice recordings": "voice ?prints?|voice recordings?|your voice",
    "fingerprints": "finger ?prints?",
    "faces": "your face|face recognition|facial \\w+|faceprints?",
    "health data": "health data|health information|medical (?:records?|data|history)|diagnos[ei]s",
    "heart rates": "heart ?rates?|your pulse",
    "religion": "religions?|religious beliefs?",
    "ethnic origin": "ethnic(?:ity| origin)|your race",
    "political opinions": "political (?:opinions?|views?)",
    "sexual orientation": "sexual orientation|sex life",
    "payment cards": "(?:credit|debit|payment) card(?: number)?s?|card (?:numbers?|details)",
    "bank details": "bank (?:account|details)\\w*|account numbers?|iban",
    "IP addresses": "ip[- ]address(?:es)?",
    "browser types": "browser types?|type of (?:your )?browser",
    "serial numbers": "serial numbers?|imei|device identifiers?|advertising ids?",
    "browsing histories": "browsing (?:history|behaviou?r|habits)",
    "search queries": "search (?:quer(?:y|ies)|terms?|history)|your searches",
    "salaries": "salar(?:y|ies)|your income|pay ?slips?",
    "criminal records": "criminal records?|convictions?",
    "passwords": "your passwords?",
    "genetic data": "genetic data|dna",
    "gender": "your gender",
    "nationality": "nationality|citizenship",
}
"""By kind, how an answer says that it is about it; narrow."""


_BEGINNINGS = (
    "name addr phon tele mobi numb birt date pass iden driv soci loca gps cont phot voic fing face faci heal "
    "medi diag hear puls reli ethn race poli sexu sex card bank acco iban ip brow seri imei devi adve sear "
    "sala inco pay crim conv gene dna gend nati citi"
).split()
_SAID = {kind: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for kind, words in _CLAIMS.items()}
_BY_BEGINNING = {letters: [kind for kind, words in _CLAIMS.items() if letters in words] for letters in _BEGINNINGS}
"""First letters of words of the above, and what they may begin: few sentences have one."""


def claimed_kinds(text: str) -> dict[str, str]:
    """The kinds of data that ``text`` names, each with its words."""
    near = {kind for word in re.findall(r"[a-z]+", text.lower()) for kind in _BY_BEGINNING.get(word[:4], ())}
    found = ((kind, _SAID[kind].search(text)) for kind in _CLAIMS if kind in near)
    return {kind: match[0] for kind, match in found if match}


@lru_cache(maxsize=64)
def _wide(kind: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_KINDS[kind]})", re.IGNORECASE)


def names_kind(text: str, kind: str) -> bool:
    """Whether ``text`` may be about a kind of data."""
    return bool(_wide(kind).search(text))
