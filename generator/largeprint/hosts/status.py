"""``status``: how every question stands in every role, and who has to do what next."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from largeprint.hosts.sign import chosen_units
from largeprint.hosts.sshkeys import ALLOWED, verifier
from largeprint.layers.since import Moved, changes_since
from largeprint.model.policy import Policy, Site
from largeprint.model.signoff import How, SignOff, Unit
from largeprint.pipeline import check as check_site
from largeprint.records.approval import State, states
from largeprint.records.signoffs import chains_of
from largeprint.text.render import EditionText


@dataclass(frozen=True, slots=True)
class Standing:
    """A state with the words that tell it, and what changed since. ``kind``: approved, changed, short, open.

    ``older``: it is a translation, approved when the text that binds had other words.
    """

    state: State
    kind: str
    words: str
    changes: tuple[str, ...] = ()
    older: bool = False


def show(root: Path, what: Sequence[str], verify: bool, as_json: bool) -> int:
    """Prints how things stand. With ``verify`` also what of the records does not hold; 1 where something is open."""
    checked = check_site(root)
    check = verifier(root / ALLOWED)
    found: list[Standing] = []
    for policy in checked.site.policies:
        chosen = [each for each in chosen_units(checked, tuple(what)) if each[0].id == policy.id]
        texts = {unit: text for _, text, unit, _ in chosen}
        chains, _ = chains_of(policy)
        lines = [line for chain in chains for line in chain.lines]
        whole = chosen_units(checked, (policy.id,))
        binding = {unit.id: unit for _, _, unit, _ in whole if unit.language == policy.facts.binding}
        units = [(unit, heading) for _, _, unit, heading in chosen]
        for state in states(units, policy.facts.reviewers, chains, check):
            found.append(_told(checked.site, policy, texts[state.unit], state, is_older(state, binding, lines)))
    if as_json:
        click.echo(json.dumps([_value(each) for each in found], ensure_ascii=False, indent=1, sort_keys=True))
    else:
        for each in found:
            click.echo(f"{each.state.unit.name}  {each.state.role}: {each.words}")
            for change in each.changes:
                click.echo(f"    {change}")
    broken = _verified(root, checked.site.policies, as_json) if verify else 0
    left = [each for each in found if each.kind != "approved"]
    if not found:
        click.echo('No role has to approve anything: no policy.yml names "reviewers".', err=as_json)
    elif not left:
        click.echo("Everything is approved, as it stands.", err=as_json)
    if left:
        click.echo(f"{len(left)} of {len(found)} approvals are open.", err=as_json)
        first, *others = dict.fromkeys(_todo(each.state) for each in left)
        for todo in others:
            click.echo(todo, err=as_json)
        click.echo(f"Next: {first}", err=as_json)
    elif broken:
        click.echo("Next: largeprint check", err=as_json)
    return 1 if left or broken else 0


def is_older(state: State, binding: Mapping[str, Unit], lines: Sequence[SignOff]) -> bool:
    """Whether an approved translation was approved beside other words of the text that binds than those of today.

    ``binding`` are the units in the binding language by their ids; ``lines`` all approvals of the policy.
    """
    given, now = state.given, binding.get(state.unit.id)
    if given is None or now is None or now.language == state.unit.language:
        return False
    seen = [
        line for line in lines if (line.unit.language, line.unit.id) == (now.language, now.id) and line.at <= given.at
    ]
    return bool(seen) and all(line.unit.words != now.words for line in seen)


def _todo(state: State) -> str:
    """Who has to do what, as a command."""
    name = state.unit.name.partition("#")[0].partition("/")[0]
    if state.least is How.RETURNED:
        return f"send a packet to {state.role}: largeprint review {name} --role {state.role}"
    key = " --ssh-key FILE" if state.least is How.SSH else ""
    return f'as {state.role}: largeprint sign {name} --as "NAME" --role {state.role}{key}'


def _told(site: Site, policy: Policy, text: EditionText, state: State, older: bool) -> Standing:
    if state.given:
        line = state.given
        words = f"approved by {line.name} on {line.at[:10]} ({line.how})"
        note = f"; the text in {policy.facts.binding} has changed since" if older else ""
        return Standing(state, "approved", words + note, older=older)
    if state.short:
        return Standing(
            state, "short", f"approved, but not as this role has to ({state.least}), or by a person of another role"
        )
    if state.last:
        changes = changes_since(site, policy, text, state.last.unit)
        words = f"changed since {state.last.name} approved it on {state.last.at[:10]}"
        return Standing(state, "changed", words, tuple(map(_change, changes or ())))
    return Standing(state, "open", "not asked, or not answered yet")


def _change(moved: Moved) -> str:
    heading, kind, turns = moved
    where = f'in "{heading}"' if heading else "here"
    told = "; ".join(f"{turn.old or '(nothing)'} -> {turn.new or '(nothing)'}{turn.behind}" for turn in turns[:6])
    return f"{where}: {told or kind}{f'; and {len(turns) - 6} more' if len(turns) > 6 else ''}"


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
        "changes": list(each.changes),
        "older": each.older,
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
