"""``review``: one packet of a policy as a Word file, a PDF and an HTML file, for counsel and other reviewers."""

from __future__ import annotations

from collections.abc import Set
from datetime import date
from pathlib import Path

import click

from largeprint.check.report import count
from largeprint.commit import write_page
from largeprint.hosts.outside import outside
from largeprint.hosts.paper import pdf_of
from largeprint.hosts.release import policy_of
from largeprint.hosts.sshkeys import ALLOWED, verifier
from largeprint.layers.coverage import view_coverage
from largeprint.layers.occasion import Occasion
from largeprint.layers.packet import Asked, Packet, lay_out_packet
from largeprint.layers.page import lay_out
from largeprint.layers.redline import redline
from largeprint.model.finding import UseError
from largeprint.model.policy import Frozen, Policy, Site
from largeprint.model.selection import select
from largeprint.outputs.packet_html import as_html, for_paper
from largeprint.outputs.packet_word import as_word
from largeprint.pipeline import Checked
from largeprint.pipeline import check as check_site
from largeprint.read.disclosures import checklist
from largeprint.records.anchors import anchors_of, standing_ids, ways
from largeprint.records.approval import as_released, shown_release, states, units_of
from largeprint.records.releases import broken, release_of
from largeprint.records.signoffs import chains_of
from largeprint.text.render import EditionText, render_edition


def review(root: Path, name: str, since: str | None, role: str, by: date | None, folder: Path) -> None:
    """Writes the packet into ``folder``; what can be written is, where the PDF cannot."""
    outside(root, folder)
    checked = check_site(root)
    packet = packet_of(root, checked, name, role, by, since)
    base = f"{name.replace('/', '-')}-{packet.page.code}"
    folder.mkdir(parents=True, exist_ok=True)
    word, html, pdf = (folder / f"{base}.{ending}" for ending in ("docx", "html", "pdf"))
    write_page(word, as_word(packet))
    write_page(html, as_html(packet))
    click.echo(f"Wrote {word} and {html}: {_told(packet)}.")
    made = pdf_of(for_paper(packet), " The other two are whole.")
    write_page(pdf, made)
    click.echo(f"Wrote {pdf}.")
    click.echo(
        f"Next: send {word.name} to {role or 'your reviewer'}; then: largeprint review {name} --return FILE.docx"
    )


def _told(packet: Packet) -> str:
    told = sum(len(sheet.told) for sheet in packet.sheets) + sum(len(clause.told) for clause in packet.clauses)
    told += len(packet.told)
    settle = f"{count(told, 'thing')} to settle" if told else "nothing to settle"
    return f"{count(len(packet.sheets), 'question')}, {count(len(packet.first), 'change')}, {settle}"


def packet_of(root: Path, checked: Checked, name: str, role: str, by: date | None, since: str | None) -> Packet:
    """The packet of a policy (``wechat``), or of one of its languages (``wechat/zh-Hans``).

    ``since`` is the release to compare with; None: the newest of those of which the role has approved the most.
    """
    identifier, _, language = name.partition("/")
    policy = policy_of(checked.site, identifier)
    text = next(
        (text for each, text in checked.texts if each is policy and language in ("", text.edition.language)), None
    )
    if text is None:
        raise UseError(f'{identifier} has no text in "{language}".', f"largeprint check {identifier}")
    chains, _ = chains_of(policy)
    approved = {line.unit.words for chain in chains for line in chain.lines if line.role == role}
    frozen = _release(checked.site, policy, since, approved)
    before = _before(policy, frozen, text) if frozen else text
    anchors, _ = anchors_of(policy)
    found = redline(before, text, ways(anchors, set(standing_ids(text.edition))))
    chosen = select(checked.site, [name])
    coverage = None
    page = lay_out(checked.site, as_released(policy, text), text, Occasion())
    units = units_of(checked.site, page.policy, text)
    least = dict(policy.facts.reviewers).get(role)
    asked_of = [(role, least)] if least else []
    standing = {state.unit.id: state for state in states(units, asked_of, chains, verifier(root / ALLOWED))}
    if policy.declared.laws and text.edition is policy.editions[0]:
        coverage = view_coverage(checklist(), policy, page.code, page.language.direction)
    findings = [
        finding
        for finding in checked.findings
        if chosen.holds(finding.place) and (coverage is None or finding.rule != "disclosure-missing")
    ]  # what laws ask for has a table of its own
    asked = Asked(role, by, frozen.name if frozen else "")
    return lay_out_packet(checked.site, page, asked, found, findings, coverage, standing)


def _release(site: Site, policy: Policy, since: str | None, approved: Set[str]) -> Frozen | None:
    """The release to compare with: the one named, else the one of which the most was ``approved``, the newest."""
    whole = [frozen for frozen in policy.frozen if broken(frozen) is None]
    if since is None:
        seen = [len(_words(site, policy, frozen) & approved) if approved else 0 for frozen in whole]
        return max(zip(seen, range(len(whole)), whole, strict=True))[2] if whole else None
    found = next((frozen for frozen in whole if frozen.name == since), None)
    if found is None:
        there = ", ".join(frozen.name for frozen in whole[-12:])
        raise UseError(f"{policy.id} has no release {since}.", f"there are: {there}" if there else "release first")
    return found


def _words(site: Site, policy: Policy, frozen: Frozen) -> set[str]:
    released, around, texts = shown_release(site, policy, frozen)
    return {unit.words for text in texts for unit, _ in units_of(around, released, text)}


def _before(policy: Policy, frozen: Frozen, text: EditionText) -> EditionText:
    editions = release_of(policy, frozen).editions
    found = next((edition for edition in editions if edition.language == text.edition.language), None)
    return render_edition(found) if found else text
