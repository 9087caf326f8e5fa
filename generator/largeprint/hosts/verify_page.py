"""``verify --page``: what ``verify.html`` has to know, gathered from a site that was found whole."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from largeprint.commit import write_page
from largeprint.hosts.outside import outside
from largeprint.hosts.sshkeys import ALLOWED, verifier
from largeprint.layers.known import KeptFile, KnownText, kept_files, known_texts
from largeprint.model.finding import UseError
from largeprint.outputs.verify_page import verify_page
from largeprint.pipeline import Checked
from largeprint.records.signoffs import chains_of


def may_lie(root: Path, folder: Path, page: Path) -> None:
    """Raises ``UseError`` for a place of the page from which its names could be published, or that is no page."""
    if page.suffix.lower() != ".html":
        raise UseError(f"{page.name} is no name of a page.", "name it verify.html")
    outside(root, page, "This page", "--page")
    if page.resolve().is_relative_to(folder.resolve()):
        message = f"{page} lies in the site that is verified, and this page is not for readers."
        raise UseError(message, "name another place with --page")


def write_verify_page(root: Path, checked: Checked, manifest: Mapping[str, Any], page: Path) -> None:
    """Writes the page. ``manifest`` is that of a site that is what the records give."""
    check = verifier(root / ALLOWED)
    texts: list[KnownText] = []
    kept: list[KeptFile] = []
    for policy in checked.site.policies:
        chains, _ = chains_of(policy)
        working = [text for each, text in checked.texts if each is policy]
        texts += known_texts(checked.site, policy, working, chains, check)
        kept += kept_files(policy, chains)
    write_page(page, verify_page(manifest, texts, kept))
    click.echo(f"Wrote {page}. It holds names: give it to counsel, and do not publish it.")
