"""Damage in running text: links that were meant and are broken, markup that never ends.

In: the words of a paragraph and the stretches that the parser understood. Out: what is wrong in the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from largeprint.read.assets import KINDS
from largeprint.read.attributes import acts
from largeprint.read.undefined import CITED, Labels, undefined_in

_FILES = rf"\.(?:md|html?|pdf|{'|'.join(sorted(kind[1:] for kind in KINDS))})"
"""Endings of what a link or an image names."""

_TEXT, _ANCHOR = r"\[(?P<text>[^\[\]\n]{1,200})\]", r"(?P<target>#[^\s()（）\[\]]{1,300})"
_TARGET = (
    r"(?P<target>#[^\s()（）\[\]]{1,300}|(?:https?:|mailto:|tel:)[^\s()（）\[\]]{1,500}"
    r"|[^\s()（）\[\]]{1,300}" + _FILES + r"(?:#[^\s()（）\[\]]{0,300})?)"
)
_BROKEN = (
    re.compile(_TEXT + r"[ \t]*(?P<wide>（)" + _TARGET + r"[)）]"),
    re.compile(_TEXT + r"[ \t]*\(" + _TARGET + r"(?P<wide>）)"),
    re.compile(_TEXT + r"\((?P<target>(?:#|[a-z]{3,6}:|www\.|\.{0,2}/|\{\{)[^()\n]{0,500}[ \t][^()\n]{0,500})\)"),
    re.compile(_TEXT + r"\((?P<target>(?=[^()\n]{0,500}[ \t])[^()\n]{1,500}" + _FILES + r"(?:#[^()\s]{0,300})?)\)"),
    re.compile(_TEXT + r"\(" + _ANCHOR + r"(?=\s|$)"),
    re.compile(_TEXT + r"[ \t]+\(" + _ANCHOR + r"\)"),
    re.compile(_TEXT + _ANCHOR + r"\)"),
    re.compile(r"\[(?P<text>[^\[\]\n]{1,200})\(" + _ANCHOR + r"\)"),
    re.compile(r"\(" + _ANCHOR + r"\)" + _TEXT),
)
"""The forms of damage: brackets of another script, blanks in the target, cut, parted by a blank, a bracket gone, turned
round. What has blanks in its target looks cut, too, and a mend of that would leave half of it among the words."""

_NUMBER = re.compile(r"#\d+")
"""#4 is a number."""

_HELD = re.compile(r"\](?:\(|（#)")
"""Words and target side by side: nobody cites so."""

_FENCE = re.compile(r"^[ \t]*+(?:`{3,}+[^`\n]*+|~{3,}+[^\n]*+)$", re.MULTILINE)


_ESCAPED = re.compile(r"\\(.)", re.DOTALL)

_MARKS = re.compile(r"\][ \t]*[(（]|\][#\[]|\(#|\[\^|<[!?]|\{[:#]|```|~~~")
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


def damage_in(content: str, taken: Sequence[tuple[int, int]], labels: Labels) -> Iterator[Damage]:
    """What is damaged in ``content`` outside the stretches ``taken`` (start, end) that were understood.

    ``labels`` are those that the page defines.
    """
    if not _MARKS.search(content):
        return
    masked = list(content)
    for start, end in taken:
        masked[start:end] = [" "] * (end - start)
    plain = "".join(masked)
    yield from _links(plain, labels)
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


def _links(plain: str, labels: Labels) -> Iterator[Damage]:
    """The damaged links, each told once, however many forms of damage it has."""
    plain = _ESCAPED.sub(lambda found: "  " if found[1] in "[]()" else found[0], plain)  # meant as words
    told: list[tuple[int, int]] = []
    for pattern in _BROKEN:
        for found in pattern.finditer(plain):
            text, target = found["text"].strip(), found["target"].strip()
            if _NUMBER.fullmatch(target) or (CITED.fullmatch(text) and not _HELD.search(found[0])):
                continue
            if any(found.start() < end and start < found.end() for start, end in told):
                continue
            told.append(found.span())
            message = f'"{found[0]}" is a damaged link, and is shown as plain words.'
            if "wide" in found.groupdict():
                message = f'"{found[0]}" is shown as plain words: "{found["wide"]}" is no bracket of a link.'
            mend = _whole(text, target)
            todo = f'Mend: "{mend}"' if mend else "Take the blanks out of its target."
            if target.startswith("{{"):
                todo = "Write the address itself: nothing is filled in here."
            yield Damage("link-malformed", found.start(), message, todo, (found[0], mend) if mend else None)
    for missed in undefined_in(plain, labels):
        if not any(missed.start < end and start < missed.end for start, end in told):
            yield Damage("link-malformed", missed.start, missed.message, missed.todo, missed.mend)


def _whole(text: str, target: str) -> str:
    """The link as it would be whole; "" where that cannot be known."""
    if target.startswith("{{"):
        return ""
    if not target.startswith("#"):
        return f"[{text}](<{target}>)" if " " in target else f"[{text}]({target})"
    target = "#" + target[1:].strip()
    return "" if re.search(r"\s", target) else f"[{text}]({target})"
