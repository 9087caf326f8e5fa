"""``policy.md`` (or ``policy/NN-name.md``), the second layer: sections under their headings, and footnotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from largeprint.model.policy import Anchor, Note, Section
from largeprint.read.document import Document
from largeprint.read.meant import blocks_of, look_at


def read_full_text(documents: Sequence[Document]) -> tuple[tuple[Section, ...], tuple[Note, ...]]:
    """The sections of the files in their order, and their footnotes. Ids that are not written are left empty."""
    sections: list[Section] = []
    notes: list[Note] = []
    for document in documents:
        base = len(sections)
        for part in document.parts:
            anchor = part.anchors[0] if part.anchors else Anchor("", part.place, written=False)
            for block in blocks_of(part.tokens):
                look_at(document.reader, block)
            body = document.reader.read(part.tokens)
            sections.append(
                Section(
                    anchor=anchor if part.level else None,
                    heading=part.heading,
                    level=part.level,
                    place=part.place,
                    body=body,
                    also=part.anchors[1:],
                )
            )
        for definition in document.definitions:
            words = document.reader.read(definition.tokens)
            notes.append(Note(definition.label, words, definition.place, base + definition.part))
    return _with_title(sections), tuple(notes)


def _with_title(sections: list[Section]) -> tuple[Section, ...]:
    """The first heading is the title of the whole where it stands above all others and nothing stands before it."""
    headed = [section for section in sections if section.level]
    if len(headed) > 1 and headed[0] is sections[0] and all(s.level > headed[0].level for s in headed[1:]):
        return (replace(sections[0], title=True), *sections[1:])
    return tuple(sections)
