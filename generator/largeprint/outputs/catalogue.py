"""The message catalogue: every word of ours on a page, by key, in the page's language."""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Translate = Callable[..., str]


@lru_cache
def catalogue(folder: Path, language: str) -> Translate:
    """``t(key, **values)`` for a language, out of the ``.po`` files in ``folder``.

    ``n`` chooses the plural form. A language falls back to its base ("pt-BR" to "pt"), then to English.
    Raises ``KeyError`` for a key that English itself does not have.
    """
    names = (language, language.split("-")[0], "en")
    found = [_load(folder / f"{name}.po") for name in dict.fromkeys(names) if (folder / f"{name}.po").exists()]

    @lru_cache(4096)
    def t(key: str, **values: object) -> str:
        for messages in found:
            count = values.get("n")
            words = messages.ngettext(key, key, count) if isinstance(count, int) else messages.gettext(key)
            if words != key:
                return words.format(**values)
        raise KeyError(f'no words for "{key}"')

    return t


@lru_cache
def known_keys(folder: Path, language: str) -> frozenset[str]:
    """The keys for which ``folder`` has words in a language or in its base, all plural forms included."""
    files = (folder / f"{name}.po" for name in dict.fromkeys((language, language.split("-")[0])))
    return frozenset(key for path in files if path.exists() for key in _keys(path))


def _keys(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        for message in read_po(file, abort_invalid=True):
            forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
            if message.id and all(forms) and not message.fuzzy:
                yield message.id[0] if isinstance(message.id, (list, tuple)) else str(message.id)


def _load(path: Path) -> gettext.NullTranslations:
    with path.open("rb") as file:
        messages = read_po(file, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
