"""Tables of bands as they are printed: the edges that part nothing are checked, and change no points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from gkpg.rubric.kinds.bands import conversion_of
from gkpg.rubric.load import parse_rubric
from gkpg.yamlfiles.document import parse_yaml

if TYPE_CHECKING:
    from gkpg.rubric.load import LoadedRubric

TABLE = """\
rubric: r
version: "1"
title: 示例
total: 10
indicators:
  - {id: "1", name: 办结, max: 10, kind: measure, unit: 天, %s}
"""
BOUNDS = ", least: 0, most: 100"
DOWN = "bands: [{from: 90, to: 100, points: 10}, {from: 60, below: 90, points: 5}, {from: 0, below: 60, points: 0}]"
UP = "bands: [{from: 0, below: 60, points: 0}, {from: 60, below: 90, points: 5}, {from: 90, to: 100, points: 10}]"


def loaded(rule: str) -> LoadedRubric:
    return parse_rubric(parse_yaml((TABLE % rule).encode(), "r.yaml"))


def points(rule: str, value: Fraction) -> Fraction:
    rubric = loaded(rule).rubric
    assert rubric is not None
    item = rubric.by_id["1"]
    return conversion_of(None, item.bands, None, item.max).points(value)


@pytest.mark.parametrize(
    ("printed", "short"),
    [
        (DOWN + BOUNDS, "bands: [{from: 90, points: 10}, {from: 60, points: 5}, {points: 0}]"),
        (UP + BOUNDS, "bands: [{below: 60, points: 0}, {below: 90, points: 5}, {points: 10}]"),
        (
            "bands: [{above: 20, points: 10}, {above: 5, to: 20, points: 5}, {to: 5, points: 0}]",
            "bands: [{above: 20, points: 10}, {above: 5, points: 5}, {points: 0}]",
        ),
        (
            "bands: [{to: 5, points: 10}, {above: 5, to: 20, points: 5}, {above: 20, points: 0}]",
            "bands: [{to: 5, points: 10}, {to: 20, points: 5}, {points: 0}]",
        ),
        ("bands: [{from: 60, points: 10}, {below: 60, points: 0}]", "bands: [{from: 60, points: 10}, {points: 0}]"),
    ],
)
def test_edges_as_printed_change_no_points(printed: str, short: str) -> None:
    tables = [loaded(rule) for rule in (printed, short)]
    assert [each.findings for each in tables] == [(), ()]
    for value in map(Fraction, ("0", "4.99", "5", "5.01", "20", "20.01", "59.99", "60", "89.99", "90", "100")):
        assert points(printed, value) == points(short, value), value


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("bands: [{from: 90, points: 10}, {to: 89, points: 5}]", "这一档与前一档之间有空当：90 及以上，89 及以下"),
        ("bands: [{above: 90, points: 10}, {below: 90, points: 5}]", "有空当：90 以上（不含），90 以下（不含）"),
        ("bands: [{to: 3, points: 10}, {from: 4, points: 5}]", "有空当：3 及以下，4 及以上"),
        ("bands: [{from: 90, points: 10}, {to: 90, points: 5}]", "这一档与前一档重叠：90 及以上，90 及以下"),
        ("bands: [{to: 3, points: 10}, {above: 2, points: 5}]", "重叠：3 及以下，2 以上（不含）"),
        (DOWN + ", most: 100", "请写 least 限定可填的数值，或去掉这个界限"),
        (DOWN + ", least: 0", "请写 most 限定可填的数值，或去掉这个界限"),
        (DOWN + ", least: 0, most: 101", "请写 most 限定可填的数值"),
        (UP + ", most: 100", "请写 least 限定可填的数值"),
        ("bands: [{from: 90, points: 10}, {from: 80, points: 5}]", "请写 least 限定可填的数值"),
        ("bands: [{from: 90, above: 90, points: 10}, {points: 0}]", "最多写一个下限"),
        ("bands: [{from: 90, points: 10}, {below: 90, points: 5}, {points: 0}]", "各档的界限要在同一边"),
    ],
)
def test_gaps_overlaps_and_what_lies_beyond_are_named(rule: str, said: str) -> None:
    (finding,) = loaded(rule).findings
    assert finding.code == "R228"
    assert said in finding.line("zh")
