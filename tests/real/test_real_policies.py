"""Real policies, each taken as ``policy.md``: every word, heading and label is on the page, in its place."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from largeprint.layers.occasion import Occasion
from largeprint.model.addresses import ids_of
from largeprint.pipeline import build, check
from tests.conftest import SHARED, MakeSite
from tests.outputs.pages import attribute, elements, parse, words

pytestmark = pytest.mark.shared

FILES = sorted(
    path
    for pattern in ("md/*.md", "languages/*/*.md", "history/*/versions/*.md", "stale/*/*.md")
    for path in SHARED.glob(pattern)
)


def test_there_are_real_policies(shared: Path) -> None:
    """Where the folder is missing, this says so; the tests below would be silent."""
    assert len(FILES) > 100


_TARGET = r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?\)"


def _opens(text: str, at: int) -> bool:
    """Whether the bracket that closes at ``at`` was opened in the same paragraph: else there is no link."""
    paragraph = text[text.rfind("\n", 0, at) + 1 : at]
    return paragraph.rfind("[") > paragraph.rfind("]")


def words_of_source(text: str) -> list[str]:
    """The words that a person reads in a Markdown source, found by striking out the rest: another way than ours."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    text = re.sub(r"\A---[ \t]*\n.*?\n---[ \t]*\n", "", text, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{[:#][^{}\n]*\}", " ", text)
    text = re.sub(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S.*$", " ", text, flags=re.MULTILINE)
    text = re.sub(r"<(https?://[^<>\s]+|[^<>\s]+@[^<>\s]+)>", r" \1 ", text)
    text = re.sub(r"</?[A-Za-z][^<>]*>", "", text)
    text = re.sub(_TARGET, lambda m: "] " if _opens(text, m.start()) else m[0], text)
    text = re.sub(r"\]\[[^\]\n]*\]", "] ", text)
    return re.findall(r"[^\W_]+", unescape(text))


def headings_of_source(text: str) -> list[str]:
    text = re.sub(r"\A\ufeff?---[ \t]*\n.*?\n---[ \t]*\n", "", text.replace("\r\n", "\n"), flags=re.DOTALL)
    found = re.findall(r"^ {0,3}(?:#[ \t]+|#{2,6})(.*?)#*[ \t]*$|^(\S.*)\n(?:=+|-+)[ \t]*$", text, flags=re.MULTILINE)
    headings = [" ".join(words_of_source(one or other)) for one, other in found]
    return [heading for heading in headings if heading]  # a heading of no words is none to a reader


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_word_heading_and_label_is_in_its_place(path: Path, make_site: MakeSite) -> None:
    source = path.read_bytes()
    checked = check(make_site({"p/en/policy.md": source}))
    page = next(file for file in build(checked, Occasion()) if file.path == "p/index.html")
    sections = [e for e in elements(parse(page.data)) if e.name == "section" and attribute(e, "class") == "lp-s"]
    shown: list[str] = []
    headings: list[str] = []
    for section in sections:
        parts = [e for e in elements(section) if re.fullmatch("h[1-6]", e.name)]
        headings += [" ".join(re.findall(r"[^\W_]+", words(part))) for part in parts]
        parts += [e for e in elements(section) if attribute(e, "class") == "lp-body"]
        shown += [word for part in parts for word in re.findall(r"[^\W_]+", words(part))]
    text = source.decode("utf-8-sig")
    assert "".join(shown) == "".join(words_of_source(text))
    assert headings == headings_of_source(text)
    (edition,) = checked.site.policies[0].editions
    ids = [attribute(e, "id") for e in elements(parse(page.data)) if attribute(e, "id")]
    assert len(ids) == len(set(ids))
    assert ids_of(edition) == {identifier for identifier in ids if not identifier.startswith("lp-")}
