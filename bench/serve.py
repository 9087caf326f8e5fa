"""From saving one section to the new page being there: ``largeprint serve`` against ``mkdocs serve``.

Where Large Print has no such command, the pipeline with a memory, in a process that runs already, stands in for it:
that is the same work without the watching. ``python -m bench.serve SITE TIMES`` is that process.
"""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from bench import build, tree

PATIENCE_S = 180
POLL_S = 0.05
STEADY_S = 3
"""After the first page is there, and between two edits: some servers look for changes only now and then."""

_CLI = "from largeprint.hosts.cli import main; main()"


def measure(folder: Path, number: int, times: int) -> dict[str, Any]:
    """Seconds (wall, and CPU of all processes) of ``times`` edits of one section among ``number`` policies."""
    sites = build.prepare(folder / "serve", number)
    found: dict[str, Any] = {"policies": number}
    edited = {"large_print": "content/policy-001/en/policy.md", "stock": "docs/policy-001/policy.md"}
    helped = subprocess.run([sys.executable, "-c", _CLI, "serve", "--help"], capture_output=True, text=True)
    served = helped.returncode == 0
    if served:
        command = [sys.executable, "-c", _CLI, "serve", "-C", str(sites["large_print"])]
        found["large_print"] = _edits(command, "--port", "/policy-001/", sites["large_print"], edited, times)
        found["large_print"]["kind"] = "serve"
    else:
        print("largeprint serve is not there: the pipeline with a memory is measured instead.", file=sys.stderr)
        command = [sys.executable, "-m", "bench.serve", str(sites["large_print"]), str(times)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found["large_print"] = {**json.loads(told), "kind": "pipeline only"}
    command = [build.STOCK, "-m", "mkdocs", "serve", "-q", "--livereload", "-f", str(sites["stock"] / "mkdocs.yml")]
    found["stock"] = _edits(command, "-a", "/policy-001/policy/", sites["stock"], edited, times)
    found["stock"]["kind"] = "serve"
    return found


def _edits(
    command: list[str], option: str, path: str, site: Path, edited: dict[str, str], times: int
) -> dict[str, list[float]]:
    """Edits while a server runs. ``option`` is the one that takes its port, or its address."""
    file = next(site / name for name in edited.values() if (site / name).exists())
    with _running(command, option) as (pid, address):
        _wait(address + path, "")
        found: dict[str, list[float]] = {"wall_s": [], "cpu_s": []}
        for number in range(times):
            time.sleep(STEADY_S)
            cpu, begun = tree.cpu_of(pid), time.perf_counter()
            _edit(file, f"savednow{number}")
            _wait(address + path, f"savednow{number}")
            found["wall_s"].append(round(time.perf_counter() - begun, 3))
            found["cpu_s"].append(round(tree.cpu_of(pid) - cpu, 3))
    return found


def _edit(file: Path, word: str) -> None:
    """Adds a sentence to the first paragraph of the text."""
    lines = file.read_text(encoding="utf-8").split("\n")
    lines[2] += f" A word was {word}."
    file.write_text("\n".join(lines), encoding="utf-8")


@contextmanager
def _running(command: list[str], option: str) -> Iterator[tuple[int, str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    where = str(port) if option == "--port" else f"127.0.0.1:{port}"
    process = subprocess.Popen([*command, option, where], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process.pid, f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(url: str, word: str) -> None:
    """Asks again and again until the page has the word. Raises ``TimeoutError``."""
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        try:
            with urlopen(url, timeout=PATIENCE_S) as answer:
                if word in answer.read().decode():
                    return
        except (URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(POLL_S)
    raise TimeoutError(f"{url} did not show the change in {PATIENCE_S} s.")


def _pipeline(site: Path, times: int) -> dict[str, Any]:
    """The same edits, and the whole way from files to a site on disk, in a process that has done it once."""
    from largeprint.commit import publish
    from largeprint.layers.occasion import Occasion
    from largeprint.memory import Memory
    from largeprint.pipeline import build as build_site
    from largeprint.pipeline import check

    memory = Memory()
    found: dict[str, list[float]] = {"wall_s": [], "cpu_s": []}
    publish(site / "site", build_site(check(site, memory), Occasion(), memory))
    for number in range(times):
        _edit(site / "content/policy-001/en/policy.md", f"savednow{number}")
        cpu, begun = time.process_time(), time.perf_counter()
        publish(site / "site", build_site(check(site, memory), Occasion(), memory))
        found["wall_s"].append(round(time.perf_counter() - begun, 3))
        found["cpu_s"].append(round(time.process_time() - cpu, 3))
    return found


if __name__ == "__main__":
    print(json.dumps(_pipeline(Path(sys.argv[1]), int(sys.argv[2]))))
