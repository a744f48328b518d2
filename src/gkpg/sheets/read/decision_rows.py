"""Reading an arbitration sheet: a row an item in dispute, with what was decided, by whom, why."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name, normalize_name
from gkpg.base.text import Text
from gkpg.sheets.dates import find_day
from gkpg.sheets.model import AS_POINTS, Identity, Note, Sheet
from gkpg.sheets.read.identity import nearest_hint
from gkpg.sheets.read.row_numbers import RowNumber, narrow_down, read_number, tell_date, unclear_number, with_name
from gkpg.sheets.read.said import says_something
from gkpg.sheets.read.score_cells import NOTHING_SCORED, CellScore, FilledRow, check_cap, check_name, read_score
from gkpg.sheets.read.score_collector import layout_at, line_of_entries
from gkpg.sheets.read.score_table import find_tables
from gkpg.sheets.read.sheet_place import SheetPlace
from gkpg.sheets.read.sheet_rules import SheetRules
from gkpg.sheets.read.visibility import check_beneath, check_names
from gkpg.workbooks.cells import Cell, CellKind
from gkpg.workbooks.merges import merges_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.findings.finding import Finding
    from gkpg.round.round import Round
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.read.score_table import ScoreTable
    from gkpg.workbooks.cells import Row, Workbook

#: The headings that make a table one of decisions.
DECISIONS = ("unit", "source", "id", "decision", "decider")
#: Further columns; not every table has those of periods and parts.
_ALSO = ("period", "part", "name", "max", "given", "why")
#: Names of units have as few as two characters, of which one may be wrong.
_CLOSE = 0.5
#: What says about whom and what a row is.
_WHOSE = ("unit", "source", "id")
_WHAT = Text("裁定得分", "the decided score")
_WHO_IT_IS = Text("单位、来源或编号", "unit, source or id")
_WHO = Text("裁定人", "who decided")
_WHY = Text("裁定理由", "the reason")


def find_decisions(workbook: Workbook) -> Iterator[ScoreTable]:
    """The tables of decisions in a workbook."""
    return find_tables(workbook, DECISIONS)


def read_decisions(table: ScoreTable, round_: Round, file: str) -> tuple[Sheet, ...]:
    """A sheet for every unit, source and decider; rows that are not decided yet are passed over.

    What is wrong with rows of nobody stands on a sheet of nobody, and keeps no unit from a total.
    """
    reader = _DecisionRowReader(table, round_, SheetPlace(file, table.grid))
    for row in table.rows():
        reader.row(row)
    sheets = tuple(made.sheet(file, table.grid.name) for made in reader.made.values())
    nobody = Sheet(file, None, name=table.grid.name, findings=tuple(reader.wrong), decides=True)
    return (*sheets, nobody) if reader.wrong or not sheets else sheets


@dataclass
class _DecisionSheet:
    """The decisions of one hand on one unit and source, as they are collected."""

    rubric: Rubric
    who: Identity
    places: dict[str, int] = field(default_factory=dict)
    points: dict[str, str] = field(default_factory=dict)
    entered: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def put(self, item: str, score: CellScore) -> None:
        """What was decided about an item."""
        self.points[item] = score.points
        self.entered.pop(item, None)
        if score.entered != AS_POINTS:
            self.entered[item] = score.entered

    def sheet(self, file: str, name: str) -> Sheet:
        """The decisions as a sheet."""
        items = tuple(item for item in self.rubric.ids if item in self.places)
        layout = layout_at(items, tuple(self.places[item] for item in items))
        line, key = " ".join(self.points[item] for item in items), (self.rubric.rubric, self.rubric.version)
        notes, findings = tuple(self.notes), tuple(self.findings)
        entered = line_of_entries(items, self.entered)
        return Sheet(file, key, self.who, name, None, layout, line, notes, findings, decides=True, entered=entered)


class _DecisionRowReader:
    """The rows of one table of decisions."""

    def __init__(self, table: ScoreTable, round_: Round, spot: SheetPlace) -> None:
        self.made: dict[tuple[Rubric, Identity], _DecisionSheet] = {}
        self.wrong: list[Finding] = []
        self._table, self._round, self.spot = table, round_, spot

    def row(self, row: Row) -> None:
        """One row; nothing where nothing of it is decided. One that is filled in part is told."""
        said = {key: self._at(row.number, key) for key in (*DECISIONS, *_ALSO)}
        is_decided = bool(said["decision"].content)
        is_begun = any(said[key].content for key in ("decider", "why")) and any(said[key].content for key in _WHOSE)
        if not is_decided and not is_begun:
            return
        beneath = [each for key in _WHOSE for each in self._beneath(row.number, key)]
        self.wrong += beneath
        if not beneath:  # else of whom it is cannot be told
            self._decide(said, is_decided=is_decided)

    def _decide(self, said: Mapping[str, Cell], *, is_decided: bool) -> None:
        """A row of which people see whose it is."""
        unit, source = normalize_name(said["unit"].content), normalize_name(said["source"].content)
        unit = self._round.former.get(unit, unit)
        found = self._items(unit, source, said)
        if len(found) != 1:
            self.wrong.append(self._unclear(found, said) if found else self._unknown(unit, source, said))
            return
        rubric, item = found[0]
        period = normalize_name(said["period"].content)
        periods = self._round.periods((rubric.rubric, rubric.version), source, unit)
        if periods and period not in periods:
            facts = {"text": period, "nearest": nearest_hint(period, periods, _CLOSE)}
            self.wrong.append(self.spot.finding("S126", said["period"], **facts))
            return
        who = Identity(unit, source, normalize_name(said["decider"].content), period=period if periods else "")
        made = self.made.setdefault((rubric, who), _DecisionSheet(rubric, who))
        if not is_decided:
            made.findings.append(self.spot.finding("S123", said["decision"], item=item.label, what=_WHAT))
            return
        if item.id in made.places:
            first = Cell(made.places[item.id], CellKind.BLANK).address
            self.wrong.append(self.spot.finding("S204", said["id"], item=item.label, first=first))
            made.put(item.id, NOTHING_SCORED)
            return
        held = replace(SheetRules.of_unit(rubric, self._round, unit, source), decides=True)
        score, faults = read_score(self.spot, item, FilledRow(said["decision"], said["why"]), held)
        for key, what in (("decider", _WHO), ("why", _WHY)):
            if not says_something(said[key]):
                at = said[key] if said[key].place else said["decision"]
                faults.append(self.spot.finding("S123", at, item=item.label, what=what))
                score = NOTHING_SCORED
        made.findings += (*faults, *self._changed(said, rubric, item))
        made.places[item.id] = said["decision"].place
        made.put(item.id, score)
        made.notes.append(Note(item.id, said["why"].content, said["given"].content))

    def _changed(self, said: Mapping[str, Cell], rubric: Rubric, item: Item) -> Iterator[Finding]:
        """The name and the cap of a row are those of its item; nobody else decided beneath a merged cell."""
        number = read_number(said["id"], rubric)
        if number.day is not None:
            yield tell_date(self.spot, said["id"], number, item)
        if said["name"].content:
            yield from check_name(self.spot, said["name"], item)
        if said["max"].content and not item.is_veto:
            yield from check_cap(self.spot, said["max"], item)
        for key in ("decider", "why"):
            held = self._table.at(said["decision"].row, key)
            if held.content and fold_name(held.content) != fold_name(said[key].content):
                yield from check_beneath(self.spot, held)

    def _beneath(self, number: int, key: str) -> Iterator[Finding]:
        """What lies beneath a merged cell that shows something else."""
        held, seen = self._table.at(number, key), self._at(number, key)
        if held.content and (key == "id" or fold_name(held.content) != fold_name(seen.content)):
            yield from check_beneath(self.spot, held)
        yield from check_names(self.spot, (seen,), _WHO_IT_IS)

    def _at(self, number: int, key: str) -> Cell:
        """The cell of a row; one that is merged over several rows holds for each, but for ids and decisions."""
        merges = merges_of(self._table.grid.marks.merged)
        if key in {"id", "decision"} or key not in self._table.columns or not merges.ranges:
            return self._table.at(number, key)
        return self._table.grid.at(*merges.shown_place(number, self._table.columns[key]))

    def _items(self, unit: str, source: str, said: Mapping[str, Cell]) -> list[tuple[Rubric, Item]]:
        """The items that a row may be of, with their rubrics. The part or its name tells items of two parts apart."""
        rubrics = self._round.rubrics_for(unit, source)
        rubrics = self._of_part(rubrics, unit, source, said["part"]) or rubrics
        found = [(rubric, item) for rubric in rubrics for item in _numbered(said, rubric)]
        return [each for each in found if fold_name(each[1].name) == fold_name(said["name"].content)] or found

    def _unclear(self, found: list[tuple[Rubric, Item]], said: Mapping[str, Cell]) -> Finding:
        """That a row may be of several items, of one part or of several."""
        if len({id(rubric) for rubric, _ in found}) > 1:
            return self.spot.finding("S301", said["id"])
        return unclear_number(self.spot, said["id"], RowNumber(tuple(item for _, item in found)))

    def _of_part(self, rubrics: tuple[Rubric, ...], unit: str, source: str, part: Cell) -> tuple[Rubric, ...]:
        """The rubrics of the part that a row names; none where it names none of the source's several."""
        name, group = fold_name(part.content), self._round.group_of.get(unit)
        if not name or group is None:
            return ()
        keys = [(each, (each.rubric, each.version)) for each in rubrics]
        return tuple(each for each, key in keys if fold_name(group.name_of_part(key, source, unit)) == name)

    def _unknown(self, unit: str, source: str, said: Mapping[str, Cell]) -> Finding:
        """What of a row the assessment does not know."""
        for key, value, known in (("unit", unit, self._round.units), ("source", source, tuple(self._round.sources))):
            if value not in known:
                facts = {"text": said[key].content, "nearest": nearest_hint(said[key].content, known, _CLOSE)}
                return self.spot.finding("S126", said[key], **facts)
        ids = tuple(dict.fromkeys(item for each in self._round.rubrics_for(unit, source) for item in each.leaf_ids))
        if said["id"].kind is CellKind.DATE:
            return unclear_number(self.spot, said["id"], RowNumber((), find_day(said["id"])))
        hint = nearest_hint(said["id"].content, ids)
        return self.spot.finding("S202", said["id"], id=said["id"].content, nearest=hint)


def _numbered(said: Mapping[str, Cell], rubric: Rubric) -> tuple[Item, ...]:
    """The items of a rubric that the number of a row may mean; of a date those that have its name."""
    found = read_number(said["id"], rubric)
    if found.day is not None:
        return with_name(found.items, said["name"])
    return narrow_down(said["id"], found.items, said["name"], rubric)
