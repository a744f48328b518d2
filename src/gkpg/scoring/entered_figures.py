"""Entered figures: what was entered for an item, joined as its points are, whatever points that came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.scoring.items import ItemScorer
from gkpg.scoring.plan import PartPlan
from gkpg.sheets.model import AS_POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from gkpg.ledger import Ledger
    from gkpg.round.group import RoundGroup, RoundPart
    from gkpg.sheets.model import Sheet

#: What is entered as a number that says more than its points.
FIGURES = frozenset({"figure", "measure", "count"})


def entered_figures(ledger: Ledger, group: RoundGroup, part: RoundPart, item: str) -> Iterator[tuple[str, Fraction]]:
    """The figure of an item of every unit of a group that has one."""
    plan = PartPlan(ledger.round, group, part, as_entered=frozenset({item}))
    scorer, place = ItemScorer(plan), plan.places[item]
    for unit in group.units:
        own = plan.sheets(ledger.by_unit.get(unit, ()))
        got = scorer.score(unit, [_with_entered(sheet, item) for sheet in own])
        amount = got.amounts[place]
        if amount is not None:
            yield unit, got.scale.points(amount)


def _with_entered(sheet: Sheet, item: str) -> Sheet:
    """A sheet that has what was entered for an item in place of its points."""
    if item not in sheet.layout.items or not sheet.entered:
        return sheet
    place = sheet.layout.items.index(item)
    entered, points = sheet.entered.split(" "), sheet.points.split()
    if entered[place] != AS_POINTS:
        points[place] = sheet.entries[place].entered or points[place]
    return sheet._replace(points=" ".join(points))
