"""WebKitGTK through its own driver, on a display that nobody sees. It is the engine of Safari, and not Safari.

What the driver cannot do: a viewport below some 450 pixels (the examples use a frame), another colour scheme, events
for requests (the page's own list of what it loaded is taken instead), and the console. So a page that comes from our
server has a listener put before all else in it, which keeps errors and what the page's own policy refuses; a page from
a file gets the same listener when it has loaded, and what it complained of before that is not heard.
"""

from __future__ import annotations

import os
import subprocess
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.find import WebKit
from tests.browser.tabs import HEIGHT, WIDTH

LISTEN = "-listen"
"""The query of an address by which our server is asked to put the listener into a page."""

LISTENER = """
if (!window.heard) {
    window.heard = [];
    addEventListener('error', e => heard.push(String(e.message || e.target.outerHTML)), true);
    addEventListener('unhandledrejection', e => heard.push(String(e.reason)));
    addEventListener('securitypolicyviolation', e => heard.push(`${e.effectiveDirective} refused ${e.blockedURI}`));
    for (const kind of ['error', 'warn']) {
        const said = console[kind];
        console[kind] = (...words) => { heard.push(words.join(' ')); said.apply(console, words); };
    }
}"""

_KEYS = {"Tab": Keys.TAB, "Enter": Keys.ENTER, "Escape": Keys.ESCAPE}


class WebKitTab:
    """The one window that the driver has."""

    name = "webkit"

    def __init__(self, driver: webdriver.WebKitGTK) -> None:
        self._driver = driver
        self._forgotten = 0

    def open(self, url: str) -> None:
        self._driver.get("about:blank")  # or an address that differs in its fragment alone would load nothing
        address, mark, fragment = url.partition("#")
        self._driver.get(f"{address}?{LISTEN}{mark}{fragment}" if url.startswith("http:") else url)
        self._driver.execute_script(LISTENER)
        self._forgotten = 0

    def click(self, css: str) -> None:
        self._driver.find_element(By.CSS_SELECTOR, css).click()

    def press(self, key: str) -> None:
        ActionChains(self._driver).send_keys(_KEYS[key]).perform()

    def back(self) -> None:
        self._driver.back()

    def forward(self) -> None:
        self._driver.forward()

    def eval(self, function: str, *arguments: Any) -> Any:
        ended, value = self._driver.execute_async_script(
            "const done = arguments[arguments.length - 1], given = Array.from(arguments).slice(0, -1);"
            f"Promise.resolve(given).then(given => ({function})(...given))"
            ".then(value => done([true, value]), error => done([false, String(error)]));",
            *arguments,
        )
        assert ended, value
        return value

    def screenshot(self) -> bytes:
        return self._driver.get_screenshot_as_png()

    def requests(self) -> list[str]:
        loaded = "() => [location.href, ...performance.getEntriesByType('resource').map(entry => entry.name)]"
        return [url.replace(f"?{LISTEN}", "") for url in self.eval(loaded)]

    def complaints(self) -> list[str]:
        return list(self.eval("() => window.heard || []"))[self._forgotten :]

    def forget(self) -> None:
        self._forgotten += len(self.complaints())

    def close(self) -> None:
        self._driver.get("about:blank")


@contextmanager
def display(program: str) -> Iterator[str]:
    """A display in memory, under a number that the server chooses. Without one the browser waits for ever."""
    ours, theirs = os.pipe()
    command = [program, "-displayfd", str(theirs), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[theirs], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(theirs)
    try:
        with os.fdopen(ours) as said:
            number = said.readline().strip()
        assert number, f"{program} gave no display"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def driving(parts: WebKit) -> Iterator[webdriver.WebKitGTK]:
    """A driver with a window of the usual size."""
    options = Options()
    options.binary_location = parts.browser
    options.add_argument("--automation")
    with display(parts.display) as screen:
        service = Service(parts.driver, env={**os.environ, "DISPLAY": screen, "NO_AT_BRIDGE": "1"})
        with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of Selenium's own use of itself
            driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            driver.set_script_timeout(120)  # axe is slow on a long page while other tests run
            _fit(driver)
            yield driver
        finally:
            # Selenium asks for an end that this driver does not know, and would wait half a minute for it in vain.
            service.send_remote_shutdown_command = lambda: None  # type: ignore[method-assign]
            driver.quit()


def _fit(driver: webdriver.WebKitGTK) -> None:
    """Makes the part that shows the page as wide and high as in the other browsers."""
    driver.set_window_size(WIDTH, HEIGHT)
    width, height = driver.execute_script("return [innerWidth, innerHeight]")
    driver.set_window_size(2 * WIDTH - width, 2 * HEIGHT - height)
