"""``make bench``: everything in turn, the results as JSON, the table of the README, the plot. Asserts no seconds.

``--quick`` takes small sizes and one run, prints the table, and writes nothing into the checkout.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.browser.find import chromium

from bench import build, embed, machine, page, report, serve
from bench.plot import plot

HERE = Path(__file__).parent

QUIET_LOAD = 1.2
"""Processes that want to run, mean of a minute."""

FULL = {
    "sizes": {1: 3, 10: 3, 100: 3, 500: 2},
    "views": 5,
    "pages": 100,
    "bytes": (1, 100, 500),
    "served": (100, 3),
    "patience": 600,
}
QUICK = {"sizes": {1: 1, 10: 1, 100: 1}, "views": 1, "pages": 10, "bytes": (1, 100), "served": (10, 1), "patience": 0}
"""Runs for each number of policies; first views to time, and in a site of how many; sizes whose first view is weighed;
policies and edits while serving; seconds to wait at most until the machine is quiet, before times are taken."""


def measured(plan: dict[str, Any], folder: Path, browser: str) -> dict[str, Any]:
    """All measurements, in the order: builds, pages, first views at every size, one answer, serving."""
    begun = machine.load()
    results: dict[str, Any] = {"date": datetime.now(UTC).date().isoformat(), "machine": machine.described(browser)}
    build.warm_up(folder)
    results["builds"] = []
    for size, runs in plan["sizes"].items():
        _say(f"Building {size}: {runs} of each, in turn")
        results["builds"].append(build.measure(folder, size, runs))
    _wait_for_quiet(plan["patience"])
    at_pages = machine.load()
    _say(f"First views at {plan['pages']} policies, {plan['views']} of each, in turn")
    results["pages_at"] = plan["pages"]
    results["pages"] = page.measure(folder, plan["pages"], plan["views"], browser)
    results["first_views"] = []
    for size in plan["bytes"]:
        _say(f"First view at {size}: bytes")
        seen = page.measure(folder, size, 0, browser)
        few = {name: {key: view["median"][key] for key in ("bytes_gz", "requests")} for name, view in seen.items()}
        results["first_views"].append({"policies": size, **few})
    _say("One answer without chrome, on 3G")
    results["embed"] = embed.measure(folder, plan["bytes"][0], plan["views"], browser)
    _say("One section saved while serving")
    results["serve"] = serve.measure(folder, *plan["served"])
    results["load"] = [begun, at_pages, machine.load()]
    return results


def _wait_for_quiet(most: int) -> None:
    """Waits until hardly anybody else computes: CPU can be told apart from others' work, time cannot."""
    ends = time.monotonic() + most
    while machine.load() > QUIET_LOAD and time.monotonic() < ends:
        time.sleep(10)


def _say(words: str) -> None:
    print(f"{words} …", file=sys.stderr, flush=True)


def main() -> int:
    """Runs the plan; 0, or 3 where a program that it needs is missing."""
    options = argparse.ArgumentParser(prog="make bench", description=__doc__)
    options.add_argument("--quick", action="store_true", help="small sizes, under two minutes, nothing written")
    options.add_argument("--again", type=Path, help="only write table and plot anew, from these results")
    asked = options.parse_args()
    if asked.again:
        results = json.loads(asked.again.read_text())
    else:
        browser = chromium()
        if browser is None:
            print("There is no Chromium.\nNext: install it, or name it in CHROMIUM", file=sys.stderr)
            return 3
        folder = Path(tempfile.mkdtemp(prefix="largeprint-bench-"))
        try:
            results = measured(QUICK if asked.quick else FULL, folder, browser)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    rows = report.rows(results)
    text = report.table(rows, results)
    print(text)
    if asked.quick:
        return 0
    if not asked.again:
        (HERE / "results" / f"{results['date']}.json").write_text(json.dumps(results, indent=1) + "\n")
    (HERE / "results" / "plot.svg").write_text(plot(rows, "Large Print against stock MkDocs with Material"))
    report.write_into(HERE / "README.md", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
