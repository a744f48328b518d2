"""Sheets in which no word is broken and no line is cut, in either language."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.findings.gallery import BASE
from gkpg.rubric.load import parse_rubric
from gkpg.sheets.blank.arbitration_sheet import render_arbitration_sheet
from gkpg.sheets.blank.fitting import count_lines, wide_enough
from gkpg.sheets.blank.matrix_sheet import BlankMatrixSheet, render_matrix_sheet
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.disputed_item import DisputedItem
from gkpg.yamlfiles.document import parse_yaml

if TYPE_CHECKING:
    from gkpg.rubric import Rubric

LONG = "Telecommunications"


def english() -> Rubric:
    """The smallest rubric in English, with long words."""
    text = BASE.replace("total: 5", "total: 5\nlanguage: en").replace("name: 目录", f"name: {LONG}")
    found = parse_rubric(parse_yaml(text.replace("name: 更新", f"name: {LONG} of units").encode(), "r.yaml")).rubric
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("texts", "least", "width"),
    [
        ([], 10, 10),
        ([None, "short words"], 10, 10),
        ([LONG], 10, 20),
        (["well-known"], 4, 7),
        (["https://example.org/an/address/that/goes/on"], 10, 10),
        (["重大行政决策事项目录"], 10, 10),
    ],
)
def test_a_column_is_as_wide_as_its_longest_word(texts: list[str | None], least: float, width: float) -> None:
    assert wide_enough(texts, least) == width


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("", 11, 1),
        ("one two", 11, 1),
        ("one two three", 11, 2),
        ("seven seven", 11, 2),
        ("a\nb", 11, 2),
        ("abcdefghijklmnopqrstuvwxyz", 11, 3),
        ("目录目录目录", 11, 2),
    ],
)
def test_lines_are_counted_as_words_break(text: str, columns: float, lines: int) -> None:
    assert count_lines(text, columns) == lines


def first_sheet(content: bytes) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def unbroken(sheet: openpyxl.worksheet.worksheet.Worksheet, head: int) -> None:
    """In no column below the heading is a word wider than the column."""
    for column in sheet.iter_cols(min_row=head):
        wide = sheet.column_dimensions[column[0].column_letter].width
        words = (word for cell in column for word in str(cell.value or "").split() if not word.startswith("="))
        assert all(len(word) < wide for word in words if len(word) <= 24)


def test_no_word_of_an_english_sheet_is_broken() -> None:
    rubric = english()
    unbroken(first_sheet(render_unit_sheet(BlankUnitSheet(rubric, "u", "s", "1"))), 5)
    matrix = BlankMatrixSheet(rubric, "t", "s", "1", (f"Department of {LONG}",), rubric.leaf_ids, {})
    sheet = first_sheet(render_matrix_sheet(matrix))
    unbroken(sheet, 5)
    assert sheet.column_dimensions["A"].width > len(f"Department of {LONG}")


def test_a_name_that_is_longer_than_its_cell_is_shown_small() -> None:
    rubric = english()
    for unit, shrinks in (("u", None), ("Department of International Telecommunications", True)):
        sheet = first_sheet(render_unit_sheet(BlankUnitSheet(rubric, unit, "s", "1")))
        assert sheet["C3"].alignment.shrink_to_fit is shrinks


def test_the_headings_of_an_english_arbitration_sheet_have_room() -> None:
    rubric = english()
    leaf = rubric.by_id[rubric.leaf_ids[0]]
    dispute = DisputedItem(LONG, "s", leaf.id, leaf.name, leaf.cap, "1: 2", "1: late", rubric.kinds[leaf.id])
    sheet = first_sheet(render_arbitration_sheet([dispute], "t", "en"))
    unbroken(sheet, 3)
    assert sheet.row_dimensions[3].height > 30


def test_chinese_sheets_are_as_wide_as_before(smallest: Rubric) -> None:
    sheet = first_sheet(render_unit_sheet(BlankUnitSheet(smallest, "甲区", "评分组", "1")))
    assert [sheet.column_dimensions[letter].width for letter in "ABCDE"] == [5.5, 15, 6.5, 20, 42]
