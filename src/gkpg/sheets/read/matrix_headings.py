"""The headings of a matrix: one row or several, merged or not, as the item that each column is of."""

from __future__ import annotations

import re
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.normalize import fold_name
from gkpg.base.unseen import without_unseen
from gkpg.sheets.layout import ALSO, BASE_HEADINGS, COLUMNS, LABELS, SAMPLE_HEADINGS, SCORE_WORDS, UNIT_HEADINGS
from gkpg.sheets.read.identity import nearest_hint
from gkpg.sheets.read.row_numbers import items_written, narrow_down, read_number, shown_as
from gkpg.sheets.read.summary_words import before_total_word, is_sum_word
from gkpg.workbooks.cells import Cell, CellKind
from gkpg.workbooks.merges import merges_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.rubric import Item, Rubric
    from gkpg.workbooks.cells import Grid

_ID = re.compile(r"\s*([0-9０-９]+(?:[.．][0-9０-９]+)*)(?![0-9.．]*%)")
_WORD = re.compile(r"\s*(\S+)")
_LIKE_ID = re.compile(
    r"\s*(?:[(（〔【\[]\s*[0-9０-９一二三四五六七八九十]+\s*[)）〕】\]]|[一二三四五六七八九十]+、|[①-⑳])"
)
#: What may stand between a number and a name, and how long a number may be that a name follows at once.
_BETWEEN, _LONGEST_NUMBER = " .．、:：", 24
_POINTS = re.compile(r"[（(]\s*(?:满分\s*)?[0-9.]+\s*分\s*[)）]\s*$")
#: What blank sheets say behind a heading: 〔填数值，%〕.
_ASKS = re.compile(r"\s*(?:〔[^〔〕]*〕|\[[^\[\]]*\])\s*$")
_HEADINGS = {column.key: frozenset(map(fold_name, column.heading)) for column in COLUMNS}
UNIT_WORDS = frozenset(map(fold_name, (*UNIT_HEADINGS, *LABELS["unit"], *ALSO["unit"])))
_SAMPLE = frozenset(map(fold_name, SAMPLE_HEADINGS))
#: What the row of caps below the headings says in the column of units.
CAPS = frozenset(map(fold_name, ("分值", "满分", "Max")))
_SCORES = _HEADINGS["score"] | frozenset(map(fold_name, ("分数", *SCORE_WORDS)))
#: Below the heading of an item there may be columns for what stands beside its score.
_BESIDE = (
    _HEADINGS["reason"]
    | _HEADINGS["link"]
    | frozenset(map(fold_name, ("备注", "理由", "扣分原因", "说明", "Remarks")))
    | frozenset(fold_name(word) for heading in BASE_HEADINGS.values() for word in heading)
)
_NO_NAME = Cell(0, CellKind.BLANK)
#: Nobody makes more rows of headings.
_MOST_ROWS = 6


class SumColumn(NamedTuple):
    """A column that adds up others: the item around them where a heading names it, else None."""

    heading: Cell
    column: int
    item: Item | None


class MatrixHeadings(NamedTuple):
    """What the headings say: the rows that they take, the item of each column, the columns of sums.

    `twice` are headings of an item that has a column already, `split` those that are merged over several columns with
    nothing below to tell them apart, with these columns; `unknown` name no item though they should.
    """

    first: int
    rows: tuple[int, ...]
    items: dict[int, Item]
    around: dict[int, tuple[Item, ...]]
    sums: tuple[SumColumn, ...]
    sample: int | None
    twice: tuple[Cell, ...]
    split: tuple[tuple[Cell, tuple[int, ...]], ...]
    unknown: tuple[Cell, ...]


class _Says(Enum):
    SCORE, CAP, BESIDE, SUM, NOTHING = range(5)


def item_of(text: str, rubric: Rubric, within: Item | None = None) -> Item | None:
    """The item that a heading names: by its id, which a name may follow, or by its name alone.

    `within` is the item of the heading above it, below which a name need be of one item only.
    """
    text = without_unseen(text)
    bare = without_asks(text)
    return _item_of(text, rubric, within) or (_item_of(bare, rubric, within) if bare != text else None)


def without_asks(text: str) -> str:
    """A heading without what blank sheets say behind it of its cells."""
    return _ASKS.sub("", text)


def _item_of(text: str, rubric: Rubric, within: Item | None) -> Item | None:
    """The item that a heading names as it stands."""
    numbered = _numbered(text, rubric)
    if numbered is not None:
        return _only(numbered, rubric, within)
    name = fold_name(_POINTS.sub("", text))
    same = [] if within is None else [each for each in within.walk() if fold_name(each.name) == name]
    below = [each for each in same if each is not within]
    if len(below) > 1:
        return None
    return (below or same)[0] if same else rubric.by_name.get(name)


def _numbered(text: str, rubric: Rubric) -> tuple[Item, ...] | None:
    """The items that the number at the beginning of a heading may mean, if their name follows or nothing does.

    None where the heading does not begin with the number of any.
    """
    for written in (_WORD.match(text), _ID.match(text)):
        items = items_written(written[1], rubric) if written else ()
        if written and items:
            name = _name_behind(text[written.end() :])
            fitting = tuple(item for item in items if name in {"", fold_name(item.name)})
            return shown_as(fitting, written[1], rubric.shown.in_heading)
    for end in range(min(len(text), _LONGEST_NUMBER), 0, -1):
        name, items = _name_behind(text[end:]), rubric.numbering.find(text[:end])
        fitting = tuple(item for item in items if name == fold_name(item.name))
        if fitting:
            return shown_as(fitting, text[:end], rubric.shown.in_heading)
    return None


def _name_behind(text: str) -> str:
    """The name behind a number, folded, without the points behind it."""
    return fold_name(_POINTS.sub("", text).lstrip(_BETWEEN))


def _only(items: tuple[Item, ...], rubric: Rubric, within: Item | None) -> Item | None:
    """The one of some items, or the one of them below the item around it; None where it is not clear which."""
    if len(items) > 1 and within is not None:
        items = tuple(item for item in items if within.id in rubric.above(item.id))
    return items[0] if len(items) == 1 else None


def is_like_id(text: str) -> bool:
    """Whether a heading begins as an id does."""
    text = without_unseen(text)
    return _ID.match(text) is not None or _LIKE_ID.match(text) is not None


def read_headings(grid: Grid, unit: Cell, rubric: Rubric) -> MatrixHeadings:
    """The headings around the cell that heads the units."""
    return _HeadingReader(grid, unit, rubric).read()


class _HeadingReader:
    def __init__(self, grid: Grid, unit: Cell, rubric: Rubric) -> None:
        self._grid, self._unit, self._rubric = grid, unit, rubric
        self._merges = merges_of(grid.marks.merged)
        found = self._merges.at(unit.row, unit.column)
        self._own = (unit.row, unit.row) if found is None else (found.first_row, found.last_row)
        self._sample = next((cell.column for cell in self._cells(unit.row) if fold_name(cell.text) in _SAMPLE), None)
        self._rows = list(range(self._own[0], self._own[1] + 1))[:_MOST_ROWS]
        self._caps: set[int] = set()
        self._trial: tuple[int, ...] = ()
        self._tops: dict[int, list[Item]] = {}
        self._items: dict[int, Item] = {}
        self._taken: dict[str, Cell] = {}
        self._sums: list[SumColumn] = []
        self._twice: list[Cell] = []
        self._split: dict[Cell, list[int]] = {}
        self._unknown: dict[Cell, None] = {}

    def read(self) -> MatrixHeadings:
        """All rows of headings, then what each column is of."""
        self._look_up()
        self._look_down()
        self._trial = ()
        cells = [cell for row in self._rows for cell in self._cells(row)]
        columns = {column for cell in cells for column in self._wide(cell)}
        for column in sorted(columns - {self._unit.column, self._sample or 0}):
            self._place(column)
        self._sums += self._subtotals()
        around = {column: tuple(self._tops.get(column, ())) for column in self._items}
        split = tuple((cell, tuple(each)) for cell, each in self._split.items())
        more = tuple(self._sums), self._sample, tuple(self._twice), split, tuple(self._unknown)
        return MatrixHeadings(self._rows[0], tuple(self._rows), self._items, around, *more)

    def _place(self, column: int) -> None:
        """What one column is of."""
        heading, item, says = self._column(column)
        if heading is None:
            self._unknown |= dict.fromkeys(self._misspelt(column))
        elif says is _Says.SUM:
            self._sums.append(SumColumn(heading, column, item))
        elif says is _Says.NOTHING:
            self._unknown[heading] = None
        elif says is None and item is not None:
            self._take(column, heading, item)

    def _take(self, column: int, heading: Cell, item: Item) -> None:
        """A column of scores of an item; the first one is that of the item."""
        first = self._taken.setdefault(item.id, heading)
        if first is heading and item not in self._items.values():
            self._items[column] = item
        elif first.place == heading.place:
            at = next(each for each, other in self._items.items() if other is item)
            self._split.setdefault(heading, [at]).append(column)
        else:
            self._twice.append(heading)

    def _misspelt(self, column: int) -> Iterator[Cell]:
        """The heading of a column of no item, if it begins like an id or is nearly an item's name."""
        cells = [cell for row in self._rows if (cell := self._heading_at(row, column)) is not None]
        if cells and (is_like_id(cells[-1].text) or nearest_hint(cells[-1].content, self._rubric.names)):
            yield cells[-1]

    def _subtotals(self) -> Iterator[SumColumn]:
        """The columns of items others of which have columns of their own: they add these up, and are no scores."""
        for column, item in list(self._items.items()):
            if any(each.id in self._taken for each in item.walk() if each is not item):
                yield SumColumn(self._taken[item.id], column, item)
                del self._items[column]

    def _cells(self, row: int) -> tuple[Cell, ...]:
        found = self._grid.rows.get(row)
        if found is None:
            return ()
        return tuple(cell for cell in found.cells.values() if self._merges.covering(row, cell.column) is None)

    def _wide(self, cell: Cell) -> range:
        found = self._merges.at(cell.row, cell.column)
        return range(cell.column, (found.last_column if found else cell.column) + 1)

    def _look_up(self) -> None:
        """Rows above that of the units whose cells name items, too."""
        for row in range(self._own[0] - 1, max(0, self._own[0] - _MOST_ROWS), -1):
            cells = self._cells(row)
            wide = any(self._unit.column in self._wide(cell) for cell in cells)
            named = [cell for cell in cells if cell.kind is CellKind.TEXT and item_of(cell.text, self._rubric)]
            if wide or not named or len(named) < len(cells) / 2:
                return
            self._rows.insert(0, row)

    def _look_down(self) -> None:
        """Rows below that of the units that tell the columns of a heading apart, or repeat the headings."""
        ahead: list[int] = []
        for row in range(self._own[1] + 1, self._own[1] + _MOST_ROWS):
            if row not in self._grid.rows:
                return
            at = fold_name(self._grid.at(*self._merges.shown_place(row, self._unit.column)).text)
            if at in CAPS:
                ahead.append(row)
                continue
            if (at and at not in UNIT_WORDS) or not self._continues(row, repeats=bool(at)):
                return
            self._rows += [*ahead, row]
            self._trial = ()
            self._caps |= set(ahead)
            ahead = []

    def _continues(self, row: int, *, repeats: bool) -> bool:
        """Whether a row is one more of headings: it names items below those of the headings above, and no others."""
        cells = [cell for cell in self._cells(row) if cell.column != self._unit.column]
        self._trial = (row,)
        is_first = not any(self._column(cell.column)[1] for cell in cells)
        found = False
        for cell in cells:
            above = self._column(cell.column)[1]
            item, says = self._read(cell, above)
            is_below = item is not None and says is None and above is not None and self._is_within(item, above)
            is_same = item is not None and item is above
            if cell.kind is not CellKind.TEXT and not (is_below or is_same) and not (is_first and item is not None):
                return False
            found |= is_below or says in {_Says.SCORE, _Says.CAP, _Says.SUM} or (item is not None and above is None)
        return found or (repeats and bool(cells))

    def _is_within(self, item: Item, above: Item) -> bool:
        return item is not above and above.id in self._rubric.above(item.id)

    def _column(self, column: int) -> tuple[Cell | None, Item | None, _Says | None]:
        """The lowest heading of a column, the item that it comes to, and what it says where it names none."""
        heading: Cell | None = None
        item: Item | None = None
        said: _Says | None = None
        tops: list[Item] = []
        for row in self._rows:
            cell = self._heading_at(row, column)
            if cell is None or cell is heading or row in self._caps:
                continue
            new, says = self._read(cell, item)
            if cell.kind is CellKind.NUMBER and item is not None and not (new and self._is_within(new, item)):
                continue  # a cap between headings
            if new is not None and new is not item:
                tops.append(new)
            if says is None or says is not _Says.NOTHING or item is not None:
                heading, item, said = cell, new if new is not None else item, says
        self._tops[column] = tops
        return heading, item, None if said is _Says.SCORE else said

    def _read(self, cell: Cell, above: Item | None) -> tuple[Item | None, _Says | None]:
        """The item that a heading names; else what it says of that above it."""
        item = self._item(cell, above)
        if item is not None:
            return item, None
        word = fold_name(_POINTS.sub("", cell.text))
        for words, says in ((_SCORES, _Says.SCORE), (CAPS, _Says.CAP), (_BESIDE, _Says.BESIDE)):
            if word in words and (above is not None or says is not _Says.SCORE):
                return above, says
        if is_sum_word(cell.text):
            return above, _Says.SUM
        summed = item_of(part, self._rubric, above) if (part := before_total_word(cell.text)) else None
        return (None, _Says.NOTHING) if summed is None else (summed, _Says.SUM)

    def _item(self, cell: Cell, above: Item | None) -> Item | None:
        """The item that a heading names. A number that may be of several is of the one that no other heading names."""
        if cell.kind is not CellKind.NUMBER:
            return None if cell.kind is CellKind.DATE else item_of(cell.text, self._rubric, above)
        items = read_number(cell, self._rubric).items
        if len(items) > 1:
            items = narrow_down(cell, items, _NO_NAME, self._rubric)
        if len(items) > 1:
            items = tuple(item for item in items if item.id not in self._named)
        return _only(items, self._rubric, above)

    @cached_property
    def _named(self) -> frozenset[str]:
        """The ids of the items that headings beside the units name for sure."""
        cells = self._cells(self._unit.row)
        texts = (cell.shown if cell.kind is CellKind.NUMBER else cell.text for cell in cells)
        items = (item_of(text, self._rubric) for text in texts if text)
        return frozenset(item.id for item in items if item is not None)

    def _heading_at(self, row: int, column: int) -> Cell | None:
        """The heading over a column in a row; where it is blank, the one to the left that no merged range ends."""
        cell = self._grid.at(*self._merges.shown_place(row, column))
        if cell.kind is not CellKind.BLANK:
            return cell if cell.column not in {self._unit.column, self._sample} else None
        below = [each for each in (*self._rows, *self._trial) if each > row]
        if not any(self._grid.at(each, column).kind is not CellKind.BLANK for each in below):
            return None
        left = [each for each in self._cells(row) if each.column < column]
        if not left or left[-1].column in {self._unit.column, self._sample}:
            return None
        last = left[-1]
        is_group = self._merges.at(last.row, last.column) is None and last.kind is CellKind.TEXT
        return last if is_group and self._says_group(last) else None

    def _says_group(self, cell: Cell) -> bool:
        """Whether a heading can stand for several columns: it names an item that has others, or none at all."""
        item = item_of(cell.text, self._rubric)
        return item is None or item.items is not None
