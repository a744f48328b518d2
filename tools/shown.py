"""Sheets whose scores show something else than they hold, held against what LibreOffice renders.

The promise: where gkpg counts a score and says nothing at its cell, LibreOffice shows that number there, and nothing
was done to the cell that keeps people from seeing it.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from tools.goodsheets import UNITS
from tools.mutants import Mutant

from gkpg.rubric import Library, Rubric, load_rubric
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

    from openpyxl.worksheet.worksheet import Worksheet

ITEMS, SHEETS = 40, 5
_FIRST_ROW, _LAST_ROW, _COLUMN = 6, 5 + ITEMS, "G"
_AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
_DIGITS = (
    "0", "0.0", "0.00", "0.000", "#", "#.##", "0.0#", "#,##0", "#,##0.00", "??0.0", "00", "0,", "0.0,", "0E+0",
    "0.0E+00", "# ?/?", "# ??/??", "?/?", "General", ".0", "0000", "#,###", "0.?",
)  # fmt: skip
_BEFORE = ("", "", "", '"得分"', "-", '"1"', "¥", "[Red]", "[$-804]", "[$¥-804]", "(", '"0."', "\\1")
_BEHIND = ("", "", "", '"分"', "分", "_)", '"0"', "\\%", '".5"', ' "of" 4', '"万"', "* ", ")", '"年"')
_WHOLE = ('"/"', '""', '"优"', "@", "")
#: Formats of dates and percents stand alone: programs differ in which section of a mixed one they take.
_ALONE = ("yyyy", 'e"年"', "h:mm", "d", "0%", "0.0%", '"约"0%')
_CONDITIONS = ("", "", "", "[>2]", "[<=1]", "[=0]", "[<>3]")
_VALUES = (
    "0",
    "1",
    "2",
    "3",
    "5",
    "7",
    "10",
    "12",
    "99",
    "100",
    "999",
    "0.5",
    "2.5",
    "2.25",
    "7.75",
    "0.05",
    "3.3333",
    "9.99",
)
_FRACTION = re.compile(r"(?:([0-9]+) )? *([0-9]+)/([0-9]+)")


def _format(chance: Random) -> str:
    """A format code of one to four sections."""
    if chance.random() < 0.05:
        return chance.choice(_ALONE)
    sections = []
    for _ in range(chance.choice((1, 1, 1, 1, 2, 2, 3, 4))):
        whole = chance.random() < 0.1
        body = (
            chance.choice(_WHOLE) if whole else chance.choice(_BEFORE) + chance.choice(_DIGITS) + chance.choice(_BEHIND)
        )
        sections.append(chance.choice(_CONDITIONS) + body)
    return ";".join(sections)


def _struck(sheet: Worksheet, address: str) -> set[str]:
    sheet[address].font = Font(strike=True)
    return {address}


def _white(sheet: Worksheet, address: str) -> set[str]:
    sheet[address].font, sheet[address].fill = Font(color="FFFFFFFF"), PatternFill()
    return {address}


def _repeated(sheet: Worksheet, address: str) -> set[str]:
    sheet[address].alignment = Alignment(horizontal="fill")
    return {address}


def _row(sheet: Worksheet, address: str) -> set[str]:
    sheet.row_dimensions[sheet[address].row].hidden = True
    return {address}


def _flat(sheet: Worksheet, address: str) -> set[str]:
    sheet.row_dimensions[sheet[address].row].height = 0.5
    return {address}


def _merge(sheet: Worksheet, address: str) -> set[str]:
    row = sheet[address].row
    last = min(_LAST_ROW, row + 2)
    sheet.merged_cells.add(f"{address}:{_COLUMN}{last}")
    return {f"{_COLUMN}{each}" for each in range(row + 1, last + 1)}


def _merge_left(sheet: Worksheet, address: str) -> set[str]:
    sheet.merged_cells.add(f"F{sheet[address].row}:{address}")
    return {address}


def _column(sheet: Worksheet, _: str) -> set[str]:
    sheet.column_dimensions[_COLUMN].hidden = True
    return {f"{_COLUMN}{row}" for row in range(_FIRST_ROW, _LAST_ROW + 1)}


_HIDE = (_struck, _white, _repeated, _row, _row, _flat, _merge, _merge_left)


@dataclass
class ShownSheets:
    """Sheets of a rubric of many items without a common cap, made, rendered, compared."""

    folder: Path
    kinds: list[str] = field(default_factory=list)
    compared: int = 0

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        rows = "".join(f'  - {{id: "{number}", name: 第{number}项, max: 1000}}\n' for number in range(1, ITEMS + 1))
        path = self.folder / "many.yaml"
        head = f'rubric: many\nversion: "1"\ntitle: 多项指标表\ntotal: {ITEMS * 1000}\nindicators:\n'
        path.write_text(head + rows, "utf-8")
        rubric = load_rubric(path).rubric
        assert rubric is not None
        self._rubric: Rubric = rubric
        self._reader = FileReader(Library((rubric,), (rubric,), ()))

    def batch(self, chance: Random) -> Iterator[tuple[Mutant, str]]:
        """Some sheets; for each broken promise the sheet and what is wrong."""
        made = [self._sheet(chance) for _ in range(SHEETS)]
        self.kinds += [kind for mutant, _ in made for kind in mutant.kinds]
        for number, (mutant, _) in enumerate(made):
            (self.folder / f"{number}.xlsx").write_bytes(mutant.raw)
        self._render()
        for number, (mutant, unseen) in enumerate(made):
            for what in self._compare(number, unseen):
                yield mutant, what

    def _sheet(self, chance: Random) -> tuple[Mutant, set[str]]:
        """A sheet, and the cells that nobody sees."""
        blank = render_unit_sheet(BlankUnitSheet(self._rubric, UNITS[0], "评分组", "1"))
        workbook = openpyxl.load_workbook(io.BytesIO(blank))
        sheet = workbook.worksheets[0]
        sheet.column_dimensions[_COLUMN].width = 60
        for row in range(_FIRST_ROW, _LAST_ROW + 1):
            cell = sheet[f"{_COLUMN}{row}"]
            cell.value, cell.number_format = float(chance.choice(_VALUES)), _format(chance)
        unseen: set[str] = set()
        hides = [chance.choice(_HIDE) for _ in range(3)] + ([_column] if chance.random() < 0.1 else [])
        for place, hide in enumerate(hides):
            unseen |= hide(sheet, f"{_COLUMN}{_FIRST_ROW + place * 10 + chance.randrange(8)}")
        file = io.BytesIO()
        workbook.save(file)
        kinds = ("shown format", *(f"shown {hide.__name__.strip('_')}" for hide in hides))
        return Mutant(kinds, "甲区-评分组-1.xlsx", file.getvalue()), unseen

    def _render(self) -> None:
        """All sheets as LibreOffice shows them."""
        files = [str(self.folder / f"{number}.xlsx") for number in range(SHEETS)]
        command = ["soffice", f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", _AS_SHOWN, "--outdir", str(self.folder), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=300)

    def _compare(self, number: int, unseen: set[str]) -> Iterator[str]:
        (path,) = self.folder.glob(f"{number}-*.csv") or self.folder.glob(f"{number}.csv")
        with path.open(encoding="utf-8", newline="") as file:
            shown = list(csv.reader(file))
        path.unlink()
        read = self._reader.read(str(self.folder / f"{number}.xlsx"), "甲区-评分组-1.xlsx")
        assert isinstance(read, File)
        told = {finding.place.cell for finding in read.all_findings()}
        for entry in (entry for sheet in read.sheets for entry in sheet.entries):
            self.compared += 1
            if entry.cell in told or entry.points is None:
                continue
            text = shown[int(entry.cell[1:]) - 1][6]
            if entry.cell in unseen:
                yield f"{entry.cell} cannot be seen, counts {entry.points}, and nothing is said"
            elif _number(text) != Fraction(entry.points):
                yield f"{entry.cell} shows {text!r}, counts {entry.points}, and nothing is said"


def _number(text: str) -> Fraction | None:
    """The number that a person reads in a text; None where it is no bare number, 分 behind it left out."""
    bare = text.replace("\xa0", " ").strip().removesuffix("分").strip().replace(",", "")
    if match := _FRACTION.fullmatch(bare):
        return int(match[1] or 0) + Fraction(int(match[2]), int(match[3]))
    try:
        return Fraction(Decimal(bare))
    except (InvalidOperation, ValueError):
        return None
