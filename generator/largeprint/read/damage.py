"""Damage in running text: links that were meant and are broken, markup that never ends.

In: the words of a paragraph and the stretches that the parser understood. Out: what is wrong in the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from largeprint.read.attributes import acts

_TEXT, _ANCHOR = r"\[(?P<text>[^\[\]\n]{1,200})\]", r"(?P<target>#[^\s()\[\]]{1,300})"
_BROKEN = (
    re.compile(_TEXT + r"\(" + _ANCHOR + r"(?=\s|$)"),
    re.compile(_TEXT + r"[ \t]+\(" + _ANCHOR + r"\)"),
    re.compile(_TEXT + r"\((?P<target>(?:#|[a-z]{3,6}:|www\.|\.{0,2}/)[^()\n]{0,500}[ \t][^()\n]{0,500})\)"),
    re.compile(_TEXT + r"\((?P<target>(?=[^()\n]{0,500}[ \t])[^()\n]{1,500}\.(?:md|html?|pdf)(?:#[^()\s]{0,300})?)\)"),
    re.compile(_TEXT + _ANCHOR + r"\)"),
    re.compile(r"\[(?P<text>[^\[\]\n]{1,200})\(" + _ANCHOR + r"\)"),
    re.compile(r"\(" + _ANCHOR + r"\)" + _TEXT),
)
"""The forms of damage: cut, parted by a blank, blanks in the target, a bracket gone, turned round."""

_CITED = re.compile(r"\W*(?:\d+|sic|[a-z])?\W*", re.IGNORECASE)
"""Brackets that people write with no link in mind, such as [1], [sic] and [...]; #4 is a number."""

_NUMBER = re.compile(r"#\d+")

_FENCE = re.compile(r"^[ \t]*+(?:`{3,}+[^`\n]*+|~{3,}+[^\n]*+)$", re.MULTILINE)


_MARKS = re.compile(r"\] ?\(|\]#|\(#|<[!?]|\{[:#]|```|~~~")
"""Without one of them nothing is damaged."""


@dataclass(frozen=True, slots=True)
class Damage:
    """``at`` is the offset in the text; the rest is as in a fault."""

    rule: str
    at: int
    message: str
    todo: str
    mend: tuple[str, str] | None = None
    """What stands there, and what would be whole."""


def damage_in(content: str, taken: Sequence[tuple[int, int]]) -> Iterator[Damage]:
    """What is damaged in ``content`` outside the stretches ``taken`` (start, end) that were understood."""
    if not _MARKS.search(content):
        return
    masked = list(content)
    for start, end in taken:
        masked[start:end] = [" "] * (end - start)
    plain = "".join(masked)
    seen: set[int] = set()
    for pattern in _BROKEN:
        for found in pattern.finditer(plain):
            if found.start() in seen:
                continue
            text, target = found["text"].strip(), found["target"].strip()
            if _NUMBER.fullmatch(target) or (_CITED.fullmatch(text) and "](" not in found[0]):
                continue
            seen.add(found.start())
            mend = f"[{text}](<{target}>)" if " " in target and not target.startswith("#") else f"[{text}]({target})"
            message = f'"{found[0]}" is a damaged link, and is shown as plain words.'
            yield Damage("link-malformed", found.start(), message, f'Mend: "{mend}"', (found[0], mend))
    for found in re.finditer(r"<!--|<!\[CDATA\[|<\?", plain):
        message = f'"{found[0]}" is never closed, and is shown as plain words.'
        yield Damage("markup-unsafe", found.start(), message, "Close it, or take it out.")
    for found in _FENCE.finditer(plain):
        message = "The code block that begins here is never closed, and is shown as plain words."
        fence = found[0].strip()
        todo = f'Close it with a line "{fence[: len(fence) - len(fence.lstrip(fence[0]))]}", or take this line out.'
        yield Damage("markup-unsafe", found.end() - len(found[0].lstrip()), message, todo)
    for found in re.finditer(r"\{[:#]([^{}\n]*)\}", plain):
        name = acts(found[1].strip())
        if name:
            message = f'The attribute "{name}" could act on the page; the list is shown as plain words.'
            yield Damage("markup-unsafe", found.start(), message, f'Take "{name}" out.')
