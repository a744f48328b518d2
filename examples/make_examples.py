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

from gkpg.ledger.submissions import find_files, ledger_from, read_files
from gkpg.results.reuse import AssessmentRequest, assess
from gkpg.results.store import write_results
from gkpg.round.load import load_assessment
from gkpg.rubric import Item, Rubric, load_rubric
from gkpg.sheets.blank.arbitration_sheet import render_arbitration_sheet
from gkpg.sheets.blank.requests import list_requested_sheets
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.file_names import file_name
from gkpg.sheets.layout import TICK
from gkpg.sheets.read.file_reader import FileReader
from gkpg.workbooks.xlsx_writer import render_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.round.round import Round
    from gkpg.rubric import Library

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
FIRST_ROW, ID, MAX, SCORE, TICK_COLUMN, REASON, LINK = 6, 3, 6, 7, 8, 9, 10
MATRIX_HEAD = 5


@dataclass(frozen=True)
class Filling:
    """What an assessor gives: points by item, and what is written beside them."""

    points: dict[str, Decimal]
    reasons: dict[str, str]


def main() -> int:
    """Make all examples anew."""
    _round(HERE / "shanghai-2022")
    _mistakes(_rubric("shanghai-2022-district"), HERE / "mistakes")
    return 0


def _rubric(name: str) -> Rubric:
    rubric = load_rubric(HERE.parent / "rubrics" / f"{name}.yaml").rubric
    assert rubric is not None, name
    return rubric


def _round(folder: Path) -> None:
    """A whole round: every sheet that its assessment asks for, but one that is missing; one decision."""
    for name, units in (("区政府", DISTRICTS), ("市级部门", DEPARTMENTS)):
        (folder / f"{name}.txt").write_text(f"# {NOTE}\n" + "\n".join(units) + "\n", "utf-8")
    loaded = load_assessment(folder / "assessment.yaml")
    assert loaded.round is not None, [finding.line("en") for finding in loaded.findings]
    shutil.rmtree(folder / "sheets", ignore_errors=True)
    dice = random.Random(SEED)  # noqa: S311 - invented scores, no secrets
    levels = {unit: dice.uniform(0.55, 1.0) for unit in loaded.round.units}
    for name, make in list_requested_sheets(loaded.round, NOTE):
        path = folder / "sheets" / name
        if path.name == MISSING:
            continue
        workbook = openpyxl.load_workbook(io.BytesIO(make()))
        who = {str(row[0].value): str(row[1].value or "") for row in workbook["_gkpg"].iter_rows(max_col=2)}
        rubric = loaded.round.rubrics[who["rubric"], who["version"]]
        (_fill_unit if who["unit"] else _fill_matrix)(workbook, rubric, who, levels, dice)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(render_workbook(workbook))
    _decide(folder, loaded.library, loaded.round)
    reader = FileReader(loaded.library, round=loaded.round)
    write_results(
        folder / "result.sqlite", assess(AssessmentRequest(find_files([folder / "sheets"]), reader), None).results
    )


#: 庚区's sheet of the third party has not come in.
MISSING = "庚区-第三方评估-1.xlsx"
#: An item that does not apply to 戊区; scores that two assessors disagree about, decided for 丙区, open for 样例三局.
DOES_NOT_APPLY = ("戊区", "4.2")
DISPUTED = {("丙区", "1.1", "2"): Decimal(1), ("样例三局", "1.1", "2"): Decimal(2)}
LATE = ("己区", "第三方评估")


def _fill_unit(
    workbook: openpyxl.Workbook, rubric: Rubric, who: dict[str, str], levels: dict[str, float], dice: random.Random
) -> None:
    """A unit sheet as an assessor, or the unit itself, would fill it."""
    sheet, unit = workbook.worksheets[0], who["unit"]
    own = who["source"] == "自查"
    for row in range(FIRST_ROW, sheet.max_row + 1):
        item = rubric.by_id.get(str(sheet.cell(row, ID).value or ""))
        if item is None:
            continue
        if (unit, item.id) == DOES_NOT_APPLY and not own:
            sheet.cell(row, TICK_COLUMN).value = TICK
            sheet.cell(row, REASON).value = "虚构：本区没有此类留言，见说明函"
            continue
        given = item.cap if own else _points(item, levels[unit], dice)
        sheet.cell(row, SCORE).value = DISPUTED.get((unit, item.id, who["assessor"]), given) if not own else given
        if own:
            sheet.cell(row, REASON).value = f"虚构：已完成{item.name}"
            sheet.cell(row, LINK).value = f"https://example.org/{item.id}\n《虚构材料》"
        elif item.judgement:
            sheet.cell(row, REASON).value = "虚构的评分依据"
    sheet["F4"].value = "2022-12-02" if (unit, who["source"]) == LATE else "2022-11-15"


def _fill_matrix(
    workbook: openpyxl.Workbook, rubric: Rubric, who: dict[str, str], levels: dict[str, float], dice: random.Random
) -> None:
    """A matrix as an agency, or those who asked the public, would fill it."""
    sheet = workbook.worksheets[0]
    headings = [str(cell.value) for cell in sheet[MATRIX_HEAD]]
    for row in range(MATRIX_HEAD + 2, sheet.max_row + 1):
        unit = str(sheet.cell(row, 1).value)
        for column, heading in enumerate(headings[1:], 2):
            item = rubric.by_name.get(heading) or rubric.by_id.get(heading.split()[0])
            if heading == "样本数":
                sheet.cell(row, column).value = dice.randint(200, 400)
            elif item is not None:
                sheet.cell(row, column).value = _points(item, (levels[unit] + 1) / 2, dice)
    sheet["D4"].value = "2022-11-14" if who["source"] != "社会评议" else "2022-11-28"


def _decide(folder: Path, library: Library, round_: Round) -> None:
    """The arbitration sheet, with one of two disputes decided."""
    reader = FileReader(library, round=round_)
    found = find_files([folder / "sheets"])
    disputes = ledger_from(read_files(found.files, reader), found, reader).disputes
    title = round_.assessment.title if round_.assessment else ""
    sheet_bytes = render_arbitration_sheet([dispute.row(round_) for dispute in disputes.values()], title, "zh")
    workbook = openpyxl.load_workbook(io.BytesIO(sheet_bytes))
    sheet = workbook.worksheets[0]
    row = next(row for row in range(4, sheet.max_row + 1) if sheet.cell(row, 1).value == "丙区")
    sheet.cell(row, 8).value, sheet.cell(row, 9).value = 6, "评审组长（虚构）"
    sheet.cell(row, 10).value = "虚构：复核后，漏报两件，扣 2 分"
    (folder / "sheets" / "裁定表.xlsx").write_bytes(render_workbook(workbook))


def _filling(rubric: Rubric, level: float, random_numbers: random.Random) -> Filling:
    """Scores in steps of half a point around a unit's level."""
    points = {leaf.id: _points(leaf, level, random_numbers) for leaf in rubric.leaves}
    reasons = {leaf.id: "虚构的评分依据" for leaf in rubric.leaves if leaf.judgement}
    return Filling(points, reasons)


def _points(item: Item, level: float, random_numbers: random.Random) -> Decimal:
    share, cap = min(1.0, max(0.0, random_numbers.gauss(level, 0.12))), item.cap or Decimal(0)
    return min(cap, Decimal(round(share * float(cap) * 2)) / 2)


def _filled(blank: BlankUnitSheet, filling: Filling) -> openpyxl.Workbook:
    """A sheet as an assessor would fill it."""
    workbook = openpyxl.load_workbook(io.BytesIO(render_unit_sheet(blank)))
    sheet = workbook.worksheets[0]
    for row in range(FIRST_ROW, sheet.max_row + 1):
        item = str(sheet.cell(row, ID).value or "")
        if item in filling.points:
            sheet.cell(row, SCORE).value = filling.points[item]
            sheet.cell(row, REASON).value = filling.reasons.get(item)
    sheet["F4"].value = "2022-11-15"
    return workbook


def _save(workbook: openpyxl.Workbook, folder: Path, blank: BlankUnitSheet, name: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (name or file_name(blank.unit, blank.source, blank.assessor))
    path.write_bytes(render_workbook(workbook))
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
        blank = BlankUnitSheet(rubric, unit, SOURCE, "1", NOTE)
        workbook = _filled(blank, _filling(rubric, 0.85, random_numbers))
        change(workbook)
        _save(workbook, folder, blank, f"{unit} {name}.xlsx")
    blank = BlankUnitSheet(rubric, "寅区", SOURCE, "1", NOTE)
    workbook = _filled(blank, _filling(rubric, 0.85, random_numbers))
    _save(workbook, folder, blank, "寅区 交了两份（一）.xlsx")
    _save(workbook, folder, blank, "寅区 交了两份（二）.xlsx")
    whole = _save(workbook, folder, replace(blank, unit="卯区"), "卯区 没有传完.xlsx")
    whole.write_bytes(whole.read_bytes()[:5_000])


if __name__ == "__main__":
    sys.exit(main())
