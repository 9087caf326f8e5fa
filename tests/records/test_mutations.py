"""Never a gap: whatever changes the words of a section makes exactly the answers that lead to it stale.

Each kind of change is made wherever it fits: in the demonstration's sections, and in the pairs of the labelled set.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from largeprint.model.evidence import Confirmed, Evidence
from largeprint.model.policy import Policy, PolicyFacts, Site, SiteFacts
from largeprint.read.edition import read_edition
from largeprint.records.standing import standings
from largeprint.text.claims import passages_of
from largeprint.text.render import EditionText, render_edition
from tests.conftest import edition_of

ROOT = Path(__file__).parents[2]
Change = Callable[[str], str]


def swap(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Change:
    """Changes the first place that fits, outside of headings, ids and link targets."""
    return lambda text: re.sub(rf"(?m)(?<![#(/_\w]){pattern}(?![\w)}}])", new, text, count=1)


WORDS: dict[str, Change] = {
    "number": swap(r"\d+", lambda found: str(int(found[0]) + 1)),
    "negation": swap(r"(do|does|is|are|can) not", r"\1"),
    "negation put in": swap(r"(will|may|can|must)", r"\1 not"),
    "recipient": swap(r"(service providers?|authorities|partners?|companies|bank|police|insurer|court)", "advertisers"),
    "period": swap(r"(day|week|month|year)s?", "decades"),
    "place": swap(r"(Singapore|Hong Kong|Korea|California|England|Wales|Europe|country)", "Atlantis"),
    "modal verb": swap(r"(may|can|might)", "must"),
    "modal verb weaker": swap(r"(must|will|shall)", "may"),
    "an item of a list": lambda text: re.sub(r"(?m)^- .+\n", "", text, count=1),
    "a sentence more": lambda text: text.rstrip("\n") + " We can change this at any time.\n\n",
}
NOTHING: dict[str, Change] = {
    "blanks": lambda text: re.sub(r"(?<=[a-z]) (?=[a-z])", "  ", text),
    "wrapping": lambda text: re.sub(r"(?m)^([^|\[\n]*? [a-z]+) ([a-z]{3,} )", r"\1\n\2", text),
    "emphasis": lambda text: re.sub(r"(?m)^([^|\[\n]*? )([a-z]{3,}) ", r"\1**\2** ", text),
    "a blank line": lambda text: text + "\n\n",
}


def site_of(text: EditionText) -> Site:
    return Site(SiteFacts(), "", None, (Policy("p", PolicyFacts(), (text.edition,)),))


def confirmed(text: EditionText) -> Evidence:
    """Everything confirmed as it stands; what a claim rests on is no matter here."""
    site = site_of(text)
    return Evidence(
        {
            question.question.anchor.id: Confirmed({p.id: p.digest for p in passages_of(site, text, question)})
            for question in text.questions
        }
    )


def stale(text: EditionText, evidence: Evidence) -> set[str]:
    found = standings(site_of(text), text, evidence)
    return {each.question.question.anchor.id for each in found if each.changed}


def leading_to(text: EditionText, section: str) -> set[str]:
    """The answers that lead to a section, or to one that it stands below."""
    return {
        question.question.anchor.id
        for question in text.questions
        for passage in passages_of(site_of(text), text, question)
        if section in {part.section.anchor.id for part in passage.sections if part.section.anchor}
    }


def sections_of(text: str) -> Iterator[tuple[str, str]]:
    """The sections of a Markdown text: id, and everything up to the next heading."""
    for found in re.finditer(r"(?ms)^#{2,6} [^\n]*\{#(\S+)\}\n(.*?)(?=^#{1,6} |\Z)", text):
        if found[2].strip():
            yield found[1], found[2]


@pytest.mark.parametrize("policy", ["wechat", "terms"])
def test_the_demonstration(policy: str) -> None:
    folder = f"content/{policy}/en"
    summary = (f"{folder}/summary.md", (ROOT / folder / "summary.md").read_text("utf-8"))
    full = (ROOT / folder / "policy.md").read_text("utf-8")

    def read(policy_text: str) -> EditionText:
        return render_edition(read_edition(policy, "en", summary, [(f"{folder}/policy.md", policy_text)]))

    text = read(full)
    evidence, made = confirmed(text), Counter[str]()
    assert stale(text, evidence) == set()
    for turn, (section, words) in enumerate(sections_of(full)):
        for number, (kind, change) in enumerate(WORDS.items()):
            if (number + turn) % 5 == 0 and change(words) != words:  # each in every fifth section
                mutated = read(full.replace(words, change(words), 1))
                assert stale(mutated, evidence) == leading_to(text, section), (section, kind)
                made[kind] += 1
    assert len(made) >= 7, made
    for kind, change in NOTHING.items():
        bodies = [(words, change(words)) for _, words in sections_of(full)]
        other = full
        for words, same in bodies:
            other = other.replace(words, same, 1)
        assert other != full
        assert stale(read(other), evidence) == set(), kind


def pairs() -> list[tuple[str, str]]:
    found = yaml.safe_load((ROOT / "tests/labelled/claims.yml").read_text("utf-8"))
    return [(entry["answer"], entry["section"].partition(" | ")[2]) for entry in found]


def test_a_hundred_pairs_and_more() -> None:
    made, unchanged = Counter[str](), Counter[str]()
    assert len(pairs()) >= 100

    def read(answer: str, section: str) -> EditionText:
        summary = f"# T\n\n### Q? {{#q}}\n\n{answer} [More](#s)\n\n### Other? {{#o}}\n\nThat. [More](#t)\n"
        return render_edition(edition_of(summary, f"# F\n\n## S {{#s}}\n\n{section}\n\n## T {{#t}}\n\nThat.\n"))

    for answer, section in pairs():
        text = read(answer, section)
        evidence = confirmed(text)
        for kinds, expected, counted in ((WORDS, {"q"}, made), (NOTHING, set[str](), unchanged)):
            for kind, change in kinds.items():
                mutated = change(section)
                if mutated.strip() != section.strip():
                    counted[kind] += 1
                    assert stale(read(answer, mutated.strip()), evidence) == expected, (kind, section)
    assert sum(made.values()) > 400
    assert sum(unchanged.values()) > 100
