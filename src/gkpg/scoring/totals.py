"""Totals: from the parts of a unit to its total, and from other units' totals to that of a composed one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.scoring.step import Step, rounding_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gkpg.assessment.model import Composed
    from gkpg.assessment.round import Round, RoundGroup


def total_of(group: RoundGroup, parts: Iterable[Fraction | None]) -> Step | None:
    """The total of a unit: its parts by weight, or as points, on the group's scale; None where one is missing."""
    values = list(parts)
    if any(value is None for value in values):
        return None
    terms = tuple((part.name, value) for part, value in zip(group.parts, values, strict=True) if value is not None)
    most = [Fraction(part.rubric.total) for part in group.parts]
    if any(part.weight is not None for part in group.parts):
        shares = zip(group.parts, terms, most, strict=True)
        whole = sum(((part.weight or 0) * value / limit for part, (_, value), limit in shares), Fraction(0))
        return Step("total", None, terms, whole * group.total, "weights")
    added = sum((value for _, value in terms), Fraction(0))
    limit = sum(most, Fraction(0))
    if limit == group.total:
        return Step("total", None, terms, added)
    return Step("total", None, terms, added * group.total / limit, "scale")


def composed_of(
    rule: Composed, group: RoundGroup, totals: Mapping[str, Fraction], scales: Mapping[str, Fraction]
) -> Step | None:
    """The total of a composed unit: the weighted means of other units' exact totals; None where one has none."""
    value, terms = Fraction(0), list[tuple[str, Fraction]]()
    for ingredient in rule.of:
        own = [totals[unit] * group.total / scales[unit] for unit in ingredient.units if unit in totals]
        if len(own) < len(ingredient.units):
            return None
        terms += zip(ingredient.units, own, strict=True)
        value += ingredient.weight * sum(own, Fraction(0)) / len(own)
    return Step("compose", None, tuple(terms), value, "weights")


def ending(round_: Round, group: RoundGroup, total: Step) -> tuple[Step, Step | None, Step | None]:
    """The total, its rounding, and what it comes to on another scale."""
    closed = rounding_step(round_, "total", total.value, None, "total")
    assert closed is not None  # noqa: S101 - the total is always rounded
    convert = round_.convert(group.name)
    if convert is None:
        return closed, None, None
    value = closed.value * Fraction(convert.to) / group.total
    scaled = Step("convert", None, (("total", closed.value),), value)
    return closed, scaled, rounding_step(round_, "converted", value, None, "converted")
