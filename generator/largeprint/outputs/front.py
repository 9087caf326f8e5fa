"""The front page; a site of one policy without one opens on the policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from largeprint.layers.front import EntryView, Front
from largeprint.layers.preview import Preview
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
    preview: Preview | None = None


@output("front")
def front_page(publication: Publication) -> Iterator[File]:
    """``index.html`` of the site."""
    name = "reader/opening.html" if publication.front.alone else "reader/front.html"
    yield File("index.html", render(name, publication.front.language.code, front=view_of(publication)))


def view_of(publication: Publication, **form: object) -> FrontView:
    """The front page's values; ``form`` are those in which a preview differs."""
    front: Front = publication.front
    values: dict[str, object] = {
        "language": front.language.code,
        "direction": front.language.direction,
        "title": front.title,
        "words_html": front.words_html,
        "canonical": publication.site.facts.address,
        "description": front.description,
        "demonstration": front.demonstration,
        "noindex": front.noindex,
        "entries": front.entries,
        "alone": front.alone,
        "styles": (assets.style().path,),
        "scripts": (),
        "csp": csp.PAGE,
    }
    return FrontView(**{**values, **form})  # type: ignore[arg-type]
