"""The heat map of a group: units by indicators, each cell the share of the max; the darker, the more was lost."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from gkpg.base.text import Text, display_width
from gkpg.reports.view.figure_column import FigureColumns
from gkpg.reports.xlsx.page import ROW
from gkpg.sheets.blank.fitting import count_lines, wide_enough

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.reports.group_view import GroupView
    from gkpg.reports.view.figure_column import FigureColumn
    from gkpg.reports.xlsx.page import Page

_HEAD = 3
_WIDTH, _WIDEST_NAME = 9.5, 30
#: From nothing to all: their brightness alone tells them apart, on a grey print as well.
_COLOURS = ("#C55A11", "#F6CFAE", "#FFFFFF")
_MIDDLE = 0.7
_STEPS = (0, 25, 50, 75, 100)
_TITLE = Text("{group}各单位各指标得分率", "{group}: share of the max by unit and indicator")
_LEGEND = Text("得分占分值的比例，颜色越深失分越多", "Points as a share of the max; the darker, the more was lost")
_RANK, _UNIT = Text("名次", "Rank"), Text("单位", "Unit")


class HeatMap:
    """The heat map of one group."""

    def __init__(self, of: GroupView) -> None:
        self._of, self._figures = of, FigureColumns(of.results, of.group)
        self._has_ranks = of.disclosure.shows("ranks")
        self._before = 2 if self._has_ranks else 1  # so many columns stand before those of points
        self._shown = [number for number, each in enumerate(self._figures.all) if self._is_shown(each)]

    def _is_shown(self, column: FigureColumn) -> bool:
        """Indicators, and of parts without any the part as a whole."""
        if column.item is not None or not column.parts:
            return column.is_indicator and bool(column.most)
        return not any(each.is_indicator and set(each.parts) & set(column.parts) for each in self._figures.all)

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._shown) and any(unit.total is not None for unit in self._of.units)

    @property
    def title(self) -> str:
        """What it is called."""
        return _TITLE.say(self._of.lang).format(group=self._of.name)

    @property
    def _columns(self) -> Sequence[FigureColumn]:
        return [self._figures.all[number] for number in self._shown]

    @property
    def widths(self) -> list[float]:
        """The widths of its columns; the legend needs some."""
        names = max(display_width(unit.name) for unit in self._of.units)
        own = [wide_enough([each.name], _WIDTH, bold=True) for each in self._columns]
        rank = [6] if self._has_ranks else []
        return [*rank, min(max(12, names + 2), _WIDEST_NAME), *own, *(_WIDTH for _ in range(len(_STEPS) - len(own)))]

    def write(self, page: Page) -> None:
        """Write it."""
        looks, lang = page.looks, self._of.lang
        page.title(self.title)
        self._legend(page)
        page.row += 1
        first = [_RANK, _UNIT] if self._has_ranks else [_UNIT]
        texts = [*(each.say(lang) for each in first), *(each.name for each in self._columns)]
        lines = max(count_lines(text, width) for text, width in zip(texts, page.widths, strict=False))
        page.height(13.5 * lines + 6)
        for column, text in enumerate(texts):
            page.text(column, text, looks.of("heading"))
        page.row += 1
        for unit in self._of.units:
            shares = self._figures.shares(unit)
            page.height(max(ROW, page.height_of((unit.name, page.widths[self._before - 1]))))
            if self._has_ranks:
                page.number(0, unit.rank, looks.of("number"))
            page.text(self._before - 1, unit.name, looks.of("text", text_wrap=True))
            for column, number in enumerate(self._shown, self._before):
                page.number(column, shares[number], looks.of("number", num_format="0%"))
            page.row += 1
        page.sheet.conditional_format(_HEAD + 1, self._before, page.row - 1, len(texts) - 1, _scale())
        page.sheet.freeze_panes(_HEAD + 1, self._before)
        page.print_as("landscape", _HEAD, beside=1)

    def _legend(self, page: Page) -> None:
        """What the colours say, in cells that have them."""
        page.paragraph(_LEGEND.say(self._of.lang), page.looks.of("note"))
        for number, percent in enumerate(_STEPS):
            page.number(self._before + number, Fraction(percent, 100), page.looks.of("legend", num_format="0%"))
        page.sheet.conditional_format(page.row, self._before, page.row, self._before - 1 + len(_STEPS), _scale())


def _scale() -> dict[str, Any]:
    low, middle, high = _COLOURS
    return {
        "type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num", "min_value": 0,
        "mid_value": _MIDDLE, "max_value": 1, "min_color": low, "mid_color": middle, "max_color": high,
    }  # fmt: skip
