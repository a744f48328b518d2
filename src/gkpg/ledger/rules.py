"""Rules between sheets where no assessment says what is expected."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gkpg.findings import Finding, Place
from gkpg.ledger.between import CLOSE, Between, Key
from gkpg.sheets.identity import nearest
from gkpg.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gkpg.findings import Fact
    from gkpg.sheets.filled import Sheet


def _by_unit(sheets: Iterable[Sheet]) -> dict[tuple[Key, str], list[Sheet]]:
    """The sheets of each unit under each rubric."""
    units: dict[tuple[Key, str], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.rubric and sheet.identity.unit:
            units[sheet.rubric, sheet.identity.unit].append(sheet)
    return units


def one_source(sheets: tuple[Sheet, ...]) -> Iterator[Between]:
    """A unit is scored by one source: how several are joined would need a rule."""
    for (_, unit), own in _by_unit(sheets).items():
        sources = tuple(dict.fromkeys(sheet.identity.source for sheet in own))
        if len(sources) > 1:
            facts: dict[str, Fact] = {"unit": unit, "count": str(len(sources)), "sources": listed(sources)}
            yield from (Between(unit, Finding("L102", sheet.place, facts)) for sheet in own)


def as_many_assessors(sheets: tuple[Sheet, ...]) -> Iterator[Between]:
    """The units of a group are scored by as many assessors as each other; fewer means that a sheet may be missing."""
    units = _by_unit(sheets)
    hands = {
        key: len({(sheet.identity.source, sheet.identity.assessor) for sheet in own}) for key, own in units.items()
    }
    most: dict[Key, int] = defaultdict(int)
    for (rubric, _), count in hands.items():
        most[rubric] = max(most[rubric], count)
    for (rubric, unit), count in hands.items():
        if count < most[rubric]:
            facts = {"unit": unit, "found": str(count), "most": str(most[rubric])}
            yield Between(unit, Finding("L103", units[rubric, unit][0].place, facts))


def one_rubric(sheets: tuple[Sheet, ...]) -> Iterator[Between]:
    """A unit is assessed under one rubric."""
    units: dict[str, list[Sheet]] = defaultdict(list)
    for (_, unit), own in _by_unit(sheets).items():
        units[unit] += own
    for unit, own in units.items():
        rubrics = sorted({" ".join(sheet.rubric) for sheet in own if sheet.rubric})
        if len(rubrics) > 1:
            facts: dict[str, Fact] = {"unit": unit, "rubrics": listed(rubrics)}
            yield from (Between(unit, Finding("L104", sheet.place, facts)) for sheet in own)


def on_the_list(sheets: tuple[Sheet, ...], units: tuple[str, ...]) -> Iterator[Between]:
    """Where a list says who is assessed, every sheet is of a unit on it, and every unit on it has a sheet."""
    known = set(units)
    for sheet in sheets if units else ():
        unit = sheet.identity.unit
        if unit and unit not in known:
            yield Between(unit, Finding("L105", sheet.place, {"unit": unit, "nearest": nearest(unit, units, CLOSE)}))
    handed_in = {sheet.identity.unit for sheet in sheets}
    for unit in units:
        if unit not in handed_in:
            yield Between(unit, Finding("L106", Place(), {"unit": unit}))


#: All rules between sheets.
RULES: tuple[Callable[[tuple[Sheet, ...]], Iterator[Between]], ...] = (
    one_source,
    as_many_assessors,
    one_rubric,
)
