"""What ``site.yml`` makes of the findings: rules raised or lowered, and findings set aside for a written reason.

Nothing goes in silence: what is set aside stays in the report with its reason, and an entry that is mistaken, or that
nothing answers to any more, is a finding itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from largeprint.check.doubled import without_doubles
from largeprint.check.registry import Freedom, named
from largeprint.model.finding import Aside, Finding, Severity, UseError
from largeprint.model.policy import Site
from largeprint.model.selection import Selection, select
from largeprint.model.source import Place

_GRAVITY = [Severity.NOTE, Severity.WARNING, Severity.ERROR]


def settle(site: Site, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings as the site wants them, with those of its own settings, sorted by place."""
    mistakes: list[Finding] = []
    grades = dict(_grades(site, mistakes))
    asides = list(_asides(site, mistakes))
    used: set[Aside] = set()
    settled = []
    for finding in findings:
        covering = [aside for aside, chosen in asides if aside.rule == finding.rule and chosen.holds(finding.place)]
        used.update(covering)
        severity = grades.get(finding.rule, finding.severity)
        settled.append(replace(finding, severity=severity, aside=covering[0] if covering else None))
    for aside, _ in asides:
        if aside not in used:
            message = f'"{aside.rule}" finds nothing at "{aside.at}": the entry sets nothing aside.'
            mistakes.append(_mistake(aside.place, message, "Take the entry out."))
    return without_doubles(site, sorted((*settled, *mistakes), key=lambda finding: finding.order))


def _grades(site: Site, mistakes: list[Finding]) -> Iterator[tuple[str, Severity]]:
    for identifier, severity, place in site.facts.rules:
        try:
            rule, grade = named(identifier), Severity(severity)
        except UseError as error:
            mistakes.append(_misnamed(place, error))
            continue
        if rule.freedom is not Freedom.FREE and _GRAVITY.index(grade) < _GRAVITY.index(rule.severity):
            way = "set single findings of it aside, with a reason" if rule.freedom is Freedom.ASIDE else "mend them"
            message = f'"{identifier}" stays of severity {rule.severity}: what it finds could mislead or harm a reader.'
            mistakes.append(_mistake(place, message, f"Take the line out; {way}."))
        else:
            yield identifier, grade


def _asides(site: Site, mistakes: list[Finding]) -> Iterator[tuple[Aside, Selection]]:
    for aside in site.facts.aside:
        place = aside.rule_place
        try:
            if named(aside.rule).freedom is Freedom.FIXED:
                message = f'What "{aside.rule}" finds cannot be set aside.'
                mistakes.append(_mistake(place, message, "Take the entry out, and mend what it names."))
                continue
            place = aside.at_place
            yield aside, select(site, [aside.at])
        except UseError as error:
            mistakes.append(_misnamed(place, error))


def _misnamed(place: Place, error: UseError) -> Finding:
    todo = error.todo[:1].upper() + error.todo[1:]
    return _mistake(place, error.message, todo if todo[-1:] in ".?" else f"{todo}.")


def _mistake(place: Place, message: str, todo: str) -> Finding:
    return Finding("metadata-invalid", Severity.ERROR, place, message, todo)
