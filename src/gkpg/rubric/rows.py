"""Rows of a rubric: what each is filled in with, and what may be decided about it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.rubric.kinds import Between, Count, Deduction, Loss, Score, Steps, Tick, Veto

if TYPE_CHECKING:
    from gkpg.rubric.kinds import Kind
    from gkpg.rubric.model import Item, Rubric


def kinds_of(rubric: Rubric) -> dict[str, Kind]:
    """How each row is filled in, by its id."""
    found: dict[str, Kind] = {leaf.id: _of_itself(leaf) for leaf in rubric.leaves}
    for item in rubric.walk():
        if item.kind == "ticks":
            found |= {row.id: Tick(row.max) for row in item.items or ()}
        elif item.kind == "deductions":
            found |= {row.id: Loss(row.max, row.each) for row in item.items or ()}
    for block in rubric.beside:
        if block.kind == "penalty":
            found |= {row.id: Loss(row.max, row.each) for row in block.items}
    return found


def _of_itself(item: Item) -> Kind:
    """How a row is filled in that stands for itself."""
    if item.kind == "steps":
        return Steps(tuple(sorted(item.steps or (), reverse=True)))
    if item.kind == "count":
        return Count(item.each or Decimal(1), item.max)
    if item.kind == "deduction":
        most = None if item.least is None else item.max - item.least
        return Deduction(item.max, Loss(most, item.each), item.least)
    if item.is_veto:
        return Veto()
    return Score(item.max)


def decision_kind(item: Item, kind: Kind) -> Kind:
    """What may be decided about an item in dispute: points that it can come to, or whether a veto holds."""
    if isinstance(kind, (Veto, Steps, Tick)):
        return kind
    if isinstance(kind, Loss):
        return Between(None if kind.max is None else -kind.max, Decimal(0))
    loses = item.kind in {"deduction", "deductions"}
    return Between(item.least, item.max) if loses else Score(item.max)
