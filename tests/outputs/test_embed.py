"""Pages without chrome: the words of the page, one request, small enough, and no link that is a dead end."""

from __future__ import annotations

import base64
import gzip
import hashlib
import posixpath
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from largeprint.layers.embedded import ROOM
from largeprint.layers.occasion import Occasion
from largeprint.pipeline import build, check
from largeprint.records.anchors import Kept, write_anchors
from tests.conftest import POLICY, SUMMARY, MakeSite
from tests.outputs.pages import attribute, elements, parse, words
from tests.outputs.test_answers import HARD_FILES, USUAL_FILES
from tests.outputs.test_golden import FILES

ROOT = Path(__file__).parents[2]
MOST = 14 * 1024
"""What a server may send before the first acknowledgement: ten packets."""


def built(root: Path, **occasion: Any) -> dict[str, bytes]:
    return {file.path: file.data for file in build(check(root), Occasion(**occasion))}


def embeds(files: dict[str, bytes]) -> dict[str, bytes]:
    found = {path: data for path, data in files.items() if "/embed/" in path}
    assert found
    return found


@pytest.fixture(scope="module")
def demo() -> dict[str, bytes]:
    return built(ROOT)


SITES = {"golden": dict(FILES), "hard": HARD_FILES, "usual": USUAL_FILES}


@pytest.fixture(params=["demo", *SITES])
def files(request: pytest.FixtureRequest, make_site: MakeSite) -> dict[str, bytes]:
    if request.param == "demo":
        return dict(request.getfixturevalue("demo"))
    return built(make_site(SITES[request.param]))


def test_every_question_has_a_page_and_all_have_one(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if re.fullmatch(r"\w+/(?:[\w-]+/)?index\.html", path) and b'class="lp-q"' in data and "/embed/" not in path:
            ids = re.findall(r'class="lp-q" id="([^"]+)"', data.decode())
            folder = path.removesuffix("index.html")
            for identifier in ids:
                assert f"{folder}embed/{identifier}/index.html" in files
                assert f'id="{identifier}"'.encode() in files[f"{folder}embed/index.html"]


def test_one_answer_fits_into_what_is_sent_at_once(demo: dict[str, bytes]) -> None:
    alone = {path: data for path, data in embeds(demo).items() if path.count("/") == 3}
    assert len(alone) == 24
    sizes = {path: len(gzip.compress(data, 9)) for path, data in alone.items()}
    assert {path: size for path, size in sizes.items() if size > MOST} == {}
    assert all(b'class="lp-s"' in data for data in alone.values())  # and each holds a passage that it leads to


LETTERS = "的一是不了人我在有他这中大来上国和地到以说时要就出会可也你对生能而子"


def test_also_where_letters_take_three_bytes(make_site: MakeSite) -> None:
    """Text without rhyme or reason packs worse than any that means something."""
    mixed = hashlib.shake_256(b"text").digest(60_000)
    text = "".join(LETTERS[each % len(LETTERS)] for each in mixed)
    parts = [text[at : at + 2_500] for at in range(0, 40_000, 2_500)]
    policy = "# T\n\n" + "\n\n".join(f"## S {n} {{#s{n}}}\n\n{part}" for n, part in enumerate(parts))
    links = " ".join(f"[S {n}](#s{n})" for n in range(len(parts)))
    summary = f"# T\n\n## Q? {{#q}}\n\n{text[-200:]}. {links}\n"
    files = built(make_site({"p/en/summary.md": summary, "p/en/policy.md": policy}))
    page = files["p/embed/q/index.html"]
    assert len(gzip.compress(page, 9)) <= MOST
    inside = re.findall(rb'class="lp-s" id="(s\d+)"', page)
    assert 2 <= len(inside) < len(parts)
    assert ROOM // 2 < len(page) < ROOM * 2
    for number in range(len(parts)):
        here = f"s{number}".encode() in inside
        assert (f'<a href="#s{number}">' if here else f'<a href="../index.html#s{number}">').encode() in page


def test_it_is_one_request_and_does_what_its_policy_says(files: dict[str, bytes]) -> None:
    for path, data in embeds(files).items():
        text = data.decode()
        assert not re.search(r"<(?:base|iframe|form|object)\b|target=|<link rel=\"stylesheet|<script [^>]*src", text), (
            path
        )
        assert not re.search(r"localStorage|sessionStorage|document\.cookie|indexedDB|fetch\(", text), path
        (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
        for tag, kind in (("style", "style-src"), ("script", "script-src")):
            (inner,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
            assert f"{kind} 'sha256-{digest}'" in policy.replace("&#39;", "'"), path
        assert "default-src 'none'" in policy.replace("&#39;", "'")
        assert "unsafe" not in policy
        assert "viewport-fit=cover" in text
        assert '<meta name="robots" content="noindex">' in text


def test_every_link_lands(files: dict[str, bytes]) -> None:
    for path, data in embeds(files).items():
        ids = re.findall(r' id="([^"]*)"', data.decode())
        assert len(ids) == len(set(ids)), path
        for element in elements(parse(data)):
            target = attribute(element, "href") or attribute(element, "src")
            if not target or re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), name)) if name else path
            assert there in files, (path, target)
            if anchor:
                assert f'id="{unquote(anchor)}"'.encode() in files[there], (path, target)


def test_it_says_the_words_of_the_page(files: dict[str, bytes]) -> None:
    for path, data in embeds(files).items():
        if b'<div class="lp-answer"' not in data:
            continue
        root = parse(files[path.partition("embed/")[0] + "index.html"])
        page = {attribute(each, "id"): each for each in elements(root) if attribute(each, "id")}
        mine = [each for each in elements(parse(data)) if attribute(each, "class") in ("lp-q", "lp-s")]
        assert mine
        for part in mine:
            identifier = attribute(part, "id")
            if not identifier:
                continue
            for name in ("lp-answer", "lp-facts", "lp-body", "lp-exact", "lp-notes lp-labels"):
                there, here = (
                    [words(e) for e in elements(whole) if attribute(e, "class") == name]
                    for whole in (page[identifier], part)
                )
                assert [without_signs(each) for each in here] == there, (path, identifier, name)


def without_signs(text: str) -> str:
    return text.replace("↗", "")


def test_ids_are_those_of_the_page(files: dict[str, bytes]) -> None:
    for path, data in embeds(files).items():
        if path.endswith("embed/index.html"):
            page = files[path.replace("embed/", "")].decode()
            own = {each for each in re.findall(r' id="([^"]*)"', page) if not each.startswith("lp-")}
            assert own == {each for each in re.findall(r' id="([^"]*)"', data.decode()) if not each.startswith("lp-")}


def test_it_says_of_which_day_it_is_and_what_it_is(demo: dict[str, bytes], make_site: MakeSite) -> None:
    for data in embeds(demo).values():
        said = words(parse(data))
        assert "Unofficial demonstration" in said
        assert re.search(r"Version of \d+ \w+ \d{4} · Text code [0-9A-Z]{4}-[0-9A-Z]{4}", said)
        assert "Draft" not in said
    for data in embeds(built(make_site(USUAL_FILES))).values():
        said = words(parse(data))
        assert said.count("Draft") == 2
        assert "Text code" in said


def test_links_that_leave_are_marked(files: dict[str, bytes]) -> None:
    for data in embeds(files).values():
        for element in elements(parse(data)):
            if element.name == "a" and re.match(r"[a-z]+:", attribute(element, "href")):
                assert attribute(element, "rel") == "external noopener"
                assert words(element).endswith("↗")


def test_a_past_day_shows_the_text_of_that_day() -> None:
    files = built(ROOT, as_of=date(2021, 9, 1))
    assert "Version of 19 August 2021" in words(parse(files["wechat/embed/provide/index.html"]))
    assert "A new text applies from 22 September 2021" in words(parse(files["wechat/embed/provide/index.html"]))
    assert "Will apply" not in words(parse(files["wechat/embed/provide/index.html"]))


KEPT = (
    Kept("renamed", "question", "2025-01-01", "What do you want?", moved="provide"),
    Kept("merged", "question", "2025-01-01", "Why?", moved="pp_what"),
    Kept("twice", "question", "2025-01-01", "Who?", moved="renamed"),
    Kept("gone", "question", "2025-01-01", "Do you fax?", withdrawn="2025-06-01", because="Nobody faxes any more."),
    Kept("after", "question", "2025-01-01", "Do you telex?", moved="gone"),
    Kept("pp_old", "section", "2025-01-01", "Old section", withdrawn="2025-06-01", because="It went."),
)


def test_a_question_that_went_says_so_at_its_old_address(make_site: MakeSite) -> None:
    anchors = write_anchors({kept.id: kept for kept in KEPT})
    files = built(make_site({"p/anchors.yml": anchors}))
    assert not [path for path in files if "pp_old" in path]

    def seen(identifier: str) -> tuple[str, list[str]]:
        root = parse(files[f"p/embed/{identifier}/index.html"])
        return words(root), [attribute(e, "href") for e in elements(root) if e.name == "a"]

    for identifier in ("renamed", "twice"):
        said, links = seen(identifier)
        assert "This answer now stands under another question." in said
        assert "In its place: What do you need?" in said
        assert links == ["../provide/index.html", "../index.html"]
    assert seen("merged")[1] == ["../index.html#pp_what", "../index.html"]
    assert "In its place: What we need" in seen("merged")[0]
    for identifier, heading in (("gone", "Do you fax?"), ("after", "Do you telex?")):
        said, links = seen(identifier)
        assert heading in said
        assert "Since 1 June 2025. Nobody faxes any more." in said
        assert links == ["../index.html"]


def test_a_further_id_of_a_question_leads_to_it(make_site: MakeSite) -> None:
    summary = SUMMARY.replace("### What do you need? {#provide}", '<a id="need"></a>\n### What do you need? {#provide}')
    files = built(make_site({"p/en/summary.md": summary}))
    assert "../provide/index.html" in files["p/embed/need/index.html"].decode()
    assert b'id="need"' in files["p/embed/provide/index.html"]


def test_what_a_translation_lacks_leads_to_the_binding_language(make_site: MakeSite) -> None:
    other = {"p/de/summary.md": "# T\n\n### F? {#frage}\n\nA. [S](#pp_what)\n", "p/de/policy.md": POLICY}
    files = built(make_site(other))
    page = files["p/de/embed/provide/index.html"].decode()
    assert "It stands in the binding language only" in page
    assert 'href="../../../embed/provide/index.html"' in page


def test_ids_that_are_no_folder_everywhere_stand_among_all_answers(make_site: MakeSite) -> None:
    long = "ü" * 150
    ids = ["Use", "use", "index.html", long, "same", "same", "end."]
    summary = "# T\n\n" + "\n".join(f"## Q {n}? {{#{each}}}\n\nA. [S](#pp_what)\n" for n, each in enumerate(ids))
    files = built(make_site({"p/en/summary.md": summary}))
    assert sorted(path for path in files if "/embed/" in path) == [
        "p/embed/Use/index.html",
        "p/embed/index.html",
        "p/embed/same/index.html",
    ]


def test_the_direction_is_that_of_the_language(make_site: MakeSite) -> None:
    files = built(make_site(dict(FILES)))
    assert b'<html lang="ar" dir="rtl">' in files["p/ar/embed/provide/index.html"]


def test_a_link_to_another_policy_goes_to_its_page_without_chrome(make_site: MakeSite) -> None:
    other = {
        "q/policy.yml": "publisher: Q\nbinding: en\n",
        "q/en/summary.md": "# Q\n\n## Q? {#q}\n\nA. [F](#fees)\n",
        "q/en/policy.md": "## Fees {#fees}\n\nNone.\n",
    }
    summary = SUMMARY.replace("A name.", "A name, and [money](../../q/en/policy.md#fees).")
    files = built(make_site({"p/en/summary.md": summary, **other}))
    assert b'href="../../../q/embed/index.html#fees"' in files["p/embed/provide/index.html"]
    assert b'href="../../q/embed/index.html#fees"' in files["p/embed/index.html"]
