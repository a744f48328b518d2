"""The other two layouts: units by items in a matrix, and the table as a notice prints it."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from gkpg.ledger import ledger_of
from gkpg.ledger.submissions import find_files
from gkpg.rubric import load_rubric
from gkpg.scoring import score
from gkpg.sheets.model import Identity
from gkpg.sheets.read.name_patterns import NamePattern
from tests.conftest import RUBRICS, filled, library_of, read_file, rubric_of

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric import Rubric
    from gkpg.sheets.model import File

Rows = Sequence[Sequence[Any]]


def workbook(path: Path, rows: Rows) -> Path:
    """A workbook of these rows, or a csv file if it is named so."""
    if path.suffix == ".csv":
        text = io.StringIO()
        import csv  # noqa: PLC0415

        csv.writer(text).writerows([["" if cell is None else cell for cell in row] for row in rows])
        path.write_bytes(text.getvalue().encode("gb18030"))
        return path
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(path)
    return path


def read(path: Path, rubric: Rubric, **how: Any) -> File:
    """A file read under one rubric that is named."""
    return read_file(path, path.name, library_of(rubric, named=True), **how)


def found(file: File) -> list[tuple[str, str | None]]:
    """All findings of a file, each by its code and cell."""
    return [(finding.code, finding.place.cell) for finding in file.all_findings()]


def points(file: File) -> dict[str, str]:
    """The line of points of each unit."""
    return {sheet.identity.unit: sheet.points for sheet in file.sheets}


NAMED = "市大数据中心-1"
HEAD = ("单位", "1.1", "1.2", "2")
ONE, TWO = ("甲区", 2, 0.5, 1.5), ("乙区", 1, 1, 0)
RIGHT = {"甲区": "2 0.5 1.5", "乙区": "1 1 0"}


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, ONE, TWO],
        [("被考核单位", "1.1 目录", "1.2更新", "特色"), ONE, TWO],
        [("Unit", "目 录", "更新（1分）", "2 特色(2分)"), ONE, TWO],
        [("单位", 1.1, 1.2, 2), ONE, TWO],
        [HEAD, ("分值", 2, 1, 2), ONE, TWO],
        [HEAD, ("满分", "2分", "1", 2), ONE, TWO],
        [(*HEAD, "备注", "合计"), (*ONE, "好", 4), (*TWO, None, 2)],
        [HEAD, ONE, [], TWO, ("合计", 3, 1.5, 1.5), ("平均分", 1.5, 0.75, 0.75)],
        [["专项评估得分表"], ["来源：", "市大数据中心"], [], HEAD, ONE, TWO],
        [("序号", "1.2", "单位", "2", "1.1"), (1, 0.5, "甲区", 1.5, 2), (2, 1, "乙 区", 0, 1)],
    ],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_matrix_is_read_however_it_is_laid_out(tmp_path: Path, smallest: Rubric, rows: Rows, suffix: str) -> None:
    file = read(workbook(tmp_path / f"{NAMED}{suffix}", rows), smallest)
    assert (found(file), points(file)) == ([], RIGHT)
    assert {sheet.identity for sheet in file.sheets} == {Identity(unit, "市大数据中心", "1") for unit in RIGHT}


def test_the_cells_of_a_matrix_are_those_of_its_scores(tmp_path: Path, smallest: Rubric) -> None:
    file = read(workbook(tmp_path / f"{NAMED}.xlsx", [HEAD, ONE, TWO]), smallest)
    assert [sheet.layout.cells for sheet in file.sheets] == [("B2", "C2", "D2"), ("B3", "C3", "D3")]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([HEAD, ("甲区", 3, 0.5, 1.5), TWO], [("S101", "B2")]),
        ([HEAD, ("甲区", 2, None, "√"), TWO], [("S102", "C2"), ("S105", "D2")]),
        ([HEAD, ("甲区", None, None, None), TWO], [("S103", "A2")]),
        ([HEAD, ("分值", 2, 2, 2), ONE], [("S205", "C2")]),
        ([HEAD, (None, 2, 0.5, 1.5), TWO], [("S211", "B2")]),
        ([HEAD, (None, None, None, None), TWO], []),
        ([(*HEAD, "1.2"), (*ONE, 1)], [("S208", "E1")]),
        ([(*HEAD, "1.9"), (*ONE, 1)], [("S202", "E1")]),
        ([(*HEAD, "目录表"), (*ONE, 1)], [("S202", "E1")]),
        ([("单位", "1.1", "1.2"), ("甲区", 2, 1)], [("S203", None)]),
        ([("单位", "1", "2"), ("甲区", 3, 1)], []),
    ],
)
def test_what_is_wrong_with_a_matrix_is_found_at_its_cell(
    tmp_path: Path, smallest: Rubric, rows: Rows, codes: list[Any]
) -> None:
    assert found(read(workbook(tmp_path / f"{NAMED}.xlsx", rows), smallest)) == codes


def test_what_holds_for_a_whole_matrix_holds_for_every_unit_in_it(tmp_path: Path, smallest: Rubric) -> None:
    file = read(workbook(tmp_path / f"{NAMED}.xlsx", [(*HEAD, "1.2"), (*ONE, 1), (*TWO, 1)]), smallest)
    results = score(ledger_of([file], [smallest]))
    assert [(unit.name, unit.total, unit.why) for unit in results.groups[0].units] == [
        ("甲区", None, "findings"),
        ("乙区", None, "findings"),
    ]
    blocking = results.ledger.blocking
    assert {name: [each.code for each in errors] for name, errors in blocking.items()} == {
        "甲区": ["S208"],
        "乙区": ["S208"],
    }


def test_what_is_wrong_with_one_unit_of_a_matrix_is_held_against_it_alone(tmp_path: Path, smallest: Rubric) -> None:
    file = read(workbook(tmp_path / f"{NAMED}.xlsx", [HEAD, ("甲区", 9, 1, 1), TWO]), smallest)
    units = score(ledger_of([file], [smallest])).groups[0].units
    assert {unit.name: (str(unit.total), unit.rank) for unit in units} == {"甲区": ("None", None), "乙区": ("2.00", 1)}


def test_two_rows_of_one_unit_are_two_sheets(tmp_path: Path, smallest: Rubric) -> None:
    file = read(workbook(tmp_path / f"{NAMED}.xlsx", [HEAD, ONE, ONE]), smallest)
    findings = ledger_of([file], [smallest]).findings
    assert [(finding.code, finding.place.cell) for finding in findings] == [("L101", "B2"), ("L101", "B3")]


@pytest.mark.parametrize(
    ("name", "above", "codes"),
    [
        ("表", [], ["S305", "S305"]),
        ("表", [["来源：", "甲中心"], ["评分人：", "张"]], []),
        (NAMED, [["来源：", "乙中心"]], ["S307"]),
    ],
)
def test_a_matrix_says_whose_it_is(tmp_path: Path, smallest: Rubric, name: str, above: Rows, codes: list[str]) -> None:
    file = read(workbook(tmp_path / f"{name}.xlsx", [*above, HEAD, ONE]), smallest)
    assert [code for code, _ in found(file)] == codes


def test_a_matrix_needs_its_rubric(tmp_path: Path, smallest: Rubric) -> None:
    path = workbook(tmp_path / f"{NAMED}.xlsx", [HEAD, ONE])
    assert found(read_file(path, path.name, library_of(smallest))) == [("S201", None)]


# The table as a notice prints it.

PRINTED = ("序号", "指标", "指标说明", "分值", "得分", "评分标准")
OPEN = (1, "公开", "目录、更新", 3, 2.5, "目录2分；更新1分")
SPECIAL = (2, "特色", None, 2, 1.5, None)


@pytest.mark.parametrize(
    "rows",
    [
        [PRINTED, OPEN, SPECIAL],
        [["指标", "分值", "得分"], ["公开", 3, 2.5], ["特色", 2, 1.5]],
        [PRINTED, (1, "公开\n（目录、更新）", None, "3分", 2.5), (2, "特 色", None, 2, 1.5)],
        [PRINTED, OPEN, (None, None, "续上页", None, None), SPECIAL, (None, "合计", None, 5, None)],
        [["附件1"], [], PRINTED, SPECIAL, OPEN],
    ],
)
def test_s210_the_printed_table_gives_scores_of_whole_indicators(tmp_path: Path, smallest: Rubric, rows: Rows) -> None:
    file = read(workbook(tmp_path / "甲区-组-1.xlsx", rows), smallest)
    (sheet,) = file.sheets
    assert [code for code, _ in found(file) if code != "S113"] == ["S210"]
    assert {entry.item: str(entry.points) for entry in sheet.entries} == {"1": "2.5", "2": "1.5"}
    results = score(ledger_of([file], [smallest]))
    (unit,) = results.groups[0].units
    assert (str(unit.total), results.points(results.groups[0], unit)) == (
        "4.00",
        {"1": Fraction(5, 2), "2": Fraction(3, 2)},
    )


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([PRINTED, (1, "公开", None, 3, 3.5), SPECIAL], [("S101", "E2")]),
        ([PRINTED, (1, "公开", None, 4, 3), SPECIAL], [("S205", "D2")]),
        ([PRINTED, (1, "公示", None, 3, 3), SPECIAL], [("S206", "B2")]),
        ([PRINTED, OPEN], [("S203", None)]),
        ([PRINTED, OPEN, OPEN, SPECIAL], [("S204", "B3")]),
        ([PRINTED, OPEN, (9, "别的", None, 3, 3), SPECIAL], [("S202", "B3")]),
        ([PRINTED, OPEN, (None, None, None, None, 1), SPECIAL], [("S207", "E3")]),
        ([PRINTED, (1, "公开", None, 3, "2+1"), SPECIAL], [("S118", "E2")]),
        ([(*PRINTED, "得分"), (*OPEN, 1), (*SPECIAL, 1)], [("S208", "G1")]),
    ],
)
def test_what_is_wrong_with_a_printed_table_is_found_at_its_cell(
    tmp_path: Path, smallest: Rubric, rows: Rows, codes: list[Any]
) -> None:
    file = read(workbook(tmp_path / "甲区-组-1.xlsx", rows), smallest)
    assert [each for each in found(file) if each[0] not in {"S113", "S210"}] == codes


@pytest.mark.parametrize(
    ("text", "codes", "line"),
    [
        ("2+1", [], "2 1 1.5"),
        ("１．５＋０．５", [], "1.5 0.5 1.5"),
        ("2分+1分", [], "2 1 1.5"),
        ("3+0", [("S101", "E2")], "- 0 1.5"),
        ("1+1+1", [("S119", "E2")], "- - 1.5"),
        ("1+√", [("S119", "E2")], "- - 1.5"),
        (3, [], "3 1.5"),
    ],
)
def test_s118_s119_scores_in_one_cell_are_split_only_if_the_user_says_so(
    tmp_path: Path, smallest: Rubric, text: Any, codes: list[Any], line: str
) -> None:
    rows = [PRINTED, (1, "公开", None, 3, text), SPECIAL]
    path = workbook(tmp_path / "甲区-组-1.xlsx", rows)
    file = read(path, smallest, split=True)
    assert [each for each in found(file) if each[0] not in {"S113", "S210"}] == codes
    assert file.sheets[0].points == line
    if isinstance(text, str):
        assert ("S118", "E2") in found(read(path, smallest))


def test_the_printed_table_of_shanghai_filled_in_full_is_the_total(tmp_path: Path) -> None:
    district = load_rubric(RUBRICS / "shanghai-2022-district.yaml").rubric
    assert district is not None
    rows = [PRINTED]
    for number, indicator in enumerate(district.indicators, 1):
        parts = "+".join(str(leaf.max) for leaf in indicator.leaves())
        name = f"{indicator.name}（{indicator.scope}）" if indicator.scope else indicator.name
        rows.append(
            (number, name, None, float(indicator.max), parts if indicator.items else float(indicator.max), None)
        )
    file = read(workbook(tmp_path / "甲区-组-1.xlsx", rows), district, split=True)
    assert {code for code, _ in found(file)} <= {"S113", "S210"}
    (unit,) = score(ledger_of([file], [district])).groups[0].units
    assert str(unit.total) == "100.00"


# Names of files, sources, lists.


@pytest.mark.parametrize(
    ("pattern", "file", "said"),
    [
        (
            "{unit}-{source}-{assessor}",
            "甲区-市政府办公厅-1.xlsx",
            {"unit": "甲区", "source": "市政府办公厅", "assessor": "1"},
        ),
        ("{unit}-{source}-{assessor}", "甲-区-组-1.xlsx", {}),
        ("{unit}", "a/b/甲区.xlsx", {"unit": "甲区"}),
        ("评分表_{unit}（{source}）", "评分表_甲区（组）.xlsx", {"unit": "甲区", "source": "组"}),
        ("评分表_{unit}（{source}）", "甲区（组）.xlsx", {}),
        ("[{unit}].+", "[甲区].+.xlsx", {"unit": "甲区"}),
    ],
)
def test_a_pattern_reads_names(pattern: str, file: str, said: dict[str, str]) -> None:
    assert NamePattern(pattern).read(file) == said


@pytest.mark.parametrize("pattern", ["", "unit", "{who}", "{unit}-{unit}", "{Unit}"])
def test_what_is_no_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(pattern)}$"):
        NamePattern(pattern)


@pytest.mark.parametrize(
    ("source", "flagged"),
    [("市政府办公厅", False), ("市政府办公室", True), ("市政府 办公厅", False), ("自查", False), ("评分组", False)],
)
def test_s309_a_source_that_is_nearly_one_of_the_rubric_is_named(tmp_path: Path, source: str, flagged: bool) -> None:
    from gkpg.findings.gallery import BASE  # noqa: PLC0415

    rubric = rubric_of(
        BASE.replace("    max: 3\n", "    max: 3\n    assessed_by: [市政府办公厅]\n"), tmp_path / "r.yaml"
    )
    path = filled(rubric, tmp_path, {}, source=source)
    assert [code for code, _ in found(read(path, rubric))] == (["S309"] if flagged else [])


def test_l105_l106_a_list_says_who_is_assessed(tmp_path: Path, smallest: Rubric) -> None:
    files = [read(filled(smallest, tmp_path, {}, unit), smallest) for unit in ("甲区", "乙去")]
    assert find_files([tmp_path]).files
    findings = ledger_of(files, [smallest], units=("甲区", "乙区")).findings
    assert [(finding.code, finding.facts["unit"]) for finding in findings] == [("L106", "乙区"), ("L105", "乙去")]
    assert "乙区" in findings[1].message("zh")
    assert ledger_of(files, [smallest]).findings == ()
