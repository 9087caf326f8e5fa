"""What static hosts and search engines read."""

from __future__ import annotations

import json

from largeprint.layers.occasion import Occasion
from largeprint.outputs.hosting import HEADERS
from largeprint.pipeline import build, check
from tests.conftest import MakeSite

ADDRESS = {"site.yml": "name: Ours\naddress: https://example.org/legal\n", "index.md": "# Ours\n\nWords.\n"}


def test_every_form_of_header_file_says_the_same(make_site: MakeSite) -> None:
    files = {file.path: file.data.decode() for file in build(check(make_site()), Occasion())}
    (route,) = json.loads(files["vercel.json"])["headers"]
    assert {header["key"]: header["value"] for header in route["headers"]} == HEADERS
    for name, value in HEADERS.items():
        assert f"  {name}: {value}\n" in files["_headers"]
        assert f'Header always set {name} "{value}"' in files[".htaccess"]


def test_the_site_map_lists_what_may_be_found_and_nothing_else(make_site: MakeSite) -> None:
    checked = check(make_site(ADDRESS))
    draft, released = (
        next(f.data.decode() for f in build(checked, Occasion(draft=draft)) if f.path == "sitemap.xml")
        for draft in (True, False)
    )
    assert "<loc>" not in draft
    assert "<loc>https://example.org/legal/</loc>" in released
    assert "<loc>https://example.org/legal/p/</loc>" in released


def test_without_an_address_there_is_no_site_map(make_site: MakeSite) -> None:
    assert "sitemap.xml" not in [file.path for file in build(check(make_site()), Occasion())]
