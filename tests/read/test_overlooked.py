"""Files that look like a part of a policy and are not read are told of, each with what to do; others are left alone."""

from __future__ import annotations

import pytest

from largeprint.model.finding import Finding
from largeprint.pipeline import check
from tests.conftest import POLICY, SUMMARY, MakeSite

PARTS: dict[str, str | None] = {"p/en/policy.md": None, "p/en/policy/01-need.md": POLICY}
"""A full text in a folder of parts."""


def found(make_site: MakeSite, files: dict[str, str | None]) -> list[Finding]:
    return [finding for finding in check(make_site(dict(files))).findings if finding.rule == "structure-invalid"]


@pytest.mark.parametrize(
    ("name", "todo"),
    [
        ("p/en/policy/02-use.markdown", "Rename it to 02-use.md"),
        ("p/en/policy/02-use.MD", "Rename it to 02-use.md"),
        ("p/en/policy/02-use.txt", "Rename it to 02-use.md"),
        ("p/en/policy/01-need.txt", "01-need.md is there already: take one of the two away."),
        ("p/en/summary.markdown", "summary.md is there already"),
        ("p/en/Summary.md", "summary.md is there already"),
        ("p/en/POLICY.md", "Rename it to policy.md"),
        ("p/en/policy.txt", "Rename it to policy.md"),
        ("p/en/policy (copy).md", 'Take it away, or begin its name with "_".'),
        ("p/en/summary2.md", 'Take it away, or begin its name with "_".'),
        ("p/policy.md", 'Take it away, or begin its name with "_".'),
    ],
)
def test_a_file_that_is_not_read(make_site: MakeSite, name: str, todo: str) -> None:
    (finding,) = found(make_site, {**PARTS, name: "## More\n\nWords.\n"})
    assert str(finding.place) == f"content/{name}:1:1"
    assert "This file is not read" in finding.message
    assert finding.todo.startswith(todo)


def test_a_folder_in_the_folder_of_parts(make_site: MakeSite) -> None:
    (finding,) = found(make_site, {**PARTS, "p/en/policy/more/02-use.md": POLICY})
    assert str(finding.place) == "content/p/en/policy/more:1:1"
    assert "Move them up into content/p/en/policy" in finding.todo


def test_a_folder_of_parts_in_another_case(make_site: MakeSite) -> None:
    places = [str(f.place) for f in found(make_site, {"p/en/policy.md": None, "p/en/Policy/1.md": POLICY})]
    assert "content/p/en/Policy:1:1" in places


def test_parts_beside_a_whole_text_whatever_their_ending(make_site: MakeSite) -> None:
    (finding,) = found(make_site, {"p/en/policy/02-use.markdown": POLICY})
    assert str(finding.place) == "content/p/en/policy:1:1"
    assert finding.todo == "Keep one of the two."


def test_a_summary_by_another_name_is_named_and_not_only_missed(make_site: MakeSite) -> None:
    (finding,) = found(make_site, {"p/de/Summary.md": SUMMARY, "p/de/policy.md": POLICY})
    assert str(finding.place) == "content/p/de/Summary.md:1:1"
    assert finding.todo == 'Rename it to summary.md; or begin its name with "_".'


def test_a_policy_of_which_no_name_is_right_is_seen(make_site: MakeSite) -> None:
    places = [str(f.place) for f in found(make_site, {"q/en/Summary.md": SUMMARY, "q/en/policy.markdown": POLICY})]
    assert places == ["content/q:1:1", "content/q/en/Summary.md:1:1", "content/q/en/policy.markdown:1:1"]


@pytest.mark.parametrize(
    "name",
    [
        "p/en/policy/images/x.png",
        "p/en/policy/x.png",
        "p/en/images/notes.txt",
        "p/en/policy/.02-use.txt",
        "p/en/policy/_02-use.txt",
        "p/en/policy/_old/02-use.md",
        "p/en/policy/01-need.md~",
        "p/en/policy/01-need.md.orig",
        "p/en/_summary.md",
        "p/en/notes.txt",
        "p/notes.txt",
        "guide/en/SUMMARY.md",
        "guide/policy.txt",
    ],
)
def test_what_is_no_mistake(make_site: MakeSite, name: str) -> None:
    assert found(make_site, {**PARTS, name: "Words.\n"}) == []


def test_a_heading_of_the_front_page_that_is_not_shown(make_site: MakeSite) -> None:
    (finding,) = found(make_site, {"index.md": "# Ours\n\nWords.\n\n## Start here\n\nMore.\n"})
    assert str(finding.place) == "content/index.md:5:1"
    assert finding.message == 'The front page has one heading, its title: "Start here" is not shown.'
