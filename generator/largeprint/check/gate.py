"""The gate: why a site may not be published, in the order of who can settle it. Nothing is set aside here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from largeprint.model.finding import Finding, Severity
from largeprint.model.policy import Policy
from largeprint.records.approval import State


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the gate is closed. ``who`` settles it: "author", or a role; ``todo`` is what that person does."""

    who: str
    words: str
    todo: str


def reasons(
    policies: Iterable[Policy],
    unreleased: Iterable[Policy],
    findings: Iterable[Finding],
    states: Sequence[tuple[str, State]],
) -> Iterator[Reason]:
    """Every reason. ``states`` are those of each release that will be shown, with its name."""
    for policy in policies:
        if not policy.facts.reviewers:
            todo = f'write "reviewers: {{legal: asserted}}" into content/{policy.id}/policy.yml'
            yield Reason("author", f"{policy.id} names no role that has to approve it", todo)
    for policy in unreleased:
        todo = f"largeprint release {policy.id} --effective DAY --material --note FILE"
        yield Reason("author", f"{policy.id} was never released", todo)
    for finding in findings:
        if finding.severity is Severity.ERROR and not finding.aside:
            yield Reason("author", f"{finding.place} {finding.rule}: {finding.message}", finding.todo)
    open_states = sorted(
        ((release, state) for release, state in states if state.given is None),
        key=lambda each: (each[1].role, each[0]),
    )
    for release, state in open_states:
        name = f"{state.unit.name} in the release of {release}"
        if state.last:
            words = f"{name} has changed since {state.last.name} approved it on {state.last.at[:10]}"
        elif state.short:
            words = f"{name} was approved by less than has to be given ({state.least}), or by one who counts elsewhere"
        else:
            words = f"{name} is not approved"
        todo = f'largeprint sign {state.unit.policy}@{release} --as "NAME" --role {state.role}'
        yield Reason(state.role, words, todo)
