"""The table of entries: what each source scored, sheet by sheet, as it was entered; assessors are numbers in public."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.explanation.entered import form_of
from gkpg.reports.data.column import DataColumn
from gkpg.reports.data.table import DataTable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.reports.data.table import DataValue
    from gkpg.reports.report import Report
    from gkpg.rubric import Rubric
    from gkpg.sheets.model import Entry, Sheet


def _rows(report: Report) -> Iterator[tuple[DataValue, ...]]:
    """Every entry of the sheets that count; self-checks are evidence, and left out with that."""
    results, hands = report.results, _Hands()
    has_evidence = report.disclosure.shows("evidence")
    for number, sheet in enumerate(results.ledger.each_sheet(), 1):
        counts = results.round.source(sheet.identity.source).counts or sheet.decides
        if sheet.rubric is not None and (counts or has_evidence):
            rubric, hand = results.ledger.rubrics.get(sheet.rubric), hands.of(sheet)
            for entry in sheet.entries:
                yield _row(number, sheet, hand, entry, rubric)


def _row(number: int, sheet: Sheet, hand: int, entry: Entry, rubric: Rubric | None) -> tuple[DataValue, ...]:
    who = sheet.identity
    exact = None if entry.points is None or entry.is_figure else format_exact(Fraction(entry.points))
    key = sheet.rubric or ("", "")
    head = (number, who.unit, *key, who.period or None, who.source, hand, who.assessor, sheet.sample, sheet.decides)
    said = (entry.item, entry.entered, form_of(entry, rubric), exact, entry.applies)
    return (*head, *said, entry.reason or None, entry.link or None, sheet.file, entry.cell)


class _Hands:
    """Numbers for the assessors of a source about a unit, from 1, in the order of their sheets."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)

    def of(self, sheet: Sheet) -> int:
        """The number of who filled a sheet."""
        known = self._known[sheet.identity.unit, sheet.identity.source]
        return known.setdefault(sheet.identity.assessor, len(known) + 1)


ENTRIES = DataTable(
    "entries", Text("评分", "Entries"),
    Text("每个来源、每位评分人逐项填的，合并之前；作废的评分表除外", "what each assessor of each source entered, item by item, before anything is joined; superseded sheets are left out"),
    (
        DataColumn("sheet", "integer", Text("表序号", "Sheet"), Text("评分表的序号：同一份表的各行相同", "the number of the sheet: the same in all rows of one")),
        DataColumn("unit", "string", Text("单位", "Unit"), Text("单位", "the unit")),
        DataColumn("rubric", "string", Text("指标表", "Rubric"), Text("指标表的编号", "id of the rubric")),
        DataColumn("version", "string", Text("版本", "Version"), Text("指标表的版本", "version of the rubric")),
        DataColumn("period", "string", Text("时段", "Period"), Text("时段；没有时段的为空", "its period; empty where there are none")),
        DataColumn("source", "string", Text("来源", "Source"), Text("由谁评", "who scores")),
        DataColumn("hand", "integer", Text("评分人序号", "Hand"), Text("该来源对该单位的第几位评分人", "which of the source's assessors of this unit")),
        DataColumn("assessor", "string", Text("评分人", "Assessor"), Text("评分人", "the assessor"), "evidence"),
        DataColumn("sample", "integer", Text("样本量", "Sample"), Text("代表多少份答卷；没有写的为空", "how many answers it stands for; empty where it does not say")),
        DataColumn("decides", "boolean", Text("裁定", "Decides"), Text("1 是对分歧的裁定", "1: decides where assessors differ")),
        DataColumn("item", "string", Text("编号", "Item"), Text("项的编号", "id of the item")),
        DataColumn("entered", "string", Text("所填", "Entered"), Text("填的是什么；没有填的为空", "what was entered; empty where nothing was")),
        DataColumn("as", "string", Text("所填类型", "As"), Text("填的是得分 points、次数 count、勾选 tick、扣分 loss、等级 level、数值 measure 或 figure、原始分 raw，还是词 word", "whether that is points, a count, a tick, a loss, a level, a measure or figure, a raw score or a word")),
        DataColumn("points_exact", "exact", Text("精确得分", "Exact points"), Text("合多少分；还不能说的为空", "the points that it comes to; empty where that cannot be said of it alone")),
        DataColumn("applies", "boolean", Text("适用", "Applies"), Text("0 填了不适用", "0: marked as not applicable")),
        DataColumn("reason", "string", Text("评分依据", "Reason"), Text("旁边写的依据", "the reason beside it"), "evidence"),
        DataColumn("link", "string", Text("链接", "Link"), Text("旁边写的链接", "the link beside it"), "evidence"),
        DataColumn("file", "string", Text("文件", "File"), Text("评分表文件", "the sheet's file"), "evidence"),
        DataColumn("cell", "string", Text("单元格", "Cell"), Text("单元格", "the cell"), "evidence"),
    ),
    _rows, ("sheet", "item"), topic="scores",
)  # fmt: skip
