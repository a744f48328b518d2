"""Random rounds on every road of a result: open data, its own rubric once more, JSON and csv come to the same."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from gkpg.authoring.impact.impact import find_impact
from gkpg.differences.rubrics import compare_rubrics
from gkpg.reports.formats import FORMATS
from gkpg.reports.report import Report
from tests.plain.program import Refused, scored
from tests.plain.random_rounds import random_round
from tests.test_open_data import OPEN, folder_of, recomputed

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.scoring import Results

SEEDS = range(80_000, 80_012)


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> list[Results]:
    folder = tmp_path_factory.mktemp("rounds")
    found = [scored(random_round(seed), folder / str(seed)) for seed in SEEDS]
    return [each for each in found if not isinstance(each, Refused)]


def test_others_compute_random_rounds_again_from_open_data(rounds: list[Results], tmp_path: Path) -> None:
    for number, results in enumerate(rounds):
        recomputed(folder_of(results, tmp_path / str(number), OPEN))


def test_a_random_round_under_its_own_rubrics_is_what_it_was(rounds: list[Results]) -> None:
    for before in rounds:
        units = {unit.name: unit for group in before.groups for unit in group.units}
        for same in before.ledger.rubrics.values():
            for each in find_impact(before, compare_rubrics(same, same)).units:
                was = units[each.old.name]
                assert (each.old.total, each.old.rank, each.old.band) == (was.total, was.rank, was.band)
                assert (each.new.total, each.new.rank, each.new.band) == (was.total, was.rank, was.band)


def written(results: Results, name: str, **keys: Any) -> str:
    """A report of a format."""
    FORMATS[name].renderer.write(Report(results, "en", **keys), out := io.BytesIO())
    return out.getvalue().decode("utf-8-sig")


def test_json_and_csv_have_the_totals_ranks_and_grades(rounds: list[Results]) -> None:
    for results in rounds:
        wanted = {
            unit.name: (told(unit.total), told(unit.rank), unit.band or "")
            for group in results.groups
            for unit in group.units
        }
        rows = csv.DictReader(io.StringIO(written(results, "csv", table="ranking")))
        assert {row["unit"]: (told(row["total"] or None), row["rank"]) for row in rows} == {
            unit: each[:2] for unit, each in wanted.items()
        }
        units = [unit for group in json.loads(written(results, "json"))["groups"] for unit in group["units"]]
        assert {each["unit"]: (told(each["total"]), told(each["rank"]), each["band"] or "") for each in units} == wanted


def told(value: object) -> str:
    """A figure as text, without zeros that say nothing; empty where there is none."""
    return "" if value is None else str(Fraction(str(value)))
