"""Merged ranges: which cell shows where several cells have become one."""

from __future__ import annotations

import pytest

from gkpg.workbooks.merges import MergedRange, merges_of


def test_only_the_first_cell_of_a_range_shows() -> None:
    merges = merges_of(("G6:G9", "A1:C1"))
    assert merges.covering(6, 7) is None
    assert merges.covering(7, 7) == merges.covering(9, 7) == MergedRange(6, 7, 9, 7)
    assert merges.covering(10, 7) is None
    assert merges.covering(7, 8) is None
    assert merges.shown_place(9, 7) == (6, 7)
    assert merges.shown_place(9, 8) == (9, 8)
    assert merges.shown_place(1, 3) == (1, 1)


def test_a_range_of_very_many_rows_is_one_too() -> None:
    assert merges_of(("A1:XFD1048576",)).covering(1_000_000, 16_384) == MergedRange(1, 1, 1_048_576, 16_384)


@pytest.mark.parametrize(
    ("written", "read"), [("$G$6:$G$9", "G6:G9"), ("g9:g6", "G6:G9"), ("AA1:AB2", "AA1:AB2"), ("G9:E6", "E6:G9")]
)
def test_however_a_range_is_written(written: str, read: str) -> None:
    assert [each.text for each in merges_of((written,)).ranges] == [read]


@pytest.mark.parametrize("written", ["G6", "G6:G6", "", "G:G", "XFE1:XFE2", "A1048577:A1048578", "Ｇ6:Ｇ9", "6:9"])
def test_what_is_no_range_of_several_cells_is_passed_over(written: str) -> None:
    assert merges_of((written,)).ranges == ()
