"""Records: the rows of a table by what their cells are, those that page breaks cut or printed twice joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.authoring.importing.clauses import clauses_of, sum_of_clauses
from gkpg.authoring.importing.dated_numbers import number_in
from gkpg.authoring.importing.headings import TEXTS
from gkpg.authoring.importing.line_kinds import is_subtotal
from gkpg.authoring.importing.wording import bare_text, clean_text, name_of, points_of
from gkpg.base.points import format_points
from gkpg.base.text import Text
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gkpg.authoring.importing.headings import Columns
    from gkpg.authoring.importing.printed_tables import PrintedTable
    from gkpg.authoring.importing.table_lines import TableCell, TableLine
    from gkpg.findings.finding import Fact
    from gkpg.findings.place import Place


#: Points that stand behind a name without brackets.
_BESIDE = re.compile(r"(?<=[^\d.（(])\s*[:：]?\s*(\d{1,6}(?:\.\d{1,6})?\s*分)\s*$")


@dataclass(frozen=True)
class Record:
    """One row. `texts` are the cells of its texts by key.

    `first` says that it is the first below a heading. `seam` is how many cells of its description are those of the
    first printing, where a second one goes on with it; else 0. `again` is why of two printings one stands.
    """

    line: TableLine
    number: str
    names: tuple[TableCell, ...]
    maxes: tuple[TableCell, ...]
    texts: Mapping[str, tuple[TableCell, ...]]
    first: bool
    seam: int = 0
    again: Text | None = None

    @property
    def place(self) -> Place:
        """Where its name stands, else the row."""
        return next((cell.place for cell in self.names if cell.content), self.line.place)

    @property
    def has_points(self) -> bool:
        """Whether a cell of points is its own and holds anything."""
        return any(cell.content for cell in self.maxes)

    def own(self, key: str) -> str:
        """The text of a column, in one."""
        return text_of_cells(self.texts.get(key, ()))


def text_of_cells(cells: Iterable[TableCell]) -> str:
    """The text of some cells, in one."""
    return clean_text("\n".join(cell.text for cell in cells))


def records_of(table: PrintedTable) -> tuple[list[Record], list[Finding]]:
    """The rows of a table, joined, and what there is to tell of the joining."""
    records: list[Record] = []
    findings: list[Finding] = []
    begun = 0
    for place, line in enumerate(table.rows):
        if place in table.subtotals or is_subtotal(line):
            findings += _contradiction(line, table.columns, records[begun:], records)
            begun = len(records)
            continue
        record, dated = _record(line, table.columns, place in table.breaks or place == 0)
        findings += [dated] if dated is not None else []
        if table.bands:
            record = _band_row(record, place in table.bands)
        last = records[-1] if records else None
        if last is not None and _goes_on(record):
            if any(record.texts.values()):
                is_torn = record.first or not any(cell.inside == "above" for cell in record.names)
                records[-1] = _join_rest(last, record)
                findings += [Finding("T202", record.line.place, {"item": _label(last)})] if is_torn else []
        elif last is not None and _is_again(last, record):
            records[-1], finding = _once(last, record)
            findings.append(finding)
        else:
            records.append(record)
    return records, findings


def _contradiction(
    line: TableLine, columns: Columns, since: Sequence[Record], before: Sequence[Record]
) -> Iterator[Finding]:
    """A row of a part's sum, where it is neither that of the rows since the last one nor of all before it.

    Of rows below each other in one column, what is above them or what is below may be meant.
    """
    said = next((found for column in columns.maxes if (found := points_of(line.at(column).content))), None)
    points, every = ([_first(each) for each in rows] for rows in (since, before))
    if said is None or len(columns.maxes) != 1 or not points or None in every:
        return
    known = [each for each in points if each is not None]
    whole = sum(known, Decimal(0))
    if said not in {whole, whole - max(known), max(known), sum((each for each in every if each), Decimal(0))}:
        yield Finding("T310", line.place, {"said": format_points(said), "sum": format_points(whole)})


def _first(record: Record) -> Decimal | None:
    return next((found for cell in record.maxes if (found := points_of(cell.content)) is not None), None)


def _record(line: TableLine, columns: Columns, first: bool) -> tuple[Record, Finding | None]:
    """A row by what its cells are, and that its number is a date, where it is."""
    texts = {key: tuple(cell for column in columns.texts[key] if (cell := line.at(column)).content) for key in TEXTS}
    number, dated = ("", None) if columns.number is None else number_in(line.at(columns.number))
    names = tuple(_bracketed(line.at(column), column in columns.pointed) for column in columns.names)
    return Record(line, number, names, tuple(line.at(column) for column in columns.maxes), texts, first), dated


def _bracketed(cell: TableCell, pointed: bool) -> TableCell:
    """A cell of a column that holds points beside names, these in brackets as elsewhere."""
    return replace(cell, text=_BESIDE.sub(r"（\1）", cell.text)) if pointed else cell


def _band_row(record: Record, is_band: bool) -> Record:
    """A row of a table with bands, which are names of a level above all others."""
    blank = replace(record.names[0], text="")
    if not is_band:
        return replace(record, names=(blank, *record.names))
    return replace(record, number="", names=(record.line.filled[0], *(blank for _ in record.names)))


def _goes_on(record: Record) -> bool:
    """Whether a row only goes on with the texts of the one before it: it has no number, no name and no points."""
    return not record.number and not record.has_points and not any(cell.content for cell in record.names)


def _is_again(last: Record, record: Record) -> bool:
    """Whether a row is the one before it, printed a second time: it has the same name, and the same number."""
    mine, others = _name(last), _name(record)
    numbered = record.number == last.number and (bool(record.number) or record.first)
    return bool(mine) and mine == others and numbered


def _name(record: Record) -> str:
    return "/".join(bare_text(name_of(cell.content).name) for cell in record.names if cell.content)


def _join_rest(last: Record, record: Record) -> Record:
    """A row with the texts of its rest: a text that a page break cut goes on where it stopped, others stand below."""
    pairs = {key: (last.texts[key], record.texts[key]) for key in TEXTS}
    return replace(last, texts={key: _glue(*both) if record.first else sum(both, ()) for key, both in pairs.items()})


def _glue(cells: tuple[TableCell, ...], more: tuple[TableCell, ...]) -> tuple[TableCell, ...]:
    if not cells or not more:
        return cells or more
    return (*cells[:-1], replace(cells[-1], text=cells[-1].text + more[0].text), *more[1:])


def _once(last: Record, record: Record) -> tuple[Record, Finding]:
    """One row of two printings: the standard whose points add up stands, the descriptions are joined."""
    points = _first(last)
    sums = tuple(_sum(each) for each in (last, record))
    fits = tuple(found is not None and found == points for found in sums)
    same = last.own("standard") == record.own("standard")
    stands = record if fits[1] and not fits[0] else last
    texts = {key: stands.texts[key] or last.texts[key] or record.texts[key] for key in TEXTS}
    before, behind = last.texts["description"], record.texts["description"]
    goes_on = bool(before) and last.own("description") != record.own("description")
    texts["description"] = (*before, *behind) if goes_on else before or behind
    differs = [cell.content for cell in last.maxes] != [cell.content for cell in record.maxes]
    code = "T203" if differs or not (same or any(fits)) else "T201"
    which, told = Text("第一次", "the first") if stands is last else Text("第二次", "the second"), _sums(sums, points)
    facts: dict[str, Fact] = {"item": _label(last), "line": _where(last.place), "stands": which, "sums": told}
    reason = Text(f"原表印了两次{told.zh}，取{which.zh}", f"printed twice{told.en}; {which.en} stands")
    seam = len(before) if goes_on else 0
    once = replace(last, texts=texts, seam=seam, again=reason if code == "T201" else None)
    return once, Finding(code, record.place, facts)


def _sum(record: Record) -> Decimal | None:
    clauses = clauses_of(record.own("standard"))
    return sum_of_clauses(clauses) if clauses else None


def _sums(sums: tuple[Decimal | None, ...], points: Decimal | None) -> Text:
    """What each printing adds up to, where that tells them apart."""
    if None in sums or points is None or sums[0] == sums[1]:
        return Text("", "")
    first, second, most = (format_points(each) for each in (*sums, points) if each is not None)
    return Text(
        f"（两次合计 {first}、{second}，分值 {most}）", f" (they add up to {first} and {second}; its points are {most})"
    )


def _label(record: Record) -> str:
    name = name_of(next((cell.content for cell in reversed(record.names) if cell.content), "")).name
    return f"{record.number} {name}".strip()


def _where(place: Place) -> Text:
    if place.line is None:
        return Text(place.cell or "?", place.cell or "?")
    return Text(f"第 {place.line} 行", f"line {place.line}")
