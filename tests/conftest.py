"""A model from a string in one call, and a site on disk from a few strings."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from largeprint.check.registry import run
from largeprint.model.finding import Finding
from largeprint.model.policy import Edition, Policy, PolicyFacts, Site, SiteFacts
from largeprint.read.edition import read_edition
from largeprint.text.render import EditionText, render_edition

# No deadline: a busy machine is no fault of the code. In CI the same examples each time, elsewhere new ones.
settings.register_profile("large-print", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("large-print")

SHARED = Path(__file__).parents[2] / "shared" / "policies"
"""Real policies, which are read and measured and never copied: they lie beside the checkout, where there are any."""

SUMMARY = """# Privacy

A short introduction.

### What do you need? {#provide}

A name. [More...](#pp_what)
"""

POLICY = """# The full text

## What we need {#pp_what}

We need a name.
"""

SITE_YML = "name: Our policies\n"
POLICY_YML = "publisher: Example Ltd\nbinding: en\n"


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_the_disk() -> Iterator[None]:
    """A process that is killed loses nothing that it gave to the system, so that no test has to wait for fsync; nor
    have those that are forked off this one. That it is called, ``test_commit.py`` tries by letting it fail."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(os, "fsync", lambda descriptor: None)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real policies. Where it is missing the test is skipped, loudly; in CI it fails."""
    if not SHARED.is_dir():
        message = f"REAL POLICIES MISSING: {SHARED.name} does not lie beside the checkout; nothing real was tried."
        if os.environ.get("CI"):
            pytest.fail(message)
        warnings.warn(message, stacklevel=1)
        pytest.skip(message)
    return SHARED


def edition_of(summary: str = SUMMARY, policy: str = POLICY, language: str = "en") -> Edition:
    """An edition from the texts of its two files."""
    base = f"content/p/{language}"
    return read_edition("p", language, (f"{base}/summary.md", summary), [(f"{base}/policy.md", policy)])


def text_of(summary: str = SUMMARY, policy: str = POLICY, language: str = "en") -> EditionText:
    """The same, rendered."""
    return render_edition(edition_of(summary, policy, language))


def findings_of(summary: str = SUMMARY, policy: str = POLICY, language: str = "en") -> tuple[Finding, ...]:
    """All that the rules find in an edition."""
    import largeprint.check.rules  # noqa: F401  (fills the registry)

    edition = edition_of(summary, policy, language)
    document = Policy("p", PolicyFacts(publisher="Example Ltd", binding=language), (edition,))
    site = Site(SiteFacts("Our policies"), "", None, (document,))
    return run(site, [(document, render_edition(edition))])


MakeSite = Callable[..., Path]


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Writes a site of files, ``path=text`` under content/, over a small valid one; None leaves a file out."""

    def make(files: dict[str, str | bytes | None] | None = None, root: Path = tmp_path) -> Path:
        every: dict[str, str | bytes | None] = {
            "site.yml": SITE_YML,
            "p/policy.yml": POLICY_YML,
            "p/en/summary.md": SUMMARY,
            "p/en/policy.md": POLICY,
            **(files or {}),
        }
        for name, text in every.items():
            path = root / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is not None:
                path.write_bytes(text.encode() if isinstance(text, str) else text)
        return root

    return make


TOGETHER = ("[firefox", "[webkit", "test_histories.py", "test_material.py", "tests/browser/", "test_installed.py")
TOGETHER += ("test_valid.py", "test_byte_changes.py", "test_interrupted.py", "test_same_bytes.py")
"""Tests that share something that is slow to start or to make: those whose name holds the same of these run in one
worker. The largest of such groups begin, and single tests fill up what is left."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Every other test goes alone to the worker that is free. (``--dist loadgroup`` of xdist 3.8 does nothing with
    pytest 9.2: it writes its groups into a name that pytest no longer reads.)"""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((sign for sign in TOGETHER if sign in nodeid), nodeid)

    return Together(config, log)
