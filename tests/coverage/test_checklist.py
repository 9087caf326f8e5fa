"""The checklist as it is shipped: whole, in its form, and of one mind with the settings."""

from __future__ import annotations

import re
from collections import Counter

from largeprint.model.disclosure import Declared
from largeprint.read.disclosures import LAWS, checklist

KNOWN = checklist()
ROWS = (*KNOWN.disclosures, *KNOWN.duties)


def test_all_rows_are_there() -> None:
    assert (len(KNOWN.disclosures), len(KNOWN.duties), len(KNOWN.conditions)) == (45, 4, 22)
    assert Counter(row.status for row in ROWS) == {"P": 23, "V": 18, "M": 8}
    assert Counter(row.layer for row in KNOWN.disclosures) == {1: 31, 2: 14}
    assert sum(row.at_collection for row in ROWS) == 11


def test_each_row_is_whole_and_its_own() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", row.id) for row in ROWS)
    for words in ([row.id for row in ROWS], [row.name for row in ROWS], [row.question for row in ROWS]):
        assert len(set(words)) == len(words)
    for row in ROWS:
        assert row.question.endswith("?"), row.id
        assert not row.name.endswith("."), row.id
        assert row.sources, row.id
        assert {law for law, _ in row.sources} <= set(LAWS), row.id
        assert row.layer in (1, 2), row.id
        assert row.status in ("V", "P", "M"), row.id
    assert all(row.words and not row.page for row in KNOWN.disclosures)
    assert all(row.page.endswith(".") and not row.words for row in KNOWN.duties)


def test_every_condition_is_asked_by_some_row_and_known() -> None:
    used = {row.condition for row in ROWS}
    assert set(KNOWN.conditions) <= used
    assert used - set(KNOWN.conditions) == {"always", "gdpr", "ccpa", "pipl", "coppa", "gdpr-or-pipl"}
    assert all(KNOWN.laws_of(condition) for condition in KNOWN.conditions)


def test_what_is_asked_follows_from_laws_and_conditions() -> None:
    def asked(*laws: str, **declared: bool) -> set[str]:
        conditions = {name.replace("_", "-"): value for name, value in declared.items()}
        return {row.id for row in ROWS if KNOWN.wanted(row, laws, conditions)}

    assert asked() == set()
    assert len(asked(*LAWS)) == len(ROWS)
    assert "rights-restrict" in asked("pipl")
    assert "rights-restrict" not in asked("ccpa")
    assert asked("gdpr") - asked("gdpr", joint_control=False) == {"who-joint"}
    assert "why-basis" in asked("gdpr")
    assert "why-basis" not in asked("ccpa", "pipl")
    assert "share-authorities" in asked("ccpa")  # no article of it asks, and practice does
    assert "share-authorities" not in asked("coppa")  # nor does any row of it turn on recipients
    assert "share-authorities" in asked("coppa", recipients=True)
    assert "change-effective" in asked("coppa")
    assert "rights-optout" not in asked("gdpr", ccpa_sale=True)


def test_nothing_is_declared_by_itself() -> None:
    assert Declared() == Declared((), (), (), ())
