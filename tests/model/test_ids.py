"""One grammar of ids, and how an id is derived from a heading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from largeprint.model.ids import candidates, derive, fault_of


@pytest.mark.parametrize(
    "identifier", ["pp_how", "provide", "4.2-b", "数据", "что-мы-собираем", "données", "חוק", "हम"]
)
def test_ids_of_any_script_are_taken(identifier: str) -> None:
    assert fault_of(identifier) == ""


@pytest.mark.parametrize(
    ("identifier", "reason"),
    [
        ("", "empty"),
        ("pp how", "blank"),
        ("pp\u00a0how", "blank"),
        ("lp-main", "kept for the page"),
        ("a/b", '"/"'),
        ("a\u200bb", "cannot stand"),
        ("--", "no letter"),
        ("x" * 201, "longer"),
    ],
)
def test_what_is_no_id_says_why(identifier: str, reason: str) -> None:
    assert reason in fault_of(identifier)


@pytest.mark.parametrize(
    ("heading", "identifier"),
    [
        ("What we collect and why", "what-we-collect-and-why"),
        ("Who do we share your data with?", "who-do-we-share-your-data-with"),
        ("Fees & charges", "fees--charges"),  # as the common hosts of Markdown do
        ("4.2 Fees", "42-fees"),
        ("我们收集什么？", "我们收集什么"),
        ("***", ""),
        ("lp-main", ""),
    ],
)
def test_an_id_is_derived_from_the_words(heading: str, identifier: str) -> None:
    assert derive(heading) == identifier


@given(st.text())
def test_a_derived_id_is_an_id_or_nothing(heading: str) -> None:
    derived = derive(heading)
    assert derived == "" or fault_of(derived) == ""


def test_where_two_headings_agree_the_ones_above_tell_them_apart() -> None:
    assert list(candidates("Contact", ("Europe", "France"))) == ["contact", "france-contact", "europe-france-contact"]
