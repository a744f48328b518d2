"""The chapter of a group in the Markdown report: grades, ranking, how totals lie, indicators, what cost the most."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from gkpg.base.markdown import escape_line, escape_markdown
from gkpg.base.points import format_exact
from gkpg.base.text import LONGEST_SENTENCE, Text, list_words
from gkpg.reports.disclosure import list_name
from gkpg.reports.markdown.grid import Column, render_grid
from gkpg.reports.tables import ranking_notes
from gkpg.reports.unit_fields import list_fields
from gkpg.reports.view import labels
from gkpg.reports.view.figure_column import FigureColumns
from gkpg.reports.view.percent import in_percent
from gkpg.reports.view.unit_remarks import remarks_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gkpg.base.text import Lang
    from gkpg.reports.group_view import GroupView
    from gkpg.reports.markdown.grid import Cell
    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.reports.view.item_summary import ItemSummary
    from gkpg.scoring import UnitResult

#: So many items that cost the most are shown.
_COSTLIEST = 10
_GRADES = Text("等次", "Grades")
_TOTALS, _ITEMS = Text("总分分布", "How the totals lie"), Text("各指标得分情况", "Indicators")
_COSTS, _NEAR = Text("失分最多的项", "Items that cost the most"), Text("接近上一等次的单位", "Units near a grade line")
_POINTS = Text("各单位各指标得分", "Units by indicators")
_REMARK, _RANGE = Text("{unit}：{words}", "{unit}: {words}"), Text("{low} — {high}", "{low} – {high}")
_BRACKETS = Text("（{}）", " ({})")


@dataclass(frozen=True)
class GroupChapter:
    """A chapter; what may not be told to its readers is left out. `step` is called after each unit."""

    of: GroupView
    summary: GroupSummary
    step: Callable[[], object]

    def lines(self) -> Iterator[str]:
        """Its lines, an empty one first."""
        yield from ("", f"## {escape_markdown(self.of.name)}")
        yield from self._titled(_GRADES, self._grades())
        yield from self._titled(list_name(self.of.disclosure) if self._is_scored else None, self._ranking())
        if self._is_scored:
            yield from self._titled(_TOTALS, self._totals())
            yield from self._titled(_ITEMS, self._indicators())
            yield from self._titled(_COSTS, self._costliest())
            yield from self._titled(_POINTS, self._points())
        if self._is_scored and not self.of.disclosure.is_public:
            yield from self._titled(_NEAR, self._near_lines())

    @property
    def _is_scored(self) -> bool:
        return self.of.disclosure.shows("scores")

    @property
    def _lang(self) -> Lang:
        return self.of.lang

    def _titled(self, title: Text | None, lines: Iterator[str]) -> Iterator[str]:
        """A section, unless there is nothing in it."""
        first = next(lines, None)
        if first is not None:
            yield from ("", f"### {title.say(self._lang)}") if title else ()
            yield from ("", first, *lines)

    def _columns(self, *figures: Text, words: tuple[Text, ...]) -> tuple[Column, ...]:
        return (
            *(Column(word.say(self._lang)) for word in words),
            *(Column(each.say(self._lang), is_figure=True) for each in figures),
        )

    def _grades(self) -> Iterator[str]:
        """How many units have each grade."""
        if self.summary.grades:
            rows = ((each.label.say(self._lang), len(each.units)) for each in self.summary.grades)
            yield from render_grid(self._columns(labels.UNITS, words=(labels.GRADE,)), rows)

    def _ranking(self) -> Iterator[str]:
        """The units with their fields; then what there is to say of any, and what a reader must know."""
        fields = [field for field in list_fields("screen", self.of) if field.kind != "wide"]
        columns = [
            Column(self._with_max(field.heading.say(self._lang), field.most(self.of.group) if field.most else None),
                   field.kind in {"number", "points"})
            for field in fields
        ]  # fmt: skip
        yield from render_grid(columns, ([field.value(self.of, unit) for field in fields] for unit in self._units()))
        remarks = [f"- {line}" for unit in self.of.units if (line := self._remarks(unit))]
        yield from ("", *remarks) if remarks else ()
        for note in ranking_notes(self.of):
            yield from ("", escape_line(note, LONGEST_SENTENCE))

    def _units(self) -> Iterator[UnitResult]:
        for unit in self.of.units:
            yield unit
            self.step()

    def _remarks(self, unit: UnitResult) -> str:
        """What there is to say of a unit, in one line; empty where there is nothing."""
        words = Text("；", "; ").say(self._lang).join(each.words for each in remarks_on(self.of, unit))
        line = _REMARK.say(self._lang).format(unit=unit.name, words=words)
        return escape_line(line, LONGEST_SENTENCE) if words else ""

    def _totals(self) -> Iterator[str]:
        """The most, the mean, the median and the least; then how many lie in each range, if they are more."""
        spread = self.summary.totals
        if spread is None:
            return
        figures = (labels.MOST, labels.MEAN, labels.MEDIAN, labels.LEAST)
        values = (spread.most, spread.mean, spread.median, spread.least)
        yield from render_grid(self._columns(*figures, words=()), [list(map(self._rounded, values))])
        if len(self.summary.scored) > len(self.summary.bins):
            ranges = (
                (_RANGE.say(self._lang).format(low=format_exact(each.low), high=format_exact(each.high)), each.size)
                for each in self.summary.bins
            )
            yield from ("", *render_grid(self._columns(labels.UNITS, words=(labels.TOTAL,)), ranges))

    def _indicators(self) -> Iterator[str]:
        """What units got for each indicator."""
        if self.summary.totals is None:
            return
        figures = (labels.MAX, labels.MEAN, labels.SHARE, labels.MOST, labels.MEDIAN, labels.LEAST)
        yield from render_grid(
            self._columns(*figures, words=self._item_words), map(self._indicator, self.summary.indicators)
        )

    def _indicator(self, each: ItemSummary) -> list[Cell]:
        spread = each.spread
        figures = (spread.most, spread.median, spread.least) if spread else (None, None, None)
        mean = self._rounded(spread.mean) if spread else None
        return [
            *self._names(each),
            self._exact(each.item.max),
            mean,
            in_percent(each.share),
            *map(self._rounded, figures),
        ]

    def _costliest(self) -> Iterator[str]:
        """The items that cost the most points of the total on average."""
        costliest = self.summary.costliest(_COSTLIEST)
        if costliest:
            figures = (labels.MAX, labels.LOST_ON_AVERAGE, labels.LOST_IN_TOTAL, labels.SHARE)
            rows = (
                [
                    *self._names(each), self._exact(each.item.max), self._rounded(each.lost),
                    self._rounded(each.lost_in_total), in_percent(each.share),
                ]
                for each in costliest
            )  # fmt: skip
            yield from render_grid(self._columns(*figures, words=self._item_words), rows)

    @cached_property
    def _has_parts(self) -> bool:
        return len(self.of.group.parts) > 1

    @property
    def _item_words(self) -> tuple[Text, ...]:
        return (labels.PART, labels.ITEM) if self._has_parts else (labels.ITEM,)

    def _names(self, each: ItemSummary) -> tuple[str, ...]:
        """What an item is called, behind its part where there are several."""
        label = each.item.label
        return (self._part_names[each.part], label) if self._has_parts else (label,)

    @cached_property
    def _part_names(self) -> tuple[str, ...]:
        """What the parts are called, each with the units that alone have it."""
        units = self.of.group.rules.units if self.of.group.rules else ()
        whose = (list_words(filter(part.is_for, units)).say(self._lang) for part in self.of.group.parts)
        return tuple(
            part.title if part.units is None else f"{part.title}{_BRACKETS.say(self._lang).format(names)}"
            for part, names in zip(self.of.group.parts, whose, strict=True)
        )

    def _points(self) -> Iterator[str]:
        """The units with what they got for each part and indicator."""
        figures = FigureColumns(self.of.results, self.of.group)
        units = self.of.units
        if not figures.all or self.summary.totals is None:
            return
        names = [self._with_max(column.name, column.most) for column in figures.all]
        columns = (*self._columns(words=(labels.UNIT,)), *(Column(name, is_figure=True) for name in names))
        yield from render_grid(columns, ([unit.name, *map(self._rounded, figures.values(unit))] for unit in units))

    def _near_lines(self) -> Iterator[str]:
        """The units that lack little to the next better grade."""
        if self.summary.near_lines:
            rows = (
                [
                    near.unit.name,
                    near.name.say(self._lang) if near.name else near.band,
                    near.unit.total,
                    self._exact(near.short),
                ]
                for near in self.summary.near_lines
            )
            yield from render_grid(
                self._columns(labels.TOTAL, labels.SHORT, words=(labels.UNIT, labels.BETTER_GRADE)), rows
            )

    def _short(self, points: Fraction) -> Cell:
        """What is lacking: never rounded away, with the decimals of totals where it has no more."""
        rounded = self.of.results.round_figure(points)
        return rounded if rounded is not None and Fraction(rounded) == points else format_exact(points)

    def _with_max(self, name: str, most: Fraction | None) -> str:
        return name if most is None else f"{name}{_BRACKETS.say(self._lang).format(format_exact(most))}"

    def _rounded(self, value: Fraction | None) -> Cell:
        return self.of.results.round_figure(value)

    def _exact(self, value: Fraction | None) -> Cell:
        return None if value is None else format_exact(value)
