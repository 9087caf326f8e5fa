"""Places and firms that an English sentence names: words in capital letters that are known, or look like a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from babel import Locale

_CITIES = {
    "AE": "Dubai|Abu Dhabi",
    "AR": "Buenos Aires",
    "AT": "Vienna|Graz|Salzburg",
    "AU": "Sydney|Melbourne|Canberra|Brisbane",
    "BE": "Brussels|Antwerp",
    "BG": "Sofia",
    "BR": "São Paulo|Sao Paulo|Rio de Janeiro",
    "CA": "Toronto|Ontario|Montreal|Quebec|Vancouver|British Columbia|Ottawa",
    "CH": "Zurich|Zürich|Geneva|Bern|Basel|Lausanne",
    "CN": "Beijing|Shanghai|Shenzhen|Guangzhou",
    "CZ": "Prague",
    "DE": "Berlin|Frankfurt|Munich|Hamburg|Cologne|Nuremberg|Falkenstein|Düsseldorf|Leipzig|Bavaria",
    "DK": "Copenhagen",
    "EE": "Tallinn",
    "ES": "Madrid|Barcelona",
    "FI": "Helsinki",
    "FR": "Paris|Marseille|Lyon|Roubaix|Gravelines|Strasbourg",
    "GB": "London|Manchester|Edinburgh|Cardiff|Belfast|England|Scotland|Wales|Northern Ireland|Great Britain|Britain",
    "GR": "Athens",
    "HU": "Budapest",
    "IE": "Dublin|Cork",
    "IL": "Tel Aviv|Jerusalem",
    "IN": "Mumbai|Bangalore|Bengaluru|Delhi|Hyderabad",
    "IS": "Reykjavik",
    "IT": "Rome|Milan|Turin",
    "JP": "Tokyo|Osaka",
    "KR": "Seoul",
    "NL": "Amsterdam|Rotterdam|The Hague",
    "NO": "Oslo",
    "PL": "Warsaw|Krakow",
    "PT": "Lisbon|Porto",
    "RO": "Bucharest",
    "RU": "Moscow|Saint Petersburg",
    "SE": "Stockholm|Gothenburg",
    "TR": "Istanbul|Ankara|Turkey",
    "TW": "Taipei",
    "US": "New York|California|Virginia|Oregon|Ohio|Texas|Florida|Washington|Delaware|Nevada|Colorado|Massachusetts|"
    "Illinois|Chicago|San Francisco|Los Angeles|Seattle|Boston|Silicon Valley|Iowa|Utah|Connecticut",
    "ZA": "Cape Town|Johannesburg",
}
"""Cities and parts, each with its country: who names Frankfurt names Germany."""

_OTHER_NAMES = {
    "AT": "Austrian",
    "AU": "Australian",
    "BR": "Brazilian",
    "CA": "Canadian",
    "CH": "Swiss",
    "CN": "Chinese|mainland China|PRC",
    "DE": "German",
    "ES": "Spanish",
    "FI": "Finnish",
    "FR": "French",
    "GB": "UK|U.K.|British|English|Scottish|Welsh",
    "IE": "Irish",
    "IN": "Indian",
    "IT": "Italian",
    "JP": "Japanese",
    "KR": "Korea|Korean|Republic of Korea",
    "NL": "Dutch|Holland|the Netherlands",
    "NO": "Norwegian",
    "PL": "Polish",
    "RU": "Russian",
    "SE": "Swedish",
    "US": "US|USA|U.S.|U.S.A.|United States of America|American",
    "EU": "EU|EEA|European Union|European Economic Area|Europe|European|Member State|Member States|GDPR|the Union",
}
_AMBIGUOUS = frozenset(["Chad", "Georgia", "Jordan", "Jersey", "Guinea", "Man", "world"])
_LANGUAGES_TOO = frozenset(
    "german spanish finnish french english irish italian japanese korean dutch norwegian polish russian swedish "
    "chinese american british".split()
)
"""Adjectives that name a language as often as a place: they support a place, and are no claim of one."""

_CAPITAL = r"(?:[A-ZÀ-Þ][\w'&.-]*[\w&]|[A-Z](?![\w]))"
_RUN = re.compile(rf"{_CAPITAL}(?:(?:\ (?:of|the|de|&|da|du)){{0,2}}\ {_CAPITAL}|(?:\ (?:Inc|Ltd|Corp|Co)\.))*")
_COMPANY = re.compile(
    r"\b(?:Ltd|Limited|Inc|LLC|LLP|GmbH|Corp|Corporation|PLC|plc|AG|SE|S\.?A\.?|B\.?V\.?|Pte|AB|Oy|KG|Group|"
    r"Foundation)\b"
)
_KNOWN_FIRMS = frozenset(
    "google meta facebook amazon apple microsoft stripe paypal twitter linkedin instagram whatsapp tiktok "
    "youtube mailchimp cloudflare hotjar matomo mixpanel zendesk salesforce hubspot sendgrid twilio adyen "
    "klarna mastercard visa snapchat pinterest oracle ibm dropbox slack zoom fedex dhl hetzner ovh "
    "digitalocean akamai fastly sentry firebase adobe tencent alibaba baidu samsung huawei uber spotify "
    "netflix shopify intercom segment amplitude braze schufa experian equifax transunion".split()
)
_ROLE = re.compile(
    r"(?:\b(?:to|with|by|from|through|via|uses?|using|called|named|provider|partner|firm|company|processor|"
    r"operator|host|and|or|like|as)|[,(])\s*(?:the\s)?$"
)
_NO_FIRM = frozenset(
    "i january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday internet web wi-fi bluetooth christmas easter sms pin id ip gps "
    "pdf url email e-mail article section clause chapter annex schedule data protection officer supervisory "
    "authority act regulation directive court state states law official accounts yes no terms privacy policy "
    "cookie cookies standard contractual clauses commission parliament council ombudsman tan qr nfc".split()
)


@lru_cache(maxsize=1)
def _gazetteer() -> dict[str, str]:
    names = {
        str(name): code for code, name in Locale("en").territories.items() if len(code) == 2 and name not in _AMBIGUOUS
    }
    for table in (_CITIES, _OTHER_NAMES):
        names |= {name: code for code, row in table.items() for name in row.split("|") if name}
    return names


_SHORT = {"Hong Kong": "HK", "Macau": "MO", "Macao": "MO", "Czech Republic": "CZ", "Taiwan": "TW"}


def places(text: str) -> dict[str, str]:
    """The places that ``text`` names, each with the code of its country; "EU" for Europe and its union."""
    known = _gazetteer()
    found: dict[str, str] = {}
    for run in _RUN.finditer(text):
        words = run[0].removesuffix("'s").split()
        at = 0
        while at < len(words):
            for size in range(min(5, len(words) - at), 0, -1):
                name = " ".join(words[at : at + size]).strip(".,")
                code = known.get(name) or _SHORT.get(name)
                if code:
                    found[name] = code
                    at += size - 1
                    break
            at += 1
    return found


def claimed_places(text: str) -> dict[str, str]:
    """The places that ``text`` names as places: "French" may be a language."""
    return {name: code for name, code in places(text).items() if name.lower() not in _LANGUAGES_TOO and name != "GDPR"}


def is_city(name: str, code: str) -> bool:
    """Whether ``name`` is a place inside the country of that code, and not the country."""
    return name in _CITIES.get(code, "").split("|")


def firms(text: str) -> Iterator[str]:
    """What looks like the name of a firm: known, with a form such as Ltd, or a name where one is told who."""
    located = places(text)
    for run in _RUN.finditer(text):
        name = run[0].removesuffix("'s")
        words = name.split()
        if name in located or all(word.strip(".") in located or word.lower() in _NO_FIRM for word in words):
            continue
        first = not text[: run.start()].strip() or text[: run.start()].rstrip()[-1:] in '.:!?(“"'
        known = any(word.lower() in _KNOWN_FIRMS for word in words)
        if known or (_COMPANY.search(name) and len(words) > 1):
            yield name
        elif first or name.isupper() or any(word.lower() in _NO_FIRM or word in located for word in words):
            continue
        elif _ROLE.search(text[: run.start()]):
            yield name
