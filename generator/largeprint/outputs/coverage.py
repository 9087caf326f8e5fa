"""Coverage for reviewers and for programs: one page that stands alone, and JSON.

No output of the registry: what has not been reviewed is never a part of the published site.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from largeprint.layers.coverage import CoverageView, PlaceView, RowView
from largeprint.outputs import csp
from largeprint.outputs.assets import lean
from largeprint.outputs.templates import render, template_root


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The values of ``review/coverage.html``. It is in English, as the checklist is."""

    view: CoverageView
    inline_style: Markup
    csp: str
    noindex: bool = True
    description: str = ""
    canonical: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


def as_html(view: CoverageView) -> bytes:
    """The page for reviewers: no script, nothing from elsewhere."""
    style = lean((template_root() / "assets" / "review.css").read_text("utf-8"))
    page = CoveragePage(view, Markup(style), csp.alone(style))  # noqa: S704  (a file of our own)
    return render("review/coverage.html", "en", page=page)


def as_json(views: Iterable[CoverageView]) -> str:
    """For programs: a list with an object for each policy, keys sorted."""
    return json.dumps([_policy(view) for view in views], ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _policy(view: CoverageView) -> dict[str, object]:
    return {
        "policy": view.policy,
        "title": view.title,
        "language": view.language,
        "text_code": view.code,
        "laws": list(view.laws),
        "checks": "declared mapping",
        "counts": dict(view.counts),
        "unanswered": view.unanswered,
        "declined": [name for name, _ in view.declined],
        "assumed": [name for name, _ in view.assumed],
        "disclosures": [_row(row) for row in view.rows],
        "duties": [
            {"id": each.id, "name": each.name, "articles": each.articles, "status": each.status, "page": each.page}
            for each in view.duties
        ],
    }


def _row(row: RowView) -> dict[str, object]:
    return {
        "id": row.id,
        "name": row.name,
        "question": row.question,
        "sources": dict(row.sources),
        "practice": row.practice,
        "layer": row.layer,
        "at_collection": row.at_collection,
        "status": row.status,
        "state": row.state,
        "lacks": row.lacks,
        "gap": row.gap,
        "because": row.because,
        "told": _places(row.places),
        "proposed": _places(row.proposed),
    }


def _places(places: Iterable[PlaceView]) -> list[dict[str, str]]:
    return [{"id": place.id, "kind": place.kind, "heading": place.heading} for place in places]
