"""``answers.json``: of the form that its schema promises, and word for word what the page says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from largeprint.layers.occasion import Occasion
from largeprint.outputs.templates import template_root
from largeprint.pipeline import build, check
from tests.conftest import MakeSite
from tests.outputs.pages import attribute, elements, parse, words
from tests.outputs.test_golden import FILES
from tests.outputs.test_page import POLICY, SUMMARY, SVG

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((template_root() / "schema" / "answers-1.json").read_text("utf-8"))
TYPES = (template_root() / "schema" / "answers-1.d.ts").read_text("utf-8")

HARD = """# T &amp; "more"

Words&nbsp;here.

### Is <b>this</b> "safe" & sound? {#q}

One[^1], <a title="a > b" href='#s'>two</a>.<br>Three&nbsp;*four* <abbr title="x &quot; id=&quot;y">five</abbr>. [S](#s)

[^1]: A note, [of it](#s), <b id="deep">bold</b>.

| **Kind** | **Kept** |
| --- | --- |
| A \\| b | `c` & <i>d</i> |

![pic](images/map.svg) [Leave](https://example.org/?a=1&b=2) [Call](tel:+123)

### Noch eins {#ünï}

<details><summary>Mehr</summary>

- eins

</details>

[S](policy.md#s)
"""
TEXT = """Before any heading.

## S {#s}

<table><tr><td id="cell">x<td>y</table>

(a) one;

(b) two &lt;script&gt; <img src="images/map.svg" alt="m">
"""
HARD_FILES = {"p/en/summary.md": HARD, "p/en/policy.md": TEXT, "p/en/images/map.svg": SVG}
USUAL_FILES = {
    "p/en/summary.md": SUMMARY,
    "p/en/policy.md": POLICY,
    "p/en/images/map.svg": SVG,
    "q/policy.yml": "publisher: Example\nbinding: en\n",
    "q/en/summary.md": "# Terms\n\n## What does it cost? {#cost}\n\nA fee. [More...](#fees)\n",
    "q/en/policy.md": "# Terms\n\n## Fees {#fees}\n\nOne coin.\n",
}


def built(root: Path, **occasion: Any) -> dict[str, bytes]:
    return {file.path: file.data for file in build(check(root), Occasion(**occasion))}


def wrong(value: Any) -> list[str]:
    found = Draft202012Validator(SCHEMA, format_checker=FormatChecker()).iter_errors(value)
    return [f"{each.json_path}: {each.message[:200]}" for each in found]


def every(value: Any, key: str = "html") -> list[str]:
    """All strings under a key, however deep."""
    if isinstance(value, dict):
        own = [value[key]] if isinstance(value.get(key), str) else []
        return own + [each for part in value.values() for each in every(part, key)]
    return [each for part in value for each in every(part, key)] if isinstance(value, list) else []


@pytest.fixture(scope="module")
def demo() -> dict[str, bytes]:
    return built(ROOT)


@pytest.fixture(params=["demo", "golden", "hard", "usual"])
def files(request: pytest.FixtureRequest, make_site: MakeSite) -> dict[str, bytes]:
    if request.param == "demo":
        return dict(request.getfixturevalue("demo"))
    return built(make_site({"golden": dict(FILES), "hard": HARD_FILES, "usual": USUAL_FILES}[request.param]))


def data_in(files: dict[str, bytes]) -> dict[str, Any]:
    found = {path: json.loads(data) for path, data in files.items() if path.endswith("answers.json")}
    assert found
    return found


def test_the_schema_is_one_and_is_shipped_with_the_types(demo: dict[str, bytes]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(demo["schema/answers-1.json"]) == SCHEMA
    assert demo["schema/answers-1.d.ts"].decode() == TYPES


def test_every_file_is_of_the_promised_form(files: dict[str, bytes]) -> None:
    for path, value in data_in(files).items():
        assert wrong(value) == [], path
        there = Path(path).parent / value["$schema"]
        assert str(there.as_posix()).count("..") == path.count("/")


def test_readers_pass_over_what_they_do_not_know(demo: dict[str, bytes]) -> None:
    value = json.loads(demo["terms/answers.json"])
    for part in (value, value["policy"], value["questions"][0], value["sections"][0], value["questions"][0]["answer"]):
        part["new"] = {"of": ["a", "later", "version"]}
    assert wrong(value) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda v: v.update(version=2), "$.version"),
        (lambda v: v.pop("words"), "words"),
        (lambda v: v["policy"].update(code="1234"), "$.policy.code"),
        (lambda v: v["policy"].update(applies="22 March"), "$.policy.applies"),
        (lambda v: v["questions"][0].pop("id"), "id"),
        (lambda v: v["questions"][0].update(moments=["a b"]), "moments[0]"),
        (lambda v: v["questions"][0]["answer"].update(html="<script>1</script>"), "answer.html"),
        (lambda v: v["questions"][0].update(actions=[{"href": "javascript:1", "text": "", "kind": "web"}]), "href"),
        (lambda v: v["gone"].append({"id": "x", "state": "moved", "to": None}), "$.gone[0]"),
    ],
)
def test_what_is_not_of_the_form_is_found(demo: dict[str, bytes], change: Any, said: str) -> None:
    value = json.loads(demo["terms/answers.json"])
    change(value)
    assert any(said in each for each in wrong(value))


def test_the_types_name_what_the_schema_names() -> None:
    for name, part in {"Answers": SCHEMA, **{k.capitalize(): v for k, v in SCHEMA["$defs"].items()}}.items():
        body = re.search(rf"export interface {name} (?:extends Both )?{{\n(.*?)\n}}", TYPES, re.DOTALL)
        if body is None:
            assert name in ("Id", "Language", "Digest", "Day", "Href", "Outside", "Html"), name
            continue
        named = set(re.findall(r"^  (\w+):", body[1], re.MULTILINE))
        named |= {"text", "html"} if "extends Both" in body[0] else set()
        assert named == set(part["properties"]), name
    words_named = set(re.findall(r"^  (\w+): string;", TYPES.split("interface Words")[1].split("}")[0], re.MULTILINE))
    assert words_named == set(SCHEMA["properties"]["words"]["properties"])


def test_html_is_well_formed_and_without_ids(files: dict[str, bytes]) -> None:
    void = re.compile(r"<(br|hr|img|col|wbr)((?:[^\"<>]|\"[^\"]*\")*)>")
    for value in data_in(files).values():
        for html in every(value):
            closed = void.sub(r"<\1\2/>", html)
            root = ElementTree.fromstring(f"<x>{closed}</x>")
            for element in root.iter():
                assert "id" not in element.attrib
                assert not any(name.startswith("on") for name in element.attrib)
                assert not element.attrib.get("href", "").startswith("#")


def test_words_and_html_are_those_of_the_page(files: dict[str, bytes]) -> None:
    for path, value in data_in(files).items():
        root = parse(files[path.replace("answers.json", "index.html")])
        there = {attribute(each, "id"): each for each in elements(root) if attribute(each, "id")}
        assert [each["id"] for each in value["questions"]] == [
            attribute(each, "id") for each in elements(root) if attribute(each, "class") == "lp-q"
        ]
        for question in value["questions"]:
            article = there[question["id"]]
            shown = next(e for e in elements(article) if attribute(e, "class") == "lp-answer")
            assert words(shown) == plain(question["answer"]["html"])
            assert squeezed(plain(told(question["answer"]["html"]))) == squeezed(question["answer"]["text"])
            heading = next(e for e in elements(article) if e.name == "h2")
            assert words(heading).endswith(question["question"])
            cells = [words(e) for e in elements(article) if e.name == "td"]
            for fact in question["facts"]:
                assert plain(fact["value"]["html"]) in cells
                assert squeezed(plain(told(fact["value"]["html"]))) == squeezed(fact["value"]["text"])
            quotes = [words(e) for e in elements(article) if e.name == "blockquote"]
            for rest in question["evidence"]:
                assert rest["section"] in there
                assert not rest["quote"] or " ".join(rest["quote"].split()) in quotes
        for section in value["sections"]:
            if section["anchor"]:
                bodies = [e for e in elements(there[section["anchor"]]) if attribute(e, "class") == "lp-body"]
                assert "".join(words(e) for e in bodies) == plain(section["html"])
            assert squeezed(plain(told(section["html"]))) == squeezed(section["text"])


def plain(html: str) -> str:
    return words(parse(f"<!doctype html><body>{html}".encode()))


def told(html: str) -> str:
    """HTML with the words of each image in its place, as text has them."""
    return re.sub(r'<img [^>]*alt="([^"]*)"[^>]*>', r"\1", html)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_every_address_leads_somewhere(files: dict[str, bytes]) -> None:
    for path, value in data_in(files).items():
        folder = Path(path).parent
        inside = [href for html in every(value) for href in re.findall(r'href="([^"]*)"', html)]
        for href in (*every(value, "href"), *every(value, "embed"), *inside):
            if re.match(r"[a-z]+:", href):
                continue
            name, _, anchor = href.partition("#")
            file = (ROOT / "x" / folder / name).resolve().relative_to(ROOT / "x").as_posix()
            assert file in files, href
            if anchor:
                assert f'id="{anchor}"'.encode() in files[file], href


def test_moments_lead_to_answers(demo: dict[str, bytes]) -> None:
    questions = json.loads(demo["wechat/answers.json"])["questions"]
    assert [each["id"] for each in questions if "location-permission" in each["moments"]] == ["whereabouts"]


def test_a_translation_has_the_moments_of_the_binding_language(make_site: MakeSite) -> None:
    english = SUMMARY.replace("[Write to us]", "moments: sign-up\n\n[Write to us]")
    assert "moments" in english
    german = "# T\n\n### F? {#provide}\n\nA. [S](#pp_what)\n"
    other = {"p/de/summary.md": german, "p/de/policy.md": "## S {#pp_what}\n\nT.\n"}
    files = built(make_site({**USUAL_FILES, "p/en/summary.md": english, **other}))
    assert json.loads(files["p/de/answers.json"])["questions"][0]["moments"] == ["sign-up"]
    own = {**other, "p/de/summary.md": german + "\nmoments: anders\n"}
    files = built(make_site({**USUAL_FILES, "p/en/summary.md": english, **own}))
    assert json.loads(files["p/de/answers.json"])["questions"][0]["moments"] == ["anders"]
    assert json.loads(files["p/answers.json"])["policy"]["languages"] == [
        {"language": "en", "name": "English", "href": "answers.json"},
        {"language": "de", "name": "Deutsch", "href": "de/answers.json"},
    ]


def test_a_draft_is_one_and_a_release_has_its_name(demo: dict[str, bytes], make_site: MakeSite) -> None:
    released = json.loads(demo["wechat/answers.json"])["policy"]
    assert (released["state"], released["release"]) == ("released", "2022-03-22")
    draft = json.loads(built(make_site(USUAL_FILES))["p/answers.json"])["policy"]
    assert (draft["state"], draft["release"]) == ("draft", None)


def test_a_past_day_shows_the_release_of_that_day() -> None:
    from datetime import date

    then = json.loads(built(ROOT, as_of=date(2021, 9, 1))["wechat/answers.json"])["policy"]
    assert (then["state"], then["release"]) == ("released", "2021-08-19")
