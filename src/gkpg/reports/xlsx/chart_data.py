"""The data of charts: tables on a page of their own, to which the series of charts refer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.reports.view import labels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from gkpg.base.text import Lang
    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.reports.view.item_summary import ItemSummary
    from gkpg.reports.view.round_view import RoundView
    from gkpg.reports.xlsx.page import Page

_WIDEST_LABEL = 15
_BEST = 5
_ROWS_A_PAGE = 100
_TO = Text("{low}—{high}", "{low}–{high}")
TOTALS = Text("{group}：总分分布", "{group}: distribution of totals")
GRADES = Text("各类别的等次（单位数）", "Grades by group (units)")
INDICATORS = Text("{group}：各指标平均得分率", "{group}: mean share by indicator")
EXTREMES = Text("{group}：得分率最高和最低的子项", "{group}: best and worst items")
_RANGE, _GROUP, _ITEM = Text("总分", "Total"), Text("类别", "Group"), Text("指标", "Indicator")


class Series(NamedTuple):
    """A series: its name, and a figure for each label; None where there is none."""

    name: str
    values: tuple[Fraction | int | None, ...]


class ChartTable(NamedTuple):
    """What one chart shows: labels, and one or more series over them. Shares are told in percent."""

    title: str
    heading: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    is_share: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.labels)


def grades_table(view: RoundView, lang: Lang) -> ChartTable:
    """The units of each group by grade."""
    groups = [each for each in view.groups if each.grades]
    grades = list(dict.fromkeys(each.label.say(lang) for group in groups for each in group.grades))
    counts = [{each.label.say(lang): len(each.units) for each in group.grades} for group in groups]
    series = tuple(Series(name, tuple(each.get(name) for each in counts)) for name in grades)
    names = tuple(group.name(lang) for group in groups)
    return ChartTable(GRADES.say(lang), _GROUP.say(lang), names, series)


def totals_table(group: GroupSummary, lang: Lang) -> ChartTable:
    """How many totals lie in each range."""
    names = tuple(_TO.say(lang).format(low=format_exact(each.low), high=format_exact(each.high)) for each in group.bins)
    series = (Series(labels.UNITS.say(lang), tuple(each.size for each in group.bins)),)
    return ChartTable(TOTALS.say(lang).format(group=group.name(lang)), _RANGE.say(lang), names, series)


def indicators_table(group: GroupSummary, lang: Lang) -> ChartTable:
    """The mean share of each indicator, where there are several; parts with one are told by their name."""
    found = [each for each in group.indicators if each.share is not None]
    told = found if len(found) > 1 else []
    names = tuple(_label(group, each) for each in told)
    series = (Series(labels.SHARE.say(lang), tuple(each.share for each in told)),)
    return ChartTable(INDICATORS.say(lang).format(group=group.name(lang)), _ITEM.say(lang), names, series, True)


def extremes_table(group: GroupSummary, lang: Lang) -> ChartTable:
    """The items with the highest and the lowest share, none on both sides."""
    count = min(_BEST, len(group.scored_items) // 2)
    best, worst = group.best(count), group.worst(count)[::-1]
    nothing = (None,) * count
    series = (
        Series(labels.MOST.say(lang), (*(each.share for each in best), *nothing)),
        Series(labels.LEAST.say(lang), (*nothing, *(each.share for each in worst))),
    )
    names = tuple(_label(group, each) for each in (*best, *worst))
    return ChartTable(EXTREMES.say(lang).format(group=group.name(lang)), _ITEM.say(lang), names, series, True)


def _label(group: GroupSummary, each: ItemSummary) -> str:
    """What an item is called beside a bar, no longer than there is room for."""
    part = group.group.parts[each.part]
    is_alone = len(part.rubric.indicators) == 1 and len(group.group.parts) > 1
    text = part.title if is_alone and each.item is each.top else each.item.label
    return text if len(text) <= _WIDEST_LABEL else f"{text[: _WIDEST_LABEL - 1]}…"


class Placed(NamedTuple):
    """Where a table stands: its page, the row of its headings (from 0), how many labels and series it has."""

    tab: str
    head: int
    table: ChartTable

    @property
    def categories(self) -> list[str | int]:
        """The cells of its labels."""
        return [self.tab, self.head + 1, 0, self.head + len(self.table.labels), 0]

    def values(self, series: int) -> list[str | int]:
        """The cells of a series."""
        return [self.tab, self.head + 1, series + 1, self.head + len(self.table.labels), series + 1]

    def name(self, series: int) -> list[str | int]:
        """The cell with the name of a series."""
        return [self.tab, self.head, series + 1]


def place_tables(tables: list[ChartTable], tab: str) -> Iterator[Placed]:
    """Tables one below the other, an empty row between them, below a title."""
    row = 2
    for table in tables:
        yield Placed(tab, row + 1, table)
        row += len(table.labels) + 3


def write_tables(placed: list[Placed], page: Page, title: str) -> None:
    """Write the tables where they were placed."""
    looks = page.looks
    page.title(title)
    for each in placed:
        page.row = each.head - 1
        page.text(0, each.table.title, looks.of("plain", bold=True, text_wrap=False))
        page.row += 1
        for column, text in enumerate((each.table.heading, *(series.name for series in each.table.series))):
            page.text(column, text, looks.of("heading"))
        form = {"num_format": "0.0%"} if each.table.is_share else {}
        for number, label in enumerate(each.table.labels):
            page.row += 1
            page.text(0, label, looks.of("text"))
            for column, series in enumerate(each.table.series, 1):
                page.number(column, series.values[number], looks.of("number", **form))
        page.row += 1
    page.print_as("portrait", pages_high=-(-page.row // _ROWS_A_PAGE))
