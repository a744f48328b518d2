"""The blank sheets that an assessment asks for: of every source for every unit, or for many at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text_column import TextColumn
from gkpg.sheets.blank.matrix_sheet import BlankMatrixSheet, render_matrix_sheet
from gkpg.sheets.blank.sheet_list import OneSheet, SheetList, UnitSheets
from gkpg.sheets.blank.unit_sheet import BlankUnitSheet
from gkpg.sheets.blank.unit_sheet_maker import UnitSheetMaker
from gkpg.sheets.file_names import file_name, safe_folder_name
from gkpg.sheets.layout import HIDDEN_NAME
from gkpg.workbooks.tab_names import TabNames

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from gkpg.round.group import RoundGroup, RoundPart
    from gkpg.round.round import Round
    from gkpg.round.sources import Source
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.blank.unit_sheet import Bases

    Parts = tuple[RoundPart, ...]
    Units = tuple[str, ...]

#: A group and a source.
RequestName = tuple[str, str]


@dataclass(frozen=True)
class _Request:
    """What a source is asked for in a group: workbooks with a page for each of these parts, in one folder."""

    round: Round
    group: RoundGroup
    parts: tuple[RoundPart, ...]
    source: Source
    units: tuple[str, ...]
    folder: str
    note: str | None
    period: str = ""

    @property
    def name(self) -> RequestName:
        """What it is known by."""
        return self.group.name, self.source.name

    @property
    def files(self) -> Iterator[str]:
        """The names of the workbooks."""
        for first, hand in self.hands if self.source.in_matrix else _each_hand(self):
            yield f"{self.folder}/{file_name(first, self.source.name, hand)}"

    @property
    def hands(self) -> Iterator[tuple[str, str]]:
        """Everybody who is given a matrix, with the group, which stands first in the name of the file."""
        hands = dict.fromkeys(each for unit in self.units for each in list_hands(self.round, self.source, unit))
        return ((self.group.name, hand) for hand in hands)

    @property
    def apart(self) -> Iterator[_Request]:
        """The same with a workbook for each part, in a sub-folder with its name."""
        for part in self.parts:
            yield replace(self, parts=(part,), folder=f"{self.folder}/{safe_folder_name(self._called(part))}")

    def pages(self, unit: str) -> Iterator[tuple[RoundPart, str | None]]:
        """The parts in which a unit is asked for, each with the name of its worksheet; None where it stands alone."""
        asked = [part for part in self.parts if self.round.asks(part, self.source.name, unit)]
        return self._tabs(asked)

    def matrix_pages(self) -> Iterator[tuple[RoundPart, str | None]]:
        """The parts in which any unit is asked for, named in the same way."""
        return self._tabs([part for part in self.parts if self.units_of(part)])

    def _tabs(self, parts: Sequence[RoundPart]) -> Iterator[tuple[RoundPart, str | None]]:
        tabs = TabNames((HIDDEN_NAME,))
        return ((part, tabs.of(self._called(part)) if len(parts) > 1 else None) for part in parts)

    def _called(self, part: RoundPart) -> str:
        """What a part is called among these: by its name, and where own tables share that, by its table's title."""
        is_one_of_several = sum(each.name == part.name for each in self.parts) > 1
        return f"{part.name} {part.rubric.title}" if is_one_of_several else part.name

    def units_of(self, part: RoundPart) -> Units:
        """The units that are asked for in a part."""
        if part.units is None and not self.round.applicability.has_unmarked:
            return self.units
        return tuple(unit for unit in self.units if self.round.asks(part, self.source.name, unit))

    def lacking(self, part: RoundPart) -> Mapping[str, frozenset[str]]:
        """The items of a part that some of the units do not have."""
        found = ((unit, self.round.applicability.lacking(unit, part.rubric)) for unit in self.units_of(part))
        return {unit: items for unit, items in found if items}

    def optional(self, part: RoundPart) -> Mapping[str, frozenset[str]]:
        """The items of a part that may be marked as not applicable to some of the units."""
        applicability = self.round.applicability
        alike: dict[tuple[int, ...], frozenset[str]] = {}
        for unit in self.units_of(part):
            rules = applicability.numbers(unit)
            if rules and rules not in alike:
                alike[rules] = applicability.optional(unit, part.rubric)
        found = ((unit, alike.get(applicability.numbers(unit))) for unit in self.units_of(part))
        return {unit: items for unit, items in found if items}

    def bases(self, part: RoundPart) -> Mapping[str, Bases]:
        """The targets and earlier figures of the units that have any, as they are written."""
        return find_bases(self.round, part.rubric, self.units_of(part))


def list_requested_sheets(
    round_: Round, note: str | None = None, apart: Collection[RequestName] = (), period: str | None = None
) -> SheetList:
    """Every sheet that an assessment asks for, or all of one period, in a folder for each source.

    A note is shown on top of each. The folders of a period are in one with its name.

    A source that scores several parts gets a page for each in one workbook; those that are `apart` a workbook for each.
    """
    maker = UnitSheetMaker()
    asked = (call for call in _requests(round_, note) if period in {None, call.period})
    calls = (one for call in asked for one in (call.apart if call.name in apart else (call,)))
    return SheetList(
        run for call in calls for run in (_matrices(call) if call.source.in_matrix else _runs(call, maker))
    )


def find_apart(round_: Round, is_there: Callable[[str], bool]) -> tuple[RequestName, ...]:
    """The groups and sources whose parts have workbooks of their own already, as gkpg once wrote them."""
    several = (call for call in _requests(round_, None) if len(call.parts) > 1)
    return tuple(call.name for call in several if any(_has_any(each, is_there) for each in call.apart))


def _has_any(call: _Request, is_there: Callable[[str], bool]) -> bool:
    return is_there(call.folder) and any(map(is_there, call.files))


def list_unit_sheets(like: BlankUnitSheet, units: Iterable[str], hands: Iterable[str]) -> SheetList:
    """A sheet for every unit and hand that is in everything else like one that is given."""
    return SheetList([UnitSheets(UnitSheetMaker(), "", (like,), TextColumn(units), tuple(hands))])


def _requests(round_: Round, note: str | None) -> Iterator[_Request]:
    composed = {each.unit for each in round_.assessment.composed} if round_.assessment else set[str]()
    for group in round_.groups:
        for source in round_.sources.values():
            units = tuple(unit for unit in group.units if source.scores(unit) and unit not in composed)
            every = [part for part in group.parts if source.name in part.sources] if units else []
            for period in dict.fromkeys(part.period for part in every):
                parts = [part for part in every if part.period == period]
                if not source.counts:  # a unit checks itself once, even if two parts have one rubric
                    parts = list({part.key: part for part in reversed(parts)}.values())[::-1]
                folder = "/".join(map(safe_folder_name, filter(None, (period, source.name))))
                calls = _alike(group, parts, units) if not source.in_matrix else (_of_some(parts, units),)
                for own, those in calls:
                    yield _Request(round_, group, own, source, those, folder, note, period)


def _alike(group: RoundGroup, parts: Sequence[RoundPart], units: Units) -> Iterator[tuple[Parts, Units]]:
    """The units with the same parts, where some have tables of their own."""
    found: dict[tuple[int, ...], list[str]] = {}
    for unit in units:
        found.setdefault(group.numbers(unit), []).append(unit)
    return (_of_some(parts, tuple(those)) for those in found.values())


def _of_some(parts: Sequence[RoundPart], units: Units) -> tuple[Parts, Units]:
    """The parts that are for any of some units, with these."""
    return tuple(part for part in parts if part.units is None or not part.units.isdisjoint(units)), units


def _each_hand(call: _Request) -> Iterator[tuple[str, str]]:
    """Every unit with everybody who scores it."""
    return ((unit, hand) for unit in call.units for hand in list_hands(call.round, call.source, unit))


def _runs(call: _Request, maker: UnitSheetMaker) -> Iterator[UnitSheets]:
    """A workbook for every unit and hand. Units to whom the same rules apply are asked for the same."""
    likes: dict[tuple[int, ...], list[tuple[RoundPart, BlankUnitSheet]]] = {}
    bases = {id(part): call.bases(part) for part in call.parts}

    def asked(unit: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        return call.round.applicability.numbers(unit), list_hands(call.round, call.source, unit)

    for (rules, hands), units in groupby(call.units, asked):
        alike = TextColumn(units)
        if rules not in likes:
            likes[rules] = [(part, _blank_for(alike[0], call, part, tab)) for part, tab in call.pages(alike[0])]
        asked_bases = [bases[id(part)] for part, _ in likes[rules]]
        own = {unit: tuple(each.get(unit, ()) for each in asked_bases) for unit in alike} if any(asked_bases) else {}
        if likes[rules]:
            yield UnitSheets(maker, f"{call.folder}/", tuple(blank for _, blank in likes[rules]), alike, hands, own)


def _blank_for(unit: str, call: _Request, part: RoundPart, tab: str | None) -> BlankUnitSheet:
    """What a unit's sheet asks for in a part, whoever fills it."""
    source = call.source
    ids = call.round.scope(part.key, source.name, unit)
    optional = call.round.applicability.optional(unit, part.rubric)
    own = not source.counts
    return BlankUnitSheet(
        part.rubric, unit, source.name, "", call.note, ids, own=own, optional=optional, tab=tab, period=call.period
    )


def _matrices(call: _Request) -> Iterator[OneSheet]:
    """A workbook for every hand, with all units but that hand itself."""
    if not any(map(call.units_of, call.parts)):
        return
    for name, (_, hand) in zip(call.files, call.hands, strict=True):
        yield OneSheet(name, partial(_render_matrix, call, hand), frozenset(part.rubric.rubric for part in call.parts))


def _render_matrix(call: _Request, hand: str) -> bytes:
    """The bytes of a hand's matrix."""
    return render_matrix_sheet(*(_matrix_for(hand, call, part, tab) for part, tab in call.matrix_pages()))


def _matrix_for(hand: str, call: _Request, part: RoundPart, tab: str | None) -> BlankMatrixSheet:
    """What a matrix asks a hand for in a part."""
    rubric, group = part.rubric, call.group.name
    title = f"{rubric.title}（{group}）" if rubric.language == "zh" else f"{rubric.title} ({group})"
    return BlankMatrixSheet(
        rubric=rubric,
        title=title,
        source=call.source.name,
        assessor=hand,
        lacking=call.lacking(part),
        optional=call.optional(part),
        units=tuple(unit for unit in call.units_of(part) if unit != hand),
        ids=part.sources[call.source.name],
        scale=call.source.scale,
        sampled=call.source.kind == "survey",
        note=call.note,
        tab=tab,
        bases=call.bases(part),
        period=call.period,
    )


def find_bases(round_: Round, rubric: Rubric, units: Iterable[str]) -> Mapping[str, Bases]:
    """The targets and earlier figures of the units that have any in items of a rubric, as they are written."""
    looking = [item for item in rubric.walk() if item.looks_at in {"target", "previous"}]
    found = ((unit, tuple(_bases_of(unit, looking, round_))) for unit in units) if looking else ()
    return {unit: bases for unit, bases in found if bases}


def _bases_of(unit: str, items: Iterable[Item], round_: Round) -> Iterator[tuple[str, str]]:
    for item in items:
        base = round_.figure(item.looks_at, unit, item.id)
        if base is not None:
            yield item.id, format_exact(base)


def list_hands(round_: Round, source: Source, unit: str) -> tuple[str, ...]:
    """The assessors of a source for a unit: by name, else numbered."""
    count, names = round_.hands(source, unit)
    return names or tuple(str(number) for number in range(1, count + 1))
