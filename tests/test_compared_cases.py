"""Cases with figures: what a unit that is tried alone is compared with, and what is the most and the least of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gkpg.authoring.cases.case_check import with_assessment_cases, with_rubric_cases
from gkpg.round.load import load_assessment
from gkpg.rubric.load import parse_rubric
from gkpg.yamlfiles.document import parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

RUBRIC = """\
rubric: c
version: "1"
title: 相比
total: 100
indicators:
  - {id: "1", name: 信息, max: 10, kind: relative, by: rank, points: [10, 8], then: -1}
  - {id: "2", name: 质量, max: 10, kind: relative, by: range, worst: 4}
  - id: "3"
    name: 小计
    max: 20
    kind: relative
    by: best
    items:
      - {id: "3.1", name: 服务, max: 60}
      - {id: "3.2", name: 投诉, max: 40, kind: relative, by: best, better: lower, unit: 件}
  - {id: "4", name: 资金, max: 30, kind: measure, unit: 万元, of: target, line: [[0, 0], [100, 30]]}
  - {id: "5", name: 产值, max: 20, kind: measure, unit: 万元, of: previous, line: [[-10, 5], [10, 20]]}
  - {id: "6", name: 报送, max: 10}
cases:
"""
TRIED = {
    "full marks": ("{others: full, total: 100}", None),
    "the least of each": ('{others: least, total: 9, points: {"1": 0, "2": 4, "3": 0, "4": 0, "5": 5}}', None),
    "one of a list that is no number": ('{scores: {"1": 9}, against: {"1": [x]}, others: full, total: 98}', "a number"),
    "the third rank": ('{scores: {"1": 7}, against: {"1": [9, 8, 3]}, others: full, total: 97, points: {"1": 7}}', None),
    "a tie": ('{scores: {"1": 9}, against: {"1": [9, 8]}, others: full, points: {"1": 10}}', None),
    "nobody else": ('{scores: {"1": 9}, against: {"1": []}, others: full, total: 100}', None),
    "one other, without a list": ('{scores: {"1": 9}, against: {"1": 10}, others: full, total: 98}', None),
    "between worst and best": ('{scores: {"2": 5}, against: {"2": [0, 10]}, others: full, points: {"2": 7}}', None),
    "a subtotal": ('{scores: {"3.1": 30}, against: {"3": [100, 80]}, others: full, points: {"3": 14}}', None),
    "a subtotal of all others": ('{against: {"3": [100, 80]}, others: full, points: {"3": 20}}', None),
    "lower is better": (
        '{scores: {"3.2": 4}, against: {"3.2": 3, "3": [100]}, others: full, points: {"3.2": 30, "3": 18}}',
        None,
    ),
    "a target": ('{scores: {"4": 13.5}, against: {"4": 27}, others: full, total: 85}', None),
    "growth": ('{scores: {"5": 10}, against: {"5": 10}, others: full, points: {"5": 12.5}}', None),
    "with nothing said of the others": ('{scores: {"1": 9}, others: full, total: 100}', "compared with: 1"),
    "a subtotal with nothing said": ('{scores: {"3.1": 9}, others: full, total: 100}', "compared with: 3"),
    "without a target": ('{scores: {"4": 9}, others: full, total: 100}', "compared with: 4"),
    "an item that is not compared": ('{against: {"6": 9}, others: full, total: 100}', "a case names 6"),
    "two targets": ('{scores: {"4": 9}, against: {"4": [9, 8]}, others: full, total: 100}', "does not take 9、8, but one number"),
    "no target": ('{scores: {"4": 9}, against: {"4": []}, others: full, total: 100}', "does not take [], but one number"),
    "a target of zero": ('{scores: {"4": 9}, against: {"4": 0}, others: full, total: 100}', "a target must be above 0"),
    "a figure below zero": ('{scores: {"3.2": 1}, against: {"3": 9, "3.2": [-1]}, others: full, total: 100}', "does not take -1"),
    "figures of which comparing tells nothing": ('{scores: {"2": 5}, against: {"2": [5]}, others: full, total: 100}', "comes to no total"),
    "another outcome": ('{scores: {"1": 7}, against: {"1": [9]}, others: full, points: {"1": 10}}', "item 1 should be 10; by the rules it is 8"),
}  # fmt: skip


@pytest.mark.parametrize("name", TRIED)
def test_a_case_of_a_rubric(name: str) -> None:
    case, wrong = TRIED[name]
    text = RUBRIC + f"  - {case.replace('{', '{name: 一, ', 1)}\n"
    loaded = with_rubric_cases(parse_rubric(parse_yaml(text.encode(), "c.yaml")))
    said = [finding.line("en") for finding in loaded.findings if finding.severity == "error"]
    assert len(said) == (0 if wrong is None else 1), said
    assert all(wrong in line for line in said if wrong is not None), said


ROUND = """\
assessment: r
title: 一轮
groups:
  - {name: 全体, rubric: c, units: [甲区, 乙区, 丙区]}
sources:
  - {name: 统计局, kind: special, items: ["1", "2", "3", "4", "5"], assessors: 2}
  - {name: 考核组, kind: assessors, items: ["6"]}
targets:
  - {item: "4", values: {甲区: 30, 乙区: 20, 丙区: 10}}
previous:
  - {item: "5", values: {甲区: 80, 乙区: 90, 丙区: 100}}
compared: {items: ["1"], without: [unranked]}
cases:
"""
ROUND_TRIED = {
    "full marks": ("{unit: 甲区, others: full, total: 100}", None),
    "by the unit's own target and earlier figure": (
        '{unit: 甲区, scores: {统计局: {"4": 15, "5": 84}}, others: full, points: {"4": 15, "5": 16.25}}',
        None,
    ),
    "by another target": (
        '{unit: 甲区, scores: {统计局: {"4": 15}}, against: {"4": 15}, others: full, total: 100}',
        None,
    ),
    "figures are joined before they are compared": (
        '{unit: 甲区, scores: {统计局: [{"1": 9}, {"1": 6}]}, against: {"1": [8, 7]}, others: full, points: {"1": 8}}',
        None,
    ),
    "with nothing said of the others": (
        '{unit: 甲区, scores: {统计局: {"1": 9}}, others: full, total: 100}',
        "compared with: 1",
    ),
}


@pytest.mark.parametrize("name", ROUND_TRIED)
def test_a_case_of_an_assessment(name: str, tmp_path: Path) -> None:
    case, wrong = ROUND_TRIED[name]
    (tmp_path / "rubrics").mkdir()
    (tmp_path / "rubrics" / "c.yaml").write_text(RUBRIC.removesuffix("cases:\n"), "utf-8")
    path = tmp_path / "assessment.yaml"
    path.write_text(ROUND + f"  - {case.replace('{', '{name: 一, ', 1)}\n", "utf-8")
    loaded = with_assessment_cases(load_assessment(path))
    said = [finding.line("en") for finding in loaded.findings if finding.severity == "error"]
    assert len(said) == (0 if wrong is None else 1), said
    assert all(wrong in line for line in said if wrong is not None), said


#: An item of each kind, the most and the least that a case gives it; None where a case has to say that itself.
ENDS = {
    "kind: count, each: 3": ("10", "0"),
    "kind: levels, levels: {A: 10, B: -2}": ("10", "-2"),
    "kind: deduction, floor: -5": ("10", "-5"),
    "kind: deductions, items: [{id: b, name: b, max: 8}, {id: c, name: c, max: none}]": ("10", "0"),
    "kind: ticks, items: [{id: b, name: b, max: 8}, {id: c, name: c, max: 4}]": ("10", "0"),
    "kind: sum, base: 5, floor: -4, items: [{id: b, name: b, max: 8, kind: count, each: 1}, {id: c, name: c, max: none, kind: loss}]": ("10", "-4"),
    "kind: sum, base: 5, items: [{id: b, name: b, max: 8}, {id: c, name: c, max: 3, kind: loss}]": ("10", "2"),
    "kind: adjust, base: 5, plus: {each: 1}, minus: {each: 1}": ("10", "0"),
    "kind: adjust, base: 5, floor: none, plus: {each: 1}, minus: {each: 1}": ("10", None),
    "kind: measure, unit: 件, line: [[0, 2], [5, 10]]": ("10", "2"),
    "kind: measure, unit: 件, per: {step: 1, above: 1, below: -1, from: 5}, ceiling: 15": ("10", "0"),
    "out_of: 5, least: 1": ("10", "2"),
    "kind: highest, items: [{id: b, name: b, max: 10}, {id: c, name: c, max: 5}]": ("10", "0"),
    "kind: lowest, items: [{id: b, name: b, max: 10}, {id: c, name: c, max: 20}]": ("10", "0"),
}  # fmt: skip


@pytest.mark.parametrize("rule", ENDS)
def test_the_most_and_the_least_of_every_kind(rule: str) -> None:
    for others, total in zip(("full", "least"), ENDS[rule], strict=True):
        text = f'rubric: c\nversion: "1"\ntitle: 表\ntotal: 10\nindicators: [{{id: "1", name: a, max: 10, {rule}}}]\n'
        text += f"cases: [{{name: 一, others: {others}, total: {total or 0}}}]\n"
        loaded = with_rubric_cases(parse_rubric(parse_yaml(text.encode(), "c.yaml")))
        codes = [finding.code for finding in loaded.findings if finding.severity == "error"]
        assert codes == ([] if total is not None else ["C102"]), [each.line("en") for each in loaded.findings]
