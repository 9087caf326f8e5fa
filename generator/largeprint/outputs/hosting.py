"""What static hosts and search engines want beside the pages: header files and a site map."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from largeprint.model.addresses import ASSETS
from largeprint.outputs.gone import NOT_FOUND
from largeprint.outputs.registry import File, Publication, output

HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), interest-cohort=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What a page's own policy (in a meta element) cannot say. Both policies hold: a browser obeys each of them."""

FRAMES = ("Content-Security-Policy", "frame-ancestors 'self'")
"""For the pages of the site itself. Those below ``embed/`` are made to stand in the frames of others."""

LASTING = tuple(f"/{ASSETS}{name}.*" for name in ("reader", "history", "material"))
"""What has a digest in its address. The scripts for other people's pages have none, and so may change."""

SHARING = ("Access-Control-Allow-Origin", "*")
"""For what pages of other sites read: the answers as data, and the scripts that show them."""

_SHARED = r"^(answers\.json|largeprint-(answer|frame)\.js)$"


@output("headers")
def headers(publication: Publication) -> Iterator[File]:
    """The same headers in the forms that common static hosts read."""
    plain = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    lasting = "".join(f"{path}\n  Cache-Control: public, max-age=31536000, immutable\n" for path in LASTING)
    shared = "".join(
        f"{path}\n  {SHARING[0]}: {SHARING[1]}\n" for path in ("/*/answers.json", f"/{ASSETS}largeprint-*")
    )
    folders = ("", *(page.folder for page in publication.pages))  # a rule of that file can only add to another one
    own = "".join(f"/{folder}{name}\n  {FRAMES[0]}: {FRAMES[1]}\n" for folder in folders for name in ("", "index.html"))
    yield File("_headers", f"/*\n{plain}{own}{lasting}{shared}".encode())
    apache = "".join(f'  Header always set {name} "{value}"\n' for name, value in HEADERS.items())
    apache += f'  <If "%{{REQUEST_URI}} !~ m#/embed/#">\n    Header always set {FRAMES[0]} "{FRAMES[1]}"\n  </If>\n'
    path = urlsplit(publication.site.facts.address).path or "/"
    page = f"ErrorDocument 404 {path}{NOT_FOUND}\n"
    apache += f'  <FilesMatch "{_SHARED}">\n    Header set {SHARING[0]} "{SHARING[1]}"\n  </FilesMatch>\n'
    yield File(".htaccess", f"{page}<IfModule mod_headers.c>\n{apache}</IfModule>\n".encode())
    routes = [{"source": "/(.*)", "headers": [{"key": name, "value": value} for name, value in HEADERS.items()]}]
    routes.append({"source": "/((?!.*embed/).*)", "headers": [{"key": FRAMES[0], "value": FRAMES[1]}]})
    for source in ("/(.*)/answers.json", f"/{ASSETS}largeprint-(.*)"):
        routes.append({"source": source, "headers": [{"key": SHARING[0], "value": SHARING[1]}]})
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
