"""Scoring: every unit of a ledger to its total, grade, rank, group by group."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE
from gkpg.base.text import Text, list_words
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.ledger import NOT_JOINED, UnitFinding
from gkpg.scoring.outcome import GroupResult, Results
from gkpg.scoring.placing import Placing
from gkpg.scoring.rank import by_name
from gkpg.scoring.self_check import SelfChecks
from gkpg.scoring.unit_result import PartResult, UnitResult, parts_with_points
from gkpg.scoring.unit_scorer import RoundScorer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from gkpg.ledger import Ledger
    from gkpg.round.group import RoundGroup, RoundPart
    from gkpg.rubric import Item
    from gkpg.scoring.unit_result import Why
    from gkpg.sheets.model import Sheet


def score(ledger: Ledger) -> Results:
    """Score every unit of a ledger by the rules of its round."""
    scorer = RoundScorer(ledger)
    groups = tuple(_group(scorer, group) for group in ledger.round.groups)
    ruled = [group for group in groups if ledger.round.assessment or not all(map(_is_plain, group.parts))]
    untold = _told_together([between for group in ruled for between in _unexplained_units(scorer, group)])
    if untold:
        names = {each.unit for each in untold}
        groups = tuple(
            replace(group, units=tuple(_explain_missing_total(unit, names) for unit in group.units)) for group in groups
        )
        ledger = ledger.with_between(untold)
    return Results(ledger, groups if ledger.round.assessment else (*groups, *_without_rubric(ledger)))


def _is_plain(part: RoundPart) -> bool:
    return part.rubric.is_plain


def _explain_missing_total(unit: UnitResult, untold: Collection[str]) -> UnitResult:
    """A unit that a finding now says of why it has no total."""
    return unit._replace(why="findings") if unit.name in untold else unit


def _unexplained_units(scorer: RoundScorer, group: GroupResult) -> Iterator[UnitFinding]:
    """The units without a total that nothing else is said of: by the rules some item of theirs gets no score."""
    ledger = scorer.ledger
    blocked, unranked = ledger.blocking, group.rules.unranked if group.rules else ()
    for unit in group.units:
        is_explained = unit.name in blocked or unit.name in unranked
        if unit.total is None and not is_explained and unit.why != "vetoed":
            if group.rules is not None and (waiting := tuple(scorer.comparisons.untold(group.rules, unit.name))):
                yield from (UnitFinding(unit.name, each) for each in waiting)
                continue
            rules = ledger.round.assessment.composed if ledger.round.assessment else ()
            made_of = [each for rule in rules if rule.unit == unit.name for part in rule.of for each in part.units]
            items = list_words(made_of) if made_of else _missing_items(group, unit)
            yield UnitFinding(unit.name, Finding("L125", Place(), {"unit": unit.name, "items": items}))


def _told_together(untold: Sequence[UnitFinding]) -> tuple[UnitFinding, ...]:
    """The same findings; one that says the same of several units counts these, so that it can be told once."""
    units: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for unit, finding in untold:
        units[_apart_from_unit(finding)].append(unit)
    told = []
    for unit, finding in untold:
        count = len(units[_apart_from_unit(finding)])
        facts = {**finding.facts, "unit": Text(f"{count} 个单位", f"{count} units")} if count > 1 else finding.facts
        told.append(UnitFinding(unit, replace(finding, facts=facts)))
    return tuple(told)


def _apart_from_unit(finding: Finding) -> tuple[object, ...]:
    """What a finding says, whichever unit it is of; where it waits for others, as all of its group do."""
    unit = None if finding.code == "L127" else finding.facts["unit"]
    return (finding.code, unit, *(each for key, each in finding.facts.items() if key != "unit"))


def _missing_items(group: GroupResult, unit: UnitResult) -> Text:
    """The items that have no points, else the indicators of which none applies, or what else is missing."""
    scored = [(part, got, top) for part, got in parts_with_points(group.rules, unit) for top in _tops(part)]
    lost = [item.label for part, got, top in scored for item, word in _words(part, got, top) if word == NO_POINTS]
    if lost:
        return list_words(lost)
    unscored = [(part, got, top) for part, got, top in scored if got.total is None]
    empty = [
        top.label for part, got, top in unscored if {word for _, word in _words(part, got, top)} == {NOT_APPLICABLE}
    ]
    if not empty:
        return Text("组成总分的一部分", "a part of the total")
    named = list_words(empty)
    return Text(f"{named.zh}（都不适用，没有可折算的）", f"{named.en} (none of it applies, nothing is left to rescale)")


def _tops(part: RoundPart) -> Sequence[Item]:
    """The first level of a part, and what stands beside it."""
    return (*part.rubric.indicators, *part.rubric.adjustment_items)


def _words(part: RoundPart, got: PartResult, top: Item) -> Iterator[tuple[Item, str | None]]:
    """The scored items of an indicator, each with what a unit got for it."""
    words = dict(zip(part.rubric.ids, got.points.split(), strict=True))
    return ((item, words.get(item.id)) for item in top.scored_items())


def _group(whole: RoundScorer, group: RoundGroup) -> GroupResult:
    """One group: its units scored, ranked, graded."""
    scorer, ledger = _Scorer(whole, group), whole.ledger
    units = [scorer.unit(name) for name in group.units]
    if group.ranked:
        return GroupResult(group.name, group, Placing(units, group, ledger.round).units)
    units = [unit._replace(why=unit.why or "scored-only") for unit in sorted(units, key=by_name)]
    return GroupResult(group.name, group, tuple(units))


class _Scorer:
    """Scores the units of one group; a total only where nothing is missing and nothing is wrong."""

    def __init__(self, whole: RoundScorer, group: RoundGroup) -> None:
        self._ledger, self._group = whole.ledger, group
        self._units, round_ = whole.of(group), whole.ledger.round
        peers_of = partial(whole.comparisons.peers, group)
        is_checked = not all(source.counts for source in round_.sources.values())
        self._own = SelfChecks(round_, group, peers_of) if is_checked else None

    def unit(self, name: str) -> UnitResult:
        """One unit."""
        sheets = self._ledger.by_unit.get(name, [])
        errors = self._ledger.blocking.get(name, [])
        if any(error.code in NOT_JOINED for error in errors):
            return UnitResult(name, self._count(sheets), why=_why(errors))
        reached = self._units.unit(name)
        total, why = reached.total, None if reached.total is not None and not errors else _why(errors)
        if why is None and reached.has_failed:
            why = "vetoed"
        if why is not None:
            total = None
        closed, converted = (None, None) if total is None else self._units.close(name, reached, total)
        return UnitResult(
            name,
            self._count(sheets),
            tuple([PartResult(part.line, part.total) for part in reached.parts]),
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


def _without_rubric(ledger: Ledger) -> Iterator[GroupResult]:
    """Units of which no sheet could be read at all: they are named, not dropped."""
    known = ledger.round.group_of
    lost: dict[str, int] = defaultdict(int)
    for sheet in ledger.sheets:
        if sheet.identity.unit and sheet.identity.unit not in known:
            lost[sheet.identity.unit] += 1
    if lost:
        names = sorted(lost)
        units = (UnitResult(name, lost[name], why=_why(ledger.blocking.get(name, []))) for name in names)
        yield GroupResult("", None, tuple(units))


def _why(errors: Sequence[Finding]) -> Why:
    """Why a unit is not scored."""
    return "findings" if errors else "missing"
