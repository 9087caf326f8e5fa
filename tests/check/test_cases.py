"""Every rule by its cases: ``cases/<rule-id>.yml``. A new case needs no Python.

A case is a text (``summary``, ``policy``, ``policy_yml``, ``site_yml``, ``language``, ``evidence``; what is left out is
valid; ``confirmed`` holds what ``summary`` and ``policy`` were when everything was confirmed) and
what the rule finds in it: place and words of the message, in order. ``finds: []`` is a text that must pass.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

import largeprint.check.rules  # noqa: F401  (fills the registry)
from largeprint.check.registry import RULES
from largeprint.hosts.confirm import confirm
from largeprint.pipeline import check
from tests.conftest import MakeSite

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yml"))


def rows() -> list[Any]:
    return [
        pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}")
        for path in CASES
        for case in yaml.safe_load(path.read_text("utf-8"))
    ]


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
