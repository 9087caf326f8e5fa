"""Whatever stands under content/: what is wrong has a place, what to do is said, and nothing is half written."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from largeprint.commit import MARK
from tests.conftest import POLICY, POLICY_YML, SUMMARY, MakeSite
from tests.hosts.conftest import can_obey_permissions, largeprint, obey_permissions, tree
from tests.outputs.pages import parse, words

Files = dict[str, str | bytes | None]

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 16


@dataclass(frozen=True)
class Bad:
    """Files over a small valid site; what ``check`` ends with, a part of what it says, and the place that it names."""

    name: str
    files: Files = field(default_factory=dict)
    code: int = 1
    says: str = ""
    place: str = ""
    make: Callable[[Path], None] = lambda root: None
    """What files alone cannot say: links, permissions."""
    shows: str = ""
    """Words that have to be on the page: nothing of a text is lost."""


def _summary(text: str | bytes) -> Files:
    return {"p/en/summary.md": text}


def _policy(text: str | bytes) -> Files:
    return {"p/en/policy.md": text}


def _yml(text: str) -> Files:
    return {"p/policy.yml": text}


def _section(words: str) -> Files:
    return {"p/en/policy.md": f"# T\n\n## S {{#pp_what}}\n\n{words}\n\n## Last clause {{#last}}\n\nThe last words.\n"}


SETTINGS = [
    Bad("no policy.yml", {"p/policy.yml": None}, says="The policy has no policy.yml", place="content/p/policy.yml:1:1"),
    Bad("no site.yml", {"site.yml": None}, says="The site has no settings", place="content/site.yml:1:1"),
    Bad(
        "site.yaml",
        {"site.yml": None, "site.yaml": "name: Ours\n"},
        says="Rename site.yaml to site.yml",
        place="content/site.yml:1:1",
    ),
    Bad("empty policy.yml", _yml(""), says='"publisher" is missing', place="content/p/policy.yml:1:1"),
    Bad("broken YAML", _yml("publisher: [E\nbinding: en\n"), says="never closed", place="content/p/policy.yml:1:12"),
    Bad("a tab in YAML", _yml("publisher: E\n\tbinding: en\n"), says="A tab stands", place="content/p/policy.yml:2:1"),
    Bad("a list for settings", _yml("- publisher\n"), says="no keys with values", place="content/p/policy.yml:1:1"),
    Bad("words for settings", _yml("hello\n"), says="no keys with values", place="content/p/policy.yml:1:1"),
    Bad(
        "an unknown key in site.yml",
        {"site.yml": "name: S\nlanguag: en\n"},
        says='Did you mean "language"?',
        place="content/site.yml:2:1",
    ),
    Bad(
        "an unknown key in policy.yml",
        _yml(f"{POLICY_YML}efective: 2026-01-01\n"),
        says='Did you mean "effective"?',
        place="content/p/policy.yml:3:1",
    ),
    Bad(
        "an unknown key in front matter",
        _summary(f"---\ntitel: T\n---\n{SUMMARY}"),
        says='Did you mean "title"?',
        place="content/p/en/summary.md:2:1",
    ),
    Bad(
        "a key twice",
        _yml(f"{POLICY_YML}publisher: Other\n"),
        says='"publisher" is given twice',
        place="content/p/policy.yml:3:1",
    ),
    Bad(
        "a date of another form",
        _yml(f"{POLICY_YML}effective: 31.01.2026\n"),
        says='"31.01.2026" is no date',
        place="content/p/policy.yml:3:12",
    ),
    Bad(
        "a day that is not",
        _yml(f"{POLICY_YML}effective: 2026-02-30\n"),
        says="2026-02-30",
        place="content/p/policy.yml:3:12",
    ),
    Bad(
        "an address that acts",
        {"site.yml": "name: S\naddress: javascript:alert(1)\n"},
        says="is no web address",
        place="content/site.yml:2:10",
    ),
    Bad(
        "a contact that acts",
        _yml(f"{POLICY_YML}contact: javascript:alert(1)\n"),
        says="is no mail, web or telephone address",
        place="content/p/policy.yml:3:10",
    ),
    Bad(
        "a YAML bomb",
        _yml(
            "a: &a [x,x]\n" + "".join(f"{n}: &{n} [*{m},*{m}]\n" for m, n in zip("abcdefgh", "bcdefghi", strict=True))
        ),
        says="Aliases and anchors",
        place="content/p/policy.yml:1:4",
    ),
    Bad(
        "a YAML tag",
        _yml(f'{POLICY_YML}kind: !!python/object/apply:os.system ["touch /tmp/x"]\n'),
        says="Tags (!) are not taken",
        place="content/p/policy.yml:3:7",
    ),
    Bad("deep YAML", _yml("kind: " + "[" * 20000), says="nested too deep", place="content/p/policy.yml:1:18"),
    Bad(
        "deep YAML, indented",
        _yml("".join(" " * n + f"k{n}:\n" for n in range(300))),
        says="nested too deep",
        place="content/p/policy.yml:13:13",
    ),
    Bad(
        "100 kB of YAML",
        _yml(POLICY_YML + "# x\n" * 25_000),
        says="more than 65,536 bytes",
        place="content/p/policy.yml",
    ),
    Bad("two documents", _yml(f"{POLICY_YML}---\na: b\n"), says="second document", place="content/p/policy.yml:3:1"),
    Bad(
        "a control character in YAML",
        _yml(f"{POLICY_YML}kind: a\x07b\n"),
        says="not YAML",
        place="content/p/policy.yml:3:8",
    ),
    Bad(
        "broken front matter",
        _summary(f"---\ntitle: [\n---\n{SUMMARY}"),
        says="never closed",
        place="content/p/en/summary.md:2:8",
        shows="A name.",
    ),
    Bad(
        "front matter that never ends",
        _summary(f"---\ntitle: T\n\n{SUMMARY}"),
        says="never ends",
        place="content/p/en/summary.md:1:1",
        shows="A name.",
    ),
    Bad(
        "a policy in the order that is not there",
        {"site.yml": "name: S\npolicies: [q, p]\n"},
        says='There is no policy "q"',
        place="content/site.yml:2:12",
    ),
    Bad(
        "a policy in the order twice",
        {"site.yml": "name: S\npolicies: [p, p]\n"},
        says='The policy "p" is named twice',
        place="content/site.yml:2:15",
    ),
    Bad(
        "a binding language without a text",
        _yml("publisher: E\nbinding: de\n"),
        says='The binding language is "de", and there is no text in it',
        place="content/p/policy.yml:2:10",
    ),
]

STRUCTURE = [
    Bad("an empty summary", _summary(""), says="The summary is empty", place="content/p/en/summary.md:1:1"),
    Bad("a blank summary", _summary("\n \n"), says="The summary is empty", place="content/p/en/summary.md:1:1"),
    Bad("only a title", _summary("\n# T\n"), says="The summary has no question", place="content/p/en/summary.md:2:1"),
    Bad("no question", _summary("# T\n\nWords.\n"), says="has no question", place="content/p/en/summary.md:1:1"),
    Bad(
        "questions of two levels",
        _summary(f"{SUMMARY}\n#### Deeper?\n\nYes. [More...](#pp_what)\n"),
        says="the other questions have level 3",
        place="content/p/en/summary.md:9:1",
        shows="Deeper?",
    ),
    Bad("no full text", {"p/en/policy.md": None}, says="full text is missing", place="content/p/en/policy.md:1:1"),
    Bad("an empty full text", _policy(""), says="full text is missing", place="content/p/en/policy.md:1:1"),
    Bad(
        "a full text without a summary",
        {"p/de/policy.md": POLICY},
        says="The summary is missing",
        place="content/p/de/summary.md:1:1",
    ),
    Bad(
        "a policy without a text",
        {"q/policy.yml": POLICY_YML},
        says="no summary in any language",
        place="content/q:1:1",
    ),
    Bad(
        "a policy folder with a blank",
        {"my policy/policy.yml": POLICY_YML},
        2,
        "it has a blank in it",
        "content/my policy:1:1",
    ),
    Bad(
        "a policy folder with a strange name",
        {"<b>/policy.yml": POLICY_YML},
        2,
        '"<" cannot stand in one',
        "content/<b>:1:1",
    ),
    Bad("a policy folder named as ours", {"lp-x/policy.yml": POLICY_YML}, 2, '"lp-" at the start', "content/lp-x:1:1"),
    Bad(
        "a language folder that is no language",
        {"p/english/summary.md": SUMMARY},
        says='"english" is no language tag',
        place="content/p/english:1:1",
    ),
    Bad(
        "a link to nowhere",
        _section("See [it](#pp_nowhere)."),
        says='"#pp_nowhere" is the id of nothing here',
        place="content/p/en/policy.md:5:5",
    ),
    Bad(
        "two places with one id",
        _policy(f"{POLICY}\n## Again {{#pp_what}}\n\nWords.\n"),
        says='"pp_what" is the id of another place already: content/p/en/policy.md:3:19',
        place="content/p/en/policy.md:7:12",
    ),
    Bad(
        "an id with blanks",
        _policy(f"{POLICY}\n## Again {{#two words}}\n\nWords.\n"),
        says="it has a blank in it",
        place="content/p/en/policy.md:7:12",
    ),
    Bad(
        "an id that is ours",
        _policy(f"{POLICY}\n## Again {{#lp-main}}\n\nWords.\n"),
        says='"lp-" at the start is kept for the page itself',
        place="content/p/en/policy.md:7:12",
    ),
    Bad(
        "content is a file",
        code=2,
        says="This is no folder",
        place="content:1:1",
        make=lambda root: _replace(root / "content"),
    ),
]


def _replace(folder: Path) -> None:
    folder.rename(folder.with_name("aside"))
    folder.write_text("words")


BYTES = [
    Bad(
        "5 MB in one section", _section("Words. " * 750_000), 2, "2,097,152 are the most", "content/p/en/policy.md:1:1"
    ),
    Bad(
        "not UTF-8",
        _policy("# Ü\n\nöff\n".encode("latin-1")),
        2,
        "byte 0xdc makes no character",
        "content/p/en/policy.md:1:3",
    ),
    Bad(
        "not UTF-8, behind a byte order mark, CR and characters of two bytes",
        _policy(b"\xef\xbb\xbf# T\r\r\xc3\xbc\xff\r"),
        2,
        "byte 0xff makes no character",
        "content/p/en/policy.md:3:2",
    ),
    Bad("UTF-16", _summary(SUMMARY.encode("utf-16")), 2, "not UTF-8", "content/p/en/summary.md:1:1"),
    Bad("a null byte", _policy(f"{POLICY}\nA\0B\n"), 2, "null byte", "content/p/en/policy.md:7:2"),
    Bad("settings that are no text", {"site.yml": b"name: \xff\n"}, 2, "not UTF-8", "content/site.yml:1:7"),
    Bad("50,000 opening brackets", _section("[" * 50_000 + " and words"), 0, shows="and words"),
    Bad("12,500 links that never end", _section("[a](" * 12_500), 0, shows="[a]([a]("),
    Bad(
        "1,000 quotations in each other",
        _section(">" * 1000 + " words"),
        2,
        "nested more than",
        "content/p/en/policy.md:5:1",
    ),
]

OUTSIDE = [
    Bad(
        f"an image at {target}",
        _section(f"![x]({target})") | {"../x.png": PNG},
        1,
        "lies outside the images of this edition",
        "content/p/en/policy.md:5:1",
    )
    for target in ("../../x.png", "../../../x.png", "/etc/x.png", "..%2F..%2F..%2Fx.png", "..\\\\..\\\\x.png")
]
OUTSIDE += [
    Bad(
        f"a link to {target}",
        _section(f"See [it]({target})."),
        1,
        says,
        "content/p/en/policy.md:5:5",
    )
    for target, says in (
        ("../../../x.md", "names no page of this site"),
        ("/etc/passwd", "depends on where the site is put"),
        ("file:///etc/passwd", "no kind of address"),
        ("javascript:alert(1)", "no kind of address"),
        ("data:text/html,x", "no kind of address"),
    )
]
OUTSIDE += [
    Bad(
        f"{what} that is a link out",
        files,
        2,
        "leads out of the content folder by a symbolic link",
        place,
        make=lambda root, name=name, kind=kind: _link_out(root, name, kind),  # type: ignore[misc]
    )
    for what, files, name, kind, place in (
        ("a text", {"p/en/policy.md": None}, "content/p/en/policy.md", "file", "content/p/en/policy.md:1:1"),
        ("a setting", {"p/policy.yml": None}, "content/p/policy.yml", "file", "content/p/policy.yml:1:1"),
        ("the site's settings", {"site.yml": None}, "content/site.yml", "file", "content/site.yml:1:1"),
        ("the front page", {}, "content/index.md", "file", "content/index.md:1:1"),
        ("a language", {}, "content/p/de", "folder", "content/p/de:1:1"),
        (
            "the parts of a text",
            {"p/en/policy.md": None},
            "content/p/en/policy",
            "folder",
            "content/p/en/policy/1.md:1:1",
        ),
        ("a policy", {}, "content/q", "folder", "content/q:1:1"),
        ("content itself", {}, "content", "folder", "content:1:1"),
    )
]
OUTSIDE += [
    Bad(
        "an image that is a link out",
        _section("![x](images/x.png)"),
        1,
        "lies outside the images of this edition",
        "content/p/en/policy.md:5:1",
        make=lambda root: _link_out(root, "content/p/en/images/x.png", "file"),
    ),
    *(
        Bad(
            f"{what} that is a link to itself",
            files,
            2,
            "leads back to itself by a symbolic link",
            place,
            make=lambda root, name=name: _link_to_itself(root / name),  # type: ignore[misc]
        )
        for what, files, name, place in (
            ("a text", {"p/en/policy.md": None}, "content/p/en/policy.md", "content/p/en/policy.md:1:1"),
            ("a policy", {}, "content/q", "content/q:1:1"),
            (
                "the parts of a text",
                {"p/en/policy.md": None},
                "content/p/en/policy/a.md",
                "content/p/en/policy/a.md:1:1",
            ),
            ("content", {}, "content", "content:1:1"),
        )
    ),
    Bad(
        "a text that is a link to nothing",
        {"p/en/policy.md": None},
        2,
        "leads to no file by a symbolic link",
        "content/p/en/policy.md:1:1",
        make=lambda root: (root / "content" / "p" / "en" / "policy.md").symlink_to("gone.md"),
    ),
    Bad(
        "a folder for a file",
        {"p/en/policy.md": None},
        2,
        "This is no file",
        "content/p/en/policy.md:1:1",
        make=lambda root: (root / "content" / "p" / "en" / "policy.md").mkdir(),
    ),
    Bad(
        "a pipe for a file",
        {"p/en/policy.md": None},
        2,
        "This is no file",
        "content/p/en/policy.md:1:1",
        make=lambda root: os.mkfifo(root / "content" / "p" / "en" / "policy.md"),
    ),
]


def _link_out(root: Path, name: str, kind: str) -> None:
    outside = root.parent / f"{root.name}-outside"
    (outside / "en").mkdir(parents=True)
    for file in ("policy.yml", "summary.md", "1.md", "en/summary.md", "x.png"):
        (outside / file).write_text("A secret.\n")
    if name == "content":
        (root / "content").rename(outside / "content")
        outside = outside / "content"
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).symlink_to(outside / "x.png" if kind == "file" else outside)


def _link_to_itself(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.rename(path.with_name("aside"))
    path.symlink_to(path.name)


MARKUP = [
    Bad(
        "a remote image",
        _section("![x](https://example.org/x.png)"),
        says="would be fetched from elsewhere",
        place="content/p/en/policy.md:5:1",
    ),
    Bad(
        "a remote image without a scheme",
        _section("![x](//example.org/x.png)"),
        says="would be fetched from elsewhere",
        place="content/p/en/policy.md:5:1",
    ),
    Bad(
        "a script",
        _section("Text. <script>alert(1)</script>"),
        says="<script> is not among the elements",
        place="content/p/en/policy.md:5:7",
        shows="<script>alert(1)</script>",
    ),
    Bad(
        "a handler",
        _section('A <b onclick="alert(1)">bold</b> word.'),
        says='"onclick" on <b> could act on the page',
        place="content/p/en/policy.md:5:3",
        shows="A bold word.",
    ),
    Bad(
        "a frame",
        _section('<iframe src="https://example.org/"></iframe>\n\nWords.'),
        says="<iframe> is not among the elements",
        place="content/p/en/policy.md:5:1",
    ),
    *(
        Bad(
            f"{opening} before the last clause",
            _section(f"Text.\n\n{opening}Words."),
            says=says,
            place="content/p/en/policy.md:7:1",
            shows="The last words.",
        )
        for opening, says in (
            ("<details>", "<details> is never closed"),
            ("<div>", "<div> is never closed"),
            ("<!-- ", "never closed"),
            ("<style>", "not among the elements"),
            ("<textarea>", "not among the elements"),
            ("<title>", "not among the elements"),
        )
    ),
    Bad(
        "an attribute list with a handler",
        _section("*Words*{: onclick=alert(1) }"),
        says='"onclick" could act on the page',
        place="content/p/en/policy.md:5:8",
        shows="onclick=alert(1)",
    ),
    Bad(
        "an attribute list with a handler on a heading",
        _policy(f"{POLICY}\n## More {{#more onclick=alert(1)}}\n\nWords.\n"),
        says='"onclick" could act on the page',
        place="content/p/en/policy.md:7:9",
        shows="onclick=alert(1)",
    ),
]

CASES = [*SETTINGS, *STRUCTURE, *BYTES, *OUTSIDE, *MARKUP]


@pytest.mark.parametrize("bad", CASES, ids=lambda bad: bad.name)
def test_bad_input(make_site: MakeSite, bad: Bad) -> None:
    root = make_site(bad.files)
    bad.make(root)
    checked = largeprint("check", cwd=root)
    told = checked.out + checked.err
    assert checked.code == bad.code, told[-2000:]
    assert bad.says in told
    assert re.search(rf"^{re.escape(bad.place)}\S*  error", told, re.MULTILINE) or not bad.code, told[:2000]
    assert re.search(r"^content[^\n]*:\d+:\d+  error", told, re.MULTILINE) or not bad.code
    assert "A secret" not in told
    built = largeprint("build", cwd=root)
    nothing = bad.code == 2 or "There is no policy to build" in built.err
    assert built.code == (2 if nothing else bad.code)
    if nothing:
        assert not (root / "site").exists()
    else:
        assert bad.says in built.out + built.err
        assert_whole(root, bad.shows)


def assert_whole(root: Path, shows: str) -> None:
    """The site is there, every page to its end, and nothing on it acts, asks elsewhere or comes from outside."""
    site = tree(root / "site")
    assert {MARK, "index.html", "p/index.html", "p/offline.html"} <= set(site)
    for name, data in site.items():
        assert b"A secret" not in data
        if name.endswith(".html"):
            page = data.decode("utf-8")
            assert page.rstrip().endswith("</html>")
            for tag in re.findall(r"<[a-zA-Z][^>]*>", re.sub(r"<(script|style)>.*?</\1>", "", page, flags=re.DOTALL)):
                assert not re.search(r"""\s(on\w+|style|srcdoc)=|(href|src)=["'](javascript|data:text|file):""", tag), (
                    tag
                )
                assert not re.match(r"<(iframe|object|embed|form|base)\b", tag), tag
                assert not re.search(r"""\ssrc=["'](https?:)?//""", tag), tag
    assert shows in words(parse(site["p/index.html"]))
    assert sorted(path.name for path in root.iterdir() if ".lp-" in path.name) == []


@pytest.mark.parametrize("name", ["p/en/policy.md", "p/policy.yml", "site.yml", "p/en/images/x.png", "p/en", "p"])
def test_what_may_not_be_read(make_site: MakeSite, name: str) -> None:
    if not can_obey_permissions():
        pytest.skip("this user may read everything, and the system does not let us give that up")
    root = make_site({"p/en/images/x.png": PNG, **_section("![x](images/x.png)")})
    path = root / "content" / name
    mode = path.stat().st_mode
    path.chmod(0)
    try:
        for command in ("check", "build"):
            ran = largeprint(command, cwd=root, before=lambda: obey_permissions() and None)
            assert ran.code == 2
            place = f"content/{name}" if path.is_file() else f"content/{name}/"
            assert re.match(rf"{place}\S*:1:1  error\n    This cannot be read: Permission denied\.\n", ran.err), ran.err
            assert ran.next == "mend its name or its permissions."
            assert not (root / "site").exists()
    finally:
        path.chmod(mode)


# Braces are text


BRACES = "{{ 7*7 }} {% raw %} {# note #}"


def test_braces_of_templates_are_shown_as_text(make_site: MakeSite) -> None:
    root = make_site(
        {
            "site.yml": f"name: '{BRACES} of the site'\n",
            "index.md": f"# {BRACES} of the front\n\nWords {BRACES} in front.\n",
            "p/policy.yml": f"publisher: 'E {BRACES}'\nbinding: en\ndemonstration: 'Shown {BRACES} so.'\n",
            "p/en/summary.md": f"# T {BRACES} t\n\nIntro {BRACES} i\n\n### Q {BRACES} q? {{#q}}\n\n"
            f"A {BRACES} a. [More {BRACES} m](#pp_what)\n\n| What | F {BRACES} f |\n| --- | --- |\n",
            "p/en/policy.md": f"# T\n\n## H {BRACES} h {{#pp_what}}\n\nW {BRACES} w.\n\n    C {BRACES} c\n",
        }
    )
    assert largeprint("check", cwd=root).code == 0
    assert largeprint("build", cwd=root).code == 0
    for name in ("p/index.html", "p/offline.html"):
        page = words(parse((root / "site" / name).read_bytes()))
        for before, after in (
            ("E ", ""),
            ("Shown ", " so."),
            ("T ", " t"),
            ("Intro ", " i"),
            ("Q ", " q?"),
            ("A ", " a."),
            ("F ", " f"),
            ("H ", " h"),
            ("W ", " w."),
            ("C ", " c"),
        ):
            assert f"{before}{BRACES}{after}" in page
        assert "49" not in page
    front = words(parse((root / "site" / "index.html").read_bytes()))
    assert f"{BRACES} of the front" in front
    assert f"Words {BRACES} in front." in front
    assert f"T {BRACES} t" in front


# One that is broken, and another


def test_a_broken_policy_does_not_keep_the_other_from_being_built(make_site: MakeSite) -> None:
    root = make_site(
        {"q/policy.yml": "publisher: [\n", "q/en/summary.md": "# Q\n", "q/en/policy.md": "<div>\n\n## Open\n"}
    )
    ran = largeprint("build", cwd=root)
    assert ran.code == 1
    assert "content/q/" in ran.out
    assert "content/p/" not in ran.out
    assert_whole(root, "We need a name.")
    assert (root / "site" / "q" / "index.html").is_file()


def test_a_text_that_breaks_does_not_take_the_site_away(make_site: MakeSite) -> None:
    root = make_site()
    largeprint("build", cwd=root)
    before = tree(root / "site")
    make_site({"p/en/policy.md": b"\xff"})
    assert largeprint("build", cwd=root).code == 2
    assert tree(root / "site") == before


def test_a_link_inside_content_is_followed(make_site: MakeSite) -> None:
    root = make_site({"p/en/policy.md": None, "shared.md": POLICY})
    (root / "content" / "p" / "en" / "policy.md").symlink_to("../../shared.md")
    assert largeprint("check", cwd=root).code == 0
