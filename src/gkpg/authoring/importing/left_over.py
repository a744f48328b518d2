"""What a draft does not hold: titles that are missing, columns and lines that are not imported."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gkpg.authoring.importing.accounts import cells_left_out
from gkpg.authoring.importing.prose import is_annex
from gkpg.authoring.importing.wording import clean_text
from gkpg.base.points import format_points
from gkpg.base.text import Text, list_words
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from gkpg.authoring.importing.accounts import Account
    from gkpg.authoring.importing.item_nodes import ItemNode
    from gkpg.authoring.importing.printed_tables import PrintedTable
    from gkpg.authoring.importing.prose import Title
    from gkpg.authoring.importing.table_lines import TableLine
    from gkpg.findings.finding import Fact
    from gkpg.findings.place import Place

#: So many lines are told one by one; the others together.
_MOST = 12


def tell_title(title: Title, place: Place, stem: str) -> Iterator[Finding]:
    """A title that does not stand above its table."""
    if title.listed is not None:
        yield Finding("T110", place, {"title": title.text, "place": str(title.listed.place)})
    elif not title.text:
        yield Finding("T111", place, {"title": stem})


def tell_columns(table: PrintedTable) -> Iterator[Finding]:
    """Columns with content that a rubric has no key for, or that are filled in."""
    for column, cell in sorted({**table.columns.others, **table.columns.filled}.items()):
        said = [text for line in table.every if (text := line.at(column).content) and len(line.cells) > 1]
        if said:
            facts = {"heading": clean_text(cell.content), "count": str(len(said)), "text": clean_text(said[0])}
            yield Finding("T113", cell.place, facts)


def tell_cells(table: PrintedTable, account: Account, taken: Collection[Place]) -> Iterator[Finding]:
    """Cells that neither the draft holds nor anything else tells, column by column.

    `taken` are the places of the points in it.
    """
    for cells in cells_left_out(table, account, taken):
        texts = list_words(clean_text(cell.content) for cell in cells)
        yield Finding("T116", cells[0].place, {"count": str(len(cells)), "text": texts})


def tell_around(tables: Sequence[PrintedTable], lines: Sequence[TableLine], account: Account) -> Iterator[Finding]:
    """Lines above, between and below the tables that no table tells: those that follow each other as one."""
    told = {id(line) for table in tables for line in table.stray}
    run: list[TableLine] = []
    for line in lines:
        if id(line) in told or is_annex(line) or account.holds_text(line.said):
            yield from _run(run)
            run = []
        else:
            run.append(line)
    yield from _run(run)


def tell_hidden(lines: Sequence[TableLine]) -> Iterator[Finding]:
    """Rows and worksheets that are hidden, those of one worksheet as one."""
    for _, run in groupby(lines, key=lambda line: (line.place.sheet, line.hidden)):
        first, *more = run
        facts: dict[str, Fact] = {"count": str(1 + len(more)), "text": clean_text(first.filled[0].content)}
        yield Finding("T117", first.filled[0].place, {"what": first.hidden or "", **facts})


def _run(lines: Sequence[TableLine]) -> Iterator[Finding]:
    if lines:
        texts = [clean_text(line.said) for line in (lines[0], lines[-1])]
        facts = {"count": str(len(lines)), "first": texts[0], "last": texts[1]}
        yield Finding("T115", lines[0].place, facts)


def tell_lines(lines: Sequence[TableLine]) -> Iterator[Finding]:
    """Lines between the rows or below them that are no rows."""
    yield from (_line(line.place, 1, line.said) for line in lines[:_MOST])
    if more := lines[_MOST:]:
        yield _line(more[0].place, len(more), list_words(line.said for line in more))


def tell_items(items: Sequence[ItemNode]) -> Iterator[Finding]:
    """Rows below the sum that are neither bonus nor penalty nor veto."""
    for item in (each for top in items for each in top.walk()):
        points = format_points(item.max) if item.max is not None else ""
        said = [item.number, item.name, item.scope, *item.texts.values(), points]
        yield _line(item.place, 1, " ".join(filter(None, said)))


def _line(place: Place, count: int, text: str | Text) -> Finding:
    return Finding("T114", place, {"count": str(count), "text": text})
