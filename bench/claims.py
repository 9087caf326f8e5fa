"""``python -m bench.claims``: how often the lint of claims is right, by rule, on the labelled set.

Precision is the share of what a rule reported that is labelled so, recall the share of what is labelled so that it
reported. An item counts once for a rule, and where it may be called so too (``also``), not at all.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

import largeprint.check.rules  # noqa: F401  (fills the registry)
from largeprint.check.registry import RULES, Subject
from largeprint.model.policy import Policy, PolicyFacts, Site, SiteFacts
from largeprint.read.edition import read_edition
from largeprint.text.render import render_edition

LABELLED = Path(__file__).parents[1] / "tests" / "labelled" / "claims.yml"
RULE_OF = {
    "overstated": "claim-overstates",
    "contradicted": "figure-contradicted",
    "unsupported-figure": "figure-unsupported",
    "ungrounded": "claim-ungrounded",
    "led-astray": "link-astray",
}


def reported(item: dict[str, Any]) -> dict[str, str]:
    """What the five rules say of one pair: by rule, the first message."""
    sections = [item[key].split("|", 1) for key in ("section", "other") if key in item]
    full = "\n\n".join(f"## {head.strip()} {{#s{n}}}\n\n{body.strip()}" for n, (head, body) in enumerate(sections))
    summary = f"# Summary\n\n### A question? {{#q}}\n\n{item['answer']} [More...](#s0)\n"
    edition = read_edition("p", "en", ("p/en/summary.md", summary), [("p/en/policy.md", f"# Text\n\n{full}\n")])
    policy = Policy("p", PolicyFacts(publisher="Example Ltd", binding="en"), (edition,))
    subject = Subject(Site(SiteFacts("Site"), "", None, (policy,)), policy, render_edition(edition))
    found: dict[str, str] = {}
    for rule in RULE_OF.values():
        check = RULES[rule].check
        for fault in check(subject) if check else ():
            found.setdefault(rule, fault.message)
    return found


def measured(path: Path = LABELLED) -> dict[str, dict[str, float]]:
    """By rule: items labelled, reported, right, precision, recall."""
    labelled, said, right = Counter[str](), Counter[str](), Counter[str]()
    for item in yaml.safe_load(path.read_text("utf-8")):
        wanted = RULE_OF.get(item["is"])
        tolerated = {RULE_OF[label] for label in item.get("also", ())}
        found = {rule for rule in reported(item) if rule not in tolerated}
        labelled.update([wanted] if wanted else [])
        said.update(found)
        right.update(found & {wanted})
    return {
        rule: {
            "labelled": labelled[rule],
            "reported": said[rule],
            "right": right[rule],
            "precision": right[rule] / said[rule] if said[rule] else 1.0,
            "recall": right[rule] / labelled[rule] if labelled[rule] else 1.0,
        }
        for rule in RULE_OF.values()
    }


def table(results: dict[str, dict[str, float]]) -> str:
    """The figures as a table in Markdown."""
    rows = ["| rule | labelled | reported | right | precision | recall |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for rule, of in results.items():
        rows.append(
            f"| `{rule}` | {of['labelled']:.0f} | {of['reported']:.0f} | {of['right']:.0f} "
            f"| {of['precision']:.2f} | {of['recall']:.2f} |"
        )
    return "\n".join(rows)


def main() -> int:
    """Prints the table."""
    argparse.ArgumentParser(prog="python -m bench.claims", description=__doc__).parse_args()
    print(table(measured()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
