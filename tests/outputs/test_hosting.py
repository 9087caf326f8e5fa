"""What static hosts and search engines read."""

from __future__ import annotations

import json
import re

from largeprint.layers.occasion import Occasion
from largeprint.outputs.hosting import HEADERS
from largeprint.pipeline import build, check
from tests.conftest import MakeSite

ADDRESS = {"site.yml": "name: Ours\naddress: https://example.org/legal\n", "index.md": "# Ours\n\nWords.\n"}


def test_every_form_of_header_file_says_the_same(make_site: MakeSite) -> None:
    files = {file.path: file.data.decode() for file in build(check(make_site()), Occasion())}
    route, *_ = json.loads(files["vercel.json"])["headers"]
    assert {header["key"]: header["value"] for header in route["headers"]} == HEADERS
    for name, value in HEADERS.items():
        assert f"  {name}: {value}\n" in files["_headers"]
        assert f'Header always set {name} "{value}"' in files[".htaccess"]


def test_other_sites_may_read_the_answers_and_the_scripts_that_show_them(make_site: MakeSite) -> None:
    files = {file.path: file.data.decode() for file in build(check(make_site()), Occasion())}
    _, _, *shared = json.loads(files["vercel.json"])["headers"]
    allowed = {"key": "Access-Control-Allow-Origin", "value": "*"}
    assert shared == [
        {"source": "/(.*)/answers.json", "headers": [allowed]},
        {"source": "/assets/largeprint-(.*)", "headers": [allowed]},
    ]
    for path in ("/*/answers.json", "/assets/largeprint-*"):
        assert f"{path}\n  Access-Control-Allow-Origin: *\n" in files["_headers"]
    assert '<FilesMatch "^(answers\\.json|largeprint-(answer|frame)\\.js)$">' in files[".htaccess"]


def test_only_pages_that_are_made_for_it_stand_in_the_frames_of_others(make_site: MakeSite) -> None:
    files = {file.path: file.data.decode() for file in build(check(make_site()), Occasion())}
    framed = re.findall(r"^(\S+)\n  Content-Security-Policy: frame-ancestors 'self'\n", files["_headers"], re.MULTILINE)
    assert framed == ["/", "/index.html", "/p/", "/p/index.html"]
    assert """<If "%{REQUEST_URI} !~ m#/embed/#">""" in files[".htaccess"]
    _, frames, *_ = json.loads(files["vercel.json"])["headers"]
    assert re.fullmatch(frames["source"], "/p/index.html")
    assert not re.fullmatch(frames["source"], "/p/embed/provide/index.html")


def test_only_what_has_a_digest_in_its_address_is_kept_for_ever(make_site: MakeSite) -> None:
    files = {file.path: file.data.decode() for file in build(check(make_site()), Occasion())}
    kept = re.findall(r"^(\S+)\n  Cache-Control: .*immutable", files["_headers"], re.MULTILINE)
    patterns = [re.compile(re.escape(path[1:]).replace(r"\*", ".*")) for path in kept]
    lasting = {path for path in files if any(pattern.fullmatch(path) for pattern in patterns)}
    assert lasting == {path for path in files if re.search(r"\.[0-9a-f]{8}\.(css|js)$", path)}


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
