"""A receipt of approvals as one HTML file, and the same for paper. It holds names: never a part of the site."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import starmap

from markupsafe import Markup

from largeprint.layers.receipt import PartView, Receipt, TextView
from largeprint.layers.views import NoteView, SectionView
from largeprint.outputs import csp
from largeprint.outputs.assets import lean
from largeprint.outputs.offline import data_address
from largeprint.outputs.stand_alone import stand_alone
from largeprint.outputs.templates import render, template_root
from largeprint.text.render import SectionText


@dataclass(frozen=True, slots=True)
class PartPage:
    """A part as it is shown: its answer, key facts with their head first, and footnotes."""

    part: PartView
    place: str
    answer: Markup
    facts: tuple[tuple[Markup, Markup], ...]
    notes: tuple[tuple[int, Markup], ...]
    leads: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A section as it is shown, with its level in the document."""

    place: str
    level: int
    heading: Markup
    body: Markup
    notes: tuple[tuple[int, Markup], ...]


@dataclass(frozen=True, slots=True)
class TextPage:
    """A text as it is shown. ``key`` makes its ids its own."""

    key: str
    view: TextView
    intro: Markup
    parts: tuple[PartPage, ...]
    sections: tuple[SectionPage, ...]


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """The values of ``review/receipt.html``."""

    receipt: Receipt
    texts: tuple[TextPage, ...]
    hows: tuple[str, ...]
    inline_style: Markup
    csp: str
    noindex: bool = True
    description: str = ""
    canonical: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def as_html(receipt: Receipt) -> bytes:
    """The HTML file: no script, nothing from elsewhere. The PDF is made from it too."""
    sources = [template_root() / "assets" / name for name in ("review.css", "packet.css", "receipt.css")]
    style = "".join(lean(path.read_text("utf-8")) for path in sources)
    given = {each.how for text in receipt.texts for part in text.parts for each in part.given}
    page = ReceiptPage(
        receipt,
        tuple(_text(f"t{number}-", text) for number, text in enumerate(receipt.texts, start=1)),
        tuple(how for how in ("asserted", "returned", "ssh") if how in given),
        Markup(style),  # noqa: S704  (files of our own)
        csp.alone(style),
    )
    return render("review/receipt.html", "en", page=page)


def _text(key: str, view: TextView) -> TextPage:
    images = {address: data_address(address, data) for address, data in view.page.text.edition.assets}
    headings = {section.anchor: section.heading for section, _ in view.sections}
    shown = [*headings, *(part.view.id for part in view.parts if part.view)]
    places = {identifier: key + identifier for identifier in shown if identifier}

    def alone(html: Markup) -> Markup:
        return stand_alone(html, images, places=places)

    def notes(all_of: tuple[NoteView, ...]) -> tuple[tuple[int, Markup], ...]:
        return tuple((note.number, alone(note.html)) for note in all_of)

    def part(each: PartView) -> PartPage:
        if each.view is None:
            return PartPage(each, f"{key}lp-whole", Markup(""), (), (), ())
        rows = [each.view.facts_head] if each.view.facts_head else []
        rows += [(fact.label_html, fact.html) for fact in each.view.facts]
        leads = tuple((places[anchor], headings[anchor]) for anchor in each.leads if anchor in places)
        facts = tuple((alone(label), alone(value)) for label, value in rows)
        return PartPage(each, key + each.view.id, alone(each.view.answer_html), facts, notes(each.view.notes), leads)

    def section(each: SectionView, text: SectionText) -> SectionPage:
        level = min(max(each.level, 1) + 2, 6)
        heading = alone(each.heading_html) if each.heading else Markup("")
        body = alone(Markup(text.body.html))  # noqa: S704  (sanitised; the page's has marks and signs in it)
        return SectionPage(places.get(each.anchor, ""), level, heading, body, notes(each.notes))

    intro = alone(view.page.intro_html)
    return TextPage(key, view, intro, tuple(map(part, view.parts)), tuple(starmap(section, view.sections)))
