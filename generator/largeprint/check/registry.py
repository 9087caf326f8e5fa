"""The registry: every rule by its id, and the run of all of them.

A rule's docstring is its manual page. Ids are promises: a test freezes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from largeprint.model.finding import Fault, Finding, Severity
from largeprint.model.policy import Edition, Policy, Site
from largeprint.text.render import EditionText


@dataclass(frozen=True, slots=True)
class Subject:
    """What the rules look at: one edition's text, with the policy and the site that it belongs to."""

    site: Site
    policy: Policy
    text: EditionText

    @property
    def edition(self) -> Edition:
        """The edition as it was read."""
        return self.text.edition


Check = Callable[[Subject], Iterable[Fault]]
SiteCheck = Callable[[Site], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, how grave its findings are, its manual page, and its check (None: reading itself reports)."""

    id: str
    severity: Severity
    manual: str
    check: Check | None


RULES: dict[str, Rule] = {}
"""All rules by id, filled when ``largeprint.check.rules`` is imported."""


def rule(identifier: str, severity: Severity) -> Callable[[Check], Check]:
    """Registers a check under an id. The check yields a ``Fault`` for each thing that it finds."""

    def register(check: Check) -> Check:
        RULES[identifier] = Rule(identifier, severity, (check.__doc__ or "").strip(), check)
        return check

    return register


SITE_CHECKS: list[SiteCheck] = []
"""Checks of what belongs to no policy: the front page."""


def of_site(check: SiteCheck) -> SiteCheck:
    """Registers a check of the site itself; its faults carry the id of a rule that is registered."""
    SITE_CHECKS.append(check)
    return check


def reported(identifier: str, severity: Severity, manual: str) -> None:
    """Registers a rule whose findings reading leaves as faults, since only it can see them."""
    RULES[identifier] = Rule(identifier, severity, manual.strip(), None)


def run(site: Site, texts: Sequence[tuple[Policy, EditionText]]) -> tuple[Finding, ...]:
    """All findings of a site and its rendered editions, sorted by place; none twice."""
    found = {_finding(fault) for fault in _faults(site)}
    found.update(_finding(fault) for check in SITE_CHECKS for fault in check(site))
    for policy, text in texts:
        subject = Subject(site, policy, text)
        for each in RULES.values():
            if each.check is not None:
                found.update(_finding(fault) for fault in each.check(subject))
    return tuple(sorted(found, key=lambda finding: finding.order))


def _faults(site: Site) -> Iterator[Fault]:
    yield from site.faults
    for policy in site.policies:
        yield from policy.faults
        for edition in policy.editions:
            yield from edition.faults


def _finding(fault: Fault) -> Finding:
    return Finding(fault.rule, RULES[fault.rule].severity, fault.place, fault.message, fault.todo)
