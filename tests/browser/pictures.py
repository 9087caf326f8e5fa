"""Takes the pictures of the README and the manual from the demo, so that none is ever made by hand: make pictures."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from largeprint.commit import create, publish
from largeprint.hosts.new import from_example
from largeprint.hosts.serve import Server
from largeprint.layers.occasion import Occasion
from largeprint.outputs.templates import template_root
from largeprint.pipeline import build, check
from tests.browser.find import chromium

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "content" / "guide" / "pictures"


@dataclass(frozen=True, slots=True)
class Picture:
    """``path`` on the demo; ``size`` in CSS pixels; ``click`` and ``top`` are CSS selectors, "" for none.

    ``top`` is what stands at the upper edge when the picture is taken, ``above`` pixels below it.
    """

    name: str
    path: str
    size: tuple[int, int] = (1280, 800)
    scheme: Literal["light", "dark"] = "light"
    click: str = ""
    top: str = ""
    above: int = 12
    preview: bool = False
    """Of a site that somebody is writing, as `largeprint serve` shows it, and not of the demo."""


TABLE = (
    Picture("page", "wechat/index.html", click='#location .lp-line a[href="#pp_location"]', top="#location"),
    Picture("front", "index.html"),
    Picture("phone", "wechat/index.html", size=(360, 640)),
    Picture("clauses", "terms/index.html", top="#tos_plans"),
    Picture("serve", "privacy/index.html", size=(1280, 900), preview=True),
    Picture("foot", "terms/index.html", size=(1280, 320), top=".lp-foot"),
)


@contextmanager
def places(demo: Path) -> Iterator[Callable[[Picture], str]]:
    """Gives the address of what a picture shows: a file of the demo, or a page of the preview."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        create(root / "site", from_example(template_root() / "new", "privacy", "en"))
        draft = root / "site" / "content" / "privacy" / "en" / "summary.md"
        text = draft.read_text("utf-8")
        draft.write_text(text.replace("[More...](#pp_what)", "[Mor](#pp_what)", 1), "utf-8")  # as it happens to people
        with Server(root / "site", 0, Occasion(), lambda _: None) as server:
            yield lambda picture: f"{server.address if picture.preview else demo.as_uri() + '/'}{picture.path}"


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """A PNG of what is at the address, at one pixel a CSS pixel."""
    width, height = picture.size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=picture.scheme)
    page.goto(address)
    if picture.click:
        page.locator(picture.click).first.click()
    if picture.top:
        found = page.locator(picture.top).first
        found.evaluate("(e, above) => scrollTo(0, e.getBoundingClientRect().top + scrollY - above)", picture.above)
    data = page.screenshot()
    page.close()
    return data


def main() -> int:
    path = chromium()
    if path is None:
        print("No Chromium is on this machine.\nNext: install chromium, or name it in CHROMIUM")
        return 3
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        demo = Path(folder) / "site"
        publish(demo, build(check(ROOT), Occasion()))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with places(demo) as place:
            for picture in TABLE:
                (PICTURES / f"{picture.name}.png").write_bytes(take(browser, place(picture), picture))
        browser.close()
    print(f"Took {len(TABLE)} pictures.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
