"""The digests are promises: sign-offs and releases rest on them."""

from largeprint.model.digest import byte_digest, text_code, word_digest


def test_the_digests_are_frozen() -> None:
    assert byte_digest(b"large print\n") == "b09a9598e48f2afb91131195bc3a55bd57e9dfd0bf9b797327f1883ff56c97c0"
    marks = ["<p>", "We", "need", "a", "name.", "</p>"]
    assert word_digest(marks) == "65bec164261b7f21bab4c11742197e1af4bcce8605e13140256b21773104b3f9"
    assert text_code(word_digest(marks)) == "CPZC-2S16"


def test_no_two_lists_of_marks_are_the_same_text() -> None:
    assert word_digest(["a b"]) != word_digest(["a", "b"])
    assert word_digest(['a","b']) != word_digest(["a", "b"])
    assert word_digest([]) != word_digest([""])


def test_the_code_for_the_eye_has_no_letters_that_look_alike() -> None:
    code = text_code(word_digest(["We need a name."]))
    assert len(code) == 9
    assert code[4] == "-"
    assert not set(code) & set("ILOU")
