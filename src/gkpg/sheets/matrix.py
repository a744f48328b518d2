"""Reading a matrix sheet: a row a unit, a column an item, all from one source and one hand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.findings import Finding
from gkpg.names import folded, neat
from gkpg.sheets.collected import Collected, gathered
from gkpg.sheets.filled import Sheet
from gkpg.sheets.identity import nearest
from gkpg.sheets.layout import ALSO, LABELS, SUMS, UNIT_HEADINGS
from gkpg.sheets.scores import Filled, Spot, cap_kept, read_score
from gkpg.sheets.table import adds_up, seen_first
from gkpg.sheets.unitsheet import known_id
from gkpg.workbooks.cells import Cell, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.identity import Identity
    from gkpg.workbooks.cells import Grid, Workbook

_UNIT = frozenset(map(folded, UNIT_HEADINGS))
_ID = re.compile(r"\s*([0-9０-９]+(?:[.．][0-9０-９]+)*)(?![0-9.．]*%)")
_POINTS = re.compile(r"[（(]\s*[0-9.]+\s*分\s*[)）]\s*$")
#: What the row of caps below the headings says in the column of units.
_CAPS = frozenset(map(folded, ("分值", "满分", "Max")))


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of units by items: the row of its headings, the column of the units, the item of each other column."""

    grid: Grid
    row: int
    unit_column: int
    items: dict[int, Item]
    twice: tuple[tuple[Cell, Item], ...]
    unknown: tuple[Cell, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the rows below the headings that hold anything."""
        return tuple(number for number in self.grid.rows if number > self.row)


def find_matrices(workbook: Workbook, rubric: Rubric) -> Iterator[Matrix]:
    """The tables with a column of units and a column of at least one item, at most one a sheet."""
    labels = {*map(folded, (*LABELS["unit"], *ALSO["unit"]))}
    for grid in seen_first(workbook):
        for each in grid.rows.values():
            row = tuple(each.cells.values())
            unit = next((cell for cell in row if folded(cell.text) in _UNIT | labels), None)
            found = None if unit is None else _matrix(grid, row, unit, rubric)
            if found is not None and found.items:
                yield found
                break


def _matrix(grid: Grid, row: tuple[Cell, ...], unit: Cell, rubric: Rubric) -> Matrix:
    items: dict[int, Item] = {}
    twice: list[tuple[Cell, Item]] = []
    unknown: list[Cell] = []
    for cell in row:
        item = _item_of(cell, rubric)
        if item is not None and item in items.values():
            twice.append((cell, item))
        elif item is not None:
            items[cell.column] = item
        elif cell is not unit and (_ID.match(cell.text) or nearest(cell.content, rubric.names)):
            unknown.append(cell)
    return Matrix(grid, unit.row, unit.column, items, tuple(twice), tuple(unknown))


def _item_of(heading: Cell, rubric: Rubric) -> Item | None:
    """The item that a heading names: by its id, which a name may follow, or by its name alone."""
    written = _ID.match(heading.text)
    item = rubric.by_id.get(known_id(folded(written[1]), rubric)) if written else None
    rest = folded(_POINTS.sub("", heading.text[written.end() :])) if written else ""
    if item is not None:
        return item if rest in {"", folded(item.name)} else None
    return rubric.by_name.get(folded(_POINTS.sub("", heading.text)))


def read_matrix(
    matrix: Matrix, rubric: Rubric, file: str, who: Identity
) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """A sheet for every unit, and what holds for all of them."""
    spot = Spot(file, matrix.grid)
    rows = [number for number in matrix.rows if not _is_caps(matrix, number)]
    caps = [finding for number in matrix.rows if _is_caps(matrix, number) for finding in _caps(matrix, number, spot)]
    sheets = tuple(sheet for number in rows for sheet in _sheet(matrix, number, rubric, spot, who))
    lost = [finding for number in rows for finding in _without_unit(matrix, number, spot)]
    return sheets, (*_headings(matrix, rubric, spot), *caps, *lost)


def _is_caps(matrix: Matrix, number: int) -> bool:
    return folded(matrix.grid.at(number, matrix.unit_column).text) in _CAPS


def _headings(matrix: Matrix, rubric: Rubric, spot: Spot) -> Iterator[Finding]:
    """Every heading names an item once; no item lacks its column."""
    for cell in matrix.unknown:
        yield spot.finding(
            "S202", cell, id=cell.content, nearest=nearest(cell.content, (*rubric.leaf_ids, *rubric.names))
        )
    for cell, _ in matrix.twice:
        yield spot.finding("S208", cell, heading=cell.content)
    present = Collected(rubric, places={item.id: 0 for item in matrix.items.values()})
    yield from present.missing(spot)


def _caps(matrix: Matrix, number: int, spot: Spot) -> Iterator[Finding]:
    """The caps that a row below the headings prints are those of the rubric."""
    for column, item in matrix.items.items():
        cap = matrix.grid.at(number, column)
        if cap.content:
            yield from cap_kept(spot, cap, item)


def _without_unit(matrix: Matrix, number: int, spot: Spot) -> Iterator[Finding]:
    """A row of scores that names no unit."""
    is_sum = adds_up(matrix.grid.rows[number], matrix.grid)
    if not matrix.grid.at(number, matrix.unit_column).content and not is_sum:
        typed = (matrix.grid.at(number, column) for column in matrix.items)
        first = next((cell for cell in typed if cell.kind is not Kind.BLANK and cell.formula is None), None)
        if first is not None:
            yield spot.finding("S211", first, text=first.text)


def _sheet(matrix: Matrix, number: int, rubric: Rubric, spot: Spot, who: Identity) -> Iterator[Sheet]:
    """The scores of the unit of a row; none where it names no unit or is a row of sums."""
    unit = neat(matrix.grid.at(number, matrix.unit_column).content)
    if not unit or folded(unit) in SUMS:
        return
    collected, faults = Collected(rubric), list[Finding]()
    for column, item in matrix.items.items():
        filled = Filled(matrix.grid.at(number, column))
        points, found = read_score(spot, item, filled)
        faults += (fault for fault in found if fault.code != "S113")
        collected.put(item.id, filled, points)
    layout, line = collected.lines()
    yield Sheet(
        file=spot.file,
        rubric=(rubric.rubric, rubric.version),
        identity=who._replace(unit=unit),
        name=matrix.grid.name,
        row=number,
        layout=layout,
        points=line,
        findings=tuple(gathered(faults, rubric, spot)),
    )
