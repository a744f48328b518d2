"""Tables of a group: how its totals lie, what cost the most, who is near a grade line."""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text, tidy_text
from gkpg.reports.docx.blocks import Column, Table
from gkpg.reports.view import labels
from gkpg.reports.view.percent import in_percent

if TYPE_CHECKING:
    from fractions import Fraction

    from gkpg.reports.docx.styles import StyleName
    from gkpg.reports.report import Report
    from gkpg.reports.view.group_summary import GroupSummary
    from gkpg.reports.view.item_summary import ItemSummary

_COSTLIEST = 10
#: A bar has so many squares at most.
_LONGEST_BAR = 24
_SQUARE, _NOTHING = "■", "—"


def bins_table(report: Report, summary: GroupSummary) -> Table | None:
    """How many totals lie in each range, the highest first, with bars of squares; None where there are no totals."""
    most = max((each.size for each in summary.bins), default=0)
    if not most:
        return None
    of_one = ceil(most / _LONGEST_BAR)
    rows = [
        (f"{format_exact(each.low)}—{format_exact(each.high)}", str(each.size), _SQUARE * ceil(each.size / of_one))
        for each in reversed(summary.bins)
    ]
    scale = Text(f"每格{of_one}个单位", f"{of_one} to a square")
    columns = (
        Column(labels.TOTAL.say(report.lang), 22, "Table Word"),
        Column(labels.UNITS.say(report.lang), 14, "Table Figure"),
        Column(scale.say(report.lang), 64),
    )
    return Table(columns, rows)


def costs_table(report: Report, summary: GroupSummary) -> Table | None:
    """The items that cost the most on average; None where none cost any."""
    costliest = summary.costliest(_COSTLIEST)
    if not costliest:
        return None
    names = Counter(each.item.label for each in summary.items)
    figures = (labels.MAX, labels.LOST_ON_AVERAGE, labels.LOST_IN_TOTAL, labels.SHARE)
    rows = [
        (
            _item_name(summary, each, is_clear=names[each.item.label] == 1), _exact(each.item.max),
            _rounded(report, each.lost), _rounded(report, each.lost_in_total), in_percent(each.share) or _NOTHING,
        )
        for each in costliest
    ]  # fmt: skip
    return Table((Column(labels.ITEM.say(report.lang), 44), *_figures(report, figures, 14)), rows)


def _item_name(summary: GroupSummary, of: ItemSummary, *, is_clear: bool) -> str:
    """What an item is called, with its part where several have one of that name."""
    label = of.item.label
    return tidy_text(label if is_clear else f"{summary.group.parts[of.part].title} {label}")


def near_table(report: Report, summary: GroupSummary) -> Table | None:
    """The units that lack little to the next better grade; None where none do."""
    rows = [
        (
            tidy_text(near.unit.name), str(near.unit.total),
            tidy_text(near.name.say(report.lang) if near.name else near.band), _exact(near.short),
        )
        for near in summary.near_lines
    ]  # fmt: skip
    if not rows:
        return None
    columns = (
        Column(labels.UNIT.say(report.lang), 46),
        *_figures(report, (labels.TOTAL,), 18),
        Column(labels.BETTER_GRADE.say(report.lang), 18, "Table Word"),
        *_figures(report, (labels.SHORT,), 18),
    )
    return Table(columns, rows)


def _figures(report: Report, names: tuple[Text, ...], share: int) -> tuple[Column, ...]:
    style: StyleName = "Table Figure"
    return tuple(Column(name.say(report.lang), share, style) for name in names)


def _rounded(report: Report, value: Fraction | None) -> str:
    figure = report.results.round_figure(value)
    return _NOTHING if figure is None else str(figure)


def _exact(value: Fraction | None) -> str:
    return _NOTHING if value is None else format_exact(value)
