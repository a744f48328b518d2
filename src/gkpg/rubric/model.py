"""What a rubric is: one table of one edition of one year, as Pydantic models."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from gkpg.models import Label, Model, Points, Words, one_or_more
from gkpg.names import folded
from gkpg.points import parse_stored, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal


#: The fields of an item, or of the rubric, that a repair can vouch for.
Field_ = Literal[
    "title", "total", "name", "scope", "max", "description",
    "standard", "evidence", "method", "assessed_by", "judgement", "items",
]  # fmt: skip


class Repair(Model):
    """A figure or label that the rubric's source does not print.

    *restored*: exactly one reading makes the printed sums hold. *assumed*: somebody chose it and can change it.
    """

    field: Annotated[tuple[Field_, ...], Field(min_length=1), BeforeValidator(one_or_more)]
    kind: Literal["restored", "assumed"]
    reason: Words


class Source(Model):
    """The document that a rubric transcribes."""

    document: Words
    issued: datetime.date | None = None
    part: Words | None = None


Repairs = Annotated[tuple[Repair, ...], Field(min_length=1), BeforeValidator(one_or_more)]


class Item(Model):
    """A node of the table (指标 or 子项). An item without sub-items is scored; its score is from 0 to `max` points.

    The columns of the table: `name` and `scope` (指标, and the words in brackets behind it), `description` (指标说明),
    `max` (分值), `standard` (评分标准), `evidence` (填报说明), `method` (考评方式 as printed). `assessed_by` are the
    sources that score the item; None means those of the item above. `judgement` is the wording that makes an
    item scored as a whole, with a reason.
    """

    id: Words
    name: Words
    max: Points
    scope: Words | None = None
    description: Words | None = None
    standard: Words | None = None
    evidence: Words | None = None
    method: Words | None = None
    assessed_by: Annotated[tuple[Words, ...], Field(min_length=1)] | None = None
    judgement: Words | None = None
    repair: Repairs = ()
    items: Annotated[tuple[Item, ...], Field(min_length=1)] | None = None

    def leaves(self) -> Iterator[Item]:
        """The scored items below (or this one), in the order of the table."""
        if self.items is None:
            yield self
        else:
            for item in self.items:
                yield from item.leaves()

    def walk(self) -> Iterator[Item]:
        """This item and all below it, each before its own sub-items."""
        yield self
        for item in self.items or ():
            yield from item.walk()

    @property
    def label(self) -> str:
        """Id and name, as messages call the item."""
        return f"{self.id} {self.name}"


class Rubric(Model):
    """One table. `language` is the language of the sheets and reports made from it.

    `group` names the units that are ranked under it; None means the rubric's own id.
    """

    rubric: Label
    version: Label
    title: Words
    language: Literal["zh", "en"] = "zh"
    group: Words | None = None
    total: Points
    source: Source | None = None
    repair: Repairs = ()
    indicators: Annotated[tuple[Item, ...], Field(min_length=1)]

    def walk(self) -> Iterator[Item]:
        """Every item, each before its own sub-items."""
        for indicator in self.indicators:
            yield from indicator.walk()

    @cached_property
    def leaves(self) -> tuple[Item, ...]:
        """The scored items, in the order of the table."""
        return tuple(leaf for indicator in self.indicators for leaf in indicator.leaves())

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
        names = Counter(folded(item.name) for item in self.walk())
        return {name: item for item in self.walk() if names[name := folded(item.name)] == 1}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all items, each once."""
        return tuple(dict.fromkeys(item.name for item in self.walk()))

    def above(self, item_id: str) -> tuple[str, ...]:
        """The ids of the items around an item, the nearest first."""
        return self._above[item_id]

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        found = {indicator.id: tuple[str, ...]() for indicator in self.indicators}
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
        level: tuple[Item, ...] | None = self.indicators
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
        meaning = {"rubric": self.rubric, "version": self.version, "total": plain(self.total)}
        items = [_meaning(indicator) for indicator in self.indicators]
        text = json.dumps({**meaning, "indicators": items}, ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def _meaning(item: Item) -> dict[str, Any]:
    fields = item.model_dump(exclude={"repair", "items", "max"}, exclude_none=True)
    below = [_meaning(each) for each in item.items or ()]
    return {**fields, "max": plain(item.max), "items": below}
