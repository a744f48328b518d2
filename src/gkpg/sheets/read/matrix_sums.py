"""Columns of sums in a matrix: compared with the items that they add up, never counted in place of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import (
    NO_POINTS,
    NOT_APPLICABLE,
    format_exact,
    format_points,
    is_rounded_from,
    parse_stored,
    parse_typed,
)
from gkpg.sheets.read.summary_words import is_total_word
from gkpg.workbooks.cells import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gkpg.findings.finding import Finding
    from gkpg.rubric import Item
    from gkpg.sheets.read.matrix_headings import SumColumn
    from gkpg.sheets.read.matrix_table import MatrixTable
    from gkpg.sheets.read.score_collector import ScoreCollector
    from gkpg.sheets.read.sheet_place import SheetPlace


def check_sums(matrix: MatrixTable, number: int, collected: ScoreCollector, spot: SheetPlace) -> Iterator[Finding]:
    """What a row says that its items come to together is what they come to."""
    for each in matrix.headings.sums:
        cell = matrix.grid.at(number, each.column)
        is_number = cell.kind in {CellKind.NUMBER, CellKind.TEXT}
        said = (parse_stored(cell.content) or parse_typed(cell.content)) if is_number else None
        if said is None:
            continue
        sums = [worth for worth in _may_be(matrix, each, collected) if worth is not None]
        if sums and not any(is_rounded_from(said, worth) for worth in sums):
            facts = {"heading": each.heading.content, "found": format_points(said), "sum": format_exact(sums[0])}
            yield spot.finding("S215", cell, **facts)


def _may_be(matrix: MatrixTable, column: SumColumn, collected: ScoreCollector) -> Iterator[Fraction | None]:
    """What a column may add up: the item that its heading names; else what stands left of it, or all."""
    if column.item is not None:
        yield worth_of(column.item, collected)
        return
    if not is_total_word(column.heading.text):
        return
    before = [(at, item) for at, item in matrix.items.items() if at < column.column]
    since = max((each.column for each in matrix.headings.sums if each.column < column.column), default=0)
    rubric = collected.rules.rubric
    tops = [(rubric.above(item.id) or (item.id,))[-1] for _, item in before]
    nearest = [item for (_, item), top in zip(before, tops, strict=True) if top == tops[-1]]
    yield _total((item for at, item in before if at > since), collected)
    yield _total(nearest, collected)
    yield _total((item for _, item in before), collected)
    yield _total(matrix.items.values(), collected)
    inside = {item.id for top in rubric.indicators for item in top.walk()}
    yield _total((item for item in matrix.items.values() if item.id in inside), collected)


def _total(items: Iterable[Item], collected: ScoreCollector) -> Fraction | None:
    """What items come to; None where one of them has no points, or there is none."""
    worths = [worth_of(item, collected) for item in items if collected.rules.rubric.kind(item).gives_points]
    known = [worth for worth in worths if worth is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(worths) else None


def worth_of(item: Item, collected: ScoreCollector) -> Fraction | None:
    """The points of an item, or what those below it come to; None where one of them has none."""
    if (word := collected.points.get(item.id)) is not None:
        return None if word in {NO_POINTS, NOT_APPLICABLE} else Fraction(word)
    scored = [each for each in item.items or () if each.id in collected.rules.is_scored]
    worths = [worth_of(each, collected) for each in scored]
    known = [worth for worth in worths if worth is not None]
    if not scored or len(known) < len(worths) or (item.converts_below and len(scored) < len(item.items or ())):
        return None
    return item.of_rows(known)
