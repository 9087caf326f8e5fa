"""Policies made up for measuring, in two forms from the same words: Large Print's and that of a stock MkDocs.

The words come from the lists and patterns below and a seed; the same seed gives the same files on every machine.
A policy has a summary of 8 questions and, in about 5,700 words, a full text of 8 chapters with 4 sections each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

WORDS_A_SECTION = 96
"""A section grows by whole paragraphs until it has at least this many words."""

_TOPICS = (
    ("what", "What we collect", "What do you need from me?"),
    ("how", "How we use it", "What do you do with it?"),
    ("share", "Who receives it", "Who else gets to see it?"),
    ("where", "Where it is kept", "Where do you keep it?"),
    ("long", "How long we keep it", "When do you delete it?"),
    ("safe", "How we protect it", "How do you keep it safe?"),
    ("rights", "What you can ask for", "What can I ask you to do?"),
    ("change", "How this text changes", "How will I learn of changes?"),
)
_ASPECTS = ("Scope", "Grounds", "Exceptions", "Details", "Procedure", "Limits", "Examples", "Duties")
_THINGS = "accounts orders messages payments pictures contacts devices visits surveys invoices profiles backups".split()
_WHO = (
    "The publisher|Our support team|The company|Our group|Each office|A provider that works for us|"
    "Our partner for payments|The person in charge of a branch|An auditor|The operator of the service"
).split("|")
_DOES = (
    "collects|keeps|reads|checks|corrects|sends|receives|stores|compares|combines|passes on|records|deletes|reviews"
).split("|")
_WHAT = (
    "your name and address|the number of your order|a copy of your letters|the time of your visit|"
    "the kind of your device|a list of your payments|the language that you chose|your answers to our questions|"
    "the pictures that you upload|your mobile number|the notes of a call|the record of your consent|"
    "the address of the page that you came from|the settings of your account"
).split("|")
_WHY = (
    "to keep your account running|to answer your question|to send what you ordered|to find faults|"
    "to meet a duty of tax law|to prevent misuse|to improve the search|to settle a dispute|to remind you of a date|"
    "to show you the right language|to count how many people use a page"
).split("|")
_WHEN = (
    "when you open an account|when you write to us|once a month|while your contract lasts|before a payment is made|"
    "after you have agreed|within thirty days|for as long as the law demands|until you ask us to stop|"
    "as soon as the purpose is reached|in the course of the year"
).split("|")
_LIMIT = (
    "unless a court has ordered otherwise|except where the law of your country forbids it|provided that you agreed|"
    "even if you never log in again|and never for advertising|but only in the region where you live|"
    "whether or not you use the application|if nobody has objected|and tells you so in the same message"
).split("|")
_PATTERNS = (
    "{who} {does} {what} {why}, {limit}.",
    "{when_}, {who_} {does} {what}, and {does2} {what2} {why}.",
    "{who} {does} {what} {when}.",
    "Where {who_} {does} {what} {when}, this happens {why}.",
    "{who} {does} {what} {why} {when}, {limit}.",
    "You may object to this {when}; then {who_} no longer {does} {what}.",
    "This covers {what} and {what2}, {limit}.",
    "**{what_}** means here {what2}, as far as it is needed {why}.",
)


@dataclass(frozen=True, slots=True)
class MadePolicy:
    """One made policy: its id and the Markdown of both layers, where a link ``#x`` leads into the full text."""

    id: str
    summary: str
    full: str


class _Writer:
    """Sentences out of the lists; each policy has its own random numbers, so that any can be made alone."""

    def __init__(self, seed: int, index: int) -> None:
        self.random = Random(f"{seed}/{index}")

    def sentence(self) -> str:
        pick = self.random.choice
        who, what, when = pick(_WHO), pick(_WHAT), pick(_WHEN)
        return pick(_PATTERNS).format(
            who=who,
            who_=who[0].lower() + who[1:],
            does=pick(_DOES),
            does2=pick(_DOES),
            what=what,
            what_=what[0].upper() + what[1:],
            what2=pick(_WHAT),
            why=pick(_WHY),
            when=when,
            when_=when[0].upper() + when[1:],
            limit=pick(_LIMIT),
        )

    def paragraph(self, least: int, most: int) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(least, most)))

    def block(self, anchors: list[str]) -> str:
        """A paragraph, a list, clauses with labels, or a small table, in about the shares that policies have."""
        kind = self.random.random()
        if kind < 0.15:
            return "\n".join(f"- {self.sentence()}" for _ in range(self.random.randint(3, 5)))
        if kind < 0.27:
            return "\n\n".join(f"({letter}) {self.sentence()}" for letter in "abcd"[: self.random.randint(2, 4)])
        if kind < 0.32:
            rows = [(self.random.choice(_WHAT), self.random.choice(_WHY)) for _ in range(3)]
            return "\n".join(["| Information | Purpose |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in rows)])
        words = self.paragraph(2, 4)
        if kind < 0.5:
            words += f" More on this stands under [another heading](#{self.random.choice(anchors)})."
        return words


def make_policy(seed: int, index: int) -> MadePolicy:
    """Policy number ``index`` (from 1) of the corpus ``seed``."""
    writer = _Writer(seed, index)
    chapters = [(f"pp_{topic}", heading, list(_subsections(writer, topic))) for topic, heading, _ in _TOPICS]
    anchors = [anchor for chapter, _, below in chapters for anchor in (chapter, *(sub for sub, _ in below))]
    full = [f"# The full text of policy {index}", writer.paragraph(3, 4)]
    for chapter, heading, below in chapters:
        full += [f"## {heading} {{#{chapter}}}", *_body(writer, anchors)]
        for anchor, words in below:
            full += [f"### {words} {{#{anchor}}}", *_body(writer, anchors)]
    summary = [f"# Summary of policy {index}", writer.paragraph(2, 3)]
    for (_, _, question), (chapter, _, below) in zip(_TOPICS, chapters, strict=True):
        first, second, third, fourth = (anchor for anchor, _ in below)
        where = f"The details stand under [what applies here](#{first})."
        summary += [
            f"### {question} {{#q_{chapter}}}",
            f"{writer.paragraph(1, 2)} {where} [More...](#{chapter})",
            f"| What | {writer.random.choice(_WHAT)} |\n| --- | --- |\n"
            f"| Why | [{writer.random.choice(_WHY)}](#{second}) |\n"
            f"| Who | [{writer.random.choice(_WHO)}](#{third}) |\n"
            f"| How long | [{writer.random.choice(_WHEN)}](#{fourth}) |",
        ]
    return MadePolicy(f"policy-{index:03}", "\n\n".join(summary) + "\n", "\n\n".join(full) + "\n")


def _subsections(writer: _Writer, topic: str) -> Iterator[tuple[str, str]]:
    for number, aspect in enumerate(writer.random.sample(_ASPECTS, 4), start=1):
        yield f"pp_{topic}_{number}", f"{aspect} for {writer.random.choice(_THINGS)}"


def _body(writer: _Writer, anchors: list[str]) -> Iterator[str]:
    words = 0
    while words < WORDS_A_SECTION:
        block = writer.block(anchors)
        words += len(block.split())
        yield block


_FRONT = "# Made policies\n\nThese texts were made by a program for measuring, and mean nothing.\n"


def large_print_form(policies: list[MadePolicy]) -> Iterator[tuple[str, str]]:
    """Path and text of each file as Large Print takes them."""
    order = ", ".join(policy.id for policy in policies)
    yield "content/site.yml", f"name: Made policies\nlanguage: en\npolicies: [{order}]\n"
    yield "content/index.md", _FRONT
    facts = "publisher: Example Ltd\ncontact: mailto:privacy@example.org\nbinding: en\neffective: 2026-03-01\n"
    for policy in policies:
        yield f"content/{policy.id}/policy.yml", facts
        yield f"content/{policy.id}/en/summary.md", policy.summary
        yield f"content/{policy.id}/en/policy.md", policy.full


def stock_form(policies: list[MadePolicy]) -> Iterator[tuple[str, str]]:
    """Path and text of each file as MkDocs takes them: Material with every setting as it comes.

    One extension is named, ``attr_list``, without which ``{#id}`` would be words on the page and every link dead.
    """
    yield "mkdocs.yml", "site_name: Made policies\ntheme:\n  name: material\nmarkdown_extensions:\n  - attr_list\n"
    yield "docs/index.md", _FRONT
    for policy in policies:
        yield f"docs/{policy.id}/summary.md", policy.summary.replace("](#", "](policy.md#")
        yield f"docs/{policy.id}/policy.md", policy.full


def write_both(folder: Path, number: int, seed: int = 1) -> tuple[Path, Path]:
    """Writes the first ``number`` policies in both forms below ``folder``; gives the folders of the two sites."""
    policies = [make_policy(seed, index) for index in range(1, number + 1)]
    sites = folder / "large-print", folder / "stock"
    for site, form in zip(sites, (large_print_form, stock_form), strict=True):
        for name, text in form(policies):
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return sites
