"""Totals: from the parts of a unit to its total, and from other units' totals to that of a composed one."""

from __future__ import annotations

from fractions import Fraction
from operator import mul
from typing import TYPE_CHECKING

from gkpg.base.points import round_to_places
from gkpg.round.resolve import composite_of
from gkpg.scoring.rounding import rounding_rule
from gkpg.scoring.steps import PLAIN, Rule, Step, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from gkpg.round.model import ComposedUnit, RoundingStep
    from gkpg.round.resolve import Round, RoundGroup


class Totals:
    """How the totals of a group are made. `steps` are added to the lists that are given; None where nobody asks."""

    def __init__(self, round_: Round, group: RoundGroup) -> None:
        self._round, self._group = round_, group
        self._key, self._factors = _factors(group)
        self._is_one = self._factors == (Fraction(1),)
        self._convert = round_.convert(group.name)
        self._closed: dict[tuple[int, int], tuple[Decimal, Decimal | None]] = {}

    def add(self, parts: Iterable[Fraction | None], steps: list[Step] | None = None) -> Fraction | None:
        """The total of a unit: its parts by weight, or as points, on the group's scale; None where one is missing."""
        values = [value for value in parts if value is not None]
        if len(values) < len(self._factors):
            return None
        total = values[0] if self._is_one else sum(map(mul, values, self._factors), Fraction(0))
        if steps is not None:
            steps.append(Step("total", tuple(self._terms(values)), total, self._rule()))
        return total

    def _terms(self, values: Sequence[Fraction]) -> Iterator[Term]:
        """The parts of a total, each with what a point of it counts where that is not a point."""
        for part, value, factor in zip(self._group.parts, values, self._factors, strict=True):
            yield Term("part", part.name, value)
            if self._key:
                yield Term("factor", part.name, factor)

    def _rule(self) -> Rule:
        """What makes the total of the parts."""
        written = self._round.assessment
        composite = composite_of(written, self._group.name) if written else None
        return Rule(self._key, composite.basis if composite else None) if self._key else PLAIN

    def compose(
        self,
        rule: ComposedUnit,
        totals: Mapping[str, Fraction],
        scales: Mapping[str, Fraction],
        steps: list[Step] | None = None,
    ) -> Fraction | None:
        """The total of a composed unit: the weighted means of other units' exact totals; None where one has none."""
        value, terms = Fraction(0), list[Term]()
        for ingredient in rule.of:
            own = [totals[unit] * self._group.total / scales[unit] for unit in ingredient.units if unit in totals]
            if len(own) < len(ingredient.units):
                return None
            for unit, points in zip(ingredient.units, own, strict=True):
                terms += Term("unit", unit, points), Term("factor", unit, ingredient.weight / len(own))
            value += ingredient.weight * sum(own, Fraction(0)) / len(own)
        if steps is not None:
            steps.append(Step("compose", tuple(terms), value, Rule("weights", rule.basis)))
        return value

    def close(self, total: Fraction, steps: list[Step] | None = None) -> tuple[Decimal, Decimal | None]:
        """The rounded total, and what it comes to on another scale; None where there is none.

        Many units share few totals, so each is computed once, but where its steps are asked for.
        """
        key = total.as_integer_ratio()  # quicker to look up than a fraction
        known = None if steps is not None else self._closed.get(key)
        if known is None:
            known = self._closed[key] = self._close(total, steps)
        return known

    def _close(self, total: Fraction, steps: list[Step] | None) -> tuple[Decimal, Decimal | None]:
        closed = self._rounded("total", total, steps)
        assert closed is not None  # noqa: S101 - the total is always rounded
        if self._convert is None:
            return closed, None
        factor = Fraction(self._convert.to) / self._group.total
        value = Fraction(closed) * factor
        if steps is not None:
            terms = (Term("total", "total", Fraction(closed)), Term("factor", "convert", factor))
            steps.append(Step("convert", terms, value, Rule("convert", self._convert.basis)))
        return closed, self._rounded("converted", value, steps)

    def _rounded(self, step: RoundingStep, value: Fraction, steps: list[Step] | None) -> Decimal | None:
        rule = self._round.rounding(step)
        if rule is None:
            return None
        figure = round_to_places(value, rule.places, rule.mode)
        if steps is not None:
            term = Term("total", step, value)
            steps.append(Step("round", (term,), Fraction(figure), rounding_rule(self._round, rule)))
        return figure


def _factors(group: RoundGroup) -> tuple[str, tuple[Fraction, ...]]:
    """What a point of each part counts in the total, and by which rule; empty where points are only added."""
    if any(part.weight is not None for part in group.parts):
        totals = [(part.weight or Fraction(0)) * group.total for part in group.parts]
        return "weights", tuple(map(_worth, totals, (Fraction(part.rubric.total) for part in group.parts)))
    whole = sum((Fraction(part.rubric.total) for part in group.parts), Fraction(0))
    return "" if whole == group.total else "scale", (_worth(group.total, whole),) * len(group.parts)


def _worth(total: Fraction, whole: Fraction) -> Fraction:
    """What a point counts; nothing where there is none to get, as in a rubric of which no row compares with another."""
    return total / whole if whole else Fraction(0)
