"""The message catalogue: every word of ours on a page, by key, in the page's language."""

from __future__ import annotations

import gettext
import io
from collections.abc import Callable
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

    def t(key: str, **values: object) -> str:
        for messages in found:
            count = values.get("n")
            words = messages.ngettext(key, key, count) if isinstance(count, int) else messages.gettext(key)
            if words != key:
                return words.format(**values)
        raise KeyError(f'no words for "{key}"')

    return t


def _load(path: Path) -> gettext.NullTranslations:
    with path.open("rb") as file:
        messages = read_po(file, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
