"""What a rubric has in vain, or likely wrong, is told with a warning; its near miss is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gkpg.findings.gallery import ROUND
from gkpg.rubric import load_rubric
from tests.test_assessment_rules import load, told

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """\
rubric: smallest
version: "1"
title: 示例
total: 10
indicators:
  - {id: "1", name: 公开, max: 10%s}
%s"""
BONUS = "beside: [{id: J, name: 加分, kind: bonus%s, items: [{id: J1, name: 创新, max: 3%s}]}]\n"
PENALTY = "beside: [{id: K, name: 扣分, kind: penalty%s, items: [{id: K1, name: 通报, max: 3%s}]}]\n"
VETO = "vetoes: [{id: V, name: 泄密, effect: {%s}}]\n"
MEASURE = ', kind: measure, unit: "%%"%s'
SUM = ', kind: sum%s, items: [{id: "1.1", name: 一, max: 10}, {id: "1.2", name: 二, max: 3, kind: loss}]'
ROWS = ', kind: deductions%s, items: [{id: "1.1", name: 一, max: %s}]'

#: What stands at the item and beside the table, in vain; and the near misses.
IDLE: dict[str, tuple[tuple[str, str], ...]] = {
    "a gate that is always open": (
        (", kind: deduction, floor: 4", BONUS % (", gate: {from: 4}", "")),
        (", kind: deduction, floor: 4", BONUS % (", gate: {above: 4}", "")),
        (", kind: deduction, floor: 4", BONUS % (", gate: {from: 4}", "") + VETO % 'item: "1", points: 0'),
    ),
    "a most of all bonuses, and there is none": (("", "beside_max: 2\n"), ("", BONUS % ("", "") + "beside_max: 3\n")),
    "a most of all bonuses beside penalties": (("", PENALTY % ("", "") + "beside_max: 2\n"), ("", PENALTY % ("", ""))),
    "a most above all bonuses": (
        ("", BONUS % ("", "") + "beside_max: 4\n"), ("", BONUS % ("", "") + "beside_max: 3\n"),
    ),
    "a max above its rows": (("", BONUS % (", max: 4", "")), ("", BONUS % (", max: 3", ""))),
    "a max above the rows of a penalty": (("", PENALTY % (", max: 4", "")), ("", PENALTY % (", max: 3", ""))),
    "a floor below all totals": (
        (", kind: deduction, floor: 4", "floor: 3\n"), (", kind: deduction, floor: 4", PENALTY % ("", "") + "floor: 3\n"),
        ("", "floor: 0\n"), (", kind: deduction, floor: 4", VETO % 'item: "1", points: 0' + "floor: 3\n"),
    ),
    "a total beside fail": (("", VETO % "fail: true, total: 0"), ("", VETO % "fail: false, total: 0")),
    "a grade barred beside fail": (("", VETO % "fail: true, bars: 优秀"), ("", VETO % "bars: 优秀, rank: last")),
    "a ceiling above a fixed total": (("", VETO % "total: 3, ceiling: 5"), ("", VETO % "total: 3, bars: 优秀")),
    "a ceiling above all totals": (
        ("", VETO % "ceiling: 11"), ("", VETO % "ceiling: 10"), ("", BONUS % ("", "") + VETO % "ceiling: 11"),
    ),
    "points taken from an item that is set": (
        ("", VETO % 'item: "1", points: 2, minus: {item: "1", points: 3}'), ("", VETO % 'minus: {item: "1", points: 3}'),
    ),
    "a floor below all points of a line": (
        (MEASURE % ", floor: -3, line: [[80, 0], [100, 10]]", ""), (MEASURE % ", floor: -3, line: [[80, -3], [100, 10]]", ""),
        (MEASURE % ", floor: 0, line: [[80, 0], [100, 10]]", ""),
    ),
    "no floor below bands": (
        (MEASURE % ", floor: none, bands: [{from: 80, points: 10}, {points: 0}]", ""),
        (MEASURE % ", floor: none, bands: [{from: 80, points: 10}, {points: -2}]", ""),
    ),
    "a floor below all losses": (
        (ROWS % (", floor: -3", "5"), ""), (ROWS % (", floor: -3", "15"), ""), (ROWS % ("", "5"), ""),
        (ROWS % (", floor: -3", "5"), VETO % 'minus: {item: "1", points: 12}'),
    ),
    "a floor below a sum": ((SUM % ", floor: -4", ""), (SUM % ", floor: -3", "")),
    "a floor below all ranks": (
        (", kind: relative, unit: 篇, by: rank, points: [10, 9], floor: -3", ""),
        (", kind: relative, unit: 篇, by: rank, points: [10, 9], then: -1, floor: -3", ""),
    ),
    "plus on a full base": (
        (", kind: adjust, base: 10, plus: {each: 1}", ""), (", kind: adjust, base: 10, plus: {each: 1}, minus: {each: 1}", ""),
    ),
    "more than there is room for": (
        (", kind: adjust, base: 8, plus: {each: 1, max: 3}", ""), (", kind: adjust, base: 8, plus: {each: 1, max: 2}", ""),
        (", kind: adjust, base: 8, plus: {each: 1, max: 3}, minus: {each: 1}", ""),
    ),
    "steps where no value is": (
        (MEASURE % ", least: 95, per: {step: 1, below: -1, from: 95}", ""),
        (MEASURE % ", least: 94, per: {step: 1, below: -1, from: 95}", ""),
    ),
    "a source twice": ((", assessed_by: [甲局, 甲局]", ""), (", assessed_by: [甲局, 乙局]", "")),
    "a source of a bonus twice": (
        ("", BONUS % (", assessed_by: [甲局, 甲局]", "")), ("", BONUS % (", assessed_by: [甲局, 乙局]", "")),
    ),
}  # fmt: skip

#: The same with what is likely a slip.
DOUBTFUL: dict[str, tuple[tuple[str, str], ...]] = {
    "once is more than all": ((", kind: count, each: 100", ""), (", kind: count, each: 10", "")),
    "one loss is more than all": (
        (", kind: deduction, each: 11", ""), (", kind: deduction, each: 10", ""), (", kind: deduction, floor: -1, each: 11", ""),
        (", kind: deduction, floor: none, each: 11", ""),
    ),
    "one loss is more than its row": (
        (ROWS % ("", "5, each: 6"), ""), (ROWS % ("", "5, each: 5"), ""),
    ),
    "once is more than the sum": (
        (', kind: sum, items: [{id: "1.1", name: 一, max: none, kind: count, each: 11}]', ""),
        (', kind: sum, items: [{id: "1.1", name: 一, max: none, kind: count, each: 10}]', ""),
    ),
    "once is more than its block": (
        ("", BONUS.replace("max: 3", "max: none") % (", max: 2", ", kind: count, each: 3")),
        ("", BONUS.replace("max: 3", "max: none") % (", max: 2", ", kind: count, each: 2")),
    ),
    "a row is more than its block": (("", BONUS % (", max: 2", "")), ("", BONUS % (", max: 3", ""))),
    "a row is more than its penalty": (("", PENALTY % (", max: 2", "")), ("", PENALTY % (", max: 3", ""))),
    "a tick is more than its block": (
        ("", BONUS % (", max: 2.5", ", kind: tick")), ("", BONUS.replace("max: 3", "max: none") % (", max: 2.5", "")),
    ),
    "a row is more than all bonuses": (
        ("", "beside_max: 2\n" + BONUS % ("", "")), ("", "beside_max: 3\n" + BONUS % ("", "")),
        ("", "beside_max: 2\n" + BONUS.replace("max: 3", "max: 2") % ("", "")),
    ),
    "a block is more than all bonuses": (
        ("", "beside_max: 4\n" + BONUS.replace("max: 3", "max: none") % (", max: 5", "")),
        ("", "beside_max: 5\n" + BONUS.replace("max: 3", "max: none") % (", max: 5", "")),
    ),
    "once is more than its row": (("", BONUS % ("", ", kind: count, each: 4")), ("", BONUS % ("", ", kind: count, each: 3"))),
    "one tick is more than all together": (
        (', kind: ticks, items: [{id: "1.1", name: 一, max: 11}]', ""),
        (', kind: ticks, items: [{id: "1.1", name: 一, max: 10}, {id: "1.2", name: 二, max: 10}]', ""),
    ),
    "a row is more than the sum": (
        (', kind: sum, items: [{id: "1.1", name: 一, max: 12}]', ""),
        (', kind: sum, items: [{id: "1.1", name: 一, max: 10}, {id: "1.2", name: 二, max: 12, kind: loss}]', ""),
    ),
    "once is more than plus": (
        (", kind: adjust, base: 9, plus: {each: 3, max: 1}, minus: {}", ""),
        (", kind: adjust, base: 9, plus: {each: 1, max: 1}, minus: {}", ""),
    ),
    "a base below the floor": (
        (", kind: adjust, base: 1, floor: 3, plus: {each: 1}, minus: {each: 1}", ""),
        (", kind: adjust, base: 3, floor: 3, plus: {each: 1}, minus: {each: 1}", ""),
    ),
    "a better band is worth less": (
        (MEASURE % ", bands: [{from: 95, points: 5}, {from: 90, points: 10}, {points: 2}]", ""),
        (MEASURE % ", bands: [{from: 95, points: 10}, {from: 90, points: 5}, {points: 2}]", ""),
        (MEASURE % ", bands: [{to: 3, points: 10}, {below: 7, points: 5}, {points: 2}]", ""),
        (MEASURE % ", bands: [{above: 7, points: 2}, {above: 3, points: 5}, {points: 10}]", ""),
        (MEASURE % ", bands: [{above: 110, points: 2}, {from: 90, points: 10}, {points: 2}]", ""),
    ),
    "a worse band is worth more where less is better": (
        (MEASURE % ", bands: [{to: 3, points: 5}, {to: 7, points: 10}, {points: 0}]", ""),
        (MEASURE % ", bands: [{to: 3, points: 10}, {to: 7, points: 5}, {points: 0}]", ""),
    ),
    "a line that goes down again": (
        (MEASURE % ", line: [[60, 0], [80, 9], [90, 8], [100, 10]]", ""), (MEASURE % ", line: [[60, 0], [80, 8], [90, 9], [100, 10]]", ""),
        (MEASURE % ", line: [[100, 10], [90, 9], [60, 0]]", ""), (MEASURE % ", line: [[60, 0], [80, 10], [100, 0]]", ""),
        (MEASURE % ", line: [[0, 10], [5, 4], [9, 0]]", ""),
    ),
    "a middle that is worst": (
        (MEASURE % ", line: [[60, 10], [80, 0], [100, 10]]", ""), (MEASURE % ", line: [[60, 10], [80, 0], [100, 0]]", ""),
    ),
    "lines that do not meet": (
        (MEASURE % ", bands: [{from: 60, line: [[60, 6], [100, 10]]}, {line: [[0, 0], [60, 8]]}]", ""),
        (MEASURE % ", bands: [{from: 60, line: [[60, 6], [100, 10]]}, {line: [[0, 0], [60, 6]]}]", ""),
        (MEASURE % ", bands: [{from: 60, line: [[60, 6], [100, 10]]}, {line: [[0, 0], [60, 5]]}]", ""),
    ),
    "a line that begins within its band": (
        (MEASURE % ", bands: [{from: 60, line: [[70, 6], [100, 10]]}, {points: 0}]", ""),
        (MEASURE % ", bands: [{from: 60, line: [[50, 5], [100, 10]]}, {points: 0}]", ""),
    ),
    "more on both sides of an edge": (
        (MEASURE % ", per: {step: 1, below: 1, above: 1, from: 95, base: 5}", ""),
        (MEASURE % ", per: {step: 1, below: -1, above: -1, from: 95}", ""),
        (MEASURE % ", per: {step: 1, below: -1, above: 1, from: 95, base: 5}", ""),
    ),
    "levels up and down": (
        (", kind: levels, levels: {甲: 10, 乙: 2, 丙: 3, 丁: 0}", ""), (", kind: levels, levels: {甲: 10, 乙: 3, 丙: 2, 丁: 0}", ""),
        (", kind: levels, levels: {丁: 0, 丙: 2, 乙: 3, 甲: 10}", ""),
    ),
    "a better word is worth less": (
        (", kind: levels, levels: {优: 0, 良: 5, 差: 10}", ""), (", kind: levels, levels: {差: 0, 良: 5, 优: 10}", ""),
        (", kind: levels, levels: {是: 0, 否: 10}", ""),
    ),
    "a better word loses more": (
        ("", PENALTY % ("", ", kind: levels, levels: {优: 3, 良: 1, 差: 0}")), ("", PENALTY % ("", ", kind: levels, levels: {优: 0, 良: 1, 差: 3}")),
    ),
    "levels all the same": (
        (", kind: levels, levels: {优: 10, 良: 10}", ""), (", kind: levels, levels: {优: 10, 良: 10, 差: 0}", ""),
    ),
    "those behind get more": (
        (", kind: relative, unit: 篇, by: rank, points: [10, 5], rest: 6", ""),
        (", kind: relative, unit: 篇, by: rank, points: [10, 5], rest: 5", ""),
    ),
    "the worst gets all": (
        (", kind: relative, unit: 篇, by: range, worst: 10", ""), (", kind: relative, unit: 篇, by: range, worst: 9", ""),
    ),
    "more than an item can lose": (
        ("", VETO % 'minus: {item: "1", points: 11}'), ("", VETO % 'minus: {item: "1", points: 10}'),
        (", kind: deduction, floor: -5", VETO % 'minus: {item: "1", points: 11}'),
    ),
    "a total above its own ceiling": (("", VETO % "total: 6, ceiling: 5"), ("", VETO % "ceiling: 5")),
    "a total above the table": (("", VETO % "total: 11"), ("", BONUS % ("", "") + VETO % "total: 11")),
}  # fmt: skip


@pytest.mark.parametrize(("code", "why"), [*(("R304", why) for why in IDLE), *(("R305", why) for why in DOUBTFUL)])
def test_a_doubtful_rubric_and_its_near_misses(code: str, why: str, tmp_path: Path) -> None:
    wrong, *right = {**IDLE, **DOUBTFUL}[why]
    assert codes(wrong, tmp_path) == [code]
    assert [codes(each, tmp_path) for each in right] == [[] for _ in right]


def codes(parts: tuple[str, str], folder: Path) -> list[str]:
    """The codes of the smallest table with something at its item and something beside it; notes aside."""
    (folder / "rubric.yaml").write_text(TABLE % parts, "utf-8")
    loaded = load_rubric(folder / "rubric.yaml")
    assert loaded.rubric is not None
    return [finding.code for finding in loaded.findings if finding.code != "R303"]


def test_a_total_that_a_veto_fixes_is_one_of_all_parts(tmp_path: Path) -> None:
    table = TABLE % ("", VETO % "total: 59")
    parts = "composite: {parts: [{name: 基础, rubric: smallest, weight: 100%%}], total: %s, basis: 办法}\n"
    assert told(load(ROUND + parts % 100, tmp_path, smallest=table)) == []
    assert told(load(ROUND + parts % 50, tmp_path, smallest=table)) == [(4, "A402")]


def test_a_cap_is_told_at_the_row_that_is_more_with_the_place_of_the_cap(tmp_path: Path) -> None:
    text = TABLE % ("", "beside_max: 1\nbeside:\n  - id: Z\n    name: 加分\n    kind: bonus\n    max: 2\n    items:\n")
    text += "      - {id: Z1, name: 创新, max: 5, kind: tick}\n      - {id: Z2, name: 示范, max: 2}\n"
    (tmp_path / "rubric.yaml").write_text(text, "utf-8")
    found = load_rubric(tmp_path / "rubric.yaml").findings
    assert [(each.place.line, each.code, [other.line for other in each.related]) for each in found] == [
        (12, "R305", [7]), (14, "R305", [12]),
    ]  # fmt: skip
    assert found[1].message("zh") == "Z1 创新 的 max 多半有误：单这一项就超过上面合计的上限 2"
