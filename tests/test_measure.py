"""Measured values: what a rule makes of them, what cells may hold, and what the sheet's own formulas come to."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.base.points import format_exact
from gkpg.sheets.blank.matrix_sheet import BlankMatrixSheet, render_matrix_sheet
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import blank, library_of, rubric_of

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric

HEAD = """\
rubric: measured
version: "1"
title: 测量值
total: {total}
indicators:
"""
#: Every form of a rule, for an item of 10 points, with values and what they come to.
RULES: dict[str, list[tuple[str, str]]] = {
    "line: [[80, 0], [100, 10]]": [("79", "0"), ("80", "0"), ("93.5", "6.75"), ("100", "10"), ("250", "10")],
    "line: [[30, 0], [0, 10]]": [("30", "0"), ("1", "29/3"), ("0", "10"), ("-5", "10"), ("31", "0")],
    "line: [[0, 0], [50, 8], [90, 8], [100, 10]]": [("25", "4"), ("70", "8"), ("95", "9")],
    "line: [[0, 0], [120, 12]], ceiling: 120%": [("110", "11"), ("120", "12"), ("130", "12"), ("50", "5")],
    "bands: [{from: 95, points: 10}, {above: 90, points: 3}, {points: 0}]": [
        ("95", "10"), ("94.9999", "3"), ("90.0001", "3"), ("90", "0"), ("-1", "0"),
    ],
    "bands: [{to: 3, points: 10}, {below: 7, points: 3}, {points: 0}]": [
        ("3", "10"), ("3.01", "3"), ("6.99", "3"), ("7", "0"), ("-2", "10"),
    ],
    "bands: [{above: 5, points: 10}, {from: 5, points: 4}, {points: -2}], floor: -2": [
        ("5.1", "10"), ("5", "4"), ("4", "-2"),
    ],
    "bands: [{from: 60, line: [[60, 6], [100, 10]]}, {points: 0}]": [("60", "6"), ("59.99", "0"), ("75", "7.5")],
    "bands: [{from: 80, per: {step: 1, below: -0.5, from: 95}}, {points: 0}]": [
        ("95", "10"), ("99", "10"), ("90", "7.5"), ("80", "2.5"), ("79.9", "0"),
    ],
    "per: {step: 1, below: -0.1, from: 95}": [("95", "10"), ("97", "10"), ("93.5", "9.85"), ("-9", "0")],
    "per: {step: 1, below: -0.1, from: 95, count: whole}": [("94.1", "10"), ("94", "9.9"), ("93.99", "9.9")],
    "per: {step: 1, below: -0.1, from: 95, count: begun}": [("94.99", "9.9"), ("94", "9.9"), ("93.99", "9.8")],
    "per: {step: 3, below: -1, from: 90}": [("89", "29/3"), ("80", "20/3")],
    "per: {step: 1, above: -0.5, from: 40}": [("39", "10"), ("42.5", "8.75"), ("60", "0"), ("61", "0")],
    "per: {step: 10, above: 1, from: 0, base: 0, count: whole}": [("0", "0"), ("19", "1"), ("500", "10"), ("-5", "0")],
    "per: {step: 10, below: -0.5, above: 0.5, from: 100, base: 1.5}, floor: -1": [
        ("100", "1.5"), ("130", "3"), ("60", "-0.5"), ("20", "-1"), ("900", "10"),
    ],
    "per: {step: 100, below: -10, above: 10, from: 100}, ceiling: none": [("250", "25"), ("50", "5"), ("-3", "0")],
    "per: {step: 1, below: -1, from: 95}, floor: none": [("75", "-10")],
    "line: [[0, 0], [100, 10]], round: {places: 0, mode: down}": [("90.99", "9"), ("-0.9", "0")],
    "line: [[0, 0], [100, 10]], round: {places: 0}": [("90.5", "9.1"), ("90.49", "9")],
    "line: [[0, 0], [100, 10]], round: {places: 1, mode: up}": [("90.01", "9.01"), ("90.1", "9.01")],
}  # fmt: skip
#: Long tables: of as many rows as published ones have, from either end, with edges of both sorts, and as a line.
RULES |= {
    f"bands: [{', '.join(f'{{from: {n}, points: {n / 20:g}}}' for n in range(200, 0, -1))}, {{points: 0}}]": [
        ("300", "10"), ("200", "10"), ("57.5", "2.85"), ("1", "0.05"), ("0.99", "0"), ("-4", "0"),
    ],
    f"bands: [{', '.join(f'{{to: {n}, points: {10 - n / 20:g}}}' for n in range(200))}, {{points: 0}}]": [
        ("-1", "10"), ("0", "10"), ("0.5", "9.95"), ("199", "0.05"), ("199.01", "0"),
    ],
    f"bands: [{', '.join(f'{{above: {n}, points: {n / 5:g}}}' for n in range(50, 0, -1))}, {{points: 0}}]": [
        ("51", "10"), ("50", "9.8"), ("25.5", "5"), ("25", "4.8"), ("1", "0"),
    ],
    f"line: [{', '.join(f'[{n}, {n * n / 1000:g}]' for n in range(101))}]": [
        ("-2", "0"), ("0.5", "0.0005"), ("50", "2.5"), ("50.5", "2.5505"), ("100", "10"), ("120", "10"),
    ],
}  # fmt: skip
TRIED = [(rule, value, points) for rule, tried in RULES.items() for value, points in tried]
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("GKPG_NEED_LIBREOFFICE"),
    reason="LibreOffice is not installed",
)


def table(*rules: str, unit: str = '"%"') -> str:
    """A rubric with an item of 10 points for each rule."""
    rows = [
        f'  - {{id: "{n}", name: 指标{n}, max: 10, kind: measure, unit: {unit}, {rule}}}'
        for n, rule in enumerate(rules, 1)
    ]
    return HEAD.format(total=10 * len(rules)) + "\n".join(rows) + "\n"


@pytest.fixture(scope="module")
def rubrics(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rubric]:
    folder = tmp_path_factory.mktemp("r")
    return {rule: rubric_of(table(rule), folder / f"{n}.yaml") for n, rule in enumerate(RULES)}


@pytest.mark.parametrize(("rule", "value", "points"), TRIED)
def test_a_value_becomes_just_these_points(rule: str, value: str, points: str, rubrics: dict[str, Rubric]) -> None:
    assert rubrics[rule].kinds["1"].points(Decimal(value)) == Fraction(points)


@given(st.sampled_from(list(RULES)), st.decimals(-1000, 1000, places=3))
def test_points_lie_between_the_least_and_the_most_that_there_are(rule: str, entered: Decimal) -> None:
    kind = _KINDS.setdefault(rule, _kind(rule))
    points = kind.points(entered)
    assert points is not None
    assert kind.least is None or points >= Fraction(kind.least)
    assert kind.most is None or points <= Fraction(kind.most)


_KINDS: dict[str, Any] = {}


def _kind(rule: str) -> Any:
    import tempfile  # noqa: PLC0415 - hypothesis takes no fixture
    from pathlib import Path  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        return rubric_of(table(rule), Path(folder) / "r.yaml").kinds["1"]


@pytest.mark.parametrize(
    ("rule", "least", "most"),
    [
        ("line: [[80, 0], [100, 10]]", 0, 10),
        ("line: [[80, 2], [100, 10]]", 2, 10),
        ("per: {step: 1, below: -0.1, from: 95}", 0, 10),
        ("per: {step: 1, below: -0.1, from: 95}, least: 50", Fraction("5.5"), 10),
        ("per: {step: 1, below: -1, from: 95}, floor: none", None, 10),
        ("per: {step: 100, below: -10, above: 10, from: 100}, ceiling: none", 0, None),
        ("per: {step: 100, below: -10, above: 10, from: 100}, ceiling: none, most: 200", 0, 20),
        ("bands: [{to: 3, points: 10}, {to: 9, points: 3}, {points: 1}]", 1, 10),
        ("bands: [{to: 3, points: 10}, {to: 9, points: 3}, {points: 1}], most: 9", 3, 10),
    ],
)
def test_what_there_is_to_reach(rule: str, least: Any, most: Any) -> None:
    kind = _kind(rule)
    assert (kind.least, kind.most) == (least, most)


def read(cells: dict[int, Any], rubric: Rubric, path: Path) -> tuple[list[str], list[tuple[str, str | None]]]:
    """What was entered in a sheet whose rows are filled so, by row; a pair is a value and its format."""
    workbook = openpyxl.load_workbook(io.BytesIO(blank(rubric, "甲区", "评分组", "1")))
    sheet = workbook.worksheets[0]
    for row, value in cells.items():
        sheet.cell(row, 11).value, form = value if isinstance(value, tuple) else (value, None)
        if form is not None:
            sheet.cell(row, 11).number_format = form
    workbook.save(path)
    file = FileReader(library_of(rubric)).read(str(path), path.name)
    assert isinstance(file, File)
    found = [(finding.code, finding.place.cell) for finding in file.all_findings()]
    return (file.sheets[0].entered or file.sheets[0].points).split(), found


PERCENT = "line: [[0, 0], [100, 10]]"


@pytest.mark.parametrize(
    ("rule", "unit", "value", "entered", "codes"),
    [
        (PERCENT, '"%"', 95, "95", []),
        (PERCENT, '"%"', (0.95, "0%"), "95", []),
        (PERCENT, '"%"', (0.9537, "0.00%"), "95.37", []),
        (PERCENT, '"%"', (0.9537, "0%"), "95.37", ["S115"]),  # it shows 95 %
        (PERCENT, '"%"', (1.2, "0%"), "120", []),
        (PERCENT, '"%"', (95, '0"%"'), "95", []),
        (PERCENT, '"%"', (95.37, '0"%"'), "95.37", ["S115"]),
        (PERCENT, '"%"', "95%", "95", ["S110"]),
        (PERCENT, '"%"', "９５％", "95", ["S110"]),
        (PERCENT, '"%"', " 95 % ", "95", ["S110"]),
        (PERCENT, '"%"', "95", "95", ["S110"]),
        (PERCENT, '"%"', 0.95, "0.95", ["S137"]),
        (PERCENT, '"%"', 1, "1", ["S137"]),
        (PERCENT, '"%"', 0, "0", []),
        (PERCENT, '"%"', "0.95", "0.95", ["S110", "S137"]),
        (PERCENT, '"%"', "95天", "-", ["S105"]),
        (PERCENT, '"%"', "90-95", "-", ["S105"]),
        (PERCENT, '"%"', -3.5, "-3.5", []),
        (PERCENT + ", least: 0", '"%"', -3.5, "-3.5", ["S127"]),
        (PERCENT + ", most: 100", '"%"', 101, "101", ["S127"]),
        (PERCENT, '"%"', 87.0967741935484, "87.0967741935484", ["S111"]),
        (PERCENT + ", round: {places: 2}", '"%"', 87.0967741935484, "87.0967741935484", []),
        ("line: [[0, 10], [200, 0]]", '"%"', 0.9, "0.9", []),  # the less the better: 0.9 % is as good as it may be
        ("line: [[0, 0], [200, 10]]", '"%"', 0.9, "0.9", ["S137"]),
        ("line: [[40, 10], [200, 0]]", '"%"', 0.9, "0.9", ["S137"]),  # the rule names nothing as low
        ("line: [[0, 10], [10, 0]]", '"%"', 0.8, "0.8", []),  # a small percentage is what the rule is about
        ("bands: [{to: 0.5, points: 10}, {to: 1, points: 5}, {points: 0}]", '"%"', 0.7, "0.7", []),
        ("bands: [{from: 95, points: 10}, {points: 0}]", '"%"', 0.97, "0.97", ["S137"]),
        ("bands: [{from: 95, points: 10}, {points: 0}]", '"%"', 0.9, "0.9", []),  # 90 comes to nothing either
        ("per: {step: 1, below: -0.1, from: 95}", "个百分点", 0.93, "0.93", ["S137"]),
        ("line: [[0, 0], [100, 10]]", "天", 0.95, "0.95", []),
        ("line: [[0, 0], [100, 10]]", "天", (0.95, "0%"), "-", ["S107"]),
        ("line: [[0, 0], [100, 10]]", "天", "3 天", "3", ["S110"]),
        ("line: [[0, 0], [100, 10]]", "天", "95%", "-", ["S105"]),
        ("line: [[0, 0], [100, 10]]", "万元", (1234.5, '#,##0.00"万元"'), "1234.5", []),
        ("line: [[0, 0], [100, 10]]", "万元", "1,234", "-", ["S105"]),
        ("line: [[0, 0], [100, 10]]", "天", None, "-", ["S102"]),
        ("line: [[0, 0], [100, 10]]", "Days", "3 days", "3", ["S110"]),
    ],
)
def test_what_a_cell_says(rule: str, unit: str, value: Any, entered: str, codes: list[str], tmp_path: Path) -> None:
    rubric = rubric_of(table(rule, unit=unit), tmp_path / "r.yaml")
    words, found = read({6: value}, rubric, tmp_path / "甲区-评分组-1.xlsx")
    assert (words, found) == ([entered], [(code, "K6") for code in codes])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_matrix_says_above_each_column_what_is_asked_for(language: str, tmp_path: Path) -> None:
    text = table("line: [[0, 0], [100, 10]]", unit="天").replace(
        "title: 测量值", f"title: 测量值\nlanguage: {language}"
    )
    text = (
        text.replace("total: 10", "total: 20")
        + '  - {id: "2", name: "等级[甲]", max: 10, out_of: 6, zero: 1, step: 0.5}\n'
    )
    rubric = rubric_of(text, tmp_path / "r.yaml")
    made = BlankMatrixSheet(rubric, "测量值", "考核组", "1", ("甲区", "乙区"), rubric.leaf_ids, {})
    workbook = openpyxl.load_workbook(io.BytesIO(render_matrix_sheet(made)))
    sheet = workbook.worksheets[0]
    says = {
        "zh": ["1 指标1〔填数值，天〕", "2 等级[甲]〔填 1 至 6，每 0.5 一档〕"],
        "en": ["1 指标1 [value, 天]", "2 等级[甲] [1 to 6 in steps of 0.5]"],
    }
    assert [sheet["B5"].value, sheet["C5"].value] == says[language]
    for row, values in ((7, (40, 3.5)), (8, (25.5, 1))):
        sheet.cell(row, 2).value, sheet.cell(row, 3).value = values
    path = tmp_path / "考核组-1.xlsx"
    workbook.save(path)
    file = FileReader(library_of(rubric)).read(str(path), path.name)
    assert isinstance(file, File)
    assert [each.code for each in file.all_findings()] == []
    assert [(each.points, each.entered) for each in file.sheets] == [("4 5", "40 3.5"), ("2.55 0", "25.5 1")]


def test_what_was_measured_counts_under_another_rule_of_the_same_unit() -> None:
    old, new = (_kind(rule) for rule in ("line: [[80, 0], [100, 10]]", "line: [[0, 0], [100, 10]]"))
    assert old.recount("93.5", new) == Fraction("9.35")
    assert old.recount("93.5", _kind("line: [[0, 0], [90, 10]], most: 90")) is None


@needs_libreoffice
def test_the_formulas_of_a_sheet_come_to_the_same(tmp_path: Path) -> None:
    """Every rule with every value, as a number and as a percentage."""
    rubric = rubric_of(table(*(rule for rule, _, _ in TRIED)), tmp_path / "r.yaml")
    entered = {f"{n}": Decimal(value) for n, (_, value, _) in enumerate(TRIED, 1)}
    workbook = openpyxl.load_workbook(io.BytesIO(blank(rubric, "甲区", "评分组", "1")))
    sheet = workbook.worksheets[0]
    rows = {str(sheet.cell(row, 3).value): row for row in range(6, sheet.max_row + 1) if sheet.cell(row, 3).value}
    for number, (item, row) in enumerate(rows.items()):
        sheet.cell(row, 11).value = entered[item] / 100 if number % 2 else entered[item]
        if number % 2:
            sheet.cell(row, 11).number_format = "0.00####%"
    path = tmp_path / "甲区-评分组-1.xlsx"
    workbook.save(path)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "lo"), str(path)], check=True, capture_output=True, timeout=180
    )
    shown = openpyxl.load_workbook(tmp_path / "lo" / path.name, data_only=True).worksheets[0]
    computed = {item: round(shown.cell(row, 7).value, 6) for item, row in rows.items()}
    assert computed == {str(n): round(float(Fraction(points)), 6) for n, (_, _, points) in enumerate(TRIED, 1)}
    file = FileReader(library_of(rubric)).read(str(tmp_path / "lo" / path.name), path.name)
    assert isinstance(file, File)
    assert file.sheets[0].points.split() == [format_exact(Fraction(points)) for _, _, points in TRIED]


def test_a_table_for_which_no_cell_has_room_leaves_its_points_to_scoring(tmp_path: Path) -> None:
    bands = ", ".join(f"{{above: {n}, points: {n / 20:g}}}" for n in range(200, 0, -1))
    rubric = rubric_of(table(f"bands: [{bands}, {{points: 0}}]"), tmp_path / "r.yaml")
    sheet = openpyxl.load_workbook(io.BytesIO(blank(rubric, "甲区", "评分组", "1"))).worksheets[0]
    row = next(row for row in range(6, sheet.max_row + 1) if sheet.cell(row, 3).value == "1")
    assert sheet.cell(row, 7).value == '="—"'
    assert rubric.kinds["1"].points(Decimal("50.5")) == Fraction("2.5")
    assert "……（共 201 行，见指标表）；1 以上（不含）得 0.05 分；其余得 0 分" in str(sheet.cell(row, 5).value)
