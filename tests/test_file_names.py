"""Names that gkpg gives: to files and folders of blank sheets, to worksheets of reports."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.reports.annex import workbook as xlsx
from gkpg.reports.table import Column, Table
from gkpg.sheets.blank.folder_writer import write_blanks
from gkpg.sheets.file_names import file_name, is_name_of, safe_folder_name
from tests.conftest import blank, fill, library_of, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric

UNIT = "某某省某某市某某县人民政府办公室政务公开与信息化建设工作领导小组办公室下属事务服务中心第一管理所"
SOURCE = "省级政务公开第三方评估与社会监督联合检查工作组专家评议委员会办公室"
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)


@given(NAMES, NAMES, NAMES)
def test_a_name_is_never_too_long_and_says_what_it_is_of(unit: str, source: str, assessor: str) -> None:
    name = file_name(unit, source, assessor)
    assert len(name.encode()) <= 255
    assert name.endswith(".xlsx")
    assert not set(name) & set('\\/:*?"<>|')
    folder = safe_folder_name(source)
    assert len(folder.encode()) <= 255
    assert folder == folder.rstrip(" .") != ""


def test_what_fits_is_not_cut() -> None:
    assert file_name(UNIT, SOURCE, "1") == f"{UNIT}-{SOURCE}-1.xlsx"


def test_what_is_cut_stays_apart_and_can_be_known() -> None:
    units = [f"{UNIT}{number}所" for number in range(20)]
    names = [file_name(unit, SOURCE * 2, "张三") for unit in units]
    assert len(set(names)) == 20
    assert all(name.startswith("某某省某某市某某县人民政府") and name.endswith("-张三.xlsx") for name in names)
    part = names[0].split("-")[0]
    assert is_name_of(part, units[0])
    assert not is_name_of(part, units[1])
    assert not is_name_of(part, "某某省")


def test_a_cut_parts_no_letter_from_its_accents() -> None:
    part = file_name("e\u0301" * 30, "监" * 60, "张" * 60).partition("-")[0]
    assert "~" in part
    assert re.fullmatch("(e\u0301)+", part.rpartition("~")[0])


@pytest.mark.parametrize(
    ("name", "folder"),
    [("CON", "CON_"), ("nul", "nul_"), ("aux.txt", "aux_.txt"), ("COM1", "COM1_"), ("lpt³", "lpt³_"), ("甲.", "甲"), (" 甲 ", "甲"), ("评" * 59 + ".甲", "评" * 59), ("console", "console"), ("甲区", "甲区"), ("市 CON", "市 CON")],
)  # fmt: skip
def test_folders_have_names_that_every_system_takes(name: str, folder: str) -> None:
    assert safe_folder_name(name).partition("~")[0] == folder


def test_a_device_is_no_file() -> None:
    assert file_name("aux.txt", "评分组", "1") == "aux_.txt-评分组-1.xlsx"
    assert file_name("CON", "评分组", "1") == "CON-评分组-1.xlsx"


def test_the_file_of_a_cut_name_is_read_without_a_word(tmp_path: Path, smallest: Rubric) -> None:
    unit = UNIT * 2
    name = file_name(unit, SOURCE, "1")
    short = fill(blank(smallest, unit, SOURCE, "1"), tmp_path / "1.xlsx", {"G6": 2, "G7": 1, "G9": 2, "I9": "案例"})
    file = read_file(short.rename(tmp_path / name), name, library_of(smallest))
    assert list(file.all_findings()) == []


def test_names_that_are_one_file_on_some_systems_are_refused(tmp_path: Path) -> None:
    for names in (("ABC.xlsx", "abc.xlsx"), ("\u00e9.xlsx", "e\u0301.xlsx")):
        assert write_blanks([(name, lambda: b"") for name in names], tmp_path).colliding == names
    assert list(tmp_path.iterdir()) == []


ODD = (
    "甲" * 27 + "'乙", "😀" * 40, "𠮷" * 40, "History", "history", "'引'", "'", "a:b/c?d*e[f]g\\h", "ABC", "abc", "ＡＢＣ", "甲" * 40, "甲" * 40 + "乙",
    "各区", "各\u200b区", "=1+1", "", "a'b", *("同名" for _ in range(120)),
)  # fmt: skip


def test_worksheets_have_names_that_excel_takes() -> None:
    tables = [Table(name, "表", (Column("列"),), (("值",),)) for name in ODD]
    xlsx.write_tables(tables, {}, out := io.BytesIO())
    names = openpyxl.load_workbook(out).sheetnames
    assert len({name.casefold() for name in names}) == len(ODD)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.casefold() != "history"
        assert not re.search(r"[\[\]:*?/\\]", name)
    book = zipfile.ZipFile(out).read("xl/workbook.xml").decode()
    assert "'a''b'!$A$1" in book.replace("&apos;", "'")
