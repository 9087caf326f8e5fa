"""The whole way on one screen: files, text, findings, layers, outputs. Nothing here writes; ``commit`` does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import largeprint.check.rules
import largeprint.outputs.all  # noqa: F401  (both fill their registries)
from largeprint import stages
from largeprint.check.registry import faults_in, run
from largeprint.check.settle import settle
from largeprint.layers.front import lay_out_front
from largeprint.layers.occasion import Occasion
from largeprint.layers.page import lay_out
from largeprint.memory import Memory
from largeprint.model.finding import Finding, Severity
from largeprint.model.policy import Edition, Policy, Site
from largeprint.outputs import fresh
from largeprint.outputs.catalogue import known_keys
from largeprint.outputs.registry import File, Publication, make_files
from largeprint.outputs.templates import template_root
from largeprint.read.site import read_site
from largeprint.records.releases import current, release_of
from largeprint.text.render import EditionText, render_edition


@dataclass(frozen=True, slots=True)
class Checked:
    """A site, its rendered editions, and everything that is wrong with them."""

    site: Site
    texts: tuple[tuple[Policy, EditionText], ...]
    findings: tuple[Finding, ...]
    aside: tuple[Finding, ...] = ()
    """What was found and set aside by ``site.yml``; it counts for nothing, and is never silent."""

    @property
    def errors(self) -> int:
        """Number of findings of severity error."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """Number of findings of severity warning."""
        return sum(finding.severity is Severity.WARNING for finding in self.findings)


def check(root: Path, memory: Memory | None = None) -> Checked:
    """Reads, renders and checks the site in ``root``. Raises ``InputError`` or ``UseError`` where it cannot be read.

    With the ``memory`` of an earlier run only what has changed since is made anew, with the same result.
    """
    rendered: dict[tuple[str, str], EditionText] = {}

    def render(edition: Edition) -> Edition:
        text = stages.text(memory, edition) if memory else render_edition(edition)
        rendered[edition.policy, edition.language] = text
        return text.edition

    if memory:
        site = read_site(root, partial(stages.edition, memory), partial(stages.policy_settings, memory), render)
    else:
        site = read_site(root, use=render)
    texts = tuple((policy, rendered[policy.id, each.language]) for policy in site.policies for each in policy.editions)
    messages = {language: known_keys(template_root() / "messages", language) for language in _languages(site)}
    settled = settle(site, run(site, texts, partial(stages.faults, memory) if memory else faults_in, messages))
    if memory:
        memory.turn()
    counting, aside = (tuple(f for f in settled if bool(f.aside) is aside) for aside in (False, True))
    return Checked(site, texts, counting, aside)


def _languages(site: Site) -> set[str]:
    return {"en", *(edition.language for policy in site.policies for edition in policy.editions)}


def laid_out(checked: Checked, occasion: Occasion, memory: Memory | None = None) -> Publication:
    """Everything that people will see, for ``occasion``; in spite of findings: a preview shows the text as it is."""
    make = partial(stages.page, memory) if memory else lay_out
    site, texts = _of_the_day(checked, occasion)
    pages = tuple(
        make(site, policy, text, replace(occasion, draft=occasion.draft and not policy.shown)) for policy, text in texts
    )
    return Publication(site, pages, lay_out_front(site, pages), occasion)


def _of_the_day(checked: Checked, occasion: Occasion) -> tuple[Site, tuple[tuple[Policy, EditionText], ...]]:
    """The texts that apply on the day of the occasion: where it names none, and for a policy without releases, the
    working texts."""
    shown: dict[str, Policy] = {}
    rendered: dict[str, list[EditionText]] = {}
    for policy in checked.site.policies if occasion.as_of else ():
        frozen = current(policy, occasion.as_of) if occasion.as_of else None
        if frozen is not None:
            released = release_of(policy, frozen)
            rendered[policy.id] = [render_edition(edition) for edition in released.editions]
            editions = tuple(text.edition for text in rendered[policy.id])
            shown[policy.id] = replace(policy, facts=released.facts, editions=editions, shown=frozen.name)
    if not shown:
        return checked.site, checked.texts
    site = replace(checked.site, policies=tuple(shown.get(policy.id, policy) for policy in checked.site.policies))
    texts = [pair for pair in checked.texts if pair[0].id not in shown]
    texts += [(shown[policy], text) for policy, found in rendered.items() for text in found]
    order = [policy.id for policy in site.policies]
    return site, tuple(sorted(texts, key=lambda pair: order.index(pair[0].id)))


def build(checked: Checked, occasion: Occasion, memory: Memory | None = None) -> Iterator[File]:
    """The files of the site for ``occasion``. With a ``memory`` the templates may have changed since its last run."""
    publication = laid_out(checked, occasion, memory)
    if memory is None:
        return make_files(publication)
    templates = templates_now(memory)
    return make_files(publication, made=partial(stages.files, memory, occasion=occasion, templates=templates))


def templates_now(memory: Memory) -> str:
    """The digest of the templates. Where they are not those of the last run, what was made of these is forgotten."""
    digest = fresh.digest()
    if memory.has_changed("templates", digest):
        fresh.forget()
    return digest
