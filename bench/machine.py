"""What the figures were taken on: the kind of machine and the versions. No names of machines, people or folders."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench import build

_PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Jinja2", "markdown-it-py", "nh3")
_ASK = """
import importlib.metadata as m, json, platform
def v(name):
    try: return m.version(name)
    except m.PackageNotFoundError: return None
print(json.dumps({"Python": platform.python_version(), **{n: v(n) for n in %r}}))
"""


def described(chromium: str | None) -> dict[str, Any]:
    """Cores, memory, model of the processor, system, versions."""
    return {
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30, 1),
        "processor": _processor(),
        "system": platform.system(),
        "large_print": _versions(sys.executable, ("largeprint", *_PACKAGES[4:])),
        "stock": _versions(build.STOCK, _PACKAGES[:5]),
        "chromium": _chromium(chromium) if chromium else None,
    }


def load() -> float:
    """How busy the machine is: processes that want to run, mean of the last minute."""
    return round(os.getloadavg()[0], 2)


def _processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return found[1].strip() if found else platform.machine()


def _versions(python: str, names: tuple[str, ...]) -> dict[str, str | None]:
    told: dict[str, str | None] = json.loads(
        subprocess.run([python, "-c", _ASK % (names,)], capture_output=True, text=True, check=True).stdout
    )
    return told


def _chromium(path: str) -> str:
    told = subprocess.run([path, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"[\d.]+", told)
    return found[0] if found else ""
