"""The page for reviewers: one file, no script, nothing from elsewhere, tables with heads, links that are relative."""

from __future__ import annotations

import re

from largeprint.layers.coverage import CoverageView, view_coverage
from largeprint.outputs.coverage import as_html, as_json
from largeprint.outputs.registry import OUTPUTS
from largeprint.read.disclosures import checklist
from tests.coverage.golden import SETTINGS, golden
from tests.outputs.pages import attribute, elements, parse, words

GAPS = re.sub(r"^  (keep-period|who-dpo|what-cookies): .*\n", "", SETTINGS, flags=re.MULTILINE).replace(
    "told:", 'applies: {joint-control: false}\nuntold: {who-dpo: "We have <none>."}\ntold:'
)
"""The golden policy with what a page can show: a gap, a proposal, a reason, a condition."""


def view(settings: str = GAPS, page: str = "") -> CoverageView:
    return view_coverage(checklist(), golden(settings), "7KQ4-M2XD", "ltr", page)


def coverage_page(settings: str = GAPS, page: str = "") -> bytes:
    """A page for reviewers with all that it can show."""
    return as_html(view(settings, page))


def test_it_acts_and_loads_nothing() -> None:
    text = coverage_page(page="wechat/index.html").decode("utf-8")
    assert "<script" not in text
    assert not re.search(r'(?:src|href)="(?!data:,|wechat/index\.html#)', text)
    assert "default-src 'none'; style-src 'sha256-" in text.replace("&#39;", "'")
    assert '<meta name="robots" content="noindex">' in text


def test_it_is_no_part_of_the_site() -> None:
    assert "coverage" not in OUTPUTS


def test_every_row_is_in_the_table_of_each_law_that_asks_for_it() -> None:
    told = view()
    tables = [each for each in elements(parse(coverage_page())) if each.name == "table"]
    assert len(tables) == len(told.groups) == 4
    for table, group in zip(tables, told.groups, strict=True):
        heads = [each for each in elements(table) if each.name == "th"]
        assert [words(each) for each in heads[:4]] == ["What is asked for", "Belongs in", "Told in", "Where"]
        assert all(attribute(each, "scope") in ("col", "row") for each in heads)
        assert len(heads) == 4 + len(group.rows)
        for head, row in zip(heads[4:], group.rows, strict=True):
            assert row.name in words(head)
            assert row.articles in words(head)
            assert row.id in words(head)


def test_it_says_what_it_checks_and_what_is_proposed() -> None:
    text = words(parse(coverage_page()))
    assert "Whether the words there suffice in law is not checked." in text
    assert "Text code 7KQ4-M2XD" in text
    assert "44 disclosures are asked for" in text
    assert "2 have a gap" in text
    assert "Proposed by words alone, and not counted: Question How long do you keep it? q-keep-period" in text
    assert "We have <none>." in text
    assert "None has a gap" in words(parse(coverage_page(SETTINGS)))


def test_places_are_links_only_where_a_page_is_given() -> None:
    assert b"<a " not in coverage_page()
    assert b'<a href="../p/index.html#q-rights-access"' in coverage_page(page="../p/index.html")


def test_the_same_facts_as_json() -> None:
    text = as_json([view()])
    assert text == as_json([view()])
    assert '"checks": "declared mapping"' in text
    assert text.index('"assumed"') < text.index('"checks"') < text.index('"counts"') < text.index('"disclosures"')
