"""The golden policy: one of ours in which every disclosure of all four laws is told, each in a place of its own."""

from __future__ import annotations

import re
from pathlib import Path

from largeprint.model.policy import Policy
from largeprint.read.declared import read_declared
from largeprint.read.edition import read_edition
from largeprint.read.settings import PolicySettings, policy_facts, read_settings

FOLDER = Path(__file__).parent / "golden"
SETTINGS, SUMMARY, FULL = (
    (FOLDER / name).read_text("utf-8") for name in ("policy.yml", "en/summary.md", "en/policy.md")
)


def golden(settings: str = SETTINGS, summary: str = SUMMARY, full: str = FULL, language: str = "en") -> Policy:
    """The policy of these texts, with the faults of its mapping."""
    base = f"content/golden/{language}"
    edition = read_edition("golden", language, (f"{base}/summary.md", summary), [(f"{base}/policy.md", full)])
    values, faults = read_settings(PolicySettings, "content/golden/policy.yml", settings)
    assert values is not None
    declared, mistakes = read_declared(values, settings, edition)
    return Policy("golden", policy_facts(values), (edition,), (*faults, *mistakes), declared)


def without(text: str, identifier: str) -> str:
    """A text without the heading of that id and what stands under it, up to the next heading."""
    found = re.search(rf"^#+ [^\n]*\{{#{re.escape(identifier)}\}}\n.*?(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, identifier
    return text[: found.start()] + text[found.end() :]
