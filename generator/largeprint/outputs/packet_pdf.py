"""A packet as a PDF: the page for paper, tagged (PDF/UA-1), with bookmarks. WeasyPrint makes it (extra ``pdf``)."""

from __future__ import annotations


def as_pdf(page: bytes) -> bytes:
    """The PDF of a page that stands alone. Raises ``ImportError`` without the extra, ``OSError`` without Pango.

    Nothing is fetched: what the page does not hold as data stays away.
    """
    from weasyprint import HTML

    made: bytes = HTML(string=page.decode("utf-8"), url_fetcher=_inside).write_pdf(pdf_variant="pdf/ua-1")
    return made


def _inside(url: str, *_: object, **__: object) -> dict[str, object]:
    from weasyprint import default_url_fetcher

    if not url.startswith("data:"):
        raise ValueError(f"{url[:80]} is not in the page")
    found: dict[str, object] = default_url_fetcher(url)
    return found
