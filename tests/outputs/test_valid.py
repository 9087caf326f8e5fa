"""Every page that we write, before the reference checker of HTML (Nu, the one behind validator.w3.org)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from largeprint.commit import publish
from largeprint.layers.occasion import Occasion
from largeprint.pipeline import build, check
from tests.outputs.test_coverage import coverage_page
from tests.outputs.test_golden import FILES

ROOT = Path(__file__).parents[2]
CHECKER = ROOT / "tests" / "validity" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

NOT_KNOWN_THERE = ("CSS: “container-type”: Property", "CSS: Unrecognized at-rule “@container”")
"""Style that every browser of today reads (CSS Containment 3) and the checker's own CSS part does not know."""

NOT_SEEN_THERE = "violates Content Security Policy (meta tag)"
"""The checker reads files, which have no origin, and so takes 'self' to allow nothing; nor does it count digests of
what stands in the page. Whether the policy lets in what it should is tried in three browsers."""


@dataclass(frozen=True, slots=True)
class Message:
    """What the checker says of one place."""

    kind: str
    page: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.words}"


def _missing(what: str, todo: str) -> None:
    message = f"HTML CHECKER MISSING: {what}; no page was checked. {todo}"
    if os.environ.get("CI"):
        pytest.fail(message)
    warnings.warn(message, stacklevel=1)
    pytest.skip(message)


def _ask(pages: list[Path], base: Path) -> list[Message]:
    """All pages in one run, since each start of the checker takes seconds."""
    java = shutil.which("java")
    if java is None:
        _missing("there is no Java", "Install default-jre-headless.")
    if not CHECKER.is_file():
        _missing("it is not installed", "Install npm, then: make validity")
    command = [str(java), "-jar", str(CHECKER), "--format", "json", "--stdout", "--exit-zero-always"]
    run = subprocess.run([*command, *map(str, pages)], capture_output=True, check=True)
    told: list[dict[str, Any]] = json.loads(run.stdout)["messages"]
    return [
        Message(
            each.get("subType", each["type"]),
            each.get("url", "").partition(f"{base}/")[2],
            each.get("lastLine", 0),
            each["message"],
        )
        for each in told
    ]


@pytest.fixture(scope="session")
def messages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Message]]:
    """What the checker says of the demo, of the golden site, and of one page that is wrong on purpose."""
    base = tmp_path_factory.mktemp("valid")
    golden = base / "source"
    for name, text in FILES.items():
        path = golden / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    publish(base / "golden", build(check(golden), Occasion()))
    publish(base / "demo", build(check(ROOT), Occasion()))
    (base / "coverage.html").write_bytes(coverage_page(page="demo/wechat/index.html"))
    (base / "wrong.html").write_text('<!doctype html><html lang="en"><title>A</title><p><div></p></html>', "utf-8")
    yield _ask(sorted(base.rglob("*.html")), base)


def test_no_page_has_an_error(messages: list[Message]) -> None:
    errors = [each for each in messages if each.kind in ("error", "fatal") and each.page != "wrong.html"]
    assert [str(each) for each in errors if not each.words.startswith(NOT_KNOWN_THERE)] == []


def test_no_page_has_a_warning_but_those_that_are_known(messages: list[Message]) -> None:
    told = [each for each in messages if each.kind not in ("error", "fatal") and each.page != "wrong.html"]
    assert [str(each) for each in told if NOT_SEEN_THERE not in each.words] == []


def test_the_checker_finds_what_is_wrong(messages: list[Message]) -> None:
    assert [each for each in messages if each.kind == "error" and each.page == "wrong.html"]
