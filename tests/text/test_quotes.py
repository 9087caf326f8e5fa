"""What can be quoted of a section: a sentence, a row of a table, a stressed lead-in with what it leads in."""

import pytest

from largeprint.text.quotes import nearest, quotable, stands_in
from tests.conftest import text_of


@pytest.mark.parametrize(
    ("markdown", "units"),
    [
        ("We ask. You say.", ["We ask.", "You say."]),
        ("| Kind | How long |\n| - | - |\n| Text. | 3 days. No more. |", ["Kind How long", "Text. 3 days. No more."]),
        ("**Choice.** You may say no. We go on.", ["Choice. You may say no.", "We go on."]),
        ("*Choice.* You may say no.", ["Choice. You may say no."]),
        ("No. You may **not.** We say so.", ["No.", "You may not.", "We say so."]),
        ("- One thing.\n- Another.", ["One thing.", "Another."]),
    ],
    ids=["sentences", "a row of a table", "strong lead-in", "stressed lead-in", "short and plain", "items"],
)
def test_a_section_is_quoted_in_units_that_say_something(markdown: str, units: list[str]) -> None:
    section = text_of(policy=f"## S {{#s}}\n\n{markdown}\n").sections[0]
    assert quotable(section, "en") == units


def test_words_stand_in_a_text_whole_and_in_order() -> None:
    assert stands_in("may say\nno.", "You may say no.")
    assert not stands_in("say may no", "You may say no.")
    assert not stands_in("ay say", "You may say no.")
    assert not stands_in(" ", "You may say no.")
    assert stands_in("See how.", "Ask our teams.See how.")
    assert not stands_in("हम डेट", "हम डेटा एकत्र")


def test_the_nearest_words_share_more_than_half() -> None:
    texts = ["We keep chat text for 72 hours. We keep nothing else."]
    assert nearest("We keep chat text for 120 hours.", texts, "en") == "We keep chat text for 72 hours."
    assert nearest("Cookies are set by others.", texts, "en") == ""
