"""The words of a text as a search compares them: stems, without the words that every sentence has.

Negations and modals are kept in every language: "may", "must", "never" and "only" are what a promise turns on.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""The Snowball stemmer of a language (M. F. Porter, https://snowballstem.org). Other languages keep their words."""

_STOP_WORDS = {
    "ar": "من في على إلى عن مع هذا هذه ذلك تلك التي الذي الذين و أو أن إن كما قد هو هي ثم",
    "cs": "a i v ve z ze na do o od po pro s se si je jsou být to ten ta tento tato toto který která které že",
    "da": "en et den det de af at i på til for med og eller er var være som der dette denne disse fra ved om",
    "de": "der die das den dem des ein eine einer eines einem einen und oder in im an am auf aus bei beim mit nach von "
    "vom zu zum zur für über um als wie ist sind war werden wird wurde dass dieser diese dieses diesem diesen es "
    "sich auch",
    "el": "ο η το οι τα του της των τον την και ή να σε στο στη στην στον στα από με για που είναι ως αυτό αυτή αυτά",
    "en": "a an the of to in on at by for from with into as and or is are was were be been being this that these those "
    "it its there which who whom such so than then have has had do does did",
    "es": "el la los las un una unos unas de del a al en y e o u por para con que se es son ser su sus como lo este "
    "esta estos estas esto",
    "fa": "و در به از که این آن را با برای یا است هم تا بر",
    "fi": "ja tai on ovat oli että se ne tämä nämä joka jotka kun kuin myös",
    "fr": "le la les l un une des du de d à au aux en et ou par pour avec que qu qui dans sur est sont être ce cet "
    "cette ces se s son sa ses comme y c",
    "hi": "का की के को से में पर और या है हैं था थे यह ये वह वे कि जो एक ने भी",
    "hu": "a az egy és vagy hogy ez ezek azok is van vannak volt",
    "it": "il lo la i gli le l un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla "
    "in nel nella nei nelle e ed o per con che si è sono essere su sul sulla come questo questa questi queste d",
    "nb": "en et ei den det de av å at i på til for med og eller er var være som dette denne disse fra ved om",
    "nl": "de het een van en of in op aan bij met naar voor uit te is zijn was worden wordt dat die dit deze als er om "
    "door",
    "pl": "a i w we z ze na do o od po dla się jest są być to ten ta te tego tej tych który która które że oraz lub",
    "pt": "o a os as um uma uns umas de do da dos das em no na nos nas e ou por pelo pela para com que se é são ser "
    "seu sua seus suas como este esta estes estas isto ao à aos às",
    "ro": "un o al a ai ale de la în din cu pe și sau pentru că care este sunt se acest această aceste",
    "ru": "и в во с со на по к ко о об от до из за для у или а что это эта этот эти как который которая которые",
    "sv": "en ett den det de av att i på till för med och eller är var vara som detta denna dessa från vid om",
    "tr": "bir bu şu ve veya ile için olan olarak da de ki",
    "uk": "і й та в у з із на до о об від по для або що це ця цей ці як який яка які",
}
"""By language, articles, joining words, and prepositions and auxiliaries that say nothing alone."""

_ALIKE = {"no": "nb", "nn": "nb"}
_STOPPED = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}

_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f]+)"
)
"""Runs of scripts that write no blank between words; and Hangul, where endings are written onto the words."""

_ENGLISH_NOT = re.compile(r"\b(?:(ca|wo|sha)n|(\w+)n)'t\b|\bcannot\b")
_FULL = {"ca": "can", "wo": "will", "sha": "shall"}


@lru_cache(maxsize=1 << 13)
def stems(text: str, language: str) -> tuple[str, ...]:
    """The stems of ``text`` in order, lower case, NFC, without stop words; nothing for a text without words.

    ``language`` is a tag ("en", "zh-Hans"). A run of a script without blanks gives its character bigrams, and a run of
    one character that character. A language without a stemmer gives its words.
    """
    base = language.split("-")[0].lower()
    stopped = _STOPPED.get(_ALIKE.get(base, base), frozenset())
    found: list[str] = []
    for word in _words(text, base):
        if word in stopped:
            continue
        if word.isascii():
            found.append(stem(word, base))
            continue
        for at, run in enumerate(_UNSPACED.split(word)):
            if at % 2 and len(run) > 1:
                found += (run[i : i + 2] for i in range(len(run) - 1))
            elif run:
                found.append(run if at % 2 else stem(run, base))
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def stem(word: str, base: str) -> str:
    """The stem of one lower-case word in a language (its base tag); the word itself where there is no stemmer."""
    algorithm = _ALGORITHMS.get(base)
    if algorithm is None or word.isdecimal():
        return word
    # A stemmer keeps the word it works on in itself, so that threads must not share one; making it costs nothing.
    return str(snowballstemmer.stemmer(algorithm).stemWord(word)) or word


def _words(text: str, base: str) -> list[str]:
    """The words in lower case. Signs part them, marks (vowel signs, tones) do not; invisible signs are left out."""
    text = unicodedata.normalize("NFC", text).replace("’", "'")
    if base in ("tr", "az"):
        text = text.replace("I", "ı").replace("İ", "i")
    text = text.lower()
    if base == "en":
        text = _ENGLISH_NOT.sub(_spelt_out, text).replace("'s", "")
    if text.isascii():
        return re.findall(r"[a-z0-9]+", text)
    return "".join(map(_sign, text)).split()


def _spelt_out(found: re.Match[str]) -> str:
    """ "don't" is "do not": what is said with an apostrophe is a negation too."""
    verb = _FULL.get(found[1], found[2]) if found[0] != "cannot" else "can"
    return f"{verb} not"


@lru_cache(maxsize=1 << 12)
def _sign(character: str) -> str:
    """A character as it counts within words: itself, nothing, or a blank."""
    kind = unicodedata.category(character)
    if kind[0] in "LNM":
        return character
    return "" if kind == "Cf" else " "
