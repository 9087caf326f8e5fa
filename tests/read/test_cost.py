"""What a text of a few signs, many times over, costs: in proportion to its length, and never a word."""

import time
from collections.abc import Callable

import pytest

from largeprint.model.finding import InputError
from tests.conftest import findings_of, text_of

REPEATED = [
    "[",
    "]",
    "[]",
    "![",
    "[a](",
    "![a](",
    "*a **b ",
    "`a``b ",
    "<",
    "<!--",
    "x <!--",
    "<a ",
    'x <a b="',
    "<div>",
    "x<b>",
    "x</b>",
    "x<? ",
    "x<![CDATA[ ",
    "&",
    "{:",
    "{: #a ",
    "](",
    "[ab](#a ",
    "(#a)[",
    "(a) x\n",
    "(a) x\n\n",
    "(a) x\n\n(b) y\n\n",
    "<div>\n\n",
    "<table>\n\n",
    "<!--\n\n",
    "<pre>\n\n",
    "```\n\nx\n\n~~~~\n",
    '<a id="x"></a>\n',
    "see [ab](#a) it. ",
    "x {: #i } ",
    "a\u0301",
    "a  \n",
    "| x ",
    "[a\n",
    "[a]: x 'y\n",
    "- ",
]
GROWTH = 5
"""How much longer than in proportion a text may take on a busy machine. The square would be sixteen times as long."""


def policy(body: str) -> str:
    return f"## A {{#a}}\n\n{body}\n\n## B\n\nend words\n"


def seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


@pytest.mark.parametrize("signs", REPEATED)
def test_the_section_behind_a_thousand_of_them_is_whole(signs: str) -> None:
    try:
        text = text_of(policy=policy(signs * 1000))
    except InputError as error:
        assert error.place.line == 3 and error.todo
    else:
        assert [section.body.text for section in text.sections[-1:]] == ["end words"]


@pytest.mark.parametrize(
    "signs", ["[", "![", "x<b>", "<!--", "(a) x\n\n", "<div>\n\n", "see [ab](#a) it. ", "{:", "x "]
)
def test_sixteen_times_the_text_does_not_take_the_square_of_that(signs: str) -> None:
    few = min(seconds(lambda: findings_of(policy=policy(signs * 250))) for _ in range(3))
    many = min(seconds(lambda: findings_of(policy=policy(signs * 4000))) for _ in range(3))
    assert many < max(few, 0.01) * 16 * GROWTH


def test_lists_nested_beyond_measure_are_refused_with_their_place() -> None:
    for body in ("- " * 500 + "a", ">" * 500 + "a", "\n".join("  " * depth + "- a" for depth in range(300))):
        with pytest.raises(InputError) as caught:
            text_of(policy=policy(body))
        assert "nested" in caught.value.message


def test_anchor_lines_that_name_no_heading_are_told_at_once() -> None:
    body = '<a id="x"></a>\n' * 60 + "<b></b>"
    assert text_of(policy=policy(body)).sections[-1].body.text == "end words"


def test_links_in_a_text_of_very_many_brackets_are_still_links() -> None:
    body = "[1] `[` \\[ " * 60 + "[see [this]](#a) and ![x [y] z](p.png)"
    links = text_of(policy=policy(body)).edition.sections[0].body.links
    assert [(link.text, link.target) for link in links] == [("see [this]", "#a"), ("x [y] z", "p.png")]
