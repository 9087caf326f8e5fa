"""The front page; a site of one policy without one opens on the policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from largeprint.layers.front import EntryView, Front
from largeprint.outputs import assets, csp
from largeprint.outputs.registry import File, Publication, output
from largeprint.outputs.templates import render


@dataclass(frozen=True, slots=True)
class FrontView:
    """The values of ``reader/front.html`` and ``reader/opening.html``."""

    language: str
    direction: str
    title: str
    words_html: Markup
    canonical: str
    description: str
    demonstration: bool
    noindex: bool
    entries: tuple[EntryView, ...]
    alone: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    csp: str


@output("front")
def front_page(publication: Publication) -> Iterator[File]:
    """``index.html`` of the site."""
    front: Front = publication.front
    view = FrontView(
        language=front.language.code,
        direction=front.language.direction,
        title=front.title,
        words_html=front.words_html,
        canonical=publication.site.facts.address,
        description=front.description,
        demonstration=front.demonstration,
        noindex=front.noindex,
        entries=front.entries,
        alone=front.alone,
        styles=(assets.style().path,),
        scripts=(),
        csp=csp.PAGE,
    )
    name = "reader/opening.html" if front.alone else "reader/front.html"
    yield File("index.html", render(name, front.language.code, front=view))
