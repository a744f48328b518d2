"""Numbers as printed: shown on sheets, and read back whatever a spreadsheet or a person made of them; never by a guess."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.authoring.cases.case_check import with_rubric_cases
from gkpg.base.normalize import fold_id
from gkpg.differences.rubrics import compare_rubrics
from gkpg.rubric.blocks import Gate
from gkpg.rubric.load import parse_rubric
from gkpg.rubric.vetoes import Minus
from gkpg.sheets.blank.matrix_sheet import HEAD, BlankMatrixSheet, render_matrix_sheet
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.yamlfiles.document import parse_yaml
from tests.conftest import fill, library_of, read_file, read_sheet, read_xlsx, rubric_of
from tests.test_blank_sheets import convert, needs_libreoffice

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric
    from gkpg.sheets.model import Sheet

Cells = dict[str, Any]

#: Twelve rows in one indicator, names that repeat in part.
TWELVE = """\
rubric: twelve
version: "1"
title: 十二项
total: 12
indicators:
  - id: "3"
    name: 公开
    max: 12
    items:
""" + "".join(f'      - {{id: "3.{n}", name: 第{n}项, max: 1}}\n' for n in range(1, 13))
#: The numbers that notices print: the same below each indicator.
PRINTED = """\
rubric: printed
version: "1"
title: 照印
total: 14
indicators:
  - id: 一、
    name: 主动公开
    max: 8
    items:
      - {id: 一（一）, number: （一）, name: 目录, max: 2}
      - {id: 一（二）, number: （二）, name: 其他, max: 2}
      - id: 一（三）
        number: （三）
        name: 网站
        max: 4
        items:
          - {id: "1-1-1", name: 栏目, max: 1}
          - {id: ①, name: 检索, max: 1}
          - {id: Ⅲ, name: 适老, max: 1}
          - {id: "1/2", name: 链接, max: 1}

  - id: 二、
    name: 依申请公开
    max: 6
    items:
      - {id: 二（一）, number: （一）, name: 答复, max: 3}
      - {id: 二（二）, number: （二）, name: 其他, max: 3}
"""
#: The rows of the items in a sheet of PRINTED, and what they show as numbers.
SHOWN = {
    6: "（一）", 7: "（二）", 8: "1-1-1", 9: "①", 10: "Ⅲ", 11: "1/2", 13: "（一）", 14: "（二）",
}  # fmt: skip
IDS = ("一（一）", "一（二）", "1-1-1", "①", "Ⅲ", "1/2", "二（一）", "二（二）")
FULL = {f"G{row}": 1 for row in SHOWN}


@pytest.fixture
def twelve(tmp_path: Path) -> Rubric:
    return rubric_of(TWELVE, tmp_path / "twelve.yaml")


@pytest.fixture
def printed(tmp_path: Path) -> Rubric:
    return rubric_of(PRINTED, tmp_path / "printed.yaml")


def sheet_of(rubric: Rubric, folder: Path, cells: Cells) -> Path:
    return fill(render_unit_sheet(BlankUnitSheet(rubric, "甲区", "评分组", "1")), folder / "甲区-评分组-1.xlsx", cells)


def read(path: Path, rubric: Rubric) -> Sheet:
    return read_sheet(path, path.name, library_of(rubric, named=True))


def points(sheet: Sheet) -> dict[str, Decimal | Any]:
    return {entry.item: entry.points for entry in sheet.entries}


def told(sheet: Sheet) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.place.cell) for finding in sheet.findings]


#: A score of its own for each row, so that a row which is taken for another shows.
OWN = {f"G{5 + n}": Decimal(n) / 100 for n in range(1, 13)}
RIGHT = {f"3.{n}": Decimal(n) / 100 for n in range(1, 13)}


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({}, []),
        ({"C15": "3.10"}, []),
        ({"C15": "３．１０"}, []),
        # a number; the name decides, else what the cell shows, else that all others have rows of their own
        ({"C15": {"value": 3.1, "format": "General"}}, []),
        ({"C6": {"value": 3.1, "format": "General"}, "C15": {"value": 3.1, "format": "General"}}, []),
        ({"C15": {"value": 3.1, "format": "0.00"}, "D15": None}, [("S206", "D15")]),
        ({"C6": {"value": 3.1, "format": "0.00"}, "C15": {"value": 3.1, "format": "0.00"}}, []),
        ({"C6": {"value": 3.1, "format": "General"}, "D6": None}, [("S206", "D6")]),
        ({"C15": {"value": 3.1, "format": "General"}, "D15": "第十项"}, [("S206", "D15")]),
        ({f"C{5 + n}": {"value": float(f"3.{n}"), "format": "General"} for n in range(1, 13)}, []),
    ],
)
def test_a_number_is_that_of_the_row_with_its_name(
    cells: Cells, wrong: list[Any], twelve: Rubric, tmp_path: Path
) -> None:
    sheet = read(sheet_of(twelve, tmp_path, {**OWN, **cells}), twelve)
    assert (points(sheet), told(sheet)) == (RIGHT, wrong)


@pytest.mark.parametrize(
    "cells",
    [
        {"C6": 3.1, "C15": 3.1, "D6": None, "D15": None},
        {"C6": 3.1, "C15": 3.1, "D6": "改过", "D15": "也改过"},
    ],
)
def test_two_rows_that_could_each_be_either_are_one_finding_each(cells: Cells, twelve: Rubric, tmp_path: Path) -> None:
    given = {key: {"value": each, "format": "General"} for key, each in cells.items()}
    sheet = read(sheet_of(twelve, tmp_path, {**OWN, **given}), twelve)
    assert told(sheet) == [("S217", "C6"), ("S217", "C15")]
    assert points(sheet) == {item: each for item, each in RIGHT.items() if item not in {"3.1", "3.10"}}
    assert sheet.findings[0].message("zh") == "编号是数 3.1，分不清是哪一项：3.1 第1项、3.10 第10项"


def test_one_row_may_be_either_where_the_other_is_gone(twelve: Rubric, tmp_path: Path) -> None:
    cells = {**OWN, "C15": {"value": 3.1, "format": "General"}, "D15": None, "C6": None, "D6": None, "G6": None}
    sheet = read(sheet_of(twelve, tmp_path, cells), twelve)
    assert told(sheet) == [("S217", "C15")]


CSV = "被考核单位,甲区\n评分来源,评分组\n评分人,1\n编号,子项,分值,得分\n"


def csv_of(tmp_path: Path, rows: list[str], head: str = CSV) -> Path:
    path = tmp_path / "甲区-评分组-1.csv"
    path.write_text(head + "\n".join(rows), "utf-8")
    return path


def test_a_csv_says_3_10_as_it_is_written(twelve: Rubric, tmp_path: Path) -> None:
    rows = [f"3.{n},1,{Decimal(n) / 100}" for n in range(1, 13)]
    sheet = read(csv_of(tmp_path, rows, CSV.replace(",子项", "")), twelve)
    assert (points(sheet), told(sheet)) == (RIGHT, [])


def test_a_csv_that_a_spreadsheet_saved_anew_goes_by_names(twelve: Rubric, tmp_path: Path) -> None:
    rows = [f"{float(f'3.{n}')},第{n}项,1,{Decimal(n) / 100}" for n in range(1, 13)]
    assert rows[9].startswith("3.1,第10项")
    sheet = read(csv_of(tmp_path, rows), twelve)
    assert (points(sheet), told(sheet)) == (RIGHT, [])
    without = read(csv_of(tmp_path, [row.replace("项", "条") for row in rows]), twelve)
    assert [code for code, _ in told(without)].count("S217") == 2


@pytest.mark.parametrize(
    ("head", "wrong"),
    [
        ([f"3.{n}" for n in range(1, 13)], []),
        ([f"3.{n} 第{n}项" for n in range(1, 13)], []),
        ([f"3.{n}第{n}项" for n in range(1, 13)], []),
        ([f"{float(f'3.{n}')}" for n in range(1, 13)], ["S217", "S217"]),
        ([f"第{n}项" for n in range(1, 13)], []),
    ],
)
def test_a_matrix_is_read_by_the_same_rules(head: list[str], wrong: list[str], twelve: Rubric, tmp_path: Path) -> None:
    path = tmp_path / "评分组-1.csv"
    scores = ",".join(str(each) for each in RIGHT.values())
    path.write_text(f"评分来源：,评分组\n评分人：,1\n单位,{','.join(head)}\n甲区,{scores}\n", "utf-8")
    sheet = read(path, twelve)
    assert [code for code, _ in told(sheet)] == wrong
    assert points(sheet) == {item: each for item, each in RIGHT.items() if not wrong or item not in {"3.1", "3.10"}}


def test_sheets_show_numbers_as_they_are_printed(printed: Rubric, tmp_path: Path) -> None:
    path = sheet_of(printed, tmp_path, FULL)
    grid = read_xlsx(path).grids[0]
    assert {row: grid.at(row, 3).text for row in SHOWN} == SHOWN
    assert [grid.at(row, 1).text for row in (6, 13)] == ["一、", "二、"]
    assert grid.at(8, 2).text == "主动公开\n（三） 网站"
    sheet = read(path, printed)
    assert (points(sheet), told(sheet)) == (dict.fromkeys(IDS, Decimal(1)), [])


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"C6": "(一)", "C13": "〔 一 〕", "C10": "III", "C8": "１－１－１", "C9": "①、"}, []),
        ({"C6": "一（一）", "C13": "二(一)"}, []),
        ({"C7": "（二）", "C14": "二（二）"}, []),
        ({"C7": "一（二）", "C14": "(二)"}, []),
        ({"C7": "（二）", "B6": None}, []),
        ({"C7": "（二）", "B6": None, "B13": None}, [("S217", "C7"), ("S217", "C14")]),
        ({"C6": "（一）", "D6": "答复"}, [("S205", "F6"), ("S204", "C13"), ("S203", None)]),
    ],
)
def test_a_number_that_repeats_is_that_of_the_row_with_its_name(
    cells: Cells, wrong: list[Any], printed: Rubric, tmp_path: Path
) -> None:
    sheet = read(sheet_of(printed, tmp_path, {**FULL, **cells}), printed)
    assert sorted(told(sheet), key=str) == sorted(wrong, key=str)


DAY, OTHER = datetime.date(2022, 1, 2), datetime.date(2022, 1, 3)


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"C11": {"value": DAY, "format": 'm"月"d"日"'}}, [("S218", "C11")]),
        ({"C11": {"value": datetime.date(2022, 2, 1), "format": "d-mmm"}}, [("S218", "C11")]),
        ({"C8": {"value": datetime.date(2001, 1, 1), "format": "yyyy-mm-dd"}}, [("S218", "C8")]),
        ({"C8": {"value": 36892, "format": "General"}}, [("S218", "C8")]),
        ({"C11": "1月2日"}, [("S218", "C11")]),
        ({"C11": "2-Jan"}, [("S218", "C11")]),
        ({"C11": "2022/1/2"}, [("S218", "C11")]),
        ({"C11": {"value": DAY, "format": "m/d"}, "D11": None}, [("S219", "C11")]),
        ({"C11": {"value": OTHER, "format": "m/d"}}, [("S219", "C11"), ("S203", None)]),
        ({"C11": {"value": DAY, "format": "m/d"}, "D11": "栏目"}, [("S219", "C11")]),
    ],
)
def test_a_number_that_became_a_date_is_told(cells: Cells, wrong: list[Any], printed: Rubric, tmp_path: Path) -> None:
    sheet = read(sheet_of(printed, tmp_path, {**FULL, **cells}), printed)
    assert sorted(told(sheet), key=str) == sorted(wrong, key=str)
    is_read = wrong[0][0] == "S218"
    assert set(points(sheet)) == {item for item in IDS if is_read or item != "1/2"}


def test_a_date_says_what_it_may_have_been(printed: Rubric, tmp_path: Path) -> None:
    cells = {**FULL, "C11": {"value": DAY, "format": "m/d"}, "D11": None}
    (finding,) = read(sheet_of(printed, tmp_path, cells), printed).findings
    assert finding.message("zh") == "编号变成了日期 2022-01-02（原来可能是 1/2 链接）"


def matrix_of(rubric: Rubric) -> bytes:
    return render_matrix_sheet(BlankMatrixSheet(rubric, "汇总", "评分组", "1", ("甲区",), rubric.leaf_ids, {}))


def test_a_matrix_shows_numbers_as_they_are_printed(printed: Rubric, tmp_path: Path) -> None:
    cells = {f"{letter}{HEAD + 2}": n for n, letter in zip([1, 1, 1, 1, 1, 1, 3, 2], "BCDEFGHI", strict=True)}
    path = fill(matrix_of(printed), tmp_path / "评分组-1.xlsx", cells)
    grid = read_xlsx(path).grids[0]
    assert [grid.at(HEAD, column).text for column in (2, 3, 8, 9)] == [
        "（一） 目录",
        "一（二） 其他",
        "（一） 答复",
        "二（二） 其他",
    ]
    sheet = read(path, printed)
    assert told(sheet) == []
    assert points(sheet) == dict(zip(IDS, map(Decimal, [1, 1, 1, 1, 1, 1, 3, 2]), strict=True))


def test_headings_below_a_heading_may_repeat_its_numbers(printed: Rubric, tmp_path: Path) -> None:
    path = tmp_path / "评分组-1.csv"
    first = "单位,一、主动公开,,,,,,二、依申请公开,"
    second = ",（一）,（二）,1-1-1,①,III,1/2,(一),（二）其他"
    path.write_text(f"评分来源：,评分组\n评分人：,1\n{first}\n{second}\n甲区,1,1,1,1,1,1,3,2\n", "utf-8")
    sheet = read(path, printed)
    assert points(sheet) == dict(zip(IDS, map(Decimal, [1, 1, 1, 1, 1, 1, 3, 2]), strict=True))
    assert told(sheet) == []


@needs_libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saves_reads_the_same(kind: str, twelve: Rubric, printed: Rubric, tmp_path: Path) -> None:
    saved = convert(sheet_of(twelve, tmp_path, OWN), tmp_path / "saved", kind)
    assert points(read(saved, twelve)) == RIGHT
    saved = convert(sheet_of(printed, tmp_path, FULL), tmp_path / "saved", kind)
    assert points(read(saved, printed)) == dict.fromkeys(IDS, Decimal(1))


#: csv in UTF-8, with commas.
UTF_8 = "csv:Text - txt - csv (StarCalc):44,34,76,1"


@needs_libreoffice
def test_a_csv_of_libreoffice_and_back_reads_the_same(twelve: Rubric, tmp_path: Path) -> None:
    """As csv 3.10 is written out; opened again it is 3.1, and names tell the rows apart."""
    saved = convert(sheet_of(twelve, tmp_path, OWN), tmp_path / "csv", UTF_8)
    assert points(read(saved, twelve)) == RIGHT
    again = convert(saved, tmp_path / "again", "xlsx", "--infilter=CSV:44,34,76")
    assert points(read_file(again, again.name, library_of(twelve, named=True)).sheets[0]) == RIGHT


@given(text=st.text("（）()〔〕一二三123①Ⅲ⑴.、 ．－-–Aaａ", max_size=12))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold_id(fold_id(text)) == fold_id(text)


#: A rubric whose gate, veto and case write ids in another form than its items do.
REFERRING = """\
rubric: referring
version: "1"
title: 引用
total: 10
indicators:
  - {id: （一）, name: 公开, max: 6}
  - {id: A1-1, name: 更新, max: 4}
beside:
  - id: 加分
    name: 加分项
    kind: bonus
    gate: {item: (一), from: 5}
    items:
      - {id: ①, name: 创新, max: 2}
vetoes:
  - {id: V1, name: 失密, effect: {minus: {item: a1–1, points: 1}}}
cases:
  - {name: 得分, scores: {(一): 6, ａ1-1: 4, ①: 2, v1: ✗}, total: 12, points: {〔一〕: 6}}
"""


def test_references_within_a_rubric_are_read_in_any_form(tmp_path: Path) -> None:
    loaded = with_rubric_cases(parse_rubric(parse_yaml(REFERRING.encode(), "a.yaml")))
    assert loaded.findings == ()
    assert loaded.rubric is not None
    assert (loaded.rubric.beside[0].gate, loaded.rubric.vetoes[0].effect.minus) == (
        Gate(item="（一）", **{"from": Decimal(5)}),
        Minus(item="A1-1", points=Decimal(1)),
    )
    assert loaded.rubric.cases[0].scores == {"（一）": "6", "A1-1": "4", "①": "2", "V1": "✗"}


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("item: (一)", "item: (二)", (12, 18, "R219")),
        ("〔一〕: 6", "〔一〕: 5", (18, 81, "C104")),
        ("〔一〕: 6", "〔二〕: 6", (18, 81, "C101")),
        ("①: 2", "①: 2, (1): 2", (18, 53, "C101")),
        ("ａ1-1: 4", "ａ1-1: 4, a1-1: 3", (18, 48, "C101")),
    ],
)
def test_what_is_wrong_with_a_reference_is_told_at_its_place(old: str, new: str, wrong: tuple[int, int, str]) -> None:
    text = REFERRING.replace(old, new)
    loaded = with_rubric_cases(parse_rubric(parse_yaml(text.encode(), "a.yaml")))
    assert [(each.place.line, each.place.column, each.code) for each in loaded.findings] == [wrong]


@pytest.mark.parametrize(
    ("number", "codes"),
    [("（一）", []), ("1. 1", ["R110"]), ("1\u200b", ["R110"]), ("", ["R103"])],
)
def test_a_number_may_repeat_and_holds_nothing_unseen(number: str, codes: list[str]) -> None:
    text = PRINTED.replace("number: （一）", f'number: "{number}"', 1)
    assert [each.code for each in parse_rubric(parse_yaml(text.encode(), "a.yaml")).findings] == codes


def test_a_printed_number_is_part_of_what_an_assessor_sees(printed: Rubric, tmp_path: Path) -> None:
    other = rubric_of(PRINTED.replace("number: （三）", "number: （四）"), tmp_path / "other.yaml")
    assert other.fingerprint != printed.fingerprint
    changes = compare_rubrics(printed, other).changes
    assert [(change.kind, change.field, change.node.id) for change in changes] == [("text", "number", "一（三）")]


def test_messages_call_an_item_by_its_printed_number_where_that_and_its_name_are_its_own(tmp_path: Path) -> None:
    """Two rows “2. 其他” keep their ids; so do items of which no number is printed."""
    text = """\
rubric: printed
version: "1"
title: 照印
total: 6
indicators:
  - {id: A, number: 一、, name: 公开, max: 4, items: [{id: A1, number: "1.", name: 目录, max: 3}, {id: A2, number: "2.", name: 其他, max: 1}]}
  - {id: B, name: 解读, max: 2, items: [{id: B1, number: "1.", name: 图解, max: 1}, {id: B2, number: "2.", name: 其他, max: 1}]}
"""
    rubric = rubric_of(text, tmp_path / "r.yaml")
    assert [item.label for item in rubric.walk()] == [
        "一、 公开", "1. 目录", "A2 其他", "B 解读", "1. 图解", "B2 其他"
    ]  # fmt: skip
