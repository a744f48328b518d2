"""An arrangement: how sheets with cells for the same items give the items of a part their scores."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from gkpg.scoring.picking import Picks, scored_items

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkpg.round.join_rules import JoinRule
    from gkpg.round.sources import SharingRule, Source
    from gkpg.rubric import Item
    from gkpg.scoring.amounts import Amounts
    from gkpg.scoring.plan import Giver, PartPlan


class Lane(NamedTuple):
    """What comes from one source: its items, and for each of its sheets how that gives them.

    `vetoes` are the numbers of vetoes among its items, on which assessors must agree.
    """

    name: str
    source: Source
    rule: JoinRule
    items: tuple[Item, ...]
    picks: tuple[Picks, ...]
    vetoes: tuple[int, ...]


class SharedItem(NamedTuple):
    """An item that several sources are to give, or one that is missing.

    `given` has each source with the number of its lane and of the item in it; None where the source is missing.
    """

    item: Item
    place: int
    given: tuple[tuple[str, tuple[int, int] | None], ...]
    rule: SharingRule | None


class Arrangement:
    """How the items of a part get their scores from sheets of certain makes.

    `there` says of each source that is to score whether all its sheets are there; `makes` has the source of every
    sheet, and the ids that it has cells for.

    `scored` are the items with a score of their own; `holders` gives the id of the scored item that a row belongs to.
    """

    def __init__(self, plan: PartPlan, there: Mapping[str, bool], makes: Sequence[tuple[str, Sequence[str]]]) -> None:
        self._plan, self._makes = plan, makes
        self.scored = scored_items(plan.rubric, {item for _, make in makes for item in make})
        self.holders = {row: item.id for item in self.scored for row in (item.id, *(leaf.id for leaf in item.leaves()))}
        givers = [giver for giver in plan.givers if giver.name in there]
        self._items = {giver.name: tuple(self._given_by(giver)) for giver in givers}
        self._ids = {name: tuple(item.id for item in items) for name, items in self._items.items()}
        present = [giver for giver in givers if there[giver.name]]
        self._numbers = {giver.name: number for number, giver in enumerate(present)}
        sole = {item.id for item in self.scored if self._is_sole(item)}
        self.lanes = tuple(self._lane(giver) for giver in present)
        self._pick = itemgetter(*self._numbers_in_place(sole), -1, -1)  # two at least, so that it gives a tuple
        self.shared = tuple(self._shared(item) for item in self.scored if item.id not in sole)

    def _given_by(self, giver: Giver) -> Iterator[Item]:
        """The scored items that a source scores, as a whole or any row of them."""
        return (item for item in self.scored if any(leaf.id in giver.items for leaf in item.leaves()))

    def _is_sole(self, item: Item) -> bool:
        """Whether one source gives an item, and is there."""
        names = [name for name, ids in self._ids.items() if item.id in ids]
        return len(names) == 1 and names[0] in self._numbers

    def in_place(self, columns: Sequence[Amounts]) -> Amounts:
        """What the lanes give, each item in its place; None for items that several give, and where there is nothing."""
        given = [amount for column in columns for amount in column]
        found: Amounts = list(self._pick([*given, None])[:-2])
        return found

    def _numbers_in_place(self, sole: set[str]) -> list[int]:
        """For every place of the rubric the number of its item among those of all lanes; the last number for none."""
        numbers = [-1] * len(self._plan.places)
        for number, item in enumerate(item for lane in self.lanes for item in lane.items):
            if item.id in sole:
                numbers[self._plan.places[item.id]] = number
        return numbers

    def _lane(self, giver: Giver) -> Lane:
        items = self._items[giver.name]
        return Lane(
            giver.name,
            giver.source,
            giver.source.join.rule,
            items,
            tuple(Picks(make, items) for name, make in self._makes if name == giver.name),
            tuple(n for n, item in enumerate(items) if item.is_veto),
        )

    def _shared(self, item: Item) -> SharedItem:
        given: list[tuple[str, tuple[int, int] | None]] = []
        for name, ids in self._ids.items():
            if item.id in ids:
                given.append((name, (self._numbers[name], ids.index(item.id)) if name in self._numbers else None))
        plan = self._plan
        rule = plan.sharing(item) if len(given) > 1 else None
        return SharedItem(item, plan.places[item.id], tuple(given), rule)
