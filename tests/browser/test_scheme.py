"""An answer under a scheme of an app's own, as its web view hands it its files: nothing is on a network."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import missing

SYSTEM = "/usr/bin/python3"  # the bindings of WebKitGTK come from the system, and are in no environment of ours
HOST = Path(__file__).with_name("scheme.py")
PAGE = "wechat/embed/whereabouts/index.html"


@pytest.fixture(scope="module")
def xvfb() -> str:
    bindings = "import gi; gi.require_version('WebKit2', '4.1')"
    there = Path(SYSTEM).exists() and subprocess.run([SYSTEM, "-c", bindings], capture_output=True).returncode == 0
    display = shutil.which("xvfb-run")
    if not there or display is None:
        missing("WebKitGTK under a scheme of its own", "Install gir1.2-webkit2-4.1, python3-gi and xvfb.")
    return display


def shown(xvfb: str, folder: Path, page: str, *scripts: str) -> list[Any]:
    """The values of scripts on a page, and every address that was asked for."""
    command = [xvfb, "-a", SYSTEM, HOST, folder, page, *scripts]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return [json.loads(line) if line != "None" else None for line in done.stdout.splitlines()]


def test_a_passage_is_reached_and_left(xvfb: str, demo: Path) -> None:
    height = "document.body.getBoundingClientRect().height"
    alone, _, there, _, back, asked = shown(
        xvfb,
        demo,
        PAGE,
        height,
        "document.querySelector('.lp-line a[href=\"#pp_geo\"]').click()",
        f"[location.hash, document.querySelector('#pp_geo').getBoundingClientRect().top >= 0, {height}]",
        "history.back()",
        f"[location.hash, {height}]",
    )
    assert there[:2] == ["#pp_geo", True]
    assert there[2] > alone
    assert back == ["", alone]
    assert asked == [f"app://policies/{PAGE}"]


def test_the_page_of_all_answers_is_one_tap_away(xvfb: str, demo: Path) -> None:
    _, landed, asked = shown(
        xvfb,
        demo,
        PAGE,
        "document.querySelector('.lp-line a[href^=\"../index.html#\"]').click()",
        "[location.pathname, location.hash, document.querySelector(':target') !== null]",
    )
    assert landed == ["/wechat/embed/index.html", "#pp_how", True]
    assert [re.sub("#.*|.*/embed/", "", address) for address in asked] == ["whereabouts/index.html", "index.html"]


def test_the_copy_in_one_file_opens_at_a_question(xvfb: str, demo: Path) -> None:
    landed, asked = shown(xvfb, demo, "wechat/offline.html#chats", "document.querySelector(':target').id")
    assert landed == "chats"
    assert len(asked) == 1
