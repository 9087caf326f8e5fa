"""What a command or a setting is narrowed to: ``wechat``, ``wechat/zh-Hans``, ``wechat#provide``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from largeprint.model.addresses import ids_of
from largeprint.model.finding import UseError
from largeprint.model.policy import Edition, Site
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


def select(site: Site, words: Sequence[str]) -> Selection:
    """What ``words`` name. Raises ``UseError``, with the nearest name, for one that is not there."""
    return Selection(tuple(part for word in words for part in _stretches(site, word)), tuple(words))


def _stretches(site: Site, word: str) -> Iterator[tuple[str, int, int | None]]:
    name, _, anchor = word.partition("#")
    name, _, language = name.rstrip("/").partition("/")
    policy = next((policy for policy in site.policies if policy.id == name), None)
    if policy is None:
        raise _unknown(f'There is no policy "{name}".', name, [policy.id for policy in site.policies])
    editions = [edition for edition in policy.editions if language in ("", edition.language)]
    if language and not editions:
        raise _unknown(f'"{name}" has no text in "{language}".', language, [e.language for e in policy.editions])
    if not anchor:
        yield (f"content/{name}/{language}/" if language else f"content/{name}/", 1, None)
        return
    found = [stretch for edition in editions for stretch in _of_anchor(edition, anchor)]
    if not found:
        known = sorted(set().union(*(ids_of(edition) for edition in editions)))
        raise _unknown(f'"{name}" has no question or section "{anchor}".', anchor, known)
    yield from found


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
