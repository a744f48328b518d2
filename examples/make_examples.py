"""Makes the examples: one complete round with invented units, and a dozen sheets with one everyday mistake each.

Everything in them is invented; the seed is fixed, so that the same files come out every time.
Run it from the repository's root: `python examples/make_examples.py`.
"""

from __future__ import annotations

import io
import random
import shutil
import sys
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl

from gkpg.rubric import Item, Rubric, load_rubric
from gkpg.sheets.blank import Blank, blank_sheet
from gkpg.sheets.layout import file_name
from gkpg.xlsxfile import workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
NOTE = "样例：单位、得分均为虚构"
SEED = 2022
SOURCE = "市政府办公厅"
# Ten heavenly stems and six of the twelve earthly branches: names that no district of Shanghai has.
DISTRICTS = [f"{name}区" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"]
DEPARTMENTS = (
    [f"样例{name}局" for name in "一二三四五六七八九十"]
    + [f"样例十{name}局" for name in "一二三四五六七八九"]
    + ["样例二十局"]
)
FIRST_ROW, ID, MAX, SCORE, REASON = 6, 3, 6, 7, 9


@dataclass(frozen=True)
class Filling:
    """What an assessor gives: points by item, and the reasons for judgements."""

    points: dict[str, Decimal]
    reasons: dict[str, str]


def main() -> int:
    """Make all examples anew."""
    random_numbers = random.Random(SEED)  # noqa: S311 - invented scores, no secrets
    district = _rubric("shanghai-2022-district")
    department = _rubric("shanghai-2022-department")
    folder = HERE / "shanghai-2022"
    shutil.rmtree(folder / "sheets", ignore_errors=True)
    for rubric, units, name in ((district, DISTRICTS, "区政府"), (department, DEPARTMENTS, "市级部门")):
        (folder / f"{name}.txt").write_text(f"# {NOTE}\n" + "\n".join(units) + "\n", "utf-8")
        for unit in units:
            level = random_numbers.uniform(0.55, 1.0)
            for assessor in ("1", "2"):
                blank = Blank(rubric, unit, SOURCE, assessor, NOTE)
                _save(_filled(blank, _filling(rubric, level, random_numbers)), folder / "sheets" / name, blank)
    _mistakes(district, HERE / "mistakes")
    return 0


def _rubric(name: str) -> Rubric:
    rubric = load_rubric(HERE.parent / "rubrics" / f"{name}.yaml").rubric
    assert rubric is not None, name
    return rubric


def _filling(rubric: Rubric, level: float, random_numbers: random.Random) -> Filling:
    """Scores in steps of half a point around a unit's level."""
    points = {leaf.id: _points(leaf, level, random_numbers) for leaf in rubric.leaves}
    reasons = {leaf.id: "虚构的评分依据" for leaf in rubric.leaves if leaf.judgement}
    return Filling(points, reasons)


def _points(item: Item, level: float, random_numbers: random.Random) -> Decimal:
    share = min(1.0, max(0.0, random_numbers.gauss(level, 0.12)))
    return min(item.max, Decimal(round(share * float(item.max) * 2)) / 2)


def _filled(blank: Blank, filling: Filling) -> openpyxl.Workbook:
    """A sheet as an assessor would fill it."""
    workbook = openpyxl.load_workbook(io.BytesIO(blank_sheet(blank)))
    sheet = workbook.worksheets[0]
    for row in range(FIRST_ROW, sheet.max_row + 1):
        item = str(sheet.cell(row, ID).value or "")
        if item in filling.points:
            sheet.cell(row, SCORE).value = filling.points[item]
            sheet.cell(row, REASON).value = filling.reasons.get(item)
    sheet["F4"].value = "2022-11-15"
    return workbook


def _save(workbook: openpyxl.Workbook, folder: Path, blank: Blank, name: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or file_name(blank.unit, blank.source, blank.assessor))
    path.write_bytes(workbook_bytes(workbook))
    return path


def _row(sheet: Worksheet, item: str) -> int:
    return next(row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(row, ID).value == item)


def _set(item: str, column: int, value: Any, number_format: str | None = None) -> Callable[[openpyxl.Workbook], None]:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet = workbook.worksheets[0]
        cell = sheet.cell(_row(sheet, item), column)
        cell.value = value
        if number_format:
            cell.number_format = number_format

    return change


def _error_value(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.worksheets[0]
    cell = sheet.cell(_row(sheet, "4.1"), SCORE)
    cell.value, cell.data_type = "#REF!", "e"


def _without_row(workbook: openpyxl.Workbook) -> None:
    sheet = workbook.worksheets[0]
    row = _row(sheet, "2.3")
    sheet.cell(row, ID).value = sheet.cell(row, SCORE).value = None


def _other_unit(workbook: openpyxl.Workbook) -> None:
    workbook.worksheets[0]["C3"].value = "癸区"


def _other_version(workbook: openpyxl.Workbook) -> None:
    workbook["_gkpg"]["B3"].value = "2021.1"


def _nothing(workbook: openpyxl.Workbook) -> None:
    """The mistake lies elsewhere: in the file's name, or in handing the sheet in twice."""
    del workbook


#: One everyday mistake a sheet, each in a district of its own.
MISTAKES: tuple[tuple[str, Callable[[openpyxl.Workbook], None]], ...] = (
    ("得分超过分值", _set("1.1", SCORE, 9)),
    ("漏填一项", _set("3.2", SCORE, None)),
    ("填了负分", _set("5.1", SCORE, -1)),
    ("用√代替得分", _set("7.1", SCORE, "√")),
    ("得分格成了日期", _set("8.3", SCORE, 2, "yyyy-mm-dd")),
    ("公式出错", _error_value),
    ("公式没有计算", _set("9.2", SCORE, "=1+1")),
    ("全角数字带分字", _set("9.7", SCORE, "１．５分")),
    ("改了分值", _set("1.2", MAX, 10)),
    ("删掉了一行", _without_row),
    ("拿别的单位的表改名", _other_unit),
    ("去年版本的表", _other_version),
)


def _mistakes(rubric: Rubric, folder: Path) -> None:
    """A dozen sheets with one mistake each, a sheet handed in twice, and a file that is no workbook."""
    for old in folder.glob("*.xlsx"):
        old.unlink()
    random_numbers = random.Random(SEED)  # noqa: S311 - invented scores, no secrets
    for (name, change), unit in zip(MISTAKES, DISTRICTS, strict=False):
        blank = Blank(rubric, unit, SOURCE, "1", NOTE)
        workbook = _filled(blank, _filling(rubric, 0.85, random_numbers))
        change(workbook)
        _save(workbook, folder, blank, f"{unit} {name}.xlsx")
    blank = Blank(rubric, "寅区", SOURCE, "1", NOTE)
    workbook = _filled(blank, _filling(rubric, 0.85, random_numbers))
    _save(workbook, folder, blank, "寅区 交了两份（一）.xlsx")
    _save(workbook, folder, blank, "寅区 交了两份（二）.xlsx")
    whole = _save(workbook, folder, replace(blank, unit="卯区"), "卯区 没有传完.xlsx")
    whole.write_bytes(whole.read_bytes()[:5_000])


if __name__ == "__main__":
    sys.exit(main())
