"""What a rubric is: one table of one edition of one year, as Pydantic models."""

from __future__ import annotations

import datetime
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from gkpg.base.normalize import fold_id, fold_name
from gkpg.rubric.blocks import Block
from gkpg.rubric.case import Case
from gkpg.rubric.fingerprint import fingerprint_of
from gkpg.rubric.intervals import intervals_of
from gkpg.rubric.item import Item, Repairs
from gkpg.rubric.kinds import KINDS
from gkpg.rubric.numbering import Numbering
from gkpg.rubric.shown_numbers import ShownNumbers
from gkpg.rubric.vetoes import VetoRule
from gkpg.yamlfiles.types import Label, Max, Model, SharePoints, ShareWorth, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from gkpg.base.interval import Interval
    from gkpg.rubric.item import Repair
    from gkpg.rubric.kinds import Kind


class SourceDocument(Model):
    """The document that a rubric transcribes."""

    document: Words
    issued: datetime.date | None = None
    part: Words | None = None


class Rubric(Model):
    """One table. `language` is the language of the sheets and reports made from it.

    `group` names the units that are ranked under it; None means the rubric's own id. `floor` and `ceiling` hold what
    it comes to with bonuses and penalties; None where nothing does. `cases` try its rules.
    """

    rubric: Label
    version: Label
    title: Words
    language: Literal["zh", "en"] = "zh"
    group: Words | None = None
    total: Max
    source: SourceDocument | None = None
    repair: Repairs = ()
    indicators: Annotated[tuple[Item, ...], Field(min_length=1)]
    beside: tuple[Block, ...] = ()
    beside_max: SharePoints | None = None
    floor: ShareWorth | None = None
    ceiling: SharePoints | None = None
    vetoes: tuple[VetoRule, ...] = ()
    cases: tuple[Case, ...] = ()

    def model_post_init(self, context: object, /) -> None:
        """Let items be called by their printed numbers, those aside that share theirs and their name with another."""
        del context
        if any(item.number for item in self.walk()):
            shared = Counter((fold_id(item.printed), fold_name(item.name)) for item in self.walk())
            for item in self.walk():
                if item.number and shared[fold_id(item.number), fold_name(item.name)] == 1:
                    item.know_by_number()

    @cached_property
    def adjustment_items(self) -> tuple[Item, ...]:
        """Rows beside the indicators on a sheet: bonuses, penalties, vetoes. None of them counts to the maximum."""
        return (*(each.as_item() for each in self.beside), *(each.as_item() for each in self.vetoes))

    def hold(self, points: Fraction) -> Fraction:
        """What the table comes to with bonuses and penalties, within its bounds."""
        most = points if self.ceiling is None else min(points, self.ceiling)
        return most if self.floor is None else max(most, self.floor)

    @property
    def is_plain(self) -> bool:
        """Whether points only add up: no rows of ticks or losses, nothing beside the total, no vetoes, no bounds."""
        is_bounded = self.floor is not None or self.ceiling is not None
        return not is_bounded and not self.adjustment_items and all(KINDS[item.kind].only_adds for item in self.walk())

    def walk(self) -> Iterator[Item]:
        """Every item, each before its own sub-items; what stands beside the indicators comes last."""
        for item in (*self.indicators, *self.adjustment_items):
            yield from item.walk()

    @cached_property
    def leaves(self) -> tuple[Item, ...]:
        """The rows that are filled in, in the order of the table."""
        return tuple(leaf for item in (*self.indicators, *self.adjustment_items) for leaf in item.leaves())

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """How each row is filled in, by its id."""
        found = {leaf.id: leaf.cell for leaf in self.leaves}
        for item in self.walk():
            found |= item.row_kinds()
        return found

    @cached_property
    def intervals(self) -> Mapping[str, Interval]:
        """The least and the most that every item, and every block beside the total, can come to, by its id."""
        return intervals_of(self)

    @cached_property
    def rows(self) -> frozenset[str]:
        """The ids of rows of ticks and losses, which get no points of their own."""
        return frozenset(row.id for item in self.walk() if item.has_rows for row in item.items or ())

    @cached_property
    def asks_for_more(self) -> bool:
        """Whether any row is filled with something else than its points."""
        return any(kind.has_own_cell for kind in self.kinds.values())

    def kind(self, item: Item) -> Kind:
        """How an item is filled in; one with sub-items, scored as a whole, gets a score."""
        return self.kinds.get(item.id) or item.cell

    def decision(self, item: Item) -> Kind:
        """What may be decided about an item in dispute: points that it can come to, or whether a veto holds."""
        kind = self.kinds.get(item.id)
        return item.decision if kind is None else kind.decision

    def in_points(self, item: Item) -> Kind:
        """How an item is filled in where a table asks for points alone."""
        kind = self.kinds.get(item.id)
        return item.decision if kind is None else kind.in_points

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """Every item by its id."""
        return {item.id: item for item in self.walk()}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all items, each before those of its own sub-items."""
        return tuple(self.by_id)

    @cached_property
    def leaf_ids(self) -> tuple[str, ...]:
        """The ids of the scored items, in the order of the table."""
        return tuple(leaf.id for leaf in self.leaves)

    @cached_property
    def numbering(self) -> Numbering:
        """The items by the numbers that sheets and people call them by."""
        return Numbering(self.walk())

    @cached_property
    def shown(self) -> ShownNumbers:
        """The numbers that sheets show of the items."""
        return ShownNumbers(self)

    @cached_property
    def by_name(self) -> dict[str, Item]:
        """The items whose name, folded, no other item has, by that name."""
        names = Counter(fold_name(item.name) for item in self.walk())
        return {name: item for item in self.walk() if names[name := fold_name(item.name)] == 1}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all items, each once."""
        return tuple(dict.fromkeys(item.name for item in self.walk()))

    def above(self, item_id: str) -> tuple[str, ...]:
        """The ids of the items around an item, the nearest first."""
        return self._above[item_id]

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        found = {item.id: tuple[str, ...]() for item in (*self.indicators, *self.adjustment_items)}
        for item in self.walk():
            found |= {below.id: (item.id, *found[item.id]) for below in item.items or ()}
        return found

    def repairs(self) -> Iterator[tuple[str, Repair]]:
        """Every repair with the id of its item; the rubric's own come first, under the rubric's id."""
        yield from ((self.rubric, repair) for repair in self.repair)
        yield from ((item.id, repair) for item in self.walk() for repair in item.repair)

    @property
    def group_name(self) -> str:
        """What the units ranked under this rubric are called together."""
        return self.group or self.rubric

    @property
    def basis(self) -> str:
        """The document that its own rules stand on: the one that it transcribes, or itself where it names none."""
        return self.source.document if self.source else self.title

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """Every source that the rubric names, each once."""
        return tuple(dict.fromkeys(source for item in self.walk() for source in item.assessed_by or ()))

    def sources_of(self, item_id: str) -> tuple[str, ...]:
        """The sources that score an item: its own, or those of the nearest item above that names some."""
        found: tuple[str, ...] = ()
        level: tuple[Item, ...] | None = (*self.indicators, *self.adjustment_items)
        while level:
            around = next((item for item in level if any(each.id == item_id for each in item.walk())), None)
            if around is None:
                break
            found = around.assessed_by or found
            level = None if around.id == item_id else around.items
        return found

    @cached_property
    def fingerprint(self) -> str:
        """A SHA-256 over what an assessor sees and is held to; comments, layout and repairs don't change it."""
        return fingerprint_of(self)
