"""A redline holds both texts, and shows no more than what changed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from largeprint.layers.redline import Part, lines_of, redline, text_of
from largeprint.outputs.redline import as_json, as_lines, parts_of
from largeprint.outputs.redline_word import as_word
from largeprint.text.render import EditionText
from tests.conftest import SUMMARY
from tests.conftest import text_of as rendered
from tests.office import tracked

TABLE = "| Kind | How long |\n| --- | --- |\n| Text | 30 days |\n| Media | 3 days |\n"


def section(identifier: str, words: str) -> str:
    return f"## About {identifier} {{#{identifier}}}\n\n{words}\n\n"


def text(*sections: str, language: str = "en") -> EditionText:
    return rendered(policy="# All {#all}\n\n" + "".join(sections), language=language)


def changed(before: EditionText, after: EditionText, **moved: str) -> dict[str, Part]:
    return {part.id: part for part in redline(before, after, moved).changed}


def said(part: Part) -> str:
    """A part's blocks as a terminal has them, without colours."""
    from largeprint.outputs.redline import _plain

    return "\n".join(" | ".join(_plain(cell, False) for cell in block.cells) for block in part.blocks)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("We keep it for 30 days.", "We keep it for 90 days.", "We keep it for [-30-] {+90+} days."),
        ("We keep it.", "We never keep it.", "We {+never+} keep it."),
        ("1. One.\n2. Two.", "1. One.\n3. Two.", "1. One.\n[-2-] {+3+}. Two."),
        (TABLE, TABLE.replace("30 days", "90 days"), "Kind | How long\nText | [-30-] {+90+} days\nMedia | 3 days"),
        ("See [it](https://a.example/).", "See [it](https://b.example/).",
         "See [-it (https://a.example/)-] {+it (https://b.example/)+}."),
        ("我们保留三十天。", "我们保留九十天。", "我们保留[-三-]{+九+}十天。"),
        ("نحتفظ بها ثلاثين يوما.", "نحتفظ بها تسعين يوما.", "نحتفظ بها [-ثلاثين-] {+تسعين+} يوما."),
    ],
    ids=["a figure", "a word", "a label", "a cell", "where a link leads", "Chinese", "Arabic"],
)  # fmt: skip
def test_what_changed_is_shown_and_nothing_else(before: str, after: str, shown: str) -> None:
    found = changed(text(section("a", before)), text(section("a", after)))
    assert list(found) == ["a"]
    assert said(found["a"]) == shown


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We keep it for 30 days.", "We keep it\nfor  30 days."),
        ("We keep *it*.", "We **keep** it."),
        ("We keep it.\n\nWe do.", "We keep it.\n\n\n\nWe do."),
    ],
    ids=["wrapping", "emphasis", "empty lines"],
)
def test_a_change_of_blanks_shows_nothing(before: str, after: str) -> None:
    assert not redline(text(section("a", before)), text(section("a", after))).changed


def test_a_section_that_only_moved_shows_as_moved() -> None:
    a, b, c = (section(name, f"The words of {name}, which are its own.") for name in "abc")
    found = changed(text(a, b, c), text(b, c, a))
    assert [(part.id, part.state, part.moved) for part in found.values()] == [("a", "same", True)]
    (away, there) = [part for part in parts_of(redline(text(a, b, c), text(b, c, a))) if part.id == "a"]
    assert (away.state, there.state) == ("away", "moved")
    assert not there.html


def test_a_section_whose_id_moved_is_compared_with_what_it_was() -> None:
    before, after = text(section("old", "We keep it for 30 days.")), text(section("new", "We keep it for 90 days."))
    assert {part.state for part in changed(before, after).values()} == {"new", "gone"}
    (part,) = changed(before, after, old="new").values()
    assert (part.id, part.was, part.state) == ("new", "old", "edited")


def test_an_answer_and_its_facts_are_parts_too() -> None:
    facts = "\n\n| How long | 30 days |\n| --- | --- |\n"
    before = rendered(SUMMARY.replace("(#pp_what)", f"(#pp_what){facts}"))
    after = rendered(SUMMARY.replace("(#pp_what)", f"(#pp_what){facts.replace('30', '90')}"))
    (part,) = redline(before, after).changed
    assert (part.kind, part.id) == ("question", "provide")
    assert "How long | [-30-] {+90+} days" in said(part)


WORDS = st.sampled_from("we keep share your data days never 30 90 (a) unless. and, the".split())
BLOCKS = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=4).map("\n\n".join)
TEXTS = st.lists(st.tuples(st.sampled_from("abcdef"), BLOCKS), max_size=6, unique_by=lambda each: each[0]).map(
    lambda sections: text(*(section(name, words) for name, words in sections))
)


@settings(max_examples=150)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_had_back(before: EditionText, after: EditionText) -> None:
    found = redline(before, after)
    empty = redline(before, before), redline(after, after)
    assert lines_of(found, without="ins") == lines_of(empty[0], without="ins")
    assert lines_of(found, without="del") == lines_of(empty[1], without="del")
    assert not empty[0].changed
    packed = as_word(found, "A title", date(2026, 1, 1))
    assert tracked.lines(packed, accept=False) == lines_of(found, without="ins")
    assert tracked.lines(packed, accept=True) == lines_of(found, without="del")


def test_every_form_has_the_same_changes_and_the_same_bytes_each_time() -> None:
    before, after = text(section("a", TABLE)), text(section("a", TABLE.replace("30 days", "90 days")))
    found, again = redline(before, after), redline(before, after)
    assert as_word(found, "T", date(2026, 1, 1)) == as_word(again, "T", date(2026, 1, 1))
    assert as_json(found, "a", "b") == as_json(again, "a", "b")
    assert any("[-30-] {+90+}" in line for line in as_lines(found, colour=False))
    assert any("\x1b[31;9m30\x1b[0m" in line for line in as_lines(found, colour=True))
    (html,) = [part.html for part in parts_of(found)]
    assert "<del>" in html
    assert "Taken out: </span>30</del>" in html
    assert text_of(found.changed[0].heading, "del") == "About a"
