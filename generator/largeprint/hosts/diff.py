"""``diff``: the redline of two texts, on the terminal, as HTML, as JSON, or as a Word file with tracked changes."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from largeprint.commit import write_page
from largeprint.hosts.drift import unpack
from largeprint.layers.redline import Redline, redline
from largeprint.model.finding import BusyError, UseError
from largeprint.model.policy import Policy, Site
from largeprint.model.selection import select
from largeprint.outputs.redline import as_json, as_lines, page
from largeprint.outputs.redline_word import as_word
from largeprint.pipeline import check
from largeprint.read.edition import Source, read_edition
from largeprint.read.frozen import day_of
from largeprint.read.site import read_site
from largeprint.read.tree import decode
from largeprint.records.anchors import anchors_of, standing_ids, ways
from largeprint.records.releases import broken, release_of
from largeprint.text.render import EditionText, render_edition

FORMS = ("text", "html", "json", "word")


@dataclass(frozen=True, slots=True)
class Text:
    """One of the two texts: its name for people, its edition, and the day that it is of."""

    name: str
    edition: EditionText
    policy: Policy | None = None
    day: date | None = None


def show(root: Path, before: str, after: str | None, form: str, output: Path | None) -> None:
    """Prints or writes the redline. Raises ``UseError`` for a text that is not there."""
    if before.endswith(".docx"):
        _word_files(Path(before), after, output)
        return
    site = _site(root)
    if after is None and "@" not in before:
        name, _, language = before.partition("/")
        last = _last(site, name)
        before, after = f"{name}@{last}" + (f"/{language}" if language else ""), before
    one = _text(root, site, before)
    other = _text(root, site, after if after is not None else before.partition("@")[0])
    found = redline(one.edition, other.edition, _moves(one, other))
    if output is None and form in ("html", "word"):
        raise UseError(f"A redline as {form} goes into a file.", f"add -o changes.{'docx' if form == 'word' else form}")
    made = _made(found, form, one, other, colour=output is None and sys.stdout.isatty())
    if output:
        write_page(output, made)
        click.echo(f"Wrote {output}: {_count(found)} between {one.name} and {other.name}.")
    else:
        click.echo(made.decode("utf-8"), nl=False)
        click.echo(f"{_count(found)} between {one.name} and {other.name}.", err=form == "json")


def _count(found: Redline) -> str:
    number = len(found.changed)
    return "No change" if not number else f"{number} {'part' if number == 1 else 'parts'} changed"


def _made(found: Redline, form: str, one: Text, other: Text, colour: bool) -> bytes:
    title = other.edition.edition.title
    if form == "word":
        return as_word(found, title, other.day or one.day or date(1980, 1, 1))
    if form == "html":
        return page(found, title, one.name, other.name)
    if form == "json":
        return as_json(found, one.name, other.name).encode("utf-8")
    return "".join(f"{line}\n" for line in as_lines(found, colour)).encode("utf-8")


def _moves(one: Text, other: Text) -> Mapping[str, str]:
    """Where ids of the one went, as far as the record of the policy tells."""
    policy = other.policy or one.policy
    anchors, _ = anchors_of(policy) if policy else ({}, ())
    return ways(anchors, set(standing_ids(other.edition.edition)))


def _site(root: Path) -> Site | None:
    return read_site(root) if (root / "content").is_dir() else None


def _last(site: Site | None, name: str) -> str:
    policy = _policy(site, name)
    if not policy.frozen:
        raise UseError(
            f"{name} has no release yet.", f"name a second text, such as: largeprint diff {name}@HEAD {name}"
        )
    return policy.frozen[-1].name


def _policy(site: Site | None, name: str) -> Policy:
    found = next((policy for policy in site.policies if policy.id == name), None) if site else None
    if found is None:
        if site:
            select(site, [name])  # says what is near
        raise UseError(f'"{name}" names no text.', "name a policy, wechat@2026-03-01, or a Markdown file")
    return found


def _text(root: Path, site: Site | None, word: str) -> Text:
    """The text that a word names: a file, the working text of a policy, a release of it, or a revision of git."""
    path = Path(word)
    if path.is_file():
        return _file(path)
    name, sign, rest = word.removeprefix("content/").partition("@")
    revision, _, language = (rest if sign else name.partition("/")[2] and f"/{name.partition('/')[2]}").partition("/")
    policy = _policy(site, name.partition("/")[0])
    if not sign:
        return _of(policy, [render_edition(edition) for edition in policy.editions], language, policy, policy.id)
    frozen = next((each for each in policy.frozen if each.name == revision), None)
    if frozen is not None:
        if broken(frozen):
            raise UseError(f"The release of {revision} is not as it was frozen.", f"largeprint check {policy.id}")
        texts = [render_edition(edition) for edition in release_of(policy, frozen).editions]
        return _of(policy, texts, language, policy, f"{policy.id}@{revision}", day_of(frozen.name))
    if day_of(revision):
        there = ", ".join(each.name for each in policy.frozen[-12:])
        raise UseError(
            f"{policy.id} has no release of {revision}.", f"there are: {there}" if there else "release first"
        )
    return _revision(root, policy, revision, language)


def _revision(root: Path, policy: Policy, revision: str, language: str) -> Text:
    with tempfile.TemporaryDirectory(prefix="largeprint-") as folder:
        unpack(root, revision, Path(folder))
        then = check(Path(folder))
        texts = [text for each, text in then.texts if each.id == policy.id]
    if not texts:
        raise UseError(f"There was no {policy.id} at {revision}.", "name another revision")
    return _of(policy, texts, language, policy, f"{policy.id}@{revision}")


def _of(
    policy: Policy, texts: list[EditionText], language: str, home: Policy, name: str, day: date | None = None
) -> Text:
    wanted = language or (texts[0].edition.language if texts else "")
    found = next((text for text in texts if text.edition.language == wanted), None)
    if found is None:
        raise UseError(f'{name} has no text in "{wanted}".', "name another language")
    return Text(name, found, home, day or policy.facts.effective)


def _file(path: Path) -> Text:
    """A Markdown file as a full text; with the summary beside it, where one is."""
    summary = path.with_name("summary.md")
    beside: Source = (str(summary), decode(str(summary), summary.read_bytes()) if summary.is_file() else "# -\n")
    full = [] if path == summary else [(str(path), decode(str(path), path.read_bytes()))]
    return Text(str(path), render_edition(read_edition("text", "en", beside, full)))


def _word_files(before: Path, after: str | None, output: Path | None) -> None:
    """Two Word files of anybody, compared by a library of its own; ours is for the texts that we can read."""
    if after is None or not after.endswith(".docx") or output is None:
        message = "Two Word files are compared into a third one."
        raise UseError(message, "largeprint diff before.docx after.docx -o changes.docx")
    try:
        from python_redlines.engines import DocxodusEngine
    except ImportError:
        message = "Comparing Word files needs an extra that is not installed."
        raise BusyError(message, "pip install 'largeprint[word]'") from None
    made, _, _ = DocxodusEngine().run_redline("Large Print", before.read_bytes(), Path(after).read_bytes())
    write_page(output, made)
    click.echo(f"Wrote {output}.")
