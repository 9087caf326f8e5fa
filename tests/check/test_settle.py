"""What ``site.yml`` makes of findings: raised, lowered, set aside; never gone in silence."""

from __future__ import annotations

from largeprint.check.report import as_github, as_json, as_text, aside_lines
from largeprint.model.finding import Severity
from largeprint.pipeline import Checked, check
from tests.conftest import MakeSite

VAGUE = {
    "p/en/summary.md": "# T\n\n### Q? {#q}\n\nSee [here](#pp_what) first.\n\n### R? {#r}\n\nSee [here](#pp_what) too.\n"
}


def found(make_site: MakeSite, site_yml: str) -> Checked:
    return check(make_site({**VAGUE, "site.yml": "name: Ours\n" + site_yml}))


def test_a_rule_is_raised_and_lowered(make_site: MakeSite) -> None:
    for severity in Severity:
        findings = found(make_site, f"rules: {{link-vague: {severity}}}\n").findings
        assert [(f.rule, f.severity) for f in findings] == [("link-vague", severity)] * 2


def test_what_is_set_aside_counts_no_more_and_is_told(make_site: MakeSite) -> None:
    entry = 'aside:\n  - {rule: link-vague, at: "p/en#q", because: "Agreed on."}\n'
    checked = found(make_site, "rules: {link-vague: error}\n" + entry)
    assert [finding.place.line for finding in checked.findings] == [9]
    assert [finding.place.line for finding in checked.aside] == [5]
    assert checked.errors == 1
    assert aside_lines(checked.aside) == "1 finding set aside: link-vague at p/en#q, because Agreed on.\n"
    assert '"aside": "Agreed on."' in as_json(checked.aside)
    assert as_text(checked.aside) == as_github(checked.aside) == ""


def test_an_entry_for_a_whole_policy_counts_its_findings(make_site: MakeSite) -> None:
    checked = found(make_site, "aside:\n  - {rule: link-vague, at: p, because: Old.}\n")
    assert checked.findings == ()
    assert aside_lines(checked.aside).startswith("2 findings set aside: link-vague at p,")


def test_markup_is_set_aside_with_a_reason_and_made_harmless_all_the_same(make_site: MakeSite) -> None:
    root = make_site(
        {
            "site.yml": 'name: Ours\naside:\n  - {rule: markup-unsafe, at: "p#pp_what", because: "It is quoted."}\n',
            "p/en/policy.md": "# T\n\n## S {#pp_what}\n\nText <b onclick='x()'>here</b>.\n",
        }
    )
    checked = check(root)
    assert (checked.findings, len(checked.aside)) == ((), 1)
    assert all("<b onclick" not in section.body.html for _, text in checked.texts for section in text.sections)


def test_with_settings_that_cannot_be_read_nothing_is_set_aside(make_site: MakeSite) -> None:
    checked = found(make_site, "aside:\n  - {rule: link-vague, at: p, because: Old.}\nrules: {link-vague: note\n")
    assert sorted({finding.rule for finding in checked.findings}) == ["link-vague", "metadata-invalid"]
    assert checked.aside == ()


def test_a_mistake_elsewhere_in_the_settings_takes_nothing_away(make_site: MakeSite) -> None:
    entries = "  - {rule: link-vague, at: p}\n  - {rule: link-vague, at: p/en#q, because: Old.}\n"
    checked = found(make_site, f"nonsense: 1\nrules: {{link-vague: off}}\naside:\n{entries}")
    assert [finding.rule for finding in checked.findings].count("metadata-invalid") == 3
    assert [(finding.place.line, finding.severity) for finding in checked.findings if finding.rule == "link-vague"] == [
        (9, Severity.WARNING)
    ]
    (aside,) = {finding.aside for finding in checked.aside}
    assert aside is not None
    assert (aside.because, aside.place.line) == ("Old.", 6)
