"""Reach: the most that one unit can have, which goes by the items that do not apply to it."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE, add_up
from gkpg.round.model import BY_LEVEL, HANDS_ON
from gkpg.scoring.handing_on import HandingOn
from gkpg.scoring.picking import scored_items

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from gkpg.round.group import RoundGroup, RoundPart
    from gkpg.round.model import ComposedUnit, NotApplicable
    from gkpg.round.round import Round
    from gkpg.round.total_terms import TotalTerm
    from gkpg.rubric import Item, Rubric


#: Treatments that leave nothing in the place of an item that does not apply: to its part, to its indicator, and to the
#: items between.
_OF_PARTS = frozenset({"omit"})
_OF_INDICATORS = _OF_PARTS | {"rescale-total"} | HANDS_ON
_OF_ITEMS = _OF_INDICATORS | {"rescale-indicator"}


def absent_parts(group: RoundGroup, lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the parts of which nothing applies to a unit, where anything is chosen among them."""
    if not group.choices:
        return frozenset()
    return frozenset(number for number, line in enumerate(lines) if _is_absent(group.parts[number], line))


def _is_absent(part: RoundPart, line: str) -> bool:
    """Whether nothing of a part applies: of an item with sub-items none of these."""
    words = dict(zip(part.rubric.ids, line.split(), strict=bool(line)))

    def is_out(item: Item) -> bool:
        return words.get(item.id) == NOT_APPLICABLE or bool(item.items and all(map(is_out, item.items)))

    return NOT_APPLICABLE in line and all(map(is_out, part.rubric.indicators))


def handed_on(round_: Round, group: RoundGroup, unit: str, lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the parts of which nothing applies to a unit, and whose points the other parts take over."""
    rules = round_.assessment.not_applicable if round_.assessment else ()
    if not any(rule.treatment == BY_LEVEL for rule in rules) or any(part.period for part in group.parts):
        return frozenset()
    own = ((number, group.parts[number], line) for number, line in enumerate(lines))
    return frozenset(
        number for number, part, line in own if _is_absent(part, line) and _is_taken_over(round_, unit, part, line)
    )


def _is_taken_over(round_: Round, unit: str, part: RoundPart, line: str) -> bool:
    """Whether all items of a part that does not apply are taken over level by level."""
    words = zip(part.rubric.ids, line.split(), strict=True)
    marked = (item for item, word in words if word == NOT_APPLICABLE)
    rules = [round_.applicability.rule(unit, part.rubric, item) for item in marked if not part.rubric.by_id[item].items]
    return all(rule is not None and rule.treatment == BY_LEVEL for rule in rules)


class Reach:
    """The most that units of a group can have. Shares of the total, as edges or as another scale, are shares of it.

    `may_differ` says that it is less for some than for others, by a rule or by a table of their own.
    """

    def __init__(self, round_: Round, group: RoundGroup) -> None:
        self._round, self._group = round_, group
        rules = round_.assessment.not_applicable if round_.assessment else ()
        self._treatments = {rule.treatment for rule in rules}
        self._omits = not self._treatments.isdisjoint(_OF_PARTS)
        self.may_differ = self._omits or len(group.totals) > 1

    def of(self, unit: str, lines: Iterable[str]) -> Fraction | None:
        """The most that a unit can have, by the line of points of each part of its group; None: there is no limit."""
        if not self.may_differ:
            return self._group.total
        if unit in self._composed:
            return self._of_composed(self._composed[unit])
        most, lines = self._group.most(unit), tuple(lines)
        if most is None or not self._omits or not lines:
            return most
        out = handed_on(self._round, self._group, unit, lines)
        whole = there = can = Fraction(0)
        for term, factor in zip(self._group.terms(unit), self._group.factors(unit), strict=True):
            whole += factor * (term.most or Fraction(0))
            if not out.issuperset(term.parts):
                there += factor * (term.most or Fraction(0))
                can += factor * self.of_term(unit, term, lines)
        return most - whole + (can * whole / there if there else Fraction(0))

    def of_term(self, unit: str, term: TotalTerm, lines: Sequence[str]) -> Fraction:
        """The most that a unit can have in one figure of its total; zero where there is no limit."""
        reached = {
            number: self.of_part(unit, self._group.parts[number], lines[number] if number < len(lines) else "")
            for number in term.parts
        }
        return term.value(reached, absent_parts(self._group, lines)) or Fraction(0)

    def of_part(self, unit: str, part: RoundPart, line: str) -> Fraction:
        """The most that a unit can have in a part, by its line of points; zero where there is no limit."""
        return (part.rubric.total or Fraction(0)) - self._left_out(unit, part, line)

    def of_item(self, unit: str, part: RoundPart, line: str, item: str) -> Fraction:
        """The most that a unit can have for an item, with what it takes over; see `of_part`."""
        rules = self._rules(unit, part, line)
        if not rules:
            return part.rubric.by_id[item].max or Fraction(0)
        return most_of_item(part.rubric, item, rules, _taken_over(part.rubric, line, rules))

    @cached_property
    def _composed(self) -> Mapping[str, ComposedUnit]:
        """The units that have no items of their own, by name."""
        return {rule.unit: rule for rule in (self._round.assessment.composed if self._round.assessment else ())}

    def _of_composed(self, rule: ComposedUnit) -> Fraction | None:
        """The scale of its group; where tables of their own give its units several, the mean of those it is made of."""
        if len(self._group.totals) == 1:
            return self._group.total
        whole = Fraction(0)
        for ingredient in rule.of:
            most = add_up(self._round.group_of[unit].most(unit) for unit in ingredient.units)
            if most is None:
                return None
            whole += ingredient.weight * most / len(ingredient.units)
        return whole

    def _left_out(self, unit: str, part: RoundPart, line: str) -> Fraction:
        """The points of a part that a unit need not have, and cannot."""
        if not self._omits:
            return Fraction(0)
        out = _treated(self._rules(unit, part, line), _OF_PARTS)
        if not any(item.chooses for item in part.rubric.by_id.values()):
            return sum((part.rubric.by_id[item].max or Fraction(0) for item in out), Fraction(0))
        return given_up(part.rubric.indicators, out)

    def _rules(self, unit: str, part: RoundPart, line: str) -> dict[str, NotApplicable]:
        """The rule of each item of a part that has no points since it does not apply to a unit."""
        if not self._treatments or NOT_APPLICABLE not in line:
            return {}
        words = zip(part.rubric.ids, line.split(), strict=True)
        marked = [item for item, word in words if word == NOT_APPLICABLE]
        rules = {item: self._round.applicability.rule(unit, part.rubric, item) for item in marked}
        return {item: rule for item, rule in rules.items() if rule is not None}


def most_of_item(
    rubric: Rubric, item: str, rules: Mapping[str, NotApplicable], more: Mapping[str, Fraction]
) -> Fraction:
    """The most that an item can be for a unit, zero where there is no limit.

    `rules` are those of the items that do not apply and have no points, `more` is what each item takes over.
    """
    treatments = _OF_ITEMS if rubric.above(item) else _OF_INDICATORS
    kept = _treated(rules, frozenset({BY_LEVEL}))
    return _reached(rubric.by_id[item], _treated(rules, treatments), more, kept) or Fraction(0)


def _treated(rules: Mapping[str, NotApplicable], treatments: frozenset[str]) -> set[str]:
    """The items that one of these treatments leaves out."""
    return {item for item, rule in rules.items() if rule.treatment in treatments}


def _taken_over(rubric: Rubric, line: str, rules: Mapping[str, NotApplicable]) -> dict[str, Fraction]:
    """How much of the max of others each item of a unit takes over, by its line of points."""
    if HANDS_ON.isdisjoint(rule.treatment for rule in rules.values()):
        return {}
    given = {item for item, word in zip(rubric.ids, line.split(), strict=True) if word != NO_POINTS}
    whole = {item.id for item in rubric.walk() if given.isdisjoint(below.id for below in item.items or ())}
    most = {item: rubric.by_id[item].max or Fraction(0) for item in rules}
    found = HandingOn(rubric, scored_items(rubric, whole), rules).taken_over(rules, most)
    return {item: Fraction(more) for item, (more, _) in found.items()}


def given_up(items: Iterable[Item], out: set[str]) -> Fraction:
    """How much less items can be together without those below them that are left out; of a choice others may remain."""
    return sum(((item.max or Fraction(0)) - (_reached(item, out, {}) or Fraction(0)) for item in items), Fraction(0))


def _reached(
    item: Item, out: Collection[str], more: Mapping[str, Fraction], kept: Collection[str] = ()
) -> Fraction | None:
    """The most that an item can be without what is left out, with what it takes over; None where nothing is there.

    What is `kept` is not there either, but others beside it take it over.
    """
    if item.id in out or item.id in kept:
        return None
    if item.items is None or item.has_rows or item.is_apart_from_below or item.id in more:
        return (item.max or Fraction(0)) + more.get(item.id, Fraction(0))
    found = [(each, _reached(each, out, more, kept)) for each in item.items]
    below = [most for _, most in found if most is not None]
    if kept and below:
        below += [taken for each, most in found if most is None and (taken := _kept_in(each, kept))]
    return item.of_rows(below) if below else None


def _kept_in(item: Item, kept: Collection[str]) -> Fraction:
    """What others beside an item take over that is not there."""
    own = (each.max or Fraction(0) for each in item.walk() if each.id in kept)
    return sum(own, Fraction(0))
