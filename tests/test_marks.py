"""Marks for yes or no: in the column 不适用, in rows that are ticked; what stands beside a mark and is no proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.rubric.kinds.marks import MARKS, NO_WORDS, YES_WORDS
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from tests.conftest import fill, filled, library_of, read_sheet, rubric_of
from tests.test_blank_sheets import convert, needs_libreoffice
from tests.test_round_sheets import FULL, RULE, Folder

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric

ROUND_SHEET = "考核组/甲区-考核组-1.xlsx"
TICKS = """\
rubric: ticks
version: "1"
title: 勾选
total: 4
indicators:
  - id: "1"
    name: 网站
    max: 4
    kind: ticks
    items:
      - {id: "1.1", name: 检索, max: 2}
      - {id: "1.2", name: 无障碍, max: 2}
"""


def judged(path: Path, cells: dict[str, Any], rule: str = RULE) -> tuple[list[tuple[str, str | None]], str]:
    """The findings of a sheet filled so, and its line of points."""
    path.mkdir(exist_ok=True)
    file = Folder(path, rule).fill(ROUND_SHEET, {**FULL, **cells})
    return [(each.code, each.place.cell) for each in file.all_findings()], file.sheets[0].points


@pytest.mark.parametrize(
    "no",
    [
        *(False, 0, "0", "FALSE", "否", "无", "✗", "×", "-", "—", "——", "－", "适用", "N", "no", "不是", "没有", "☐"),
        *("\u200b", " 否 "),
    ],
)
def test_a_mark_that_says_no_is_none(tmp_path: Path, no: Any) -> None:
    assert judged(tmp_path / "a", {"H6": no}) == ([], "2 1 1.5")
    assert judged(tmp_path / "b", {"H6": no, "G6": None}) == ([("S102", "G6")], "- 1 1.5")


@pytest.mark.parametrize(
    "yes",
    ["✓", "√", "✔", "✔\ufe0f", "是", "有", "y", "Yes", True, 1, "1", "TRUE", "不适用", "不涉及", "n/a", "☑", "✅"],
)
def test_a_mark_that_says_yes_is_one(tmp_path: Path, yes: Any) -> None:
    assert judged(tmp_path, {"H6": yes, "G6": None, "I6": "说明函"}) == ([], "/ 1 1.5")


@pytest.mark.parametrize("unclear", [3, "3", "也许", "?", "#N/A", "○", "√（部分）"])
def test_s132_a_mark_that_says_neither_is_named_and_nothing_is_scored(tmp_path: Path, unclear: Any) -> None:
    assert judged(tmp_path / "a", {"H6": unclear}) == ([("S132", "H6")], "- 1 1.5")
    assert judged(tmp_path / "b", {"H6": unclear, "G6": None, "I6": "说明函"}) == ([("S132", "H6")], "- 1 1.5")


@pytest.mark.parametrize("empty", ["#N/A", False, "FALSE", "\u200b", "-", "—", "/", "无", "n/a", "…", "✓", "0"])
def test_s120_what_says_nothing_is_no_proof(tmp_path: Path, empty: Any) -> None:
    marked = {"H6": "✓", "G6": None}
    assert judged(tmp_path / "a", {**marked, "I6": empty}) == ([("S120", "H6")], "- 1 1.5")
    assert judged(tmp_path / "b", {**marked, "J6": empty}) == ([("S120", "H6")], "- 1 1.5")


@pytest.mark.parametrize("proof", ["函", "无此职能", "见附件1", "N/A，见函", "2022", "-见函"])
def test_what_says_anything_is_proof(tmp_path: Path, proof: str) -> None:
    assert judged(tmp_path, {"H6": "✓", "G6": None, "I6": proof}) == ([], "/ 1 1.5")


@pytest.mark.parametrize(("reason", "is_one"), [("#REF!", False), ("-", False), ("\u2060", False), ("好", True)])
def test_s113_what_says_nothing_is_no_reason(tmp_path: Path, smallest: Rubric, reason: str, is_one: bool) -> None:
    sheet = read_sheet(filled(smallest, tmp_path, {"I9": reason}), "甲区-评分组-1.xlsx", library_of(smallest))
    assert [finding.code for finding in sheet.findings] == ([] if is_one else ["S113"])


def test_the_mark_can_be_filled_where_a_rule_allows_it_and_nowhere_else(tmp_path: Path, smallest: Rubric) -> None:
    """Without an assessment there is no rule."""
    folder = Folder(tmp_path, RULE)
    path = tmp_path / "a.xlsx"
    path.write_bytes(folder.blank[ROUND_SHEET])
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert {cell: sheet[cell].protection.locked for cell in ("H6", "H7", "H9")} == {"H6": False, "H7": True, "H9": True}
    assert sheet["H6"].fill.fgColor.rgb != sheet["H7"].fill.fgColor.rgb
    path.write_bytes(render_unit_sheet(BlankUnitSheet(smallest, "甲区", "评分组", "1")))
    assert all(openpyxl.load_workbook(path).worksheets[0][f"H{row}"].protection.locked for row in (6, 7, 9))


@pytest.mark.parametrize(
    ("entered", "points"), [("✅", "2"), ("V", "2"), ("对", "2"), ("╳", "0"), ("没", "0"), ("✓\ufe0f", "2")]
)
def test_a_tick_is_read_however_people_write_it(tmp_path: Path, entered: str, points: str) -> None:
    assert ticked(tmp_path, entered) == ([], f"{points} 0")


@pytest.mark.parametrize("sign", ["P", "R", "ü", "O", "Q", "T"])
def test_s133_a_letter_that_is_a_tick_in_a_font_of_signs_is_refused(tmp_path: Path, sign: str) -> None:
    assert ticked(tmp_path, sign) == ([("S133", "请用普通字体填 ✓ 或 ✗")], "- 0")


@pytest.mark.parametrize("words", ["○", "√（见附件）", "√√", "好", "-"])
def test_s105_what_is_no_mark_is_refused_with_what_to_write(tmp_path: Path, words: str) -> None:
    assert ticked(tmp_path, words) == ([("S105", "请填 ✓ 或 ✗")], "- 0")


def ticked(path: Path, entered: Any) -> tuple[list[tuple[str, str]], str]:
    """The findings, with what they say to do, and the points of a sheet of which the first row is filled so."""
    rubric = rubric_of(TICKS, path / "r.yaml")
    raw = render_unit_sheet(BlankUnitSheet(rubric, "甲区", "评分组", "1"))
    sheet = read_sheet(fill(raw, path / "甲区-评分组-1.xlsx", {"K6": entered, "K7": "✗"}), "a.xlsx", library_of(rubric))
    said = [(each.code, each.line("zh").split("，")[-1].split(" [")[0]) for each in sheet.findings]
    return said, sheet.points


@needs_libreoffice
def test_the_live_score_of_a_tick_knows_the_same_words(tmp_path: Path) -> None:
    """A row for each word: 2 for yes, 0 for no, blank for what is neither."""
    words = [*YES_WORDS, *NO_WORDS, " √ ", "TRUE", 1, 0, True, False, "○", "好", 2]
    items = "".join(f'      - {{id: "1-{n}", name: 第{n}行, max: 2}}\n' for n in range(1, len(words) + 1))
    rubric = rubric_of(TICKS[: TICKS.index("      - ")] + items, tmp_path / "r.yaml")
    raw = render_unit_sheet(BlankUnitSheet(rubric, "甲区", "评分组", "1"))
    path = fill(raw, tmp_path / "甲区-评分组-1.xlsx", {f"K{row}": word for row, word in enumerate(words, 6)})
    saved = openpyxl.load_workbook(convert(path, tmp_path / "saved"), data_only=True).worksheets[0]
    live = [saved[f"G{row}"].value for row in range(6, 6 + len(words))]
    read = read_sheet(path, path.name, library_of(rubric)).points.split()
    assert ["-" if value in {None, ""} else str(value) for value in live] == read
    assert read == ["2"] * len(YES_WORDS) + ["0"] * len(NO_WORDS) + ["2", "2", "2", "0", "2", "0", "-", "-", "-"]
    assert len(MARKS) <= len(YES_WORDS) + len(NO_WORDS)
