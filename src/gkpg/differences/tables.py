"""Tables of two results: which part of a total, and which item of a rubric, is which of the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.differences.rubrics import ChangeLevel, compare_rubrics

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
    from fractions import Fraction

    from gkpg.differences.rubrics import Change, Comparison
    from gkpg.differences.rubrics.row_nodes import RowNode
    from gkpg.differences.unit_relations import UnitSide
    from gkpg.round.group import RoundPart
    from gkpg.rubric import Rubric


class ItemPair(NamedTuple):
    """An item of two rubrics: its place among the ids of each, its ids, and the most that it gives."""

    old_place: int
    new_place: int
    old: str
    new: str
    old_max: Fraction | None
    new_max: Fraction | None


@dataclass(frozen=True)
class TablePair:
    """Two rubrics under which a part was scored, and which of their items are the same."""

    old: Rubric
    new: Rubric

    @cached_property
    def is_same(self) -> bool:
        """Whether it is one table, so that every item is itself."""
        return self.old.fingerprint == self.new.fingerprint and self.old.ids == self.new.ids

    @cached_property
    def comparison(self) -> Comparison:
        """What is different between them."""
        return compare_rubrics(self.old, self.new)

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The id that each item of the old one has in the new one; without those that are gone, split or merged."""
        if self.is_same:
            return {each: each for each in self.old.ids}
        pairs = self.comparison.matching.pairs
        return {old.id: new.id for old, new in pairs if old.id in self.old.by_id and new.id in self.new.by_id}

    @cached_property
    def items(self) -> tuple[ItemPair, ...]:
        """The items that are in both, in the order of the new one."""
        olds = {item: place for place, item in enumerate(self.old.ids)}
        former = {new: old for old, new in self.ids.items()}
        return tuple(
            ItemPair(olds[old], place, old, new, self.old.by_id[old].max, self.new.by_id[new].max)
            for place, new in enumerate(self.new.ids)
            if (old := former.get(new)) is not None
        )

    @cached_property
    def changes_of(self) -> Mapping[str, tuple[Change, ...]]:
        """The changes of points and structure by which an item may come to something else, by its new id.

        Those that are not about single items stand under an empty id: of the whole table, of blocks, of vetoes.
        """
        found: dict[str, list[Change]] = {}
        for change in () if self.is_same else self.comparison.changes:
            if change.level > ChangeLevel.WORDING:
                for item in dict.fromkeys(self._concerned(change)):
                    found.setdefault(item, []).append(change)
        return {item: tuple(changes) for item, changes in found.items()}

    def _concerned(self, change: Change) -> Iterator[str]:
        """The new ids of the items that a change is about, of those below, and of those around rows that come or go."""
        nodes = [each for each in (change.old, change.new, *(term.node for term in change.terms)) if each is not None]
        if any(node.kind != "item" for node in nodes):
            yield ""
        for node in nodes:
            yield from (self._new_id(each) for each in node.walk())
            above = node.above if change.kind in _OF_ROWS else None
            while above is not None:
                yield self._new_id(above)
                above = above.above

    def _new_id(self, node: RowNode) -> str:
        matching = self.comparison.matching
        return (matching.new(node) or node).id


#: Changes by which what is around a row comes to something else.
_OF_ROWS = frozenset({"added", "removed", "split", "merged", "placed", "points"})


class PartPair(NamedTuple):
    """A part of the totals of two groups: its number in each, and the rubrics under which it was scored."""

    old: int
    new: int
    tables: TablePair


class TablePairs:
    """The parts and rubrics of two results, paired as they are asked for and remembered."""

    def __init__(self) -> None:
        self._tables: dict[Hashable, TablePair] = {}
        self._parts: dict[Hashable, tuple[PartPair, ...]] = {}

    def of_rubrics(self, old: Rubric, new: Rubric) -> TablePair:
        """Two rubrics."""
        key = (old.rubric, old.version, new.rubric, new.version)
        if key not in self._tables:
            self._tables[key] = TablePair(old, new)
        return self._tables[key]

    def parts(self, before: UnitSide, after: UnitSide) -> tuple[PartPair, ...]:
        """The parts that a unit has in both results."""
        numbers = before.group.numbers(before.unit), after.group.numbers(after.unit)
        key = (before.group.name, after.group.name, *numbers)
        if key not in self._parts:
            olds = {number: before.group.parts[number] for number in numbers[0]}
            news = {number: after.group.parts[number] for number in numbers[1]}
            self._parts[key] = tuple(
                PartPair(old, new, self.of_rubrics(olds[old].rubric, news[new].rubric))
                for old, new in sorted(_pair_parts(olds, news), key=lambda pair: pair[1])
            )
        return self._parts[key]


def _pair_parts(olds: Mapping[int, RoundPart], news: Mapping[int, RoundPart]) -> Iterator[tuple[int, int]]:
    """Parts of one title; else those of one rubric, where each side has one; else the only ones that are left."""
    left, right = dict(olds), dict(news)
    for key in (_title, _rubric, _anything):
        for old, new in tuple(_once_each(left, right, key)):
            del left[old], right[new]
            yield old, new


def _once_each(
    olds: Mapping[int, RoundPart], news: Mapping[int, RoundPart], key: Callable[[RoundPart], Hashable]
) -> Iterator[tuple[int, int]]:
    one, other = (_unique(((key(part), number) for number, part in side.items())) for side in (olds, news))
    yield from ((number, other[each]) for each, number in one.items() if each in other)


def _unique(pairs: Iterable[tuple[Hashable, int]]) -> dict[Hashable, int]:
    found: dict[Hashable, list[int]] = {}
    for key, number in pairs:
        found.setdefault(key, []).append(number)
    return {key: numbers[0] for key, numbers in found.items() if len(numbers) == 1}


def _title(part: RoundPart) -> Hashable:
    return part.title


def _rubric(part: RoundPart) -> Hashable:
    return part.rubric.rubric, part.period


def _anything(_: RoundPart) -> Hashable:
    return None
