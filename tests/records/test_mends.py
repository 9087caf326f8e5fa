"""Edits written into bytes: what they name, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from largeprint.model.finding import Edit
from largeprint.model.source import Place
from largeprint.records.mends import apart, line_of, with_edits


def edit(line: int, column: int, old: str, new: str, path: str = "a.md") -> Edit:
    return Edit(Place(path, line, column), old, new)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
def test_nothing_else_changes(end: str, mark: bytes) -> None:
    before = mark + f"é one two{end}{end}three\u2028four\x0cfive{end}six".encode()
    edits = [edit(1, 3, "one", "1"), edit(1, 7, "two", ""), edit(3, 6, "\u2028", " "), edit(4, 4, "", "!")]
    after = mark + f"é 1 {end}{end}three four\x0cfive{end}six!".encode()
    assert with_edits({"a.md": before}, edits) == {"a.md": after}


def test_files_that_no_edit_names_are_left_out() -> None:
    data = {"a.md": b"one\n", "b.md": b"two\n"}
    assert with_edits(data, [edit(1, 1, "two", "2", "b.md")]) == {"b.md": b"2\n"}


@pytest.mark.parametrize("wrong", [edit(1, 2, "one", "1"), edit(9, 1, "one", "1"), edit(1, 50, "x", "")])
def test_words_that_do_not_stand_there_raise(wrong: Edit) -> None:
    with pytest.raises(ValueError, match="does not stand here"):
        with_edits({"a.md": b"one\n"}, [wrong])


def test_of_two_that_touch_the_same_words_the_first_is_taken() -> None:
    whole, inside = edit(1, 1, "[Mor](#waht)", "[More](#waht)"), edit(1, 7, "#waht", "#what")
    beside, at_the_same_place = edit(1, 13, ".", ""), edit(1, 1, "", " ")
    assert apart([inside, whole, beside, at_the_same_place]) == (whole, beside)
    assert apart([edit(2, 1, "a", ""), edit(1, 1, "a", ""), edit(1, 2, "b", ""), edit(1, 1, "a", "")]) == (
        edit(1, 1, "a", ""),
        edit(1, 2, "b", ""),
        edit(2, 1, "a", ""),
    )
    assert len(apart([edit(1, 1, "ab", ""), edit(1, 1, "ab", "", "b.md")])) == 2


def test_a_line_as_it_stands() -> None:
    assert [line_of(b"\xef\xbb\xbfa\r\nb\rc", n) for n in (1, 2, 3, 4)] == ["a", "b", "c", ""]


@given(st.data())
def test_edits_that_are_apart_can_be_made_together(data: st.DataObject) -> None:
    text = data.draw(st.text("ab \u200b\r\n", max_size=40))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    edits = []
    for _ in range(data.draw(st.integers(0, 6))):
        number = data.draw(st.integers(0, len(lines) - 1))
        start = data.draw(st.integers(0, len(lines[number])))
        end = data.draw(st.integers(start, len(lines[number])))
        if lines[number]:
            edits.append(edit(number + 1, start + 1, lines[number][start:end], "x"))
    chosen = apart(edits)
    made = with_edits({"a.md": text.encode()}, chosen).get("a.md", text.encode()).decode()
    assert len(made) == len(text) + sum(len(e.new) - len(e.old) for e in chosen)
    assert [c for c in made if c in "\r\n"] == [c for c in text if c in "\r\n"]
