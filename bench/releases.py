"""``python -m bench.releases``: what a build of one policy costs as its releases grow, and what each output weighs.

Each release changes a few sentences of the one before it. CPU is that of ``largeprint build`` as a process.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench import tree
from bench.corpus import make_policy
from largeprint.records.anchors import write_anchors
from largeprint.records.history import Version, history_of

WORDS = "letters parcels tickets badges keys forms notes".split()

NUMBERS = (10, 25, 50, 100)

_KINDS = {
    "index.html": "the page",
    "offline.html": "the copy",
    "history/index.html": "the timeline",
    "changes.xml": "the feed",
    "changes.json": "the list for programs",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One size: CPU seconds of a build, and bytes by kind of output; of releases and redlines, all together."""

    releases: int
    cpu: float
    bytes: Mapping[str, int]


def measure(number: int, folder: Path) -> Row:
    """Builds a policy with ``number`` releases."""
    dice = random.Random(number)
    made = make_policy(1, 1)
    paragraphs = made.full.split("\n\n")
    settings = b"publisher: Example Ltd\nbinding: en\n"
    versions = []
    for step in range(number):
        for _ in range(3):
            at = dice.choice([i for i, words in enumerate(paragraphs) if not words.startswith("#")])
            paragraphs[at] += f" Since then it is so for {dice.choice(WORDS)} as well."
        files = {
            "policy.yml": settings,
            "en/summary.md": made.summary.encode(),
            "en/policy.md": ("\n\n".join(paragraphs) + "\n").encode(),
        }
        versions.append(Version(date(2000, 1, 1) + timedelta(days=30 * step), files))
    history = history_of("p", versions, {}, lambda went: "")
    home = folder / "content" / "p"
    for name, data in history.last.items():
        _write(home / name, data)
    for release, files in history.releases.items():
        for name, data in files.items():
            _write(home / "releases" / release / name, data)
    _write(home / "anchors.yml", write_anchors(history.anchors).encode())
    _write(folder / "content" / "site.yml", b"name: Made\n")
    program = Path(sys.executable).with_name("largeprint")
    cost = tree.run([str(program), "-C", str(folder), "build", "-o", str(folder / "site")])
    return Row(number, cost.cpu, _weighed(folder / "site" / "p"))


def _weighed(folder: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for path in folder.rglob("*"):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            kind = _KINDS.get(name) or ("all redlines" if name.endswith("changes.html") else "all releases")
            found[kind] = found.get(kind, 0) + path.stat().st_size
    return found


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def main() -> None:
    """Prints a table: a row a size, CPU a release against that of the smallest, bytes by kind."""
    rows = []
    for number in NUMBERS:
        with tempfile.TemporaryDirectory(prefix="largeprint-bench-") as folder:
            rows.append(measure(number, Path(folder)))
    kinds = sorted({kind for row in rows for kind in row.bytes})
    print(f"| releases | CPU of a build | CPU a release, against {NUMBERS[0]} | {' | '.join(kinds)} |")
    print("| --- " * (3 + len(kinds)) + "|")
    first = rows[0].cpu / rows[0].releases
    for row in rows:
        weights = " | ".join(f"{row.bytes.get(kind, 0) / 1024:,.0f} KiB" for kind in kinds)
        print(f"| {row.releases} | {row.cpu:.1f} s | {row.cpu / row.releases / first:.2f}x | {weights} |")


if __name__ == "__main__":
    main()
