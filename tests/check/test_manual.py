"""The manual pages of the rules: each whole in itself, and all of them on one page."""

from __future__ import annotations

import re

import pytest

import largeprint.check.rules
from largeprint.check.manual import explained, rules_page
from largeprint.check.registry import RULES, Freedom, named
from largeprint.model.finding import UseError
from tests.conftest import edition_of


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_page_says_what_why_what_to_do_and_how_to_set_aside(rule: largeprint.check.registry.Rule) -> None:
    page = explained(rule)
    assert page.startswith(f"{rule.id} ({rule.severity})\n\n")
    assert "\n\nWhy it matters: " in page
    assert "\n\nWhat to do: " in page
    if rule.freedom is Freedom.FIXED:
        assert "Set it aside" not in page
        assert page.endswith("It can neither be lowered nor set aside.\n")
    else:
        assert "\n\nSet it aside " in page
        assert f"- {{rule: {rule.id}, at:" in page
    assert ("cannot be lowered" in page) == (rule.freedom is Freedom.ASIDE)
    assert max(map(len, page.splitlines())) <= 120


def test_all_rules_stand_on_one_page_that_is_markdown_of_ours() -> None:
    page = rules_page()
    assert re.findall(r"^### (\S+) \{#\1\}$", page, re.MULTILINE) == [
        *(rule.id for severity in ("error", "warning", "note") for rule in _of(severity))
    ]
    assert [line for line in page.splitlines() if line.startswith("## ")] == ["## Errors", "## Warnings", "## Notes"]
    assert page.count("**Why it matters:**") == page.count("**What to do:**") == len(RULES)
    assert edition_of(policy=page).faults == ()


def _of(severity: str) -> list[largeprint.check.registry.Rule]:
    return sorted((rule for rule in RULES.values() if rule.severity == severity), key=lambda rule: rule.id)


def test_a_rule_that_is_not_there() -> None:
    with pytest.raises(UseError) as raised:
        named("link-ded")
    assert raised.value.todo == 'did you mean "link-dead"?'
