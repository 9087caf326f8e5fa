"""The preview in a browser: a save changes the page, a mistake comes and goes, and the reader's place is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from largeprint.hosts.serve import Server
from largeprint.layers.occasion import Occasion
from tests.browser.conftest import Open
from tests.browser.test_reading import axe_violations
from tests.conftest import POLICY, SUMMARY, MakeSite

PATIENT = 20_000
"""Milliseconds that a machine may take which has a lot to do; nothing here is measured by it."""

MANY = "# Privacy\n\nWords.\n" + "".join(
    f"\n### Question {n}? {{#q{n}}}\n\nAnswer {n}. [More...](#s{n})\n" for n in range(30)
)
LONG = "# All\n" + "".join(f"\n## Section {n} {{#s{n}}}\n\n{'Many words. ' * 40}\n" for n in range(30))


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    return make_site({"index.md": "# Ours\n\nWords.\n", "p/en/summary.md": MANY, "p/en/policy.md": LONG})


@pytest.fixture
def preview(site: Path) -> Iterator[str]:
    """The site's address, while it is followed."""
    with Server(site, 0, Occasion(), lambda words: None) as server:
        runner = threading.Thread(target=server.run, daemon=True)
        runner.start()
        yield server.address
        server.stop()
        runner.join()


def save(site: Path, text: str | bytes, name: str = "p/en/summary.md") -> None:
    (site / "content" / name).write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))


def shows(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words, timeout=PATIENT)


def test_a_save_changes_the_page_by_itself(open_reader: Open, site: Path, preview: str) -> None:
    page = open_reader().go(f"{preview}p/")
    save(site, MANY.replace("Answer 0.", "Another answer."))
    shows(page, "Another answer.")
    save(site, LONG.replace("Section 0 ", "The beginning "), "p/en/policy.md")
    shows(page, "The beginning")


def test_a_mistake_is_said_on_the_page_and_goes_when_it_is_mended(open_reader: Open, site: Path, preview: str) -> None:
    page = open_reader().go(f"{preview}p/")
    notice = page.get_by_role("alert")
    expect(notice).to_be_hidden()
    save(site, MANY.encode().replace(b"Words", b"W\xf6rds"))
    expect(notice).to_be_visible(timeout=PATIENT)
    expect(notice).to_contain_text("content/p/en/summary.md:3:2")
    expect(notice).to_contain_text("Save it as UTF-8.")
    shows(page, "Answer 0.")
    assert axe_violations(page) == []
    page.reload()
    expect(notice).to_be_visible(timeout=PATIENT)
    save(site, MANY)
    expect(notice).to_be_hidden(timeout=PATIENT)


def test_a_damaged_link_is_told_under_its_answer(open_reader: Open, site: Path, preview: str) -> None:
    page = open_reader().go(f"{preview}p/")
    answer = page.locator("#q3")
    expect(answer.locator(".lp-pre")).to_contain_text("words")
    save(site, MANY.replace("(#s3)", "(#s33x)"))
    expect(answer.locator(".lp-pre-remarks")).to_contain_text("content/p/en/summary.md:", timeout=PATIENT)
    expect(page.get_by_role("complementary", name="Preview")).to_contain_text("error")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_place_is_kept_when_words_come_in_above(open_reader: Open, site: Path, preview: str, width: int) -> None:
    page = open_reader(width, 700).go(f"{preview}p/")
    page.evaluate("document.querySelector('#q20').scrollIntoView(); scrollBy(0, -50)")
    before = page.locator("#q20").bounding_box()
    save(site, MANY.replace("Answer 1.", "Answer 1. " + "More words. " * 80))
    shows(page, "More words.")
    # A function, since the CSP lets no text be evaluated.
    page.wait_for_function("() => history.scrollRestoration === 'auto' && scrollY > 0")
    after = page.locator("#q20").bounding_box()
    assert before
    assert after
    assert after["y"] == pytest.approx(before["y"], abs=2)


def test_the_open_passage_stays_open_though_links_came_before_it(open_reader: Open, site: Path, preview: str) -> None:
    page = open_reader().go(f"{preview}p/")
    page.locator('#q5 a[href="#s5"]').first.click()
    passage = page.locator(".lp-passage")
    expect(passage).to_contain_text("Section 5")
    save(
        site,
        MANY.replace("[More...](#s1)", "[More...](#s1) [And](#s2) [Then](#s3)").replace("Answer 5.", "Answer five."),
    )
    shows(page, "Answer five.")
    expect(page.locator("#q5 .lp-passage")).to_contain_text("Section 5")
    page.go_back()
    expect(passage).to_have_count(0)


def test_the_front_page_and_a_page_to_come_are_live_too(open_reader: Open, site: Path, preview: str) -> None:
    page = open_reader().go(preview)
    save(site, "# Ours\n\nOther words.\n", "index.md")
    expect(page.locator(".lp-intro")).to_contain_text("Other words.", timeout=PATIENT)
    assert axe_violations(page) == []
    page.get_by_role("link", name="Question 3?").click()
    expect(page.locator("#q3 h2")).to_be_visible()


def test_a_page_that_could_not_be_made_yet_comes_by_itself(
    open_reader: Open, tmp_path: Path, make_site: MakeSite
) -> None:
    site = make_site({"p/en/summary.md": b"\xff"}, tmp_path / "broken")
    with Server(site, 0, Occasion(), lambda words: None) as server:
        runner = threading.Thread(target=server.run, daemon=True)
        runner.start()
        page = open_reader().go(f"{server.address}p/")
        expect(page.get_by_role("main")).to_contain_text("Save it as UTF-8.")
        assert axe_violations(page) == []
        save(site, SUMMARY)
        shows(page, "A name.")
        server.stop()
        runner.join()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 1280, 1600])
def test_what_is_beside_the_page_stands_in_nobodys_way(
    open_reader: Open, make_site: MakeSite, tmp_path: Path, width: int, scheme: str
) -> None:
    summary = SUMMARY + "\n### And this? {#empty}\n\n### Why? {#why}\n\nSo. [More...](#pp_gone)\n"
    policy = POLICY + "\n## Nobody asks {#pp_alone}\n\nWords.\n"
    files = {"p/en/summary.md": summary, "p/en/policy.md": policy, "p/policy.yml": "publishr: A\nbinding: en\n"}
    with Server(make_site(files, tmp_path / "faulty"), 0, Occasion(), lambda words: None) as server:
        page = open_reader(width, 800, color_scheme=scheme).go(f"{server.address}p/")
        expect(page.locator(".lp-pre-remarks").first).to_be_visible()
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length") == 0
