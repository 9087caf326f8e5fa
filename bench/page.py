"""What a reader's browser pays for a first view, in Chromium with its processor slowed down four times.

Compared are Large Print's page, which holds both layers, and the stock's two pages, the summary and the full text.
Nothing reaches the network: a foreign host is counted, its bytes are not, and it fails at once.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from bench import build, web

SLOWER = 4
SETTLED_MS = 1500
"""So long after the network is silent the page is watched on, for tasks that come late."""

PHONE: ViewportSize = {"width": 390, "height": 844}

PAGES = {
    "large_print": ("large_print", "/policy-001/"),
    "stock_summary": ("stock", "/policy-001/summary/"),
    "stock_full": ("stock", "/policy-001/policy/"),
}

_WATCH = """
window.lpTasks = [];
new PerformanceObserver(list => { for (const e of list.getEntries()) lpTasks.push([e.startTime, e.duration]); })
  .observe({type: "longtask", buffered: true});
"""

_TOLD = """() => ({
  tasks: window.lpTasks,
  fcp: (performance.getEntriesByName("first-contentful-paint")[0] || {startTime: 0}).startTime,
  dcl: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
  nodes: document.getElementsByTagName("*").length,
})"""


def visit(browser: Browser, address: str, answers: list[web.Answer], path: str, slower: int) -> dict[str, Any]:
    """One first view, with an empty cache and the processor ``slower`` times slower. Times in ms.

    ``interactive_ms`` is the end of the last long task, of the parse, or the first paint, whichever is last;
    ``blocking_ms`` what tasks after the first paint take beyond 50 ms each; ``main_thread_ms`` the tasks of the main
    thread; ``thread_cpu_ms`` its CPU, which ``measure`` takes from a visit at full speed.
    """
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + web.BLANK)
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.add_init_script(_WATCH)
    asked.clear()
    answers.clear()
    before = _metrics(devtools)
    page.goto(address + path, wait_until="networkidle")
    page.wait_for_timeout(SETTLED_MS)
    while any(answer.size is None for answer in answers):  # a large search index is packed at the first asking
        page.wait_for_timeout(200)
    after = _metrics(devtools)
    told = page.evaluate(_TOLD)
    hosts = {str(urlsplit(url).hostname) for url in asked if not url.startswith((address, "data:", "blob:"))}
    foreign = [url for url in asked if urlsplit(url).hostname in hosts]
    context.close()
    ends = [start + length for start, length in told["tasks"]]
    interactive = max(told["fcp"], told["dcl"], *ends)
    blocked = sum(
        max(0.0, start + length - max(start, told["fcp"]) - 50)
        for start, length in told["tasks"]
        if start + length > told["fcp"]
    )
    return {
        "bytes_gz": sum(answer.size or 0 for answer in answers),
        "html_gz": next(answer.size or 0 for answer in answers if answer.path == path),
        "requests": len(answers) + len(foreign),
        "foreign_hosts": sorted(hosts),
        "nodes": told["nodes"],
        "first_paint_ms": round(told["fcp"]),
        "interactive_ms": round(interactive),
        "main_thread_ms": round((after["TaskDuration"] - before["TaskDuration"]) * 1000),
        "thread_cpu_ms": round((after["ThreadTime"] - before["ThreadTime"]) * 1000),
        "blocking_ms": round(blocked),
        "long_tasks_ms": round(sum(length for _, length in told["tasks"])),
    }


def _metrics(devtools: Any) -> dict[str, float]:
    """Seconds so far: ``TaskDuration`` of the main thread's tasks, ``ThreadTime`` its CPU.

    The slow-down is made by spinning on that very thread, idle or not, so its CPU says something without it only.
    """
    return {m["name"]: m["value"] for m in devtools.send("Performance.getMetrics")["metrics"]}


def measure(folder: Path, number: int, runs: int, chromium: str) -> dict[str, Any]:
    """First views of each page of the sites of ``number`` policies that were built, in turn; medians and all runs.

    With no ``runs`` one view of each, not warmed up: good for bytes, and for nothing else.
    """
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in PAGES}
    with ExitStack() as stack:
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        stack.callback(browser.close)
        servers = {tool: stack.enter_context(web.served(build.built(folder, tool, number))) for tool in build.TOOLS}
        for run in range(runs + 1):
            for name, (tool, path) in PAGES.items():
                seen = visit(browser, *servers[tool], path, SLOWER)
                if not run and runs:
                    continue  # the first round warms up the browser
                if runs:
                    seen["thread_cpu_ms"] = visit(browser, *servers[tool], path, 1)["thread_cpu_ms"]
                found[name].append(seen)
    return {name: {"median": _median(views), "runs": views} for name, views in found.items()}


def _median(views: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        key: round(median(view[key] for view in views)) if isinstance(value, int) else value
        for key, value in views[0].items()
    }
