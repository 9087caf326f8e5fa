"""The history of a policy: each release beside the one before it, told by question, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from largeprint.layers.occasion import Occasion
from largeprint.layers.page import lay_out
from largeprint.layers.redline import Part, Redline, redline, text_of
from largeprint.layers.views import DateView, Layered, PastView, day_view
from largeprint.model.addresses import HISTORY, REDLINE, edition_folder, page_file, relative
from largeprint.model.policy import Policy, Release, Site
from largeprint.records.anchors import anchors_of, standing_ids, ways
from largeprint.records.releases import broken, release_of, releases_of
from largeprint.text.claims import homes_of, passages_of, with_parts
from largeprint.text.difference import changes, in_words
from largeprint.text.render import EditionText, render_edition


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changed in an answer or a section. ``state``: "edited", "new", "gone", "moved"; ``words`` say it in short.

    ``href`` leads to it in the release.
    """

    state: str
    heading: str
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class AskedView:
    """A question of which something changed: its own answer (None: not), and sections that it rests on."""

    heading: str
    href: str
    answer: ChangeView | None
    sections: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """A release in the timeline. Addresses are relative to the timeline's folder; ``redline`` is "" for the first."""

    name: str
    day: DateView
    material: bool
    note: tuple[str, ...]
    href: str
    redline: str
    coming: bool
    questions: tuple[AskedView, ...]
    elsewhere: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A release with everything that is made of it: its pages by language, what changed, and the redline."""

    pages: tuple[Layered, ...]
    view: StepView
    redline: Redline | None


def steps(site: Site, policy: Policy, occasion: Occasion) -> Iterator[Step]:
    """The releases of a policy in their order, one at a time: a long history is never in memory whole."""
    anchors, _ = anchors_of(policy)
    names = [frozen.name for frozen in policy.frozen if broken(frozen) is None]
    before: EditionText | None = None
    for index, released in enumerate(releases_of(policy)):
        release = released.release
        if release is None or not released.editions:
            continue
        texts = [render_edition(edition) for edition in released.editions]
        bare = replace(released, editions=tuple(text.edition for text in texts))
        around = replace(site, policies=tuple(bare if each.id == policy.id else each for each in site.policies))
        until = names[index + 1] if index + 1 < len(names) else ""
        pages = tuple(_page(around, policy, bare, text, occasion, until) for text in texts)
        there = set(standing_ids(texts[0].edition))
        found = redline(before, texts[0], ways(anchors, there)) if before else None
        yield Step(pages, _step(around, bare, release, texts[0], found, occasion), found)
        before = texts[0]


def _page(site: Site, policy: Policy, released: Policy, text: EditionText, occasion: Occasion, until: str) -> Layered:
    folder = edition_folder(released, text.edition.language)
    release = released.release
    assert release is not None
    history = f"{policy.id}/{HISTORY}index.html"
    languages = {edition.language for edition in policy.editions}
    now = text.edition.language if text.edition.language in languages else policy.editions[0].language
    past = PastView(
        current=relative(page_file(edition_folder(policy, now)), folder),
        history=relative(history, folder),
        since=f"{relative(history, folder)}?since={release.day}#lp-{release.name}",
        until=day_view(text.language, date.fromisoformat(until[:10])) if until else None,
        coming=occasion.is_coming(release.day),
    )
    page = lay_out(site, released, text, replace(occasion, draft=False))
    return replace(page, past=past)


def _step(
    site: Site, released: Policy, release: Release, text: EditionText, found: Redline | None, occasion: Occasion
) -> StepView:
    page = f"{release.name}/index.html"
    asked, elsewhere = _told(site, text, found, page) if found else ((), ())
    return StepView(
        name=release.name,
        day=day_view(text.language, release.day),
        material=release.material,
        note=tuple(part.strip() for part in release.note.split("\n\n") if part.strip()),
        href=page,
        redline=f"{release.name}/{REDLINE}" if found else "",
        coming=occasion.is_coming(release.day),
        questions=asked,
        elsewhere=elsewhere,
    )


def _told(
    site: Site, text: EditionText, found: Redline, page: str
) -> tuple[tuple[AskedView, ...], tuple[ChangeView, ...]]:
    """What changed, by question: its answer, and the sections behind it; then what no answer leads to."""
    changed = {(part.kind, part.id): part for part in found.changed}
    told: set[tuple[str, str]] = set()
    asked = []
    for question in text.questions:
        own = changed.get(("question", question.question.anchor.id))
        told.add(("question", question.question.anchor.id))
        sections = []
        for identifier in _behind(site, text, question.question.anchor.id):
            part = changed.get(("section", identifier))
            if part is not None:
                told.add(("section", identifier))
                sections.append(_change(part, page))
        if own is not None or sections:
            href = f"{page}#{question.question.anchor.id}"
            answer = _change(own, page) if own else None
            asked.append(AskedView(question.heading.text, href, answer, tuple(sections)))
    rest = tuple(_change(part, page) for part in found.changed if (part.kind, part.id) not in told and part.title)
    return tuple(asked), rest


def _behind(site: Site, text: EditionText, question: str) -> list[str]:
    """The sections that an answer leads to, and those below them."""
    shown = next(each for each in text.questions if each.question.anchor.id == question)
    homes = homes_of(text)
    indices = [index for passage in passages_of(site, text, shown) for index in with_parts(text, homes[passage.id])]
    anchors = (text.sections[index].section.anchor for index in dict.fromkeys(indices))
    return [anchor.id for anchor in anchors if anchor]


def _change(part: Part, page: str) -> ChangeView:
    state = "moved" if part.moved and part.state == "same" else part.state
    before, after = ("\n".join(_lines(part, without)) for without in ("ins", "del"))
    words = in_words(changes(before, after)) if part.state == "edited" else ""
    href = f"{page}#{part.id}" if part.id and part.state != "gone" else ""
    return ChangeView(state, part.title, href, words)


def _lines(part: Part, without: str) -> Iterator[str]:
    op = "ins" if without == "ins" else "del"
    yield text_of(part.heading, op)  # type: ignore[arg-type]
    for block in part.blocks:
        yield " ".join(text_of(cell, op) for cell in block.cells)  # type: ignore[arg-type]


def coming(policy: Policy, day: date | None) -> Policy | None:
    """The next release that does not apply yet on a day; None where there is none, or no day was named."""
    if day is None:
        return None
    later = [frozen for frozen in policy.frozen if frozen.order[0] > day.isoformat() and broken(frozen) is None]
    return release_of(policy, later[0]) if later else None
