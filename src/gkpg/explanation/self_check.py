"""A unit's self-check: what it gave itself for each item, with its words and links, beside what it got."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.explanation.entered import entered_scores
from gkpg.scoring.unit_result import points_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from gkpg.explanation.entered import EnteredScore
    from gkpg.round.group import RoundPart
    from gkpg.rubric import Item
    from gkpg.scoring import GroupResult, Results, UnitResult


class SelfCheckRow(NamedTuple):
    """One item. `own` are the points that the unit gave itself, `given` those that it got; None where there are none.

    `entries` are the cells of its self-check that say so.
    """

    part: str
    item: Item
    own: Fraction | None
    given: Fraction | None
    entries: tuple[EnteredScore, ...]

    @property
    def apart(self) -> Fraction | None:
        """How much more it gave itself than it got; None where that cannot be told."""
        return None if self.own is None or self.given is None else self.own - self.given


def self_check_of(results: Results, group: GroupResult, unit: UnitResult) -> tuple[SelfCheckRow, ...]:
    """All items that a unit says something of in its self-check, part by part, in the order of the rubrics."""
    entries = tuple(entered_scores(results, unit.name, counting=False))
    own, first = results.own_points(group, unit), group.first_part(unit)
    found = list[SelfCheckRow]()
    for number in group.numbers(unit) if entries else ():
        part = group.parts[number]
        found += _rows(part, own if part is first else {}, _given(group, unit, number), entries)
    return tuple(found)


def _given(group: GroupResult, unit: UnitResult, number: int) -> Mapping[str, Fraction]:
    """What a unit got in a part, item by item."""
    return points_in(group.parts[number], unit.parts[number].points) if unit.parts else {}


def _rows(
    part: RoundPart, own: Mapping[str, Fraction], given: Mapping[str, Fraction], entries: tuple[EnteredScore, ...]
) -> Iterator[SelfCheckRow]:
    mine = [each for each in entries if (each.rubric, each.period) == (part.key, part.period)]
    tops = (*part.rubric.indicators, *part.rubric.adjustment_items)
    for item in (each for top in tops for each in top.scored_items()):
        rows = {row.id for row in item.walk()}
        told = tuple(each for each in mine if each.item in rows and _says_something(each))
        if told:
            yield SelfCheckRow(part.title, item, own.get(item.id), given.get(item.id), told)


def _says_something(entry: EnteredScore) -> bool:
    has_score = entry.points is not None or entry.entered is not None or not entry.applies
    return has_score or bool(entry.reason or entry.link)
