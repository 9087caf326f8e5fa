"""Releases: frozen under their day, each id accounted for, and no byte of them ever changed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from largeprint.hosts.ids import settle
from largeprint.hosts.release import release
from largeprint.model.finding import UseError
from largeprint.pipeline import check
from largeprint.read.site import read_site
from largeprint.records.anchors import anchors_of, landing
from largeprint.records.releases import releases_of, sealed
from tests.conftest import MakeSite

SUMMARY = "# Privacy\n\n### What do you need? {#provide}\n\nA name. [More](#pp_what)\n"
POLICY = "# All {#all}\n\n## What we need {#pp_what}\n\nWe need a name.\n"
LATER = POLICY.replace("a name", "a full name")


def released(make_site: MakeSite, note: Path | None = None) -> Path:
    root = make_site({"p/en/summary.md": SUMMARY, "p/en/policy.md": POLICY})
    release(root, "p", date(2026, 3, 1), note, material=False)
    return root


def rules(root: Path) -> set[str]:
    return {finding.rule for finding in check(root).findings}


def test_a_release_is_the_text_as_it_stood(make_site: MakeSite) -> None:
    root = released(make_site)
    make_site({"p/en/summary.md": SUMMARY, "p/en/policy.md": LATER})
    (policy,) = read_site(root).policies
    (was,) = releases_of(policy)
    assert was.release is not None
    assert (was.release.name, was.release.material, was.facts.effective) == ("2026-03-01", False, date(2026, 3, 1))
    assert was.editions[0].sections[1].body.text == "We need a name."
    assert policy.editions[0].sections[1].body.text == "We need a full name."
    frozen = {name: data for name, data in policy.frozen[0].files if name != "release.yml"}
    assert frozen["en/policy.md"] == POLICY.encode()
    assert set(frozen) == {"policy.yml", "en/summary.md", "en/policy.md"}
    assert "record-broken" not in rules(root)


def test_every_id_is_recorded_with_the_day_of_its_first_release(make_site: MakeSite) -> None:
    root = released(make_site)
    anchors, broken = anchors_of(read_site(root).policies[0])
    assert not broken
    assert {kept.id: (kept.kind, kept.since, kept.alive) for kept in anchors.values()} == {
        "provide": ("question", "2026-03-01", True),
        "all": ("section", "2026-03-01", True),
        "pp_what": ("section", "2026-03-01", True),
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"p/en/policy.md": POLICY.replace(" {#all}", "")}, "A heading has no written id"),
        ({"p/en/policy.md": "# All {#all}\n"}, "errors, the first at"),
        ({"p/policy.yml": "publisher: Example Ltd\nbinding: en\neffective: 2026-04-01\n"}, "applies from 2026-04-01"),
    ],
    ids=["no written id", "errors", "another day"],
)
def test_what_is_not_ready_is_not_released(make_site: MakeSite, change: dict[str, str], words: str) -> None:
    root = make_site({"p/en/summary.md": SUMMARY, "p/en/policy.md": POLICY, **change})
    with pytest.raises(UseError, match=words):
        release(root, "p", date(2026, 3, 1), None, material=False)
    assert not (root / "content/p/releases").exists()
    assert not (root / "content/anchors.yml").exists()


def test_a_material_change_needs_a_note(make_site: MakeSite, tmp_path: Path) -> None:
    root = make_site({"p/en/summary.md": SUMMARY, "p/en/policy.md": POLICY})
    with pytest.raises(UseError, match="needs a note"):
        release(root, "p", date(2026, 3, 1), None, material=True)
    note = tmp_path / "note.txt"
    note.write_text("We now ask for a name.\n\nIt can be any.\n")
    release(root, "p", date(2026, 3, 1), note, material=True)
    frozen = read_site(root).policies[0].frozen[0]
    assert sealed(frozen).release.note == "We now ask for a name.\n\nIt can be any."


def test_releases_follow_one_another(make_site: MakeSite) -> None:
    root = released(make_site)
    with pytest.raises(UseError, match="No word has changed"):
        release(root, "p", date(2026, 4, 1), None, material=False)
    make_site({"p/en/summary.md": SUMMARY, "p/en/policy.md": LATER})
    with pytest.raises(UseError, match="comes after it"):
        release(root, "p", date(2026, 2, 1), None, material=False)
    release(root, "p", date(2026, 3, 1), None, material=False)  # the second of that day
    make_site({"p/en/summary.md": SUMMARY, "p/en/policy.md": LATER.replace("full", "whole")})
    release(root, "p", date(2026, 4, 1), None, material=False)
    assert [frozen.name for frozen in read_site(root).policies[0].frozen] == [
        "2026-03-01",
        "2026-03-01.2",
        "2026-04-01",
    ]


@pytest.fixture(scope="module")
def frozen_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("frozen")
    for name, words in {
        "site.yml": "name: Our policies\n",
        "p/policy.yml": "publisher: Example Ltd\nbinding: en\n",
        "p/en/summary.md": SUMMARY,
        "p/en/policy.md": POLICY,
    }.items():
        (root / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / name).write_text(words)
    release(root, "p", date(2026, 3, 1), None, material=False)
    return root


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_byte_of_a_release_changes_unseen(frozen_site: Path, data: st.DataObject) -> None:
    folder = frozen_site / "content/p/releases/2026-03-01"
    path = data.draw(st.sampled_from(sorted(each for each in folder.rglob("*") if each.is_file())))
    whole = path.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[at]))
    try:
        path.write_bytes(whole[:at] + bytes([other]) + whole[at + 1 :])
        found = [each for each in check(frozen_site).findings if each.rule == "record-broken"]
        assert found
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize("what", ["lost", "added", "renamed", "no record"])
def test_no_file_of_a_release_comes_or_goes_unseen(frozen_site: Path, tmp_path: Path, what: str) -> None:
    root = tmp_path / "site"
    shutil.copytree(frozen_site, root)
    folder = root / "content/p/releases/2026-03-01"
    if what == "lost":
        (folder / "en/policy.md").unlink()
    elif what == "added":
        (folder / "en/more.md").write_text("More.\n")
    elif what == "renamed":
        folder.rename(folder.with_name("2026-03-02"))
    else:
        (folder / "release.yml").unlink()
    assert "record-broken" in rules(root)


def test_ids_that_moved_on_and_on_lead_to_where_the_words_are(make_site: MakeSite) -> None:
    root = released(make_site)
    for number, (old, new) in enumerate((("pp_what", "pp_how"), ("pp_how", "pp_why")), start=4):
        for name, words in (("summary", SUMMARY), ("policy", POLICY)):
            (root / f"content/p/en/{name}.md").write_text(words.replace("pp_what", new))
        assert "anchor-lost" in rules(root)
        settle(root, "p", [f"{old}={new}"], [], [], None, "")
        assert not rules(root) & {"anchor-lost", "anchor-reused"}
        release(root, "p", date(2026, number, 1), None, material=False)
    anchors, _ = anchors_of(read_site(root).policies[0])
    assert landing(anchors, "pp_what") == landing(anchors, "pp_how") == "pp_why"


@pytest.mark.parametrize(
    ("moved", "withdrawn", "back", "words"),
    [
        (["pp_what"], [], [], "does not name an old and a new id"),
        (["pp_who=provide"], [], [], "was never released"),
        (["pp_what=provide"], [], [], "is in the text"),
        ([], ["pp_what"], [], "is in the text"),
        ([], [], ["pp_who"], "was never released"),
    ],
)
def test_what_cannot_be_recorded_is_told(
    make_site: MakeSite, moved: list[str], withdrawn: list[str], back: list[str], words: str
) -> None:
    root = released(make_site)
    before = (root / "content/p/anchors.yml").read_bytes()
    with pytest.raises(UseError, match=words):
        settle(root, "p", moved, withdrawn, back, date(2026, 4, 1), "It went.")
    assert (root / "content/p/anchors.yml").read_bytes() == before


def test_a_policy_that_was_released_does_not_vanish(make_site: MakeSite) -> None:
    root = released(make_site)
    make_site(
        {"q/policy.yml": "publisher: Example Ltd\nbinding: en\n", "q/en/summary.md": SUMMARY, "q/en/policy.md": POLICY}
    )
    (root / "content/p").rename(root / "aside")
    assert [f.message for f in check(root).findings if f.rule == "anchor-lost"] == [
        'The policy "p" was released, and is no longer here.'
    ]
    (root / "content/site.yml").write_text("name: Our policies\nmoved: {p: q}\n")
    assert "anchor-lost" not in rules(root)
