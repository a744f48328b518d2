"""Overwritten scores: what stands in place of a computed score is what the entry beside it comes to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import (
    NO_POINTS,
    NOT_APPLICABLE,
    format_exact,
    is_rounded_from,
    parse_stored,
    parse_typed,
)
from gkpg.base.text import Text
from gkpg.sheets.model import said_figure
from gkpg.workbooks.cells import CellKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.findings.finding import Fact, Finding
    from gkpg.rubric import Item
    from gkpg.sheets.read.score_cells import CellScore
    from gkpg.sheets.read.sheet_place import SheetPlace
    from gkpg.workbooks.cells import Cell

_NOTHING = Text("没有得分（不适用）", "no score, for it does not apply")
_LATER = Text("要与其他单位相比才知道的得分", "points that only the figures of all units tell")


def check_overwritten(spot: SheetPlace, item: Item, cell: Cell | None, score: CellScore) -> Iterator[Finding]:
    """Where no formula is left in the cell of a computed score, it says what the entry beside it comes to."""
    if cell is None or cell.kind is CellKind.BLANK or cell.formula is not None or score.points == NO_POINTS:
        return
    comes_to = _comes_to(item, score)
    if comes_to is not None and not _says(cell, comes_to):
        said: Fact = format_exact(comes_to) if isinstance(comes_to, Fraction) else comes_to
        yield spot.finding("S138", cell, item=item.label, found=cell.content, points=said)


def _comes_to(item: Item, score: CellScore) -> Fraction | Text | None:
    """What an entry comes to, or why it comes to no points here; None where the sheet's target must be known."""
    if score.points == NOT_APPLICABLE:
        return _NOTHING
    if said_figure(score.entered) is None:
        return Fraction(score.points)
    return None if item.looks_at in _OWN_FIGURES else _LATER


#: What a figure may be set beside that other units have no part in.
_OWN_FIGURES = {"target", "previous"}


def _says(cell: Cell, comes_to: Fraction | Text) -> bool:
    """Whether a cell shows these points, at most rounded; or nothing, where there are none."""
    said = parse_stored(cell.content) if cell.kind is CellKind.NUMBER else parse_typed(cell.content)
    if isinstance(comes_to, Text):
        return said is None
    return said is not None and is_rounded_from(said, comes_to)
