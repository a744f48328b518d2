"""Formats: what a file holds counts, not what it is called; other programs and formats give the very same scores."""

from __future__ import annotations

import codecs
import datetime
import io
import os
import random
import shutil
import subprocess
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from gkpg.findings.gallery import BASE
from gkpg.sheets.layout import SUBTOTAL, TOTAL, TOTAL_SO_FAR, TOTAL_WITHOUT
from gkpg.sheets.model import Identity
from gkpg.sheets.read.file_reader import FileReader
from gkpg.workbooks.fast.sheet_pass import read_sheet_fast, read_strings_fast
from gkpg.workbooks.limits import DEFAULT_LIMITS
from gkpg.workbooks.package import Package
from gkpg.workbooks.styles import styles_of
from tests.conftest import filled, library_of, rubric_of
from tests.otherformats import FILE_PASS, compound, in_cells, ods, ods_cell, ods_of, xls, xlsb, zipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gkpg.rubric import Rubric
    from gkpg.sheets.model import File
    from tests.otherformats import Value

Found = list[tuple[str, str | None]]

needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("GKPG_NEED_LIBREOFFICE"),
    reason="LibreOffice is not installed",
)

#: Fillings of a sheet, each with its points and its findings once LibreOffice has saved it as xlsx.
FILLINGS: dict[str, tuple[dict[str, Any], str, Found]] = {
    "full": ({}, "2 1 1.5", []),
    "digits": ({"G6": 1.9, "G7": 0.1, "G9": 1.2345}, "1.9 0.1 1.2345", []),
    "noise": ({"G6": 1.1000000000000001, "G7": 0.1 + 0.2, "G9": 1e-4}, "1.1 0.3 0.0001", []),
    "zeros": ({"G6": 0, "G7": 0.0, "G9": 2}, "0 0 2", []),
    "long": ({"G9": 1.23456789}, "2 1 1.23456789", [("S111", "G9")]),
    "over": ({"G6": 2.0001, "G7": -1}, "- - 1.5", [("S101", "G6"), ("S104", "G7")]),
    "text": ({"G6": "1.5", "G7": "１分", "G9": "√"}, "1.5 1 -", [("S110", "G6"), ("S110", "G7"), ("S105", "G9")]),
    "not applicable": ({"H6": "✓", "G6": None, "G7": "/"}, "- - 1.5", [("S112", "H6"), ("S112", "G7")]),
    "blank": ({"G6": None, "G7": None}, "- - 1.5", [("S102", "G6"), ("S102", "G7")]),
    "wholly blank": ({"G6": None, "G7": None, "G9": None, "I9": None}, "- - -", [("S103", None)]),
    "date": ({"G6": {"value": 1.5, "format": "yyyy-mm-dd"}}, "- 1 1.5", [("S106", "G6")]),
    "no reason": ({"I9": None}, "2 1 1.5", [("S113", "I9")]),
    "another unit": ({"C3": "乙区"}, "2 1 1.5", [("S306", "C3")]),
    "ids": ({"C6": "1.3", "D7": "更改", "F9": 3}, "1 1.5", [("S203", None), ("S202", "C6"), ("S206", "D7"), ("S205", "F9")]),
    "a row too many": ({"G12": 1}, "2 1 1.5", [("S207", "G12")]),
}  # fmt: skip
#: Fillings of which formats that give only values tell less: what xlsx gives, then what they give.
TOLD_LESS: dict[str, tuple[dict[str, Any], tuple[str, Found], tuple[str, Found]]] = {
    "formula": ({"G7": "=0.1+0.2"}, ("2 0.3 1.5", [("S114", "G7")]), ("2 0.3 1.5", [])),
    "error": ({"G6": "=1/0", "G7": "#N/A"}, ("- - 1.5", [("S108", "G6"), ("S108", "G7")]), ("- - 1.5", [("S102", "G6"), ("S102", "G7")])),
    "hidden digits": ({"G9": {"value": 1.25, "format": "0"}}, ("2 1 1.25", [("S115", "G9")]), ("2 1 1.25", [])),
    "percent": ({"G7": {"value": 0.5, "format": "0%"}}, ("2 - 1.5", [("S107", "G7")]), ("2 0.5 1.5", [])),
}  # fmt: skip
NOTES: dict[str, Any] = {
    "I6": "第一行\n第二行",
    "J6": "https://a.cn/?x=1&y=<2>",
    "I9": "“案例” 😀",
    "F4": datetime.date(2024, 3, 1),
}
KINDS = ("xlsx", "xls", "ods")


@pytest.fixture(scope="module")
def rubric(tmp_path_factory: pytest.TempPathFactory) -> Rubric:
    return rubric_of(BASE, tmp_path_factory.mktemp("rubric") / "smallest.yaml")


@pytest.fixture(scope="module")
def good(rubric: Rubric, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return filled(rubric, tmp_path_factory.mktemp("good"), {}).read_bytes()


@pytest.fixture(scope="module")
def saved(rubric: Rubric, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All fillings, and as LibreOffice saves them: the folder of each format; `made` is that of the originals."""
    folder = tmp_path_factory.mktemp("saved")
    for name, (cells, *_) in {**FILLINGS, **TOLD_LESS}.items():
        filled(rubric, folder / "made", cells, name=f"{name}.xlsx")
    filled(rubric, folder / "made", NOTES, name="notes.xlsx")
    made = sorted(map(str, (folder / "made").glob("*.xlsx")))
    for kind in KINDS:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder / kind), *made]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {kind: folder / kind for kind in ("made", *KINDS)}


def read(path: Path, rubric: Rubric, *, named: bool = False) -> File:
    file = FileReader(library_of(rubric, named=named)).read(str(path), path.name)
    assert not isinstance(file, str)
    return file


def put(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def found(file: File) -> Found:
    return [(finding.code, finding.place.cell) for finding in file.all_findings()]


def points(file: File) -> list[tuple[str, str]]:
    """The points of every sheet in a file, by unit."""
    return [(sheet.identity.unit, sheet.points) for sheet in file.sheets]


def only_values(kind: str) -> Found:
    """What is said of a format that does not give all, or only values."""
    return {"xlsx": [], "ods": [("S410", None)]}.get(kind, [("S407", None)])


@needs_libreoffice
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FILLINGS)
def test_a_sheet_saved_in_another_format_scores_the_same(
    saved: dict[str, Path], rubric: Rubric, name: str, kind: str
) -> None:
    original = read(saved["made"] / f"{name}.xlsx", rubric)
    file = read(saved[kind] / f"{name}.{kind}", rubric)
    _, expected, findings = FILLINGS[name]
    assert (points(file), found(original)) == ([("甲区", expected)], findings)
    assert sorted(found(file), key=str) == sorted([*only_values(kind), *findings], key=str)
    (sheet,), (as_made,) = file.sheets, original.sheets
    unlike = {"file": sheet.file, "findings": sheet.findings}
    assert sheet == as_made._replace(**unlike)


@needs_libreoffice
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TOLD_LESS)
def test_what_a_format_does_not_tell_is_said_of_the_whole_file(
    saved: dict[str, Path], rubric: Rubric, name: str, kind: str
) -> None:
    file = read(saved[kind] / f"{name}.{kind}", rubric)
    _, in_xlsx, elsewhere = TOLD_LESS[name]
    expected, findings = in_xlsx if kind in {"xlsx", "ods"} else elsewhere
    assert (points(file), found(file)) == ([("甲区", expected)], [*only_values(kind), *findings])


@needs_libreoffice
@pytest.mark.parametrize("kind", KINDS)
def test_reasons_links_and_the_date_survive(saved: dict[str, Path], rubric: Rubric, kind: str) -> None:
    (sheet,) = read(saved[kind] / f"notes.{kind}", rubric).sheets
    assert [tuple(note) for note in sheet.notes] == [
        ("1.1", "第一行\n第二行", "https://a.cn/?x=1&y=<2>"),
        ("2", "“案例” 😀", ""),
    ]
    assert sheet.identity == Identity("甲区", "评分组", "1", "2024-03-01")


@needs_libreoffice
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "et", "ett", "ods", "xlsb", "csv", "ET"])
def test_a_suffix_that_lies_changes_nothing(
    saved: dict[str, Path], rubric: Rubric, tmp_path: Path, kind: str, suffix: str
) -> None:
    """WPS saves `et` in the format of xls or of xlsx."""
    path = put(tmp_path / f"a.{suffix}", (saved[kind] / f"digits.{kind}").read_bytes())
    file = read(path, rubric)
    assert (points(file), found(file)) == ([("甲区", "1.9 0.1 1.2345")], only_values(kind))


# By hand.

TABLE: list[list[Value | None]] = [
    ["被考核单位：", "甲区", None, "评分来源：", "评分组"],
    ["评分人：", "1"],
    ["编号", "子项", "分值", "得分", "评分依据"],
    ["1.1", "目录", 2, 1.9],
    [1.2, "更新", 1, 0.3],
    [None, "小计", 3, 2.2],
    ["2", "特色", 2, 1.2345, "案例"],
]
MAKERS = {"xls": xls, "xlsb": xlsb, "ods": ods}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_sheet_made_by_hand_is_read_from_any_format(tmp_path: Path, rubric: Rubric, kind: str) -> None:
    file = read(put(tmp_path / f"1.{kind}", MAKERS[kind](in_cells(TABLE))), rubric, named=True)
    assert (points(file), found(file)) == ([("甲区", "1.9 0.3 1.2345")], only_values(kind))
    (sheet,) = file.sheets
    assert (sheet.layout.cells, sheet.identity) == (("D4", "D5", "D7"), Identity("甲区", "评分组", "1"))
    assert file.findings[0].place.file == f"1.{kind}" if file.findings else True


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("by", [(0, 0), (5, 0), (0, 3), (40, 20)])
def test_a_table_may_stand_anywhere(tmp_path: Path, rubric: Rubric, kind: str, by: tuple[int, int]) -> None:
    cells = {(row + by[0], column + by[1]): value for (row, column), value in in_cells(TABLE).items()}
    file = read(put(tmp_path / f"1.{kind}", MAKERS[kind](cells)), rubric, named=True)
    assert (points(file), found(file)) == ([("甲区", "1.9 0.3 1.2345")], only_values(kind))


@pytest.mark.parametrize("kind", MAKERS)
def test_a_score_in_no_row_is_flagged_and_sums_are_not(tmp_path: Path, rubric: Rubric, kind: str) -> None:
    rows = [*TABLE, [None, "合计", 5, 3.4], [None, "备注", None, 1], [None, None, None, 1], [None, "总分", 5, "3.4"]]
    file = read(put(tmp_path / f"1.{kind}", MAKERS[kind](in_cells(rows))), rubric, named=True)
    assert found(file) == [*only_values(kind), ("S207", "D9"), ("S207", "D10")]


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("name", [*SUBTOTAL, *TOTAL, *TOTAL_WITHOUT, *TOTAL_SO_FAR])
def test_what_a_blank_sheet_adds_up_itself_is_no_score(tmp_path: Path, rubric: Rubric, kind: str, name: str) -> None:
    rows = [*TABLE, [None, name, 5, 3.4], [None, f"{name}x", 5, 3.4]]
    file = read(put(tmp_path / f"1.{kind}", MAKERS[kind](in_cells(rows))), rubric, named=True)
    assert found(file) == [*only_values(kind), ("S207", "D9")]


def _plain(kind: str) -> bytes:
    return MAKERS[kind](in_cells(TABLE))


def _ods_encrypted() -> bytes:
    entry = '<manifest:file-entry manifest:full-path="content.xml" manifest:size="9"><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
    return ods_of("", entry, {"content.xml": random.Random(2022).randbytes(500)})  # noqa: S311 - not secret


_HTML = "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table><tr><td>1.1</td></tr></table></html>"
_XML_2003 = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
#: What to do about what is no workbook.
SAVE_AS = "请用 Excel 或 WPS 打开，另存为 xlsx 再交"
ITSELF = "请交填好的 xlsx 评分表本身"
SAVE_TEXT = "请另存为 UTF-8 编码的文本，或另存为 xlsx"
AGAIN = "请把完整的原文件重新传一次"
#: Files that cannot be read, and the line that says so of each.
NOT_READ: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "encrypted xlsx": ("a.xlsx", lambda: compound(b"x", "EncryptedPackage"), "加了打开密码，不能读，请去掉打开密码，重新保存 [S402]"),
    "encrypted xlsx named xls": ("a.xls", lambda: compound(b"x", "EncryptedPackage"), "加了打开密码，不能读，请去掉打开密码，重新保存 [S402]"),
    "encrypted xls": ("a.xls", lambda: xls(in_cells(TABLE), globally=FILE_PASS["RC4"]), "加了打开密码，不能读，请去掉打开密码，重新保存 [S402]"),
    "encrypted xls, the old way": ("a.xls", lambda: xls(in_cells(TABLE), globally=FILE_PASS["XOR"]), "加了打开密码，不能读，请去掉打开密码，重新保存 [S402]"),
    "encrypted xls named xlsx": ("a.xlsx", lambda: xls(in_cells(TABLE), globally=FILE_PASS["RC4"]), "加了打开密码，不能读，请去掉打开密码，重新保存 [S402]"),
    "encrypted ods": ("a.ods", _ods_encrypted, "加了打开密码，不能读，请去掉打开密码，重新保存 [S402]"),
    "encrypted ods, the new way": ("a.ods", lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "encrypted-package": b"x"}), "加了打开密码，不能读，请去掉打开密码，重新保存 [S402]"),
    "web page named xls": ("a.xls", _HTML.encode, f"不是可读的工作簿（其实是网页），{SAVE_AS} [S401]"),
    "web page named xlsx": ("a.xlsx", lambda: codecs.BOM_UTF8 + _HTML.upper().encode(), f"不是可读的工作簿（其实是网页），{SAVE_AS} [S401]"),
    "XML of 2003 named xls": ("a.xls", _XML_2003.encode, f"不是可读的工作簿（其实是 XML 表格），{SAVE_AS} [S401]"),
    "csv named xlsx": ("a.xlsx", "单位,1.1\n甲区,2\n".encode, f"不是可读的工作簿（其实是文本（csv 一类）），{SAVE_AS} [S401]"),
    "Word document": ("a.xls", lambda: compound(b"x", "WordDocument"), f"不是可读的工作簿（其实是 Word 文档），{ITSELF} [S401]"),
    "Word document of today": ("a.xlsx", lambda: zipped({"word/document.xml": "<a/>"}), f"不是可读的工作簿（其实是 Word 文档），{ITSELF} [S401]"),
    "empty": ("a.xls", lambda: b"", f"不是可读的工作簿（空文件），{AGAIN} [S401]"),
    "empty csv": ("a.csv", lambda: b"", f"不是可读的工作簿（空文件），{AGAIN} [S401]"),
    "picture named csv": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe\xfd", f"不是可读的工作簿（其实是图片），{ITSELF} [S401]"),
    "no GB18030 either": ("a.csv", lambda: b"\xff\xff\xff", f"不是可读的工作簿（不是文本文件），{SAVE_TEXT} [S401]"),
    "UTF-16 without mark": ("a.csv", lambda: "单位,1.1\n".encode("utf-16-le"), f"不是可读的工作簿（是 UTF-16 编码，但开头没有编码标记），{SAVE_TEXT} [S401]"),
    "half a character": ("a.csv", lambda: "单位".encode("utf-16") + b"x", f"不是可读的工作簿（不是文本文件），{SAVE_TEXT} [S401]"),
    "too many columns": ("a.csv", lambda: b"," * 16_384, "大得不像评分表（行列数 16385，上限 16384），请删去多余内容，另存为 xlsx [S403]"),
    "numbers": ("a.numbers", lambda: b"x", ".numbers 格式不能读，请另存为 xlsx [S404]"),
    "flat ods": ("a.fods", lambda: b"x", ".fods 格式不能读，请另存为 xlsx [S404]"),
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_READ)
def test_what_cannot_be_read_says_why(tmp_path: Path, rubric: Rubric, case: str) -> None:
    name, make, line = NOT_READ[case]
    file = read(put(tmp_path / name, make()), rubric)
    assert [finding.line("zh") for finding in file.all_findings()] == [f"{name}: {line}"]
    assert [(sheet.rubric, sheet.entries) for sheet in file.sheets] == [(None, ())]


@pytest.mark.parametrize("kind", MAKERS)
def test_what_stands_beside_them_is_read(tmp_path: Path, rubric: Rubric, kind: str) -> None:
    """The same files without a password; `EncryptedPackage` may be what a cell says only where no stream is named so."""
    file = read(put(tmp_path / f"a.{kind}", _plain(kind)), rubric, named=True)
    assert points(file) == [("甲区", "1.9 0.3 1.2345")]


def test_macros_are_a_note_and_the_sheet_counts(tmp_path: Path, rubric: Rubric, good: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    related = bytes(parts["xl/_rels/workbook.xml.rels"]).decode()  # type: ignore[arg-type]
    macros = '<Relationship Id="rIdM" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
    parts["xl/_rels/workbook.xml.rels"] = related.replace("</Relationships>", f"{macros}</Relationships>")
    parts["xl/vbaProject.bin"] = b"macro"
    for name in ("a.xlsm", "a.xlsx"):
        file = read(put(tmp_path / name, zipped(parts)), rubric)
        assert (points(file), found(file)) == ([("甲区", "2 1 1.5")], [("S408", None)])
    without = read(put(tmp_path / "b.xlsm", good), rubric)
    assert (points(without), found(without)) == ([("甲区", "2 1 1.5")], [])


# csv.

CSV = "来源：,网站测评\n评分人：,李四\n单位,1.1 目录,1.2 更新,2 特色\n甲区,2,0.3,1.5\n乙区,1.9,1,0\n"
CSV_POINTS = [("甲区", "2 0.3 1.5"), ("乙区", "1.9 1 0")]


@pytest.mark.parametrize(
    "raw",
    [
        CSV.encode(),
        codecs.BOM_UTF8 + CSV.encode(),
        CSV.encode("gb18030"),
        codecs.BOM_UTF16_LE + CSV.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + CSV.encode("utf-16-be"),
        CSV.replace("\n", "\r\n").encode(),
        CSV.replace("\n", "\r").encode(),
        CSV.replace(",", "\t").encode("utf-16"),
        CSV.replace(",", ";").encode("gb18030"),
        CSV.replace(",", ";").encode(),
        CSV.replace("1.1 目录", '"1.1\n目录"').encode(),
        CSV.replace("1.1 目录", '"1.1 目录\r\n（2分）"').encode(),
        CSV.replace("甲区", '"甲区"').replace(",2,", ',"2",').encode(),
        CSV.removesuffix("\n").encode(),
        CSV.replace("\n", ",,,\n").encode(),
        ("\n\n" + CSV).encode(),
        CSV.replace("来源：,", "评分表（一季度）,,,\n来源：,").encode(),
        CSV.replace("来源：,网站测评\n评分人：,李四\n", "一行标题\n来源：网站测评\n评分人：李四\n").encode(),
    ],
    ids=[
        "UTF-8", "UTF-8 with mark", "GB18030", "UTF-16 LE", "UTF-16 BE", "CR LF", "CR", "tabs, UTF-16", "semicolons, GB18030",
        "semicolons", "a line break in a cell", "a line break of two", "quotes", "no last line break", "columns too many",
        "blank lines first", "a title first", "a title without a separator first",
    ],
)  # fmt: skip
def test_a_matrix_as_csv_is_read(tmp_path: Path, rubric: Rubric, raw: bytes) -> None:
    file = read(put(tmp_path / "a.csv", raw), rubric, named=True)
    assert (points(file), found(file)) == (CSV_POINTS, [])
    assert {sheet.identity[1:3] for sheet in file.sheets} == {("网站测评", "李四")}


@pytest.mark.parametrize(
    ("old", "new", "second", "codes"),
    [
        ("1.9", "", "- 1 0", [("S102", "B5")]),
        ("1.9", "2.1", "- 1 0", [("S101", "B5")]),
        ("1.9", "１.９分", "1.9 1 0", [("S110", "B5")]),
        ("1.9", "50%", "- 1 0", [("S105", "B5")]),
        ("1.9", "#DIV/0!", "- 1 0", [("S105", "B5")]),
        ("1.9", "2022-11-15", "- 1 0", [("S105", "B5")]),
        ("1.9", "=1+1", "- 1 0", [("S105", "B5")]),
        ("1.9", '"1,9"', "1.9 1 0", [("S110", "B5")]),
        ("1.9", " 1.9 ", "1.9 1 0", []),
        ("1.9", "1.90", "1.9 1 0", []),
    ],
)
def test_what_a_csv_cell_may_say(tmp_path: Path, rubric: Rubric, old: str, new: str, second: str, codes: Found) -> None:
    file = read(put(tmp_path / "a.csv", CSV.replace(old, new).encode()), rubric, named=True)
    assert (points(file), found(file)) == ([CSV_POINTS[0], ("乙区", second)], codes)


def test_an_ods_that_repeats_its_cells_is_read(tmp_path: Path, rubric: Rubric) -> None:
    """As every program writes it: the rest of a row and of the sheet are one element each."""
    rest = ods_cell(None, 16_384)
    rows = "".join(f"<table:table-row>{''.join(map(ods_cell, row))}{rest}</table:table-row>" for row in TABLE)
    blank = f'<table:table-row table:number-rows-repeated="1048569">{rest}</table:table-row>'
    file = read(put(tmp_path / "a.ods", ods_of(rows + blank)), rubric, named=True)
    assert (points(file), found(file)) == ([("甲区", "1.9 0.3 1.2345")], [("S410", None)])


@needs_libreoffice
def test_the_quick_pass_reads_what_libreoffice_saves(saved: dict[str, Path]) -> None:
    """Else such sheets would take twice as long."""
    package = Package((saved["xlsx"] / "full.xlsx").read_bytes(), DEFAULT_LIMITS)
    strings, styles = read_strings_fast(package.part("xl/sharedStrings.xml")), styles_of(package.part("xl/styles.xml"))
    assert strings is not None
    assert read_sheet_fast(package.part("xl/worksheets/sheet1.xml"), styles, strings, 200_000) is not None
