"""Text that reads otherwise than it is: direction controls, invisible and look-alike characters, false addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from largeprint.check.links import links_of
from largeprint.check.registry import Freedom, Subject, rule
from largeprint.model.finding import Edit, Fault, Severity
from largeprint.model.source import Place

_ISOLATES = "\u2066\u2067\u2068"
_POP_ISOLATE = "\u2069"
_MARKS = "\u200e\u200f\u061c"
_JOINERS = "\u200c\u200d"
_BREAKS = "\u000b\u000c\u0085\u2028\u2029"
"""They part words or lines, so that a blank has to take their place."""

_TURNING = frozenset(["LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"])
_SUSPECT = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ue000-\uf8ff\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""Controls, invisible characters, fillers, private use, tags. Lawful uses are let through below."""

_LOOKALIKES = frozenset("аеорсухіјѕԁһԛԝҽАВЕКМНОРСТХУІЈЅοαρνικυΑΒΕΖΗΙΚΜΝΟΡΤΥΧɡ")
"""Letters that are drawn as Latin ones."""

_STRANGE = ("ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "FULLWIDTH LATIN", "MATHEMATICAL")
"""Beginnings of the names of letters of which nearly all have a Latin double; within a Latin word none is lawful."""

_FLAG = re.compile("\U0001f3f4[\U000e0061-\U000e007a\U000e0030-\U000e0039]{2,6}\U000e007f")
"""A flag of a region such as Wales: the only lawful use of tag characters."""

_WORD = re.compile(r"[^\W\d_]+")
_RTL = re.compile("[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINING = re.compile("[\u0600-\u0dff\u1000-\u109f\u1780-\u18af\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
_MOST = 50


@rule("text-deceptive", Severity.ERROR, Freedom.ASIDE)
def text_deceptive(subject: Subject) -> Iterator[Fault]:
    """Characters that make a text read otherwise than it is, or a link that shows one address and leads to another.

    It finds controls that turn the direction of writing (unless they isolate a stretch on a line of a right-to-left
    text), characters without a shape, private ones, words that mix Latin letters with others drawn alike, and links
    whose words are another address than theirs. Joiners in Persian, Hindi and emoji are lawful, and pass.

    Why it matters: counsel approves what the eye sees, and these are what the eye does not see. A person who listens
    to the page, searches it or copies from it meets another text than the one that was approved.

    What to do: take the character out, or write the word in one script. ``largeprint check --mend`` takes invisible
    characters out after asking; where the direction turns, look at the line yourself, since its order will change.

    Set it aside only where the characters are the matter of the text, such as a name that is written so.
    """
    for path, text in subject.edition.sources:
        found = 0
        for number, line in enumerate(text.split("\n"), start=1):
            if line.isascii() and not _SUSPECT.search(line):
                continue  # nearly every line
            for column, message, todo, mend in _in_line(line):
                found += 1
                if found <= _MOST:
                    place = Place(path, number, column)
                    yield Fault("text-deceptive", place, message, todo, Edit(place, *mend) if mend else None)
    for link in links_of(subject):
        shown = re.fullmatch(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?:[/?#]\S*)?", link.text.strip(), re.IGNORECASE)
        if shown and not link.image and link.target.startswith(("http://", "https://")):
            host = (urlsplit(link.target).hostname or "").removeprefix("www.")
            if shown[1].lower().removeprefix("www.") != host:
                message = f'The words show "{shown[1]}", and the link leads to "{host}".'
                yield Fault("text-deceptive", link.place, message, "Let the words say where it leads.")


def _in_line(line: str) -> Iterator[tuple[int, str, str, tuple[str, str] | None]]:
    """What is wrong in a line: column, message, what to do, and what may go there instead of what."""
    right_to_left = bool(_RTL.search(line))
    balanced = sum(line.count(c) for c in _ISOLATES) == line.count(_POP_ISOLATE)
    flags = list(_FLAG.finditer(line))
    for found in _SUSPECT.finditer(line):
        character = found[0]
        if right_to_left and (character in _MARKS or (balanced and character in _ISOLATES + _POP_ISOLATE)):
            continue
        if character > "\U000e0000" and any(f.start() < found.start() < f.end() for f in flags):
            continue
        if character in _JOINERS and _joins(line, found.start()):
            continue
        message = f"{_name(character)} cannot be seen here, and can make the text read otherwise than it is."
        if character in _BREAKS:
            yield found.start() + 1, message, "Put a blank in its place.", (character, " ")
        else:
            yield found.start() + 1, message, "Take it out.", None if _for_a_person(character) else (character, "")
    for found in _WORD.finditer(line):
        if found[0].isascii():
            continue
        odd = [c for c in found[0] if c in _LOOKALIKES or unicodedata.name(c, "").startswith(_STRANGE)]
        if odd and any(unicodedata.name(c, "").startswith("LATIN") for c in found[0]):
            at = found.start() + found[0].index(odd[0])
            message = f'"{found[0]}" mixes Latin letters with {_name(odd[0])}, which is drawn alike.'
            yield at + 1, message, "Write the word in one script.", None


def _for_a_person(character: str) -> bool:
    """Whether taking a character out is not certain: one that turns the direction, or stands for a private sign."""
    return unicodedata.bidirectional(character) in _TURNING or unicodedata.category(character) == "Co"


def _joins(line: str, at: int) -> bool:
    before, after = line[at - 1 : at], line[at + 1 : at + 2]
    return bool(_JOINING.match(before)) and (not after or bool(_JOINING.match(after)) or line[at] == "\u200c")


def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, 'unnamed character')}"
