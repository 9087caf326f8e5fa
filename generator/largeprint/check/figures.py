"""Figures and names in an answer: contradicted by a section that it leads to, or in none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from largeprint.check.grounds import Answer, Grounds, Line, cut, grounds, place_of
from largeprint.check.registry import Freedom, Subject, rule
from largeprint.model.finding import Fault, Severity
from largeprint.text.claims import Claim
from largeprint.text.figures import figures
from largeprint.text.kinds import claimed_kinds, names_kind
from largeprint.text.matter import Matter, is_english, matter, strong
from largeprint.text.places import claimed_places, firms, is_city, places
from largeprint.text.values import Figure

_SAME_THING = 0.5
"""How much of a claim a sentence must be about, for its figure to be of the same thing."""
_OTHER_THING = 0.3
"""Below this, the same figure is of another thing."""
_NOTHING = 0.2
_THIS = 0.6
"""From here on, a figure is clearly of the thing."""
_CLAUSE = re.compile(r"[,;:()–—]|\band\b|\bbut\b|\bor\b|\bund\b|\boder\b|\bet\b|\bou\b|\by\b")


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure of a section, with the sentence it stands in and the matter of its clause."""

    figure: Figure
    line: Line
    clause: Matter


@rule("figure-contradicted", Severity.ERROR, Freedom.ASIDE)
def figure_contradicted(subject: Subject) -> Iterator[Fault]:
    """A figure in an answer that a linked section gives otherwise for the same thing: 30 days here, 90 there.

    Periods, amounts, shares, ages, dates, measures and counts are read, in digits or in words. 12 months and one year
    are the same, so are 24 hours and a day; 30 days and one month are not, since a month has more or fewer. English; in
    German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Polish, Russian, Chinese and
    Japanese figures in digits.

    Why it matters: a reader who relies on a wrong deadline loses a right by it, and a publisher is held to both.

    What to do: find out which of the two holds, and mend the other.

    Set it aside where the two figures are of different things.
    """
    known = grounds(subject)
    for answer in known.answers:
        for claim in answer.claims:
            for figure in figures(claim.words, known.language):
                told = _otherwise(known, answer, claim, figure)
                if told:
                    other = told.figure
                    month = " A month is no number of days." if _month_and_days(figure, other) else ""
                    message = (
                        f'"{figure.words}" in "{cut(str(claim))}" is "{other.words}" in '
                        f'"{known.heading(told.line.section)}": "{cut(told.line.words)}".'
                    )
                    todo = f"Find out which of the two holds, and mend the other.{month}"
                    yield Fault("figure-contradicted", place_of(subject, answer, claim), message, todo)


@rule("figure-unsupported", Severity.WARNING)
def figure_unsupported(subject: Subject) -> Iterator[Fault]:
    """A figure or name in an answer that no linked section has.

    Besides periods, amounts, shares, ages, dates and limits these are places, firms and kinds of data. "Germany" is
    supported by a city in it, "mobile number" by "phone". Names are looked for in English answers only.

    Why it matters: the answer promises something that the text it leads to does not. Often the section was rewritten,
    or it is another one that should be linked.

    What to do: take it out, put it into the section, or link the section that has it.

    Set it aside where the words of the section mean the same, and may not be changed.
    """
    known = grounds(subject)
    own = f"{subject.policy.facts.publisher} {subject.edition.title}".lower()
    for answer in known.answers:
        if not answer.linked:
            continue
        inside, low = None, ""
        for claim in answer.claims:
            missing = list(_missing_figures(known, answer, claim))
            if is_english(known.language):
                if inside is None:
                    inside = known.words(answer.linked)
                    low = inside.lower()
                missing += _missing_names(own, claim.words, inside, low)
            if missing:
                yield _unsupported(subject, known, answer, claim, list(dict.fromkeys(missing)))


def _unsupported(subject: Subject, known: Grounds, answer: Answer, claim: Claim, missing: list[str]) -> Fault:
    others = [index for index in range(len(known.text.sections)) if index not in answer.linked]
    away = next((index for index in others if missing[0].lower() in known.words([index]).lower()), None)
    names = [f'"{words}"' for words in missing]
    named = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    where = f'in "{known.heading(answer.linked[0])}"' if len(answer.linked) == 1 else "in any of the linked sections"
    message = f'{named} in "{cut(str(claim))}" {"is" if len(names) == 1 else "are"} not {where}.'
    todo = (
        f"Take {'it' if len(names) == 1 else 'them'} out, or name {'it' if len(names) == 1 else 'them'} in the section."
    )
    if away is not None:
        todo = f'"{cut(known.heading(away), 60)}" has {names[0]}: link that section too, or take it out.'
    return Fault("figure-unsupported", place_of(subject, answer, claim), message, todo)


def _missing_figures(known: Grounds, answer: Answer, claim: Claim) -> Iterator[str]:
    for figure in figures(claim.words, known.language):
        if figure.kind == "count" and not figure.bound:
            continue
        if any(_supports(figure, told.figure) for told in _told(known, answer)):
            continue
        if figure.kind in ("age", "count") and _bare(figure) & _numbers(known, answer):
            continue
        if _otherwise(known, answer, claim, figure) is None:
            yield figure.words


def _supports(figure: Figure, other: Figure) -> bool:
    if figure.kind == "age" and other.kind == "period":  # "for vans, 21 years"
        return other.value == ("month", 12 * figure.value)  # type: ignore[operator]
    return figure.same(other)


def _bare(figure: Figure) -> set[str]:
    return set(re.findall(r"\d+", figure.words)) or set(figure.words.lower().split()[:1])


def _numbers(known: Grounds, answer: Answer) -> set[str]:
    return set(re.findall(r"\w+", known.words(answer.linked).lower()))


def _told(known: Grounds, answer: Answer) -> tuple[_Told, ...]:
    """The figures of the sections that an answer leads to."""
    return tuple(told for index in answer.linked for told in _in_section(known, index))


def _in_section(known: Grounds, index: int) -> tuple[_Told, ...]:
    if index not in known.figures:
        known.figures[index] = tuple(
            _Told(figure, line, _clause(line.words, figure, known.language))
            for line in known.lines(index)
            for figure in figures(line.words, known.language)
        )
    return known.figures[index]  # type: ignore[return-value]


def _otherwise(known: Grounds, answer: Answer, claim: Claim, figure: Figure) -> _Told | None:
    """The figure that the linked sections give for what ``figure`` is of, where it is another one."""
    told = [each for each in _told(known, answer) if figure.alike(each.figure)]
    differing = [each for each in told if not _supports(figure, each.figure)]
    if not differing:
        return None
    clause = _clause(claim.words, figure, known.language) - figure.of
    sentence = matter(_without(claim.words, figures(claim.words, known.language)), known.language)
    clause = clause if strong(clause) else sentence
    if not strong(sentence | figure.of):
        return None
    if len(differing) < len(told):
        right = [each for each in told if _supports(figure, each.figure)]
        said = figures(claim.words, known.language)
        rivals = [each for each in differing if not any(_supports(other, each.figure) for other in said)]
        return _attributed(known, clause, right, differing) or _elsewhere(known, sentence, right, rivals)
    best, most = None, 0.0
    for each in differing:
        around = each.line.around | matter(known.heading(each.line.section), known.language)
        if not strong(sentence & each.line.around) and not (figure.of & each.figure.of):
            continue
        share = max(known.share(sentence, around), known.share(clause, around))
        share += 0.1 * known.share(clause, each.clause)
        if share > most:
            best, most = each, share
    return best if most >= _SAME_THING else None


def _attributed(known: Grounds, clause: Matter, right: list[_Told], differing: list[_Told]) -> _Told | None:
    """The other figure of this thing, where the same sentence gives the same figure to another thing."""
    near = max(known.share(clause, each.clause) for each in right)
    rival = max(differing, key=lambda each: known.share(clause, each.clause))
    share = known.share(clause, rival.clause)
    return rival if share >= _THIS and near < _OTHER_THING and any(each.line is rival.line for each in right) else None


def _elsewhere(known: Grounds, sentence: Matter, right: list[_Told], differing: list[_Told]) -> _Told | None:
    """The other figure of this thing, where the same figure stands only in sentences that have nothing of it."""
    if len(strong(sentence)) < 2 or not differing:
        return None
    near = max(known.share(sentence, each.line.around) for each in right)
    rival = max(differing, key=lambda each: known.share(sentence, each.line.about))
    return rival if near < _NOTHING and known.share(sentence, rival.line.about) >= _THIS else None


def _clause(words: str, figure: Figure, language: str) -> Matter:
    """The matter of the clause that a figure stands in."""
    begin = max((found.end() for found in _CLAUSE.finditer(words, 0, figure.start)), default=0)
    following = _CLAUSE.search(words, figure.end)
    end = following.start() if following else len(words)
    return matter(f"{words[begin : figure.start]} {words[figure.end : end]}", language)


def _without(words: str, found: tuple[Figure, ...]) -> str:
    for figure in reversed(found):
        if figure.kind not in ("count", "age"):
            words = f"{words[: figure.start]} {words[figure.end :]}"
    return words


def _month_and_days(figure: Figure, other: Figure) -> bool:
    values = [each.value for each in (figure, other) if each.kind == "period"]
    return len(values) == 2 and {value[0] for value in values} == {"month", "s"}  # type: ignore[index]


def _missing_names(own: str, words: str, inside: str, low: str) -> Iterator[str]:
    """Places, firms and kinds of data of an English claim that are not in the words of the linked sections.

    ``low`` are these words in lower case, ``own`` the names of the publisher and of the text.
    """
    if words[1:] != words[1:].lower():
        yield from _missing_capitals(own, words, inside, low)
    for kind, said in claimed_kinds(words).items():
        if not names_kind(inside, kind):
            yield said


def _missing_capitals(own: str, words: str, inside: str, low: str) -> Iterator[str]:
    found: dict[str, str] | None = None
    for name, code in claimed_places(words).items():
        if name.lower() in low or name.lower() in own:
            continue
        found = places(inside) if found is None else found
        if code not in found.values() or (is_city(name, code) and any(is_city(*each) for each in found.items())):
            yield name
    for name in firms(words):
        if name.lower() not in low and name.lower() not in own and not _each_word(name, low):
            yield name


def _each_word(name: str, low: str) -> bool:
    return all(word.lower().strip(".,") in low for word in name.split())
