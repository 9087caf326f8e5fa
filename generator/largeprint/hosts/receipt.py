"""``status --receipt``: one document for counsel of what they approved and what of it still stands, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from largeprint.check.report import count
from largeprint.commit import write_page
from largeprint.hosts.outside import outside
from largeprint.hosts.paper import pdf_of
from largeprint.hosts.sign import chosen_units
from largeprint.hosts.sshkeys import ALLOWED, verifier
from largeprint.layers.occasion import Occasion
from largeprint.layers.page import lay_out
from largeprint.layers.receipt import Receipt, TextView, receipt_text
from largeprint.model.finding import UseError
from largeprint.model.policy import Policy, Site
from largeprint.model.signoff import SignOff, Unit
from largeprint.outputs.receipt import as_html
from largeprint.pipeline import Checked
from largeprint.pipeline import check as check_site
from largeprint.records.approval import as_released, digest_of, given, shown_release
from largeprint.records.releases import broken, sealed
from largeprint.records.signoffs import Chain, chains_of
from largeprint.text.render import EditionText


def write_receipt(root: Path, what: Sequence[str], name: str, path: Path) -> None:
    """Writes the receipt of a person (``name`` "": of everybody) as a PDF or an HTML file, by the ending of ``path``.

    Raises ``UseError``, and writes nothing, where there is nothing to give a receipt for.
    """
    ending = path.suffix.lower()
    if ending not in (".pdf", ".html"):
        raise UseError(f"A receipt is a PDF or an HTML file, and {path.name} is neither.", "name it receipt.pdf")
    outside(root, path, "A receipt", "--receipt")
    receipt = receipt_of(root, check_site(root), what, name)
    if not receipt.texts:
        who = f"{name} has approved nothing" if name else "Nobody has approved anything"
        message = f"{who} that still stands, word for word, in {', '.join(what) or 'the working text'}."
        raise UseError(message, "largeprint status, or name a release, such as privacy@2026-03-01")
    page = as_html(receipt)
    write_page(path, page if ending == ".html" else pdf_of(page))
    named = ", ".join(dict.fromkeys(text.page.policy.id for text in receipt.texts))
    click.echo(f"Wrote {path}: {count(receipt.given, 'approval')} of {named}.")


def receipt_of(root: Path, checked: Checked, what: Sequence[str], name: str) -> Receipt:
    """What a person, or everybody, has approved of what the words name, and what still stands."""
    verify = verifier(root / ALLOWED)
    texts: dict[tuple[str, str, str], tuple[Policy, EditionText, dict[Unit, tuple[SignOff, ...]]]] = {}
    for policy, text, unit, _ in chosen_units(checked, tuple(what)):
        shown = as_released(policy, text) if any(policy is each for each in checked.site.policies) else policy
        key = (policy.id, text.edition.language, digest_of(shown, text))
        lines = given(unit, _chains(checked.site, policy.id), verify)
        mine = tuple(line for line in lines if not name or line.is_by(name))
        if mine:
            texts.setdefault(key, (shown, text, {}))[2].setdefault(unit, mine)
    names = dict.fromkeys(line.name for *_, signed in texts.values() for each in signed.values() for line in each)
    return Receipt(", ".join(names) if name else "", tuple(_text(checked.site, *each) for each in texts.values()))


def _chains(site: Site, identifier: str) -> tuple[Chain, ...]:
    policy = next(each for each in site.policies if each.id == identifier)
    chains, faults = chains_of(policy)
    if faults:
        message = f"An approval of {identifier} is not as it was given: {faults[0].message}"
        raise UseError(message, f"largeprint check {identifier}")
    return chains


def _text(site: Site, policy: Policy, text: EditionText, lines: dict[Unit, tuple[SignOff, ...]]) -> TextView:
    around = replace(site, policies=tuple(policy if each.id == policy.id else each for each in site.policies))
    page = lay_out(around, policy, text, Occasion(draft=False))
    return receipt_text(around, page, tuple(_released(site, policy, text)), lines)


def _released(site: Site, policy: Policy, text: EditionText) -> Iterator[date]:
    """The days of the releases that have exactly this text."""
    working = next(each for each in site.policies if each.id == policy.id)
    wanted = digest_of(policy, text)
    for frozen in working.frozen:
        if broken(frozen) or sealed(frozen).words.get(text.edition.language) != text.digest:
            continue
        released, _, texts = shown_release(site, working, frozen)
        if wanted in {digest_of(released, each) for each in texts}:
            yield sealed(frozen).release.day
