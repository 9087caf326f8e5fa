"""Approval: what is approved as one, and who has said yes to exactly these words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from largeprint.model.digest import byte_digest, text_code, word_digest
from largeprint.model.policy import Frozen, Policy, PolicyFacts, Site
from largeprint.model.signoff import How, SignOff, Unit
from largeprint.records.evidence import evidence_of
from largeprint.records.releases import is_released, release_of, sealed
from largeprint.records.signoffs import Chain
from largeprint.text.claims import passages_of
from largeprint.text.render import EditionText, render_edition

Verify = Callable[[SignOff], bool]
"""Whether the signature of a line is one that counts."""


@dataclass(frozen=True, slots=True)
class State:
    """A unit in one role. ``given`` is the approval of exactly these words; ``last`` the newest of other ones.

    ``short``: it was approved, by less than the role has to give, or by a person who counts in another role.
    """

    unit: Unit
    heading: str
    role: str
    least: How
    given: SignOff | None
    last: SignOff | None
    short: bool = False


def units_of(site: Site, policy: Policy, text: EditionText) -> tuple[tuple[Unit, str], ...]:
    """What is approved of an edition, each with its heading: every question, then all the rest.

    A question's digest covers what is seen of it, the exact words it rests on, and the sections it leads to; that of
    the rest everything else: title, introduction, who is responsible, dates, order, all sections, pictures.
    """
    edition = text.edition
    files = byte_digest("\0".join(f"{path}\0{words}" for path, words in edition.sources).encode("utf-8"))
    evidence, _ = evidence_of(edition)
    found = []
    for shown in text.questions:
        identifier = shown.question.anchor.id
        marks = [shown.digest]
        for passage in passages_of(site, text, shown):
            marks += ["section", passage.id, passage.digest]
        confirmed = evidence.questions.get(identifier)
        for number, rest in enumerate(confirmed.claims if confirmed else (), start=1):
            # By number, as on the page: the words of a sentence are in the answer, and its record follows them later.
            marks += ["rests", str(number), *(f"{q.section} {q.words}" for q in rest.quotes), *rest.whole]
        found.append((Unit(policy.id, edition.language, identifier, word_digest(marks), files), shown.heading.text))
    rest_marks = [edition.title, *text.intro.marks, *_beside(policy.facts)]
    rest_marks += [f"question {shown.question.anchor.id}" for shown in text.questions]
    for section in text.sections:
        anchor = section.section.anchor
        rest_marks += ["section", anchor.id if anchor else "", str(section.section.level), section.digest]
    rest_marks += [f"{address} {byte_digest(data)}" for address, data in edition.assets]
    found.append((Unit(policy.id, edition.language, "", word_digest(rest_marks), files), edition.title))
    return tuple(found)


def shown_release(site: Site, policy: Policy, frozen: Frozen) -> tuple[Policy, Site, tuple[EditionText, ...]]:
    """A release as it will be shown: as a policy, the site with it in the place of the working text, its editions."""
    released = release_of(policy, frozen)
    texts = tuple(render_edition(edition) for edition in released.editions)
    bare = replace(released, editions=tuple(text.edition for text in texts), release=None)
    around = replace(site, policies=tuple(bare if each.id == policy.id else each for each in site.policies))
    return bare, around, texts


def as_released(policy: Policy, text: EditionText) -> Policy:
    """A policy with the day of its newest release, where its working text is that release and names no day itself."""
    if policy.facts.effective or not is_released(policy, text.edition.language, text.digest):
        return policy
    return replace(policy, facts=replace(policy.facts, effective=sealed(policy.frozen[-1]).release.day))


def _beside(facts: PolicyFacts) -> tuple[str, ...]:
    dates = (str(facts.effective or ""), str(facts.changed or ""))
    return (facts.publisher, facts.contact, facts.kind, facts.binding, facts.demonstration, *dates)


def digest_of(policy: Policy, text: EditionText) -> str:
    """The digest of all that is read of an edition; its first characters are the text code."""
    return word_digest([text.digest, *_beside(policy.facts)])


def code_of(policy: Policy, text: EditionText) -> str:
    """The text code of an edition, as it stands on its page."""
    return text_code(digest_of(policy, text))


def states(
    units: Sequence[tuple[Unit, str]], roles: Sequence[tuple[str, How]], chains: Sequence[Chain], verify: Verify
) -> Iterator[State]:
    """How every unit stands in every role that has to approve it. One person counts once for a unit."""
    lines = sorted((line for chain in chains for line in chain.lines), key=lambda line: line.at)
    for unit, heading in units:
        same = [line for line in lines if _place(line.unit) == _place(unit)]
        exact = [line for line in same if line.unit.words == unit.words]
        counting = [line for line in exact if line.how is not How.SSH or verify(line)]
        for (role, least), given in zip(roles, _persons(roles, counting), strict=True):
            last = next((line for line in reversed(same) if line.role == role and line.unit.words != unit.words), None)
            said = any(line.role == role for line in exact)
            yield State(unit, heading, role, least, given, last, short=said and given is None)


def given(unit: Unit, chains: Sequence[Chain], verify: Verify) -> tuple[SignOff, ...]:
    """The approvals of exactly these words, the oldest first: of each person in each role the newest that holds."""
    newest: dict[tuple[str, str], SignOff] = {}
    for line in sorted((line for chain in chains for line in chain.lines), key=lambda line: line.at):
        same = _place(line.unit) == _place(unit) and line.unit.words == unit.words
        if same and (line.how is not How.SSH or verify(line)):
            newest[line.person, line.role] = line
    return tuple(sorted(newest.values(), key=lambda line: (line.at, line.role, line.person)))


def _place(unit: Unit) -> tuple[str, str, str]:
    return unit.policy, unit.language, unit.id


def _persons(roles: Sequence[tuple[str, How]], lines: Sequence[SignOff]) -> list[SignOff | None]:
    """For each role an approval that gives enough, each by another person: as many roles as can be filled so."""
    offers = [
        [line for line in reversed(lines) if line.role == role and line.how.weight >= least.weight]
        for role, least in roles
    ]
    taken: dict[str, int] = {}
    chosen: list[SignOff | None] = [None] * len(roles)

    def fill(index: int, seen: set[str]) -> bool:
        for line in offers[index]:
            if line.person in seen:
                continue
            seen.add(line.person)
            if line.person not in taken or fill(taken[line.person], seen):
                taken[line.person], chosen[index] = index, line
                return True
        return False

    for index in range(len(roles)):
        fill(index, set())
    return [line if line is not None and taken[line.person] == index else None for index, line in enumerate(chosen)]
