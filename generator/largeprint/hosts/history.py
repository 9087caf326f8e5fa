"""``release --from-git`` and ``--from-folder``: dated texts made into releases; a person says where ids went."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import click

from largeprint.check.report import count
from largeprint.commit import write_sources
from largeprint.hosts.release import policy_of, recorded
from largeprint.model.finding import BusyError, UseError
from largeprint.model.policy import Policy
from largeprint.read.edition import read_edition
from largeprint.read.frozen import RELEASES, day_of
from largeprint.read.site import read_site
from largeprint.read.tree import decode
from largeprint.records.anchors import anchors_of, write_anchors
from largeprint.records.history import Version, Went, history_of

_DATED = re.compile(r"\d{4}-\d\d-\d\d")
_NOTE = "note.txt"
"""In the folder of a dated text: its first line is "material" or "editorial", the rest is the note for readers."""

_TEXTS = (".md", ".markdown", ".txt")


def bring_in(root: Path, policy: str, git: Path | None, folder: Path | None, accept_likely: bool) -> None:
    """Makes releases of a history. Raises ``UseError`` for a policy that has some already, or a history without any."""
    site = read_site(root)
    found = policy_of(site, policy)
    if found.frozen:
        message = f"{policy} has releases already, and a history goes before the first one."
        raise UseError(message, "bring a history in before the first release")
    versions = list(_from_git(root, git, found) if git else _from_folder(root, folder or Path(), found))
    if not versions:
        message = "There is no dated text in that history."
        raise UseError(message, "name files or folders that begin with a day, such as 2024-05-01.md")
    anchors, _ = anchors_of(found)
    history = history_of(policy, versions, anchors, _taken if accept_likely else _asked)
    home = root / "content" / policy
    first = next(iter(history.releases))
    changes = recorded(root, site, found, write_anchors(history.anchors), first)
    working = {} if found.editions else _by_language(history.last)
    folders = {home / name: files for name, files in working.items()}
    folders |= {home / RELEASES / name: dict(files) for name, files in history.releases.items()}
    write_sources(root, changes, folders)
    for went, goal in history.went:
        where = f'leads to "{goal}"' if goal else "withdrawn"
        share = f" ({went.proposal.share:.0%} alike)" if goal and went.proposal else ""
        click.echo(f'{went.release}  "{went.kept.id}" {where}{share}')
    left = count(len(versions) - len(history.releases), "version")
    click.echo(f"Made {count(len(history.releases), 'release')}; {left} changed no word.")
    click.echo(f"Recorded {count(len(history.anchors), 'id')}, {len(history.went)} of them gone on the way.")
    click.echo(f"Next: largeprint check {policy}")


def _taken(went: Went) -> str:
    """What ``--accept-likely`` decides: a likely move is taken, all else is withdrawn."""
    return went.proposal.id if went.proposal and went.proposal.likely else ""


def _asked(went: Went) -> str:
    proposal = went.proposal
    click.echo(
        f'\nThe text of {went.release} no longer has the {went.kept.kind} "{went.kept.id}" ({went.kept.heading}).'
    )
    if not sys.stdin.isatty():
        message = "An id went on the way, and somebody has to say where."
        raise UseError(message, "run it on a terminal, or add --accept-likely and look through the list that it prints")
    if proposal:
        click.echo(f'Most like it is "{proposal.id}" ({proposal.share:.0%}).')
    answer = click.prompt("It leads to (an id, or - for withdrawn)", default=proposal.id if proposal else "-")
    return "" if answer == "-" else str(answer)


def _by_language(files: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """The files of a text as the folders of its languages."""
    found: dict[str, dict[str, bytes]] = {}
    for name, data in files.items():
        language, slash, rest = name.partition("/")
        if slash:
            found.setdefault(language, {})[rest] = data
    return found


def _settings(root: Path, policy: Policy) -> bytes:
    path = root / "content" / policy.id / "policy.yml"
    if not path.exists():
        raise UseError(
            f"There is no content/{policy.id}/policy.yml.", "write it first: publisher, and binding language"
        )
    return path.read_bytes()


def _from_folder(root: Path, folder: Path, policy: Policy) -> Iterator[Version]:
    """Files named by a day, each the full text; or folders named by a day, each a policy as it stands in content/."""
    if not folder.is_dir():
        raise UseError(f"There is no folder {folder}.", "name the folder that holds the dated texts")
    for path in sorted(folder.iterdir()):
        day = _day_in(path.name)
        if day is None:
            continue
        if path.is_dir():
            files = {p.relative_to(path).as_posix(): p.read_bytes() for p in sorted(path.rglob("*")) if p.is_file()}
            kind, _, note = decode(_NOTE, files.pop(_NOTE, b"")).partition("\n")
            if kind.strip() not in ("", "material", "editorial"):
                raise UseError(
                    f"{path}/{_NOTE} does not say what kind it is of.", 'begin it with "material" or "editorial"'
                )
            material = kind.strip() == "material" if kind.strip() else None
            yield Version(day, {"policy.yml": _settings(root, policy), **files}, note.strip(), material)
        elif path.suffix in _TEXTS:
            yield _alone(root, policy, day, str(path), path.read_bytes())


def _day_in(name: str) -> date | None:
    found = _DATED.search(name)
    return day_of(found[0]) if found else None


def _alone(root: Path, policy: Policy, day: date, name: str, data: bytes) -> Version:
    """A version that is a full text alone. Its summary has a title and no answer."""
    language = policy.facts.binding or "en"
    text = decode(name, data)
    edition = read_edition(policy.id, language, ("summary.md", "# -\n"), [("policy.md", text)])
    title = next((section.heading.text for section in edition.sections if section.heading.text), policy.id)
    files = {
        "policy.yml": _settings(root, policy),
        f"{language}/summary.md": f"# {title}\n".encode(),
        f"{language}/policy.md": text.encode("utf-8"),
    }
    return Version(day, files)


def _from_git(root: Path, path: Path, policy: Policy) -> Iterator[Version]:
    """Every state of a file in git, by the day of its commit; across renames."""
    path = path.resolve()
    wanted = ("--follow", "--format=%x00%H %cs", "--name-only", "--diff-filter=AMR", "--", path.name)
    listed = _git(path.parent, "log", *wanted).decode("utf-8", "replace")
    top = Path(_git(path.parent, "rev-parse", "--show-toplevel").decode("utf-8").strip())
    for entry in reversed(listed.split("\x00")[1:]):
        head, *names = [line for line in entry.splitlines() if line.strip()]
        commit, day = head.split()
        found = day_of(day)
        if found is None or not names:
            continue
        data = _git(top, "show", f"{commit}:{names[0]}")
        yield _alone(root, policy, found, names[0], data)


def _git(folder: Path, *words: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=True)  # noqa: S603, S607
    except FileNotFoundError:
        raise BusyError("git is not installed here.", "Install it, or use --from-folder.") from None
    except (subprocess.CalledProcessError, NotADirectoryError) as error:
        said = getattr(error, "stderr", b"") or b""
        reason = said.decode("utf-8", "replace").strip().splitlines()
        message = f"git knows nothing of that file: {reason[-1] if reason else error}."
        raise UseError(message, "name a file that is in git") from None
    return done.stdout
