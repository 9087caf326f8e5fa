"""Reading grades, each formula on an example that was worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from largeprint.text import reading
from largeprint.text.reading import FORMULAS, Counts, count, grade, sentences_of, syllables

HUNDRED = Counts(sentences=5, words=100, syllables=160, letters=470, long_words=25)
"""Twenty words a sentence, 1.6 syllables and 4.7 letters a word, a quarter of the words longer than six letters."""


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        (reading.flesch_kincaid, 11.09),  # 0.39 x 20 = 7.8; 11.8 x 1.6 = 18.88; 7.8 + 18.88 - 15.59
        (reading.amstad, 66.4),  # 180 - 20 - 58.5 x 1.6 = 180 - 20 - 93.6
        (reading.fernandez_huerta, 90.44),  # 206.84 - 60 x 1.6 - 1.02 x 20 = 206.84 - 96 - 20.4
        (reading.kandel_moles, 68.94),  # 207 - 1.015 x 20 - 73.6 x 1.6 = 207 - 20.3 - 117.76
        (reading.flesch_douma, 65.04),  # 206.84 - 0.93 x 20 - 77 x 1.6 = 206.84 - 18.6 - 123.2
        (reading.gulpease, 57.0),  # 89 + (300 x 5 - 10 x 470) / 100 = 89 + (1500 - 4700) / 100
        (reading.martins, 93.175),  # 248.835 - 1.015 x 20 - 84.6 x 1.6 = 248.835 - 20.3 - 135.36
        (reading.oborneva, 84.675),  # 206.835 - 1.3 x 20 - 60.1 x 1.6 = 206.835 - 26 - 96.16
        (reading.atesman, 82.345),  # 198.825 - 40.175 x 1.6 - 2.61 x 20 = 198.825 - 64.28 - 52.2
        (reading.lix, 45.0),  # 20 + 100 x 25 / 100
    ],
)
def test_a_formula_worked_out_by_hand(formula: reading.Callable[[Counts], float], value: float) -> None:
    assert formula(HUNDRED) == pytest.approx(value)


def test_every_formula_is_worked_out() -> None:
    assert len({formula.of for formula in FORMULAS.values()}) == 10


@pytest.mark.parametrize(
    ("base", "words"),
    [
        (
            "en",
            "we 1 make 1 information 4 used 1 needed 2 privacy 3 people 2 little 2 data 2 being 2",
        ),
        ("en", "identified 4 cookies 2 law 1 statement 2 purposes 3 services 3 third-party 3 2026 1"),
        ("de", "Daten 2 Information 5 neue 2 Quelle 2 Häuser 2 Nutzer 2 Speicherung 3"),
        ("es", "información 4 país 2 que 1 cuenta 2 teatro 3 guerra 2"),
        ("fr", "nous 1 utilisons 4 compte 1 données 2 qui 1"),
        ("it", "dati 2 privacy 3 quando 2 informazioni 5"),
        ("nl", "gegevens 3 privacy 3 wij 1 tweeën 2"),
        ("ru", "данные 3 мы 1 информация 5"),
        ("tr", "bilgi 2 kişisel 3 saat 2"),
    ],
)
def test_syllables(base: str, words: str) -> None:
    parts = words.split()
    wrong = {w: (syllables(w, base), int(n)) for w, n in zip(parts[::2], parts[1::2], strict=True)}
    assert {w: pair for w, pair in wrong.items() if pair[0] != pair[1]} == {}


def test_sentences_end_at_stops_and_at_blocks_and_not_at_shortened_words() -> None:
    html = (
        "<p>We keep it, e.g. for Example B.V. and others.\nAsk <a href='#x'>us</a>! Then? Yes</p>"
        "<ul><li>one</li><li>two</li></ul>"
    )
    assert sentences_of(html) == [
        "We keep it, e.g. for Example B.V. and others.",
        "Ask us!",
        "Then?",
        "Yes",
        "one",
        "two",
    ]


def test_what_is_counted() -> None:
    found = count(["We keep nothing.", "Ask us for 2 copies!"], "en")
    assert found == Counts(sentences=2, words=8, syllables=10, letters=28, long_words=1)


def test_a_few_words_and_a_language_without_a_formula_have_no_grade() -> None:
    text = "<p>" + "word " * 29
    assert grade(text + "</p>", "en") is None
    assert grade(text + "word</p>", "en") is not None
    assert grade(text * 3, "ja") is None
    assert not set(FORMULAS) & {"ar", "ja", "zh", "th", "ko", "he", "hi", "fa"}


def test_the_longest_sentences_come_first() -> None:
    found = grade("<p>" + "One two. " * 10 + "One two three four. One.</p>" + "<p>" + "a " * 12 + "</p>", "sv")
    assert found is not None
    assert found.longest[:2] == (12, 4)


@given(st.text(max_size=200), st.sampled_from([*sorted(FORMULAS), "ja"]))
def test_any_text_can_be_counted(text: str, base: str) -> None:
    found = count(sentences_of(text.replace("<", " ")), base)
    assert found.syllables >= found.words or not found.words
    assert found.words >= found.sentences
