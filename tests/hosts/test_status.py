"""``status``: who approved what, what changed since, which translation is older, and who does what next."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.conftest import MakeSite
from tests.hosts.conftest import largeprint
from tests.hosts.test_publish import ANN, BOB, FILES, signed


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    return signed(make_site)


def edit(site: Path, name: str, old: str, new: str) -> None:
    path = site / "content/p" / name
    words = path.read_text("utf-8")
    assert old in words
    path.write_text(words.replace(old, new), "utf-8")


def test_the_words_that_changed_are_told(site: Path) -> None:
    edit(site, "en/summary.md", "| How long | 30 days |", "| How long | 90 days |")
    edit(site, "en/policy/01-what.md", "We need a name.", "We need a name and a number.")
    ran = largeprint("status", "p/en#provide", cwd=site)
    assert ran.code == 1
    assert f"p/en#provide  legal: changed since {ANN}" in ran.out
    assert "    here: 30 -> 90 days" in ran.out
    assert '    in "What we need": (nothing) -> and a number' in ran.out


def test_of_words_that_no_release_has_nothing_is_told_but_that_they_changed(site: Path) -> None:
    edit(site, "en/summary.md", "Nobody.", "Hardly anybody.")
    for name, role in ((ANN, "legal"), (BOB, "privacy")):
        largeprint("sign", "p/en#share", "--as", name, "--role", role, cwd=site)
    edit(site, "en/summary.md", "Hardly anybody.", "Somebody.")
    ran = largeprint("status", "p/en#share", cwd=site)
    assert "changed since" in ran.out
    assert "->" not in ran.out


def test_a_translation_of_older_words_is_named(site: Path) -> None:
    time.sleep(1)  # approvals tell their time in seconds
    edit(site, "en/summary.md", "Nobody.", "Hardly anybody.")
    largeprint("sign", "p/en#share", "--as", ANN, "--role", "legal", cwd=site)
    told = {each["unit"]: each for each in json.loads(largeprint("status", "p/de", "--json", cwd=site).out)}
    assert told["p/de#share"]["older"]
    assert told["p/de#share"]["state"] == "approved"
    assert not told["p/de#provide"]["older"]
    assert "the text in en has changed since" in largeprint("status", cwd=site).out
    words = next(each for each in FILES["p/de/summary.md"].split("\n") if "Niemand" in each)
    edit(site, "de/summary.md", words, words.replace("Niemand", "Kaum jemand"))
    for name, role in ((ANN, "legal"), (BOB, "privacy")):
        largeprint("sign", "p/de#share", "--as", name, "--role", role, cwd=site)
    assert "has changed since" not in largeprint("status", "p/de#share", cwd=site).out


def test_every_role_is_told_what_to_do(make_site: MakeSite) -> None:
    settings = "publisher: E\nbinding: en\nreviewers: {legal: returned, privacy: ssh, sales: asserted}\n"
    site = make_site({**FILES, "p/policy.yml": settings})
    ran = largeprint("status", cwd=site)
    assert ran.next == "send a packet to legal: largeprint review p --role legal"
    assert 'as privacy: largeprint sign p --as "NAME" --role privacy --ssh-key FILE' in ran.out
    assert 'as sales: largeprint sign p --as "NAME" --role sales\n' in ran.out


def test_the_text_code_of_an_approval_is_that_of_the_page(make_site: MakeSite) -> None:
    """A release has the day that policy.yml does not name."""
    settings = "publisher: E\nbinding: en\nreviewers: {legal: asserted}\n"
    site = make_site({**FILES, "p/policy.yml": settings})
    largeprint("confirm", "--accept-best", cwd=site)
    assert largeprint("release", "p", "--effective", "2026-03-01", "--editorial", cwd=site).code == 0
    largeprint("sign", "p", "--as", ANN, "--role", "legal", cwd=site)
    assert largeprint("publish", "-o", "public", "--as-of", "2026-03-01", cwd=site).code == 0
    (path,) = (site / "content/p/signoffs").glob("*.jsonl")
    codes = {json.loads(line)["code"] for line in path.read_text("utf-8").splitlines()}
    manifest = json.loads((site / "public/manifest.json").read_bytes())
    assert codes == set(manifest["policies"]["p"]["codes"].values())
