"""Earlier figures: what a round takes from the result of an earlier one, and what is wrong with it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

import gkpg
from gkpg.ledger.submissions import find_files
from gkpg.results.earlier import with_earlier_figures
from gkpg.results.reuse import AssessmentOutcome, AssessmentRequest, assess
from gkpg.results.store import load_results, write_results
from gkpg.round.load import load_assessment
from gkpg.sheets.read.file_reader import FileReader

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.scoring import Results

THEN = """\
rubric: growth
version: "1"
title: 增长
total: 30
indicators:
  - {id: "1", name: 产值, max: 10, kind: relative, unit: 亿元, by: best}
  - {id: "3", name: 企业, max: 10, kind: measure, unit: 家, line: [[0, 0], [10, 10]]}
  - {id: "4", name: 服务, max: 10}
"""
NOW = """\
rubric: growth
version: "2"
title: 增长
total: 30
indicators:
  - {id: "1", name: 产值, max: 10, kind: measure, unit: 亿元, of: previous, line: [[0, 0], [10, 10]]}
  - {id: "2", name: 企业, max: 10, kind: measure, unit: 家, of: previous, change: difference, line: [[0, 0], [5, 10]]}
  - {id: "4", name: 服务, max: 10, kind: measure, unit: 分, of: previous, change: difference, line: [[0, 0], [2, 10]]}
"""
PREVIOUS = """\
previous:
  - {item: "1", file: then/r.sqlite}
  - {item: "2", file: then/r.sqlite, was: "3"}
  - {item: "4", file: then/r.sqlite}
"""


def a_round(folder: Path, rubric: str, units: str, heading: str, rows: list[list[str]], more: str = "") -> Path:
    """A folder with one round, two assessors."""
    for name in ("rubrics", "sheets"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "rubrics" / "r.yaml").write_text(rubric, "utf-8")
    text = f"assessment: a\ntitle: 试\ngroups:\n  - {{name: 组, rubric: growth, units: [{units}]}}\n"
    text += "sources:\n  - {name: 局, kind: special, items: all, assessors: 2}\n"
    (folder / "assessment.yaml").write_text(text + more, "utf-8")
    for number, each in enumerate(rows, 1):
        lines = [f"来源：,局\n评分人：,{number}\n单位,{heading}", *each]
        (folder / "sheets" / f"局-{number}.csv").write_text("\n".join(lines), "utf-8")
    return folder


def outcome(folder: Path, earlier: Path | None = None) -> AssessmentOutcome:
    loaded = with_earlier_figures(load_assessment(folder / "assessment.yaml"))
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    reader = FileReader(loaded.library, round=loaded.round)
    return assess(AssessmentRequest(find_files([folder / "sheets"]), reader, workers=1), earlier)


def then(folder: Path, first: str = "100", second: str = "103") -> Results:
    """The earlier round: figures of two assessors, joined by the mean."""
    rows = [[f"甲区,{first},5,8", "老乙,50,2,6"], [f"甲区,{second},6,9", "老乙,50,2,7"]]
    results = outcome(a_round(folder, THEN, "甲区, 老乙", "1 产值,3 企业,4 服务", rows)).results
    write_results(folder / "r.sqlite", results)
    return results


def now(folder: Path, more: str = PREVIOUS, units: str = "甲区, {name: 乙区, also: [老乙]}") -> Path:
    rows = [["甲区,105,7,9", "乙区,51,3,7"], ["甲区,107,8,9.5", "乙区,51,3,8"]]
    return a_round(folder, NOW, units, "1 产值,2 企业,4 服务", rows, more)


def test_figures_are_those_of_the_earlier_result(tmp_path: Path) -> None:
    then(tmp_path / "then")
    results = outcome(now(tmp_path)).results
    (group,) = results.groups
    found = {unit.name: results.points(group, unit) for unit in group.units}
    # 甲区: 106 after 101.5 is 900 ÷ 203 percent; 7.5 after 5.5 is 2 of 5; 9.25 points after 8.5 is 0.75 of 2.
    assert found["甲区"] == {"1": Fraction(900, 203), "2": 4, "4": Fraction(15, 4)}
    # 乙区, then 老乙: 51 after 50 is 2 percent; 3 after 2; 7.5 after 6.5.
    assert found["乙区"] == {"1": 2, "2": 2, "4": 5}
    write_results(tmp_path / "r.sqlite", results)
    assert load_results(tmp_path / "r.sqlite") == results
    values = [step for step in results.steps(group, group.units[0]) if step.what == "value"]
    assert [(step.rule.key, [term[:2] for term in step.terms[:3]]) for step in values][:1] == [
        ("percent line", [("figure", "1"), ("base", "previous"), ("value", "")])
    ]
    gkpg.load_assessment(tmp_path)


def test_a_change_of_the_earlier_result_scores_again(tmp_path: Path) -> None:
    then(tmp_path / "then")
    first = outcome(now(tmp_path))
    write_results(tmp_path / "r.sqlite", first.results, first.origin)
    assert not outcome(tmp_path, tmp_path / "r.sqlite").is_new
    then(tmp_path / "then", "90", "90")
    again = outcome(tmp_path, tmp_path / "r.sqlite")
    assert again.is_new
    assert again.results != first.results


@pytest.mark.parametrize(
    ("more", "units", "codes"),
    [
        ("previous: then/none.sqlite\n", "甲区", ["A116"] * 3),
        (PREVIOUS.replace('was: "3"', 'was: "9"'), "甲区, {name: 乙区, also: [老乙]}", ["A116"]),
        (PREVIOUS, "甲区, 乙区", ["A117"] * 3),
        ("previous: then/broken.sqlite\n", "甲区", ["A116"] * 3),
        ("previous: then/assessment.yaml\n", "甲区", ["A116"] * 3),
    ],
    ids=["missing", "no such item", "no such unit", "broken seal", "no result"],
)
def test_what_cannot_be_taken_is_told(more: str, units: str, codes: list[str], tmp_path: Path) -> None:
    then(tmp_path / "then")
    raw = bytearray((tmp_path / "then" / "r.sqlite").read_bytes())
    raw[-20] ^= 1
    (tmp_path / "then" / "broken.sqlite").write_bytes(raw)
    folder = now(tmp_path, more, units)
    found = with_earlier_figures(load_assessment(folder / "assessment.yaml"))
    assert [each.code for each in found.findings if each.severity.value == "error"] == codes
    assert found.round is None
    assert {each.place.line for each in found.findings if each.code in {"A116", "A117"}} <= set(range(7, 12))


def test_growth_on_nothing_is_refused(tmp_path: Path) -> None:
    then(tmp_path / "then", "0", "0")
    found = with_earlier_figures(load_assessment(now(tmp_path) / "assessment.yaml"))
    assert [(each.code, each.place.line) for each in found.findings if each.severity.value == "error"] == [("A117", 8)]
