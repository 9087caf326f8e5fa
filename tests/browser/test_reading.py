"""The page as its readers meet it: on a phone, on a desk, without script, from a file, on paper."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from largeprint.commit import publish
from largeprint.layers.occasion import Occasion
from largeprint.pipeline import build, check
from tests.browser.conftest import Open
from tests.conftest import MakeSite

PHONE = {"width": 360, "height": 640}


def axe_violations(page: Page, colours: bool = False) -> list[str]:
    """What axe finds; with ``colours`` by its rules of colour alone, for a page that has been through the others."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if colours:
        options["runOnly"] = {"type": "tag", "values": ["cat.color"]}
    found: list[Any] = Axe().run(page, options=options).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize(
    ("width", "scheme"), [(320, "light"), (360, "dark"), (768, "light"), (1280, "dark"), (1600, "light")]
)
def test_nothing_stands_in_the_way_of_anybody(open_reader: Open, address: str, width: int, scheme: str) -> None:
    page = open_reader(width, 800, color_scheme=scheme).go(f"{address}wechat/index.html")
    assert axe_violations(page, colours=scheme == "dark") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_front_page_too(open_reader: Open, address: str) -> None:
    page = open_reader(**PHONE).go(address)
    assert axe_violations(page) == []
    page.get_by_role("link", name="Where do we process your data?").click()
    page.wait_for_url(re.compile(r"/wechat/index\.html#location$"))


def test_on_a_phone_the_first_question_is_in_sight(open_reader: Open, address: str) -> None:
    page = open_reader(**PHONE).go(f"{address}wechat/index.html")
    box = page.locator(".lp-q h2").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= PHONE["height"]


def test_the_first_view_is_small_and_asks_nobody_else(open_reader: Open, demo: Path, address: str) -> None:
    reader = open_reader()
    reader.go(f"{address}wechat/index.html")
    reader.page.wait_for_load_state("networkidle")
    assert {urlsplit(url).netloc for url in reader.requests} == {urlsplit(address).netloc}
    assert [url for url in reader.requests if not url.startswith("data:")] == [reader.page.url]
    sizes = {
        url: len(gzip.compress((demo / urlsplit(url).path.lstrip("/")).read_bytes(), 9)) for url in reader.requests
    }
    assert sum(sizes.values()) <= 41_000
    page = next(url for url in sizes if url.endswith(".html"))
    html = (demo / urlsplit(page).path.lstrip("/")).read_text("utf-8")
    quotes = r'<details class="lp-exact">.*?</details>'
    for exact in (quotes, r'<a class="lp-ref".*?</a>', r"</?span[^>]*lp-[wn][^>]*>"):
        html = re.sub(exact, "", html, flags=re.DOTALL)
    sizes[page] = len(gzip.compress(html.encode(), 9))
    assert sum(sizes.values()) <= 30_000  # without the exact words, which say a good part of the full text once more
    assert all(
        len(gzip.compress(script.encode(), 9)) <= 5_000
        for script in re.findall("<script>(.*?)</script>", html, re.DOTALL)
    )
    assert reader.page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_without_script_everything_is_there_and_every_link_lands(open_reader: Open, demo: Path) -> None:
    with_script = open_reader().go((demo / "wechat/index.html").as_uri())
    page = open_reader(java_script_enabled=False).go((demo / "wechat/index.html").as_uri())
    targets = set(page.locator('a[href^="#"]').evaluate_all("all => all.map(a => a.getAttribute('href'))"))
    ids: list[str] = page.locator("[id]").evaluate_all("all => all.map(e => e.id)")
    assert len(targets) > 30
    assert [target for target in targets if ids.count(target[1:]) != 1] == []
    page.locator("#location .lp-line a").first.click()
    assert page.url.endswith("#pp_location")
    assert with_script.evaluate("document.querySelectorAll('.lp-q, .lp-s').length") == len(
        page.locator(".lp-q, .lp-s").all()
    )


@pytest.mark.parametrize("where", ["file", "http"])
def test_the_passage_opens_beside_the_answer_and_back_returns(
    open_reader: Open, demo: Path, address: str, where: str
) -> None:
    url = (demo / "wechat/index.html").as_uri() if where == "file" else f"{address}wechat/index.html"
    page = open_reader(1280, 900).go(url)
    link = page.locator('#sharing .lp-line a[href="#pp_sharing"]')
    link.click()
    passage = page.locator(".lp-passage")
    assert passage.is_visible()
    assert page.evaluate("document.activeElement.closest('.lp-passage') !== null")
    answer, beside = page.locator("#sharing .lp-answer").bounding_box(), passage.bounding_box()
    assert answer is not None
    assert beside is not None
    assert beside["x"] >= answer["x"] + answer["width"]
    words = page.locator(".lp-passage .lp-body").inner_text().split()[:12]
    assert words == page.locator("#pp_sharing .lp-body").first.inner_text().split()[:12]
    page.go_back()
    passage.wait_for(state="detached")
    assert link.evaluate("e => e === document.activeElement")
    page.go_forward()
    passage.wait_for(state="visible")
    page.keyboard.press("Escape")
    passage.wait_for(state="detached")
    assert link.evaluate("e => e === document.activeElement")


def test_on_a_phone_the_passage_stands_below_and_nothing_scrolls_within_the_scroll(
    open_reader: Open, address: str
) -> None:
    page = open_reader(**PHONE).go(f"{address}wechat/index.html")
    page.locator('#keep .lp-line a[href="#pp_how"]').click()
    answer, passage = page.locator("#keep .lp-answer").bounding_box(), page.locator(".lp-passage").bounding_box()
    assert answer is not None
    assert passage is not None
    assert passage["y"] >= answer["y"] + answer["height"]
    assert page.evaluate(
        "[...document.querySelectorAll('.lp-passage, .lp-passage *')].every(e => "
        "e.scrollHeight <= e.clientHeight + 1 || getComputedStyle(e).overflowY === 'visible')"
    )
    page.locator(".lp-whole").click()
    assert page.url.endswith("#pp_how")
    page.go_back()
    assert page.locator("#keep").is_visible()


def test_ids_stay_single_while_a_passage_is_open(open_reader: Open, address: str) -> None:
    page = open_reader().go(f"{address}wechat/index.html")
    for question in ("keep", "rights", "ads"):
        page.locator(f"#{question} .lp-line ul a[href^='#pp_']").first.click()
        assert page.locator(".lp-passage").count() == 1
        assert page.evaluate(
            "(ids => ids.length === new Set(ids).size)([...document.querySelectorAll('[id]')].map(e => e.id))"
        )


def test_with_the_keyboard_alone(open_reader: Open, address: str) -> None:
    page = open_reader().go(f"{address}wechat/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "lp-skip"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.lp-q a[href^=\"#pp_\"]')"):
            break
    here = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert page.locator(".lp-passage").is_visible()
    page.keyboard.press("Escape")
    page.locator(".lp-passage").wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent") == here


def test_a_link_with_a_modifier_stays_the_browsers_own(open_reader: Open, address: str) -> None:
    page = open_reader().go(f"{address}wechat/index.html")
    with page.context.expect_page() as opened:
        page.locator("#keep .lp-line ul a").first.click(modifiers=["Control"])
    assert page.locator(".lp-passage").count() == 0
    opened.value.wait_for_load_state()
    assert "#pp_" in opened.value.url


def test_what_is_reached_is_marked(open_reader: Open, address: str) -> None:
    page = open_reader().go(f"{address}wechat/index.html#pp_location")
    assert page.locator(".lp-s:target").get_attribute("id") == "pp_location"
    assert page.locator(":target").evaluate("e => getComputedStyle(e, '::before').content") not in ("none", "normal")
    assert page.locator("#pp_sharing").evaluate("e => getComputedStyle(e, '::before').content") in ("none", "normal")


def test_the_copy_is_one_file_that_reads_the_same(open_reader: Open, demo: Path) -> None:
    page = open_reader().go((demo / "wechat/index.html").as_uri())
    copy = open_reader()
    copy.go((demo / "wechat/offline.html").as_uri())
    assert len(copy.requests) == 1
    for selector in (".lp-q", ".lp-s"):
        assert copy.page.locator(selector).all_inner_texts() == page.locator(selector).all_inner_texts()
    style = "e => [getComputedStyle(e).fontSize, getComputedStyle(e).color]"
    assert copy.page.locator("h1").evaluate(style) == page.locator("h1").evaluate(style)
    copy.page.locator("#keep .lp-line ul a").first.click()
    assert copy.page.locator(".lp-passage").is_visible()
    assert axe_violations(copy.page) == []


def test_on_paper_nothing_is_hidden(open_reader: Open, demo: Path) -> None:
    page = open_reader().go((demo / "wechat/index.html").as_uri())
    page.emulate_media(media="print")
    for selector in (".lp-q h2", ".lp-answer", ".lp-facts", ".lp-s .lp-body"):
        assert all(box.is_visible() for box in page.locator(selector).all())
    assert not page.locator(".lp-skip").is_visible() or page.locator(".lp-skip").bounding_box()["y"] < 0  # type: ignore[index]
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize(("width", "percent"), [(360, 200), (1280, 200)])
def test_letters_of_another_size_fit(open_reader: Open, address: str, width: int, percent: int) -> None:
    page = open_reader(width, 800, bypass_csp=True).go(f"{address}wechat/index.html")
    page.add_style_tag(content=f"html {{ font-size: {percent}% }}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
DEEP = "\n".join(f"{'   ' * level}1. level {level}, some words of it" for level in range(7))
WIDE = f"""# Unbroken

## Who is the {LONG}? {{#who}}

An answer. [More...](#pp_what)

| What | It |
| --- | --- |
| {LONG} | See https://example.org/{"a/" * 60}{"b" * 80} |
"""
TABLE = f"""## What {{#pp_what}}

| {LONG} | {LONG} | {LONG} |
| --- | --- | --- |
| one | two | three[^1] |

[^1]: A note.

{DEEP}
"""


@pytest.mark.parametrize("path", ["index.html", "offline.html", "embed/index.html", "embed/who/index.html"])
def test_nothing_runs_over_the_edge_however_long_a_word_is(
    open_reader: Open, make_site: MakeSite, tmp_path: Path, path: str
) -> None:
    root = make_site({"p/en/summary.md": WIDE, "p/en/policy.md": TABLE})
    publish(tmp_path / "built", build(check(root), Occasion()))
    for width in (320, 390, 768):
        page = open_reader(width=width).go((tmp_path / "built/p" / path).as_uri())
        for letters in ("100%", "200%"):
            page.evaluate("letters => { document.documentElement.style.fontSize = letters; }", letters)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
