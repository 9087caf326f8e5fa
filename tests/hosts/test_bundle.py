"""What an app ships: released and approved text alone, whole in itself, and seen to be exactly that in the app's CI."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from largeprint.hosts.bundle import SNIPPETS
from tests.conftest import MakeSite
from tests.hosts.conftest import Ran, largeprint, tree
from tests.hosts.test_publish import FILES
from tests.outputs.pages import attribute, elements, parse
from tests.outputs.test_answers import wrong

DAY = "2026-03-01"
MORE = {
    **FILES,
    "site.yml": "name: Ours\n",
    "p/en/summary.md": str(FILES["p/en/summary.md"]).replace(
        "A name. [More](#pp_what)", "A name, and [money](../../q/en/policy.md#fees). [More](#pp_what)"
    )
    + "\nmoments: sign-up\n",
    "q/policy.yml": "publisher: Q\nbinding: en\nreviewers: {legal: asserted}\n",
    "q/en/summary.md": "# Q\n\n## What does it cost? {#cost}\n\nNothing. [F](#fees)\n",
    "q/en/policy.md": "## Fees {#fees}\n\nNothing.\n",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two policies; the first was released and approved."""
    root = tmp_path_factory.mktemp("bundled")
    for name, data in MORE.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if data is not None:
            path.write_bytes(data.encode() if isinstance(data, str) else data)
    assert largeprint("confirm", "--accept-best", cwd=root).code == 0
    assert largeprint("release", "p", "--effective", DAY, "--editorial", cwd=root).code == 0
    for name, role in (("Ann <a@example.org>", "legal"), ("Bob <b@example.org>", "privacy")):
        assert largeprint("sign", "p", "--as", name, "--role", role, cwd=root).code == 0
    return root


@pytest.fixture
def site(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "site")
    return tmp_path / "site"


def bundle(site: Path, *words: str, code: int = 0) -> Ran:
    ran = largeprint("bundle", *words, "-o", "app", "--as-of", DAY, cwd=site)
    assert ran.code == code, ran
    return ran


def answers(site: Path, name: str = "p/answers.json") -> Any:
    return json.loads((site / "app" / name).read_bytes())


def test_a_bundle_has_what_an_app_needs(site: Path) -> None:
    assert "released and approved text" in bundle(site, "p").out
    names = {name for name in tree(site / "app") if not name.startswith(".")}
    assert names >= {
        "manifest.json",
        "p/answers.json",
        "p/de/answers.json",
        "p/de/embed/index.html",
        "p/embed/index.html",
        "p/embed/provide/index.html",
        "p/embed/share/index.html",
        "p/images/form.png",
        "p/offline.html",
        "schema/answers-1.d.ts",
        "schema/answers-1.json",
    }
    assert not [name for name in names if name.startswith("q/") or "history" in name]
    for name in ("p/answers.json", "p/de/answers.json"):
        assert wrong(answers(site, name)) == []
    assert answers(site)["questions"][1]["moments"] == ["sign-up"]


def test_nothing_in_it_leads_out_of_it(site: Path) -> None:
    bundle(site, "p")
    files = tree(site / "app")
    for name, data in files.items():
        if name.endswith(".html"):
            for element in elements(parse(data)):
                target = attribute(element, "href") or attribute(element, "src")
                if target and not re.match(r"[a-z]+:", target):
                    path, _, anchor = target.partition("#")
                    there = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
                    assert there in files, (name, target)
                    assert not anchor or f'id="{anchor}"'.encode() in files[there], (name, target)
    html = answers(site)["questions"][0]["answer"]["html"]
    assert "<a>money</a>" in html
    assert "money" in (site / "app/p/embed/provide/index.html").read_text("utf-8")
    for href in re.findall(r'"(?:href|embed)": "([^"]*)"', (site / "app/p/answers.json").read_text("utf-8")):
        assert re.match(r"[a-z]+:", href) or f"p/{href.partition('#')[0]}" in files


def test_with_an_address_a_link_to_what_is_not_shipped_goes_to_the_web(site: Path) -> None:
    (site / "content/site.yml").write_text("name: Ours\naddress: https://example.org/legal/\n")
    bundle(site, "p")
    assert 'href="https://example.org/legal/q/embed/index.html#fees"' in (
        site / "app/p/embed/provide/index.html"
    ).read_text("utf-8")
    assert "https://example.org/legal/q/index.html#fees" in answers(site)["questions"][0]["answer"]["html"]


def test_two_policies_lead_to_each_other(site: Path) -> None:
    assert largeprint("release", "q", "--effective", DAY, "--editorial", cwd=site).code == 0
    assert largeprint("sign", "q", "--as", "Ann <a@example.org>", "--role", "legal", cwd=site).code == 0
    bundle(site)
    assert '"../q/embed/index.html#fees"' in answers(site)["questions"][0]["answer"]["html"]


def test_only_some_questions_and_languages(site: Path) -> None:
    bundle(site, "p", "--only", "share", "--languages", "de")
    names = set(tree(site / "app"))
    assert "p/answers.json" not in names
    assert {"p/de/embed/index.html", "p/de/embed/share/index.html", "p/de/offline.html"} <= names
    assert "p/de/embed/provide/index.html" not in names
    value = answers(site, "p/de/answers.json")
    assert [each["id"] for each in value["questions"]] == ["share"]
    assert [each["anchor"] for each in value["sections"]] == ["pp_share"]
    assert [each["language"] for each in value["policy"]["languages"]] == ["de"]
    assert "Was?" in (site / "app/p/de/embed/index.html").read_text("utf-8")  # for an id that is not there


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("p", "--only", "provid"), 'did you mean "p#provide"?'),
        (("p#provid",), "p#provide"),
        (("pp",), 'did you mean "p"?'),
        (("p", "--languages", "fr"), "en, de"),
        (("p", "--draft", "--with-coming"), "leave out"),
    ],
)
def test_what_is_not_there_is_told_with_the_nearest(site: Path, words: tuple[str, ...], said: str) -> None:
    assert said in bundle(site, *words, code=2).next
    assert not (site / "app").exists()


def test_a_closed_gate_writes_nothing(site: Path) -> None:
    assert "q was never released" in bundle(site, code=4).err
    assert not (site / "app").exists()
    signoffs = next((site / "content/p/signoffs").glob("*.jsonl"))
    signoffs.unlink()
    assert bundle(site, "p", code=4).next.startswith("as ")
    assert not (site / "app").exists()


def test_a_draft_says_that_it_is_one_everywhere(site: Path) -> None:
    assert "a draft" in bundle(site, "q", "--draft").out
    assert answers(site, "q/answers.json")["policy"]["state"] == "draft"
    for name in ("q/embed/index.html", "q/embed/cost/index.html", "q/offline.html"):
        assert "Draft" in (site / "app" / name).read_text("utf-8")
    assert "This bundle is a draft" in largeprint("verify", "app", cwd=site).out


def test_the_coming_text_is_there_too(site: Path) -> None:
    path = site / "content/p/en/policy/02-share.md"
    path.write_text(path.read_text("utf-8").replace("Nobody gets it.", "Nobody at all gets it."))
    settings = site / "content/p/policy.yml"
    settings.write_text(settings.read_text("utf-8").replace(DAY, "2026-07-01"))
    assert largeprint("confirm", "--accept-best", cwd=site).code == 0
    assert largeprint("release", "p", "--effective", "2026-07-01", "--editorial", cwd=site).code == 0
    bundle(site, "p", "--with-coming", code=4)
    for name, role in (("Ann <a@example.org>", "legal"), ("Bob <b@example.org>", "privacy")):
        assert largeprint("sign", "p@2026-07-01", "--as", name, "--role", role, cwd=site).code == 0
    bundle(site, "p", "--with-coming")
    assert answers(site)["policy"]["release"] == DAY
    then = answers(site, "coming/p/answers.json")
    assert (then["policy"]["release"], then["policy"]["state"]) == ("2026-07-01", "released")
    assert "Nobody at all" in then["sections"][-1]["text"]
    assert json.loads((site / "app/manifest.json").read_bytes())["bundle"]["coming"] == {"p": "2026-07-01"}
    assert largeprint("verify", "app", cwd=site).code == 0


def app_of(site: Path) -> Path:
    """The bundle in the repository of an app, far from the site."""
    bundle(site, "p")
    app = site.parent / "app-repository"
    app.mkdir()
    shutil.copytree(site / "app", app / "policies")
    return app


def test_verify_in_the_ci_of_an_app(site: Path) -> None:
    app = app_of(site)
    ran = largeprint("verify", "policies", "--question", "provide", "--question", "p#share", cwd=app)
    assert ran.code == 0, ran
    assert "the release of 2026-03-01" in ran.out
    assert largeprint("verify", "policies", "--moment", "sign-up", cwd=app).code == 0
    assert "and the records" in largeprint("verify", app / "policies", cwd=site).out


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "altered": (
        lambda app: (app / "p/embed/provide/index.html").write_bytes(b"x"),
        "p/embed/provide/index.html was changed",
    ),
    "missing": (lambda app: (app / "p/offline.html").unlink(), "p/offline.html is gone"),
    "extra": (lambda app: (app / "p/more.html").write_text(""), "p/more.html is no file of this publication"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_verify_names_what_differs(site: Path, kind: str) -> None:
    app = app_of(site)
    change, said = CHANGES[kind]
    change(app / "policies")
    ran = largeprint("verify", "policies", cwd=app)
    assert ran.code == 1
    assert said in ran.out
    assert ran.next


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--question", "provid"), 'did you mean "provide"?'),
        (("--question", "p#shar"), 'did you mean "share"?'),
        (("--question", "zzz"), "ask for one of: provide, share"),
        (("--question", "x#provide"), "ask for one of: p"),
        (("--moment", "signup"), 'did you mean "sign-up"?'),
    ],
)
def test_an_unknown_id_fails_and_the_nearest_is_named(site: Path, words: tuple[str, ...], said: str) -> None:
    ran = largeprint("verify", "policies", *words, cwd=app_of(site))
    assert ran.code == 1
    assert ran.next == said


def test_a_text_that_changed_since_is_seen_from_the_site(site: Path) -> None:
    bundle(site, "p")
    path = site / "content/p/releases/2026-03-01/en/summary.md"
    path.write_text(path.read_text("utf-8").replace("A name", "A full name"))
    assert largeprint("verify", "app", cwd=site).code == 1


def test_the_same_bytes_again(site: Path) -> None:
    bundle(site, "p")
    before = tree(site / "app")
    bundle(site, "p")
    assert tree(site / "app") == before


@pytest.mark.parametrize("name", SNIPPETS)
def test_the_code_to_paste(site: Path, name: str) -> None:
    ran = largeprint("bundle", "wechat#location", "--snippet", name, cwd=site)
    assert ran.code == 0
    assert "wechat" in ran.out
    assert "location" in ran.out
    assert "POLICY" not in ran.out
    assert "QUESTION" not in ran.out
    assert re.search(r"[Nn]ot compiled where|syntax was checked", ran.out)
    assert not (site / "app").exists()


@pytest.mark.parametrize("name", ["web", "react-native"])
def test_code_for_a_compiler_that_is_here(site: Path, name: str, tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node")
    code = largeprint("bundle", "p", "--snippet", name, cwd=site).out
    if name == "web":
        code = re.findall(r"<script>(.*?)</script>", code, re.DOTALL)[0]
    path = tmp_path / "code.mjs"
    path.write_text(code)
    done = subprocess.run([node, "--check", path], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_it_asks_for_a_folder_and_a_day(make_site: MakeSite) -> None:
    ran = largeprint("bundle", "p", cwd=make_site())
    assert ran.code == 2
    assert ran.next == "largeprint bundle -o app/policies --as-of 2026-03-01"
