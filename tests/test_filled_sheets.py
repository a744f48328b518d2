"""Filled sheets: what is read from them, and what is found wrong, at the very cell."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkpg.findings.codes import CODES, Severity
from gkpg.findings.gallery import BASE, load_gallery
from gkpg.ledger.submissions import find_files
from gkpg.scoring import score
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.layout import HIDDEN_FORMAT, HIDDEN_KEYS, HIDDEN_NAME
from gkpg.sheets.model import Identity
from tests.conftest import fill, filled, gather, library_of, read_sheet, rubric_of

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric
    from gkpg.sheets.model import Sheet

Rows = Sequence[Sequence[Any]]

CELLS = {code: example for code, example in load_gallery().items() if example.cells}

#: What the wrong cells of each example give: the findings with their cells, in order. A row that is gone has no cell.
WRONG: dict[str, list[tuple[str, str | None]]] = {
    "S101": [("S101", "G6")],
    "S102": [("S102", "G6")],
    "S103": [("S103", None)],
    "S104": [("S104", "G6")],
    "S105": [("S105", "G6")],
    "S106": [("S106", "G6")],
    "S107": [("S107", "G6")],
    "S108": [("S108", "G6")],
    "S109": [("S109", "G6")],
    "S110": [("S110", "G6")],
    "S111": [("S111", "G6")],
    "S112": [("S112", "G6")],
    "S113": [("S113", "I9")],
    "S115": [("S115", "G6")],
    "S128": [("S128", "G6")],
    "S132": [("S132", "H6")],
    "S201": [("S201", None)],
    "S202": [("S203", None), ("S202", "C6")],
    "S203": [("S203", None)],
    "S204": [("S203", None), ("S204", "C7")],
    "S205": [("S205", "F6")],
    "S206": [("S206", "D6")],
    "S207": [("S207", "G12")],
    "S208": [("S208", "N5")],
    "S306": [("S306", "C3")],
    "S311": [("S311", "D6")],
}
#: What the near misses give; nothing where none is named.
NEAR: dict[str, list[tuple[str, str | None]]] = {"S103": [("S102", "G6"), ("S102", "G7")], "S105": [("S110", "G6")]}


def read(path: Path, *rubrics: Rubric, named: bool = False) -> Sheet:
    """A sheet read with these rubrics at hand."""
    return read_sheet(path, path.name, library_of(*rubrics, named=named))


def found(sheet: Sheet) -> list[tuple[str, str | None]]:
    """The findings of a sheet, each by its code and cell."""
    return [(finding.code, finding.place.cell) for finding in sheet.findings]


def scores(sheet: Sheet) -> dict[str, str]:
    """The points of each item; `-` where there are none."""
    return {entry.item: "-" if entry.points is None else str(entry.points) for entry in sheet.entries}


def test_a_sheet_filled_right_has_no_finding(tmp_path: Path, smallest: Rubric) -> None:
    sheet = read(filled(smallest, tmp_path, {}), smallest)
    assert sheet.findings == ()
    assert [(entry.item, str(entry.points), entry.cell, entry.reason) for entry in sheet.entries] == [
        ("1.1", "2", "G6", ""),
        ("1.2", "1", "G7", ""),
        ("2", "1.5", "G9", "案例二则"),
    ]
    assert (sheet.rubric, sheet.name) == (("smallest", "1"), "评分表")
    assert sheet.identity == Identity("甲区", "评分组", "1")


@pytest.mark.parametrize("code", CELLS)
def test_the_wrong_cells_of_the_gallery_are_found_where_they_stand(tmp_path: Path, smallest: Rubric, code: str) -> None:
    assert found(read(filled(smallest, tmp_path, CELLS[code].cells), smallest)) == WRONG[code]


@pytest.mark.parametrize("code", CELLS)
def test_the_near_misses_of_the_gallery_are_not_flagged(tmp_path: Path, smallest: Rubric, code: str) -> None:
    assert found(read(filled(smallest, tmp_path, CELLS[code].near), smallest)) == NEAR.get(code, [])


@pytest.mark.parametrize("code", CELLS)
def test_whatever_is_wrong_with_a_sheet_is_scored_to_its_end(tmp_path: Path, smallest: Rubric, code: str) -> None:
    filled(smallest, tmp_path / "sheets", CELLS[code].cells)
    ledger = gather(find_files([tmp_path / "sheets"]), library_of(smallest))
    (unit,) = score(ledger).groups[0].units
    is_error = any(finding.severity is Severity.ERROR for finding in ledger.findings)
    assert (unit.name, unit.total is None) == ("甲区", is_error)


def test_everything_wrong_is_found_at_once(tmp_path: Path, smallest: Rubric) -> None:
    cells = {"G6": 2.1, "G7": "√", "I9": None, "F7": 2, "D9": "特点", "C3": "乙区", "G11": 9}
    assert found(read(filled(smallest, tmp_path, cells), smallest)) == [
        ("S306", "C3"),
        ("S101", "G6"),
        ("S205", "F7"),
        ("S105", "G7"),
        ("S206", "D9"),
        ("S113", "I9"),
        ("S207", "G11"),
    ]


def test_a_finding_names_sheet_cell_score_and_cap(tmp_path: Path, smallest: Rubric) -> None:
    (finding,) = read(filled(smallest, tmp_path, {"G6": 2.1}), smallest).findings
    assert finding.line("zh") == "甲区-评分组-1.xlsx 评分表!G6: 得分 2.1 超过分值 2（1.1 目录），请改正或说明 [S101]"


@pytest.mark.parametrize(
    ("value", "code", "points"),
    [
        (0, None, "0"),
        (2, None, "2"),
        (1.10, None, "1.1"),
        (0.1 + 0.2, None, "0.3"),
        ({"value": 1.25, "format": "0"}, "S115", "1.25"),
        ({"value": 1.25, "format": "0.00"}, None, "1.25"),
        ({"value": 1, "format": ";;;"}, "S115", "1"),
        ({"value": 1.5, "format": '0.0"分"'}, None, "1.5"),
        ({"value": 1, "format": "@"}, None, "1"),
        ("1.5", "S110", "1.5"),
        (" 1.5\u00a0", "S110", "1.5"),
        ("１．５分", "S110", "1.5"),
        ("1,5", "S110", "1.5"),
        ("1-2", "S105", "-"),
        ("1.2.3", "S105", "-"),
        ("√", "S105", "-"),
        ("无", "S105", "-"),
        ("-", "S105", "-"),
        (True, "S105", "-"),
        ("/", "S112", "-"),
        ("不涉及", "S112", "-"),
        ("Ｎ／Ａ", "S112", "-"),
        (None, "S102", "-"),
        (" ", "S102", "-"),
        (datetime.date(2024, 1, 2), "S106", "-"),
        ({"value": 1.5, "format": 'm"月"d"日"'}, "S106", "-"),
        ({"value": 0.5, "format": "0.0%"}, "S107", "-"),
        ("#DIV/0!", "S108", "-"),
        ("=A1", "S109", "-"),
        (2.00001, "S101", "-"),
        ("3分", "S101 S110", "-"),
        (-0.5, "S104", "-"),
        (0.33333, "S111", "0.33333"),
        (2 / 3, "S111", "0.666666666666667"),
    ],
)
def test_what_stands_in_a_score_cell(
    tmp_path: Path, smallest: Rubric, value: Any, code: str | None, points: str
) -> None:
    sheet = read(filled(smallest, tmp_path, {"G6": value}), smallest)
    assert found(sheet) == [(each, "G6") for each in (code or "").split()]
    assert scores(sheet) == {"1.1": points, "1.2": "1", "2": "1.5"}


def test_a_truth_value_is_called_what_the_spreadsheet_shows(tmp_path: Path, smallest: Rubric) -> None:
    """A message that says that 1 is not a number from 0 to 2 helps nobody."""
    (finding,) = read(filled(smallest, tmp_path, {"G6": True}), smallest).findings
    assert finding.message("zh").startswith("“TRUE”不是得分")


@pytest.mark.parametrize(
    ("stored", "findings", "points"),
    [
        ("<v>2</v>", [], "2"),
        ("<f>1+1</f><v>2</v>", [("S114", "G6")], "2"),
        ("<f>1+2</f><v>3</v>", [("S101", "G6"), ("S114", "G6")], "-"),
        ("<f>1+1</f><v></v>", [("S109", "G6")], "-"),
    ],
)
def test_a_formula_counts_by_its_stored_result(
    tmp_path: Path, smallest: Rubric, stored: str, findings: list[Any], points: str
) -> None:
    path = with_xml(filled(smallest, tmp_path, {}), "G6", f"<c r='G6'>{stored}</c>")
    assert (found(read(path, smallest)), scores(read(path, smallest))["1.1"]) == (findings, points)


def test_a_formula_that_yields_an_empty_text_leaves_the_score_blank(tmp_path: Path, smallest: Rubric) -> None:
    """Its result is stored, so to open and save the sheet again would change nothing."""
    cell = "<c r='G6' t='str'><f>IF(A1=0,\"\",A1)</f><v></v></c>"
    assert found(read(with_xml(filled(smallest, tmp_path, {}), "G6", cell), smallest)) == [("S102", "G6")]


@pytest.mark.parametrize(
    ("mark", "findings"), [("✓", [("S112", "H6")]), ("是", [("S112", "H6")]), (" ", []), (None, [])]
)
def test_an_item_marked_as_not_applicable_is_not_scored(
    tmp_path: Path, smallest: Rubric, mark: str | None, findings: list[Any]
) -> None:
    sheet = read(filled(smallest, tmp_path, {"H6": mark}), smallest)
    assert (found(sheet), scores(sheet)["1.1"]) == (findings, "-" if findings else "2")


def with_xml(path: Path, address: str, xml: str) -> Path:
    """A sheet with one cell as another program would have stored it."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    old = rf'<c r="{address}"[^>]*?(/>|>.*?</c>)'
    parts[name] = re.sub(old, lambda _: xml, parts[name].decode(), count=1).encode()
    with zipfile.ZipFile(path, "w") as package:
        for part, data in parts.items():
            package.writestr(part, data)
    return path


def test_a_subtotal_is_nobodys_score_but_a_typed_number_in_its_place_is_flagged(
    tmp_path: Path, smallest: Rubric
) -> None:
    assert found(read(filled(smallest, tmp_path, {"G8": "=G6+G7"}), smallest)) == []
    assert found(read(filled(smallest, tmp_path, {"G8": 3}), smallest)) == [("S207", "G8")]


# Tables drawn anew: the same scores wherever the table stands.

HEADINGS = ("编号", "子项", "分值", "得分", "评分依据")
ITEMS: dict[str, tuple[Any, ...]] = {
    "1.1": ("1.1", "目录", 2, 1.75, "栏目齐全"),
    "1.2": ("1.2", "更新", 1, 0, ""),
    "2": ("2", "特色", 2, 1.5, "案例二则"),
}
SCORES = {"1.1": "1.75", "1.2": "0", "2": "1.5"}
REASONS = {"1.1": "栏目齐全", "1.2": "", "2": "案例二则"}


def draw(
    path: Path, rows: Rows, rubric: Rubric | None = None, top: int = 0, left: int = 0, cover: bool = False
) -> Path:
    """A workbook drawn by openpyxl: rows of cells, and the hidden sheet of a rubric if one is given."""
    workbook = openpyxl.Workbook()
    if cover:
        workbook.worksheets[0].append(["填报说明", "编号", "分值"])
        workbook.create_sheet("表")
    sheet = workbook.worksheets[-1]
    for row, values in enumerate(rows, top + 1):
        for column, value in enumerate(values, left + 1):
            sheet.cell(row, column).value = value
    sheet.protection.sheet = True
    if rubric is not None:
        hidden = workbook.create_sheet(HIDDEN_NAME)
        hidden.sheet_state = "veryHidden"
        made = (HIDDEN_FORMAT, rubric.rubric, rubric.version, rubric.fingerprint, "甲区", "评分组", "1")
        for row in zip(HIDDEN_KEYS, made, strict=True):
            hidden.append(row)
    workbook.save(path)
    return path


def table(order: Sequence[int] = range(5), items: dict[str, tuple[Any, ...]] = ITEMS) -> list[list[Any]]:
    """The rows of the table with its columns in an order."""
    return [[row[index] for index in order] for row in (HEADINGS, *items.values())]


def same_scores(sheet: Sheet, path: Path) -> None:
    """Nothing is flagged, every score is right, and its cell is where it says."""
    assert found(sheet) == []
    assert scores(sheet) == SCORES
    assert {entry.item: entry.reason for entry in sheet.entries} == REASONS
    drawn = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))[sheet.name]
    assert {entry.item: str(drawn[entry.cell].value) for entry in sheet.entries} == SCORES


@settings(max_examples=40, deadline=None)
@given(
    order=st.permutations(range(5)),
    top=st.integers(0, 12),
    left=st.integers(0, 30),
    gaps=st.lists(st.integers(1, 4), max_size=4),
    extra=st.integers(0, 5),
    cover=st.booleans(),
)
def test_a_table_is_read_wherever_it_stands(
    tmp_path_factory: pytest.TempPathFactory,
    order: list[int],
    top: int,
    left: int,
    gaps: list[int],
    extra: int,
    cover: bool,
) -> None:
    """Rows above, columns beside, another order, an extra column, blank rows between, a sheet before it."""
    folder = tmp_path_factory.mktemp("drawn")
    rubric = rubric_of(BASE, folder / "smallest.yaml")
    rows = table(order)
    for row, note in zip(rows, ("备注", "8", "", "无"), strict=True):
        row.insert(extra, note)
    for gap in gaps:
        rows.insert(gap, [])
    path = draw(folder / "a.xlsx", rows, rubric, top, left, cover)
    same_scores(read(path, rubric), path)


@pytest.mark.parametrize(
    "headings",
    [
        ("编 号", "子\n项", "分值 ", " 得分", "评分\u3000依据"),
        ("Item", "NAME", "Max", "score", "Reason"),
        ("编号", "子项", "分值", "得分", "评分依据", "附件或链接", "序号", "指标说明"),
    ],
)
def test_headings_are_read_however_they_are_written(
    tmp_path: Path, smallest: Rubric, headings: tuple[str, ...]
) -> None:
    path = draw(tmp_path / "a.xlsx", [headings, *ITEMS.values()], smallest)
    same_scores(read(path, smallest), path)


def test_only_three_columns_are_needed(tmp_path: Path, smallest: Rubric) -> None:
    rows = [["得分", "编号", "分值"], [2, "1.1", 2], [1, "1.2", 1], [2, "2", 2]]
    sheet = read(draw(tmp_path / "a.xlsx", rows, smallest), smallest)
    assert scores(sheet) == {"1.1": "2", "1.2": "1", "2": "2"}
    assert [code for code, _ in found(sheet)] == ["S113"]


def hide_rows(path: Path, rows: Sequence[int], columns: Sequence[str] = (), condition: str | None = None) -> Path:
    """A workbook with rows and columns hidden; with a condition, by a filter on column D."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.row_dimensions[row].hidden = True
    for column in columns:
        sheet.column_dimensions[column].hidden = True
    if condition is not None:
        sheet.auto_filter.ref = sheet.dimensions
        sheet.auto_filter.add_filter_column(3, [condition])
    workbook.save(path)
    return path


@pytest.mark.parametrize(
    ("rows", "columns", "condition", "findings"),
    [
        ([], [], None, []),
        ([1, 9], [], None, []),
        ([3], [], None, [("S116", "D3")]),
        ([2, 4], [], None, [("S116", "D2"), ("S116", "D4")]),
        ([], ["D"], None, [("S116", "D2"), ("S116", "D3"), ("S116", "D4")]),
        ([], ["E"], None, []),
        ([], [], "1.5", []),
        ([3], [], "1.5", [("S117", "D3")]),
    ],
)
def test_s116_s117_a_score_that_cannot_be_seen_is_named_and_counts(
    tmp_path: Path,
    smallest: Rubric,
    rows: list[int],
    columns: list[str],
    condition: str | None,
    findings: list[tuple[str, str]],
) -> None:
    sheet = read(hide_rows(draw(tmp_path / "a.xlsx", table(), smallest), rows, columns, condition), smallest)
    assert (found(sheet), scores(sheet)) == (findings, SCORES)


def test_merged_cells_around_a_table_do_no_harm(tmp_path: Path, smallest: Rubric) -> None:
    path = draw(tmp_path / "a.xlsx", table(), smallest, top=2)
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0].merge_cells("A1:E1")
    workbook.save(path)
    same_scores(read(path, smallest), path)


@pytest.mark.parametrize(
    ("by_gkpg", "locked", "codes"), [(True, True, []), (True, False, ["S308"]), (False, False, [])]
)
def test_s308_a_sheet_that_gkpg_made_is_locked(
    tmp_path: Path, smallest: Rubric, by_gkpg: bool, locked: bool, codes: list[str]
) -> None:
    name = "甲区-评分组-1.xlsx"
    path = draw(tmp_path / name, table(), smallest if by_gkpg else None)
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0].protection.sheet = locked
    workbook.save(path)
    assert [code for code, _ in found(read(path, smallest, named=True))] == codes


@pytest.mark.parametrize(
    "ids", [(1.1, 1.2, 2), ("1.10", "1.2", "2.0"), (1.1000000000000001, 1.2, 2.0), ("１．１", " 1.2 ", "２")]
)
def test_ids_that_a_spreadsheet_changed_are_known(tmp_path: Path, smallest: Rubric, ids: tuple[Any, ...]) -> None:
    items = {key: (written, *row[1:]) for written, (key, row) in zip(ids, ITEMS.items(), strict=True)}
    path = draw(tmp_path / "a.xlsx", table(items=items), smallest)
    same_scores(read(path, smallest), path)


def test_an_id_of_ten_is_known_when_a_number_cut_its_zero(tmp_path: Path) -> None:
    rubric = rubric_of(BASE.replace('"1.2"', '"1.10"').replace('"1.1"', '"1.3"'), tmp_path / "ten.yaml")
    rows = [HEADINGS, (1.3, "目录", 2, 2, ""), (1.1, "更新", 1, 1, ""), (2, "特色", 2, 2, "案例")]
    sheet = read(draw(tmp_path / "a.xlsx", rows, rubric), rubric)
    assert (found(sheet), scores(sheet)) == ([], {"1.3": "2", "1.10": "1", "2": "2"})


@pytest.mark.parametrize("written", [1.3, "1.1.1", "1,1", "1", "目录"])
def test_an_id_of_no_item_is_flagged(tmp_path: Path, smallest: Rubric, written: Any) -> None:
    path = filled(smallest, tmp_path, {"C6": written})
    assert found(read(path, smallest)) == [("S203", None), ("S202", "C6")]


@pytest.mark.parametrize(
    ("second", "codes"),
    [
        (table(), [("S209", "D1")]),
        ([["编号", "子项", "分值"], ["1.1", "目录", 2]], []),
        ([["填报说明"], ["得分填 0 至分值之间的数"]], []),
        ([], []),
    ],
)
@pytest.mark.parametrize("state", ["visible", "hidden", "veryHidden"])
def test_a_workbook_has_one_score_table(
    tmp_path: Path, smallest: Rubric, second: Rows, codes: list[Any], state: str
) -> None:
    path = draw(tmp_path / "a.xlsx", table(), smallest)
    workbook = openpyxl.load_workbook(path)
    copy = workbook.create_sheet("评分表 (2)")
    for row in second:
        copy.append(row)
    copy.sheet_state = state
    workbook.save(path)
    sheet = read(path, smallest)
    assert (found(sheet), scores(sheet)) == (codes, SCORES)


# Whose sheet it is.

BY_HAND: Rows = table()


@pytest.mark.parametrize(
    "above",
    [
        ["被考核单位：", "甲区"],
        ["被考核单位", "甲区"],
        ["被考核单位名称:", "甲区"],
        ["单位：", None, None, "甲区"],
        ["单位：甲区"],
        ["单位: 甲区 "],
        ["被 考 核 单 位 ：", " 甲区"],
        ["Unit:", "甲区"],
        ["ｕｎｉｔ：甲区"],
        ["填表说明", None, "单位：", "甲区"],
    ],
)
def test_the_unit_is_read_from_the_cell_that_names_it(tmp_path: Path, smallest: Rubric, above: list[Any]) -> None:
    others = ["评分来源：", "评分组", "评分人：", 1, "评分日期：2024年3月1日"]
    sheet = read(draw(tmp_path / "1.xlsx", [above, others, *BY_HAND], left=1), smallest, named=True)
    assert (found(sheet), sheet.identity) == ([], Identity("甲区", "评分组", "1", "2024年3月1日"))


@pytest.mark.parametrize(
    "above",
    [
        [["单位负责人：", "张三"]],
        [["参评单位数", 16]],
        [["单位", None, "甲区"]],
        [["被考核单位：", None, "评分人：", None]],
        [["被考核单位：", None], ["甲区"]],
        [["被考核单位：", "=Z9"]],
        [["被考核单位：", "#REF!"]],
        [["被考核单位", "评分来源", "评分人"], ["甲区", "评分组", 1]],
    ],
)
def test_what_is_not_the_unit_is_not_taken_for_it(tmp_path: Path, smallest: Rubric, above: list[list[Any]]) -> None:
    sheet = read(draw(tmp_path / "1.xlsx", [*above, *BY_HAND]), smallest, named=True)
    assert sheet.identity.unit == ""
    assert found(sheet) == [("S305", None)] * 3


@pytest.mark.parametrize(
    ("cells", "identity"),
    [
        ([["来源：", "网站测评"], ["评分人员：", "李四"]], ("网站测评", "李四")),
        ([["考评方式：日常监测"], ["Assessor", "2"]], ("日常监测", "2")),
    ],
)
def test_source_and_assessor_have_other_wordings_too(
    tmp_path: Path, smallest: Rubric, cells: list[list[Any]], identity: tuple[str, str]
) -> None:
    sheet = read(draw(tmp_path / "1.xlsx", [["单位：甲区"], *cells, *BY_HAND]), smallest, named=True)
    assert (found(sheet), (sheet.identity.source, sheet.identity.assessor)) == ([], identity)


@pytest.mark.parametrize("date", [datetime.date(2024, 3, 1), "2024-03-01"])
def test_the_date_of_scoring_is_the_day_that_was_typed(tmp_path: Path, smallest: Rubric, date: Any) -> None:
    """The cell for the date has a date format, so what is typed there is stored as a serial number."""
    assert read(filled(smallest, tmp_path, {"F4": date}), smallest).identity.date == "2024-03-01"


def test_a_sheet_drawn_by_hand_is_known_by_its_file_name_and_the_named_rubric(tmp_path: Path, smallest: Rubric) -> None:
    path = draw(tmp_path / "甲区-网站测评-李四.xlsx", BY_HAND)
    sheet = read(path, smallest, named=True)
    same_scores(sheet, path)
    assert (sheet.rubric, sheet.identity) == (("smallest", "1"), Identity("甲区", "网站测评", "李四"))


@pytest.mark.parametrize("unit", ["甲区", "甲区（本级）", "甲局ＸＸ处", "Ａ District"])
def test_a_unit_has_one_name_wherever_it_is_written(tmp_path: Path, smallest: Rubric, unit: str) -> None:
    """Else its sheets would be those of two units, each ranked by itself."""
    others = ["评分来源：评分组", "评分人：1"]
    sheets = [
        read(filled(smallest, tmp_path, {}, unit=unit), smallest),
        read(draw(tmp_path / "1.xlsx", [["单位：", unit], others, *BY_HAND]), smallest, named=True),
        read(draw(tmp_path / "2.xlsx", [[f"单位：{unit}"], others, *BY_HAND]), smallest, named=True),
        read(draw(tmp_path / f"{unit}-评分组-1.xlsx", BY_HAND), smallest, named=True),
    ]
    assert [found(sheet) for sheet in sheets] == [[]] * 4
    assert len({sheet.identity.unit for sheet in sheets}) == 1


def test_s301_a_sheet_drawn_by_hand_needs_one_named_rubric(tmp_path: Path, smallest: Rubric) -> None:
    path = draw(tmp_path / "甲区-评分组-1.xlsx", BY_HAND)
    other = rubric_of(BASE.replace("rubric: smallest", "rubric: other"), tmp_path / "other.yaml")
    assert found(read(path, smallest, named=True)) == []
    assert found(read(path, smallest)) == [("S301", None)]
    assert found(read(path, smallest, other, named=True)) == [("S301", None)]
    assert found(read(path)) == [("S301", None)]


def test_s302_the_rubric_of_a_sheet_is_at_hand(tmp_path: Path, smallest: Rubric) -> None:
    path = filled(smallest, tmp_path, {})
    other = rubric_of(BASE.replace("rubric: smallest", "rubric: smallest-2"), tmp_path / "other.yaml")
    assert found(read(path, other, smallest)) == []
    sheet = read(path, other, named=True)
    assert (found(sheet), sheet.rubric, sheet.entries) == ([("S302", None)], None, ())
    assert sheet.findings[0].message("zh") == "找不到指标表 smallest（最接近的是 smallest-2）"


def test_s303_a_sheet_is_of_the_version_at_hand(tmp_path: Path, smallest: Rubric) -> None:
    path = filled(smallest, tmp_path, {})
    second = rubric_of(BASE.replace('version: "1"', 'version: "2"'), tmp_path / "2.yaml")
    assert found(read(path, second, smallest)) == []
    sheet = read(path, second)
    assert (found(sheet), sheet.rubric, sheet.entries) == ([("S303", None)], None, ())
    assert sheet.findings[0].message("zh") == "用的是指标表 smallest 的版本 1，现有版本 2"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("name: 目录", "name: 目录清单", "S304"),
        ("judgement: 按案例评分", "judgement: 按案例数评分", "S304"),
        ("    max: 3\n", "    max: 3\n    standard: 按完成情况评分\n", "S304"),
        ("max: 3\n", "max: 3  # 与去年相同\n", None),
        ("max: 2}", "max: 2.00}", None),
        ("total: 5\n", "total: 5\nsource: {document: 沪府办字〔2022〕9号}\n", None),
    ],
)
def test_s304_the_rubric_is_as_it_was_when_the_sheet_was_made(
    tmp_path: Path, smallest: Rubric, old: str, new: str, code: str | None
) -> None:
    changed = rubric_of(BASE.replace(old, new, 1), tmp_path / "changed.yaml")
    sheet = read(filled(smallest, tmp_path, {}), changed)
    assert found(sheet) == ([(code, None)] if code else [])
    assert bool(sheet.entries) == (code is None)


def test_s305_a_sheet_says_whose_it_is(tmp_path: Path, smallest: Rubric) -> None:
    assert found(read(draw(tmp_path / "甲区-评分组-1.xlsx", BY_HAND), smallest, named=True)) == []
    sheet = read(draw(tmp_path / "1.xlsx", BY_HAND), smallest, named=True)
    assert [finding.message("zh") for finding in sheet.findings] == [
        "没有写明被考核单位",
        "没有写明评分人",
        "没有写明评分来源",
    ]
    half = read(draw(tmp_path / "甲区-1.xlsx", [["单位：甲区"], *BY_HAND]), smallest, named=True)
    assert [finding.message("zh") for finding in half.findings] == ["没有写明评分人", "没有写明评分来源"]


@pytest.mark.parametrize(
    ("cells", "flagged"),
    [
        ({"C3": "乙区", "F3": "自查", "C4": 2}, ["C3", "F3", "C4"]),
        ({"C3": " 甲　区", "F3": "评分组\n", "C4": 1}, []),
        ({"C3": None, "F3": None, "C4": None}, []),
    ],
)
def test_s306_the_labelled_cells_agree_with_the_hidden_data(
    tmp_path: Path, smallest: Rubric, cells: dict[str, Any], flagged: list[str]
) -> None:
    sheet = read(filled(smallest, tmp_path, cells), smallest)
    assert found(sheet) == [("S306", address) for address in flagged]
    assert sheet.identity == Identity("甲区", "评分组", "1")


@pytest.mark.parametrize(
    ("unit", "name", "codes"),
    [
        ("甲区", "甲区-评分组-1.xlsx", []),
        ("甲区", "乙区-评分组-1.xlsx", ["S307"]),
        ("甲区", "乙区-第三方-9.xlsx", ["S307"] * 3),
        ("甲区", "甲区.xlsx", []),
        ("甲区", "甲区-评分组-1 - 副本.xlsx", []),
        ("甲区", "甲 区-评 分组-１.xlsx", []),
        ("甲/乙区", "甲_乙区-评分组-1.xlsx", []),
        ("甲/乙区", "甲乙区-评分组-1.xlsx", ["S307"]),
        ("甲-乙区", "甲-乙区-评分组-1.xlsx", []),
    ],
)
def test_s307_a_file_is_named_after_whose_sheet_it_is(
    tmp_path: Path, smallest: Rubric, unit: str, name: str, codes: list[str]
) -> None:
    sheet = read(filled(smallest, tmp_path, {}, unit=unit, name=name), smallest)
    assert found(sheet) == [(code, None) for code in codes]
    assert sheet.identity == Identity(unit, "评分组", "1")
    assert all(finding.severity is Severity.WARNING for finding in sheet.findings)


def test_s404_what_no_program_here_reads_is_named_and_what_is_no_sheet_is_passed_over(
    tmp_path: Path, smallest: Rubric
) -> None:
    good = filled(smallest, tmp_path / "a", {}).read_bytes()
    folder = tmp_path / "sheets"
    folder.mkdir()
    flagged = [f"乙区-评分组-{number}.{kind}" for number, kind in enumerate(("FODS", "numbers"), 1)]
    for name in (
        *flagged,
        "甲区-评分组-1.xlsx",
        "甲区-评分组-2.XLSM",
        "~$甲区.xlsx",
        ".甲区.xlsx",
        "说明.docx",
        "Thumbs.db",
        "__MACOSX/甲区-评分组-1.xlsx",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(good)
    filled(smallest, folder, {}, assessor="2", name="甲区-评分组-2.XLSM")
    ledger = gather(find_files([folder]), library_of(smallest))
    assert [finding.place.file for finding in ledger.findings if finding.code == "S404"] == flagged
    read_well = [sheet.file for sheet in ledger.sheets if sheet.entries]
    assert (read_well, ledger.passed_over) == (["甲区-评分组-1.xlsx", "甲区-评分组-2.XLSM"], 5)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "=HYPERLINK(\"http://a.cn\")", "+8", "-8", "@x", "<b>好</b>&amp;", "{max}", "%s", "'8", "#REF!", "1/2", "TRUE", "第一行\n第二行", "[红]"],
)  # fmt: skip
def test_a_reason_is_text_whatever_it_looks_like(tmp_path: Path, smallest: Rubric, text: str) -> None:
    path = filled(smallest, tmp_path, {})
    workbook = openpyxl.load_workbook(path)
    for address in ("I6", "J6"):
        cell = workbook.worksheets[0][address]
        cell.value, cell.data_type = text, "s"
    workbook.save(path)
    sheet = read(path, smallest)
    assert (found(sheet), sheet.entries[0].reason, sheet.entries[0].link) == ([], text, text)


_POINTS = st.tuples(*(st.decimals(0, most, places=4) for most in (2, 1, 2)))


@settings(max_examples=60, deadline=None)
@given(points=_POINTS)
def test_scores_come_back_exactly(tmp_path_factory: pytest.TempPathFactory, points: tuple[Decimal, ...]) -> None:
    """What is typed, a spreadsheet stores as a binary fraction; what was typed is what counts."""
    folder = tmp_path_factory.mktemp("exact")
    rubric = rubric_of(BASE, folder / "smallest.yaml")
    items = {key: (*row[:3], float(point), "案例") for point, (key, row) in zip(points, ITEMS.items(), strict=True)}
    sheet = read(draw(folder / "a.xlsx", table(items=items), rubric), rubric)
    assert (found(sheet), tuple(entry.points for entry in sheet.entries)) == ([], points)


@settings(max_examples=60, deadline=None)
@given(points=st.lists(st.decimals(0, Decimal("0.2"), places=4), min_size=2, max_size=9))
def test_a_sum_of_binary_fractions_is_the_sum(tmp_path_factory: pytest.TempPathFactory, points: list[Decimal]) -> None:
    """0.1 + 0.2 is stored as 0.30000000000000004."""
    folder = tmp_path_factory.mktemp("sums")
    rubric = rubric_of(BASE, folder / "smallest.yaml")
    items = ITEMS | {"1.1": ("1.1", "目录", 2, sum(map(float, points)), "")}
    sheet = read(draw(folder / "a.xlsx", table(items=items), rubric), rubric)
    assert (found(sheet), sheet.entries[0].points) == ([], sum(points))


def test_a_blank_sheet_is_one_finding_and_keeps_its_identity(tmp_path: Path, smallest: Rubric) -> None:
    path = fill(
        render_unit_sheet(BlankUnitSheet(smallest, "甲区", "自查", "张三")), tmp_path / "甲区-自查-张三.xlsx", {}
    )
    sheet = read(path, smallest)
    assert (found(sheet), sheet.identity) == ([("S103", None)], Identity("甲区", "自查", "张三"))
    assert scores(sheet) == {"1.1": "-", "1.2": "-", "2": "-"}


#: The codes that no cells of the gallery give, and the test that gives each, here or in test_hostile_files.
ELSEWHERE = {
    "S209": "test_a_workbook_has_one_score_table",
    "S114": "test_a_formula_counts_by_its_stored_result",
    "S301": "test_s301_a_sheet_drawn_by_hand_needs_one_named_rubric",
    "S302": "test_s302_the_rubric_of_a_sheet_is_at_hand",
    "S303": "test_s303_a_sheet_is_of_the_version_at_hand",
    "S304": "test_s304_the_rubric_is_as_it_was_when_the_sheet_was_made",
    "S305": "test_s305_a_sheet_says_whose_it_is",
    "S116": "test_s116_s117_a_score_that_cannot_be_seen_is_named_and_counts",
    "S117": "test_s116_s117_a_score_that_cannot_be_seen_is_named_and_counts",
    "S129": "test_visibility",
    "S130": "test_visibility",
    "S131": "test_visibility",
    "S212": "test_visibility",
    "S307": "test_s307_a_file_is_named_after_whose_sheet_it_is",
    "S118": "test_s118_s119_scores_in_one_cell_are_split_only_if_the_user_says_so",
    "S119": "test_s118_s119_scores_in_one_cell_are_split_only_if_the_user_says_so",
    "S210": "test_s210_the_printed_table_gives_scores_of_whole_indicators",
    "S211": "test_what_is_wrong_with_a_matrix_is_found_at_its_cell",
    "S308": "test_s308_a_sheet_that_gkpg_made_is_locked",
    "S309": "test_s309_a_source_that_is_nearly_one_of_the_rubric_is_named",
    "S406": "test_workers",
    "S407": "test_formats",
    "S408": "test_formats",
    "S409": "test_without_its_number_formats_a_sheet_is_read_and_that_is_said",
    "S410": "test_formats",
    "S120": "test_round_sheets",
    "S121": "test_round_sheets",
    "S122": "test_round_sheets",
    "S123": "test_round_sheets",
    "S124": "test_round_sheets",
    "S125": "test_round_sheets",
    "S126": "test_round_sheets",
    "S310": "test_round_sheets",
    "S312": "test_periods",
    "S127": "test_kinds",
    "S133": "test_marks",
    "S135": "test_relative",
    "S137": "test_measure",
    "S138": "test_overwritten",
    "S213": "test_headings",
    "S214": "test_headings",
    "S215": "test_headings",
    "S216": "test_printed_tables",
    "S217": "test_numbers",
    "S218": "test_numbers",
    "S219": "test_numbers",
    "S401": "test_a_file_that_cannot_be_read_costs_one_finding",
    "S402": "test_a_file_that_cannot_be_read_costs_one_finding",
    "S403": "test_a_file_that_cannot_be_read_costs_one_finding",
    "S404": "test_s404_what_no_program_here_reads_is_named_and_what_is_no_sheet_is_passed_over",
    "S415": "test_found_files",
    "S416": "test_found_files",
    "S417": "test_found_files",
    "S418": "test_found_files",
    "S419": "test_found_files",
    "S405": "test_a_folder_a_dead_link_and_a_device_cannot_be_opened",
}


def test_every_code_of_sheets_has_its_case() -> None:
    assert sorted([*CELLS, *ELSEWHERE]) == sorted(code for code in CODES if code.startswith("S"))
    assert list(WRONG) == list(CELLS)
    assert all(code in dict(WRONG[code]) for code in CELLS)
    assert not any(code in dict(NEAR.get(code, [])) for code in CELLS)
