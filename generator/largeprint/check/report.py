"""The forms of a report: for people, for programs, for a forge's annotations. Formatting only."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence

from largeprint.model.finding import Finding, Severity
from largeprint.model.policy import Site
from largeprint.model.source import Place


def as_text(findings: Sequence[Finding]) -> str:
    """For people: place, severity and rule on one line, then what is wrong and what to do.

    What is set aside is told behind everything else, by ``aside_lines``.
    """
    lines = []
    for finding in findings:
        if finding.aside:
            continue
        lines.append(f"{finding.place}  {finding.severity}  {finding.rule}")
        lines += [f"    {finding.message}", f"    {finding.todo}"]
    return "\n".join(lines) + ("\n" if lines else "")


def as_json(findings: Sequence[Finding]) -> str:
    """For programs: a list of objects with sorted keys. ``edit`` and ``aside`` are there where there is one."""
    return json.dumps([_value(finding) for finding in findings], ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _value(finding: Finding) -> dict[str, object]:
    value: dict[str, object] = {
        "rule": finding.rule,
        "severity": str(finding.severity),
        **_place(finding.place),
        "message": finding.message,
        "todo": finding.todo,
    }
    if finding.edit:
        value["edit"] = {**_place(finding.edit.place), "old": finding.edit.old, "new": finding.edit.new}
    if finding.aside:
        value["aside"] = finding.aside.because
    return value


def _place(place: Place) -> dict[str, object]:
    return {"path": place.path, "line": place.line, "column": place.column}


def as_github(findings: Sequence[Finding]) -> str:
    """For a forge: one workflow command a finding. What is set aside is no annotation."""
    lines = []
    for finding in findings:
        if finding.aside:
            continue
        kind = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}[finding.severity]
        place = f"file={_property(finding.place.path)},line={finding.place.line},col={finding.place.column}"
        words = _data(f"{finding.message} {finding.todo}")
        lines.append(f"::{kind} {place},title={_property(finding.rule)}::{words}")
    return "\n".join(lines) + ("\n" if lines else "")


FORMS: dict[str, Callable[[Sequence[Finding]], str]] = {"text": as_text, "json": as_json, "github": as_github}
"""The forms by the name that ``--format`` takes."""


def summary_line(findings: Sequence[Finding], site: Site) -> str:
    """How much was found, and in how much: ``2 errors, 1 warning · 4 questions, 2 sections``."""
    counts = Counter(finding.severity for finding in findings)
    found = ", ".join(count(counts[s], str(s)) for s in Severity if counts[s]) or "Nothing to mend"
    editions = [edition for policy in site.policies for edition in policy.editions]
    questions = sum(len(edition.questions) for edition in editions)
    sections = sum(section.level > 0 and not section.title for edition in editions for section in edition.sections)
    return f"{found} · {count(questions, 'question')}, {count(sections, 'section')}"


def aside_lines(findings: Sequence[Finding]) -> str:
    """What is set aside, a line for each entry of ``site.yml``; nothing where nothing is."""
    counts = Counter(finding.aside for finding in findings if finding.aside)
    return "".join(
        f"{count(number, 'finding')} set aside: {aside.rule} at {aside.at}, because {aside.because}\n"
        for aside, number in sorted(counts.items(), key=lambda item: item[0].place)
    )


def count(number: int, noun: str) -> str:
    """A number with its noun: ``1 error``, ``2 errors``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
