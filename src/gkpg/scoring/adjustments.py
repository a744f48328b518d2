"""Adjustments: bonuses and penalties beside the total, within their caps, behind their gates."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.rubric.kinds import BLOCKS
from gkpg.scoring.steps import Term

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from gkpg.rubric.blocks import Block
    from gkpg.scoring.amounts import Amount
    from gkpg.scoring.plan import PartPlan
    from gkpg.scoring.unit_items import ItemAmounts


class Adjustments:
    """What stands beside the total of one unit. The points of blocks are put among its amounts.

    `out` are the places of items that do not apply to the unit and have no points: a gate on one stays shut.
    """

    def __init__(self, plan: PartPlan, got: ItemAmounts, out: Collection[int]) -> None:
        self._plan, self._amounts, self._scale, self._recorder = plan, got.amounts, got.scale, got.recorder
        self._out = out

    def add(self, total: Amount) -> Amount | None:
        """The total with bonuses and penalties; None where a row, a veto or what a gate looks at cannot be told."""
        rubric, places = self._plan.rubric, self._plan.places
        needed = self._plan.needed_beside
        if needed and None in [self._amounts[place] for place in needed]:
            return None
        if not rubric.beside:
            return self._held(total)
        if any(self._amounts[place] is None and place not in self._out for place in self._plan.gates):
            return None
        term, value = self._recorder.term, total
        added, taken = list[Term](), list[Term]()
        bonus: Amount = 0
        for block in rubric.beside:
            points = self._block(block, total)
            self._amounts[places[block.id]] = points
            adds = BLOCKS[block.kind].adds
            value, bonus = value + points, bonus + points if adds else bonus
            (added if adds else taken).append(term("item", block.id, points))
        capped = self._capped(bonus, added)
        value += capped - bonus
        added = [term("bonus", "bonus", capped)] if capped != bonus else added
        self._recorder.add("beside", (term("part", self._plan.part.title, total), *added, *taken), value)
        return self._held(value)

    def _held(self, value: Amount) -> Amount:
        """What the table comes to, within its bounds."""
        rubric = self._plan.rubric
        if rubric.floor is None and rubric.ceiling is None:
            return value
        points = self._scale.points(value)
        held = rubric.hold(points)
        if held == points:
            return value
        key, bound = ("ceiling", rubric.ceiling) if held < points else ("floor", rubric.floor)
        terms = (self._recorder.term("part", self._plan.part.title, value), Term("limit", key, Fraction(bound or 0)))
        self._recorder.add("bound", terms, self._scale.amount(held), self._plan.rule(f"table_{key}"))
        return self._scale.amount(held)

    def _capped(self, bonus: Amount, blocks: Sequence[Term]) -> Amount:
        """All bonuses together, no more than the rubric allows; the step that holds them to it is made of `blocks`."""
        most = self._plan.rubric.beside_max
        if most is None or bonus <= self._scale.amount(most):
            return bonus
        capped = self._scale.amount(most)
        limit = Term("limit", "beside_max", Fraction(most))
        self._recorder.add("bound", (*blocks, limit), capped, self._plan.rule("beside_max"))
        return capped

    def _block(self, block: Block, total: Amount) -> Amount:
        """A block: its rows together, no more than its cap, nothing where its gate stays shut."""
        places, recorder = self._plan.places, self._recorder
        rows = [(row.id, self._amounts[places[row.id]] or 0) for row in block.items]
        value = sum(amount for _, amount in rows)
        if recorder.is_on:
            recorder.add("sum", (recorder.term("item", row, amount) for row, amount in rows), value, item=block.id)
        capped = self._scale.amount(BLOCKS[block.kind].capped(self._scale.points(value), block.most))
        if block.most is not None and capped != value:
            terms = (recorder.term("item", block.id, value), Term("limit", "max", block.most))
            recorder.add("bound", terms, capped, self._plan.rule("cap"), block.id)
        return self._gated(block, capped, total)

    def _gated(self, block: Block, value: Amount, total: Amount) -> Amount:
        """A block behind its gate: the total without what stands beside it, or an item, must reach the edge."""
        gate = block.gate
        if gate is None:
            return value
        seen = total if gate.item is None else self._amounts[self._plan.places[gate.item]]
        points = None if seen is None else self._scale.points(seen)
        if points is not None and gate.opens(points):
            return value
        looked_at = Term("part", self._plan.part.title) if gate.item is None else Term("item", gate.item)
        edge, key = (gate.above, "above") if gate.above is not None else (gate.least, "from")
        own, limit = self._recorder.term("item", block.id, value), Term("limit", key, Fraction(edge or 0))
        terms = (own, looked_at._replace(value=points), limit)
        self._recorder.add("bound", terms, 0, self._plan.rule("gate"), block.id)
        return 0
