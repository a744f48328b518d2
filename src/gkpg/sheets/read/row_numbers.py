"""Numbers of rows: the items that the number in a cell may mean, narrowed down by what else a row says. Never a guess.

A text is what it says. A spreadsheet's number is not: 3.1 may have been 3.10. Then the name of the row decides, else
what the cell shows by its format, else what stands around the row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.normalize import fold_id, fold_name
from gkpg.base.points import parse_stored
from gkpg.base.text import Text, list_words
from gkpg.sheets.dates import find_day, parse_day
from gkpg.workbooks.cells import CellKind
from gkpg.workbooks.merges import merges_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from gkpg.findings.finding import Fact, Finding
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.read.score_table import ScoreTable
    from gkpg.sheets.read.sheet_place import SheetPlace
    from gkpg.workbooks.cells import Cell

    Items = tuple[Item, ...]


class RowNumber(NamedTuple):
    """What the number in a cell may mean. `day` is the date that it has become; None where it is none."""

    items: Items
    day: datetime.date | None = None


def read_number(cell: Cell, rubric: Rubric) -> RowNumber:
    """The items that the number in a cell may mean."""
    numbering = rubric.numbering
    if cell.kind is CellKind.TEXT:
        items = items_written(cell.content, rubric)
        day = None if items else parse_day(cell.content)
    else:
        items = _of_stored(cell.content, rubric) if cell.kind is not CellKind.DATE else ()
        day = None if items else find_day(cell)
    if day is None:
        return RowNumber(items)
    items = numbering.of_date(day)
    return RowNumber(items, day if items or cell.kind is CellKind.DATE else None)


def items_written(number: str, rubric: Rubric) -> Items:
    """The items that a number means which people wrote."""
    return rubric.numbering.find(number) or _of_stored(fold_id(number), rubric)


def _of_stored(text: str, rubric: Rubric) -> Items:
    number = parse_stored(text)
    return () if number is None else rubric.numbering.of_number(number)


def narrow_down(cell: Cell, items: Items, name: Cell, rubric: Rubric) -> Items:
    """Of the items that a number may mean those that have the row's name, then those of which sheets show it so."""
    if len(items) > 1:
        items = with_name(items, name) or items
    shown = cell.content if cell.kind is CellKind.TEXT else cell.shown
    return items if len(items) < 2 or shown is None else shown_as(items, shown, rubric.shown.in_row)


def shown_as(items: Items, number: str, shown: Callable[[Item], str]) -> Items:
    """Those of some items of which sheets show a number; all of them where there are none."""
    return tuple(item for item in items if fold_id(shown(item)) == fold_id(number)) or items


def with_items_around(items: Items, row: int, table: ScoreTable, rubric: Rubric) -> Items:
    """Those of some items around which stands what a row, or the last above it that says so, has in the column 指标."""
    column = table.columns.get("indicator")
    if column is None:
        return ()
    around = table.grid.at(*merges_of(table.grid.marks.merged).shown_place(row, column))
    while not around.content and around.row > table.row:
        around = table.grid.at(around.row - 1, column)
    return tuple(item for item in items if fold_name(rubric.shown.around(item)) == fold_name(around.text))


def with_name(items: Items, name: Cell) -> Items:
    """Those of some items that have the name in a cell."""
    folded = fold_name(name.content)
    return tuple(item for item in items if fold_name(item.name) == folded)


def tell_date(spot: SheetPlace, cell: Cell, found: RowNumber, item: Item) -> Finding:
    """That a number became a date, and for which item it was taken."""
    return spot.finding("S218", cell, date=found.day.isoformat() if found.day else cell.content, item=item.label)


def unclear_number(spot: SheetPlace, cell: Cell, found: RowNumber) -> Finding:
    """What is to be said where it is not clear which of several items a number means, or which one became a date."""
    labels = list_words(item.label for item in found.items)
    if found.day is None:
        return spot.finding("S217", cell, text=cell.content, items=labels)
    hint: Fact = Text(f"（原来可能是 {labels.zh}）", f" (it may have been {labels.en})") if found.items else ""
    return spot.finding("S219", cell, date=found.day.isoformat(), nearest=hint)
