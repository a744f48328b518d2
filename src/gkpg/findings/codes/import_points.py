"""Codes of imports: points, weights and sums of a printed table."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N, W
from gkpg.findings.codes.import_words import CHECK, FILL

IMPORT_POINTS = {
    "T301": Code(
        N,
        Text(
            "{item} 的“{name}”没有印{what}，复原为 {formula}",
            "“{name}” of {item} has no printed {what}; restored: {formula}",
        ),
        Text(
            "只缺一个分值，合计只容许一个数。草稿里写了勘误。",
            "One figure is missing and the sum allows one value. The draft has the repair.",
        ),
        Text("", ""),
    ),
    "T302": Code(
        N,
        Text(
            "{item} 的“{name}”与后一项连印，只有一个分值，复原为 {formula}",
            "“{name}” of {item} ran into the next item, with one figure for both; restored: {formula}",
        ),
        Text(
            "评分标准把两项印成了一项；指标说明把它们分开。",
            "The standard prints two items as one; the description tells them apart.",
        ),
        Text("", ""),
    ),
    "T303": Code(
        N,
        Text(
            "{item} 少印了一项；另一张表的同名指标有“{name}”，补上，分值复原为 {formula}",
            "{item} lacks an item; the same indicator of the other table has “{name}”, which was put in; its points are restored: {formula}",
        ),
        Text(
            "印出的子项不足分值，而同一文件的另一张表恰好多一项。",
            "The printed sub-items fall short, and another table of the file has just one item more.",
        ),
        Text("", ""),
    ),
    "T304": Code(
        W,
        Text(
            "{item} 的“{name}”没有印分值，按 {formula} 假定；其余各项与另一张表相同，而分值不同",
            "“{name}” of {item} has no printed points; assumed by {formula}; all others are those of the other table, whose sum differs",
        ),
        Text(
            "本表的合计不能印证这个指标的分值，所以差数也可能来自别处的错误。",
            "The table's own sum does not confirm the points of this indicator, so the difference may come from a mistake elsewhere.",
        ),
        CHECK,
    ),
    "T305": Code(
        E,
        Text("{item} 的分值“{text}”不是一个数", "the points of {item}, “{text}”, are no one figure"),
        Text("分值栏只能是一个大于 0 的数，可以带“分”字。", "A cell of points holds one figure above 0."),
        Text(
            "请据原件填写 max；百分比写作 weight: 40%，各级合计 100%",
            "write max from the original; a percentage is written weight: 40%, and those of a level add up to 100 %",
        ),
    ),
    "T306": Code(
        E,
        Text(
            "{item} 的分值栏是 {points}，名称里写的是 {named} 分",
            "the points of {item} are {points}, but its name says {named}",
        ),
        Text(
            "同一项印了两个分值，草稿取分值栏。",
            "One item is printed with two figures; the draft has that of the column.",
        ),
        CHECK,
    ),
    "T307": Code(
        E,
        Text("{item} 有没有印{what}的项：{names}{left}", "{item} has items without printed {what}: {names}{left}"),
        Text(
            "缺的分值或权重不止一个，或已没有剩余，算不出来。草稿里留空，检查时会报错。",
            "More than one figure is missing, or nothing is left, so none can be restored. The draft leaves them empty, which no rubric may.",
        ),
        FILL,
    ),
    "T308": Code(
        E,
        Text(
            "{item} 的子项合计 {sum}，不等于分值 {max}：{terms}",
            "the sub-items of {item} add up to {sum}, not to {max}: {terms}",
        ),
        Text(
            "印出的数自相矛盾，算不出哪个有误。",
            "The printed figures contradict each other, and nothing tells which is wrong.",
        ),
        CHECK,
    ),
    "T309": Code(
        E,
        Text(
            "各指标合计 {sum}，不等于总分 {max}：{terms}",
            "the indicators add up to {sum}, not to the total {max}: {terms}",
        ),
        Text(
            "印出的数自相矛盾，算不出哪个有误。",
            "The printed figures contradict each other, and nothing tells which is wrong.",
        ),
        Text(
            "请核对原件；加分、扣分的行不计入总分，应写到 beside",
            "check it against the original; rows of bonuses and penalties do not count to the total, they belong to beside",
        ),
    ),
    "T310": Code(
        W,
        Text(
            "小计印的是 {said}，上面各行合计 {sum}",
            "the subtotal is printed as {said}; the rows above it add up to {sum}",
        ),
        Text(
            "小计与它上面各行的分值对不上；草稿按各行的分值。",
            "A subtotal does not fit the rows above it. The draft goes by the rows.",
        ),
        CHECK,
    ),
    "T311": Code(
        N,
        Text("只印了权重，没有印总分；总分作 100", "only weights are printed and no total; the total is taken as 100"),
        Text(
            "各指标只有百分数。换成别的总分，只要改 total。",
            "The indicators have percentages only. Another total needs no more than another `total`.",
        ),
        Text("", ""),
    ),
    "T312": Code(
        E,
        Text(
            "{item} 的权重合计 {sum}%，不是 100%{nor}",
            "the weights of {item} add up to {sum}%, not to 100%{nor}",
        ),
        Text(
            "权重是占上一级的比重时合计 100%，是占全表的比重时合计为上一级的权重。",
            "Shares of the item above add up to 100%, shares of the whole table to the weight of the item above.",
        ),
        CHECK,
    ),
    "T313": Code(
        W,
        Text(
            "印出的总分 {total} 把 {item} 算在内（其余合计 {base}），因此作为指标导入",
            "the printed total of {total} counts {item} in (the others add up to {base}), so it is imported as an indicator",
        ),
        Text(
            "加分一般在总分之外。总分把它算在内的，照印出的合计。",
            "Bonuses stand beside the total as a rule. Where the total counts them in, the printed sum is followed.",
        ),
        Text(
            "如在总分之外，请移到 beside，并改 total",
            "if it is beside the total, move it to beside and correct total",
        ),
    ),
    "T314": Code(
        W,
        Text(
            "{item} 没有印最多几分，写作不封顶（max: none）", "no limit is printed for {item}: it has none (max: none)"
        ),
        Text(
            "加分、扣分的行没有分值，评分标准也没有说最多几分。",
            "A row of a bonus or penalty has no points, and its standard names no most.",
        ),
        FILL,
    ),
    "T315": Code(
        W,
        Text(
            "没有印“{name}”的后果，写作不合格（effect: {{fail: true}}）",
            "what “{name}” does is not printed; it is taken as failing (effect: {{fail: true}})",
        ),
        Text(
            "一票否决的行没有说总分计几分、不得评为什么等次。",
            "A row of a veto names neither a total nor a grade that is barred.",
        ),
        CHECK,
    ),
    "T316": Code(
        N,
        Text(
            "{item} 的文字里有分数（{points}），没有拆成子项，也没有写成 kind",
            "the text of {item} names points ({points}), of which neither sub-items nor a kind were made",
        ),
        Text(
            "文字里的分数不是这一项的分值，也不是它的子项的。草稿照录文字，由评分人按文字掌握。",
            "The figures are neither the points of the item nor those of its sub-items. The draft keeps the text, and whoever scores goes by it.",
        ),
        Text(
            "要由程序计分或分项评分的，写 kind（如 levels、count、deduction）或 items",
            "to have it calculated or scored in parts, write a kind (such as levels, count, deduction) or items",
        ),
    ),
    "T317": Code(
        N,
        Text(
            "“{text}”分成了 {count} 行，各行都可以得分",
            "“{text}” became {count} rows, each of which can bring or take its points",
        ),
        Text(
            "一句话里有几档分数，看不出是可以同时算，还是只算其中一档。",
            "One sentence names several figures, and does not say whether all of them can count or only one.",
        ),
        Text(
            "只算其中一档的，请改成一行，写 kind: steps 或 levels",
            "where only one of them counts, make it one row with kind: steps or levels",
        ),
    ),
}
