"""How often the lint of claims is right on the labelled set: never less than once reached, nor than aimed at."""

from __future__ import annotations

import pytest
import yaml
from bench.claims import LABELLED, RULE_OF, measured

FLOOR = {
    "claim-overstates": (0.92, 0.82),
    "figure-contradicted": (0.95, 0.95),
    "figure-unsupported": (0.92, 0.95),
    "claim-ungrounded": (0.85, 0.78),
    "link-astray": (0.94, 0.90),
}
"""Precision and recall, a little below what was reached."""

AIM = {rule: (0.8, 0.7) if rule in ("claim-ungrounded", "link-astray") else (0.9, 0.8) for rule in FLOOR}


@pytest.fixture(scope="module")
def reached() -> dict[str, dict[str, float]]:
    return measured()


@pytest.mark.parametrize("rule", FLOOR)
def test_a_rule_is_right_as_often_as_before(reached: dict[str, dict[str, float]], rule: str) -> None:
    precision, recall = reached[rule]["precision"], reached[rule]["recall"]
    assert precision >= max(FLOOR[rule][0], AIM[rule][0])
    assert recall >= max(FLOOR[rule][1], AIM[rule][1])


def test_the_set_has_enough_of_each() -> None:
    labels = [item["is"] for item in yaml.safe_load(LABELLED.read_text("utf-8"))]
    assert len(labels) >= 150
    assert {label for label in labels if label != "supported"} == set(RULE_OF)
    assert all(labels.count(label) >= 20 for label in {*RULE_OF, "supported"})
