"""What a command or a setting is narrowed to: ``wechat``, ``wechat/zh-Hans``, ``wechat#provide``, or a file or folder.

Its path goes from the site's folder on, ``content/wechat/en/summary.md``, with or without ``content/``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from largeprint.model.addresses import ids_of
from largeprint.model.finding import UseError
from largeprint.model.policy import Edition, Policy, Site
from largeprint.model.source import Place


@dataclass(frozen=True, slots=True)
class Selection:
    """Stretches of files: path or folder, first line, the line behind the last (None: to the end). None: everything."""

    stretches: tuple[tuple[str, int, int | None], ...]
    words: tuple[str, ...] = ()

    def holds(self, place: Place) -> bool:
        """Whether a place is in what was chosen."""
        return not self.stretches or any(
            (place.path == path or (path.endswith("/") and f"{place.path}/".startswith(path)))
            and first <= place.line
            and (end is None or place.line < end)
            for path, first, end in self.stretches
        )

    def __str__(self) -> str:
        return "".join(f" {word}" for word in self.words)


def name_of(policy: Policy, edition: Edition, anchor: str) -> str:
    """How a question or section of an edition is named: with its language, where the policy has more than one."""
    language = f"/{edition.language}" if len(policy.editions) > 1 else ""
    return f"{policy.id}{language}#{anchor}"


def select(site: Site, words: Sequence[str]) -> Selection:
    """What ``words`` name. Raises ``UseError``, with the nearest name, for one that is not there."""
    known = _paths(site) if words else set()
    return Selection(tuple(part for word in words for part in _stretches(site, word, known)), tuple(words))


def _stretches(site: Site, word: str, known: Collection[str]) -> Iterator[tuple[str, int, int | None]]:
    name, _, anchor = word.partition("#")
    path = _path(name, known)
    if path not in known:
        raise _nowhere(site, path, known)
    if not anchor:
        yield (f"{path}/", 1, None)
        return
    editions = [e for policy in site.policies for e in policy.editions if any(_in(p, path) for p, _ in e.sources)]
    found = [stretch for edition in editions for stretch in _of_anchor(edition, anchor) if _in(stretch[0], path)]
    if not found:
        ids = sorted(set().union(*(ids_of(edition) for edition in editions)))
        raise _unknown(f'"{path.removeprefix("content/")}" has no question or section "{anchor}".', anchor, ids)
    yield from found


def _paths(site: Site) -> set[str]:
    """The files that the site is read from, those that are amiss in it, and the folders that they lie in."""
    faults = [*site.faults, *(fault for policy in site.policies for fault in policy.faults)]
    found = {"content/site.yml", *(fault.place.path for fault in faults)}
    found |= {"content/index.md"} if site.front else set()
    for policy in site.policies:
        found.add(f"content/{policy.id}/policy.yml")
        for edition in policy.editions:
            found |= {path for path, _ in (*edition.sources, *((edition.evidence,) if edition.evidence else ()))}
            found |= {f"content/{policy.id}/{edition.language}/{address}" for address, _ in edition.assets}
            found |= {fault.place.path for fault in edition.faults}
    for path in [*found]:
        while path := posixpath.dirname(path):
            found.add(path)
    return found


def _path(name: str, known: Collection[str]) -> str:
    """The path that a name stands for. A policy could itself be called "content"."""
    name = posixpath.normpath(name) if name else ""
    ways = (f"content/{name}", name)
    return next((way for way in ways if way in known), name if _in(name, "content") else ways[0])


def _in(path: str, folder: str) -> bool:
    return f"{path}/".startswith(f"{folder}/")


def _nowhere(site: Site, path: str, known: Collection[str]) -> UseError:
    policies = {policy.id: policy for policy in site.policies}
    name, *rest = path.split("/")[1:]
    if len(rest) < 2 and "." not in "".join((name, *rest)):
        if name not in policies:
            return _unknown(f'There is no policy "{name}".', name, [*policies])
        languages = [edition.language for edition in policies[name].editions]
        return _unknown(f'"{name}" has no text in "{rest[0]}".', rest[0], languages)
    files = sorted(each for each in known if "." in posixpath.basename(each))
    return _unknown(f'The site reads no file or folder "{path}".', path, files)


def _of_anchor(edition: Edition, anchor: str) -> Iterator[tuple[str, int, int | None]]:
    items = [(q.anchor.id, q.place) for q in edition.questions]
    items += [(s.anchor.id if s.anchor else "", s.place) for s in edition.sections]
    for index, (identifier, place) in enumerate(items):
        if identifier == anchor:
            following = items[index + 1][1] if index + 1 < len(items) else None
            same = following is not None and following.path == place.path
            yield (place.path, place.line, following.line if same and following else None)


def _unknown(message: str, word: str, known: Sequence[str]) -> UseError:
    near = get_close_matches(word, known, 1)
    if near:
        return UseError(message, f'did you mean "{near[0]}"?')
    return UseError(message, f"there are: {', '.join(known[:12])}" if known else "write one first")
