"""The whole way on one screen: files, text, findings, layers, outputs. Nothing here writes; ``commit`` does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import largeprint.check.rules
import largeprint.outputs.all  # noqa: F401  (both fill their registries)
from largeprint.check.registry import run
from largeprint.layers.front import lay_out_front
from largeprint.layers.occasion import Occasion
from largeprint.layers.page import lay_out
from largeprint.model.finding import Finding, Severity
from largeprint.model.policy import Policy, Site
from largeprint.outputs.registry import File, Publication, make_files
from largeprint.read.site import read_site
from largeprint.text.render import EditionText, render_edition


@dataclass(frozen=True, slots=True)
class Checked:
    """A site, its rendered editions, and everything that is wrong with them."""

    site: Site
    texts: tuple[tuple[Policy, EditionText], ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        """Number of findings of severity error."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """Number of findings of severity warning."""
        return sum(finding.severity is Severity.WARNING for finding in self.findings)


def check(root: Path) -> Checked:
    """Reads, renders and checks the site in ``root``. Raises ``InputError`` or ``UseError`` where it cannot be read."""
    site = read_site(root)
    texts = tuple((policy, render_edition(edition)) for policy in site.policies for edition in policy.editions)
    return Checked(site, texts, run(site, texts))


def build(checked: Checked, occasion: Occasion) -> tuple[File, ...]:
    """The files of the site for ``occasion``, in spite of findings: a preview shows the text as it stands."""
    pages = tuple(lay_out(checked.site, policy, text, occasion) for policy, text in checked.texts)
    front = lay_out_front(checked.site, pages)
    return make_files(Publication(checked.site, pages, front))
