"""The registry: every rule by its id, and the run of all of them.

A rule's docstring is its manual page. Ids are promises: a test freezes them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum

from largeprint.model.finding import Fault, Finding, Severity, UseError
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
Messages = Mapping[str, frozenset[str]]
"""By language, the keys of our own words that are there; "en" has all of them."""

SiteCheck = Callable[[Site, Messages], Iterable[Fault]]


class Freedom(Enum):
    """What ``site.yml`` may do to a rule. Raising one is always free."""

    FREE = "free"
    ASIDE = "aside"
    """Set aside at a place with a reason, and not lowered: a person has to have looked at each."""
    FIXED = "fixed"
    """Neither: what cannot be read as it was meant cannot be vouched for."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, how grave its findings are, its manual page, and its check (None: reading itself reports)."""

    id: str
    severity: Severity
    manual: str
    check: Check | None
    freedom: Freedom = Freedom.FREE


RULES: dict[str, Rule] = {}
"""All rules by id, filled when ``largeprint.check.rules`` is imported."""


def named(identifier: str) -> Rule:
    """The rule of that id. Raises ``UseError``, with the nearest one, where there is none."""
    if identifier in RULES:
        return RULES[identifier]
    near = get_close_matches(identifier, RULES, 1)
    todo = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(sorted(RULES))}"
    raise UseError(f'There is no rule "{identifier}".', todo)


def rule(identifier: str, severity: Severity, freedom: Freedom = Freedom.FREE) -> Callable[[Check], Check]:
    """Registers a check under an id. The check yields a ``Fault`` for each thing that it finds."""

    def register(check: Check) -> Check:
        RULES[identifier] = Rule(identifier, severity, inspect.cleandoc(check.__doc__ or ""), check, freedom)
        return check

    return register


SITE_CHECKS: list[SiteCheck] = []
"""Checks of what belongs to no text: the front page, our own words."""


def of_site(check: SiteCheck) -> SiteCheck:
    """Registers a check of the site itself; its faults carry the id of a rule that is registered."""
    SITE_CHECKS.append(check)
    return check


def reported(identifier: str, severity: Severity, manual: str, freedom: Freedom = Freedom.FREE) -> None:
    """Registers a rule that looks at no edition: reading leaves its findings as faults, or a check of the site does."""
    RULES[identifier] = Rule(identifier, severity, inspect.cleandoc(manual), None, freedom)


def faults_in(subject: Subject) -> tuple[Fault, ...]:
    """What the rules find in one edition. They look at its policy, at the settings of the site, and at where its links
    lead; whoever lets a rule look further adds that to ``stages``, by which serving keeps what was found."""
    return tuple(fault for each in RULES.values() if each.check is not None for fault in each.check(subject))


def run(
    site: Site,
    texts: Sequence[tuple[Policy, EditionText]],
    look: Callable[[Subject], Iterable[Fault]] = faults_in,
    messages: Messages | None = None,
) -> tuple[Finding, ...]:
    """All findings of a site and its rendered editions, sorted by place; none twice. ``settle`` is asked afterwards.

    ``messages`` come from outside, since the catalogue belongs to ``outputs``; without them they are not judged.
    """
    found = {_finding(fault) for fault in _faults(site)}
    found.update(_finding(fault) for check in SITE_CHECKS for fault in check(site, messages or {}))
    for policy, text in texts:
        found.update(_finding(fault) for fault in look(Subject(site, policy, text)))
    return tuple(sorted(found, key=lambda finding: finding.order))


def _faults(site: Site) -> Iterator[Fault]:
    yield from site.faults
    for policy in site.policies:
        yield from policy.faults
        for edition in policy.editions:
            yield from edition.faults


def _finding(fault: Fault) -> Finding:
    return Finding(fault.rule, RULES[fault.rule].severity, fault.place, fault.message, fault.todo, fault.edit)
