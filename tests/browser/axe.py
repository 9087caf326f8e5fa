"""The rules of accessibility that a machine can judge, run in whatever engine shows the page."""

from __future__ import annotations

import importlib.util
from functools import lru_cache
from pathlib import Path

from tests.browser.tabs import Tab


@lru_cache
def _source() -> str:
    """axe-core as it lies in the wheel. It comes in over the driver, so the page's policy has no say in it."""
    found = importlib.util.find_spec("axe_playwright_python")
    assert found is not None
    assert found.origin is not None
    return (Path(found.origin).parent / "axe.min.js").read_text("utf-8")


def violations(tab: Tab) -> list[str]:
    """Each rule that is broken on the open page, with the element that breaks it."""
    tab.eval(f"() => {{ {_source()} }}")
    found = tab.eval(
        "async () => (await axe.run({resultTypes: ['violations']})).violations"
        ".flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 120)}`))"
    )
    return list(found)
