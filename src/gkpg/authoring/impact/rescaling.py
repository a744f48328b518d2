"""Entries under another rubric: what was entered in sheets, as it would count with what there is to get now."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import NO_POINTS, NOT_APPLICABLE, format_exact
from gkpg.sheets.model import EntryLayout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.round.round import Round
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.model import Entry, File, Sheet


def rescale_files(files: Iterable[File], old: Rubric, new: Rubric, round_: Round) -> Iterator[File]:
    """Files whose sheets are scored under `new`, which has the id and version of `old` and ids of it.

    Items that `new` does not have are left out, and sheets that do not count.
    """
    for file in files:
        sheets = tuple(
            _sheet_under(sheet, old, new) for sheet in file.sheets if round_.source(sheet.identity.source).counts
        )
        if sheets:
            yield file._replace(sheets=sheets)


def _sheet_under(sheet: Sheet, old: Rubric, new: Rubric) -> Sheet:
    """A sheet with the scores that stay."""
    if sheet.rubric != (old.rubric, old.version) or not sheet.points:
        return sheet
    stays = [entry for entry in sheet.entries if entry.item in new.by_id]
    layout = EntryLayout(tuple(entry.item for entry in stays), tuple(entry.cell for entry in stays))
    notes = tuple(note for note in sheet.notes if note.item in new.by_id)
    points = " ".join(_word(entry, old, new) for entry in stays)
    return sheet._replace(layout=layout, points=points, notes=notes, entered="")


def _word(entry: Entry, old: Rubric, new: Rubric) -> str:
    if entry.points is None:
        return NO_POINTS if entry.applies else NOT_APPLICABLE
    points = points_under(entry, old, new)
    return NO_POINTS if points is None else format_exact(points)


def untold(files: Iterable[File], old: Rubric, new: Rubric, round_: Round) -> frozenset[str]:
    """The ids of items that `new` has as well but for which what somebody entered cannot be told under it.

    A figure cannot where the unit has not the target or the earlier figure that it is compared with there.
    """
    return frozenset(
        entry.item
        for file in files
        for sheet in file.sheets
        if sheet.rubric == (old.rubric, old.version)
        for entry in sheet.entries
        if entry.points is not None
        and entry.item in new.by_id
        and (points_under(entry, old, new) is None or _lacks_base(sheet.identity.unit, new.by_id[entry.item], round_))
    )


def _lacks_base(unit: str, item: Item, round_: Round) -> bool:
    """Whether a unit has nothing that its figure could be compared with."""
    return item.looks_at in {"target", "previous"} and round_.figure(item.looks_at, unit, item.id) is None


def points_under(entry: Entry, old: Rubric, new: Rubric) -> Fraction | None:
    """What an entry with points comes to under another rubric; None where that cannot be told.

    Plain points keep their share of the most that there is to get. What was counted, ticked, lost or chosen counts as
    it was entered; where only the points that it came to are known, and for a word that is worth what the scale of its
    source says, it counts where nothing of the row has changed.
    """
    before, after = old.by_id[entry.item], new.by_id[entry.item]
    was, now = old.kind(before), new.kind(after)
    if before.has_rows or was == now:
        is_same = not before.has_rows or _is_filled_alike(before, after, old, new)
        return None if entry.points is None or not is_same else Fraction(entry.points)
    if entry.points is None or entry.entered is None or (entry.is_word and was.form != "level"):
        return None
    if was.form == "points":
        return was.recount(format_exact(Fraction(entry.points)), now)
    return None if entry.in_points else was.recount(entry.entered, now)


def _is_filled_alike(before: Item, after: Item, old: Rubric, new: Rubric) -> bool:
    """Whether an item of ticks or losses is what it was, so that points which were decided for it hold."""
    rows = [[rubric.kind(row) for row in item.items or ()] for item, rubric in ((before, old), (after, new))]
    return before.row_rule == after.row_rule and rows[0] == rows[1]
