"""Self-checks: what a unit gave itself, item by item, to stand beside what it got."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gkpg.round.round import Round
from gkpg.scoring.aggregate import aggregate
from gkpg.scoring.items import ItemScorer
from gkpg.scoring.plan import PartPlan
from gkpg.scoring.valuer import Valuer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gkpg.round.group import RoundGroup
    from gkpg.rubric import Item
    from gkpg.scoring.peers import Peers
    from gkpg.scoring.valuer import PeersOf
    from gkpg.sheets.model import Sheet

    #: What knows with whom a unit is compared in an item of the part of a number.
    PeersOfPart = Callable[[int, str, Item], Peers]


class SelfChecks:
    """Adds up the self-checks of a group, each by the first part that is for its unit."""

    def __init__(self, round_: Round, group: RoundGroup, peers_of: PeersOfPart) -> None:
        self._round, self._group, self._peers_of = round_, group, peers_of
        self._known: dict[int, _SelfCheck] = {}

    def line(self, unit: str, sheets: Sequence[Sheet]) -> str:
        """The exact points of all items of a unit's self-check; empty where there is none, or more than one."""
        numbers = self._group.numbers(unit)
        if not numbers:
            return ""
        first = numbers[0]
        known = self._known.get(first)
        if known is None:
            known = _SelfCheck(self._round, self._group, first, partial(self._peers_of, first))
            self._known[first] = known
        return known.line(unit, sheets)


class _SelfCheck:
    """Adds up self-checks by a part of a group: by its rubric alone, without rules of an assessment.

    Figures are compared with those that count.
    """

    def __init__(self, round_: Round, group: RoundGroup, number: int, peers_of: PeersOf) -> None:
        self._round, self._part = round_, group.parts[number]
        names = [name for name in self._part.sources if not round_.source(name).counts]
        part = replace(self._part, sources=dict.fromkeys(names, self._part.rubric.leaf_ids))
        self._plan = PartPlan(Round(()), group, part)
        self._items = ItemScorer(self._plan)
        self._valuer = Valuer(self._plan, round_, peers_of)

    def line(self, unit: str, sheets: Sequence[Sheet]) -> str:
        """The exact points of all items of a unit's self-check; empty where there is none, or more than one."""
        own = [
            sheet
            for sheet in sheets
            if sheet.rubric == self._part.key
            and sheet.identity.period == self._part.period
            and not self._round.source(sheet.identity.source).counts
        ]
        if len(own) != 1:
            return ""
        got = self._items.score(unit, own)
        self._valuer.value(unit, got)
        return aggregate(self._plan, unit, got, lambda _: {}, self._valuer).line
