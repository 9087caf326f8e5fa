"""Which changes of a returned packet the source can take, and the digest of the words as they would read then.

Each is tried: the source is edited in memory, read and rendered, and a change that does not give exactly the words that
came back, or that touches any other part, is left to a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from largeprint.layers.occasion import Occasion
from largeprint.layers.page import lay_out
from largeprint.layers.views import Layered
from largeprint.model.finding import Edit
from largeprint.model.policy import Edition, Site
from largeprint.read.edition import read_edition
from largeprint.records.mends import apart, with_edits
from largeprint.records.returned import WHOLE, Answer, Edited, Unit
from largeprint.text.approved import question_digest
from largeprint.text.claims import passages_of
from largeprint.text.render import EditionText, render_edition


def fitting_of(
    site: Site, page: Layered, answer: Answer, units: Mapping[str, Unit]
) -> tuple[tuple[Edited, ...], dict[str, str]]:
    """The changes that the source can take, tried together with the rest of their unit; and for what they touch the
    digest of the words as edited, "" where not all of them can be taken."""
    by_unit: dict[str, list[Edited]] = {}
    for each in answer.edited:
        by_unit.setdefault(each.unit.key, []).append(each)
    edition = page.text.edition
    fits = {key for key, edited in by_unit.items() if _holds(page, edited, answer.texts[key])}
    fitting = tuple(each for each in answer.edited if each.unit.key in fits and each.change.edits)
    touched = {units[key].id for key in by_unit if key.startswith("s")}
    after = _rendered(edition, [edit for each in fitting for edit in each.change.edits])
    whole = fits == set(by_unit) and all(each.change.edits for each in answer.edited) and not answer.missing
    digests = {}
    for key, unit in units.items():
        question = next((q for q in page.text.questions if key[0] == "q" and q.question.anchor.id == unit.id), None)
        if question is None:
            continue
        behind = {
            s.section.anchor.id
            for passage in passages_of(site, page.text, question)
            for s in passage.sections
            if s.section.anchor
        }
        if key not in by_unit and not behind & touched:
            continue
        hand = [k for k in by_unit if k not in fits and (k == key or units[k].id in behind)]
        now = next((q for q in after.questions if q.question.anchor.id == unit.id), None) if after else None
        digests[key] = question_digest(site, after, now) if after and now and not hand and answer.current else ""
    if by_unit or answer.missing:
        edited_page = lay_out(site, page.policy, after, Occasion()) if after and whole and answer.current else None
        digests[WHOLE] = edited_page.digest if edited_page else ""
    return fitting, digests


def _holds(page: Layered, edited: Sequence[Edited], texts: tuple[str, str]) -> bool:
    """Whether the changes of a unit, made in the source, change the words of this unit and of no other."""
    edits = [edit for each in edited for edit in each.change.edits]
    if not all(each.change.edits for each in edited) or len(apart(edits)) != len(edits):
        return False
    after = _rendered(page.text.edition, edits)
    if after is None:
        return False
    unit = edited[0].unit
    before, now = _others(page.text, unit), _others(after, unit)
    return before == now and (_said(page.text, unit), _said(after, unit)) == texts


def _others(text: EditionText, unit: Unit) -> list[tuple[str, str]]:
    """Every other question and section with its digest, and the links of this one."""
    found = [(f"q{q.question.anchor.id}", q.digest) for q in text.questions]
    found += [(f"s{s.section.anchor.id if s.section.anchor else ''}", s.digest) for s in text.sections]
    links = [link.target for q in text.questions for link in q.question.links if q.question.anchor.id == unit.id]
    opening = [("o", text.edition.title + text.intro.text)] if unit.key != "o" else []
    mine = f"{unit.key[0]}{unit.id}"
    return [*opening, *((name, "" if name == mine else digest) for name, digest in found), ("links", " ".join(links))]


def _said(text: EditionText, unit: Unit) -> str:
    """All words of a unit, without any blank."""
    if unit.key == "o":
        parts = [text.edition.title, text.intro.text]
    elif unit.key[0] == "q":
        question = next((q for q in text.questions if q.question.anchor.id == unit.id), None)
        if question is None:
            return ""
        rows = (*((question.facts_head,) if question.facts_head else ()), *question.facts)
        parts = [question.heading.text, question.answer.text]
        parts += [cell.text for row in rows for cell in (row.label, row.value)]
    else:
        mine = [s for s in text.sections if (s.section.anchor.id if s.section.anchor else "") == unit.id]
        parts = [part for s in mine for part in (s.heading.text, s.body.text, *(n.body.text for n in s.notes))]
    return "".join("".join(parts).split())


def _rendered(edition: Edition, edits: Sequence[Edit]) -> EditionText | None:
    """The edition with edits made in its source; None where they cannot be made together."""
    sources = {path: text.encode("utf-8") for path, text in edition.sources}
    try:
        after = with_edits({edit.place.path: sources[edit.place.path] for edit in edits}, apart(edits))
    except (ValueError, KeyError):
        return None
    made = [(path, (after.get(path) or data).decode("utf-8")) for path, data in sources.items()]
    read = read_edition(edition.policy, edition.language, made[0], made[1:])
    return render_edition(replace(read, assets=edition.assets, evidence=edition.evidence))
