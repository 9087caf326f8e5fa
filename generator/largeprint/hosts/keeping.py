"""The commands about what is kept beside a text, or said of it: evidence, drift, coverage, ids, releases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from largeprint.hosts.command import DAY, briefly, on_site
from largeprint.model.finding import UseError


@click.command()
@click.argument("what", nargs=-1)
@click.option("--accept-best", is_flag=True, help="Take the best candidate of each claim, and say which.")
@click.option("--json", "as_json", is_flag=True, help="Print what there is to decide, and write nothing.")
@click.option(
    "--model",
    default="",
    metavar="DIR",
    envvar="LARGEPRINT_MODEL",
    help="A sentence model on this machine that helps to rank candidates: its folder, or the package that holds it.",
)
@on_site
def confirm(root: Path, what: tuple[str, ...], accept_best: bool, as_json: bool, model: str) -> None:
    """Say on which exact words each sentence of a short answer rests.

    It walks through what is unconfirmed or has changed, and keeps your decisions in evidence.yml beside the text.

    Example: largeprint confirm wechat#provide
    """
    from largeprint.hosts.confirm import confirm as walk

    walk(root, what, accept_best, as_json, model)


@click.command()
@click.argument("what", nargs=-1)
@click.option("--since", metavar="REV", help="A release or a revision of git (default: the last confirmations).")
@click.option("--json", "as_json", is_flag=True, help="The list for other tools.")
@on_site
def drift(root: Path, what: tuple[str, ...], since: str | None, as_json: bool) -> int:
    """List the answers that lead to words which have changed, and say what changed.

    Example: largeprint drift wechat --since v1.0
    """
    from largeprint.hosts.drift import show

    return show(root, what, since, as_json)


@click.command()
@click.argument("policy", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--propose", is_flag=True, help="Print lines for policy.yml, found by words alone.")
@click.option("--html", type=click.Path(path_type=Path), help="Write one page for reviewers to this file.")
@click.option("--page", default="", metavar="ADDRESS", help="With --html: the policy's page, seen from that file.")
@click.option("--strict", is_flag=True, help="Gaps fail too.")
@on_site
@briefly
def coverage(
    root: Path, policy: str | None, form: str, propose: bool, html: Path | None, page: str, strict: bool
) -> int:
    """Show what laws ask a policy to tell, and where it is declared to tell it, layer by layer.

    The laws are those that policy.yml names. It checks that mapping, and not whether the text suffices in law.

    Example: largeprint coverage wechat --propose
    """
    from largeprint.hosts.coverage import show

    return show(root, policy, form, propose, html, page, strict)


@click.command()
@click.argument("what", nargs=-1)
@click.option("--moved", multiple=True, metavar="OLD=NEW", help="A released id whose words stand under another now.")
@click.option("--withdrawn", multiple=True, metavar="OLD", help="A released id whose words are gone.")
@click.option("--on", type=DAY, help="With --withdrawn: since which day.")
@click.option("--because", default="", help="With --withdrawn: why, in a sentence for readers.")
@click.option("--back", multiple=True, metavar="ID", help="An id that stands for its former words again.")
@on_site
def ids(
    root: Path,
    what: tuple[str, ...],
    moved: tuple[str, ...],
    withdrawn: tuple[str, ...],
    on: Any,
    because: str,
    back: tuple[str, ...],
) -> None:
    """Write the missing ids into the files; or record where released ones went, so that links to them go on landing.

    A heading without an id has one derived from its words, and would lose it when the words change.

    Example: largeprint ids wechat --moved pp_old=pp_new
    """
    from largeprint.hosts.ids import settle, write

    if not (moved or withdrawn or back):
        write(root, what)
    elif len(what) == 1:
        settle(root, what[0].removeprefix("content/"), moved, withdrawn, back, on.date() if on else None, because)
    else:
        raise UseError("Where ids went is recorded policy by policy.", "name one: largeprint ids wechat --moved …")


@click.command()
@click.argument("policy")
@click.option("--effective", type=DAY, help="The day from which the text applies.")
@click.option("--note", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="What is new, in words.")
@click.option("--material/--editorial", "material", default=None, help="Whether it changes what applies to people.")
@click.option("--from-git", type=click.Path(path_type=Path), metavar="FILE", help="Release a file's history in git.")
@click.option("--from-folder", type=click.Path(path_type=Path), metavar="DIR", help="Release dated texts in a folder.")
@click.option("--accept-likely", is_flag=True, help="With a history: take likely moves of ids, and list them.")
@on_site
def release(
    root: Path,
    policy: str,
    effective: Any,
    note: Path | None,
    material: bool | None,
    from_git: Path | None,
    from_folder: Path | None,
    accept_likely: bool,
) -> None:
    """Freeze the text of POLICY under the day from which it applies. A release is never edited again.

    A material change needs a note that says in plain words what is new.

    Example: largeprint release wechat --effective 2026-03-01 --material --note note.txt
    """
    policy = policy.removeprefix("content/")
    if from_git or from_folder:
        from largeprint.hosts.history import bring_in

        if (from_git and from_folder) or effective or note:
            raise UseError("A history brings its own days.", "give --from-git or --from-folder alone")
        bring_in(root, policy, from_git, from_folder, accept_likely)
        return
    from largeprint.hosts.release import release as freeze

    if effective is None or material is None:
        message = "A release needs the day from which it applies, and whether it is material."
        raise UseError(message, f"largeprint release {policy} --effective 2026-03-01 --material --note note.txt")
    freeze(root, policy, effective.date(), note, material)


@click.command()
@click.argument("before")
@click.argument("after", required=False)
@click.option("--format", "form", type=click.Choice(["text", "html", "json", "word"]), default="text")
@click.option("-o", "output", type=click.Path(path_type=Path), help="Write it to this file.")
@on_site
def diff(root: Path, before: str, after: str | None, form: str, output: Path | None) -> None:
    """Show the redline of two texts: what was taken out and put in, word by word.

    A text is a policy (wechat, its working text), a release of it (wechat@2026-03-01), a revision of git (wechat@v1.0),
    or a Markdown file. One policy alone is compared with its newest release. As a Word file, every change is tracked.

    Example: largeprint diff wechat@2020-09-03 wechat --format word -o changes.docx
    """
    from largeprint.hosts.diff import show

    if output is not None and form == "text":
        form = {".docx": "word", ".html": "html", ".json": "json"}.get(output.suffix, form)
    show(root, before, after, form, output)


COMMANDS = (confirm, drift, coverage, ids, release, diff)
"""In the order in which ``cli`` takes them up."""
