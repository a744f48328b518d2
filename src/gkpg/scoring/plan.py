"""The plan of a part: all that scoring its units needs to know of its rubric and rules, worked out once."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from gkpg.scoring.amounts import Scales
from gkpg.scoring.steps import Rule
from gkpg.scoring.sums import JOINS_BELOW, sum_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gkpg.ledger.disputes import Decision, DisputeKey
    from gkpg.round.group import RoundGroup, RoundPart
    from gkpg.round.model import RoundingRule, RoundingStep
    from gkpg.round.round import Round
    from gkpg.round.sources import SharingRule, Source
    from gkpg.rubric import Item
    from gkpg.rubric.vetoes import Minus, VetoRule
    from gkpg.scoring.sums import JoinBelow
    from gkpg.sheets.model import Sheet


class Giver(NamedTuple):
    """A source whose scores count in a part, and the ids of the items that it scores there."""

    name: str
    source: Source
    items: frozenset[str]


class Sum(NamedTuple):
    """An item that others below it add up to, or of which one counts: its place among the ids, and theirs.

    `join` makes of their amounts what the item gets.
    """

    item: Item
    place: int
    below: tuple[int, ...]
    join: JoinBelow = sum_up


class PartPlan:
    """One part of the total of one group. Places are those among `Rubric.ids`.

    `decided` has what was decided for items in dispute, None where it is not decided yet; `as_entered` are items of
    which sheets have what was entered in place of points.
    """

    def __init__(
        self,
        round_: Round,
        group: RoundGroup,
        part: RoundPart,
        decided: Mapping[DisputeKey, Decision | None] = MappingProxyType({}),
        as_entered: frozenset[str] = frozenset(),
    ) -> None:
        self.round = round_
        self.group, self.part, self.rubric = group, part, part.rubric
        self.places = {item: place for place, item in enumerate(self.rubric.ids)}
        self.scales = Scales([item.max or Fraction(0) for item in self.rubric.by_id.values()])
        self.indicators = tuple(self.places[each.id] for each in self.rubric.indicators)
        self._decided, self._as_entered = decided, as_entered

    @cached_property
    def givers(self) -> tuple[Giver, ...]:
        """The sources whose scores count, in the order of the assessment."""
        found = ((name, self.round.source(name), items) for name, items in self.part.sources.items())
        return tuple(Giver(name, source, frozenset(items)) for name, source, items in found if source.counts)

    def sharing(self, item: Item) -> SharingRule | None:
        """The rule that joins all sources that score an item, whether or not they score a certain unit."""
        rows = [leaf.id for leaf in item.leaves()]
        names = [giver.name for giver in self.givers if not giver.items.isdisjoint(rows)]
        return self.round.shared(self.group.name, self.part, item.id, names)

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """The items that others add up to, the deepest first: those of the table, and what stands beside it."""
        tops = (*self.rubric.indicators, *(row for block in self.rubric.beside for row in block.items))
        inner = [item for top in tops for item in top.walk() if item.items is not None]
        return tuple(
            Sum(
                item,
                self.places[item.id],
                tuple(self.places[below.id] for below in item.items or ()),
                JOINS_BELOW[item.chooses],
            )
            for item in reversed(inner)
        )

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in the order of their places."""
        return tuple(self.rubric.by_id.values())

    @cached_property
    def needed_beside(self) -> tuple[int, ...]:
        """The places of what stands beside the table without which there is no total: what is scored, every row."""
        tops = self.rubric.adjustment_items
        needed = [each.id for top in tops for each in (*top.scored_items(), *(top.items or ()))]
        return tuple(self.places[item] for item in dict.fromkeys(needed))

    @cached_property
    def gates(self) -> tuple[int, ...]:
        """The places of the items that gates look at."""
        gates = (each.gate.item for each in self.rubric.beside if each.gate)
        return tuple(self.places[item] for item in gates if item is not None)

    def sheets(self, own: Iterable[Sheet]) -> list[Sheet]:
        """The sheets of a unit that count in this part."""
        key, names, period = self.part.key, self._counting, self.part.period
        found = [sheet for sheet in own if sheet.rubric == key and sheet.identity.source in names]
        return [sheet for sheet in found if sheet.identity.period == period] if period else found

    @cached_property
    def _counting(self) -> frozenset[str]:
        return frozenset(giver.name for giver in self.givers)

    @cached_property
    def floors(self) -> frozenset[int]:
        """The places of items that do not fall below zero for what is lost below them."""
        return frozenset(each.place for each in self.sums if each.item.stays_above_zero)

    @cached_property
    def looking(self) -> tuple[tuple[int, Item], ...]:
        """The items of whose figures scoring makes points, each with its place."""
        return tuple((place, item) for place, item in enumerate(self.items) if item.looks_at)

    @cached_property
    def compared(self) -> tuple[tuple[int, Item], ...]:
        """Those of them that are compared with the other units."""
        return tuple((place, item) for place, item in self.looking if item.looks_at == "units")

    @cached_property
    def figures(self) -> frozenset[str]:
        """The ids of all items that are joined as figures."""
        return frozenset(item.id for _, item in self.looking) | self._as_entered

    @cached_property
    def has_special_sums(self) -> bool:
        """Whether what items add up to is more than that: held to a floor, raised, converted, or compared."""
        return bool(self.floors) or any(each.item.is_apart_from_below or each.item.more for each in self.sums)

    @cached_property
    def minus(self) -> tuple[tuple[int, VetoRule, Minus], ...]:
        """The vetoes that take points from an item, each with its place."""
        return tuple(
            (self.places[veto.id], veto, veto.effect.minus)
            for veto in self.rubric.vetoes
            if veto.effect.minus is not None
        )

    @cached_property
    def setting(self) -> tuple[tuple[int, VetoRule], ...]:
        """The vetoes that set the points of an item, each with its place."""
        return tuple((self.places[veto.id], veto) for veto in self.rubric.vetoes if veto.effect.item is not None)

    @cached_property
    def decisions(self) -> Mapping[str, Mapping[tuple[str, str], Decision | None]]:
        """By unit what was decided for each source and item in dispute; None where it is not decided yet."""
        found: dict[str, dict[tuple[str, str], Decision | None]] = defaultdict(dict)
        for (unit, source, rubric, item, period), decision in self._decided.items():
            if rubric == self.part.key and period == self.part.period:
                found[unit][source, item] = decision
        return found

    @cached_property
    def document(self) -> Rule:
        """The document that the rubric's own rules stand on, as the basis of a rule without a key."""
        return Rule("", self.rubric.basis)

    def rule(self, key: str) -> Rule:
        """A rule of the rubric's own."""
        return self.document._replace(key=key)

    @cached_property
    def roundings(self) -> Mapping[RoundingStep, RoundingRule]:
        """How figures of the part are rounded; those that are not are left out."""
        steps: tuple[RoundingStep, ...] = ("assessors", "item", "indicator", "part")
        return {step: rule for step in steps if (rule := self.round.rounding(step)) is not None}
