"""What a rubric is: one table of one edition of one year, as Pydantic models."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import Field

from gkpg.base.normalize import fold_name
from gkpg.base.points import format_points, parse_stored
from gkpg.rubric.case import Case
from gkpg.rubric.kinds import BLOCKS, DEFAULT, KIND_FIELDS, KINDS, KindFields, Veto
from gkpg.yamlfiles.types import Label, Model, OneOf, OneOrMore, Points, Share, Truth, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.rubric.kinds import Kind


#: How an item gets its points.
KindName = Annotated[str, OneOf(tuple(KINDS))]
#: The fields of an item, or of the rubric, that a repair can vouch for.
RepairedField = Annotated[
    str,
    OneOf((
        "title", "total", "name", "scope", "max", "description", "standard", "evidence", "method", "assessed_by",
        "judgement", "items", "kind", *KIND_FIELDS, "weight",
    )),
]  # fmt: skip


class Repair(Model):
    """A figure or label that the rubric's source does not print.

    *restored*: exactly one reading makes the printed sums hold. *assumed*: somebody chose it and can change it.
    """

    field: Annotated[tuple[RepairedField, ...], Field(min_length=1), OneOrMore()]
    kind: Literal["restored", "assumed"]
    reason: Words


class SourceDocument(Model):
    """The document that a rubric transcribes."""

    document: Words
    issued: datetime.date | None = None
    part: Words | None = None


Repairs = Annotated[tuple[Repair, ...], Field(min_length=1), OneOrMore()]


class Item(KindFields):
    """A node of the table (指标 or 子项). One without sub-items is filled in, mostly with 0 to `max` points.

    The columns of the table: `name` and `scope` (指标, and the words in brackets behind it), `description` (指标说明),
    `max` (分值), `standard` (评分标准), `evidence` (填报说明), `method` (考评方式 as printed). `assessed_by` are the
    sources that score the item; None means those of the item above. `judgement` is the wording that makes an
    item scored as a whole, with a reason.

    `kind` says how it gets its points; what it may have by its kind is declared with the kinds. `weight` is the share
    of the item above that `max` was computed from.
    """

    kind: KindName = DEFAULT
    weight: Share | None = None
    scope: Words | None = None
    description: Words | None = None
    standard: Words | None = None
    evidence: Words | None = None
    method: Words | None = None
    assessed_by: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    judgement: Words | None = None
    repair: Repairs = ()
    items: Annotated[tuple[Item, ...], Field(min_length=1)] | None = None

    is_veto: ClassVar[bool] = False

    def leaves(self) -> Iterator[Item]:
        """The rows below that are filled in (or this one), in the order of the table."""
        if self.items is None:
            yield self
        else:
            for item in self.items:
                yield from item.leaves()

    def scored_items(self) -> Iterator[Item]:
        """The items below (or this one) that get points of their own; rows of ticks and losses are part of theirs."""
        if self.items is None or self.has_rows:
            yield self
        else:
            for item in self.items:
                yield from item.scored_items()

    def walk(self) -> Iterator[Item]:
        """This item and all below it, each before its own sub-items."""
        yield self
        for item in self.items or ():
            yield from item.walk()

    @property
    def label(self) -> str:
        """Id and name, as messages call the item."""
        return f"{self.id} {self.name}"

    @property
    def cell(self) -> Kind:
        """How it is filled in, where it stands for itself."""
        return KINDS[self.kind].cell(self)

    @property
    def has_rows(self) -> bool:
        """Whether what is below it are rows of ticks or losses, with no points of their own."""
        return KINDS[self.kind].has_rows

    def of_rows(self, values: Iterable[Fraction]) -> Fraction:
        """The points that what is below it comes to: the sum, or what its kind makes of its rows."""
        return KINDS[self.kind].of_rows(self, values)


class Gate(Model):
    """What opens a bonus: more than, or at least, so many points of the total without it, or of an item."""

    item: Words | None = None
    above: Points | None = None
    least: Annotated[Points | None, Field(alias="from")] = None

    def opens(self, value: Fraction) -> bool:
        """Whether a value passes."""
        return value > Fraction(self.above) if self.above is not None else value >= Fraction(self.least or 0)


class Block(Model):
    """Points beside the total: a bonus that is added, or a penalty that is taken off, no more than `max` together."""

    id: Words
    name: Words
    kind: Annotated[str, OneOf(tuple(BLOCKS))]
    max: Points | None = None
    gate: Gate | None = None
    assessed_by: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @property
    def most(self) -> Decimal:
        """The most points that it adds or takes off: its max, else what its rows may come to together."""
        return self.max or sum((item.max for item in self.items), Decimal(0))

    def as_item(self) -> Item:
        """The block as an item, so that sheets and sums know its rows."""
        return Item(id=self.id, name=self.name, max=self.most, assessed_by=self.assessed_by, items=self.items)


class Minus(Model):
    """Points that a veto takes from one item: from its max, so that it loses no others; or from what else it gets."""

    item: Words
    points: Points
    alone: Truth = True


class Effect(Model):
    """What a veto does: fail at once; a fixed total; a ceiling; points of one item; no grade from this one up."""

    fail: Truth = False
    total: Points | None = None
    ceiling: Points | None = None
    minus: Minus | None = None
    bars: Words | None = None


class VetoRow(Item):
    """A veto as a row of a sheet: 1 where it holds, 0 where it does not."""

    is_veto: ClassVar[bool] = True

    @property
    def cell(self) -> Kind:
        """A mark."""
        return Veto()


class VetoRule(Model):
    """Something that must not happen (一票否决), and what it does."""

    id: Words
    name: Words
    description: Words | None = None
    assessed_by: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    effect: Effect = Effect()

    def as_item(self) -> Item:
        """The veto as a row of a sheet."""
        row = VetoRow(id=self.id, name=self.name, max=Decimal(1))
        return row.model_copy(update={"description": self.description, "assessed_by": self.assessed_by})


class Rubric(Model):
    """One table. `language` is the language of the sheets and reports made from it.

    `group` names the units that are ranked under it; None means the rubric's own id. `cases` try its rules.
    """

    rubric: Label
    version: Label
    title: Words
    language: Literal["zh", "en"] = "zh"
    group: Words | None = None
    total: Points
    source: SourceDocument | None = None
    repair: Repairs = ()
    indicators: Annotated[tuple[Item, ...], Field(min_length=1)]
    beside: tuple[Block, ...] = ()
    beside_max: Points | None = None
    vetoes: tuple[VetoRule, ...] = ()
    cases: tuple[Case, ...] = ()

    @cached_property
    def adjustment_items(self) -> tuple[Item, ...]:
        """Rows beside the indicators on a sheet: bonuses, penalties, vetoes. None of them counts to the maximum."""
        return (*(each.as_item() for each in self.beside), *(each.as_item() for each in self.vetoes))

    @property
    def is_plain(self) -> bool:
        """Whether points only add up: no rows of ticks or losses, nothing beside the total, no vetoes."""
        return not self.adjustment_items and all(KINDS[item.kind].only_adds for item in self.walk())

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
            found |= KINDS[item.kind].rows(item.items or ())
        for block in self.beside:
            found |= BLOCKS[block.kind].rows(block.items)
        return found

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
        return KINDS[item.kind].decision(item) if kind is None else kind.decision

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
    def by_number(self) -> dict[Decimal, str]:
        """The ids that a spreadsheet can read as numbers, by the number."""
        return {number: item_id for item_id in self.by_id if (number := parse_stored(item_id)) is not None}

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
        meaning = {"rubric": self.rubric, "version": self.version, "total": format_points(self.total)}
        items = [_meaning(indicator) for indicator in self.indicators]
        beside = {
            "beside": [_meaning_of_block(each) for each in self.beside],
            "beside_max": None if self.beside_max is None else format_points(self.beside_max),
            "vetoes": [each.model_dump(by_alias=True, exclude_defaults=True) for each in self.vetoes],
        }
        further = {key: value for key, value in beside.items() if value}
        text = json.dumps(
            {**meaning, "indicators": items, **further}, ensure_ascii=False, sort_keys=True, default=format_points
        )
        return hashlib.sha256(text.encode()).hexdigest()


def _meaning_of_block(block: Block) -> dict[str, Any]:
    fields = block.model_dump(by_alias=True, exclude={"items"}, exclude_defaults=True)
    return {**fields, "items": [_meaning(each) for each in block.items]}


def _meaning(item: Item) -> dict[str, Any]:
    fields = item.model_dump(exclude={"repair", "items", "max"}, exclude_defaults=True)
    below = [_meaning(each) for each in item.items or ()]
    return {**fields, "max": format_points(item.max), "items": below}
