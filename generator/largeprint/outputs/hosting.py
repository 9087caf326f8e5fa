"""What static hosts and search engines want beside the pages: header files and a site map."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from largeprint.outputs.gone import NOT_FOUND
from largeprint.outputs.registry import File, Publication, output

HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'self'",
    "Permissions-Policy": "camera=(), geolocation=(), interest-cohort=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What a page's own policy (in a meta element) cannot say. Both policies hold: a browser obeys each of them."""


@output("headers")
def headers(publication: Publication) -> Iterator[File]:
    """The same headers in the forms that common static hosts read."""
    plain = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    yield File("_headers", f"/*\n{plain}/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n".encode())
    apache = "".join(f'  Header always set {name} "{value}"\n' for name, value in HEADERS.items())
    path = urlsplit(publication.site.facts.address).path or "/"
    page = f"ErrorDocument 404 {path}{NOT_FOUND}\n"
    yield File(".htaccess", f"{page}<IfModule mod_headers.c>\n{apache}</IfModule>\n".encode())
    routes = [{"source": "/(.*)", "headers": [{"key": name, "value": value} for name, value in HEADERS.items()]}]
    yield File("vercel.json", (json.dumps({"headers": routes}, indent=2) + "\n").encode())


@output("site-map")
def site_map(publication: Publication) -> Iterator[File]:
    """``sitemap.xml`` with each page that search engines may show; only where the site's address is known."""
    base = publication.site.facts.address
    if not base:
        return
    entries = []
    for page in publication.pages:
        if not page.noindex:
            day = f"<lastmod>{page.changed.iso}</lastmod>" if page.changed else ""
            entries.append(f"<url><loc>{escape(base + page.folder)}</loc>{day}</url>\n")
    if not publication.front.noindex and not publication.front.alone:
        entries.insert(0, f"<url><loc>{escape(base)}</loc></url>\n")
    text = "".join(entries)
    name = "http://www.sitemaps.org/schemas/sitemap/0.9"
    yield File(
        "sitemap.xml", f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{name}">\n{text}</urlset>\n'.encode()
    )
