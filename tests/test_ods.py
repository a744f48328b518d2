"""The reader of ods files: every kind of cell, every way to write one, and calamine as the second witness."""

from __future__ import annotations

import datetime
import os
import random
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.sheets.dates import parse_date
from gkpg.workbooks.calamine import read_by_calamine
from gkpg.workbooks.cells import Cell, CellKind
from gkpg.workbooks.limits import DEFAULT_LIMITS
from gkpg.workbooks.opening import read_workbook
from gkpg.workbooks.unreadable import UnreadableError
from tests.otherformats import in_cells, ods, ods_of, zipped
from tests.test_hostile_files import bounded_memory

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.workbooks.cells import Grid

NUMBER, TEXT, PERCENT, DATE, BOOLEAN, ERROR, UNCALCULATED = (
    CellKind.NUMBER, CellKind.TEXT, CellKind.PERCENT, CellKind.DATE, CellKind.BOOLEAN, CellKind.ERROR, CellKind.UNCALCULATED,
)  # fmt: skip


def grid_of(rows: str) -> Grid:
    return read_workbook(ods_of(rows)).grids[0]


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(cells)}</table:table-row>"


def cell(value_type: str, value: str = "", text: str | None = None, more: str = "", name: str = "table-cell") -> str:
    inside = "" if text is None else f"<text:p>{text}</text:p>"
    kind = f' office:value-type="{value_type}"' if value_type else ""
    return f"<table:{name}{kind}{value}{more}>{inside}</table:{name}>"


def number(value: str, text: str | None = None, more: str = "", name: str = "table-cell") -> str:
    return cell("float", f' office:value="{value}"', text, more, name)


#: A cell's markup; its kind, text, formula, and what it shows where that is something else.
CELLS: dict[str, tuple[str, tuple[CellKind, str, str | None, str | None] | None]] = {
    "number": (number("2", "2"), (NUMBER, "2", None, None)),
    "number without text": (number("2"), (NUMBER, "2", None, None)),
    "hidden digits": (number("1.25", "1"), (NUMBER, "1.25", None, "1")),
    "nothing shown": (number("1.25", ""), (NUMBER, "1.25", None, "")),
    "currency": (cell("currency", ' office:currency="CNY" office:value="3"', "￥3"), (NUMBER, "3", None, "￥3")),
    "percent": (cell("percentage", ' office:value="0.5"', "50%"), (PERCENT, "0.5", None, None)),
    "date": (cell("date", ' office:date-value="2026-11-15"', "11-15"), (DATE, "2026-11-15", None, None)),
    "date with time": (cell("date", ' office:date-value="2026-11-15T08:30:00"', "x"), (DATE, "2026-11-15T08:30:00", None, None)),
    "time": (cell("time", ' office:time-value="PT08H30M00S"', "8:30"), (DATE, "PT08H30M00S", None, None)),
    "truth": (cell("boolean", ' office:boolean-value="true"', "TRUE"), (BOOLEAN, "1", None, None)),
    "truth that a formula gives": (number("1", "TRUE", ' table:formula="of:=TRUE()"'), (BOOLEAN, "1", "TRUE()", None)),
    "formula": (number("3", "3", ' table:formula="of:=1+2"'), (NUMBER, "3", "1+2", None)),
    "formula of Excel": (number("3", "3", ' table:formula="msoxl:=1+2"'), (NUMBER, "3", "1+2", None)),
    "formula without result": (cell("", "", None, ' table:formula="of:=1+2"'), (UNCALCULATED, "1+2", "1+2", None)),
    "formula that failed": (cell("string", ' office:string-value=""', "#DIV/0!", ' table:formula="of:=1/0"'), (ERROR, "#DIV/0!", "1/0", None)),
    "formula that failed, as LibreOffice says": (cell("string", ' office:string-value="" calcext:value-type="error"', "Err:502", ' table:formula="of:=A"'), (ERROR, "Err:502", "A", None)),
    "formula that gives text": (cell("string", ' office:string-value="优"', "优", ' table:formula="of:=A1"'), (TEXT, "优", "A1", None)),
    "words like an error": (cell("string", "", "#N/A"), (TEXT, "#N/A", None, None)),
    "text": (cell("string", "", "甲区"), (TEXT, "甲区", None, None)),
    "text as a value": (cell("string", ' office:string-value="甲区"'), (TEXT, "甲区", None, None)),
    "spaces": (cell("string", "", "\n  3\n <text:s/>"), (TEXT, "3  ", None, None)),
    "many spaces, a tab, a line": (cell("string", "", 'a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d'), (TEXT, "a   b\tc\nd", None, None)),
    "runs and links": (cell("string", "", 'a<text:span>b<text:a>c</text:a></text:span>'), (TEXT, "abc", None, None)),
    "two paragraphs": ('<table:table-cell office:value-type="string"><text:p>a</text:p>\n<text:p>b</text:p></table:table-cell>', (TEXT, "a\nb", None, None)),
    "a note": ('<table:table-cell office:value-type="float" office:value="3"><office:annotation><text:p>1</text:p></office:annotation><text:p>3</text:p></table:table-cell>', (NUMBER, "3", None, None)),
    "a drawing": ('<table:table-cell office:value-type="string"><draw:frame xmlns:draw="d"><draw:text-box><text:p>x</text:p></draw:text-box></draw:frame><text:p>a<draw:frame xmlns:draw="d"><text:p>y</text:p></draw:frame></text:p></table:table-cell>', (TEXT, "a", None, None)),
    "blank": ("<table:table-cell/>", None),
    "spaces alone": (cell("string", "", "<text:s/>"), None),
    "a formula that gives nothing": (cell("string", ' office:string-value=""', "", ' table:formula="of:=&quot;&quot;"'), None),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_every_kind_of_cell_is_told_apart(name: str) -> None:
    markup, expected = CELLS[name]
    found = list(grid_of(row(markup)).cells())
    assert found == ([] if expected is None else [Cell(found[0].place, *expected)])
    assert not found or found[0].address == "A1"


def test_cells_and_rows_that_stand_repeatedly() -> None:
    many = row(number("1", more=' table:number-columns-repeated="3"'), attributes=' table:number-rows-repeated="2"')
    blank = row(
        "<table:table-cell table:number-columns-repeated='16384'/>", attributes=' table:number-rows-repeated="9"'
    )
    found = grid_of(many + blank + row("<table:table-cell/>", number("2")))
    assert [each.address for each in found.cells()] == ["A1", "B1", "C1", "A2", "B2", "C2", "B12"]


def test_what_cannot_be_seen_is_told() -> None:
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
    rows = row(number("1")) + row(number("2"), attributes=' table:visibility="collapse"')
    marks = grid_of(columns + rows).marks
    assert (marks.rows, marks.columns, marks.filtered, marks.locked) == ({2}, (range(3, 4),), False, False)
    marks = grid_of(row(number("1"), attributes=' table:visibility="filter"')).marks
    assert (marks.rows, marks.filtered) == ({1}, True)


def test_merged_cells_and_what_lies_beneath_them() -> None:
    first = number("1", "1", ' table:number-columns-spanned="2" table:number-rows-spanned="2"')
    found = grid_of(
        row(first, number("5", "5", name="covered-table-cell")) + row(number("6", name="covered-table-cell"))
    )
    assert found.marks.merged == ("A1:B2",)
    assert [(each.address, each.text) for each in found.cells()] == [("A1", "1"), ("B1", "5"), ("A2", "6")]


def test_groups_and_headings_of_rows_are_rows_too() -> None:
    inside = f"<table:table-header-rows>{row(number('1'))}</table:table-header-rows><table:table-row-group>{row(number('2'))}</table:table-row-group>"
    assert [(each.address, each.text) for each in grid_of(inside).cells()] == [("A1", "1"), ("A2", "2")]


def test_indented_markup_and_a_missing_type_do_no_harm() -> None:
    rows = row("\n    ", number("1", "1"), "\n    ", cell("string", "", "甲"), "\n")
    made = ods_of(f"\n  {rows}\n  {rows}\n")
    assert [each.text for each in read_workbook(made).grids[0].cells()] == ["1", "甲"] * 2
    content = _content(made)
    bare = zipped({"content.xml": content})
    assert [each.text for each in read_workbook(bare).grids[0].cells()] == ["1", "甲"] * 2


def _content(raw: bytes) -> bytes:
    import io  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return package.read("content.xml")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ((b"office:spreadsheet", b"office:text"), "其实是 OpenDocument 的别种文档"),
        ((b"xmlns:table", b"xmlns:t"), "标记的前缀不寻常"),
        ((b"</table:table>", b""), "文件损坏"),
        ((b"<office:document-content", b"<!DOCTYPE a><office:document-content"), "含有文档类型声明"),
        ((b'office:value="1"', b'office:value="1" table:number-columns-repeated="x"'), "文件损坏"),
    ],
)
def test_what_is_no_sheet_is_refused(change: tuple[bytes, bytes], what: str) -> None:
    content = _content(ods_of(row(number("1"))))
    assert change[0] in content
    with pytest.raises(UnreadableError) as caught:
        read_workbook(zipped({"content.xml": content.replace(*change)}))
    assert (caught.value.code, getattr(caught.value.facts["reason"], "zh", "")) == ("S401", what)


@pytest.mark.parametrize(
    "rows",
    [
        row(
            number("1", more=' table:number-columns-repeated="16384"'),
            attributes=' table:number-rows-repeated="1048576"',
        ),
        row(number("1", more=' table:number-columns-repeated="9999999999"')) * 20,
        "".join(row(number("1") * 100) for _ in range(2_001)),
    ],
    ids=["repeated", "repeated often", "written"],
)
def test_too_many_cells_are_refused_before_they_are_made(rows: str) -> None:
    with bounded_memory(), pytest.raises(UnreadableError) as caught:
        read_workbook(ods_of(rows))
    assert caught.value.code == "S403"


def test_blanks_without_end_are_read() -> None:
    rest = row(
        "<table:table-cell table:style-name='a' table:number-columns-repeated='16384'/>",
        attributes=' table:number-rows-repeated="1048570"',
    )
    assert [each.text for each in grid_of(row(number("1")) + rest).cells()] == ["1"]
    styled = row("<table:table-cell table:style-name='a'/>" * 20) * 14_000
    assert [each.text for each in grid_of(row(number("1")) + styled).cells()] == ["1"]


def test_calamine_finds_the_same_values() -> None:
    chance = random.Random(2026)  # noqa: S311 - repeatable, not secret
    for _ in range(50):
        values: list[Any] = [None, 1.0, 2.5, 0.1, "甲", "a b", "1.5", -3.0, 1e-7, 123456789.0]
        rows = [[chance.choice(values) for _ in range(6)] for _ in range(6)]
        if not any(each is not None for line in rows for each in line):
            continue
        raw = ods(in_cells(rows))
        own, other = (book.grids[0] for book in (read_workbook(raw), read_by_calamine(raw, "ods", DEFAULT_LIMITS)))
        assert [(each.address, each.kind, _value(each)) for each in own.cells()] == [
            (each.address, each.kind, _value(each)) for each in other.cells()
        ]


def _value(found: Cell) -> str | float:
    return float(found.text) if found.kind is NUMBER else found.text


@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("GKPG_NEED_LIBREOFFICE"),
    reason="LibreOffice is not installed",
)
def test_what_libreoffice_saves_is_what_the_workbook_was(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    made = workbook.worksheets[0]
    made["A1"], made["B1"], made["C1"], made["D1"], made["E1"] = "甲\n乙", 1.25, 0.5, "=1/0", "=0.1+0.2"
    made["B1"].number_format, made["C1"].number_format = "0", "0%"
    made["A2"], made["B2"], made["C2"], made["D2"] = True, datetime.datetime(2026, 11, 15, 8, 30), 1.5, "a  b"
    made["C2"].number_format = ";;;"
    made["A3"], made["A5"], made["F1"] = "m", 5, 6
    made.merge_cells("A3:B4")
    made.row_dimensions[5].hidden = made.column_dimensions["F"].hidden = made.protection.sheet = True
    workbook.create_sheet("b").sheet_state = "veryHidden"
    workbook.worksheets[1]["A1"] = 1
    workbook.save(tmp_path / "a.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "ods",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    first, second = read_workbook((tmp_path / "a.ods").read_bytes()).grids
    assert [(each.address, *each[1:5]) for each in first.cells()] == [
        ("A1", TEXT, "甲\n乙", None, None), ("B1", NUMBER, "1.25", None, "1"), ("C1", PERCENT, "0.5", None, None),
        ("D1", ERROR, "#DIV/0!", "1/0", None), ("E1", NUMBER, "0.3", "0.1+0.2", None), ("F1", NUMBER, "6", None, None),
        ("A2", BOOLEAN, "1", "TRUE()", None), ("B2", DATE, "2026-11-15T08:30:00", None, None),
        ("C2", NUMBER, "1.5", None, ""), ("D2", TEXT, "a  b", None, None), ("A3", TEXT, "m", None, None),
        ("A5", NUMBER, "5", None, None),
    ]  # fmt: skip
    marks = first.marks
    assert (marks.rows, marks.columns, marks.locked, marks.merged) == ({5}, (range(6, 7),), True, ("A3:B4",))
    assert (first.hidden, second.hidden, second.name) == (False, True, "b")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-11-15T08:30:00", "2026-11-15"),
        ("2026-11-15 08:30", "2026-11-15"),
        ("2026-11-5 8:30:00.5", "2026-11-05"),
        ("2026年11月5日 8：30", "2026-11-05"),
        ("2026-11-15", "2026-11-15"),
        ("20261115", "2026-11-15"),
        ("2026-11-15T", ""),
        ("2026-11-15 25", ""),
        ("08:30", ""),
    ],
)
def test_a_time_of_day_behind_a_date_is_passed_over(text: str, date: str) -> None:
    assert parse_date(text) == date
