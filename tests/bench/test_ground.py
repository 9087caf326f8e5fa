"""How often the right words are ranked first, on claims of other people: never less than was once reached."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from bench import ground
from largeprint.hosts.modelfolder import model_of
from largeprint.model.finding import BusyError, UseError
from largeprint.text.ranking import Ranking

FLOOR = {"hit@1": 0.685, "hit@3": 0.85, "hit@5": 0.905, "mrr": 0.78}
"""A little below .695, .859, .914 and .791, which were reached on all claims."""

FLOOR_HELD_OUT = {"hit@1": 0.685, "hit@3": 0.84}
"""A little below .699 and .850, on the half of the services that the ranking was not developed on."""


@pytest.fixture(scope="module")
def points() -> tuple[ground.Point, ...]:
    """The claims. Where they are missing the test is skipped, loudly; in CI it fails."""
    if not (ground.FOLDER / "points.jsonl").is_file():
        message = (
            f"REAL CLAIMS MISSING: shared/{ground.FOLDER.name} does not lie beside the checkout; nothing was ranked."
        )
        if os.environ.get("CI"):
            pytest.fail(message)
        warnings.warn(message, stacklevel=1)
        pytest.skip(message)
    return ground.read_points(ground.FOLDER)


@pytest.mark.shared
def test_the_right_words_are_ranked_first_as_often_as_before(points: tuple[ground.Point, ...], tmp_path: Path) -> None:
    """Judged by the program that came with the claims, so that our own counting is judged too."""
    orders = dict(ground.rankings(points, ground.ours))
    lines = [json.dumps({"id": point.id, "ranking": [other.id for other in order]}) for point, order in orders.items()]
    (tmp_path / "rankings.jsonl").write_text("\n".join(lines), encoding="utf-8")
    judged = subprocess.run(
        [sys.executable, str(ground.FOLDER / "score.py"), str(tmp_path / "rankings.jsonl")],
        capture_output=True,
        text=True,
        check=True,
    )
    reached = json.loads(judged.stdout)
    assert reached["claims"] == len(points)
    assert {name: reached[name] for name, least in FLOOR.items() if reached[name] < least} == {}

    # A few ids stand for two claims in the data; that program then takes one ranking for both, and ours does not.
    found = ground.ranks(points, ground.ours)
    ours = ground.figures(list(found.values()))
    assert (ours.hit1, ours.hit3, ours.hit5, ours.mrr) == pytest.approx([reached[name] for name in FLOOR], abs=0.003)
    held_out = ground.figures([place for point, place in found.items() if point.held_out])
    assert held_out.hit1 >= FLOOR_HELD_OUT["hit@1"]
    assert held_out.hit3 >= FLOOR_HELD_OUT["hit@3"]


FLOOR_WITH_MODEL = {"all": (0.72, 0.88), "held out": (0.715, 0.88)}
"""First and among three: a little below .734 and .894, and .731 and .894 on the other half, with MiniLM-L6."""


@pytest.mark.shared
def test_a_sentence_model_ranks_the_right_words_first_more_often(points: tuple[ground.Point, ...]) -> None:
    """Of the model that ``LARGEPRINT_MODEL`` names. It is no part of the project, and need not be there."""
    try:
        model = model_of(os.environ.get("LARGEPRINT_MODEL") or "none named by LARGEPRINT_MODEL")
    except (BusyError, UseError) as error:
        message = f"NOT MEASURED WITH A SENTENCE MODEL: {error.message}"
        warnings.warn(message, stacklevel=1)
        pytest.skip(message)
    found = ground.ranks(points, ground.added(model))
    for half, of in (("all", (True, False)), ("held out", (True,))):
        reached = ground.figures([rank for point, rank in found.items() if point.held_out in of])
        assert (reached.hit1 >= FLOOR_WITH_MODEL[half][0], reached.hit3 >= FLOOR_WITH_MODEL[half][1]) == (True, True)


POINTS = (
    ground.Point("1", "a", "We delete logs.", "Logs are erased."),
    ground.Point("2", "a", "We paint houses.", "Houses are painted."),
    ground.Point("3", "a", "We feed cats.", "Dogs bark at houses that are painted."),
    ground.Point("4", "b", "We feed cats.", "Cats are fed."),
)


def test_figures_are_those_of_the_ranks() -> None:
    found = ground.figures([1, 1, 2, 4, 6])
    assert found == ground.Figures(5, 0.4, 0.6, 0.8, pytest.approx((1 + 1 + 1 / 2 + 1 / 4 + 1 / 6) / 5))
    assert str(found).split() == ["5", "0.400", "0.600", "0.800", "0.583"]


def test_candidates_are_those_of_the_service_and_twins_are_right() -> None:
    orders = {point.id: [other.id for other in order] for point, order in ground.rankings(POINTS, ground.plain)}
    assert orders["1"][0] == "1"
    assert sorted(orders["3"]) == ["1", "2", "3"]
    assert orders["4"] == ["4"]
    assert ground.ranks(POINTS, ground.plain)[POINTS[2]] == 3
    twin = ground.Point("5", "a", "We feed cats.", "Logs are erased.")
    assert ground.ranks((*POINTS, twin), ground.plain)[twin] == 1


def test_our_ranking_is_the_one_of_the_product() -> None:
    quotes = [point.quote for point in POINTS]
    assert ground.ours(quotes)("We wipe logs.") == Ranking(quotes, "en").scores("We wipe logs.")


def test_without_the_claims_it_says_so_and_ends_with_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(ground, "FOLDER", tmp_path / "missing")
    assert ground.main([]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[-1].startswith("Next: ")
    assert "Traceback" not in said.err


@pytest.mark.shared
def test_without_the_model_that_is_asked_for_it_says_so_and_measures_nothing(
    points: tuple[ground.Point, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert ground.main(["--model", str(tmp_path)]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("NOT MEASURED WITH A MODEL. ")
    assert said.err.splitlines()[-1].startswith("Next: ")
