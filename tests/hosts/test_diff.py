"""``diff`` and ``release`` on the command line: releases, revisions of git, files, and histories brought in."""

from __future__ import annotations

import json
import os
import subprocess
import warnings
from pathlib import Path

import docx
import pytest

from tests.conftest import MakeSite
from tests.hosts.conftest import largeprint, tree
from tests.office import tracked

SUMMARY = "# Privacy\n\n### What do you need? {#provide}\n\nA name. [More](#pp_what)\n"
POLICY = "# All {#all}\n\n## What we need {#pp_what}\n\nWe need a name for 30 days.\n"
LATER = POLICY.replace("30", "90")
SHOWN = "#pp_what  What we need  (changed)\n    We need a name for [-30-] {+90+} days.\n\n"


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    """A policy that was released, and has changed since."""
    root = make_site({"p/en/summary.md": SUMMARY, "p/en/policy.md": POLICY})
    assert largeprint("release", "p", "--effective", "2026-03-01", "--editorial", cwd=root).code == 0
    return make_site({"p/en/summary.md": SUMMARY, "p/en/policy.md": LATER})


def git(root: Path, *words: str, day: str = "2026-01-01") -> None:
    when = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    name = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", root, *name, *words], check=True, capture_output=True, env={**os.environ, **when})


def test_a_policy_is_compared_with_its_newest_release(site: Path) -> None:
    ran = largeprint("diff", "p", cwd=site)
    assert ran.out == f"{SHOWN}1 part changed between p@2026-03-01 and p.\n"
    assert largeprint("diff", "p@2026-03-01", "p@2026-03-01", cwd=site).out.startswith("No change between")


def test_the_redline_is_written_in_each_form(site: Path) -> None:
    for name in ("changes.html", "changes.json", "changes.docx"):
        assert largeprint("diff", "p@2026-03-01", "p", "-o", name, cwd=site).out == (
            f"Wrote {name}: 1 part changed between p@2026-03-01 and p.\n"
        )
    assert "<del>" in (site / "changes.html").read_text("utf-8")
    (part,) = [p for p in json.loads((site / "changes.json").read_bytes())["parts"] if p["state"] == "edited"]
    assert [(said["op"], said["words"]) for said in part["blocks"][0]["cells"][0]][1:3] == [
        ("del", "30"),
        ("ins", "90"),
    ]
    word = (site / "changes.docx").read_bytes()
    assert "We need a name for 30 days." in tracked.lines(word, accept=False)
    assert "We need a name for 90 days." in tracked.lines(word, accept=True)


def test_revisions_of_git_and_files_are_compared(site: Path, tmp_path: Path) -> None:
    git(site, "init", "-q")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "x")
    (site / "content/p/en/policy.md").write_text(LATER.replace("90", "10"))
    assert "[-90-] {+10+}" in largeprint("diff", "p@HEAD", "p", cwd=site).out
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    one.write_text(POLICY)
    other.write_text(LATER)
    assert SHOWN in largeprint("diff", one, other, cwd=site).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["q"], 'There is no policy "q".'),
        (["p@2026-03-02", "p"], "p has no release of 2026-03-02."),
        (["p/de"], 'has no text in "de"'),
        (["p", "--format", "word"], "goes into a file"),
        (["one.docx", "p"], "Two Word files are compared into a third one."),
    ],
)
def test_what_is_not_there_is_told(site: Path, words: list[str], said: str) -> None:
    ran = largeprint("diff", *words, cwd=site)
    assert ran.code == 2
    assert said in ran.err


def test_drift_since_a_release(site: Path) -> None:
    ran = largeprint("drift", "--since", "2026-03-01", cwd=site)
    assert ran.code == 1
    assert '#pp_what What we need: "30" is now "90".' in ran.out


def test_a_history_of_a_folder_and_of_git_gives_the_same_releases(make_site: MakeSite, tmp_path: Path) -> None:
    texts = {"2024-01-05": POLICY, "2024-02-05": LATER, "2024-03-05": LATER.replace("pp_what", "pp_need")}
    history, repository = tmp_path / "history", tmp_path / "repository"
    history.mkdir()
    repository.mkdir()
    git(repository, "init", "-q")
    for day, words in texts.items():
        (history / f"{day}.md").write_text(words)
        (repository / "privacy.md").write_text(words)
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", "x", day=day)
    made = []
    for name, way in (("a", ("--from-folder", history)), ("b", ("--from-git", repository / "privacy.md"))):
        root = make_site({"p/en/summary.md": None, "p/en/policy.md": None}, tmp_path / name)
        ran = largeprint("release", "p", *way, "--accept-likely", cwd=root)
        assert '2024-03-05  "pp_what" leads to "pp_need"' in ran.out
        assert "Made 3 releases; 0 versions changed no word." in ran.out
        made.append(tree(root / "content/p"))
    assert made[0] == made[1]
    assert made[0]["en/policy.md"].decode() == texts["2024-03-05"]


def test_without_a_terminal_nobody_decides_where_an_id_went(make_site: MakeSite, tmp_path: Path) -> None:
    history = tmp_path / "history"
    history.mkdir()
    (history / "2024-01-05.md").write_text(POLICY)
    (history / "2024-02-05.md").write_text(POLICY.replace("pp_what", "pp_need"))
    root = make_site({"p/en/summary.md": None, "p/en/policy.md": None}, tmp_path / "a")
    before = tree(root)
    ran = largeprint("release", "p", "--from-folder", history, cwd=root)
    assert ran.code == 2
    assert "--accept-likely" in ran.next
    assert tree(root) == before


def test_a_folder_of_whole_policies_brings_its_notes(make_site: MakeSite, tmp_path: Path) -> None:
    for day, words, note in (("2024-01-05", POLICY, "editorial\n"), ("2024-02-05", LATER, "material\nLonger now.\n")):
        folder = tmp_path / "history" / day
        (folder / "en").mkdir(parents=True)
        (folder / "note.txt").write_text(note)
        (folder / "en/summary.md").write_text(SUMMARY)
        (folder / "en/policy.md").write_text(words)
    root = make_site({"p/en/summary.md": SUMMARY, "p/en/policy.md": LATER}, tmp_path / "a")
    assert largeprint("release", "p", "--from-folder", tmp_path / "history", cwd=root).code == 0
    assert largeprint("build", cwd=root).code == 0
    changes = json.loads((root / "site/p/changes.json").read_bytes())
    assert [(each["release"], each["kind"], each["note"]) for each in changes["releases"]] == [
        ("2024-02-05", "material", ["Longer now."]),
        ("2024-01-05", "editorial", []),
    ]
    assert changes["releases"][0]["questions"][0]["sections"][0]["words"] == '"30" is now "90"'
    assert "Draft" not in (root / "site/p/index.html").read_text("utf-8")


def test_as_of_a_day_the_release_of_that_day_is_shown_with_the_one_that_comes(site: Path) -> None:
    assert largeprint("release", "p", "--effective", "2026-05-01", "--editorial", cwd=site).code == 0
    (site / "content/p/en/policy.md").write_text(LATER.replace("90", "10"))
    largeprint("build", "--as-of", "2026-04-01", cwd=site)
    page = (site / "site/p/index.html").read_text("utf-8")
    assert "30 days" in page
    assert "A new text applies from 1 May 2026." in page
    assert "Draft" not in page
    assert "This text does not apply yet" in (site / "site/p/history/2026-05-01/index.html").read_text("utf-8")
    largeprint("build", "--as-of", "2026-06-01", cwd=site)
    page = (site / "site/p/index.html").read_text("utf-8")
    assert "90 days" in page
    assert "A new text applies" not in page
    largeprint("build", cwd=site)
    page = (site / "site/p/index.html").read_text("utf-8")
    assert "10 days" in page
    assert "Draft" in page


def test_two_word_files_of_anybody_are_compared(site: Path, tmp_path: Path) -> None:
    try:
        import python_redlines  # noqa: F401
    except ImportError:
        message = "THE EXTRA largeprint[word] IS NOT INSTALLED: comparing two Word files was not tried."
        warnings.warn(message, stacklevel=1)
        ran = largeprint("diff", "a.docx", "b.docx", "-o", "c.docx", cwd=site)
        assert ran.code == 3
        assert "largeprint[word]" in ran.next
        return
    for name, words in (("a.docx", POLICY), ("b.docx", LATER)):
        document = docx.Document()
        document.add_paragraph(words.splitlines()[-1])
        document.save(str(tmp_path / name))
    assert largeprint("diff", tmp_path / "a.docx", tmp_path / "b.docx", "-o", "c.docx", cwd=site).code == 0
    assert tracked.lines((site / "c.docx").read_bytes(), accept=True) == ["We need a name for 90 days."]
