"""Reading an arbitration sheet: a row an item in dispute, with what was decided, by whom, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gkpg.names import neat
from gkpg.points import NO_POINTS
from gkpg.sheets.collected import layout_at
from gkpg.sheets.filled import Note, Sheet
from gkpg.sheets.held import Held
from gkpg.sheets.identity import Identity, nearest
from gkpg.sheets.scores import Filled, Spot, read_score
from gkpg.sheets.table import find_tables
from gkpg.sheets.unitsheet import known_id
from gkpg.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.assessment.round import Round
    from gkpg.findings import Finding
    from gkpg.rubric import Rubric
    from gkpg.sheets.table import Table
    from gkpg.workbooks.cells import Row, Workbook

#: The headings that make a table one of decisions.
DECISIONS = ("unit", "source", "id", "decision", "decider")
_WHO = Text("裁定人", "who decided")
_WHY = Text("裁定理由", "the reason")


def find_decisions(workbook: Workbook) -> Iterator[Table]:
    """The tables of decisions in a workbook."""
    return find_tables(workbook, DECISIONS)


def read_decisions(table: Table, round_: Round, file: str) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """A sheet for every unit, source and decider; rows that are not decided yet are passed over."""
    reader = _Reader(table, round_, Spot(file, table.grid))
    for row in table.rows():
        reader.row(row)
    sheets = tuple(made.sheet(file, table.grid.name) for made in reader.made.values())
    return sheets or (Sheet(file, None, decides=True),), tuple(reader.wrong)


@dataclass
class _Made:
    """The decisions of one hand on one unit and source, as they are collected."""

    rubric: Rubric
    who: Identity
    places: dict[str, int] = field(default_factory=dict)
    points: dict[str, str] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def sheet(self, file: str, name: str) -> Sheet:
        """The decisions as a sheet."""
        items = tuple(item for item in self.rubric.ids if item in self.places)
        layout = layout_at(items, tuple(self.places[item] for item in items))
        line, key = " ".join(self.points[item] for item in items), (self.rubric.rubric, self.rubric.version)
        notes, findings = tuple(self.notes), tuple(self.findings)
        return Sheet(file, key, self.who, name, None, layout, line, notes, findings, decides=True)


class _Reader:
    """The rows of one table of decisions."""

    def __init__(self, table: Table, round_: Round, spot: Spot) -> None:
        self.made: dict[tuple[Rubric, Identity], _Made] = {}
        self.wrong: list[Finding] = []
        self._table, self._round, self._spot = table, round_, spot

    def row(self, row: Row) -> None:
        """One row; nothing where it holds no decision."""
        said = {key: self._table.at(row.number, key) for key in (*DECISIONS, "given", "why")}
        if not said["decision"].content:
            return
        unit, source = neat(said["unit"].content), neat(said["source"].content)
        unit = self._round.former.get(unit, unit)
        rubric = self._round.rubric_for(unit, source)
        if rubric is None:
            place = said["unit"] if unit not in self._round.units else said["source"]
            known = self._round.units if unit not in self._round.units else tuple(self._round.sources)
            facts = {"text": place.content, "nearest": nearest(place.content, known, 0.5)}
            self.wrong.append(self._spot.finding("S126", place, **facts))
            return
        item = rubric.by_id.get(known_id(said["id"].content, rubric))
        if item is None:
            hint = nearest(said["id"].content, rubric.leaf_ids)
            self.wrong.append(self._spot.finding("S202", said["id"], id=said["id"].content, nearest=hint))
            return
        who = Identity(unit, source, neat(said["decider"].content))
        made = self.made.setdefault((rubric, who), _Made(rubric, who))
        held = Held.of_unit(rubric, self._round, unit, source)
        points, faults = read_score(self._spot, item, Filled(said["decision"], said["why"]), held)
        for key, what in (("decider", _WHO), ("why", _WHY)):
            if not said[key].content:
                faults.append(self._spot.finding("S123", said[key], item=item.label, what=what))
                points = NO_POINTS
        made.findings += faults
        made.places[item.id] = said["decision"].place
        made.points[item.id] = points
        made.notes.append(Note(item.id, said["why"].content, said["given"].content))
