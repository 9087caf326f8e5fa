"""The history of a policy: each release whole, its redline, the timeline, the feed and the list for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from largeprint.layers.history import AskedView, ChangeView, Step, StepView, steps
from largeprint.layers.views import Layered
from largeprint.model.addresses import HISTORY, REDLINE, page_file, relative
from largeprint.model.policy import Policy
from largeprint.outputs import assets, csp
from largeprint.outputs.page import view_of
from largeprint.outputs.redline import RedlineView, parts_of
from largeprint.outputs.registry import File, Publication, output
from largeprint.outputs.templates import render

FEED, CHANGES = "changes.xml", "changes.json"


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The values of ``reader/history.html``. Addresses are relative to the timeline's folder."""

    language: str
    direction: str
    title: str
    policy: str
    feed: str
    demonstration: str
    steps: tuple[StepView, ...]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    canonical: str
    noindex: bool
    description: str = ""
    csp: str = csp.PAGE


@output("history")
def history(publication: Publication) -> Iterator[File]:
    """Everything under ``/POLICY/history/``, and the feed beside it; for each policy that was ever released."""
    for policy in publication.site.policies:
        if policy.frozen:
            yield from _history(publication, policy)


def _history(publication: Publication, policy: Policy) -> Iterator[File]:
    told: list[StepView] = []
    page: Layered | None = None
    for step in steps(publication.site, policy, publication.occasion):
        yield from _release(publication, step)
        if step.redline is not None:
            yield _redline(policy, step, told[-1])
        told.append(step.view)
        page = step.pages[0]
    if page is None:
        return
    folder, base = f"{policy.id}/{HISTORY}", publication.site.facts.address
    newest = tuple(reversed(told))
    now = next((each for each in publication.pages if each.policy.id == policy.id), page)
    view = TimelineView(
        language=page.language.code,
        direction=page.language.direction,
        title=now.title,
        policy=relative(page_file(now.folder), folder),
        feed=relative(f"{policy.id}/{FEED}", folder),
        demonstration=page.demonstration,
        steps=newest,
        styles=(relative(assets.style().path, folder), relative(assets.history_style().path, folder)),
        scripts=(relative(assets.history_script().path, folder),),
        canonical=base + folder if base else "",
        noindex=page.noindex,
    )
    yield assets.history_style()
    yield assets.history_script()
    yield File(page_file(folder), render("reader/history.html", page.language.code, page=view))
    yield File(f"{policy.id}/{CHANGES}", _changes(policy, newest))
    yield File(f"{policy.id}/{FEED}", _feed(publication, policy, now, newest))


def _release(publication: Publication, step: Step) -> Iterator[File]:
    for page in step.pages:
        view = view_of(
            publication,
            page,
            home="",
            copy="",
            styles=(relative(assets.style().path, page.folder),),
            scripts=(relative(assets.script().path, page.folder),),
            csp=csp.PAGE,
        )
        yield File(page_file(page.folder), render("reader/page.html", page.language.code, page=view))
        for address, data in page.text.edition.assets:
            yield File(page.folder + address, data)


def _redline(policy: Policy, step: Step, before: StepView) -> File:
    page = step.pages[0]
    assert step.redline is not None
    view = RedlineView(
        language=page.language.code,
        direction=page.language.direction,
        title=page.title,
        before=before.day.text,
        after=step.view.day.text,
        history=relative(f"{policy.id}/{HISTORY}index.html", page.folder),
        demonstration=page.demonstration,
        parts=parts_of(step.redline),
        styles=(relative(assets.style().path, page.folder), relative(assets.history_style().path, page.folder)),
    )
    return File(f"{page.folder}{REDLINE}", render("reader/redline.html", page.language.code, page=view))


def _changes(policy: Policy, newest: tuple[StepView, ...]) -> bytes:
    """``changes.json``: every release, the newest first, with what changed by question."""
    releases = [
        {
            "release": step.name,
            "effective": step.day.iso,
            "kind": "material" if step.material else "editorial",
            "note": list(step.note),
            "href": HISTORY + step.href,
            "redline": HISTORY + step.redline if step.redline else None,
            "questions": [_asked(asked) for asked in step.questions],
            "elsewhere": [_change(change) for change in step.elsewhere],
        }
        for step in newest
    ]
    value = {"policy": policy.id, "releases": releases, "version": 1}
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _asked(asked: AskedView) -> dict[str, object]:
    return {
        "question": asked.heading,
        "href": HISTORY + asked.href,
        "answer": _change(asked.answer) if asked.answer else None,
        "sections": [_change(change) for change in asked.sections],
    }


def _change(change: ChangeView) -> dict[str, object]:
    href = HISTORY + change.href if change.href else None
    return {"state": change.state, "heading": change.heading, "href": href, "words": change.words}


def _feed(publication: Publication, policy: Policy, now: Layered, newest: tuple[StepView, ...]) -> bytes:
    """An Atom feed (RFC 4287), an entry a release. Where the site's address is not known its ids are names."""
    base = publication.site.facts.address
    home = f"{base}{policy.id}/" if base else ""
    own = home or f"urn:largeprint:{policy.id}"

    def entry(step: StepView) -> str:
        said = step.note or tuple(asked.heading for asked in step.questions)
        link = f"<link href={quoteattr(home + HISTORY + step.href)}/>" if home else ""
        number = int(step.name.partition(".")[2] or 1)
        return (
            f"<entry><id>{escape(f'{own}#{step.name}' if home else f'{own}:{step.name}')}</id>"
            f"<title>{escape(f'{now.title}, {step.day.text}')}</title>"
            f"<updated>{step.day.iso}T00:00:{number:02d}Z</updated>{link}"
            f'<category term="{"material" if step.material else "editorial"}"/>'
            f"<summary>{escape(chr(10).join(said))}</summary></entry>\n"
        )

    links = ""
    if home:
        links = f'<link rel="self" href={quoteattr(home + FEED)}/><link href={quoteattr(home)}/>\n'
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(now.language.code)}>\n'
        f"<id>{escape(own)}</id><title>{escape(now.title)}</title>\n"
        f"<updated>{newest[0].day.iso}T00:00:00Z</updated>\n"
        f"<author><name>{escape(now.publisher or now.title)}</name></author>\n{links}"
    )
    return (head + "".join(map(entry, newest)) + "</feed>\n").encode("utf-8")
