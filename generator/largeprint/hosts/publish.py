"""``publish``: released and approved text, and nothing else; or the reasons why not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import click

from largeprint.check.gate import Reason, reasons
from largeprint.check.registry import run
from largeprint.check.report import count
from largeprint.check.settle import settle
from largeprint.commit import publish as write_site
from largeprint.hosts.sshkeys import ALLOWED, verifier
from largeprint.layers.occasion import Occasion
from largeprint.model.finding import UseError
from largeprint.model.policy import Frozen, Policy
from largeprint.outputs.manifest import Shown, with_manifest
from largeprint.pipeline import Checked, build
from largeprint.pipeline import check as check_site
from largeprint.records.approval import State, code_of, shown_release, states, units_of
from largeprint.records.releases import broken, current
from largeprint.records.signoffs import chains_of

CLOSED = 4
"""The exit code of a closed gate."""

_OF_RECORDS = frozenset({"record-broken", "metadata-invalid"})
"""Rules about what stands beside the texts: they hold for the site as it is, whatever release is shown."""


def publish(root: Path, target: Path, as_of: date) -> int:
    """Writes the site as of a day into ``target``; or says why not, and writes nothing."""
    if target.resolve().is_relative_to((root / "content").resolve()):
        raise UseError("The site cannot go into content/, where the texts are.", "name another folder with -o")
    checked = check_site(root)
    closed = gate(root, checked, as_of)
    if closed:
        return refuse(closed)
    files = with_manifest(build(checked, Occasion(draft=False, as_of=as_of)), _shown(checked, as_of), as_of)
    total, changed = write_site(target, files)
    click.echo(f"Published {count(total, 'file')} as of {as_of}, {changed} of them new or changed.")
    return 0


def refuse(closed: Sequence[Reason]) -> int:
    """Says why the gate is closed, and who can do what about it. Returns the exit code."""
    for reason in closed:
        click.echo(f"{reason.who}: {reason.words}", err=True)
    click.echo(f"The gate is closed: {count(len(closed), 'reason')}. Nothing was written.", err=True)
    click.echo(f"Next: as {closed[0].who}: {closed[0].todo}", err=True)
    return CLOSED


def gate(root: Path, checked: Checked, as_of: date, only: Collection[str] = ()) -> tuple[Reason, ...]:
    """Why the site may not be published as of a day; empty where it may. With ``only``: these policies of it."""
    site = checked.site
    policies = [policy for policy in site.policies if not only or policy.id in only]
    others = tuple(f"content/{policy.id}/" for policy in site.policies if policy not in policies)
    unreleased = [policy for policy in policies if current(policy, as_of) is None]
    found: list[tuple[str, State]] = []
    findings = [
        finding
        for finding in checked.findings
        if finding.rule in _OF_RECORDS and not (others and finding.place.path.startswith(others))
    ]
    for policy in policies:
        chains, _ = chains_of(policy)
        for frozen in _shipped(policy, as_of):
            released, around, texts = shown_release(site, policy, frozen)
            if frozen is current(policy, as_of):
                of_text = settle(around, run(around, tuple((released, text) for text in texts)))
                findings += [finding for finding in of_text if finding.rule not in _OF_RECORDS]
            units = [pair for text in texts for pair in units_of(around, released, text)]
            roles = dict(released.facts.reviewers) | dict(policy.facts.reviewers)
            standing = states(units, tuple(roles.items()), chains, verifier(root / ALLOWED))
            found += [(frozen.name, state) for state in standing]
    return tuple(reasons(policies, unreleased, findings, found))


def _shipped(policy: Policy, as_of: date) -> Sequence[Frozen]:
    """The release that applies on a day, and those that come after it: they all have to be approved."""
    now = current(policy, as_of)
    whole = [each for each in policy.frozen if broken(each) is None]
    return whole[whole.index(now) :] if now in whole else []


def _shown(checked: Checked, as_of: date) -> list[Shown]:
    shown = []
    for policy in checked.site.policies:
        frozen = _shipped(policy, as_of)[0]
        released, _, texts = shown_release(checked.site, policy, frozen)
        codes = {text.edition.language: code_of(released, text) for text in texts}
        words = {text.edition.language: text.digest for text in texts}
        heads = [chain.head for chain in chains_of(policy)[0]]
        shown.append(Shown(policy.id, frozen.name, codes, words, heads))
    return shown
