"""Takes the picture in the README from the demo, so that it is never made by hand."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from largeprint.commit import publish
from largeprint.layers.occasion import Occasion
from largeprint.pipeline import build, check
from tests.browser.find import chromium

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "content" / "guide" / "pictures" / "page.png"


def main() -> int:
    path = chromium()
    if path is None:
        print("No Chromium is on this machine.\nNext: install chromium, or name it in CHROMIUM")
        return 3
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        publish(site, build(check(ROOT), Occasion()))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto((site / "wechat/index.html").as_uri())
        page.locator("#location").scroll_into_view_if_needed()
        page.locator('#location .lp-line a[href="#pp_location"]').click()
        page.evaluate("scrollTo(0, document.getElementById('location').offsetTop - 12)")
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
