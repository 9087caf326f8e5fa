"""``coverage``: what laws ask a policy to tell, and where its text tells it; for people, programs and reviewers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import fill
from urllib.parse import urlsplit

import click

from largeprint.check.report import aside_lines, count
from largeprint.commit import write_page
from largeprint.layers.coverage import PRACTICE, CoverageView, RowView, view_coverage
from largeprint.layers.occasion import Occasion
from largeprint.layers.page import lay_out
from largeprint.model.finding import Finding, Severity, UseError
from largeprint.model.policy import Policy
from largeprint.model.selection import select
from largeprint.outputs.coverage import as_html, as_json
from largeprint.pipeline import Checked
from largeprint.pipeline import check as check_site
from largeprint.read.disclosures import checklist
from largeprint.records.proposing import LANGUAGE

LIMITS = (
    "This checks a declared mapping: that each thing a law asks for has a place in the text.\n"
    "Whether the words there suffice in law is not checked."
)
_STATES = {
    "both": "both layers",
    "full": "full text",
    "short": "short answers",
    "none": "not told",
    "aside": "set aside",
}
_GAPS = {
    "all": "Told nowhere.",
    "answer": "Told in the full text, and in no short answer.",
    "section": "Told in the short answers, and in no section.",
}
_NO_WORDS = frozenset("y n yes no on off true false null".split())
_WIDTH = max(map(len, _STATES.values()))


def show(root: Path, name: str | None, form: str, propose: bool, html: Path | None, page: str, strict: bool) -> int:
    """Prints coverage, or writes the page for reviewers. Returns the exit code: 1 where a finding of it is an error."""
    if sum((form == "json", propose, html is not None)) > 1:
        raise UseError("--format json, --propose and --html are three ways to tell one thing.", "give one of them")
    if page and html is None:
        raise UseError("--page goes with --html: it makes the places on that page links.", "add --html FILE")
    checked = check_site(root)
    policies = [_named(checked, name)] if name else list(checked.site.policies)
    asking = [policy for policy in policies if policy.declared.laws]
    views = [_view(checked, policy, page) for policy in (policies if form == "json" else asking)]
    findings = [finding for finding in checked.findings if _is_ours(finding, policies)]
    aside = form == "json" or propose  # what is meant for a file stands alone
    if html is not None:
        _write(root, html, page, asking, views)
    elif form == "json":
        click.echo(as_json(views), nl=False)
    elif propose:
        click.echo(
            "\n".join(line for view, policy in zip(views, asking, strict=True) for line in proposed(view, policy))
        )
    else:
        for view in views:
            click.echo("\n".join(table(view)) + "\n")
        silent = [policy.id for policy in policies if not policy.declared.laws]
        if silent and views:
            click.echo(f"{', '.join(silent)}: no law is named in policy.yml, so nothing is asked for.\n")
        click.echo(aside_lines([f for f in checked.aside if f.rule == "disclosure-missing"]), nl=False)
    broken = [finding for finding in findings if finding.rule == "metadata-invalid"]
    for finding in broken:
        click.echo(f"{finding.place}  {finding.severity}\n    {finding.message}\n    {finding.todo}", err=True)
    click.echo(f"Next: {_next(policies, views, broken, propose, html)}", err=aside)
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return int(any(finding.severity in grave for finding in findings))


def table(view: CoverageView) -> Iterator[str]:
    """A policy for a terminal: a table for each law, then what is missing, then the totals."""
    yield f"{view.policy}: {view.title}"
    yield f"Text code {view.code}. {LIMITS}"
    column = max((len(row.id) for row in view.rows), default=0)
    for group in view.groups:
        yield ""
        yield "Good practice" if group.law == PRACTICE else f"{group.law.upper()}  {group.name}"
        yield f"  {'TOLD IN'.ljust(_WIDTH)}  {'DISCLOSURE'.ljust(column)}  LAYER  WHERE"
        for row in group.rows:
            layer = f"{row.layer}{' J' if row.at_collection else ''}".ljust(5)
            yield f"  {_STATES[row.state].ljust(_WIDTH)}  {row.id.ljust(column)}  {layer}  {_where(row)}".rstrip()
    yield ""
    if view.gaps:
        yield "Gaps"
        for row in view.gaps:
            yield f"  {row.id}: {row.name}"
            yield f"      {_GAPS[row.gap]} {row.articles}"
        yield ""
    yield from _conditions(view)
    yield _totals(view)
    yield "Layer 1: in the short answers too; 2: the full text is enough; J: also when data is collected."
    yield _status(view)


def proposed(view: CoverageView, policy: Policy) -> Iterator[str]:
    """Lines for ``policy.yml``: what may tell each disclosure of which nothing is declared, marked as proposals."""
    undeclared = [row for row in view.rows if row.gap == "all"]
    if not undeclared:
        yield f"# {view.policy}: something is declared of each disclosure; there is nothing to propose."
        return
    if view.language.split("-")[0] != LANGUAGE:
        yield f'# {view.policy}: proposals are made by English words, and this text is in "{view.language}".'
    else:
        yield f"# {view.policy}: proposed by words alone. Read each place, and keep the lines that are true."
    yield "told:" if not policy.declared.told else '# Under "told:", which is there already:'
    found = [row for row in undeclared if row.proposed]
    for row in found:
        line = f"  {row.id}: [{', '.join(_plain(place.id) for place in row.proposed)}]"
        yield f"{line}  # proposed: {row.name}"
    if not found and not policy.declared.told:
        yield "  {}"
    for row in undeclared:
        if not row.proposed:
            yield f"  # {row.id}: nothing found. {row.name}"


def _where(row: RowView) -> str:
    if row.because:
        places = ", ".join(place.id for place in row.places)
        return f"{places}; {row.because}" if places else row.because
    if row.proposed:
        return f"proposed: {', '.join(place.id for place in row.proposed)}?"
    return ", ".join(place.id for place in row.places) or "-"


def _conditions(view: CoverageView) -> Iterator[str]:
    for words, conditions in (("Declared not to hold", view.declined), ("Taken to hold, undeclared", view.assumed)):
        if conditions:
            listed = f"{words}: {', '.join(name for name, _ in conditions)}"
            yield fill(listed, 100, subsequent_indent="  ", break_on_hyphens=False)
    if view.declined or view.assumed:
        yield ""


def _totals(view: CoverageView) -> str:
    parts = ", ".join(f"{number} {_STATES[state]}" for state, number in view.counts if number)
    gaps = f"; {count(len(view.gaps), 'gap')}" if view.gaps else "; no gap"
    return f"{count(len(view.rows), 'disclosure')} asked for: {parts}{gaps}"


def _status(view: CoverageView) -> str:
    counted = dict(view.statuses)
    return f"Articles: {counted.get('V', 0)} seen, {counted.get('P', 0)} in part, {counted.get('M', 0)} from memory."


def _next(
    policies: Sequence[Policy],
    views: Sequence[CoverageView],
    broken: Sequence[Finding],
    propose: bool,
    html: Path | None,
) -> str:
    asking = [view for view in views if view.laws]
    if broken:
        return f"mend {broken[0].place}, then: largeprint coverage {' '.join(policy.id for policy in policies[:1])}"
    if not asking:
        named = policies[0].id if policies else "POLICY"
        return f'name the laws in content/{named}/policy.yml, such as "laws: [gdpr, ccpa]"'
    if html is not None:
        return f"have counsel read {html.name}"
    first = next((view for view in asking if view.gaps), None)
    if first is None:
        return f"have counsel read it: largeprint coverage {asking[0].policy} --html coverage.html"
    if not propose and any(row.proposed for row in first.gaps):
        return f"largeprint coverage {first.policy} --propose"
    row = first.gaps[0]
    return f'write "{row.id}", or say in content/{first.policy}/policy.yml where it is told'


def _named(checked: Checked, name: str) -> Policy:
    select(checked.site, [name])
    found = next((policy for policy in checked.site.policies if policy.id == name), None)
    if found is None:
        raise UseError("Coverage is that of a whole policy.", f"largeprint coverage {name.split('#')[0].split('/')[0]}")
    return found


def _view(checked: Checked, policy: Policy, page: str) -> CoverageView:
    text = next((text for other, text in checked.texts if other is policy), None)
    laid_out = lay_out(checked.site, policy, text, Occasion()) if text else None
    code, direction = (laid_out.code, laid_out.language.direction) if laid_out else ("", "ltr")
    return view_coverage(checklist(), policy, code, direction, page)


def _is_ours(finding: Finding, policies: Sequence[Policy]) -> bool:
    paths = {f"content/{policy.id}/policy.yml" for policy in policies}
    return finding.rule in ("disclosure-missing", "metadata-invalid") and finding.place.path in paths


def _write(root: Path, html: Path, page: str, asking: Sequence[Policy], views: Sequence[CoverageView]) -> None:
    if len(views) != 1:
        names = ", ".join(policy.id for policy in asking) or "none names a law"
        raise UseError("The page for reviewers is that of one policy.", f"name it: {names}")
    if html.suffix.lower() not in (".html", ".htm"):
        raise UseError(f"{html} is no name of a page.", "end it in .html")
    if html.resolve().is_relative_to((root / "content").resolve()):
        raise UseError("The page cannot go into content/, where the texts are.", "name another folder")
    parts = urlsplit(page)
    if parts.scheme or parts.netloc or page.startswith(("/", "\\", "#")) or parts.fragment:
        raise UseError(f'"{page}" is no relative address of a page.', "name it from where the file will lie")
    write_page(html, as_html(views[0]))
    click.echo(f"Wrote {html}: {_totals(views[0])}.")


def _plain(identifier: str) -> str:
    """An id as an editor takes it for a word in a list of YAML."""
    plain = identifier.isascii() and identifier[0].isalpha() and identifier.lower() not in _NO_WORDS
    return identifier if plain else f'"{identifier}"'
