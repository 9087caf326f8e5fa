"""What an author sees of a text beside what its readers will see: findings at their places, lengths, reading times."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from largeprint.layers.views import Beside, Layered, Remark
from largeprint.model.addresses import page_file, relative
from largeprint.model.finding import Finding, Severity
from largeprint.model.source import Place
from largeprint.text.language import Language

_OF_SITE = frozenset({"site.yml", "index.md"})
"""The files directly under ``content/`` that belong to no policy. Whatever else is named there is a policy's folder."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another page on which there is something to mend."""

    title: str
    href: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What stands at the top of a page in a preview: how much was found on it, and what has no place further down.

    ``counts`` are numbers by severity, the gravest first, none of them 0.
    """

    counts: tuple[tuple[str, int], ...]
    remarks: tuple[Remark, ...]
    elsewhere: tuple[Elsewhere, ...]


def preview_page(page: Layered, pages: Sequence[Layered], findings: Iterable[Finding]) -> tuple[Layered, Preview]:
    """A page with its findings beside its answers and sections, and the rest of them for its top."""
    parted = _Parted(findings)
    questions = tuple(shown.question.place for shown in page.text.questions)
    sections = tuple(shown.section.place for shown in page.text.sections)
    places = sorted((*questions, *sections))
    found: dict[Place, list[Remark]] = {place: [] for place in places}
    rest = [*parted.of_site]
    for finding in parted.of(page):
        above = bisect_right(places, finding.place) - 1
        if above >= 0 and places[above].path == finding.place.path:
            found[places[above]].append(_remark(finding))
        else:
            rest.append(finding)
    top = Preview(
        counts=_counts([*parted.of_site, *parted.of(page)]),
        remarks=tuple(_remark(finding) for finding in rest),
        elsewhere=tuple(_elsewhere(pages, parted, page.folder, page)),
    )
    spoken, texts = page.language, page.text
    answers = tuple(
        replace(view, beside=_beside(spoken, shown.words, found[place]))
        for view, shown, place in zip(page.questions, texts.questions, questions, strict=True)
    )
    passages = tuple(
        replace(view, beside=_beside(spoken, shown.words, found[place])) if found[place] else view
        for view, shown, place in zip(page.sections, texts.sections, sections, strict=True)
    )
    return replace(page, questions=answers, sections=passages), top


def preview_front(pages: Sequence[Layered], findings: Iterable[Finding]) -> Preview:
    """For the front page: what is wrong with no page, and on which pages there is something to mend."""
    parted = _Parted(findings)
    of_pages = {finding for page in pages for finding in parted.of(page)}
    rest = [finding for finding in parted.all if finding not in of_pages]
    return Preview(_counts(parted.all), tuple(map(_remark, rest)), tuple(_elsewhere(pages, parted, "", None)))


class _Parted:
    """Findings by what they are about: the whole site, or the files of a policy, or of one of its languages."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.all = [finding for finding in findings if finding.aside is None]
        self.of_site: list[Finding] = []
        self._by_policy: dict[str, dict[str, list[Finding]]] = {}
        for finding in self.all:
            parts = finding.place.path.split("/")
            if len(parts) > 1 and (len(parts) > 2 or parts[1] not in _OF_SITE):
                within = parts[2] if len(parts) > 3 else ""
                self._by_policy.setdefault(parts[1], {}).setdefault(within, []).append(finding)
            else:
                self.of_site.append(finding)

    def of(self, page: Layered) -> list[Finding]:
        """What is shown on a page: what is in its language, what is about its policy."""
        own = page.text.edition.language
        others = {edition.language for edition in page.policy.editions if edition.language != own}
        inside = self._by_policy.get(page.policy.id, {})
        parts = [part for within, part in inside.items() if within not in others]
        return sorted((finding for part in parts for finding in part), key=lambda finding: finding.order)


def _elsewhere(pages: Sequence[Layered], parted: _Parted, folder: str, own: Layered | None) -> Iterator[Elsewhere]:
    for page in pages:
        found = parted.of(page) if page is not own else []
        if found:
            first = page.text.edition is page.policy.editions[0]
            title = page.title if first else f"{page.title} ({page.language.name})"
            yield Elsewhere(title, relative(page_file(page.folder), folder), _counts(found))


def _counts(findings: Iterable[Finding]) -> tuple[tuple[str, int], ...]:
    counted = Counter(finding.severity for finding in findings)
    return tuple((str(severity), counted[severity]) for severity in Severity if counted[severity])


def _remark(finding: Finding) -> Remark:
    return Remark(str(finding.severity), finding.rule, finding.message, finding.todo, str(finding.place))


def _beside(spoken: Language, words: int, remarks: Iterable[Remark]) -> Beside:
    return Beside(words, spoken.unit, max(1, math.ceil(60 * words / spoken.pace)), tuple(remarks))
