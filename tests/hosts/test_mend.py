"""``check --mend``: shown, asked for, written together, checked again; and byte for byte nothing else."""

from __future__ import annotations

import os
import pty
import sys
from pathlib import Path

import pytest

from largeprint.hosts.mend import accept
from largeprint.model.finding import Edit, Finding, Severity
from largeprint.model.source import Place
from tests.conftest import MakeSite
from tests.hosts.conftest import in_child, largeprint, tree

SUMMARY = """# Privacy

### What do you need? {#provide}

A na\u200bme.[Mor](#pp_what)

#### How? {#how}

As [we say](#pp_waht) there. [More...](pp_what)

### Who? {#who}

Nobody. [More...] (#pp_what)

### When? {#when}

Soon. [Mor](#pp_waht)
"""
MENDED = """# Privacy

### What do you need? {#provide}

A name. [More...](#pp_what)

### How? {#how}

As [we say](#pp_what) there. [More...](#pp_what)

### Who? {#who}

Nobody. [More...](#pp_what)

### When? {#when}

Soon. [More...](#pp_what)
"""
POLICY_YML = "publisher: Example Ltd\nbinding: en\nefective: 2026-01-31\n"


def broken(make_site: MakeSite, end: str = "\n", mark: bytes = b"") -> Path:
    data = mark + SUMMARY.replace("\n", end).encode()
    return make_site({"p/en/summary.md": data, "p/policy.yml": POLICY_YML})


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
def test_all_are_taken_and_nothing_else_changes(make_site: MakeSite, end: str, mark: bytes) -> None:
    root = broken(make_site, end, mark)
    others = {name: data for name, data in tree(root).items() if not name.endswith(("summary.md", "policy.yml"))}
    ran = largeprint("check", "--mend", "--yes", cwd=root)
    assert ran.code == 0
    after = tree(root)
    assert after.pop("content/p/en/summary.md") == mark + MENDED.replace("\n", end).encode()
    assert after.pop("content/p/policy.yml") == POLICY_YML.replace("efective", "effective").encode()
    assert after == others
    assert ran.out.endswith("Nothing to mend · 4 questions, 1 section\n")


def test_each_is_shown_before_and_after(make_site: MakeSite) -> None:
    ran = largeprint("check", "--mend", "--yes", cwd=broken(make_site))
    assert "content/p/en/summary.md:5:5  text-deceptive\n    - A na<U+200B>me.[Mor](#pp_what)\n" in ran.out
    assert "content/p/en/summary.md:7:1  structure-invalid\n    - #### How? {#how}\n    + ### How? {#how}\n" in ran.out
    assert (
        "content/p/policy.yml:3:1  metadata-invalid\n    - efective: 2026-01-31\n    + effective: 2026-01-31\n"
        in ran.out
    )
    assert "into 2 files." in ran.out


def test_two_that_touch_are_made_one_after_the_other(make_site: MakeSite) -> None:
    ran = largeprint("check", "--mend", "--yes", cwd=broken(make_site))
    first, second = ran.out.split("Wrote ")[1:]
    assert first.startswith("8 mends into 2 files.\n")
    assert "    - Soon. [More...](#pp_waht)\n    + Soon. [More...](#pp_what)\n" in first
    assert second.startswith("1 mend into 1 file.\n")


def test_in_a_pipe_they_are_shown_and_nothing_is_written(make_site: MakeSite) -> None:
    root = broken(make_site)
    before = tree(root)
    ran = largeprint("check", "--mend", cwd=root)
    assert ran.code == 1
    assert "    + ### How? {#how}\n" in ran.out
    assert "none written: --mend --yes writes all.\n" in ran.out
    assert tree(root) == before


def test_only_what_was_chosen(make_site: MakeSite) -> None:
    root = broken(make_site)
    assert largeprint("check", "p#who", "--mend", "--yes", cwd=root).code == 0
    text = (root / "content" / "p" / "en" / "summary.md").read_text("utf-8")
    assert text == SUMMARY.replace("[More...] (#pp_what)", "[More...](#pp_what)")


def test_what_is_set_aside_is_not_offered(make_site: MakeSite) -> None:
    root = broken(make_site)
    entry = '  - {rule: text-deceptive, at: "p#provide", because: "A name is written so."}\n'
    (root / "content" / "site.yml").write_text("name: Ours\naside:\n" + entry)
    ran = largeprint("check", "--mend", "--yes", cwd=root)
    assert "text-deceptive\n" not in ran.out
    assert ran.out.endswith("1 finding set aside: text-deceptive at p#provide, because A name is written so.\n")
    assert "\u200b" in (root / "content" / "p" / "en" / "summary.md").read_text("utf-8")


@pytest.mark.parametrize(
    "text", ["We keep \u202elogs\u202c.", "A sign \ue000.", "Cоmpany.", "See [x](#zzz).", "See [x](#nowhere \n)."]
)
def test_what_is_not_certain_is_not_offered(make_site: MakeSite, text: str) -> None:
    root = make_site({"p/en/policy.md": f"# T\n\n## S {{#pp_what}}\n\n{text}\n"})
    before = tree(root)
    largeprint("check", "--mend", "--yes", cwd=root)
    assert tree(root) == before


def test_a_near_key_that_is_there_already_is_not_offered(make_site: MakeSite) -> None:
    root = make_site({"p/policy.yml": POLICY_YML + "effective: 2026-02-01\n"})
    before = tree(root)
    assert largeprint("check", "--mend", "--yes", cwd=root).code == 1
    assert tree(root) == before


@pytest.mark.parametrize("words", [["--mend", "--format", "json"], ["--yes"]])
def test_wrong_use(make_site: MakeSite, words: list[str]) -> None:
    ran = largeprint("check", *words, cwd=make_site())
    assert (ran.code, ran.next) == (2, "largeprint check --mend --yes")


def finding(name: str) -> Finding:
    return Finding("link-dead", Severity.ERROR, Place(name), "m", "t", Edit(Place(name), "a", "b"))


@pytest.mark.parametrize(
    ("answers", "expected", "ended"),
    [
        (["y", "n", "y", "n"], "ac", False),
        (["n", "all"], "bcd", False),
        (["y", "quit"], "a", True),
        (["quit"], "", True),
        (["all"], "abcd", False),
    ],
)
def test_answers(answers: list[str], expected: str, ended: bool) -> None:
    accepted, quitted = accept([finding(name) for name in "abcd"], lambda f: f.place.path, iter(answers).__next__)
    assert ("".join(f.place.path for f in accepted), quitted) == (expected, ended)


def at_a_terminal(root: Path, typed: str) -> str:
    """Runs ``check --mend`` with a terminal on both ends, and returns what it wrote."""
    from largeprint.hosts.cli import main

    ours, theirs = pty.openpty()
    os.write(ours, typed.encode())

    def work() -> None:
        os.close(ours)
        os.chdir(root)
        for number in (0, 1, 2):
            os.dup2(theirs, number)
        sys.stdin, sys.stdout = os.fdopen(0, encoding="utf-8"), os.fdopen(1, "w", encoding="utf-8")
        sys.stderr = os.fdopen(2, "w", encoding="utf-8")
        main.main(["check", "--mend"], prog_name="largeprint")

    in_child(work)
    os.close(theirs)
    written = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        written += part
    os.close(ours)
    return written.decode("utf-8")


def test_a_person_is_asked_and_nobody_twice(make_site: MakeSite) -> None:
    root = broken(make_site)
    path = root / "content" / "p" / "en" / "summary.md"
    written = at_a_terminal(root, "n\nperhaps\ny\nquit\n")
    assert written.count("Mend it? (y, n, all, quit)") == 4
    assert path.read_text("utf-8") == SUMMARY.replace("me.[Mor](#pp_what)", "me. [More...](#pp_what)")
    assert "Wrote 1 mend into 1 file." in written
    assert "Next: mend content/p/en/summary.md:5:5" in written


def test_a_person_refuses_everything(make_site: MakeSite) -> None:
    root = broken(make_site)
    before = tree(root)
    written = at_a_terminal(root, "n\n" * 20)
    assert "Wrote" not in written
    assert tree(root) == before
