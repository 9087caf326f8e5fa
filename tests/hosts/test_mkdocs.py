"""The site on MkDocs: the same pages as the core's own, its sources withheld, and an old site that no failure harms."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.__main__ import cli
from mkdocs.commands.build import build as build_mkdocs
from mkdocs.config import load_config

from largeprint.check.registry import RULES
from largeprint.outputs.csp import source
from largeprint.outputs.material import with_policy
from tests.conftest import MakeSite
from tests.hosts.conftest import Ran, largeprint, ran_in_child, tree
from tests.outputs.pages import attribute, elements, parse, words
from tests.test_same_bytes import written

ROOT = Path(__file__).parents[2]
SETTINGS = """
site_name: Our policies
docs_dir: content
use_directory_urls: false
plugins: [search, {{largeprint: {{{options}}}}}]
theme: {{name: material, font: false}}
markdown_extensions: [attr_list]
"""
WRONG = {"p/en/summary.md": "# T\n\n### Q? {#provide}\n\nA. [More...](#pp_what) [x](#pp_wat)\n"}
"""A site with one error: an answer that leads to a section that is not there."""

WARNED = {"p/en/policy.md": "# T\n\n## One {#pp_what}\n\nText.\n\n## Two {#pp_two}\n\nNo answer leads here.\n"}
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')

Site = Callable[..., Path]


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A small site with its ``mkdocs.yml``; ``options`` are the plugin's."""

    def make(files: dict[str, str | bytes | None] | None = None, options: str = "") -> Path:
        root = make_site({"guide/index.md": "# Guide\n\nWords.\n", **(files or {})})
        (root / "mkdocs.yml").write_text(SETTINGS.format(options=options))
        return root

    return make


def mkdocs(*words: str, cwd: Path) -> Ran:
    """Runs MkDocs in a process that is forked off this one; a traceback fails the test."""
    ran = ran_in_child("mkdocs", cli, *words, cwd=cwd, before=lambda: os.environ.update(QUIET))
    assert "Traceback" not in ran.out + ran.err, ran.err
    return ran


def started_mkdocs(*words: str, cwd: Path) -> Ran:
    """Starts MkDocs whole, as a person does."""
    done = subprocess.run([sys.executable, "-m", "mkdocs", *words], cwd=cwd, env=QUIET, capture_output=True, timeout=60)
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def served(root: Path, folder: Path) -> dict[str, bytes]:
    """What ``mkdocs serve`` shows, without the server."""
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(folder))
    config.plugins.on_startup(command="serve", dirty=False)
    build_mkdocs(config, serve_url="http://127.0.0.1:8000/")
    config.plugins.on_shutdown()
    return tree(folder)


# The pages


def test_the_whole_tree_is_that_of_the_core(tmp_path: Path) -> None:
    root = written(tmp_path)
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    ran = started_mkdocs("build", "-q", cwd=root)
    assert ran.code == 0
    assert "Traceback" not in ran.out + ran.err, ran.err
    largeprint("build", "-o", root / "plain", cwd=root)
    by_mkdocs, plain = tree(root / "site"), tree(root / "plain")
    assert {name: by_mkdocs.get(name) == data for name, data in plain.items()} == dict.fromkeys(plain, True)
    own = r"(guide|search|assets/(images|javascripts|stylesheets))/.*|sitemap\.xml(\.gz)?"
    assert [name for name in by_mkdocs if name not in plain and not re.fullmatch(own, name)] == []


def test_in_a_preview_too_but_for_the_policy_that_would_block_reloading(site: Site, tmp_path: Path) -> None:
    root = site()
    shown = served(root, tmp_path / "shown")
    assert largeprint("build", "-o", root / "plain", cwd=root).code == 0
    plain = tree(root / "plain")
    del plain[".largeprint"]
    assert {name: shown[name] for name in plain} == {
        name: POLICY.sub(b"", data, count=1) if name.endswith(".html") else data for name, data in plain.items()
    }
    assert [name for name, data in shown.items() if b"Content-Security-Policy" in data and name.endswith(".html")] == []


def test_no_source_is_published(site: Site) -> None:
    mark = "zanzibar"
    planted: dict[str, str | bytes | None] = {
        "site.yml": f"name: Our policies  # {mark}\n",
        "index.md": f"# Front <!-- {mark} -->\n\nWords.\n",
        "p/policy.yml": f"publisher: Example Ltd\nbinding: en\n# {mark}\n",
        "p/en/evidence.yml": f"# {mark}\n",
        "p/en/images/unused.svg": f"<svg>{mark}</svg>",
        "p/releases/2026-01-01/en/summary.md": f"# {mark}\n",
        "p/signoffs/someone.jsonl": f'"{mark}"\n',
        "p/signoffs/returned.docx": f"{mark}\n",
        "p/en/notes.md": f"# {mark}\n",
    }
    root = site(planted)
    (root / "content/alias.md").symlink_to(root / "content/p/en/notes.md")
    mkdocs("build", "-q", cwd=root)
    built = tree(root / "site")
    assert [
        name for name, data in built.items() if mark.encode() in data or "summary" in name or name.endswith(".md")
    ] == []
    assert "guide/index.html" in built


@pytest.mark.parametrize("name", ["README.md", "index.html", "p.md"])
def test_no_ordinary_page_takes_the_place_of_ours(site: Site, name: str) -> None:
    root = site({name: "# Mine\n"}, options="skin: reader")
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text().replace("urls: false", "urls: true"))
    ran = mkdocs("build", cwd=root)
    ours = "p/index.html" if name == "p.md" else "index.html"
    assert f"content/{name} is left out: {ours} is a page of ours" in ran.err
    largeprint("build", "-o", root / "plain", cwd=root)
    assert (root / "site" / ours).read_bytes() == (root / "plain" / ours).read_bytes()


def test_the_manual_of_the_rules(site: Site) -> None:
    root = site(options="rules: guide/rules.md")
    mkdocs("build", "-q", cwd=root)
    page = parse((root / "site/guide/rules.html").read_bytes())
    ids = {attribute(element, "id") for element in elements(page) if element.name == "h3"}
    assert set(RULES) <= ids


# Inside Material's page


def test_inside_material_the_same_ids_links_and_words(tmp_path: Path) -> None:
    root = written(tmp_path)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("skin: reader", "skin: material"))
    assert mkdocs("build", "-q", cwd=root).code == 0
    largeprint("build", "-o", root / "plain", cwd=root)
    pages = [path.relative_to(root / "plain") for path in (root / "plain").glob("*/**/index.html")]
    same = {"history", "embed"}  # these have our own page in either skin
    pages = [page for page in pages if same.isdisjoint(page.parts)]
    assert len(pages) >= 3
    for page in pages:
        reader, ours = parse((root / "plain" / page).read_bytes()), parse((root / "site" / page).read_bytes())
        (policy,) = (element for element in elements(ours) if attribute(element, "class") == "lp-policy")
        assert [what_is_read(element) for element in parts(policy)] == [
            what_is_read(element) for element in parts(reader)
        ]
        assert {attribute(policy, "lang"), attribute(policy, "dir")} == {
            attribute(element, name) for element in [reader_html(reader)] for name in ("lang", "dir")
        }


def reader_html(root: Any) -> Any:
    return next(element for element in elements(root) if element.name == "html")


def parts(root: Any) -> Iterator[Any]:
    """The head, each question, each section, the foot."""
    for element in elements(root):
        if {"lp-head", "lp-q", "lp-s", "lp-foot"} & set(attribute(element, "class").split()):
            yield element


def what_is_read(part: Any) -> tuple[list[str], list[str], str]:
    """Ids, link targets and visible words of a part."""
    inside = [part, *elements(part)]
    ids = [attribute(element, "id") for element in inside if attribute(element, "id")]
    return ids, [attribute(element, "href") for element in inside if element.name == "a"], words(part)


def test_inside_material_words_stay_words(site: Site) -> None:
    title = 'A "quoted" <title> & more'
    files = {
        "p/en/summary.md": f'# {title}\n\n"Quoted" & so on.\n\n### Is 1 < 2? {{#provide}}\n\nYes. [More...](#pp_what)\n'
    }
    root = site(files, "skin: material")
    mkdocs("build", "-q", cwd=root)
    page = (root / "site/p/index.html").read_text("utf-8")
    assert "<title>A &quot;quoted&quot; &lt;title&gt; &amp; more - Our policies</title>" in page
    assert '<meta name="description" content="&quot;Quoted&quot; &amp; so on.">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "Is 1 &lt; 2?" in page


# Findings and failures


def test_errors_fail_a_strict_build_and_the_old_site_stays(site: Site) -> None:
    root = site()
    assert mkdocs("build", "-q", "--strict", cwd=root).code == 0
    before = tree(root / "site")
    (root / "content/p/en/summary.md").write_text(WRONG["p/en/summary.md"])
    ran = mkdocs("build", "--strict", cwd=root)
    assert ran.code == 1
    assert re.search(r"ERROR +-  largeprint: content/p/en/summary\.md:5:24 link-dead: ", ran.err), ran.err
    assert tree(root / "site") == before
    assert mkdocs("build", cwd=root).code == 0
    assert tree(root / "site") != before


def test_warnings_are_told_and_fail_nothing(site: Site) -> None:
    ran = mkdocs("build", "--strict", cwd=site(WARNED))
    assert ran.code == 0
    assert re.search(r"INFO +-  largeprint: content/p/en/policy\.md:7:1 section-unreached: ", ran.err), ran.err


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"p/en/policy.md": b"# T\n\xff"},
            r"content/p/en/policy\.md:2:1: The file is not UTF-8.*\nNext: Save it as UTF-8\.\n",
        ),
        ({"p/policy.yml": None, "p/en/summary.md": None}, r"There is no policy to build\.\nNext: .*\n"),
    ],
)
def test_what_cannot_be_read_is_one_message(site: Site, files: dict[str, Any], message: str) -> None:
    root = site()
    mkdocs("build", "-q", cwd=root)
    before = tree(root / "site")
    for name, data in files.items():
        path = root / "content" / name
        path.write_bytes(data) if data is not None else path.unlink()
    ran = mkdocs("build", "-q", cwd=root)
    assert ran.code == 1
    assert re.fullmatch(r"\s*" + message, ran.out + ran.err), ran
    assert tree(root / "site") == before


def test_another_plugins_failure_leaves_the_old_site(site: Site) -> None:
    root = site()
    mkdocs("build", "-q", cwd=root)
    before = tree(root / "site")
    (root / "content/guide/index.md").write_text("---\ntemplate: missing.html\n---\n# Guide\n")
    assert started_mkdocs("build", cwd=root).code == 1
    assert tree(root / "site") == before


def test_a_folder_of_others_is_not_exchanged(site: Site) -> None:
    root = site()
    (root / "site").mkdir()
    (root / "site/mine.txt").write_text("mine")
    ran = mkdocs("build", "-q", cwd=root)
    assert ran.code == 1
    assert "holds files that this tool did not write" in ran.out + ran.err
    assert tree(root / "site") == {"mine.txt": b"mine"}


def test_the_folder_is_content(site: Site) -> None:
    root = site()
    (root / "content").rename(root / "docs")
    (root / "mkdocs.yml").write_text((root / "mkdocs.yml").read_text().replace("docs_dir: content", "docs_dir: docs"))
    ran = mkdocs("build", "-q", cwd=root)
    assert (ran.code, 'Next: write "docs_dir: content" in mkdocs.yml' in ran.out + ran.err) == (1, True)


# The preview server


@pytest.mark.parametrize("how", [(), ("--clean",)])
def test_a_preview_shows_what_was_just_written(site: Site, how: tuple[str, ...]) -> None:
    root = site()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", *how, "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=root, env=QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        page = f"http://127.0.0.1:{port}/p/index.html"
        first = until(page, b"We need a name.")
        assert b"Content-Security-Policy" not in first
        assert b"livereload" in first
        (root / "content/p/en/policy.md").write_text("# The full text\n\n## What {#pp_what}\n\nA pseudonym will do.\n")
        until(page, b"A pseudonym will do.")
    finally:
        server.terminate()
        server.wait(20)
    assert not (root / "site").exists()


def until(address: str, words: bytes) -> bytes:
    """The page, once the words are on it."""
    last = time.monotonic() + 40
    while time.monotonic() < last:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            data: bytes = answer.read()
            if words in data:
                return data
        time.sleep(0.1)
    raise AssertionError(f"{words!r} never came")


# On its own


def test_the_policy_names_what_stands_in_a_page() -> None:
    page = with_policy(
        '<meta charset="utf-8"><script>one()</script><script type="application/json">{}</script>'
        '<script src="two.js"></script><style>p{}</style><p style="color: red">&lt;i style="no"&gt;</p>'
    )
    (policy,) = re.findall(
        r'^<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]*)">', page
    )
    script, style = re.findall(r"(?:script|style)-src ([^;]*);", policy.replace("&#x27;", "'"))
    assert script == f"'self' '{source('one()')}'"
    assert style.count("sha256-") == 2
    assert "'unsafe-hashes'" in style
    assert "unsafe-inline" not in policy


def test_the_core_needs_neither_mkdocs_nor_material(tmp_path: Path) -> None:
    hidden = "import sys; sys.modules.update(dict.fromkeys(('mkdocs', 'material', 'properdocs', 'markdown'), None)); "
    program = hidden + "from largeprint.hosts.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "build", "-C", str(ROOT), "-o", str(tmp_path / "site")], capture_output=True
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/wechat/index.html").exists()


@pytest.mark.parametrize("skin", ["reader", "material"])
def test_no_page_names_another_host_whatever_the_theme_is_set_to(site: Site, skin: str) -> None:
    root = site(options=f"skin: {skin}")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace(", font: false", ""), "utf-8")
    ran = mkdocs("build", cwd=root)
    assert ran.code == 0, ran.err
    for path in (root / "site").rglob("*.html"):
        assert re.findall(r'<(?:link|script|img)[^>]*="(?:https?:)?//[^"]*"', path.read_text("utf-8")) == [], path


def test_the_skin_of_a_theme_that_is_not_there(site: Site) -> None:
    root = site(options="skin: material")
    settings = (root / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(settings.replace("name: material, font: false", "name: readthedocs"), "utf-8")
    ran = mkdocs("build", cwd=root)
    assert ran.code != 0
    assert '"skin: material" needs the theme material; here it is readthedocs.' in ran.out
