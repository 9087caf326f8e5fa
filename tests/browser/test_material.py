"""MkDocs in a real browser: Material's own pages under their policy, and policies inside Material's page."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import ROOT, Open
from tests.test_same_bytes import written


def built(folder: Path, skin: str) -> Path:
    root = written(folder)
    (root / "content/guide/own.md").write_text(
        "# A page\n\n## Of a team\n\n| a | b |\n| - | -: |\n| 1 | 2 |\n\n    code\n"
    )
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("skin: reader", f"skin: {skin}"))
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=root, env=env, check=True, capture_output=True)
    return root / "site"


@pytest.fixture(scope="module")
def in_material(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, and more, with ``skin: material``."""
    return built(tmp_path_factory.mktemp("material"), "material")


@pytest.fixture(params=["http", "file"])
def where(request: pytest.FixtureRequest, in_material: Path, serve: Callable[[Path], str]) -> str:
    """The site's address: on a server, and as files."""
    return serve(in_material) if request.param == "http" else f"{in_material.as_uri()}/"


PAGES = ["guide/own.html", "guide/rules.html", "wechat/index.html", "terms/ar/index.html"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_complaint_no_other_host_no_overflow(open_reader: Open, where: str, page: str, scheme: str) -> None:
    reader = open_reader(320, 800, color_scheme=scheme)
    shown = reader.go(where + page)
    shown.wait_for_load_state("networkidle")
    assert shown.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1
    assert {urlsplit(url).netloc for url in reader.requests if not url.startswith("data:")} == {urlsplit(where).netloc}
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")
    ground = shown.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)")
    assert (sum(ground) < 3 * 128) == (scheme == "dark")


def test_the_search_finds_where_there_is_a_server_and_is_gone_from_files(
    open_reader: Open, in_material: Path, serve: Callable[[Path], str]
) -> None:
    page = open_reader().go(serve(in_material) + "guide/own.html")
    page.locator("[data-md-component=search-query]").press_sequentially("voiceprint")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Enter")
    filed = open_reader().go((in_material / "guide/own.html").as_uri())
    assert filed.locator("[data-md-component=search]").count() == 0


@pytest.mark.parametrize("page", ["wechat/index.html", "terms/ar/index.html"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_what_is_ours_stands_in_nobodys_way(
    open_reader: Open, in_material: Path, serve: Callable[[Path], str], page: str, width: int, scheme: str
) -> None:
    shown = open_reader(width, 800, color_scheme=scheme).go(serve(in_material) + page)
    found: list[Any] = Axe().run(shown, ".lp-policy", {"resultTypes": ["violations"]}).response["violations"]
    assert [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]] == []


def test_without_script_everything_is_there_and_every_link_lands(open_reader: Open, in_material: Path) -> None:
    page = open_reader(java_script_enabled=False).go((in_material / "wechat/index.html").as_uri())
    for link in page.locator('.lp-policy a[href^="#"]').all():
        target = link.get_attribute("href") or ""
        assert page.locator(f'[id="{target[1:]}"]').count() == 1, target
    assert page.locator(".lp-answer").first.is_visible()
    page.locator('#location .lp-line a[href^="#"]').first.click()
    assert page.locator(":target").is_visible()
