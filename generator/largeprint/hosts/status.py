"""``status``: how every question stands in every role, and who has to do what next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from largeprint.hosts.sign import chosen_units
from largeprint.hosts.sshkeys import ALLOWED, verifier
from largeprint.model.signoff import How
from largeprint.pipeline import check as check_site
from largeprint.records.approval import State, states
from largeprint.records.signoffs import chains_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A state with the words that tell it. ``kind``: approved, changed, short, open."""

    state: State
    kind: str
    words: str


def show(root: Path, what: Sequence[str], verify: bool, as_json: bool) -> int:
    """Prints how things stand. With ``verify`` also what of the records does not hold; 1 where something is open."""
    checked = check_site(root)
    check = verifier(root / ALLOWED)
    found: list[Standing] = []
    for policy in checked.site.policies:
        units = [(unit, heading) for each, _, unit, heading in chosen_units(checked, tuple(what)) if each is policy]
        chains, _ = chains_of(policy)
        found += [_told(state) for state in states(units, policy.facts.reviewers, chains, check)]
    if as_json:
        click.echo(json.dumps([_value(each) for each in found], ensure_ascii=False, indent=1, sort_keys=True))
    else:
        for each in found:
            click.echo(f"{each.state.unit.name}  {each.state.role}: {each.words}")
    broken = _verified(root, checked.site.policies, as_json) if verify else 0
    left = [each for each in found if each.kind != "approved"]
    if not found:
        click.echo('No role has to approve anything: no policy.yml names "reviewers".', err=as_json)
    elif not left:
        click.echo("Everything is approved, as it stands.", err=as_json)
    if left:
        first = left[0].state
        name = first.unit.name.partition("#")[0].partition("/")[0]
        todo = f'as {first.role}: largeprint sign {name} --as "NAME" --role {first.role}'
        click.echo(f"{len(left)} of {len(found)} approvals are open.", err=as_json)
        click.echo(f"Next: {todo}", err=as_json)
    elif broken:
        click.echo("Next: largeprint check", err=as_json)
    return 1 if left or broken else 0


def _told(state: State) -> Standing:
    if state.given:
        line = state.given
        return Standing(state, "approved", f"approved by {line.name} on {line.at[:10]} ({line.how})")
    if state.short:
        return Standing(
            state, "short", f"approved, but not as this role has to ({state.least}), or by a person of another role"
        )
    if state.last:
        return Standing(state, "changed", f"changed since {state.last.name} approved it on {state.last.at[:10]}")
    return Standing(state, "open", "not approved yet")


def _value(each: Standing) -> dict[str, Any]:
    state = each.state
    line = state.given or state.last
    return {
        "unit": state.unit.name,
        "heading": state.heading,
        "role": state.role,
        "least": str(state.least),
        "state": each.kind,
        "by": line.name if line else None,
        "at": line.at if line else None,
        "how": str(line.how) if line else None,
        "words": state.unit.words,
    }


def _verified(root: Path, policies: Sequence[Any], as_json: bool) -> int:
    """Says of every chain whether it is whole, and of every signature whether it counts."""
    check, wrong = verifier(root / ALLOWED), 0
    for policy in policies:
        chains, broken = chains_of(policy)
        for fault in broken:
            click.echo(f"{fault.place}  {fault.message}", err=as_json)
        bad = [(chain, line) for chain in chains for line in chain.lines if line.how is How.SSH and not check(line)]
        for chain, line in bad:
            click.echo(f"{chain.path}  the signature of {line.at} does not count", err=as_json)
        wrong += len(broken) + len(bad)
        number = sum(len(chain.lines) for chain in chains)
        click.echo(f"{policy.id}: {number} approvals in {len(chains)} chains, {wrong} of them wrong.", err=as_json)
    return wrong
