"""The pictures that the README and the manual name are those that the table takes, and those that lie there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.pictures import PICTURES, ROOT, TABLE, Picture, places, take

NAMED = re.compile(r"!\[[^\]]*\]\((?:content/guide/)?pictures/([\w-]+)\.png\)")
TEXTS = [ROOT / "README.md", *sorted((ROOT / "content" / "guide").glob("*.md"))]


def test_every_picture_that_is_named_is_taken_and_no_other() -> None:
    named = {name for text in TEXTS for name in NAMED.findall(text.read_text("utf-8"))}
    assert named == {picture.name for picture in TABLE}


def test_every_picture_lies_there_and_no_other() -> None:
    assert sorted(path.name for path in PICTURES.iterdir()) == sorted(f"{picture.name}.png" for picture in TABLE)


@pytest.mark.parametrize("picture", TABLE, ids=lambda picture: picture.name)
def test_each_can_be_taken(picture: Picture, browser: Browser, demo: Path) -> None:
    with places(demo) as place:
        data = take(browser, place(picture), picture)
    size = (int.from_bytes(data[16:20]), int.from_bytes(data[20:24]))
    assert size == picture.size
    taken = (PICTURES / f"{picture.name}.png").read_bytes()
    assert taken[:4] == b"\x89PNG"
    assert (int.from_bytes(taken[16:20]), int.from_bytes(taken[20:24])) == picture.size
