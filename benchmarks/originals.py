"""Makes the sheets that those to measure with are copies of: one a unit, all items of a rubric of Shanghai filled."""

from __future__ import annotations

import io
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl

from gkpg.rubric import load_rubric, packaged_folder
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.layout import file_name
from gkpg.workbooks.xlsx_writer import render_workbook

if TYPE_CHECKING:
    from pathlib import Path

#: The rubrics, with how many units there are of each: as many as the notice has districts, and some departments.
RUBRICS = (("shanghai-2022-district", "区", "区政府", 16), ("shanghai-2022-department", "局", "市级部门", 20))
#: Units are called 样例甲子区, 样例乙丑区, …: all in one script, as LibreOffice cuts a text where the font changes.
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
SOURCE, NOTE, REASON = "市政府办公厅", "样例：单位、得分均为虚构", "虚构的评分依据"
_FIRST_ROW, _ID, _SCORE, _REASON = 6, 3, 7, 9
#: The item that does not apply to the first unit of each rubric, where that is wanted.
_MARKED, _MARK = "4.2", "不适用"


def originals(folder: Path, assessor: str = "1", *, is_marked: bool = False) -> list[Path]:
    """A filled sheet of every unit, in a folder; `is_marked` says that an item does not apply to some."""
    folder.mkdir()
    made = []
    for name, kind, _, count in RUBRICS:
        rubric = load_rubric(packaged_folder() / f"{name}.yaml").rubric
        if rubric is None:
            sys.exit(f"{name} is not sound")
        for number in range(count):
            unit = f"样例{_STEMS[number % 10]}{_BRANCHES[number % 12]}{kind}"
            workbook = openpyxl.load_workbook(
                io.BytesIO(render_unit_sheet(BlankUnitSheet(rubric, unit, SOURCE, assessor, NOTE)))
            )
            sheet = workbook.worksheets[0]
            for row in range(_FIRST_ROW, sheet.max_row + 1):
                item = rubric.by_id.get(str(sheet.cell(row, _ID).value or ""))
                if item is not None:
                    is_out = is_marked and number == 0 and item.id == _MARKED
                    sheet.cell(row, _SCORE).value = _MARK if is_out else item.cap / Decimal(2)
                    sheet.cell(row, _REASON).value = REASON if item.judgement or is_out else None
            path = folder / file_name(unit, SOURCE, assessor)
            path.write_bytes(render_workbook(workbook))
            made.append(path)
    return made
