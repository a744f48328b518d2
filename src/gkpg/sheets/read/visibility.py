"""Visibility: whether people see in a cell what is counted from it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name
from gkpg.base.points import MOST_DECIMALS, count_decimals, format_points, parse_stored
from gkpg.base.text import Text, tidy_text
from gkpg.workbooks.cells import CellKind, Look
from gkpg.workbooks.display.comparison import Likeness, compare_shown
from gkpg.workbooks.merges import merges_of, ranges_below

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.findings.finding import Fact, Finding
    from gkpg.rubric import Item
    from gkpg.rubric.kinds import Kind
    from gkpg.sheets.read.sheet_place import SheetPlace
    from gkpg.sheets.read.sheet_rules import SheetRules
    from gkpg.workbooks.cells import Cell, Grid
    from gkpg.workbooks.display.conditional import Restyle
    from gkpg.workbooks.merges import MergedRange

#: What a cell beneath a merged range holds that has no score of its own.
HOLDS_NOTHING = Text("没有自己的得分", "has no score of its own")
_NOTHING = Text("空白", "nothing")
#: What spreadsheets show where a number is too wide for its column.
NO_ROOM = Text("“###”（列太窄）", "“###”, for the column is too narrow")
_BY_CONDITION = Text("条件格式决定的样子", "what a conditional format makes of it")
_SIGNS = Text("符号字体里的符号", "a sign of a font of signs")
_HIDDEN = Text("在隐藏（或没有高度、宽度）的行或列里", "stands in a row or column that is hidden, or has no size")
_IN_GROUND = Text("字色与底色相同，或字号极小", "has the colour of its ground, or a font too small to read")
_REPEATED = Text("设了“填充”对齐，会重复显示", "is repeated across the cell by its alignment “fill”")


def check_visible(spot: SheetPlace, item: Item, cell: Cell, entered: Decimal, held: SheetRules) -> Iterator[Finding]:
    """What was entered is no finer than points are, and can be seen as it is."""
    places = count_decimals(entered)
    facts = {"item": item.label, "score": format_points(entered)}
    is_fine = places > MOST_DECIMALS and places > (0 if item.cap is None else count_decimals(item.cap))
    is_fine = is_fine and not held.kind(item).is_rounded
    if is_fine:
        yield spot.finding("S111", cell, places=str(MOST_DECIMALS), **facts)
    for finding in _check_shown(spot, item, cell, entered, held):
        if not is_fine or finding.code != "S115":  # that digits are left out has then been said
            yield finding
    yield from check_hidden(spot, cell, item.label, format_points(entered))


def _check_shown(spot: SheetPlace, item: Item, cell: Cell, entered: Decimal, held: SheetRules) -> Iterator[Finding]:
    """The cell's format, and what its sheet lays over that, shows what was entered."""
    for shown in _texts_shown(spot.grid, cell, entered):
        if shown is None or (isinstance(shown, str) and _is_word_for(shown, entered, held.kind(item), held)):
            continue
        likeness = Likeness.LESS
        if isinstance(shown, str):
            likeness = _compare(held.kind(item).without_unit(shown), cell, entered)
        if likeness is not Likeness.SAME:
            seen = shown if isinstance(shown, Text) else _quote(shown.strip())
            facts = {"item": item.label, "score": format_points(entered), "shown": seen}
            yield spot.finding("S115" if likeness is Likeness.LESS else "S128", cell, **facts)
            return


def _compare(shown: str, cell: Cell, entered: Decimal) -> Likeness:
    """How what is shown relates to what is held; a text is never rounded."""
    likeness = compare_shown(shown, entered)
    is_other_text = cell.kind is CellKind.TEXT and likeness is Likeness.LESS and shown.strip()
    return Likeness.OTHER if is_other_text else likeness


def _quote(shown: str) -> Fact:
    return Text(f"“{shown}”", f"“{shown}”") if shown else _NOTHING


def _texts_shown(grid: Grid, cell: Cell, entered: Decimal) -> Iterator[str | Text | None]:
    """What the cell may show, one after another; None for the number itself, a Text for what cannot be told."""
    yield cell.shown
    if grid.marks.hides_zeros and cell.kind is CellKind.NUMBER and entered == 0:
        yield ""
    for columns, width in grid.marks.narrow:
        if (
            cell.column in columns
            and cell.kind is CellKind.NUMBER
            and len(cell.shown or format_points(entered)) > width
            and not _is_merged(grid, cell)
        ):
            yield NO_ROOM
    for restyle in grid.marks.restyles:
        if not restyle.holds(cell.row, cell.column) or (applies := restyle.rule.applies_to(entered)) is False:
            continue
        if restyle.rule.hides_value:
            yield ""
        elif restyle.format is not None:
            is_text = cell.kind is CellKind.TEXT
            shown = restyle.format.text(cell.text) if is_text else restyle.format.number(cell.text)
            is_plain = shown.kind is cell.kind
            yield shown.text if is_plain and (applies or shown.text is None) else _BY_CONDITION


def _is_word_for(shown: str, entered: Decimal, kind: Kind, held: SheetRules) -> bool:
    """Whether what is shown is a word that means the number: ✓ for 1, 良 for what the source's scale gives it."""
    word = fold_name(shown)
    return entered in (kind.words.get(word), held.scale.get(word))


def check_hidden(spot: SheetPlace, cell: Cell, what: Fact, score: str) -> Iterator[Finding]:
    """What was entered can be seen, and is not struck out."""
    marks, looks = spot.grid.marks, {cell.look}
    looks |= {each.look for each in marks.restyles if each.look and _may_apply(each, cell)}
    facts: dict[str, Fact] = {"item": what, "score": score}
    if Look.STRUCK in looks:
        yield spot.finding("S130", cell, **facts)
    elif Look.SIGNS in looks:
        yield spot.finding("S128", cell, shown=_SIGNS, **facts)
    elif Look.UNSEEN in looks or Look.REPEATED in looks:
        yield spot.finding("S116", cell, how=_IN_GROUND if Look.UNSEEN in looks else _REPEATED, **facts)
    if cell.row in marks.rows and marks.filtered:
        yield spot.finding("S117", cell, **facts)
    elif marks.hide(cell) and not _shows_beside(spot.grid, cell):
        yield spot.finding("S116", cell, how=_HIDDEN, **facts)


def _shows_beside(grid: Grid, cell: Cell) -> bool:
    """Whether a cell is merged over one that can be seen, and so shows there."""
    merged = merges_of(grid.marks.merged).at(cell.row, cell.column) if grid.marks.merged else None
    if merged is None:
        return False
    rows = any(row not in grid.marks.rows for row in range(merged.first_row, min(merged.last_row, cell.row + 99) + 1))
    columns = range(merged.first_column, merged.last_column + 1)
    return rows and any(all(column not in each for each in grid.marks.columns) for column in columns)


def _is_merged(grid: Grid, cell: Cell) -> bool:
    return bool(grid.marks.merged) and merges_of(grid.marks.merged).at(cell.row, cell.column) is not None


def check_names(spot: SheetPlace, cells: Iterable[Cell], what: Text) -> Iterator[Finding]:
    """Names and ids show as they are, and are not struck out."""
    for cell in cells:
        facts: dict[str, Fact] = {"item": what, "score": cell.content}
        if cell.look is Look.STRUCK:
            yield spot.finding("S130", cell, **facts)
        if cell.shown is not None and fold_name(cell.shown) != fold_name(cell.content) and not _is_same_number(cell):
            yield spot.finding("S128", cell, shown=_quote(cell.shown.strip()), **facts)


def _is_same_number(cell: Cell) -> bool:
    """Whether what a cell shows is the number that it holds, with zeros behind it or without."""
    number = parse_stored(cell.content)
    is_number = cell.kind is CellKind.NUMBER and number is not None and cell.shown is not None
    return is_number and compare_shown(cell.shown or "", number or Decimal(0)) is Likeness.SAME


def _may_apply(restyle: Restyle, cell: Cell) -> bool:
    """Whether a conditional format may change how a cell looks."""
    if not restyle.holds(cell.row, cell.column):
        return False
    value = parse_stored(cell.content)
    return value is None or restyle.rule.applies_to(value) is not False


def check_mark(spot: SheetPlace, item: Item, cell: Cell) -> Iterator[Finding]:
    """A mark that an item does not apply can be seen."""
    yield from check_hidden(spot, cell, item.label, cell.content)
    if cell.shown is not None and not _is_same_number(cell):
        seen = _quote(cell.shown.strip())
        yield spot.finding("S128", cell, item=item.label, score=cell.content, shown=seen)


def check_beneath(spot: SheetPlace, cell: Cell) -> Iterator[Finding]:
    """What a cell holds that lies beneath a merged range."""
    covering = covering_range(spot.grid, cell)
    if covering is not None:
        held = Text(f"里面存有“{tidy_text(cell.text)}”", f"holds “{tidy_text(cell.text)}”")
        yield spot.finding("S129", cell, range=covering, held=held)


def check_covered(spot: SheetPlace, columns: Iterable[int], below: int) -> Iterator[Finding]:
    """Nothing by which rows are known lies beneath a merged range that shows something else.

    `columns` are those of ids, names and caps, `below` the row of the headings; scores are looked at one by one.
    """
    merged_ranges = spot.grid.marks.merged
    for merged, reached in ranges_below(merged_ranges, frozenset(columns), below) if merged_ranges else ():
        seen = spot.grid.at(merged.first_row, merged.first_column)
        for cell in _cells_in(spot.grid, merged, reached):
            if cell.row > below and cell.content and cell.place != seen.place and cell.text != seen.text:
                yield from check_beneath(spot, cell)


def _cells_in(grid: Grid, merged: MergedRange, columns: Iterable[int]) -> Iterator[Cell]:
    """The cells of a merged range in some columns, of rows that hold anything."""
    is_tall = merged.last_row - merged.first_row > len(grid.rows)
    for number in grid.rows if is_tall else range(merged.first_row, merged.last_row + 1):
        if merged.first_row <= number <= merged.last_row and number in grid.rows:
            yield from (grid.rows[number].at(column) for column in columns)


def covering_range(grid: Grid, cell: Cell) -> str | None:
    """The merged range that a cell lies beneath; None for one that people see."""
    found = merges_of(grid.marks.merged).covering(cell.row, cell.column) if grid.marks.merged else None
    return None if found is None else found.text
