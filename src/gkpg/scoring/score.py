"""Scoring: every unit of a ledger to its total, grade and rank, group by group."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.findings import Finding, Place
from gkpg.ledger import NOT_JOINED, Between
from gkpg.points import NO_POINTS, rounded
from gkpg.scoring.own import own_line
from gkpg.scoring.placing import Placing
from gkpg.scoring.ranks import by_name
from gkpg.scoring.results import Group, Results
from gkpg.scoring.tally import Plan, Tally
from gkpg.scoring.totals import ending
from gkpg.scoring.unit import PartPoints, Unit, vetoes_in
from gkpg.scoring.units import UnitScorer
from gkpg.words import Text, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from decimal import Decimal

    from gkpg.assessment.round import RoundGroup, RoundPart
    from gkpg.ledger import Ledger
    from gkpg.scoring.step import Step
    from gkpg.scoring.unit import Why
    from gkpg.sheets.filled import Sheet


def score(ledger: Ledger, *, by_rules: bool = False) -> Results:
    """Score every unit of a ledger by the rules of its round; `by_rules` also where nothing is ruled but adding."""
    groups = tuple(_group(ledger, group, by_rules) for group in ledger.round.groups)
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


def _group(ledger: Ledger, group: RoundGroup, by_rules: bool) -> Group:
    """One group: its units scored, ranked, graded."""
    is_plain = not by_rules and ledger.round.assessment is None and all(map(_is_plain, group.parts))
    scorer = _Plain(ledger, group) if is_plain else _Ruled(ledger, group)
    units = [scorer.unit(name) for name in group.units]
    if group.ranked:
        return Group(group.name, group, Placing(units, group, ledger.round.ranking).units)
    units = [unit._replace(why=unit.why or "scored-only") for unit in sorted(units, key=by_name)]
    return Group(group.name, group, tuple(units))


class _Plain:
    """Scores units where there is no assessment: one source, the mean, nothing but adding. As fast as can be."""

    def __init__(self, ledger: Ledger, group: RoundGroup) -> None:
        (part,) = group.parts
        self._ledger, self._part, self._plan = ledger, part, Plan(part.rubric)
        rounding = ledger.round.rounding("total")
        assert rounding is not None  # noqa: S101 - the total is always rounded
        self._rounding = rounding
        self._known: dict[tuple[int, int], tuple[Fraction, Decimal]] = {}

    def unit(self, name: str) -> Unit:
        """One unit; a total only where nothing is missing and nothing is wrong."""
        own = [sheet for sheet in self._ledger.by_unit[name] if sheet.rubric == self._part.key]
        errors = self._ledger.blocking.get(name, [])
        if any(error.code in NOT_JOINED for error in errors):
            return Unit(name, len(own), why=_why(errors))
        tally = Tally(self._plan, own)
        exact, total = self._total(tally)
        parts = (PartPoints(tally.line(), exact),)
        if total is None or errors:
            return Unit(name, len(own), parts, why=_why(errors))
        return Unit(name, len(own), parts, exact, total)

    def _total(self, tally: Tally) -> tuple[Fraction, Decimal] | tuple[None, None]:
        """The total, exact and rounded. Many units share few totals, so each is computed once."""
        whole = tally.whole()
        if whole is None:
            return None, None
        key = whole, tally.over
        if key not in self._known:
            exact = Fraction(*key)
            self._known[key] = exact, rounded(exact, self._rounding.places, self._rounding.mode)
        return self._known[key]


class _Ruled:
    """Scores units by the rules of an assessment."""

    def __init__(self, ledger: Ledger, group: RoundGroup) -> None:
        self._ledger, self._group, self._scorer = ledger, group, UnitScorer(ledger, group)

    def unit(self, name: str) -> Unit:
        """One unit; a total only where nothing is missing and nothing is wrong."""
        own = self._ledger.by_unit.get(name, [])
        counting = sum(self._ledger.round.source(sheet.identity.source).counts for sheet in own)
        errors = self._ledger.blocking.get(name, [])
        if any(error.code in NOT_JOINED for error in errors):
            return Unit(name, counting, why=_why(errors))
        reached = self._scorer.unit(name)
        total = self._scorer.composed(name) or reached.total
        parts = tuple(PartPoints(line, value) for line, value in zip(reached.lines, reached.parts, strict=True))
        vetoes = vetoes_in(self._group, parts) if reached.vetoes else ()
        unit = Unit(name, counting, parts, own=self._own(own), vetoes=vetoes)
        if total is None or errors:
            return unit._replace(why=_why(errors))
        if reached.has_failed:
            return unit._replace(why="vetoed")
        return self._closed(unit, total)

    def _closed(self, unit: Unit, total: Step) -> Unit:
        """A unit with its total, rounded and on another scale."""
        closed, _, converted = ending(self._ledger.round, self._group, total)
        figures = [self._decimal(step, name) for step, name in ((closed, "total"), (converted, "converted"))]
        return unit._replace(exact_total=total.value, total=figures[0], converted=figures[1])

    def _decimal(self, step: Step | None, name: str) -> Decimal | None:
        """A rounded figure with all its places."""
        rule = self._ledger.round.rounding("total" if name == "total" else "converted")
        return None if step is None or rule is None else rounded(step.value, rule.places, rule.mode)

    def _own(self, sheets: list[Sheet]) -> str:
        """The points of the unit's self-check, where it handed in one that can be read."""
        part = self._group.parts[0]
        own = [
            sheet
            for sheet in sheets
            if sheet.rubric == part.key and not self._ledger.round.source(sheet.identity.source).counts
        ]
        if len(own) != 1:
            return ""
        return Tally(Plan(part.rubric), own).line() if part.rubric.is_plain else own_line(part.rubric, own[0])


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
