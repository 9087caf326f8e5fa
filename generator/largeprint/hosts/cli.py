"""``largeprint``: the commands. Each one reads, asks the core, and says what came of it.

Exit codes: 0 clean, 1 findings, 2 wrong use or input that cannot be read, 3 busy or the environment is at fault.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from largeprint import __version__
from largeprint.hosts import new as starter
from largeprint.hosts.where import named_from
from largeprint.model.finding import BusyError, Finding, InputError, UseError
from largeprint.model.policy import Site
from largeprint.model.selection import Selection, select

Command = TypeVar("Command", bound=Callable[..., Any])


def _briefly(command: Command) -> Command:
    """A command that ends soon: what it makes has no circles, and looking for some would take a fifth of its time."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        gc.disable()
        try:
            return command(*args, **kwargs)
        finally:
            gc.enable()

    return run  # type: ignore[return-value]


class _Group(click.Group):
    """Ends every failure in plain words and one line ``Next:``; no traceback reaches a person."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        for stream in (sys.stdout, sys.stderr):  # a terminal that lacks a sign, or a file name that is no text
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        try:
            result = super().main(*args, **kwargs)
            sys.exit(result if isinstance(result, int) else 0)
        except InputError as error:
            _fail(2, f"{error.place}  error\n    {error.message}", error.todo)
        except UseError as error:
            _fail(2, error.message, error.todo)
        except BusyError as error:
            _fail(3, error.message, error.todo)
        except click.UsageError as error:
            command = error.ctx.command_path if error.ctx else "largeprint"
            _fail(2, error.format_message(), f"{command} --help")
        except click.exceptions.Exit as error:
            sys.exit(error.exit_code)
        except (click.Abort, KeyboardInterrupt):
            _fail(130, "Stopped.", "run it again when you like; no file is half written")
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except OSError as error:
            where = f": {error.filename}" if error.filename else ""
            _fail(3, f"The system refused: {error.strerror or error}{where}.", "mend that, then run it again")
        except Exception as error:
            if os.environ.get("LARGEPRINT_DEBUG"):
                raise
            message = f"Large Print itself has failed: {type(error).__name__}: {error}"
            _fail(3, message, "run it again with LARGEPRINT_DEBUG=1, and report what it prints")


def _fail(code: int, message: str, todo: str) -> None:
    click.echo(message, err=True)
    click.echo(f"Next: {todo[0].lower() + todo[1:] if todo[:1].isupper() and todo[1:2].islower() else todo}", err=True)
    sys.exit(code)


def _on_site(command: Command) -> Command:
    """Gives a command ``-C DIR`` and the site's folder, after any other command's unfinished business is settled.

    What it is narrowed to, its argument WHAT, is given as the site names it.
    """

    @click.option("-C", "directory", type=click.Path(path_type=Path), help="The site's folder (default: this one).")
    @wraps(command)
    def on_site(directory: Path | None, **kwargs: Any) -> Any:
        from largeprint.commit import recover_sources

        root = directory or click.get_current_context().obj or Path()
        if not root.is_dir():
            raise UseError(f"There is no folder {root}.", "name the site's folder with -C DIR")
        root = root.resolve()
        if (root / "content").is_dir():
            recover_sources(root)
        if "what" in kwargs:
            kwargs["what"] = tuple(named_from(root, word, Path.cwd()) for word in kwargs["what"])
        return command(root, **kwargs)

    return on_site  # type: ignore[return-value]


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
    click.echo(f"Next: largeprint check -C {directory}")


@main.command()
@click.argument("what", nargs=-1)
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--mend", "mending", is_flag=True, help="Show each mend that is certain enough, and ask.")
@click.option("--yes", is_flag=True, help="With --mend: take all of them.")
@click.option("--explain", metavar="RULE", help="Print the manual page of a rule, such as link-dead.")
@_on_site
@_briefly
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
    aside = _tell(findings, set_aside, checked.site, form)
    return _verdict(findings, strict, chosen, aside)


def _tell(findings: Sequence[Finding], set_aside: Sequence[Finding], site: Site, form: str) -> bool:
    """Prints what was found, how much, and what is set aside. True where words for people go beside the report."""
    from largeprint.check.report import FORMS, aside_lines, summary_line

    click.echo(FORMS[form](sorted((*findings, *set_aside), key=lambda finding: finding.order)), nl=False)
    aside = form != "text"
    if findings and not aside:
        click.echo()
    click.echo(summary_line(findings, site), err=aside)
    click.echo(aside_lines(set_aside), nl=False, err=aside)
    return aside


def _verdict(findings: Any, strict: bool, chosen: Selection, aside: bool) -> int:
    from largeprint.model.finding import Severity

    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    failing = [finding for finding in findings if finding.severity in grave]
    if failing:
        empty = all(finding.rule == "section-empty" for finding in failing)
        todo = "write the sections named above" if empty else f"mend {failing[0].place}, then: largeprint check{chosen}"
        click.echo(f"Next: {todo}", err=aside)
    return 1 if failing else 0


@main.command()
@click.option("-o", "output", type=click.Path(path_type=Path), help="Where the site goes (default: site).")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the site is seen.")
@_on_site
@_briefly
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
    aside = _tell(checked.findings, checked.aside, checked.site, form)
    shown = target.relative_to(root) if target.is_relative_to(root) else target
    click.echo(f"Wrote {count(total, 'file')} to {shown}, {changed} of them new or changed.", err=aside)
    return _verdict(checked.findings, strict, Selection(()), aside)


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the site is seen.")
@_on_site
def serve(root: Path, port: int, as_of: Any) -> None:
    """Show the site while you write: each save is on the page at once, findings beside what they are about.

    Only this machine can reach it. A port that is taken gives way to the next free one. Nothing is written.

    Example: largeprint serve --port 8080
    """
    from largeprint.hosts.serve import serve as show
    from largeprint.layers.occasion import Occasion

    show(root, port, Occasion(draft=True, as_of=as_of.date() if as_of else None), click.echo)


@main.command()
@click.argument("what", nargs=-1)
@click.option("--accept-best", is_flag=True, help="Take the best candidate of each claim, and say which.")
@click.option("--json", "as_json", is_flag=True, help="Print what there is to decide, and write nothing.")
@_on_site
def confirm(root: Path, what: tuple[str, ...], accept_best: bool, as_json: bool) -> None:
    """Say on which exact words each sentence of a short answer rests.

    It walks through what is unconfirmed or has changed, and keeps your decisions in evidence.yml beside the text.

    Example: largeprint confirm wechat#provide
    """
    from largeprint.hosts.confirm import confirm as walk

    walk(root, what, accept_best, as_json)


@main.command()
@click.argument("what", nargs=-1)
@click.option("--since", metavar="REV", help="A revision of git to compare with (default: the last confirmations).")
@click.option("--json", "as_json", is_flag=True, help="The list for other tools.")
@_on_site
def drift(root: Path, what: tuple[str, ...], since: str | None, as_json: bool) -> int:
    """List the answers that lead to words which have changed, and say what changed.

    Example: largeprint drift wechat --since v1.0
    """
    from largeprint.hosts.drift import show

    return show(root, what, since, as_json)


@main.command()
@click.argument("policy", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--propose", is_flag=True, help="Print lines for policy.yml, found by words alone.")
@click.option("--html", type=click.Path(path_type=Path), help="Write one page for reviewers to this file.")
@click.option("--page", default="", metavar="ADDRESS", help="With --html: the policy's page, seen from that file.")
@click.option("--strict", is_flag=True, help="Gaps fail too.")
@_on_site
@_briefly
def coverage(
    root: Path, policy: str | None, form: str, propose: bool, html: Path | None, page: str, strict: bool
) -> int:
    """Show what laws ask a policy to tell, and where it is declared to tell it, layer by layer.

    The laws are those that policy.yml names. It checks that mapping, and not whether the text suffices in law.

    Example: largeprint coverage wechat --propose
    """
    from largeprint.hosts.coverage import show

    return show(root, policy, form, propose, html, page, strict)


@main.command()
@click.argument("what", nargs=-1)
@_on_site
def ids(root: Path, what: tuple[str, ...]) -> None:
    """Write the missing ids into the files, and touch nothing else.

    A heading without an id has one derived from its words, and would lose it when the words change.

    Example: largeprint ids wechat
    """
    from largeprint.check.report import count
    from largeprint.commit import write_sources
    from largeprint.read.site import read_site
    from largeprint.records.ids import missing_ids, with_ids

    site = read_site(root)
    chosen = select(site, what)
    editions = [edition for policy in site.policies for edition in policy.editions]
    missing = [found for edition in editions for found in missing_ids(edition) if chosen.holds(found[0])]
    before = {path: (root / path).read_bytes() for path in {place.path for place, _ in missing}}
    after = with_ids(before, missing)
    write_sources(root, {root / path: (before[path], data) for path, data in after.items()})
    for place, identifier in sorted(missing):
        click.echo(f"{place}  #{identifier}")
    click.echo(f"Wrote {count(len(missing), 'id')} into {count(len(after), 'file')}.")
