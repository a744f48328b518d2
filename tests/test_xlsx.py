"""The strict reader of xlsx files: every kind of cell, every way to write one, and openpyxl as the second witness."""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from gkpg.workbooks.cells import Cell, CellKind, Workbook, letters, place_of
from gkpg.workbooks.opening import sha256_of
from tests.conftest import read_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Parts = dict[str, str | bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"

SHEET, BOOK, BOOK_RELS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"

#: Shared strings: plain, of two runs with a phonetic hint, only spaces, text that looks like a number.
SHARED = (
    "<si><t>目录</t></si>"
    "<si><r><t>政</t></r><r><rPr><b/></rPr><t xml:space='preserve'>务 </t></r>"
    "<rPh sb='0' eb='1'><t>zhèng</t></rPh><phoneticPr fontId='1'/></si>"
    "<si><t xml:space='preserve'>  </t></si>"
    "<si><t>1.5</t></si>"
)


def relations(*targets: tuple[str, str], mode: str = "", kinds: str = LINKS) -> str:
    """Relationships R1, R2, … to targets, each of a kind."""
    each = (
        f'<Relationship Id="R{number}" Type="{kinds}/{kind}" Target={quoteattr(target)}{mode}/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f"<Relationships>{''.join(each)}</Relationships>"


def sheet(rows: str) -> str:
    """A sheet's XML from its rows."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def book(*sheets: str) -> str:
    """A workbook's XML from its `sheet` elements."""
    return f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{"".join(sheets)}</sheets></workbook>'


def styles(formats: Iterable[int | str]) -> str:
    """Cell styles 0, 1, …: each with a built-in number format, by its number, or with one of its own."""
    own, used = "", ""
    for index, each in enumerate(formats):
        number = 164 + index if isinstance(each, str) else each
        own += f'<numFmt numFmtId="{number}" formatCode={quoteattr(each)}/>' if isinstance(each, str) else ""
        used += f'<xf numFmtId="{number}"/>'
    other = '<cellStyleXfs><xf numFmtId="14"/><xf numFmtId="9"/></cellStyleXfs>'
    later = '<cellStyles/><dxfs><dxf><numFmt numFmtId="164" formatCode="yyyy"/></dxf></dxfs>'
    return f"<styleSheet><numFmts>{own}</numFmts>{other}<cellXfs>{used}</cellXfs>{later}</styleSheet>"


def parts(rows: str = "", strings: str = SHARED, formats: Iterable[int | str] = (0, 14, 9)) -> Parts:
    """The parts of a workbook with one sheet, named 评分表."""
    targets = ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
    return {
        "_rels/.rels": relations(("officeDocument", BOOK)),
        BOOK: book('<sheet name="评分表" sheetId="1" r:id="R1"/>'),
        BOOK_RELS: relations(*targets),
        SHEET: sheet(rows),
        STRINGS: f'<sst xmlns="{MAIN}">{strings}</sst>',
        STYLES: styles(formats),
    }


def zipped(content: Parts) -> bytes:
    """The bytes of an xlsx file with these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(name, data)
    return file.getvalue()


def read(folder: Path, content: Parts) -> Workbook:
    """What the reader makes of these parts."""
    path = folder / "a.xlsx"
    path.write_bytes(zipped(content))
    return read_xlsx(path)


def cells(workbook: Workbook, grid: int = 0) -> dict[str, tuple[CellKind, str]]:
    """The cells of one sheet: address to kind and text."""
    return {cell.address: (cell.kind, cell.text) for cell in workbook.grids[grid].cells()}


def a1(folder: Path, rows: str, **more: Any) -> Cell:
    """The cell A1 of a sheet of these rows."""
    return read(folder, parts(rows, **more)).grids[0].at(1, 1)


@pytest.mark.parametrize(
    ("xml", "kind", "text"),
    [
        ("<c r='A1'/>", CellKind.BLANK, ""),
        ("<c r='A1' s='1'><v></v></c>", CellKind.BLANK, ""),
        ("<c r='A1' t='s'/>", CellKind.BLANK, ""),
        ("<c r='A1' t='s'><v>2</v></c>", CellKind.BLANK, ""),
        ("<c r='A1' t='inlineStr'><is><t/></is></c>", CellKind.BLANK, ""),
        ("<c r='A1'><v>0</v></c>", CellKind.NUMBER, "0"),
        ("<c r='A1' t='n'><v>2.250</v></c>", CellKind.NUMBER, "2.250"),
        ("<c r='A1'><v>1.1000000000000001</v></c>", CellKind.NUMBER, "1.1000000000000001"),
        ("<c r='A1'><v>-5E-2</v></c>", CellKind.NUMBER, "-5E-2"),
        ("<c r='A1' t='s'><v>0</v></c>", CellKind.TEXT, "目录"),
        ("<c r='A1' t='s'><v>1</v></c>", CellKind.TEXT, "政务 "),
        ("<c r='A1' t='s'><v>3</v></c>", CellKind.TEXT, "1.5"),
        ("<c r='A1' t='inlineStr'><is><t>8分</t></is></c>", CellKind.TEXT, "8分"),
        ("<c r='A1' t='inlineStr'><is><r><t>政</t></r><r><t>务</t></r></is></c>", CellKind.TEXT, "政务"),
        ("<c r='A1' t='inlineStr'><is><t>政</t><rPh><t>zhèng</t></rPh></is></c>", CellKind.TEXT, "政"),
        ("<c r='A1' t='inlineStr'><is><t>&lt;b&gt;&#26080;</t></is></c>", CellKind.TEXT, "<b>无"),
        ("<c r='A1' t='str'><v>无</v></c>", CellKind.TEXT, "无"),
        ("<c r='A1' t='str' s='1'><v>2</v></c>", CellKind.TEXT, "2"),
        ("<c r='A1' t='b'><v>1</v></c>", CellKind.BOOLEAN, "1"),
        ("<c r='A1' t='b'><v>0</v></c>", CellKind.BOOLEAN, "0"),
        ("<c r='A1' s='1'><v>2</v></c>", CellKind.DATE, "2"),
        ("<c r='A1' t='d'><v>2022-08-08</v></c>", CellKind.DATE, "2022-08-08"),
        ("<c r='A1' s='2'><v>0.5</v></c>", CellKind.PERCENT, "0.5"),
        ("<c r='A1' t='e'><v>#REF!</v></c>", CellKind.ERROR, "#REF!"),
        ("<c r='A1' t='e' s='2'><v>#DIV/0!</v></c>", CellKind.ERROR, "#DIV/0!"),
    ],
)
def test_every_kind_of_cell_is_told_apart(tmp_path: Path, xml: str, kind: CellKind, text: str) -> None:
    assert a1(tmp_path, f"<row r='1'>{xml}</row>") == Cell(place_of(1, 1), kind, text)


@pytest.mark.parametrize(
    ("xml", "kind", "text", "formula"),
    [
        ("<c r='A1'><f>1+1</f><v>2</v></c>", CellKind.NUMBER, "2", "1+1"),
        ("<c r='A1' s='2'><f>1/2</f><v>0.5</v></c>", CellKind.PERCENT, "0.5", "1/2"),
        ("<c r='A1' s='1'><f>TODAY()</f><v>44781</v></c>", CellKind.DATE, "44781", "TODAY()"),
        ("<c r='A1' t='str'><f>B1&amp;\"分\"</f><v>8分</v></c>", CellKind.TEXT, "8分", 'B1&"分"'),
        ("<c r='A1' t='b'><f>1=1</f><v>1</v></c>", CellKind.BOOLEAN, "1", "1=1"),
        ("<c r='A1' t='e'><f>1/0</f><v>#DIV/0!</v></c>", CellKind.ERROR, "#DIV/0!", "1/0"),
        ("<c r='A1'><f t='shared' si='0'/><v>2</v></c>", CellKind.NUMBER, "2", ""),
        ("<c r='A1'><f>1+1</f></c>", CellKind.UNCALCULATED, "1+1", "1+1"),
        ("<c r='A1'><f>1+1</f><v/></c>", CellKind.UNCALCULATED, "1+1", "1+1"),
        ("<c r='A1' s='1'><f>1+1</f><v></v></c>", CellKind.UNCALCULATED, "1+1", "1+1"),
    ],
)
def test_a_formula_has_a_stored_result_or_has_none(
    tmp_path: Path, xml: str, kind: CellKind, text: str, formula: str
) -> None:
    assert a1(tmp_path, f"<row r='1'>{xml}</row>") == Cell(place_of(1, 1), kind, text, formula)


_DATES = [14, 15, 16, 17, 18, 19, 20, 21, 22, *range(27, 37), 45, 46, 47, *range(50, 59)]
_OWN = {
    CellKind.DATE: [
        "yyyy-mm-dd", 'yyyy"年"m"月"', "m/d", "h:mm AM/PM", "mmm-yy", "[h]:mm:ss", "[$-804]yyyy\\年m\\月d\\日;@",
        "[$-F800]dddd\\,\\ mmmm", "[Red]D.M.", "[h]", "[mm]", "[$-804]aaaa;@",
    ],
    CellKind.PERCENT: ["0%", "##0.0%", "0.00 %", "0.00%;[Red]-0.00%", '"占"0%'],
    CellKind.NUMBER: [
        "General", "G/通用格式", 'G/通用格式"分"', "0.0", '0.0"分"', "[Red]0.00", "[>=8]0.0;[Blue]0.0", "#,##0.00_ ",
        '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0.00E+00", "# ?/?", "@", '0"%"', "0\\%", "0\\d",
        '0" days"', "0.0_m", "[DBNum1][$-804]G/通用格式", "[$¥-804]#,##0.00",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("shown_as", "kind"),
    [
        *((number, CellKind.DATE) for number in _DATES),
        *((number, CellKind.PERCENT) for number in (9, 10)),
        *((number, CellKind.NUMBER) for number in (0, 1, 2, 3, 4, 11, 12, 13, *range(37, 45), 48, 49, 59)),
        *((code, kind) for kind, codes in _OWN.items() for code in codes),
    ],
)
def test_a_number_is_what_its_format_shows(tmp_path: Path, shown_as: int | str, kind: CellKind) -> None:
    assert a1(tmp_path, "<row r='1'><c r='A1' s='1'><v>2</v></c></row>", formats=(0, shown_as)).kind == kind


def test_a_cell_without_an_address_stands_right_of_the_last_and_a_row_below_it(tmp_path: Path) -> None:
    rows = (
        "<row><c><v>1</v></c><c/><c><v>2</v></c><c r='F1'><v>3</v></c><c><v>4</v></c></row>"
        "<row><c><v>5</v></c></row><row r='9'><c><v>6</v></c></row><row><c r='AB10'><v>7</v></c></row>"
    )
    found = {address: text for address, (_, text) in cells(read(tmp_path, parts(rows))).items()}
    assert found == {"A1": "1", "C1": "2", "F1": "3", "G1": "4", "A2": "5", "A9": "6", "AB10": "7"}


def test_rows_come_in_order_whatever_their_order_in_the_file(tmp_path: Path) -> None:
    rows = "<row r='3'><c r='B3'><v>4</v></c><c r='A3'><v>3</v></c></row><row r='1'><c r='A1'><v>1</v></c></row>"
    assert list(cells(read(tmp_path, parts(rows)))) == ["A1", "A3", "B3"]


def test_what_is_no_cell_is_no_value(tmp_path: Path) -> None:
    content = parts("<row r='1'><c r='A1'><v>1</v><extLst><ext><v2>9</v2></ext></extLst></c></row>")
    after = "</sheetData><v>8</v><f>A9</f><legacy><t>7</t></legacy><is><t>6</t></is>"
    content[SHEET] = str(content[SHEET]).replace("</sheetData>", after)
    assert cells(read(tmp_path, content)) == {"A1": (CellKind.NUMBER, "1")}


_TWO = "<row r='1'><c r='A1'><v>1</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' s='2'><v>0.5</v></c></row>"
_TWO_READ = {"A1": (CellKind.NUMBER, "1"), "B1": (CellKind.TEXT, "政务 "), "C1": (CellKind.PERCENT, "0.5")}


def _prefixed(xml: str) -> str:
    return re.sub(r"<(/?)(\w)", r"<\1x:\2", xml).replace("xmlns=", "xmlns:x=").replace(" r:id=", " rel:id=")


def test_names_may_have_any_prefix(tmp_path: Path) -> None:
    content: Parts = {name: _prefixed(str(xml)) for name, xml in parts(_TWO).items()}
    assert "<x:row r='1'><x:c r='A1'>" in str(content[SHEET])
    assert cells(read(tmp_path, content)) == _TWO_READ


@pytest.mark.parametrize(
    "target",
    [
        "worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "./worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "Worksheets/SHEET1.xml",
    ],
)
def test_a_target_is_absolute_or_relative_in_any_case(tmp_path: Path, target: str) -> None:
    content = parts(_TWO)
    content[BOOK_RELS] = str(content[BOOK_RELS]).replace("worksheets/sheet1.xml", target)
    assert cells(read(tmp_path, content)) == _TWO_READ


def test_part_names_differ_in_case(tmp_path: Path) -> None:
    content: Parts = {name.upper(): xml for name, xml in parts(_TWO).items()}
    assert cells(read(tmp_path, content)) == _TWO_READ


def test_part_names_begin_with_a_slash(tmp_path: Path) -> None:
    content: Parts = {f"/{name}": xml for name, xml in parts(_TWO).items()}
    assert cells(read(tmp_path, content)) == _TWO_READ


def test_the_workbook_stands_where_the_package_says(tmp_path: Path) -> None:
    content: Parts = {name.replace("xl/", "表/"): xml for name, xml in parts(_TWO).items()}
    content["_rels/.rels"] = relations(("officeDocument", "/表/workbook.xml"))
    assert cells(read(tmp_path, content)) == _TWO_READ


def test_the_strict_variant_is_read(tmp_path: Path) -> None:
    content: Parts = {name: str(xml).replace(LINKS, STRICT) for name, xml in parts(_TWO).items()}
    assert cells(read(tmp_path, content)) == _TWO_READ


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_parts_may_be_encoded_otherwise(tmp_path: Path, encoding: str) -> None:
    content: Parts = {name: str(xml).encode(encoding) for name, xml in parts(_TWO).items()}
    assert cells(read(tmp_path, content)) == _TWO_READ


def test_strings_and_styles_may_be_missing_when_nothing_needs_them(tmp_path: Path) -> None:
    content = parts("<row><c><v>1</v></c></row>")
    content[BOOK_RELS] = relations(("worksheet", "worksheets/sheet1.xml"))
    del content[STRINGS], content[STYLES]
    assert cells(read(tmp_path, content)) == {"A1": (CellKind.NUMBER, "1")}


def test_sheets_come_in_the_order_of_the_workbook_with_the_hidden_ones_marked(tmp_path: Path) -> None:
    content = parts("<row><c><v>1</v></c></row>")
    content[BOOK] = book(
        '<sheet name="后" sheetId="9" r:id="R2"/>',
        '<sheet name="评分表" sheetId="1" state="visible" r:id="R1"/>',
        '<sheet name="图" sheetId="4" r:id="R5"/>',
        '<sheet name="藏" sheetId="2" state="hidden" r:id="R3"/>',
        '<sheet name="深藏" sheetId="3" state="veryHidden" r:id="R4"/>',
    )
    numbered = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, 5)]
    content[BOOK_RELS] = relations(*numbered, ("chartsheet", "chartsheets/sheet1.xml"))
    content["xl/chartsheets/sheet1.xml"] = "<chartsheet/>"
    content |= {f"xl/worksheets/sheet{n}.xml": sheet(f"<row><c><v>{n}</v></c></row>") for n in (2, 3, 4)}
    found = [(grid.name, grid.hidden, grid.at(1, 1).text) for grid in read(tmp_path, content).grids]
    assert found == [("后", False, "2"), ("评分表", False, "1"), ("藏", True, "3"), ("深藏", True, "4")]


def test_macros_are_never_looked_at(tmp_path: Path) -> None:
    assert cells(read(tmp_path, {**parts(_TWO), "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})) == _TWO_READ


def test_text_is_what_a_spreadsheet_shows_where_the_file_escapes_a_character(tmp_path: Path) -> None:
    """ECMA-376 part 1, 22.9.2.19: `_x000D_` is the character, `_x005F_` the underscore that would begin one."""
    strings = "<si><t>目录_x000D_\n更新</t></si><si><t>a_x005F_x000D_b</t></si><si><t>x_y_x12</t></si>"
    rows = "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c></row>"
    found = [text for _, text in cells(read(tmp_path, parts(rows, strings=strings))).values()]
    assert found == ["目录\r\n更新", "a_x000D_b", "x_y_x12"]


def test_the_checksum_is_that_of_the_file(tmp_path: Path) -> None:
    content = zipped(parts(_TWO))
    assert sha256_of(content) == hashlib.sha256(content).hexdigest()


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [letters(column) for column in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert all(letters(column) == get_column_letter(column) for column in range(1, 16_385))


_NUMBERS = st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)
_TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=12)
_TIMES = st.one_of(
    st.dates(datetime.date(1900, 3, 1), datetime.date(2100, 1, 1)),
    st.times(),
    st.timedeltas(datetime.timedelta(0), datetime.timedelta(99)),
)
_TYPED = st.sampled_from(["=1+1", "=SUM(A1:A9)", "#REF!", "#DIV/0!", "#N/A", "8分", " ", "８．５", "一\n二"])
_CELLS = st.dictionaries(
    st.tuples(st.integers(1, 60), st.integers(1, 30)),
    st.one_of(
        st.tuples(_NUMBERS, st.sampled_from(["", "0%", "0.00", '0.0"分"', "[Red]0.00"])),
        st.tuples(st.integers(1, 50_000), st.just('yyyy"年"m"月"')),
        st.tuples(_TEXTS | _TIMES | _TYPED | st.booleans(), st.just("")),
    ),
    max_size=80,
)
_KIND_OF = {
    "b": CellKind.BOOLEAN,
    "d": CellKind.DATE,
    "e": CellKind.ERROR,
    "f": CellKind.UNCALCULATED,
    "s": CellKind.TEXT,
}


def _by_openpyxl(path: Path) -> dict[str, tuple[CellKind, Any]]:
    """What openpyxl reads, in our words: a cell of space alone is blank, a percent is a number with its format."""
    found: dict[str, tuple[CellKind, Any]] = {}
    grid = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
    for cell in (each for row in grid.iter_rows() for each in row):
        if cell.value is None or (isinstance(cell.value, str) and not cell.value.strip()):
            continue
        percent = CellKind.PERCENT if cell.number_format == "0%" else CellKind.NUMBER
        kind = _KIND_OF.get(cell.data_type, percent)
        found[cell.coordinate] = kind, None if kind is CellKind.DATE else cell.value
    return found


def _as_openpyxl(cell: Cell) -> Any:
    match cell.kind:
        case CellKind.NUMBER | CellKind.PERCENT:
            return float(cell.text)
        case CellKind.BOOLEAN:
            return cell.text == "1"
        case CellKind.UNCALCULATED:
            return f"={cell.text}"
        case CellKind.DATE:
            return None
    return cell.text


@settings(max_examples=40, deadline=None)
@given(written=_CELLS)
def test_openpyxl_reads_the_same(tmp_path_factory: pytest.TempPathFactory, written: dict[Any, Any]) -> None:
    workbook = openpyxl.Workbook()
    for (row, column), (value, shown_as) in written.items():
        cell = workbook.worksheets[0].cell(row, column, value)
        if shown_as:
            cell.number_format = shown_as
    path = tmp_path_factory.mktemp("random") / "a.xlsx"
    workbook.save(path)
    grid = read_xlsx(path).grids[0]
    ours = {cell.address: (cell.kind, _as_openpyxl(cell)) for cell in grid.cells()}
    assert ours == _by_openpyxl(path)
