"""Scoring units: join the assessors, add up, round once, grade, rank."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.assessment import DEFAULTS, Rules
from gkpg.codes import Severity
from gkpg.ledger import NOT_JOINED
from gkpg.points import rounded
from gkpg.scoring.results import Group, Results, Step, Unit
from gkpg.words import LANGS, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from gkpg.findings import Finding
    from gkpg.ledger import Key, Ledger
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.filled import Sheet

#: The scores that an item got, each with the cell it stands in.
Given = dict[str, list[tuple[str, Fraction]]]


def score(ledger: Ledger, rules: Rules = DEFAULTS) -> Results:
    """Score every unit of a ledger, group by group; a group is the units under one rubric."""
    units: dict[Key, dict[str, list[Sheet]]] = defaultdict(lambda: defaultdict(list))
    for sheet in ledger.sheets:
        if sheet.rubric and sheet.identity.unit:
            units[sheet.rubric][sheet.identity.unit].append(sheet)
    blocking = _blocking(ledger)
    groups = []
    for key, rubric in ledger.rubrics.items():
        scored = [_unit(name, own, rubric, rules, blocking.get(name)) for name, own in units[key].items()]
        groups.append(Group(rubric.group_name, key, ranked(scored)))
    return Results(ledger, rules, (*groups, *_without_rubric(ledger, units, blocking)))


def _without_rubric(
    ledger: Ledger, units: dict[Key, dict[str, list[Sheet]]], blocking: dict[str, list[Finding]]
) -> Iterator[Group]:
    """Units of which no sheet could be read at all: they are named, not dropped."""
    known = {name for group in units.values() for name in group}
    lost: dict[str, int] = defaultdict(int)
    for sheet in ledger.sheets:
        if sheet.identity.unit and sheet.identity.unit not in known:
            lost[sheet.identity.unit] += 1
    if lost:
        names = sorted(lost)
        yield Group("", None, tuple(Unit(name, lost[name], (), why=_why(blocking.get(name, []))) for name in names))


def _blocking(ledger: Ledger) -> dict[str, list[Finding]]:
    """The errors that keep each unit from being scored, by the unit's name."""
    unit_of = {sheet.file: sheet.identity.unit for sheet in ledger.sheets}
    blocking: dict[str, list[Finding]] = defaultdict(list)
    for finding in ledger.findings:
        if finding.severity is Severity.ERROR and finding.place.file in unit_of:
            blocking[unit_of[finding.place.file]].append(finding)
    return blocking


def _unit(name: str, sheets: list[Sheet], rubric: Rubric, rules: Rules, errors: list[Finding] | None) -> Unit:
    """One unit's steps; a total only where nothing is missing and nothing is wrong."""
    if any(error.code in NOT_JOINED for error in errors or ()):
        return Unit(name, len(sheets), (), why=_why(errors or []))
    given, steps = _given(sheets), dict[str, Step]()
    for indicator in rubric.indicators:
        _add(indicator, given, len(sheets), steps)
    way = tuple(steps.values())
    if errors or any(indicator.id not in steps for indicator in rubric.indicators):
        return Unit(name, len(sheets), way, why=_why(errors or []))
    terms = tuple((indicator.id, steps[indicator.id].value) for indicator in rubric.indicators)
    total = Step("total", None, terms, sum((value for _, value in terms), Fraction(0)))
    shown = rounded(total.value, rules.places, rules.rounding)
    last = Step("round", None, (("total", total.value),), Fraction(shown))
    return Unit(name, len(sheets), (*way, total, last), shown, rules.grade(shown, rubric.total))


def _add(item: Item, given: Given, sheets: int, steps: dict[str, Step]) -> None:
    """The steps of an item and of those below it; none for an item that lacks the score of any sheet."""
    for below in item.items or ():
        _add(below, given, sheets, steps)
    if item.items is None:
        scores = tuple(given.get(item.id, ()))
        if len(scores) == sheets:
            value = sum((points for _, points in scores), Fraction(0)) / sheets
            steps[item.id] = Step("mean", item.id, scores, value)
    elif all(below.id in steps for below in item.items):
        terms = tuple((below.id, steps[below.id].value) for below in item.items)
        steps[item.id] = Step("sum", item.id, terms, sum((value for _, value in terms), Fraction(0)))


def _given(sheets: Iterable[Sheet]) -> Given:
    given: Given = defaultdict(list)
    for sheet in sheets:
        for entry in sheet.entries:
            if entry.points is not None:
                given[entry.item].append((f"{sheet.file} {sheet.name}!{entry.cell}", Fraction(entry.points)))
    return given


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
