"""Intervals: whatever is entered, no item and no total comes to less or more than its interval says."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from gkpg.base.interval import Interval, apply_rule
from gkpg.round.intervals import interval_of_unit
from gkpg.rubric.intervals import interval_of_all, interval_of_table
from gkpg.rubric.load import parse_rubric
from gkpg.yamlfiles.document import parse_yaml
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from pathlib import Path

    from gkpg.rubric.model import Rubric

RUBRIC = """\
rubric: intervals
version: "1"
title: 各种计分方式
total: none
indicators:
  - {id: "1", name: 打分, max: 4}
  - {id: "2", name: 分档, max: 3, kind: steps, steps: [3, 1]}
  - {id: "3", name: 不封顶, max: none, kind: count, each: 2}
  - {id: "4", name: 扣到负, max: 3, kind: deduction, floor: -2}
  - {id: "5", name: 扣到底, max: 3, kind: deduction, floor: none}
  - id: "6"
    name: 勾选
    max: 2
    kind: ticks
    items: [{id: "6.1", name: 甲, max: 1}, {id: "6.2", name: 乙, max: 2}]
  - id: "7"
    name: 逐行
    max: 5
    kind: deductions
    floor: -1
    items: [{id: "7.1", name: 甲, max: 2, each: 1}, {id: "7.2", name: 乙, max: none}]
  - id: "8"
    name: 上级兜底
    max: 4
    items: [{id: "8.1", name: 甲, max: 2, kind: deduction, floor: parent}, {id: "8.2", name: 乙, max: 2}]
  - {id: "9", name: 等级, max: 5, kind: levels, levels: {A: 5, B: 2, C: -1}}
beside:
  - {id: J, name: 加分, kind: bonus, max: 6, items: [{id: J1, name: 甲, max: none}, {id: J2, name: 乙, max: 2}]}
  - {id: K, name: 扣分, kind: penalty, max: 7, gate: {item: "1", from: 1}, items: [{id: K1, name: 甲, max: none}]}
beside_max: 5
"""


def rubric_of(text: str) -> Rubric:
    loaded = parse_rubric(parse_yaml(text.encode(), "r.yaml"))
    assert loaded.rubric is not None, [finding.line("en") for finding in loaded.findings]
    return loaded.rubric


@pytest.mark.parametrize(
    ("item", "least", "most"),
    [
        ("1", 0, 4), ("2", 1, 3), ("3", 0, None), ("4", -2, 3), ("5", None, 3), ("6", 0, 2), ("6.2", 0, 2), ("7", -1, 5),
        ("7.1", -2, 0), ("7.2", None, 0), ("8", 0, 4), ("8.1", None, 2), ("9", -1, 5), ("J", 0, 6), ("J1", 0, None),
        ("K", -7, 0),
    ],
)  # fmt: skip
def test_what_an_item_can_come_to(item: str, least: int | None, most: int | None) -> None:
    assert rubric_of(RUBRIC).intervals[item] == (least, most)


def test_what_a_table_can_come_to() -> None:
    closed = rubric_of(
        RUBRIC.replace("floor: none", "floor: -4")
        .replace("max: none, kind: count", "max: 6, kind: count")
        .replace("total: none", "total: 35")
    )
    assert interval_of_table(closed) == (0 + 1 + 0 - 2 - 4 + 0 - 1 + 0 - 1, 35)
    assert interval_of_all(closed) == (-7 - 7, 35 + 5)  # bonuses of 6 are held to 5 in all
    assert interval_of_all(rubric_of(RUBRIC)) == (None, None)


def test_a_rule_of_figures_without_bounds() -> None:
    both = Interval(None, Fraction(3)), Interval(Fraction(1), None)
    assert apply_rule(lambda values: sum(values, Fraction(0)), both) == (None, None)
    assert apply_rule(min, both) == (None, 3)
    assert apply_rule(max, both) == (1, None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_case_leaves_its_intervals(case: Path) -> None:
    """But for items that take over points of others, roundings on the way, vetoes, and units composed of others."""
    results = scored(case)
    written = results.round.assessment
    assert written is not None
    rounded = any(rule.step not in {"total", "converted"} for rule in written.rounding)
    composed = {rule.unit for rule in written.composed}
    if rounded:
        return
    for group in results.groups:
        for unit in group.units:
            for number, part in enumerate(group.parts):
                for item, points in results.points(group, unit, number).items():
                    if item in part.rubric.intervals and not written.not_applicable and not unit.vetoes:
                        assert is_within(points, part.rubric.intervals[item]), (unit.name, item)
            if unit.exact_total is not None and not unit.vetoes and unit.name not in composed:
                assert group.rules is not None
                assert is_within(unit.exact_total, interval_of_unit(group.rules, unit.name)), unit.name


def is_within(points: Fraction, interval: Interval) -> bool:
    least, most = interval
    return (least is None or points >= least) and (most is None or points <= most)
