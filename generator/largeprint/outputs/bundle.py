"""What an app ships: the answers as data, the pages without chrome, the copy in one file; nothing that leads outside.

A link to a page that is not in the bundle becomes a whole address where the site's is known; else only its words stay.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from html import escape, unescape
from urllib.parse import urljoin

from largeprint.layers.carried import Way
from largeprint.layers.views import Layered
from largeprint.model.addresses import EMBED, page_file
from largeprint.outputs import embed, offline
from largeprint.outputs.answers import answers_file, schema_files
from largeprint.outputs.registry import OUTPUTS, File, Publication
from largeprint.read.html import scheme_of

COMING = "coming/"
"""Before the paths of texts that do not apply yet."""

_LINK = re.compile(r'<a href="([^"#][^"]*)"')


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes into a bundle. Empty for all: ``policies``; ``languages``; ``only``, questions as ``policy#question``.

    ``coming``: the next release of each policy too, for an app that is out before it applies.
    """

    policies: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    coming: bool = False

    def ids(self, policy: str) -> tuple[str, ...]:
        """The questions of a policy that were named."""
        return tuple(each.partition("#")[2] for each in self.only if each.partition("#")[0] == policy)


def chosen(publication: Publication, choice: Choice) -> tuple[Layered, ...]:
    """The editions that go into a bundle, each knowing of the languages beside it there."""
    languages = choice.languages

    def wanted(policy: str, language: str) -> bool:
        named = not choice.policies or policy in choice.policies
        return named and (not languages or language in languages)

    return tuple(
        replace(page, languages=tuple(each for each in page.languages if not languages or each.code in languages))
        for page in publication.pages
        if wanted(page.policy.id, page.language.code)
    )


def bundled(publication: Publication, choice: Choice, prefix: str = "") -> Iterator[File]:
    """The files of a bundle. Those of coming texts are made from a publication of their day, with ``prefix``."""
    base, pages = publication.site.facts.address, chosen(publication, choice)
    made = [file for page in pages for file in _pages(page, base, choice)]
    there = {file.path for file in made}
    for file in made:
        yield File(prefix + file.path, _inside(file, there, base) if file.path.endswith(".html") else file.data)
    for page in pages:
        home = page_file(EMBED)
        yield answers_file(page, home, choice.ids(page.policy.id), _way(page, there, base), prefix)
    for copy in offline.copies(replace(publication, pages=pages)):
        yield File(prefix + copy.path, copy.data)
    if not prefix:
        yield from schema_files()
        if "component" in OUTPUTS:
            yield from (file for file in OUTPUTS["component"](publication) if "/largeprint-" in file.path)


def _pages(page: Layered, base: str, choice: Choice) -> Iterator[File]:
    """The pages without chrome, and the images that they show."""
    only = choice.ids(page.policy.id)
    everything = page_file(page.folder + EMBED)
    wanted = {everything, *(page_file(f"{page.folder}{EMBED}{identifier}/") for identifier in only)}
    yield from (file for file in embed.embeds(page, base) if not only or file.path in wanted)
    yield from (File(page.folder + address, data) for address, data in page.text.edition.assets)


def _inside(file: File, there: Collection[str], base: str) -> bytes:
    folder = posixpath.dirname(file.path) + "/"

    def turned(found: re.Match[str]) -> str:
        target = _reached(unescape(found[1]), folder, there, base)
        return f'<a href="{escape(target)}"' if target else "<a"

    return _LINK.sub(turned, file.data.decode("utf-8")).encode("utf-8")


def _reached(target: str, folder: str, there: Collection[str], base: str) -> str:
    """An address on a page of a bundle, for one on the page of the site; "" where it would lead nowhere."""
    if scheme_of(target) or target.startswith("//"):
        return target
    path = posixpath.normpath(posixpath.join(folder, target.partition("#")[0]))
    if path in there:
        return target
    return urljoin(base + folder, target) if base else ""


def _way(page: Layered, there: Collection[str], base: str) -> Way:
    """Addresses in ``answers.json``: of another policy's page the one without chrome, where that is in the bundle."""

    def way(target: str) -> str:
        path, mark, anchor = target.partition("#")
        home, name = posixpath.split(path)
        bare = posixpath.join(home, EMBED, name) + mark + anchor
        inside = name == "index.html" and _reached(bare, page.folder, there, "")
        return bare if inside else _reached(target, page.folder, there, base)

    return way
