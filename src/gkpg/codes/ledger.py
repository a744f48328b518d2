"""Codes of what is wrong between sheets."""

from __future__ import annotations

from gkpg.codes.code import Code, E, N, W
from gkpg.words import Text

LEDGER = {
    "L101": Code(
        E,
        Text(
            "{unit}、{source}、评分人 {assessor} 的评分表有 {count} 份（另有 {other}）",
            "{count} sheets of {unit}, {source}, assessor {assessor} (besides this: {other})",
        ),
        Text(
            "同一单位、来源、评分人交了不止一份，不知用哪一份。",
            "The same unit, source and assessor handed in more than one sheet; which one counts is unclear.",
        ),
        Text(
            "请只留一份，移走作废的；或用 --prefer latest 以最后保存的为准",
            "leave one and move the superseded away, or let the one saved last count with --prefer latest",
        ),
    ),
    "L102": Code(
        E,
        Text(
            "{unit} 有 {count} 个来源的评分（{sources}），没有规则说明怎样合并",
            "{unit} has scores of {count} sources ({sources}), and no rule joins them",
        ),
        Text(
            "自查、核查、专项的权重须有规定，不能当作同一种评分求平均。",
            "How self-check, checks and special assessments weigh must be ruled; they are not simply averaged.",
        ),
        Text("请只留一个来源的评分表", "leave the sheets of one source only"),
    ),
    "L103": Code(
        W,
        Text(
            "{unit} 有 {found} 位评分人的表，同组其他单位有 {most} 位",
            "{unit} is scored by {found} assessors, others of its group by {most}",
        ),
        Text(
            "可能有评分人还没有交。已交的照常计算。",
            "An assessor may not have handed in yet. What is there is scored as usual.",
        ),
        Text("请核对是否缺交", "check whether one is missing"),
    ),
    "L104": Code(
        E,
        Text("{unit} 同时出现在两个指标表下（{rubrics}）", "{unit} stands under two rubrics ({rubrics})"),
        Text("一个单位只能按一个指标表考核。", "A unit is assessed under one rubric only."),
        Text("请移走用错指标表的那份", "move the sheet of the wrong rubric away"),
    ),
    "L105": Code(
        E,
        Text("{unit} 不在单位名单里{nearest}", "{unit} is not on the list of units{nearest}"),
        Text("名称写错了，或不是被考核单位。", "The name is misspelt, or the unit is not assessed."),
        Text("请改正名称，或补进名单", "correct the name, or add it to the list"),
    ),
    "L106": Code(
        W,
        Text("名单里的 {unit} 没有评分表", "{unit} is on the list but has no sheet"),
        Text(
            "这个单位还没有人交评分表，不在排名里。",
            "Nobody has handed in a sheet for this unit, so it is not in the ranking.",
        ),
        Text("请核对是否缺交", "check whether it is missing"),
    ),
    "L107": Code(
        N,
        Text(
            "已作废，以后来保存的 {kept} 为准（{own}，后者 {time}）",
            "superseded by {kept}, which was saved later ({own}, the other {time})",
        ),
        Text(
            "同一份评分表交了两版，按 --prefer latest 以保存时间晚的为准；时间是保存文件的程序写进文件的。",
            "Two versions of one sheet were handed in, and --prefer latest lets the one saved last count; the times are those that the programs wrote into the files.",
        ),
        Text("请核对", "check it"),
    ),
}
