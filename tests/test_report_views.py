"""What reports show of a round, a group and a unit: each figure once more, by plain arithmetic."""

from __future__ import annotations

import statistics
from collections import Counter
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.explanation.entered import entered_scores
from gkpg.reports.view.bins import bins_of
from gkpg.reports.view.near_line import NEAR
from gkpg.reports.view.round_view import RoundView
from gkpg.reports.view.spread import spread_of
from tests.plain.plain_round import PlainRound, PlainSheet
from tests.plain.program import Refused
from tests.plain.program import scored as scored_round
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = st.lists(st.fractions(min_value=-1_000, max_value=1_000, max_denominator=300), min_size=1, max_size=40)


@given(FIGURES)
def test_a_spread_is_that_of_the_figures(figures: list[Fraction]) -> None:
    found = spread_of(Counter(figures))
    assert found is not None
    assert (found.size, found.least, found.most) == (len(figures), min(figures), max(figures))
    assert found.median == statistics.median(figures)
    assert found.mean == statistics.mean(figures)


def test_no_figures_have_no_spread() -> None:
    assert spread_of({}) is None
    assert bins_of([], Fraction(100)) == ()


@given(FIGURES)
def test_every_value_is_in_one_bin(figures: list[Fraction]) -> None:
    made = bins_of(figures, None)
    assert len(made) <= 12
    assert sum(each.size for each in made) == len(figures)
    assert all(left.high == right.low for left, right in pairwise(made))
    inside = [[v for v in figures if each.low <= v < each.high] for each in made[:-1]]
    assert [each.size for each in made[:-1]] == [len(values) for values in inside]
    assert made[-1].low <= max(figures) <= made[-1].high


def test_bins_end_at_what_can_be_had() -> None:
    totals = [Fraction(each) for each in (55, 61, 87, 99, 100)]
    assert [(int(each.low), int(each.high), each.size) for each in bins_of(totals, Fraction(100))] == [
        (55, 60, 1), (60, 65, 1), (65, 70, 0), (70, 75, 0), (75, 80, 0),
        (80, 85, 0), (85, 90, 1), (90, 95, 0), (95, 100, 2),
    ]  # fmt: skip
    assert [(int(each.low), int(each.high), each.size) for each in bins_of([Fraction(7)], None)] == [(7, 8, 1)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_group_is_summed_up_from_the_points_of_its_units(case: Path) -> None:
    results = scored(case)
    view = RoundView(results)
    assert [summary.group for summary in view.groups] == list(results.groups)
    for summary in view.groups:
        group = summary.group
        for count in summary.grades:
            assert [unit.name for unit in count.units] == [u.name for u in group.units if u.band == count.band]
        assert sum(each.size for each in summary.bins) == sum(unit.total is not None for unit in group.units)
        for each in summary.items:
            mine = [results.points(group, unit, each.part).get(each.item.id) for unit in group.units]
            values = [value for value in mine if value is not None]
            assert (each.spread.mean if each.spread else None) == (statistics.mean(values) if values else None)
            assert (each.spread.median if each.spread else None) == (statistics.median(values) if values else None)
            if each.lost is not None and each.item.max is not None:
                assert each.lost == statistics.mean([each.item.max - value for value in values])
                assert each.share == statistics.mean(values) / each.item.max
        costs = [each.lost if each.lost_in_total is None else each.lost_in_total for each in summary.costliest(1_000)]
        assert costs == sorted(costs, reverse=True, key=lambda cost: cost or 0)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_unit_shows_the_points_that_its_result_has(case: Path) -> None:
    results = scored(case)
    view = RoundView(results)
    for summary in view.groups:
        units = list(view.units(summary))
        assert [each.unit for each in units] == list(summary.group.units)
        near = {each.unit.name: each.short for each in summary.near_lines}
        for each in units:
            for item in each.items:
                part, key = item.of.part, item.of.item.id
                assert item.points == results.points(summary.group, each.unit, part).get(key)
                assert item.applies == (key not in results.inapplicable(summary.group, each.unit, part))
                rows, about = {row.id for row in item.of.item.walk()}, summary.group.parts[part]
                assert [entry.place for entry in each.entries_of(item)] == [
                    entry.place
                    for entry in entered_scores(results, each.unit.name)
                    if entry.item in rows and (entry.rubric, entry.period) == (about.key, about.period)
                ]
            better, most = each.explanation.standing.next_better, each.explanation.most
            short = better.short if better else None
            is_near = None not in {short, most, each.unit.total} and (short or 0) <= (most or 0) * NEAR
            assert near.get(each.unit.name) == (short if is_near else None)


def test_what_is_converted_costs_points_of_the_table_and_not_of_its_own_scale(tmp_path: Path) -> None:
    """75 of 100 is 5 of 10 on the line from 50 to 100: 5 points are lost, not 25; of item 2 it is 3."""
    below = [{"id": "1.1", "name": "lists", "max": "60"}, {"id": "1.2", "name": "updates", "max": "40"}]
    sums = {
        "id": "1",
        "name": "site",
        "max": "10",
        "kind": "measure",
        "line": [["50", "0"], ["100", "10"]],
        "items": below,
    }
    indicators = [sums, {"id": "2", "name": "service", "max": "10"}]
    rubric = {"rubric": "r", "version": "1", "title": "t", "total": "20", "indicators": indicators}
    assessment = {
        "assessment": "x", "title": "x", "language": "en", "groups": [{"name": "g", "rubric": "r", "units": ["A"]}],
        "sources": [{"name": "office", "kind": "special", "items": "all"}],
    }  # fmt: skip
    sheets = [PlainSheet("A", "office", "1", "r", {"1.1": "45", "1.2": "30", "2": "7"})]
    results = scored_round(PlainRound(assessment, {"r": rubric}, sheets), tmp_path)
    assert not isinstance(results, Refused)
    (summary,) = RoundView(results).groups
    assert [(each.item.id, each.lost_in_total) for each in summary.costliest(9)] == [("1", 5), ("2", 3)]
    assert {each.item.id for each in (*summary.best(9), *summary.worst(9))} == {"1", "2"}
