"""The files of a new site: an example to replace, or one that starts from a summary that exists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from largeprint.model.addresses import ids_of
from largeprint.model.finding import InputError, UseError
from largeprint.model.ids import fault_of
from largeprint.model.policy import Edition, Link
from largeprint.model.source import Place
from largeprint.outputs.registry import File
from largeprint.read.edition import read_edition
from largeprint.read.schema import SCHEMAS, schema
from largeprint.read.tree import LARGEST_TEXT, decode
from largeprint.read.values import LANGUAGE

_EXAMPLE = "example"
_SCHEMA = "# yaml-language-server: $schema={0}.schema/{1}.json\n"
"""The first line of a YAML file, by which an editor knows the keys that it may have."""

_IGNORED = b"/site/\n.largeprint-*\n.*.lp-*\n"

_UNTOUCHED = b"content/*/releases/** -text\n"
"""A release is what it is byte for byte, line ends too."""


def _for_git() -> tuple[File, ...]:
    return File(".gitignore", _IGNORED), File(".gitattributes", _UNTOUCHED)


def from_example(folder: Path, policy: str, language: str) -> list[File]:
    """A small, complete site out of ``folder``, under the policy's id and language."""
    _refuse(policy, language)
    files = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix().replace(f"{_EXAMPLE}/en/", f"{_EXAMPLE}/{language}/")
            name = name.replace(f"{_EXAMPLE}/", f"{policy}/")
            text = path.read_text("utf-8").replace("{policy}", policy).replace("{language}", language)
            files.append(_with_schema(f"content/{name}", text))
    return [*files, *_schemas(), *_for_git()]


def _with_schema(path: str, text: str) -> File:
    return File(path, (_schema_line(path) + text).encode("utf-8"))


def _schemas() -> list[File]:
    return [File(f".schema/{name}.json", schema(name)) for name in SCHEMAS]


def _schema_line(path: str) -> str:
    """The first line of the file at ``path``; "" where it has no schema."""
    *folders, name = path.split("/")
    stem, _, ending = name.partition(".")
    return _SCHEMA.format("../" * len(folders), stem) if ending == "yml" and stem in SCHEMAS else ""


def from_summary(summary: Path, policy: str | None, language: str) -> list[File]:
    """A site around a summary, kept byte for byte, with an empty section for each anchor that it links to."""
    try:
        data = summary.read_bytes()
    except OSError as error:
        raise UseError(f"{summary} cannot be read: {error.strerror}.", "name the summary's file") from None
    if len(data) > LARGEST_TEXT:
        raise InputError(Place(str(summary)), f"The file has {len(data):,} bytes.", "Name a summary.")
    policy = policy or _name_from(summary)
    _refuse(policy, language)
    read = read_edition(policy, language, (str(summary), decode(str(summary), data)), [])
    own = ids_of(read)
    anchors = dict.fromkeys(unquote(link.anchor) for link in _links(read) if not link.image)
    sections = [f"## {_heading_from(anchor)} {{#{anchor}}}\n" for anchor in anchors if anchor and anchor not in own]
    full = "\n".join(sections) or f"# {read.title or 'The full text'}\n"
    title = read.title or policy
    base = f"content/{policy}"
    return [
        *_for_git(),
        *_schemas(),
        _with_schema("content/site.yml", f"name: {_quoted(title)}\nlanguage: {language}\n"),
        _with_schema(f"{base}/policy.yml", _policy_yml(language)),
        File(f"{base}/{language}/summary.md", data),
        File(f"{base}/{language}/policy.md", full.encode("utf-8")),
    ]


def _links(edition: Edition) -> Iterator[Link]:
    yield from edition.intro.links
    for question in edition.questions:
        yield from (*question.heading.links, *question.links)


def _policy_yml(language: str) -> str:
    return (
        "publisher: To be named  # who is responsible: name and place\n"
        f"binding: {language}  # the language whose text binds\n"
        "# contact: privacy@example.org\n"
        "# effective: 2026-01-31  # applies from\n"
        "# changed: 2026-01-31  # last changed\n"
    )


def _refuse(policy: str, language: str) -> None:
    if fault_of(policy):
        raise UseError(f'"{policy}" cannot name a policy: {fault_of(policy)}.', "name it with --policy ID")
    if not LANGUAGE.fullmatch(language):
        message = f'"{language}" is no language tag.'
        raise UseError(message, 'write one such as "en", "pt-BR" or "zh-Hans" with --language')


def _name_from(summary: Path) -> str:
    stem = re.sub(r"[-_. ]?(?:privacy[-_. ]?)?summary$", "", summary.stem, flags=re.IGNORECASE)
    return re.sub(r"\s+", "-", stem.lower()) or "policy"


def _heading_from(anchor: str) -> str:
    words = re.sub(r"^[a-z]{1,3}_(?=.)", "", anchor).replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:] or anchor


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # JSON is YAML
