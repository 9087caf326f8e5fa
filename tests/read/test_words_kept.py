"""Whatever the markup around them, the words of a text come out, all of them and in their order."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import text_of

Piece = tuple[str, list[str]]
"""Markdown, and the words that a reader has to find in it."""

WORD = st.sampled_from("notice data é_ü 条款 хранение θ9 حق purpose ten".split())
RUNNING = st.sampled_from(
    ["{}", "{}", "**{}**", "*{}*", "`{}`", "[{}](#s)", "![{}](x.png)", "<b>{}</b>", "&amp; {} \\*", "~~{}~~", "“{}”,"]
)


@st.composite
def lines(draw: st.DrawFn) -> Piece:
    words = draw(st.lists(WORD, min_size=1, max_size=5))
    ends = st.sampled_from([" ", "\n", "  \n", "\\\n"])
    parts = [draw(RUNNING).format(word) + draw(ends) for word in words]
    return re.sub(r"\\$", "", "".join(parts).strip()), words


@st.composite
def listing(draw: st.DrawFn, inner: st.SearchStrategy[Piece]) -> Piece:
    delimiter, start = draw(st.sampled_from(["", ".", ")"])), draw(st.sampled_from([0, 1, 3, 9, 120]))
    made, words = [], []
    for number, item in enumerate(draw(st.lists(st.tuples(WORD, st.none() | inner), min_size=1, max_size=3)), start):
        label = f"{number}{delimiter} " if delimiter else "- "
        words += [*([str(number)] if delimiter else []), item[0], *(item[1][1] if item[1] else [])]
        body = [item[0], *(["", *item[1][0].split("\n")] if item[1] else [])]
        made += [label + body[0], *(" " * len(label) + line if line else "" for line in body[1:])]
    return "\n".join(made), words


@st.composite
def table(draw: st.DrawFn) -> Piece:
    width = draw(st.integers(2, 4))
    rows = [draw(st.lists(WORD, min_size=width, max_size=width))]
    rows += draw(st.lists(st.lists(WORD, min_size=1, max_size=width + 2), max_size=3))
    made = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([made[0], "|" + "---|" * width, *made[1:]]), [word for row in rows for word in row]


@st.composite
def raw(draw: st.DrawFn) -> Piece:
    first, second = draw(WORD), draw(WORD)
    forms = [
        "```\n{}\n\n# {}\n```",
        "<table><tr><td>{}</td>\n\n<td>{}</td></tr></table>",
        "<details><summary>{}</summary>\n\n{}\n\n</details>",
        "<!-- a remark -->{} {}",
    ]
    return draw(st.sampled_from(forms)).format(first, second), [first, second]


def quoted(inner: st.SearchStrategy[Piece]) -> st.SearchStrategy[Piece]:
    return inner.map(lambda piece: ("\n".join(f"> {line}".rstrip() for line in piece[0].split("\n")), piece[1]))


BLOCK = st.recursive(lines() | table() | raw(), lambda inner: listing(inner) | quoted(inner), max_leaves=4)


def words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(WORD, st.lists(BLOCK, max_size=3)), min_size=1, max_size=3))
def test_words_come_out_in_their_order_whatever_is_around_them(sections: list[tuple[str, list[Piece]]]) -> None:
    between = "\n\n<!-- next -->\n\n"  # two lists in a row would be one
    source = [f"## {heading}\n\n" + between.join(markdown for markdown, _ in blocks) for heading, blocks in sections]
    shown = text_of(policy="## S {#s}\n\nbody\n\n" + "\n\n".join(source)).sections[1:]
    for (heading, blocks), section in zip(sections, shown, strict=True):
        assert words_in(section.heading.text) == [heading]
        assert words_in(section.body.text) == [word for _, words in blocks for word in words]


def test_a_footnote_is_shown_once_however_often_it_is_meant() -> None:
    policy = "## A\n\nx[^n] y[^n]\n\n## B\n\nz[^n] u[^none]\n\n[^n]: The note.\n\n    Its end.\n\n[^left]: Alone.\n"
    shown = text_of(policy=policy)
    assert [note.body.text for s in shown.sections for note in s.notes] == ["The note.\nIts end.", "Alone."]
    assert "[^none]" in shown.sections[1].body.text


def test_a_footnote_that_only_the_summary_means_is_shown_where_it_was_written() -> None:
    shown = text_of("# T\n\n### Q?\n\nYes.[^n] [More...](#b)\n", "## A\n\nx\n\n## B {#b}\n\n[^n]: The note.\n")
    assert [note.body.text for note in shown.sections[1].notes] == ["The note."]


def test_a_second_list_of_clauses_begins_where_the_first_has_ended() -> None:
    body = text_of(policy="## S\n\n(a) one\n\n(b) two\n\n(a) three\n\n(b) four\n").sections[0].body
    assert body.text == "(a) one\n(b) two\n(a) three\n(b) four"
    assert body.html.count("<ol") == 2


def test_a_row_with_too_many_cells_in_a_quotation_has_each_once() -> None:
    body = text_of(policy="## S\n\n> | a | b |\n> |---|---|\n> | one | two | three |\n").sections[0].body
    assert words_in(body.text) == ["a", "b", "one", "two", "three"]


def test_words_behind_a_comment_that_a_browser_would_end_are_kept() -> None:
    for comment in ("<!-->", "<!--->", "<!-- x --!>"):
        assert "kept" in text_of(policy=f"## S\n\n{comment} kept -->\n").sections[0].body.text


def test_cells_of_an_html_table_do_not_run_together() -> None:
    section = text_of(policy="## S\n\n<table><tr><td>one</td><td>t<b>w</b>o</td></tr></table>\n").edition.sections[0]
    assert section.body.text.split() == ["one", "two"]


def test_markdown_goes_on_inside_details() -> None:
    text = text_of(policy="## S {#s}\n\n<details><summary>x</summary>\n\n[link](#s) **bold**\n\n</details>\n")
    assert [link.target for link in text.edition.sections[0].body.links] == ["#s"]
    assert "<strong>bold</strong>" in text.sections[0].body.html


IDS = st.sampled_from(["pp_how", "条款", "é-1", "حق", "п.1"])
ID_FORMS = [
    "para {{: #{} }}",
    "para\n{{: #{} }}",
    "- item {{: #{} }}\n- other",
    "- # head {{#{}}}\n  more",
    "> # head {{#{}}}",
    "| a | b |\n|---|---|\n| x {{: #{} }} | y |",
    '<a id="{}"></a>text',
    "words <a name='{}'></a> words",
    "<table><tr><td id={}>x</td></tr></table>",
    "(a) one {{: #{} }}\n(b) two",
    "x[^n]\n\n[^n]: note {{: #{} }}",
    "**bold**{{: #{} }}",
    '<div id="{}">\n\npara\n\n</div>',
    "`{{: #{} }}`",
    "<p id={}>open <b>x",
    "<script id={}>",
    "<div><b id={}></div>",
]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(ID_FORMS), IDS), min_size=1, max_size=5), st.booleans())
def test_ids_that_are_read_are_the_ids_that_are_rendered(blocks: list[tuple[str, str]], in_answer: bool) -> None:
    parts = [form.format(f"{name}-{index}").replace("[^n]", f"[^{index}]") for index, (form, name) in enumerate(blocks)]
    body = "\n\n".join(parts)
    summary = f"# T\n\n### Q? {{#q}}\n\n{body if in_answer else 'Yes.'}\n\nEnd. [More...](#s)\n"
    text = text_of(summary, f"## S {{#s}}\n\n{'Words.' if in_answer else body}\n")
    rendered = [name for q in text.questions for part in (q.answer, *(f.value for f in q.facts)) for name in part.ids]
    rendered += [name for q in text.questions for fact in q.facts for name in fact.label.ids]
    rendered += [name for s in text.sections for part in (s.body, *(n.body for n in s.notes)) for name in part.ids]
    rendered += [name for q in text.questions for note in q.notes for name in note.body.ids]
    own = sorted(name for name in rendered if not name.startswith("lp-"))
    assert own == sorted(anchor.id for anchor in text.edition.anchors() if anchor.id not in ("q", "s"))
