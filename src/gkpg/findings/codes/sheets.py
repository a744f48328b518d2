"""Codes of sheets."""

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
        Text("请只填数；要勾选的填 ✓ 或 ✗", "write the number alone; or ✓ or ✗ where that is asked for"),
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
            "单元格的格式没有显示全部数字，按存的 {score} 计（{item}）",
            "the cell does not show all digits; the stored {score} is used ({item})",
        ),
        Text(
            "显示的是舍入后的数，存的不是：例如显示 2，存 2.25。gkpg 按存的算。",
            "The cell shows a rounded number and holds another, such as 2 for 2.25. gkpg uses what is stored.",
        ),
        Text("请核对，并把格式改为“常规”", "check it, and set the format to General"),
    ),
    "S116": Code(
        W,
        Text(
            "得分 {score} 在隐藏的行或列里，照样计入（{item}）",
            "score {score} stands in a hidden row or column and counts all the same ({item})",
        ),
        Text(
            "隐藏的单元格看不见，填表的人和核对的人可能都没有看到。",
            "What is hidden may have been seen neither by who filled the sheet nor by who checks it.",
        ),
        Text("请取消隐藏并核对", "unhide it and check"),
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
            "裁定要留下姓名和理由，才能代替评分。",
            "A decision counts only with the name of who made it, and the reason.",
        ),
        Text("请补上", "add it"),
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
            "这一项不是在 0 至分值之间任意打分：分档的只能选列出的档，计次的填整数，扣分的不超过上限，勾选的填 ✓ 或 ✗。",
            "This item is no free score: steps are those listed, counts are whole numbers, losses stay within their limit, ticks "
            "are ✓ or ✗.",
        ),
        Text("请改正", "correct it"),
    ),
    "S201": Code(
        E,
        Text(
            "没有找到评分表（要有“编号”“分值”“得分”三个列标题）",
            "no score table found (it needs the headings 编号/Item, 分值/Max and 得分/Score)",
        ),
        Text(
            "工作簿里没有带这些列标题的表，或者根本不是评分表。一行一个单位的汇总表要用 --rubric 指明指标表才认得出。",
            "No table in the workbook has these headings, or it is no score sheet at all. A matrix of units by items is recognized only with its rubric, given with --rubric.",
        ),
        Text("请用 gkpg template 生成的评分表", "use a sheet made by gkpg template"),
    ),
    "S202": Code(
        E,
        Text("编号“{id}”不在指标表里{nearest}", "item “{id}” is not in the rubric{nearest}"),
        Text(
            "这一行的编号被改过，或属于另一个指标表。",
            "The id of this row was changed, or belongs to another rubric.",
        ),
        Text("请改回原编号", "restore the id"),
    ),
    "S203": Code(
        E,
        Text("缺少 {item} 这一行", "the row of {item} is missing"),
        Text(
            "评分表里没有这一项：行被删除或编号被清空。",
            "The sheet has no such row: it was deleted, or its id was cleared.",
        ),
        Text("请补回这一行并填写", "restore the row and fill it in"),
    ),
    "S204": Code(
        E,
        Text("{item} 出现了两次（{first} 已有）", "{item} stands twice (first at {first})"),
        Text(
            "同一项有两行，不知用哪一行的得分。",
            "One item has two rows, and it is unclear which score counts.",
        ),
        Text("请删去一行", "delete one row"),
    ),
    "S205": Code(
        E,
        Text(
            "{item} 的分值是“{found}”，指标表是 {max}",
            "the max of {item} reads “{found}”; the rubric says {max}",
        ),
        Text(
            "评分表里的分值被改过。评分人看到的上限与指标表不同。",
            "The cap was changed in the sheet, so the assessor saw another limit.",
        ),
        Text("请改回分值，并核对得分", "restore the cap and check the score"),
    ),
    "S206": Code(
        E,
        Text(
            "{id} 的名称是“{found}”，指标表是“{name}”",
            "the name of {id} reads “{found}”; the rubric says “{name}”",
        ),
        Text(
            "名称与编号对不上：可能改过，也可能整列错位。",
            "The name does not fit the id: it was changed, or the column has shifted.",
        ),
        Text("请改回名称，并核对得分", "restore the name and check the score"),
    ),
    "S207": Code(
        E,
        Text("这一行没有编号却有得分“{text}”", "this row has the score “{text}” but no id"),
        Text(
            "得分写在了不属于任何指标的行里，没有计入。",
            "A score stands in a row of no item; it is not counted.",
        ),
        Text("请移到对应的行，或清除", "move it to its row, or clear it"),
    ),
    "S208": Code(
        E,
        Text("列标题“{heading}”有两列", "the heading “{heading}” stands over two columns"),
        Text(
            "有两列同名，不知读哪一列。",
            "Two columns have the same heading, and it is unclear which one counts.",
        ),
        Text("请删去一列", "delete one of them"),
    ),
    "S209": Code(
        E,
        Text(
            "工作簿里有两张评分表：“{first}”和“{second}”", "the workbook has two score tables: “{first}” and “{second}”"
        ),
        Text(
            "多半是复制了工作表。两张表都有得分栏，不知以哪一张为准。",
            "Most likely the sheet was copied. Both have scores, and it is unclear which one counts.",
        ),
        Text("请删去一张", "delete one of them"),
    ),
    "S210": Code(
        N,
        Text(
            "这是没有编号的原表，得分按指标整项计", "a table as printed, without ids: scores count for whole indicators"
        ),
        Text(
            "通知里的表每个指标只有一个得分格。各子项得多少分，从这样的表里看不出来。",
            "The printed table has one score cell for each indicator. What each sub-item got cannot be told from it.",
        ),
        Text(
            "要逐项的得分，请用 gkpg template 生成的评分表",
            "for the score of every item, use a sheet made by gkpg template",
        ),
    ),
    "S211": Code(
        E,
        Text("这一行有得分“{text}”，没有单位", "this row has the score “{text}” but no unit"),
        Text(
            "一行一个单位的表里，这一行没有写单位，得分没有计入。",
            "In a sheet of a row for each unit this row names none; its scores are not counted.",
        ),
        Text("请填写单位，或清除这一行", "write the unit, or clear the row"),
    ),
    "S301": Code(
        E,
        Text("看不出用的是哪个指标表", "it does not say which rubric it uses"),
        Text(
            "评分表没有 gkpg 写入的隐藏信息，命令里也没有给指标表。",
            "The sheet has no hidden data from gkpg, and the command names no rubric.",
        ),
        Text("请用 --rubric 指定（gkpg migrate 用 --from）", "name it with --rubric (for gkpg migrate with --from)"),
    ),
    "S302": Code(
        E,
        Text("找不到指标表 {rubric}{nearest}", "rubric {rubric} is not known{nearest}"),
        Text(
            "评分表指明的指标表不在 rubrics/、随附的指标表和 --rubric 之中。",
            "The rubric that the sheet names is neither in rubrics/ nor packaged nor given with --rubric.",
        ),
        Text("请用 --rubric 指定它的文件", "give its file with --rubric"),
    ),
    "S303": Code(
        E,
        Text(
            "用的是指标表 {rubric} 的版本 {found}，现有版本 {version}",
            "made from version {found} of rubric {rubric}; version {version} is at hand",
        ),
        Text(
            "评分表出自指标表的另一版本，两版的项目和分值可能不同。",
            "The sheet was made from another version of the rubric, whose items and caps may differ.",
        ),
        Text(
            "请用现行版本的评分表，把这份用 gkpg migrate 搬过去，或给出那个版本的指标表",
            "use a sheet of this version, bring this one over with gkpg migrate, or give the rubric of that version",
        ),
    ),
    "S304": Code(
        E,
        Text(
            "指标表 {rubric} 版本 {version} 在制表之后改过",
            "rubric {rubric} version {version} was changed after the sheet was made",
        ),
        Text(
            "版本号相同而内容（指纹）不同：指标表改了却没有换版本号。",
            "The version is the same but the content (fingerprint) is not: the rubric was edited without a new version.",
        ),
        Text(
            "请恢复指标表，或换版本号，再重新制表或用 gkpg migrate 搬过去",
            "restore the rubric, or give it a new version and make the sheets again or bring them over with gkpg migrate",
        ),
    ),
    "S305": Code(
        E,
        Text("没有写明{what}", "{what} is not given"),
        Text(
            "隐藏信息、表头和文件名（单位-来源-评分人.xlsx）里都没有。",
            "Neither the hidden data nor the labelled cells nor the file's name (unit-source-assessor.xlsx) give it.",
        ),
        Text("请在表头填写", "write it in the labelled cell"),
    ),
    "S306": Code(
        E,
        Text(
            "表头的{what}是“{found}”，制表时是“{made}”",
            "{what} reads “{found}”, but the sheet was made for “{made}”",
        ),
        Text(
            "表头与隐藏信息不一致：多半是拿别的单位的表改的。",
            "The labelled cell and the hidden data differ: most likely another unit's sheet was reused.",
        ),
        Text("请用该单位自己的评分表", "use the sheet made for that unit"),
    ),
    "S307": Code(
        W,
        Text(
            "文件名的{what}是“{found}”，表里是“{made}”，按表里的算",
            "the file’s name has “{found}” as {what}, the sheet says “{made}”, which is used",
        ),
        Text("文件可能改错了名。", "The file may have been given a wrong name."),
        Text("请核对", "check it"),
    ),
    "S308": Code(
        N,
        Text("工作表的锁定被取消了", "the sheet is no longer locked"),
        Text(
            "制表时只有填写的格子没有锁定。编号、名称和分值已照样与指标表核对。",
            "When the sheet was made only the cells to fill were unlocked. Ids, names and caps were checked against the rubric all the same.",
        ),
        Text("请核对；下次请用原表填写", "check it; next time fill in the sheet as it was made"),
    ),
    "S309": Code(
        W,
        Text(
            "评分来源“{source}”不在指标表里{nearest}，照原样计入",
            "the source “{source}” is not in the rubric{nearest}; it is used as it is",
        ),
        Text(
            "与指标表里的一个来源只差一点，多半是写错了。",
            "It differs a little from a source that the rubric names: most likely a slip.",
        ),
        Text("请核对来源的名称", "check the name of the source"),
    ),
    "S310": Code(
        N,
        Text("单位“{old}”现名“{new}”，按现名计", "the unit {old} is now {new}, and is read as such"),
        Text("考核文件把它列为曾用名（also）。", "The assessment lists it as a former name (also)."),
        Text("", ""),
    ),
    "S401": Code(
        E,
        Text("不是可读的工作簿（{reason}）", "not a readable workbook ({reason})"),
        Text("文件已损坏、没有传完，或其实是别的格式。", "The file is damaged, incomplete, or really of another kind."),
        Text("请重新保存为 xlsx 再交", "save it as xlsx again"),
    ),
    "S402": Code(
        E,
        Text("加了打开密码，不能读", "protected by a password to open it"),
        Text(
            "带打开密码的文件全部加了密。只锁定单元格的文件不受影响。",
            "A file with a password to open it is encrypted as a whole. A sheet whose cells are merely locked can be read.",
        ),
        Text("请去掉打开密码，重新保存", "remove that password and save it again"),
    ),
    "S403": Code(
        E,
        Text("大得不像评分表（{reason}）", "far larger than any score sheet ({reason})"),
        Text(
            "文件、内部部件、行数或单元格数超过上限，不再往下读。上限可用 --limit 调整。",
            "The file, one of its parts, its rows or its cells exceed the limits, so reading stopped. --limit changes them.",
        ),
        Text("请删去多余内容，另存为 xlsx", "remove what does not belong there and save it again"),
    ),
    "S404": Code(
        E,
        Text("{suffix} 格式不能读", "the format {suffix} cannot be read"),
        Text(
            "能读 xlsx、xlsm、xls、xlsb、ods、et，多单位的表还可以是 csv。",
            "xlsx, xlsm, xls, xlsb, ods and et can be read, and csv where a sheet has a row for each unit.",
        ),
        Text("请另存为 xlsx", "save it as xlsx"),
    ),
    "S405": Code(
        E,
        Text("打不开（{reason}）", "cannot be opened ({reason})"),
        Text(
            "没有权限、链接失效，或读取时文件变了。",
            "No permission, a dangling link, or the file changed while it was read.",
        ),
        Text("请检查后重试", "check it and try again"),
    ),
    "S406": Code(
        E,
        Text("读不下去，已放弃（{reason}）", "given up ({reason})"),
        Text(
            "这个文件占用的时间或内存超过上限，或使读取程序崩溃。其他文件不受影响。上限可用 --limit 调整。",
            "The file takes more time or memory than is allowed, or crashes what reads it. No other file is affected. --limit changes the limits.",
        ),
        Text("请另存为 xlsx 再交", "save it as xlsx and hand it in again"),
    ),
    "S407": Code(
        N,
        Text(
            "{format} 格式只能读到值：公式、错误值、数字格式和隐藏的行看不出来",
            "of the format {format} only values can be read: no formulas, error values, number formats or hidden rows",
        ),
        Text(
            "空白格可能是出错的公式，百分比可能读成小数。",
            "A blank may be a formula that failed, a percentage may be read as a fraction.",
        ),
        Text("最好另存为 xlsx 再交", "better save it as xlsx"),
    ),
    "S408": Code(
        N,
        Text("文件带有宏，宏没有运行，也没有看", "the file has macros; they were neither run nor looked at"),
        Text("评分表用不着宏。", "A score sheet needs no macros."),
        Text("最好另存为 xlsx 再交", "better save it as xlsx"),
    ),
}
