"""A clean build of the same words by both tools, in turn (A B A B), at several sizes."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from bench import corpus, tree

STOCK = os.environ.get("BENCH_STOCK_PYTHON", sys.executable)
"""A Python that has MkDocs and Material; by default the one that runs this."""

QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore"}


def large_print(site: Path, target: Path) -> list[str]:
    """The command that builds Large Print's form, with every check. It may fail only by what it finds: nothing."""
    code = "from largeprint.hosts.cli import main; main()"
    return [sys.executable, "-c", code, "build", "-C", str(site), "-o", str(target)]


FOR_APPS = ("embed", "answers", "schema", "component")
OF_CLAIMS = ("claim-overstates", "figure-contradicted", "figure-unsupported", "claim-ungrounded", "link-astray")


def pages_alone(site: Path, target: Path) -> list[str]:
    """The same without what has no counterpart in the stock: the outputs for apps, the lint of claims."""
    code = (
        "import largeprint.check.rules, largeprint.outputs.all;"
        "from largeprint.check.registry import RULES; from largeprint.outputs.registry import OUTPUTS;"
        f"[OUTPUTS.pop(name) for name in {FOR_APPS}]; [RULES.pop(name) for name in {OF_CLAIMS}];"
        "from largeprint.hosts.cli import main; main()"
    )
    return [sys.executable, "-c", code, "build", "-C", str(site), "-o", str(target)]


def stock(site: Path, target: Path) -> list[str]:
    """The command that builds the stock form."""
    return [STOCK, "-m", "mkdocs", "build", "-q", "-f", str(site / "mkdocs.yml"), "-d", str(target)]


TOOLS = {"large_print": large_print, "stock": stock}

BUILDS = {**TOOLS, "pages_alone": pages_alone}
"""What is built; the pages of the third are those of the first, so that only its cost is looked at."""


def prepare(folder: Path, number: int) -> dict[str, Path]:
    """The corpus of ``number`` policies in both forms, by tool."""
    return dict(zip(TOOLS, corpus.write_both(folder / f"corpus-{number}", number), strict=True))


def measure(folder: Path, number: int, runs: int) -> dict[str, Any]:
    """Costs of ``runs`` clean builds of each tool; the last site of each is left in ``folder``."""
    sites = prepare(folder, number)
    sites["pages_alone"] = sites["large_print"]
    source = sum(path.stat().st_size for path in sites["stock"].rglob("*.md"))
    found: dict[str, Any] = {"policies": number, "source_bytes": source}
    costs: dict[str, list[tree.Cost]] = {tool: [] for tool in BUILDS}
    for _ in range(runs):
        for tool, command in BUILDS.items():
            target = built(folder, tool, number)
            shutil.rmtree(target, ignore_errors=True)
            costs[tool].append(tree.run(command(sites[tool], target), QUIET))
    for tool, runs_of in costs.items():
        found[tool] = {
            "cpu_s": [round(cost.cpu, 3) for cost in runs_of],
            "wall_s": [round(cost.wall, 3) for cost in runs_of],
            "largest_mib": [round(cost.largest, 1) for cost in runs_of],
            "summed_mib": [round(cost.summed, 1) if cost.summed else None for cost in runs_of],
            "output_bytes": tree.size_of(built(folder, tool, number)),
        }
    return found


def built(folder: Path, tool: str, number: int) -> Path:
    """Where the site of a tool lands."""
    return folder / f"site-{tool}-{number}"


def warm_up(folder: Path) -> None:
    """One build of each that is not counted: byte code and the file cache are then the same for both."""
    measure(folder / "warm-up", 1, 1)
