"""Sentences end where a reader of that language would say so, and no word falls between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from largeprint.text.sentences import sentences

CASES = {
    "en": [
        ["We keep it for e.g. 30 days.", "Then it goes."],
        ["See No. 5 of the U.S. Code.", "It applies."],
        ["Art. 13(1)(a) applies.", "You may ask."],
        ["Nothing in sec. 4.2(b) limits that (see para. 3).", "Nor does Sch. 2."],
        ["Tencent International Service Pte. Ltd. is in Singapore.", "It decides."],
        ["We are Acme Inc.", "You are not."],
        ["Within approx. 30 days, incl. weekends, it ends.", "Mr. Smith knows."],
        ["We say no.", "You may go."],
        ["Can we share it?", "We can!", "“We do,” it says."],
        ["We cover costs of up to $5.50.", "Not more."],
        ["See example.com. for more, i.e. all of it.", "That is all."],
        ["(Each of them. In full.)"],
        ["(c) When the 60 days begin.", "For registration data, two things must have happened.", "They run from then."],
        ["We (the operator) share it.", "You (the user) can refuse (see (b)).", "Then we stop."],
        ["It runs on OpenGL 4.5 vs. 4.6.", "Both do."],
    ],
    "de": [
        ["Wir speichern z.B. Namen.", "Nach Art. 13 Abs. 1 lit. a gilt das."],
        ["Die Frist beträgt ca. 30 Tage.", "Am 3. Mai endet sie."],
    ],
    "fr": [["Nous gardons p.ex. votre nom.", "Cf. art. 13.", "Merci !"]],
    "es": [["Lo guardamos 30 días (art. 13 del RGPD).", "¿Puede pedirlo?", "Sí."]],
    "ru": [["Мы собираем данные, т.е. имя.", "См. ст. 13.", "Да."]],
    "zh-Hans": [["我们收集信息。", "您可以拒绝！"]],
    "ja": [["当社は情報を収集します。", "拒否できます（任意です。）。"]],
    "ar": [["نحن نجمع البيانات.", "هل توافق؟", "نعم."]],
    "hi": [["हम डेटा एकत्र करते हैं।", "आप मना कर सकते हैं।"]],
    "ko": [["우리는 정보를 수집합니다.", "거부할 수 있습니다."]],
}


@pytest.mark.parametrize(
    ("language", "expected"), [(language, case) for language, cases in CASES.items() for case in cases]
)
def test_sentences(language: str, expected: list[str]) -> None:
    between = "" if language in ("zh-Hans", "ja") else " "
    assert [sentence.text for sentence in sentences(between.join(expected), language)] == expected


def test_a_line_break_parts() -> None:
    assert [sentence.text for sentence in sentences("We collect:\nyour name\nyour age", "en")] == [
        "We collect:",
        "your name",
        "your age",
    ]


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(list(". !?()\n。Aa1")), max_size=200))
def test_nothing_but_blanks_lies_between(text: str) -> None:
    at = 0
    for sentence in sentences(text, "en"):
        assert not text[at : sentence.start].strip()
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        at = sentence.end
    assert not text[at:].strip()
