"""The first layer, in the form that people already write by hand."""

from pathlib import Path

import pytest

from largeprint.model.finding import Severity
from tests.conftest import edition_of, findings_of, text_of

BY_HAND = """A Summary of Privacy
--------------------

Thank you for reading.

Here is a summary.

### What must you give us?

We need a nickname (e.g., to greet you). We also need a number. [More...](#pp_how)

### Where is it?

Our servers stand in two places. Few people get in.[Mor](#pp_how)
"""


def test_a_summary_written_by_hand_is_read_as_it_stands() -> None:
    edition = edition_of(BY_HAND)
    assert edition.title == "A Summary of Privacy"
    assert edition.intro.text == "Thank you for reading.\nHere is a summary."
    assert [q.heading.text for q in edition.questions] == ["What must you give us?", "Where is it?"]
    first, second = edition.questions
    assert first.answer.text == "We need a nickname (e.g., to greet you). We also need a number."
    assert second.answer.text == "Our servers stand in two places. Few people get in."
    assert [(link.text, link.target) for link in (*first.tail, *second.tail)] == [
        ("More...", "#pp_how"),
        ("Mor", "#pp_how"),
    ]


def test_the_seed_is_read_as_it_stands(shared: Path) -> None:
    """The summary that it all began with: four questions, their words to the letter, four links, one of them cut."""
    source = (shared / "seed" / "wechat-summary.md").read_text("utf-8")
    policy = "## How {#pp_how}\n\nText.\n\n## Sharing {#pp_sharing}\n\nText.\n"
    edition = edition_of(source, policy)
    blocks = source.split("### ")[1:]
    assert len(edition.questions) == len(blocks) == 4
    for question, block in zip(edition.questions, blocks, strict=True):
        heading, answer = block.split("\n\n")[:2]
        assert question.heading.text == heading
        assert question.answer.text == answer[: answer.rindex("[")].strip()
    targets = [link.target for question in edition.questions for link in question.links]
    assert targets == ["#pp_how", "#pp_how", "#pp_sharing", "#pp_how"]
    found = [f for f in findings_of(source, policy) if f.severity is Severity.ERROR]
    assert [(f.rule, f.place.line, f.place.column) for f in found] == [("link-malformed", 22, 342)]
    assert found[0].message == '"[Mor](#pp_how)" is cut, and stands against the full stop.'
    assert found[0].todo == 'Mend: " [More...](#pp_how)"'


def test_either_style_of_heading_makes_a_title() -> None:
    assert edition_of("# One\n\n## Q?\n\nA. [More](#pp_what)\n").title == "One"
    assert edition_of("One\n===\n\n## Q?\n\nA. [More](#pp_what)\n").title == "One"
    assert edition_of("---\ntitle: One\n---\n\n## Q?\n\nA. [More](#pp_what)\n").title == "One"


def test_questions_may_stand_at_any_one_level() -> None:
    for level in ("##", "###", "####"):
        edition = edition_of(f"# T\n\n{level} Q1?\n\nA. [More](#pp_what)\n\n{level} Q2?\n\nB. [More](#pp_what)\n")
        assert [q.heading.text for q in edition.questions] == ["Q1?", "Q2?"]


FACTS = """# T

### Q? {#q}

An answer with a [link inside](#pp_a) its words. [More...](#pp_b)

| What | A name |
| --- | --- |
| Why  | To [greet you](#pp_c) |

[Delete it](https://example.org/delete) · [Write to us](mailto:privacy@example.org)

asks: How do I leave?
asks: Can I quit?
"""


def test_key_facts_actions_and_other_wordings_are_told_apart() -> None:
    (question,) = edition_of(FACTS).questions
    assert question.answer.text == "An answer with a link inside its words."
    assert [(f.label.text, f.value.text) for f in question.facts] == [("What", "A name"), ("Why", "To greet you")]
    assert question.facts_head is None
    assert [link.target for link in question.tail] == [
        "#pp_b",
        "https://example.org/delete",
        "mailto:privacy@example.org",
    ]
    assert {link.anchor for link in question.links} == {"pp_a", "pp_b", "pp_c", ""}
    assert question.asks == ("How do I leave?", "Can I quit?")


@pytest.mark.parametrize(
    ("head", "is_fact", "has_head"),
    [
        ("| What | A name |", True, False),
        ("| | |", False, False),
        ("| Chat | 120 hours |", True, False),
        ("| **Kind** | **Kept** |", False, True),
    ],
)
def test_the_first_row_is_a_fact_or_a_head_by_its_words(head: str, is_fact: bool, has_head: bool) -> None:
    (question,) = edition_of(f"# T\n\n### Q?\n\nA. [More](#x)\n\n{head}\n|---|---|\n| Why | So |\n").questions
    assert len(question.facts) == 1 + is_fact
    assert (question.facts_head is not None) == has_head


def test_a_table_of_more_columns_belongs_to_the_answer() -> None:
    (question,) = edition_of("# T\n\n### Q?\n\nA. [More](#x)\n\n|a|b|c|\n|-|-|-|\n|1|2|3|\n").questions
    assert question.facts == ()
    assert "1" in question.answer.text


def test_a_link_inside_the_last_sentence_is_not_its_end() -> None:
    (question,) = edition_of("# T\n\n### Q?\n\nWe explain this in [our long text](#pp_what)\n").questions
    assert question.tail == ()
    assert question.answer.text == "We explain this in our long text"


def test_closing_links_in_other_languages_are_known_by_the_sentence_before_them() -> None:
    (question,) = edition_of(
        "# 摘要\n\n### 需要什么？\n\n我们需要昵称。[更多](#pp_what)\n", language="zh-Hans"
    ).questions
    assert question.answer.text == "我们需要昵称。"
    assert [link.text for link in question.tail] == ["更多"]


def test_lines_that_ask_right_under_a_table_are_no_rows_of_it() -> None:
    table = "| What | A name |\n|---|---|\n| Why | So |\nasks: Must I?\nasks: Why?\n"
    (question,) = edition_of(f"# T\n\n### Q?\n\nA. [More](#x)\n\n{table}").questions
    assert [fact.label.text for fact in question.facts] == ["What", "Why"]
    assert question.asks == ("Must I?", "Why?")


def test_a_closing_link_over_two_lines_keeps_its_words_apart() -> None:
    edition = edition_of("# T\n\n### Q? {#q}\n\nAn answer. [Who may\nhave an account](#a)\n")
    assert [link.text for link in edition.questions[0].tail] == ["Who may have an account"]


MOMENTS = """# T

### Q? {#q}

A. [More](#x)

moments: location-permission, [sign_up]
asks: Must I?
"""


def test_moments_are_read_and_are_no_words_of_the_answer() -> None:
    edition = edition_of(MOMENTS)
    (question,) = edition.questions
    assert question.moments == ("location-permission", "sign_up")
    assert question.asks == ("Must I?",)
    assert question.answer.text == "A."
    assert edition.faults == edition_of(MOMENTS.replace("moments: location-permission, [sign_up]\n", "")).faults
    bare = MOMENTS.replace("moments: location-permission, [sign_up]\n", "")
    assert text_of(MOMENTS).digest == text_of(bare).digest


def test_moments_right_under_a_table_are_no_rows_of_it() -> None:
    table = "| What | A name |\n|---|---|\n| Why | So |\nasks: Must I?\nmoments: sign-up\n"
    (question,) = edition_of(f"# T\n\n### Q?\n\nA. [More](#x)\n\n{table}").questions
    assert [fact.label.text for fact in question.facts] == ["What", "Why"]
    assert (question.asks, question.moments) == (("Must I?",), ("sign-up",))


def test_a_line_that_begins_with_the_name_of_a_feature_stays_words() -> None:
    (question,) = edition_of("# T\n\n### Q?\n\nMoments: everyone sees them. [More](#x)\n").questions
    assert question.answer.text == "Moments: everyone sees them."
    assert question.moments == ()


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ("moments: sign-up, at the gate", "7:19", "it has a blank in it"),
        ("moments: lp-own", "7:10", "is kept for the page itself"),
        ("moments: a/b", "7:10", '"/" cannot stand in one'),
        ("asks: Why?\nmoments: sign-up, sign-up", "8:19", "named twice"),
    ],
)
def test_a_moment_that_is_no_name_is_told_at_its_place(line: str, place: str, said: str) -> None:
    faults = edition_of(f"# T\n\n### Q? {{#q}}\n\nA. [More](#x)\n\n{line}\n").faults
    (fault,) = [fault for fault in faults if "moment" in fault.message]
    assert str(fault.place) == f"content/p/en/summary.md:{place}"
    assert said in fault.message


def test_a_closing_link_to_another_policy_stays_in_the_words() -> None:
    for target in ("../../q/en/policy.md#fees", "images/form.png", "../de/policy.md#a"):
        (question,) = edition_of(f"# T\n\n### Q? {{#q}}\n\nAn answer. [Terms]({target}) [More](#a)\n").questions
        assert [link.text for link in question.tail] == ["More"]
        assert question.answer.text == "An answer. Terms"
