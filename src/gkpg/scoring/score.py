"""Scoring: every unit of a ledger to its total, grade and rank, group by group."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.findings import Finding, Place
from gkpg.ledger import NOT_JOINED, Between
from gkpg.points import NO_POINTS
from gkpg.scoring.grades import graded
from gkpg.scoring.ranks import by_name, ranked
from gkpg.scoring.results import Group, PartPoints, Results, Unit, points_in, vetoes_of
from gkpg.scoring.selfcheck import SelfCheck
from gkpg.scoring.units import UnitScorer
from gkpg.words import Text, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from fractions import Fraction

    from gkpg.assessment.model import Breaker
    from gkpg.assessment.round import RoundGroup, RoundPart
    from gkpg.ledger import Ledger
    from gkpg.scoring.results import Why
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
        in_race = [unit for unit in units if unit.name not in group.unranked]
        listed = [unit for unit in units if unit.name in group.unranked]
        units = [
            *ranked(in_race, ledger.round.ranking, _breaking(group)),
            *(unit._replace(why="not-ranked") for unit in sorted(listed, key=by_name)),
        ]
        bands = graded(units, group, _item_points(group))
        units = [unit._replace(band=bands.get(unit.name) or _failed(unit, group)) for unit in units]
    else:
        units = [unit._replace(why=unit.why or "scored-only") for unit in sorted(units, key=by_name)]
    return Group(group.name, group, tuple(units))


def _failed(unit: Unit, group: RoundGroup) -> str | None:
    """The lowest grade, for a unit that a veto fails at once."""
    has_failed = any(veto.effect.fail for veto in vetoes_of(group, unit))
    return group.grades.bands[-1].name if has_failed and unit.name not in group.unranked else None


def _breaking(group: RoundGroup) -> Callable[[Unit, Breaker], Fraction | None]:
    """The points that tie-breakers name: of an item in the first part that has it, or of a part."""
    items = _item_points(group)
    names = [part.name for part in group.parts]

    def points(unit: Unit, breaker: Breaker) -> Fraction | None:
        if breaker.item is not None:
            return items(unit, breaker.item)
        if breaker.part not in names or not unit.parts:
            return None
        return unit.parts[names.index(breaker.part)].total

    return points


def _item_points(group: RoundGroup) -> Callable[[Unit, str], Fraction | None]:
    """The points of an item in the first part that has it."""

    def points(unit: Unit, item: str) -> Fraction | None:
        for part, got in zip(group.parts, unit.parts, strict=False):
            if item in part.rubric.by_id:
                return points_in(part, got.points).get(item)
        return None

    return points


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
        unit = Unit(
            name,
            self._count(sheets),
            tuple(PartPoints(part.line, part.total) for part in reached.parts),
            own=self._own.line(name, sheets) if self._own else "",
            vetoes=tuple((n, veto.id) for n, part in enumerate(reached.parts) for veto in part.vetoes),
        )
        if reached.total is None or errors:
            return unit._replace(why=_why(errors))
        if reached.has_failed:
            return unit._replace(why="vetoed")
        total, converted = self._units.close(reached.total)
        return unit._replace(exact_total=reached.total, total=total, converted=converted)

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
