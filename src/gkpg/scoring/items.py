"""Scoring items: from the sheets of a unit to the points of every item that has a score of its own."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gkpg.scoring.arrangement import Arrangement
from gkpg.scoring.unit_items import UnitItems

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkpg.scoring.plan import PartPlan
    from gkpg.scoring.trace import Trace
    from gkpg.scoring.unit_items import ItemAmounts
    from gkpg.sheets.model import Sheet


class ItemScorer:
    """Scores the items of one part, unit by unit; how sheets of one make give their scores is worked out once."""

    def __init__(self, plan: PartPlan) -> None:
        self._plan = plan
        self._arrangements: dict[object, Arrangement] = {}

    def score(self, unit: str, sheets: Sequence[Sheet], trace: Trace | None = None) -> ItemAmounts:
        """What a unit got by its sheets, those of sources that do not count left out."""
        by_source: dict[str, list[Sheet]] = defaultdict(list)
        for sheet in sheets:
            by_source[sheet.identity.source].append(sheet)
        arrangement = self._arrangement(unit, sheets, by_source)
        return UnitItems(self._plan, arrangement, unit, by_source, trace).amounts()

    def _arrangement(self, unit: str, sheets: Sequence[Sheet], by_source: Mapping[str, Sequence[Sheet]]) -> Arrangement:
        """How these sheets give the items their scores."""
        there = self._there(unit, by_source)
        makes = [(sheet.identity.source, sheet.layout.items) for sheet in sheets]
        key = tuple(there.items()), tuple(makes)
        found = self._arrangements.get(key)
        if found is None:
            found = self._arrangements[key] = Arrangement(self._plan, there, makes)
        return found

    def _there(self, unit: str, by_source: Mapping[str, Sequence[Sheet]]) -> dict[str, bool]:
        """The sources that are to score a unit, but for those left out, each with whether all its sheets are there."""
        round_ = self._plan.round
        if round_.assessment is None:  # nobody is expected: who has handed in scores
            return dict.fromkeys(by_source, True)
        found: dict[str, bool] = {}
        for giver in self._plan.givers:
            if giver.source.scores(unit):
                own = by_source.get(giver.name, ())
                is_complete = round_.is_complete(giver.source, unit, own)
                if is_complete or giver.source.missing == "block":
                    found[giver.name] = is_complete and len(own) > 0
        return found
