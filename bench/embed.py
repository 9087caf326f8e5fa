"""What an answer inside an app costs: its own page, beside the full page and the stock's, on a slow phone and net.

The processor is slowed down four times; the net is 3G as WebPageTest has it (1.6 Mbit/s down, 768 kbit/s up, 300 ms).
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from bench import build, web
from bench.page import PHONE, SLOWER

NET = {"offline": False, "latency": 300, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 768e3 / 8}

_PAINTED = "() => (performance.getEntriesByName('first-contentful-paint')[0] || {}).startTime"


def measure(folder: Path, number: int, runs: int, chromium: str) -> dict[str, list[dict[str, Any]]]:
    """First views of each page of the sites of ``number`` policies that were built, in turn; the first is a warm-up."""
    embedded = build.built(folder, "large_print", number) / "policy-001" / "embed"
    one = min(path.parent.name for path in embedded.glob("*/index.html"))
    pages = {
        "one": ("large_print", f"/policy-001/embed/{one}/"),
        "full": ("large_print", "/policy-001/"),
        "stock_summary": ("stock", "/policy-001/summary/"),
        "stock_full": ("stock", "/policy-001/policy/"),
    }
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in pages}
    with ExitStack() as stack:
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        stack.callback(browser.close)
        servers = {tool: stack.enter_context(web.served(build.built(folder, tool, number))) for tool in build.TOOLS}
        for run in range(runs + 1):
            for name, (tool, path) in pages.items():
                seen = _visit(browser, *servers[tool], path)
                if run:
                    found[name].append(seen)
    return found


def _visit(browser: Browser, address: str, answers: list[web.Answer], path: str) -> dict[str, Any]:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(address + web.BLANK)
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", NET)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    answers.clear()
    page.goto(address + path, wait_until="networkidle")
    page.wait_for_function(_PAINTED)
    painted = page.evaluate(_PAINTED)
    context.close()
    return {
        "first_paint_ms": round(painted),
        "bytes_gz": sum(answer.size or 0 for answer in answers),
        "requests": len(answers),
    }
