"""The policies inside Material's page: the reader's fragments, and what Material's chrome wants to know of them.

No output of the registry: only the MkDocs plugin asks for it, with ``skin: material``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape, unescape
from typing import Any

from largeprint.model.addresses import page_file
from largeprint.outputs import assets, csp
from largeprint.outputs.catalogue import catalogue
from largeprint.outputs.page import PageView, view_of
from largeprint.outputs.registry import OUTPUTS, File, Output, Publication
from largeprint.outputs.templates import render, template_root

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_STYLED = re.compile(r"<[a-z][^<>]*?\sstyle=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_IS_DATA = re.compile(
    r"\bsrc\s*=|\btype\s*=\s*[\"']?(?!module|text/javascript|application/javascript)[a-z]", re.IGNORECASE
)
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MaterialPage:
    """One edition. All its words are HTML, escaped already: Material's templates escape none.

    ``contents`` are entries as MkDocs takes them: level, id, name, children.
    """

    path: str
    title: str
    description: str
    robots: str
    html: str
    contents: list[dict[str, Any]]

    @property
    def source(self) -> str:
        """The name of a Markdown file that MkDocs would turn into this page."""
        return self.path.removesuffix("html") + "md"


def pages(publication: Publication) -> Iterator[MaterialPage]:
    """One page for each edition."""
    for page in publication.pages:
        view = view_of(publication, page)
        yield MaterialPage(
            path=page_file(page.folder),
            title=escape(page.title),
            description=escape(page.description),
            robots="noindex" if page.noindex else "",
            html=render("material/policy.html", page.language.code, page=view).decode("utf-8"),
            contents=_contents(view),
        )


def outputs() -> tuple[Output, ...]:
    """All outputs but the reader's page, in whose place Material's stands."""
    return (*(make for name, make in OUTPUTS.items() if name != "page"), _styles)


@lru_cache
def style() -> File:
    """The style sheet of the fragments inside Material's page."""
    return assets.named("material", "css", (template_root() / "assets" / "material.css").read_text("utf-8"))


def with_policy(html: str) -> str:
    """A page of MkDocs with its Content-Security-Policy: what stands inside it (scripts, styles) is named by digest.

    The page's own host, for pictures, the search and its worker; no other. A page without ``<meta charset>`` is none.
    """
    scripts = {csp.source(found[2]) for found in _SCRIPT.finditer(html) if not _IS_DATA.search(found[1])}
    styles = {csp.source(found[1]) for found in _STYLE.finditer(html)}
    styled = {csp.source(unescape(found[1] or found[2] or "")) for found in _STYLED.finditer(_SCRIPT.sub("", html))}
    hashes = " 'unsafe-hashes'" if styled else ""
    policy = (
        f"default-src 'none'; script-src 'self'{_named(scripts)}; "
        f"style-src 'self'{hashes}{_named(styles | styled)}; "
        "img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; worker-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
    return _CHARSET.sub(lambda found: found[0] + meta, html, count=1)


def _named(digests: set[str]) -> str:
    return "".join(f" '{digest}'" for digest in sorted(digests))


def without_policy(file: File) -> File:
    """A page of ours without its own policy: for a preview that puts a script into every page that it shows."""
    return replace(file, data=_POLICY.sub(b"", file.data, count=1)) if file.path.endswith(".html") else file


def _styles(publication: Publication) -> Iterator[File]:
    yield style()
    yield assets.style()  # of the front page


def _contents(view: PageView) -> list[dict[str, Any]]:
    """The questions and the chapters, each under its own head."""
    t = catalogue(template_root() / "messages", view.language)
    questions = [_entry(question.id, question.heading, 3) for question in view.questions]
    chapters = [_entry(s.anchor, s.heading, 3) for s in view.sections if s.anchor and s.level == 2]
    parts = [("lp-main", "contents.questions", questions), ("lp-full", "contents.full", chapters)]
    return [{**_entry(anchor, t(key), 2), "children": entries} for anchor, key, entries in parts if entries]


def _entry(anchor: str, name: str, level: int) -> dict[str, Any]:
    return {"level": level, "id": anchor, "name": escape(name), "children": []}
