"""Marks change no word: what is put in are tags and attributes, and every id lands where the words are."""

import re

from hypothesis import given
from hypothesis import strategies as st

from largeprint.layers.marks import Mark, marked, numbered
from largeprint.text.words import read_html


def mark(words: str, name: str = "w") -> Mark:
    return Mark(words, f"lp-w-{name}", "lp-x-q-1")


def said(html: str) -> list[str]:
    return re.findall(r'<span id="lp-w-[^>]*>([^<]+)<', html)


def test_plain_words() -> None:
    html, placed = marked("<p>We need a name. It is free.</p>", [mark("It is free.")])
    assert placed == {"lp-w-w"}
    assert html.startswith('<p>We need a name. <span id="lp-w-w">It is free.</span><a class="lp-ref" href="#lp-x-q-1"')


def test_across_tags_entities_and_lines() -> None:
    html, _ = marked("<p>We need\na <strong>full &amp; true</strong> name.</p>", [mark("need a full & true name.")])
    assert said(html) == ["need\na "]
    assert html.index(" name.<a") > 0


def test_words_of_two_blocks_are_not_one() -> None:
    assert marked("<ul><li>no</li><li>tice</li></ul>", [mark("notice")])[1] == set()
    html, _ = marked("<ul>\n<li>a name</li>\n<li>an age</li>\n</ul>", [mark("a name an age")])
    assert html.startswith('<ul>\n<li><span id="lp-w-w">a name</span></li>\n<li>an age<a class="lp-ref"')


def test_words_that_are_marked_in_part_still_get_a_place() -> None:
    html, placed = marked("<p>One two three four.</p>", [mark("One two three", "a"), mark("two three four.", "b")])
    assert placed == {"lp-w-a", "lp-w-b"}
    assert '<span id="lp-w-b"></span>two' in html


def test_no_link_inside_a_link() -> None:
    html, _ = marked('<p>See <a href="#x">the terms</a>.</p>', [mark("the terms")])
    assert "lp-ref" not in html
    assert said(html) == ["the terms"]


def test_words_that_are_not_there() -> None:
    assert marked("<p>One.</p>", [mark("Two.")]) == ("<p>One.</p>", set())


def test_numbers_stand_behind_their_sentences() -> None:
    html = numbered("<p>We do. We <em>do</em> not. We do.</p>", [("We do.", 1), ("We do not.", 2), ("We do.", 3)])
    assert html == (
        '<p>We do.<span class="lp-n" data-n="1"></span> We <em>do</em> not.<span class="lp-n" data-n="2"></span> '
        'We do.<span class="lp-n" data-n="3"></span></p>'
    )


PIECES = st.sampled_from(
    ["a", "b", " ", "&amp;", "<em>", "</em>", "<p>", "</p>", "<br>", "字", "\n", "é", "<li>", "</li>"]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.lists(st.text("ab &字é", min_size=1, max_size=6), max_size=4))
def test_no_word_and_no_digest_changes(html: str, wanted: list[str]) -> None:
    before = read_html(html)
    made, placed = marked(html, [mark(words, str(number)) for number, words in enumerate(wanted)])
    without = re.sub(r'<a class="lp-ref".*?</a>', "", made)
    after = read_html(without)
    assert after.text == before.text
    assert after.marks == before.marks
    assert {identifier for identifier in after.ids if identifier.startswith("lp-w-")} == placed
