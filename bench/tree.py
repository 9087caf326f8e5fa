"""One command measured with all the processes that it starts: CPU seconds, peak memory, wall seconds.

CPU and the largest process come from ``wait4``, so they are the kernel's own sums; the memory of the whole tree is
looked at every 20 ms in /proc (Linux; None elsewhere) and counts pages that processes share once for each.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """``cpu``: user and system seconds; ``largest``, ``summed``: MiB; ``wall``: seconds, only for the record."""

    cpu: float
    wall: float
    largest: float
    summed: float | None


def run(command: Sequence[str], environment: dict[str, str] | None = None) -> Cost:
    """Runs ``command`` to its end. Raises ``RuntimeError`` with what it said where it fails.

    Python may keep byte code, whatever the environment says: installers make it for packages, and not for a checkout.
    """
    begun = time.perf_counter()
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**inherited, **(environment or {})}
    )
    said: list[bytes] = []
    peaks = [0]
    ended = threading.Event()
    threads = [
        threading.Thread(target=lambda: said.append(process.stdout.read() if process.stdout else b"")),
        threading.Thread(target=_watch, args=(process.pid, peaks, ended)),
    ]
    for thread in threads:
        thread.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    ended.set()
    for thread in threads:
        thread.join()
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}:\n{b''.join(said).decode()[-2000:]}")
    largest = used.ru_maxrss / 1024
    summed = max(peaks[0] / 2**20, largest) if Path("/proc/self/statm").exists() else None
    return Cost(used.ru_utime + used.ru_stime, wall, largest, summed)


def _watch(pid: int, peaks: list[int], ended: threading.Event) -> None:
    page = os.sysconf("SC_PAGE_SIZE")
    while not ended.wait(0.02):
        total = 0
        for member in members(pid):
            try:
                total += int(Path(f"/proc/{member}/statm").read_text().split()[1]) * page
            except (OSError, IndexError):
                continue
        peaks[0] = max(peaks[0], total)


def members(pid: int) -> list[int]:
    """A process and those that it started, as far as they still run."""
    found, at = [pid], 0
    while at < len(found):
        try:
            for task in Path(f"/proc/{found[at]}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            pass
        at += 1
    return found


def cpu_of(pid: int) -> float:
    """CPU seconds so far of a running process and of those that it started, ended children included."""
    ticks = 0
    for member in members(pid):
        try:
            fields = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(int(field) for field in fields[11:15])
    return ticks / _TICK


def size_of(folder: Path) -> int:
    """Bytes of all files in ``folder``."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
