"""What a text is compared by: one stem for all forms of a word, and no word lost that a promise turns on."""

from __future__ import annotations

import unicodedata

import pytest

from largeprint.text.stems import stems


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "We delete it", "we deleted it"),
        ("en", "cookie policies", "Cookie Policy"),
        ("de", "Wir löschen Ihre Nachrichten", "wir löschen ihre Nachricht"),
        ("fr", "l’utilisateur supprime", "les utilisateurs supprimés"),
        ("es", "los proveedores", "el proveedor"),
        ("ru", "персональные данные", "персональных данных"),
        ("ar", "الشخصية", "شخصية"),
        ("tr", "İZİNLER", "izinler"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    assert stems(one, language) == stems(other, language) != ()


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        (
            "en",
            "You may not share it, and must never sell it except by law; only we can.",
            "may not must never onli can",
        ),
        ("de", "Wir dürfen es nicht und müssen es nie, nur mit Zustimmung, ohne Ausnahme.", "nicht nie nur"),
        ("fr", "Nous ne vendons pas, jamais, sauf avec accord, sans exception.", "pas jam sauf san"),
        ("es", "No vendemos nunca, salvo con permiso, sin excepción.", "no nunc salv sin"),
        ("ar", "لا نبيع إلا بعد الموافقة", "لا"),
    ],
)
def test_negations_and_modals_are_kept(language: str, text: str, kept: str) -> None:
    assert set(kept.split()) <= set(stems(text, language))


@pytest.mark.parametrize(
    ("short", "long"), [("don't", "do not"), ("We can’t", "we cannot"), ("won't", "will not"), ("isn't", "is not")]
)
def test_a_negation_behind_an_apostrophe_is_one(short: str, long: str) -> None:
    assert stems(short, "en") == stems(long, "en")
    assert stems(short, "en")[-1] == "not"


def test_words_that_every_sentence_has_are_left_out() -> None:
    assert stems("The name of a person is in the account.", "en") == ("name", "person", "account")
    assert stems("Der Name und die Adresse", "de") == ("nam", "adress")
    assert stems("the of and", "en") == stems("", "en") == stems("… — !", "en") == ()


def test_scripts_without_blanks_give_bigrams() -> None:
    assert stems("个人信息。", "zh-Hans") == ("个人", "人信", "信息")
    assert stems("我", "zh") == ("我",)
    assert stems("信息ID12保存", "zh-Hans") == ("信息", "id12", "保存")
    assert stems("データ", "ja") == ("デー", "ータ")
    assert stems("개인정보", "ko") == ("개인", "인정", "정보")


def test_marks_part_no_word_and_invisible_signs_are_nothing() -> None:
    assert stems("नहीं", "hi") == stems(unicodedata.normalize("NFD", "नहीं"), "hi")
    assert len(stems("जानकारी", "hi")) == 1
    assert stems("infor\u00admation", "en") == stems("information", "en")
    assert stems(unicodedata.normalize("NFD", "löschen"), "de") == stems("löschen", "de")


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert stems("Ní thugaimid sonraí, choíche!", "xx") == ("ní", "thugaimid", "sonraí", "choíche")
