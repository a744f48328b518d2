"""What one unit came to in two results: every figure, verdict and key of it that is another."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE
from gkpg.differences.sheet_differences import SheetComparer, SheetDifference
from gkpg.differences.value_change import FigureChange, ValueChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from gkpg.differences.causes import Cause
    from gkpg.differences.tables import ItemPair, PartPair, TablePair, TablePairs
    from gkpg.differences.unit_relations import UnitRelation, UnitSide
    from gkpg.rubric import Rubric
    from gkpg.scoring import Results, TieBreak, Why
    from gkpg.sheets.model import Sheet


class ItemDifference(NamedTuple):
    """The points of an item in one part of the total, as words of lines.

    A word is exact points, `-` for none, `/` where the item does not apply.

    `part` is the number of the part in each result. `is_own` says that they are what the unit gave itself.
    """

    part: tuple[int, int]
    item: ItemPair
    before: str
    after: str
    is_own: bool = False

    @property
    def figures(self) -> FigureChange:
        """The points, each with the max of the item."""
        return FigureChange(_figure(self.before), _figure(self.after), self.item.old_max, self.item.new_max)


def _figure(word: str) -> Fraction | None:
    return None if word in {NO_POINTS, NOT_APPLICABLE} else Fraction(word)


class PartDifference(NamedTuple):
    """The points of a part of the total; `part` is its number in each result."""

    part: tuple[int, int]
    figures: FigureChange


@dataclass(frozen=True)
class UnitDifference:
    """A unit that is one unit in both results, with all that is different about it; what is the same is None or empty.

    `total` has the total as it is published, `exact_total` before it is rounded. `count` is how many sheets it has that
    count. `causes` say by what it came out otherwise; none where it did not.
    """

    relation: UnitRelation
    sheets: tuple[SheetDifference, ...] = ()
    items: tuple[ItemDifference, ...] = ()
    parts: tuple[PartDifference, ...] = ()
    total: FigureChange | None = None
    exact_total: FigureChange | None = None
    converted: FigureChange | None = None
    rank: ValueChange[int | None] | None = None
    band: ValueChange[str | None] | None = None
    why: ValueChange[Why | None] | None = None
    tie: ValueChange[TieBreak | None] | None = None
    vetoes: ValueChange[tuple[str, ...]] | None = None
    group: ValueChange[str] | None = None
    count: ValueChange[int] | None = None
    causes: tuple[Cause, ...] = ()

    @property
    def before(self) -> UnitSide:
        """The unit in the first result."""
        return self.relation.before[0]

    @property
    def after(self) -> UnitSide:
        """The unit in the second result."""
        return self.relation.after[0]

    @property
    def has_moved(self) -> bool:
        """Whether its total, rank or grade is another."""
        return any(each is not None for each in (self.total, self.rank, self.band))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different about it, but perhaps its name."""
        return not (self.sheets or self.items or self.comes_out_otherwise) and self.count is None

    @property
    def comes_out_otherwise(self) -> bool:
        """Whether any figure or verdict is another, but for what it gave itself."""
        verdicts = (self.exact_total, self.converted, self.why, self.tie, self.vetoes, self.group)
        return self.has_moved or bool(self.deepest_items or self.parts) or any(each is not None for each in verdicts)

    def counted(self) -> Mapping[str, int]:
        """How many of which kind are different about it: `score`, `sheet added`, `total`, `rank` and so on."""
        count = Counter(f"{_noun(each)} {each.kind}" for each in self.sheets)
        for each in self.sheets:
            if each.kind == "changed":
                count["decision" if each.sheet.decides else "score"] += len(each.entries)
        count["item"] += sum(not each.is_own for each in self.deepest_items)
        verdicts = {
            name: getattr(self, name)
            for name in ("total", "converted", "rank", "band", "why", "tie", "vetoes", "group")
        }
        count.update(name for name, change in verdicts.items() if change is not None)
        count["part"] += len(self.parts)
        count["exact"] += self.exact_total is not None
        count["unit"] += self.comes_out_otherwise
        count["moved"] += self.has_moved
        return count

    @cached_property
    def deepest_items(self) -> tuple[ItemDifference, ...]:
        """The items whose points are others and that have no such item below them; without what it gave itself."""
        counted = [each for each in self.items if not each.is_own]
        above = {
            (each.part, item)
            for each in counted
            for item in self.after.group.parts[each.part[1]].rubric.above(each.item.new)
        }
        return tuple(each for each in counted if (each.part, each.item.new) not in above)


def _noun(difference: SheetDifference) -> str:
    return "decisions" if difference.sheet.decides else "sheet"


class UnitComparer:
    """Compares one unit after another of two results; `knows_entered` as `SheetComparer` has it.

    `seen` counts the sheets, the arbitration sheets and the items that were compared.
    """

    def __init__(
        self, before: Results, after: Results, tables: TablePairs, knows_entered: tuple[bool, bool] = (True, True)
    ) -> None:
        self._before, self._after, self._tables = before, after, tables
        self._knows_entered = knows_entered
        self.seen = Counter[str]()

    def compare(self, relation: UnitRelation) -> UnitDifference:
        """One unit. Its causes are told by others."""
        old, new = relation.before[0], relation.after[0]
        parts = self._tables.parts(old, new)
        if old.unit.parts and new.unit.parts:
            self.seen["seen items"] += sum(len(each.tables.items) for each in parts)
        totals = self._totals(old, new)
        return UnitDifference(
            relation,
            sheets=tuple(self._sheets(old, new, parts)),
            items=tuple(_compare_items(old, new, parts)),
            parts=tuple(_compare_parts(old, new, parts)),
            total=totals[0],
            exact_total=totals[1],
            converted=_differing(FigureChange(_exact(old.unit.converted), _exact(new.unit.converted))),
            rank=_change(old.unit.rank, new.unit.rank),
            band=_change(old.unit.band, new.unit.band),
            why=_change(old.unit.why, new.unit.why),
            tie=_change(old.unit.tie, new.unit.tie),
            vetoes=_change(tuple(_vetoes(old)), tuple(_vetoes(new))),
            group=_change(old.group.name, new.group.name),
            count=_change(old.unit.sheets, new.unit.sheets),
        )

    def _sheets(self, old: UnitSide, new: UnitSide, parts: tuple[PartPair, ...]) -> Iterator[SheetDifference]:
        sheets = self._before.ledger.sheets_about(old.name), self._after.ledger.sheets_about(new.name)
        self.seen.update("seen decisions" if sheet.decides else "seen sheets" for sheet in sheets[1])
        tables: dict[object, TablePair] = {
            (_key(pair.tables.old), _key(pair.tables.new)): pair.tables for pair in parts
        }

        def correspond(one: Sheet, other: Sheet) -> Mapping[str, str] | None:
            found = tables.get((one.rubric, other.rubric))
            return None if found is None or found.is_same else found.ids

        yield from SheetComparer(correspond, self._knows_entered).compare(*sheets)

    def _totals(self, old: UnitSide, new: UnitSide) -> tuple[FigureChange | None, FigureChange | None]:
        """The total as it is published, and exactly."""
        mosts: tuple[Fraction | None, Fraction | None] = (None, None)
        if old.unit.parts and new.unit.parts:
            mosts = self._before.most(old.group, old.unit), self._after.most(new.group, new.unit)
        published = FigureChange(_exact(old.unit.total), _exact(new.unit.total), *mosts)
        exact = FigureChange(old.unit.exact_total, new.unit.exact_total, *mosts)
        return _differing(published), _differing(exact)


def _key(rubric: Rubric) -> tuple[str, str]:
    return rubric.rubric, rubric.version


def _exact(figure: Decimal | None) -> Fraction | None:
    return None if figure is None else Fraction(figure)


def _differing(change: FigureChange) -> FigureChange | None:
    """A change of a figure that is one; None where neither side has the figure."""
    is_there = change.before is not None or change.after is not None
    return change if is_there and change.is_different else None


def _change(before: object, after: object) -> ValueChange | None:  # type: ignore[type-arg] # of whatever it is
    return None if before == after else ValueChange(before, after)


def _vetoes(side: UnitSide) -> Iterator[str]:
    """The vetoes that hold, each with its part."""
    for part, veto in side.unit.vetoes:
        yield f"{side.group.parts[part].title} {veto}"


def _compare_parts(old: UnitSide, new: UnitSide, parts: Sequence[PartPair]) -> Iterator[PartDifference]:
    for pair in parts:
        before, after = _total(old, pair.old), _total(new, pair.new)
        change = _differing(FigureChange(before, after, pair.tables.old.total, pair.tables.new.total))
        if change is not None:
            yield PartDifference((pair.old, pair.new), change)


def _compare_items(old: UnitSide, new: UnitSide, parts: Sequence[PartPair]) -> Iterator[ItemDifference]:
    """The items of all parts, in the order of the new result, and those of its self-check."""
    for pair in parts:
        lines = (_line(old, pair.old), _line(new, pair.new))
        yield from _compare_lines(pair, *lines)
    if old.unit.own or new.unit.own:
        numbers = old.group.numbers(old.unit)[:1], new.group.numbers(new.unit)[:1]
        for pair in (each for each in parts if ((each.old,), (each.new,)) == numbers):
            yield from (each._replace(is_own=True) for each in _compare_lines(pair, old.unit.own, new.unit.own))


def _total(side: UnitSide, part: int) -> Fraction | None:
    return side.unit.parts[part].total if side.unit.parts else None


def _line(side: UnitSide, part: int) -> str:
    return side.unit.parts[part].points if side.unit.parts else ""


def _compare_lines(pair: PartPair, old: str, new: str) -> Iterator[ItemDifference]:
    if old == new and (pair.tables.is_same or not old):
        return
    olds, news = (
        line.split() or [NO_POINTS] * len(rubric.ids)
        for line, rubric in ((old, pair.tables.old), (new, pair.tables.new))
    )
    for item in pair.tables.items:
        before, after = olds[item.old_place], news[item.new_place]
        if before != after or (before not in {NO_POINTS, NOT_APPLICABLE} and item.old_max != item.new_max):
            yield ItemDifference((pair.old, pair.new), item, before, after)
