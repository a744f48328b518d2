"""Charts: native ones that a reader can change, whose series refer to cells, each told in words as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from gkpg.base.text import Text
from gkpg.reports.grade_colours import NO_GRADE
from gkpg.reports.view import labels
from gkpg.reports.xlsx.looks import BLUE, ORANGE
from gkpg.reports.xlsx.page import as_decimal, safe_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gkpg.base.text import Lang
    from gkpg.reports.xlsx.chart_data import Placed
    from gkpg.reports.xlsx.page import Page

ChartKind = Literal["totals", "grades", "indicators", "extremes"]
_GROUP, _INDICATOR, _ITEM = Text("类别", "Group"), Text("指标", "Indicator"), Text("子项", "Item")
_LONGEST_SAID = 900
#: The page is so many columns wide, each so many characters and pixels; a row has so many pixels.
COLUMNS, COLUMN_WIDTH = 12, 11
_COLUMN, _ROW = 82, 20
_GRADES_ROWS, _GROUP_ROWS, _ROWS_A_BAR = 8, 14, 0.9
_GROUPS_A_PAGE = 2


class ChartPage:
    """Writes the charts: grades of all groups at the top, then a row of charts for each group."""

    def __init__(self, workbook: Any, page: Page, lang: Lang, grades: Mapping[str, str]) -> None:
        self._workbook, self._page, self._lang, self._grades = workbook, page, lang, grades
        self._font = page.looks.fonts.text

    def write(self, title: str, grades: Placed | None, groups: Sequence[dict[ChartKind, Placed]]) -> None:
        """Write the page."""
        page = self._page
        page.height(28)
        page.text(0, title, page.looks.of("title"))
        row, breaks = 2, list[int]()
        if grades is not None:
            row += self._row({"grades": grades}, row, _GRADES_ROWS + len(grades.table.labels))
        for number, charts in enumerate(groups):
            if number and number % _GROUPS_A_PAGE == 0:
                breaks.append(row)
            most = max((len(each.table.labels) for each in charts.values()), default=0)
            row += self._row(charts, row, max(_GROUP_ROWS, round(most * _ROWS_A_BAR) + 5))
        page.row = row
        page.print_as("landscape", pages_high=max(1, -(-len(groups) // _GROUPS_A_PAGE)))
        page.sheet.set_h_pagebreaks(breaks)

    def _row(self, charts: dict[ChartKind, Placed], row: int, height: int) -> int:
        """Charts side by side; gives how many rows they take."""
        width = COLUMNS // max(1, len(charts))
        for number, (kind, placed) in enumerate(charts.items()):
            chart = self._chart(kind, placed)
            size = {"width": width * _COLUMN - 8, "height": height * _ROW - 8}
            chart.set_size(size)
            said = {"description": describe_chart(placed, self._lang), "object_position": 1}
            self._page.sheet.insert_chart(row, number * width, chart, said)
        return height

    def _chart(self, kind: ChartKind, placed: Placed) -> Any:
        chart = self._workbook.add_chart(dict(_MAKES[kind]))
        colours = [self._grades.get(each.name, NO_GRADE) for each in placed.table.series]
        inks = [f"#{each}" for each in colours] if kind == "grades" else [BLUE, ORANGE]
        for number, series in enumerate(placed.table.series):
            chart.add_series({
                "name": placed.name(number), "categories": placed.categories, "values": placed.values(number),
                "categories_data": [safe_text(label) for label in placed.table.labels],
                "values_data": [None if value is None else as_decimal(value) for value in series.values],
                "fill": {"color": inks[number]}, "border": {"color": "#7F7F7F", "width": 0.5},
                "gap": 40, **({"overlap": 100} if len(placed.table.series) > 1 else {}),
                "data_labels": {"value": True, "font": self._sized(8), **_form(placed)},
            })  # fmt: skip
        chart.set_title(
            {"name": safe_text(placed.table.title), "name_font": self._sized(11, bold=True), "overlay": False}
        )
        self._axes(chart, kind)
        if kind == "grades":
            chart.set_legend({"position": "bottom", "font": self._sized(9)})
        else:
            chart.set_legend({"none": True})
        return chart

    def _axes(self, chart: Any, kind: ChartKind) -> None:
        """The axes by their names; bars are read from the top down."""
        along, value = _AXES[kind]
        names = {"name_font": self._sized(9), "num_font": self._sized(8)}
        named = {"name": along.say(self._lang), **names}
        lines = {"major_gridlines": {"visible": True, "line": {"color": "#E3E3E3"}}}
        figures: dict[str, object] = {"name": value.say(self._lang), **names, **lines, "min": 0}
        if kind in {"indicators", "extremes"}:
            figures |= {"max": 1, "num_format": "0%", "major_unit": 0.2}
        if kind != "totals":  # bars lie: XlsxWriter calls the axis upright y
            chart.set_y_axis({**named, "reverse": True, "crossing": "max", "interval_unit": 1})
            chart.set_x_axis(figures)
            return
        chart.set_x_axis(named)
        chart.set_y_axis({**figures, "num_format": "0"})

    def _sized(self, size: int, *, bold: bool = False) -> dict[str, object]:
        return {"name": self._font, "size": size, "bold": bold}


_MAKES: dict[ChartKind, dict[str, str]] = {
    "totals": {"type": "column"},
    "grades": {"type": "bar", "subtype": "stacked"},
    "indicators": {"type": "bar"},
    "extremes": {"type": "bar"},
}
_AXES: dict[ChartKind, tuple[Text, Text]] = {
    "totals": (labels.TOTAL, labels.UNITS),
    "grades": (_GROUP, labels.UNITS),
    "indicators": (_INDICATOR, labels.SHARE),
    "extremes": (_ITEM, labels.SHARE),
}


def _form(placed: Placed) -> dict[str, str]:
    return {"num_format": "0%" if placed.table.is_share else "0;;"}


def describe_chart(placed: Placed, lang: Lang) -> str:
    """What a chart shows, in words, for those who do not see it."""
    table = placed.table
    colon, stop = Text("：", ": ").say(lang), Text("；", "; ").say(lang)
    told = []
    for series in table.series:
        head = f"{series.name} " if len(table.series) > 1 else ""
        for label, value in zip(table.labels, series.values, strict=True):
            if value is not None:
                told.append(f"{head}{label} {_said(value, is_share=table.is_share)}")
    text = f"{table.title}{colon}{stop.join(told)}"
    return safe_text(text if len(text) <= _LONGEST_SAID else f"{text[:_LONGEST_SAID]}…")


def _said(value: object, *, is_share: bool) -> str:
    return f"{float(value):.0%}" if is_share else str(value)  # type: ignore[arg-type]  # a fraction
