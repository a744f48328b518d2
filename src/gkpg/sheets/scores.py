"""The rules that a row of a filled sheet must keep, down to the score in its cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gkpg.findings import Finding, Place
from gkpg.points import MOST_DECIMALS, decimals, parse_stored, parse_typed, plain
from gkpg.sheets.cells import Cell, Kind
from gkpg.sheets.identity import nearest
from gkpg.sheets.layout import folded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gkpg.findings import Fact
    from gkpg.rubric import Item, Rubric
    from gkpg.sheets.table import Table

#: What people write into a score cell for an item that does not apply.
_DOES_NOT_APPLY = {"不适用", "不涉及", "/", "n/a"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a score table, with what is needed to judge it."""

    table: Table
    number: int
    rubric: Rubric
    file: str

    @property
    def score(self) -> Cell:
        """The cell of the score."""
        return self.table.at(self.number, "score")

    def text(self, key: str) -> str:
        """What a cell of the row says."""
        return self.table.at(self.number, key).content

    def finding(self, code: str, key: str, **facts: Fact) -> Finding:
        """A finding at one of the row's cells."""
        cell = self.table.at(self.number, key)
        return Finding(code, Place(self.file, sheet=self.table.grid.name, cell=cell.address), facts)


def row_findings(row: Row, rows: dict[str, Row]) -> Iterator[Finding]:
    """A row belongs to one item of the rubric, once, and says of it what the rubric says. Adds it to `rows`."""
    written = row.text("id")
    if not written:
        yield from _score_without_id(row)
        return
    item_id = _known_id(written, row.rubric)
    item = row.rubric.by_id.get(item_id)
    if item is None or item.items is not None:
        ids = tuple(leaf.id for leaf in row.rubric.leaves)
        yield row.finding("S202", "id", id=written, nearest=nearest(written, ids))
    elif item_id in rows:
        first = rows[item_id].table.at(rows[item_id].number, "id").address
        yield row.finding("S204", "id", item=item.label, first=first)
    else:
        rows[item_id] = row
        yield from _unchanged(row, item)


def _known_id(written: str, rubric: Rubric) -> str:
    """The id as the rubric writes it: a spreadsheet may have made a number of `1.0`, which no other id equals."""
    if written in rubric.by_id:
        return written
    number = parse_stored(written)
    return next((key for key in rubric.by_id if number is not None and parse_stored(key) == number), folded(written))


def _score_without_id(row: Row) -> Iterator[Finding]:
    """A score stands in the row of an item. Totals are formulas; they are nobody's score."""
    score = row.score
    if score.kind is not Kind.BLANK and score.formula is None and row.number > row.table.row:
        yield row.finding("S207", "score", text=score.text)


def _unchanged(row: Row, item: Item) -> Iterator[Finding]:
    """The cap and the name in the sheet are those of the rubric."""
    cap = row.table.at(row.number, "max")
    if parse_stored(cap.content) != item.max and parse_typed(cap.content) != item.max:
        yield row.finding("S205", "max", item=item.label, found=cap.content, max=plain(item.max))
    name = row.text("name")
    if "name" in row.table.columns and folded(name) != folded(item.name):
        yield row.finding("S206", "name", id=item.id, found=name, name=item.name)


def read_score(row: Row, item: Item) -> tuple[Decimal | None, list[Finding]]:
    """The points in a row's score cell, or None, and everything that is to be said about them."""
    facts = {"item": item.label, "max": plain(item.max)}
    if row.text("not_applicable"):
        return None, [row.finding("S112", "not_applicable", **facts)]
    points, findings = _points(row, facts)
    if points is None:
        return None, findings
    facts["score"] = plain(points)
    if points > item.max:
        findings.append(row.finding("S101", "score", **facts))
    elif points < 0:
        findings.append(row.finding("S104", "score", **facts))
    elif decimals(points) > MOST_DECIMALS:
        findings.append(row.finding("S111", "score", places=str(MOST_DECIMALS), **facts))
    if item.judgement and not row.text("reason"):
        findings.append(row.finding("S113", "reason", **facts))
    return (points if 0 <= points <= item.max else None), findings


def _points(row: Row, facts: dict[str, str]) -> tuple[Decimal | None, list[Finding]]:
    """The number in a score cell whatever its kind, or the finding that says why there is none."""
    cell = row.score
    if cell.kind is Kind.TEXT:
        points = parse_typed(cell.text)
        if points is not None:
            return points, [row.finding("S110", "score", text=cell.text, score=plain(points), **facts)]
        code = "S112" if folded(cell.text) in _DOES_NOT_APPLY else "S105"
        return None, [row.finding(code, "score", text=cell.text, **facts)]
    if cell.kind is not Kind.NUMBER:
        text = _TRUTH.get(cell.text, cell.text) if cell.kind is Kind.BOOLEAN else cell.text
        return None, [row.finding(_NO_NUMBER[cell.kind], "score", text=text, **facts)]
    points = parse_stored(cell.content)
    if points is None:
        return None, [row.finding("S105", "score", text=cell.text, **facts)]
    if cell.formula is not None:
        return points, [row.finding("S114", "score", text=cell.formula or "…", score=plain(points), **facts)]
    return points, []


_TRUTH = {"1": "TRUE", "0": "FALSE"}
_NO_NUMBER = {
    Kind.BLANK: "S102",
    Kind.DATE: "S106",
    Kind.PERCENT: "S107",
    Kind.ERROR: "S108",
    Kind.UNCALCULATED: "S109",
    Kind.BOOLEAN: "S105",
}


def has_blank_only(faults: list[Finding]) -> bool:
    """Whether blanks are all that is wrong."""
    return bool(faults) and all(fault.code == "S102" for fault in faults)
