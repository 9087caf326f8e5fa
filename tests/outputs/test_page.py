"""The page as bytes: what it says of itself, what it may do, and that both layers are whole in it."""

from __future__ import annotations

import re
from html import unescape

import pytest

from largeprint.layers.occasion import Occasion
from largeprint.outputs import csp
from largeprint.pipeline import build, check
from tests.conftest import MakeSite
from tests.outputs.pages import attribute, elements, parse, words

SUMMARY = """# Privacy {{ 7*7 }}

An <b>introduction</b> & more.

### What do you need? {#provide}

A name, and [what you do](#pp_how). [More...](#pp_what)

| What | A name |
| --- | --- |
| Why | [To greet you](#pp_how) |

[Write to us](mailto:privacy@example.org)

### Is that all? {#all}

It is. [How we use it](#pp_how) [Terms](../../q/en/policy.md#fees)
"""

POLICY = """# The whole text {#whole}

Words under the title.

## What we need {#pp_what}

We need a name.[^1] ![a map](images/map.svg)

[^1]: Any name.

<a id="old_how"></a>
## How we use it {#pp_how}

To greet you.

### When {: #pp_when }

(a) In the morning.

(b) At night.
"""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>'


@pytest.fixture
def files(make_site: MakeSite) -> dict[str, bytes]:
    site = make_site(
        {
            "site.yml": "name: Ours\naddress: https://example.org/legal\npolicies: [p, q]\n",
            "p/policy.yml": "publisher: Example & Sons\nbinding: en\neffective: 2026-01-31\ncontact: a@example.org\n",
            "p/en/summary.md": SUMMARY,
            "p/en/policy.md": POLICY,
            "p/en/images/map.svg": SVG,
            "q/policy.yml": "publisher: Example\nbinding: en\n",
            "q/en/summary.md": "# Terms\n\n## What does it cost? {#cost}\n\nA fee. [More...](#fees)\n",
            "q/en/policy.md": "# Terms\n\n## Fees {#fees}\n\nOne coin.\n",
            "q/en/secret.txt": "nobody publishes this",
        }
    )
    checked = check(site)
    assert [f.rule for f in checked.findings] == []
    return {file.path: file.data for file in build(checked, Occasion())}


def test_only_what_a_page_names_is_published(files: dict[str, bytes]) -> None:
    assert sorted(re.sub(r"\.[0-9a-f]{8}\.", ".", path) for path in files) == [
        ".htaccess",
        "404.html",
        "_headers",
        "assets/largeprint-answer.d.ts",
        "assets/largeprint-answer.js",
        "assets/largeprint-frame.js",
        "assets/reader.css",
        "assets/reader.js",
        "index.html",
        "p/answers.json",
        "p/embed/all/index.html",
        "p/embed/index.html",
        "p/embed/provide/index.html",
        "p/images/map.svg",
        "p/index.html",
        "p/offline.html",
        "q/answers.json",
        "q/embed/cost/index.html",
        "q/embed/index.html",
        "q/index.html",
        "q/offline.html",
        "schema/answers-1.d.ts",
        "schema/answers-1.json",
        "sitemap.xml",
        "vercel.json",
    ]


def test_a_question_shows_its_answer_facts_actions_and_where_it_leads(files: dict[str, bytes]) -> None:
    root = parse(files["p/index.html"])
    first, second = [e for e in elements(root) if "lp-q" in attribute(e, "class").split()]
    assert attribute(first, "id") == "provide"
    assert "A name, and what you do." in words(first)
    links = [(attribute(e, "href"), words(e)) for e in elements(first) if e.name == "a"]
    assert ("#pp_what", "What we need") in links  # "More..." is completed by the section's own heading
    assert ("#pp_how", "How we use it") in links
    assert ("mailto:privacy@example.org", "Write to us") in links
    assert [words(e) for e in elements(first) if e.name == "td"] == ["A name", "To greet you"]
    assert ("#pp_how", "How we use it") in [(attribute(e, "href"), words(e)) for e in elements(second) if e.name == "a"]


def test_a_section_leads_back_to_the_questions_that_it_answers(files: dict[str, bytes]) -> None:
    sections = {attribute(e, "id"): e for e in elements(parse(files["p/index.html"])) if e.name == "section"}
    assert set(sections) >= {"whole", "pp_what", "pp_how", "pp_when"}
    back = [attribute(e, "href") for e in elements(sections["pp_how"]) if e.name == "a"]
    assert "#provide" in back
    assert "#all" in back
    assert "old_how" in [attribute(e, "id") for e in elements(sections["pp_how"])]
    assert "(b) At night." in words(sections["pp_when"])
    assert "Any name." in words(sections["pp_what"])


def test_content_is_data(files: dict[str, bytes]) -> None:
    root = parse(files["p/index.html"])
    (heading,) = [e for e in elements(root) if e.name == "h1"]
    assert words(heading) == "Privacy {{ 7*7 }}"
    assert b"Example &amp; Sons" in files["p/index.html"]


def test_the_policy_of_the_page_allows_nothing_but_its_own(files: dict[str, bytes]) -> None:
    for path, data in files.items():
        if path.endswith(".html"):
            text = unescape(data.decode())
            assert "unsafe-inline" not in text
            assert "default-src 'none'" in text
            assert not re.search(r"<[^>]+\s(?:on\w+|style)=", text), path
    online = files["p/index.html"].decode()
    for kind in ("style", "script"):
        (inside,) = re.findall(rf"<{kind}>(.*?)</{kind}>", online, re.DOTALL)
        assert f"{kind}-src '{csp.source(inside)}';" in unescape(online)
    assert "stylesheet" not in online
    assert "<script src" not in online


def test_links_are_relative_and_name_files_and_only_the_canonical_one_is_whole(files: dict[str, bytes]) -> None:
    text = files["p/index.html"].decode()
    assert '<link rel="canonical" href="https://example.org/legal/p/">' in text
    for target in re.findall(r'(?:href|src)="([^"#][^"]*)"', text):
        assert target.startswith(("https://example.org/", "mailto:")) or not target.startswith(("/", "http")), target
        assert not target.endswith("/") or target.startswith("https://example.org/legal/"), target
    assert 'src="images/map.svg"' in text
    assert 'width="40" height="30"' in text


def test_one_file_holds_everything(files: dict[str, bytes]) -> None:
    text = files["p/offline.html"].decode()
    assert "data:image/svg+xml;base64," in text
    assert "stylesheet" not in text
    assert "<script src" not in text
    assert "'sha256-" in unescape(text)


def test_drafts_and_demonstrations_are_not_for_search_engines(files: dict[str, bytes]) -> None:
    assert all(b'<meta name="robots" content="noindex">' in data for p, data in files.items() if p.endswith(".html"))


def test_a_site_of_one_policy_opens_on_it(make_site: MakeSite) -> None:
    files = {file.path: file.data.decode() for file in build(check(make_site()), Occasion())}
    assert 'content="0; url=p/index.html"' in files["index.html"]
    assert 'href="p/index.html"' in files["index.html"]


def test_a_coming_text_says_so(make_site: MakeSite) -> None:
    from datetime import date

    site = make_site({"p/policy.yml": "publisher: Example\nbinding: en\neffective: 2026-02-01\n"})
    pages = [
        next(f for f in build(check(site), Occasion(as_of=day)) if f.path == "p/index.html").data
        for day in (date(2026, 1, 31), date(2026, 2, 1))
    ]
    assert b"Will apply" in pages[0]
    assert b"Will apply" not in pages[1]


def test_a_language_that_is_written_from_right_to_left(make_site: MakeSite) -> None:
    site = make_site(
        {
            "p/ar/summary.md": "# ملخص\n\n## ماذا نحتاج؟ {#provide}\n\nاسم. [المزيد](#pp_what)\n",
            "p/ar/policy.md": "# النص\n\n## ما نحتاج {#pp_what}\n\nنحتاج اسما.\n",
        }
    )
    files = {file.path: file.data.decode() for file in build(check(site), Occasion())}
    assert '<html lang="ar" dir="rtl">' in files["p/ar/index.html"]
    assert 'href="ar/index.html" hreflang="ar" lang="ar" dir="rtl"' in files["p/index.html"]
    assert 'href="../index.html"' in files["p/ar/index.html"]


def test_the_text_code_is_that_of_all_that_a_reader_sees(make_site: MakeSite) -> None:
    def code(**more: str) -> str:
        files = {
            "p/policy.yml": f"publisher: {more.get('publisher', 'Example')}\nbinding: en\neffective: {more.get('day', '2026-01-31')}\n"  # noqa: E501
        }
        page = next(f for f in build(check(make_site(files)), Occasion()) if f.path == "p/index.html")
        found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", page.data.decode())
        assert found
        return found[0]

    assert code() == code()
    assert len({code(), code(publisher="Other"), code(day="2026-02-01")}) == 3
