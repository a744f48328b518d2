"""The ranking of a group: totals as formulas over the points beside them, with bars in the cells."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.base.text import Text, display_width
from gkpg.reports.disclosure import list_name
from gkpg.reports.grade_colours import grade_colours
from gkpg.reports.tables import field_heading, ranking_notes, with_max
from gkpg.reports.unit_fields import list_fields, stands_behind_points, values_once
from gkpg.reports.view.figure_column import FigureColumns
from gkpg.reports.xlsx.cell_marks import add_bars, add_grade_colours
from gkpg.reports.xlsx.formulas import places_of
from gkpg.reports.xlsx.group_formulas import GroupFormulas
from gkpg.reports.xlsx.looks import points_format
from gkpg.reports.xlsx.page import ROW
from gkpg.reports.xlsx.signatures import write_signatures
from gkpg.reports.xlsx.stored_figures import stored_figure
from gkpg.sheets.blank.fitting import count_lines, wide_enough

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.reports.group_view import GroupView
    from gkpg.reports.report import Report
    from gkpg.reports.unit_fields import UnitField
    from gkpg.reports.view.figure_column import FigureColumn
    from gkpg.reports.xlsx.page import Page
    from gkpg.scoring import UnitResult

#: The row of the headings, from 0; units stand below it.
HEAD = 2
_FIGURE_WIDTH, _WIDEST_NAME = 9, 30
#: A narrow table is stretched, so that notes below it have room.
_LEAST_WIDTH, _MOST_STRETCH = 90, 1.7
_MOST_TOLD = 60
_LIVE = Text(
    "总分是公式，由右边的得分算出，改一个得分就跟着变。",
    "Totals are formulas over the points beside them and follow when one is changed.",
)
_STORED = Text(
    "{count} 个单位的总分是数值：规则（一票否决、择高择低、折算、舍入等）不只是相加，写不成公式。",
    "Totals that are values: {count}; their rules (vetoes, choices, rescaling, rounding) are more than a sum.",
)
_FURTHER = Text("另有 {count} 条，见附件。", "{count} more, see the annex.")


class RankingPage:
    """Writes the ranking of one group."""

    def __init__(self, report: Report, of: GroupView) -> None:
        self._report, self._of = report, of
        self._is_scored = of.disclosure.shows("scores")
        fields = list_fields("xlsx", of)
        self._fields = [each for each in fields if each.kind != "wide"]
        self._told = [each for each in fields if each.kind == "wide"]
        self._figures = FigureColumns(of.results, of.group)
        shown = self._figures.all if self._is_scored else ()
        self._front = [each for each in self._fields if not stands_behind_points(each)]
        self._behind = [each for each in self._fields if stands_behind_points(each)]
        self.columns: tuple[FigureColumn, ...] = shown
        self.first_figure = len(self._front)
        self._formulas = GroupFormulas(of.results, of.group, self.columns, self.first_figure)
        self._stored = 0

    @property
    def title(self) -> str:
        """What the page is called."""
        what, name = list_name(self._of.disclosure), self._of.name
        return Text(f"{name}{what.zh}", f"{what.en}: {name}").say(self._of.lang)

    @property
    def widths(self) -> list[float]:
        """The widths of its columns: no name is broken, no column wider than it must be."""
        names = max((display_width(unit.name) for unit in self._of.units), default=0)
        of_field = {"unit": min(max(12, names + 2), _WIDEST_NAME), "rank": 6, "total": 10}
        front = [of_field.get(each.key, min(each.width_for(self._of), 14)) for each in self._front]
        figures = [
            wide_enough([with_max(each.name, each.most, self._of.lang)], _FIGURE_WIDTH, bold=True)
            for each in self.columns
        ]
        widths = [*front, *figures, *(_FIGURE_WIDTH for _ in self._behind)]
        return [width * min(_MOST_STRETCH, max(1, _LEAST_WIDTH / sum(widths))) for width in widths]

    def write(self, page: Page, whole: str) -> None:
        """Write it; `whole` is what the round is called."""
        looks = page.looks
        page.title(self.title)
        page.paragraph(whole, looks.of("note"))
        self._head(page)
        for unit in self._of.units:
            self._unit(page, unit)
            self._report.step()
        self._mark(page, range(HEAD + 1, page.row))
        page.sheet.freeze_panes(HEAD + 1, min(2, len(self._fields)))
        if self._of.units:
            page.sheet.autofilter(HEAD, 0, page.row - 1, page.last)
        for note in self._notes():
            page.paragraph(note, looks.of("note"))
        write_signatures(page, self._of.lang)
        page.print_as("landscape", HEAD, beside=self.first_figure - 1)

    def _head(self, page: Page) -> None:
        texts = [field_heading(each, self._of) for each in self._front]
        texts += [with_max(each.name, each.most, self._of.lang) for each in self.columns]
        texts += [field_heading(each, self._of) for each in self._behind]
        lines = max(count_lines(text, width) for text, width in zip(texts, page.widths, strict=True))
        page.height(13.5 * lines + 6)
        for column, text in enumerate(texts):
            page.text(column, text, page.looks.of("heading"))
        page.row += 1

    def _unit(self, page: Page, unit: UnitResult) -> None:
        """The row of a unit."""
        results, looks = self._of.results, page.looks
        stored = [stored_figure(results, each) for each in self._figures.values(unit)] if self.columns else []
        row = page.row + 1
        page.height(max(ROW, page.height_of((unit.name, self._name_width(page)))))
        points = looks.of("number", num_format=points_format(results.places))
        for column, field in enumerate(self._front):
            if field.key == "total" and unit.total is not None:
                formula = self._formulas.total(unit, stored, row)
                self._stored += formula is None
                page.figure(column, formula, unit.total, looks.of("number", num_format=points.num_format, bold=True))
            else:
                self._field(page, column, field, unit)
        for number, (column_of, value) in enumerate(zip(self.columns, stored, strict=True)):
            made = self._formulas.part(unit, number, stored, row) if column_of.item is None else None
            page.figure(self.first_figure + number, made, value, points)
        for number, field in enumerate(self._behind):
            self._field(page, self.first_figure + len(self.columns) + number, field, unit)
        page.row += 1

    def _name_width(self, page: Page) -> float:
        """The width of the column of names."""
        return next(page.widths[number] for number, each in enumerate(self._front) if each.key == "unit")

    def _field(self, page: Page, column: int, field: UnitField, unit: UnitResult) -> None:
        value, looks = field.value(self._of, unit), page.looks
        if field.key == "converted" and unit.converted is not None:
            value = unit.converted
        if isinstance(value, Decimal):
            page.number(column, value, looks.of("number", num_format=points_format(places_of(value))))
        elif isinstance(value, int):
            page.number(column, value, looks.of("number"))
        else:
            page.text(column, value, looks.of("number" if field.kind == "grade" else "text", text_wrap=True))

    def _mark(self, page: Page, rows: range) -> None:
        """Bars of the figures that have a most, colours of the grades."""
        for column, field in enumerate(self._front):
            most = field.most(self._of.group) if field.most else None
            if most:
                add_bars(page, column, rows, most)
            if field.kind == "grade":
                add_grade_colours(page, column, rows, grade_colours(self._of.results.round, self._of.lang))
        for number, each in enumerate(self.columns, self.first_figure):
            if each.most:
                add_bars(page, number, rows, each.most)

    def _notes(self) -> Iterator[str]:
        """What is told of single units below the table; what a reader must know."""
        lang = self._of.lang
        told = [text for unit in self._of.units for text in self._told_of(unit)] if self._told else []
        yield from told[:_MOST_TOLD]
        if len(told) > _MOST_TOLD:
            yield _FURTHER.say(lang).format(count=len(told) - _MOST_TOLD)
        if self._is_scored and any(unit.total is not None for unit in self._of.units):
            yield _LIVE.say(lang)
            if self._stored:
                yield _STORED.say(lang).format(count=self._stored)
        yield from ranking_notes(self._of)

    def _told_of(self, unit: UnitResult) -> Iterator[str]:
        colon = Text("：", ": ").say(self._of.lang)
        for field, value in zip(self._told, values_once(self._of, unit, self._told), strict=True):
            if value:
                yield f"{unit.name} {field.heading.say(self._of.lang)}{colon}{value}"
