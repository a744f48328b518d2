"""The columns of a ranking on the screen: what a unit came to, and on a wide terminal its points."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.text import display_width
from gkpg.base.text_table import GAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.cli.terminal import Terminal
    from gkpg.reports.group_view import GroupView
    from gkpg.scoring import UnitResult


class RankingColumn(NamedTuple):
    """A column: its heading, a cell a unit, whether these are figures."""

    heading: str
    cells: tuple[str, ...]
    is_figure: bool

    @property
    def width(self) -> int:
        """How wide it is with its gap."""
        return max(map(display_width, (self.heading, *self.cells))) + len(GAP)


def ranking_columns(of: GroupView, units: Sequence[UnitResult], terminal: Terminal) -> list[RankingColumn]:
    """The columns for some units: their fields; then points, where they leave a quarter of the terminal for bars."""
    columns = list(_fields(of, units))
    if terminal.width is not None:
        points = list(_points(of, units))
        parts = [column for column, is_part in points if is_part]
        for more in ([column for column, _ in points], parts):
            if sum(column.width for column in (*columns, *more)) <= terminal.width - terminal.width // 4:
                return [*columns, *more]
    return columns


def _fields(of: GroupView, units: Sequence[UnitResult]) -> Iterator[RankingColumn]:
    """The fields of units that are no sentences. Only figures have a dash where there is nothing."""
    from gkpg.reports.unit_fields import list_fields  # noqa: PLC0415 - help pages need none of it

    for field in list_fields("screen", of):
        if field.kind != "wide":
            values = (field.value(of, unit) for unit in units)
            cells = tuple(field.missing if value is None else str(value) for value in values)
            is_figure = field.kind in {"number", "points"} or bool(field.missing)
            yield RankingColumn(field.heading.say(of.lang), cells, is_figure)


def _points(of: GroupView, units: Sequence[UnitResult]) -> Iterator[tuple[RankingColumn, bool]]:
    """The points of parts, or of what is chosen among them, and of indicators; whether it is the former."""
    from gkpg.reports.view.figure_column import FigureColumns  # noqa: PLC0415 - as above

    figures = FigureColumns(of.results, of.group)
    values = [list(map(of.results.round_figure, figures.values(unit))) for unit in units]
    for place, column in enumerate(figures.all):
        cells = tuple("—" if row[place] is None else str(row[place]) for row in values)
        yield RankingColumn(column.name, cells, is_figure=True), column.item is None
