"""Totals: from the points of parts, in their periods, to the total of a unit and the most that it can have."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tests.plain import vetoes
from tests.plain.figures import ZERO, Yaml, add, limit, listed, mean, number
from tests.plain.parts import composite_of, concerns

if TYPE_CHECKING:
    from tests.plain.plain_round import PlainRound

#: What items and parts come to, by ("item", id) and ("part", name); beside it what they can be for the unit.
Points = dict[tuple[str, str], tuple[Fraction, Fraction | None]]


class Term(NamedTuple):
    """A summand of the total: a part, or a choice among some.

    `most` is what the table gives, `can` what the unit can have, None where there is no limit; `points` are None where
    the unit has none, and `is_empty` says that nothing of it applies.
    """

    name: str
    points: Fraction | None
    most: Fraction | None
    can: Fraction | None
    weight: Fraction | None
    is_empty: bool
    is_taken_over: bool = False


class UnitTotal(NamedTuple):
    """The exact total of a unit, the most that it can have, what its items and parts come to, the vetoes that hold."""

    total: Fraction | None
    most: Fraction | None
    points: Points
    held: list[Yaml]


def over_periods(rule: Yaml | None, values: list[Fraction]) -> Fraction:
    """What values in the periods come to together."""
    if rule is None:
        return values[0]
    if rule.get("rule", "mean") == "sum":
        return add(values)
    if "weight" in rule["each"][0]:
        return add(number(each["weight"]) * value for each, value in zip(rule["each"], values, strict=True))
    return mean(values)


def all_of(values: list[Fraction | None]) -> list[Fraction] | None:
    """Values of which none may be missing."""
    there = [each for each in values if each is not None]
    return there if len(there) == len(values) else None


def terms_in(round_: PlainRound, unit: str, period: str) -> list[Term]:
    """The parts of a unit's total in a period, and behind them the choices among them."""
    group = round_.group_of[unit]
    desks = [
        round_.desk(unit, part.name, period if period in round_.periods_of(group, part) else "")
        for part in round_.parts(unit)
    ]
    parts = [
        Term(
            desk.part.name,
            desk.total,
            desk.part.table.most,
            None if desk.part.table.most is None else desk.part.table.most - desk.omitted,
            desk.part.weight,
            desk.is_empty,
            desk.is_taken_over,
        )
        for desk in desks
        if desk is not None
    ]
    return [*parts, *(choice_of(each, parts) for each in choices_of(round_, group))]


def choices_of(round_: PlainRound, group: str) -> list[Yaml]:
    """The choices among parts that a group has."""
    return [each for each in composite_of(round_.assessment, group)["parts"] if concerns(each, group) and "of" in each]


def choice_of(keys: Yaml, terms: list[Term]) -> Term:
    """The highest or the lowest of some parts, compared by their shares of what they can be."""
    choose = {"highest": max, "lowest": min}[keys["rule"]]
    among = [each for each in terms if each.name in keys["of"]]
    there = [each for each in among if not each.is_empty]
    weight = number(keys["weight"]) if "weight" in keys else None
    most = number(keys["max"]) if "max" in keys else max(each.most or ZERO for each in among)
    shares = all_of([None if each.points is None else each.points / (each.most or 1) for each in there])
    can = choose([(each.can or ZERO) / (each.most or 1) for each in there] or [ZERO]) * most
    return Term(
        keys["name"],
        choose(shares) * most if shares else None,
        most,
        can,
        weight,
        not there,
        all(each.is_taken_over for each in among),
    )


def terms_of(round_: PlainRound, unit: str) -> tuple[list[Term], list[Term]]:
    """The summands of a unit's total, and all parts with the choices among them, in all periods together.

    Reading: a choice is made in each period.
    """
    group = round_.group_of[unit]
    rule = round_.periods(group)
    periods = [""] if rule is None else [each["name"] for each in rule["each"]]
    once = [part.name for part in round_.parts(unit) if part.once]
    found = [terms_in(round_, unit, period) for period in periods]
    named = [each[0] if each[0].name in once else together(rule, list(each)) for each in zip(*found, strict=True)]
    chosen = [name for each in choices_of(round_, group) for name in each["of"]]
    return [each for each in named if each.name not in chosen], named


def together(rule: Yaml | None, terms: list[Term]) -> Term:
    """A summand in all periods together; none of it is empty but where all of it is."""
    first = terms[0]

    def whole(values: list[Fraction | None]) -> Fraction | None:
        there = all_of(values)
        return None if there is None else over_periods(rule, there)

    points, most, can = (whole([each[place] for each in terms]) for place in (1, 2, 3))  # type: ignore[misc]
    return Term(first.name, points, most, can, first.weight, all(each.is_empty for each in terms))


def scale_of(round_: PlainRound, group: str, terms: list[Term]) -> Fraction | None:
    """The most that can be had where everything applies; None where there is no limit."""
    composite = composite_of(round_.assessment, group)
    if "total" in composite:
        return limit(composite["total"])
    if terms[0].weight is not None:
        return Fraction(100)
    most = all_of([each.most for each in terms])
    return None if most is None else add(most)


def added(terms: list[Term], values: list[Fraction], scale: Fraction | None) -> Fraction:
    """Parts by their weights, or their sum, on a scale."""
    if terms[0].weight is not None:
        assert scale is not None
        shares = ((each.weight or 0) * value / (each.most or 1) for each, value in zip(terms, values, strict=True))
        return add(shares) * scale
    most = all_of([each.most for each in terms])
    return add(values) if most is None or scale is None else add(values) / add(most) * scale


def multiplied(round_: PlainRound, unit: str, terms: list[Term], values: list[Fraction]) -> list[Fraction]:
    """The points of the summands, each times the coefficients of the unit that are of it or of the total."""
    found = list(values)
    for rule in listed(round_.assessment.get("coefficients")):
        if round_.group_of[unit] in rule.get("groups", [round_.group_of[unit]]):
            table = next(each["values"] for each in round_.assessment["figures"] if each["name"] == rule["figure"])
            own = number(table[unit] if unit in table else rule["otherwise"])
            found = [
                value * own if rule.get("part") in {None, term.name} else value
                for term, value in zip(terms, found, strict=True)
            ]
    return found


def taken_over(terms: list[Term], scale: Fraction | None) -> Fraction:
    """How much more the parts count that apply; nothing where there are none."""
    whole = added(terms, [each.most or ZERO for each in terms], scale)
    there = added(terms, [ZERO if each.is_taken_over else each.most or ZERO for each in terms], scale)
    return whole / there if there else ZERO


def points_of_items(round_: PlainRound, unit: str) -> Points:
    """What the items of a unit come to in all periods together; in the first part that has one."""
    found: Points = {}
    for part in round_.parts(unit):
        rule = None if part.once else round_.periods(round_.group_of[unit])
        desks = [each for each in round_.desks(unit) if each.part is part]
        for item in part.table.items:
            points = all_of([each.points(item) for each in desks])
            can = all_of([each.can(item) for each in desks])
            if ("item", item.id) not in found and points is not None:
                whole = None if can is None else over_periods(rule, can)
                found["item", item.id] = over_periods(rule, points), whole
    return found


def total_of(round_: PlainRound, unit: str) -> UnitTotal:
    """The exact total of a unit that is not composed."""
    terms, named = terms_of(round_, unit)
    held = [effect for desk in round_.desks(unit) for effect in desk.held]
    scale = scale_of(round_, round_.group_of[unit], terms)
    values = all_of([ZERO if each.is_taken_over else each.points for each in terms])
    can = all_of([ZERO if each.is_taken_over else each.can for each in terms])
    if any(each.is_taken_over for each in terms):
        more = taken_over(terms, scale)
        values, can = ([each * more for each in own] if own else None for own in (values, can))
    total = (
        None if values is None else vetoes.bounded(held, added(terms, multiplied(round_, unit, terms, values), scale))
    )
    most = None if can is None or scale is None else added(terms, can, scale)
    points = points_of_items(round_, unit)
    for each in named:
        if each.points is not None:
            points["part", each.name] = each.points, each.can
    return UnitTotal(None if vetoes.fails(held) else total, most, points, held)


def composed_total(rule: Yaml, totals: dict[str, UnitTotal]) -> Fraction | None:
    """The total of a composed unit: weighted means of exact totals, as they are; None where one of them has none."""
    total = ZERO
    for share in rule["of"]:
        others = all_of([totals[unit].total for unit in share["units"]])
        if others is None:
            return None
        total += number(share["weight"]) * mean(others)
    return total


def exact_of(round_: PlainRound) -> dict[str, tuple[Fraction | None, Fraction | None]]:
    """The exact total of every unit, and the most that it can have; None for the most without a total."""
    totals = all_totals(round_)
    return {unit: (each.total, None if each.total is None else each.most) for unit, each in totals.items()}


def scale_of_composed(round_: PlainRound, rule: Yaml) -> Fraction | None:
    """The scale of a group; where its units have several, what those can be together that the unit is made of."""

    def scale(unit: str) -> Fraction | None:
        return scale_of(round_, round_.group_of[unit], terms_of(round_, unit)[0])

    group, scales = rule["group"], {scale(unit) for unit in round_.units_of(rule["group"])}
    if len(scales) == 1:
        return scales.pop()
    if scales:
        means = [all_of([scale(unit) for unit in share["units"]]) for share in rule["of"]]
        weights = [number(share["weight"]) for share in rule["of"]]
        return None if None in means else add(w * mean(m) for w, m in zip(weights, means, strict=True) if m)
    if "composite" not in round_.assessment:
        rubric = next(each for each in round_.rubrics.values() if each["rubric"] == round_.groups[group]["rubric"])
        most, rule = limit(rubric["total"]), round_.periods(group)
        return None if most is None else over_periods(rule, [most] * len(rule["each"] if rule else [most]))
    return None


def all_totals(round_: PlainRound) -> dict[str, UnitTotal]:
    """The exact total of every unit. What a composed one can have is the scale of its group."""
    totals = {unit: total_of(round_, unit) for unit in round_.group_of}
    for rule in listed(round_.assessment.get("composed")):
        scale = scale_of_composed(round_, rule)
        totals[rule["unit"]] = UnitTotal(composed_total(rule, totals), scale, {}, [])
    return totals
