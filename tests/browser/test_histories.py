"""Public histories, released one version after the other: ids land for ever, and each redline holds both texts."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import warnings
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx
import pytest
import yaml

from largeprint.commit import publish
from largeprint.hosts.history import bring_in
from largeprint.layers.occasion import Occasion
from largeprint.layers.redline import Redline, lines_of, redline
from largeprint.model.ids import derive
from largeprint.outputs.redline_word import as_word
from largeprint.pipeline import build, check
from largeprint.text.words import split_words
from tests.browser.conftest import Open
from tests.conftest import SHARED, text_of
from tests.office import tracked

pytestmark = pytest.mark.shared

NUMBER = {"basecamp-privacy": 43, "firefox-privacy-notice-en": 22, "ronin-bylaws-docx": 2}
"""Releases that each history makes; of the three Word files two have the same words."""

TOGETHER = 6
"""Steps of a history in one file for LibreOffice."""

OFFICE = Path(tracked.__file__).with_name("office.py")


def versions(name: str, folder: Path) -> list[Path]:
    """The versions of a history as Markdown, each in a file named by its day. All go into ``folder``."""
    found = sorted((SHARED / "history" / name / "versions").iterdir())
    for path in found:
        words = path.read_text("utf-8") if path.suffix == ".md" else of_word(path)
        (folder / f"{path.stem}.md").write_text(words, encoding="utf-8")
    return sorted(folder.glob("*.md"))


def of_word(path: Path) -> str:
    """The words of a Word file whose headings bear the styles of headings, with ids by the headings above."""
    blocks, above = [], [""] * 7
    for paragraph in docx.Document(str(path)).paragraphs:
        words = re.sub(r"([\\`*_{}\[\]<>#|~&!.)+-])", r"\\\1", " ".join(paragraph.text.split()))
        style = paragraph.style.name if paragraph.style else ""
        level = int(style[-1]) if style and style.startswith("Heading ") else 0
        if words and level:
            above[level:] = [derive(paragraph.text), *[""] * (6 - level)]
            words = f"{'#' * level} {words} {{#{'.'.join(filter(None, above))}}}"
        blocks += [words] if words else []
    return "\n\n".join(blocks) + "\n"


@pytest.mark.parametrize("name", NUMBER)
def test_every_id_of_a_public_history_lands_without_script(
    shared: Path, tmp_path: Path, name: str, open_reader: Open
) -> None:
    content = tmp_path / "content"
    (content / "p").mkdir(parents=True)
    (content / "site.yml").write_text("name: Our policies\n")
    (content / "p/policy.yml").write_text("publisher: Example Ltd\nbinding: en\n")
    (tmp_path / "history").mkdir()
    versions(name, tmp_path / "history")
    bring_in(tmp_path, "p", None, tmp_path / "history", accept_likely=True)
    assert len(list((content / "p/releases").iterdir())) == NUMBER[name]
    checked = check(tmp_path)
    assert not {finding.rule for finding in checked.findings} & {"anchor-lost", "record-broken"}
    publish(tmp_path / "site", build(checked, Occasion()))
    ids = yaml.safe_load((content / "p/anchors.yml").read_text("utf-8"))["ids"]
    ever = {
        identifier
        for path in (content / "p/releases").rglob("policy.md")
        for identifier in re.findall(r"\{[^}]*#([\w.-]+)[^}]*\}\s*$", path.read_text("utf-8"), re.MULTILINE)
    }
    assert ever <= set(ids)
    for page in ("index.html", "offline.html"):
        there = Counter(re.findall(r' id="([^"]+)"', (tmp_path / "site/p" / page).read_text("utf-8")))
        assert {identifier for identifier in ids if there[identifier] != 1} == set()
    reader = open_reader(java_script_enabled=False)
    reader.go((tmp_path / "site/p/index.html").as_uri())
    for identifier in ids:
        assert reader.page.locator(f'[id="{identifier}"]').count() == 1
    for old in [identifier for identifier, kept in ids.items() if "moved" in kept or "withdrawn" in kept][:12]:
        reader.page.goto(f"{(tmp_path / 'site/p/index.html').as_uri()}#{old}")
        box = reader.page.locator(f'[id="{old}"]').bounding_box()
        assert box is not None
        assert 0 <= box["y"] <= 800


@pytest.mark.parametrize("name", NUMBER)
def test_each_redline_accepted_is_the_new_text_and_rejected_the_old(shared: Path, tmp_path: Path, name: str) -> None:
    texts = [text_of("# A title\n", path.read_text("utf-8")) for path in versions(name, tmp_path)]
    steps = []
    for before, after in pairwise(texts):
        found = redline(before, after)
        old, new = lines_of(found, without="ins"), lines_of(found, without="del")
        assert old == lines_of(redline(before, before), without="ins")
        assert new == lines_of(redline(after, after), without="ins")
        word = as_word(found, "A title", date(2026, 1, 1))
        assert tracked.lines(word, accept=False) == old
        assert tracked.lines(word, accept=True) == new
        steps.append((found, old, new))
    wanted = {}
    for start in range(0, len(steps), TOGETHER):  # LibreOffice takes longer to open a file than to read it
        some = steps[start : start + TOGETHER]
        joined = Redline(some[0][0].language, tuple(part for found, _, _ in some for part in found.parts))
        path = tmp_path / f"{start}.docx"
        path.write_bytes(as_word(joined, "A title", date(2026, 1, 1)))
        wanted[str(path)] = tuple([line for step in some for line in step[which]] for which in (1, 2))
    python = next((each for each in ("/usr/bin/python3",) if _has_office(each)), None)
    if python is None:
        message = "LIBREOFFICE IS MISSING: redlines were accepted and rejected by our own reader alone."
        if os.environ.get("CI"):
            pytest.fail(message)
        warnings.warn(message, stacklevel=1)
        return
    done = subprocess.run([python, str(OFFICE), *wanted], capture_output=True, check=True)
    for path, told in json.loads(done.stdout).items():
        old, new = wanted[path]
        assert split_words("\n".join(told["rejected"])) == split_words("\n".join(old)), path
        assert split_words("\n".join(told["accepted"])) == split_words("\n".join(new)), path


def _has_office(python: str) -> bool:
    if not shutil.which("soffice") or not Path(python).exists():
        return False
    return subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0
