"""The second layer: sections under their headings, ids wherever people write them, footnotes."""

import pytest

from tests.conftest import edition_of


def sections(policy: str) -> list[tuple[str, int, str, str]]:
    return [
        (s.anchor.id if s.anchor else "", s.level, s.heading.text, s.body.text)
        for s in edition_of(policy=policy).sections
    ]


@pytest.mark.parametrize(
    "policy",
    [
        "## How {#pp_how}\n\nText.\n",
        "## How {: #pp_how .note }\n\nText.\n",
        '<a id="pp_how"></a>\n## How\n\nText.\n',
        "<a name='pp_how'></a>\n\n## How\n\nText.\n",
        '## <a id="pp_how"></a>How\n\nText.\n',
        "How {#pp_how}\n---\n\nText.\n",
        "##How {#pp_how}\n\nText.\n",
        "## How {#pp_how} ##\n\nText.\n",
    ],
)
def test_an_id_is_read_in_every_way_that_people_write_it(policy: str) -> None:
    assert sections(policy) == [("pp_how", 2, "How", "Text.")]


def test_headings_of_all_levels_are_sections_and_those_in_lists_are_not() -> None:
    policy = "# T\n\n## A\n\na\n\n### B\n\nb\n\n- # no section\n\n> ## nor this\n\n## C\n\nc\n"
    assert [(level, heading) for _, level, heading, _ in sections(policy)] == [(1, "T"), (2, "A"), (3, "B"), (2, "C")]
    assert "no section" in sections(policy)[2][3]


def test_words_before_the_first_heading_are_kept_without_an_id() -> None:
    assert sections("In force.\n\n## A\n\na\n")[0] == ("", 0, "", "In force.")


def test_a_section_known_under_two_ids_keeps_both() -> None:
    (section,) = edition_of(policy='<a id="old"></a>\n## How {#pp_how}\n\nText.\n').sections
    assert section.anchor is not None
    assert (section.anchor.id, [a.id for a in section.also]) == ("pp_how", ["old"])


def test_same_headings_are_told_apart_by_the_headings_above_them() -> None:
    policy = "# T\n\n## Europe\n\n### Contact\n\na\n\n## Asia\n\n### Contact\n\nb\n"
    assert [s[0] for s in sections(policy)] == ["t", "europe", "contact", "asia", "asia-contact"]


def test_a_heading_that_moves_keeps_the_id_of_its_words() -> None:
    one = {s[2]: s[0] for s in sections("## A\n\na\n\n## B\n\nb\n")}
    other = {s[2]: s[0] for s in sections("## B\n\nb\n\n## New\n\nn\n\n## A\n\na\n")}
    assert one["A"] == other["A"]
    assert one["B"] == other["B"]


def test_reference_links_and_footnotes_hold_for_the_whole_page() -> None:
    summary = "# T\n\n### Q?\n\nA.[^1] [More...][how]\n"
    policy = "## How {#pp_how}\n\nText.[^1]\n\n## Notes\n\n[^1]: A note.\n\n[how]: #pp_how\n"
    edition = edition_of(summary, policy)
    assert [link.target for link in edition.questions[0].links] == ["#pp_how"]
    assert edition.questions[0].answer.notes == ("1",)
    assert [(note.label, note.body.text) for note in edition.notes] == [("1", "A note.")]


def test_a_full_text_in_several_files_is_joined_in_the_order_of_their_names() -> None:
    from largeprint.read.edition import read_edition

    files = [
        ("content/p/en/policy/01-a.md", "## A\n\na [x][r]\n"),
        ("content/p/en/policy/02-b.md", "## B\n\nb\n\n[r]: #b\n"),
    ]
    edition = read_edition("p", "en", ("content/p/en/summary.md", "# T\n\n### Q?\n\nA. [More](#a)\n"), files)
    assert [(s.heading.text, s.place.path) for s in edition.sections] == [
        ("A", "content/p/en/policy/01-a.md"),
        ("B", "content/p/en/policy/02-b.md"),
    ]
    assert edition.sections[0].body.links[0].target == "#b"


@pytest.mark.parametrize("blanks", ["    ", "       ", "\t", "\t\t"])
def test_what_stands_behind_many_blanks_is_text_and_no_program(blanks: str) -> None:
    """Clauses are laid out so, and links in them have to be links."""
    (section,) = edition_of(
        policy=f"## A {{#a}}\n\nWe may\n\n{blanks}(i) greet [you](#a);\n\n{blanks}(ii) thank you.\n"
    ).sections
    assert section.body.text == "We may\n(i) greet you;\n(ii) thank you."
    assert [link.target for link in section.body.links] == ["#a"]


def test_clauses_below_clauses_keep_their_labels() -> None:
    policy = "1. First:\n\n   (a) alpha\n\n   (b) beta:\n\n       (i) one\n\n       (ii) two\n"
    (section,) = edition_of(policy=f"## A\n\n{policy}").sections
    assert section.body.text.split() == "1. First: (a) alpha (b) beta: (i) one (ii) two".split()
