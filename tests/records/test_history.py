"""Edit histories at random: whatever is done to a text, every id that was ever released lands in the newest page."""

from __future__ import annotations

import os
import random
import re
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from largeprint.layers.occasion import Occasion
from largeprint.layers.page import lay_out
from largeprint.model.policy import Frozen, Policy, PolicyFacts, Site, SiteFacts
from largeprint.model.same import Same
from largeprint.outputs.page import _main
from largeprint.read.frozen import read_frozen
from largeprint.records.anchors import landing, write_anchors
from largeprint.records.history import History, Version, Went, history_of
from largeprint.records.releases import sealed
from largeprint.text.render import render_edition

WORDS = [f"{a}{b}{c}" for a in "bdfglmnprst" for b in "aeiou" for c in "klmnrst"]
STEPS = 20


class Text:
    """A text that is edited: sections, each an id and sentences."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.count = 0
        self.sections = [self.fresh() for _ in range(4)]

    def fresh(self) -> tuple[str, list[str]]:
        self.count += 1
        return f"s{self.count}", [" ".join(self.dice.choices(WORDS, k=9)) for _ in range(self.dice.randint(2, 5))]

    def edit(self) -> None:
        what = self.dice.choice(["rename", "move", "split", "merge", "delete", "add", "reword"])
        at = self.dice.randrange(len(self.sections))
        identifier, sentences = self.sections[at]
        if what == "rename":
            self.count += 1
            self.sections[at] = (f"s{self.count}", sentences)
        elif what == "move":
            self.sections.insert(self.dice.randrange(len(self.sections)), self.sections.pop(at))
        elif what == "split" and len(sentences) > 1:
            self.count += 1
            self.sections[at : at + 1] = [(identifier, sentences[:1]), (f"s{self.count}", sentences[1:])]
        elif what == "merge" and len(self.sections) > 1:
            _, more = self.sections.pop((at + 1) % len(self.sections))
            here = next(i for i, (each, _) in enumerate(self.sections) if each == identifier)
            self.sections[here] = (identifier, [*sentences, *more])
        elif what == "delete" and len(self.sections) > 1:
            del self.sections[at]
        elif what == "add":
            self.sections.insert(at, self.fresh())
        else:
            self.sections[at] = (identifier, [*sentences[1:], " ".join(self.dice.choices(WORDS, k=9))])

    @property
    def markdown(self) -> str:
        parts = (f"## {said[0][:20]} {{#{name}}}\n\n{'. '.join(said)}.\n" for name, said in self.sections)
        return "# All {#all}\n\n" + "\n".join(parts)


def taken(went: Went) -> str:
    return went.proposal.id if went.proposal and went.proposal.likely else ""


def history(seed: int) -> tuple[History, list[set[str]]]:
    """A history of 20 steps, and the ids that each of its texts had."""
    text = Text(random.Random(seed))
    versions, had = [], []
    for step in range(STEPS + 1):
        had.append({"all", *(identifier for identifier, _ in text.sections)})
        files = {
            "policy.yml": b"publisher: Example Ltd\nbinding: en\n",
            "en/summary.md": b"# All\n",
            "en/policy.md": text.markdown.encode(),
        }
        versions.append(Version(date(2020, 1, 1) + timedelta(days=step), files))
        text.edit()
    return history_of("p", versions, {}, taken), had


@settings(max_examples=int(os.environ.get("HISTORIES", "60")))
@given(st.integers(0, 10**9))
def test_every_id_lands_and_none_comes_to_mean_something_else(seed: int) -> None:
    made, had = history(seed)
    ever = set().union(*had)
    assert ever == set(made.anchors)
    frozen = tuple(Frozen(name, "", tuple(files.items())) for name, files in made.releases.items())
    last = read_frozen("p", frozen[-1], sealed(frozen[-1]).release)
    text = render_edition(last.editions[0])
    policy = Policy(
        "p", PolicyFacts(binding="en"), (text.edition,), frozen=frozen, anchors=("a", write_anchors(made.anchors))
    )
    page = lay_out(Site(SiteFacts(), "", None, (policy,)), policy, text, Occasion())
    ids = re.findall(r' id="([^"]+)"', _main(Same(page)))
    assert all(ids.count(identifier) == 1 for identifier in ever)
    alive = {kept.id for kept in made.anchors.values() if kept.alive}
    assert alive == had[-1]
    for kept in made.anchors.values():
        goal = made.anchors[landing(made.anchors, kept.id)]
        assert goal.alive or goal.withdrawn
