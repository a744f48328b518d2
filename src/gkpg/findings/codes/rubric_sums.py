"""Codes of a table as a whole: its sums, the figures that it prints, its ids, its weights."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N

RUBRIC_SUMS = {
    "R201": Code(
        E,
        Text(
            "{id} 的子项合计 {sum}，不等于分值 {max}：{terms}",
            "the sub-items of {id} add up to {sum}, not to its max {max}: {terms}",
        ),
        Text(
            "一个指标的子项分值之和必须等于它的分值。",
            "The max of an item must be the sum of its sub-items' max.",
        ),
        Text("请改正其中有误的数", "correct the figure that is wrong"),
    ),
    "R202": Code(
        E,
        Text(
            "各指标合计 {sum}，不等于总分 {max}：{terms}",
            "the indicators add up to {sum}, not to the total {max}: {terms}",
        ),
        Text("各指标分值之和必须等于总分。", "The indicators' max must add up to the rubric's total."),
        Text("请改正其中有误的数", "correct the figure that is wrong"),
    ),
    "R203": Code(
        N,
        Text(
            "{id} 的分值 {max} 参与了上述不平的合计，且没有别的数可以印证",
            "the max {max} of {id} is part of a sum that fails, and no other figure confirms it",
        ),
        Text(
            "合计不平时，没有印出的分值或下级合计可以印证的数最可能有误。",
            "When a sum fails, a figure that neither a printed figure nor sub-items confirm is the likeliest to be wrong.",
        ),
        Text("请先核对它", "check it first"),
    ),
    "R204": Code(
        E,
        Text(
            "{id} 的分值是 {max}，评分标准里印的是“{printed}”",
            "the max of {id} is {max}, but the standard prints “{printed}”",
        ),
        Text(
            "评分标准原文印有各子项的分值，与子项的 max 不一致，也没有写勘误。",
            "The standard's own wording prints the points of each sub-item; they differ from max, and no repair says so.",
        ),
        Text("请改正其一，或写明勘误（repair）", "correct one of them, or write a repair"),
    ),
    "R205": Code(
        E,
        Text(
            "{id} 的评分标准印有 {printed} 个分值，未写分值勘误的子项有 {items} 个",
            "the standard of {id} prints {printed} figures, but {items} sub-items have no repair of max",
        ),
        Text(
            "原文没有印的分值必须写勘误，说明是怎么来的。",
            "A figure that the source does not print needs a repair that says where it comes from.",
        ),
        Text("请为原文未印的分值写勘误（repair）", "write a repair for each figure that is not printed"),
    ),
    "R206": Code(
        E,
        Text("编号 {id} 重复（第 {first} 行已有）", "id {id} is used twice (first on line {first})"),
        Text("编号在一个指标表内必须唯一。", "Ids are unique within a rubric."),
        Text(
            "请改成不同的编号；原文的编号重复的，照印在 number 里",
            "give it another id; a printed number that repeats goes into number",
        ),
    ),
    "R207": Code(
        E,
        Text(
            "编号 {id} 与第 {first} 行的 {other} 只差在全半角、括号、大小写或末尾的标点",
            "id {id} and id {other} (line {first}) differ in width, brackets, case or the mark behind them only",
        ),
        Text(
            "填表、引用时常把（一）写成 (一)、把 1. 写成 1、，认编号不看这些差别。",
            "People write (一) for （一） and 1、 for 1., so ids are compared without such differences.",
        ),
        Text(
            "请改成不同的编号；原文的编号照印在 number 里",
            "give it another id; the number as printed goes into number",
        ),
    ),
    "R208": Code(
        E,
        Text("{id} 既按判断评分（judgement）又有子项", "{id} is scored by judgement and has sub-items"),
        Text(
            "按判断评分的项作为整体打一个分，不能再有子项。",
            "An item scored by judgement gets one score as a whole, so it has no sub-items.",
        ),
        Text("请删去 judgement 或 items", "delete judgement or items"),
    ),
    "R209": Code(
        E,
        Text(
            "指标表 {rubric} 版本 {version} 在 {other} 里已有",
            "rubric {rubric} version {version} stands in {other} already",
        ),
        Text(
            "两个文件声称是同一个指标表的同一版本。",
            "Two files claim to be the same version of the same rubric.",
        ),
        Text("请改版本号，或移走一个文件", "change the version, or move one file away"),
    ),
    "R210": Code(
        E,
        Text("这一级的权重合计 {sum}，应为 100%", "the weights of this level add up to {sum}, not to 100 %"),
        Text("同一级各项的权重之和必须是 100%。", "The weights of the items of one level add up to 100 %."),
        Text("请改正其中有误的数", "correct the figure that is wrong"),
    ),
    "R211": Code(
        E,
        Text("{id} {how}", "{id}: {how}"),
        Text(
            "同一级要么都写权重（weight），要么都写分值（max）。",
            "On one level either all items have a weight or all have a max.",
        ),
        Text("请统一", "use one of them"),
    ),
}
