"""Makes the sheets that those to measure with are copies of: one a unit, all items of a rubric of Shanghai filled."""

from __future__ import annotations

import io
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl

from gkpg.rubric import load_rubric, packaged_folder
from gkpg.sheets.blank import Blank, blank_sheet
from gkpg.sheets.layout import file_name
from gkpg.xlsxfile import workbook_bytes

if TYPE_CHECKING:
    from pathlib import Path

#: The rubrics, with how many units there are of each: as many as the notice has districts, and some departments.
RUBRICS = (("shanghai-2022-district", "样例区", 16), ("shanghai-2022-department", "样例局", 20))
SOURCE, NOTE, REASON = "市政府办公厅", "样例：单位、得分均为虚构", "虚构的评分依据"
_FIRST_ROW, _ID, _SCORE, _REASON = 6, 3, 7, 9


def originals(folder: Path) -> list[Path]:
    """A filled sheet of every unit, in a folder."""
    folder.mkdir()
    made = []
    for name, units, count in RUBRICS:
        rubric = load_rubric(packaged_folder() / f"{name}.yaml").rubric
        if rubric is None:
            sys.exit(f"{name} is not sound")
        for number in range(1, count + 1):
            unit = f"{units}{number:02}"
            workbook = openpyxl.load_workbook(io.BytesIO(blank_sheet(Blank(rubric, unit, SOURCE, "1", NOTE))))
            sheet = workbook.worksheets[0]
            for row in range(_FIRST_ROW, sheet.max_row + 1):
                item = rubric.by_id.get(str(sheet.cell(row, _ID).value or ""))
                if item is not None:
                    sheet.cell(row, _SCORE).value = item.max / Decimal(2)
                    sheet.cell(row, _REASON).value = REASON if item.judgement else None
            path = folder / file_name(unit, SOURCE, "1")
            path.write_bytes(workbook_bytes(workbook))
            made.append(path)
    return made
