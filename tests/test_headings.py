"""What a table means: headings in several rows, merged or not; columns of sums; rows of a matrix that are of no unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from tests.conftest import library_of, read_file, rubric_of
from tests.test_layouts import found, points, read, workbook

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric
    from gkpg.sheets.model import File

Rows = Sequence[Sequence[Any]]
ONE, TWO = ("甲区", 2, 0.5, 1.5), ("乙区", 1, 1, 0)
RIGHT = {"甲区": "2 0.5 1.5", "乙区": "1 1 0"}
NAME = "市大数据中心-1"


def merged(path: Path, rows: Rows, merges: Sequence[str]) -> Path:
    """A workbook of these rows in which some cells are merged; what lies beneath keeps its value."""
    workbook(path, rows)
    book = openpyxl.load_workbook(path)
    for each in merges:
        book.worksheets[0].merged_cells.add(each)
    book.save(path)
    return path


def matrix(path: Path, rubric: Rubric, rows: Rows, merges: Sequence[str] = (), **how: Any) -> File:
    return read(merged(path / f"{NAME}.xlsx", rows, merges), rubric, **how)


@pytest.mark.parametrize(
    ("rows", "merges"),
    [
        ([("单位", "公开", None, "特色"), (None, "1.1 目录", "1.2 更新", None)], ("A1:A2", "B1:C1", "D1:D2")),
        ([("单位", "1 公开（3分）", None, "2 特色（2分）"), (None, "目录", "更新", None)], ("A1:A2", "B1:C1", "D1:D2")),
        ([("单位", "公开", None, "特色"), ("单位", "目录", "更新", "特色")], ("B1:C1",)),
        ([("单位", "公开", None, "特色"), ("分值", 3, None, 2), (None, "目录", "更新", None)], ("B1:C1", "B2:C2")),
        ([("单位", "公开", None, "特色"), (None, 3, None, 2), (None, "目录", "更新", None)], ("A1:A3", "B1:C1", "B2:C2")),
        ([("单位", "公开", None, "特色"), (None, "目录", "更新", None), ("满分", 2, 1, 2)], ("A1:A2", "B1:C1", "D1:D2")),
        ([("单位", "公开", None, "特色"), (None, "目录", "更新", "得分")], ("A1:A2", "B1:C1")),
        ([(None, "公开", None, "特色"), ("单位", "目录", "更新", None)], ("B1:C1", "D1:D2")),
        ([("单位", "专项", None, None), (None, "公开", None, "特色"), (None, "目录", "更新", None)], ("A1:A3", "B1:D1", "B2:C2", "D2:D3")),
        ([("单位", "公开", None, "特色"), (None, 1.1, 1.2, None)], ("A1:A2", "B1:C1", "D1:D2")),
        ([("单位", "得分", None, None), (None, "1.1", "1.2", "2")], ("A1:A2", "B1:D1")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_merged", [True, False])
def test_the_scores_below_several_rows_of_headings_are_those_of_the_items(
    tmp_path: Path, smallest: Rubric, rows: Rows, merges: Sequence[str], is_merged: bool
) -> None:
    """Merged as people make it; and as a csv file has it, where the numbers of rows without a unit are nobody's headings."""
    if is_merged:
        file = matrix(tmp_path, smallest, [*rows, ONE, TWO], merges)
    elif any(isinstance(cell, int) and row[0] is None for row in rows for cell in row):
        return
    else:
        file = read(workbook(tmp_path / f"{NAME}.csv", [*rows, ONE, TWO]), smallest)
    assert (found(file), points(file)) == ([], RIGHT)


@pytest.mark.parametrize(
    ("rows", "merges", "codes"),
    [
        ([("单位", "公开", None, "特色"), ONE, TWO], ("B1:C1",), [("S213", "B1")]),
        ([("单位", "公开", None, "特色"), ("分值", 2, 1, 2), ONE, TWO], ("B1:C1",), [("S213", "B1")]),
        ([("单位", "公开", None, "特色"), ("甲区", 2, None, 1)], ("B1:C1",), []),
        ([("单位", "公开", None, "特色"), (None, "目录", "更薪", None), ONE], ("A1:A2", "B1:C1", "D1:D2"), [("S203", None), ("S202", "C2")]),
        ([("单位", "公开", None, "特色"), (None, "目录", "更新", None), ("分值", 2, 2, 2), ONE], ("B1:C1",), [("S205", "C3")]),
        ([("单位", "公开", None, "特色"), ("分值", 4, None, 2), (None, "目录", "更新", None), ONE], ("B1:C1", "B2:C2"), [("S205", "B2")]),
        ([("单位", "1.1", "1.2", "2"), (None, 1, 1, 2), ONE], (), [("S211", "B2")]),
        ([("单位", "1.1", "1.2", "2"), ("单位", "1.1", "1.2", "2"), ONE], (), []),
        ([("单位", "1.1", "1.2", "2"), ONE, ("单位", "1.1", "1.2", "2"), TWO], (), []),
    ],
)  # fmt: skip
def test_what_is_wrong_with_headings_is_found_at_its_cell(
    tmp_path: Path, smallest: Rubric, rows: Rows, merges: Sequence[str], codes: list[Any]
) -> None:
    assert found(matrix(tmp_path, smallest, rows, merges)) == codes


SAME_NUMBERS = """\
rubric: numbers
version: "1"
title: 照印编号
total: 4
indicators:
  - id: A
    name: 甲
    max: 2
    items: [{id: A1, number: "1.", name: 更新, max: 1}, {id: A2, number: "2.", name: 数量, max: 1}]
  - id: B
    name: 乙
    max: 2
    items: [{id: B1, number: "1.", name: 答复, max: 1}, {id: B2, number: "2.", name: 其他, max: 1}]
"""


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        (("单位", "1.", "2.", "1.", "2."), [("S217", "B1"), ("S217", "C1"), ("S217", "D1"), ("S217", "E1")]),
        (("单位", "1.", "2."), [("S217", "B1"), ("S217", "C1")]),
        (("单位", "1.更新", "2.数量", "1.答复", "2.其他"), []),
        (("单位", "A1", "A2", "B1", "B2"), []),
    ],
)
def test_headings_of_numbers_alone_that_several_items_have_are_told(
    tmp_path: Path, head: Sequence[str], codes: list[Any]
) -> None:
    rubric = rubric_of(SAME_NUMBERS, tmp_path / "r.yaml")
    rows = [head, ("甲区", 1, 0.5, 0.25, 0)[: len(head)]]
    assert found(read(workbook(tmp_path / f"{NAME}.csv", rows), rubric)) == codes
    assert found(matrix(tmp_path, rubric, rows)) == codes


SAME_NAMES = """\
rubric: same
version: "1"
title: 同名
total: 4
indicators:
  - {id: "1", name: 甲, max: 2, items: [{id: "1.1", name: 更新, max: 1}, {id: "1.2", name: 数量, max: 1}]}
  - {id: "2", name: 乙, max: 2, items: [{id: "2.1", name: 更新, max: 1}, {id: "2.2", name: 数量, max: 1}]}
"""


def test_names_that_several_items_have_are_told_apart_by_the_heading_above(tmp_path: Path) -> None:
    rubric = rubric_of(SAME_NAMES, tmp_path / "r.yaml")
    rows = [("单位", "甲", None, "乙", None), (None, "更新", "数量", "数量", "更新"), ("甲区", 1, 0.5, 0.25, 0)]
    file = matrix(tmp_path, rubric, rows, ("A1:A2", "B1:C1", "D1:E1"))
    assert (found(file), points(file)) == ([], {"甲区": "1 0.5 0 0.25"})
    file = read(workbook(tmp_path / f"{NAME}.csv", rows), rubric)
    assert (found(file), points(file)) == ([], {"甲区": "1 0.5 0 0.25"})


@pytest.mark.parametrize(
    ("head", "row", "codes"),
    [
        (("单位", "公开", "1.1", "1.2", "2"), ("甲区", 2.5, 2, 0.5, 1.5), []),
        (("单位", "公开", "1.1", "1.2", "2"), ("甲区", 3, 2, 0.5, 1.5), [("S215", "B2")]),
        (("单位", "1.1", "1.2", "小计", "2"), ("甲区", 2, 0.5, 2.5, 1.5), []),
        (("单位", "1.1", "1.2", "小计", "2"), ("甲区", 2, 0.5, 2.25, 1.5), [("S215", "D2")]),
        (("单位", "1.1", "1.2", "公开小计", "2", "合计"), ("甲区", 2, 0.5, 2.5, 1.5, 4), []),
        (("单位", "1.1", "1.2", "小计", "2", "合计"), ("甲区", 2, 0.5, 2.5, 1.5, 5), [("S215", "F2")]),
        (("单位", "总分", "1.1", "1.2", "2"), ("甲区", 4, 2, 0.5, 1.5), []),
        (("单位", "1.1", "1.2", "2", "合计", "名次", "平均分", "得分率"), ("甲区", 2, 0.5, 1.5, 4, 1, 9, 0.8), []),
        (("单位", "1.1", "1.2", "2", "合计"), ("甲区", 2, 0.5, 1.5, None), []),
        (("单位", "1.1", "1.2", "2", "合计"), ("甲区", 2, 0.5, 1.5, "四分"), []),
    ],
)
def test_s215_a_column_of_sums_is_compared_and_never_counted(
    tmp_path: Path, smallest: Rubric, head: Sequence[str], row: Sequence[Any], codes: list[Any]
) -> None:
    file = matrix(tmp_path, smallest, [head, row])
    assert (found(file), points(file)) == (codes, {"甲区": "2 0.5 1.5"})


def test_an_indicator_beside_its_items_never_stands_in_for_one_that_is_blank(tmp_path: Path, smallest: Rubric) -> None:
    file = matrix(tmp_path, smallest, [("单位", "公开", "1.1", "1.2", "2"), ("甲区", 3, 2, None, 1.5)])
    assert (found(file), points(file)) == ([("S102", "D2")], {"甲区": "2 - 1.5"})


def test_a_unit_that_is_merged_over_several_rows_is_that_of_each(tmp_path: Path, smallest: Rubric) -> None:
    head = ("单位", "1.1", "1.2", "2")
    file = matrix(tmp_path, smallest, [head, ONE, (None, 1, 1, 1), TWO, (None, None, None, None)], ("A2:A3", "A4:A5"))
    assert [sheet.identity.unit for sheet in file.sheets] == ["甲区", "甲区", "乙区"]
    assert (found(file), [sheet.points for sheet in file.sheets]) == ([], ["2 0.5 1.5", "1 1 1", "1 1 0"])


MEANS = ("=AVERAGE(B2:B3)", "=AVERAGE(C2:C3)", "=AVERAGE(D2:D3)")
HEAD = ("单位", "1.1", "1.2", "2")


@pytest.mark.parametrize(
    "row",
    [
        *[(word, 1, 1, 1) for word in ("合计：", "平均值", "平均得分", "全区平均", "最高分", "最低分", "得分率", "参评单位数")],
        *[(word, 1, 1, 1) for word in ("本列合计", "总计分", "均分", "小计（分）", "AVERAGE", "Grand Total", "中位数", "标准差")],
        *[(word, None, None, None) for word in ("备注：以上得分经集体研究", "填表人：某某", "审核人", "注1：得分保留两位", "盖章")],
        ("填表人：某某", None, "日期", "2026-1-2"),
        ("审核人", "签字", None, None),
        ("全区平均\u200b", 1, 1, 1),
    ],
)  # fmt: skip
def test_rows_of_sums_and_notes_are_no_units(tmp_path: Path, smallest: Rubric, row: Sequence[Any]) -> None:
    file = matrix(tmp_path, smallest, [HEAD, ONE, TWO, row])
    assert ([each for each in found(file) if each[0] != "S311"], points(file)) == ([], RIGHT)


@pytest.mark.parametrize(
    "name",
    ["平均镇", "总工会", "合计局", "统计局", "审计局", "最高人民法院", "标准委", "日照市", "注册中心", "说明镇", "Summit", "Maxton"],
)  # fmt: skip
def test_a_unit_whose_name_holds_such_a_word_is_a_unit(tmp_path: Path, smallest: Rubric, name: str) -> None:
    file = matrix(tmp_path, smallest, [HEAD, (name, 2, 1, 2)])
    assert (found(file), points(file)) == ([], {name: "2 1 2"})


def test_s214_a_row_of_formulas_over_the_rows_above_is_left_out_and_told(tmp_path: Path, smallest: Rubric) -> None:
    file = matrix(tmp_path, smallest, [HEAD, ONE, TWO, ("某市水平", *MEANS)])
    path = tmp_path / f"{NAME}.xlsx"
    assert [code for code, _ in found(file)] == ["S214"]
    assert points(file) == RIGHT
    assert [code for code, _ in found(matrix(tmp_path, smallest, [HEAD, ONE, ("某组平均分", 1, 1, 1)]))] == ["S214"]
    matrix(tmp_path, smallest, [HEAD, ONE, ("合计", 1, 1, 1)])
    listed = read_file(path, path.name, library_of(smallest, named=True), units=frozenset({"合计"}))
    assert (found(listed), points(listed)) == ([], {"甲区": "2 0.5 1.5", "合计": "1 1 1"})


UNIT = ("编号", "子项", "分值", "得分", None, "评分依据", "附件或链接")
FIRST, SECOND, THIRD = ("1.1", "目录", 2, 2), ("1.2", "更新", 1, 1), ("2", "特色", 2, 1.5)


def unit_sheet(path: Path, rubric: Rubric, rows: Rows, merges: Sequence[str]) -> File:
    return read(merged(path / "甲区-组-1.xlsx", rows, merges), rubric)


def test_s213_a_heading_of_scores_over_two_columns_is_refused_if_both_are_filled(
    tmp_path: Path, smallest: Rubric
) -> None:
    rows: list[Sequence[Any]] = [UNIT, FIRST, SECOND, (*THIRD, None, "好")]
    assert found(unit_sheet(tmp_path, smallest, rows, ("D1:E1",))) == []
    assert found(unit_sheet(tmp_path, smallest, [*rows[:3], (*THIRD, 2, "好")], ("D1:E1",))) == [("S213", "D1")]
    below = [(None, None, None, "自评", "考评"), *rows[1:3], (*THIRD, 2, "好")]
    merges = ("D1:E1", "A1:A2", "B1:B2", "C1:C2")
    assert found(unit_sheet(tmp_path, smallest, [UNIT, *below], merges)) == [("S213", "D1")]
    assert found(unit_sheet(tmp_path, smallest, [UNIT, *below], ("D1:E1",))) == [("S213", "D1")]


def test_headings_of_a_unit_sheet_in_two_rows_are_one(tmp_path: Path, smallest: Rubric) -> None:
    rows = [
        ("编号", "子项", "分值", "考评", None),
        (None, None, None, "得分", "评分依据"),
        FIRST,
        SECOND,
        (*THIRD, "好"),
    ]
    file = unit_sheet(tmp_path, smallest, rows, ("A1:A2", "B1:B2", "C1:C2", "D1:E1"))
    assert (found(file), file.sheets[0].points) == ([], "2 1 1.5")


def test_a_reason_that_is_merged_over_rows_holds_for_each_of_them(tmp_path: Path) -> None:
    text = SAME_NAMES.replace("name: 更新, max: 1}", "name: 更新, max: 1, judgement: 酌情}")
    rubric = rubric_of(text.replace("name: 数量, max: 1}", "name: 数量, max: 1, judgement: 酌情}"), tmp_path / "r.yaml")
    head = ("编号", "分值", "得分", "评分依据", "附件或链接")
    rows = [head, ("1.1", 1, 1, "好", "甲"), ("1.2", 1, 1), ("2.1", 1, 1, "中"), ("2.2", 1, 1)]
    file = unit_sheet(tmp_path, rubric, rows, ("D2:D3", "E2:E5"))
    assert found(file) == [("S113", "D5")]
    assert [(note.item, note.reason, note.link) for note in file.sheets[0].notes] == [
        ("1.1", "好", "甲"),
        ("1.2", "好", "甲"),
        ("2.1", "中", "甲"),
        ("2.2", "", "甲"),
    ]


PRINTED = ("指标", "子项", "分值", "得分")


@pytest.mark.parametrize(
    ("rows", "merges", "codes", "line"),
    [
        ([("公开", "a", 3, 2.5), (None, "b", None, None), ("特色", None, 2, 1)], ("A2:A3",), [], "2.5 1"),
        ([("公开", "a", 3, None), (None, "b", None, 2.5), ("特色", None, 2, 1)], ("A2:A3",), [], "2.5 1"),
        ([("公开", "a", 3, 2), (None, "b", None, 1), ("特色", None, 2, 1)], ("A2:A3",), [("S204", "D3")], "2 1"),
        ([("公开", "目录", 2, 2), (None, "更新", 1, 1), ("特色", None, 2, 1)], ("A2:A3",), [], "2 1 1"),
        ([("公开", "a", 3, 2), (None, "b", None, 1), ("特色", None, 2, 1)], (), [("S207", "D3")], "2 1"),
    ],
)  # fmt: skip
def test_an_indicator_of_a_printed_table_that_is_merged_over_rows_is_that_of_each(
    tmp_path: Path, smallest: Rubric, rows: Rows, merges: Sequence[str], codes: list[Any], line: str
) -> None:
    file = unit_sheet(tmp_path, smallest, [PRINTED, *rows], merges)
    assert [each for each in found(file) if each[0] not in {"S113", "S210"}] == codes
    assert file.sheets[0].points == line
