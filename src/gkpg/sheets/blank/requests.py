"""The blank sheets that an assessment asks for: of every source for every unit, or for many at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from gkpg.sheets.blank.matrix_sheet import BlankMatrixSheet, render_matrix_sheet
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet, render_unit_sheet
from gkpg.sheets.file_names import file_name, safe_folder_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gkpg.round.resolve import Round, RoundGroup, RoundPart
    from gkpg.round.sources import Source

#: The name of a sheet in its folder, and what makes its bytes.
RequestedSheet = tuple[str, "Callable[[], bytes]"]


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


def list_requested_sheets(round_: Round, note: str | None = None) -> list[RequestedSheet]:
    """Every sheet that an assessment asks for, in a folder for each source. A note is shown on top of each."""
    return [
        sheet for call in _requests(round_, note) for sheet in (_matrices if call.source.in_matrix else _sheets)(call)
    ]


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


def _sheets(call: _Request) -> Iterator[RequestedSheet]:
    """A sheet for every unit and hand."""
    source, part = call.source, call.part
    own = not source.counts
    for unit in call.units:
        ids = call.round.scope(part.key, source.name, unit)
        optional = call.round.optional(unit, part.rubric)
        for hand in list_hands(call.round, source, unit):
            blank = BlankUnitSheet(part.rubric, unit, source.name, hand, call.note, ids, own=own, optional=optional)
            yield f"{call.folder}/{file_name(unit, source.name, hand)}", partial(render_unit_sheet, blank)


def _matrices(call: _Request) -> Iterator[RequestedSheet]:
    """A sheet for every hand, with all units but that hand itself."""
    source, rubric, group = call.source, call.part.rubric, call.group.name
    title = f"{rubric.title}（{group}）" if rubric.language == "zh" else f"{rubric.title} ({group})"
    for hand in dict.fromkeys(each for unit in call.units for each in list_hands(call.round, source, unit)):
        blank = BlankMatrixSheet(
            rubric=rubric,
            title=title,
            source=source.name,
            assessor=hand,
            lacking={unit: call.round.lacking(unit, rubric) for unit in call.units},
            units=tuple(unit for unit in call.units if unit != hand),
            ids=call.part.sources[source.name],
            scale=source.scale,
            sampled=source.kind == "survey",
            note=call.note,
        )
        yield f"{call.folder}/{file_name(group, source.name, hand)}", partial(render_matrix_sheet, blank)


def list_hands(round_: Round, source: Source, unit: str) -> tuple[str, ...]:
    """The assessors of a source for a unit: by name, else numbered."""
    count, names = round_.hands(source, unit)
    return names or tuple(str(number) for number in range(1, count + 1))
