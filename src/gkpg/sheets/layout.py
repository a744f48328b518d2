"""The layout of a unit sheet: its columns, its labelled cells, its hidden data."""

from __future__ import annotations

from dataclasses import dataclass

from gkpg.base.normalize import fold_name
from gkpg.base.text import Text
from gkpg.sheets.file_names import file_name  # noqa: F401 - what a sheet is called belongs to what it looks like


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: its heading, its width in characters of a spreadsheet, whether the assessor fills it."""

    key: str
    heading: Text
    width: float
    fill: bool = False


#: The columns of a unit sheet, in order.
COLUMNS = (
    SheetColumn("number", Text("序号", "No."), 5.5),
    SheetColumn("indicator", Text("指标", "Indicator"), 15),
    SheetColumn("id", Text("编号", "Item"), 6.5),
    SheetColumn("name", Text("子项", "Name"), 20),
    SheetColumn("description", Text("指标说明", "Description"), 42),
    SheetColumn("max", Text("分值", "Max"), 6.5),
    SheetColumn("score", Text("得分", "Score"), 9, fill=True),
    SheetColumn("not_applicable", Text("不适用", "N/A"), 8, fill=True),
    SheetColumn("reason", Text("评分依据", "Reason"), 30, fill=True),
    SheetColumn("link", Text("附件或链接", "Attachment or link"), 24, fill=True),
    SheetColumn("standard", Text("评分标准", "Standard"), 26),
    SheetColumn("evidence", Text("填报说明", "Evidence"), 14),
    SheetColumn("method", Text("考评方式", "Method"), 14),
)
#: The column for what is entered where that is not the points. Sheets have it where they need it.
ENTERED = SheetColumn("entered", Text("勾选、等级、数量或扣分", "Tick, level, number or loss"), 12, fill=True)
#: Other headings of that column that are read as well.
ALSO_ENTERED = ("勾选、次数或扣分", "Tick, count or loss")
#: The columns where it is needed: it stands beside the others that are filled.
WITH_ENTERED = (*COLUMNS[:10], ENTERED, *COLUMNS[10:])
#: What stands in a heading or beside a description behind its words: what a cell asks for.
ASKS = Text("〔{}〕", "[{}]")
#: The headings that make a table a score table.
UNIT_SHEET = ("id", "max", "score")
#: Headings of the column of units in a matrix of units by items.
UNIT_HEADINGS = ("被考核单位", "被考核单位名称", "单位", "单位名称", "Unit")

#: What stands over scores in tables that others made, beside the headings of a unit sheet.
SCORE_WORDS = (
    "评分", "打分", "实得分", "实际得分", "考核得分", "考评得分", "评估得分", "评价得分", "测评得分", "核查得分",
    "复核得分", "最终得分",
)  # fmt: skip

#: What stands there over what a unit gives itself, beside the heading of a self-check.
OWN_SCORE_WORDS = ("自评", "自评分", "自评得分", "自评分数", "自查得分", "自查分")

#: Headings of the column of the sizes of samples in the matrix of a survey.
SAMPLE_HEADINGS = ("样本数", "样本量", "有效样本数", "Sample")

#: Headings of columns of a matrix beside an item whose figures are compared with the units' own, by what these are.
BASE_HEADINGS = {
    "target": Text("本单位目标", "Target of this unit"),
    "previous": Text("本单位上一次", "Earlier figure of this unit"),
}

#: The labelled cells above the table.
LABELS = {
    "unit": Text("被考核单位", "Unit"),
    "source": Text("评分来源", "Source"),
    "assessor": Text("评分人", "Assessor"),
    "date": Text("评分日期", "Date"),
    "period": Text("考核期", "Period"),
}
#: Other wordings of the labels that are read as well.
ALSO = {
    "unit": ("单位", "被考核单位名称"),
    "source": ("来源", "考评方式"),
    "assessor": ("评分人员",),
    "date": ("日期",),
    "period": ("期间", "考核期间", "评分期间"),
}

#: Who scores if nobody is named.
DEFAULT_SOURCE = Text("评分组", "assessors")

SHEET_NAME = Text("评分表", "Scores")
HIDDEN_NAME = "_gkpg"
HIDDEN_FORMAT = "gkpg-unit-sheet-1"
HIDDEN_KEYS = ("format", "rubric", "version", "fingerprint", "unit", "source", "assessor")
#: Where there are periods, a further row says of which one the workbook is.
PERIOD_KEY = "period"
#: Where a workbook has several pages, a further row says what the worksheet of each is called.
PAGE_KEY = "page"

#: What a cell of the column 不适用 says when the item does not apply.
TICK = "✓"

#: What the rows that add up are called in a blank sheet.
SUBTOTAL = Text("小计", "Subtotal")
TOTAL = Text("总分", "Total")
TOTAL_WITHOUT = Text("总分（不含加分、扣分）", "Total without bonuses and penalties")
TOTAL_SO_FAR = Text("总分（不含汇总时才有的分）", "Total of what is known here")
_OTHER_SUMS = ("合计", "总计", "平均", "平均分", "Sum", "Mean", "Average")
#: What rows that add up say of themselves.
SUMS = frozenset(map(fold_name, (*SUBTOTAL, *TOTAL, *TOTAL_WITHOUT, *TOTAL_SO_FAR, *_OTHER_SUMS)))

HEADINGS = {fold_name(text): column.key for column in (*COLUMNS, ENTERED) for text in column.heading}
HEADINGS |= {fold_name(text): ENTERED.key for text in ALSO_ENTERED}
#: Headings of a self-check: what the unit says of itself.
SELF_CHECK = {"score": Text("自评分", "Own score"), "reason": Text("考核填报", "What was done")}
#: Headings of an arbitration sheet beside those of items: the scores that were seen, and what was decided.
ARBITRATION = {
    "unit": Text("被考核单位", "Unit"),
    "source": Text("评分来源", "Source"),
    "period": Text("考核期", "Period"),
    "part": Text("部分", "Part"),
    "given": Text("各评分人给分", "Given by each assessor"),
    "decision": Text("裁定得分", "Decided score"),
    "decider": Text("裁定人", "Decided by"),
    "why": Text("裁定理由", "Reason of the decision"),
}
HEADINGS |= {fold_name(text): key for more in (SELF_CHECK, ARBITRATION) for key, each in more.items() for text in each}
LABEL_KEYS = {fold_name(text): key for key, label in LABELS.items() for text in (*label, *ALSO[key])}
