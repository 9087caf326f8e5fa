"""The commands as a person meets them: what they say, what they write, and how they end."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path

import pytest

from largeprint.pipeline import check
from tests.conftest import POLICY, MakeSite
from tests.conftest import SUMMARY as SHORT
from tests.hosts.conftest import Ran, largeprint, obey_permissions, started, tree

TEXTS = {"p/en/summary.md": "# T\n\n### Q? {#provide}\n\nA. [More...](#pp_what) [x](#pp_wat)\n"}
"""A site with one error: an answer that leads to a section that is not there."""

WARNED = {"p/en/policy.md": "# T\n\n## One {#pp_what}\n\nText.\n\n## Two {#pp_two}\n\nNo answer leads here.\n"}
"""A site with one warning, and no error."""


# How commands end


def test_clean_is_0(make_site: MakeSite) -> None:
    ran = largeprint("check", cwd=make_site())
    assert (ran.code, ran.out, ran.err) == (0, "Nothing to mend · 1 question, 1 section\n", "")


@pytest.mark.parametrize("command", ["check", "build"])
def test_errors_are_1(make_site: MakeSite, command: str) -> None:
    ran = largeprint(command, cwd=make_site(TEXTS))
    assert ran.code == 1
    assert "content/p/en/summary.md:5:24  error  link-dead\n" in ran.out
    assert 'Did you mean "#pp_what", ' in ran.out
    assert ran.next == "mend content/p/en/summary.md:5:24, then: largeprint check"


@pytest.mark.parametrize("command", ["check", "build"])
def test_warnings_are_0_and_with_strict_1(make_site: MakeSite, command: str) -> None:
    root = make_site(WARNED)
    ran = largeprint(command, cwd=root)
    assert ran.code == 0
    assert "1 warning" in ran.out
    assert largeprint(command, "--strict", cwd=root).code == 1


@pytest.mark.parametrize(
    ("words", "todo"),
    [
        ([], "largeprint --help"),
        (["chek"], "largeprint --help"),
        (["check", "--nonsense"], "largeprint check --help"),
        (["check", "--format", "xml"], "largeprint check --help"),
        (["build", "--as-of", "tomorrow"], "largeprint build --help"),
        (["new"], "largeprint new --help"),
        (["check", "-C", "nowhere"], "name the site's folder with -C DIR"),
        (["new", "x", "--language", "English"], 'write one such as "en"'),
        (["new", "x", "--policy", "a b"], "name it with --policy ID"),
        (["new", "x", "--summary", "nowhere.md"], "name the summary's file"),
    ],
)
def test_wrong_use_is_2(make_site: MakeSite, words: list[str], todo: str) -> None:
    root = make_site()
    before = tree(root)
    ran = largeprint(*words, cwd=root)
    if words:
        assert ran.code == 2
        assert todo in ran.next
    else:
        assert "Commands:" in ran.out + ran.err
    assert tree(root) == before


@pytest.mark.parametrize("command", ["check", "build", "ids"])
def test_no_site_is_2(tmp_path: Path, command: str) -> None:
    ran = largeprint(command, cwd=tmp_path)
    assert ran.code == 2
    assert ran.next == "start a site with: largeprint new DIR"
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("command", ["check", "build", "ids"])
def test_input_that_cannot_be_read_is_2_and_nothing_is_written(make_site: MakeSite, command: str) -> None:
    root = make_site({"p/en/policy.md": "# Ä\n\nöff\n".encode("latin-1")})
    before = tree(root)
    ran = largeprint(command, cwd=root)
    assert ran.code == 2
    assert ran.err.startswith("content/p/en/policy.md:1:3  error\n    The file is not UTF-8")
    assert ran.next == "save it as UTF-8."
    assert tree(root) == before


def test_another_run_is_3(make_site: MakeSite) -> None:
    import fcntl

    root = make_site()
    with (root / ".site.lp-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = largeprint("build", cwd=root)
    assert ran.code == 3
    assert ran.next == "wait until it has ended, then run this again."
    assert not (root / "site").exists()


def test_an_environment_at_fault_is_3(make_site: MakeSite) -> None:
    root = make_site()
    root.chmod(0o555)
    try:
        ran = largeprint("build", cwd=root, before=lambda: obey_permissions() or pytest.skip("permissions do not bind"))
    finally:
        root.chmod(0o755)
    assert ran.code == 3
    assert "The system refused: Permission denied" in ran.err
    assert not (root / "site").exists()


def test_a_fault_of_our_own_is_3_and_no_traceback(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    import largeprint.hosts.cli as cli

    def fail(*_: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr(cli, "select", fail)
    monkeypatch.setattr("tests.hosts.conftest._calm", lambda ran: ran)
    ran = largeprint("check", cwd=make_site())
    assert ran.code == 3
    assert ran.err.startswith("Large Print itself has failed: ZeroDivisionError: on purpose\n")
    assert "LARGEPRINT_DEBUG=1" in ran.next
    assert "Traceback" not in ran.err


def test_a_pipe_that_closes_early(make_site: MakeSite) -> None:
    import subprocess
    import sys

    program = Path(sys.executable).with_name("largeprint")
    shell = f"{program} check --format json | true"
    done = subprocess.run(["/bin/sh", "-c", shell], cwd=make_site(TEXTS), capture_output=True, check=False, timeout=30)
    assert done.stderr.count(b"Traceback") == 0


def test_signs_that_a_terminal_lacks(make_site: MakeSite) -> None:
    ran = started("check", cwd=make_site(), env={"PYTHONIOENCODING": "ascii"})
    assert (ran.code, ran.err) == (0, "")


def test_a_file_name_that_is_no_text(make_site: MakeSite) -> None:
    root = make_site({"p/en/policy.md": None, "p/en/policy/1.md": "# T\n\n## S {#pp_what}\n\nText.\n"})
    (root / "content" / "p" / "en" / "policy" / os.fsdecode(b"2-\xff.md")).write_text("## S\n\n[x](#y)\n")
    ran = largeprint("check", "--format", "json", cwd=root)
    assert ran.code == 1
    assert json.loads(ran.out)[0]["path"] == "content/p/en/policy/2-\udcff.md"


# Help


def test_help_names_every_command(tmp_path: Path) -> None:
    ran = started("--help", cwd=tmp_path)
    assert ran.code == 0
    for command in ("new", "ids", "check", "build"):
        assert re.search(rf"^  {command} ", ran.out, re.MULTILINE)


@pytest.mark.parametrize("command", ["new", "ids", "check", "build"])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_has_an_example(tmp_path: Path, command: str, option: str) -> None:
    ran = largeprint(command, option, cwd=tmp_path)
    assert ran.code == 0
    assert f"Example: largeprint {command}" in ran.out


def test_version(tmp_path: Path) -> None:
    ran = largeprint("--version", cwd=tmp_path)
    assert ran.code == 0
    assert re.fullmatch(r"largeprint, version \d+\.\d+\.\d+\n", ran.out)


# Which site


@pytest.mark.parametrize("words", [["-C", "mine", "check"], ["check", "-C", "mine"]])
def test_the_site_of_another_folder(make_site: MakeSite, tmp_path: Path, words: list[str]) -> None:
    make_site(root=tmp_path / "mine")
    assert largeprint(*words, cwd=tmp_path).code == 0


def test_the_later_of_two_folders_counts(make_site: MakeSite, tmp_path: Path) -> None:
    make_site(root=tmp_path / "mine")
    assert largeprint("-C", "nowhere", "check", "-C", "mine", cwd=tmp_path).code == 0


def test_new_is_made_from_the_folder_that_was_named(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    ran = largeprint("-C", "mine", "new", "policies", cwd=tmp_path)
    assert ran.code == 0
    assert (tmp_path / "mine" / "policies" / "content" / "site.yml").is_file()


def test_build_writes_into_the_site_or_where_it_is_told(make_site: MakeSite, tmp_path: Path) -> None:
    make_site(root=tmp_path / "mine")
    assert "to site, " in largeprint("build", "-C", "mine", cwd=tmp_path).out
    assert (tmp_path / "mine" / "site" / "p" / "index.html").is_file()
    assert "to out, " in largeprint("build", "-C", "mine", "-o", "out", cwd=tmp_path).out
    assert (tmp_path / "out" / "p" / "index.html").is_file()


@pytest.mark.parametrize("output", [".", "content", "content/p", "content/p/new", "/"])
def test_build_never_writes_over_what_people_wrote(make_site: MakeSite, output: str) -> None:
    root = make_site()
    before = tree(root)
    ran = largeprint("build", "-o", output, cwd=root)
    assert ran.code == 2
    assert tree(root) == before


def test_build_says_what_is_new(make_site: MakeSite) -> None:
    root = make_site()
    first, second = largeprint("build", cwd=root).out, largeprint("build", cwd=root).out
    assert re.search(r"Wrote (\d+) files to site, \1 of them new or changed\.", first)
    assert re.search(r"Wrote \d+ files to site, 0 of them new or changed\.", second)


# Narrowing


@pytest.fixture
def two(make_site: MakeSite) -> Path:
    """Two policies, one of them in two languages, with an error at each place that can be named."""
    dead = "# T\n\n### Q? {#provide}\n\nA. [x](#one)\n\n### R? {#use}\n\nB. [x](#two)\n"
    full = "# T\n\n## S {#s}\n\nWords. [x](#three)\n\n## U {#u}\n\nWords. [x](#four)\n"
    every = {"wechat/policy.yml": "publisher: E\nbinding: en\n", "p/en/summary.md": dead, "p/en/policy.md": full}
    for language in ("en", "de"):
        every |= {f"wechat/{language}/summary.md": dead, f"wechat/{language}/policy.md": full}
    return make_site(every)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ([], {"p/en": "1234", "wechat/en": "1234", "wechat/de": "1234"}),
        (["wechat"], {"wechat/en": "1234", "wechat/de": "1234"}),
        (["wechat/"], {"wechat/en": "1234", "wechat/de": "1234"}),
        (["wechat/en"], {"wechat/en": "1234"}),
        (["wechat#provide"], {"wechat/en": "1", "wechat/de": "1"}),
        (["wechat/en#use"], {"wechat/en": "2"}),
        (["wechat/de#s"], {"wechat/de": "3"}),
        (["wechat#u", "p"], {"wechat/en": "4", "wechat/de": "4", "p/en": "1234"}),
    ],
)
def test_narrowing(two: Path, what: list[str], expected: dict[str, str]) -> None:
    ran = largeprint("check", *what, "--format", "json", cwd=two)
    words = ["one", "two", "three", "four"]
    found: dict[str, str] = {}
    for finding in json.loads(ran.out):
        if finding["rule"] == "link-dead":
            folder = finding["path"].removeprefix("content/").rpartition("/")[0]
            number = words.index(finding["message"].split('"')[1][1:]) + 1
            found[folder] = "".join(sorted(found.get(folder, "") + str(number)))
    assert found == expected
    assert ran.next.endswith(" ".join(["then: largeprint check", *what]))


@pytest.mark.parametrize(
    ("what", "message", "todo"),
    [
        ("wechta", 'There is no policy "wechta".', 'did you mean "wechat"?'),
        ("zzz", 'There is no policy "zzz".', "there are: p, wechat"),
        ("wechat/fr", '"wechat" has no text in "fr".', "there are: en, de"),
        ("wechat/dee", '"wechat" has no text in "dee".', 'did you mean "de"?'),
        ("wechat#provid", '"wechat" has no question or section "provid".', 'did you mean "provide"?'),
        ("wechat#zzz", '"wechat" has no question or section "zzz".', "there are: provide, s, t, u, use"),
    ],
)
@pytest.mark.parametrize("command", ["check", "ids"])
def test_a_name_that_is_not_there(two: Path, command: str, what: str, message: str, todo: str) -> None:
    ran = largeprint(command, what, cwd=two)
    assert ran.code == 2
    assert message in ran.err
    assert ran.next.startswith(todo)


@pytest.mark.parametrize(
    ("here", "what", "expected"),
    [
        (".", "content/wechat/en/summary.md", {"wechat/en/summary.md"}),
        (".", "content/wechat/en/summary.md:5:4", {"wechat/en/summary.md"}),
        (".", "content/wechat/en/summary.md:5", {"wechat/en/summary.md"}),
        (".", "./content/wechat/", {"wechat/en/summary.md", "wechat/en/policy.md"}),
        (".", "wechat/en/policy.md", {"wechat/en/policy.md"}),
        (".", "content/wechat#s", {"wechat/en/policy.md"}),
        (".", "content/wechat/en/summary.md#use", {"wechat/en/summary.md"}),
        (".", "{root}/content/wechat/en", {"wechat/en/summary.md", "wechat/en/policy.md"}),
        (".", "{link}/content/p/en/policy.md", {"p/en/policy.md"}),
        (".", "content", {"p/en/policy.md", "wechat/en/summary.md", "wechat/en/policy.md"}),
        (".", ".", {"p/en/policy.md", "wechat/en/summary.md", "wechat/en/policy.md"}),
        ("content/wechat", "en/policy.md", {"wechat/en/policy.md"}),
        ("content/wechat/en", "../../p", {"p/en/policy.md"}),
        ("content/p", "content/wechat/en/policy.md", {"wechat/en/policy.md"}),
        ("content/p", "./content/wechat/en/policy.md", {"wechat/en/policy.md"}),
        (".", "content/wechat/policy.yml", set()),
        (".", "content/site.yml", set()),
    ],
)
def test_narrowing_by_a_path(make_site: MakeSite, tmp_path: Path, here: str, what: str, expected: set[str]) -> None:
    dead = "# T\n\n### Q? {#provide}\n\nA. [x](#one)\n\n### R? {#use}\n\nB. [x](#two)\n"
    full = "# T\n\n## S {#s}\n\nWords. [x](#three)\n"
    files = {
        "wechat/policy.yml": "publisher: E\nbinding: en\n",
        "wechat/en/summary.md": dead,
        "wechat/en/policy.md": full,
    }
    root = make_site({**files, "p/en/policy.md": f"{POLICY}\n[x](#four)\n"}, tmp_path / "mine")
    (tmp_path / "link").symlink_to(root)
    word = what.format(root=root, link=tmp_path / "link")
    ran = largeprint("check", "-C", root, word, "--format", "json", cwd=root / here)
    assert ran.code == (1 if expected else 0), ran
    places = {finding["path"].removeprefix("content/") for finding in json.loads(ran.out)}
    assert places == expected


@pytest.mark.parametrize(
    ("what", "message", "todo"),
    [
        ("content/wechat/en/sumary.md", 'no file or folder "content/wechat/en/sumary.md"', "/wechat/en/summary.md"),
        ("wechat/en/polcy.md", 'no file or folder "content/wechat/en/polcy.md"', "/wechat/en/policy.md"),
        ("content/wechta", 'There is no policy "wechta".', "wechat"),
        ("content/wechat/dee", '"wechat" has no text in "dee".', "de"),
        ("content/guide/index.md", 'no file or folder "content/guide/index.md"', ""),
        ("content/wechat#provid", '"wechat" has no question or section "provid".', "provide"),
        ("content/wechat/en/policy.md#provid", '"wechat/en/policy.md" has no question or section "provid".', "provide"),
        ("/etc/passwd", '"/etc/passwd" does not lie in the content of this site.', ""),
        ("./site/p", '"./site/p" does not lie in the content of this site.', ""),
        ("../x", '"../x" does not lie in the content of this site.', ""),
    ],
)
def test_a_path_that_is_not_there(two: Path, what: str, message: str, todo: str) -> None:
    ran = largeprint("check", what, cwd=two)
    assert ran.code == 2
    assert message in ran.err
    assert re.fullmatch(
        rf'did you mean "\S*{re.escape(todo)}"\?' if todo else r"name a file .+|there are: .+|did .+", ran.next
    )


def test_a_policy_that_is_called_content(make_site: MakeSite) -> None:
    named = {f"content/en/{name}.md": "# T\n\n## Q? {#q}\n\nA. [x](#one)\n" for name in ("summary", "policy")}
    root = make_site({"content/policy.yml": "publisher: E\nbinding: en\n", **named})
    for what in ("content", "content/en", "content/content/en", "content#q"):
        assert "content/content/en/summary.md:5:4" in largeprint("check", what, cwd=root).out
    assert "content/content" not in largeprint("check", "content/p", cwd=root).out


@pytest.mark.parametrize("name", ["q/de/Summary.md", "q/english", "q/en/images/x.png"])
def test_narrowing_to_what_is_amiss_or_an_image(make_site: MakeSite, name: str) -> None:
    image = "# T\n\n## S {#pp_what}\n\n![A sign](images/x.png)\n"
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 16
    files = {"q/policy.yml": "publisher: E\nbinding: en\n", "q/en/summary.md": SHORT, "q/en/policy.md": image}
    more = {"q/en/images/x.png": png, "q/de/Summary.md": SHORT, "q/de/policy.md": POLICY, "q/english/summary.md": ""}
    ran = largeprint("check", f"content/{name}", "--format", "json", cwd=make_site({**files, **more}))
    assert [finding["path"] for finding in json.loads(ran.out)] == ([] if name.endswith("png") else [f"content/{name}"])


def test_ids_of_one_file(two: Path) -> None:
    for language in ("en", "de"):
        (two / "content" / "wechat" / language / "policy.md").write_text("# Title\n\nWords.\n\n## Part\n\nWords.\n")
    assert largeprint("ids", "content/wechat/de/policy.md", cwd=two).out.endswith("Wrote 2 ids into 1 file.\n")


def test_narrowing_to_a_policy_that_has_no_text_yet(make_site: MakeSite) -> None:
    ran = largeprint("check", "q", cwd=make_site({"q/policy.yml": "publisher: E\nbinding: en\n"}))
    assert ran.code == 1
    assert "The policy has no summary in any language." in ran.out


# Formats


def test_json_is_all_that_stands_on_the_way_out(make_site: MakeSite) -> None:
    for command in ("check", "build"):
        ran = largeprint(command, "--format", "json", cwd=make_site(TEXTS))
        assert ran.code == 1
        assert [sorted(finding) for finding in json.loads(ran.out)] == [
            ["column", "edit", "line", "message", "path", "rule", "severity", "todo"]
        ]
        path = "content/p/en/summary.md"
        (finding,) = json.loads(ran.out)
        assert (finding["rule"], finding["severity"]) == ("link-dead", "error")
        assert (finding["path"], finding["line"], finding["column"]) == (path, 5, 24)
        assert finding["message"] == '"#pp_wat" is the id of nothing here.'
        assert finding["edit"] == {"path": path, "line": 5, "column": 28, "old": "#pp_wat", "new": "#pp_what"}
        assert "1 error · 1 question, 1 section\n" in ran.err
        assert ran.err.rstrip().split("\n")[-1].startswith("Next: ")


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_is_set_aside_is_told_by_each_command(make_site: MakeSite, command: str) -> None:
    entry = 'aside:\n  - {rule: link-dead, at: "p#provide", because: "It is still to come."}\n'
    ran = largeprint(command, cwd=make_site({**TEXTS, "site.yml": "name: Ours\n" + entry}))
    told = "1 finding set aside: link-dead at p#provide, because It is still to come.\n"
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Nothing to mend · 1 question, 1 section\n{told}")


@pytest.mark.parametrize("command", ["check", "build"])
def test_json_says_what_is_set_aside_and_why(make_site: MakeSite, command: str) -> None:
    entry = 'aside:\n  - {rule: link-dead, at: "p#provide", because: "It is still to come."}\n'
    ran = largeprint(command, "--format", "json", cwd=make_site({**TEXTS, "site.yml": "name: Ours\n" + entry}))
    assert (ran.code, [finding["aside"] for finding in json.loads(ran.out)]) == (0, ["It is still to come."])
    assert "1 finding set aside: link-dead at p#provide, because It is still to come.\n" in ran.err


def test_explain_prints_the_page_of_a_rule(tmp_path: Path) -> None:
    ran = largeprint("check", "--explain", "link-dead", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("link-dead (error)\n\n")
    assert "\nWhat to do: " in ran.out
    ran = largeprint("check", "--explain", "link-ded", cwd=tmp_path)
    assert (ran.code, ran.next) == (2, 'did you mean "link-dead"?')


def test_json_of_nothing_is_an_empty_list(make_site: MakeSite) -> None:
    ran = largeprint("check", "--format", "json", cwd=make_site())
    assert (ran.code, json.loads(ran.out)) == (0, [])


def test_github_annotations(make_site: MakeSite) -> None:
    root = make_site({**TEXTS, "q/policy.yml": "publisher: 50 %\nbindng: en\n"})
    ran = largeprint("check", "--format", "github", cwd=root)
    assert ran.code == 1
    form = r"::(error|warning|notice) file=content/[^,:]+,line=\d+,col=\d+,title=[a-z-]+::[^\n]+"
    assert ran.out
    for line in ran.out.rstrip().split("\n"):
        assert re.fullmatch(form, line), line


# new


def test_what_comes_next_can_be_copied(tmp_path: Path) -> None:
    made = largeprint("new", "Über uns", cwd=tmp_path)
    assert made.out.endswith("Next: largeprint check -C 'Über uns'\n")
    (tmp_path / "Über uns/content/privacy/en/summary.md").write_text("# T\n\n## Q {#q}\n\nA. [More...](#no)\n", "utf-8")
    for where in (["-C", "Über uns", "check"], ["check", "-C", "Über uns"]):
        ran = largeprint(*where, cwd=tmp_path)
        *_, words = ran.out.rstrip("\n").split("then: largeprint ")
        assert shlex.split(words) == ["check", "-C", "Über uns"]
        assert largeprint(*shlex.split(words), cwd=tmp_path).code == ran.code == 1


@pytest.mark.parametrize(
    "more", [[], ["--policy", "terms"], ["--language", "zh-Hans"], ["--policy", "规则", "--language", "ar"]]
)
def test_new_makes_a_site_with_nothing_to_mend(tmp_path: Path, more: list[str]) -> None:
    ran = largeprint("new", "mine", *more, cwd=tmp_path)
    assert ran.code == 0
    assert ran.out.endswith("Next: largeprint check -C mine\n")
    checked = largeprint("check", "-C", "mine", "--format", "json", cwd=tmp_path)
    assert checked.code == 0
    foreign = "--language" in more  # our own words may be missing in it
    assert {finding["rule"] for finding in json.loads(checked.out)} <= ({"message-missing"} if foreign else set())
    assert largeprint("build", "-C", "mine", *([] if foreign else ["--strict"]), cwd=tmp_path).code == 0
    for path in (tmp_path / "mine" / "content").rglob("*.yml"):
        schema = path.read_text("utf-8").split("\n")[0].removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / schema).resolve() == tmp_path / "mine" / ".schema" / f"{path.stem}.json"
        assert (path.parent / schema).is_file()


def test_new_here(tmp_path: Path) -> None:
    assert largeprint("new", ".", cwd=tmp_path).code == 0
    assert largeprint("check", cwd=tmp_path).code == 0


def test_new_refuses_a_folder_that_has_something_in_it(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    ran = largeprint("new", "mine", cwd=tmp_path)
    assert ran.code == 2
    assert ran.next == "name a new folder."
    assert tree(tmp_path) == {"mine/thesis.txt": b"years of work"}


SUMMARY = """{front}Privacy at Acme
---------------

Thank you. See [the whole](#pp_whole) too.

### What do you need from us?

A name. [More...](#pp_what)

### How do we use it? {{#use}}

As [you allow](#pp_how), see [above](#what-do-you-need-from-us). [More...](#pp_how) [Also](#pp_%C3%BCber)

| What | A [name](#pp_name) |
| --- | --- |
| Where | [elsewhere](https://example.org/#pp_no) |
"""
ANCHORS = ["pp_whole", "pp_what", "pp_how", "pp_über", "pp_name"]


def written(line_end: str = "\n", mark: bytes = b"", front: str = "") -> bytes:
    """The summary above with one kind of line end, and a byte order mark in front."""
    return mark + SUMMARY.format(front=front).replace("\n", line_end).encode()


@pytest.mark.parametrize(
    "data",
    [
        written(),
        written("\r\n"),
        written("\r"),
        written(mark=b"\xef\xbb\xbf"),
        written("\r\n", b"\xef\xbb\xbf"),
        written(front="---\ndescription: In short.\n---\n\n"),
        written().rstrip(b"\n"),
    ],
    ids=["LF", "CRLF", "CR", "BOM", "BOM and CRLF", "front matter", "no line end at the end"],
)
def test_new_around_a_summary(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "acme-summary.md").write_bytes(data)
    assert largeprint("new", "mine", "--summary", "acme-summary.md", cwd=tmp_path).code == 0
    content = tmp_path / "mine" / "content"
    assert (content / "acme" / "en" / "summary.md").read_bytes() == data
    assert 'name: "Privacy at Acme"' in (content / "site.yml").read_text()
    full = (content / "acme" / "en" / "policy.md").read_text("utf-8")
    assert re.findall(r"^## .*\{#(.*)\}$", full, re.MULTILINE) == ANCHORS
    ran = largeprint("check", "-C", "mine", "--format", "json", cwd=tmp_path)
    assert ran.code == 1
    assert [finding["rule"] for finding in json.loads(ran.out)] == ["section-empty"] * len(ANCHORS)
    assert [finding["message"].split('"')[1] for finding in json.loads(ran.out)] == ANCHORS
    assert ran.next == "write the sections named above"


@pytest.mark.shared
def test_new_around_a_real_summary(tmp_path: Path, shared: Path) -> None:
    seed = shared / "seed" / "wechat-summary.md"
    assert largeprint("new", "mine", "--summary", seed, cwd=tmp_path).code == 0
    policy = tmp_path / "mine" / "content" / "wechat" / "en"
    assert (policy / "summary.md").read_bytes() == seed.read_bytes()
    anchors = set(re.findall(r"\]\(#([\w-]+)\)", seed.read_text("utf-8")))
    assert set(re.findall(r"^## .*\{#(.*)\}$", (policy / "policy.md").read_text(), re.MULTILINE)) == anchors
    found = json.loads(largeprint("check", "-C", "mine", "--format", "json", cwd=tmp_path).out)
    empty = [finding for finding in found if finding["rule"] == "section-empty"]
    assert len(empty) == len(anchors)
    errors = {finding["rule"] for finding in found if finding["severity"] == "error"}
    assert errors <= {"section-empty", "link-malformed"}


@pytest.mark.parametrize(
    ("data", "place"), [(b"# T\n\n\xc3\xa9t\xe9\n", "s.md:3:3"), (b"# T\n\n a\x00b\n", "s.md:3:3")]
)
def test_new_around_what_is_no_text(tmp_path: Path, data: bytes, place: str) -> None:
    (tmp_path / "s.md").write_bytes(data)
    ran = largeprint("new", "mine", "--summary", "s.md", cwd=tmp_path)
    assert ran.code == 2
    assert ran.err.startswith(f"{place}  error\n")
    assert not (tmp_path / "mine").exists()


# ids

LINES = """# The full text{blanks}

## What we need{blanks}

Words.

## Closed ##

Words.

##Closed, no blank##

Words.

### *How* `we` use [it](#written) &amp; more ###{blanks}

Words.

Under
lined{blanks}
---

Words.

#5 of
two lines
---------

Words.

## Has one {{#written}}

Words.

## With a class {{: .note }}

Words.

## 我们需要什么

Words.

## ما الذي نحتاجه

Words.

## C#

Words.

## ***

Words.

## Twice

Words.

## Twice

Words.

Last
===="""
WANTED = [
    "the-full-text",
    "what-we-need",
    "closed",
    "closed-no-blank",
    "how-we-use-it--more",
    "under-lined",
    "5-of-two-lines",
    "with-a-class",
    "我们需要什么",
    "ما-الذي-نحتاجه",
    "c",
    "last",
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "BOM"])
@pytest.mark.parametrize("blanks", ["", "  \t"], ids=["", "blanks"])
def test_ids_are_written_and_nothing_else(make_site: MakeSite, line_end: str, mark: bytes, blanks: str) -> None:
    data = mark + LINES.format(blanks=blanks).replace("\n", line_end).encode()
    root = make_site({"p/en/policy.md": data, "p/en/summary.md": "# T\n\n### Why?\n\nSo. [More...](#what-we-need)\n"})
    path = root / "content" / "p" / "en" / "policy.md"
    path.chmod(0o640)
    before, others = check(root), tree(root)
    ran = largeprint("ids", cwd=root)
    assert ran.code == 0
    assert ran.out.endswith(f"Wrote {len(WANTED) + 1} ids into 2 files.\n")

    found = re.findall(r" \{#([^}]+)\}", path.read_bytes().decode())
    assert found == [*WANTED[:7], "written", *WANTED[7:]]
    stripped = path.read_bytes()
    for identifier in WANTED:
        stripped = stripped.replace(f" {{#{identifier}}}".encode(), b"", 1)
    assert stripped == data
    assert path.stat().st_mode & 0o777 == 0o640
    after = tree(root)
    changed = {name for name in after if after[name] != others.get(name)}
    assert (set(after), changed) == (set(others), {"content/p/en/policy.md", "content/p/en/summary.md"})

    assert words_of(check(root)) == words_of(before)
    assert largeprint("ids", cwd=root).out == "Wrote 0 ids into 0 files.\n"
    assert tree(root) == after


def words_of(checked: object) -> list[tuple[object, ...]]:
    """What may not move when ids are written: ids, words, digests."""
    found = []
    for _, text in checked.texts:  # type: ignore[attr-defined]
        found.append((text.digest, text.edition.title))
        found += [(q.question.anchor.id, q.heading.html, q.answer.text, q.digest) for q in text.questions]
        found += [(s.section.anchor.id, s.heading.html, s.body.text, s.digest) for s in text.sections]
    return found


def test_ids_of_one_policy_only(two: Path) -> None:
    for policy in ("p", "wechat"):
        (two / "content" / policy / "en" / "policy.md").write_text("# Title\n\nWords.\n\n## Part\n\nWords.\n")
    ran = largeprint("ids", "wechat/en", cwd=two)
    assert ran.out.endswith("Wrote 2 ids into 1 file.\n")
    assert "{#" not in (two / "content" / "p" / "en" / "policy.md").read_text()


def test_ids_in_a_folder_that_may_not_be_written_when_none_is_missing(make_site: MakeSite) -> None:
    root = make_site({"p/en/policy.md": "# T {#t}\n\n## S {#pp_what}\n\nWords.\n"})
    root.chmod(0o555)
    try:
        ran: Ran = largeprint("ids", cwd=root, before=lambda: obey_permissions() and None)
    finally:
        root.chmod(0o755)
    assert (ran.code, ran.out) == (0, "Wrote 0 ids into 0 files.\n")


def test_an_unfinished_ids_is_finished_by_the_next_command(make_site: MakeSite) -> None:
    root = make_site()
    folder = root / "content" / "p" / "en"
    (folder / ".policy.md.lp-new").write_text("# T\n\n## Finished {#pp_what}\n\nWords.\n")
    (root / ".largeprint-journal").write_text('["content/p/en/policy.md"]')
    assert largeprint("check", cwd=root).code == 0
    assert "Finished" in (folder / "policy.md").read_text()
    assert sorted(os.listdir(folder)) == ["policy.md", "summary.md"]  # noqa: PTH208
