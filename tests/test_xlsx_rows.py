"""The Excel report: rows as XlsxWriter would write them, any number of them, and workbooks by the letter of the standard."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from gkpg.reports.annex.workbook import write_tables
from gkpg.reports.table import Column, Table
from gkpg.results.store import load_results
from tests.conftest import ROOT, rendered
from tests.test_blank_sheets import convert, needs_libreoffice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from gkpg.reports.table import Value

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
COLUMNS = (Column("甲", "text", 10), Column("乙", "wide", 20), Column("丙", "number"), Column("丁", "points"))
EXAMPLE = ROOT / "examples" / "shanghai-2022" / "result.sqlite"
#: The order in which a worksheet has its elements (ECMA-376-1, 18.3.1.99).
ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection", "autoFilter", "mergeCells",
    "conditionalFormatting", "dataValidations", "printOptions", "pageMargins", "pageSetup", "headerFooter",
)  # fmt: skip
NASTY = (
    "=1+1",
    " a ",
    "a\nb",
    "a\r\nb",
    "_x0041_",
    "_x0041__x0042_",
    "a_x",
    "<b>&amp;\"'",
    "\t",
    "'a",
    "\ufeffa",
    "😀",
    "",
)

texts = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"))
)
figures = st.integers(-4_000, 4_000).map(lambda quarters: Decimal(quarters) / 4)
rows = st.lists(
    st.tuples(texts | st.none(), texts | st.none(), st.integers(-9, 10**9) | st.none(), figures | st.none()), max_size=8
)


def table(rows: Iterable[Sequence[Value]], *notes: str, count: int | None = None) -> Table:
    return Table("表", "表", COLUMNS, (tuple(row) for row in rows), notes, count=count)


def written(*tables: Table, most_rows: int = 1_048_576) -> bytes:
    write_tables(tables, {}, out := io.BytesIO(), most_rows)
    return out.getvalue()


def part(content: bytes, name: str = "xl/worksheets/sheet1.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def by_xlsxwriter(rows: Sequence[Sequence[Value]]) -> list[str]:
    """The cells of each row as XlsxWriter writes them."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        look, page = book.add_format({"border": 1}), book.add_worksheet()
        for number, row in enumerate(rows, 2):
            for index, value in enumerate(row):
                if value is None:
                    page.write_blank(number, index, None, look)
                elif isinstance(value, str):
                    page.write_string(number, index, re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", value), look)
                else:
                    page.write_number(number, index, float(value), look)
    return cells_of(part(out.getvalue()))


def cells_of(text: str) -> list[str]:
    """The cells of each row below the headings, whatever their style."""
    found = re.findall(r'<row r="(\d+)"[^>]*>(.*?)</row>', text, re.DOTALL)
    return [re.sub(r' s="\d+"', "", cells) for number, cells in found if int(number) > 2]


@given(rows)
def test_rows_are_as_xlsxwriter_writes_them(rows: list[tuple[Value, ...]]) -> None:
    assert cells_of(part(written(table(rows)))) == by_xlsxwriter(rows)


def test_what_xlsxwriter_takes_for_markup_is_text() -> None:
    text = "<r><t>甲</t></r>"
    assert read_back(written(table([(text, None, 1, None)]))) == [(text, None, 1, None)]


@given(rows)
def test_what_was_written_is_read_again(rows: list[tuple[Value, ...]]) -> None:
    """By the rules of the standard: XML, then escapes of characters; what XML forbids is a replacement character."""
    said = [tuple(FORBIDDEN.sub("\ufffd", each) if isinstance(each, str) else each for each in row) for row in rows]
    assert read_back(written(table(rows))) == said


FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_back(content: bytes) -> list[tuple[Value, ...]]:
    """The rows below the headings, by a plain reader of XML."""
    every = ElementTree.fromstring(part(content)).iter(f"{MAIN}row")  # noqa: S314 - our own
    return [tuple(_value(cell) for cell in row) for row in every if int(row.get("r", "0")) > 2]


def _value(cell: ElementTree.Element) -> Value:
    text, number = cell.find(f"{MAIN}is/{MAIN}t"), cell.find(f"{MAIN}v")
    if text is not None:
        return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda escape: chr(int(escape[1], 16)), text.text or "")
    return None if number is None else Decimal(number.text or "")


@pytest.mark.parametrize("count", [0, 1, 7, 8, 16, 17])
def test_more_rows_than_a_worksheet_holds_go_to_further_ones(count: int) -> None:
    """A worksheet of 12 rows has room for 8 below two headings and above a gap and a note; none of them is lost."""
    given = [(f"{number}", None, number, None) for number in range(count)]
    book = openpyxl.load_workbook(io.BytesIO(written(table(given, "注"), table([], "注"), most_rows=12)))
    sheets = book.worksheets[:-1]
    assert len(sheets) == max(1, -(-count // 8))
    assert [sheet.title for sheet in sheets] == ["表", "表 3", "表 4"][: len(sheets)]
    found = [
        tuple(row) for sheet in sheets for row in sheet.iter_rows(3, max_col=4, values_only=True) if row[2] is not None
    ]
    assert found == given
    for sheet in sheets:
        assert [sheet["A1"].value, sheet["A2"].value, sheet.cell(sheet.max_row, 1).value] == ["表", "甲", "注"]
        assert sheet.max_row <= 12
        assert sheet.auto_filter.ref == f"A2:D{max(2, sheet.max_row - 2)}"
        assert sheet.print_area == f"'{sheet.title}'!$A$1:$D${sheet.max_row}"


@pytest.mark.parametrize("count", [0, 3])
def test_a_number_of_rows_that_is_known_makes_the_same_workbook(count: int) -> None:
    given: list[tuple[Value, ...]] = [("a", "b", 1, Decimal("1.50"))] * count
    assert written(table(given, "注", count=count)) == written(table(given, "注"))


def test_the_parts_of_a_report_are_in_the_order_of_the_standard() -> None:
    package = zipfile.ZipFile(io.BytesIO(rendered_example()))
    for name in package.namelist():
        root = ElementTree.fromstring(package.read(name))  # noqa: S314 - our own
        if name.startswith("xl/worksheets/sheet"):
            tags = [element.tag.rpartition("}")[2] for element in root]
            assert tags == sorted(tags, key=ORDER.index)
            numbers = [int(row.get("r", "0")) for row in root.iter() if row.tag.endswith("}row")]
            assert numbers == sorted(set(numbers))
    assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def rendered_example() -> bytes:
    from gkpg.reports.annex import workbook as xlsx  # noqa: PLC0415 - the module that writes the format

    return rendered(xlsx, load_results(EXAMPLE))


def test_a_grade_has_its_colour_and_none_is_grey() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(rendered_example())).worksheets[0]
    (where,) = list(sheet.conditional_formatting)
    assert str(where.sqref) == "D3:D18"
    assert [rule.formula[0] for rule in where.rules][:4] == ['"优秀"', '"良好"', '"合格"', '"不合格"']
    assert where.rules[-1].type == "containsBlanks"


def test_rows_are_written_while_they_are_made() -> None:
    """Ten times the rows take no more memory."""

    def many(count: int) -> Iterator[tuple[Value, ...]]:
        return ((f"甲{number}", f"乙{number}" * 20, number, Decimal(number)) for number in range(count))

    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            written(table(many(count)))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)  # what is loaded or kept from now on
    few, more = peak(2_000), peak(10_000)
    assert more < 2 * few


@pytest.mark.parametrize("name", ["json", "csv", "annex.workbook", "xlsx.workbook"])
def test_a_report_reads_the_sheets_of_a_result_as_it_goes(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workbook does, where there are too many units for pages of their own."""
    renderer = import_module(f"gkpg.reports.{name}")
    monkeypatch.setattr("gkpg.reports.xlsx.workbook.MOST_UNITS", 1)
    results = load_results(EXAMPLE)
    rendered(renderer, results, table="items")
    assert {"sheets", "by_assessor", "by_unit"}.isdisjoint(results.ledger.__dict__)


@needs_libreoffice
def test_libreoffice_reads_nasty_text_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    nasty = [text for text in (*NASTY, "<r><t>甲</t></r>") if text and "\r" not in text and text != "\t"]
    path.write_bytes(written(table([(text, None, 1, None) for text in nasty])))
    sheet = openpyxl.load_workbook(convert(path, tmp_path / "saved")).worksheets[0]
    read = [row[0].value for row in sheet.iter_rows(3, 2 + len(nasty))]
    assert [re.sub("_x005F_", "_", str(text)) for text in read] == nasty


@needs_libreoffice
def test_libreoffice_reads_a_report_as_it_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "报告.xlsx"
    path.write_bytes(rendered_example())
    ours, theirs = openpyxl.load_workbook(path), openpyxl.load_workbook(convert(path, tmp_path / "saved"))
    assert theirs.sheetnames == ours.sheetnames
    for sheet in ours:
        same = theirs[sheet.title].iter_rows(max_row=sheet.max_row, max_col=sheet.max_column, values_only=True)
        assert [tuple(row) for row in same] == [
            tuple(None if value == "" else value for value in row) for row in sheet.iter_rows(values_only=True)
        ]
