"""``bundle``: what an app ships, of released and approved text; and the code to paste."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from largeprint.check.report import count
from largeprint.commit import publish as write_folder
from largeprint.hosts.publish import gate, refuse
from largeprint.layers.answers import release_of_page
from largeprint.layers.occasion import Occasion
from largeprint.layers.views import Layered
from largeprint.model.finding import UseError
from largeprint.model.policy import Frozen, Policy
from largeprint.outputs.bundle import COMING, Choice, bundled, chosen
from largeprint.outputs.manifest import Shown, with_manifest
from largeprint.outputs.registry import File
from largeprint.outputs.templates import template_root
from largeprint.pipeline import Checked, laid_out
from largeprint.pipeline import check as check_site
from largeprint.read.frozen import day_of
from largeprint.records.releases import broken
from largeprint.records.signoffs import chains_of

SNIPPETS = {"swift": "swift", "kotlin": "kt", "dart": "dart", "react-native": "jsx", "web": "html"}
"""The code to paste, by its name and the ending of its file in ``templates/snippets``."""


def bundle(root: Path, target: Path, choice: Choice, as_of: date, draft: bool) -> int:
    """Writes the bundle into ``target``; or says why the gate is closed, and writes nothing."""
    if target.resolve().is_relative_to((root / "content").resolve()):
        raise UseError("A bundle cannot go into content/, where the texts are.", "name another folder with -o")
    checked = check_site(root)
    named = tuple(policy for policy in choice.policies if policy)
    _known("policy", named, [policy.id for policy in checked.site.policies])
    closed = () if draft else gate(root, checked, as_of, named)
    if closed:
        return refuse(closed)
    total, changed = write_folder(target, bundle_files(checked, choice, as_of, draft))
    what = "a draft, not for readers," if draft else "released and approved text"
    click.echo(f"Bundled {count(total, 'file')} of {what} as of {as_of}, {changed} of them new or changed.")
    return 0


def bundle_files(checked: Checked, choice: Choice, as_of: date, draft: bool) -> Iterator[File]:
    """The files of a bundle and its manifest. Raises ``UseError`` for a question or a language that is not there."""
    publication = laid_out(checked, Occasion(draft=True) if draft else Occasion(draft=False, as_of=as_of))
    _known("language", choice.languages, [page.language.code for page in publication.pages])
    pages = chosen(publication, choice)
    if not pages:
        raise UseError("No text is left to bundle.", "name other policies, or other languages")
    choice = _with_policies(choice, pages)
    later = _coming(checked, pages, as_of) if choice.coming else {}
    more = {
        "bundle": {
            "draft": draft,
            "policies": list(choice.policies),
            "languages": list(choice.languages),
            "only": list(choice.only),
            "coming": {policy: frozen.name for policy, frozen in later.items()},
        }
    }

    def files() -> Iterator[File]:
        yield from bundled(publication, choice)
        for policy, frozen in later.items():
            then = laid_out(checked, Occasion(draft=False, as_of=day_of(frozen.name)))
            yield from bundled(then, Choice((policy,), choice.languages, choice.only), COMING)

    return with_manifest(files(), list(_shown(pages)), as_of, more)


def choice_of(value: dict[str, Any]) -> Choice:
    """What a bundle holds, by the key ``bundle`` of its manifest."""
    policies, languages, only = (tuple(value[key]) for key in ("policies", "languages", "only"))
    return Choice(policies, languages, only, bool(value["coming"]))


def snippet(name: str, policy: str, question: str) -> str:
    """The code to paste, for a policy and a question."""
    text = (template_root() / "snippets" / f"{name}.{SNIPPETS[name]}").read_text("utf-8")
    return text.replace("POLICY", policy).replace("QUESTION", question)


def _with_policies(choice: Choice, pages: Sequence[Layered]) -> Choice:
    """The choice with each question named with its policy. Raises ``UseError`` for one that is not there."""
    ids = {f"{page.policy.id}#{question.id}" for page in pages for question in page.questions}
    policies = list(dict.fromkeys(page.policy.id for page in pages))
    only = []
    for word in choice.only:
        names = [word] if "#" in word else [f"{policy}#{word}" for policy in policies]
        found = [name for name in names if name in ids]
        if not found:
            near = get_close_matches(names[0], sorted(ids), 1, 0.4)
            todo = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(sorted(ids)[:12])}"
            raise UseError(f'There is no question "{word}".', todo)
        only += found
    return Choice(choice.policies, choice.languages, tuple(dict.fromkeys(only)), choice.coming)


def _known(kind: str, named: Sequence[str], known: Sequence[str]) -> None:
    for name in named:
        if name not in known:
            near = get_close_matches(name, known, 1)
            todo = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(dict.fromkeys(known))}"
            raise UseError(f'There is no {kind} "{name}".', todo)


def _coming(checked: Checked, pages: Sequence[Layered], as_of: date) -> dict[str, Frozen]:
    """The next release of each policy that does not apply yet."""
    found = {}
    for policy in _policies(checked, pages):
        later = [each for each in policy.frozen if each.order[0] > as_of.isoformat() and broken(each) is None]
        if later:
            found[policy.id] = later[0]
    return found


def _policies(checked: Checked, pages: Sequence[Layered]) -> Iterator[Policy]:
    shown = {page.policy.id for page in pages}
    return (policy for policy in checked.site.policies if policy.id in shown)


def _shown(pages: Sequence[Layered]) -> Iterator[Shown]:
    for policy in dict.fromkeys(page.policy.id for page in pages):
        mine = [page for page in pages if page.policy.id == policy]
        codes = {page.language.code: page.code for page in mine}
        words = {page.language.code: page.text.digest for page in mine}
        heads = [chain.head for chain in chains_of(mine[0].policy)[0]]
        yield Shown(policy, release_of_page(mine[0]), codes, words, heads)
