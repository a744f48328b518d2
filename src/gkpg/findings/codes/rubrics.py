"""Codes of rubrics."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N, W

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
        Text("请补上：{due}", "add it: {due}"),
        Text("请补上", "add it"),
    ),
    "R103": Code(
        E,
        Text("{field} 是空的", "{field} is empty"),
        Text("写了键却没有内容，或内容只有空格。", "The key is there without content, or with spaces only."),
        Text("请填写：{due}", "fill it in: {due}"),
        Text("请填写", "fill it in"),
    ),
    "R104": Code(
        E,
        Text("{field} 应为{wanted}，写的是{found}", "{field} should be {wanted}, not {found}"),
        Text(
            "值的种类不对，例如该写列表的地方写了一句话。",
            "The value is of the wrong kind, such as a sentence where a list belongs.",
        ),
        Text(
            "请按 docs/rubric-format、docs/assessment-format 改写",
            "rewrite it as docs/rubric-format or docs/assessment-format shows",
        ),
    ),
    "R105": Code(
        E,
        Text("{field} 应为数，写的是“{text}”", "{field} should be a number, not “{text}”"),
        Text(
            "分值写成了文字或加了引号。占分值的份额，在类型的各键里写百分比（60%）；一项占上一级的份额写 weight。",
            "Points are written as text or in quotes. A share of the max is written in percent (60%) in the keys of a kind; "
            "the share that an item has of the one above is its weight.",
        ),
        Text(
            "请只写数，不加单位和引号{more}",
            "write the number alone, without a unit or quotes{more}",
        ),
        Text(
            "请只写数，不加单位和引号；类型的各键里可以写占分值的百分比（60%），占上一级的份额写 weight",
            "write the number alone, without a unit or quotes; in the keys of a kind a percentage of the max (60%) will do; "
            "the share that an item has of the one above is its weight",
        ),
    ),
    "R106": Code(
        E,
        Text("{field} 是 {text}，必须{least}", "{field} is {text}; it must be {least}"),
        Text(
            "分值为零或负数的项无法得分；最差的一名、末档等可以是 0。",
            "An item with zero or negative points cannot be scored; the worst of several may get 0.",
        ),
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
        Text("请补上：{due}", "add one: {due}"),
        Text("请补上一项", "add one"),
    ),
    "R110": Code(
        E,
        Text(
            "编号“{id}”含空格或看不见的字符",
            "id “{id}” holds a space or a character that cannot be seen",
        ),
        Text(
            "编号要写进评分表再读回来；看不见的差别会使它对不上。",
            "An id goes into a sheet and comes back; a difference that cannot be seen would break the match.",
        ),
        Text("请删去空格，看不见的字符请重打", "take out the space, or type the id again"),
    ),
    "R111": Code(
        E,
        Text("{field} 里有控制字符", "{field} holds a control character"),
        Text(
            "看不见的控制字符写不进工作簿。",
            "A control character that cannot be seen cannot be written into a workbook.",
        ),
        Text("请删去重打", "delete it and type the text again"),
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
            "The max of an item of kind highest is the highest max of its items; of kind lowest, the lowest; with more so much higher, where another has a higher max.",
        ),
        Text("请改正分值", "correct the max"),
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
    "R303": Code(
        N,
        Text(
            "{id} 的各扣分合计 {sum}，最多只能扣 {most}",
            "the losses of {id} add up to {sum}; it can lose {most} at most",
        ),
        Text(
            "扣到底线以后，其余扣分不再起作用。常见，只是提醒。",
            "Below its floor further losses count for nothing. That is common, and only told.",
        ),
        Text("", ""),
    ),
    "R304": Code(
        W,
        Text("{id} 的 {field} 不起作用：{why}", "{field} of {id} changes nothing: {why}"),
        Text(
            "写了却影响不了任何得分的键，多半有一处写错了。",
            "A key that can change no points: most likely something is wrong there or beside it.",
        ),
        Text("请删去，或改正它所看的内容", "delete it, or correct what it looks at"),
    ),
    "R305": Code(
        W,
        Text("{id} 的 {field} 多半有误：{why}", "{field} of {id} is likely a slip: {why}"),
        Text(
            "照写的可以计算，但原表很少这样规定，多半是录入或印刷的错误。",
            "It can be computed as it stands, but few tables mean it so; most likely it was copied or printed wrong.",
        ),
        Text("请对照原文；原文如此的不必改", "compare it with the document; leave it if that says so"),
    ),
    "R401": Code(
        E,
        Text("不是统一排版：{how}", "not in the canonical layout: {how}"),
        Text(
            "gkpg fmt --check 只检查排版，不改文件。排版见 docs/rubric-format。",
            "gkpg fmt --check looks at the layout and changes nothing. The layout is told in docs/rubric-format.",
        ),
        Text("请运行 gkpg fmt", "run gkpg fmt"),
    ),
    "R402": Code(
        E,
        Text("无法无损地重新排版（{what}），未改动", "left alone: it cannot be laid out without loss ({what})"),
        Text(
            "重新排版后内容、注释必须一个不少；做不到的文件，gkpg fmt 一个字也不改。",
            "All values and all comments survive the layout; where that cannot be had, gkpg fmt changes nothing.",
        ),
        Text("请手工调整少见的写法", "write by hand what is unusual in another way"),
    ),
    "R403": Code(
        E,
        Text("既不是指标表也不是考核文件，未改动", "left alone: neither a rubric nor an assessment file"),
        Text(
            "gkpg fmt 只排第一层有 rubric、indicators 或 assessment 的文件。",
            "gkpg fmt lays out files with rubric, indicators or assessment among their first keys.",
        ),
        Text("请检查文件，或不要交给 gkpg fmt", "check the file, or don't hand it to gkpg fmt"),
    ),
    "R404": Code(
        E,
        Text("不能改写（{reason}），未改动", "left alone: it cannot be rewritten ({reason})"),
        Text(
            "文件只读，或文件夹里不能新建文件。改写的文件总是完整的，否则还是原样。",
            "The file is read-only, or no file can be made in its folder. A file is rewritten whole or stays as it was.",
        ),
        Text("请检查权限", "check the permissions"),
    ),
}
