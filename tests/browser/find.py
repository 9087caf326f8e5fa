"""Where the browsers of this machine are. ``python -m tests.browser.find`` says so."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

_MINI = "webkit2gtk-4.1/MiniBrowser"  # Debian keeps it below /usr/lib/<triplet>/, and not on the path


@dataclass(frozen=True, slots=True)
class WebKit:
    """What WebKitGTK needs: its driver, its small browser, and a display that nobody sees."""

    driver: str
    browser: str
    display: str


def chromium(playwright: Playwright | None = None) -> str | None:
    """The path of a Chromium: the system's, or the one that Playwright brought; or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found:
            return found
    if playwright is not None:
        brought = playwright.chromium.executable_path
    else:
        with sync_playwright() as own:
            brought = own.chromium.executable_path
    return brought if brought and Path(brought).exists() else None


def firefox() -> str | None:
    """The path of a Firefox, ESR before others, since that is the one that is tried; or None."""
    return os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


def webkit() -> WebKit | None:
    """The parts of WebKitGTK, or None where one of them is missing."""
    driver, display = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browsers = [path for folder in ("/usr/lib", "/usr/libexec") for path in Path(folder).glob(f"*/{_MINI}")]
    return WebKit(driver, str(browsers[0]), display) if driver and display and browsers else None


if __name__ == "__main__":
    main = chromium()
    print(f"Chromium: {main or 'missing (apt-get install chromium)'}")
    print(f"Firefox: {firefox() or 'missing (apt-get install firefox-esr)'}")
    parts = webkit()
    print(f"WebKitGTK: {parts.browser if parts else 'missing (apt-get install webkit2gtk-driver xvfb)'}")
    sys.exit(0 if main else 1)
