"""Which changes of a returned packet the source can take, and the digest of the words as they would read then.

Each is tried: the source is edited in memory, read and rendered, and a change that does not give exactly the words that
came back, or that touches any other part, is left to a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from largeprint.layers.views import Layered
from largeprint.model.finding import Edit
from largeprint.model.policy import Edition, Site
from largeprint.model.signoff import Unit
from largeprint.read.edition import read_edition
from largeprint.records.approval import units_of
from largeprint.records.mends import apart, with_edits
from largeprint.records.returned import WHOLE, Answer, Edited, Portion
from largeprint.text.claims import passages_of
from largeprint.text.render import EditionText, render_edition


def fitting_of(
    site: Site, page: Layered, answer: Answer, portions: Mapping[str, Portion]
) -> tuple[tuple[Edited, ...], dict[str, Unit | None]]:
    """The changes that the source can take, tried together with the rest of their portion; and for what they touch what
    is approved with it as edited, None where not all of them can be taken, or the packet is of another text."""
    by_portion: dict[str, list[Edited]] = {}
    for each in answer.edited:
        by_portion.setdefault(each.portion.key, []).append(each)
    fits = {key for key, edited in by_portion.items() if _holds(page, edited, answer.texts[key])}
    fitting = tuple(each for each in answer.edited if each.portion.key in fits and each.change.edits)
    by_hand = {*by_portion, *(portion.key for portion in answer.missing)} - fits
    touched = {portions[key].id for key in {*by_portion, *by_hand} if key.startswith("s")}
    after = _rendered(page.text.edition, [edit for each in fitting for edit in each.change.edits])
    units = {unit.id: unit for unit, _ in units_of(site, page.policy, after)} if after and answer.current else {}
    edited: dict[str, Unit | None] = {}
    for key, portion in portions.items():
        question = next((q for q in page.text.questions if key[0] == "q" and q.question.anchor.id == portion.id), None)
        if question is None:
            continue
        passages = passages_of(site, page.text, question)
        behind = {s.section.anchor.id for passage in passages for s in passage.sections if s.section.anchor}
        if key in by_portion or key in by_hand or behind & touched:
            hand = any(k == key or (k[0] == "s" and portions[k].id in behind) for k in by_hand)
            edited[key] = None if hand else units.get(portion.id)
    if any(key[0] in "os" for key in {*by_portion, *by_hand}):
        edited[WHOLE] = None if any(key[0] in "os" for key in by_hand) else units.get("")
    return fitting, edited


def _holds(page: Layered, edited: Sequence[Edited], texts: tuple[str, str]) -> bool:
    """Whether the changes of a portion, made in the source, change the words of this portion and of no other."""
    edits = [edit for each in edited for edit in each.change.edits]
    if not all(each.change.edits for each in edited) or len(apart(edits)) != len(edits):
        return False
    after = _rendered(page.text.edition, edits)
    if after is None:
        return False
    portion = edited[0].portion
    before, now = _others(page.text, portion), _others(after, portion)
    return before == now and (_said(page.text, portion), _said(after, portion)) == texts


def _others(text: EditionText, portion: Portion) -> list[tuple[str, str]]:
    """Every other question and section with its digest, and the links of this one."""
    found = [(f"q{q.question.anchor.id}", q.digest) for q in text.questions]
    found += [(f"s{s.section.anchor.id if s.section.anchor else ''}", s.digest) for s in text.sections]
    links = [link.target for q in text.questions for link in q.question.links if q.question.anchor.id == portion.id]
    opening = [("o", text.edition.title + text.intro.text)] if portion.key != "o" else []
    mine = f"{portion.key[0]}{portion.id}"
    return [*opening, *((name, "" if name == mine else digest) for name, digest in found), ("links", " ".join(links))]


def _said(text: EditionText, portion: Portion) -> str:
    """All words of a portion, without any blank."""
    if portion.key == "o":
        parts = [text.edition.title, text.intro.text]
    elif portion.key[0] == "q":
        question = next((q for q in text.questions if q.question.anchor.id == portion.id), None)
        if question is None:
            return ""
        rows = (*((question.facts_head,) if question.facts_head else ()), *question.facts)
        parts = [question.heading.text, question.answer.text]
        parts += [cell.text for row in rows for cell in (row.label, row.value)]
    else:
        mine = [s for s in text.sections if (s.section.anchor.id if s.section.anchor else "") == portion.id]
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
