"""Codes of scores: what stands in the cells of a sheet."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N, W

SCORES = {
    "S101": Code(
        E,
        Text("得分 {score} 超过分值 {max}（{item}）", "score {score} is over the max {max} ({item})"),
        Text(
            "得分高于该项分值。gkpg 不会替人把它改成满分。",
            "A score is higher than its item's max. gkpg never clips it.",
        ),
        Text("请改正或说明", "correct or explain it"),
    ),
    "S102": Code(
        E,
        Text("没有填得分（{item}，{allowed}）", "no score is given ({item}; {allowed})"),
        Text("空白不是 0 分。有空白的单位不排名。", "A blank is not zero. A unit with a blank has no rank."),
        Text("请填写；{zero}", "fill it in; {zero}"),
        Text("请填写；确为零分请填 0", "fill it in; if it is zero, write 0"),
    ),
    "S103": Code(
        E,
        Text("{count} 项得分全部空白", "all {count} scores are blank"),
        Text("评分表交上来时还没有填。", "The sheet was handed in before it was filled."),
        Text("请填写后再交", "fill it in and hand it in again"),
    ),
    "S104": Code(
        E,
        Text(
            "得分 {score} 是负数，应为 0 至 {max}（{item}）",
            "score {score} is negative; 0 to {max} is allowed ({item})",
        ),
        Text("该项不允许负分。", "This item does not allow negative scores."),
        Text("请改正", "correct it"),
    ),
    "S105": Code(
        E,
        Text(
            "“{text}”不是得分，应为 {allowed}（{item}）",
            "“{text}” is not a score; {allowed} is ({item})",
        ),
        Text(
            "得分栏里是文字、符号或真假值，无法确定是几分。",
            "The score cell holds words, a mark or a truth value; how many points it means is unclear.",
        ),
        Text("{write}", "{write}"),
        Text(
            "请照这一项要填的填：数、✓ 或 ✗，或所列的一级",
            "write what the item asks for: a number, ✓ or ✗, or one of the levels",
        ),
    ),
    "S106": Code(
        E,
        Text(
            "得分格显示为日期，存的是 {text}（{item}，应为 {allowed}）",
            "the score cell shows a date and holds {text} ({item}; {allowed} allowed)",
        ),
        Text(
            "单元格被设成日期格式：显示的和存的不是一回事。",
            "The cell has a date format: what it shows is not what it holds.",
        ),
        Text("请把格式改为“常规”，重新填写", "set the format to General and write the score again"),
    ),
    "S107": Code(
        E,
        Text(
            "得分格是百分比，存的是 {text}（{item}，应为 {allowed}）",
            "the score cell is a percentage and holds {text} ({item}; {allowed} allowed)",
        ),
        Text(
            "50% 存的是 0.5，是半分还是一半分值无法确定。",
            "50 % is stored as 0.5: half a point or half the max, nobody can tell.",
        ),
        Text("请把格式改为“常规”，填写分数", "set the format to General and write points"),
    ),
    "S108": Code(
        E,
        Text("得分格是错误值 {text}（{item}）", "the score cell holds the error value {text} ({item})"),
        Text("公式出错，没有得分。", "A formula failed, so there is no score."),
        Text("请填写得分", "write the score"),
    ),
    "S109": Code(
        E,
        Text(
            "得分格的公式 ={text} 没有存下结果（{item}）",
            "the formula ={text} of the score cell has no stored result ({item})",
        ),
        Text(
            "公式没有被计算过，文件里没有数。",
            "The formula was never calculated, so the file holds no number.",
        ),
        Text(
            "请在 Excel 或 WPS 里打开并保存，或直接填数",
            "open and save it in Excel or WPS, or write the number",
        ),
    ),
    "S110": Code(
        N,
        Text(
            "得分写成了文字“{text}”，按 {score} 计（{item}）",
            "the score is the text “{text}”, read as {score} ({item})",
        ),
        Text(
            "数字存成了文字、用了全角、带了“分”字或逗号；只有一种读法。",
            "The number is stored as text, in full-width digits, with 分 or a comma; only one reading is possible.",
        ),
        Text("请核对", "check it"),
    ),
    "S111": Code(
        W,
        Text(
            "得分 {score} 超过 {places} 位小数，按原数计（{item}）",
            "score {score} has more than {places} decimals and is used as it is ({item})",
        ),
        Text(
            "多半是别处算出来的近似值。gkpg 不会替人舍入。",
            "It is most likely an approximation computed elsewhere. gkpg does not round it.",
        ),
        Text("请核对", "check it"),
    ),
    "S112": Code(
        E,
        Text(
            "标了“不适用”，但没有规定不适用项怎样计分（{item}）",
            "marked as not applicable, but no rule says how that counts ({item})",
        ),
        Text(
            "不适用项是扣除、满分还是平均，须有规定；没有规定就不能算。",
            "Whether such an item is left out, given full points or averaged must be ruled; without a rule nothing is computed.",
        ),
        Text(
            "请填写得分并清除“不适用”；要按不适用计，须先有考核办法的规定",
            "give a score and clear the mark; to count it as not applicable, the assessment must rule how",
        ),
    ),
    "S113": Code(
        W,
        Text("{item} 按判断评分，没有写评分依据", "{item} is scored by judgement, and no reason is given"),
        Text(
            "按判断评分的项要写明理由，以备复核。",
            "A score by judgement needs its reason, for whoever checks it later.",
        ),
        Text("请写评分依据", "write the reason"),
    ),
    "S114": Code(
        N,
        Text(
            "得分格是公式 ={text}，用存下的结果 {score}（{item}）",
            "the score cell is the formula ={text}; its stored result {score} is used ({item})",
        ),
        Text("公式可能引用别处，换了环境结果会变。", "A formula may point elsewhere and change its result."),
        Text("建议改填数", "better write the number"),
    ),
    "S115": Code(
        W,
        Text(
            "单元格显示为{shown}，按存的 {score} 计（{item}）",
            "the cell shows {shown}; the {score} that it holds is used ({item})",
        ),
        Text(
            "格式没有把数全部显示出来：小数舍去了，零显示成空白，或者数的前后带了别的字。gkpg 按存的算。",
            "The format shows less than the cell holds: fewer digits, a blank for a zero, or words around the number. gkpg uses what is stored.",
        ),
        Text(
            "请核对，并让格里显示存的数（如把格式改为“常规”）",
            "check it, and let the cell show what it holds, such as by the format General",
        ),
    ),
    "S116": Code(
        W,
        Text("“{score}”{how}，照样计入（{item}）", "“{score}” {how}; it counts all the same ({item})"),
        Text(
            "看不见的单元格，填表的人和核对的人可能都没有看到。",
            "What cannot be seen may have been noticed neither by who filled the sheet nor by who checks it.",
        ),
        Text("请让它显示出来并核对", "make it visible and check it"),
    ),
    "S117": Code(
        W,
        Text(
            "得分 {score} 被筛选隐藏了，照样计入（{item}）",
            "score {score} is hidden by a filter and counts all the same ({item})",
        ),
        Text("表上有筛选条件，这一行没有显示出来。", "A filter is set on the sheet, and this row is not shown."),
        Text("请清除筛选并核对", "clear the filter and check"),
    ),
    "S118": Code(
        E,
        Text(
            "“{text}”像是几个子项的得分，没有要求拆开（{item}）",
            "“{text}” looks like the scores of several sub-items, and nobody said to split it ({item})",
        ),
        Text(
            "一格里写了用加号连起来的几个数。是不是依次对应各子项，gkpg 不猜。",
            "One cell holds several numbers with plus signs. Whether they are the sub-items in order, gkpg does not guess.",
        ),
        Text(
            "确是依次填写各子项的，请加 --split-scores；否则只填一个数",
            "if they are the sub-items in order, use --split-scores; else write one number",
        ),
    ),
    "S119": Code(
        E,
        Text(
            "“{text}”有 {found} 个数，{item} 有 {count} 个子项",
            "“{text}” has {found} numbers, {item} has {count} sub-items",
        ),
        Text(
            "拆开后的个数与子项数不同，或有的不是数，无法对应。",
            "The parts are not as many as the sub-items, or some are no numbers, so they cannot be told apart.",
        ),
        Text("请按子项的顺序逐个填写，用加号连接", "write one number for each sub-item in order, with plus signs"),
    ),
    "S120": Code(
        E,
        Text(
            "标了“不适用”，没有写依据或附件（{item}）", "marked as not applicable without a reason or a link ({item})"
        ),
        Text(
            "考核文件要求不适用项附上证明。",
            "The assessment asks for proof where an item does not apply.",
        ),
        Text("请写明依据或附上链接", "give the reason or a link"),
    ),
    "S121": Code(
        E,
        Text(
            "{source} 不评这一项，却有得分“{text}”（{item}）",
            "{source} does not score this item, but there is “{text}” ({item})",
        ),
        Text(
            "考核文件没有让这个来源给这一项评分，得分没有计入。",
            "By the assessment this source does not score the item; the score is not counted.",
        ),
        Text("请清除，或改考核文件的 items", "clear it, or change the items of the source"),
    ),
    "S122": Code(
        W,
        Text("{item} 要求“{asked}”，没有填{what}", "{item} asks for “{asked}”, and {what} is missing"),
        Text(
            "自查表的“附件或链接”里没有指标表的填报说明所要求的内容。",
            "The self-check does not hold what the rubric's 填报说明 asks for.",
        ),
        Text("请补上", "add it"),
    ),
    "S123": Code(
        E,
        Text("裁定没有写{what}（{item}）", "the decision on {item} lacks {what}"),
        Text(
            "裁定要有得分、姓名和理由，才能代替评分；只填了一部分的不算。",
            "A decision counts only with its score, the name of who made it, and the reason; one that is filled in part does not.",
        ),
        Text("请补上，或把三格都清空", "add it, or clear all three cells"),
    ),
    "S124": Code(
        E,
        Text("既标了“不适用”又有得分“{text}”（{item}）", "marked as not applicable, and scored “{text}” ({item})"),
        Text(
            "不适用的项不评分，两者只能有一个。", "An item that does not apply is not scored; it is one or the other."
        ),
        Text("请清除其中一个", "clear one of them"),
    ),
    "S125": Code(
        E,
        Text(
            "样本数应为正整数，写的是“{text}”",
            "the size of the sample should be a whole number above zero, not “{text}”",
        ),
        Text(
            "社会评议的得分按样本数加权，不能空白。",
            "The rows of a survey are weighted by the size of their sample, so it cannot be blank.",
        ),
        Text("请填写样本数", "write the size of the sample"),
    ),
    "S126": Code(
        E,
        Text(
            "裁定表里的“{text}”不在考核文件里{nearest}", "“{text}” of the decisions is not in the assessment{nearest}"
        ),
        Text(
            "裁定表的单位、来源要与考核文件一致。",
            "The unit and the source of a decision are those of the assessment.",
        ),
        Text("请改正", "correct it"),
    ),
    "S127": Code(
        E,
        Text(
            "这里不能填“{text}”，应为 {allowed}（{item}）", "“{text}” may not be entered here; {allowed} may ({item})"
        ),
        Text(
            "这一项不是在 0 至分值之间任意打分：分档、分等级的只能选列出的，计次的填整数，扣分的不超过上限，勾选的填 ✓ 或 ✗。",
            "This item is no free score: steps and levels are those listed, counts are whole numbers, losses stay within their limit, ticks "
            "are ✓ or ✗.",
        ),
        Text("请改正", "correct it"),
    ),
    "S128": Code(
        E,
        Text(
            "单元格显示为{shown}，存的却是 {score}（{item}）",
            "the cell shows {shown} but holds {score} ({item})",
        ),
        Text(
            "格式把数显示成了另一个数，或显示成文字：例如存 3，显示 0.3。看到的和存的，哪个是得分，无法确定。",
            "The format shows another number, or words: 0.3 for a stored 3, for instance. Whether what is seen or what is stored is the score, nobody can tell.",
        ),
        Text("请把格式改为“常规”，重新填写", "set the format to General and write the score again"),
    ),
    "S129": Code(
        E,
        Text(
            "这一格在合并单元格 {range} 下面，看不见，{held}",
            "this cell lies unseen beneath the merged {range} and {held}",
        ),
        Text(
            "合并后只显示左上角的一格，其余各格的内容还在文件里，却没有人看得见；几项也不能共用一个得分。",
            "Of merged cells only the first shows. What the others hold is still in the file, but nobody sees it; nor can several items share one score.",
        ),
        Text("请取消合并，逐格填写", "unmerge the cells and fill in each"),
    ),
    "S130": Code(
        E,
        Text(
            "“{score}”被划掉，或其中有划掉、上标、下标、看不见的字（{item}）",
            "“{score}”, or a part of it, is struck out, raised, lowered or cannot be seen ({item})",
        ),
        Text(
            "划掉的字还在单元格里：“86”划掉 8，看到的是 6。哪个是得分，无法确定。",
            "What is struck out is still in the cell: of “86” with the 8 struck out people read 6. Which is the score, nobody can tell.",
        ),
        Text("请清除格式，只留下得分", "clear the format and leave the score alone"),
    ),
    "S131": Code(
        W,
        Text(
            "得分格是公式 ={text}，工作簿设为手动重算，存下的结果 {score} 可能是旧的（{item}）",
            "the score cell is the formula ={text}, and the workbook computes only on demand: its stored result {score} may be old ({item})",
        ),
        Text(
            "手动重算的工作簿改了数也不会自动更新公式的结果。",
            "Where formulas are computed on demand, a changed figure leaves their results as they were.",
        ),
        Text("请按 F9 重算后保存，或直接填数", "press F9 and save it, or write the number"),
    ),
    "S132": Code(
        E,
        Text(
            "“不适用”一栏里的“{text}”既不是“是”也不是“否”（{item}）",
            "“{text}” in the column N/A is neither yes nor no ({item})",
        ),
        Text(
            "看不出这一项是否标了“不适用”，得分没有计入。",
            "Whether the item is marked as not applicable cannot be told; its score is not counted.",
        ),
        Text("不适用的填 ✓，适用的留空", "write ✓ if it does not apply; leave the cell blank if it does"),
    ),
    "S133": Code(
        E,
        Text(
            "“{text}”换了字体才像勾或叉，存的是字母（{item}，应为 {allowed}）",
            "“{text}” looks like a tick or a cross only in a font of signs ({item}; {allowed} allowed)",
        ),
        Text(
            "Wingdings 一类的字体把字母显示成符号，文件里存的仍是字母，换一台电脑就看不出是勾还是叉。",
            "Fonts such as Wingdings show letters as signs. The file holds the letter, and which sign that is depends on the font.",
        ),
        Text("请用普通字体填 ✓ 或 ✗", "write ✓ or ✗ in a usual font"),
    ),
    "S135": Code(
        E,
        Text(
            "得分一栏里的 {text} 是数值还是得分，看不出（{item}）",
            "whether {text} in the column of scores is a figure or points cannot be told ({item})",
        ),
        Text(
            "这一项填数值，得分要与其他单位相比才知道；表里只有得分一栏。",
            "The item asks for a figure, whose points come of comparing units; the table has a column for scores only.",
        ),
        Text(
            "请把数值填在“勾选、等级、数量或扣分”一栏里",
            "put the figure into a column 勾选、等级、数量或扣分 (Tick, level, number or loss)",
        ),
    ),
    "S137": Code(
        W,
        Text(
            "{item} 的数值 {score} 按 {score}% 计；如果是指 {meant}%，请填 {meant}",
            "the value {score} of {item} counts as {score} %; if {meant} % is meant, write {meant}",
        ),
        Text(
            "单位是百分数，填的却是 0 到 1 之间的数，常是把 95% 填成了 0.95。带百分比格式的单元格不会有这个问题。",
            "The unit is percent and the number lies between 0 and 1: often 0.95 is written for 95 %. A cell with the format of percentages is read as it shows.",
        ),
        Text("请核对", "check it"),
    ),
    "S138": Code(
        W,
        Text(
            "得分一栏写的是“{found}”，按所填内容算是{points}，以后者为准（{item}）",
            "the column of scores says “{found}”; what is entered comes to {points}, which counts ({item})",
        ),
        Text(
            "填数值、等级、次数等的项，得分是算出来的，得分一栏的公式却被别的内容盖掉了，两者对不上。",
            "Where a value, a level, or a number of times is entered, the score is computed from it. Something else was written over the formula of the score, and the two differ.",
        ),
        Text("请改正所填的内容，或清除得分一栏", "correct what is entered, or clear the cell of the score"),
    ),
}
