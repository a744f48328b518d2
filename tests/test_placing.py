"""From the total to the rank and the grade: what the steps say is what the unit got."""

from __future__ import annotations

import math
import operator
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from gkpg.base.points import format_share_beside, round_to_places
from gkpg.base.text import Text
from gkpg.explanation.step_words import describe_step
from gkpg.ledger import ledger_of
from gkpg.round.model import Assessment
from gkpg.round.resolve import resolve
from gkpg.rubric import Library
from gkpg.scoring import TieBreak, score
from gkpg.scoring.describe import describe_unmet
from gkpg.scoring.unit_result import vetoes_of
from gkpg.sheets.model import File
from gkpg.yamlfiles.types import STORED
from tests.plain import program
from tests.plain.random_rounds import random_round
from tests.test_cases import CASES, scored
from tests.test_scoring import flat, sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from gkpg.scoring import GroupResult, Results, UnitResult
    from gkpg.scoring.steps import Step, Term

WHOLE: dict[str, Callable[[Fraction], int]] = {
    "down": math.floor,
    "up": math.ceil,
    "half-up": lambda share: int(round_to_places(share, 0, "half-up")),
}


def laws(results: Results) -> None:
    """What holds for the steps of every unit of every group."""
    for group in results.groups:
        nobody_ranks_below_those_in_the_last_place(group)
        for unit in group.units:
            steps = list(results.steps_to_rank(group, unit))
            if group.rules is None or not group.rules.ranked:
                assert steps == []
                continue
            the_grade_is_the_first_band_that_nothing_speaks_against(steps, group, unit)
            the_rank_is_one_more_than_the_number_of_better_ones(steps, group, unit)
            the_tie_is_the_first_points_that_part_the_unit(steps, group, unit)
            the_verdicts_follow_from_their_terms(steps, group)


def the_grade_is_the_first_band_that_nothing_speaks_against(
    steps: Sequence[Step], group: GroupResult, unit: UnitResult
) -> None:
    assert {step.band for step in steps if step.what == "grade"} == ({unit.band} if unit.band else set())
    if not is_placed(group, unit):
        assert not any(step.what in {"rank", "band", "quota"} for step in steps)
        return
    assert group.rules is not None
    fitting = [
        band.name
        for band in group.rules.grades.bands
        if (own := [step for step in steps if step.band == band.name and step.what != "grade"])
        if all(step.holds for step in own)
    ]
    assert fitting == ([unit.band] if unit.band else [])


def the_rank_is_one_more_than_the_number_of_better_ones(
    steps: Sequence[Step], group: GroupResult, unit: UnitResult
) -> None:
    ranks = [step for step in steps if step.what == "rank"]
    assert [step.value for step in ranks] == ([] if unit.rank is None else [unit.rank])
    for step in ranks:
        own, better, *above = step.terms
        others = [each for each in group.units if each.rank is not None and each.rank < (unit.rank or 0)]
        is_dense = step.rule.key == "dense" or (step.rule.key == "last" and better.value != len(others))
        counted = {each.rank for each in others} if is_dense else others
        assert better.value == len(counted) == step.value - 1  # type: ignore[operator]  # a rank has one
        assert own.value == unit.total
        vetoes = [above.pop() for _ in range(sum(each.kind == "veto" for each in above))]
        assert bool(vetoes) == (step.rule.key == "last") == is_last(group, unit)
        assert [(each.name, each.value) for each in above] == [(each.name, each.total) for each in others[-1:]]


def is_placed(group: GroupResult, unit: UnitResult) -> bool:
    """Whether a unit is graded by its total: it has a rank, or is one of those that would where there are no ranks."""
    if unit.rank is not None or group.rules is None or any(each.rank is not None for each in group.units):
        return unit.rank is not None
    return group.rules.ranked and unit.total is not None and unit.name not in group.rules.unranked


def is_last(group: GroupResult, unit: UnitResult) -> bool:
    """Whether a veto puts a unit into the last place."""
    return group.rules is not None and any(veto.effect.rank == "last" for veto in vetoes_of(group.rules, unit))


def nobody_ranks_below_those_in_the_last_place(group: GroupResult) -> None:
    ranks = [unit.rank for unit in group.units if unit.rank is not None]
    assert all(unit.rank in {None, max(ranks, default=None)} for unit in group.units if is_last(group, unit))


def the_tie_is_the_first_points_that_part_the_unit(steps: Sequence[Step], group: GroupResult, unit: UnitResult) -> None:
    ties = [step for step in steps if step.what == "tie" and not step.band]
    parting = [step.terms[0] for step in ties if step.holds]
    assert unit.tie == (TieBreak(parting[0].name, parting[0].value) if parting else None)
    same = [each.name for each in group.units if each.rank is not None and each.total == unit.total]
    if is_last(group, unit):
        assert ties == []
        return
    same = [name for name in same if not is_last(group, next(each for each in group.units if each.name == name))]
    if unit.rank is not None and len(same) > 1:
        assert sorted(name for name in same if name != unit.name) == sorted(each.name for each in ties[0].terms[1:])
    for step in ties:
        assert step.holds == any(each.value != step.terms[0].value for each in step.terms[1:])
    shared = [each.name for each in group.units if each.rank == unit.rank and each.name != unit.name]
    last = ties[-1] if ties and not ties[-1].holds else None
    if unit.rank is not None:
        assert sorted(shared) == sorted(term.name for term in (last.terms[1:] if last else ()))


def the_verdicts_follow_from_their_terms(steps: Iterable[Step], group: GroupResult) -> None:
    for step in steps:
        if step.what == "band":
            got, *edges = step.terms
            assert step.holds == all(meets(got.value, edge) for edge in edges)
        elif step.what == "need":
            assert step.holds == has_need(step)
        elif step.what == "round":
            share, count = (term.value or Fraction(0) for term in step.terms)
            assert step.value == WHOLE[step.rule.key](share * count)
        elif step.what == "quota":
            takers = [each for each in group.units if each.band == step.band and each.total is not None]
            told = [each.name for each in step.terms[1:]]
            if any(each.rank for each in group.units):
                assert told == [each.name for each in takers if each.rank is not None]
            else:  # without ranks, units stand in another order than their totals
                assert set(told) == {each.name for each in takers}
        elif step.what == "bar":
            assert not step.holds


def has_need(step: Step) -> bool:
    """Whether all figures of a need meet their edges, or so many as are counted; that no veto holds has no figures."""
    if all(term.kind == "veto" for term in step.terms) and step.rule.key == "needs":
        return not step.terms
    counts = {term.name: term.value or Fraction(0) for term in step.terms if term.kind == "count"}
    terms = [term for term in step.terms if term.kind != "count" and term.name not in {"share", "most"}]
    met = [meets(got.value, edge) for got, edge in zip(terms[::2], terms[1::2], strict=True)]
    assert ("applying" in counts) == (not met)  # of items none of which applies to the unit, nothing is met
    if not met:
        return False
    if not counts:
        return all(met)
    return counts.get("at_least", Fraction(0)) <= sum(met) <= counts.get("at_most", Fraction(len(met)))


def meets(got: Fraction | None, edge: Term) -> bool:
    limit = edge.value or Fraction(0)
    passes = {"from": operator.ge, "above": operator.gt, "to": operator.le, "below": operator.lt}
    return got is not None and bool(passes[edge.name](got, limit))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_steps_of_published_rules_say_what_the_units_got(case: Path) -> None:
    laws(scored(case))


@pytest.mark.parametrize("batch", range(2))
def test_steps_of_random_rounds_say_what_the_units_got(batch: int, tmp_path: Path) -> None:
    whats: set[str] = set()
    for seed in range(30_000 + batch * 40, 30_000 + (batch + 1) * 40):
        results = program.scored(random_round(seed), tmp_path / str(seed))
        if not isinstance(results, program.Refused):
            laws(results)
            whats |= {
                step.what
                for group in results.groups
                for unit in group.units
                for step in results.steps_to_rank(group, unit)
            }
    assert whats >= {"band", "need", "bar", "quota", "round", "grade", "tie", "rank"}


def told(
    totals: Mapping[str, str], unit: str, **rules: Any
) -> list[tuple[str, str, tuple[tuple[str, str | None], ...], bool]]:
    """The steps of a unit among others with totals out of 10, by the rules of an assessment."""
    rubric = flat("10")
    written = {
        "assessment": "a", "title": "考核",
        "groups": [{"name": "区", "rubric": rubric.rubric, "units": list(totals)}],
        "sources": [{"name": "组", "kind": "assessors", "items": "all"}],
        **rules,
    }  # fmt: skip
    assessment = Assessment.model_validate(written, strict=False, context=STORED)
    round_ = resolve(assessment, Library((rubric,), (), ()))
    sheets = [sheet(rubric, name, [points]) for name, points in totals.items()]
    results = score(ledger_of([File(each.file, "", (each,)) for each in sheets], [rubric], round_=round_))
    laws(results)
    (group,) = results.groups
    found = next(each for each in group.units if each.name == unit)
    return [
        (
            step.what,
            step.band or step.rule.key,
            tuple((term.name, None if term.value is None else str(term.value)) for term in step.terms),
            step.holds,
        )
        for step in results.steps_to_rank(group, found)
    ]


FOUR = {"甲": "9.5", "乙": "9", "丙": "9", "丁": "8"}


def grades(tie: str = "out", **more: object) -> dict[str, Any]:
    quota = {"count": 2, "round": "down", "tie": tie, **more}
    return {"grades": [{"bands": [{"name": "优", "from": "80%", "quota": quota}, {"name": "良"}]}]}


def test_a_tie_on_the_line_of_a_quota_is_told_with_who_is_in_it() -> None:
    steps = told(FOUR, "乙", **grades("out"))
    assert steps[:2] == [
        ("tie", "skip", (("total", "9"), ("丙", "9")), False),
        ("rank", "skip", (("total", "9"), ("better", "1"), ("甲", "19/2")), True),
    ]
    assert steps[2:] == [
        ("band", "优", (("total", "9"), ("from", "8")), True),
        ("tie", "优", (("room", "2"), ("丙", "9")), False),
        ("quota", "优", (("room", "2"), ("甲", "19/2")), False),
        ("band", "良", (("total", "9"),), True),
        ("grade", "良", (("total", "9"),), True),
    ]


def test_a_tie_on_the_line_that_gets_in_is_told_too() -> None:
    assert told(FOUR, "乙", **grades("in"))[3:] == [
        ("tie", "优", (("room", "2"), ("丙", "9")), True),
        ("quota", "优", (("room", "2"), ("甲", "19/2"), ("丙", "9"), ("乙", "9")), True),
        ("grade", "优", (("total", "9"),), True),
    ]


def test_a_quota_that_is_full_without_a_tie_names_those_who_took_it() -> None:
    """丁 is behind the line, not on it."""
    assert [each for each in told(FOUR, "丁", **grades("in")) if each[1] == "优"] == [
        ("band", "优", (("total", "8"), ("from", "8")), True),
        ("quota", "优", (("room", "2"), ("甲", "19/2"), ("丙", "9"), ("乙", "9")), False),
    ]


def test_a_share_is_told_with_what_it_is_of_and_how_it_is_rounded() -> None:
    share = {"count": None, "share": "40%", "round": "up"}
    steps = told(FOUR, "甲", **grades("in", **share))
    assert ("round", "优", (("share", "2/5"), ("listed", "4")), True) in steps
    assert ("quota", "优", (("room", "2"), ("甲", "19/2"), ("丙", "9"), ("乙", "9")), True) in steps


@pytest.mark.parametrize(("total", "holds"), [("8", True), ("7.99", False)])
def test_an_edge_is_met_or_just_missed(total: str, holds: bool) -> None:
    steps = told({**FOUR, "丁": total}, "丁", **grades("in", count=9))
    assert [each[3] for each in steps if each[:2] == ("band", "优")] == [holds]
    assert steps[-1][1] == ("优" if holds else "良")


def test_a_bar_of_the_assessment_is_told_and_bars_nobody_else() -> None:
    rules = grades("in", count=9)
    rules["grades"][0]["barred"] = [{"unit": "甲", "band": "优", "reason": "通报"}]
    assert [each for each in told(FOUR, "甲", **rules) if each[1] == "优"] == [
        ("band", "优", (("total", "19/2"), ("from", "8")), True),
        ("bar", "优", (("优", None),), False),
    ]
    assert not [each for each in told(FOUR, "乙", **rules) if each[0] == "bar"]


def test_points_that_part_a_tie_are_told_with_those_of_the_others() -> None:
    """All three have the same points for their only item, so nothing parts them, and they share the rank."""
    ranking = {"ranking": {"by": [{"item": "i1"}], "ties": "dense"}}
    assert [each for each in told(FOUR, "丙", **ranking) if each[0] in {"tie", "rank"}] == [
        ("tie", "by", (("i1", "9"), ("乙", "9")), False),
        ("tie", "dense", (("total", "9"), ("乙", "9")), False),
        ("rank", "dense", (("total", "9"), ("better", "1"), ("甲", "19/2")), True),
    ]


def told_of(case: str, unit: str, what: str) -> list[tuple[str, tuple[tuple[str, str], ...], str]]:
    """The steps of one kind of a unit in a case: the rule's key, what went in, the grade that it is about."""
    results = scored(CASES[0].parent / case)
    group = next(each for each in results.groups if unit in {one.name for one in each.units})
    found = next(each for each in group.units if each.name == unit)
    return [
        (step.rule.key, tuple((term.kind, term.name) for term in step.terms), step.band)
        for step in results.steps_to_rank(group, found)
        if step.what == what
    ]


def test_a_veto_that_bars_or_fails_is_named() -> None:
    v1 = ("bars", (("veto", "V1"), ("band", "优秀")), "优秀")
    assert told_of("veto-no-excellent", "乙区", "bar") == [v1]
    v2 = ("bars", (("veto", "V2"), ("band", "良好")))
    assert told_of("veto-no-excellent", "丁区", "bar") == [(*v2, "优秀"), (*v2, "良好")]
    assert told_of("veto-no-excellent", "甲区", "bar") == []
    fails = told_of("veto-fail-at-once-guoban-2019", "乙网站", "grade")
    assert [(key, band) for key, _, band in fails] == [("fail", "不合格")]
    assert told_of("veto-fail-at-once-guoban-2019", "乙网站", "rank") == []
    assert told_of("veto-fail-at-once-guoban-2019", "丁网站", "grade") == [("grades", (("total", "total"),), "不合格")]


def test_the_needs_that_kept_a_unit_from_a_better_band_are_told() -> None:
    results = scored(next(case for case in CASES if case.name == "grades-of-levels-counted-cqc"))
    group = results.groups[0]
    told = {unit.name: describe_unmet(group.rules, results.unmet(group, unit)) for unit in group.units}
    assert told["甲"] is None
    assert told["乙"] == Text(
        "优秀：要求 各项中 ≥ 4 的至少 2 项，有 1 项：safe 4",
        "优秀: needs at least 2 of all items ≥ 4, has 1: safe 4",
    )
    assert told["丙"] == Text(
        "优秀：要求 各项都 ≥ 3，没有达到：well-led 2", "优秀: needs each of all items ≥ 3, not met: well-led 2"
    )


def test_what_a_unit_has_of_a_need_in_percent_is_told_in_percent() -> None:
    results = scored(next(case for case in CASES if case.name == "grades-need-shares-of-what-an-item-can-be"))
    group = results.groups[0]
    unit = next(each for each in group.units if each.name == "乙")
    assert describe_unmet(group.rules, results.unmet(group, unit)) == Text(
        "优秀：要求 1 ≥ 75%，得：1 74.5%（14.9，最多 20）", "优秀: needs 1 ≥ 75%, has: 1 74.5% (14.9 of 20)"
    )
    (first, _) = [step for step in results.steps_to_rank(group, unit) if step.what == "need" and step.band == "优秀"]
    assert describe_step(first) == Text(
        "条件：不低于 75%；现为 1 74.5%（14.9，最多 20）：不满足",
        "needs at least 75%; has 1 74.5% (14.9 of 20): not met",
    )


@pytest.mark.parametrize(
    ("share", "edge", "told"),
    [
        ("1/4", "1/2", "25%"),
        ("7/18", "2/5", "38.89%"),
        ("39999/100000", "2/5", "39.999%"),
        ("1/2", "1/2", "50%"),
        ("1/4", "6/13", "0.25"),
        ("1/3", "6/13", "1/3"),
    ],
)
def test_a_share_is_told_on_its_own_side_of_the_edge(share: str, edge: str, told: str) -> None:
    assert format_share_beside(Fraction(share), Fraction(edge)) == told
