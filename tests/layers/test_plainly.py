"""Findings as counsel reads them: no word of the trade, and not a word of the text touched."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from largeprint.layers.plainly import plainly
from tests.conftest import POLICY, SUMMARY, findings_of

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.yml"))
TRADE = re.compile(r"\b(claims?|evidence|drift|digests?|anchors?)\b", re.IGNORECASE)


def test_what_is_quoted_stays() -> None:
    assert plainly('The claim "the claim is evidence" rests on no evidence.') == (
        'The sentence "the claim is evidence" rests on no exact words.'
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_finding_speaks_of_the_trade(path: Path) -> None:
    cases = yaml.safe_load(path.read_text("utf-8"))
    for case in cases.get("bad", []) if isinstance(cases, dict) else []:
        if not isinstance(case, dict):
            continue
        summary, policy = case.get("summary", SUMMARY), case.get("policy", POLICY)
        if not isinstance(summary, str) or not isinstance(policy, str):
            continue
        for finding in findings_of(summary, policy):
            assert not TRADE.search(re.sub(r'"[^"]*"', "", plainly(finding.message))), finding.message
