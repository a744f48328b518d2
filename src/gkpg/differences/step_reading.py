"""What an item looks at beside its cells, read from the steps by which it came about."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gkpg.differences.unit_differences import ItemDifference, UnitDifference
    from gkpg.differences.unit_relations import UnitSide
    from gkpg.scoring import Results
    from gkpg.scoring.steps import Step

#: Terms that other units bring in.
_OF_OTHERS = frozenset({"unit", "count"})


class StepReader:
    """Tells of single items of a unit whether what they look at beside their cells is different, and whose that is.

    A unit's way to its total is computed once more on both sides, and only where it is asked for.
    """

    def __init__(self, before: Results, after: Results, unit: UnitDifference) -> None:
        self._before, self._after, self._unit = before, after, unit

    def looks_at(self, item: ItemDifference) -> Literal["own", "others", "nothing"]:
        """Whether other figures of the unit are different at which it looks, else those of other units; or nothing."""
        old, new = self._unit.before.group.parts[item.part[0]], self._unit.after.group.parts[item.part[1]]
        steps = (_of_item(self._steps[0], old.title, item.item.old), _of_item(self._steps[1], new.title, item.item.new))
        is_average = any(step.rule.key == "average" for side in steps for step in side)
        if is_average or new.rubric.by_id[item.item.new].looks_at == "units":
            return "others"
        if self._is_under_another_veto(item):
            return "own"
        terms = [frozenset(term for step in side for term in step.terms) for side in steps]
        kinds = {term.kind for term in terms[0] ^ terms[1]}
        if kinds - _OF_OTHERS:
            return "own"
        return "others" if kinds else "nothing"

    def _is_under_another_veto(self, item: ItemDifference) -> bool:
        """Whether a veto that changes the item is another one. One of which it is not known if it holds has no step."""
        others = {each.item.new for each in self._unit.items if each.part == item.part}
        vetoes = self._unit.after.group.parts[item.part[1]].rubric.vetoes
        return any(veto.id in others and item.item.new in veto.effect.items for veto in vetoes)

    @cached_property
    def _steps(self) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
        return _way(self._before, self._unit.before), _way(self._after, self._unit.after)


def _way(results: Results, side: UnitSide) -> tuple[Step, ...]:
    return tuple(results.steps_to_total(side.group, side.unit))


def _of_item(steps: tuple[Step, ...], part: str, item: str) -> tuple[Step, ...]:
    return tuple(step for step in steps if step.part == part and step.item == item)
