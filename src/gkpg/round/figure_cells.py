"""Figure cells: the number that people see in a cell of a table of figures, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_points, parse_stored, parse_typed
from gkpg.base.text import Text, tidy_text
from gkpg.rubric.kinds import is_percent
from gkpg.workbooks.cell_kinds import CellKind, Look
from gkpg.workbooks.display.comparison import Likeness, compare_shown
from gkpg.workbooks.merges import merges_of

if TYPE_CHECKING:
    from decimal import Decimal

    from gkpg.workbooks.cells import Cell, Grid

_NO_NUMBER = Text("不是数", "is no number")
_UNSEEN = Text("打开时看不见（隐藏、合并、划去，或字与底同色）", "cannot be seen as it is (hidden, merged, struck out)")
_PERCENT = Text("显示为百分数，这一项的单位却不是百分数", "shows as a percentage, and the item's unit is none")
_BY_KIND = {
    CellKind.DATE: Text("是日期，不是数", "is a date, not a number"),
    CellKind.ERROR: Text("是错误值", "is an error value"),
    CellKind.UNCALCULATED: Text("是没有计算结果的公式", "is a formula without a result"),
    CellKind.BOOLEAN: Text("是真假值，不是数", "is a truth value, not a number"),
}
_WIDE = str.maketrans({"％": "%"})


def read_figure(grid: Grid, cell: Cell, unit: str | None) -> Decimal | Text:
    """The number of a cell for an item in a unit, 95% being 95 in percentages; or why there is none."""
    if cell.kind in _BY_KIND:
        return _BY_KIND[cell.kind]
    if _is_unseen(grid, cell):
        return _UNSEEN
    number = _number(cell)
    if number is None:
        return _NO_NUMBER
    if _is_share(cell) and not is_percent(unit or ""):
        return _PERCENT
    if cell.shown is not None and compare_shown(cell.shown, number) is Likeness.OTHER:
        seen, held = tidy_text(cell.shown.strip()), format_points(number)
        return Text(f"显示为“{seen}”，存的却是 {held}", f"shows “{seen}” and holds {held}")
    return number


def _number(cell: Cell) -> Decimal | None:
    """What a cell shows as a number; of a percentage the number before the sign."""
    if cell.kind is CellKind.PERCENT:
        held = parse_stored(cell.content)
        return None if held is None else held * 100
    if cell.kind is CellKind.NUMBER:
        return parse_stored(cell.content)
    text = cell.content.translate(_WIDE).removesuffix("%").strip()
    return parse_stored(text) or parse_typed(text)


def _is_share(cell: Cell) -> bool:
    """Whether a cell shows a percentage."""
    return cell.kind is CellKind.PERCENT or cell.content.translate(_WIDE).endswith("%")


def _is_unseen(grid: Grid, cell: Cell) -> bool:
    """Whether people cannot see what a cell holds."""
    covered = bool(grid.marks.merged) and merges_of(grid.marks.merged).covering(cell.row, cell.column) is not None
    return covered or grid.marks.hide(cell) or cell.look in {Look.STRUCK, Look.UNSEEN}
