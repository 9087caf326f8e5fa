"""The history of a policy as readers meet it: the timeline, a release, what changed, and old links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.browser.test_reading import axe_violations

PAGES = ["history/index.html", "history/2020-09-03/index.html", "history/2021-08-19/changes.html"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_nothing_stands_in_the_way(open_reader: Open, address: str, path: str, width: int, scheme: str) -> None:
    page = open_reader(width, 800, color_scheme=scheme).go(f"{address}wechat/{path}")
    assert axe_violations(page, colours=scheme == "dark") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_timeline_tells_what_changed_by_question(open_reader: Open, address: str) -> None:
    page = open_reader().go(f"{address}wechat/index.html")
    page.get_by_role("link", name="What changed", exact=True).first.click()
    days = page.locator(".lp-step h2").all_inner_texts()
    assert days == ["22 March 2022", "10 December 2021", "22 September 2021", "19 August 2021", "3 September 2020"]
    kinds = [text.casefold() for text in page.locator(".lp-step > .lp-lead").all_inner_texts()]
    assert ["material" in kind for kind in kinds] == [False, True, False, True, False]
    step = page.locator("#lp-2021-08-19")
    assert "19 August 2021" in step.locator(".lp-told").first.inner_text()
    step.locator("summary").click()
    step.get_by_role("link", name="Where do we process your data?").click()
    page.wait_for_url(re.compile(r"/history/2021-08-19/index\.html#location$"))


def test_since_a_day_only_what_is_new_is_shown_and_nothing_is_kept(open_reader: Open, address: str) -> None:
    page = open_reader().go(f"{address}wechat/history/index.html?since=2021-09-30")
    shown = [step.get_attribute("id") for step in page.locator(".lp-step").all() if step.is_visible()]
    assert shown == ["lp-2022-03-22", "lp-2021-12-10"]
    assert "30 September 2021" in page.get_by_role("status").inner_text()
    assert page.locator("#lp-2021-12-10 .lp-changes").is_visible()
    assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
    page.get_by_role("link", name="Show everything").click()
    assert page.locator("#lp-2020-09-03").is_visible()
    page.goto(f"{address}wechat/history/index.html?since=2026-01-01")
    assert "Nothing has changed since 1 January 2026." in page.get_by_role("status").inner_text()
    page.goto(f"{address}wechat/history/index.html?since=<b>2021")
    assert page.locator("#lp-2020-09-03").is_visible()


def test_without_script_the_whole_timeline_is_there(open_reader: Open, demo: Path) -> None:
    page = open_reader(java_script_enabled=False).go(
        (demo / "wechat/history/index.html").as_uri() + "?since=2021-09-30"
    )
    assert page.locator("#lp-2020-09-03").is_visible()
    page.locator("#lp-2021-12-10 summary").click()
    assert page.locator("#lp-2021-12-10 .lp-changes").is_visible()


def test_a_release_says_that_it_is_not_the_current_text(open_reader: Open, address: str) -> None:
    page = open_reader().go(f"{address}wechat/history/2020-09-03/index.html")
    mark = page.locator(".lp-mark", has_text="not the current text")
    assert "until 19 August 2021" in mark.inner_text()
    page.get_by_role("link", name="What has changed since").click()
    shown = [step.get_attribute("id") for step in page.locator(".lp-step").all() if step.is_visible()]
    assert shown[-1] == "lp-2021-08-19"


@pytest.mark.parametrize("file", ["index.html", "offline.html"])
def test_an_old_link_lands_at_its_words_or_on_a_dated_note(open_reader: Open, demo: Path, file: str) -> None:
    page = open_reader(java_script_enabled=False).go((demo / "wechat" / file).as_uri() + "#pp_pay")
    note = page.locator("#pp_pay")
    assert "was withdrawn on 19 August 2021" in note.inner_text()
    box = note.bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= 800
    page = open_reader(java_script_enabled=False).go((demo / "wechat" / file).as_uri() + "#pp_period")
    section = page.locator("section", has=page.locator("#pp_period"))
    assert section.get_attribute("id") == "pp_how"


def test_a_redline_says_in_words_too_what_was_taken_out(open_reader: Open, address: str) -> None:
    page = open_reader().go(f"{address}wechat/history/2022-03-22/changes.html")
    assert page.locator("main ins", has_text="Buitenveldertselaan").first.is_visible()
    gone = page.locator("main del", has_text="Gustav Mahlerplein").first
    assert gone.inner_text().startswith("Taken out:") or "Taken out:" in (gone.text_content() or "")
