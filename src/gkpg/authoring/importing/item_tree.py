"""The tree of a table: which item each row is, which of them stand below it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.headings import TEXTS
from gkpg.authoring.importing.item_nodes import ItemNode, NodeRepair
from gkpg.authoring.importing.printed_numbers import parse_number
from gkpg.authoring.importing.records import text_of_cells
from gkpg.authoring.importing.wording import (
    bare_text,
    is_no_points,
    name_of,
    percent_of,
    points_of,
    short_name,
    signed_points_of,
)
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from gkpg.authoring.importing.headings import Columns
    from gkpg.authoring.importing.records import Record
    from gkpg.authoring.importing.table_lines import TableCell
    from gkpg.findings.place import Place


@dataclass
class _GrowingItem:
    """An item that rows are still added to. `height` is how many rows its name stands over; `level` counts from 0.

    `row` is that in which its name stands, `record` the one that is its own: no item below begins there.
    """

    level: int
    cell: TableCell
    height: int = 1
    number: str = ""
    row_number: str = ""
    row: Record | None = None
    record: Record | None = None
    maxes: list[TableCell] = field(default_factory=list)
    texts: dict[str, list[TableCell]] = field(default_factory=lambda: defaultdict(list))
    children: list[_GrowingItem] = field(default_factory=list)
    named: bool = True


class ItemTree:
    """Takes the rows of a table one after another, and gives its items."""

    def __init__(self, columns: Columns, banded: bool, records: Sequence[Record] = ()) -> None:
        self._levels = tuple(level + banded for level in _levels(columns))
        self._by_level = len(self._levels) > 1 or _begin_names(self._levels, records)
        self._top: list[_GrowingItem] = []
        self._open: list[_GrowingItem] = []
        self._counts_rows = self._names_count = False
        self.findings: list[Finding] = []

    def add(self, record: Record) -> None:
        """One more row."""
        first = len(self._top)
        opened = self._open_item(record)
        if opened is None or self._has_rows_below(record, opened):
            opened = self._add_unnamed(record)
        opened.record = opened.record or record
        opened.row_number = record.number
        if len(self._top) == first:
            self._counts_rows = self._counts_rows or record.number not in {"", self._top[-1].number}
        else:
            self._top[-1].number = record.number
        self._give(record)

    def nodes(self) -> tuple[ItemNode, ...]:
        """The items of the first level. Numbers that count the rows below them are of these rows."""
        self._names_count = len(set(self._levels_of_names(self._top))) > 1
        return tuple(self._node(each) for each in self._top)

    def _number(self, item: _GrowingItem, printed: str) -> str:
        """The number of an item, in a column of numbers or before its name; `printed` is the latter.

        That in the name goes first where such numbers are of several levels: then the column only counts rows.
        """
        in_column = item.row_number if self._counts_rows else item.number
        return (printed or in_column) if self._names_count else (in_column or printed)

    def _levels_of_names(self, items: list[_GrowingItem]) -> Iterator[str]:
        """The levels of the numbers that stand before names."""
        for item in items:
            number = parse_number(name_of(item.cell.content).number)
            if number is not None:
                yield number.level
            yield from self._levels_of_names(item.children)

    def _open_item(self, record: Record) -> _GrowingItem | None:
        """The deepest item that a row begins; None if it only goes on with those above."""
        last = max((level for level, cell in enumerate(record.names) if cell.content), default=-1)
        found = None
        for level, cell in enumerate(record.names[: last + 1]):
            if not cell.content or (level < last and self._is_open(level, cell)):
                continue
            found = _GrowingItem(level, cell, cell.height, row=record)
            self._add_item(found)
        return found

    def _is_open(self, level: int, cell: TableCell) -> bool:
        """Whether a name that is printed anew in each row is that of the item which is open."""
        mine = next((each for each in self._open if each.level == level), None)
        return mine is not None and bare_text(mine.cell.content) == bare_text(cell.content)

    def _above(self, level: int) -> list[_GrowingItem]:
        return [each for each in self._open if each.level < level]

    def _add_item(self, item: _GrowingItem) -> None:
        self._open = self._above(item.level)
        (self._open[-1].children if self._open else self._top).append(item)
        self._open.append(item)

    def _has_rows_below(self, record: Record, opened: _GrowingItem) -> bool:
        """Whether a name stands over several rows, of which this one has points or a text of its own.

        Points in a column of a lower level are of such a row, too, where the name has its own beside them.
        """
        levels = [level for cell, level in zip(record.maxes, self._levels, strict=True) if cell.content]
        if levels and min(levels) <= opened.level < max(levels):
            return True
        if any(cell.content and cell.height >= opened.height > 1 for cell in record.maxes):
            return False  # what stands in several rows beside it is the text of one item
        own = [*record.maxes, *record.texts["description"], *record.texts["standard"]]
        return opened.height > 1 and any(cell.content and cell.height < opened.height for cell in own)

    def _add_unnamed(self, record: Record) -> _GrowingItem:
        """An item that has no name of its own in a row, below the one that is open."""
        if self._open and not self._open[-1].named:
            self._open.pop()
        if self._open and not self._open[-1].children and self._open[-1].maxes and self._open[-1].height == 1:
            self._hand_down(self._open[-1])
        level = self._open[-1].level + 1 if self._open else 0
        cell = next((each for key in ("description", "standard") for each in record.texts[key]), None)
        item = _GrowingItem(level, cell or replace(record.names[0], text="", place=record.line.place), named=False)
        self._add_item(item)
        return item

    def _hand_down(self, above: _GrowingItem) -> None:
        """Make the first row of a name that stands over several rows the first item below it."""
        first = _GrowingItem(above.level + 1, above.cell, record=above.record, named=False)
        first.maxes, above.maxes = above.maxes, []
        for key in ("description", "standard"):
            if above.texts.get(key):
                first.texts[key], above.texts[key] = above.texts[key], []
        first.cell = next(
            (cell for key in ("description", "standard") for cell in first.texts.get(key, ())), above.cell
        )
        above.children.append(first)

    def _give(self, record: Record) -> None:
        """Give each cell of a row to the item that it stands beside: to the deepest whose name is at least as high."""
        for cell, level in zip(record.maxes, self._levels, strict=True):
            if cell.content:
                self._holder(cell, level if self._by_level else None).maxes.append(cell)
        for key in TEXTS:
            for cell in record.texts[key]:
                self._holder(cell, None).texts[key].append(cell)

    def _holder(self, cell: TableCell, level: int | None) -> _GrowingItem:
        if level is not None:
            return next((each for each in self._open[::-1] if each.level <= level), self._open[0])
        return next((each for each in self._open[::-1] if each.height >= cell.height), self._open[0])

    def _node(self, item: _GrowingItem) -> ItemNode:
        children = tuple(self._node(each) for each in item.children)
        name = name_of(item.cell.content)
        printed, weight, signed, place = self._points(item)
        is_unread = bool(item.maxes) and printed is None and weight is None and not is_no_points(item.maxes[0].content)
        if printed is not None and name.points is not None and printed != name.points:
            facts = {"item": name.name, "points": str(printed), "named": str(name.points)}
            self.findings.append(Finding("T306", place, facts))
        record = item.record
        cells = {key: found for key, found in item.texts.items() if found}
        if len(children) == 1 and not item.maxes and bare_text(children[0].name) == bare_text(name.name):
            return replace(children[0], number=self._number(item, name.number), scope=name.scope or children[0].scope)
        short = name.name if item.named else name_of(short_name(name.name)).name
        if not item.named and bare_text(short) == bare_text(item.cell.content):
            cells = {key: found for key, found in cells.items() if found[0] is not item.cell}
        again = record is not None and record.again
        return ItemNode(
            short,
            item.cell.place,
            self._number(item, name.number),
            name.scope if item.named and (printed is None or points_of(name.scope) != printed) else "",
            name.points if printed is None else printed,
            {key: text_of_cells(found) for key, found in cells.items()},
            {key: found[0].place for key, found in cells.items()} | {"max": place},
            _pieces(cells.get("description", []), record),
            record is not None and record.first,
            children=children,
            mended=(NodeRepair(("items",), "restored", again),) if again else (),
            weight=weight,
            signed=signed,
            lack="unread" if is_unread else "",
        )

    def _points(self, item: _GrowingItem) -> tuple[Decimal | None, Decimal | None, str, Place]:
        """The points or the percentage of an item, the points as printed if they have a sign, and where they stand.

        What cannot be read is told.
        """
        for cell in item.maxes:
            points, percent = points_of(cell.content), percent_of(cell.content)
            signed = signed_points_of(cell.content) if points is None and percent is None else None
            if points is None and percent is None and signed is None and not is_no_points(cell.content):
                facts = {"item": name_of(item.cell.content).name, "text": cell.content}
                self.findings.append(Finding("T305", cell.place, facts))
            for more in self._other_points(item, cell):
                facts = {"item": name_of(item.cell.content).name, "text": more.content}
                self.findings.append(Finding("T305", more.place, facts))
            return points or signed, percent, cell.content if signed is not None else "", cell.place
        blank = self._blank_points(item)
        return None, None, "", blank.place if blank is not None else item.cell.place

    def _blank_points(self, item: _GrowingItem) -> TableCell | None:
        """The cell in which the points of an item would stand: in the column of its level, else in the last one."""
        row = item.row or item.record
        cells = row.maxes if row is not None else ()
        by_level = dict(zip(self._levels, cells, strict=False))
        return by_level.get(item.level, cells[-1] if cells else None)

    def _other_points(self, item: _GrowingItem, first: TableCell) -> list[TableCell]:
        """Further points of an item; those of a level that are printed anew in each row are none."""
        more = item.maxes[1:]
        is_anew = bool(item.children) and len(self._levels) > 1
        return [cell for cell in more if not is_anew or cell.content != first.content]


def _begin_names(levels: tuple[int, ...], records: Sequence[Record]) -> bool:
    """Whether points stand before the names of a lower level, and only where a name of their own begins."""
    if len(levels) != 1 or not records or levels[0] + 1 >= len(records[0].names):
        return False
    last = ""
    for record in records:
        cell = record.names[levels[0]]
        if record.has_points and (not cell.content or bare_text(cell.content) == last):
            return False
        last = bare_text(cell.content) or last
    return True


def _levels(columns: Columns) -> tuple[int, ...]:
    """The level that each column of points is of: that of the names before it, or one below the column before.

    Of several behind the same names the last one is of the last of these.
    """
    levels: list[int] = []
    behind = [sum(name < column for name in columns.names) for column in columns.maxes]
    for place, names in enumerate(behind):
        level = max(0, names - 1 - behind[place + 1 :].count(names))
        levels.append(level if not levels or level > levels[-1] else levels[-1] + 1)
    return tuple(levels)


def _pieces(cells: list[TableCell], record: Record | None) -> tuple[str, ...]:
    """A description as page breaks cut it."""
    seam = record.seam if record is not None else 0
    parts = (cells[:seam], cells[seam:]) if 0 < seam < len(cells) else (cells,)
    return tuple(text_of_cells(part) for part in parts if part)
