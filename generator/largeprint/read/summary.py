"""``summary.md``, the first layer: a title, an introduction, and questions with their short answers.

The form is that of the summary that people already write by hand, and it is taken as it stands.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from largeprint.model.policy import Anchor, Fact, Link, Note, Prose, Question
from largeprint.model.source import Place
from largeprint.read.asides import Asides
from largeprint.read.document import Document, Part
from largeprint.read.html import SCHEMES, scheme_of
from largeprint.read.meant import blocks_of, look_at
from largeprint.read.prose import ProseReader, words_between

_SENTENCE_ENDS = ".!?…:;。！？；।؟۔"
_CLOSERS = "\"'”’»)]）」』*_"
_BETWEEN_LINKS = re.compile(r"[\s,;|/·•&+–—-]*+(?:and|or)?[\s,;|/·•&+–—-]*+")
_MORE = re.compile(r"[^.…]{0,30}(?:\.\.\.|…|»|→)|more|read more|learn more|see more", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Summary:
    """The first layer of one edition."""

    title: str
    place: Place
    also: tuple[Anchor, ...]
    """Ids written at the title."""
    intro: Prose
    questions: tuple[Question, ...]
    notes: tuple[Note, ...]


def read_summary(document: Document, front_title: str = "") -> Summary:
    """The summary in a parsed file. Faults of its structure are left with the document's reader."""
    reader = document.reader
    parts = list(document.parts)
    lead = parts.pop(0) if parts and parts[0].level == 0 else None
    top = Place(reader.path)
    title, title_part = front_title, None
    if parts and (not front_title or parts[0].level == 1) and _is_title(parts):
        title_part = parts.pop(0)
        title = title_part.heading.text or title
    intro_tokens = [*(lead.tokens if lead else ()), *(title_part.tokens if title_part else ())]
    if not title:
        reader.fault("structure-invalid", top, "The summary has no title.", 'Begin it with a line "# Title".')
    if not parts:
        message = "The summary has no question." if title or intro_tokens else "The summary is empty."
        todo = 'Write a heading in the reader\'s words, such as "### What do you need?", and its answer under it.'
        reader.fault("structure-invalid", title_part.place if title_part else top, message, todo)
    levels = [part.level for part in parts]
    usual = max(set(levels), key=lambda level: (levels.count(level), -levels.index(level))) if levels else 0
    for part in parts:
        if part.level != usual:
            message = f"This heading has level {part.level}; the other questions have level {usual}."
            old, new = "#" * part.level, "#" * usual
            hashed = reader.lines[part.place.line - 1].startswith((f"{old} ", f"{old}\t"))
            todo = f'Begin it with "{new} ", as the other questions.'
            reader.fault("structure-invalid", part.place, message, todo, (old, new) if hashed else None)
    questions = tuple(_question(reader, part) for part in parts)
    place = title_part.place if title_part else top
    before = len(document.parts) - len(parts)
    notes = tuple(
        Note(d.label, reader.read(d.tokens), d.place, max(d.part - before, 0), summary=True)
        for d in document.definitions
    )
    return Summary(title, place, title_part.anchors if title_part else (), reader.read(intro_tokens), questions, notes)


def _is_title(parts: Sequence[Part]) -> bool:
    """The first heading is the title where it stands above the others, or alone; one of them may be wrong."""
    levels = [part.level for part in parts[1:]]
    return not levels or parts[0].level < max(set(levels), key=lambda level: (levels.count(level), level))


def _question(reader: ProseReader, part: Part) -> Question:
    answer, tail, asides, facts = [], [], Asides(reader), None
    for block in blocks_of(part.tokens):
        if block[0].type == "paragraph_open":
            if asides.take(block[1]):
                continue
            tail += _take_tail(reader, block[1])
            if not block[1].content.strip():
                continue
        elif block[0].type == "table_open" and facts is None and _columns(block) == 2:
            asides.take_rows(block)
            facts = _facts(reader, block)
            continue
        look_at(reader, block)
        answer += block
    head, rows = facts or (None, ())
    anchor = part.anchors[0] if part.anchors else Anchor("", part.place, written=False)
    return Question(
        anchor=anchor,
        heading=part.heading,
        place=part.place,
        answer=reader.read(answer),
        tail=tuple(tail),
        facts=rows,
        facts_head=head,
        asks=tuple(asides.asks),
        moments=tuple(asides.moments),
        also=part.anchors[1:],
    )


def _closes(target: str) -> bool:
    """Whether a link is shown below its answer: to this edition, or out of the policy. Any other stays in its words."""
    path = target.partition("#")[0]
    inside = path.endswith(".md") and not posixpath.normpath(path).startswith("..")
    return not path or scheme_of(target) in SCHEMES or inside


def _take_tail(reader: ProseReader, inline: Token) -> list[Link]:
    """Takes the links that close a paragraph off it: those behind the last sentence, or a paragraph of links alone."""
    children = inline.children or []
    cut = len(children)
    links: list[Link] = []
    while cut > 0:
        child = children[cut - 1]
        if child.type == "link_close":
            opening = max(i for i in range(cut) if children[i].type == "link_open")
            if not _closes(str(children[opening].attrs.get("href", ""))):
                break
            words = "".join(words_between(children, opening, "link_close"))
            place = reader.place(inline, children[opening].meta.get("at", 0))
            links.insert(0, Link(words, str(children[opening].attrs.get("href", "")), place))
            cut = opening
        elif child.type == "softbreak" or (child.type == "text" and _BETWEEN_LINKS.fullmatch(child.content)):
            cut -= 1
        else:
            break
    while cut < len(children) and children[cut].type != "link_open":
        cut += 1
    if not links or not (_ends_sentence(children[:cut]) or _MORE.fullmatch(links[0].text.strip())):
        return []
    end = children[cut].meta.get("at", 0) if cut < len(children) else len(inline.content)
    inline.children, inline.content = children[:cut], inline.content[:end]
    if inline.children and inline.children[-1].type == "text":
        inline.children[-1].content = inline.children[-1].content.rstrip()
    return links


def _ends_sentence(before: Sequence[Token]) -> bool:
    words = "".join(c.content if c.type in ("text", "code_inline") else " " for c in before if c.nesting == 0).rstrip()
    return not words or words.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS


def _columns(block: Sequence[Token]) -> int:
    return sum(token.type == "th_open" for token in block)


def _facts(reader: ProseReader, block: Sequence[Token]) -> tuple[Fact | None, tuple[Fact, ...]]:
    rows: list[list[Prose]] = []
    for index, token in enumerate(block):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            rows[-1].append(reader.read(block[index : index + 3]))
    facts = [Fact(row[0], _joined(row[1:])) for row in rows if row]
    head, body = facts[0], tuple(facts[1:])
    if not head.label and not head.value:
        return None, body
    if all(_is_strong(cell) for cell in (head.label, head.value)):
        return head, body
    return None, tuple(facts)


def _is_strong(cell: Prose) -> bool:
    """Whether all words of a cell are set strong, which is how a head row of key facts is told from a fact."""
    return all(
        token.content.startswith(("**", "__")) and token.content.endswith(("**", "__"))
        for token in cell.tokens
        if token.type == "inline"
    ) and bool(cell)


def _joined(cells: Sequence[Prose]) -> Prose:
    """The value of a row; a row with more cells than two keeps the words of all."""
    if len(cells) == 1:
        return cells[0]
    return Prose(
        tuple(token for cell in cells for token in cell.tokens),
        "\n".join(cell.text for cell in cells),
        tuple(link for cell in cells for link in cell.links),
        tuple(anchor for cell in cells for anchor in cell.anchors),
        tuple(note for cell in cells for note in cell.notes),
    )
