"""Beside the total: bonuses and penalties with their caps and gates, and what vetoes do to a total."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.scoring.step import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.rubric import Rubric
    from gkpg.rubric.model import Beside, VetoRule


class Added(NamedTuple):
    """A total with what stands beside it, and the steps that lead there."""

    value: Fraction
    steps: tuple[Step, ...]


class Further:
    """What stands beside the indicators of one unit. `points` are those of all items; blocks are put into them."""

    def __init__(self, rubric: Rubric, points: dict[str, Fraction], given: Mapping[str, tuple[Step, ...]]) -> None:
        self._rubric, self._points, self._given = rubric, points, given
        self._steps: list[Step] = []

    def added_to(self, total: Fraction, part: str) -> Added | None:
        """The total with bonuses and penalties; None where a row, a veto or the item of a gate has none."""
        rows = [row.id for top in self._rubric.further for row in top.scored()]
        gates = [each.gate.item for each in self._rubric.beside if each.gate and each.gate.item is not None]
        if any(item not in self._points for item in (*rows, *gates)):
            return None
        for row in rows:
            self._steps += self._given.get(row, ())
        bonus = sum((self._block(each, total) for each in self._rubric.beside if each.kind == "bonus"), Fraction(0))
        penalty = sum((self._block(each, total) for each in self._rubric.beside if each.kind == "penalty"), Fraction(0))
        most = self._rubric.beside_max
        if most is not None and bonus > Fraction(most):
            self._steps.append(Step("apply", None, (("+", bonus),), Fraction(most), "cap"))
            bonus = Fraction(most)
        value = total + bonus + penalty
        if self._rubric.beside:
            terms = (("total", total), ("+", bonus), ("-", penalty))
            self._steps.append(Step("beside", None, terms, value, part=part))
        return Added(value, tuple(self._steps))

    def _block(self, block: Beside, total: Fraction) -> Fraction:
        """A block: its rows together, at most its cap, nothing where its gate stays shut; a penalty is below zero."""
        terms = tuple((row.id, self._points[row.id]) for row in block.items)
        value = sum((points for _, points in terms), Fraction(0))
        cap = Fraction(block.as_item().max)
        capped = min(value, cap) if block.kind == "bonus" else max(value, -cap)
        gate = block.gate
        if gate is not None and not gate.opens(total if gate.item is None else self._points[gate.item]):
            capped = Fraction(0)
        self._points[block.id] = capped
        rule = "" if capped == value else "gate" if gate is not None and not capped else "cap"
        self._steps.append(Step("sum", block.id, terms, capped, rule))
        return capped


def vetoed(rubric: Rubric, points: Mapping[str, Fraction]) -> tuple[VetoRule, ...]:
    """The vetoes that hold for a unit."""
    return tuple(veto for veto in rubric.vetoes if points.get(veto.id))


def bounded(total: Step, vetoes: tuple[VetoRule, ...]) -> Step:
    """A total as vetoes leave it: fixed by the lowest that they fix, and no higher than the lowest ceiling."""
    fixed = [(Fraction(veto.effect.total), veto.id) for veto in vetoes if veto.effect.total is not None]
    if fixed:
        value, name = min(fixed)
        total = Step("veto", None, ((name, total.value),), value, "total")
    ceilings = [Fraction(veto.effect.ceiling) for veto in vetoes if veto.effect.ceiling is not None]
    if ceilings and total.value > min(ceilings):
        return Step("veto", None, (("total", total.value),), min(ceilings), "ceiling")
    return total
