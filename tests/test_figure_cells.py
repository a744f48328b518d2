"""Tables of figures: what a cell shows counts, or is told at the cell; and what else could break their reading."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.round.load import load_assessment

if TYPE_CHECKING:
    from pathlib import Path

RUBRIC = """\
rubric: r
version: "1"
title: t
total: 10
indicators:
  - {{id: "1", name: a, max: 10, kind: measure, unit: "{unit}", of: previous, change: difference, line: [[0, 0], [10, 10]]}}
"""
ASSESSMENT = """\
assessment: a
title: t
groups:
  - {{name: g, rubric: r, units: {units}}}
sources: [{{name: office, kind: special, items: all}}]
previous: {file}
"""


def round_with(folder: Path, file: str, unit: str = "%", units: str = "[A, B]") -> Path:
    """A round whose item looks at the figures in a file."""
    (folder / "rubrics").mkdir()
    (folder / "rubrics/r.yaml").write_text(RUBRIC.format(unit=unit), encoding="utf-8")
    path = folder / "assessment.yaml"
    path.write_text(ASSESSMENT.format(file=file, units=units), encoding="utf-8")
    return path


def with_cell(folder: Path, value: object, number_format: str, unit: str) -> Path:
    """The same, with one cell of an xlsx in question beside a plain one."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["unit", "1 a"], ["A", value], ["B", 90]):
        sheet.append(row)
    sheet["B2"].number_format = number_format
    book.save(folder / "p.xlsx")
    return round_with(folder, "p.xlsx", unit)


@pytest.mark.parametrize(
    ("value", "number_format"), [(0.9, "0%"), (90, "General"), (90, "0.00"), ("90%", "@"), ("90％", "@"), ("90", "@")]
)
def test_what_a_cell_shows_counts(tmp_path: Path, value: object, number_format: str) -> None:
    """90 %, in each way to write it, is 90 in an item whose unit is %."""
    loaded = load_assessment(with_cell(tmp_path, value, number_format, "%"))
    assert loaded.findings == () or {each.code for each in loaded.findings} <= {"A501"}
    assert loaded.round is not None
    assert loaded.round.assessment is not None
    assert dict(loaded.round.assessment.previous[0].values) == {"A": Decimal(90), "B": Decimal(90)}


@pytest.mark.parametrize(
    ("value", "number_format", "unit"),
    [
        (0.9, "0%", "km"),
        ("90%", "@", "km"),
        (45000, "yyyy-mm-dd", "km"),
        ("#N/A", "General", "%"),
        (True, "General", "km"),
        ("=1+1", "General", "km"),
        (12, '"5"', "km"),
        ("about 90", "@", "%"),
    ],
)
def test_what_shows_no_figure_is_told_at_its_cell(tmp_path: Path, value: object, number_format: str, unit: str) -> None:
    """Percentages of what is none, dates, errors, truth values, formulas without a result, other numbers shown."""
    loaded = load_assessment(with_cell(tmp_path, value, number_format, unit))
    told = [(each.code, each.place.line, each.place.column) for each in loaded.findings if each.place.line == 2]
    assert ("A117", 2, 2) in told


def test_a_hidden_row_is_told(tmp_path: Path) -> None:
    """A figure that nobody sees does not count untold."""
    path = with_cell(tmp_path, 90, "General", "%")
    book = openpyxl.load_workbook(tmp_path / "p.xlsx")
    book.active.row_dimensions[2].hidden = True
    book.save(tmp_path / "p.xlsx")
    assert "A117" in {each.code for each in load_assessment(path).findings}


def test_two_columns_of_an_item_are_told(tmp_path: Path) -> None:
    """Which of them counts cannot be told."""
    (tmp_path / "p.csv").write_text("unit,1 a,1\nA,90,80\nB,90,70\n", encoding="utf-8")
    assert "A116" in {each.code for each in load_assessment(round_with(tmp_path, "p.csv")).findings}


@pytest.mark.parametrize("units", ["5", "{a: b}", "null", "[null]", "[5]", "[]", "[[A]]", "true", "2022-08-08"])
def test_units_of_another_form_do_not_break_the_reading_of_figures(tmp_path: Path, units: str) -> None:
    """They are told as such."""
    (tmp_path / "p.csv").write_text("unit,1\nA,90\n", encoding="utf-8")
    assert load_assessment(round_with(tmp_path, "p.csv", units=units)).round is None


@pytest.mark.parametrize(
    ("unit", "written", "figure"),
    [
        ("%", "90%", 90),
        ("%", "９０.５％", Decimal("90.5")),
        ("个百分点", "90%", 90),
        ("%", "-5%", -5),
        ("亿元", "27亿元", 27),
        ("亿元", '"27 亿元"', 27),
        ("%", "90", 90),
    ],
)
def test_figures_in_yaml_are_read_by_the_rule_of_cells(tmp_path: Path, unit: str, written: str, figure: object) -> None:
    """With the unit behind the number, hundredths where it is the sign of percentages."""
    values = f"[{{item: '1', values: {{A: {written}, B: 90}}, basis: b}}]"
    loaded = load_assessment(round_with(tmp_path, values, unit))
    assert loaded.findings == ()
    assert loaded.round is not None
    assert loaded.round.assessment is not None
    assert dict(loaded.round.assessment.previous[0].values) == {"A": figure, "B": 90}


@pytest.mark.parametrize(
    ("unit", "written", "code"),
    [("km", "90%", "A117"), ("%", "90km", "R105"), ("亿元", "27万元", "R105"), ("%", "about 90%", "R105")],
)
def test_what_is_no_figure_in_yaml_is_told_at_its_line(tmp_path: Path, unit: str, written: str, code: str) -> None:
    """A percentage of what is none, another unit, words: once, at the value."""
    values = f"\n  - item: '1'\n    basis: b\n    values:\n      A: {written}\n      B: 90"
    loaded = load_assessment(round_with(tmp_path, values, unit))
    assert [(each.code, each.place.line) for each in loaded.findings] == [(code, 10)]


def test_a_csv_with_percentages_is_read_as_yaml_is(tmp_path: Path) -> None:
    """The same text means the same in both."""
    (tmp_path / "p.csv").write_text("unit,1 a\nA,90%\nB,９０.５％\n", encoding="utf-8")
    loaded = load_assessment(round_with(tmp_path, "p.csv"))
    assert loaded.round is not None
    assert loaded.round.assessment is not None
    assert dict(loaded.round.assessment.previous[0].values) == {"A": 90, "B": Decimal("90.5")}


def test_percentages_of_an_item_that_is_not_known_are_not_called_percentages_of_none(tmp_path: Path) -> None:
    """That there is no such item is what is told."""
    (tmp_path / "p.csv").write_text("unit,2\nA,90%\nB,80%\n", encoding="utf-8")
    loaded = load_assessment(round_with(tmp_path, "[{item: '2', file: p.csv, basis: b}]"))
    assert "A117" not in {each.code for each in loaded.findings if each.place.line == 2}
    assert "A103" in {each.code for each in loaded.findings}
