"""What ``check`` and ``build`` say of findings, and the exit code that these come to."""

from __future__ import annotations

from collections.abc import Sequence

import click

from largeprint.hosts.command import asked_folder
from largeprint.model.finding import Finding, Severity
from largeprint.model.policy import Site
from largeprint.model.selection import Selection


def tell(findings: Sequence[Finding], set_aside: Sequence[Finding], site: Site, form: str) -> bool:
    """Prints what was found, how much, and what is set aside. True where words for people go beside the report."""
    from largeprint.check.report import FORMS, aside_lines, summary_line

    click.echo(FORMS[form](sorted((*findings, *set_aside), key=lambda finding: finding.order)), nl=False)
    aside = form != "text"
    if findings and not aside:
        click.echo()
    click.echo(summary_line(findings, site), err=aside)
    click.echo(aside_lines(set_aside), nl=False, err=aside)
    return aside


def verdict(findings: Sequence[Finding], strict: bool, chosen: Selection, aside: bool) -> int:
    """1 where a finding fails, with what to do next; else 0."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failing = [finding for finding in findings if finding.severity in grave]
    if failing:
        empty = all(finding.rule == "section-empty" for finding in failing)
        again = f"largeprint check{asked_folder()}{chosen}"
        todo = "write the sections named above" if empty else f"mend {failing[0].place}, then: {again}"
        click.echo(f"Next: {todo}", err=aside)
    return 1 if failing else 0
