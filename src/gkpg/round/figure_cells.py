"""Figure cells: the number that people see in a cell of a table of figures, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_points, parse_stored
from gkpg.base.text import Text, tidy_text
from gkpg.round.item_figures import NO_NUMBER, PERCENT_OF_NONE, read_written_figure
from gkpg.rubric.kinds import is_percent
from gkpg.workbooks.cell_kinds import CellKind, Look
from gkpg.workbooks.display.comparison import Likeness, compare_shown
from gkpg.workbooks.merges import merges_of

if TYPE_CHECKING:
    from decimal import Decimal

    from gkpg.workbooks.cells import Cell, Grid

_UNSEEN = Text("打开时看不见（隐藏、合并、划去，或字与底同色）", "cannot be seen as it is (hidden, merged, struck out)")
_BY_KIND = {
    CellKind.DATE: Text("是日期，不是数", "is a date, not a number"),
    CellKind.ERROR: Text("是错误值", "is an error value"),
    CellKind.UNCALCULATED: Text("是没有计算结果的公式", "is a formula without a result"),
    CellKind.BOOLEAN: Text("是真假值，不是数", "is a truth value, not a number"),
}


def read_figure(grid: Grid, cell: Cell, unit: str | None) -> Decimal | Text:
    """The number of a cell for an item in a unit, 95% being 95 in percentages; or why there is none."""
    if cell.kind in _BY_KIND:
        return _BY_KIND[cell.kind]
    if _is_unseen(grid, cell):
        return _UNSEEN
    number = _number(cell, unit or "")
    if isinstance(number, Text):
        return number
    if cell.shown is not None and compare_shown(cell.shown, number) is Likeness.OTHER:
        seen, held = tidy_text(cell.shown.strip()), format_points(number)
        return Text(f"显示为“{seen}”，存的却是 {held}", f"shows “{seen}” and holds {held}")
    return number


def _number(cell: Cell, unit: str) -> Decimal | Text:
    """What a cell shows as a number; of a percentage the number before the sign."""
    if cell.kind is CellKind.TEXT:
        written = parse_stored(cell.content)
        return read_written_figure(cell.content, unit) if written is None else written
    held = parse_stored(cell.content)
    if held is None:
        return NO_NUMBER
    if cell.kind is not CellKind.PERCENT:
        return held
    return held * 100 if is_percent(unit) else PERCENT_OF_NONE


def _is_unseen(grid: Grid, cell: Cell) -> bool:
    """Whether people cannot see what a cell holds."""
    covered = bool(grid.marks.merged) and merges_of(grid.marks.merged).covering(cell.row, cell.column) is not None
    return covered or grid.marks.hide(cell) or cell.look in {Look.STRUCK, Look.UNSEEN}
