"""``status --receipt``: what counsel approved and what still stands, word for word, and nothing else."""

from __future__ import annotations

import re
import shutil
import sys
from html import unescape
from pathlib import Path

import pypdfium2
import pytest

from tests.conftest import MakeSite
from tests.hosts.conftest import Ran, largeprint, tree
from tests.hosts.test_publish import ANN, BOB, FILES, edit, keyed, publish, signed, signoffs, whole
from tests.hosts.test_returned_approval import ONE_ROLE, sent_back

__all__ = ["keyed", "whole"]


@pytest.fixture
def site(whole: Path, tmp_path: Path) -> Path:
    """A site that was released and approved by two people, to change."""
    shutil.copytree(whole, tmp_path / "site")
    return tmp_path / "site"


def receipt(site: Path, *words: str, name: str = "receipt.html", code: int = 0) -> Ran:
    ran = largeprint("status", *words, "--receipt", name, cwd=site)
    assert ran.code == code, ran
    return ran


def text(site: Path, name: str = "receipt.html") -> str:
    """What a reader of the HTML file sees, blanks made one."""
    html = (site / name).read_text("utf-8")
    return unescape(re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", "", html, flags=re.DOTALL)))


def test_it_has_the_exact_words_of_all_that_was_approved(site: Path) -> None:
    assert "12 approvals of p" in receipt(site).out
    said = text(site)
    for words in (
        "Ann Marker <ann.marker@example.org>, as legal",
        "Bob Marker <bob.marker@example.org>, as privacy",
        "What do you need?",
        "A name.",
        "How long",
        "30 days",
        "We need a name.",
        "An introduction.",
        "Example Ltd",
        "1 March 2026",
        "It is the release of 1 March 2026.",
        "What we need",
        "One.",
        "https://example.org/",
        "Datenschutz",
        "Ein Name.",
        "Entered under this name by somebody who could run the program",
        "What an approval shows, and what it does not",
    ):
        assert words in said + (site / "receipt.html").read_text("utf-8"), words
    for line in signoffs(site)[0].read_text("utf-8").splitlines():
        assert re.search(r'"words":"([0-9a-f]{64})"', line)[1] in said  # type: ignore[index]


def test_it_speaks_plainly_and_asks_for_nothing(site: Path) -> None:
    receipt(site)
    html = (site / "receipt.html").read_text("utf-8")
    for word in ("claim", "evidence", "drift", "digest", "anchor", "asserted", "unit", "hash"):
        assert not re.search(rf"\b{word}s?\b", text(site), re.IGNORECASE), word
    assert "<script" not in html
    assert not re.findall(r'(?:src|href)="(?!#|data:|https://example\.org/|mailto:)[^"]*"', html)
    shown = set(re.findall(r' id="([^"]*)"', html))
    assert set(re.findall(r'href="#([^"]*)"', html)) <= shown
    assert len(re.findall(r' id="', html)) == len(shown)


@pytest.mark.parametrize("name", [BOB, "bob.marker@example.org", "Bob  marker", "BOB.MARKER@example.org"])
def test_it_is_of_one_person(site: Path, name: str) -> None:
    assert "6 approvals" in receipt(site, "--as", name).out
    assert "Ann" not in text(site)


def test_who_has_approved_nothing_gets_nothing(site: Path) -> None:
    before = tree(site)
    ran = receipt(site, "--as", "Marker", code=2)
    assert "Marker has approved nothing that still stands" in ran.err
    assert tree(site) == before


def test_what_was_changed_since_is_left_out(site: Path) -> None:
    edit("en/summary.md", "Nobody.", "Hardly anybody.")(site)
    assert "10 approvals" in receipt(site).out
    said = text(site)
    assert "Hardly anybody" not in said
    assert "2. Who gets it?" not in said
    assert "It is not released yet." in said
    assert "12 approvals" in receipt(site, "p@2026-03-01").out  # the release has them all
    assert "2. Who gets it?" in text(site)


def test_a_question_alone_comes_with_the_sections_that_it_leads_to_and_no_others(site: Path) -> None:
    receipt(site, "p/en#provide")
    said = text(site)
    assert "We need a name." in said
    assert "Nobody gets it." not in said
    assert "The policy as a whole" not in said


def test_it_is_never_among_texts_or_in_a_site(site: Path) -> None:
    before = tree(site)
    for name in ("content/receipt.pdf", "content/p/receipt.html", "public/receipt.pdf", "public/p/receipt.html"):
        receipt(site, name=name, code=2)
    receipt(site, name="receipt.docx", code=2)
    assert tree(site) == before


def test_it_is_no_report_for_other_tools(site: Path) -> None:
    receipt(site, "--json", code=2)
    receipt(site, "--verify", code=2)
    assert largeprint("status", "--as", ANN, cwd=site).code == 2


def test_a_forged_chain_gives_no_receipt(site: Path) -> None:
    path = signoffs(site)[0]
    path.write_bytes(path.read_bytes().replace(b'"role":"legal"', b'"role":"privacy"', 1))
    assert "is not as it was given" in receipt(site, code=2).err
    assert not (site / "receipt.html").exists()


def test_a_file_that_came_back_is_named_by_its_fingerprint(make_site: MakeSite) -> None:
    files = {name: data for name, data in FILES.items() if not name.startswith("p/de")}
    root = make_site({**files, "p/policy.yml": ONE_ROLE})
    largeprint("confirm", "--accept-best", cwd=root)
    sent_back(root)
    largeprint("review", "p", "--return", "back.docx", "--apply", "--yes", cwd=root)
    (kept,) = (root / "content/p/signoffs").glob("*.docx")
    receipt(root)
    assert "Came back in a Word file, which the team keeps." in text(root)
    assert kept.stem in text(root)


def test_a_key_is_told_and_one_that_is_no_longer_allowed_counts_for_nothing(keyed: Path, tmp_path: Path) -> None:
    largeprint("sign", "p", "--as", ANN, "--role", "legal", cwd=keyed)
    receipt(keyed)
    assert "this role has to give more than that" in text(keyed)
    largeprint("sign", "p", "--as", ANN, "--role", "legal", "--ssh-key", tmp_path / "key", cwd=keyed)
    receipt(keyed)
    assert "Signed with a key" in text(keyed)
    assert "this role has to give more than that" not in text(keyed)
    (keyed / "allowed_signers").write_text("")
    receipt(keyed)
    assert "Signed with a key" not in text(keyed)


def test_the_pdf_is_tagged_has_bookmarks_and_is_the_same_each_time(site: Path) -> None:
    receipt(site, "p/en", name="one.pdf")
    receipt(site, "p/en", name="two.pdf")
    assert (site / "one.pdf").read_bytes() == (site / "two.pdf").read_bytes()
    document = pypdfium2.PdfDocument(site / "one.pdf")
    assert document.is_tagged()
    titles = [mark.get_title() for mark in document.get_toc()]
    for title in ("The policy as a whole", "1. What do you need?", "2. Who gets it?", "The full text", "What we need"):
        assert title in titles
    assert "Ann Marker" in document[0].get_textpage().get_text_bounded()


def test_without_the_extra_it_says_what_to_install(site: Path) -> None:
    def hide() -> None:
        sys.modules["weasyprint"] = None  # type: ignore[assignment]

    ran = largeprint("status", "--receipt", "x.pdf", cwd=site, before=hide)
    assert ran.code == 3
    assert ran.next == "pip install 'largeprint[pdf]'"
    assert not (site / "x.pdf").exists()


def test_nothing_of_it_reaches_a_published_site(make_site: MakeSite) -> None:
    site = signed(make_site)
    publish(site)
    before = tree(site / "public")
    receipt(site)
    publish(site)
    assert tree(site / "public") == before
