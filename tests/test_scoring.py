"""Scoring: totals are the sum of their steps, ranks count better totals, and nothing that is missing becomes zero."""

from __future__ import annotations

import statistics
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gkpg.base.points import round_to_places
from gkpg.findings.gallery import BASE
from gkpg.ledger import Ledger, ledger_of
from gkpg.round.join_rules import JOIN_WORDS, LEAST_SCORES, JoinRule
from gkpg.rubric import Item, Rubric
from gkpg.scoring import GroupResult, UnitResult, score
from gkpg.scoring.combine import JOINS
from gkpg.sheets.model import EntryLayout, File, Identity, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# 四川 2011: city, printed rank, printed total, points of the five parts (maxima 77, 9, 7, 4, 3). As published.
SICHUAN = """
成都 1 96.4 74.4 8 7 4 3
眉山 2 94 75.5 5 7 3.5 3
南充 3 82.9 67.4 3 6 3.5 3
凉山 4 82 65.5 5.5 4 4 3
资阳 5 75.4 61.9 3 4 3.5 3
乐山 6 72 58 2.5 4.5 4 3
德阳 7 71.5 61 2 4 3.5 1
广安 8 68.5 59.5 1.5 2 2.5 3
阿坝 9 67 55 3 2 4 3
泸州 9 67 53.5 2.5 6 4 1
遂宁 11 65.6 54.1 3 4.5 3 1
绵阳 12 65 48 9 4 4 0
宜宾 13 62.8 48 4.5 5 3.3 2
攀枝花 14 61.1 52 4.5 1.8 2.8 0
内江 15 55 46 2 3 3 1
广元 16 54.5 42 1 5 3.5 3
自贡 17 53.5 50 0 0 3.5 0
巴中 18 53 43.5 0.5 3 3 3
雅安 19 50 41.5 1 2 2.5 3
达州 20 41.5 36 0 2 3.5 0
甘孜 21 38 30.5 0 1 3.5 3
"""


def flat(*maxima: str) -> Rubric:
    """A rubric of indicators without sub-items."""
    items = tuple(
        Item(id=f"i{number}", name=f"第{number}项", max=Decimal(each)) for number, each in enumerate(maxima, 1)
    )
    total = sum((item.max for item in items), Fraction(0))
    return Rubric(rubric="flat", version="1", title="表", total=total, indicators=items)


def sheet(rubric: Rubric, unit: str, scores: list[str | None], assessor: str = "1", source: str = "组") -> Sheet:
    """A sheet as the reader gives it; None is a blank."""
    layout = EntryLayout(rubric.leaf_ids, tuple(f"G{row}" for row in range(6, 6 + len(scores))))
    line = " ".join("-" if points is None else points for points in scores)
    name, key = f"{unit}-{source}-{assessor}.xlsx", (rubric.rubric, rubric.version)
    return Sheet(name, key, Identity(unit, source, assessor), "评分表", None, layout, line)


def ledger_with(sheets: Iterable[Sheet], *rubrics: Rubric) -> Ledger:
    """A ledger of files with one sheet each."""
    return ledger_of([File(sheet.file, "", (sheet,)) for sheet in sheets], rubrics)


def units_of(rubric: Rubric, *sheets: Sheet) -> dict[str, UnitResult]:
    """The scored units of one group by name."""
    results = score(ledger_with(sheets, rubric))
    return {unit.name: unit for unit in results.groups[0].units}


def test_the_published_table_of_sichuan_2011() -> None:
    rubric = flat("77", "9", "7", "4", "3")
    rows = [line.split() for line in SICHUAN.split("\n") if line]
    units = units_of(rubric, *(sheet(rubric, city, list(parts)) for city, _, _, *parts in rows))
    assert [(name, unit.rank, unit.total) for name, unit in units.items()] == [
        (city, int(rank), Decimal(total)) for city, rank, total, *_ in rows
    ]


def test_several_assessors_are_joined_by_the_mean_kept_as_a_fraction() -> None:
    rubric = flat("10", "10", "10")
    thirds = [sheet(rubric, "甲区", [a, a, a], assessor) for a, assessor in (("1", "1"), ("1", "2"), ("2", "3"))]
    results = score(ledger_with(thirds, rubric))
    (unit,) = results.groups[0].units
    assert results.points(results.groups[0], unit)["i1"] == Fraction(4, 3)
    assert (unit.exact_total, unit.total) == (Fraction(4), Decimal("4.00"))  # rounded thirds would make 3.99


@pytest.mark.parametrize(
    ("total", "grade"),
    [("100", "优秀"), ("90", "优秀"), ("89.99", "良好"), ("80", "良好"), ("79.99", "合格"), ("60", "合格"), ("59.99", "不合格"), ("0", "不合格")],
)  # fmt: skip
def test_a_grade_begins_at_its_edge(total: str, grade: str) -> None:
    rubric = flat("100")
    found = units_of(rubric, sheet(rubric, "甲区", [total]))["甲区"].band
    assert found == grade


def test_the_grade_is_that_of_the_rounded_total() -> None:
    rubric = flat("100")
    sheets = [sheet(rubric, "甲区", [points], str(n)) for n, points in enumerate(("89.99", "90"))]
    unit = units_of(rubric, *sheets)["甲区"]
    assert (unit.exact_total, unit.total) == (Fraction("89.995"), Decimal("90.00"))
    assert unit.band == "优秀"


def test_totals_that_round_to_the_same_share_a_rank() -> None:
    rubric = flat("100")
    near = [sheet(rubric, "甲区", [points], str(n)) for n, points in enumerate(("50", "50.01", "50.01"))]
    units = units_of(rubric, *near, *(sheet(rubric, "乙区", ["50.01"], str(n)) for n in range(3)))
    assert units["甲区"].exact_total != units["乙区"].exact_total
    assert (units["甲区"].rank, units["乙区"].rank) == (1, 1)


def test_grades_follow_the_share_of_another_total() -> None:
    rubric = flat("12.5")
    units = units_of(rubric, sheet(rubric, "甲区", ["11.25"]), sheet(rubric, "乙区", ["11.24"]))
    assert [unit.band for unit in units.values() if unit.band] == ["优秀", "良好"]


def test_a_blank_is_no_zero_and_the_others_are_scored() -> None:
    rubric = flat("10", "10")
    sheets = [sheet(rubric, "甲区", ["10", None]), sheet(rubric, "乙区", ["0", "0"])]
    units = units_of(rubric, *sheets)
    assert (units["甲区"].total, units["甲区"].rank, units["甲区"].band) == (None, None, None)
    assert units["甲区"].why is not None
    assert (units["乙区"].total, units["乙区"].rank) == (Decimal("0.00"), 1)


def test_a_blank_of_one_of_two_assessors_leaves_the_unit_unscored() -> None:
    rubric = flat("10")
    units = units_of(rubric, sheet(rubric, "甲区", ["10"], "1"), sheet(rubric, "甲区", [None], "2"))
    assert units["甲区"].total is None


def test_two_sources_are_not_averaged_without_a_rule() -> None:
    rubric = flat("10")
    sheets = (sheet(rubric, "甲区", ["10"]), sheet(rubric, "甲区", ["8"], source="自查"))
    ledger = ledger_with(sheets, rubric)
    assert [finding.code for finding in ledger.findings] == ["L102", "L102"]
    assert score(ledger).groups[0].units[0].total is None


def test_small_decimals_add_up_exactly() -> None:
    rubric = flat("0.2", "0.24", "0.08", "0.08", "0.2", "0.08", "0.08", "0.24")
    unit = units_of(rubric, sheet(rubric, "甲区", [str(item.max) for item in rubric.leaves]))["甲区"]
    assert unit.total == Decimal("1.20")


POINTS = st.decimals(0, 10, places=4).map(lambda number: f"{number:f}")
LEDGERS = st.integers(1, 4).flatmap(
    lambda hands: st.dictionaries(
        st.sampled_from("甲乙丙丁戊己庚辛壬癸"),
        st.lists(st.lists(POINTS | st.none(), min_size=3, max_size=3), min_size=hands, max_size=hands),
        min_size=1,
    )
)


def ledger_from(rubric: Rubric, given_scores: dict[str, list[list[str | None]]]) -> Ledger:
    sheets = [
        sheet(rubric, unit, scores, str(hand))
        for unit, hands in given_scores.items()
        for hand, scores in enumerate(hands, 1)
    ]
    return ledger_with(sheets, rubric)


def plainly(hands: list[list[str | None]]) -> Decimal | None:
    """The same total by a plain second calculation: all points over the number of assessors, rounded half up."""
    if any(points is None for scores in hands for points in scores):
        return None
    together = sum((Decimal(points) for scores in hands for points in scores if points), Decimal(0))
    return (together / len(hands)).quantize(Decimal("0.01"), ROUND_HALF_UP)


@settings(max_examples=300)
@given(LEDGERS)
def test_totals_and_ranks_agree_with_a_plain_second_calculation(
    given_scores: dict[str, list[list[str | None]]],
) -> None:
    rubric = flat("10", "10", "10")
    units = score(ledger_from(rubric, given_scores)).groups[0].units
    expected = {name: plainly(hands) for name, hands in given_scores.items()}
    assert {unit.name: unit.total for unit in units} == expected
    totals = [total for total in expected.values() if total is not None]
    for unit in units:
        better = sum(unit.total is not None and total > unit.total for total in totals)
        assert unit.rank == (None if unit.total is None else better + 1)


@given(LEDGERS)
def test_every_total_is_the_sum_of_its_steps(given_scores: dict[str, list[list[str | None]]]) -> None:
    rubric = flat("10", "10", "10")
    results = score(ledger_from(rubric, given_scores))
    for unit in results.groups[0].units:
        steps = tuple(results.steps_to_total(results.groups[0], unit))
        for step in steps:
            values = [term.value or 0 for term in step.terms]
            match step.what:
                case "join":
                    assert step.value == sum(values, Fraction(0)) / len(values)
                case "sum" | "total":
                    assert step.value == sum(values, Fraction(0))
                case "round":
                    assert step.value == Fraction(round_to_places(values[0], 2, "half-up")) == Fraction(unit.total or 0)
        assert (unit.total is None) == (not steps or steps[-1].what != "round")


@given(LEDGERS, st.randoms(use_true_random=False))
def test_the_order_of_the_sheets_changes_nothing(
    given_scores: dict[str, list[list[str | None]]], chance: object
) -> None:
    rubric = flat("10", "10", "10")
    ledger = ledger_from(rubric, given_scores)
    sheets = list(ledger.sheets)
    chance.shuffle(sheets)  # type: ignore[attr-defined]
    shuffled = score(ledger_with(sorted(sheets, key=lambda one: one.file), rubric))
    assert shuffled.groups == score(ledger_with(sorted(ledger.sheets, key=lambda one: one.file), rubric)).groups


def test_steps_name_the_cells(tmp_path: Path) -> None:
    from tests.conftest import rubric_of  # noqa: PLC0415

    rubric = rubric_of(BASE, tmp_path / "r.yaml")
    results = score(ledger_with([sheet(rubric, "甲区", ["2", "0.5", "1.5"])], rubric))
    steps = results.steps_to_total(results.groups[0], results.groups[0].units[0])
    told = [(step.what, step.item, tuple(term[:] for term in step.terms), step.value) for step in steps]
    cell = "甲区-组-1.xlsx 评分表!G{}".format
    assert told == [
        ("join", "1.1", (("cell", cell(6), Fraction(2)),), Fraction(2)),
        ("join", "1.2", (("cell", cell(7), Fraction(1, 2)),), Fraction(1, 2)),
        ("sum", "1", (("item", "1.1", Fraction(2)), ("item", "1.2", Fraction(1, 2))), Fraction(5, 2)),
        ("join", "2", (("cell", cell(8), Fraction(3, 2)),), Fraction(3, 2)),
        ("sum", None, (("item", "1", Fraction(5, 2)), ("item", "2", Fraction(3, 2))), Fraction(4)),
        ("total", None, (("part", "smallest", Fraction(4)),), Fraction(4)),
        ("round", None, (("total", "total", Fraction(4)),), Fraction(4)),
    ]


def test_districts_are_not_ranked_with_departments() -> None:
    one, other = flat("10"), flat("10").model_copy(update={"rubric": "other"})
    results = score(ledger_with([sheet(one, "甲区", ["9"]), sheet(other, "一局", ["10"])], one, other))
    assert [(group.parts[0].key, [unit.rank for unit in group.units]) for group in results.groups] == [
        (("flat", "1"), [1]),
        (("other", "1"), [1]),
    ]


def test_a_unit_without_a_readable_sheet_is_named() -> None:
    lost = Sheet("丙区-组-1.xlsx", None, Identity("丙区", "组", "1"))
    groups = score(ledger_with([lost])).groups
    assert groups == (GroupResult("", None, groups[0].units),)
    assert [(unit.name, unit.rank) for unit in groups[0].units] == [("丙区", None)]


def test_what_cannot_be_joined_has_no_points_at_all() -> None:
    rubric = flat("10")
    twice = [sheet(rubric, "甲区", ["10"]), sheet(rubric, "甲区", ["8"])]
    results = score(ledger_with(twice, rubric))
    (unit,) = results.groups[0].units
    assert (unit.total, results.points(results.groups[0], unit)) == (None, {})


def test_every_join_rule_is_computed_and_told() -> None:
    assert get_args(JoinRule) == tuple(JOINS) == tuple(JOIN_WORDS)


@pytest.mark.parametrize("rule", JOINS)
def test_a_join_rule_makes_something_of_so_many_scores_as_it_says(rule: JoinRule) -> None:
    least, combine = LEAST_SCORES.get(rule, 1), JOINS[rule].combine
    assert combine([4] * least, [1] * least) is not None
    assert least == 1 or combine([4] * (least - 1), [1] * (least - 1)) is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), min_size=1, max_size=6))
def test_a_median_of_answers_is_that_of_all_written_out(scores: list[tuple[int, int]]) -> None:
    found = JOINS["median"].combine([score for score, _ in scores], [answers for _, answers in scores])
    assert found is not None
    whole = [score for score, answers in scores for _ in range(answers)]
    assert Fraction(found.amount, found.divisor) == statistics.median(map(Fraction, whole))
