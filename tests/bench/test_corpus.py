"""The texts that are measured: the same for both tools, the same every time, and free of mistakes."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from bench.corpus import large_print_form, make_policy, stock_form, write_both

from largeprint.pipeline import check

POLICIES = [make_policy(seed=7, index=index) for index in (1, 2, 3)]


def words_of(markdown: str) -> list[str]:
    """The words without where links lead."""
    return re.sub(r"\]\([^)]*\)", "]", markdown).split()


def test_a_seed_gives_the_same_texts_and_another_one_others() -> None:
    assert make_policy(7, 2) == POLICIES[1]
    assert make_policy(8, 2).full != POLICIES[1].full
    assert make_policy(7, 3).full != POLICIES[1].full


def test_a_policy_alone_is_the_policy_in_a_larger_corpus(tmp_path: Path) -> None:
    small, large = (write_both(tmp_path / str(number), number)[0] for number in (1, 3))
    name = "content/policy-001/en/policy.md"
    assert (small / name).read_bytes() == (large / name).read_bytes()


def test_both_forms_hold_the_same_words() -> None:
    ours, theirs = dict(large_print_form(POLICIES)), dict(stock_form(POLICIES))
    assert ours["content/index.md"] == theirs["docs/index.md"]
    for policy in POLICIES:
        for layer in ("summary", "policy"):
            mine, other = ours[f"content/{policy.id}/en/{layer}.md"], theirs[f"docs/{policy.id}/{layer}.md"]
            assert words_of(mine) == words_of(other)
    assert sum(name.endswith(".md") for name in ours) == sum(name.endswith(".md") for name in theirs) == 7


def test_every_link_of_the_stock_summary_leads_into_the_full_text() -> None:
    theirs = dict(stock_form(POLICIES))
    anchors = set(re.findall(r"\{#(\w+)\}", theirs["docs/policy-001/policy.md"]))
    targets = re.findall(r"\]\((\S+?)\)", theirs["docs/policy-001/summary.md"])
    assert {target.removeprefix("policy.md#") for target in targets} == anchors


def test_the_sizes_are_those_that_the_readme_tells() -> None:
    for policy in POLICIES:
        words = len((policy.summary + policy.full).split())
        assert 5_800 < words < 7_200
        assert policy.summary.count("\n### ") == 8
        assert policy.full.count("\n## ") + policy.full.count("\n### ") == 40


def test_large_print_finds_nothing_wrong_with_them(tmp_path: Path) -> None:
    """But what the lint of claims says: words are drawn by lot, so that no section need say what an answer says."""
    ours, _ = write_both(tmp_path, 2)
    lint = {"claim-overstates", "claim-ungrounded", "figure-contradicted", "figure-unsupported", "link-astray"}
    assert {finding.rule for finding in check(ours).findings} <= lint


def test_both_tools_show_the_same_words_of_the_full_text(tmp_path: Path) -> None:
    markdown = pytest.importorskip("markdown")
    ours, theirs = write_both(tmp_path, 1)
    ((_, text),) = check(ours).texts
    source = (theirs / "docs/policy-001/policy.md").read_text(encoding="utf-8")
    reader = _Words()
    reader.feed(markdown.markdown(source, extensions=["attr_list", "tables", "toc", "fenced_code"]))
    shown = [
        word for section in text.sections for part in (section.heading, section.body) for word in part.text.split()
    ]
    assert Counter(shown) == Counter(" ".join(reader.pieces).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("a", "strong", "em"):
            self.pieces.append("")

    def handle_data(self, data: str) -> None:
        if self.pieces:
            self.pieces[-1] += data
        else:
            self.pieces.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.handle_starttag(tag, None)
