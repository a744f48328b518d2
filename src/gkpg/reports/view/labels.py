"""Labels: what the figures of a group and its items are called, in every format."""

from __future__ import annotations

from gkpg.base.text import Text

UNIT = Text("单位", "Unit")
GRADE, UNITS = Text("等次", "Grade"), Text("单位数", "Units")
NO_GRADE = Text("未评定等次", "No grade")
ITEM, PART = Text("指标", "Item"), Text("部分", "Part")
MAX, POINTS, TOTAL = Text("分值", "Max"), Text("得分", "Points"), Text("总分", "Total")
MOST, MEAN = Text("最高", "Highest"), Text("平均", "Mean")
MEDIAN, LEAST = Text("中位数", "Median"), Text("最低", "Lowest")
SHARE = Text("得分率", "Share of the max")
LOST_ON_AVERAGE = Text("平均失分", "Lost on average")
LOST_IN_TOTAL = Text("合总分", "In the total")
BETTER_GRADE, SHORT = Text("上一等次", "Next better grade"), Text("还差", "Short of it")
RULE, HOW, BASIS = Text("规则", "Rule"), Text("内容", "Content"), Text("依据", "Basis")
