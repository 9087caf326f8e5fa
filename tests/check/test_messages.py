"""Our own words: which are there in a language, and what is said of those that are not."""

from __future__ import annotations

from pathlib import Path

import largeprint.check.rules  # noqa: F401  (fills the registry)
from largeprint.check.registry import run
from largeprint.model.policy import Policy, PolicyFacts, Site, SiteFacts
from largeprint.outputs.catalogue import known_keys
from tests.conftest import text_of

HEAD = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""
PT = """
msgid "head.copy"
msgstr "Guardar uma cópia"

msgid "head.print"
msgstr ""

#, fuzzy
msgid "head.changed"
msgstr "Talvez"

msgid "minutes"
msgid_plural "minutes"
msgstr[0] "{n} minuto"
msgstr[1] ""
"""


def test_words_are_there_when_they_are_whole_and_no_guess(tmp_path: Path) -> None:
    (tmp_path / "pt.po").write_text(HEAD + PT, "utf-8")
    (tmp_path / "pt-BR.po").write_text(HEAD + 'msgid "head.print"\nmsgstr "Imprimir"\n', "utf-8")
    assert known_keys(tmp_path, "pt") == {"head.copy"}
    assert known_keys(tmp_path, "pt-BR") == {"head.copy", "head.print"}
    assert known_keys(tmp_path, "de") == frozenset()


def test_some_words_are_missing() -> None:
    text = text_of(language="pt")
    policy = Policy("p", PolicyFacts("Example Ltd", binding="pt"), (text.edition,))
    site = Site(SiteFacts("Ours"), "", None, (policy,))
    messages = {"en": frozenset("abcdef"), "pt": frozenset("ab")}
    (found,) = run(site, [(policy, text)], messages=messages)
    assert (found.rule, str(found.place)) == ("message-missing", "content/p/pt/summary.md:1:1")
    assert found.message == '4 of 6 words of the page are missing in "pt": c, d, e ….'
    assert run(site, [(policy, text)], messages={"en": frozenset("ab"), "pt": frozenset("abc")}) == ()
