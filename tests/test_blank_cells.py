"""Blank cells that were only formatted: a sheet that lists millions of them is read, and says what it said."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.workbooks.blank_cells import BlankDropper
from gkpg.workbooks.cells import letters
from gkpg.workbooks.limits import DEFAULT_LIMITS
from gkpg.workbooks.opening import read_workbook
from gkpg.workbooks.strict import SheetScan
from gkpg.workbooks.styles import Styles
from gkpg.workbooks.unreadable import UnreadableError
from tests.test_hostile_files import bounded_memory
from tests.test_xlsx import BOOK, BOOK_RELS, SHEET, STYLES, book, parts, relations, sheet, zipped

if TYPE_CHECKING:
    from gkpg.workbooks.cells import Workbook

CONTENT = '<row r="1" spans="1:9"><c r="A1" s="1"><v>1</v></c><c r="B1" t="str"><v>二</v></c></row>'
FORMATS = {STYLES: '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/></cellXfs></styleSheet>'}


def blank_rows(first: int, rows: int, columns: int, cell: str = '<c r="{}" s="1"/>') -> str:
    """Rows of blank cells, as programs leave them."""
    names = [letters(column) for column in range(1, columns + 1)]
    return "".join(
        f'<row r="{row}" spans="1:{columns}" ht="20.1" customHeight="1">{"".join(cell.format(f"{name}{row}") for name in names)}</row>'
        for row in range(first, first + rows)
    )


def said(book: Workbook, number: int = 0) -> dict[str, str]:
    return {cell.address: cell.text for cell in book.grids[number].cells()}


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="{}" s="1"/>',
        '<c r="{}" s="1" />',
        '<c r="{}" s="1"></c>',
        '<c r="{}" s="1" t="n" />',
        '<c r="{}" s="1"><v/></c>',
    ],
    ids=["plain", "spaced", "open", "typed", "without value"],
)
def test_a_sheet_formatted_down_to_row_thirty_thousand_is_read(cell: str) -> None:
    raw = zipped(parts(CONTENT + blank_rows(2, 30_000, 10, cell)) | FORMATS)
    with bounded_memory():
        assert said(read_workbook(raw)) == {"A1": "1", "B1": "二"}


def test_a_million_blank_cells_lose_no_sheet() -> None:
    raw = zipped(parts(CONTENT + blank_rows(2, 65_000, 16)) | FORMATS)
    with bounded_memory():
        assert said(read_workbook(raw)) == {"A1": "1", "B1": "二"}


def test_half_a_million_rows_with_a_height_and_no_cells_lose_no_sheet() -> None:
    empty = "".join(f'<row r="{row}" ht="20" customHeight="1" x14ac:dyDescent="0.2"/>' for row in range(2, 500_000))
    last = '<row r="500001"><c r="A500001"><v>3</v></c></row>'
    assert said(read_workbook(zipped(parts(CONTENT + empty + last)))) == {"A1": "1", "B1": "二", "A500001": "3"}


def test_neither_does_a_second_sheet_of_them() -> None:
    listed = book('<sheet name="a" sheetId="1" r:id="R1"/>', '<sheet name="b" sheetId="2" r:id="R2"/>')
    related = relations(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"))
    second = {"xl/worksheets/sheet2.xml": sheet(blank_rows(1, 25_000, 10))}
    found = read_workbook(zipped(parts(CONTENT) | FORMATS | {BOOK: listed, BOOK_RELS: related} | second))
    assert (said(found), said(found, 1)) == ({"A1": "1", "B1": "二"}, {})


def test_blanks_written_unusually_do_not_count_as_cells_either() -> None:
    """The strict pass reads them, one by one."""
    cells = "".join(f"<c r='A{row}' s='1' cm='0'/>" for row in range(2, 250_000))
    assert said(read_workbook(zipped(parts(CONTENT + f"<row r='2'>{cells}</row>") | FORMATS))) == {
        "A1": "1",
        "B1": "二",
    }


def test_a_sheet_that_is_too_full_is_still_refused() -> None:
    full = blank_rows(2, DEFAULT_LIMITS.cells // 10 + 1, 10, '<c r="{}"><v>1</v></c>')
    for rows in (full, full.replace('"', "'")):
        with pytest.raises(UnreadableError) as caught:
            read_workbook(zipped(parts(CONTENT + rows)))
        assert caught.value.code == "S403"


def test_so_is_one_of_endless_blanks() -> None:
    limits = dataclasses.replace(DEFAULT_LIMITS, part=200_000)
    raw = zipped(parts(CONTENT + blank_rows(2, 10_000, 20)) | FORMATS)
    with pytest.raises(UnreadableError) as caught:
        read_workbook(raw, limits)
    assert caught.value.code == "S403"


@pytest.mark.parametrize("broken", [SHEET[:2], "</row>", "<row r='2'>", "<c/>"])
def test_damage_behind_blanks_is_damage(broken: str) -> None:
    raw = zipped(parts() | {SHEET: sheet(CONTENT + blank_rows(2, 30_000, 4)).replace("</sheetData>", f"{broken}<")})
    with pytest.raises(UnreadableError) as caught:
        read_workbook(raw)
    assert caught.value.code == "S401"


def test_styles_by_the_ten_thousand_lose_no_sheet() -> None:
    each, count = '<xf numFmtId="0"><alignment/><protection/></xf>', 64_000
    fonts = "<font><b/><sz/><color/></font>" * count
    xml = f"<styleSheet><fonts>{fonts}</fonts><cellStyleXfs>{each * count}</cellStyleXfs><cellXfs>{each * count}</cellXfs></styleSheet>"
    assert said(read_workbook(zipped(parts(CONTENT) | {STYLES: xml}))) == {"A1": "1", "B1": "二"}


def test_names_by_the_hundred_thousand_lose_no_sheet() -> None:
    names = "".join(f'<definedName name="n{number}" hidden="1">#REF!</definedName>' for number in range(200_000))
    listed = book('<sheet name="a" sheetId="1" r:id="R1"/>').replace(
        "</workbook>", f"<definedNames>{names}</definedNames></workbook>"
    )
    assert said(read_workbook(zipped(parts(CONTENT) | {BOOK: listed}))) == {"A1": "1", "B1": "二"}


_CELLS = st.sampled_from(['<c r="@"/>', '<c r="@" s="0"/>', '<c r="@"></c>', "<c/>", '<c r="@"><v>1</v></c>', "<c><v>2</v></c>", '<c r="@" t="str"><v>甲</v></c>', '<c r="@"><f>A1</f></c>', "<c r='@'/>", '<c r="@"><v/></c>'])  # fmt: skip
_ROWS = st.tuples(
    st.sampled_from(['<row r="#">', "<row>", '<row r="#" hidden="1">', "<row spans='1:2'>"]),
    st.lists(_CELLS, max_size=5),
)


@given(st.lists(_ROWS, max_size=12), st.integers(1, 200))
def test_what_is_dropped_changes_nothing(rows: list[tuple[str, list[str]]], step: int) -> None:
    """However the XML comes in pieces, the strict pass finds the same cells in what is left of it."""
    xml = ""
    for number, (tag, cells) in enumerate(rows, 1):
        inside = "".join(cell.replace("@", f"{letters(column)}{number}") for column, cell in enumerate(cells, 1))
        xml += (
            tag.replace("#", str(number)) + inside + "</row>"
            if inside
            else tag.replace("#", str(number)).replace(">", "/>")
        )
    data = sheet(xml).encode()
    dropper = BlankDropper()
    left = b"".join([*(dropper.feed(data[at : at + step]) for at in range(0, len(data), step)), dropper.finish()])
    whole, rest = (SheetScan(each, Styles(), (), 1_000) for each in (data, left))
    assert (rest.rows, rest.marks) == (whole.rows, whole.marks)
    assert len(left) <= len(data)
