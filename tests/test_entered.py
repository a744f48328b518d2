"""What was entered stays: beside its points in every entry, through the result file, into what a changed rubric comes to."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gkpg.authoring.impact import find_impact
from gkpg.cli.main import main
from gkpg.differences.rubrics import compare_rubrics
from gkpg.ledger.submissions import find_files
from gkpg.reports import json as jsonfile
from gkpg.results.reuse import AssessmentRequest, assess
from gkpg.results.store import load_results, write_results
from gkpg.round.load import FORM
from gkpg.round.resolve import resolve
from gkpg.rubric import Library, Rubric
from gkpg.rubric.load import parse_rubric
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.read.file_reader import FileReader
from gkpg.yamlfiles.document import parse_yaml
from tests.conftest import fill, rendered

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.authoring.impact import Impact
    from gkpg.scoring import Results

TABLE = """\
rubric: t
version: "{version}"
title: 表
total: {total}
indicators:
  - {{id: "1", name: 公开, max: 8}}
  - {{id: "2", name: 次数, max: {count_max}, kind: count, each: {each}}}
  - {{id: "3", name: 分档, max: {step}, kind: steps, steps: {steps}}}
  - {{id: "4", name: 扣分, max: {loss_max}, kind: deduction{lost}}}
  - id: "5"
    name: 勾选
    max: 4
    kind: ticks
    items:
      - {{id: "5.1", name: 甲, max: {tick}}}
      - {{id: "5.2", name: 乙, max: 2}}
vetoes:
  - {{id: V1, name: 泄密, effect: {{ceiling: 10}}}}
"""
PLAIN = {
    "version": "1",
    "total": 24,
    "count_max": 4,
    "each": "0.5",
    "step": 2,
    "steps": "[2, 1, 0]",
    "lost": "",
    "loss_max": 6,
    "tick": 2,
}
#: The cells of a unit sheet: the score of 1 and of the steps, and what is entered for the others.
CELLS = {"1": "G6", "2": "K7", "3": "G8", "4": "K9", "5.1": "K10", "5.2": "K11", "V1": "G14"}


def rubric(**changed: object) -> Rubric:
    loaded = parse_rubric(parse_yaml(TABLE.format(**{**PLAIN, **changed}).encode(), "t.yaml"))
    assert loaded.rubric is not None, [finding.line("en") for finding in loaded.findings]
    return loaded.rubric


def score(folder: Path, sheets: dict[str, dict[str, Any]], scale: str = "") -> Results:
    """The results of sheets, one a unit, each with what is entered by item."""
    table = rubric()
    lines = [
        "assessment: a",
        "title: 考核",
        f"groups: [{{name: 区, rubric: t, units: [{', '.join(sheets)}]}}]",
        f"sources: [{{name: 评分组, kind: assessors, items: all{scale}}}]",
    ]
    assessment, wrong = FORM.read(parse_yaml("\n".join(lines).encode(), "a.yaml"))
    assert assessment is not None, wrong
    library = Library((table,), (), ())
    for unit, entered in sheets.items():
        cells = {CELLS[item]: value for item, value in entered.items()}
        fill(render_unit_sheet(BlankUnitSheet(table, unit, "评分组", "1")), folder / f"{unit}-评分组-1.xlsx", cells)
    reader = FileReader(library, round=resolve(assessment, library))
    return assess(AssessmentRequest(find_files([folder]), reader, workers=1), None).results


FULL = {"1": 7.5, "2": 3, "3": 1, "4": 1.5, "5.1": "√", "5.2": "否", "V1": "✗"}
FULL_ENTERED = [("1", "7.5", "7.5"), ("2", "3", "1.5"), ("3", "1", "1"), ("4", "1.5", "4.5")]
FULL_ENTERED += [("5.1", "✓", "2"), ("5.2", "✗", "0"), ("V1", "✗", "0")]


def test_an_entry_has_what_was_entered_beside_its_points(tmp_path: Path) -> None:
    (sheet,) = score(tmp_path, {"甲区": FULL}).ledger.sheets
    assert [(each.item, each.entered, str(each.points)) for each in sheet.entries] == FULL_ENTERED
    assert [each.item for each in sheet.entries if each.in_points] == ["1", "3"]


@pytest.mark.parametrize(
    ("item", "typed", "entered", "points"),
    [
        ("1", 9, "9", "-"),  # over its cap: what was entered is known, no points are
        ("1", "７．５", "7.5", "7.5"),
        ("1", "好", "好", "8"),
        ("1", "很 好", "很 好", "7"),
        ("1", "三分", None, "-"),
        ("1", None, None, "-"),
        ("2", 9, "9", "4"),  # more often than counts
        ("2", 1.5, "1.5", "-"),
        ("4", 7, "7", "-"),
        ("5.1", 1, "✓", "2"),
        ("5.1", 3, "3", "-"),
        ("V1", "是", "✓", "1"),
    ],
)
def test_whatever_it_comes_to(tmp_path: Path, item: str, typed: object, entered: str | None, points: str) -> None:
    results = score(tmp_path, {"甲区": {**FULL, item: typed}}, scale=", scale: {好: 8, 很 好: 7}")
    (sheet,) = results.ledger.sheets
    entry = next(each for each in sheet.entries if each.item == item)
    assert (entry.entered, "-" if entry.points is None else str(entry.points)) == (entered, points)
    write_results(tmp_path / "r.sqlite", results)
    assert load_results(tmp_path / "r.sqlite") == results
    with sqlite3.connect(tmp_path / "r.sqlite") as database:
        query = "SELECT entered, points FROM entries WHERE item = ?"
        assert database.execute(query, (item,)).fetchone() == (entered, None if points == "-" else points)


def test_the_json_report_says_what_it_is(tmp_path: Path) -> None:
    results = score(tmp_path, {"甲区": {**FULL, "1": "好"}}, scale=", scale: {好: 8}")
    entries = json.loads(rendered(jsonfile, results, "zh"))["sheets"][0]["entries"]
    assert [(each["item"], each["entered"], each["as"]) for each in entries] == [
        ("1", "好", "word"), ("2", "3", "count"), ("3", "1", "points"), ("4", "1.5", "loss"),
        ("5.1", "✓", "tick"), ("5.2", "✗", "tick"), ("V1", "✗", "tick"),
    ]  # fmt: skip


def test_a_table_with_scores_alone_has_points(tmp_path: Path) -> None:
    """A table of another make, whose only column is that of the scores, holds points: nobody knows how often."""
    lines = ["单位：,甲区", "评分来源：,评分组", "评分人：,1", "编号,分值,得分"]
    caps = {"1": 8, "2": 4, "3": 2, "4": 6, "5.1": 2, "5.2": 2, "V1": ""}
    scores = {"1": 7, "2": 1.5, "3": 1, "4": 4.5, "5.1": "✓", "5.2": "✗", "V1": "✗"}
    lines += [f"{item},{caps[item]},{value}" for item, value in scores.items()]
    (tmp_path / "甲区-评分组-1.csv").write_text("\n".join(lines) + "\n", "utf-8")
    table = rubric()
    reader = FileReader(Library((table,), (table,), ()))
    (sheet,) = assess(AssessmentRequest(find_files([tmp_path]), reader, workers=1), None).results.ledger.sheets
    assert [(each.item, each.entered, each.in_points) for each in sheet.entries][:4] == [
        ("1", "7", True), ("2", "1.5", True), ("3", "1", True), ("4", "4.5", True),
    ]  # fmt: skip


#: Three units by what was entered for the count, the step, the loss and the first tick; all get 6 for the first row and
#: no other tick, and nothing happened.
THREE = {
    "甲区": {**FULL, "1": 6, "2": 3, "3": 2, "4": 2, "5.1": "✓"},
    "乙区": {**FULL, "1": 6, "2": 7, "3": 1, "4": 3, "5.1": "✗"},
    "丙区": {**FULL, "1": 6, "2": 0, "3": 0, "4": 0, "5.1": "✓"},
}


def totals(impact: Impact) -> dict[str, tuple[str, str]]:
    return {each.new.name: (str(each.old.total), str(each.new.total)) for each in impact.units}


@pytest.mark.parametrize(
    ("changed", "expected", "recounted"),
    [
        # 6 + 3 × 0.5 + 2 + (6 - 2) + 2 = 15.5; 6 + 3.5 + 1 + 3 = 13.5; 6 + 0 + 0 + 6 + 2 = 14
        ({"each": 1}, {"甲区": "17.00", "乙区": "14.00", "丙区": "14.00"}, ["2 次数"]),  # 7 × 1 is capped at 4
        ({"each": 1, "count_max": 8, "total": 28}, {"甲区": "17.00", "乙区": "17.00", "丙区": "14.00"}, ["2 次数"]),
        ({"tick": 3}, {"甲区": "16.50", "乙区": "13.50", "丙区": "15.00"}, ["5 勾选"]),
        ({"loss_max": 8, "total": 26}, {"甲区": "17.50", "乙区": "15.50", "丙区": "16.00"}, ["4 扣分"]),
        (
            {"step": 4, "steps": "[4, 3, 0]", "total": 26},
            {"甲区": "17.50", "乙区": "15.50", "丙区": "14.00"},
            ["3 分档"],
        ),
        ({"steps": "[2, 1.5, 1, 0]"}, {"甲区": "15.50", "乙区": "13.50", "丙区": "14.00"}, ["3 分档"]),
    ],
)
def test_what_was_entered_counts_anew_under_another_rubric(
    tmp_path: Path, changed: dict[str, object], expected: dict[str, str], recounted: list[str]
) -> None:
    results = score(tmp_path, THREE)
    impact = find_impact(results, compare_rubrics(rubric(), rubric(version="2", **changed)))
    olds = {"甲区": "15.50", "乙区": "13.50", "丙区": "14.00"}
    assert totals(impact) == {unit: (olds[unit], new) for unit, new in expected.items()}
    assert [each.zh for each in impact.recounted] == recounted
    assert (impact.left_out, impact.scaled) == ((), ())


@pytest.mark.parametrize(
    ("changed", "left_out"),
    [
        ({"steps": "[2, 1.5, 0.5, 0]"}, ["3 分档"]),  # 乙区 got 1, which is no step any more
        ({"lost": ", each: 1"}, ["4 扣分"]),  # points that were lost say nothing of how often
    ],
)
def test_where_it_cannot_be_told_nothing_is_called_unchanged(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, object], left_out: list[str]
) -> None:
    results = score(tmp_path, THREE)
    impact = find_impact(results, compare_rubrics(rubric(), rubric(version="2", **changed)))
    assert [each.zh for each in impact.left_out] == [*left_out, "V1 泄密"]  # a ceiling looks at the whole
    write_results(tmp_path / "r.sqlite", results)
    for name, values in (("old", {}), ("new", {"version": "2", **changed})):
        (tmp_path / f"{name}.yaml").write_text(TABLE.format(**{**PLAIN, **values}), "utf-8")
    arguments = [str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"), "--on", str(tmp_path / "r.sqlite")]
    assert main(["--lang", "en", "diff", *arguments]) == 0
    out = capsys.readouterr().out
    assert "cannot tell whether any unit's total, rank or grade changes (3 in all)" in out
    assert "no unit's total" not in out


def test_points_of_an_earlier_result_are_not_taken_for_counts(tmp_path: Path) -> None:
    """A result that knows the points alone compares where nothing of the row has changed, and only there."""
    results = score(tmp_path, THREE)
    files = [
        file._replace(sheets=tuple(each._replace(entered="") for each in file.sheets)) for file in results.ledger.files
    ]
    results = replace(results, ledger=replace(results.ledger, files=tuple(files)))
    impact = find_impact(results, compare_rubrics(rubric(), rubric(version="2", each=1)))
    assert [each.zh for each in impact.left_out] == ["2 次数", "V1 泄密"]
    impact = find_impact(results, compare_rubrics(rubric(), rubric(version="2", tick=3)))
    assert [each.zh for each in impact.left_out] == ["5 勾选", "V1 泄密"]


def test_a_sum_of_shares_and_counts(tmp_path: Path) -> None:
    """A cap that moves from plain points to counts: a share of the one, the other counted anew."""
    text = TABLE.replace("name: 公开, max: 8", "name: 公开, max: 4")
    loaded = parse_rubric(
        parse_yaml(text.format(**{**PLAIN, "version": "2", "count_max": 8, "each": 1}).encode(), "t.yaml")
    )
    assert loaded.rubric is not None
    impact = find_impact(score(tmp_path, THREE), compare_rubrics(rubric(), loaded.rubric))
    old = {unit: Fraction(each) for unit, each in {"甲区": "15.5", "乙区": "13.5", "丙区": "14"}.items()}
    by_hand = {unit: old[unit] - 3 + n * Fraction(1, 2) for unit, n in {"甲区": 3, "乙区": 7, "丙区": 0}.items()}
    assert {each.new.name: each.new.exact_total for each in impact.units} == by_hand
    assert [each.zh for each in impact.scaled] == ["1 公开 8 → 4"]


def test_a_table_with_another_total_moves_every_unit_whose_total_is_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """丙区 counted nothing and stays at 14; 甲区 goes from 15.5 of 24 to 17 of 28, 乙区 from 13.5 to 17."""
    results = score(tmp_path, THREE)
    changed = {"version": "2", "each": 1, "count_max": 8, "total": 28}
    impact = find_impact(results, compare_rubrics(rubric(), rubric(**changed)))
    assert {each.new.name for each in impact.units if each.has_moved} == {"甲区", "乙区", "丙区"}  # 丙区 by its rank
    write_results(tmp_path / "r.sqlite", results)
    for name, values in (("old", {}), ("new", changed)):
        (tmp_path / f"{name}.yaml").write_text(TABLE.format(**{**PLAIN, **values}), "utf-8")
    arguments = [str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"), "--on", str(tmp_path / "r.sqlite")]
    assert main(["--lang", "en", "diff", *arguments]) == 0
    out = capsys.readouterr().out
    assert "15.50/24 → 17.00/28" in out
    assert "13.50/24 → 17.00/28" in out
    assert "units with another total, rank or grade: 3 of 3" in out


def matrix(folder: Path, rows: dict[str, dict[str, object]], table: Rubric) -> Results:
    """The results of one csv of units by items under a rubric."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["评分来源：,评分组", "评分人：,1", ",".join(["单位", *CELLS])]
    lines += [",".join([unit, *(str(entered[item]) for item in CELLS)]) for unit, entered in rows.items()]
    (folder / "评分组-1.csv").write_text("\n".join(lines) + "\n", "utf-8")
    reader = FileReader(Library((table,), (table,), ()))
    return assess(AssessmentRequest(find_files([folder]), reader, workers=1), None).results


entries = st.fixed_dictionaries(
    {
        "1": st.sampled_from([0, 2.5, 6, 8]),
        "2": st.integers(0, 12),
        "3": st.sampled_from([0, 1, 2]),
        "4": st.sampled_from([0, 0.5, 2, 6]),
        "5.1": st.sampled_from(["✓", "✗"]),
        "5.2": st.sampled_from(["✓", "✗"]),
        "V1": st.sampled_from(["✓", "✗"]),
    }
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from(["甲区", "乙区", "丙区", "丁区"]), entries, min_size=2),
    st.sampled_from(["0.25", "1", "1.5"]),
    st.sampled_from([2, 3, 4]),
)
def test_it_is_what_the_same_sheets_would_have_come_to(
    tmp_path: Path, rows: dict[str, dict[str, object]], each: str, tick: int
) -> None:
    """Counts and ticks under another rate: as if the sheets had been filled under it from the first."""
    after = rubric(version="2", each=each, tick=tick)
    impact = find_impact(matrix(tmp_path / "old", rows, rubric()), compare_rubrics(rubric(), after))
    anew = matrix(tmp_path / "new", rows, after)
    wanted = {unit.name: (unit.total, unit.rank, unit.exact_total) for unit in anew.groups[0].units}
    assert {each.new.name: (each.new.total, each.new.rank, each.new.exact_total) for each in impact.units} == wanted
