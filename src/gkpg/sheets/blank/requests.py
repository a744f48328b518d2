"""The blank sheets that an assessment asks for: of every source for every unit, or for many at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import TYPE_CHECKING

from gkpg.base.text_column import TextColumn
from gkpg.sheets.blank.matrix_sheet import BlankMatrixSheet, render_matrix_sheet
from gkpg.sheets.blank.sheet_list import OneSheet, SheetList, UnitSheets
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet
from gkpg.sheets.blank.unit_sheet_maker import UnitSheetMaker
from gkpg.sheets.file_names import file_name, safe_folder_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gkpg.round.round import Round, RoundGroup, RoundPart
    from gkpg.round.sources import Source


@dataclass(frozen=True)
class _Request:
    """What a source is asked for in one part: sheets of these units, in a folder that no other part shares."""

    round: Round
    group: RoundGroup
    part: RoundPart
    source: Source
    units: tuple[str, ...]
    folder: str
    note: str | None

    @cached_property
    def lacking(self) -> Mapping[str, frozenset[str]]:
        """The items that some of the units do not have."""
        found = ((unit, self.round.lacking(unit, self.part.rubric)) for unit in self.units)
        return {unit: items for unit, items in found if items}


def list_requested_sheets(round_: Round, note: str | None = None) -> SheetList:
    """Every sheet that an assessment asks for, in a folder for each source. A note is shown on top of each."""
    maker = UnitSheetMaker()
    calls = _requests(round_, note)
    return SheetList(
        run for call in calls for run in (_matrices(call) if call.source.in_matrix else _runs(call, maker))
    )


def list_unit_sheets(like: BlankUnitSheet, units: Iterable[str], hands: Iterable[str]) -> SheetList:
    """A sheet for every unit and hand that is in everything else like one that is given."""
    return SheetList([UnitSheets(UnitSheetMaker(), "", like, TextColumn(units), tuple(hands))])


def _requests(round_: Round, note: str | None) -> Iterator[_Request]:
    composed = {each.unit for each in round_.assessment.composed} if round_.assessment else set[str]()
    for group in round_.groups:
        for source in round_.sources.values():
            units = tuple(unit for unit in group.units if source.scores(unit) and unit not in composed)
            parts = [part for part in group.parts if source.name in part.sources]
            if not source.counts:  # a unit checks itself once, even if two parts have one rubric
                parts = list({part.key: part for part in reversed(parts)}.values())[::-1]
            for part in parts if units else ():
                folder = (
                    safe_folder_name(source.name)
                    if len(parts) == 1
                    else f"{safe_folder_name(source.name)}/{safe_folder_name(part.name)}"
                )
                yield _Request(round_, group, part, source, units, folder, note)


def _runs(call: _Request, maker: UnitSheetMaker) -> Iterator[UnitSheets]:
    """A sheet for every unit and hand. Units to whom the same rules apply are asked for the same."""
    likes: dict[tuple[int, ...], BlankUnitSheet] = {}

    def asked(unit: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        return call.round.inapplicable_rules(unit), list_hands(call.round, call.source, unit)

    for (rules, hands), units in groupby(call.units, asked):
        alike = TextColumn(units)
        if rules not in likes:
            likes[rules] = _blank_for(alike[0], call)
        yield UnitSheets(maker, f"{call.folder}/", likes[rules], alike, hands)


def _blank_for(unit: str, call: _Request) -> BlankUnitSheet:
    """What a unit's sheet asks for, whoever fills it."""
    source, part = call.source, call.part
    ids = call.round.scope(part.key, source.name, unit)
    optional = call.round.optional(unit, part.rubric)
    own = not source.counts
    return BlankUnitSheet(part.rubric, unit, source.name, "", call.note, ids, own=own, optional=optional)


def _matrices(call: _Request) -> Iterator[OneSheet]:
    """A sheet for every hand, with all units but that hand itself."""
    for hand in dict.fromkeys(each for unit in call.units for each in list_hands(call.round, call.source, unit)):
        name = file_name(call.group.name, call.source.name, hand)
        yield OneSheet(f"{call.folder}/{name}", partial(_render_matrix, call, hand))


def _render_matrix(call: _Request, hand: str) -> bytes:
    """The bytes of a hand's matrix."""
    rubric, group = call.part.rubric, call.group.name
    title = f"{rubric.title}（{group}）" if rubric.language == "zh" else f"{rubric.title} ({group})"
    blank = BlankMatrixSheet(
        rubric=rubric,
        title=title,
        source=call.source.name,
        assessor=hand,
        lacking=call.lacking,
        units=tuple(unit for unit in call.units if unit != hand),
        ids=call.part.sources[call.source.name],
        scale=call.source.scale,
        sampled=call.source.kind == "survey",
        note=call.note,
    )
    return render_matrix_sheet(blank)


def list_hands(round_: Round, source: Source, unit: str) -> tuple[str, ...]:
    """The assessors of a source for a unit: by name, else numbered."""
    count, names = round_.hands(source, unit)
    return names or tuple(str(number) for number in range(1, count + 1))
