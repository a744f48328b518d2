"""Whatever a person cannot see in a cell is told at that cell: each way to hide a score, beside what hides none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, DataBarRule, DifferentialStyle, FormulaRule, IconSetRule, Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.numbers import NumberFormat
from tools.goodsheets import SHEET, STYLES, inlined, parts_of, shared, zipped

from gkpg.findings.gallery import BASE
from tests.conftest import filled, library_of, read_sheet, rubric_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from gkpg.rubric import Rubric

Found = list[tuple[str, str | None]]
BOOK = "xl/workbook.xml"


def found(path: Path, rubric: Rubric) -> Found:
    """The findings of a sheet, each by its code and cell."""
    sheet = read_sheet(path, path.name, library_of(rubric))
    return [(finding.code, finding.place.cell) for finding in sheet.findings]


def changed(
    rubric: Rubric, folder: Path, change: Callable[[Worksheet], object], cells: dict[str, Any] | None = None
) -> Found:
    """What is found in a filled sheet after a change by another program."""
    path = filled(rubric, folder, cells or {})
    workbook = openpyxl.load_workbook(path, rich_text=True)
    change(workbook.worksheets[0])
    workbook.save(path)
    return found(path, rubric)


def edited(rubric: Rubric, folder: Path, *edits: tuple[str, str, str], cells: dict[str, Any] | None = None) -> Found:
    """What is found in a filled sheet some of whose parts were edited: part, pattern, what stands instead."""
    path = filled(rubric, folder, cells or {})
    parts = parts_of(path.read_bytes())
    for part, pattern, new in edits:
        text, count = re.subn(pattern, lambda _, new=new: new, parts[part].decode(), count=1)
        assert count == 1, (part, pattern)
        parts[part] = text.encode()
    path.write_bytes(zipped(parts))
    return found(path, rubric)


def style(differential: DifferentialStyle, formula: str = "TRUE") -> Rule:
    return Rule(type="expression", dxf=differential, formula=[formula])


_WORDS = DifferentialStyle(numFmt=NumberFormat(200, '"优"'))  # type: ignore[arg-type]
_WHITE = DifferentialStyle(font=Font(color="FFFFFFFF"))

CHANGES: dict[str, tuple[Callable[[Worksheet], object], Found]] = {
    "struck font": (lambda sheet: setattr(sheet["G6"], "font", Font(strike=True)), [("S130", "G6")]),
    "bold font": (lambda sheet: setattr(sheet["G6"], "font", Font(bold=True)), []),
    "struck reason": (lambda sheet: setattr(sheet["I9"], "font", Font(strike=True)), []),
    "white font": (lambda sheet: _colour(sheet, "FFFFFFFF", None), [("S116", "G6")]),
    "font as the fill": (lambda sheet: _colour(sheet, "FFFFFF00", "FFFFFF00"), [("S116", "G6")]),
    "white by the format": (lambda sheet: _white_on(sheet, "FFFFFFFF"), [("S116", "G6")]),
    "white by the format on blue": (lambda sheet: _white_on(sheet, "FF0000FF"), []),
    "too narrow a column": (lambda sheet: _narrow(sheet, 2, 1.25), [("S115", "G6")]),
    "a narrow column": (lambda sheet: _narrow(sheet, 2, 2), []),
    "white on the sheet's own yellow": (lambda sheet: setattr(sheet["G6"], "font", Font(color="FFFFFFFF")), [("S116", "G6")]),
    "font of signs": (lambda sheet: setattr(sheet["G6"], "font", Font(name="Wingdings 2")), [("S128", "G6")]),
    "white border by condition": (lambda sheet: _border(sheet, "FFFFFFFF"), []),
    "black fill by condition": (lambda sheet: sheet.conditional_formatting.add("G6", style(DifferentialStyle(fill=PatternFill(bgColor="FF000000")))), [("S116", "G6")]),
    "id that shows another": (lambda sheet: setattr(sheet["C6"], "number_format", '0;0;0;"1.2"'), [("S128", "C6")]),
    "cap that shows another": (lambda sheet: setattr(sheet["F6"], "number_format", '"1"0'), [("S205", "F6")]),
    "cap that shows a point": (lambda sheet: setattr(sheet["F6"], "number_format", "0.0"), []),
    "struck id": (lambda sheet: setattr(sheet["C6"], "font", Font(strike=True)), [("S130", "C6")]),
    "narrow columns, merged": (lambda sheet: (_narrow(sheet, 2, 1.25), sheet.merge_cells("G6:H6")), []),
    "hidden column, merged with one that shows": (lambda sheet: (sheet.merge_cells("G6:H6"), setattr(sheet.column_dimensions["G"], "hidden", True)), [("S116", "G7"), ("S116", "G9")]),
    "white in part": (lambda sheet: _rich(sheet, InlineFont(color="FFFFFFFF")), [("S130", "G6")]),
    "too many digits, other ones shown": (lambda sheet: _formatted(sheet, 1.23456, '0"0"'), [("S128", "G6")]),
    "too many digits, fewer shown": (lambda sheet: _formatted(sheet, 1.23456, "0.0"), [("S111", "G6")]),
    "white on blue": (lambda sheet: _colour(sheet, "FFFFFFFF", "FF0000FF"), []),
    "font of one point": (lambda sheet: setattr(sheet["G6"], "font", Font(size=1)), [("S116", "G6")]),
    "font of six points": (lambda sheet: setattr(sheet["G6"], "font", Font(size=6)), []),
    "alignment fill": (lambda sheet: setattr(sheet["G6"], "alignment", Alignment(horizontal="fill")), [("S116", "G6")]),
    "alignment right": (lambda sheet: setattr(sheet["G6"], "alignment", Alignment(horizontal="right")), []),
    "row of no height": (lambda sheet: setattr(sheet.row_dimensions[6], "height", 0.75), [("S116", "G6")]),
    "low row": (lambda sheet: setattr(sheet.row_dimensions[6], "height", 9), []),
    "row of no height without score": (lambda sheet: setattr(sheet.row_dimensions[8], "height", 0), []),
    "column of no width": (lambda sheet: setattr(sheet.column_dimensions["G"], "width", 0.1), [("S116", "G6"), ("S116", "G7"), ("S116", "G9")]),
    "column of no width without score": (lambda sheet: setattr(sheet.column_dimensions["E"], "width", 0.1), []),
    "zeros not shown": (lambda sheet: setattr(sheet.sheet_view, "showZeros", False), [("S115", "G7")]),
    "merged over a score": (lambda sheet: _merge(sheet, "G6:G7"), [("S129", "G7")]),
    "merged into the cap": (lambda sheet: _merge(sheet, "F6:G6"), [("S129", "G6")]),
    "merged over an id": (lambda sheet: _merge(sheet, "C6:C7"), [("S129", "C7")]),
    "merged over a cap": (lambda sheet: _merge(sheet, "F6:F7"), [("S129", "F7")]),
    "merged reasons": (lambda sheet: _merge(sheet, "I6:I7"), []),
    "merged numbers": (lambda sheet: _merge(sheet, "L6:L7"), []),
    "number format by condition": (lambda sheet: sheet.conditional_formatting.add("G6:G7", style(_WORDS)), [("S115", "G6"), ("S115", "G7")]),
    "such a format elsewhere": (lambda sheet: sheet.conditional_formatting.add("H6:H7", style(_WORDS)), []),
    "such a format where it applies": (lambda sheet: _cell_is(sheet, "greaterThan", "1"), [("S128", "G6")]),
    "such a format where it does not": (lambda sheet: _cell_is(sheet, "greaterThan", "2"), []),
    "white by condition": (lambda sheet: sheet.conditional_formatting.add("G6", style(_WHITE)), [("S116", "G6")]),
    "red by condition": (lambda sheet: sheet.conditional_formatting.add("G6", FormulaRule(["TRUE"], font=Font(color="FFFF0000"))), []),
    "fill by condition": (lambda sheet: sheet.conditional_formatting.add("G6", CellIsRule("equal", ["2"], fill=PatternFill(bgColor="FFFF0000"))), []),
    "bar in place of the number": (lambda sheet: _bar(sheet, show=False), [("S115", "G6")]),
    "bar beside the number": (lambda sheet: _bar(sheet, show=True), []),
    "icon in place of the number": (lambda sheet: sheet.conditional_formatting.add("G6", IconSetRule("3Flags", "num", [0, 1, 2], showValue=False)), [("S115", "G6")]),
    "struck in part": (lambda sheet: _rich(sheet, InlineFont(strike=True)), [("S130", "G6")]),
    "raised in part": (lambda sheet: _rich(sheet, InlineFont(vertAlign="superscript")), [("S130", "G6")]),
    "bold in part": (lambda sheet: _rich(sheet, InlineFont(b=True)), [("S110", "G6")]),
}  # fmt: skip


def _colour(sheet: Worksheet, font: str, fill: str | None) -> None:
    sheet["G6"].font = Font(color=font)
    sheet["G6"].fill = PatternFill("solid", fgColor=fill) if fill else PatternFill()


def _white_on(sheet: Worksheet, ground: str) -> None:
    sheet["G6"].number_format = "[White]0"
    sheet["G6"].fill = PatternFill("solid", fgColor=ground)


def _narrow(sheet: Worksheet, width: float, score: float) -> None:
    sheet.column_dimensions["G"].width = width
    sheet["G6"].value, sheet["G9"].value = score, 1


def _border(sheet: Worksheet, colour: str) -> None:
    border = Border(left=Side("thin", color=colour))
    sheet.conditional_formatting.add("G6", style(DifferentialStyle(border=border)))


def _formatted(sheet: Worksheet, number: float, code: str) -> None:
    sheet["G6"].value, sheet["G6"].number_format = number, code


def _merge(sheet: Worksheet, cells: str) -> None:
    """Merge cells and leave what lies beneath, as a format painter does."""
    sheet.merged_cells.add(cells)


def _cell_is(sheet: Worksheet, operator: str, number: str) -> None:
    sheet.conditional_formatting.add("G6", Rule(type="cellIs", operator=operator, formula=[number], dxf=_WORDS))


def _bar(sheet: Worksheet, *, show: bool) -> None:
    sheet.conditional_formatting.add("G6", DataBarRule("min", 0, "max", 9, "FF638EC6", showValue=show))


def _rich(sheet: Worksheet, font: InlineFont) -> None:
    sheet["G6"].value = CellRichText([TextBlock(InlineFont(), "1."), TextBlock(font, "5")])


@pytest.mark.parametrize("name", CHANGES)
def test_what_a_program_hides_is_told(smallest: Rubric, tmp_path: Path, name: str) -> None:
    change, expected = CHANGES[name]
    assert changed(smallest, tmp_path, change, {"G7": 0}) == expected


def test_a_struck_text_in_a_cell_of_its_own_is_told(smallest: Rubric, tmp_path: Path) -> None:
    run = '<c r="G6" s="{}" t="inlineStr"><is><r><rPr><strike/></rPr><t>1</t></r><r><t>2</t></r></is></c>'
    pattern = r'<c r="G6" s="[0-9]+"[^>]*>.*?</c>'
    assert edited(smallest, tmp_path, (SHEET, pattern, run.format(0))) == [("S130", "G6")]
    plain = run.format(0).replace("<strike/>", '<strike val="0"/>')
    assert edited(smallest, tmp_path, (SHEET, pattern, plain)) == [("S101", "G6"), ("S110", "G6")]


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([(SHEET, "<sheetFormatPr[^>]*>", '<sheetFormatPr defaultRowHeight="0" customHeight="1"/>')], "flat"),
        ([(SHEET, "<sheetFormatPr[^>]*>", '<sheetFormatPr defaultRowHeight="15"/>')], ""),
        ([(SHEET, "<sheetFormatPr[^>]*>", '<sheetFormatPr defaultColWidth="0" defaultRowHeight="15"/>'), (SHEET, "<cols>.*</cols>", "")], "narrow"),
        ([(SHEET, "<sheetFormatPr[^>]*>", '<sheetFormatPr defaultColWidth="0" defaultRowHeight="15"/>')], ""),
        ([(SHEET, "<sheetView ", '<sheetView showZeros="true" ')], ""),
    ],
)  # fmt: skip
def test_rows_and_columns_hidden_by_their_default_sizes(
    smallest: Rubric, tmp_path: Path, edits: list[tuple[str, str, str]], expected: str
) -> None:
    heights = [(SHEET, r'(?<=<row r="6") [^>]*ht="[^"]*"', "")] if expected == "flat" else []
    findings = edited(smallest, tmp_path, *edits, *heights)
    rows = {"flat": ["G6"], "narrow": ["G6", "G7", "G9"], "": []}[expected]
    assert findings == [("S116", cell) for cell in rows]


def test_a_table_on_a_hidden_worksheet_is_told(smallest: Rubric, tmp_path: Path) -> None:
    path = filled(smallest, tmp_path, {})
    workbook = openpyxl.load_workbook(path)
    notes = workbook.create_sheet("说明")
    notes["A1"] = "见另表"
    workbook.save(path)
    assert found(path, smallest) == []
    workbook.active = workbook.worksheets.index(notes)
    for state in ("hidden", "veryHidden"):
        workbook.worksheets[0].sheet_state = state
        workbook.save(path)
        assert found(path, smallest) == [("S212", None)]


def test_a_hidden_worksheet_of_notes_does_no_harm(smallest: Rubric, tmp_path: Path) -> None:
    path = filled(smallest, tmp_path, {})
    workbook = openpyxl.load_workbook(path)
    workbook.create_sheet("说明").sheet_state = "hidden"
    workbook.save(path)
    assert found(path, smallest) == []


@pytest.mark.parametrize(
    ("calculation", "code"),
    [
        ('<calcPr calcMode="manual"/>', "S131"), ('<calcPr calcCompleted="0"/>', "S131"), ('<calcPr calcMode="auto"/>', "S114"),
        ('<calcPr calcId="1" fullCalcOnLoad="1"/>', "S114"),
    ],
)  # fmt: skip
def test_s131_the_result_of_a_formula_may_be_old(smallest: Rubric, tmp_path: Path, calculation: str, code: str) -> None:
    pattern = r'<c r="G6"( s="[0-9]+")[^>]*>.*?</c>'
    formula = (SHEET, pattern, '<c r="G6"><f>1+1</f><v>2</v></c>')
    assert edited(smallest, tmp_path, (BOOK, "<calcPr[^>]*/>", calculation), formula) == [(code, "G6")]
    assert edited(smallest, tmp_path, (BOOK, "<calcPr[^>]*/>", calculation)) == []


def test_a_formula_that_gives_a_text_is_told_as_both(smallest: Rubric, tmp_path: Path) -> None:
    pattern = r'<c r="G6"( s="[0-9]+")[^>]*>.*?</c>'
    cell = '<c r="G6" t="str"><f>"1.5"</f><v>1.5</v></c>'
    assert edited(smallest, tmp_path, (SHEET, pattern, cell)) == [("S110", "G6"), ("S114", "G6")]


_ROW = r"(?<=</c>)</row>"
FOREIGN = {
    "a cell in a wrapper": '<x:w xmlns:x="urn:foreign"><c r="N6"><v>3</v></c></x:w></row>',
    "a choice of nobody": '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice Requires="zz"><c r="N6"><v>1</v></c></mc:Choice></mc:AlternateContent></row>',
    "a value of another space": '<c r="N6"><v>1</v><x:v xmlns:x="urn:x">2</x:v></c></row>',
    "two values": '<c r="N6"><v>1</v><v>2</v></c></row>',
    "two formulas": '<c r="N6"><f>1</f><f>2</f><v>1</v></c></row>',
    "a cell in a cell": '<c r="N6"><c r="O6"><v>1</v></c></c></row>',
    "a value in a row": "<v>1</v></row>",
    "another space for plain names": '<c r="N6" xmlns="urn:x"><v>1</v></c></row>',
    "an element that is not known": '<c r="N6"><v>1</v><w/></c></row>',
}  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_what_does_not_belong_into_a_table_is_refused(smallest: Rubric, tmp_path: Path, name: str) -> None:
    assert edited(smallest, tmp_path, (SHEET, _ROW, FOREIGN[name])) == [("S401", None)]


OWN = {
    "an extension of a cell": '<c r="N6"><v>1</v><extLst><ext uri="u"><v>5</v></ext></extLst></c></row>',
    "an extension of a row": '<extLst><ext uri="u"><x:y xmlns:x="urn:x"><c r="G6"><v>9</v></c></x:y></ext></extLst></row>',
    "an attribute of another space": '<c r="N6" x:y="1" xmlns:x="urn:x"><v>1</v></c></row>',
    "runs of a text": '<c r="N6" t="inlineStr"><is><r><rPr><b/><sz val="9"/></rPr><t>a</t></r><rPh sb="0" eb="1"><t>b</t></rPh></is></c></row>',
}  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_what_belongs_into_a_table_is_read(smallest: Rubric, tmp_path: Path, name: str) -> None:
    assert edited(smallest, tmp_path, (SHEET, _ROW, OWN[name])) == []


def test_the_prefix_of_a_sheet_is_its_own(smallest: Rubric, tmp_path: Path) -> None:
    path = filled(smallest, tmp_path, {})
    parts = parts_of(path.read_bytes())
    prefixed = (
        re.sub(r"<(/?)(?=[a-z])", r"<\1x:", parts[SHEET].decode()).replace("xmlns=", "xmlns:x=").replace("<x:?", "<?")
    )
    parts[SHEET] = prefixed.encode()
    path.write_bytes(zipped(parts))
    assert found(path, smallest) == []


def test_dates_since_1904(smallest: Rubric, tmp_path: Path) -> None:
    path = filled(smallest, tmp_path, {})
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["F4"].value = 40000
    workbook.worksheets[0]["F4"].number_format = "yyyy-mm-dd"
    workbook.save(path)
    assert read_sheet(path, path.name, library_of(smallest)).identity.date == "2009-07-06"
    parts = parts_of(path.read_bytes())
    parts[BOOK] = parts[BOOK].replace(b"<workbookPr", b'<workbookPr date1904="1"', 1)
    path.write_bytes(zipped(parts))
    assert read_sheet(path, path.name, library_of(smallest)).identity.date == "2013-07-07"


def test_a_missing_style_of_a_text_changes_nothing(smallest: Rubric, tmp_path: Path) -> None:
    assert edited(smallest, tmp_path, (STYLES, r"<fonts .*</fonts>", "<fonts/>")) == []


TICKS = BASE.replace("    max: 3\n", "    max: 3\n    kind: ticks\n", 1)


@pytest.mark.parametrize(
    ("code", "number", "expected"),
    [
        ('[=1]"✓";[=0]"✗"', 1, []), ('[=1]"✓";[=0]"✗"', 0, []), ('[=0]"✓";[=1]"✗"', 1, [("S128", "K6")]), ("0", 1, []),
        (";;;", 1, [("S115", "K6")]),
    ],
)  # fmt: skip
def test_a_word_that_a_format_shows_may_mean_the_number(
    tmp_path: Path, code: str, number: int, expected: Found
) -> None:
    rubric = rubric_of(TICKS, tmp_path / "ticks.yaml")
    cells = {"G6": None, "G7": None, "K6": {"value": number, "format": code}, "K7": "✓"}
    assert found(filled(rubric, tmp_path, cells), rubric) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("@", [("S110", "G6")]),
        ('0;0;0;"2"', [("S128", "G6")]),
        (";;;", [("S110", "G6"), ("S115", "G6")]),
    ],
)
def test_a_text_shows_what_its_format_makes_of_it(smallest: Rubric, tmp_path: Path, code: str, expected: Found) -> None:
    """The same whether the text stands in its cell or among the shared strings."""
    path = filled(smallest, tmp_path, {"G6": {"value": "1.5", "format": code}})
    assert found(path, smallest) == expected
    path.write_bytes(zipped(shared(parts_of(path.read_bytes()))))
    assert found(path, smallest) == expected


def test_a_shared_string_in_a_struck_font_is_struck(smallest: Rubric, tmp_path: Path) -> None:
    path = filled(smallest, tmp_path, {"G6": "1.5"})
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["G6"].font = Font(strike=True)
    workbook.save(path)
    for form in (shared, inlined):
        path.write_bytes(zipped(form(parts_of(path.read_bytes()))))
        assert found(path, smallest) == [("S130", "G6")]


@pytest.mark.parametrize("kind", ["S128", "S130", "S129"])
def test_of_what_is_seen_otherwise_nothing_counts(smallest: Rubric, tmp_path: Path, kind: str) -> None:
    path = filled(smallest, tmp_path, {})
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    if kind == "S128":
        sheet["G7"].number_format = '0"0"'
    elif kind == "S130":
        sheet["G7"].font = Font(strike=True)
    else:
        _merge(sheet, "G6:G7")
    workbook.save(path)
    read = read_sheet(path, path.name, library_of(smallest))
    assert [(finding.code, finding.place.cell) for finding in read.findings] == [(kind, "G7")]
    assert read.points == "2 - 1.5"


def test_digits_behind_a_mark_of_direction_are_no_score(smallest: Rubric, tmp_path: Path) -> None:
    assert found(filled(smallest, tmp_path, {"G6": "\u202e0.1"}), smallest) == [("S105", "G6")]
    assert found(filled(smallest, tmp_path, {"G6": "\u200e0.1"}), smallest) == [("S110", "G6")]


@pytest.mark.parametrize(
    ("merged", "expected"), [("G4:G5", [("S129", "G5")]), ("B4:B5", [("S129", "B5")]), ("N4:N5", []), ("A1:M1", [])]
)  # fmt: skip
def test_a_heading_beneath_a_merged_cell_is_told(
    smallest: Rubric, tmp_path: Path, merged: str, expected: Found
) -> None:
    assert changed(smallest, tmp_path, lambda sheet: _over(sheet, merged)) == expected


def _over(sheet: Worksheet, cells: str) -> None:
    """Merge cells and let another word show."""
    first = cells.partition(":")[0]
    if not isinstance(sheet[first], MergedCell):
        sheet[first].value = "上年"
    sheet.merged_cells.add(cells)
