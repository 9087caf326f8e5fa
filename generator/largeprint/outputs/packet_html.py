"""A packet as one HTML file, and the same for paper: no script, nothing from elsewhere, never a part of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from largeprint.layers.packet import Clause, Packet
from largeprint.layers.views import QuestionView
from largeprint.outputs import csp
from largeprint.outputs.assets import lean
from largeprint.outputs.offline import data_address
from largeprint.outputs.redline import whole
from largeprint.outputs.stand_alone import stand_alone
from largeprint.outputs.templates import render, template_root


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A section as it is shown: its heading and body, with the redline where it changed."""

    clause: Clause
    level: int
    heading: Markup
    body: Markup


@dataclass(frozen=True, slots=True)
class GoneView:
    """A section that was taken out."""

    title: str
    body: Markup


@dataclass(frozen=True, slots=True)
class PacketPage:
    """The values of ``review/packet.html``. ``paper``: boxes to mark by hand stand in for the fields."""

    packet: Packet
    clauses: tuple[ClauseView, ...]
    gone: tuple[GoneView, ...]
    answers: Mapping[str, Markup]
    facts: Mapping[str, tuple[tuple[Markup, Markup], ...]]
    intro: Markup
    paper: bool
    inline_style: Markup
    csp: str
    noindex: bool = True
    description: str = ""
    canonical: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def as_html(packet: Packet) -> bytes:
    """The HTML file, with fields that can be filled in by keyboard, to be printed or kept."""
    return _made(packet, paper=False)


def for_paper(packet: Packet) -> bytes:
    """The same for paper, from which the PDF is made."""
    return _made(packet, paper=True)


def _made(packet: Packet, paper: bool) -> bytes:
    sources = [template_root() / "assets" / name for name in ("review.css", "packet.css")]
    style = "".join(lean(path.read_text("utf-8")) for path in sources)
    images = {address: data_address(address, data) for address, data in packet.page.text.edition.assets}

    def alone(html: Markup, ids: bool = False) -> Markup:
        return stand_alone(html, images, ids)

    page = PacketPage(
        packet=packet,
        clauses=tuple(_clause(clause, images) for clause in packet.clauses),
        gone=tuple(GoneView(part.title, whole(part, "en")[1]) for part in packet.gone),
        answers={sheet.key: alone(sheet.view.answer_html) for sheet in packet.sheets},
        facts={
            sheet.key: tuple((alone(label), alone(value)) for label, value in _rows(sheet.view))
            for sheet in packet.sheets
        },
        intro=alone(packet.page.intro_html),
        paper=paper,
        inline_style=Markup(style),  # noqa: S704  (files of our own)
        csp=csp.alone(style),
    )
    return render("review/packet.html", "en", page=page)


def _rows(view: QuestionView) -> Iterator[tuple[Markup, Markup]]:
    """The key facts, their head row first where there is one: its words are approved with the rest."""
    if view.facts_head:
        yield view.facts_head
    yield from ((fact.label_html, fact.html) for fact in view.facts)


def _clause(clause: Clause, images: Mapping[str, str]) -> ClauseView:
    level = min(max(clause.view.level, 2) + 1, 6)
    if clause.part.state == "same":
        notes = Markup("").join(Markup("<div>{}</div>").format(note.html) for note in clause.view.notes)
        body = stand_alone(Markup(clause.text.body.html) + notes, images, ids=False)  # noqa: S704  (sanitised)
        return ClauseView(clause, level, escape(clause.view.heading), body)
    return ClauseView(clause, level, *whole(clause.part, "en"))
