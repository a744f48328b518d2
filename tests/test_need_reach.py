"""What a grade needs: what nobody or everybody meets is told at its line; what some unit meets is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gkpg.findings.gallery import ROUND
from tests.test_assessment_rules import load, told

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """\
rubric: smallest
version: "1"
title: 示例
total: 16
indicators:
  - {id: "1", name: 甲, max: 4, out_of: 4, least: 1, step: 1}
  - {id: "2", name: 乙, max: 4, out_of: 4, least: 1, step: 1}
  - id: "3"
    name: 丙
    max: 8
    items:
      - {id: "3.1", name: 丙一, max: 6}
      - {id: "3.2", name: 丙二, max: 2, kind: deduction, floor: -1}
"""
VETO = "vetoes: [{id: V, name: 泄密, effect: {%s}}]\n"
ALL = 'items: ["1", "2"], '
#: Needs of one band that no unit can meet, each with the near misses.
NOBODY = {
    '{item: "3.1", below: 0}': ['{item: "3.1", to: 0}', '{item: "3.1", below: 0.01}'],
    '{item: "3.1", to: -1}': ['{item: "3.2", to: -1}'],
    '{item: "3.2", below: -1}': ['{item: "3.2", below: -0.5}'],
    '{item: "1", below: 1}': ['{item: "1", to: 1}'],
    '{item: "1", below: 25%}': ['{item: "1", below: 26%}'],
    '{item: "1", above: 1/1}': ['{item: "1", from: 1/1}'],
    '{item: "3", to: -2}': ['{item: "3", to: -1}'],
    '{part: 一组, to: 0}': ["{part: 一组, to: 1}"],
    f"{{{ALL}below: 1, at_least: 1}}": [f"{{{ALL}below: 2, at_least: 1}}"],
    f"{{{ALL}from: 1, at_most: 1}}": [f"{{{ALL}above: 1, at_most: 1}}"],
    f"{{{ALL}from: 0, at_most: 1}}": ["{items: all, from: 0, at_most: 3}"],
    "{items: indicators, to: 0}": ["{items: indicators, to: 1}"],
    '{items: ["1", "3.2"], below: 1, at_least: 2}': ['{items: ["1", "3.2"], below: 1, at_least: 1}'],
    '[{item: "1", from: 60%}, {item: "1", below: 50%}]': ['[{item: "1", from: 50%}, {item: "1", to: 50%}]'],
    '[{item: "1", from: 3}, {item: "1", below: 70%}]': ['[{item: "1", from: 3}, {item: "1", to: 80%}]'],
    '[{item: "1", above: 2}, {item: "1", to: 2}]': ['[{item: "1", from: 2}, {item: "1", to: 2}]'],
    f"[{{{ALL}from: 4, at_least: 2}}, {{{ALL}from: 4, at_most: 1}}]": [
        f"[{{{ALL}from: 4, at_least: 1}}, {{{ALL}from: 4, at_most: 1}}]",
        f"[{{{ALL}from: 3, at_least: 2}}, {{{ALL}from: 4, at_most: 1}}]",
    ],
    f"[{{{ALL}from: 3}}, {{item: \"2\", below: 3}}]": [f"[{{{ALL}from: 3, at_least: 1}}, {{item: \"2\", below: 3}}]"],
    f"[{{{ALL}from: 3, at_least: 1}}, {{{ALL}below: 3}}]": [f"[{{{ALL}from: 3, at_least: 1}}, {{{ALL}below: 3, at_least: 1}}]"],
    "[{part: 一组, from: 10}, {part: 一组, below: 10}]": ["[{part: 一组, from: 10}, {part: 一组, below: 10.5}]"],
}  # fmt: skip
EVERYBODY = {
    '{item: "1", from: 1}': ['{item: "1", above: 1}'],
    '{item: "3.1", from: 0%}': ['{item: "3.2", from: 0%}'],
    '{item: "1", to: 4}': ['{item: "1", below: 4}'],
    "{part: 一组, from: 1}": ["{part: 一组, from: 1.01}"],
    f"{{{ALL}from: 1, at_least: 2}}": [f"{{{ALL}from: 2, at_least: 1}}"],
    f"{{{ALL}from: 2, at_most: 2}}": [f"{{{ALL}from: 2, at_most: 1}}"],
}
LACKING = "not_applicable: [{items: %s, treatment: %s, basis: 通知}]\n"


def codes(needs: str, folder: Path, more: str = "", table: str = TABLE) -> list[tuple[int | None, str]]:
    """What is told of a round with a band that needs this."""
    bands = f"  bands:\n    - {{name: 优, needs: {needs}}}\n    - {{name: 其他}}\n"
    text = f"{ROUND}grades:\n{bands}  basis: 通知\n{more}"
    return told(load(text, folder, smallest=table))


@pytest.mark.parametrize("needs", NOBODY)
def test_what_nobody_can_meet_is_refused(needs: str, tmp_path: Path) -> None:
    assert codes(needs, tmp_path) == [(9, "A402")]
    assert [codes(each, tmp_path) for each in NOBODY[needs]] == [[] for _ in NOBODY[needs]]


@pytest.mark.parametrize("needs", EVERYBODY)
def test_what_everybody_meets_is_told(needs: str, tmp_path: Path) -> None:
    assert codes(needs, tmp_path) == [(9, "A503")]
    assert [codes(each, tmp_path) for each in EVERYBODY[needs]] == [[] for _ in EVERYBODY[needs]]


def test_an_item_that_a_veto_may_set_falls_below_its_least(tmp_path: Path) -> None:
    table = TABLE + VETO % 'item: "1", points: 0'
    assert codes('{item: "1", below: 1}', tmp_path, table=table) == []
    assert codes('{item: "1", from: 1}', tmp_path, table=table) == []
    assert codes('{item: "1", below: 1}', tmp_path, table=TABLE + VETO % "ceiling: 9") == [(9, "A402")]


def test_an_item_that_may_not_apply_does_not_meet_what_all_others_do(tmp_path: Path) -> None:
    lacking = LACKING % ('["1"]', "omit")
    assert codes('{item: "1", from: 1}', tmp_path, lacking) == []
    assert codes('{item: "1", below: 1}', tmp_path, lacking) == [(9, "A402")]
    assert codes(f"{{{ALL}below: 1}}", tmp_path, lacking) == [(9, "A402")]
    assert codes(f"{{{ALL}from: 4, at_least: 2}}, {{{ALL}from: 4, at_most: 1}}".join("[]"), tmp_path, lacking) == []
    assert codes('{item: "1", from: 1}', tmp_path, LACKING % ('["1"]', "full")) == [(9, "A503")]
    assert codes('{items: ["1", "3.1"], to: 0}', tmp_path, LACKING % ('["1"]', "omit")) == []


def test_what_is_rounded_on_the_way_may_be_less_and_more(tmp_path: Path) -> None:
    half = TABLE.replace("floor: -1", "floor: -0.5").replace("max: 6", "max: 5.5").replace("total: 16", "total: 15.5")
    half = half.replace("max: 8", "max: 7.5")
    rounding = "rounding: [{step: item, places: 0, basis: 通知}]\n"
    assert codes('{item: "3.2", to: -1}', tmp_path, table=half) == [(9, "A402")]
    assert codes('{item: "3.2", to: -1}', tmp_path, rounding, half) == []
    assert codes('{item: "3.1", to: 5.5}', tmp_path, table=half) == [(9, "A503")]
    assert codes('{item: "3.1", to: 5.5}', tmp_path, rounding, half) == []


@pytest.mark.parametrize(
    ("band", "found"),
    [
        (f"from: 13, needs: {{{ALL}to: 2}}", "A402"),
        (f"from: 12, needs: {{{ALL}to: 2}}", None),
        (f"above: 12, needs: {{{ALL}to: 2}}", "A402"),
        (f"from: 80%, needs: {{{ALL}to: 50%}}", "A402"),
        (f"from: 75%, needs: {{{ALL}to: 50%}}", None),
        ("from: 13, needs: [{item: \"1\", to: 2}, {item: \"2\", to: 3}]", None),
        ("from: 14, needs: [{item: \"1\", to: 2}, {item: \"2\", to: 3}]", "A402"),
        (f"from: 13, needs: {{{ALL}to: 2, at_least: 1}}", None),
        ("from: 11, needs: {item: \"3\", to: 2}", "A402"),
        ("from: 10, needs: {item: \"3\", to: 2}", None),
    ],
)  # fmt: skip
def test_needs_leave_a_total_of_the_band(band: str, found: str | None, tmp_path: Path) -> None:
    text = f"{ROUND}grades:\n  bands:\n    - {{name: 优, {band}}}\n    - {{name: 其他}}\n  basis: 通知\n"
    assert told(load(text, tmp_path, smallest=TABLE)) == ([] if found is None else [(9, found)])
    bonus = "beside: [{id: J, name: 加分, kind: bonus, items: [{id: J1, name: 创新, max: 5}]}]\n"
    assert told(load(text, tmp_path, smallest=TABLE + bonus)) == []


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ('{item: "1", above: 4}', "1 最多 4，不会高于 4"),
        ('{item: "1", from: 4.5}', "1 最多 4，达不到 4.5"),
        ('{item: "1", to: 0.5}', "1 最少 1，不会是 0.5 或更低"),
        ('{item: "1", below: 1}', "1 最少 1，不会低于 1"),
    ],
)
def test_what_is_out_of_reach_is_told_from_its_side(need: str, said: str, tmp_path: Path) -> None:
    text = f"{ROUND}grades:\n  bands:\n    - {{name: 优, needs: {need}}}\n    - {{name: 其他}}\n  basis: 通知\n"
    (finding,) = load(text, tmp_path, smallest=TABLE).findings
    assert said in finding.line("zh")
