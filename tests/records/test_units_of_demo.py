"""Each signed part of the demo is changed in each way: its approval no longer counts, and no other's is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from largeprint.model.policy import Policy, Site
from largeprint.model.signoff import How, SignOff, Unit
from largeprint.pipeline import check
from largeprint.read.edition import read_edition
from largeprint.records.approval import states, units_of
from largeprint.records.evidence import evidence_of, write_evidence
from largeprint.records.signoffs import Chain
from largeprint.text.claims import passages_of
from largeprint.text.render import EditionText, render_edition

DEMO = Path(__file__).parents[2]

Texts = list[str]
"""The summary, and the full text."""


def question(text: str, identifier: str) -> tuple[int, int]:
    """Where a question stands in the summary."""
    at = text.index(f"{{#{identifier}}}")
    start = text.rindex("\n", 0, at) + 1
    end = text.find("\n### ", at)
    return start, end if end > 0 else len(text)


def within(text: str, identifier: str, pattern: str, new: str) -> str:
    """The summary with one thing in one question put otherwise; the same where it is not there."""
    start, end = question(text, identifier)
    return text[:start] + re.sub(pattern, new, text[start:end], count=1) + text[end:]


def of_section(text: str, line: int, pattern: str, new: str) -> str:
    """The full text with one thing of the section that begins on a line put otherwise."""
    lines = text.split("\n")
    return "\n".join([*lines[: line - 1], re.sub(pattern, new, "\n".join(lines[line - 1 :]), count=1)])


OF_QUESTION: dict[str, Callable[[str, str], str]] = {
    "heading": lambda text, i: within(text, i, r"### (\w+)", r"### \1 exactly"),
    "answer": lambda text, i: within(text, i, r"(\n\n\w+)", r"\1 never"),
    "key fact": lambda text, i: within(text, i, r"\n\| (\w+) \| (\[?\w+)", r"\n| \1 | \2 never"),
    "label of a key fact": lambda text, i: within(text, i, r"\n\| (\w+) \|", r"\n| \1 more |"),
    "link": lambda text, i: within(text, i, r"\]\(#\w+\)", "](#pp_elsewhere)"),
    "words of a link": lambda text, i: within(text, i, r"\[(\w+)", r"[\1 never"),
}

SAME: dict[str, Callable[[str], str]] = {
    "wrapping": lambda text: re.sub(r"^([A-Z][^|#\n]*[a-z]) (?=[a-z]+ )", r"\1\n", text, flags=re.MULTILINE),
    "emphasis": lambda text: re.sub(r"\b(people|information|service|account)\b(?=[ ,.])", r"**\1**", text),
    "a comment": lambda text: re.sub(r"\n(?=#+ )", "\n<!-- to be asked -->\n\n", text, count=3),
    "line ends": lambda text: text.replace("\n", "\r\n"),
    "blanks": lambda text: text.replace("\n\n", "\n\n\n"),
}


@pytest.fixture(scope="module", params=["wechat", "terms"])
def demo(request: pytest.FixtureRequest) -> tuple[Site, Policy, EditionText]:
    checked = check(DEMO)
    policy, text = next(pair for pair in checked.texts if pair[0].id == request.param)
    return checked.site, policy, text


def signed(units: Iterator[Unit] | tuple[Unit, ...]) -> Chain:
    lines = [SignOff(unit, "legal", "Ann Lee", "2026-03-01T00:00:00Z", How.ASSERTED, "", "") for unit in units]
    return Chain("p", tuple(lines), ())


def lost(demo: tuple[Site, Policy, EditionText], sources: Texts, evidence: str | None = None) -> set[str]:
    """The ids whose approval no longer counts when the texts are these; each is told with who gave it."""
    site, policy, text = demo
    names = [path for path, _ in text.edition.sources]
    read = read_edition(policy.id, "en", (names[0], sources[0]), list(zip(names[1:], sources[1:], strict=True)))
    kept = text.edition.evidence
    path = kept[0] if kept else ""
    whole = replace(read, assets=text.edition.assets, evidence=(path, evidence) if evidence else kept)
    now = units_of(site, policy, render_edition(whole))
    chain = signed(tuple(unit for unit, _ in units_of(site, policy, text)))
    found = list(states(now, [("legal", How.ASSERTED)], [chain], lambda line: True))
    assert len(found) == len(now)
    gone = [state for state in found if state.given is None]
    assert all(state.last is not None and state.last.name == "Ann Lee" for state in gone)
    return {state.unit.id for state in gone}


def sources_of(text: EditionText) -> Texts:
    return [words for _, words in text.edition.sources]


def test_as_it_is_everything_counts(demo: tuple[Site, Policy, EditionText]) -> None:
    assert lost(demo, sources_of(demo[2])) == set()


@pytest.mark.parametrize("kind", OF_QUESTION)
def test_every_question(demo: tuple[Site, Policy, EditionText], kind: str) -> None:
    sources = sources_of(demo[2])
    tried = 0
    for shown in demo[2].questions:
        identifier = shown.question.anchor.id
        after = OF_QUESTION[kind](sources[0], identifier)
        if after == sources[0]:
            assert kind in ("key fact", "label of a key fact"), "all but these are in every question"
            continue
        tried += 1
        assert lost(demo, [after, *sources[1:]]) == {identifier}, after[slice(*question(after, identifier))]
    assert tried > 3


@pytest.mark.parametrize("kind", ["heading", "body"])
def test_every_section(demo: tuple[Site, Policy, EditionText], kind: str) -> None:
    """A section is a part of the whole, and of every question that leads to it."""
    site, _, text = demo
    summary, full, *more = sources_of(text)
    assert not more
    answers: dict[str, set[str]] = {}
    for shown in text.questions:
        for passage in passages_of(site, text, shown):
            for section in passage.sections:
                if section.section.anchor:
                    answers.setdefault(section.section.anchor.id, set()).add(shown.question.anchor.id)
    tried = 0
    for section in text.sections:
        anchor = section.section.anchor
        if anchor is None or (kind == "body" and not section.body.text.strip()):
            continue
        pattern = r"^(#+ )(.)" if kind == "heading" else r"^(.*\n[^A-Za-z]*)([A-Za-z]+)"
        after = of_section(full, section.section.place.line, pattern, r"\1never \2")
        assert after != full
        assert lost(demo, [summary, after]) == {"", *answers.get(anchor.id, set())}, anchor.id
        tried += 1
    assert tried > 8


def test_the_rest(demo: tuple[Site, Policy, EditionText]) -> None:
    summary, full = sources_of(demo[2])
    first, second = (q.question.anchor.id for q in demo[2].questions[:2])
    (a, b), (c, d) = question(summary, first), question(summary, second)
    for after in (
        re.sub("^# ", "# The ", summary),
        re.sub(r"\n\n(\w+)", r"\n\nToday \1", summary, count=1),
        f"{summary[:a]}{summary[c:d].rstrip()}\n\n{summary[a:b].rstrip()}\n{summary[d:]}",
    ):
        assert after != summary
        assert lost(demo, [after, full]) == {""}


def test_the_exact_words(demo: tuple[Site, Policy, EditionText]) -> None:
    kept, _ = evidence_of(demo[2].edition)
    assert kept.questions
    for identifier, confirmed in kept.questions.items():
        at = next(number for number, rest in enumerate(confirmed.claims) if rest.quotes)
        quote = confirmed.claims[at].quotes[0]
        claims = list(confirmed.claims)
        claims[at] = replace(claims[at], quotes=(replace(quote, words=f"never {quote.words}"), *claims[at].quotes[1:]))
        after = replace(kept, questions={**kept.questions, identifier: replace(confirmed, claims=tuple(claims))})
        assert lost(demo, sources_of(demo[2]), write_evidence(after)) == {identifier}


@pytest.mark.parametrize("kind", SAME)
def test_what_no_reader_sees(demo: tuple[Site, Policy, EditionText], kind: str) -> None:
    sources = sources_of(demo[2])
    after = [SAME[kind](words) for words in sources]
    assert after != sources
    assert lost(demo, after) == set()
