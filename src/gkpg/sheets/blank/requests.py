"""The blank sheets that an assessment asks for: of every source for every unit, or for many at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.sheets.blank.matrix_sheet import BlankMatrixSheet, render_matrix_sheet
from gkpg.sheets.blank.press import UnitSheetPress
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet
from gkpg.sheets.file_names import file_name, safe_folder_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gkpg.round.resolve import Round, RoundGroup, RoundPart
    from gkpg.round.sources import Source


class RequestedSheet(NamedTuple):
    """The name of a sheet in its folder, and what makes its bytes."""

    name: str
    make: Callable[[], bytes]


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


@dataclass(frozen=True, slots=True)
class _UnitSheet:
    """One unit sheet of very many: what it shares with others, and whose it is."""

    press: UnitSheetPress
    like: BlankUnitSheet
    unit: str
    assessor: str

    def __call__(self) -> bytes:
        """Its bytes."""
        return self.press.make(replace(self.like, unit=self.unit, assessor=self.assessor))


@dataclass(frozen=True, slots=True)
class _MatrixSheet:
    """One matrix sheet: of all units of a request but the hand itself."""

    call: _Request
    assessor: str

    def __call__(self) -> bytes:
        """Its bytes."""
        call, rubric, group = self.call, self.call.part.rubric, self.call.group.name
        title = f"{rubric.title}（{group}）" if rubric.language == "zh" else f"{rubric.title} ({group})"
        blank = BlankMatrixSheet(
            rubric=rubric,
            title=title,
            source=call.source.name,
            assessor=self.assessor,
            lacking=call.lacking,
            units=tuple(unit for unit in call.units if unit != self.assessor),
            ids=call.part.sources[call.source.name],
            scale=call.source.scale,
            sampled=call.source.kind == "survey",
            note=call.note,
        )
        return render_matrix_sheet(blank)


def list_requested_sheets(round_: Round, note: str | None = None) -> list[RequestedSheet]:
    """Every sheet that an assessment asks for, in a folder for each source. A note is shown on top of each."""
    press = UnitSheetPress()
    return [
        sheet
        for call in _requests(round_, note)
        for sheet in (_matrices(call) if call.source.in_matrix else _sheets(call, press))
    ]


def list_unit_sheets(like: BlankUnitSheet, units: Iterable[str], hands: Iterable[str]) -> list[RequestedSheet]:
    """A sheet for every unit and hand that is in everything else like one that is given."""
    press, names = UnitSheetPress(), tuple(hands)
    return [sheet for unit in units for sheet in _sheets_of(unit, names, like, press)]


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


def _sheets(call: _Request, press: UnitSheetPress) -> Iterator[RequestedSheet]:
    """A sheet for every unit and hand. Units to whom the same rules apply are asked for the same."""
    likes: dict[tuple[int, ...], BlankUnitSheet] = {}
    for unit in call.units:
        rules = call.round.inapplicable_rules(unit)
        if rules not in likes:
            likes[rules] = _blank_for(unit, call)
        for name, make in _sheets_of(unit, list_hands(call.round, call.source, unit), likes[rules], press):
            yield RequestedSheet(f"{call.folder}/{name}", make)


def _blank_for(unit: str, call: _Request) -> BlankUnitSheet:
    """What a unit's sheet asks for, whoever fills it."""
    source, part = call.source, call.part
    ids = call.round.scope(part.key, source.name, unit)
    optional = call.round.optional(unit, part.rubric)
    own = not source.counts
    return BlankUnitSheet(part.rubric, unit, source.name, "", call.note, ids, own=own, optional=optional)


def _sheets_of(
    unit: str, hands: Iterable[str], like: BlankUnitSheet, press: UnitSheetPress
) -> Iterator[RequestedSheet]:
    """A unit's sheet for every hand."""
    for hand in hands:
        yield RequestedSheet(file_name(unit, like.source, hand), _UnitSheet(press, like, unit, hand))


def _matrices(call: _Request) -> Iterator[RequestedSheet]:
    """A sheet for every hand, with all units but that hand itself."""
    for hand in dict.fromkeys(each for unit in call.units for each in list_hands(call.round, call.source, unit)):
        name = file_name(call.group.name, call.source.name, hand)
        yield RequestedSheet(f"{call.folder}/{name}", _MatrixSheet(call, hand))


def list_hands(round_: Round, source: Source, unit: str) -> tuple[str, ...]:
    """The assessors of a source for a unit: by name, else numbered."""
    count, names = round_.hands(source, unit)
    return names or tuple(str(number) for number in range(1, count + 1))
