"""``largeprint``: its commands, those of making a site here. Each one reads, asks the core, says what came of it.

Exit codes: 0 clean, 1 findings, 2 wrong use or input that cannot be read, 3 busy or the environment is at fault.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from largeprint import __version__
from largeprint.hosts import approving, keeping, reviewing
from largeprint.hosts import new as starter
from largeprint.hosts.command import DAY, Commands, briefly, on_site
from largeprint.hosts.verdict import tell, verdict
from largeprint.model.finding import UseError
from largeprint.model.selection import Selection, select


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-C", "directory", type=click.Path(path_type=Path), help="The site's folder (default: this one).")
@click.version_option(__version__, prog_name="largeprint")
@click.pass_context
def main(context: click.Context, directory: Path | None) -> None:
    """Make a long policy readable without making it wrong.

    A short start: largeprint new mysite && cd mysite && largeprint build
    """
    context.obj = directory


@main.command()
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--summary", type=click.Path(path_type=Path), help="Start from this summary, kept as it stands.")
@click.option("--policy", help="The policy's id, which is in its address (default: from the summary's file name).")
@click.option("--language", default="en", show_default=True, help="The language of the text.")
def new(directory: Path, summary: Path | None, policy: str | None, language: str) -> None:
    """Start a site in DIRECTORY: a small, complete policy to replace, or your summary.

    Example: largeprint new site --summary wechat-summary.md
    """
    from largeprint.commit import create
    from largeprint.outputs.templates import template_root

    if summary is None:
        files = starter.from_example(template_root() / "new", policy or "privacy", language)
    else:
        files = starter.from_summary(summary, policy, language)
    directory = (click.get_current_context().obj or Path()) / directory
    create(directory, files)
    click.echo(f"Made {directory} with {len(files)} files.")
    click.echo(f"Next: largeprint check -C {shlex.quote(str(directory))}")


@main.command()
@click.argument("what", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--mend", "mending", is_flag=True, help="Show each mend that is certain enough, and ask.")
@click.option("--yes", is_flag=True, help="With --mend: take all of them.")
@click.option("--explain", metavar="RULE", help="Print the manual page of a rule, such as link-dead.")
@on_site
@briefly
def check(
    root: Path, what: tuple[str, ...], form: str, strict: bool, mending: bool, yes: bool, explain: str | None
) -> int:
    """Say everything that is wrong: where, and what to do.

    WHAT narrows it: a policy (wechat), an edition (wechat/en), a question or section (wechat#provide), or a file or
    folder (content/wechat/en/summary.md).

    Example: largeprint check wechat --format json
    """
    from largeprint.check.manual import explained
    from largeprint.check.registry import named
    from largeprint.hosts.mend import mend
    from largeprint.pipeline import check as check_site

    if explain is not None:
        click.echo(explained(named(explain)), nl=False)
        return 0
    if (mending and form != "text") or (yes and not mending):
        raise UseError("--mend is for people, and --yes goes with it.", "largeprint check --mend --yes")
    checked = mend(root, what, yes) if mending else check_site(root)
    chosen = select(checked.site, what)
    findings = tuple(finding for finding in checked.findings if chosen.holds(finding.place))
    set_aside = tuple(finding for finding in checked.aside if chosen.holds(finding.place))
    aside = tell(findings, set_aside, checked.site, form)
    return verdict(findings, strict, chosen, aside)


@main.command()
@click.option("-o", "output", type=click.Path(path_type=Path), help="Where the site goes (default: site).")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--as-of", type=DAY, help="The day on which the site is seen.")
@on_site
@briefly
def build(root: Path, output: Path | None, form: str, strict: bool, as_of: Any) -> int:
    """Write the site as a preview, in spite of findings, and say what is wrong.

    Example: largeprint build -o preview
    """
    from largeprint.check.report import count
    from largeprint.commit import publish
    from largeprint.layers.occasion import Occasion
    from largeprint.pipeline import build as build_site
    from largeprint.pipeline import check as check_site

    checked = check_site(root)
    if not checked.texts:
        raise UseError("There is no policy to build.", "write content/POLICY/en/summary.md and policy.md")
    target = output or root / "site"
    if target.resolve().is_relative_to((root / "content").resolve()):
        raise UseError("The site cannot go into content/, where the texts are.", "name another folder with -o")
    occasion = Occasion(draft=True, as_of=as_of.date() if as_of else None)
    total, changed = publish(target, build_site(checked, occasion))
    aside = tell(checked.findings, checked.aside, checked.site, form)
    shown = target.relative_to(root) if target.is_relative_to(root) else target
    click.echo(f"Wrote {count(total, 'file')} to {shown}, {changed} of them new or changed.", err=aside)
    return verdict(checked.findings, strict, Selection(()), aside)


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free.")
@click.option("--as-of", type=DAY, help="The day on which the site is seen.")
@on_site
def serve(root: Path, port: int, as_of: Any) -> None:
    """Show the site while you write: each save is on the page at once, findings beside what they are about.

    Only this machine can reach it. A port that is taken gives way to the next free one. Nothing is written.

    Example: largeprint serve --port 8080
    """
    from largeprint.hosts.serve import serve as show
    from largeprint.layers.occasion import Occasion

    show(root, port, Occasion(draft=True, as_of=as_of.date() if as_of else None), click.echo)


for _command in (*keeping.COMMANDS, *reviewing.COMMANDS, *approving.COMMANDS):
    main.add_command(_command)
