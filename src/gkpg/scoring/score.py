"""Scoring units: join the assessors, add up, round once, grade, rank."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.assessment import DEFAULTS, Rules
from gkpg.codes import Severity
from gkpg.findings import in_order
from gkpg.ledger import NOT_JOINED
from gkpg.points import rounded
from gkpg.scoring.results import Group, Results, Unit
from gkpg.scoring.tally import Plan, Tally
from gkpg.words import LANGS, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from fractions import Fraction

    from gkpg.findings import Finding
    from gkpg.ledger import Key, Ledger
    from gkpg.rubric import Rubric
    from gkpg.sheets.filled import Sheet

Blocking = dict[str, list["Finding"]]


def score(ledger: Ledger, rules: Rules = DEFAULTS) -> Results:
    """Score every unit of a ledger, group by group; a group is the units under one rubric."""
    units: dict[Key, dict[str, list[Sheet]]] = defaultdict(lambda: defaultdict(list))
    for sheet in ledger.sheets:
        if sheet.rubric and sheet.identity.unit:
            units[sheet.rubric][sheet.identity.unit].append(sheet)
    blocking = _blocking(ledger)
    groups = []
    for key, rubric in ledger.rubrics.items():
        scorer = _Scorer(rubric, rules)
        scored = [scorer.unit(name, own, blocking.get(name)) for name, own in units[key].items()]
        groups.append(Group(rubric.group_name, key, ranked(scored)))
    return Results(ledger, rules, (*groups, *_without_rubric(ledger, units, blocking)))


def _without_rubric(ledger: Ledger, units: dict[Key, dict[str, list[Sheet]]], blocking: Blocking) -> Iterator[Group]:
    """Units of which no sheet could be read at all: they are named, not dropped."""
    known = {name for group in units.values() for name in group}
    lost: dict[str, int] = defaultdict(int)
    for sheet in ledger.sheets:
        if sheet.identity.unit and sheet.identity.unit not in known:
            lost[sheet.identity.unit] += 1
    if lost:
        names = sorted(lost)
        yield Group("", None, tuple(Unit(name, lost[name], why=_why(blocking.get(name, []))) for name in names))


def _blocking(ledger: Ledger) -> Blocking:
    """The errors that keep each unit from being scored, by its name; those of a file hold for all units in it."""
    blocking: Blocking = defaultdict(list)
    for file in ledger.files:
        if file.name in ledger.superseded:
            continue
        for sheet in file.sheets:
            if file.findings or sheet.findings:
                blocking[sheet.identity.unit] += (*file.findings, *sheet.findings)
    for unit, finding in ledger.between:
        blocking[unit].append(finding)
    errors = {unit: _errors(findings) for unit, findings in blocking.items()}
    return {unit: found for unit, found in errors.items() if found}


def _errors(findings: list[Finding]) -> list[Finding]:
    return list(in_order(finding for finding in findings if finding.severity is Severity.ERROR))


class _Scorer:
    """Scores the units of one group."""

    def __init__(self, rubric: Rubric, rules: Rules) -> None:
        self._rubric, self._rules, self._plan = rubric, rules, Plan(rubric)
        self._known: dict[Fraction, tuple[Decimal, Text]] = {}

    def unit(self, name: str, sheets: list[Sheet], errors: list[Finding] | None) -> Unit:
        """One unit; a total only where nothing is missing and nothing is wrong."""
        if any(error.code in NOT_JOINED for error in errors or ()):
            return Unit(name, len(sheets), why=_why(errors or []))
        tally = Tally(self._plan, sheets)
        total = None if errors else tally.total()
        if total is None:
            return Unit(name, len(sheets), tally.line(), why=_why(errors or []))
        shown, grade = self._graded(total)
        return Unit(name, len(sheets), tally.line(), total, shown, grade)

    def _graded(self, total: Fraction) -> tuple[Decimal, Text]:
        """A total as it is rounded, and the grade of that. Equal totals are many."""
        if total not in self._known:
            shown = rounded(total, self._rules.places, self._rules.rounding)
            self._known[total] = shown, self._rules.grade(shown, self._rubric.total)
        return self._known[total]


def _why(errors: list[Finding]) -> Text:
    """Why a unit is not scored: its first error, and how many more there are."""
    if not errors:
        return Text("缺少得分", "scores are missing")
    first, more = errors[0], len(errors) - 1
    zh, en = (f"{first.place}: {first.message(lang)} [{first.code}]" for lang in LANGS)
    return Text(f"{zh}，另有 {more} 处错误", f"{en}, and {more} more errors") if more else Text(zh, en)


def by_name(unit: Unit) -> bytes:
    """A key that sorts units as Chinese lists do: GB18030 has the common characters in the order of their pinyin."""
    return unit.name.encode("gb18030", errors="replace")


def ranked(units: list[Unit]) -> tuple[Unit, ...]:
    """Units in order of rank. A rank is one more than the number of better totals; without a total there is none."""
    scored = [(unit.total, unit) for unit in units if unit.total is not None]
    scored.sort(key=lambda each: (-each[0], by_name(each[1])))
    ranks: dict[Decimal, int] = {}
    for position, (total, _) in enumerate(scored, 1):
        ranks.setdefault(total, position)
    placed = [replace(unit, rank=ranks[total]) for total, unit in scored]
    return (*placed, *sorted((unit for unit in units if unit.total is None), key=by_name))
