"""The message catalogue: every word of ours on a page, by key, in the page's language."""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from largeprint.text.language import language as language_of

Translate = Callable[..., str]


@lru_cache
def catalogue(folder: Path, language: str) -> Translate:
    """``t(key, **values)`` for a language, out of the ``.po`` files in ``folder``.

    ``n`` chooses the plural form. A language falls back to its base ("pt-BR" to "pt"), then to English. Words of
    another direction than the page's are isolated in it, and so is what is put into them: else numbers and dates
    change places.
    Raises ``KeyError`` for a key that English itself does not have.
    """
    names = (language, language.split("-")[0], "en")
    found = {name: _load(folder / f"{name}.po") for name in names if (folder / f"{name}.po").exists()}
    turned = {name for name in found if language_of(name).direction != language_of(language).direction}

    @lru_cache(4096)
    def t(key: str, **values: object) -> str:
        for name, messages in found.items():
            count = values.get("n")
            words = messages.ngettext(key, key, count) if isinstance(count, int) else messages.gettext(key)
            if words == key:
                continue
            if name not in turned:
                return words.format(**values)
            inside = {each: _isolated(value) if isinstance(value, str) else value for each, value in values.items()}
            return _isolated(words.format(**inside))
        raise KeyError(f'no words for "{key}"')

    return t


def _isolated(text: str) -> str:
    """A text that neither turns what is around it nor is turned by it (Unicode's FSI and PDI)."""
    return f"\u2068{text}\u2069"


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
