"""Outcomes: what every unit of a round gets in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.plain import vetoes
from tests.plain.figures import ZERO, Yaml, after_step, number, text_after_step
from tests.plain.grades import grades_of, rule_of
from tests.plain.parts import first_for, name_of
from tests.plain.plain_round import Decision, PlainRound, PlainSheet
from tests.plain.ranks import LAST, has_ranks, rank_key, ranks_of
from tests.plain.totals import UnitTotal, all_totals

if TYPE_CHECKING:
    from fractions import Fraction


class Outcome(NamedTuple):
    """What a unit gets; the total and the converted total with exactly the places of their rounding."""

    total: str | None
    grade: str | None
    rank: int | None
    converted: str | None


def outcomes(
    assessment: Yaml, rubrics: dict[str, Yaml], sheets: list[PlainSheet], decisions: list[Decision] | None = None
) -> dict[str, dict[str, Outcome]]:
    """What every unit of every group gets: group to unit to outcome."""
    return outcomes_of(PlainRound(assessment, rubrics, sheets, decisions or []))


def outcomes_of(round_: PlainRound) -> dict[str, dict[str, Outcome]]:
    """The same of a round."""
    totals = all_totals(round_)
    return {name: outcomes_of_group(round_, group, totals) for name, group in round_.groups.items()}


def outcomes_of_group(round_: PlainRound, group: Yaml, totals: dict[str, UnitTotal]) -> dict[str, Outcome]:
    """Rounds the totals of a group, ranks and grades its units, and converts the totals."""
    assessment, units = round_.assessment, [name_of(unit) for unit in group["units"]]
    exact = {unit: totals[unit].total for unit in units}
    rounded = {unit: after_step(assessment, "total", total) for unit, total in exact.items() if total is not None}
    placed = (
        [] if group.get("ranked") in (False, "false") else [u for u in units if u not in round_.unranked(group["name"])]
    )
    keys = {
        unit: LAST
        if vetoes.is_last(totals[unit].held)
        else rank_key(assessment, unit, rounded[unit], totals[unit].points)
        for unit in placed
        if unit in rounded
    }
    ranks = ranks_of(assessment, keys)
    most = [totals[unit].most for unit in units if unit in round_.group_of]  # not of those made of others
    grades = rule_of(assessment, group["name"], None if None in most else totals[units[0]].most)
    graded: dict[str, str] = {}
    if grades is not None:
        items = {unit: items_of(round_, unit) for unit in ranks}
        graded = grades_of(grades, placed, totals, rounded, ranks, items)
        failed = [unit for unit in placed if vetoes.fails(totals[unit].held)]
        graded.update(dict.fromkeys(failed, grades["bands"][-1]["name"]))
    return {
        unit: Outcome(
            text_after_step(assessment, "total", rounded[unit]) if unit in rounded else None,
            graded.get(unit),
            ranks.get(unit) if has_ranks(assessment) else None,
            converted(assessment, group["name"], rounded[unit], totals[unit].most) if unit in rounded else None,
        )
        for unit in units
    }


def items_of(round_: PlainRound, unit: str) -> dict[str, list[str]]:
    """The items that `all` and `indicators` of a need stand for: those of all parts of a unit."""
    if unit not in round_.group_of:
        return {"all": [], "indicators": []}
    tables = [part.table for part in round_.parts(unit)]
    return {
        "all": list(dict.fromkeys(each.id for table in tables for each in table.items if each.is_scored)),
        "indicators": list(dict.fromkeys(each.id for table in tables for each in table.indicators)),
    }


def converted(assessment: Yaml, group: str, total: Fraction, most: Fraction | None) -> str | None:
    """The rounded total on the other scale, rounded in turn."""
    rule = first_for(assessment.get("convert"), group)
    if rule is None or not most:
        return None
    value = after_step(assessment, "converted", total / most * number(rule["to"]) + ZERO)
    return text_after_step(assessment, "converted", value)
