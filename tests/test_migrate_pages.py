"""Workbooks with a page for each of several parts, brought to another version of the rubric of one."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from gkpg.authoring.migrate.leftover_page import PAGE
from gkpg.cli.main import main
from gkpg.sheets.layout import HIDDEN_NAME
from tests.test_pages import FULL, MATRIX, UNIT, change, filled_round, scored, write_round

SECOND = """\
rubric: {id}
version: "2"
title: {title}
total: 10
indicators:
  - {{id: "1", name: 更新, max: 4}}
  - {{id: "2", name: {first}, max: 5}}
  - {{id: "3", name: 特色, max: 1}}
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A round that was filled, two of whose rubrics then got a second version."""
    write_round(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GKPG_LANG", "zh")
    filled_round()
    Path("old").mkdir()
    for name, title, first in (("site", "平台表", "检索"), ("watch", "监督表", "举报")):
        Path("rubrics", f"{name}.yaml").rename(f"old/{name}.yaml")
        Path("rubrics", f"{name}.yaml").write_text(SECOND.format(id=name, title=title, first=first), "utf-8")
    return tmp_path


def test_its_page_goes_over_and_the_others_stay_as_they_are(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(Path("sheets", UNIT), lambda book: book["公开"].__setitem__("I6", "见公报"))
    capsys.readouterr()
    assert main(["migrate", "--to", "rubrics/site.yaml", "--from", "old/site.yaml", "-o", "one"]) == 0
    told = capsys.readouterr().out
    assert "可搬 4 份：照搬 12 处，照录在“旧版评分”页 4 处；不动的 1 份" in told
    book = openpyxl.load_workbook(Path("one", UNIT))
    assert book.sheetnames == ["公开", "平台_网站", PAGE.zh, HIDDEN_NAME]
    assert [(sheet["G6"].value, sheet["G7"].value) for sheet in book.worksheets[:2]] == [(3, 3), (3, None)]
    assert book["公开"]["I6"].value == "见公报"
    assert [cell.value for cell in book[PAGE.zh][4]] == [
        "甲区", "1", "平台_网站 检索", "3", None, None, "分值 6 → 5",
    ]  # fmt: skip


def test_a_page_of_a_matrix_goes_over(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--to", "rubrics/watch.yaml", "--from", "old/watch.yaml", "-o", "two"]) == 0
    assert "可搬 1 份：照搬 4 处，照录在“旧版评分”页 2 处；不动的 4 份" in capsys.readouterr().out
    book = openpyxl.load_workbook(Path("two", MATRIX))
    assert book.sheetnames == ["监督", "满意度", PAGE.zh, HIDDEN_NAME]
    rows = [[cell.value for cell in book["监督"][row][:4]] for row in (5, 7, 8)]
    assert rows == [["被考核单位", "1 更新", "2 举报", "3 特色"], ["甲区", 3, None, None], ["乙区", 3, None, None]]
    assert [book["满意度"][cell].value for cell in ("A7", "B7", "B8")] == ["甲区", 3, 3]


def test_a_worksheet_that_was_not_read_is_told(work: Path) -> None:
    """Notes of somebody; a blank worksheet is nothing."""

    def add(book: openpyxl.Workbook) -> None:
        book.create_sheet("备忘")["B2"] = "周五前补材料"
        book.create_sheet("空白")

    change(Path("sheets", UNIT), add)
    assert main(["migrate", "--to", "rubrics/site.yaml", "--from", "old/site.yaml", "-o", "one"]) == 0
    page = openpyxl.load_workbook(Path("one", UNIT))[PAGE.zh]
    told = [(row[2].value, row[6].value) for row in page.iter_rows(min_row=4) if row[2].value.startswith("工作表")]
    assert told == [("工作表 备忘", "不是这份指标表的评分页，没有带过来，内容仍在旧文件里")]


def test_both_in_turn_and_what_was_left_is_filled_and_scored(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page that was deleted comes back blank."""
    change(Path("sheets", MATRIX), lambda book: book.remove(book["满意度"]))
    assert main(["migrate", "--to", "rubrics/site.yaml", "--from", "old/site.yaml", "-o", "new"]) == 0
    assert main(["migrate", "--to", "rubrics/watch.yaml", "--from", "old/watch.yaml", "-o", "new"]) == 0
    Path("sheets").rename("former")
    Path("new").rename("sheets")
    for path in Path("sheets").rglob("*.xlsx"):

        def complete(book: openpyxl.Workbook) -> None:
            if "满意度" in book.sheetnames:
                for row in (7, 8):
                    book["满意度"][f"B{row}"] = 3
                    book["监督"][f"C{row}"], book["监督"][f"D{row}"] = 3, 0
            else:
                book["平台_网站"]["G7"], book["平台_网站"]["G8"] = 3, 0

        change(path, complete)
    assert scored(capsys) == ([], FULL)


def test_a_page_of_another_unit_keeps_a_workbook_as_it_is(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def add(book: openpyxl.Workbook) -> None:
        sheet = book.copy_worksheet(book["平台_网站"])
        sheet.title, sheet["C3"] = "乙区平台", "乙区"

    change(Path("sheets", UNIT), add)
    capsys.readouterr()
    assert main(["migrate", "--to", "rubrics/site.yaml", "--from", "old/site.yaml"]) == 1
    assert f"{UNIT}: 一个工作簿里有 3 张评分表，不能这样搬到新版" in capsys.readouterr().out
