"""Where Chromium is: the system's, or the one that Playwright brought. ``python -m tests.browser.find`` says so."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path


def chromium() -> str | None:
    """The path of a Chromium, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found:
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        brought = playwright.chromium.executable_path
    return brought if brought and Path(brought).exists() else None


if __name__ == "__main__":
    found = chromium()
    print(found or "No Chromium is on this machine.")
    sys.exit(0 if found else 1)
