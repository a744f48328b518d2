"""The table of items: what every unit got for every scored item, what was lost, who gave what, why."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.decimals import describe_places
from gkpg.base.points import has_end
from gkpg.base.text import Text
from gkpg.reports.given_scores import GivenScores
from gkpg.reports.table import Column, ColumnKind, Table, Value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from fractions import Fraction

    from gkpg.reports.report import Report
    from gkpg.rubric import Item, Rubric
    from gkpg.scoring import GroupResult, Results, UnitResult

_SHOWN = Text(
    "得分为便于阅读保留{places}；总分由未舍入的得分算出。",
    "Points are shown to {places}; totals are computed from unrounded points.",
)
_NO_NEED = Text("不适用", "not applicable")


def item_table(report: Report) -> Table:
    """Every scored item of every unit. The unit's own score stands beside, where there was a self-check."""
    results, lang = report.results, report.lang
    has_evidence = report.disclosure.shows("evidence")
    own = has_evidence and any(unit.own for group in results.groups for unit in group.units)
    several = any(len(group.parts) > 1 for group in results.groups)
    reasons = has_evidence and any(sheet.notes and not sheet.decides for sheet in results.ledger.each_sheet())
    fields: tuple[tuple[Text, ColumnKind, float, bool], ...] = (
        (Text("类别", "Group"), "text", 12, True),
        (Text("单位", "Unit"), "text", 14, True),
        (Text("部分", "Part"), "text", 12, several),
        (Text("编号", "Item"), "text", 8, True),
        (Text("指标", "Indicator"), "text", 22, True),
        (Text("子项", "Name"), "wide", 30, True),
        (Text("分值", "Max"), "number", 8, True),
        (Text("得分", "Points"), "points", 9, True),
        (Text("失分", "Lost"), "points", 9, True),
        (Text("自评分", "Own score"), "points", 9, own),
        (Text("各评分人给分", "Given by each assessor"), "wide", 44, has_evidence),
        (Text("评分依据、链接", "Reasons and links"), "wide", 50, reasons),
    )
    shown = [each[3] for each in fields]
    columns = tuple(Column(name.say(lang), kind, width) for name, kind, width, is_shown in fields if is_shown)
    found = _ItemRows(report)
    rows = (tuple(compress(row, shown)) for group in results.groups for row in found.of_group(group))
    title, name = Text("各单位子项得分", "Points of all sub-items"), Text("子项得分", "Items")
    notes = (_SHOWN.say(lang).format(places=describe_places(results.places).say(lang)),)
    return Table(name.say(lang), title.say(lang), columns, rows, notes, results.places, strong=2)


class _ShownItem(NamedTuple):
    """An item that may have a row, the indicator or block around it, and whether it stands beside the total.

    `most` is its max as it is read beside points; None of a veto, and where there is no limit.
    """

    item: Item
    top: Item
    is_beside: bool
    most: Decimal | None


class _ItemRows:
    """The rows of the table."""

    def __init__(self, report: Report) -> None:
        self._report, self._results = report, report.results
        self._given = GivenScores(report.results, report.lang)

    def of_group(self, group: GroupResult) -> Iterator[tuple[Value, ...]]:
        """The rows of a group: unit by unit, part by part."""
        blocks = [list(_blocks(part.rubric, self._results)) for part in group.parts]
        for unit in filter(lambda each: self._report.has(each.name), group.units):
            for number in group.numbers(unit):
                yield from self._of_part(group, unit, number, blocks[number])
            self._report.step()

    def _of_part(
        self, group: GroupResult, unit: UnitResult, number: int, blocks: list[tuple[_ShownItem, list[_ShownItem]]]
    ) -> Iterator[tuple[Value, ...]]:
        """The rows of a unit in one part; an indicator that somebody was asked for as a whole has one."""
        part, figures = group.parts[number], self._results.figures
        ids = part.rubric.ids
        points = figures(ids, unit.parts[number].points if unit.parts else "")
        own = figures(ids, unit.own if part is group.first_part(unit) else "")
        exact, lacking = self._results.points(group, unit, number), self._results.inapplicable(group, unit, number)
        for whole, single in blocks:
            as_whole = self._given.has_points(part, unit.name, whole.item.id)
            for shown in (whole,) if as_whole else single:
                item, got = shown.item, points.get(shown.item.id)
                head = (group.name, unit.name, part.title, item.id, shown.top.name, item.name)
                given = self._given.of(part, unit.name, item)
                also = [_NO_NEED.say(self._report.lang)] if item.id in lacking else []
                said, why = self._given.points_text(given, *also), "\n".join(self._given.reasons(given)) or None
                lost = self._lost(shown, exact.get(item.id))
                yield (*head, shown.most, got, lost, own.get(item.id), said, why)

    def _lost(self, shown: _ShownItem, exact: Fraction | None) -> Decimal | None:
        """What was lost, rounded by itself as points are; None where there is nothing to lose."""
        most = None if shown.most is None or shown.is_beside else shown.item.max
        return None if exact is None or most is None else self._results.round_figure(most - exact)


def _blocks(rubric: Rubric, results: Results) -> Iterator[tuple[_ShownItem, list[_ShownItem]]]:
    """Each indicator, and what stands beside them: as a whole, and its scored items."""
    for items, is_beside in ((rubric.indicators, False), (rubric.adjustment_items, True)):
        for top in items:
            single = [_ShownItem(each, top, is_beside, _most(each, results)) for each in top.scored_items()]
            yield _ShownItem(top, top, is_beside, _most(top, results)), single


def _most(item: Item, results: Results) -> Decimal | None:
    """The max of an item; rounded as points are where no decimals can say it."""
    if item.is_veto or item.max is None:
        return None
    return item.cap if has_end(item.max) else results.round_figure(item.max)
