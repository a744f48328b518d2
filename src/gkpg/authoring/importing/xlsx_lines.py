"""The lines of a workbook or of a csv file: the rows of its sheets, merged cells understood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.authoring.importing.table_lines import TableCell, TableLine
from gkpg.base.points import format_points, parse_stored
from gkpg.findings.place import Place
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
#: So many cells may be inside merged ones.
_MOST_MERGED = 50_000


def read_xlsx_lines(package: Package, file: str) -> tuple[Stream, ...]:
    """The rows of every sheet that can be seen. Raises UnreadableError."""
    return tuple(_rows(grid, file) for grid in read_xlsx(package).grids if not grid.hidden)


def read_csv_lines(raw: bytes, file: str, limits: Limits) -> tuple[Stream, ...]:
    """The rows of a csv file. Raises UnreadableError."""
    (grid,) = read_csv(raw, limits).grids
    longest = max((len(cell.text) for row in grid.rows.values() for cell in row.cells.values()), default=0)
    if longest >= LONGEST_TEXT:  # the reader cuts such texts
        raise too_large_error("一格的字数", "characters in a cell", longest, LONGEST_TEXT - 1)
    return (_rows(grid, file),)


def _rows(grid: Grid, file: str) -> Stream:
    inside, heights = _merged_places(grid)
    width = max((max(row.cells) for row in grid.rows.values()), default=0)
    if width > _MOST_COLUMNS:
        raise too_large_error("列数", "columns", width, _MOST_COLUMNS)
    lines = []
    for number, row in grid.rows.items():
        if number in grid.marks.rows:
            continue
        cells = []
        for column in range(1, width + 1):
            place = Place(file, sheet=grid.name, cell=f"{letters(column)}{number}")
            at = (number, column)
            text = "" if at in inside else _show_cell(row.at(column))
            cells.append(TableCell(text, place, heights.get(at, 1), inside.get(at)))
        lines.append(TableLine(cells[0].place if cells else Place(file), tuple(cells), is_row=True))
    return tuple(lines)


def _merged_places(grid: Grid) -> tuple[dict[tuple[int, int], Inside], dict[tuple[int, int], int]]:
    """Which places lie inside merged cells, and over how many rows that hold anything a merged cell stands."""
    inside: dict[tuple[int, int], Inside] = {}
    heights: dict[tuple[int, int], int] = {}
    numbers = list(grid.rows)
    for reference in grid.marks.merged:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = row_and_column(first), row_and_column(last or first)
        rows = numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]
        columns = range(left, min(right, _MOST_COLUMNS) + 1)
        heights[top, left] = len(rows)
        inside |= {(row, column): "left" if column > left else "above" for row in rows for column in columns}
        inside.pop((top, left), None)
        if len(inside) > _MOST_MERGED or len(heights) > _MOST_MERGED:
            raise too_large_error("合并的单元格数", "merged cells", len(inside), _MOST_MERGED)
    return inside, heights


def _show_cell(cell: Stored) -> str:
    """What a cell shows, as text; a formula that no program has calculated is the formula."""
    if cell.kind is CellKind.UNCALCULATED:
        return f"={cell.text}"
    number = parse_stored(cell.text) if cell.kind in {CellKind.NUMBER, CellKind.PERCENT} else None
    if number is None:
        return cell.text
    return f"{format_points(number * Decimal(100))}%" if cell.kind is CellKind.PERCENT else format_points(number)
