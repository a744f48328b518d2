"""What an assessment comes to: groups, units, totals, and the steps that lead there."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from gkpg.points import NO_POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from gkpg.assessment import Rules
    from gkpg.findings import Finding
    from gkpg.ledger import Key, Ledger
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.filled import Sheet
    from gkpg.words import Text

#: What a step does: the mean of the scores of an item, the sum of sub-items, the sum of the indicators, its rounding.
What = Literal["mean", "sum", "total", "round"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a unit's way from its cells to its total.

    `item` is None for the total and its rounding. `terms` name what went in, a file with its cell or an item, each with
    its value; `value` is what came out, exactly.
    """

    what: What
    item: str | None
    terms: tuple[tuple[str, Fraction], ...]
    value: Fraction


@dataclass(frozen=True, slots=True)
class Unit:
    """One assessed unit. `total`, `grade` and `rank` are None together: then `why` says why it is not scored.

    `sheets` counts those that were handed in for it. `points` is a line with a word for each item of the rubric, in
    the order of `Rubric.ids`: its exact points (`33.5`, `101/3`), or `-` where they cannot be told; empty where nothing
    can. `exact_total` is the total before it is rounded.
    """

    name: str
    sheets: int
    points: str = ""
    exact_total: Fraction | None = None
    total: Decimal | None = None
    grade: Text | None = None
    rank: int | None = None
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The units that are ranked together, best first; those without a rank come last, by name.

    `rubric` is None for the units of which no sheet could be read; none of them is ranked.
    """

    name: str
    rubric: Key | None
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Results:
    """Everything that an assessment comes to, and the ledger it was computed from."""

    ledger: Ledger
    rules: Rules
    groups: tuple[Group, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in order."""
        return self.ledger.findings

    def rubric(self, group: Group) -> Rubric | None:
        """The rubric of a group; None where no sheet could be read."""
        return self.ledger.rubrics[group.rubric] if group.rubric else None

    def points(self, group: Group, unit: Unit) -> Mapping[str, Fraction]:
        """The exact points of every item of a unit that could be scored, by its id."""
        rubric = self.rubric(group)
        if rubric is None or not unit.points:
            return {}
        pairs = zip(rubric.ids, unit.points.split(), strict=True)
        return {item: Fraction(points) for item, points in pairs if points != NO_POINTS}

    def steps(self, group: Group, unit: Unit) -> Iterator[Step]:
        """The way from a unit's cells to its total, in order. The values are those that scoring came to."""
        rubric, points = self.rubric(group), self.points(group, unit)
        if rubric is None:
            return
        for indicator in rubric.indicators:
            yield from self._steps_to(indicator, self._sheets[group.rubric, unit.name], points)
        if unit.exact_total is not None and unit.total is not None:
            terms = tuple((indicator.id, points[indicator.id]) for indicator in rubric.indicators)
            yield Step("total", None, terms, unit.exact_total)
            yield Step("round", None, (("total", unit.exact_total),), Fraction(unit.total))

    def _steps_to(self, item: Item, sheets: list[Sheet], points: Mapping[str, Fraction]) -> Iterator[Step]:
        """The steps of an item and of those below it; none for an item without points."""
        below = item.items or ()
        for each in below:
            yield from self._steps_to(each, sheets, points)
        if item.id not in points:
            return
        if below and all(each.id in points for each in below):
            yield Step("sum", item.id, tuple((each.id, points[each.id]) for each in below), points[item.id])
        else:
            yield Step("mean", item.id, tuple(_given(sheets, item)), points[item.id])

    @cached_property
    def _sheets(self) -> dict[tuple[Key | None, str], list[Sheet]]:
        """The sheets of each unit under each rubric."""
        found: dict[tuple[Key | None, str], list[Sheet]] = {}
        for sheet in self.ledger.sheets:
            found.setdefault((sheet.rubric, sheet.identity.unit), []).append(sheet)
        return found


def _given(sheets: list[Sheet], item: Item) -> Iterator[tuple[str, Fraction]]:
    """What each sheet gives an item: in a cell of its own, or in those of the items below it."""
    for sheet in sheets:
        entries = {entry.item: entry for entry in sheet.entries if entry.points is not None}
        if item.id in entries:
            entry = entries[item.id]
            yield f"{sheet.file} {sheet.name}!{entry.cell}", Fraction(entry.points or 0)
        else:
            below = [entries[leaf.id] for leaf in item.leaves() if leaf.id in entries]
            value = sum((Fraction(entry.points or 0) for entry in below), Fraction(0))
            yield f"{sheet.file} {sheet.name}!{','.join(entry.cell for entry in below)}", value
