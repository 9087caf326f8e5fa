"""What a reader gets: labels as they were written, tables that can be read, nothing that acts."""

from largeprint.text.render import SectionText
from tests.conftest import text_of


def section(markdown: str) -> SectionText:
    return text_of(policy=f"## S {{#s}}\n\n{markdown}\n").sections[0]


def test_numbers_of_a_list_stay_as_they_were_written() -> None:
    shown = section("3. three\n3. three again\n7. seven").body
    assert shown.text == "3. three\n3. three again\n7. seven"
    assert [part[0] for part in shown.html.split('value="')[1:]] == ["3", "3", "7"]
    assert section("1) one\n2) two").body.text == "1) one\n2) two"


def test_clause_labels_become_a_list_and_stay_as_they_were_written() -> None:
    shown = section("We may:\n(a) ask;\n(b) keep; and\n\n(c) forget.")
    assert shown.body.text == "We may:\n(a) ask;\n(b) keep; and\n(c) forget."
    assert shown.body.html.count("<li>") == 3
    assert section("(i) one\n(ii) two\n(iii) three\n(iv) four").body.html.count("<li>") == 4


def test_a_label_in_the_middle_of_a_sentence_makes_no_list() -> None:
    shown = section("as laid down in section 4\n(b) of the Act, and in\n(c) of the same")
    assert "<li" not in shown.body.html


def test_alignment_needs_no_style() -> None:
    html = section("|a|b|\n|:-:|--:|\n|1|2|").body.html
    assert "style" not in html
    assert 'class="lp-center"' in html
    assert 'class="lp-right"' in html


def test_a_row_with_more_cells_than_the_head_keeps_them() -> None:
    assert "lost?" in section("|a|b|\n|-|-|\n|1|2|lost?|").body.text


def test_a_footnote_stands_under_the_section_that_first_refers_to_it() -> None:
    policy = "## A {#a}\n\nOne.[^x] Two.[^y]\n\n## B {#b}\n\nThree.[^x]\n\n[^x]: Ex.\n\n[^y]: Why.\n\n[^z]: Alone.\n"
    text = text_of(policy=policy)
    assert [[(n.number, n.body.text) for n in s.notes] for s in text.sections] == [
        [(1, "Ex."), (2, "Why.")],
        [(3, "Alone.")],
    ]
    assert 'href="#lp-note-1"' in text.sections[1].body.html
    assert not text.sections[1].notes[0].referred


def test_braces_are_text() -> None:
    assert section("**{{ 7*7 }}** and {% raw %}").body.text == "{{ 7*7 }} and {% raw %}"


def test_a_link_that_could_act_is_taken_off_and_its_words_stay() -> None:
    shown = section("Press [here](javascript:alert(1)) now")
    assert shown.body.text == "Press here now"
    assert "javascript" not in shown.body.html


def test_minutes_are_counted_by_what_the_language_has() -> None:
    english = text_of(policy="## S\n\n" + "word " * 690)
    chinese = text_of(policy="## S\n\n" + "数据" * 570, language="zh-Hans")
    assert english.full_minutes in (3, 4)
    assert chinese.full_minutes in (3, 4)


def test_a_footnote_of_the_summary_stands_under_its_question() -> None:
    summary = "# T\n\n### Q? {#q}\n\nA name.[^1] [More...](#s)\n\n[^1]: Any name.\n\n### R? {#r}\n\nB. [More...](#s)\n"
    text = text_of(summary, "## S {#s}\n\nText.[^x]\n\n[^x]: Ex.\n")
    assert [[(n.number, n.body.text) for n in q.notes] for q in text.questions] == [[(1, "Any name.")], []]
    assert [(n.number, n.body.text) for n in text.sections[0].notes] == [(2, "Ex.")]
    assert text.questions[0].digest != text_of(summary.replace("Any", "A"), "## S {#s}\n\nText.\n").questions[0].digest
