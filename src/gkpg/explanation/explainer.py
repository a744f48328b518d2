"""An explainer: finds units and items of a result by what people call them, and explains units."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_id, fold_name
from gkpg.explanation.explanation import Explanation
from gkpg.explanation.standing import Ranking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gkpg.base.text import Lang
    from gkpg.scoring import GroupResult, Results, UnitResult


class Explainer:
    """The units of a result, each explained when it is asked for."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self._rankings: dict[str, Ranking] = {}

    @property
    def language(self) -> Lang:
        """The language of what is written into files."""
        return self._results.language

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all units, in the order of the result."""
        return tuple(unit.name for group in self._results.groups for unit in group.units)

    def all(self) -> Iterator[Explanation]:
        """All units, one after another."""
        return (self._explain(group, unit) for group in self._results.groups for unit in group.units)

    def find(self, name: str) -> Explanation | None:
        """A unit by its name, whatever its spaces and width, or by a former one; None where there is none."""
        found = self._units.get(name) or self._folded.get(fold_name(name))
        return None if found is None else self._explain(*found)

    def _explain(self, group: GroupResult, unit: UnitResult) -> Explanation:
        if group.name not in self._rankings:
            self._rankings[group.name] = Ranking(group)
        return Explanation(self._results, group, unit, self._rankings[group.name])

    @cached_property
    def _units(self) -> Mapping[str, tuple[GroupResult, UnitResult]]:
        return {unit.name: (group, unit) for group in self._results.groups for unit in group.units}

    @cached_property
    def _folded(self) -> Mapping[str, tuple[GroupResult, UnitResult]]:
        """Units by their folded names, those of former days behind."""
        former = self._results.round.former
        earlier = {fold_name(old): self._units[new] for old, new in former.items() if new in self._units}
        return {**earlier, **{fold_name(name): found for name, found in self._units.items()}}


def find_item(of: Explanation, wanted: str) -> str | None:
    """The id of an item of a unit by its id, else by its printed number or its name where just one has it."""
    items = {item.id: item for rubric in of.rubrics.values() for item in rubric.walk()}
    if wanted in items:
        return wanted
    by_id = [item.id for item in items.values() if fold_id(item.id) == fold_id(wanted)]
    by_number = [item.id for item in items.values() if item.number and fold_id(item.number) == fold_id(wanted)]
    by_name = [item.id for item in items.values() if fold_name(item.name) == fold_name(wanted)]
    return next((found[0] for found in (by_id, by_number, by_name) if len(found) == 1), None)


def item_labels(of: Explanation) -> Iterable[str]:
    """What the items of a unit are called: by id and by name."""
    items = {item.id: item for rubric in of.rubrics.values() for item in rubric.walk()}
    return (*items, *(item.name for item in items.values()))
