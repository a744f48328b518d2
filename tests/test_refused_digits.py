"""Digits and exponents beyond all measure: one finding at their place, wherever a rubric has a figure."""

from __future__ import annotations

import pytest

from gkpg.rubric.load import parse_rubric
from gkpg.yamlfiles.document import parse_yaml

HEAD = 'rubric: r\nversion: "1"\ntitle: t\ntotal: 4\nindicators:\n  - {id: "1", name: 甲, max: 4, '
PLACES = (
    "kind: count, each: ?",
    "kind: deduction, each: ?",
    "kind: steps, steps: [4, ?]",
    "kind: levels, levels: {A: 4, B: ?}",
    "kind: measure, unit: 天, line: [[?, 0], [10, 4]]",
    "kind: measure, unit: 天, line: [[0, ?], [10, 4]]",
    "kind: measure, unit: 天, bands: [{from: ?, points: 4}, {points: 0}]",
    "kind: measure, unit: 天, bands: [{from: 1, points: 4}, {points: ?}]",
    "kind: measure, unit: 天, per: {step: ?, below: -1, from: 5}",
    "kind: measure, unit: 天, per: {step: 1, below: ?, from: 5}",
    "kind: measure, unit: 天, per: {step: 1, below: -1, from: ?}",
    "out_of: ?",
    "out_of: 10, least: ?",
    "out_of: 10, zero: ?",
    "out_of: 10, step: ?",
    "kind: relative, unit: 篇, by: rank, points: [4, ?]",
    "kind: relative, unit: 篇, by: rank, points: [4], then: ?",
    "kind: relative, unit: 篇, by: range, worst: ?",
    "kind: adjust, base: ?, plus: {each: 1}",
    "kind: adjust, base: 1, plus: {each: 1, max: ?}",
    "kind: sum, items: [{id: '1.1', name: 一, max: ?, kind: tick}]",
    "kind: highest, items: [{id: '1.1', name: 一, max: ?}]",
)
FIGURES = ("1" * 41, "0." + "3" * 41, "9" * 5_000, "1e999", "1E-400", '"' + "1" * 41 + '"', "1" * 41 + "%")


def codes(text: str) -> list[str]:
    return [finding.code for finding in parse_rubric(parse_yaml(text.encode(), "r.yaml")).findings]


@pytest.mark.parametrize("place", PLACES)
def test_a_figure_beyond_all_measure_is_one_finding(place: str) -> None:
    for figure in FIGURES:
        assert len(codes(f"{HEAD}{place.replace('?', figure)}}}\n")) == 1, figure[:50]


@pytest.mark.parametrize("figure", ["1e999", "9" * 5_000, "1" * 41 + "%", "-0.5", "0/0"])
def test_so_is_a_weight(figure: str) -> None:
    text = HEAD.replace("max: 4, ", f"weight: {figure}")
    assert len(codes(f"{text}}}\n")) == 1
    assert codes(f"{HEAD.replace('max: 4, ', 'weight: 100%')}}}\n") == []
