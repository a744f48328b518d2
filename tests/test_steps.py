"""From the cells to the total: every step follows from its terms, and each takes up what the one before left."""

from __future__ import annotations

import operator
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from gkpg.base.points import round_to_places
from tests.plain import program
from tests.plain.random_rounds import random_round
from tests.test_cases import CASES, scored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from gkpg.scoring import GroupResult, Results, UnitResult
    from gkpg.scoring.steps import Step, Term


def laws(results: Results) -> int:
    """What holds for the steps of every unit; how many steps there were."""
    count = 0
    for group in results.groups:
        for unit in group.units:
            steps = list(results.steps_to_total(group, unit))
            count += len(steps)
            for step in steps:
                follows_from_its_terms(step)
            takes_up_what_was_left(steps)
            ends_at_the_total(steps, group, unit)
            comes_to_the_points_that_are_reported(steps, results, group, unit)
    return count


def values(step: Step, *kinds: str) -> list[Fraction]:
    return [term.value for term in step.terms if term.value is not None and (not kinds or term.kind in kinds)]


def rounded(step: Step) -> bool:
    places, mode = step.rule.key.split()
    return step.value == Fraction(round_to_places(values(step)[0], int(places), mode))  # type: ignore[arg-type]


def weighted(step: Step, kind: str) -> Fraction:
    """The terms of a kind, each times the factor behind it."""
    pairs = list(zip(step.terms[::2], step.terms[1::2], strict=True))
    assert all((term.kind, factor.kind, factor.name) == (kind, "factor", term.name) for term, factor in pairs), step
    return sum(((term.value or 0) * (factor.value or 0) for term, factor in pairs), Fraction(0))


def multiplied(step: Step) -> Fraction:
    """A total of which some parts, or all where none is named, are multiplied."""
    (total,), (factor,) = values(step, "total"), values(step, "factor")
    return total + sum(values(step, "value") or [total], Fraction(0)) * (factor - 1)


def options(step: Step) -> list[Fraction]:
    """The items that are chosen among, or the parts, each times the factor behind it."""
    if step.item is not None:
        return values(step, "item")
    pairs = zip(step.terms[::2], step.terms[1::2], strict=True)
    return [(part.value or Fraction(0)) * (factor.value or Fraction(0)) for part, factor in pairs]


def answers(step: Step) -> list[Fraction]:
    """What all cells say, each so often as it has answers, the lowest first."""
    counts = {term.name: int(term.value or 0) for term in step.terms if term.kind == "count"}
    cells = [(term.value or Fraction(0), counts.get(term.name, 1)) for term in step.terms if term.kind == "cell"]
    return sorted(value for value, number in cells for _ in range(number))


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def median(values: Sequence[Fraction]) -> Fraction:
    return mean((values[(len(values) - 1) // 2], values[len(values) // 2]))


def of_rank(step: Step) -> Fraction:
    """The points of a rank by the figures of its rule."""
    points = values(step, "knot")[0] + sum(map(operator.mul, values(step, "factor"), values(step, "step")), Fraction(0))
    return next(iter(values(step, "limit")), points)


def measured(step: Step) -> Fraction:
    """The points of a value by the figures of its rule: two knots, one, or a base with so many steps."""
    (value,) = values(step, "figure")
    knots = [(term.name, term.value or Fraction(0)) for term in step.terms if term.kind == "knot"]
    points = knots[0][1] + sum((f * n for f, n in zip(values(step, "factor"), values(step, "step"), strict=True)), 0)
    if len(knots) > 1:
        (start, first), (end, last) = ((Fraction(name), points) for name, points in knots)
        assert start <= value <= end
        points = first + (last - first) * (value - start) / (end - start)
    return next(iter(values(step, "limit")), points)


def grown(step: Step) -> Fraction:
    """Points of an item that takes over some of another's max, in proportion."""
    item, most, extra = values(step)
    return item * (most + extra) / most


def own(step: Step) -> Fraction:
    return values(step, "figure")[0]


def unit(step: Step) -> Fraction:
    return values(step, "unit")[0]


def at_most(step: Step, ratio: Fraction) -> Fraction:
    """A ratio of the max, and no more than that."""
    return min(ratio, Fraction(1)) * values(step, "limit")[0]


def between(step: Step) -> Fraction:
    """The place of a figure between the worst and the best, in points."""
    (worst, best), (least, most) = values(step, "unit"), values(step, "limit")
    place = min(max((own(step) - worst) / (best - worst), Fraction(0)), Fraction(1))
    return least + place * (most - least)


#: Whether a step follows from its terms, by what it does and its rule; None for any other rule. Written out here.
FOLLOWS: dict[tuple[str, str | None], Callable[[Step], bool]] = {
    ("sum", None): lambda step: step.value == sum(values(step), Fraction(0)),
    ("beside", None): lambda step: step.value == sum(values(step), Fraction(0)),
    ("choose", "highest"): lambda step: step.value == max(options(step)),
    ("choose", "lowest"): lambda step: step.value == min(options(step)) + sum(values(step, "extra"), Fraction(0)),
    ("total", ""): lambda step: step.value == sum(values(step), Fraction(0)),
    ("total", None): lambda step: step.value == weighted(step, "part"),
    ("coefficient", None): lambda step: step.value == multiplied(step),
    ("compose", None): lambda step: step.value == weighted(step, "unit"),
    ("settle", "weighted-mean"): lambda step: step.value == weighted(step, "source"),
    ("measure", None): lambda step: step.value == measured(step),
    ("join", "mean"): lambda step: step.value == mean(answers(step)),
    ("join", "median"): lambda step: step.value == median(answers(step)),
    ("join", "trimmed-mean"): lambda step: step.value == mean(answers(step)[1:-1]),
    ("join", "highest"): lambda step: step.value == max(values(step, "cell")),
    ("join", "lowest"): lambda step: step.value == min(values(step, "cell")),
    ("join", "agreed"): lambda step: set(values(step, "cell")) == {step.value},
    ("join", None): lambda step: min(values(step, "cell")) <= (step.value or 0) <= max(values(step, "cell")),
    ("settle", "replace"): lambda step: step.value == values(step, "source")[0],
    ("decide", None): lambda step: step.value == values(step)[-1],
    ("apply", "full"): lambda step: step.value == values(step)[0],
    ("rescale", None): lambda step: step.value == values(step)[0] * values(step)[1],
    ("convert", None): lambda step: step.value == values(step)[0] * values(step)[1],
    ("value", "best higher"): lambda step: step.value == at_most(step, own(step) / unit(step)),
    ("value", "best lower"): lambda step: step.value == at_most(step, unit(step) / own(step)),
    ("value", "range higher"): lambda step: step.value == between(step),
    ("value", "range lower"): lambda step: step.value == between(step),
    ("value", "equal"): lambda step: step.value == values(step, "limit")[-1],
    ("value", "rank higher"): lambda step: (
        step.value == of_rank(step) and all(map(own(step).__lt__, values(step, "unit")))
    ),
    ("value", "rank lower"): lambda step: (
        step.value == of_rank(step) and all(map(own(step).__gt__, values(step, "unit")))
    ),
    ("minus", None): lambda step: (
        step.value == values(step, "item", "limit")[-1] - sum(values(step, "veto"), Fraction(0))
    ),
    ("apply", "average"): lambda step: step.value == mean(values(step, "unit")),
    ("apply", "spread"): lambda step: step.value == grown(step),
    ("apply", "move"): lambda step: step.value == grown(step),
    ("rows", None): lambda step: step.value == next(iter(values(step, "limit")), sum(values(step), Fraction(0))),
    ("bound", "gate"): lambda step: step.value == 0,
    ("bound", None): lambda step: abs(step.value or 0) == abs(values(step, "limit")[0]),
    ("veto", None): lambda step: step.value == values(step, "veto")[0],
    ("round", None): rounded,
}


def follows_from_its_terms(step: Step) -> None:
    """The value of a step by its terms alone."""
    assert step.value is not None
    check = FOLLOWS.get((step.what, step.rule.key)) or FOLLOWS.get((step.what, None))
    assert check is None or check(step), step


def takes_up_what_was_left(steps: Sequence[Step]) -> None:
    """A term that names an item, a source, a part or the total has the value that the last step of it came to."""
    left: dict[tuple[str, str, str], Fraction] = {}
    for step in steps:
        for term in step.terms:
            if term.kind in {"item", "source", "part"} and not _is_gate(step, term):
                key = (term.kind, step.part, f"{term.name}{step.item or ''}" if term.kind == "source" else term.name)
                known = (
                    left.get(key)
                    if term.kind != "part" or step.what == "round"
                    else left.get(("part", term.name, term.name))
                )
                if known is not None:
                    assert term.value == known, (step, known)
        _remember(step, left)


def _is_gate(step: Step, term: Term) -> bool:
    return step.rule.key == "gate" and term.name != step.item


def _remember(step: Step, left: dict[tuple[str, str, str], Fraction]) -> None:
    assert step.value is not None
    if step.source and step.item is not None:
        left["source", step.part, f"{step.source}{step.item}"] = step.value
    if step.item is not None:
        left["item", step.part, step.item] = step.value
    elif step.part and (
        step.what in {"sum", "rescale", "beside", "round", "choose"}
        or step.rule.key in {"table_floor", "table_ceiling"}
    ):
        left["part", step.part, step.part] = step.value


def ends_at_the_total(steps: Sequence[Step], group: GroupResult, unit: UnitResult) -> None:
    """Where there is a total, the last step before it is rounded came to it, whatever vetoes did."""
    if unit.total is None:
        assert not any(step.what == "convert" for step in steps)
        return
    kinds = {"total", "rescale", "coefficient", "compose", "veto"}
    makes = [step for step in steps if step.what in kinds and not step.part]
    assert makes[-1].value == unit.exact_total
    assert Fraction(unit.total) in [step.value for step in steps if step.what == "round" and not step.part]


def comes_to_the_points_that_are_reported(
    steps: Sequence[Step], results: Results, group: GroupResult, unit: UnitResult
) -> None:
    """What reports show of an item is what its last step came to."""
    for number, part in enumerate(group.parts):
        points = results.points(group, unit, number)
        last = {step.item: step.value for step in steps if step.part == part.name and step.item is not None}
        if len({each.name for each in group.parts}) == len(group.parts) and unit.total is not None:
            assert {item: points[item] for item in last} == last


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_steps_of_published_rules_follow_from_one_another(case: Path) -> None:
    assert laws(scored(case))


@pytest.mark.parametrize("batch", range(4))
def test_steps_of_random_rounds_follow_from_one_another(batch: int, tmp_path: Path) -> None:
    count = 0
    for seed in range(40_000 + batch * 15, 40_000 + (batch + 1) * 15):
        results = program.scored(random_round(seed), tmp_path / str(seed))
        if not isinstance(results, program.Refused):
            count += laws(results)
    assert count > 1_000


def test_a_veto_is_named_with_the_document_of_its_rubric() -> None:
    case = next(each for each in CASES if "veto" in each.name and "minus" in each.name)
    results = scored(case)
    steps = [
        step for group in results.groups for unit in group.units for step in results.steps_to_total(group, unit)
        if step.what == "minus"
    ]  # fmt: skip
    assert steps
    for step in steps:
        named = {veto.id for rubric in results.ledger.rubrics.values() for veto in rubric.vetoes}
        assert {term.name for term in step.terms if term.kind == "veto"} <= named
        assert step.rule.basis
