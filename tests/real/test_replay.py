"""The history of a public policy, version by version: each change asks about exactly the answers that rest on it.

What changed is found a second way, on the Markdown source: by the words under each heading, and by every character.
The truth lies between the two, since a link that leads elsewhere is no word, and wrapping is no change.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from largeprint.model.policy import Policy, PolicyFacts, Site, SiteFacts
from largeprint.records.standing import standings
from largeprint.text.render import EditionText
from tests.conftest import SHARED, text_of
from tests.real.test_real_policies import words_of_source
from tests.records.test_mutations import confirmed

pytestmark = pytest.mark.shared

VERSIONS = sorted(SHARED.glob("history/basecamp-privacy/versions/*.md"))


def ids_and_sources(text: EditionText, source: str) -> dict[str, str]:
    """For each section the Markdown from its heading to the next one of its level or higher."""
    lines = source.split("\n")
    places = [(s.section.anchor.id, s.section.level, s.section.place.line) for s in text.sections if s.section.anchor]
    found = {}
    for index, (identifier, level, line) in enumerate(places):
        title = text.sections[0].section.anchor is not None and index == 0 and text.sections[0].section.title
        below = (at for _, other, at in places[index + 1 :] if title or other <= level)
        found[identifier] = "\n".join(lines[line - 1 : next(below, len(lines) + 1) - 1])
    return found


def summary_for(text: EditionText) -> str:
    questions = [
        f"### Question {number}? {{#q{number}}}\n\nAn answer. [More](#{shown.section.anchor.id})\n"
        for number, shown in enumerate(text.sections, start=1)
        if shown.section.anchor and not shown.section.title
    ]
    return "# A summary\n\n" + "\n".join(questions)


def plain(source: str) -> str:
    return re.sub(r"\s+", " ", source)


def asked(summary: str, source: str, before: EditionText) -> tuple[EditionText, dict[str, bool]]:
    """The text with a new source, and for each section that an answer leads to, whether that answer is asked about."""
    text = text_of(summary, source)
    site = Site(SiteFacts(), "", None, (Policy("p", PolicyFacts(), (text.edition,)),))
    told = {}
    for each in standings(site, text, confirmed(before)):
        (link,) = each.question.question.links
        told[link.anchor] = bool(each.changed)
    return text, told


def compare(then: EditionText, old: str, summary: str, new: str) -> int:
    now, told = asked(summary, new, then)
    sources, sources_now = ids_and_sources(then, old), ids_and_sources(now, new)
    changed = 0
    for section, is_asked in told.items():
        if section not in sources_now:
            assert not is_asked  # the link is dead, which is an error of its own
            continue
        if words_of_source(sources[section]) != words_of_source(sources_now[section]):
            assert is_asked, section
            changed += 1
        if plain(sources[section]) == plain(sources_now[section]):
            assert not is_asked, section
    return changed


@pytest.mark.skipif(not VERSIONS, reason="test_there_are_real_policies says that they are missing")
def test_each_version_against_the_one_before() -> None:
    changed = 0
    for before, after in pairwise(VERSIONS):
        old, new = (path.read_text("utf-8") for path in (before, after))
        summary = summary_for(text_of("# A summary\n", old))
        changed += compare(text_of(summary, old), old, summary, new)
    assert changed > 60


@pytest.mark.skipif(not VERSIONS, reason="test_there_are_real_policies says that they are missing")
def test_a_summary_of_the_first_version_against_every_later_one() -> None:
    old = VERSIONS[0].read_text("utf-8")
    summary = summary_for(text_of("# A summary\n", old))
    then = text_of(summary, old)
    changed = [compare(then, old, summary, path.read_text("utf-8")) for path in VERSIONS[1:]]
    assert max(changed) > 0


def test_the_files_are_there(shared: Path) -> None:
    assert len(VERSIONS) >= 42
