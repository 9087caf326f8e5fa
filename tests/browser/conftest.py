"""Real browsers, the demo built into a folder, and that folder on a loopback address.

Chromium tries everything, Firefox and WebKitGTK what every reader relies on. Without a browser its tests say so loudly
and are skipped; in CI they fail.
"""

from __future__ import annotations

import functools
import os
import threading
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from largeprint.commit import publish
from largeprint.layers.occasion import Occasion
from largeprint.pipeline import build, check
from tests.browser import find
from tests.browser.tabs import PlaywrightTab, Tab
from tests.browser.webkit import LISTEN, LISTENER, WebKitTab, driving

ROOT = Path(__file__).parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def missing(what: str, todo: str) -> NoReturn:
    """Skips loudly; in CI it is a failure."""
    message = f"NO BROWSER: {what} was not found, and no page was tried in it. {todo}"
    if os.environ.get("CI"):
        pytest.fail(message)
    warnings.warn(message, stacklevel=1)
    pytest.skip(message)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One for all of its browsers: a thread can hold no second."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium."""
    path = find.chromium(playwright)
    if path is None:
        missing("Chromium", "Install chromium, or name it in CHROMIUM.")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    started = playwright.chromium.launch(executable_path=path, args=quiet)
    yield started
    started.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Firefox as Debian ships it. Playwright drives it over WebDriver BiDi in a channel that it does not document."""
    path = find.firefox()
    if path is None:
        missing("Firefox", "Install firefox-esr, or name it in FIREFOX.")
    started = playwright.firefox.launch(channel="moz-firefox", executable_path=path)
    yield started
    started.close()


@pytest.fixture(scope="session")
def webkit() -> Iterator[Callable[[], Tab]]:
    """Makes a tab of WebKitGTK."""
    parts = find.webkit()
    if parts is None:
        missing("WebKitGTK", "Install webkit2gtk-driver and xvfb.")
    with driving(parts) as driver:
        yield lambda: WebKitTab(driver)


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def tab(request: pytest.FixtureRequest) -> Iterator[Tab]:
    """A tab in each engine, with nothing in it. What is on its console at the end fails the test."""
    with ExitStack() as stack:
        opened = _open_tab(request.param, request)
        stack.callback(opened.close)
        yield opened
        complaints = opened.complaints()
    assert complaints == []


def _open_tab(engine: str, request: pytest.FixtureRequest) -> Tab:
    make: Callable[[], Tab] = request.getfixturevalue(f"{engine}_tab" if engine != "webkit" else engine)
    return make()


@pytest.fixture(scope="session")
def chromium_tab(browser: Browser) -> Callable[[], Tab]:
    """Gives the one tab of Chromium."""
    tab = PlaywrightTab("chromium", browser)
    return lambda: tab


@pytest.fixture(scope="session")
def firefox_tab(firefox: Browser) -> Callable[[], Tab]:
    """Gives the one tab of Firefox."""
    tab = PlaywrightTab("firefox", firefox)
    return lambda: tab


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, built."""
    folder = tmp_path_factory.mktemp("demo") / "site"
    publish(folder, build(check(ROOT), Occasion()))
    return folder


EMPTY = "-empty"
"""Address of a page without anything, on the same origin as the folder that is served: frames are put into it."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if path == f"/{EMPTY}":
            self._page(
                '<!doctype html><html lang="en"><head><title>Empty</title><link rel="icon" href="data:,"></head>'
            )
        elif query == LISTEN and (file := Path(self.translate_path(path))).is_file():
            # Before the page's policy, which therefore has no say in it.
            self._page(file.read_text("utf-8").replace("<head>", f"<head><script>{LISTENER}</script>", 1))
        else:
            super().do_GET()

    def _page(self, text: str) -> None:
        data = text.encode("utf-8")
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Puts a folder on a loopback address, and gives the address."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    with ThreadPoolExecutor(100) as together:  # each takes half a second to hear of it, and there are many
        for server in servers:
            together.submit(server.shutdown)
    for server in servers:
        server.server_close()


@pytest.fixture(scope="session")
def address(demo: Path, serve: Callable[[Path], str]) -> str:
    """The demo's address."""
    return serve(demo)


@dataclass
class Reader:
    """A page in a browser, what it asked for, and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, url: str) -> Page:
        self.page.goto(url)
        return self.page


Open = Callable[..., Reader]


@pytest.fixture
def open_reader(browser: Browser) -> Iterator[Open]:
    """A new reader: ``width``, ``height`` in CSS pixels; any option of a browser context. Complaints fail the test."""
    contexts: list[BrowserContext] = []
    readers: list[Reader] = []

    def make(width: int = 1280, height: int = 900, **options: Any) -> Reader:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        reader = Reader(context.new_page())
        readers.append(reader)
        reader.page.on("request", lambda request: reader.requests.append(request.url))
        reader.page.on("console", lambda message: reader.complaints.append(message.text))
        reader.page.on("pageerror", lambda error: reader.complaints.append(str(error)))
        return reader

    yield make
    complaints = [complaint for reader in readers for complaint in reader.complaints]
    for context in contexts:
        context.close()
    assert complaints == []
