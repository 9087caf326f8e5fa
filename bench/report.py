"""From measurements to rows: each a ratio with its spread and its target; the table of the README."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

MARKERS = ("<!-- results: written by make bench -->", "<!-- end of results -->")

FLAT = 1.05
"""A first view may differ so much between the smallest and the largest site and still be called the same."""


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison. ``low``, ``mid``, ``high``: ratios (unit "x") or milliseconds ("ms"); ``target``: at most."""

    words: str
    low: float
    mid: float
    high: float
    target: float | None
    unit: str
    figures: str

    @property
    def verdict(self) -> str:
        """Whether the middle one meets the target; plain where the spread crosses it."""
        if self.target is None:
            return ""
        if self.mid > self.target:
            return "missed" if self.low > self.target else "missed (the best run met it)"
        return "met" if self.high <= self.target else "met (not by every run)"


def rows(results: dict[str, Any]) -> list[Row]:
    """All comparisons that the measurements allow, in the order of the targets."""
    builds = {build["policies"]: build for build in results["builds"]}
    sizes = sorted(builds)
    found = [_build_row(builds[size], "cpu_s", 0.6 if size == 100 else None) for size in sizes]
    found += [
        _build_row(builds[size], "cpu_s", None, "pages_alone")
        for size in sizes
        if size == 100 and "pages_alone" in builds[size]
    ]
    found += [_build_row(builds[size], "summed_mib", 2.0 if size == 100 else None) for size in sizes if size >= 100]
    found += [_output_row(builds[size]) for size in sizes if size == 100]
    if len(sizes) > 1:
        big, small = builds[sizes[-1]], builds[sizes[-2]]
        found += [_scale_row(tool, big, small) for tool in ("large_print", "stock")]
    pages = results["pages"]
    for other, words in (("stock_summary", "stock's summary page"), ("stock_full", "stock's full text")):
        for key, name, target in (
            ("bytes_gz", "First view, bytes", 0.22),
            ("interactive_ms", "Time to interactive", 0.5),
            ("main_thread_ms", "Main thread", 0.4),
            ("thread_cpu_ms", "Main thread, CPU at full speed", None),
        ):
            found.append(_page_row(pages, other, key, f"{name}, against {words}", target))
    blocking = [view["blocking_ms"] for view in pages["large_print"]["runs"]]
    others = ", ".join(str(pages[name]["median"]["blocking_ms"]) for name in ("stock_summary", "stock_full"))
    found.append(
        Row("Total blocking time", *_spread(blocking), 0, "ms", f"stock: {others} ms (summary page, full text)")
    )
    found += [_flat_row(results["first_views"], name) for name in ("large_print", "stock_summary")]
    if results.get("embed"):
        found += [
            _embed_row(results["embed"], other, key)
            for key in ("bytes_gz", "first_paint_ms")
            for other in ("full", "stock_summary", "stock_full")
        ]
        found += [_paint_row(results["embed"], other) for other in ("stock_summary", "stock_full")]
    if results.get("serve"):
        found += [_serve_row(results["serve"], key) for key in ("cpu_s", "wall_s")]
    return found


def _spread(values: Iterable[float]) -> tuple[float, float, float]:
    kept = list(values)
    return min(kept), median(kept), max(kept)


def _paired(ours: Sequence[float], theirs: Sequence[float]) -> tuple[float, float, float]:
    return _spread(a / b for a, b in zip(ours, theirs, strict=True))


def _build_row(build: dict[str, Any], key: str, target: float | None, tool: str = "large_print") -> Row:
    ours, theirs = build[tool][key], build["stock"][key]
    if None in ours:
        ours, theirs = build["large_print"]["largest_mib"], build["stock"]["largest_mib"]
    name, unit = ("CPU of a clean build", "s") if key == "cpu_s" else ("Peak memory of a build, whole tree", "MiB")
    if tool == "pages_alone":
        name = "The same without outputs for apps and lint of claims"
    figures = f"{_number(median(ours))} against {_number(median(theirs))} {unit}"
    return Row(f"{name}, {build['policies']} policies", *_paired(ours, theirs), target, "x", figures)


def _output_row(build: dict[str, Any]) -> Row:
    ours, theirs = (build[tool]["output_bytes"] / 2**20 for tool in ("large_print", "stock"))
    figures = f"{_number(ours)} against {_number(theirs)} MiB, from {_number(build['source_bytes'] / 2**20)} MiB"
    return Row(f"Bytes written, {build['policies']} policies", *_spread([ours / theirs]), None, "x", figures)


def _scale_row(tool: str, big: dict[str, Any], small: dict[str, Any]) -> Row:
    each = [[cpu / build["policies"] for cpu in build[tool]["cpu_s"]] for build in (big, small)]
    low, high = min(each[0]) / max(each[1]), max(each[0]) / min(each[1])
    mid = median(each[0]) / median(each[1])
    name = {"large_print": "Large Print", "stock": "stock"}[tool]
    words = f"{name}: CPU a policy at {big['policies']} against at {small['policies']}"
    target = 1.2 if tool == "large_print" and big["policies"] == 500 else None
    figures = f"{_number(median(each[0]) * 1000)} against {_number(median(each[1]) * 1000)} ms"
    return Row(words, low, mid, high, target, "x", figures)


def _page_row(pages: dict[str, Any], other: str, key: str, words: str, target: float | None) -> Row:
    ours = [view[key] for view in pages["large_print"]["runs"]]
    theirs = [view[key] for view in pages[other]["runs"]]
    unit = "bytes" if key == "bytes_gz" else "ms"
    figures = f"{median(ours):,.0f} against {median(theirs):,.0f} {unit}"
    return Row(words, *_paired(ours, theirs), target, "x", figures)


def _flat_row(views: list[dict[str, Any]], name: str) -> Row:
    first, last = views[0], views[-1]
    words = {"large_print": "Large Print", "stock_summary": "stock's summary page"}[name]
    ratio = last[name]["bytes_gz"] / first[name]["bytes_gz"]
    figures = ", ".join(f"{view[name]['bytes_gz']:,} at {view['policies']}" for view in views)
    title = f"{words}: first view at {last['policies']} policies against at {first['policies']}"
    return Row(title, ratio, ratio, ratio, FLAT if name == "large_print" else None, "x", f"{figures} (bytes)")


OTHERS = {"full": "our full page", "stock_summary": "stock's summary page", "stock_full": "stock's full text"}


def _embed_row(views: dict[str, Any], other: str, key: str) -> Row:
    ours, theirs = ([view[key] for view in views[name]] for name in ("one", other))
    words = OTHERS[other]
    name, unit = {"bytes_gz": ("bytes", "bytes"), "first_paint_ms": ("first paint on 3G", "ms")}[key]
    figures = f"{median(ours):,.0f} against {median(theirs):,.0f} {unit}"
    return Row(f"One answer without chrome, {name}, against {words}", *_paired(ours, theirs), None, "x", figures)


def _paint_row(views: dict[str, Any], other: str) -> Row:
    ours, theirs = ([view["first_paint_ms"] for view in views[name]] for name in ("full", other))
    figures = f"{median(ours):,.0f} against {median(theirs):,.0f} ms"
    return Row(f"First paint on 3G, against {OTHERS[other]}", *_paired(ours, theirs), None, "x", figures)


def _serve_row(serve: dict[str, Any], key: str) -> Row:
    ours, theirs = serve["large_print"][key], serve["stock"][key]
    name = {"cpu_s": "CPU", "wall_s": "time"}[key]
    kind = "" if serve["large_print"]["kind"] == "serve" else " (Large Print: the pipeline alone, no server)"
    words = f"One section saved, {name} until its page is there, {serve['policies']} policies{kind}"
    figures = f"{median(ours):.2f} against {median(theirs):.2f} s"
    return Row(words, *_paired(ours, theirs), None, "x", figures)


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(found: Sequence[Row], results: dict[str, Any]) -> str:
    """The Markdown between the markers."""
    machine, stock = results["machine"], results["machine"]["stock"]
    begun, at_pages, ended = results["load"]
    versions = ", ".join(f"{name} {version}" for name, version in stock.items() if version)
    lines = [
        f"{results['date']}; {machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, "
        f"{machine['system']}; load {begun} at the beginning, {at_pages} before the pages, {ended} at the end. "
        f"Stock: {versions}. Chromium {machine['chromium']}.",
        "",
        "| Large Print against stock | median | min to max | at most | | medians |",
        "| --- | ---: | ---: | ---: | --- | --- |",
    ]
    for row in found:
        low, mid, high = (f"{v:.2f}x" if row.unit == "x" else f"{v:.0f} ms" for v in (row.low, row.mid, row.high))
        target = "" if row.target is None else f"{row.target:g}{'x' if row.unit == 'x' else ' ms'}"
        lines.append(f"| {row.words} | {mid} | {low} to {high} | {target} | {row.verdict} | {row.figures} |")
    lines += [
        "",
        f"| First view, {results.get('pages_at', 10)} policies | bytes (gzip) | of them HTML | requests | other hosts "
        "| elements | first paint |",
        "| --- | ---: | ---: | ---: | --- | ---: | ---: |",
    ]
    for name, page in results["pages"].items():
        seen, words = page["median"], name.replace("_", " ").capitalize()
        hosts = ", ".join(seen["foreign_hosts"]) or "none"
        lines.append(
            f"| {words} | {seen['bytes_gz']:,} | {seen['html_gz']:,} | {seen['requests']} | {hosts} | "
            f"{seen['nodes']:,} | {seen['first_paint_ms']} ms |"
        )
    return "\n".join(lines)


def write_into(readme: Path, text: str) -> None:
    """Puts ``text`` between the markers. Raises ``ValueError`` where they are missing."""
    before, found, rest = readme.read_text(encoding="utf-8").partition(MARKERS[0])
    _, closed, after = rest.partition(MARKERS[1])
    if not (found and closed):
        raise ValueError(f"{readme.name} lacks the markers of the results.")
    readme.write_text(f"{before}{MARKERS[0]}\n\n{text}\n\n{MARKERS[1]}{after}", encoding="utf-8")
