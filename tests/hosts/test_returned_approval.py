"""Approvals that come back in a packet: kept with the file, counted for exactly its words, lost with the file."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from largeprint.hosts.review import packet_of
from largeprint.outputs.packet_html import as_html
from largeprint.outputs.packet_word import as_word
from largeprint.pipeline import check
from tests.conftest import MakeSite
from tests.hosts.conftest import largeprint, tree
from tests.hosts.test_publish import FILES
from tests.office.packet import fill

ONE_ROLE = "publisher: Example Ltd\nbinding: en\neffective: 2026-03-01\nreviewers: {legal: returned}\n"
ALL = ("q01", "q02", "all")


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    """A policy in one language whose counsel has to answer in a file."""
    files = {name: data for name, data in FILES.items() if not name.startswith("p/de")}
    root = make_site({**files, "p/policy.yml": ONE_ROLE})
    assert largeprint("confirm", "--accept-best", cwd=root).code == 0
    return root


def sent_back(site: Path, *acts: Sequence[str], name: str = "Ann Lee", mark: str = "approved") -> Path:
    """The packet of today, decided in by counsel, in a file."""
    sent = as_word(packet_of(site, check(site), "p", "legal", None, None))
    decided = [["write", f"{key}_d_{mark}", "x"] for key in ALL]
    path = site / "back.docx"
    path.write_bytes(fill(sent, ["write", "cover_name", name], *decided, *acts))
    return path


def take(site: Path) -> str:
    ran = largeprint("review", "p", "--return", "back.docx", "--apply", "--yes", cwd=site)
    assert ran.code == 0, ran
    assert ran.next
    return ran.out


def standing(site: Path) -> dict[str, str]:
    ran = largeprint("status", "p", "--json", cwd=site)
    return {each["unit"]: each["state"] for each in json.loads(ran.out)}


def test_a_returned_file_approves_and_is_kept(site: Path) -> None:
    data = sent_back(site).read_bytes()
    assert "3 approvals" in take(site)
    assert set(standing(site).values()) == {"approved"}
    (kept,) = (site / "content/p/signoffs").glob("*.docx")
    assert kept.read_bytes() == data
    before = tree(site)
    assert "Nothing was written." in take(site)  # the same file does not count twice
    assert tree(site) == before
    assert largeprint("release", "p", "--effective", "2026-03-01", "--editorial", cwd=site).code == 0
    assert largeprint("publish", "-o", "public", "--as-of", "2026-03-01", cwd=site).code == 0
    assert not list((site / "public").rglob("*.docx"))


def test_without_the_file_or_with_another_nothing_counts(site: Path) -> None:
    sent_back(site)
    take(site)
    largeprint("release", "p", "--effective", "2026-03-01", "--editorial", cwd=site)
    (kept,) = (site / "content/p/signoffs").glob("*.docx")
    data = kept.read_bytes()
    for other in (None, data[:-1] + bytes([data[-1] ^ 1]), data + b"\0"):
        kept.unlink()
        if other is not None:
            kept.write_bytes(other)
        ran = largeprint("check", "p", cwd=site)
        assert ran.code == 1
        assert "came back in is gone, or was changed" in ran.out
        assert largeprint("publish", "-o", "public", "--as-of", "2026-03-01", cwd=site).code == 4
        kept.write_bytes(data)
    assert largeprint("check", "p", cwd=site).code == 0


def test_approved_as_edited_counts_once_the_source_has_the_words(site: Path) -> None:
    path = site / "content/p/en/summary.md"
    before = path.read_text("utf-8")
    sent_back(site, ["replace", "q01_a", "A name", "A full name"], mark="edited")
    take(site)
    assert path.read_text("utf-8") == before.replace("A name", "A full name")
    assert set(standing(site).values()) == {"approved"}
    assert largeprint("confirm", "--accept-best", cwd=site).code == 0  # the answer is read again, on the same words
    assert set(standing(site).values()) == {"approved"}
    path.write_text(before)
    assert standing(site) == {"p/en#provide": "changed", "p/en#share": "approved", "p/en": "approved"}


def test_what_was_struck_out_is_not_approved_as_it_stood(site: Path) -> None:
    """The author keeps the old words, though counsel approved only what it had made of them."""
    path = site / "content/p/en/summary.md"
    before = path.read_text("utf-8")
    sent_back(site, ["replace", "q02_a", "Nobody", "Hardly anybody"])
    take(site)
    path.write_text(before)
    assert standing(site)["p/en#share"] == "changed"


def test_a_section_changed_in_the_packet_is_approved_with_its_answer_and_with_the_whole(site: Path) -> None:
    sent_back(site, ["replace", "s002_b", "We need a name.", "We need your name."], mark="edited")
    take(site)
    assert "We need your name." in (site / "content/p/en/policy/01-what.md").read_text("utf-8")
    assert set(standing(site).values()) == {"approved"}


@pytest.mark.parametrize(
    ("old", "new", "still"),
    [
        ("Nobody. [More]", "Hardly anybody. [More]", {"p/en#provide", "p/en"}),
        ("An introduction.", "Another introduction.", {"p/en#provide", "p/en#share"}),
    ],
)
def test_an_older_packet_approves_what_still_reads_the_same(site: Path, old: str, new: str, still: set[str]) -> None:
    sent_back(site)
    path = site / "content/p/en/summary.md"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    said = take(site)
    assert "of an older text" in said
    assert {name for name, state in standing(site).items() if state == "approved"} == still


def test_evidence_is_a_part_of_what_was_seen(site: Path) -> None:
    sent_back(site)
    path = site / "content/p/en/evidence.yml"
    path.write_text(path.read_text("utf-8").replace("words: We need a name.", "words: need a name."), "utf-8")
    take(site)
    assert standing(site)["p/en#provide"] == "open"


@pytest.mark.parametrize(("name", "role", "why"), [("", "legal", "it has no name"), ("Ann Lee", "sales", "no role")])
def test_an_approval_by_nobody_or_in_no_role_is_told_and_not_kept(site: Path, name: str, role: str, why: str) -> None:
    acts = [["write", "cover_role", role]] if role != "legal" else []
    sent_back(site, *acts, name=name) if name else sent_back(site, name=" ")
    before = tree(site)
    assert why in take(site)
    assert tree(site) == before


def test_several_people_in_one_file_have_a_chain_each(site: Path) -> None:
    sent_back(site, ["write", "q02_name", "Bob Ray"])
    take(site)
    assert len(list((site / "content/p/signoffs").glob("*.jsonl"))) == 2
    assert largeprint("status", "--verify", cwd=site).code == 0


def test_not_yet_and_unclear_decisions_approve_nothing(site: Path) -> None:
    sent_back(site, mark="not-yet")
    before = tree(site)
    take(site)
    assert tree(site) == before
    sent_back(site, ["write", "q01_d_not-yet", "x"])
    take(site)
    assert standing(site) == {"p/en#provide": "open", "p/en#share": "approved", "p/en": "approved"}


def test_the_next_packet_says_how_things_stand_and_compares_with_what_was_approved(site: Path) -> None:
    sent_back(site)
    take(site)
    for day, words in (("2026-03-01", "A name."), ("2026-04-01", "A full name."), ("2026-05-01", "Your full name.")):
        path = site / "content/p/en/summary.md"
        text = path.read_text("utf-8")
        old = next(each for each in ("A name.", "A full name.") if each in text)
        path.write_text(text.replace(old, words), "utf-8")
        assert largeprint("confirm", "--accept-best", cwd=site).code == 0
        settings = site / "content/p/policy.yml"
        settings.write_text(re.sub("effective: .*", f"effective: {day}", settings.read_text("utf-8")), "utf-8")
        assert largeprint("release", "p", "--effective", day, "--editorial", cwd=site).code == 0
    packet = packet_of(site, check(site), "p", "legal", None, None)
    assert packet.asked.since == "2026-03-01"
    provide, share = packet.sheets
    assert provide.standing is not None
    assert share.standing is not None
    assert (provide.standing.state, share.standing.state, share.standing.name) == ("changed", "approved", "Ann Lee")
    assert "Changed since Ann Lee approved it" in as_html(packet).decode("utf-8")
    assert packet_of(site, check(site), "p", "", None, None).asked.since == "2026-05-01"
