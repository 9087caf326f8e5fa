"""The lines under an answer that are no words of it: ``asks:``, readers' other wordings; ``moments:``, when an app
shows it. They stand in a paragraph of their own, or right under the key facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from largeprint.model.ids import fault_of
from largeprint.model.source import Place
from largeprint.read.prose import ProseReader

_LINE = re.compile(r"(?:(?P<asks>(?i:asks))|moments):[ \t]*(?P<words>.*)")
"""``moments:`` is read in small letters only: a feature may be called so, and begin a line of an answer."""

_MEANT = re.compile(r"(?i:(?P<word>ask|moment)s?)(?P<colon>[ \t]*[:：])?[ \t]*(?P<words>.*)")
"""A line that may have been meant as one of them, and is none."""

_MOMENT = re.compile(r"[^,\[\]]+")


@dataclass(slots=True)
class Asides:
    """What such lines of one question say; filled as it is read."""

    reader: ProseReader
    asks: list[str] = field(default_factory=list)
    moments: list[str] = field(default_factory=list)

    def take(self, inline: Token) -> bool:
        """Whether a paragraph holds nothing but such lines; then they are taken."""
        lines = [line.strip() for line in inline.content.split("\n")]
        found = [_LINE.fullmatch(line) for line in lines]
        starts = [0, *(at.end() for at in re.finditer("\n", inline.content))]
        if not all(found):
            self._look_at(inline, starts, lines, [each is not None for each in found])
            return False
        for start, line, each in zip(starts, inline.content.split("\n"), found, strict=True):
            self._keep(each, inline, start + len(line) - len(line.lstrip()))
        return True

    def _look_at(self, inline: Token, starts: list[int], lines: list[str], taken: list[bool]) -> None:
        """Tells of lines that are shown to readers, and were not meant to be."""
        for start, line, known in zip(starts, lines, taken, strict=True):
            meant = None if known else _MEANT.fullmatch(line)
            if meant and (any(taken) or _is_meant(meant)):
                message = f'"{line[:60]}" is shown to readers, with all of its paragraph.'
                todo = f'Begin it with "{meant["word"].lower()}s:", in small letters.'
                self.reader.fault("structure-invalid", self.reader.place(inline, start), message, todo)
                return
        if any(taken):
            first = taken.index(True)
            message = f'This "{lines[first].partition(":")[0]}:" line is shown to readers: other words are beside it.'
            todo = "Put a blank line between it and the words of the answer."
            self.reader.fault("structure-invalid", self.reader.place(inline, starts[first]), message, todo)

    def take_rows(self, table: list[Token]) -> None:
        """Takes them off the end of a table: written right under it, Markdown reads them as its last rows."""
        taken: list[tuple[Token, re.Match[str]]] = []
        while len(table) > 8:
            end = max(i for i, token in enumerate(table) if token.type == "tr_close")
            start = max(i for i, token in enumerate(table) if token.type == "tr_open")
            cells = [token for token in table[start:end] if token.type == "inline"]
            found = (
                _LINE.fullmatch(cells[0].content.strip()) if cells and not any(c.content for c in cells[1:]) else None
            )
            if not found:
                break
            taken.insert(0, (cells[0], found))
            del table[start : end + 1]
        for token, found in taken:
            self._keep(found, token, 0)

    def _keep(self, found: re.Match[str] | None, token: Token, start: int) -> None:
        if found is None or not found["words"].strip():
            return
        if found["asks"]:
            self.asks.append(found["words"].strip())
            return
        for named in _MOMENT.finditer(found["words"]):
            moment = named[0].strip()
            if moment:
                at = start + found.start("words") + named.start() + len(named[0]) - len(named[0].lstrip())
                self._moment(moment, self.reader.place(token, at))

    def _moment(self, moment: str, place: Place) -> None:
        wrong = fault_of(moment)
        if wrong:
            message = f'"{moment}" cannot be the name of a moment: {wrong}.'
            todo = "Write names of letters, digits and hyphens, parted by commas: moments: location-permission, sign-up"
            self.reader.fault("structure-invalid", place, message, todo)
        elif moment in self.moments:
            message = f'The moment "{moment}" is named twice under this question.'
            self.reader.fault("structure-invalid", place, message, "Name it once.")
        else:
            self.moments.append(moment)


def _is_meant(line: re.Match[str]) -> bool:
    """Whether a line that stands alone can have been meant for nothing else: a question, or names of moments."""
    if not line["colon"]:
        return False
    if line["word"].lower() == "ask":
        return line["words"].rstrip().endswith(("?", "？", "؟"))
    return not any(fault_of(named.strip()) for named in line["words"].split(","))
