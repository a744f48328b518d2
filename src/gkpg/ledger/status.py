"""Status: who has handed in, with what keeps each unit from a total."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.base.points import NO_POINTS
from gkpg.findings.codes import Severity
from gkpg.findings.finding import sort_findings
from gkpg.ledger.round_rules import date_of, expected_pairs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.findings.finding import Finding
    from gkpg.ledger.ledger import Ledger
    from gkpg.round.sources import Source
    from gkpg.sheets.model import Sheet

#: The findings that say that a score is blank.
_BLANK = {"S102", "S103"}


@dataclass(frozen=True, slots=True)
class Standing:
    """How one source stands with one unit.

    `expected` sheets are to come, None where the source does not score the unit; `found` are there. `blanks` counts
    scores that are not given, `errors` everything else of error level, in these sheets. `late` says that one came
    after it was due, `is_due` that it should be there by the day that is asked about, `is_blank` that not one score
    is given.
    """

    source: str
    expected: int | None
    found: int = 0
    blanks: int = 0
    errors: int = 0
    late: bool = False
    is_due: bool = True
    is_blank: bool = False
    period: str = ""

    @property
    def is_in(self) -> bool:
        """Whether everything is there and filled."""
        return self.expected is None or (self.found >= self.expected and not self.blanks and not self.errors)


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """A unit, how each source stands with it, and the errors that keep it from a total."""

    group: str
    unit: str
    standings: tuple[Standing, ...]
    blocking: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """How a round stands on a day, `YYYY-MM-DD`: every unit, and the sources in their order."""

    on: str
    sources: tuple[str, ...]
    units: tuple[UnitStatus, ...]

    @property
    def by_group(self) -> Mapping[str, list[UnitStatus]]:
        """The units of each group."""
        found: dict[str, list[UnitStatus]] = defaultdict(list)
        for unit in self.units:
            found[unit.group].append(unit)
        return found

    @property
    def blocked(self) -> tuple[UnitStatus, ...]:
        """The units that something keeps from a total."""
        return tuple(unit for unit in self.units if unit.blocking)


def status_of(ledger: Ledger, on: str) -> Status:
    """How the round of an assessment stands on a day."""
    round_ = ledger.round
    pairs = {(unit, source.name) for unit, source in expected_pairs(round_)}
    scores: Mapping[tuple[str, str, str], list[Sheet]] = _by_turn(ledger)
    units = []
    for group in round_.groups:
        for unit in group.units:
            standings = tuple(
                _standing(ledger, unit, turn, scores.get((unit, turn[0].name, turn[1]), []), on)
                if (unit, turn[0].name) in pairs
                else Standing(turn[0].name, None, period=turn[1])
                for turn in round_.turns
            )
            units.append(UnitStatus(group.name, unit, standings, tuple(ledger.blocking.get(unit, ()))))
    return Status(on, tuple(f"{source.name} {period}".strip() for source, period in round_.turns), tuple(units))


def _by_turn(ledger: Ledger) -> dict[tuple[str, str, str], list[Sheet]]:
    """The sheets of each unit and source in each period, with what is wrong with their file among their findings."""
    found: dict[tuple[str, str, str], list[Sheet]] = defaultdict(list)
    for file in ledger.files:
        for sheet in file.sheets if file.name not in ledger.superseded else ():
            if not sheet.decides and not sheet.is_empty_page:
                whole = sheet._replace(findings=(*file.findings, *sheet.findings))
                found[sheet.identity.unit, sheet.identity.source, sheet.identity.period].append(whole)
    return found


def _standing(ledger: Ledger, unit: str, turn: tuple[Source, str], own: list[Sheet], on: str) -> Standing:
    (source, period), group = turn, ledger.round.group_of[unit]
    in_period = [part for part in group.parts_for(unit) if part.period == period]
    parts = sum(ledger.round.asks(part, source.name, unit) for part in in_period)
    if ledger.round.has_periods and not parts:
        return Standing(source.name, None, period=period)
    expected = 1 if source.kind == "survey" else ledger.round.count(source, unit) * max(1, parts)
    errors = [each for sheet in own for each in sheet.findings if each.severity is Severity.ERROR]
    until = ledger.round.due(source, unit, period)
    due = until.isoformat() if until else ""
    return Standing(
        source=source.name,
        period=period,
        expected=expected,
        found=len(own) if source.kind != "survey" else min(1, len(own)),
        blanks=sum(_blanks(sheet) for sheet in own),
        errors=sum(each.code not in _BLANK for each in errors),
        late=bool(due) and any(date_of(sheet, ledger.round) > due for sheet in own),
        is_due=not due or on > due,
        is_blank=bool(own) and all(set(sheet.points.split()) == {NO_POINTS} for sheet in own),
    )


def _blanks(sheet: Sheet) -> int:
    """How many scores a sheet lacks."""
    if any(each.code in _BLANK for each in sheet.findings):
        return sheet.points.split().count(NO_POINTS)
    return 0


def findings_of_nobody(ledger: Ledger) -> tuple[Finding, ...]:
    """The errors of files in which no unit of the round has a sheet: they keep nobody from a total, and are errors."""
    known = ledger.round.group_of
    of_nobody = {file.name for file in ledger.files if not any(sheet.identity.unit in known for sheet in file.sheets)}
    errors = (each for each in ledger.findings if each.severity is Severity.ERROR)
    return tuple(each for each in errors if each.place.file in of_nobody)


def blocking_findings(status: Status) -> tuple[Finding, ...]:
    """What keeps units from a total, each finding once, in reading order: one may hold for many units."""
    every = (finding for unit in status.blocked for finding in unit.blocking)
    return sort_findings({(each.place, each.gist): each for each in every}.values())
