"""Reading a matrix sheet: a row a unit, a column an item, all by one hand of one source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name, normalize_name
from gkpg.base.points import parse_stored
from gkpg.base.text import Text
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.sheets.layout import ALSO, LABELS, SAMPLE_HEADINGS, SUMS, UNIT_HEADINGS
from gkpg.sheets.model import Sheet
from gkpg.sheets.read.identity import nearest_hint
from gkpg.sheets.read.score_cells import FilledRow, SheetPlace, check_cap, read_score
from gkpg.sheets.read.score_collector import ScoreCollector, gather_blanks
from gkpg.sheets.read.score_table import adds_up, visible_sheets_first
from gkpg.sheets.read.sheet_rules import SheetRules
from gkpg.sheets.read.unit_rows import known_id
from gkpg.sheets.read.visibility import check_covered
from gkpg.workbooks.cells import Cell, CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.resolve import Round
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.model import Identity
    from gkpg.workbooks.cells import Grid, Workbook

_UNIT = frozenset(map(fold_name, UNIT_HEADINGS))
_ID = re.compile(r"\s*([0-9０-９]+(?:[.．][0-9０-９]+)*)(?![0-9.．]*%)")
_WORD = re.compile(r"\s*(\S+)")
_POINTS = re.compile(r"[（(]\s*[0-9.]+\s*分\s*[)）]\s*$")
_NOTHING = Text("空白", "blank")
#: Nobody asks more people.
_LARGEST_SAMPLE = 10**9
_SAMPLE = frozenset(map(fold_name, SAMPLE_HEADINGS))
#: What the row of caps below the headings says in the column of units.
_CAPS = frozenset(map(fold_name, ("分值", "满分", "Max")))


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """A table of units by items: the row of its headings, the column of the units, the item of each other column.

    `sample_column` is that of the sizes of samples, None where there is none.
    """

    grid: Grid
    row: int
    unit_column: int
    items: dict[int, Item]
    sample_column: int | None
    twice: tuple[tuple[Cell, Item], ...]
    unknown: tuple[Cell, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """What stands in the column of units below the headings."""
        return tuple(normalize_name(self.grid.at(number, self.unit_column).content) for number in self.rows)

    @property
    def rows(self) -> tuple[int, ...]:
        """The numbers of the rows below the headings that hold anything."""
        return tuple(number for number in self.grid.rows if number > self.row)


def find_matrices(workbook: Workbook, rubric: Rubric) -> Iterator[MatrixTable]:
    """The tables with a column of units and a column of at least one item, at most one a sheet."""
    labels = {*map(fold_name, (*LABELS["unit"], *ALSO["unit"]))}
    for grid in visible_sheets_first(workbook):
        for each in grid.rows.values():
            row = tuple(each.cells.values())
            unit = next((cell for cell in row if fold_name(cell.text) in _UNIT | labels), None)
            found = None if unit is None else _matrix(grid, row, unit, rubric)
            if found is not None and found.items:
                yield found
                break


def _matrix(grid: Grid, row: tuple[Cell, ...], unit: Cell, rubric: Rubric) -> MatrixTable:
    items: dict[int, Item] = {}
    twice: list[tuple[Cell, Item]] = []
    unknown: list[Cell] = []
    sample = next((cell.column for cell in row if fold_name(cell.text) in _SAMPLE), None)
    for cell in row:
        item = _item_of(cell, rubric)
        if item is not None and item in items.values():
            twice.append((cell, item))
        elif item is not None:
            items[cell.column] = item
        elif (
            cell is not unit
            and cell.column != sample
            and (_ID.match(cell.text) or nearest_hint(cell.content, rubric.names))
        ):
            unknown.append(cell)
    return MatrixTable(grid, unit.row, unit.column, items, sample, tuple(twice), tuple(unknown))


def _item_of(heading: Cell, rubric: Rubric) -> Item | None:
    """The item that a heading names: by its id, which a name may follow, or by its name alone."""
    for written in (_WORD.match(heading.text), _ID.match(heading.text)):
        item = rubric.by_id.get(known_id(written[1], rubric)) if written else None
        if written and item is not None:
            rest = fold_name(_POINTS.sub("", heading.text[written.end() :]))
            return item if rest in {"", fold_name(item.name)} else None
    return rubric.by_name.get(fold_name(_POINTS.sub("", heading.text)))


def read_matrix(
    matrix: MatrixTable, rubric: Rubric, file: str, who: Identity, round_: Round
) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """A sheet for every row of a unit, and what holds for all of them."""
    reader = _MatrixRowReader(
        matrix, SheetRules.of_matrix(rubric, round_, who.source), SheetPlace(file, matrix.grid), who
    )
    rows = [number for number in matrix.rows if not _is_caps(matrix, number)]
    caps = [number for number in matrix.rows if _is_caps(matrix, number)]
    sheets = tuple(sheet for number in rows for sheet in reader.sheet(number))
    of_caps = [finding for number in caps for finding in _caps(matrix, number, reader.spot)]
    lost = tuple(finding for number in rows for finding in _without_unit(matrix, number, reader.spot))
    if lost:  # a sheet of nobody: what is wrong there keeps no unit of the others from a total
        sheets = (*sheets, Sheet(file, (rubric.rubric, rubric.version), who, matrix.grid.name, findings=lost))
    covered = check_covered(reader.spot, (matrix.unit_column, *matrix.items), matrix.row, matrix.items)
    return sheets, (*_headings(matrix, reader.held, reader.spot), *covered, *of_caps)


def _is_caps(matrix: MatrixTable, number: int) -> bool:
    return fold_name(matrix.grid.at(number, matrix.unit_column).text) in _CAPS


def _headings(matrix: MatrixTable, held: SheetRules, spot: SheetPlace) -> Iterator[Finding]:
    """Every heading names an item once; no item lacks its column."""
    known = (*held.rubric.leaf_ids, *held.rubric.names)
    for cell in matrix.unknown:
        yield spot.finding("S202", cell, id=cell.content, nearest=nearest_hint(cell.content, known))
    for cell, _ in matrix.twice:
        yield spot.finding("S208", cell, heading=cell.content)
    present = ScoreCollector(held, places={item.id: 0 for item in matrix.items.values()})
    yield from present.missing(spot)


def _caps(matrix: MatrixTable, number: int, spot: SheetPlace) -> Iterator[Finding]:
    """The caps that a row below the headings prints are those of the rubric."""
    for column, item in matrix.items.items():
        cap = matrix.grid.at(number, column)
        if cap.content:
            yield from check_cap(spot, cap, item)


def _without_unit(matrix: MatrixTable, number: int, spot: SheetPlace) -> Iterator[Finding]:
    """A row of scores that names no unit."""
    is_sum = adds_up(matrix.grid.rows[number], matrix.grid)
    if not matrix.grid.at(number, matrix.unit_column).content and not is_sum:
        typed = (matrix.grid.at(number, column) for column in matrix.items)
        first = next((cell for cell in typed if cell.kind is not CellKind.BLANK and cell.formula is None), None)
        if first is not None:
            yield spot.finding("S211", first, text=first.text)


class _MatrixRowReader:
    """The rows of one matrix. In a survey a unit may have several: each is an answer of its own."""

    def __init__(self, matrix: MatrixTable, held: SheetRules, spot: SheetPlace, who: Identity) -> None:
        self.held, self.spot = held, spot
        self._matrix, self._who = matrix, who
        self._answers: dict[str, int] = {}

    def sheet(self, number: int) -> Iterator[Sheet]:
        """The scores of the unit of a row; none where it names no unit or is a row of sums."""
        matrix, rubric = self._matrix, self.held.rubric
        named = normalize_name(matrix.grid.at(number, matrix.unit_column).content)
        if not named or fold_name(named) in SUMS:
            return
        unit = self.held.round.former.get(named, named)
        held = SheetRules.of_unit(rubric, self.held.round, unit, self._who.source)
        collected, faults = ScoreCollector(held), list[Finding]()
        for column, item in matrix.items.items():
            self._score(FilledRow(matrix.grid.at(number, column)), item, collected, faults)
        layout, points, entered = collected.lines()
        sample, wrong = self._sample(number)
        cell = matrix.grid.at(number, matrix.unit_column)
        place = Place(self.spot.file, sheet=matrix.grid.name, cell=cell.address)
        yield Sheet(
            file=self.spot.file,
            rubric=(rubric.rubric, rubric.version),
            identity=self._who._replace(unit=unit, assessor=self._hand(unit)),
            name=matrix.grid.name,
            row=number,
            layout=layout,
            points=points,
            findings=(*gather_blanks(faults, held, place), *wrong),
            sample=sample,
            entered=entered,
        )

    def _score(self, filled: FilledRow, item: Item, collected: ScoreCollector, faults: list[Finding]) -> None:
        """One cell. That of an item which the source does not score for this unit is blank."""
        if item.id in collected.rules.is_scored:
            score, found = read_score(self.spot, item, filled, collected.rules)
            faults += (fault for fault in found if fault.code != "S113")
            collected.add(item.id, filled, score)
        elif filled.score.content:
            facts = {"item": item.label, "source": self._who.source, "text": filled.score.text}
            faults.append(self.spot.finding("S121", filled.score, **facts))

    def _hand(self, unit: str) -> str:
        """The assessor; answers of a survey are numbered from the second on."""
        self._answers[unit] = count = self._answers.get(unit, 0) + 1
        is_further = count > 1 and self.held.rules.kind == "survey"
        return f"{self._who.assessor}#{count}" if is_further else self._who.assessor

    def _sample(self, number: int) -> tuple[int | None, tuple[Finding, ...]]:
        """The size of the sample behind a row; None where there is no such column."""
        if self._matrix.sample_column is None:
            return None, ()
        cell = self._matrix.grid.at(number, self._matrix.sample_column)
        size = parse_stored(cell.content)
        if not cell.content and not any(self._matrix.grid.at(number, column).content for column in self._matrix.items):
            return None, ()
        if size is None or size != int(size) or not 0 < size <= _LARGEST_SAMPLE:
            return None, (self.spot.finding("S125", cell, text=cell.content or _NOTHING),)
        return int(size), ()
