"""Kinds of items: how an item of a rubric gets its points."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Protocol, TypeVar

from pydantic import PrivateAttr

from gkpg.base.interval import apply_rule
from gkpg.base.points import as_decimal
from gkpg.yamlfiles.types import Model, RowMax, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from decimal import Decimal

    from gkpg.base.interval import Interval
    from gkpg.base.text import Text
    from gkpg.rubric.draft import Draft
    from gkpg.rubric.kinds.kind import Kind
    from gkpg.yamlfiles.form import Slip
    from gkpg.yamlfiles.schema.about import About

#: The kind of an item that names none.
DEFAULT = "points"
#: What else than its own cells the points of an item look at: nothing, the figures of the other units, the unit's own
#: target, or its figure in an earlier result.
LooksAt = Literal["", "units", "target", "previous"]


#: Which of the items below one counts: all together, or one of them.
ChoiceWord = Literal["", "highest", "lowest"]


class ItemHead(Model):
    """What every item has, and every kind may look at."""

    id: Words
    number: Words | None = None
    name: Words
    max: RowMax
    kind: str = DEFAULT

    #: Whether its points are lost: those of a row of a penalty. The block around it says so.
    _is_taken: bool = PrivateAttr(default=False)

    @property
    def is_taken(self) -> bool:
        """Whether its points are lost, so that they are zero or below."""
        return self._is_taken

    def take_off(self) -> None:
        """From now on its points are lost."""
        self._is_taken = True

    @property
    def cap(self) -> Decimal | None:
        """The most that can be entered: the max as a decimal, or the next below it; None where there is no limit."""
        return None if self.max is None else as_decimal(self.max)

    @property
    def limit(self) -> Fraction:
        """The max of an item whose kind needs one. Raises ValueError where there is none."""
        if self.max is None:
            raise ValueError(self.id)
        return self.max


class RowContext(Protocol):
    """What is around rows: a kind of item, or a block beside the total."""

    @property
    def name(self) -> str:
        """What rubrics call it."""

    @property
    def has_rows(self) -> bool:
        """Whether what is below are rows, with no items of their own unless their kind has rows."""

    @property
    def rows_have_kinds(self) -> bool:
        """Whether what is below may have a kind."""

    @property
    def rows_may_have(self) -> frozenset[str]:
        """The fields of kinds that what is below may have, whatever its kind."""

    @property
    def rows_may_nest(self) -> bool:
        """Whether what is below may be of a kind with rows."""

    @property
    def rows_may_take(self) -> bool:
        """Whether what is below may be of a kind that only takes points away."""


Of_contra = TypeVar("Of_contra", bound=ItemHead, contravariant=True)


class ItemKind(ABC, Generic[Of_contra]):
    """One way in which items get their points; `Of_contra` are the items that have its fields.

    `name` is what rubrics call it, `says` its meaning. `own` are the words of the fields that are declared with it;
    `needs` the fields that it needs, with what editors say where one is missing; `may_have` those that it may have, and
    `one_of` those among them of which it has just one.
    `chooses` says which of those below it counts, empty where all do;
    `takes_items` says that items may stand below it; `has_rows` that these are rows with no points of their own, and
    `rows_may_have` what such rows may have, `rows_may_be_open` that their max may be none, `rows_may_take` that some of
    them may be of a kind that only takes points away, as `takes_away` says; `starts_full` that it has points before
    anything is entered, from which losses go; `rows_may_nest` that they may have rows of
    their own. `is_plain` says that it is given plain points, which keep their share where the max changes; `only_adds`
    that its points add up to those above it and nothing else comes of them; `is_apart_from_below` that the points below
    it are on another scale; `may_be_row` that it may stand in a sum; `implies_max` that other fields may say its max,
    `may_be_open` that this may be none; `is_entered_in_points` that what is entered goes up to its max, so that
    decimals must say that.
    """

    name: ClassVar[str]
    says: ClassVar[Text]
    chooses: ClassVar[ChoiceWord] = ""
    own: ClassVar[Mapping[str, About]] = MappingProxyType({})
    needs: ClassVar[Mapping[str, Text]] = MappingProxyType({})
    may_have: ClassVar[frozenset[str]] = frozenset()
    one_of: ClassVar[tuple[str, ...]] = ()
    takes_items: ClassVar[bool] = False
    has_rows: ClassVar[bool] = False
    is_apart_from_below: ClassVar[bool] = False
    may_be_row: ClassVar[bool] = True
    rows_may_have: ClassVar[frozenset[str]] = frozenset()
    rows_may_be_open: ClassVar[bool] = False
    rows_may_nest: ClassVar[bool] = False
    rows_may_take: ClassVar[bool] = False
    takes_away: ClassVar[bool] = False
    starts_full: ClassVar[bool] = False
    implies_max: ClassVar[bool] = False
    is_plain: ClassVar[bool] = False
    only_adds: ClassVar[bool] = True
    may_be_open: ClassVar[bool] = False
    is_entered_in_points: ClassVar[bool] = True

    @property
    def rows_have_kinds(self) -> bool:
        """Whether what is below may have a kind: rows have none."""
        return not self.has_rows

    def completed(self, item: dict[str, Any]) -> dict[str, Any]:
        """The values of an item in its file with those that follow from them."""
        return item

    def chosen(self, item: Of_contra) -> ChoiceWord:
        """Which of the items below it counts, by their points; empty where all do."""
        del item
        return self.chooses

    @abstractmethod
    def cell(self, item: Of_contra) -> Kind:
        """How an item is filled in that stands for itself."""

    def looks_at(self, item: Of_contra) -> LooksAt:
        """What makes points of its figure, beside the figure; empty where its cell says all."""
        del item
        return ""

    def decision(self, item: Of_contra) -> Kind:
        """What may be decided in a dispute about an item that has others below it."""
        return self.cell(item).decision

    def rows(self, items: Iterable[Of_contra]) -> dict[str, Kind]:
        """How the rows below an item are filled in, by id; none where what is below says so itself."""
        del items
        return {}

    def start(self, item: Of_contra) -> Fraction:
        """The points before any row counts."""
        del item
        return Fraction(0)

    def of_rows(self, item: Of_contra, values: Iterable[Fraction]) -> Fraction:
        """The points that what is below an item comes to together."""
        del item
        return sum(values, Fraction(0))

    def formula_of_rows(self, item: Of_contra, cells: str) -> str:
        """The same as a spreadsheet computes it from a range of cells."""
        del item
        return f"SUM({cells})"

    def told_of_rows(self, item: Of_contra) -> Text | None:
        """What a sheet says of that beside the sum of the rows; None where the sum says it."""
        del item
        return None

    def interval(self, item: Of_contra, below: Sequence[Interval]) -> Interval:
        """The least and the most that an item can come to; `below` are those of what is below it."""
        if below and not self.is_apart_from_below:
            return apply_rule(partial(self.of_rows, item), below)
        return self.cell(item).interval

    def is_off(self, whole: Fraction, most: Fraction) -> bool:
        """Whether the max of what is below, which is `whole` together, does not go with the max of the item."""
        return whole != most

    def enters_points(self, item: Draft) -> bool:
        """Whether what is entered for an item are its points."""
        del item
        return self.is_entered_in_points

    def row_enters_points(self, row: Draft) -> bool:
        """Whether what is entered for a row without a kind of its own are its points."""
        del row
        return False

    def slips(self, item: Draft) -> Iterator[Slip]:
        """What breaks a rule of this kind alone."""
        del item
        return iter(())
