"""Kinds of items: what may be entered, how many points it is, and what bonuses, penalties and vetoes make of a total."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.ledger import ledger_of
from gkpg.rubric import Rubric, load_rubric
from gkpg.rubric.kinds import (
    KIND_FIELDS,
    KINDS,
    NO,
    YES,
    Between,
    Count,
    Deduction,
    Figure,
    Kind,
    KindFields,
    Levels,
    Loss,
    Measure,
    RawScale,
    Score,
    Steps,
    Tick,
    Veto,
)
from gkpg.rubric.kinds.item_kind import ItemHead
from gkpg.rubric.kinds.line import Line
from gkpg.rubric.kinds.taken import Taken
from gkpg.scoring import Results, score
from gkpg.scoring.describe import describe_vetoes
from gkpg.sheets.model import File
from gkpg.sheets.read.file_reader import FileReader
from tests.conftest import blank, library_of, rubric_of

if TYPE_CHECKING:
    from pathlib import Path

ALL = """\
rubric: kinds
version: "1"
title: 各种计分方式
total: 17
indicators:
  - {id: "1", name: 领导介绍, max: 2, kind: steps, steps: [2, 1, 0]}
  - {id: "2", name: 典型经验, max: 3, kind: count, each: 1.5}
  - {id: "3", name: 信息更新, max: 4, kind: deduction, each: 0.5}
  - {id: "4", name: 日常工作, max: 3, kind: deduction, floor: -3}
  - id: "5"
    name: 网站功能
    max: 2
    kind: ticks
    items:
      - {id: "5.1", name: 检索, max: 1}
      - {id: "5.2", name: 无障碍, max: 1}
      - {id: "5.3", name: 智能问答, max: 1}
  - id: "6"
    name: 栏目维护
    max: 3
    kind: deductions
    items:
      - {id: "6.1", name: 每缺一个栏目, each: 0.5, max: 2}
      - {id: "6.2", name: 其他失分, max: 2}
beside:
  - id: J
    name: 加分项
    kind: bonus
    max: 6
    gate: {above: 7}
    items:
      - {id: J1, name: 全国推广, max: 6, kind: count, each: 3}
      - {id: J2, name: 创新, max: 5}
  - id: K
    name: 扣分项
    kind: penalty
    items:
      - {id: K1, name: 被通报批评, max: 20, each: 5}
vetoes:
  - {id: V1, name: 网站无法访问, effect: {fail: true}}
  - {id: V2, name: 严重泄密, effect: {total: 5.9}}
  - {id: V3, name: 不良影响, effect: {ceiling: 10}}
  - {id: V4, name: 单次失密, effect: {minus: {item: "6", points: 2}}}
  - {id: V5, name: 被约谈, effect: {bars: 良好}}
"""
#: Everything filled, nothing lost: 17 points and no bonus.
BEST: dict[str, Any] = {
    "1": 2, "2": 2, "3": 0, "4": 0, "5.1": "✓", "5.2": "✓", "5.3": "✗", "6.1": 0, "6.2": 0,
    "J1": 0, "J2": 0, "K1": 0, "V1": "✗", "V2": "✗", "V3": "✗", "V4": "✗", "V5": "✗",
}  # fmt: skip
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None and not os.environ.get("GKPG_NEED_LIBREOFFICE"),
    reason="LibreOffice is not installed",
)


@pytest.fixture(scope="module")
def rubric(tmp_path_factory: pytest.TempPathFactory) -> Rubric:
    return rubric_of(ALL, tmp_path_factory.mktemp("r") / "kinds.yaml")


def filled(rubric: Rubric, folder: Path, changed: dict[str, Any], unit: str = "甲区", hand: str = "1") -> Path:
    """A sheet made by gkpg and filled by another program: each row in the cell that is yellow."""
    workbook = openpyxl.load_workbook(io.BytesIO(blank(rubric, unit, "评分组", hand)))
    sheet = workbook.worksheets[0]
    for row in range(6, sheet.max_row + 1):
        item = sheet.cell(row, 3).value
        if item is not None:
            (cell,) = (sheet.cell(row, column) for column in (7, 11) if not sheet.cell(row, column).protection.locked)
            cell.value = {**BEST, **changed}[item]
    path = folder / f"{unit}-评分组-{hand}.xlsx"
    workbook.save(path)
    return path


def read(rubric: Rubric, *paths: Path) -> tuple[Results, list[tuple[str, str | None]]]:
    files = []
    for path in paths:
        file = FileReader(library_of(rubric)).read(str(path), path.name)
        assert isinstance(file, File)
        files.append(file)
    found = [(finding.code, finding.place.cell) for file in files for finding in file.all_findings()]
    return score(ledger_of(files, [rubric])), found


@pytest.mark.parametrize(
    ("changed", "total"),
    [
        ({}, "17.00"),
        ({"1": 0}, "15.00"),
        ({"2": 9}, "17.00"),  # 9 x 1.5, no more than 3
        ({"2": 1}, "15.50"),
        ({"3": 3}, "15.50"),
        ({"3": 100}, "13.00"),  # 4 - 50, no less than 0
        ({"4": 5}, "12.00"),  # 3 - 5 = -2
        ({"4": 6}, "11.00"),  # down to -3
        ({"5.3": "✓"}, "17.00"),  # three ticks, no more than 2
        ({"5.1": "✗"}, "16.00"),
        ({"6.1": 3}, "15.50"),
        ({"6.1": 100, "6.2": 2}, "14.00"),  # 3 - 2 - 2, no less than 0
        ({"J1": 1, "J2": 2}, "22.00"),
        ({"J1": 2, "J2": 2}, "23.00"),  # 6 + 2, no more than 6
        ({"J1": 2, "1": 0, "2": 0, "3": 8, "5.1": "✗"}, "7.00"),  # a base of 7 is not above 7
        ({"J1": 2, "1": 0, "2": 0, "3": 7, "5.1": "✗"}, "13.50"),
        ({"K1": 1}, "12.00"),
        ({"K1": 9}, "-3.00"),  # no more than 20
        ({"V2": "✓"}, "5.90"),
        ({"V3": "✓"}, "10.00"),
        ({"V3": "✓", "1": 0, "2": 0, "3": 8}, "8.00"),  # below the ceiling already
        ({"V4": "✓"}, "15.00"),
        ({"V4": "✓", "6.1": 4, "6.2": 1}, "15.00"),  # what else is lost there does not count
        ({"V2": "✓", "V3": "✓"}, "5.90"),
    ],
)  # fmt: skip
def test_what_is_entered_comes_to_points(changed: dict[str, Any], total: str, rubric: Rubric, tmp_path: Path) -> None:
    results, found = read(rubric, filled(rubric, tmp_path, changed))
    (group,) = results.groups
    (unit,) = group.units
    assert (str(unit.total), found) == (total, [])
    steps = list(results.steps_to_total(group, unit))
    assert steps[-1].value == unit.total


def test_a_veto_that_fails_leaves_the_lowest_grade_and_no_total(rubric: Rubric, tmp_path: Path) -> None:
    paths = [filled(rubric, tmp_path, {"V1": "✓"}), filled(rubric, tmp_path, {"1": 0}, "乙区")]
    (group,) = read(rubric, *paths)[0].groups
    assert [(unit.name, unit.rank, unit.band, unit.why, unit.vetoes) for unit in group.units] == [
        ("乙区", 1, "良好", None, ()),
        ("甲区", None, "不合格", "vetoed", ((0, "V1"),)),
    ]
    told = describe_vetoes(group.rules, group.units[1])
    assert told is not None
    assert told.zh == "网站无法访问：不计总分，定为最低等次"
    assert group.units[1].total is None


def test_a_veto_may_bar_a_grade(rubric: Rubric, tmp_path: Path) -> None:
    (group,) = read(rubric, filled(rubric, tmp_path, {"V5": "✓"}))[0].groups
    assert [(str(unit.total), unit.rank, unit.band) for unit in group.units] == [("17.00", 1, "合格")]


def test_assessors_who_disagree_about_a_veto_leave_the_unit_without_a_total(rubric: Rubric, tmp_path: Path) -> None:
    paths = [filled(rubric, tmp_path, {}), filled(rubric, tmp_path, {"V2": "✓"}, hand="2")]
    (group,) = read(rubric, *paths)[0].groups
    assert [(unit.total, unit.rank) for unit in group.units] == [(None, None)]


def test_each_assessors_item_is_capped_before_they_are_joined(rubric: Rubric, tmp_path: Path) -> None:
    """Three ticks are 2 points, one is 1: the mean is 1.5; not two ticks on average, which would be 2."""
    paths = [filled(rubric, tmp_path, {"5.3": "✓"}), filled(rubric, tmp_path, {"5.1": "✗"}, hand="2")]
    results, _ = read(rubric, *paths)
    assert results.points(results.groups[0], results.groups[0].units[0])["5"] == Fraction(3, 2)


@pytest.mark.parametrize(
    ("item", "value", "code"),
    [
        ("1", 1.5, "S127"), ("1", 3, "S127"), ("1", 1, None),
        ("2", 1.5, "S127"), ("2", -1, "S127"), ("2", 0, None),
        ("3", 0.5, "S127"), ("4", 7, "S127"), ("4", 6, None), ("4", -1, "S127"),
        ("5.1", "可能", "S105"), ("5.1", 2, "S127"), ("5.1", 1, None), ("5.1", "√", None), ("5.1", "否", None),
        ("5.1", None, "S102"), ("6.1", None, "S102"), ("6.2", 2.5, "S127"), ("6.2", "１．５分", "S110"),
        ("J1", "2次", "S105"), ("J2", 6, "S101"), ("J2", -1, "S104"), ("K1", None, "S102"), ("V1", None, "S102"),
    ],
)  # fmt: skip
def test_what_may_not_be_entered_is_found_at_its_cell(
    item: str, value: Any, code: str | None, rubric: Rubric, tmp_path: Path
) -> None:
    results, found = read(rubric, filled(rubric, tmp_path, {item: value}))
    assert [each for each, _ in found] == ([] if code is None else [code])
    assert (results.groups[0].units[0].total is None) == (code not in {None, "S110"})


@needs_libreoffice
def test_the_live_figures_of_a_sheet_are_what_gkpg_comes_to(rubric: Rubric, tmp_path: Path) -> None:
    """LibreOffice computes the sheet; its total is that of the indicators, its subtotals those of the blocks."""
    changed = {"2": 1, "3": 3, "4": 5, "5.3": "✓", "6.1": 1, "6.2": 0.5, "J1": 1, "K1": 2}
    path = filled(rubric, tmp_path, changed)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "lo"), str(path)], check=True, capture_output=True, timeout=180
    )
    sheet = openpyxl.load_workbook(tmp_path / "lo" / path.name, data_only=True).worksheets[0]
    shown = [row[6].value for row in sheet.iter_rows(6) if row[3].value in {"小计", "总分（不含加分、扣分）"}]
    # ticks 2; losses 3 - 0.5 - 0.5; total 2 + 1.5 + 2.5 - 2 + 2 + 2; bonus 3; penalty -10
    assert shown == [2, 2, 8, 3, -10]
    assert sheet["J3"].value == 8
    results, found = read(rubric, tmp_path / "lo" / path.name)
    assert (str(results.groups[0].units[0].total), found) == ("1.00", [])


NUMBERS = st.decimals(0, 50, places=2)
CELLS: tuple[Kind, ...] = (
    Score(Decimal(3)), Steps((Decimal(2), Decimal(1), Decimal(0))), Tick(Fraction(2)), Count(Fraction("0.5"), Fraction(3)),
    Loss(Fraction(3)), Loss(Fraction(3), Fraction("0.5")), Deduction(Fraction(3), Loss(Fraction(3)), Fraction(0)),
    Deduction(Fraction(3), Loss(Fraction(6), Fraction(1)), Fraction(-3)), Veto(), Loss(None),
    Deduction(Fraction(3), Loss(None), None), Between(Decimal(-3), Decimal(2)), Between(None, Decimal(0)),
    Levels((("A", Fraction(3)), ("B", Fraction(1)), ("C", Fraction(1)), ("D", Fraction(-2)))),
    Figure(Decimal(3)), Figure(Decimal(3), "万元", Decimal(0)), Figure(None, None, Decimal(-2), Decimal(7)),
    RawScale(Fraction(3), Decimal(6), Decimal(1)), RawScale(Fraction(3), Decimal(6), Decimal(1), Decimal(1), Decimal("0.5")),
    Measure(Fraction(3), "%", Line(((Fraction(0), Fraction(0)), (Fraction(7), Fraction(3)))), Fraction(0), Fraction(3)),
    Taken(Count(Fraction("0.5"), Fraction(3))), Taken(Tick(Fraction(2))), Taken(Steps((Decimal(2), Decimal(1), Decimal(0)))),
)  # fmt: skip


def test_the_laws_of_cells_are_tried_with_every_kind_of_cell() -> None:
    assert {type(kind).__name__ for kind in CELLS} == {each.__name__ for each in Kind.__subclasses__()}


@given(st.sampled_from(CELLS), NUMBERS)
def test_points_stay_within_their_bounds_whatever_is_entered(kind: Kind, entered: Decimal) -> None:
    points = None if kind.form == "figure" else kind.points(entered)
    assert points is None or (points <= kind.most and (kind.least is None or points >= kind.least))


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        (Score(Decimal(3)), 0, 3),
        (Steps((Decimal(2), Decimal(1))), 1, 2),
        (Count(Fraction(2), Fraction(3)), 0, 3),
        (Loss(Fraction(3)), -3, 0),
        (Levels((("A", Fraction(3)), ("B", Fraction(-1)))), -1, 3),
        (Deduction(Fraction(3), Loss(Fraction(2)), Fraction(0)), 1, 3),
        (Deduction(Fraction(3), Loss(None), None), None, 3),
        (Taken(Levels((("A", Fraction(3)), ("B", Fraction(-1))))), -3, 1),
        (Taken(Count(Fraction(2), None)), None, 0),
    ],
)
def test_the_least_and_the_most_of_a_kind(kind: Kind, least: int | None, most: int) -> None:
    assert (kind.least, kind.most) == (least, most)


@given(st.sampled_from(CELLS), st.decimals(-5, 9, places=1))
def test_a_cell_may_hold_what_comes_to_points_and_nothing_else(kind: Kind, entered: Decimal) -> None:
    rule = kind.rule
    word = {Decimal(1): YES, Decimal(0): NO}.get(entered, "") if kind.is_mark else f"{entered.normalize():f}"
    fits = (
        word in (*rule.words, *rule.also) if rule.type == "list" else rule.type == "decimal" or entered == int(entered)
    )
    fits = fits and (rule.least is None or entered >= rule.least) and (rule.most is None or entered <= rule.most)
    assert fits == (kind.points(entered) is not None)


@pytest.mark.parametrize("kind", CELLS)
def test_marks_are_chosen_from_a_list_and_every_word_comes_to_something(kind: Kind) -> None:
    assert kind.is_mark == (kind.form == "tick") == (kind.rule.words == (YES, NO))
    assert all(kind.points(number) is not None for number in kind.words.values())


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (Score(Decimal(3)), "points"),
        (Steps((Decimal(2), Decimal(1))), "points"),
        (Count(Fraction(1), Fraction(3)), "count"),
        (Loss(Fraction(3)), "loss"),
        (Loss(Fraction(3), Fraction(1)), "count"),
        (Deduction(Fraction(3), Loss(Fraction(3)), None), "loss"),
        (Deduction(Fraction(3), Loss(Fraction(3), Fraction(1)), None), "count"),
        (Tick(Fraction(1)), "tick"),
        (Veto(), "tick"),
        (Levels((("A", Fraction(3)),)), "level"),
        (Figure(Decimal(3)), "figure"),
        (Taken(Steps((Decimal(2), Decimal(0)))), "loss"),
        (Taken(Count(Fraction(1), None)), "count"),
    ],
)
def test_what_is_entered_has_a_name(kind: Kind, form: str) -> None:
    assert kind.form == form


@pytest.mark.parametrize(
    ("item", "decision"),
    [
        ("1", Steps((Decimal(2), Decimal(1), Decimal(0)))),
        ("2", Score(Decimal(3))),
        ("3", Between(Decimal(0), Decimal(4))),
        ("4", Between(Decimal(-3), Decimal(3))),
        ("5", Score(Decimal(2))),
        ("5.1", Tick(Fraction(1))),
        ("6", Between(Decimal(0), Decimal(3))),
        ("6.1", Between(Decimal(-2), Decimal(0))),
        ("J2", Score(Decimal(5))),
        ("K1", Between(Decimal(-20), Decimal(0))),
        ("V1", Veto()),
    ],
)
def test_what_is_decided_in_a_dispute_are_points_that_there_can_be(item: str, decision: Kind, rubric: Rubric) -> None:
    assert rubric.decision(rubric.by_id[item]) == decision


def test_every_field_of_kinds_has_words_and_a_kind_that_takes_it() -> None:
    named = {each.alias or name for name, each in KindFields.model_fields.items()}
    fields = named - ItemHead.model_fields.keys()
    taken = {field for kind in KINDS.values() for field in (*kind.needs, *kind.may_have)}
    assert fields == set(KIND_FIELDS) == taken - {"items"}


@pytest.mark.parametrize("places", [1, 2, 3, 4])
def test_weights_are_multiplied_exactly_level_by_level(places: int, tmp_path: Path) -> None:
    """40 % of 70 % of 10 % of 30 % of 100 is 0.84 (宝鸡 2020)."""
    shares, text, indent = ["40", "70", "10", "30"][:places], "", ""
    for depth, share in enumerate(shares):
        key = "indicators" if depth == 0 else "items"
        text += f'{indent}{key}:\n{indent}  - {{id: "{depth}r", name: 其余, weight: {100 - int(share)}%}}\n'
        text += f'{indent}  - id: "{depth}"\n{indent}    name: 项\n{indent}    weight: {share}%\n'
        indent += "    "
    rubric = rubric_of(f'rubric: w\nversion: "1"\ntitle: 权重\ntotal: 100\n{text}', tmp_path / "w.yaml")
    wanted = Fraction(100)
    for share in shares:
        wanted = wanted * int(share) / 100
    assert Fraction(rubric.by_id[str(places - 1)].max) == wanted
    assert places < 4 or wanted == Fraction("0.84")


def test_a_floor_of_the_parent_bounds_the_item_above(tmp_path: Path) -> None:
    text = ALL[: ALL.index("beside:")].replace("total: 17", "total: 22") + (
        '  - id: "7"\n    name: 时效\n    max: 5\n    items:\n'
        '      - {id: "7.1", name: 更新, max: 3, kind: deduction, each: 1, floor: parent}\n'
        '      - {id: "7.2", name: 其他, max: 2}\n'
    )
    rubric = rubric_of(text, tmp_path / "r.yaml")
    for times, points in ((0, 5), (4, 1), (5, 0), (9, 0)):
        results, found = read(rubric, filled(rubric, tmp_path, {"7.1": times, "7.2": 2}))
        assert found == []
        assert results.points(results.groups[0], results.groups[0].units[0])["7"] == points


def test_what_stands_beside_changes_the_fingerprint_and_plain_rubrics_keep_theirs(
    rubric: Rubric, tmp_path: Path
) -> None:
    other = rubric_of(ALL.replace("points: 2}", "points: 1}"), tmp_path / "other.yaml")
    assert other.fingerprint != rubric.fingerprint
    assert Rubric.model_validate_json(rubric.model_dump_json(by_alias=True, exclude_defaults=True)) == rubric


def test_a_rubric_of_all_kinds_has_no_findings_but_notes(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(ALL, "utf-8")
    assert [finding.code for finding in load_rubric(tmp_path / "r.yaml").findings] == ["R303"]
