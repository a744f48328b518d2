"""Codes of points: what kinds of items need and allow, and what stands beside the total."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N

RUBRIC_POINTS = {
    "R212": Code(
        E,
        Text(
            "{id} 的分值算出来是 {points}，不是有限小数",
            "the max of {id} comes to {points} points, which no decimals can say",
        ),
        Text(
            "这一项直接填得分或扣分，满分要能用小数写出来。1/3 之类的权重可以用在有子项的一级、不直接填分的项"
            "（等级、次数、勾选、测量值、有自己满分的打分 out_of 等）和考核文件里。",
            "Points or losses are entered here, so decimals must say the most. A weight such as 1/3 may stand above other "
            "items, with items that are not entered in points (levels, counts, ticks, measured values, scores on a scale of "
            "their own, out_of), and in assessment files.",
        ),
        Text(
            "请改用有限小数的权重或百分比，或改类型（kind），或按自己的满分打分（如 out_of: 100）",
            "use a weight or percentage with an end, another kind, or a scale of its own (such as out_of: 100)",
        ),
    ),
    "R213": Code(
        E,
        Text("{id} 是{kind}，缺少 {field}", "{id} is {kind} and has no {field}"),
        Text(
            "每种类型要写的键见 docs/rubric-format：如 steps 的分档、count 的 each、sum 的 items、measure 的 unit 和换算规则、relative 的 by。",
            "docs/rubric-format has what each kind needs: the list of steps, the each of a count, the items of a sum, the unit "
            "and the rule of a measure, the by of what is relative.",
        ),
        Text("请补上", "add it"),
    ),
    "R214": Code(
        E,
        Text("{id} 是{kind}，用不到 {field}", "{id} is {kind}, to which {field} does not belong"),
        Text("这个键属于别的类型，写在这里不起作用。", "The key belongs to another kind and would do nothing here."),
        Text("请删去，或改类型（kind）", "delete it, or change the kind"),
    ),
    "R215": Code(
        E,
        Text("{id} 的一档 {step} {how}", "step or level {step} of {id} {how}"),
        Text(
            "每一档只写一次，都不高于分值；各名次的分从高到低。",
            "Each step stands once; no step or level is above the max; points of ranks go down.",
        ),
        Text("请改正", "correct it"),
    ),
    "R216": Code(
        E,
        Text("{id} {how}不到分值 {max}{why}", "{how} of {id} is below its max {max}{why}"),
        Text(
            "最高一档应等于分值，否则谁也得不到满分。",
            "The highest step or level is the max, or nobody can ever get it.",
        ),
        Text("请改正其一", "correct one of them"),
    ),
    "R217": Code(
        N,
        Text(
            "总分 {total} 恰是各指标 {sum} 加上加分 {bonus}；加分不计入总分",
            "the total {total} is just the indicators' {sum} and the bonus {bonus}; a bonus does not count to the total",
        ),
        Text("加分是总分以外的分。", "A bonus is given on top of the total."),
        Text("总分请只写各指标之和", "write the sum of the indicators as the total"),
    ),
    "R218": Code(
        E,
        Text("否决项 {id} 没有后果", "the veto {id} has no effect"),
        Text(
            "否决项要写明后果：fail、total、ceiling、rank、item 和 points、minus 或 bars。",
            "A veto says what it does: fail, total, ceiling, rank, item with points, minus or bars.",
        ),
        Text("请写明后果", "say what it does"),
    ),
    "R219": Code(
        E,
        Text("没有编号为 {id} 、单独计分的项", "there is no item {id} with points of its own"),
        Text(
            "否决项或门槛要指向指标表中单独计分的项；勾选项、扣分项下面的各行不单独计分。",
            "A veto or a gate names an item of the table that gets points; rows of ticks and losses get none of their own.",
        ),
        Text("请改正编号", "correct the id"),
    ),
    "R220": Code(
        E,
        Text(
            "{id} 的门槛{how}，above（高于）和 from（不低于）要写且只写一个",
            "the gate of {id} has {how} above and from, and should have one of them",
        ),
        Text(
            "“高于 80”和“80 以上”不同，要写明是哪一种。",
            "“More than 80” and “80 or more” differ; the gate says which it is.",
        ),
        Text("请写其中一个", "write one of them"),
    ),
    "R221": Code(
        E,
        Text(
            "{id} 的 {field} 是 {number}，满分只有 {max}，永远达不到",
            "{field} of {id} is {number}, which nothing can reach: the most is {max}",
        ),
        Text(
            "门槛高于（above 时等于）所看的满分，就永远不开；否决项定的一项得分不能高于其满分。",
            "A gate above (with above: at) the most that it looks at never opens; a veto sets no item above its max.",
        ),
        Text("请改正", "correct it"),
    ),
    "R222": Code(
        E,
        Text("{id} {how}", "{id} {how}"),
        Text(
            "不封顶（max: none）的项，上一级也不封顶，直到 total: none；满分起算的类型和权重要有分值。",
            "What holds an item without a limit (max: none) has none itself, up to total: none. Kinds that start from a max, "
            "or weights, need one.",
        ),
        Text("请写出分值，或把上一级也写成 none", "give it a max, or write none above it as well"),
    ),
    "R223": Code(
        E,
        Text(
            "{id} 写了 none（不封顶），下面各项却都有分值，合计 {sum}",
            "{id} is none (no limit), but all below it have a max, {sum} in all",
        ),
        Text(
            "none 只用于真不封顶的项；有分值可加的，要写出合计，才能核对。",
            "none is for what has no limit; where there are figures their sum is written, so that it can be checked.",
        ),
        Text("请写 {sum}，或给不封顶的项写 max: none", "write {sum}, or max: none for the item that has no limit"),
        Text("请写出合计，或给不封顶的项写 max: none", "write the sum, or max: none for the item that has no limit"),
    ),
    "R225": Code(
        E,
        Text("{id} 的等级“{word}”{how}", "level “{word}” of {id} {how}"),
        Text(
            "等级是评分人在单元格里填的文字，要认得出是哪一级，也不能有别的意思。",
            "A level is what an assessor writes into a cell: it can be told from all others, and means nothing else.",
        ),
        Text("请换一个写法，如 1级", "write it otherwise, such as “grade 1”"),
    ),
    "R226": Code(
        E,
        Text(
            "{id} 最多得 {most}，与分值 {max} 不符",
            "{id} comes to {most} at most, which does not go with its max {max}",
        ),
        Text(
            "基础分（base）加上各行最多能加的分，要达到分值，否则谁也得不到满分；基础分也不能高于分值。",
            "The base and all that rows can add reach the max, or nobody can ever get it; the base alone is not above it.",
        ),
        Text("请改正其一", "correct one of them"),
    ),
    "R228": Code(
        E,
        Text("{id} 的 {field} {how}", "{field} of {id}{how}"),
        Text(
            "换算规则要让每个可填的数值都恰有一个得分，并且每一条都用得上。",
            "The rule gives every value that may be entered one number of points, and nothing in it is without use.",
        ),
        Text("请改正", "correct it"),
    ),
    "R230": Code(
        E,
        Text("{id} 取{kind}，最多 {most}，分值却是 {max}", "{id} is of kind {kind} and {most} at most, but has {max}"),
        Text(
            "取最高（highest）的项，分值是下面各项分值中最高的；取最低（lowest）的，是最低的；另有一项分值更高、写了 more 的，再加 more。",
            "The max of an item of kind highest is the highest max of its items; of kind lowest, the lowest; "
            "with more so much higher, where another has a higher max.",
        ),
        Text("请改正分值", "correct the max"),
    ),
}
