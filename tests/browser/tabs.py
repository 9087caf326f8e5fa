"""A page in some browser, whoever drives it: one small interface, so that one set of examples tries every engine.

A tab opens, clicks, presses, evaluates, takes pictures, and keeps what the page asked for and complained of.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol

from playwright.sync_api import Browser

WIDTH, HEIGHT = 1280, 900
"""Of the part that shows the page, in CSS pixels; in WebKitGTK the height is as near as its window allows."""

_PATIENCE = 15.0  # seconds until something that should come counts as missing; nothing waits when it has come


class Tab(Protocol):
    """What the examples may do. ``css`` names the first element that it selects."""

    name: str

    def open(self, url: str) -> None: ...

    def click(self, css: str) -> None:
        """With the pointer, as a reader does; the element is scrolled into view."""

    def press(self, key: str) -> None:
        """One of "Tab", "Enter", "Escape", for whatever has the focus."""

    def back(self) -> None: ...

    def forward(self) -> None: ...

    def eval(self, function: str, *arguments: Any) -> Any:
        """What a JavaScript function gives for the arguments. A promise is waited for."""

    def screenshot(self) -> bytes:
        """What is in sight, as PNG."""

    def requests(self) -> list[str]:
        """Addresses that the open page asked for, itself among them."""

    def complaints(self) -> list[str]:
        """What stood on the console since the tab was made: errors, and what the page's own policy refused."""

    def forget(self) -> None:
        """Leaves out the complaints until now, which an example has looked at itself."""

    def close(self) -> None: ...


def until(tab: Tab, function: str, *arguments: Any) -> None:
    """Waits until a JavaScript function says yes. Fails, naming it, where it never does."""
    wait(tab, lambda: bool(tab.eval(function, *arguments)), f"{function} {arguments}")


def wait(tab: Tab, question: Callable[[], bool], what: str) -> None:
    """Waits until ``question`` says yes. Fails with ``what`` where it never does."""
    end = time.monotonic() + _PATIENCE
    while not question():
        assert time.monotonic() < end, f"never true in {tab.name}: {what}"
        time.sleep(0.02)


class PlaywrightTab:
    """Chromium and Firefox. As with WebKit's one window, the same tab is used again, since a new one takes a second."""

    def __init__(self, name: str, browser: Browser) -> None:
        self.name = name
        self._context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
        self._page = self._context.new_page()
        self._requests: list[str] = []
        self._complaints: list[str] = []
        self._page.on("request", lambda request: self._requests.append(request.url))
        self._page.on("console", lambda message: self._complaints.append(message.text))
        self._page.on("pageerror", lambda error: self._complaints.append(str(error)))

    def renew(self) -> None:
        """Leaves the page, and forgets all that was asked for and said on it."""
        self._page.goto("about:blank")
        self._requests.clear()
        self._complaints.clear()

    def open(self, url: str) -> None:
        self._requests.clear()
        self._page.goto(url)

    def click(self, css: str) -> None:
        self._page.locator(css).first.click()

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def back(self) -> None:
        self._page.go_back()

    def forward(self) -> None:
        self._page.go_forward()

    def eval(self, function: str, *arguments: Any) -> Any:
        return self._page.evaluate(f"given => ({function})(...given)", list(arguments))

    def screenshot(self) -> bytes:
        return self._page.screenshot()

    def requests(self) -> list[str]:
        return list(self._requests)

    def complaints(self) -> list[str]:
        self._page.evaluate("0")  # what the browser has said is only taken in during a call
        return list(self._complaints)

    def forget(self) -> None:
        self._complaints.clear()

    def close(self) -> None:
        """The page is left, so that nothing on it goes on while the next example is tried."""
        self.renew()
