"""Converted sums: what the items below one come to becomes points by its own rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.rubric.kinds import MeasureItems
from gkpg.scoring.entered_values import record_working
from gkpg.scoring.steps import NOT_GIVEN, Term

if TYPE_CHECKING:
    from gkpg.rubric import Item
    from gkpg.scoring.amounts import Amount
    from gkpg.scoring.plan import PartPlan
    from gkpg.scoring.unit_items import ItemAmounts


def convert_sum(plan: PartPlan, item: Item, value: Amount, got: ItemAmounts) -> Amount:
    """The points that the rule of an item gives what those below it come to."""
    figure = got.scale.points(value)
    amount = got.scale.amount(item.of_rows([figure]))
    if got.recorder.is_on:
        term, working = Term("figure", item.id, figure), MeasureItems.rule(item).working(figure)
        record_working(got.recorder, term, working, amount, plan.document, (item.id, NOT_GIVEN))
    return amount
