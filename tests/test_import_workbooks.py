"""Workbooks: what a spreadsheet made of a printed table is read as it was printed, or told at its cell."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.authoring.importing.importer import import_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openpyxl import Workbook

    from gkpg.authoring.importing.importer import DraftedTable

HEAD: list[list[Any]] = [["2025年考核指标表"], ["序号", "指标", "分值"]]


def imported(
    path: Path, rows: Sequence[Sequence[Any]], change: Callable[[Workbook], object] = lambda _: None
) -> DraftedTable:
    book = openpyxl.Workbook()
    book.active.title = "表"
    for row in (*HEAD, *rows):
        book.active.append(row)
    change(book)
    book.save(path / "a.xlsx")
    (draft,) = import_file(path / "a.xlsx")
    return draft


def told(draft: DraftedTable) -> list[tuple[str, str]]:
    return [(each.code, str(each.place).rpartition("!")[2]) for each in draft.findings]


def points(draft: DraftedTable) -> list[tuple[Any, Any]]:
    return [(each["name"], each["max"]) for each in draft.values["indicators"]]


def test_a_number_that_became_a_date_is_what_was_typed_and_told(tmp_path: Path) -> None:
    days = [datetime.date(2026, 1, 9), datetime.date(2026, 1, 10)]
    draft = imported(tmp_path, [[days[0], "公开", 30], [days[1], "解读", 70], ["合计", None, 100]])
    assert [each["id"] for each in draft.values["indicators"]] == ["1-9", "1-10"]
    assert told(draft) == [("T118", "A3"), ("T118", "A4")]


def test_points_that_became_a_date_are_told_and_not_restored(tmp_path: Path) -> None:
    draft = imported(tmp_path, [[1, "公开", datetime.date(2026, 1, 10)], [2, "解读", 70], ["合计", None, 100]])
    assert points(draft) == [("公开", None), ("解读", 70)]
    assert told(draft) == [("T305", "C3")]


@pytest.mark.parametrize("value", ["#REF!", True, "=100-C4", "三十"])
def test_points_that_cannot_be_read_are_told_once(value: Any, tmp_path: Path) -> None:
    draft = imported(tmp_path, [[1, "公开", value], [2, "解读", 70], ["合计", None, 100]])
    assert points(draft) == [("公开", None), ("解读", 70)]
    assert told(draft) == [("T305", "C3")]


def test_a_number_shows_the_zeros_of_its_format(tmp_path: Path) -> None:
    rows = [[1.1, "公开", 30], [1.2, "解读", 20], [1.10, "回应", 50], ["合计", None, 100]]
    draft = imported(tmp_path, rows, lambda book: setattr(book.active["A5"], "number_format", "0.00"))
    assert [each["id"] for each in draft.values["indicators"]] == ["1.1", "1.2", "1.10"]
    assert told(draft) == []


def test_without_such_a_format_a_number_that_stands_twice_is_told(tmp_path: Path) -> None:
    rows = [[1.1, "公开", 30], [1.2, "解读", 20], [1.10, "回应", 50], ["合计", None, 100]]
    assert told(imported(tmp_path, rows)) == [("T205", "B5")]


def test_thousands_may_have_a_comma(tmp_path: Path) -> None:
    draft = imported(tmp_path, [[1, "公开", "1,500"], [2, "解读", "500"], ["合计", None, "2,000"]])
    assert points(draft) == [("公开", 1500), ("解读", 500)]
    assert (draft.values["total"], told(draft)) == (2000, [])


def test_hidden_rows_and_sheets_are_told_and_hidden_columns_are_read(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book.active.row_dimensions[4].hidden = True
        book.active.column_dimensions["C"].hidden = True
        other = book.create_sheet("旧表")
        other.append(["去年的表"])
        other.sheet_state = "hidden"

    rows = [[1, "公开", 30], [2, "旧项", 10], [3, "解读", 70], ["合计", None, 100]]
    draft = imported(tmp_path, rows, hide)
    assert points(draft) == [("公开", 30), ("解读", 70)]
    assert sorted(told(draft)) == [("T117", "A1"), ("T117", "A4")]


def test_a_merged_name_whose_first_row_is_hidden_is_still_there(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book.active.merge_cells("B3:B5")
        book.active.row_dimensions[3].hidden = True

    rows = [[1, "公开", 10], [2, None, 30], [3, None, 40], [4, "解读", 30], ["合计", None, 100]]
    draft = imported(tmp_path, rows, hide)
    assert [each["name"] for each in draft.values["indicators"]] == ["公开", "解读"]
    assert ("T117", "A3") in told(draft)


def test_what_can_be_seen_is_no_hidden_row(tmp_path: Path) -> None:
    draft = imported(tmp_path, [[1, "公开", 30], [2, "解读", 70], ["合计", None, 100]])
    assert told(draft) == []
