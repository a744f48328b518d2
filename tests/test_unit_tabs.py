"""Workbooks with several worksheets, each the sheet of a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.cli.main import main
from gkpg.findings.gallery import BASE, ROUND
from gkpg.ledger.submissions import SubmittedFiles, ledger_from, read_files
from gkpg.results.store import load_results, write_results
from gkpg.rubric import Library
from gkpg.scoring import score
from gkpg.sheets.layout import HIDDEN_FORMAT, HIDDEN_KEYS, HIDDEN_NAME
from gkpg.sheets.model import Identity
from gkpg.sheets.read.file_reader import FileReader
from tests.test_assessment_rules import load

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.ledger import Ledger
    from gkpg.rubric import Rubric

HEADINGS = ("编号", "子项", "分值", "得分", "评分依据")
#: A worksheet: its name, what its labels say of the unit (None for no labels), the scores.
Tab = tuple[str, "str | None", tuple[Any, ...]]


def workbook(path: Path, tabs: list[Tab], made_for: str = "", rubric: Rubric | None = None, hidden: str = "") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, unit, points in tabs:
        sheet = book.create_sheet(name)
        if unit is not None:
            sheet.append(["被考核单位：", unit, None, "评分来源：", "考核组", "评分人：", "1"])
        sheet.append(HEADINGS)
        for row, point in zip((("1.1", "目录", 2), ("1.2", "更新", 1), ("2", "特色", 2)), points, strict=True):
            sheet.append([*row, point, "案例"])
        sheet.sheet_state = "hidden" if name == hidden else "visible"
    if rubric is not None:
        sheet = book.create_sheet(HIDDEN_NAME)
        sheet.sheet_state = "veryHidden"
        said = (HIDDEN_FORMAT, rubric.rubric, rubric.version, rubric.fingerprint, made_for, "考核组", "1")
        for pair in zip(HIDDEN_KEYS, said, strict=True):
            sheet.append(pair)
    path.parent.mkdir(exist_ok=True)
    book.save(path)
    return path


def ledger(path: Path, rubric: Rubric, by_round: bool = True) -> Ledger:
    reader = FileReader(Library.of((rubric,)))
    if by_round:
        loaded = load(ROUND, path.parent.parent)
        assert loaded.round is not None
        reader = FileReader(loaded.library, round=loaded.round)
    found = SubmittedFiles(((str(path), path.name),), 0)
    return ledger_from(read_files(found.files, reader), found, reader)


def said(made: Ledger) -> list[tuple[str, str]]:
    return [(each.code, str(each.place)) for each in made.findings]


def totals(made: Ledger) -> dict[str, str]:
    return {unit.name: str(unit.total) for group in score(made).groups for unit in group.units}


TWO: list[Tab] = [("甲", "甲区", (2, 1, 2)), ("乙", "乙区", (1, 0, 2))]


@pytest.mark.parametrize("by_round", [True, False])
def test_each_worksheet_that_says_whose_it_is_is_a_sheet(tmp_path: Path, smallest: Rubric, by_round: bool) -> None:
    made = ledger(workbook(tmp_path / "sheets" / "全部.xlsx", TWO), smallest, by_round)
    assert said(made) == []
    assert [sheet.identity for sheet in made.sheets] == [
        Identity("甲区", "考核组", "1"),
        Identity("乙区", "考核组", "1"),
    ]
    assert totals(made) == {"甲区": "5.00", "乙区": "3.00"}
    path = tmp_path / "result.sqlite"
    write_results(path, score(made))
    assert [str(sheet.place) for sheet in load_results(path).ledger.sheets] == ["全部.xlsx 甲", "全部.xlsx 乙"]


def test_what_is_wrong_on_a_worksheet_keeps_its_own_unit_from_a_total(tmp_path: Path, smallest: Rubric) -> None:
    tabs = [TWO[0], ("乙", "乙区", (9, 0, 2))]
    made = ledger(workbook(tmp_path / "sheets" / "全部.xlsx", tabs), smallest)
    assert said(made) == [("S101", "全部.xlsx 乙!D3")]
    assert list(made.blocking) == ["乙区"]


def test_a_worksheet_without_labels_has_the_unit_of_its_name(tmp_path: Path, smallest: Rubric) -> None:
    tabs: list[Tab] = [("甲区", None, (2, 1, 2)), ("乙区", None, (1, 0, 2))]
    path = workbook(tmp_path / "sheets" / "丙区-考核组-1.xlsx", tabs)
    made = ledger(path, smallest)
    assert (said(made), totals(made)) == ([], {"甲区": "5.00", "乙区": "3.00"})


def test_a_worksheet_of_nobody_is_named(tmp_path: Path, smallest: Rubric) -> None:
    tabs = [*TWO, ("Sheet3", None, (1, 1, 1))]
    made = ledger(workbook(tmp_path / "sheets" / "全部.xlsx", tabs), smallest)
    assert said(made) == [("S209", "全部.xlsx Sheet3!D1")]
    assert set(made.blocking) == {"甲区", "乙区"}


@pytest.mark.parametrize(
    "second", [("甲 (2)", "甲区", (1, 1, 1)), ("备份", "甲区", (2, 1, 2)), ("甲 (2)", None, (1, 1, 1))]
)
def test_a_second_table_of_the_same_unit_stays_an_error(tmp_path: Path, smallest: Rubric, second: Tab) -> None:
    made = ledger(workbook(tmp_path / "sheets" / "甲区.xlsx", [TWO[0], second]), smallest)
    assert [code for code, _ in said(made)] == ["L113", "S209"]
    assert "甲区" in made.blocking
    both = ledger(workbook(tmp_path / "sheets" / "全部.xlsx", [*TWO, second]), smallest)
    assert [code for code, _ in said(both)] == ["S209"]


def test_a_hidden_worksheet_is_no_sheet(tmp_path: Path, smallest: Rubric) -> None:
    made = ledger(workbook(tmp_path / "sheets" / "全部.xlsx", TWO, hidden="乙"), smallest)
    assert [code for code, _ in said(made)] == ["L113", "S209"]


def test_the_hidden_data_are_of_the_worksheet_that_says_the_same(tmp_path: Path, smallest: Rubric) -> None:
    path = workbook(tmp_path / "sheets" / "甲区-考核组-1.xlsx", TWO[::-1], "甲区", smallest)
    made = ledger(path, smallest)
    assert [code for code, _ in said(made) if code != "S308"] == []
    assert totals(made) == {"甲区": "5.00", "乙区": "3.00"}


def test_what_a_worksheet_does_not_say_is_told_at_it(tmp_path: Path, smallest: Rubric) -> None:
    path = workbook(tmp_path / "sheets" / "全部.xlsx", TWO)
    book = openpyxl.load_workbook(path)
    book["乙"]["E1"].value = None
    book["乙"]["D1"].value = None
    book.save(path)
    made = ledger(path, smallest, by_round=False)
    assert ("S305", "全部.xlsx 乙") in said(made)
    assert "甲区" not in made.blocking


def test_s419_migrate_leaves_a_workbook_of_several_units(
    tmp_path: Path, smallest: Rubric, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook(tmp_path / "sheets" / "全部.xlsx", TWO, "甲区", smallest)
    (tmp_path / "rubrics").mkdir()
    old, new = tmp_path / "rubrics" / "old.yaml", tmp_path / "rubrics" / "new.yaml"
    old.write_text(BASE, encoding="utf-8")
    new.write_text(
        BASE.replace('version: "1"', 'version: "2"').replace("name: 特色", "name: 特色工作"), encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    assert main(["migrate", "sheets", "--from", str(old), "--to", str(new), "--lang", "zh"]) == 1
    assert "全部.xlsx: 一个工作簿里有 2 张评分表，不能这样搬到新版" in capsys.readouterr().out
