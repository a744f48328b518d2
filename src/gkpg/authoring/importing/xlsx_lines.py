"""The lines of a workbook or of a csv file: the rows of its sheets, merged cells understood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gkpg.authoring.importing.table_lines import TableCell, TableLine
from gkpg.base.points import format_points, parse_stored
from gkpg.base.text import Text
from gkpg.findings.place import Place
from gkpg.sheets.dates import find_day
from gkpg.sheets.layout import HIDDEN_NAME
from gkpg.workbooks.cells import CellKind, letters
from gkpg.workbooks.csv_reader import read_csv
from gkpg.workbooks.package import too_large_error
from gkpg.workbooks.strict import LONGEST_TEXT, row_and_column
from gkpg.workbooks.xlsx_reader import read_xlsx

if TYPE_CHECKING:
    from gkpg.authoring.importing.table_lines import Inside, Stream
    from gkpg.workbooks.cells import Cell as Stored
    from gkpg.workbooks.cells import Grid
    from gkpg.workbooks.limits import Limits
    from gkpg.workbooks.package import Package

#: Printed tables have some ten columns; a sheet with more than this is no such table.
_MOST_COLUMNS = 60
_ROWS, _SHEET = Text("行", "rows"), Text("工作表", "worksheets")
_At = tuple[int, int]
#: So many cells may be inside merged ones.
_MOST_MERGED = 50_000


def read_xlsx_lines(package: Package, file: str) -> tuple[Stream, ...]:
    """The rows of every sheet but the one on which gkpg itself notes what a blank is. Raises UnreadableError."""
    return tuple(_rows(grid, file) for grid in read_xlsx(package).grids if grid.name != HIDDEN_NAME)


def read_csv_lines(raw: bytes, file: str, limits: Limits) -> tuple[Stream, ...]:
    """The rows of a csv file. Raises UnreadableError."""
    (grid,) = read_csv(raw, limits).grids
    longest = max((len(cell.text) for row in grid.rows.values() for cell in row.cells.values()), default=0)
    if longest >= LONGEST_TEXT:  # the reader cuts such texts
        raise too_large_error("一格的字数", "characters in a cell", longest, LONGEST_TEXT - 1)
    return (_rows(grid, file),)


def _rows(grid: Grid, file: str) -> Stream:
    merged = _merged_places(grid)
    width = max((max(row.cells) for row in grid.rows.values()), default=0)
    if width > _MOST_COLUMNS:
        raise too_large_error("列数", "columns", width, _MOST_COLUMNS)
    lines = []
    for number in grid.rows:
        hidden = _SHEET if grid.hidden else _ROWS if number in grid.marks.rows else None
        cells = []
        for column in range(1, width + 1):
            place = Place(file, sheet=grid.name, cell=f"{letters(column)}{number}")
            at = (number, column)
            text = "" if at in merged.inside else _show_cell(grid.at(*merged.begins.get(at, at)))
            cells.append(TableCell(text, place, merged.heights.get(at, 1), merged.inside.get(at)))
        lines.append(TableLine(cells[0].place if cells else Place(file), tuple(cells), is_row=True, hidden=hidden))
    return tuple(lines)


class _Merged(NamedTuple):
    """The merged cells of a sheet: which places lie inside of them, over how many rows that can be seen each stands.

    `begins` is where the text of one stands whose first row is hidden.
    """

    inside: dict[_At, Inside]
    heights: dict[_At, int]
    begins: dict[_At, _At]


def _merged_places(grid: Grid) -> _Merged:
    """The merged cells of a sheet, counted by the rows that hold anything and can be seen."""
    inside: dict[_At, Inside] = {}
    heights: dict[_At, int] = {}
    begins: dict[_At, _At] = {}
    numbers = [number for number in grid.rows if number not in grid.marks.rows]
    for reference in grid.marks.merged:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = row_and_column(first), row_and_column(last or first)
        rows = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        columns = range(left, min(right, _MOST_COLUMNS) + 1)
        if not rows:
            continue
        heights[rows[0], left] = len(rows)
        begins |= {(rows[0], left): (top, left)} if rows[0] > top else {}
        inside |= {(row, column): "left" if column > left else "above" for row in rows for column in columns}
        inside.pop((rows[0], left), None)
        if len(inside) > _MOST_MERGED or len(heights) > _MOST_MERGED:
            raise too_large_error("合并的单元格数", "merged cells", len(inside), _MOST_MERGED)
    return _Merged(inside, heights, begins)


def _show_cell(cell: Stored) -> str:
    """What a cell shows, as text; a formula that no program has calculated is the formula, a date YYYY-MM-DD.

    A number has the zeros that its format shows: 1.10 may be the number of a row.
    """
    if cell.kind is CellKind.UNCALCULATED:
        return f"={cell.text}"
    if cell.kind is CellKind.DATE and (day := find_day(cell)) is not None:
        return day.isoformat()
    if cell.kind is CellKind.BOOLEAN:
        return {"1": "TRUE", "0": "FALSE"}.get(cell.text, cell.text)
    number = parse_stored(cell.text) if cell.kind in {CellKind.NUMBER, CellKind.PERCENT} else None
    if number is None:
        return cell.text
    if cell.kind is CellKind.PERCENT:
        return f"{format_points(number * Decimal(100))}%"
    return cell.shown if cell.shown is not None and parse_stored(cell.shown) == number else format_points(number)
