"""Reading a matrix sheet: a row a unit, a column an item, all by one hand of one source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name, normalize_name
from gkpg.base.points import parse_stored
from gkpg.base.text import Text
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place
from gkpg.sheets.layout import LABELS
from gkpg.sheets.model import Sheet
from gkpg.sheets.read.identity import nearest_hint
from gkpg.sheets.read.matrix_headings import CAPS
from gkpg.sheets.read.matrix_sums import check_sums
from gkpg.sheets.read.no_units import RowKind, row_kind
from gkpg.sheets.read.row_numbers import read_number, unclear_number
from gkpg.sheets.read.score_cells import FilledRow, check_cap, read_score
from gkpg.sheets.read.score_collector import ScoreCollector, gather_blanks
from gkpg.sheets.read.score_table import adds_up
from gkpg.sheets.read.sheet_place import SheetPlace
from gkpg.sheets.read.sheet_rules import SheetRules
from gkpg.sheets.read.unseen_names import check_unseen
from gkpg.sheets.read.visibility import check_covered, check_hidden, check_names
from gkpg.workbooks.cells import Cell, CellKind, letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.round.round import Round
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.model import Identity
    from gkpg.sheets.read.matrix_table import MatrixTable

_NOTHING = Text("空白", "blank")
_HEADING, _SAMPLE = Text("列标题", "heading"), Text("样本数", "size of the sample")
#: Nobody asks more people.
_LARGEST_SAMPLE = 10**9


def read_matrix(
    matrix: MatrixTable, rubric: Rubric, file: str, who: Identity, round_: Round, units: frozenset[str] = frozenset()
) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """A sheet for every row of a unit, and what holds for all of them. `units` are known besides those of the round."""
    reader = _MatrixRowReader(
        matrix,
        SheetRules.of_matrix(rubric, round_, who.source),
        SheetPlace(file, matrix.grid),
        who,
        units.union(round_.units, round_.former),
    )
    rows = [number for number in matrix.rows if not _is_caps(matrix, number)]
    caps = [*matrix.headings.rows, *(number for number in matrix.rows if _is_caps(matrix, number))]
    sheets = tuple(sheet for number in rows for sheet in reader.sheet(number))
    of_caps = [finding for number in caps for finding in _caps(matrix, rubric, number, reader.spot)]
    lost = tuple(finding for number in rows for finding in _without_unit(matrix, number, reader.spot))
    heads_wrong: tuple[Finding, ...] = ()
    if lost and _says_only_words(matrix, rows[0]):  # a row of headings: what the columns below are, nobody can tell
        heads_wrong, lost = lost[:1], lost[1:]
    if lost:  # a sheet of nobody: what is wrong there keeps no unit of the others from a total
        sheets = (*sheets, Sheet(file, (rubric.rubric, rubric.version), who, matrix.grid.name, findings=lost))
    sample = () if matrix.headings.sample is None else (matrix.headings.sample,)
    covered = [
        *check_covered(reader.spot, (matrix.unit_column, *sample), matrix.headings.rows[-1]),
        *check_names(reader.spot, map(matrix.unit_cell, rows), LABELS["unit"]),
        *check_names(reader.spot, _heads(matrix), _HEADING),
    ]
    of_headings = _headings(matrix, _asked(matrix, reader.held, sheets), reader.spot, rows)
    unseen = check_unseen((*_heads(matrix), *map(matrix.unit_cell, rows), *reader.words), file, matrix.grid.name)
    return sheets, (*heads_wrong, *of_headings, *covered, *of_caps, *reader.left_out, *unseen)


def _asked(matrix: MatrixTable, held: SheetRules, sheets: Sequence[Sheet]) -> SheetRules:
    """What a sheet of these units is held to: the source may score fewer items for them than for others."""
    units = [sheet.identity.unit for sheet in sheets if sheet.identity.unit]
    if not units or {item.id for item in matrix.items.values()}.issuperset(held.ids):
        return held
    wanted = {item for unit in units for item in SheetRules.of_unit(held.rubric, held.round, unit, held.source).ids}
    return replace(held, ids=tuple(item for item in held.ids if item in wanted))


def _says_only_words(matrix: MatrixTable, number: int) -> bool:
    """Whether a row names no unit and holds words alone where scores stand."""
    cells = tuple(matrix.scores(number))
    return not matrix.unit_cell(number).content and bool(cells) and all(cell.kind is CellKind.TEXT for cell in cells)


def _heads(matrix: MatrixTable) -> Iterator[Cell]:
    """The cells in the rows of headings."""
    rows = (matrix.grid.rows[row] for row in matrix.headings.rows if row in matrix.grid.rows)
    return (cell for row in rows for cell in row.cells.values())


def _is_caps(matrix: MatrixTable, number: int) -> bool:
    return fold_name(matrix.grid.at(number, matrix.unit_column).text) in CAPS


def _headings(matrix: MatrixTable, held: SheetRules, spot: SheetPlace, rows: Sequence[int]) -> Iterator[Finding]:
    """Every heading names an item once; no item lacks its column."""
    known = (*held.rubric.leaf_ids, *held.rubric.names)
    unclear: set[str] = set()
    for cell in matrix.headings.unknown:
        found = read_number(cell, held.rubric)
        if found.day is None and len(found.items) < 2:
            yield spot.finding("S202", cell, id=cell.content, nearest=nearest_hint(cell.content, known))
        else:
            unclear |= {item.id for item in found.items}
            yield unclear_number(spot, cell, found)
    for cell in matrix.headings.twice:
        yield spot.finding("S208", cell, heading=cell.content)
    for cell, columns in matrix.headings.split:
        filled = [column for column in columns if any(matrix.grid.at(row, column).content for row in rows)]
        if filled[1:] or filled[:1] not in ([], [columns[0]]):
            yield spot.finding("S213", cell, heading=cell.content, columns="、".join(map(letters, columns)))
    present = ScoreCollector(held, places={item.id: 0 for item in matrix.items.values()})
    yield from present.missing(spot, unclear)


def _caps(matrix: MatrixTable, rubric: Rubric, number: int, spot: SheetPlace) -> Iterator[Finding]:
    """The caps that a row of or below the headings prints are those of the rubric: of an item, or of that around it."""
    is_heading = number in matrix.headings.rows
    split = {column for _, columns in matrix.headings.split for column in columns}
    for column, item in matrix.items.items():
        cap = matrix.grid.at(*matrix.merges.shown_place(number, column))
        is_cap = cap.kind is CellKind.NUMBER if is_heading else bool(cap.content)
        if not is_cap or item.is_veto or column in split or cap.column < column:
            continue
        is_wide = matrix.merges.at(cap.row, cap.column) is not None
        above = matrix.headings.around[column] if is_wide or number < matrix.headings.rows[-1] else ()
        may_be = [item, *(each for each in above if each is not item)]
        if is_heading and any(each in may_be for each in read_number(cap, rubric).items):
            continue
        wrong = [list(check_cap(spot, cap, each)) for each in may_be]
        if all(wrong):
            yield from wrong[-1]


def _without_unit(matrix: MatrixTable, number: int, spot: SheetPlace) -> Iterator[Finding]:
    """A row of scores that names no unit."""
    is_sum = adds_up(matrix.grid.rows[number], matrix.grid)
    if not matrix.unit_cell(number).content and not is_sum:
        typed = (matrix.grid.at(number, column) for column in matrix.items)
        first = next((cell for cell in typed if cell.kind is not CellKind.BLANK and cell.formula is None), None)
        if first is not None:
            yield spot.finding("S211", first, text=first.text)


class _MatrixRowReader:
    """The rows of one matrix. In a survey a unit may have several: each is an answer of its own."""

    def __init__(
        self, matrix: MatrixTable, held: SheetRules, spot: SheetPlace, who: Identity, known: frozenset[str]
    ) -> None:
        self.held, self.spot = held, spot
        self._matrix, self._who = matrix, who
        self._answers: dict[str, int] = {}
        self._known = known
        self.left_out: list[Finding] = []
        self.words: list[Cell] = []

    def sheet(self, number: int) -> Iterator[Sheet]:
        """The scores of the unit of a row; none where it names no unit or is a row of sums."""
        matrix, rubric = self._matrix, self.held.rubric
        named = normalize_name(matrix.unit_cell(number).content)
        if not named or self._is_no_unit(number, named):
            return
        unit = self.held.round.former.get(named, named)
        held = SheetRules.of_unit(rubric, self.held.round, unit, self._who.source)
        collected, faults = ScoreCollector(held), list[Finding]()
        for column, item in matrix.items.items():
            self._score(FilledRow(matrix.grid.at(number, column)), item, collected, faults)
        layout, points, entered = collected.lines()
        sample, wrong = self._sample(number)
        cell = matrix.unit_cell(number)
        place = Place(self.spot.file, sheet=matrix.grid.name, cell=cell.address)
        yield Sheet(
            file=self.spot.file,
            rubric=(rubric.rubric, rubric.version),
            identity=self._who._replace(unit=unit, assessor=self._hand(unit)),
            name=matrix.grid.name,
            row=number,
            layout=layout,
            points=points,
            findings=(*gather_blanks(faults, held, place), *wrong, *check_sums(matrix, number, collected, self.spot)),
            sample=sample,
            entered=entered,
        )

    def _is_no_unit(self, number: int, named: str) -> bool:
        """Whether a row is one of figures over others, or a note. What might be a unit all the same is told."""
        unit = self._matrix.unit_cell(number)
        at = self._matrix.merges.covering(number, self._matrix.unit_column)
        cells = tuple(self._matrix.scores(number))
        if at is not None and not cells:
            return True  # the unit is merged over a row that holds nothing
        kind = row_kind(self._matrix, unit, cells, self._known)
        if kind is RowKind.DOUBTFUL:
            self.left_out.append(self.spot.finding("S214", unit, text=named))
        return kind is not RowKind.UNIT

    def _score(self, filled: FilledRow, item: Item, collected: ScoreCollector, faults: list[Finding]) -> None:
        """One cell. That of an item which the source does not score for this unit is blank."""
        if item.id in collected.rules.is_scored:
            score, found = read_score(self.spot, item, filled, collected.rules)
            faults += (fault for fault in found if fault.code != "S113")
            if filled.score.kind is CellKind.TEXT and not found:
                self.words.append(filled.score)
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
        if self._matrix.headings.sample is None:
            return None, ()
        cell = self._matrix.grid.at(number, self._matrix.headings.sample)
        size = parse_stored(cell.content)
        if not cell.content and not any(self._matrix.grid.at(number, column).content for column in self._matrix.items):
            return None, ()
        is_count = cell.kind in {CellKind.NUMBER, CellKind.TEXT}
        if not is_count or size is None or size != int(size) or not 0 < size <= _LARGEST_SAMPLE:
            return None, (self.spot.finding("S125", cell, text=cell.content or _NOTHING),)
        seen = check_hidden(self.spot, cell, _SAMPLE, cell.content)
        return int(size), (*(each for each in check_names(self.spot, (cell,), _SAMPLE) if each.code != "S130"), *seen)
