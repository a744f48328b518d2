"""Totals: from the parts of a unit to its total, and from other units' totals to that of a composed one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.assessment.round import composite_of
from gkpg.points import rounded
from gkpg.scoring.plan import rounding_rule
from gkpg.scoring.steps import PLAIN, Rule, Step, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from gkpg.assessment.model import Composed, RoundingStep
    from gkpg.assessment.round import Round, RoundGroup


def add_parts(
    round_: Round, group: RoundGroup, parts: Iterable[Fraction | None], steps: list[Step] | None = None
) -> Fraction | None:
    """The total of a unit: its parts by weight, or as points, on the group's scale; None where one is missing."""
    values = [value for value in parts if value is not None]
    if len(values) < len(group.parts):
        return None
    pairs = list(zip(group.parts, values, strict=True))
    limit = sum((Fraction(part.rubric.total) for part in group.parts), Fraction(0))
    if any(part.weight is not None for part in group.parts):
        shares = (((part.weight or 0) * value / Fraction(part.rubric.total)) for part, value in pairs)
        key, total = "weights", sum(shares, Fraction(0)) * group.total
    else:
        added = sum(values, Fraction(0))
        key, total = ("", added) if limit == group.total else ("scale", added * group.total / limit)
    if steps is not None:
        composite = composite_of(round_.assessment, group.name) if round_.assessment else None
        rule = Rule(key, composite.basis if composite else None) if key else PLAIN
        steps.append(Step("total", tuple(Term("part", part.name, value) for part, value in pairs), total, rule))
    return total


def compose(
    rule: Composed,
    group: RoundGroup,
    totals: Mapping[str, Fraction],
    scales: Mapping[str, Fraction],
    steps: list[Step] | None = None,
) -> Fraction | None:
    """The total of a composed unit: the weighted means of other units' exact totals; None where one has none."""
    value, terms = Fraction(0), list[Term]()
    for ingredient in rule.of:
        own = [totals[unit] * group.total / scales[unit] for unit in ingredient.units if unit in totals]
        if len(own) < len(ingredient.units):
            return None
        terms += (Term("unit", unit, points) for unit, points in zip(ingredient.units, own, strict=True))
        value += ingredient.weight * sum(own, Fraction(0)) / len(own)
    if steps is not None:
        steps.append(Step("compose", tuple(terms), value, Rule("weights", rule.basis)))
    return value


def close(
    round_: Round, group: RoundGroup, total: Fraction, steps: list[Step] | None = None
) -> tuple[Decimal, Decimal | None]:
    """The rounded total, and what it comes to on another scale; None where there is none."""
    closed = _rounded(round_, "total", total, steps)
    assert closed is not None  # noqa: S101 - the total is always rounded
    convert = round_.convert(group.name)
    if convert is None:
        return closed, None
    value = Fraction(closed) * Fraction(convert.to) / group.total
    if steps is not None:
        terms = (Term("total", "", Fraction(closed)), Term("factor", "", Fraction(convert.to) / group.total))
        steps.append(Step("convert", terms, value, Rule("convert", convert.basis)))
    return closed, _rounded(round_, "converted", value, steps)


def _rounded(round_: Round, step: RoundingStep, value: Fraction, steps: list[Step] | None) -> Decimal | None:
    rule = round_.rounding(step)
    if rule is None:
        return None
    figure = rounded(value, rule.places, rule.mode)
    if steps is not None:
        term = Term("total", "" if step == "total" else step, value)
        steps.append(Step("round", (term,), Fraction(figure), rounding_rule(round_, rule)))
    return figure
