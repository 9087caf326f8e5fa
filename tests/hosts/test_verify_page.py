"""``verify --page``: the page for counsel is written for a site that is whole, and lies nowhere public."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.hosts.conftest import Ran, largeprint, tree
from tests.hosts.test_publish import signoffs, whole

__all__ = ["whole"]


@pytest.fixture
def site(whole: Path, tmp_path: Path) -> Path:
    """A published site, to change."""
    shutil.copytree(whole, tmp_path / "site")
    return tmp_path / "site"


def verify(site: Path, *words: str, page: str = "verify.html", code: int = 0) -> Ran:
    ran = largeprint("verify", "public", "--page", page, *words, cwd=site)
    assert ran.code == code, ran
    return ran


def test_it_is_one_page_that_asks_for_nothing_and_the_same_each_time(site: Path) -> None:
    assert "do not publish it" in verify(site).out
    verify(site, page="again.html")
    html = (site / "verify.html").read_text("utf-8")
    assert html == (site / "again.html").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1] or "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert not re.findall(r'(?:src|href)="(?!data:)', html)
    assert "not for publication" in html
    data = json.loads(re.search(r'id="lp-data">(.*?)</script>', html)[1])  # type: ignore[index]
    assert data["files"] == json.loads((site / "public/manifest.json").read_bytes())["files"]
    assert [(each["policy"], each["language"], each["release"]) for each in data["texts"]] == [
        ("p", "en", "2026-03-01"),
        ("p", "de", "2026-03-01"),
    ]
    assert [each["name"] for each in data["texts"][0]["groups"][0]["given"]] == [
        "Ann Marker <ann.marker@example.org>",
        "Bob Marker <bob.marker@example.org>",
    ]


def test_its_words_are_plain(site: Path) -> None:
    verify(site)
    html = (site / "verify.html").read_text("utf-8")
    data = json.loads(re.search(r'id="lp-data">(.*?)</script>', html)[1])  # type: ignore[index]
    shown = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    said = " ".join([shown, *data["words"].values()])
    for word in ("claim", "evidence", "drift", "digest", "anchor", "hash", "manifest", "asserted", "unit"):
        assert not re.search(rf"\b{word}s?\b", said, re.IGNORECASE), word


@pytest.mark.parametrize(
    "page", ["public/verify.html", "public/p/verify.html", "content/verify.html", "content/p/verify.html", "verify.txt"]
)
def test_it_never_lies_among_texts_or_in_a_site(site: Path, page: str) -> None:
    before = tree(site)
    verify(site, page=page, code=2)
    assert tree(site) == before


def test_a_copy_of_the_site_without_our_mark_is_a_site_too(site: Path) -> None:
    (site / "public/.largeprint").unlink()
    verify(site, page="public/verify.html", code=2)
    assert not (site / "public/verify.html").exists()


def test_no_page_for_a_site_that_is_not_whole(site: Path) -> None:
    page = site / "public/p/index.html"
    page.write_text(page.read_text("utf-8").replace("Nobody", "Everybody"))
    verify(site, code=1)
    assert not (site / "verify.html").exists()


def test_no_page_where_an_approval_is_gone(site: Path) -> None:
    signoffs(site)[0].unlink()
    verify(site, code=1)
    assert not (site / "verify.html").exists()


def test_no_page_without_the_records(site: Path) -> None:
    verify(site, "--alone", code=2)
    assert not (site / "verify.html").exists()
