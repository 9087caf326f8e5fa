"""The feed and the lists of a history, for programs; and old ids in every language."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from largeprint.hosts.ids import settle
from largeprint.hosts.release import release
from largeprint.layers.occasion import Occasion
from largeprint.pipeline import build, check
from tests.conftest import MakeSite

SUMMARY = "# Privacy\n\n### What do you need? {#provide}\n\nA name. [More](#pp_what)\n"
POLICY = "# All {#all}\n\n## What we need {#pp_what}\n\nWe need a name for 30 days.\n\n## Price {#price}\n\nNone.\n"
ATOM = "{http://www.w3.org/2005/Atom}"


def files(root: Path) -> dict[str, str]:
    made = build(check(root), Occasion())
    return {file.path: file.data.decode("utf-8") for file in made if file.path.endswith((".html", ".xml", ".json"))}


@pytest.fixture
def made(make_site: MakeSite, tmp_path: Path) -> Path:
    site = "name: Our policies\naddress: https://example.org/legal/\n"
    texts = {"p/en/summary.md": SUMMARY, "p/en/policy.md": POLICY, "site.yml": site}
    texts |= {f"p/de/{name.rsplit('/', 1)[1]}": words for name, words in texts.items() if name.startswith("p/")}
    root = make_site(texts)
    release(root, "p", date(2026, 3, 1), None, material=False)
    later = POLICY.replace("30", "90").replace("## Price {#price}\n\nNone.\n", "")
    make_site({**texts, "p/en/policy.md": later, "p/de/policy.md": later})
    settle(root, "p", [], ["price"], [], date(2026, 4, 1), "It is told on the order.")
    note = tmp_path / "note.txt"
    note.write_text("We keep it longer: <90> days & no more.\n")
    release(root, "p", date(2026, 4, 1), note, material=True)
    return root


def test_the_feed_is_atom_with_an_entry_a_release(made: Path) -> None:
    feed = ET.fromstring(files(made)["p/changes.xml"])
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}id") == "https://example.org/legal/p/"
    assert feed.findtext(f"{ATOM}updated") == "2026-04-01T00:00:00Z"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")} == {
        "self": "https://example.org/legal/p/changes.xml",
        None: "https://example.org/legal/p/",
    }
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        "https://example.org/legal/p/#2026-04-01",
        "https://example.org/legal/p/#2026-03-01",
    ]
    assert entries[0].findtext(f"{ATOM}summary") == "We keep it longer: <90> days & no more."
    for entry in entries:
        assert all(entry.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "link", "summary"))


def test_the_list_for_programs_tells_what_changed_by_question(made: Path) -> None:
    told = json.loads(files(made)["p/changes.json"])
    assert (told["version"], told["policy"]) == (1, "p")
    newest, first = told["releases"]
    assert (newest["release"], newest["effective"], newest["kind"]) == ("2026-04-01", "2026-04-01", "material")
    assert newest["href"] == "history/2026-04-01/index.html"
    (asked,) = newest["questions"]
    assert asked["question"] == "What do you need?"
    assert [(each["state"], each["words"]) for each in asked["sections"]] == [("edited", '"30" is now "90"')]
    assert [(each["state"], each["heading"]) for each in newest["elsewhere"]] == [("gone", "Price")]
    assert (first["redline"], first["questions"]) == (None, [])


def test_every_address_in_the_lists_is_a_page(made: Path) -> None:
    there = files(made)
    told = json.loads(there["p/changes.json"])
    for each in told["releases"]:
        for href in filter(None, (each["href"], each["redline"])):
            assert f"p/{href}" in there
    for path, html in there.items():
        for href in re.findall(r"href=\"(?!https|mailto|data)([^\":#?]+)", html) if "/history/" in path else ():
            folder = Path(path).parent
            target = str((made / "site" / folder / href).resolve().relative_to((made / "site").resolve()))
            assert target in there or target.startswith("assets/") or target.endswith((".xml", ".css", ".js")), (
                path,
                href,
            )


@pytest.mark.parametrize("page", ["p/index.html", "p/offline.html", "p/de/index.html", "p/de/offline.html"])
def test_an_id_that_went_is_on_every_page(made: Path, page: str) -> None:
    html = files(made)[page]
    assert html.count(' id="price"') == 1
    assert "It is told on the order." in html


def test_an_id_that_only_the_binding_language_has_leads_there(made: Path) -> None:
    (made / "content/p/de/policy.md").write_text(POLICY.split("## Price")[0].replace("## What we need {#pp_what}", ""))
    html = files(made)["p/de/index.html"]
    assert re.search(r'<p id="pp_what">.*?href="\.\./index\.html#pp_what"', html, re.DOTALL)
