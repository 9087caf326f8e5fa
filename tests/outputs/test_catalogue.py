"""The words of ours: all in the catalogue, plural forms by the language's own rule, English where one is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import largeprint
from largeprint.outputs.catalogue import catalogue
from largeprint.outputs.templates import template_root

PACKAGE = Path(largeprint.__file__).parent

DE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "minutes"
msgid_plural "minutes"
msgstr[0] "{n} Minute"
msgstr[1] "{n} Minuten"
"""


def test_a_language_falls_back_to_its_base_and_then_to_english(tmp_path: Path) -> None:
    (tmp_path / "de.po").write_text(DE, "utf-8")
    (tmp_path / "en.po").write_bytes((template_root() / "messages" / "en.po").read_bytes())
    t = catalogue(tmp_path, "de-AT")
    assert (t("minutes", n=1), t("minutes", n=2)) == ("1 Minute", "2 Minuten")
    assert t("mark.draft") == catalogue(tmp_path, "en")("mark.draft")
    with pytest.raises(KeyError, match="nowhere"):
        t("nowhere")


def test_every_word_that_a_template_asks_for_is_there_and_no_other() -> None:
    root = template_root()
    shown = [
        path
        for folder in ("reader", "preview", "review", "material", "embed")
        for path in sorted((root / folder).glob("*.html"))
    ]
    text = "".join(path.read_text("utf-8") for path in (*shown, *sorted(PACKAGE.rglob("*.py"))))
    asked = set(re.findall(r'\bt\("([^"]+)"', text))
    prefixes = tuple(re.findall(r'\bt\("([^"]+)" ~', text))
    given = set(re.findall(r'^msgid "(.+)"$', (root / "messages" / "en.po").read_text("utf-8"), re.MULTILINE))
    assert {key for key in asked if not key.endswith(".")} <= given
    assert {key for key in given - asked if not (prefixes and key.startswith(prefixes))} == set()


def test_templates_hold_no_words_of_their_own() -> None:
    for path in (
        each for folder in ("reader", "review", "embed") for each in (template_root() / folder).glob("*.html")
    ):
        bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", path.read_text("utf-8"), flags=re.DOTALL)
        assert re.findall(r"[A-Za-z]{2,}", bare) == [], path.name
