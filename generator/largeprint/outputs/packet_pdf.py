"""A packet as a PDF: the page for paper, tagged (PDF/UA-1), with bookmarks. WeasyPrint makes it (extra ``pdf``)."""

from __future__ import annotations

from typing import Any


def as_pdf(page: bytes) -> bytes:
    """The PDF of a page that stands alone. Raises ``ImportError`` without the extra, ``OSError`` without Pango.

    Nothing is fetched: what the page does not hold as data stays away.
    """
    from weasyprint import HTML

    made: bytes = HTML(string=page.decode("utf-8"), url_fetcher=_inside()).write_pdf(pdf_variant="pdf/ua-1")
    return made


def _inside() -> Any:
    """A fetcher that opens what the page itself holds. Up to WeasyPrint 67 it is a function, later an object."""
    from weasyprint import urls

    if hasattr(urls, "URLFetcher"):
        return urls.URLFetcher(allowed_protocols=("data",))

    def fetch(url: str, *_: object, **__: object) -> Any:
        if not url.startswith("data:"):
            raise ValueError(f"{url[:80]} is not in the page")
        return urls.default_url_fetcher(url)

    return fetch
