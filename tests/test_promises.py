"""What others rely on: changing one of these is a line in the CHANGELOG."""

import re

import largeprint
import largeprint.check.rules
import largeprint.outputs.all
from largeprint.check.registry import RULES
from largeprint.layers.occasion import Occasion
from largeprint.outputs.assets import component
from largeprint.outputs.registry import OUTPUTS
from largeprint.pipeline import build, check
from tests.conftest import MakeSite


def test_public_names() -> None:
    assert largeprint.__all__ == ["__version__"]


def test_rules_and_how_grave_they_are() -> None:
    assert {rule.id: str(rule.severity) for rule in RULES.values()} == {
        "anchor-duplicate": "error",
        "anchor-invalid": "error",
        "anchor-lost": "error",
        "anchor-reused": "error",
        "answer-empty": "error",
        "answer-long": "warning",
        "answer-stale": "error",
        "answer-unlinked": "error",
        "claim-overstates": "warning",
        "claim-ungrounded": "warning",
        "disclosure-missing": "warning",
        "figure-contradicted": "error",
        "figure-unsupported": "warning",
        "link-astray": "warning",
        "link-dead": "error",
        "link-malformed": "error",
        "link-vague": "warning",
        "markup-unsafe": "error",
        "message-missing": "warning",
        "metadata-invalid": "error",
        "quote-missing": "error",
        "reading-grade": "note",
        "record-broken": "error",
        "section-empty": "error",
        "section-unreached": "warning",
        "structure-invalid": "error",
        "text-deceptive": "error",
    }


def test_rules_that_cannot_be_lowered() -> None:
    held = {rule.id: rule.freedom.value for rule in RULES.values() if rule.freedom.value != "free"}
    assert held == {
        "anchor-lost": "fixed",
        "anchor-reused": "aside",
        "answer-stale": "aside",
        "figure-contradicted": "aside",
        "markup-unsafe": "aside",
        "metadata-invalid": "fixed",
        "quote-missing": "aside",
        "record-broken": "fixed",
        "structure-invalid": "fixed",
        "text-deceptive": "aside",
    }


def test_outputs() -> None:
    assert sorted(OUTPUTS) == [
        "answers",
        "component",
        "embed",
        "front",
        "gone",
        "headers",
        "history",
        "images",
        "not-found",
        "offline",
        "page",
        "schema",
        "site-map",
    ]


def test_addresses(make_site: MakeSite) -> None:
    files = {"index.md": "# Front\n\nWords.\n"}
    files |= {f"p/zh-Hans/{name}": f"# T\n\n## Q {{#{i}}}\n\nA. [x](#s)\n" for name, i in (("summary.md", "provide"),)}
    files |= {"p/zh-Hans/policy.md": "# T\n\n## S {#s}\n\nText.\n"}
    paths = sorted(file.path for file in build(check(make_site(files)), Occasion()))
    assert [path for path in paths if path.startswith("assets/largeprint-")] == [
        "assets/largeprint-answer.d.ts",
        "assets/largeprint-answer.js",
        "assets/largeprint-frame.js",
    ]
    assert [path for path in paths if not path.startswith("assets/")] == [
        ".htaccess",
        "404.html",
        "_headers",
        "index.html",
        "p/answers.json",
        "p/embed/index.html",
        "p/embed/provide/index.html",
        "p/index.html",
        "p/offline.html",
        "p/zh-Hans/answers.json",
        "p/zh-Hans/embed/index.html",
        "p/zh-Hans/embed/provide/index.html",
        "p/zh-Hans/index.html",
        "p/zh-Hans/offline.html",
        "schema/answers-1.d.ts",
        "schema/answers-1.json",
        "vercel.json",
    ]


def test_what_hosts_of_the_component_rely_on() -> None:
    script, types, _ = (file.data.decode() for file in component())
    observed = re.search(r"observedAttributes\(\)\{return\[(.*?)\]", script)
    assert observed is not None
    assert observed[1].replace("'", "").split(",") == ["src", "question", "moment", "heading-level", "base"]
    assert sorted(set(re.findall(r"--largeprint-[a-z-]+", script))) == [
        "--largeprint-accent",
        "--largeprint-answer-size",
        "--largeprint-font",
        "--largeprint-ink",
        "--largeprint-padding",
        "--largeprint-paper",
        "--largeprint-question-size",
        "--largeprint-radius",
        "--largeprint-rule",
        "--largeprint-soft",
    ]
    assert sorted(set(re.findall(r"\"(largeprint-[a-z]+)\"", types))) == [
        "largeprint-error",
        "largeprint-open",
        "largeprint-ready",
    ]
