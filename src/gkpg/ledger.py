"""The ledger: all entries of an assessment, and the rules that they must keep together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.findings import Finding, Place, in_order
from gkpg.sheets.identity import nearest
from gkpg.words import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gkpg.findings import Fact
    from gkpg.rubric import Rubric
    from gkpg.sheets.filled import File, Sheet

Key = tuple[str, str]
#: Names of units have as few as two characters, of which one may be wrong.
_CLOSE = 0.5


class Between(NamedTuple):
    """A finding that belongs to no single sheet, and the unit that it holds for."""

    unit: str
    finding: Finding


@dataclass(frozen=True)
class Ledger:
    """All files of an assessment, the rubrics that their sheets were made from, and what is wrong between the sheets.

    `other` are the findings of rubrics that are at hand but not sound. `superseded` are the names of the files that do
    not count because a later one was preferred. `passed_over` counts the files that are no sheets.
    """

    rubrics: Mapping[Key, Rubric]
    files: tuple[File, ...]
    between: tuple[Between, ...] = ()
    other: tuple[Finding, ...] = ()
    superseded: frozenset[str] = frozenset()
    passed_over: int = 0

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that count, of all files."""
        return tuple(sheet for file in self.files if file.name not in self.superseded for sheet in file.sheets)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in order."""
        own = (finding for file in self.files for finding in file.all_findings())
        return in_order((*own, *(each.finding for each in self.between), *self.other))


def ledger_of(
    files: Iterable[File],
    rubrics: Iterable[Rubric],
    other: Iterable[Finding] = (),
    passed_over: int = 0,
    units: tuple[str, ...] = (),
    superseded: Mapping[str, Finding] | None = None,
) -> Ledger:
    """A ledger of files that are read already.

    `units` are those that are assessed, empty where no list was given. `superseded` are the files that do not count,
    each with the finding that says so.
    """
    files, superseded = tuple(files), superseded or {}
    counting = tuple(sheet for file in files if file.name not in superseded for sheet in file.sheets)
    used = {sheet.rubric for sheet in counting if sheet.rubric}
    by_key = {key: rubric for rubric in rubrics if (key := (rubric.rubric, rubric.version)) in used}
    between = [each for rule in RULES for each in rule(counting)]
    between += on_the_list(counting, units)
    in_turn = sorted(by_key, key=lambda key: (_published(by_key[key]), key))
    return Ledger(
        rubrics={key: by_key[key] for key in in_turn},
        files=files,
        between=tuple(between),
        other=in_order((*other, *superseded.values())),
        superseded=frozenset(superseded),
        passed_over=passed_over,
    )


def _published(rubric: Rubric) -> tuple[str, str]:
    """Where a rubric stands among those of its document: annex 1 comes before annex 2."""
    return (rubric.source.document, rubric.source.part or "") if rubric.source else ("", "")


def _by_unit(sheets: Iterable[Sheet]) -> dict[tuple[Key, str], list[Sheet]]:
    """The sheets of each unit under each rubric."""
    units: dict[tuple[Key, str], list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.rubric and sheet.identity.unit:
            units[sheet.rubric, sheet.identity.unit].append(sheet)
    return units


def handed_in_twice(sheets: Iterable[Sheet]) -> Iterator[list[Sheet]]:
    """The sheets of each unit, source and assessor that has more than one."""
    handed_in: dict[object, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if sheet.rubric and sheet.identity.unit:
            who = sheet.identity
            handed_in[sheet.rubric, who.unit, who.source, who.assessor].append(sheet)
    return (same for same in handed_in.values() if len(same) > 1)


def one_sheet_each(sheets: tuple[Sheet, ...]) -> Iterator[Between]:
    """No unit, source and assessor has two sheets."""
    for same in handed_in_twice(sheets):
        for sheet in same:
            who = sheet.identity
            others = [str(each.place) for each in same if each is not sheet]
            facts: dict[str, Fact] = {"unit": who.unit, "source": who.source, "assessor": who.assessor}
            facts |= {"count": str(len(same)), "other": listed(others)}
            yield Between(who.unit, Finding("L101", sheet.place, facts))


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
            yield Between(unit, Finding("L105", sheet.place, {"unit": unit, "nearest": nearest(unit, units, _CLOSE)}))
    handed_in = {sheet.identity.unit for sheet in sheets}
    for unit in units:
        if unit not in handed_in:
            yield Between(unit, Finding("L106", Place(), {"unit": unit}))


#: The findings that say that the sheets of a unit cannot be joined, so that not even single items have points.
NOT_JOINED = frozenset({"L101", "L102", "L104"})

#: All rules between sheets.
RULES: tuple[Callable[[tuple[Sheet, ...]], Iterator[Between]], ...] = (
    one_sheet_each,
    one_source,
    as_many_assessors,
    one_rubric,
)
