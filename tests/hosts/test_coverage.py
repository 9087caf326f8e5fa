"""``coverage`` as a person meets it: tables, lines to paste, JSON, the page for reviewers, and how it ends."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.conftest import POLICY, SUMMARY, MakeSite
from tests.coverage.golden import FOLDER, SETTINGS
from tests.hosts.conftest import largeprint, tree


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    """The golden policy beside a policy that names no law."""
    return make_site(
        {f"golden/{path.relative_to(FOLDER).as_posix()}": path.read_bytes() for path in FOLDER.rglob("*.*")}
    )


def declare(site: Path, text: str) -> None:
    (site / "content" / "golden" / "policy.yml").write_text(text, "utf-8")


UNTOLD = SETTINGS.partition("told:")[0]


def test_everything_told(site: Path) -> None:
    before = tree(site)
    ran = largeprint("coverage", cwd=site)
    assert (ran.code, ran.err) == (0, "")
    assert "golden: Privacy at Pebble Lane\n" in ran.out
    assert "Whether the words there suffice in law is not checked.\n" in ran.out
    assert "\n  both layers    keep-period              1      q-keep-period, t-keep-period\n" in ran.out
    assert "\n45 disclosures asked for: 31 both layers, 14 full text; no gap\n" in ran.out
    assert "\np: no law is named in policy.yml, so nothing is asked for.\n" in ran.out
    assert ran.next == "have counsel read it: largeprint coverage golden --html coverage.html"
    assert max(map(len, ran.out.split("\n"))) <= 120
    assert tree(site) == before


def test_the_columns_stand_under_each_other(site: Path) -> None:
    lines = largeprint("coverage", "golden", cwd=site).out.split("\n")
    places = [re.split(r" {2,}", line) for line in lines if re.match(r"  (both layers|full text) ", line)]
    starts = {line.rindex(where) for (*_, where) in places for line in lines if line.endswith(f"  {where}")}
    assert len(places) > 45
    assert len(starts) == 1


def test_gaps_are_warnings_and_fail_with_strict_or_where_the_site_raises_them(site: Path) -> None:
    declare(site, SETTINGS.replace("  keep-period: [q-keep-period, t-keep-period]\n", ""))
    ran = largeprint("coverage", "golden", cwd=site)
    assert ran.code == 0
    assert "  keep-period: How long data is kept, or what decides that\n      Told nowhere. GDPR 13(2)(a)" in ran.out
    assert "proposed: q-keep-period, t-keep-period?" in ran.out
    assert "1 not told; 1 gap\n" in ran.out
    assert ran.next == "largeprint coverage golden --propose"
    assert largeprint("coverage", "golden", "--strict", cwd=site).code == 1
    (site / "content" / "site.yml").write_text("name: Ours\nrules: {disclosure-missing: error}\n", "utf-8")
    assert largeprint("coverage", "golden", cwd=site).code == 1
    assert largeprint("coverage", "p", cwd=site).code == 0


def test_proposals_can_be_pasted_and_are_marked(site: Path) -> None:
    declare(site, UNTOLD)
    ran = largeprint("coverage", "golden", "--propose", cwd=site)
    assert "\n  keep-period: [q-keep-period, t-keep-period]  # proposed: How long data is kept" in ran.out
    assert "\n  # ccpa-incentive: nothing found. What is offered for data" in ran.out
    assert all("# " in line for line in ran.out.split("\n") if line and line != "told:")
    assert len(yaml.safe_load(ran.out)["told"]) == ran.out.count("# proposed: ") == 42
    declare(site, UNTOLD + ran.out)
    again = largeprint("coverage", "golden", "--propose", cwd=site)
    assert "proposed: How" not in again.out
    assert '# Under "told:", which is there already:' in again.out
    assert largeprint("check", "golden", cwd=site).code == 0


def test_nothing_to_propose(site: Path) -> None:
    ran = largeprint("coverage", "golden", "--propose", cwd=site)
    assert ran.out == "# golden: something is declared of each disclosure; there is nothing to propose.\n"


def test_a_text_in_another_language_is_told_why_there_are_none(make_site: MakeSite) -> None:
    text = {"p/policy.yml": "publisher: Example Ltd\nbinding: de\nlaws: [coppa]\n", "p/de/summary.md": SUMMARY}
    ran = largeprint("coverage", "--propose", cwd=make_site({**text, "p/de/policy.md": POLICY}))
    assert ran.out.startswith('# p: proposals are made by English words, and this text is in "de".\ntold:\n  {}\n')
    assert ran.out.count(": nothing found.") == 9


def test_a_name_that_is_nearly_right_is_mended(site: Path) -> None:
    declare(site, SETTINGS.replace("  keep-period:", "  keep-perid:").replace("laws: [gdpr", "laws: [gpdr"))
    assert largeprint("check", "golden", "--mend", "--yes", cwd=site).code == 0
    assert (site / "content" / "golden" / "policy.yml").read_text("utf-8") == SETTINGS


def test_json_has_the_same_facts(site: Path) -> None:
    declare(site, SETTINGS.replace("  keep-period: [q-keep-period, t-keep-period]\n", ""))
    ran = largeprint("coverage", "--format", "json", cwd=site)
    one, other = json.loads(ran.out)
    assert (one["policy"], other["policy"]) == ("golden", "p")
    assert (other["laws"], other["disclosures"]) == ([], [])
    assert one["counts"] == {"both": 30, "full": 14, "short": 0, "none": 1, "aside": 0}
    row = next(row for row in one["disclosures"] if row["id"] == "keep-period")
    assert (row["state"], row["gap"], row["told"]) == ("none", "all", [])
    assert [place["id"] for place in row["proposed"]] == ["q-keep-period", "t-keep-period"]
    assert ran.out == json.dumps([one, other], ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert ran.err.startswith("Next: ")


def test_the_page_for_reviewers(site: Path) -> None:
    ran = largeprint("coverage", "golden", "--html", "out.html", "--page", "site/golden/index.html", cwd=site)
    assert ran.code == 0
    assert ran.out == (
        "Wrote out.html: 45 disclosures asked for: 31 both layers, 14 full text; no gap.\n"
        "Next: have counsel read out.html\n"
    )
    page = (site / "out.html").read_text("utf-8")
    assert 'href="site/golden/index.html#q-keep-period"' in page
    built = largeprint("build", cwd=site)
    assert built.code == 0
    assert not [path for path in tree(site / "site") if "coverage" in path]
    assert largeprint("coverage", "golden", "--html", "out.html", cwd=site).code == 0  # written anew
    assert not [path for path in tree(site) if path.endswith(".lp-new")]


@pytest.mark.parametrize(
    ("words", "todo"),
    [
        (["goldn"], 'did you mean "golden"?'),
        (["golden/en"], "largeprint coverage golden"),
        (["golden#q-keep-period"], "largeprint coverage golden"),
        (["--format", "json", "--propose"], "give one of them"),
        (["p", "--html", "out.html"], "name it: none names a law"),
        (["golden", "--html", "out.txt"], "end it in .html"),
        (["golden", "--html", "content/out.html"], "name another folder"),
        (["golden", "--html", "nowhere/out.html"], "name a file in a folder that is there"),
        (["golden", "--html", "out.html", "--page", "https://example.org/"], "name it from where the file will lie"),
        (["golden", "--html", "out.html", "--page", "/site/index.html"], "name it from where the file will lie"),
        (["golden", "--page", "site/index.html"], "add --html FILE"),
    ],
)
def test_wrong_use_is_2_and_writes_nothing(site: Path, words: list[str], todo: str) -> None:
    before = tree(site)
    ran = largeprint("coverage", *words, cwd=site)
    assert ran.code == 2
    assert todo in ran.next
    assert tree(site) == before


def test_a_mapping_that_is_mistaken_is_1_and_says_where(site: Path) -> None:
    declare(site, SETTINGS.replace("  keep-period:", "  keep-perid:"))
    ran = largeprint("coverage", "golden", cwd=site)
    assert ran.code == 1
    assert 'Did you mean "keep-period"?' in ran.err
    assert ran.next == "mend content/golden/policy.yml:29:3, then: largeprint coverage golden"


def test_where_no_law_is_named(make_site: MakeSite) -> None:
    ran = largeprint("coverage", cwd=make_site())
    assert (ran.code, ran.err) == (0, "")
    assert ran.next == 'name the laws in content/p/policy.yml, such as "laws: [gdpr, ccpa]"'
