"""YAML that is broken: each common mistake in plain words, at the place that the author has to change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from largeprint.read.yaml import read_yaml

MISTAKES = [
    # where: the sign » stands before the place; what is wrong; what to do
    ("name: Ours\n»\tlanguage: en\n", "A tab stands before this line", "two for each level"),
    ("policies:\n  - p\n»\t- q\n", "A tab stands before this line", "Put blanks in its place"),
    ("name:»\tOurs\n", "A tab stands here", "Put a blank in its place"),
    ('name: »"Ours\nlanguage: en\n', "The quotation that opens here is never closed", 'where its words end: "'),
    ("name: »'Ours\nlanguage: en\n", "The quotation that opens here is never closed", "where its words end: '"),
    ('name: »"Ours\nlanguage: "en"\n', "is not closed before the next one", "Close it where its own words end"),
    ("name: »'it's fine'\n", "is closed before these words: s fine'", '"it\'s fine"'),
    ('name: »"The "best" one"\n', 'is closed before these words: best" one"', "'The \"best\" one'"),
    ('name: »"Ours" Ltd\n', "is closed before these words: Ltd", "'\"Ours\" Ltd'"),
    ('name: "C:»\\Docs"\n', '"\\D" stands for no sign', "Write the backslash twice"),
    ("contact: »@example\n", 'A value cannot begin with "@"', 'between quotation marks: "@example"'),
    ("name: »`Ours`\n", 'A value cannot begin with "`"', 'between quotation marks: "`Ours`"'),
    ("name: »%Ours\n", 'A value cannot begin with "%"', 'between quotation marks: "%Ours"'),
    ("name: »*Ours* now\n", 'A value cannot begin with "*"', 'between quotation marks: "*Ours* now"'),
    ("name: »& more\n", 'A value cannot begin with "&"', 'between quotation marks: "& more"'),
    ("name: »> Ours\n", 'A value cannot begin with ">"', 'between quotation marks: "> Ours"'),
    ("name: »] Ours\n", 'A value cannot begin with "]"', 'between quotation marks: "] Ours"'),
    ("policies: [p, »@q]\n", 'A value cannot begin with "@"', "Put the whole value between quotation marks."),
    ("name: Ours\n»%x: y\n", 'A line cannot begin with "%"', "Take it out"),
    ("name: »&Ours\n", "Aliases and anchors (& and *)", "words that begin with this sign go between quotation marks"),
    ("name: »!Ours\n", "Tags (!)", "words that begin with this sign go between quotation marks"),
    ("name: »[Ours] Ltd\n", "is closed before these words: Ltd", 'between quotation marks: "[Ours] Ltd"'),
    ("name: »{Ours} Ltd\n", "is closed before these words: Ltd", 'between quotation marks: "{Ours} Ltd"'),
    ("name: {»{ Ours }}\n", "A key has to be a word", "words that begin with a bracket go between quotation marks"),
    ("name: »[Ours\nlanguage: en\n", "The bracket that opens here is never closed", 'Close it with "]"'),
    ("moved: »{a: b\nlanguage: en\n", "The bracket that opens here is never closed", 'Close it with "}"'),
    ("policies: »[p, q}\n", "The bracket that opens here is never closed", 'Close it with "]"'),
    ('policies: ["p" »"q"]\n', 'A comma is missing before "q"', '"[a, b]"'),
    ("aside:\n  - {rule: a »at: p}\n", 'A comma is missing before "at"', '"{a: b, c: d}"'),
    ("name: »Ours: the site\n", "A colon with a blank behind it stands inside", '"Ours: the site"'),
    ("name:»Ours\n", 'A blank is missing behind the colon of "name"', 'Write "name: Ours"'),
    ("name:»Ours\nlanguage: en\n", 'A blank is missing behind the colon of "name"', 'Write "name: Ours"'),
    ("name: Ours\nlanguage:»en\n", 'A blank is missing behind the colon of "language"', 'Write "language: en"'),
    ("aside:\n  - rule:»a\n    at: p\n", 'A blank is missing behind the colon of "rule"', 'Write "rule: a"'),
    ("policies:\n  - p\n  -»q\n", "A blank is missing behind the hyphen", 'Write "- q"'),
    ("name»：Ours\n", 'The colon behind "name" is another sign than ":"', 'Write "name: Ours"'),
    ("name: Ours\nlanguage»：en\n", 'The colon behind "language" is another sign', 'Write "language: en"'),
    ("name: Ours\n»and Theirs\nlanguage: en\n", "This line has no key", "put two blanks before it"),
    ("name: Ours\n»: en\n", "No key stands before this colon", 'Write "key: value"'),
    ("policies: »- p\n", "A list cannot begin on the line of its key", 'Begin it on the next line: "  - p"'),
    ("name: Ours\n»- p\n", "and no key of a list above it", 'such as "policies:"'),
    ("name: Ours\n  »language: en\n", "stands deeper than the one above it", "Take the blanks before it out"),
    ("moved:\n  a: b\n   »c: d\n", "stands deeper than the one above it", "Put 2 blanks before it"),
    ("moved:\n  a: b\n »c: d\n", "in a column in which nothing above it begins", "Put 2 blanks before it"),
    ("aside:\n  - rule: a\n   »at: p\n", "in a column in which nothing above it begins", "Put 4 blanks before it"),
    ("policies:\n  - p\n »- q\n", "in a column in which nothing above it begins", "Put 2 blanks before it"),
    ("policies:\n  - p\n »name: q\n", "in a column in which nothing above it begins", "Take the blanks before it out"),
    ("» name: Ours\nlanguage: en\n", "This line begins behind blanks", "Take the blanks before it out"),
]


@pytest.mark.parametrize(("marked", "message", "todo"), MISTAKES)
def test_a_mistake_is_told_where_it_is_to_be_mended(marked: str, message: str, todo: str) -> None:
    before, _, after = marked.partition("»")
    value, _, (fault,) = read_yaml("site.yml", before + after)
    assert value is None
    assert (fault.place.line, fault.place.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert message in fault.message
    assert todo in fault.todo


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("name: Ours\nlanguage:en\n", "name: Ours\nlanguage: en\n"),
        ("name：Ours\nlanguage: en\n", "name: Ours\nlanguage: en\n"),
        ("policies:\n- p\n-q\n", "policies:\n- p\n- q\n"),
    ],
)
def test_a_blank_that_is_missing_is_a_mend(text: str, mended: str) -> None:
    _, _, (fault,) = read_yaml("site.yml", text)
    assert fault.edit is not None
    lines = text.split("\n")
    line, at = lines[fault.edit.place.line - 1], fault.edit.place.column - 1
    lines[fault.edit.place.line - 1] = line[:at] + fault.edit.new + line[at + len(fault.edit.old) :]
    assert "\n".join(lines) == mended
    assert read_yaml("site.yml", mended)[2] == []


def test_in_front_matter_the_lines_are_those_of_the_file() -> None:
    _, _, (fault,) = read_yaml("summary.md", "title: a\ndescription:b\n", first_line=2)
    assert (fault.place.line, fault.place.column) == (3, 13)


@pytest.mark.parametrize(
    "text",
    [
        "name: Ours, at 10:30\n",
        "name: 'It''s ours'\n",
        'name: "Ours: the site"\n',
        "name: Ours\n  and theirs\n",
        "address: https://example.org/\n",
        "policies: [p,\n  q]\n",
        "name: a@b & c * d\n",
        "name: >\n  Ours\n",
    ],
)
def test_what_is_whole_is_taken(text: str) -> None:
    assert read_yaml("site.yml", text)[2] == []


SIGNS = st.sampled_from([*"\"'[]{}:,- \n\t@`%&*!|>?#\\：\x85\u2028", "name: ", "\n  - ", "a", "'s "])


@given(st.lists(SIGNS, max_size=30).map("".join))
def test_whatever_is_written_a_fault_has_a_place_in_it_and_plain_words(text: str) -> None:
    _, _, faults = read_yaml("site.yml", text)
    for fault in faults:
        assert 1 <= fault.place.line <= len(text.splitlines()) + 1
        assert fault.message.endswith(".")
        for jargon in ("token", "scalar", "mapping", "block", "stream", "expected", "<"):
            assert jargon not in fault.message + fault.todo
