"""Scoring: every unit of a ledger to its total, grade and rank, group by group."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.findings import Finding, Place
from gkpg.ledger import NOT_JOINED, Between
from gkpg.points import NO_POINTS
from gkpg.scoring.placing import Placing
from gkpg.scoring.ranks import by_name
from gkpg.scoring.results import Group, Results
from gkpg.scoring.selfcheck import SelfCheck
from gkpg.scoring.unit import PartPoints, Unit
from gkpg.scoring.units import UnitScorer
from gkpg.words import Text, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from gkpg.assessment.round import RoundGroup, RoundPart
    from gkpg.ledger import Ledger
    from gkpg.scoring.unit import Why
    from gkpg.sheets.filled import Sheet


def score(ledger: Ledger) -> Results:
    """Score every unit of a ledger by the rules of its round."""
    groups = tuple(_group(ledger, group) for group in ledger.round.groups)
    ruled = [group for group in groups if ledger.round.assessment or not all(map(_is_plain, group.parts))]
    untold = tuple(between for group in ruled for between in _untold(ledger, group))
    if untold:
        names = {each.unit for each in untold}
        groups = tuple(replace(group, units=tuple(_telling(unit, names) for unit in group.units)) for group in groups)
        ledger = ledger.with_between(untold)
    return Results(ledger, groups if ledger.round.assessment else (*groups, *_without_rubric(ledger)))


def _is_plain(part: RoundPart) -> bool:
    return part.rubric.is_plain


def _telling(unit: Unit, untold: Collection[str]) -> Unit:
    """A unit that a finding now says of why it has no total."""
    return unit._replace(why="findings") if unit.name in untold else unit


def _untold(ledger: Ledger, group: Group) -> Iterator[Between]:
    """The units without a total that nothing else is said of: by the rules some item of theirs gets no score."""
    explained = {*ledger.blocking, *(group.rules.unranked if group.rules else ())}
    for unit in group.units:
        if unit.total is None and unit.name not in explained and unit.why != "vetoed":
            rules = ledger.round.assessment.composed if ledger.round.assessment else ()
            made_of = [each for rule in rules if rule.unit == unit.name for part in rule.of for each in part.units]
            items = listed(made_of) if made_of else _lost(group, unit)
            yield Between(unit.name, Finding("L125", Place(), {"unit": unit.name, "items": items}))


def _lost(group: Group, unit: Unit) -> Text:
    """The items that have no points, or what else is missing."""
    lost = [
        item.label
        for part, got in zip(group.parts, unit.parts, strict=False)
        for top in (*part.rubric.indicators, *part.rubric.further)
        for item in top.scored()
        if dict(zip(part.rubric.ids, got.points.split(), strict=True)).get(item.id) == NO_POINTS
    ]
    return listed(lost) if lost else Text("组成总分的一部分", "a part of the total")


def _group(ledger: Ledger, group: RoundGroup) -> Group:
    """One group: its units scored, ranked, graded."""
    scorer = _Scorer(ledger, group)
    units = [scorer.unit(name) for name in group.units]
    if group.ranked:
        return Group(group.name, group, Placing(units, group, ledger.round.ranking).units)
    units = [unit._replace(why=unit.why or "scored-only") for unit in sorted(units, key=by_name)]
    return Group(group.name, group, tuple(units))


class _Scorer:
    """Scores the units of one group; a total only where nothing is missing and nothing is wrong."""

    def __init__(self, ledger: Ledger, group: RoundGroup) -> None:
        self._ledger, self._group = ledger, group
        self._units = UnitScorer(ledger, group)
        sources = ledger.round.sources.values()
        self._own = None if all(source.counts for source in sources) else SelfCheck(ledger.round, group)

    def unit(self, name: str) -> Unit:
        """One unit."""
        sheets = self._ledger.by_unit.get(name, [])
        errors = self._ledger.blocking.get(name, [])
        if any(error.code in NOT_JOINED for error in errors):
            return Unit(name, self._count(sheets), why=_why(errors))
        reached = self._units.unit(name)
        total, why = reached.total, None if reached.total is not None and not errors else _why(errors)
        if why is None and reached.has_failed:
            why = "vetoed"
        if why is not None:
            total = None
        closed, converted = (None, None) if total is None else self._units.close(total)
        return Unit(
            name,
            self._count(sheets),
            tuple([PartPoints(part.line, part.total) for part in reached.parts]),
            exact_total=total,
            total=closed,
            why=why,
            converted=converted,
            own=self._own.line(name, sheets) if self._own else "",
            vetoes=tuple([(n, veto.id) for n, part in enumerate(reached.parts) for veto in part.vetoes]),
        )

    def _count(self, sheets: Sequence[Sheet]) -> int:
        """How many sheets count for a unit; without an assessment those of the group's rubric."""
        if self._ledger.round.assessment is None:
            return sum(sheet.rubric == self._group.parts[0].key for sheet in sheets)
        return sum(self._ledger.round.source(sheet.identity.source).counts for sheet in sheets)


def _without_rubric(ledger: Ledger) -> Iterator[Group]:
    """Units of which no sheet could be read at all: they are named, not dropped."""
    known = ledger.round.group_of
    lost: dict[str, int] = defaultdict(int)
    for sheet in ledger.sheets:
        if sheet.identity.unit and sheet.identity.unit not in known:
            lost[sheet.identity.unit] += 1
    if lost:
        names = sorted(lost)
        units = (Unit(name, lost[name], why=_why(ledger.blocking.get(name, []))) for name in names)
        yield Group("", None, tuple(units))


def _why(errors: Sequence[Finding]) -> Why:
    """Why a unit is not scored."""
    return "findings" if errors else "missing"
