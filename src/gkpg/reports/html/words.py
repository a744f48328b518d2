"""The words of the page itself."""

from __future__ import annotations

from gkpg.base.text import Text

WORDS = {
    "skip": Text("跳到正文", "Skip to the content"),
    "views": Text("查看", "Views"),
    "all": Text("全部", "All"),
    "quote": Text("“{}”", "“{}”"),
    "brackets": Text("（{}）", " ({})"),
    "comma": Text("、", ", "),
    "totals": Text("总分分布", "How the totals lie"),
    "totals_of": Text("{group}总分分布", "How the totals of {group} lie"),
    "unit": Text("单位", "Unit"),
    "ranking": Text("排名", "Ranking"),
    "by_grade": Text("各单位等次", "Grades of all units"),
    "items": Text("各项得分情况", "Items"),
    "items_told": Text(
        "得分率为平均得分占分值的比例，竖线为中位数。没有得分的单位不计入该项。",
        "The share is the mean of the max; the line marks the median. Units without points for an item are left out.",
    ),
    "item": Text("指标", "Item"),
    "max": Text("分值", "Max"),
    "points": Text("得分", "Points"),
    "mean": Text("平均", "Mean"),
    "median": Text("中位数", "Median"),
    "least": Text("最低", "Least"),
    "most": Text("最高", "Most"),
    "share": Text("得分率", "Share"),
    "lost": Text("失分", "Lost"),
    "lost_mean": Text("平均失分", "Lost on average"),
    "lost_in_total": Text("合总分", "Of total"),
    "own": Text("自评分", "Own score"),
    "bar": Text("图示", "Bar"),
    "given": Text("失分项的给分和依据", "Given where points were lost, and why"),
    "matrix": Text("各单位各项得分", "Units by items"),
    "matrix_told": Text("底色表示得分占分值的比例：", "The shade is the share of the max: "),
    "unit_items": Text(
        "条形为得分，底为分值，竖线为同组中位数。",
        "The bar is the points, its ground the max, the line the median of the group.",
    ),
    "rules": Text("依据", "Applied"),
    "rules_told": Text("依据：计分所用的规则", "Applied: the rules of scoring"),
    "rule": Text("规则", "Rule"),
    "how": Text("内容", "Content"),
    "basis": Text("依据", "Basis"),
    "made": Text(
        "由 gkpg 生成。本页不联网，不向任何地方传送内容；数字与结果文件一致。",
        "Made by gkpg. This page uses no network and sends nothing anywhere; its figures are those of the result file.",
    ),
    "costliest": Text("失分最多的项（合总分）：{items}。", "Lost most (in points of the total): {items}."),
    "not_applicable": Text("不适用", "not applicable"),
    "no_grade": Text("没有等次", "No grade"),
    "and_more": Text("……共 {count} 个", "… {count} in all"),
    "spread": Text(
        "{size} 个单位有总分：最低 {least}，中位数 {median}，平均 {mean}，最高 {most}。",
        "{size} units have a total: least {least}, median {median}, mean {mean}, most {most}.",
    ),
    "needs_script": Text(
        "单位很多，各单位的详情由脚本显示，请允许本页运行脚本；或用 gkpg report --unit 写出个别单位。",
        "There are many units: what each lost is shown by a script, which this page must be allowed to run; or write "
        "single units with gkpg report --unit.",
    ),
    "first_rows": Text(
        "单位很多，不运行脚本时只列前 {count} 个。",
        "There are many units: without a script only the first {count} are listed.",
    ),
}
#: What the script says.
SCRIPT_WORDS = {
    "filter": Text("查找单位", "Find a unit"),
    "grade": Text("等次", "Grade"),
    "any": Text("全部", "All"),
    "shown": Text("显示 {n} 个单位，共 {m} 个", "{n} of {m} units shown"),
    "sorted": Text("按{what}排序，{way}", "sorted by {what}, {way}"),
    "up": Text("从低到高", "ascending"),
    "down": Text("从高到低", "descending"),
    "all": Text("全部", "All"),
    "rank": Text("序", "No."),
    "unit": Text("单位", "Unit"),
    "points": Text("得分", "Points"),
    "max": Text("分值", "Max"),
    "median": Text("中位数", "Median"),
    "back": Text("返回排名", "Back to the ranking"),
    "items": Text("其他指标", "Other items"),
    "units": Text("其他单位", "Other units"),
    "bar": Text("图示", "Bar"),
}
