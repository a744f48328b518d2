"""Items: the nodes of a table, with the repairs of what its source does not print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, PrivateAttr

from gkpg.base.points import add_up
from gkpg.rubric.kinds import DEFAULT, KIND_FIELDS, KINDS, ItemHead, KindFields, taken_off
from gkpg.yamlfiles.types import Model, OneOf, OneOrMore, Share, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from gkpg.rubric.kinds import ChoiceWord, Kind, LooksAt

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


def most_of(items: Iterable[Item]) -> Fraction | None:
    """The most that items can get together by their max; None where one of them has no limit."""
    return add_up(item.max for item in items)


class Repair(Model):
    """A figure or label that the rubric's source does not print.

    *restored*: exactly one reading makes the printed sums hold. *assumed*: somebody chose it and can change it.
    """

    field: Annotated[tuple[RepairedField, ...], Field(min_length=1), OneOrMore()]
    kind: Literal["restored", "assumed"]
    reason: Words


Repairs = Annotated[tuple[Repair, ...], Field(min_length=1), OneOrMore()]


class Item(KindFields):
    """A node of the table (指标 or 子项). One without sub-items is filled in, mostly with 0 to `max` points.

    `number` is what the notice prints where that is not the id, for printed numbers repeat.

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
    #: Whether its printed number, with its name, is that of no other item; the rubric that it belongs to says so.
    _is_known_by_number: bool = PrivateAttr(default=False)

    def know_by_number(self) -> None:
        """From now on messages call it by its printed number."""
        self._is_known_by_number = True

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
    def printed(self) -> str:
        """Its number as the notice prints it."""
        return self.number or self.id

    @property
    def called(self) -> str:
        """The number that people know it by: the printed one, or the id where another item shows the same."""
        return self.printed if self._is_known_by_number else self.id

    @property
    def label(self) -> str:
        """That number and the name, as messages call the item."""
        return f"{self.called} {self.name}"

    @property
    def cell(self) -> Kind:
        """How it is filled in, where it stands for itself."""
        return self.filled(KINDS[self.kind].cell(self))

    @property
    def decision(self) -> Kind:
        """What may be decided in a dispute about it where others are below it."""
        kind = KINDS[self.kind].decision(self)
        return self.filled(kind).decision if self.is_taken else kind

    def filled(self, kind: Kind) -> Kind:
        """How it is filled in that would get the points of a kind: where it loses them, as a loss."""
        return taken_off(kind, self.max, self.each) if self.is_taken else kind

    def row_kinds(self) -> dict[str, Kind]:
        """How the rows below it are filled in, by id; none where these say so themselves."""
        return {row: self.filled(kind) for row, kind in KINDS[self.kind].rows(self.items or ()).items()}

    @property
    def looks_at(self) -> LooksAt:
        """What makes points of its figure, beside the figure; empty where its cells say all."""
        return KINDS[self.kind].looks_at(self)

    @property
    def chooses(self) -> ChoiceWord:
        """Which of the items below it counts; empty where all do."""
        return KINDS[self.kind].chosen(self)

    @property
    def has_rows(self) -> bool:
        """Whether what is below it are rows of ticks or losses, with no points of their own."""
        return KINDS[self.kind].has_rows

    @property
    def stays_above_zero(self) -> bool:
        """Whether it does not fall below zero for what is lost right below it."""
        return any(each.floor == "parent" for each in self.items or ())

    @property
    def is_apart_from_below(self) -> bool:
        """Whether the points of what is below it are on another scale."""
        return self.items is not None and KINDS[self.kind].is_apart_from_below

    @property
    def converts_below(self) -> bool:
        """Whether its own rule makes points of what is below it."""
        return self.is_apart_from_below and not self.looks_at

    @property
    def kind_values(self) -> tuple[object, ...]:
        """All that it says of how its kind gives it points."""
        return tuple(getattr(self, name) for name in KindFields.model_fields if name not in ItemHead.model_fields)

    @property
    def row_rule(self) -> tuple[object, ...]:
        """All by which its rows come to its points."""
        return self.kind, self.max, self.floor, self.base

    @property
    def start(self) -> Fraction:
        """The points before any of its rows counts."""
        return KINDS[self.kind].start(self)

    def of_rows(self, values: Iterable[Fraction]) -> Fraction:
        """The points that what is below it comes to: the sum, or what its kind makes of its rows."""
        return KINDS[self.kind].of_rows(self, values)
