"""A folder with ``content/`` in it, read whole: settings, front page, policies, editions.

What cannot be read at all raises ``InputError``; every other mistake is kept as a fault, all at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from markdown_it.token import Token

from largeprint.model.disclosure import Declared
from largeprint.model.finding import Fault, InputError, UseError
from largeprint.model.ids import fault_of
from largeprint.model.policy import Edition, Policy, PolicyFacts, Prose, Site, SiteFacts
from largeprint.model.source import Place
from largeprint.read import settings
from largeprint.read.assets import read_assets
from largeprint.read.declared import read_declared
from largeprint.read.dialect import make_parser
from largeprint.read.document import read_document
from largeprint.read.edition import Source, read_edition
from largeprint.read.tree import Tree
from largeprint.read.yaml import read_yaml

Make = Callable[[str, str, Source, Sequence[Source]], Edition]
Use = Callable[[Edition], Edition]
Take = Callable[[str, str], tuple[settings.PolicySettings | None, list[Fault]]]


def read_policy_settings(path: str, text: str) -> tuple[settings.PolicySettings | None, list[Fault]]:
    """The settings in a ``policy.yml``, or None; and every fault with its place."""
    return settings.read_settings(settings.PolicySettings, path, text)


def read_site(
    root: Path, make: Make = read_edition, take: Take = read_policy_settings, use: Use = lambda edition: edition
) -> Site:
    """The site in the folder ``root``. Raises ``UseError`` where there is none, ``InputError`` for what is no text.

    ``make`` makes an edition of its texts, ``take`` takes the settings of a policy; what remembers can stand in.
    ``use`` is given each edition as soon as it is whole, and says what of it stays in the site.
    """
    tree = Tree(root)
    if not tree.has(tree.content):
        raise UseError("There is no content folder here.", "Start a site with: largeprint new DIR")
    if not tree.inside(tree.content).is_dir():
        raise InputError(Place(tree.name(tree.content)), "This is no folder.", "Put the content folder in its place.")
    facts, faults = _site_settings(tree)
    found = {path.name: path for path in tree.folders(tree.content) if _is_policy(tree, path)}
    place = Place(tree.name(tree.content / "site.yml"))
    for name, times in Counter(facts.policies).items():
        if times > 1:
            message = f'The policy "{name}" is named {times} times.'
            faults.append(Fault("metadata-invalid", place, message, 'Name it once in "policies".'))
        if name not in found:
            todo = f'Make content/{name}/en/summary.md, or take "{name}" out of "policies".'
            faults.append(Fault("metadata-invalid", place, f'There is no policy "{name}".', todo))
    faults += _gone_faults(tree, facts, found)
    order = dict.fromkeys((*(name for name in facts.policies if name in found), *found))
    edition = partial(_edition, tree, make, use)
    policies = tuple(_policy(tree, found[name], edition, take) for name in order)
    title, front, more = _front(tree)
    return Site(facts, title or facts.name, front, policies, (*faults, *more))


def _site_settings(tree: Tree) -> tuple[SiteFacts, list[Fault]]:
    path = tree.content / "site.yml"
    if not tree.has(path):
        message = "The site has no settings."
        return SiteFacts(), [
            Fault("metadata-invalid", Place(tree.name(path)), message, 'Write the file, with "name: …".')
        ]
    values, faults = settings.read_settings(settings.SiteSettings, tree.name(path), tree.read_text(path))
    return (settings.site_facts(values) if values else SiteFacts()), faults


def _gone_faults(tree: Tree, facts: SiteFacts, found: Mapping[str, Path]) -> Iterator[Fault]:
    """What is wrong with the policies that went: still there, named twice, or leading to one that is not there."""
    if not facts.gone:
        return
    path = tree.content / "site.yml"
    _, places, _ = read_yaml(tree.name(path), tree.read_text(path))
    withdrawn = [gone for gone in facts.gone if gone.on]
    seen: set[str] = set()
    for gone in facts.gone:
        way: tuple[str | int, ...] = ("withdrawn", withdrawn.index(gone)) if gone.on else ("moved", gone.policy)
        place = places.get(way, Place(tree.name(path)))
        if gone.policy in found:
            message = f'The policy "{gone.policy}" is still there, in content/{gone.policy}.'
            yield Fault("metadata-invalid", place, message, "Take the entry out, or the folder away.")
        if gone.policy in seen:
            message = f'Where "{gone.policy}" went is said twice.'
            yield Fault("metadata-invalid", place, message, "Keep one of the two.")
        seen.add(gone.policy)
        if gone.instead and gone.instead not in found:
            message = f'"{gone.policy}" leads to "{gone.instead}", and there is no such policy.'
            yield Fault("metadata-invalid", place, message, f"Name one of: {', '.join(found) or 'none is there yet'}.")


def _front(tree: Tree) -> tuple[str, Prose | None, list[Fault]]:
    path = tree.content / "index.md"
    if not tree.has(path):
        return "", None, []
    name = tree.name(path)
    front, text, faults = settings.take_front_matter(name, tree.read_text(path))
    document = read_document(make_parser(), name, text, {})
    title, tokens = front.title, list[Token]()
    for part in document.parts:
        if part.level and not title:
            title = part.heading.text
        tokens += part.tokens
    return title, document.reader.read(tokens), [*faults, *document.reader.faults]


def _is_policy(tree: Tree, folder: Path) -> bool:
    return tree.has(folder / "policy.yml") or any(tree.has(f / "summary.md") for f in tree.folders(folder))


def _policy(tree: Tree, folder: Path, edition: Callable[[Path], Edition], take: Take) -> Policy:
    if fault_of(folder.name):
        place = Place(tree.name(folder))
        raise InputError(place, f'"{folder.name}" cannot name a policy: {fault_of(folder.name)}.', "Rename the folder.")
    path = folder / "policy.yml"
    faults: list[Fault] = []
    facts, declared = PolicyFacts(), Declared()
    values: settings.PolicySettings | None = None
    if tree.has(path):
        values, faults = take(tree.name(path), tree.read_text(path))
        facts = settings.policy_facts(values) if values else facts
    else:
        todo = 'Write the file, with "publisher: …" and "binding: en".'
        faults.append(Fault("metadata-invalid", Place(tree.name(path)), "The policy has no policy.yml.", todo))
    editions = []
    for language in tree.folders(folder):
        if not tree.has(language / "summary.md"):
            if tree.has(language / "policy.md") or tree.texts(language / "policy"):
                place = Place(tree.name(language / "summary.md"))
                message = "The summary is missing: nothing answers for this full text."
                faults.append(Fault("structure-invalid", place, message, "Write summary.md beside the full text."))
            continue
        if not settings.LANGUAGE.fullmatch(language.name):
            message = f'"{language.name}" is no language tag.'
            todo = 'Name the folder by its language, such as "en", "pt-BR" or "zh-Hans".'
            faults.append(Fault("structure-invalid", Place(tree.name(language)), message, todo))
            continue
        if tree.has(language / "policy.md") and tree.texts(language / "policy"):
            message = "The full text stands in policy.md, so that the files in the folder policy are not read."
            todo = "Keep one of the two."
            faults.append(Fault("structure-invalid", Place(tree.name(language / "policy")), message, todo))
        editions.append(edition(language))
    names = [each.language for each in editions]
    if not editions:
        message = "The policy has no summary in any language."
        faults.append(
            Fault("structure-invalid", Place(tree.name(folder)), message, "Write en/summary.md in this folder.")
        )
    elif facts.binding and facts.binding not in names:
        message = f'The binding language is "{facts.binding}", and there is no text in it.'
        there = tree.name(folder / facts.binding)
        todo = f'Write {there}/summary.md and {there}/policy.md, or change "binding".'
        _, places, _ = read_yaml(tree.name(path), tree.read_text(path))
        faults.append(Fault("metadata-invalid", places.get(("binding",), Place(tree.name(path))), message, todo))
    editions.sort(key=lambda each: (each.language != facts.binding, each.language))
    if values:
        declared, mistakes = read_declared(values, tree.read_text(path), editions[0] if editions else None)
        faults += mistakes
    return Policy(folder.name, facts, tuple(editions), tuple(faults), declared)


def _edition(tree: Tree, make: Make, use: Use, folder: Path) -> Edition:
    paths = [folder / "policy.md"] if tree.has(folder / "policy.md") else tree.texts(folder / "policy")
    summary = _source(tree, folder / "summary.md")
    full = [_source(tree, path) for path in paths]
    edition = read_assets(tree, folder, make(folder.parent.name, folder.name, summary, full))
    record = folder / "evidence.yml"
    kept = (tree.name(record), tree.read_text(record)) if tree.has(record) else None
    return use(replace(edition, evidence=kept))


def _source(tree: Tree, path: Path) -> tuple[str, str]:
    return tree.name(path), tree.read_text(path)
