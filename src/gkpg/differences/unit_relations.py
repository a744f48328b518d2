"""Which units of one result are which of another: the same, renamed, merged, split, new or gone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from gkpg.scoring import GroupResult, UnitResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.scoring import Results

RelationKind = Literal["same", "renamed", "new", "gone", "merged", "split", "regrouped"]


class UnitSide(NamedTuple):
    """A unit of one of two results, with its group. One that has sheets and is assessed nowhere has an empty group."""

    group: GroupResult
    unit: UnitResult

    @property
    def name(self) -> str:
        """The name of the unit; empty where its sheets do not tell."""
        return self.unit.name

    @property
    def is_assessed(self) -> bool:
        """Whether it is one of the units of a group."""
        return bool(self.group.units)


class UnitRelation(NamedTuple):
    """Units of one result, and what became of them in another."""

    before: tuple[UnitSide, ...]
    after: tuple[UnitSide, ...]

    @property
    def kind(self) -> RelationKind:
        """How they hang together."""
        olds, news = len(self.before), len(self.after)
        if olds == news == 1:
            return "same" if self.before[0].name == self.after[0].name else "renamed"
        if not olds:
            return "new"
        if not news:
            return "gone"
        return "merged" if news == 1 else "split" if olds == 1 else "regrouped"

    @property
    def is_one_unit(self) -> bool:
        """Whether it is one unit on both sides, so that its figures can be compared."""
        return len(self.before) == len(self.after) == 1


def relate_units(before: Results, after: Results) -> tuple[UnitRelation, ...]:
    """All units of both results: in the order of the second one, then those that are gone.

    A unit is the same where it has the same name, or a name that an assessment gives as a former one of the other.
    """
    olds, news = tuple(_sides(before)), tuple(_sides(after))
    links = tuple(_links(olds, news, before, after))
    of_old: dict[int, list[int]] = defaultdict(list)
    of_new: dict[int, list[int]] = defaultdict(list)
    for old, new in links:
        of_old[old].append(new)
        of_new[new].append(old)
    return tuple(
        UnitRelation(tuple(olds[n] for n in sorted(some)), tuple(news[n] for n in sorted(others)))
        for some, others in _linked(len(olds), len(news), of_old, of_new)
    )


def _sides(results: Results) -> Iterator[UnitSide]:
    """The units of a result, and those of which there are sheets alone."""
    names: set[str] = set()
    for group in results.groups:
        for unit in group.units:
            names.add(unit.name)
            yield UnitSide(group, unit)
    nowhere = GroupResult("", None, ())
    yield from (
        UnitSide(nowhere, UnitResult(name, 0)) for name in results.ledger.units_with_sheets if name not in names
    )


def _links(
    olds: tuple[UnitSide, ...], news: tuple[UnitSide, ...], before: Results, after: Results
) -> Iterator[tuple[int, int]]:
    """Which units belong together, by their numbers; each pair once.

    Without an assessment a unit may stand in a group for each of its rubrics; then it is one in each group.
    """
    ours, theirs = _by_name(olds), _by_name(news)
    former_of: dict[str, list[str]] = defaultdict(list)
    for former, present in before.round.former.items():
        former_of[present].append(former)
    for number, old in enumerate(olds):
        renamed = after.round.former.get(old.name)
        for name in dict.fromkeys((old.name, *([renamed] if renamed else []), *former_of.get(old.name, ()))):
            numbers = theirs.get(name, [])
            same = [each for each in numbers if news[each].group.name == old.group.name]
            is_clear = len(numbers) == len(ours[old.name]) == 1
            yield from ((number, each) for each in same or (numbers if is_clear else ()))


def _by_name(sides: tuple[UnitSide, ...]) -> Mapping[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, side in enumerate(sides):
        found[side.name].append(number)
    return found


def _linked(
    olds: int, news: int, of_old: Mapping[int, list[int]], of_new: Mapping[int, list[int]]
) -> Iterator[tuple[set[int], set[int]]]:
    """The numbers of units that hang together, on both sides."""
    seen_old: set[int] = set()
    seen_new: set[int] = set()
    starts: list[tuple[int | None, int | None]] = [
        *((None, new) for new in range(news)),
        *((old, None) for old in range(olds)),
    ]
    for start in starts:
        open_, some, others = [start], set[int](), set[int]()
        while open_:
            old, new = open_.pop()
            if old is not None and old not in seen_old:
                seen_old.add(old)
                some.add(old)
                open_ += [(None, each) for each in of_old.get(old, ())]
            if new is not None and new not in seen_new:
                seen_new.add(new)
                others.add(new)
                open_ += [(each, None) for each in of_new.get(new, ())]
        if some or others:
            yield some, others
