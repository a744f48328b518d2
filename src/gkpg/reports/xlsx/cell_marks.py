"""What marks cells by what stands in them: bars of points, colours of grades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.reports.grade_colours import NO_GRADE
from gkpg.reports.xlsx.looks import BAR
from gkpg.reports.xlsx.page import as_decimal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from gkpg.reports.xlsx.page import Page


def add_bars(page: Page, column: int, rows: range, most: Fraction | int) -> None:
    """Bars in the cells of a column, each full at the most that can be had."""
    bar = {
        "type": "data_bar", "bar_color": BAR, "bar_solid": True, "min_type": "num", "max_type": "num",
        "min_value": 0, "max_value": as_decimal(most), "bar_border_color": BAR,
    }  # fmt: skip
    if rows:
        page.sheet.conditional_format(rows[0], column, rows[-1], column, bar)


def add_grade_colours(page: Page, column: int, rows: range, colours: Mapping[str, str]) -> None:
    """Each grade of a column has its colour, whatever a reader sorts by; what has none is grey."""
    for grade, colour in colours.items():
        quoted = grade.replace('"', '""')
        _fill(page, column, rows, colour, {"type": "cell", "criteria": "==", "value": f'"{quoted}"'})
    _fill(page, column, rows, NO_GRADE, {"type": "blanks"})


def _fill(page: Page, column: int, rows: range, colour: str, condition: dict[str, object]) -> None:
    """A colour for the cells that meet a condition."""
    look = page.looks.of_condition(bg_color=f"#{colour}")
    if rows:
        page.sheet.conditional_format(rows[0], column, rows[-1], column, {**condition, "format": look})
