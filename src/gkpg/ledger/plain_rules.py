"""Rules between sheets where no assessment says what is expected."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gkpg.base.text import list_words
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.ledger.unit_findings import CLOSE, UnitFinding, UnitKey
from gkpg.sheets.read.identity import nearest_hint

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gkpg.findings.finding import Fact
    from gkpg.sheets.model import Sheet


def _by_unit(sheets: Iterable[Sheet]) -> dict[tuple[UnitKey, str], list[Sheet]]:
    """The sheets of each unit under each rubric."""
    units: dict[tuple[UnitKey, str], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.rubric and sheet.identity.unit:
            units[sheet.rubric, sheet.identity.unit].append(sheet)
    return units


def one_source(sheets: tuple[Sheet, ...]) -> Iterator[UnitFinding]:
    """A unit is scored by one source: how several are joined would need a rule."""
    for (_, unit), own in _by_unit(sheets).items():
        sources = tuple(dict.fromkeys(sheet.identity.source for sheet in own))
        if len(sources) > 1:
            facts: dict[str, Fact] = {"unit": unit, "count": str(len(sources)), "sources": list_words(sources)}
            yield from (UnitFinding(unit, Finding("L102", sheet.place, facts)) for sheet in own)


def as_many_assessors(sheets: tuple[Sheet, ...]) -> Iterator[UnitFinding]:
    """The units of a group are scored by as many assessors as each other; fewer means that a sheet may be missing."""
    units = _by_unit(sheets)
    hands = {
        key: len({(sheet.identity.source, sheet.identity.assessor) for sheet in own}) for key, own in units.items()
    }
    most: dict[UnitKey, int] = defaultdict(int)
    for (rubric, _), count in hands.items():
        most[rubric] = max(most[rubric], count)
    for (rubric, unit), count in hands.items():
        if count < most[rubric]:
            facts = {"unit": unit, "found": str(count), "most": str(most[rubric])}
            yield UnitFinding(unit, Finding("L103", units[rubric, unit][0].place, facts))


def one_rubric(sheets: tuple[Sheet, ...]) -> Iterator[UnitFinding]:
    """A unit is assessed under one rubric."""
    units: dict[str, list[Sheet]] = defaultdict(list)
    for (_, unit), own in _by_unit(sheets).items():
        units[unit] += own
    for unit, own in units.items():
        rubrics = sorted({" ".join(sheet.rubric) for sheet in own if sheet.rubric})
        if len(rubrics) > 1:
            facts: dict[str, Fact] = {"unit": unit, "rubrics": list_words(rubrics)}
            yield from (UnitFinding(unit, Finding("L104", sheet.place, facts)) for sheet in own)


def on_the_list(sheets: tuple[Sheet, ...], units: tuple[str, ...]) -> Iterator[UnitFinding]:
    """Where a list says who is assessed, every sheet is of a unit on it, and every unit on it has a sheet."""
    known = set(units)
    for sheet in (each for each in sheets if units and not each.is_unread):
        unit = sheet.identity.unit
        if unit and unit not in known:
            yield UnitFinding(
                unit, Finding("L105", sheet.place, {"unit": unit, "nearest": nearest_hint(unit, units, CLOSE)})
            )
    handed_in = {sheet.identity.unit for sheet in sheets}
    for unit in units:
        if unit not in handed_in:
            yield UnitFinding(unit, Finding("L106", Place(), {"unit": unit}))


#: All rules between sheets.
PLAIN_RULES: tuple[Callable[[tuple[Sheet, ...]], Iterator[UnitFinding]], ...] = (
    one_source,
    as_many_assessors,
    one_rubric,
)
