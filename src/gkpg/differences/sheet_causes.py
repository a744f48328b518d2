"""Causes in sheets: which cells, sheets and decisions an item looks at that are others."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gkpg.base.points import NO_POINTS
from gkpg.differences.causes import Cause
from gkpg.differences.sheet_differences import entries_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkpg.differences.causes import CauseKind
    from gkpg.differences.sheet_differences import EntryDifference, SheetDifference
    from gkpg.differences.tables import PartPair
    from gkpg.differences.unit_differences import UnitDifference
    from gkpg.round.group import RoundPart
    from gkpg.round.round import Round
    from gkpg.sheets.model import Sheet

#: The numbers of a part in both results, and the new id of an item in it.
ItemKey = tuple[tuple[int, int], str]


def causes_by_item(unit: UnitDifference, pairs: Sequence[PartPair], round_: Round) -> Mapping[ItemKey, list[Cause]]:
    """The causes in sheets of items whose points are others, by part and item. A veto has none but that it holds."""
    others = {(each.part, each.item.new) for each in unit.items if not each.is_own}
    found: dict[ItemKey, list[Cause]] = defaultdict(list)
    for difference in unit.sheets:
        pair = _part_of(unit, difference, pairs) if round_.source(difference.sheet.identity.source).counts else None
        if pair is None:
            continue
        climb = _Climb(unit, pair)
        for entry in _entries(difference):
            key = (pair.old, pair.new), climb.counted_in(_item(entry, pair))
            if key in others:
                found[key].append(_cause(difference, entry, key[1]))
    return found


def _entries(difference: SheetDifference) -> Iterator[EntryDifference]:
    """The entries that count otherwise; all of a sheet that stands for another number of answers."""
    if "sample" in difference.fields and difference.after is not None:
        yield from entries_of(difference.after, is_new=True)
    yield from (entry for entry in difference.entries if entry.counts)


def _cause(difference: SheetDifference, entry: EntryDifference, item: str) -> Cause:
    is_whole = difference.kind != "changed" or "sample" in difference.fields
    kind: CauseKind = "sheet" if is_whole else "score"
    if difference.sheet.decides:
        kind = "decision"
    return Cause(kind, (item,), sheet=difference, entry=None if kind == "sheet" else entry)


def _part_of(unit: UnitDifference, difference: SheetDifference, pairs: Sequence[PartPair]) -> PartPair | None:
    """The part that a sheet is for; None where that is none that both results have."""
    for pair in pairs:
        old, new = unit.before.group.parts[pair.old], unit.after.group.parts[pair.new]
        if _is_for(difference.before, old) and _is_for(difference.after, new):
            return pair
    return None


def _is_for(sheet: Sheet | None, part: RoundPart) -> bool:
    if sheet is None:
        return True
    who = sheet.identity
    return sheet.rubric == part.key and who.period in {"", part.period} and who.source in part.sources


def _item(entry: EntryDifference, pair: PartPair) -> str:
    """The new id of the item of an entry; its own where the new table does not have it."""
    if entry.after is not None:
        return entry.after.item
    assert entry.before is not None  # noqa: S101 - one side has it
    return pair.tables.ids.get(entry.before.item, entry.before.item)


class _Climb:
    """From a row to the item that counts it: rows of ticks, and figures that are added up, have no points."""

    def __init__(self, unit: UnitDifference, pair: PartPair) -> None:
        self._above = unit.after.group.parts[pair.new].rubric
        self._with_points = {
            item
            for side, number in ((unit.before, pair.old), (unit.after, pair.new))
            for item, word in zip(
                side.group.parts[number].rubric.ids, side.unit.parts[number].points.split(), strict=False
            )
            if word != NO_POINTS
        }

    def counted_in(self, item: str) -> str:
        """The item itself, or the nearest around it that has points on any side."""
        around = self._above.above(item) if item in self._above.by_id else ()
        return next((each for each in (item, *around) if each in self._with_points), item)
