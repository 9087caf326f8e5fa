"""``confirm``: walks through what is unconfirmed, claim by claim, and keeps what a person decided."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from largeprint.check.report import count
from largeprint.commit import write_sources
from largeprint.hosts.modelfolder import model_of
from largeprint.model.evidence import Evidence, Quote, Rest
from largeprint.model.finding import InputError, UseError
from largeprint.model.policy import Policy
from largeprint.model.selection import name_of, select
from largeprint.pipeline import Checked
from largeprint.pipeline import check as check_site
from largeprint.records.confirming import Candidate, Due, best_of, due_of, with_decisions
from largeprint.records.evidence import NAME, evidence_of, read_evidence, write_evidence
from largeprint.records.standing import Standing, standings
from largeprint.text.likeness import Likeness
from largeprint.text.quotes import stands_in
from largeprint.text.render import EditionText
from largeprint.text.stems import stems

_WHY = {
    "new": "",
    "edited": "confirmed before these words changed; still true?",
    "changed": "the section has changed since this was confirmed; still true?",
    "gone": "the words that it rested on are gone; still true?",
}
_WHERE = {"before": "as confirmed", "linked": "", "elsewhere": "not linked"}


@dataclass(frozen=True, slots=True)
class Work:
    """An answer with something to confirm."""

    policy: Policy
    text: EditionText
    standing: Standing
    due: tuple[Due, ...]

    @property
    def name(self) -> str:
        """The answer as on the command line."""
        return name_of(self.policy, self.text.edition, self.standing.question.question.anchor.id)


def confirm(root: Path, what: Sequence[str], accept_best: bool, as_json: bool, model: str = "") -> None:
    """Asks, or takes the best of each claim, or prints what there is to decide; writes each language's record.

    ``model`` is the folder or package of a sentence model; "" for none.
    """
    likeness = model_of(model) if model else None
    checked = check_site(root)
    if likeness and sys.stderr.isatty():
        click.echo(f"The model {model} reads the sentences; a long text takes it a while.", err=True)
    work = list(_work(checked, what, likeness))
    if as_json:
        click.echo(json.dumps([_told(each) for each in work], ensure_ascii=False, indent=1, sort_keys=True))
        return
    if not work:
        click.echo("Nothing to confirm: every sentence rests on exact words, and none of these has changed.")
        return
    if not accept_best and not (sys.stdin.isatty() and sys.stdout.isatty()):
        for each in work:
            click.echo(f"{each.name}  {count(len(each.due), 'claim')} to confirm")
        todo = "run it in one, or take --accept-best or --json for other tools"
        raise UseError("Confirming is for a person at a terminal.", todo)
    done = _accept(root, work) if accept_best else _ask_all(root, work)
    click.echo(f"Confirmed {count(done, 'claim')} of {sum(len(each.due) for each in work)}.")


def _work(checked: Checked, what: Sequence[str], model: Likeness | None) -> Iterator[Work]:
    chosen = select(checked.site, what)
    for policy, text in checked.texts:
        evidence, broken = evidence_of(text.edition)
        for fault in broken:
            raise InputError(fault.place, fault.message, fault.todo)
        for standing in standings(checked.site, text, evidence):
            if standing.passages and chosen.holds(standing.question.question.place):
                due = due_of(text, standing, model)
                if due or standing.changed:
                    yield Work(policy, text, standing, due)


def _accept(root: Path, work: Sequence[Work]) -> int:
    done, kept = 0, {}
    for each in work:
        decided = {due.claim.number: best_of(due, each.standing) for due in each.due}
        kept[each.name] = (each, decided)
        done += len(decided)
        for due in each.due:
            rest = decided[due.claim.number]
            on = "; ".join(f'#{quote.section} "{quote.words}"' for quote in rest.quotes)
            click.echo(f"{each.name}  {due.claim}\n    {on or 'the whole of #' + ', #'.join(rest.whole)}")
    _write(root, list(kept.values()))
    return done


def _ask_all(root: Path, work: Sequence[Work]) -> int:
    done = 0
    for number, each in enumerate(work, start=1):
        question = each.standing.question
        click.echo()
        click.secho(f"{each.name}  {question.heading.text}  ({number} of {len(work)})", bold=True)
        for passage in each.standing.changed:
            click.echo(f'    "{passage.heading}" has changed since this was confirmed.')
        decided, ended = {}, False
        for due in each.due:
            rest = _ask(each, due)
            if rest is None:
                continue
            if isinstance(rest, str):
                ended = True
                break
            decided[due.claim.number] = rest
        written = bool(decided or not each.due) and _write(root, [(each, decided)])
        done += len(decided) if written else 0
        if decided and not written:
            click.echo(
                "    Some of what rests on a changed section was skipped, so that nothing of this answer is kept."
            )
        if ended:
            break
    return done


def _ask(work: Work, due: Due) -> Rest | str | None:
    """What a person decides: a rest, None for later, "quit"."""
    click.echo()
    click.echo(f"  {due.claim.number}. {_marked(work, str(due.claim), due)}")
    if _WHY[due.why]:
        click.secho(f"     ({_WHY[due.why]})", dim=True)
    for number, candidate in enumerate(due.candidates, start=1):
        note = f"  ({_WHERE[candidate.where]})" if _WHERE[candidate.where] else ""
        click.echo(f"     {number}  #{candidate.section}{note}\n        {_marked(work, candidate.words, due)}")
    if not due.candidates:
        click.echo("     No sentence of the full text shares a word with it.")
    while True:
        answer = click.prompt(
            "     Numbers (1 3), e to write the quote, w whole section, s skip, q quit", prompt_suffix=" "
        )
        decided = _decided(work, due, answer.strip().lower())
        if decided != "again":
            return decided if decided != "skip" else None


def _decided(work: Work, due: Due, answer: str) -> Rest | str:
    if answer in ("s", "skip"):
        return "skip"
    if answer in ("q", "quit"):
        return "quit"
    if answer in ("w", "whole"):
        return Rest(str(due.claim), whole=tuple(passage.id for passage in work.standing.passages))
    if answer in ("e", "edit"):
        words = " ".join(click.prompt("     The exact words", prompt_suffix=" ").split())
        for section in work.text.sections:
            if section.section.anchor and stands_in(words, section.body.text):
                return Rest(str(due.claim), (Quote(section.section.anchor.id, words),))
        click.echo("     These words stand in no section, not in this order.")
        return "again"
    numbers = answer.replace(",", " ").split()
    if numbers and all(n.isdigit() and 0 < int(n) <= len(due.candidates) for n in numbers):
        chosen = [due.candidates[int(n) - 1] for n in dict.fromkeys(numbers)]
        for candidate in chosen:
            if candidate.where == "elsewhere":
                click.echo(f"     The answer does not lead to #{candidate.section}: add a link to it.")
        return Rest(str(due.claim), tuple(Quote(each.section, each.words) for each in chosen))
    click.echo("     That is none of these.")
    return "again"


def _marked(work: Work, words: str, due: Due) -> str:
    """``words`` with those underlined that the claim and its candidates have in common."""
    language = work.text.language.code
    said = set(stems(str(due.claim), language))
    other = {stem for candidate in due.candidates for stem in stems(candidate.words, language)}
    both = said & other
    return " ".join(
        click.style(word, underline=True) if both & set(stems(word, language)) else word for word in words.split(" ")
    )


def _write(root: Path, decided: Sequence[tuple[Work, dict[int, Rest]]]) -> bool:
    """Writes the records of all languages concerned, together. False where nothing could be kept."""
    records: dict[str, tuple[bytes | None, Evidence]] = {}
    for work, rests in decided:
        path = f"content/{work.policy.id}/{work.text.edition.language}/{NAME}"
        if path not in records:
            here = root / path
            records[path] = (here.read_bytes() if here.exists() else None, _evidence_now(here))
        before, evidence = records[path]
        after = with_decisions(evidence, work.standing, work.due, rests)
        if after is not None:
            records[path] = (before, after)
    changes = {root / path: (before, write_evidence(after).encode()) for path, (before, after) in records.items()}
    changes = {path: pair for path, pair in changes.items() if pair[0] != pair[1] and pair[1]}
    write_sources(root, changes)
    return bool(changes)


def _evidence_now(path: Path) -> Evidence:
    return read_evidence(path.read_text("utf-8")) if path.exists() else Evidence()


def _told(work: Work) -> dict[str, Any]:
    return {
        "answer": work.name,
        "question": work.standing.question.heading.text,
        "changed": [passage.id for passage in work.standing.changed],
        "whole": [passage.id for passage in work.standing.passages],
        "claims": [
            {
                "number": due.claim.number,
                "label": due.claim.label,
                "words": due.claim.words,
                "why": due.why,
                "candidates": [_candidate(candidate) for candidate in due.candidates],
            }
            for due in work.due
        ],
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "section": candidate.section,
        "words": candidate.words,
        "score": round(candidate.score, 3),
        "where": candidate.where,
    }
