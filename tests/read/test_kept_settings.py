"""One wrong value takes no other away: it alone falls back to its default, and is a fault."""

from __future__ import annotations

from datetime import date

import pytest

from largeprint.layers.occasion import Occasion
from largeprint.pipeline import build, check
from largeprint.read.settings import FrontMatter, PolicySettings, SiteSettings, policy_facts, read_settings
from tests.conftest import MakeSite

POLICY = {
    "publisher": "Example Ltd",
    "binding": "en",
    "contact": "privacy@example.org",
    "kind": "terms",
    "effective": "2026-03-01",
    "changed": "2026-02-01",
    "demonstration": "It binds nobody.",
}
WRONG = {
    "publisher": "[a]",
    "binding": "english",
    "contact": "nobody",
    "kind": "{a: b}",
    "effective": "soon",
    "changed": "2026-02-30",
    "demonstration": "[a]",
}


def as_yaml(values: dict[str, str]) -> str:
    return "".join(f"{key}: {value}\n" for key, value in values.items())


@pytest.mark.parametrize("key", POLICY)
def test_each_wrong_value_falls_back_alone(key: str) -> None:
    whole, no_faults = read_settings(PolicySettings, "policy.yml", as_yaml(POLICY))
    settings, faults = read_settings(PolicySettings, "policy.yml", as_yaml({**POLICY, key: WRONG[key]}))
    assert whole is not None
    assert settings is not None
    assert no_faults == []
    assert [fault.place.line for fault in faults] == [list(POLICY).index(key) + 1]
    field = PolicySettings.model_fields[key]
    default = "" if field.is_required() else field.default
    assert settings.model_dump() == {**whole.model_dump(), key: default}


def test_a_missing_key_takes_nothing_away() -> None:
    settings, (fault,) = read_settings(PolicySettings, "policy.yml", "binding: de\neffective: 2026-03-01\n")
    assert settings is not None
    assert 'The key "publisher" is missing' in fault.message
    facts = policy_facts(settings)
    assert (facts.publisher, facts.binding, facts.effective) == ("", "de", date(2026, 3, 1))


def test_of_a_list_and_of_pairs_only_the_wrong_item_goes() -> None:
    text = "name: Ours\npolicies: [p, a b, q]\nrules: {link-vague: off, answer-long: note}\nmoved: {a b: p, old: p}\n"
    settings, faults = read_settings(SiteSettings, "site.yml", text)
    assert settings is not None
    assert (settings.policies, settings.rules, settings.moved) == (["p", "q"], {"answer-long": "note"}, {"old": "p"})
    assert sorted((fault.place.line, fault.place.column) for fault in faults) == [(2, 15), (3, 21), (4, 9)]


def test_an_entry_without_what_it_needs_goes_whole_and_one_with_too_much_stays() -> None:
    entries = "  - {policy: a, on: soon, because: B.}\n  - {policy: c, on: 2026-01-31, because: D., instead: e f}\n"
    settings, faults = read_settings(SiteSettings, "site.yml", f"name: Ours\nwithdrawn:\n{entries}")
    assert settings is not None
    assert [(entry.policy, entry.instead) for entry in settings.withdrawn] == [("c", "")]
    assert len(faults) == 2


def test_front_matter_keeps_its_title() -> None:
    settings, faults = read_settings(FrontMatter, "summary.md", "title: Ours\nauthor: me\n")
    assert settings is not None
    assert (settings.title, len(faults)) == ("Ours", 1)


def test_the_page_shows_what_is_good_beside_what_is_not(make_site: MakeSite) -> None:
    wrong = as_yaml({**POLICY, "changed": "yesterday", "contact": "nobody"})
    checked = check(make_site({"p/policy.yml": wrong}))
    assert [finding.rule for finding in checked.findings] == ["metadata-invalid"] * 2
    page = next(file.data.decode() for file in build(checked, Occasion()) if file.path == "p/index.html")
    assert "Example Ltd" in page
    assert "It binds nobody." in page
    assert "2026-03-01" in page


def test_of_a_site_the_good_values_hold(make_site: MakeSite) -> None:
    checked = check(make_site({"site.yml": "name: Ours\naddress: example.org\nlanguage: de\npolicies: [p]\n"}))
    facts = checked.site.facts
    assert (facts.name, facts.language, facts.policies, facts.address) == ("Ours", "de", ("p",), "")
