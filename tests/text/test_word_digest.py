"""The word digest: the same words are the same, whatever they look like; other words never are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import text_of


def digest(markdown: str) -> str:
    return text_of(policy=f"## S {{#s}}\n\n{markdown}\n").sections[0].digest


BASE = "We keep **logs** for 30 days.\n\n1. one\n2. two\n\n[More](#s)\n"


@pytest.mark.parametrize(
    "same",
    [
        "We keep logs for 30 days.\n\n1. one\n2. two\n\n[More](#s)\n",  # emphasis
        "We keep\n__logs__ for\n30 days.\n\n1.  one\n2.  two\n\n[*More*](#s)\n",  # wrapping, spacing
        "We   keep **logs** for 30 days.\n\n\n\n1. one\n2. two\n\n[More][m]\n\n[m]: #s\n",  # another way to link
    ],
)
def test_spacing_wrapping_and_emphasis_change_nothing(same: str) -> None:
    assert digest(same) == digest(BASE)


@pytest.mark.parametrize(
    "other",
    [
        BASE.replace("30", "90"),
        BASE.replace("logs", "Logs"),
        BASE.replace("[More](#s)", "[More](#t)"),
        BASE.replace("2. two", "3. two").replace("1. one", "2. one"),
        BASE.replace("1. one\n2. two", "1) one\n2) two"),
        BASE.replace("1. one\n2. two", "- one\n- two"),
        BASE.replace("1. one\n2. two", "1. one\n\n   1. two"),
        BASE.replace("logs** for", "logs** not for"),
        BASE.replace(" days.", " days, or more."),
        BASE.replace("1. one\n2. two", "> 1. one\n> 2. two"),
    ],
)
def test_words_labels_nesting_and_targets_change_it(other: str) -> None:
    assert digest(other) != digest(BASE)


def test_the_same_letters_in_another_normal_form_are_the_same_words() -> None:
    assert digest("caf\u00e9") == digest("cafe\u0301")


def test_a_line_broken_between_characters_of_a_script_without_blanks_changes_nothing() -> None:
    assert digest("我们收集数据。") == digest("我们收集\n数据。")
    assert digest("我们收集数据。") != digest("我们不收集数据。")


def test_front_matter_changes_nothing() -> None:
    bare, front = (text_of(policy=p) for p in ("## S\n\nText.\n", "---\ntitle: A\n---\n## S\n\nText.\n"))
    assert bare.digest == front.digest


WORDS = st.lists(st.text("abcdefgh数据éß", min_size=1, max_size=6), min_size=1, max_size=12)


@settings(max_examples=60)
@given(WORDS, st.randoms(use_true_random=False))
def test_rewrapped_words_have_the_same_digest_and_any_other_word_another(words: list[str], random) -> None:
    flowed = "".join(word + random.choice([" ", "\n", "  "]) for word in words).strip()
    assert digest(flowed) == digest(" ".join(words))
    assert digest(" ".join([*words, "z"])) != digest(" ".join(words))
