"""Every disclosure of the golden policy is told; each one taken out is flagged, and no other row moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from largeprint.model.disclosure import Disclosure
from largeprint.model.finding import Finding
from largeprint.pipeline import check
from largeprint.read.disclosures import checklist
from largeprint.records.coverage import Coverage, Lack, Row, State, coverage
from tests.conftest import MakeSite
from tests.coverage.golden import FOLDER, FULL, SETTINGS, SUMMARY, golden, without

ALL = checklist().disclosures
SHORT = [each for each in ALL if each.layer == 1]


def found(**texts: str) -> Coverage:
    return coverage(checklist(), golden(**texts))


WHOLE = found()


def moved(now: Coverage) -> list[Row]:
    """The rows that are not what they are in the whole policy."""
    assert len(now.rows) == len(WHOLE.rows)
    return [row for row, before in zip(now.rows, WHOLE.rows, strict=True) if row != before]


def name(each: Disclosure) -> str:
    return each.id


def test_everything_is_told_in_the_layers_that_are_asked_for() -> None:
    assert golden().faults == ()
    assert [row.disclosure for row in WHOLE.rows] == list(ALL)
    assert WHOLE.gaps == ()
    assert {row.disclosure.id for row in WHOLE.rows if row.state is State.BOTH} == {each.id for each in SHORT}
    assert all(row.state is State.FULL for row in WHOLE.rows if row.disclosure.layer == 2)


@pytest.mark.parametrize("each", ALL, ids=name)
def test_without_its_section_and_answer_it_alone_is_told_nowhere(each: Disclosure) -> None:
    summary = without(SUMMARY, f"q-{each.id}") if each.layer == 1 else SUMMARY
    (row,) = moved(found(summary=summary, full=without(FULL, f"t-{each.id}")))
    assert (row.disclosure.id, row.gap, row.state) == (each.id, Lack.ALL, State.NONE)


@pytest.mark.parametrize("each", SHORT, ids=name)
def test_without_one_layer_it_alone_lacks_that_layer(each: Disclosure) -> None:
    (row,) = moved(found(summary=without(SUMMARY, f"q-{each.id}")))
    assert (row.disclosure.id, row.gap, row.state) == (each.id, Lack.ANSWER, State.FULL)
    (row,) = moved(found(full=without(FULL, f"t-{each.id}")))
    assert (row.disclosure.id, row.gap, row.state) == (each.id, Lack.SECTION, State.SHORT)


@pytest.mark.parametrize("each", ALL, ids=name)
def test_what_is_no_longer_declared_is_proposed_at_most_and_never_told(each: Disclosure) -> None:
    lines = ["" if line.startswith(f"  {each.id}:") else line for line in SETTINGS.split("\n")]
    (row,) = moved(found(settings="\n".join(lines)))
    assert (row.disclosure.id, row.gap, row.state) == (each.id, Lack.ALL, State.NONE)
    assert (row.questions, row.sections) == ((), ())


def test_the_words_of_the_checklist_propose_most_of_it() -> None:
    """41 of 45 sections and 28 of 31 questions, when this was written; on the demonstration 26 of 27, 23 of 24."""
    settings = SETTINGS.partition("told:")[0]
    rows = found(settings=settings).rows
    sections = sum(f"t-{row.disclosure.id}" in row.proposal.sections for row in rows)
    questions = sum(f"q-{row.disclosure.id}" in row.proposal.questions for row in rows)
    assert sections >= 40
    assert questions >= 27
    assert all(row.state is State.NONE for row in rows)


def ours(root: Path) -> list[Finding]:
    """What is found of the mapping."""
    return [f for f in check(root).findings if f.rule in ("disclosure-missing", "metadata-invalid")]


def test_check_says_it_and_nothing_else(make_site: MakeSite) -> None:
    files = {f"golden/{path.relative_to(FOLDER).as_posix()}": path.read_text("utf-8") for path in FOLDER.rglob("*.*")}
    assert ours(make_site(files)) == []
    files |= {
        "golden/en/policy.md": without(FULL, "t-keep-period"),
        "golden/en/summary.md": without(SUMMARY, "q-keep-period"),
    }
    told = ours(make_site(files))
    assert [(finding.rule, finding.place.line) for finding in told] == [
        ("disclosure-missing", 29),
        ("metadata-invalid", 29),
        ("metadata-invalid", 29),
    ]
    assert told[0].message.startswith('"keep-period" (How long data is kept, or what decides that; GDPR 13(2)(a)')
