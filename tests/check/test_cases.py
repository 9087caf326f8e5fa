"""Every rule by its cases: ``cases/<rule-id>.yml``. A new case needs no Python.

A case is a text (``summary``, ``policy``, ``policy_yml``, ``site_yml``, ``language``, ``evidence``; what is left out is
valid; ``confirmed`` holds what ``summary`` and ``policy`` were when everything was confirmed, ``released`` what they
were when released, ``settled`` where ids went after that, in the text of ``settling`` or else in the last one) and
what the rule finds in it: place and words of the message, in order. ``finds: []`` is a text that must pass.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import largeprint.check.rules  # noqa: F401  (fills the registry)
from largeprint.check.registry import RULES
from largeprint.hosts.confirm import confirm
from largeprint.hosts.ids import settle as settle_ids
from largeprint.hosts.ids import write as write_ids
from largeprint.hosts.release import release
from largeprint.pipeline import check
from tests.conftest import POLICY, SUMMARY, MakeSite

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yml"))


def rows() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in CASES
        for case in yaml.safe_load(path.read_text("utf-8"))
    ]


def settle(make_site: MakeSite, given: dict[str, str], case: dict[str, Any], language: str) -> None:
    """Releases the text of before, and records where its ids went."""

    def texts(key: str) -> dict[str, str]:
        return {f"p/{language}/{name}.md": text for name, text in case.get(key, {}).items()}

    kept = {name: text for name, text in given.items() if name.endswith(".yml")}
    root = make_site({**kept, "p/en/summary.md": SUMMARY, "p/en/policy.md": POLICY, **texts("released")})
    write_ids(root, ())
    release(root, "p", date(2026, 1, 1), None, material=False)
    moved, withdrawn = (case.get("settled", {}).get(key, []) for key in ("moved", "withdrawn"))
    if moved or withdrawn:
        make_site({**given, **texts("settling")})
        settle_ids(root, "p", moved, withdrawn, [], date(2026, 2, 1), "It went.")


@pytest.mark.parametrize(("rule", "case"), rows())
def test_case(rule: str, case: dict[str, Any], make_site: MakeSite) -> None:
    language = case.get("language", "en")
    files = {
        "site.yml": case.get("site_yml"),
        "p/policy.yml": case.get("policy_yml", f"publisher: Example Ltd\nbinding: {language}\n"),
        f"p/{language}/summary.md": case.get("summary"),
        f"p/{language}/policy.md": case.get("policy"),
    }
    given = {name: text for name, text in files.items() if text is not None}
    if language != "en":
        given |= {"p/en/summary.md": None, "p/en/policy.md": None}
    if "confirmed" in case:  # the texts on the day when everything was confirmed, before they became these
        root = make_site({**given, **{f"p/{language}/{name}.md": text for name, text in case["confirmed"].items()}})
        confirm(root, (), accept_best=True, as_json=False)
    if "released" in case:
        settle(make_site, given, case, language)
    if "evidence" in case:
        given[f"p/{language}/evidence.yml"] = case["evidence"]
    found = [finding for finding in check(make_site(given)).findings if finding.rule == rule]
    expected = case["finds"]
    places = [f"{f.place.path.rsplit('/', 1)[-1]}:{f.place.line}:{f.place.column}" for f in found]
    assert places == [entry.split(" ", 1)[0] for entry in expected], found
    for finding, entry in zip(found, expected, strict=True):
        assert entry.split(" ", 1)[1] in f"{finding.message} {finding.todo}"
        assert finding.message.endswith(".")
        assert finding.todo


def test_every_rule_has_cases_that_it_finds_and_cases_that_pass() -> None:
    for rule in RULES:
        cases = [case for path in CASES if path.stem == rule for case in yaml.safe_load(path.read_text("utf-8"))]
        assert any(case["finds"] for case in cases), rule
        assert any(not case["finds"] for case in cases), rule


def test_every_rule_has_a_manual_page() -> None:
    assert all(rule.manual.count("\n") >= 1 or len(rule.manual) > 60 for rule in RULES.values())
