"""What is opened and never closed must not swallow the clause after it."""

import pytest

from tests.conftest import findings_of, text_of

REPORTED = [
    "<div>",
    "<div>\n\n<div>\n\n<div>",
    '<a href="#a">open',
    "<b>open",
    "<!-- open",
    "words <!-- open",
    "<!-- open --",
    "<?php open",
    "<![CDATA[ open",
    "```\ncode",
    "~~~\ncode",
    "`````\n````\ncode",
    "<pre>\nopen",
    "<textarea>\nopen",
    "<style>\nopen",
    "<script>\nopen",
    "<title>\nopen",
    "<plaintext>\nopen",
    "<svg>\nopen",
    "<template>\nopen",
    "<noscript>\nopen",
    "<iframe>\nopen",
    "<table><tr><td>open",
    "<ol>\n<li>open",
    "<details>\n<summary>open",
    "<div><!-- open",
    "<div><script>\nopen",
    "- <div>\n",
    "> <div>\n> open",
    "</body>",
    "[Mor](#a",
    '[Mor](#a "open',
]
TEXT = [
    "<div",
    '<a title="open',
    "<!DOCTYPE open",
    "[Mor](",
    "![",
    "[Mor](<#a",
    "`open",
    "**open",
    "[ref]:",
    '[ref]: /x "open',
    "[^1]: note\n\n    more",
    "| a | b |\n|---|---|\n| x | `open |",
    "- item\n  ```\n  code",
    "> ```\n> code",
    "{: #open",
    "\\",
    "<p>open",
]


def policy(opened: str, gap: str) -> str:
    return f"# P\n\n## First {{#a}}\n\nalpha.\n\n{opened}\n{gap}## Last {{#last}}\n\nomega.\n\n## Final\n\nend.\n"


@pytest.mark.parametrize("gap", ["", "\n"], ids=["close", "apart"])
@pytest.mark.parametrize("opened", REPORTED + TEXT)
def test_the_sections_behind_it_stay_sections(opened: str, gap: str) -> None:
    shown = text_of(policy=policy(opened, gap)).sections
    assert [section.heading.text for section in shown] == ["P", "First", "Last", "Final"]
    assert [section.body.text for section in shown[2:]] == ["omega.", "end."]
    for word in ("open", "code", "more", "item"):
        notes = " ".join(note.body.text for note in shown[1].notes)
        assert word not in opened or word in f"{shown[1].body.text} {notes}" or "[ref]" in opened


@pytest.mark.parametrize("opened", REPORTED)
def test_what_is_left_open_is_a_finding_at_its_place(opened: str) -> None:
    found = [f for f in findings_of(policy=policy(opened, "\n")) if f.rule in ("markup-unsafe", "link-malformed")]
    assert found and found[0].place.line == 7


def test_the_same_holds_between_the_answers_of_a_summary() -> None:
    shown = text_of("# T\n\n### One?\n\n<div>Yes <!-- open\n\n```\n\n### Two?\n\nNo. [More...](#pp_what)\n").questions
    assert [question.heading.text for question in shown] == ["One?", "Two?"]
    assert shown[1].answer.text == "No."


def test_a_closed_fence_may_show_headings_and_tags() -> None:
    text = text_of(policy="## A {#a}\n\n````\n## no heading\n```\n<script>\n````\n\n## B\n\nend\n")
    assert [section.heading.text for section in text.sections] == ["A", "B"]
    assert "## no heading" in text.sections[0].body.text
