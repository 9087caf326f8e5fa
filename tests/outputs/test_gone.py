"""A policy that was renamed or withdrawn: its address goes on to say where it went."""

from __future__ import annotations

import posixpath
from datetime import date

from largeprint.hosts.release import release
from largeprint.layers.occasion import Occasion
from largeprint.pipeline import build, check
from tests.conftest import POLICY, MakeSite
from tests.outputs.pages import attribute, elements, parse, words

SITE = """name: Ours
moved:
  privacy-2019: p
withdrawn:
  - policy: beta
    on: 2026-01-31
    because: The trial has ended.
    instead: p
  - policy: games
    on: 2025-06-01
    because: We make no games any more.
"""


def page(files: dict[str, bytes], path: str) -> tuple[str, list[tuple[str, str]]]:
    root = parse(files[path])
    return words(root), [(attribute(e, "href"), words(e)) for e in elements(root) if e.name == "a"]


def built(make_site: MakeSite, site: str, address: str = "") -> dict[str, bytes]:
    checked = check(make_site({"site.yml": site + address}))
    assert checked.findings == ()
    return {file.path: file.data for file in build(checked, Occasion())}


def test_a_renamed_policy_leads_to_its_new_address(make_site: MakeSite) -> None:
    said, links = page(built(make_site, SITE), "privacy-2019/index.html")
    assert "This policy has a new address" in said
    assert ("../p/index.html", "Privacy") in links


def test_a_withdrawn_policy_says_since_when_why_and_what_stands_in(make_site: MakeSite) -> None:
    files = built(make_site, SITE)
    said, links = page(files, "beta/index.html")
    assert "Since 31 January 2026 it is no longer in force. The trial has ended." in said
    assert ("../p/index.html", "Privacy") in links
    said, links = page(files, "games/index.html")
    assert "1 June 2025" in said
    assert [href for href, _ in links] == ["../index.html"]
    assert b'content="noindex"' in files["games/index.html"]


def test_an_address_that_leads_nowhere_has_a_page_at_any_depth(make_site: MakeSite) -> None:
    files = built(make_site, SITE, "address: https://example.org/legal/\n")
    said, links = page(files, "404.html")
    assert "There is no such page" in said
    assert links == [("https://example.org/legal/index.html", "All policies")]
    assert b'href="https://example.org/legal/assets/reader.' in files["404.html"]
    assert b"ErrorDocument 404 /legal/404.html" in files[".htaccess"]


def test_an_old_address_of_another_language_leads_to_that_language(make_site: MakeSite) -> None:
    other = {
        "p/de/summary.md": "# Datenschutz\n\n## F? {#provide}\n\nA. [Mehr](#s)\n",
        "p/de/policy.md": "## S {#s}\n\nT.\n",
    }
    checked = check(make_site({"site.yml": SITE, **other}))
    files = {file.path: file.data for file in build(checked, Occasion())}
    assert ("../../p/de/index.html", "Datenschutz") in page(files, "privacy-2019/de/index.html")[1]


def test_every_address_that_a_renamed_policy_ever_had_goes_on_to_land(make_site: MakeSite) -> None:
    text = POLICY.replace("# The full text", "# The full text {#whole}")
    root = make_site({"p/en/policy.md": text})
    release(root, "p", date(2026, 1, 1), None, material=False)
    make_site({"p/en/policy.md": text.replace("a name", "any name")})
    release(root, "p", date(2026, 2, 1), None, material=False)
    before = {file.path for file in build(check(root), Occasion()) if file.path.endswith(".html")}
    (root / "content/p").rename(root / "content/q")
    (root / "content/site.yml").write_text("name: Ours\nmoved:\n  p: q\n", "utf-8")
    files = {file.path: file.data for file in build(check(root), Occasion())}
    assert before <= set(files)
    for path in before - {"index.html", "404.html"}:
        (there,) = [href for href, _ in page(files, path)[1] if not href.endswith("../index.html") or "/q/" in href]
        landed = posixpath.normpath(posixpath.join(posixpath.dirname(path), there))
        assert landed == f"q/{path.removeprefix('p/')}"
        assert landed in files


def test_a_new_address_that_is_not_there_is_told_and_nothing_breaks(make_site: MakeSite) -> None:
    checked = check(make_site({"site.yml": "name: Ours\nmoved:\n  old: nowhere\n"}))
    assert [finding.rule for finding in checked.findings] == ["metadata-invalid"]
    files = {file.path: file.data for file in build(checked, Occasion())}
    assert [href for href, _ in page(files, "old/index.html")[1]] == ["../index.html"]
