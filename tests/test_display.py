"""What cells show: number formats, held against LibreOffice's own rendering."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.workbooks.cells import CellKind
from gkpg.workbooks.display.colours import look_alike, parse_colour
from gkpg.workbooks.display.comparison import Likeness, compare_shown
from gkpg.workbooks.display.number_format import parse_format
from gkpg.workbooks.styles import Styles, styles_of

if TYPE_CHECKING:
    from pathlib import Path

#: Format codes, a number, and what LibreOffice, SSF or numfmt (two libraries of the web) show of it. None: the number itself.
SHOWN: list[tuple[str, str, str | None]] = [
    ("General", "2.75", None),
    ("0.00", "2.75", None),
    ("0.00", "3.1", "3.10"),
    ("0.00", "3", "3.00"),
    ("0.0#", "3.1", None),
    ("0.00", "2.755", "2.76"),
    ("0.0", "2.25", "2.3"),
    ("0", "-0.4", "0"),
    ("#,##0.00", "1234567.5", None),
    ("#,##0", "0", None),
    ("0.##", "3", None),
    ("#", "0", ""),
    ("#.##", "0", "."),
    (".00", "3", "3.00"),
    ("0.0?", "3", None),
    ("00", "3", None),
    ("0\\.0", "4", "0.4"),
    ('0"."0', "12", "1.2"),
    ("0!.0", "3", "0.3"),
    ('"1"0', "2", "12"),
    ('0"0"', "2", "20"),
    ('0".5"', "7", "7.5"),
    ("-0.0", "7.5", "-7.5"),
    ("0,", "4", "0"),
    ("0.0,", "4000", "4.0"),
    ("0,,.00", "2500000", "2.50"),
    ('0"分"', "3", None),
    ("0分", "3", None),
    ("General分", "3", None),
    ('0"%"', "3", "3%"),
    ("0\\%", "3", "3%"),
    ('0 "of" 4', "3", "3 of 4"),
    ("0.0E+00", "2.75", "2.8E+00"),
    ("0.00E+00", "2.75", None),
    ("##0.0E+0", "12345", "12.3E+3"),
    ("# ?/?", "2.75", None),
    ("# ?/2", "2.75", "3"),
    ("?/4", "2.75", None),
    ("# ?/?", "2.7", "2 5/7"),
    ("0;-0;;@", "0", ""),
    ("0.0;-0.0;;@", "0", ""),
    ("0;;", "-3", ""),
    ("0;0", "-3", "3"),
    ("0_);(0)", "-3", None),
    ('_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', "0", ' -   '),
    ('[=1]"优";[=2]"良";"差"', "2", "良"),
    ('[>=3]"通过";"不通过"', "2", "不通过"),
    ("[>=1]0;[<-1]0.0;0.00", "0.5", "0.50"),
    ("[=1]0;[=2]0", "3", "###"),
    ('[=0]"";0', "3", None),
    ("[Red]0;[Blue]-0", "-3", None),
    ("[$-804]0", "3", None),
    ("[$¥-804]#,##0.00", "3", "¥3.00"),
    ("[DBNum1]0", "3", "三"),
    ("[$-D000000]0", "3", "三"),
    ('"不适用"', "3", "不适用"),
    (";;;", "3", ""),
    ("@", "3", None),
    ("0*-", "3", "3-"),
    ("0* ", "3", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "number", "shown"), SHOWN)
def test_what_a_format_shows_of_a_number(code: str, number: str, shown: str | None) -> None:
    assert parse_format(code).number(number) == (CellKind.NUMBER, shown)


@pytest.mark.parametrize(
    "code",
    [
        "yyyy-mm-dd",
        "m/d",
        "e年",
        "gge",
        "[h]:mm",
        "h:mm AM/PM",
        '上午/下午h"时"',
        "aaaa",
        "d",
        "bbbb",
        "[$-F800]dddd",
        "s.0",
    ],
)
def test_a_format_of_dates_makes_a_date(code: str) -> None:
    assert parse_format(code).number("3").kind is CellKind.DATE


def test_the_section_that_shows_a_number_says_what_it_is() -> None:
    assert parse_format("[>2]0%;0").number("3").kind is CellKind.PERCENT
    assert parse_format("[<1]0%;0").number("3") == (CellKind.NUMBER, None)
    assert parse_format("[>2]yyyy;0").number("1") == (CellKind.NUMBER, None)
    assert parse_format("[>2]yyyy;0").number("3").kind is CellKind.DATE


@pytest.mark.parametrize(
    ("code", "text", "shown"),
    [
        ("General", "优", None), ("0", "优", None), ("0;0;0;@", "优", None), ('0;0;0;"良"', "优", "良"), (";;;", "3", ""),
        ('@"区"', "甲", "甲区"), ('0;"无"@', "甲", "无甲"),
    ],
)  # fmt: skip
def test_what_a_format_shows_of_a_text(code: str, text: str, shown: str | None) -> None:
    assert parse_format(code).text(text).text == shown


@pytest.mark.parametrize(
    ("shown", "number", "likeness"),
    [
        ("3", "3", "same"), ("3.", "3", "same"), ("3.00", "3", "same"), (" 3 ", "3", "same"), ("3分", "3", "same"),
        ("1,234.5", "1234.5", "same"), ("2 3/4", "2.75", "same"), ("11/4", "2.75", "same"), ("2.75E+00", "2.75", "same"),
        ("(3)", "-3", "same"), ("−3", "-3", "same"), ("-0", "0", "same"),
        ("2.3", "2.25", "less"), ("3", "2.75", "less"), ("", "3", "less"), ("", "0", "less"), ("-", "0", "less"),
        ("￥3.00", "3", "less"), ("第3名", "3", "less"), ("3年", "3", "less"), ("三", "3", "less"), ("３", "3", "less"),
        ("0.3", "3", "other"), ("30", "3", "other"), ("-3", "3", "other"), ("(3)", "3", "other"), ("3%", "3", "other"),
        ("3万", "3", "other"), ("3 of 4", "3", "other"), ("良", "2", "other"), ("-", "3", "other"), ("4", "3", "other"),
        ("十", "10", "other"), ("3半", "3", "other"), ("负3", "3", "other"), ("3½", "3", "other"), ("①3", "3", "other"), ("３2", "2", "other"),
        ("3（作废）", "3", "other"), ("<3", "3", "other"), ("—3", "3", "other"), ("\u202e12", "12", "other"), ("约3", "3", "other"), ("1,5", "15", "other"), ("3E", "3", "other"), ("###", "3", "other"), ("1e400", "1", "other"),
    ],
)  # fmt: skip
def test_how_what_is_shown_relates_to_what_is_held(shown: str, number: str, likeness: str) -> None:
    assert compare_shown(shown, Decimal(number)) == likeness


@given(
    code=st.text('0#?.,%/E+-;[]<>=1234"\\_*! @分GeneralymdhsbRed中\n', max_size=40),
    number=st.decimals(-(10**9), 10**9, places=4),
)
def test_no_format_is_too_odd(code: str, number: Decimal) -> None:
    shown = parse_format(code).number(str(number))
    assert shown.kind in {CellKind.NUMBER, CellKind.DATE, CellKind.PERCENT}
    is_bare = shown.text is None or re.fullmatch(r"[0-9]+\.[0-9]*0", shown.text) is not None  # it may be an id: 3.10
    assert is_bare or compare_shown(shown.text or "", number) is not Likeness.SAME


@pytest.mark.parametrize("number", ["1e99", "-1e99", "1e-99", "9" * 99, "0." + "0" * 90 + "1", "1e100", "x", ""])
@pytest.mark.parametrize(
    "code", ["0.00", "0." + "0" * 240, "# ?/?", "0.0E+0", "#,##0", "0%", "?" * 250, '0"x"', "0" * 200 + ",,,"]
)
def test_the_largest_and_smallest_numbers_have_their_text(code: str, number: str) -> None:
    assert parse_format(code).number(number).kind in {CellKind.NUMBER, CellKind.PERCENT}


FORMATS = [
    "0", "0.0", "0.00", "#", "??.??", "#,##0", "#,##0.00", "#,###", "0,", "0.0,", "0,,", "00", "000.0", '0"分"', "0分",
    '"得分"0', '0"0"', "-0.0", "0\\.0", '0"."0', "00\\-00", '0"%"', "0\\%", "0.0E+00", "0.00E+00", "##0.0E+0", "0E-0", "# ?/?",
    "# ??/??", "?/?", "0;0", "0;-0;;@", "0;;", "0;(0)", '0.0;-0.0;"-"', "0_);(0)", '"/"', ";;;", "0;0;",
    '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)', '[=1]"优";[=2]"良";"差"', '[>=3]"通过";"不通过"', '[=0]"";0',
    '[=0]"-";0', "[>2]0.0;0", "[<1]0.00;0", "[>100]0;0.0;0.00", "[Red]0;[Blue]-0", "[$-804]0", '"$"#,##0.00',
    'General"分"', '"约"General', '0.0"a"0', '#"x"#', "* 0", "0_ ", ".0", ".00", "0.0?", "0;[Red]-0.0", '[<0]"负";[>0]"正";"零"',
]  # fmt: skip
NUMBERS = [
    "0", "1", "2", "3", "4", "5", "7", "10", "12", "0.5", "2.5", "2.25", "2.75", "1.125", "0.1", "9.99", "99.5", "100",
    "1234.5", "1234567", "-1", "-2.5", "-1234.5", "7.5", "3.3333", "0.9999", "1000", "999.96",
]  # fmt: skip
#: What LibreOffice rounds down where Excel, SSF and numfmt round to the nearest.
NOT_ALIKE = {("?/?", "1.125")}


@pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("GKPG_NEED_LIBREOFFICE"),
    reason="LibreOffice is not installed",
)
def test_libreoffice_shows_the_same(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    for row, code in enumerate(FORMATS, 1):
        for column, number in enumerate(NUMBERS, 1):
            cell = workbook.worksheets[0].cell(row, column, float(number))
            cell.number_format = code
            workbook.worksheets[0].column_dimensions[cell.column_letter].width = 40
    workbook.save(tmp_path / "formats.xlsx")
    as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        as_shown,
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "formats.xlsx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    with (tmp_path / "formats.csv").open(encoding="utf-8", newline="") as file:
        theirs = list(csv.reader(file))
    pairs = [
        (code, number, theirs[row][column]) for row, code in enumerate(FORMATS) for column, number in enumerate(NUMBERS)
    ]
    assert len(pairs) > 1500
    unlike = [
        (code, number, text, ours) for code, number, text in pairs if (ours := _unlike(code, number, text)) is not None
    ]
    assert [each for each in unlike if each[:2] not in NOT_ALIKE] == []


def _unlike(code: str, number: str, theirs: str) -> str | None:
    """What we make of a number, where LibreOffice shows something else; the number itself is shown in many ways."""
    ours = parse_format(code).number(number).text
    if ours is None:
        is_same = compare_shown(theirs, Decimal(number)) is Likeness.SAME
        return None if is_same else number
    return None if ours.strip() == theirs.strip() else ours


@pytest.mark.parametrize(
    ("font", "fill", "is_unseen"),
    [
        ({"rgb": "FFFFFFFF"}, {"theme": "0"}, True), ({"theme": "0"}, {"indexed": "65"}, True), ({"indexed": "9"}, {"indexed": "1"}, True),
        ({"rgb": "FFF8F8F8"}, {"rgb": "FFFFFFFF"}, True), ({"rgb": "00FF0000"}, {"rgb": "FFFF0000"}, True),
        ({"theme": "1", "tint": "1"}, {"rgb": "FFFFFF"}, True), ({"theme": "0", "tint": "-0.5"}, {"rgb": "FFFFFF"}, False),
        ({"rgb": "FF000000"}, {"rgb": "FFFFFFFF"}, False), ({"rgb": "FF808080"}, {"rgb": "FFFFFFFF"}, False),
        ({"rgb": "FFFF0000"}, {"rgb": "FFFFFF00"}, False), ({"rgb": "x"}, {"rgb": "x"}, False), ({"theme": "99"}, {"theme": "99"}, False),
        ({"indexed": "999"}, {"indexed": "999"}, False), ({}, {}, False),
    ],
)  # fmt: skip
def test_which_colours_cannot_be_told_apart(font: dict[str, str], fill: dict[str, str], is_unseen: bool) -> None:
    assert look_alike(parse_colour(font), parse_colour(fill)) is is_unseen


@pytest.mark.parametrize("number", [5, 6, 7, 8, 42, 44])
def test_the_formats_of_money_show_a_sign(number: int) -> None:
    assert _styles(f'<xf numFmtId="{number}"/>').number("0", "3")[0].text is not None


@pytest.mark.parametrize("number", [37, 38, 39, 40, 41, 43])
def test_the_formats_of_accounts_show_the_number(number: int) -> None:
    assert _styles(f'<xf numFmtId="{number}"/>').number("0", "3")[0] == (CellKind.NUMBER, None)


def test_accounts_show_a_dash_for_zero() -> None:
    shown = [_styles(f'<xf numFmtId="{number}"/>').number("0", "0")[0].text for number in (41, 43)]
    assert [(text or "").strip() for text in shown] == ["-", "-"]


@pytest.mark.parametrize("number", [14, 22, 27, 31, 36, 45, 50, 57, 58, 71, 81])
def test_the_formats_of_dates_of_all_languages(number: int) -> None:
    assert _styles(f'<xf numFmtId="{number}"/>').number("0", "3")[0].kind is CellKind.DATE


@pytest.mark.parametrize("number", [0, 23, 26, 49, 63, 82, 163, 99999999999999999999])
def test_other_numbers_of_formats_show_what_there_is(number: int) -> None:
    assert _styles(f'<xf numFmtId="{number}"/>').number("0", "3.25")[0] == (CellKind.NUMBER, None)


def _styles(cell: str) -> Styles:
    return styles_of(f"<styleSheet><cellXfs>{cell}</cellXfs></styleSheet>".encode())
