"""A folder with ``content/`` in it, read whole: settings, front page, policies, editions.

What cannot be read at all raises ``InputError``; every other mistake is kept as a fault, all at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from markdown_it.token import Token

from largeprint.model.digest import byte_digest
from largeprint.model.disclosure import Declared
from largeprint.model.finding import Fault, InputError, UseError
from largeprint.model.ids import fault_of
from largeprint.model.policy import Edition, Policy, PolicyFacts, Prose, Site, SiteFacts
from largeprint.model.signoff import SIGNOFFS
from largeprint.model.source import Place
from largeprint.read import settings
from largeprint.read.assets import read_assets
from largeprint.read.declared import read_declared
from largeprint.read.dialect import make_parser
from largeprint.read.document import read_document
from largeprint.read.edition import Source, read_edition
from largeprint.read.frozen import RELEASES, frozen_in
from largeprint.read.overlooked import astray, has_texts, is_nearly_an_edition, overlooked
from largeprint.read.policies import Places, gone_faults, order_faults
from largeprint.read.tree import Tree
from largeprint.read.values import LANGUAGE
from largeprint.read.yaml import read_yaml

ANCHORS = "anchors.yml"
"""The record of every id that was ever released: a policy's in its folder, that of all policies beside them."""

"""The chains of a policy's signers, one file each."""

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
    facts, places, faults = _site_settings(tree)
    found = {path.name: path for path in tree.folders(tree.content) if _is_policy(tree, path)}
    faults += [*order_faults(facts.policies, places, found), *gone_faults(facts.gone, places, found)]
    order = dict.fromkeys((*(name for name in facts.policies if name in found), *found))
    edition = partial(_edition, tree, make, use)
    policies = tuple(_policy(tree, found[name], edition, take) for name in order)
    title, front, more = _front(tree)
    return Site(facts, title or facts.name, front, policies, (*faults, *more), _record(tree, tree.content / ANCHORS))


def _site_settings(tree: Tree) -> tuple[SiteFacts, Places, list[Fault]]:
    path = tree.content / "site.yml"
    if not tree.has(path):
        return SiteFacts(), {}, [_no_settings(tree, path, "The site has no settings.", '"name: …"')]
    values, faults = settings.read_settings(settings.SiteSettings, tree.name(path), tree.read_text(path))
    return (settings.site_facts(values), values.places, faults) if values else (SiteFacts(), {}, faults)


def _no_settings(tree: Tree, path: Path, message: str, values: str) -> Fault:
    """The fault of settings that are not there, or under another ending."""
    other = next((each.name for each in tree.entries(path.parent) if each.stem.casefold() == path.stem), "")
    todo = f"Rename {other} to {path.name}." if other.casefold().endswith((".yaml", ".yml")) else ""
    return Fault("metadata-invalid", Place(tree.name(path)), message, todo or f"Write the file, with {values}.")


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
        elif part.level and part.heading.text != title:
            message = f'The front page has one heading, its title: "{part.heading.text}" is not shown.'
            document.reader.fault("structure-invalid", part.place, message, "Write it as a paragraph, or take it out.")
        tokens += part.tokens
    return title, document.reader.read(tokens), [*faults, *document.reader.faults]


def _is_policy(tree: Tree, folder: Path) -> bool:
    return tree.has(folder / "policy.yml") or any(
        tree.has(each / "summary.md")
        or (LANGUAGE.fullmatch(each.name) is not None and is_nearly_an_edition(tree, each))
        for each in tree.folders(folder)
    )


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
        faults.append(_no_settings(tree, path, "The policy has no policy.yml.", '"publisher: …" and "binding: en"'))
    faults += astray(tree, folder)
    editions = []
    for language in tree.folders(folder):
        if language.name in (RELEASES, SIGNOFFS):
            continue
        has_summary = tree.has(language / "summary.md")
        unread = list(overlooked(tree, language))
        faults += unread
        if not has_summary:
            if not unread and (tree.has(language / "policy.md") or tree.texts(language / "policy")):
                place = Place(tree.name(language / "summary.md"))
                message = "The summary is missing: nothing answers for this full text."
                faults.append(Fault("structure-invalid", place, message, "Write summary.md beside the full text."))
            continue
        if not LANGUAGE.fullmatch(language.name):
            message = f'"{language.name}" is no language tag.'
            todo = 'Name the folder by its language, such as "en", "pt-BR" or "zh-Hans".'
            faults.append(Fault("structure-invalid", Place(tree.name(language)), message, todo))
            continue
        if tree.has(language / "policy.md") and has_texts(tree, language / "policy"):
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
    frozen, mistakes = frozen_in(tree, folder)
    kept = _record(tree, folder / ANCHORS)
    signoffs = tree.entries(folder / SIGNOFFS)
    chains = tuple((tree.name(path), tree.read_bytes(path)) for path in signoffs if path.suffix in (".jsonl", ".txt"))
    files = (tree.read_bytes(path) for path in signoffs if path.suffix == ".docx")
    return Policy(
        folder.name,
        facts,
        tuple(editions),
        (*faults, *mistakes),
        declared,
        frozen=frozen,
        anchors=kept,
        signoffs=chains,
        returned=frozenset(map(byte_digest, files)),
    )


def _edition(tree: Tree, make: Make, use: Use, folder: Path) -> Edition:
    paths = [folder / "policy.md"] if tree.has(folder / "policy.md") else tree.texts(folder / "policy")
    summary = _source(tree, folder / "summary.md")
    full = [_source(tree, path) for path in paths]
    edition = read_assets(tree, folder, make(folder.parent.name, folder.name, summary, full))
    return use(replace(edition, evidence=_record(tree, folder / "evidence.yml")))


def _record(tree: Tree, path: Path) -> tuple[str, str] | None:
    return (tree.name(path), tree.read_text(path)) if tree.has(path) else None


def _source(tree: Tree, path: Path) -> tuple[str, str]:
    return tree.name(path), tree.read_text(path)
