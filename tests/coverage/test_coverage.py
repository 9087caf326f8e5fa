"""What counts as told, what sets aside, and what is only proposed."""

from __future__ import annotations

import pytest

from largeprint.read.disclosures import checklist
from largeprint.records.coverage import Coverage, Lack, Row, State, coverage, idle
from tests.conftest import POLICY, SUMMARY
from tests.coverage.golden import golden

BARE = "publisher: Example Ltd\nbinding: en\n"


def found(settings: str, summary: str = SUMMARY, full: str = POLICY, language: str = "en") -> Coverage:
    return coverage(checklist(), golden(BARE + settings, summary, full, language))


def row(identifier: str, settings: str, summary: str = SUMMARY, full: str = POLICY, language: str = "en") -> Row:
    return next(r for r in found(settings, summary, full, language).rows if r.disclosure.id == identifier)


@pytest.mark.parametrize(
    ("ids", "state", "lacks"),
    [
        ("provide, pp_what", State.BOTH, Lack.NOTHING),
        ("pp_what", State.FULL, Lack.ANSWER),
        ("provide", State.SHORT, Lack.SECTION),
        ("gone", State.NONE, Lack.ALL),
    ],
)
def test_where_a_disclosure_is_told(ids: str, state: State, lacks: Lack) -> None:
    told = row("keep-period", f"laws: [gdpr]\ntold: {{keep-period: [{ids}]}}\n")
    assert (told.state, told.lacks, told.gap) == (state, lacks, lacks)


def test_the_full_text_is_enough_where_the_short_layer_is_not_asked() -> None:
    told = row("who-dpo", "laws: [gdpr]\ntold: {who-dpo: [pp_what]}\n")
    assert (told.state, told.gap) == (State.FULL, Lack.NOTHING)


def test_a_section_that_an_answer_links_to_counts_only_where_it_is_declared() -> None:
    assert "(#pp_what)" in SUMMARY
    assert row("keep-period", "laws: [gdpr]\ntold: {keep-period: [provide]}\n").sections == ()


def test_a_reason_sets_aside_what_is_missing_and_keeps_what_is_told() -> None:
    settings = 'laws: [gdpr]\ntold: {keep-period: [pp_what]}\nuntold: {keep-period: "A film tells it."}\n'
    told = row("keep-period", settings)
    assert (told.state, told.lacks, told.gap, told.sections) == (State.ASIDE, Lack.ANSWER, Lack.NOTHING, ("pp_what",))
    assert told.because == "A film tells it."


def test_a_reason_for_what_is_told_or_not_asked_sets_nothing_aside() -> None:
    settings = (
        "laws: [gdpr]\napplies: {joint-control: false}\ntold: {keep-period: [provide, pp_what]}\n"
        'untold: {keep-period: "No.", who-joint: "No.", who-dpo: "Yes."}\n'
    )
    policy = golden(BARE + settings, SUMMARY, POLICY)
    assert [entry.disclosure for entry in idle(coverage(checklist(), policy), policy)] == ["keep-period", "who-joint"]
    policy = golden(BARE + 'untold: {who-joint: "No."}\n', SUMMARY, POLICY)
    assert idle(coverage(checklist(), policy), policy) == ()


def test_what_has_no_words_tells_nothing() -> None:
    settings = "laws: [gdpr]\ntold: {keep-period: [q, s]}\n"
    empty = row("keep-period", settings, "# T\n\n### Q? {#q}\n", "# T\n\n## S {#s}\n\n## Other {#o}\n\nWords.\n")
    assert empty.state is State.NONE
    below = row("keep-period", settings, "# T\n\n### Q? {#q}\n\nA.\n", "# T\n\n## S {#s}\n\n### Part {#p}\n\nWords.\n")
    assert below.state is State.BOTH


def test_a_further_id_of_a_heading_is_as_good() -> None:
    full = '# T\n\n## <a id="old"></a>S {#s}\n\nWords.\n'
    assert row("who-dpo", "laws: [gdpr]\ntold: {who-dpo: [old, s]}\n", full=full).sections == ("s",)


def test_without_laws_nothing_is_asked() -> None:
    assert found("told: {keep-period: [provide]}\n") == Coverage(())


def test_conditions_that_are_declared_and_those_that_are_not() -> None:
    told = found("laws: [coppa]\napplies: {coppa-sharing: false, ccpa-sale: false}\n")
    assert told.declined == ("coppa-sharing",)
    assert told.assumed == ("coppa-identifiers",)


def test_proposals_stand_beside_what_nothing_is_declared_of() -> None:
    summary = "# T\n\n### Q? {#q}\n\nA. [More...](#s)\n"
    full = "# T\n\n## How long we keep it {#s}\n\nFor 90 days.\n\n## Other {#o}\n\nNothing.\n"
    undeclared = row("keep-period", "laws: [gdpr]\n", summary, full)
    assert (undeclared.proposal.ids, undeclared.state, undeclared.gap) == (("q", "s"), State.NONE, Lack.ALL)
    for settings in ("told: {keep-period: [s]}\n", 'untold: {keep-period: "No."}\n'):
        assert not row("keep-period", f"laws: [gdpr]\n{settings}", summary, full).proposal


def test_proposals_are_made_for_english_alone() -> None:
    full = "# T\n\n## How long we keep it {#s}\n\nFor 90 days.\n"
    assert row("keep-period", "laws: [gdpr]\n", full=full, language="en-GB").proposal
    assert not row("keep-period", "laws: [gdpr]\n", full=full, language="de").proposal
