"""The ratios that have a target as an SVG: a bar for the median, a line for the spread, a mark for the target.

Written by hand, with no library; it follows the reader's colour scheme.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from bench.report import Row

_WIDTH, _LEFT, _RIGHT, _STEP, _TOP = 860, 350, 70, 30, 60
_STYLE = """
svg { background: #fdfcf9 } text { font: 13px system-ui, sans-serif; fill: #222 } .soft { fill: #666 }
.bar { fill: #2f6f73 } .over { fill: #b4552d } .axis { stroke: #ccc } .one { stroke: #888 }
.spread { stroke: #222; stroke-width: 2 } .target { stroke: #222; stroke-width: 2; stroke-dasharray: 3 2 }
@media (prefers-color-scheme: dark) {
  svg { background: #17181a } text { fill: #e8e6e1 } .soft { fill: #a5a29b } .bar { fill: #5fa9ad }
  .over { fill: #dd8a5f } .axis { stroke: #444 } .one { stroke: #888 } .spread, .target { stroke: #e8e6e1 } }
"""


def plot(rows: Sequence[Row], title: str) -> str:
    """The drawing of those rows that are ratios with a target. The bar's colour says whether it was met."""
    shown = [row for row in rows if row.target is not None and row.unit == "x"]
    most = max(1.2, *(max(row.high, row.target or 0) for row in shown)) * 1.05
    height = _TOP + _STEP * len(shown) + 34
    scale = (_WIDTH - _LEFT - _RIGHT) / most

    def x(value: float) -> str:
        return f"{_LEFT + value * scale:.1f}"

    bottom = _TOP + _STEP * len(shown)
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        'role="img" aria-labelledby="t">',
        f'<title id="t">{escape(title)}</title><style>{_STYLE}</style>',
        f'<text x="16" y="24" font-weight="600">{escape(title)}</text>',
        '<text x="16" y="44" class="soft">Shorter is better; 1 is as much as stock. Dashed: the target. '
        "Thin line: from the least to the most of all runs.</text>",
    ]
    for tick in range(int(most * 2) + 1):
        kind = "one" if tick == 2 else "axis"
        drawn.append(f'<line class="{kind}" x1="{x(tick / 2)}" x2="{x(tick / 2)}" y1="{_TOP - 6}" y2="{bottom}"/>')
        drawn.append(f'<text class="soft" x="{x(tick / 2)}" y="{bottom + 18}" text-anchor="middle">{tick / 2:g}</text>')
    for index, row in enumerate(shown):
        top = _TOP + _STEP * index
        middle, target = top + 10, row.target or 0
        kind = "bar" if row.mid <= target else "over"
        words = row.words.replace("against stock's", "to stock's").replace(" policies", "")
        end = f"{max(row.high, target) * scale + _LEFT + 8:.1f}"
        drawn += [
            f'<text x="{_LEFT - 10}" y="{middle + 5}" text-anchor="end">{escape(words)}</text>',
            f'<rect class="{kind}" x="{_LEFT}" y="{top + 2}" width="{row.mid * scale:.1f}" height="16"/>',
            f'<line class="spread" x1="{x(row.low)}" x2="{x(row.high)}" y1="{middle}" y2="{middle}"/>',
            f'<line class="target" x1="{x(target)}" x2="{x(target)}" y1="{top - 2}" y2="{top + 22}"/>',
            f'<text x="{end}" y="{middle + 5}">{row.mid:.2f}</text>',
        ]
    return "\n".join([*drawn, "</svg>"]) + "\n"
