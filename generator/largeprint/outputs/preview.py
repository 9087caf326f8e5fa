"""A page as an author sees it while writing: the reader's page, with findings beside it, that shows what changes.

No output of the registry: only the preview server asks for it, and nothing of it is ever published.
"""

from __future__ import annotations

from dataclasses import dataclass

from largeprint.layers.preview import Preview
from largeprint.layers.views import Layered
from largeprint.model.addresses import relative
from largeprint.outputs import assets, csp
from largeprint.outputs import front as front_output
from largeprint.outputs import page as page_output
from largeprint.outputs.registry import File, Publication
from largeprint.outputs.templates import render, template_root

FOLDER = "lp-preview/"
"""Where the preview's own files are. No policy can bear this name."""

STYLE, SCRIPT, EVENTS = f"{FOLDER}preview.css", f"{FOLDER}preview.js", f"{FOLDER}events"

POLICY = f"{csp.PAGE}; connect-src 'self'"
"""The Content-Security-Policy of a page, and the one connection by which it hears of changes."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the site cannot be shown as it stands. ``place`` is file:line:column, "" where there is none."""

    place: str
    message: str
    todo: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The values of ``preview/notice.html``. ``what`` is the key of its heading."""

    what: str
    trouble: Trouble | None
    home: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...] = (f"/{SCRIPT}",)
    csp: str = POLICY
    noindex: bool = True
    description: str = ""
    canonical: str = ""


def files() -> tuple[File, ...]:
    """The preview's own style and script."""
    folder = template_root() / "assets"
    return tuple(File(path, (folder / path.removeprefix(FOLDER)).read_bytes()) for path in (STYLE, SCRIPT))


def page(publication: Publication, laid_out: Layered, preview: Preview) -> bytes:
    """The page of an edition. The preview's script stands first: it reads the tab's history before the page's own."""
    view = page_output.view_of(
        publication,
        laid_out,
        styles=(relative(assets.style().path, laid_out.folder), f"/{STYLE}"),
        scripts=(f"/{SCRIPT}", relative(assets.script().path, laid_out.folder)),
        csp=POLICY,
        preview=preview,
    )
    return render("reader/page.html", laid_out.language.code, page=view)


def front(publication: Publication, preview: Preview) -> bytes:
    """The front page; where a site opens on its only policy, what leads there."""
    if publication.front.alone:
        return next(iter(front_output.front_page(publication))).data
    view = front_output.view_of(
        publication,
        styles=(assets.style().path, f"/{STYLE}"),
        scripts=(f"/{SCRIPT}",),
        csp=POLICY,
        preview=preview,
    )
    return render("reader/front.html", publication.front.language.code, front=view)


def notice(trouble: Trouble | None) -> bytes:
    """What stands in for a page: with ``trouble`` because there is none yet, else because nothing is at its address."""
    what = "preview.none" if trouble else "preview.missing"
    view = Notice(what, trouble, "" if trouble else "/", (f"/{assets.style().path}", f"/{STYLE}"))
    return render("preview/notice.html", "en", notice=view)
