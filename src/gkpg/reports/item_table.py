"""The table of items: what every unit got for every scored item, what was lost, who gave what, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.reports.given_scores import GivenScores
from gkpg.reports.table import Column, ColumnKind, Table, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.base.text import Lang
    from gkpg.rubric import Item
    from gkpg.scoring import GroupResult, Results, UnitResult

_SHOWN = Text(
    "得分为便于阅读保留 {places} 位小数；总分由未舍入的得分算出。",
    "Points are shown with {places} decimals; totals are computed from unrounded points.",
)
_NO_NEED = Text("不适用", "not applicable")


def item_table(results: Results, lang: Lang) -> Table:
    """Every scored item of every unit. The unit's own score stands beside, where there was a self-check."""
    own = any(unit.own for group in results.groups for unit in group.units)
    several = any(len(group.parts) > 1 for group in results.groups)
    reasons = any(sheet.notes and not sheet.decides for sheet in results.ledger.sheets)
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
        (Text("各评分人给分", "Given by each assessor"), "wide", 44, True),
        (Text("评分依据、链接", "Reasons and links"), "wide", 50, reasons),
    )
    shown = [each[3] for each in fields]
    columns = tuple(Column(name.say(lang), kind, width) for name, kind, width, is_shown in fields if is_shown)
    found = _ItemRows(results, lang)
    rows = tuple(
        tuple(value for value, is_shown in zip(row, shown, strict=True) if is_shown)
        for group in results.groups
        for row in found.of_group(group)
    )
    title, name = Text("各单位子项得分", "Points of all sub-items"), Text("子项得分", "Items")
    notes = (_SHOWN.say(lang).format(places=results.places),)
    return Table(name.say(lang), title.say(lang), columns, rows, notes, results.places, strong=2)


class _ItemRows:
    """The rows of the table."""

    def __init__(self, results: Results, lang: Lang) -> None:
        self._results, self._lang = results, lang
        self._given = GivenScores(results, lang)

    def of_group(self, group: GroupResult) -> Iterator[tuple[Value, ...]]:
        """The rows of a group: unit by unit, part by part."""
        for unit in group.units:
            for number, part in enumerate(group.parts):
                for indicator in (*part.rubric.indicators, *part.rubric.adjustment_items):
                    as_whole = self._given.has_points(part.key, unit.name, indicator.id)
                    for item in (indicator,) if as_whole else indicator.scored_items():
                        yield self._row(group, unit, number, indicator, item)

    def _row(self, group: GroupResult, unit: UnitResult, number: int, indicator: Item, item: Item) -> tuple[Value, ...]:
        results, part = self._results, group.parts[number]
        got = results.round_figure(results.points(group, unit, number).get(item.id))
        own = results.round_figure(results.own_points(group, unit).get(item.id)) if number == 0 else None
        most = None if item.is_veto else item.max
        head = (group.name, unit.name, part.name, item.id, indicator.name, item.name, most)
        given = self._given.of(part.key, unit.name, item)
        also = [_NO_NEED.say(self._lang)] if item.id in results.inapplicable(group, unit, number) else []
        said, why = self._given.points_text(given, *also), "\n".join(self._given.reasons(given)) or None
        is_beside = indicator in part.rubric.adjustment_items
        lost = None if got is None or is_beside else item.max - got
        return (*head, got, lost, own, said, why)
