"""Totals: from the parts of a unit to its total, and from other units' totals to that of a composed one."""

from __future__ import annotations

from fractions import Fraction
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import round_to_places
from gkpg.round.group import periods_of
from gkpg.round.model import BY_LEVEL
from gkpg.round.resolve import composite_of
from gkpg.scoring.rounding import rounding_rule
from gkpg.scoring.steps import PLAIN, Rule, Step, Term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from decimal import Decimal

    from gkpg.round.group import RoundGroup
    from gkpg.round.model import ComposedUnit, RoundingStep
    from gkpg.round.round import Round
    from gkpg.round.total_terms import TotalTerm


class _PartFactors(NamedTuple):
    """What a point of each part counts, by which rule; whether it is a single part whose points are the total."""

    key: str
    factors: tuple[Fraction, ...]
    are_one: bool


class Totals:
    """How the totals of a group are made. `steps` are added to the lists that are given; None where nobody asks."""

    def __init__(self, round_: Round, group: RoundGroup) -> None:
        self._round, self._group = round_, group
        self._known: dict[tuple[int, ...], _PartFactors] = {}
        self._convert = round_.convert(group.name)
        self._closed: dict[tuple[int, int, int, int], tuple[Decimal, Decimal | None]] = {}

    def add(
        self,
        unit: str,
        parts: Sequence[Fraction | None],
        absent: Collection[int] = (),
        steps: list[Step] | None = None,
        handed: frozenset[int] = frozenset(),
    ) -> Fraction | None:
        """The total of a unit: its parts by weight, or as points, on the group's scale; None where one is missing.

        `parts` are those of the group that are for the unit, in order. `absent` are the numbers of those that do not
        apply to it, which are out of every choice; `handed` those of them whose points the others take over.
        """
        if handed:
            return self._taken_over(unit, self._values(unit, parts, absent, steps), handed, steps)
        own = self._factors(unit)
        values = [value for value in self._values(unit, parts, absent, steps) if value is not None]
        if len(values) < len(own.factors) or not values:
            return None
        total = values[0] if own.are_one else sum(map(mul, values, own.factors), Fraction(0))
        if steps is not None:
            steps.append(Step("total", tuple(self._terms(unit, values)), total, self._rule(own.key)))
        if not self._group.coefficients:
            return total
        return self._multiplied(
            unit, [value * factor for value, factor in zip(values, own.factors, strict=True)], steps
        )

    def _taken_over(
        self, unit: str, values: Sequence[Fraction | None], handed: frozenset[int], steps: list[Step] | None
    ) -> Fraction | None:
        """The total where the parts that apply take over, in proportion, what the others are worth."""
        own, terms = self._factors(unit), self._group.terms(unit)
        most = [factor * (term.most or Fraction(0)) for term, factor in zip(terms, own.factors, strict=True)]
        places = [place for place, term in enumerate(terms) if not handed.issuperset(term.parts)]
        found = [(place, value) for place in places if (value := values[place]) is not None]
        whole, there = sum(most, Fraction(0)), sum((most[place] for place in places), Fraction(0))
        if len(found) < len(places) or not there:
            return None
        counted = [Fraction(0) for _ in terms]
        for place, value in found:
            counted[place] = value * own.factors[place] * whole / there
        total = sum(counted, Fraction(0))
        if steps is not None:
            added: list[Term] = []
            for place, value in found:
                added.append(Term("part", terms[place].title, value))
                added += [Term("factor", terms[place].title, own.factors[place])] if own.key else []
            steps.append(Step("total", tuple(added), total * there / whole, self._rule(own.key)))
            limits = (Term("limit", "max", whole), Term("limit", "there", there))
            head = (Term("total", "total", total * there / whole), Term("factor", BY_LEVEL, whole / there))
            steps.append(Step("rescale", (*head, *limits), total, Rule(BY_LEVEL, self._basis_of_levels)))
        return self._multiplied(unit, counted, steps) if self._group.coefficients else total

    @property
    def _basis_of_levels(self) -> str | None:
        """The document by which parts take over from others."""
        rules = self._round.assessment.not_applicable if self._round.assessment else ()
        return next((rule.basis for rule in rules if rule.treatment == BY_LEVEL), None)

    def _multiplied(self, unit: str, counted: list[Fraction], steps: list[Step] | None) -> Fraction:
        """The total with the coefficients of a unit, one after another, by what each part counts without them."""
        for own in self._group.coefficients.get(unit, ()):
            total, titles = sum(counted, Fraction(0)), dict[str, Fraction]()
            for place, term in enumerate(self._group.terms(unit)):
                if own.is_of(term.name):
                    titles[term.title] = counted[place]
                    counted[place] *= own.value
            if steps is not None:
                parts = (Term("value", title, value) for title, value in titles.items() if own.part is not None)
                factor = Term("factor", own.figure, own.value)
                terms = (Term("total", "total", total), *parts, factor)
                steps.append(Step("coefficient", terms, sum(counted, Fraction(0)), Rule("coefficients", own.basis)))
        return sum(counted, Fraction(0))

    def _values(
        self, unit: str, parts: Sequence[Fraction | None], absent: Collection[int], steps: list[Step] | None
    ) -> Sequence[Fraction | None]:
        """What the total is made of: the parts, or what is chosen among them, each choice as a step."""
        if not self._group.choices:
            return parts
        points = dict(zip(self._group.numbers(unit), parts, strict=True))
        found = {term: term.value(points, absent) for term in self._group.terms(unit)}
        for term, value in found.items() if steps is not None else ():
            if steps is not None and term.rule is not None and value is not None:
                terms = tuple(self._options(term, points, absent))
                steps.append(Step("choose", terms, value, Rule(term.rule, self._basis), term.title))
        return [*found.values()]

    def _options(
        self, term: TotalTerm, points: Mapping[int, Fraction | None], absent: Collection[int]
    ) -> Iterator[Term]:
        """The parts that a choice is among, each with what its points are multiplied by to compare."""
        for number, scale in zip(term.parts, term.scales, strict=True):
            if number not in absent:
                name = self._group.parts[number].title
                yield Term("part", name, points[number])
                yield Term("factor", name, scale)

    def _factors(self, unit: str) -> _PartFactors:
        """What the parts of a unit count; the same for all units with the same parts."""
        numbers = self._group.numbers(unit)
        known = self._known.get(numbers)
        if known is None:
            factors = self._group.factors(unit)
            known = _PartFactors(self._group.factor_key(unit), factors, factors == (Fraction(1),))
            self._known[numbers] = known
        return known

    def _terms(self, unit: str, values: Sequence[Fraction]) -> Iterator[Term]:
        """The parts of a total, each with what a point of it counts where that is not a point."""
        own = self._factors(unit)
        for term, value, factor in zip(self._group.terms(unit), values, own.factors, strict=True):
            yield Term("part", term.title, value)
            if own.key:
                yield Term("factor", term.title, factor)

    def _rule(self, key: str) -> Rule:
        """What makes the total of the parts."""
        written = self._round.assessment
        of = periods_of(written.periods, self._group.name) if written and key == "periods" else None
        return Rule(key, of.basis if of else self._basis) if key else PLAIN

    @property
    def _basis(self) -> str | None:
        """The document that fixes the parts."""
        written = self._round.assessment
        composite = composite_of(written, self._group.name) if written else None
        return composite.basis if composite else None

    def compose(
        self,
        rule: ComposedUnit,
        totals: Mapping[str, Fraction],
        steps: list[Step] | None = None,
    ) -> Fraction | None:
        """The total of a composed unit: the weighted means of other units' exact totals; None where one has none."""
        value, terms = Fraction(0), list[Term]()
        for ingredient in rule.of:
            own = [totals[unit] for unit in ingredient.units if unit in totals]
            if len(own) < len(ingredient.units):
                return None
            for unit, points in zip(ingredient.units, own, strict=True):
                terms += Term("unit", unit, points), Term("factor", unit, ingredient.weight / len(own))
            value += ingredient.weight * sum(own, Fraction(0)) / len(own)
        if steps is not None:
            steps.append(Step("compose", tuple(terms), value, Rule("weights", rule.basis)))
        return value

    def close(self, total: Fraction, most: Fraction, steps: list[Step] | None = None) -> tuple[Decimal, Decimal | None]:
        """The rounded total, and what it comes to on another scale; None where there is none.

        `most` is what the unit can have. Many units share few totals, so each is computed once, but where its steps are
        asked for.
        """
        key = *total.as_integer_ratio(), *most.as_integer_ratio()  # quicker to look up than fractions
        known = None if steps is not None else self._closed.get(key)
        if known is None:
            known = self._closed[key] = self._close(total, most, steps)
        return known

    def _close(self, total: Fraction, most: Fraction, steps: list[Step] | None) -> tuple[Decimal, Decimal | None]:
        closed = self._rounded("total", total, steps)
        assert closed is not None  # noqa: S101 - the total is always rounded
        if self._convert is None:
            return closed, None
        factor = Fraction(self._convert.to) / most if most else Fraction(0)
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
