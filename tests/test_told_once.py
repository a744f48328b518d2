"""What is told of a unit is told once, and a veto is no open question."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from gkpg.base.text import LANGS
from gkpg.reports.group_view import GroupView
from gkpg.reports.report import Report
from gkpg.reports.tables import ranking
from gkpg.reports.xlsx import workbook
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.base.text import Lang


def cover_of(case: Path, lang: Lang) -> str:
    workbook.write(Report(scored(case), lang), out := io.BytesIO())
    cover = openpyxl.load_workbook(out).worksheets[0]
    return "\n".join(str(value) for row in cover.iter_rows(values_only=True) for value in row if value is not None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_row_of_a_ranking_says_a_sentence_twice(case: Path) -> None:
    results = scored(case)
    for lang in LANGS:
        for group in results.groups:
            table = ranking(GroupView(results, group, lang))
            wide = [place for place, column in enumerate(table.columns) if column.kind == "wide"]
            rows = list(table.rows)
            for row, unit in zip(rows, GroupView(results, group, lang).units, strict=True):
                told = [row[place] for place in wide if row[place] is not None]
                assert len(told) == len(set(told))
                assert told or unit.why is None
            assert all(any(row[place] is not None for row in rows) for place in wide)


VETOED = [case for case in CASES if any(unit.why == "vetoed" for group in scored(case).groups for unit in group.units)]


@pytest.mark.parametrize("case", VETOED[:6], ids=lambda case: case.name)
def test_the_cover_counts_as_open_what_may_change_and_no_veto(case: Path) -> None:
    units = [unit for group in scored(case).groups for unit in group.units]
    waiting = sum(unit.total is None and unit.why != "vetoed" for unit in units)
    zh, en = cover_of(case, "zh"), cover_of(case, "en")
    assert (f"{waiting} 个单位没有总分" if waiting else "无，所有单位都有结果") in zh
    assert (f"{waiting} without a total" if waiting else "nothing, every unit has its result") in en
