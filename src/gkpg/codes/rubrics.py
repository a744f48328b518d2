"""Codes of rubrics."""

from __future__ import annotations

from gkpg.codes.code import Code, E, N, W
from gkpg.words import Text

RUBRIC = {
    "R101": Code(
        E,
        Text("不认识的键 {key}{nearest}", "unknown key {key}{nearest}"),
        Text(
            "拼错的或放错层的键会被拒绝，而不是被忽略。",
            "A key that is misspelt or stands at the wrong level is refused, not ignored.",
        ),
        Text("请改正或删去", "correct or delete it"),
    ),
    "R102": Code(
        E,
        Text("{where}缺少 {key}", "{where} has no {key}"),
        Text("必须有的键没有写。", "A required key is missing."),
        Text("请补上", "add it"),
    ),
    "R103": Code(
        E,
        Text("{field} 是空的", "{field} is empty"),
        Text("写了键却没有内容，或内容只有空格。", "The key is there without content, or with spaces only."),
        Text("请填写内容，或删去这个键", "fill it in, or delete the key"),
    ),
    "R104": Code(
        E,
        Text("{field} 应为{wanted}，写的是{found}", "{field} should be {wanted}, not {found}"),
        Text(
            "值的种类不对，例如该写列表的地方写了一句话。",
            "The value is of the wrong kind, such as a sentence where a list belongs.",
        ),
        Text("请按 docs/rubric-format.md 改写", "rewrite it as docs/rubric-format.md shows"),
    ),
    "R105": Code(
        E,
        Text("{field} 应为数，写的是“{text}”", "{field} should be a number, not “{text}”"),
        Text("分值写成了文字或加了引号。", "Points are written as text or in quotes."),
        Text("请只写数，不加单位和引号", "write the number alone, without a unit or quotes"),
    ),
    "R106": Code(
        E,
        Text("{field} 是 {text}，必须大于 0", "{field} is {text}; it must be more than 0"),
        Text("分值为零或负数的项无法得分。", "An item with zero or negative points cannot be scored."),
        Text("请改正", "correct it"),
    ),
    "R107": Code(
        E,
        Text(
            "{field} 是 {text}，超出 {places} 位小数或 {digits} 位整数",
            "{field} is {text}, with more than {places} decimals or {digits} digits before the point",
        ),
        Text(
            "公开的考核表最细到四位小数；更长的多半是算出来的近似值。",
            "Published tables have at most four decimals; a longer figure is most likely a computed approximation.",
        ),
        Text("请写原表上的数", "write the figure of the original table"),
    ),
    "R108": Code(
        E,
        Text("{field} 是 {text}，只能是 {allowed}", "{field} is {text}; allowed are {allowed}"),
        Text("这个键只能取列出的几个值。", "Only the values listed are allowed for this key."),
        Text("请从中选一个", "choose one of them"),
    ),
    "R109": Code(
        E,
        Text("{field} 至少要有一项", "{field} needs at least one entry"),
        Text("列表是空的。", "The list is empty."),
        Text("请补上", "add one"),
    ),
    "R110": Code(
        E,
        Text(
            "编号“{id}”含空格、全角字符或控制字符",
            "id “{id}” holds a space, a full-width character or a control character",
        ),
        Text(
            "编号要写进评分表再读回来；看不见的差别会使它对不上。",
            "An id goes into a sheet and comes back; a difference that cannot be seen would break the match.",
        ),
        Text("请用半角字符，不留空格", "use plain characters without spaces"),
    ),
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
        Text("请改成不同的编号", "give it another id"),
    ),
    "R207": Code(
        E,
        Text(
            "编号 {id} 与第 {first} 行的 {other} 在电子表格里是同一个数",
            "a spreadsheet reads id {id} and id {other} (line {first}) as the same number",
        ),
        Text(
            "1.1 与 1.10、1 与 1.0 在 Excel 里会变成同一个数。",
            "1.1 and 1.10, or 1 and 1.0, become one number in Excel.",
        ),
        Text("请改用 1.01、1-10 等写法", "write 1.01, 1-10 or the like"),
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
    "R301": Code(
        N,
        Text("{id} 的{field}为复原（{reason}）", "{id}: restored {field} ({reason})"),
        Text(
            "原文没有印（或印错）这一处，只有一种读法能使印出的合计成立。",
            "The source does not print this (or misprints it), and exactly one reading makes its printed sums hold.",
        ),
        Text("", ""),
    ),
    "R302": Code(
        W,
        Text("{id} 的{field}为假定（{reason}）", "{id}: assumed {field} ({reason})"),
        Text(
            "原文没有确定这一处，由编制人选定；每份报告都会注明。",
            "The source leaves this open; somebody chose it. Every report repeats it as a footnote.",
        ),
        Text("使用前请确认，或据正式文件改正", "confirm it before use, or correct it from an official document"),
    ),
}
