"""``review --return``: what came back in a packet, as findings and as a patch on the source, taken piece by piece."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from largeprint.check.report import count
from largeprint.hosts.accepting import accept
from largeprint.hosts.fitting import fitting_of
from largeprint.hosts.review import packet_of
from largeprint.layers.packet import Packet
from largeprint.model.decision import Decision, Verdict
from largeprint.model.digest import text_code
from largeprint.model.finding import InputError, UseError
from largeprint.model.source import Place
from largeprint.outputs.packet_word import as_word, words
from largeprint.pipeline import Checked
from largeprint.pipeline import check as check_site
from largeprint.read.package import RefusedError
from largeprint.read.returned import Returned, read_returned
from largeprint.read.tree import LARGEST_IMAGE
from largeprint.records.returned import Answer, Edited, Portion, answer_of, decisions_of, portions_of, same_today

_TODO = "Ask for the Word file of the packet as it was sent, filled in."


@dataclass(frozen=True, slots=True)
class Taken:
    """A returned packet beside the text of today: what came back, the decisions, and the changes that can be made."""

    packet: Packet
    came: Returned
    answer: Answer
    portions: Mapping[str, Portion]
    decisions: tuple[Decision, ...]
    fitting: tuple[Edited, ...]


def take_back(root: Path, name: str, path: Path, apply: bool, yes: bool) -> int:
    """Shows what came back, and with ``apply`` writes what a person takes. Returns the exit code."""
    data = _bytes(path)
    checked = check_site(root)
    taken = taken_from(root, checked, name, path.name, data)
    for line in shown(taken):
        click.echo(line)
    if apply:
        code = taken.came.properties.get("code", "")
        accept(root, taken.packet.page.policy, taken.fitting, taken.decisions, code, data, yes)
    click.echo(f"Next: {_next(taken, name, path, apply)}")
    return 0


def taken_from(root: Path, checked: Checked, name: str, file: str, data: bytes) -> Taken:
    """A returned packet beside the text of today. Raises ``InputError`` for one that cannot be read, or is of another
    policy."""
    try:
        came = read_returned(data)
    except RefusedError as error:
        raise InputError(Place(file), str(error), _TODO) from None
    asked = came.properties
    if asked.get("version") != "1":
        raise InputError(Place(file), "This file has lost what ties it to its text, or was never a packet.", _TODO)
    identifier, _, language = name.partition("/")
    if asked.get("policy") != identifier or (language and asked.get("language") != language):
        message = f'This packet is of "{asked.get("policy")}" ({asked.get("language")}), and not of "{name}".'
        raise InputError(Place(file), message, f"largeprint review {asked.get('policy')} --return {file}")
    packet = _packet(root, checked, identifier, asked, file)
    page = packet.page
    now = read_returned(as_word(packet))
    current = asked.get("digest") == packet.digest
    if current:
        _same_portions(asked, now.properties, file)
    portions = {portion.key: portion for portion in portions_of(came, page.text.edition)}
    answer = answer_of(came, now if current else None, [*portions.values()])
    fitting, edited = fitting_of(checked.site, page, answer, portions)
    same = same_today(came, now)
    today = {unit.id: unit for unit in packet.units if current or unit.id in same}
    decisions = decisions_of(answer, portions, today, edited)
    return Taken(packet, came, answer, portions, decisions, fitting)


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise UseError(f"There is no file {path}.", "name the Word file that came back")
    if path.stat().st_size > LARGEST_IMAGE:
        raise InputError(Place(path.name), "The file is larger than any packet.", _TODO)
    return path.read_bytes()


def _packet(root: Path, checked: Checked, identifier: str, asked: Mapping[str, str], file: str) -> Packet:
    """The packet of today, asked as the returned one was."""
    try:
        by = date.fromisoformat(asked["by"]) if asked.get("by") else None
    except ValueError:
        raise InputError(Place(file), "The packet says no day by which it was asked.", _TODO) from None
    since = asked.get("since") or None
    name = f"{identifier}/{asked.get('language', '')}"
    policy = next((each for each in checked.site.policies if each.id == identifier), None)
    known = {frozen.name for frozen in policy.frozen} if policy else set()
    return packet_of(root, checked, name, asked.get("role", ""), by, since if since in known else None)


def _same_portions(asked: Mapping[str, str], sent: Mapping[str, str], file: str) -> None:
    """Raises ``InputError`` where a packet claims to be of the text of today, and names other words than that has."""
    if {k: v for k, v in asked.items() if k != "since"} != {k: v for k, v in sent.items() if k != "since"}:
        raise InputError(Place(file), "What ties this file to its text was changed by hand.", _TODO)


def shown(taken: Taken) -> Iterator[str]:
    """What came back, for a terminal: decisions, changes, words elsewhere, comments, those without a home last."""
    answer, page = taken.answer, taken.packet.page
    code = taken.came.properties.get("code", "?")
    yield f"{page.policy.id}/{page.language.code}, packet with text code {code}"
    if not answer.current:
        yield f"    This packet is of an older text: the text of today has the code {page.code}."
        yield "    Its approvals count where the text still reads as they did; its changes are offered in the same way."
    yield ""
    yield from _ruled(taken)
    for each in answer.edited:
        yield from _change(taken, each)
    for portion in answer.missing:
        yield f"{_named(portion)}  missing"
        yield "    This part is not in the file any more. Ask whether it is to be taken out."
    for before, after in answer.elsewhere:
        yield "outside of the text  changed"
        yield f"    - {_cut(before)}" if before else "    - (nothing)"
        yield f"    + {_cut(after)}" if after else "    + (nothing)"
    for said in answer.comments:
        by = f"{said.comment.author or 'nobody named'}{f', {said.comment.date[:10]}' if said.comment.date else ''}"
        yield f"{_named(said.portion) if said.portion else 'without a place in the text'}  comment by {by}"
        if said.comment.on:
            yield f"    on: {_cut(said.comment.on)}"
        yield from (f"    {line}" for line in said.comment.text.split("\n"))


def _ruled(taken: Taken) -> Iterator[str]:
    t = words()
    by_id = {decision.question: decision for decision in taken.decisions}
    for ruling in taken.answer.rulings:
        portion = taken.portions[ruling.key]
        who = ", ".join(filter(None, (ruling.name or "no name", ruling.role or "no role", ruling.date or "no date")))
        if ruling.verdict is None:
            yield f"{_named(portion)}  unclear decision by {who}"
            yield "    More than one box is marked, or one with words that say neither yes nor no. Ask."
            continue
        decision = by_id[portion.id]
        yield f"{_named(portion)}  {t(f'packet.verdict.{decision.verdict}').lower()}: {who}"
        if decision.verdict is not ruling.verdict:
            yield "    Approved, and words of it or behind it were changed: that approves the changed words."
        if decision.verdict is Verdict.EDITED and decision.unit:
            yield f"    Exactly the edited words, text code {text_code(decision.unit.words)}, once the source has them."
        elif decision.verdict is Verdict.EDITED:
            yield "    Exactly the edited words; some have to be put in by hand, or the text is another now."
        elif decision.unit:
            yield f"    Exactly these words, text code {text_code(decision.unit.words)}."
        elif decision.verdict is Verdict.APPROVED:
            yield "    These words are not those of today, so that nothing of today is approved."
    silent = [portion for key, portion in taken.portions.items() if (key[0] == "q" or key == "all")]
    open_portions = [
        portion for portion in silent if portion.key not in {ruling.key for ruling in taken.answer.rulings}
    ]
    if open_portions:
        yield f"{count(len(open_portions), 'decision')} left open: {', '.join(map(_named, open_portions))}"
    yield ""


def _change(taken: Taken, each: Edited) -> Iterator[str]:
    by = f" by {', '.join(each.authors)}" if each.authors else " without tracking"
    place = f"{each.change.edits[0].place}  " if each.change.edits else ""
    yield f"{place}{_named(each.portion)}  changed{by}"
    yield f"    - {_cut(each.change.old)}" if each.change.old else "    - (nothing)"
    yield f"    + {_cut(each.change.new)}" if each.change.new else "    + (nothing)"
    if each not in taken.fitting:
        yield "    To be made by hand: it cannot be put into the source with certainty."


def _named(portion: Portion) -> str:
    if portion.key == "o":
        return "the title and introduction"
    return (
        f"#{portion.id}" if portion.id else "the policy as a whole" if portion.key == "all" else f'"{portion.heading}"'
    )


def _cut(text: str, longest: int = 300) -> str:
    line = " / ".join(part for part in text.split("\n") if part)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _next(taken: Taken, name: str, path: Path, apply: bool) -> str:
    if not apply and (taken.fitting or any(decision.unit for decision in taken.decisions)):
        return f"largeprint review {name} --return {path} --apply"
    if apply and taken.fitting:
        return f"largeprint check {name}, then: largeprint confirm {name}"
    if apply and any(decision.unit for decision in taken.decisions):
        return f"largeprint status {name}"
    if taken.answer.comments or taken.answer.edited:
        return "answer the comments, and make by hand what could not be put in"
    return "ask for the decisions that are left open"
