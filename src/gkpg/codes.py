"""Codes: every finding that gkpg can make, with its severity, its sentences and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from gkpg.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """What a finding does: an error keeps something from being used, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. `message` and `remedy` have `{names}` that the finding's facts fill."""

    severity: Severity
    message: Text
    meaning: Text
    remedy: Text


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

_FILES = {
    "F101": Code(
        _E,
        Text("文件或文件夹不存在", "no such file or folder"),
        Text("命令里给出的路径不存在。", "A path given on the command line does not exist."),
        Text("请检查路径", "check the path"),
    ),
    "F102": Code(
        _E,
        Text("无法读取（{reason}）", "cannot be read ({reason})"),
        Text(
            "文件存在但打不开：没有权限、是文件夹、链接失效，或读取中断。",
            "The file is there but cannot be opened: no permission, a folder, a dangling link, or an interrupted read.",
        ),
        Text("请检查权限后重试", "check the permissions and try again"),
    ),
    "F103": Code(
        _E,
        Text("文件大小 {size} 字节，超过上限 {limit} 字节", "{size} bytes, more than the {limit} allowed"),
        Text(
            "YAML 文件过大，不会是指标表。",
            "The YAML file is far too large to be a rubric, so it is not read.",
        ),
        Text("请确认给出的是指标表", "make sure that this is a rubric"),
    ),
    "F104": Code(
        _E,
        Text("文件已存在，且不是 gkpg 写的{kind}", "the file exists and is not {kind} written by gkpg"),
        Text(
            "gkpg 只覆盖自己写出的同类文件，从不覆盖评分表、指标表或别人的文件。",
            "gkpg replaces only its own earlier output of the same kind, never a sheet, a rubric or anything else.",
        ),
        Text("请换一个文件名，或先移走它", "choose another name, or move it away first"),
    ),
    "F105": Code(
        _E,
        Text("无法写入（{reason}），什么也没有写", "cannot be written ({reason}); nothing was written"),
        Text(
            "输出的文件夹不存在、只读或磁盘已满。输出要么完整写出，要么不写。",
            "The output folder is missing, read-only or full. Output is written whole or not at all.",
        ),
        Text("请用 -o 指定可写的位置", "name a writable place with -o"),
    ),
    "F106": Code(
        _E,
        Text("命令的输出写不出去（{reason}）", "the command's output cannot be written ({reason})"),
        Text(
            "输出被转到了写不了的地方，如已满的磁盘。",
            "The output was redirected to where nothing can be written, such as a full disk.",
        ),
        Text("请换一个地方", "redirect it elsewhere"),
    ),
}

_YAML = {
    "Y101": Code(
        _E,
        Text("不是 UTF-8 编码的文本", "not text in UTF-8"),
        Text(
            "文件用了别的编码（如 GBK），或不是文本。",
            "The file uses another encoding (such as GBK) or is not text.",
        ),
        Text("请另存为 UTF-8", "save it as UTF-8"),
    ),
    "Y102": Code(
        _E,
        Text("不是合法的 YAML：{problem}", "not valid YAML: {problem}"),
        Text(
            "缩进、冒号、引号或括号有误，从这里起读不下去。常见原因：全角冒号“：”、制表符缩进、引号不成对。",
            "Indentation, a colon, a quote or a bracket is wrong, and nothing after it can be read. Often a full-width "
            "colon, a tab, or a missing quote.",
        ),
        Text("请改正此处{hint}", "correct it here{hint}"),
    ),
    "Y103": Code(
        _E,
        Text("键 {key} 写了两次（第 {first} 行已有）", "key {key} is written twice (first on line {first})"),
        Text("YAML 会悄悄用后一个盖掉前一个。", "YAML would silently let the second one replace the first."),
        Text("请删去一个", "delete one of them"),
    ),
    "Y104": Code(
        _E,
        Text("用了指标表不支持的 YAML 写法：{what}", "YAML that a rubric may not use: {what}"),
        Text(
            "锚点、别名、标签、多个文档和过深的嵌套不受支持：指标表应当一眼读懂，也不能被用来占满内存。",
            "Anchors, aliases, tags, several documents and very deep nesting are not supported: a rubric should be "
            "plain to read, and harmless.",
        ),
        Text("请直接写出内容", "write the content out"),
    ),
    "Y105": Code(
        _E,
        Text(
            "文件里没有指标表（应为“键: 值”）",
            "there is no rubric in the file (keys with values were expected)",
        ),
        Text("文件是空的，或顶层不是键和值。", "The file is empty, or its top level is not keys with values."),
        Text("请从随附的指标表开始修改", "start from one of the packaged rubrics"),
    ),
    "Y106": Code(
        _E,
        Text(
            "{field} 应为文字，但 {text} 不加引号会被 YAML 读成{kind}",
            "{field} should be text, but YAML reads {text} without quotes as {kind}",
        ),
        Text(
            "不加引号的 NO、1.10、2022-08-08 等会被读成真假值、数、日期，原样就丢了。",
            "Without quotes NO, 1.10, 2022-08-08 and the like become a truth value, a number, a date; what was "
            "written is lost.",
        ),
        Text('请写成 "{text}"', 'write "{text}"'),
    ),
    "Y107": Code(
        _E,
        Text(
            "{field} 的数写作 {text}，不同的 YAML 程序读法不同",
            "the number of {field} is written {text}, which YAML programs read differently",
        ),
        Text(
            "010 可能是 8，1_000 可能是 1000，1:30 可能是 90。分值只写普通小数。",
            "010 may be 8, 1_000 may be 1000, 1:30 may be 90. Points are written as plain decimals.",
        ),
        Text("请写成普通小数，如 8 或 0.5", "write a plain decimal such as 8 or 0.5"),
    ),
}

_RUBRIC = {
    "R101": Code(
        _E,
        Text("不认识的键 {key}{nearest}", "unknown key {key}{nearest}"),
        Text(
            "拼错的或放错层的键会被拒绝，而不是被忽略。",
            "A key that is misspelt or stands at the wrong level is refused, not ignored.",
        ),
        Text("请改正或删去", "correct or delete it"),
    ),
    "R102": Code(
        _E,
        Text("{where}缺少 {key}", "{where} has no {key}"),
        Text("必须有的键没有写。", "A required key is missing."),
        Text("请补上", "add it"),
    ),
    "R103": Code(
        _E,
        Text("{field} 是空的", "{field} is empty"),
        Text("写了键却没有内容，或内容只有空格。", "The key is there without content, or with spaces only."),
        Text("请填写内容，或删去这个键", "fill it in, or delete the key"),
    ),
    "R104": Code(
        _E,
        Text("{field} 应为{wanted}，写的是{found}", "{field} should be {wanted}, not {found}"),
        Text(
            "值的种类不对，例如该写列表的地方写了一句话。",
            "The value is of the wrong kind, such as a sentence where a list belongs.",
        ),
        Text("请按 docs/rubric-format.md 改写", "rewrite it as docs/rubric-format.md shows"),
    ),
    "R105": Code(
        _E,
        Text("{field} 应为数，写的是“{text}”", "{field} should be a number, not “{text}”"),
        Text("分值写成了文字或加了引号。", "Points are written as text or in quotes."),
        Text("请只写数，不加单位和引号", "write the number alone, without a unit or quotes"),
    ),
    "R106": Code(
        _E,
        Text("{field} 是 {text}，必须大于 0", "{field} is {text}; it must be more than 0"),
        Text("分值为零或负数的项无法得分。", "An item with zero or negative points cannot be scored."),
        Text("请改正", "correct it"),
    ),
    "R107": Code(
        _E,
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
        _E,
        Text("{field} 是 {text}，只能是 {allowed}", "{field} is {text}; allowed are {allowed}"),
        Text("这个键只能取列出的几个值。", "Only the values listed are allowed for this key."),
        Text("请从中选一个", "choose one of them"),
    ),
    "R109": Code(
        _E,
        Text("{field} 至少要有一项", "{field} needs at least one entry"),
        Text("列表是空的。", "The list is empty."),
        Text("请补上", "add one"),
    ),
    "R110": Code(
        _E,
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
        _E,
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
        _E,
        Text(
            "各指标合计 {sum}，不等于总分 {max}：{terms}",
            "the indicators add up to {sum}, not to the total {max}: {terms}",
        ),
        Text("各指标分值之和必须等于总分。", "The indicators' max must add up to the rubric's total."),
        Text("请改正其中有误的数", "correct the figure that is wrong"),
    ),
    "R203": Code(
        _N,
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
        _E,
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
        _E,
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
        _E,
        Text("编号 {id} 重复（第 {first} 行已有）", "id {id} is used twice (first on line {first})"),
        Text("编号在一个指标表内必须唯一。", "Ids are unique within a rubric."),
        Text("请改成不同的编号", "give it another id"),
    ),
    "R207": Code(
        _E,
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
        _E,
        Text("{id} 既按判断评分（judgement）又有子项", "{id} is scored by judgement and has sub-items"),
        Text(
            "按判断评分的项作为整体打一个分，不能再有子项。",
            "An item scored by judgement gets one score as a whole, so it has no sub-items.",
        ),
        Text("请删去 judgement 或 items", "delete judgement or items"),
    ),
    "R209": Code(
        _E,
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
        _N,
        Text("{id} 的{field}为复原（{reason}）", "{id}: restored {field} ({reason})"),
        Text(
            "原文没有印（或印错）这一处，只有一种读法能使印出的合计成立。",
            "The source does not print this (or misprints it), and exactly one reading makes its printed sums hold.",
        ),
        Text("", ""),
    ),
    "R302": Code(
        _W,
        Text("{id} 的{field}为假定（{reason}）", "{id}: assumed {field} ({reason})"),
        Text(
            "原文没有确定这一处，由编制人选定；每份报告都会注明。",
            "The source leaves this open; somebody chose it. Every report repeats it as a footnote.",
        ),
        Text("使用前请确认，或据正式文件改正", "confirm it before use, or correct it from an official document"),
    ),
}

_SCORES = {
    "S101": Code(
        _E,
        Text("得分 {score} 超过分值 {max}（{item}）", "score {score} is over the max {max} ({item})"),
        Text(
            "得分高于该项分值。gkpg 不会替人把它改成满分。",
            "A score is higher than its item's max. gkpg never clips it.",
        ),
        Text("请改正或说明", "correct or explain it"),
    ),
    "S102": Code(
        _E,
        Text("没有填得分（{item}，0 至 {max}）", "no score is given ({item}, 0 to {max})"),
        Text("空白不是 0 分。有空白的单位不排名。", "A blank is not zero. A unit with a blank has no rank."),
        Text("请填写；确为零分请填 0", "fill it in; if it is zero, write 0"),
    ),
    "S103": Code(
        _E,
        Text("{count} 项得分全部空白", "all {count} scores are blank"),
        Text("评分表交上来时还没有填。", "The sheet was handed in before it was filled."),
        Text("请填写后再交", "fill it in and hand it in again"),
    ),
    "S104": Code(
        _E,
        Text(
            "得分 {score} 是负数，应为 0 至 {max}（{item}）",
            "score {score} is negative; 0 to {max} is allowed ({item})",
        ),
        Text("该项不允许负分。", "This item does not allow negative scores."),
        Text("请改正", "correct it"),
    ),
    "S105": Code(
        _E,
        Text(
            "“{text}”不是得分，应为 0 至 {max} 的数（{item}）",
            "“{text}” is not a score; a number from 0 to {max} is ({item})",
        ),
        Text(
            "得分栏里是文字、符号或真假值，无法确定是几分。",
            "The score cell holds words, a mark or a truth value; how many points it means is unclear.",
        ),
        Text("请只填数", "write the number alone"),
    ),
    "S106": Code(
        _E,
        Text(
            "得分格显示为日期，存的是 {text}（{item}，应为 0 至 {max}）",
            "the score cell shows a date and holds {text} ({item}, 0 to {max} allowed)",
        ),
        Text(
            "单元格被设成日期格式：显示的和存的不是一回事。",
            "The cell has a date format: what it shows is not what it holds.",
        ),
        Text("请把格式改为“常规”，重新填写", "set the format to General and write the score again"),
    ),
    "S107": Code(
        _E,
        Text(
            "得分格是百分比，存的是 {text}（{item}，应为 0 至 {max}）",
            "the score cell is a percentage and holds {text} ({item}, 0 to {max} allowed)",
        ),
        Text(
            "50% 存的是 0.5，是半分还是一半分值无法确定。",
            "50 % is stored as 0.5: half a point or half the max, nobody can tell.",
        ),
        Text("请把格式改为“常规”，填写分数", "set the format to General and write points"),
    ),
    "S108": Code(
        _E,
        Text("得分格是错误值 {text}（{item}）", "the score cell holds the error value {text} ({item})"),
        Text("公式出错，没有得分。", "A formula failed, so there is no score."),
        Text("请填写得分", "write the score"),
    ),
    "S109": Code(
        _E,
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
        _N,
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
        _W,
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
        _E,
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
        _W,
        Text("{item} 按判断评分，没有写评分依据", "{item} is scored by judgement, and no reason is given"),
        Text(
            "按判断评分的项要写明理由，以备复核。",
            "A score by judgement needs its reason, for whoever checks it later.",
        ),
        Text("请写评分依据", "write the reason"),
    ),
    "S114": Code(
        _N,
        Text(
            "得分格是公式 ={text}，用存下的结果 {score}（{item}）",
            "the score cell is the formula ={text}; its stored result {score} is used ({item})",
        ),
        Text("公式可能引用别处，换了环境结果会变。", "A formula may point elsewhere and change its result."),
        Text("建议改填数", "better write the number"),
    ),
    "S115": Code(
        _W,
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
        _W,
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
        _W,
        Text(
            "得分 {score} 被筛选隐藏了，照样计入（{item}）",
            "score {score} is hidden by a filter and counts all the same ({item})",
        ),
        Text("表上有筛选条件，这一行没有显示出来。", "A filter is set on the sheet, and this row is not shown."),
        Text("请清除筛选并核对", "clear the filter and check"),
    ),
    "S118": Code(
        _E,
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
        _E,
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
    "S201": Code(
        _E,
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
        _E,
        Text("编号“{id}”不在指标表里{nearest}", "item “{id}” is not in the rubric{nearest}"),
        Text(
            "这一行的编号被改过，或属于另一个指标表。",
            "The id of this row was changed, or belongs to another rubric.",
        ),
        Text("请改回原编号", "restore the id"),
    ),
    "S203": Code(
        _E,
        Text("缺少 {item} 这一行", "the row of {item} is missing"),
        Text(
            "评分表里没有这一项：行被删除或编号被清空。",
            "The sheet has no such row: it was deleted, or its id was cleared.",
        ),
        Text("请补回这一行并填写", "restore the row and fill it in"),
    ),
    "S204": Code(
        _E,
        Text("{item} 出现了两次（{first} 已有）", "{item} stands twice (first at {first})"),
        Text(
            "同一项有两行，不知用哪一行的得分。",
            "One item has two rows, and it is unclear which score counts.",
        ),
        Text("请删去一行", "delete one row"),
    ),
    "S205": Code(
        _E,
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
        _E,
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
        _E,
        Text("这一行没有编号却有得分“{text}”", "this row has the score “{text}” but no id"),
        Text(
            "得分写在了不属于任何指标的行里，没有计入。",
            "A score stands in a row of no item; it is not counted.",
        ),
        Text("请移到对应的行，或清除", "move it to its row, or clear it"),
    ),
    "S208": Code(
        _E,
        Text("列标题“{heading}”有两列", "the heading “{heading}” stands over two columns"),
        Text(
            "有两列同名，不知读哪一列。",
            "Two columns have the same heading, and it is unclear which one counts.",
        ),
        Text("请删去一列", "delete one of them"),
    ),
    "S209": Code(
        _E,
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
        _N,
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
        _E,
        Text("这一行有得分“{text}”，没有单位", "this row has the score “{text}” but no unit"),
        Text(
            "一行一个单位的表里，这一行没有写单位，得分没有计入。",
            "In a sheet of a row for each unit this row names none; its scores are not counted.",
        ),
        Text("请填写单位，或清除这一行", "write the unit, or clear the row"),
    ),
    "S301": Code(
        _E,
        Text("看不出用的是哪个指标表", "it does not say which rubric it uses"),
        Text(
            "评分表没有 gkpg 写入的隐藏信息，命令里也没有给指标表。",
            "The sheet has no hidden data from gkpg, and the command names no rubric.",
        ),
        Text("请用 --rubric 指定", "name it with --rubric"),
    ),
    "S302": Code(
        _E,
        Text("找不到指标表 {rubric}{nearest}", "rubric {rubric} is not known{nearest}"),
        Text(
            "评分表指明的指标表不在 rubrics/、随附的指标表和 --rubric 之中。",
            "The rubric that the sheet names is neither in rubrics/ nor packaged nor given with --rubric.",
        ),
        Text("请用 --rubric 指定它的文件", "give its file with --rubric"),
    ),
    "S303": Code(
        _E,
        Text(
            "用的是指标表 {rubric} 的版本 {found}，现有版本 {version}",
            "made from version {found} of rubric {rubric}; version {version} is at hand",
        ),
        Text(
            "评分表出自指标表的另一版本，两版的项目和分值可能不同。",
            "The sheet was made from another version of the rubric, whose items and caps may differ.",
        ),
        Text(
            "请用现行版本的评分表，或用 --rubric 指定那个版本",
            "use a sheet of this version, or give that version with --rubric",
        ),
    ),
    "S304": Code(
        _E,
        Text(
            "指标表 {rubric} 版本 {version} 在制表之后改过",
            "rubric {rubric} version {version} was changed after the sheet was made",
        ),
        Text(
            "版本号相同而内容（指纹）不同：指标表改了却没有换版本号。",
            "The version is the same but the content (fingerprint) is not: the rubric was edited without a new version.",
        ),
        Text(
            "请恢复指标表，或换版本号并重新制表",
            "restore the rubric, or give it a new version and make the sheets again",
        ),
    ),
    "S305": Code(
        _E,
        Text("没有写明{what}", "{what} is not given"),
        Text(
            "隐藏信息、表头和文件名（单位-来源-评分人.xlsx）里都没有。",
            "Neither the hidden data nor the labelled cells nor the file's name (unit-source-assessor.xlsx) give it.",
        ),
        Text("请在表头填写", "write it in the labelled cell"),
    ),
    "S306": Code(
        _E,
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
        _W,
        Text(
            "文件名的{what}是“{found}”，表里是“{made}”，按表里的算",
            "the file’s name has “{found}” as {what}, the sheet says “{made}”, which is used",
        ),
        Text("文件可能改错了名。", "The file may have been given a wrong name."),
        Text("请核对", "check it"),
    ),
    "S308": Code(
        _N,
        Text("工作表的锁定被取消了", "the sheet is no longer locked"),
        Text(
            "制表时只有填写的格子没有锁定。编号、名称和分值已照样与指标表核对。",
            "When the sheet was made only the cells to fill were unlocked. Ids, names and caps were checked against the rubric all the same.",
        ),
        Text("请核对；下次请用原表填写", "check it; next time fill in the sheet as it was made"),
    ),
    "S309": Code(
        _W,
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
    "S401": Code(
        _E,
        Text("不是可读的工作簿（{reason}）", "not a readable workbook ({reason})"),
        Text("文件已损坏、没有传完，或其实是别的格式。", "The file is damaged, incomplete, or really of another kind."),
        Text("请重新保存为 xlsx 再交", "save it as xlsx again"),
    ),
    "S402": Code(
        _E,
        Text("加了打开密码，不能读", "protected by a password to open it"),
        Text(
            "带打开密码的文件全部加了密。只锁定单元格的文件不受影响。",
            "A file with a password to open it is encrypted as a whole. A sheet whose cells are merely locked can be read.",
        ),
        Text("请去掉打开密码，重新保存", "remove that password and save it again"),
    ),
    "S403": Code(
        _E,
        Text("大得不像评分表（{reason}）", "far larger than any score sheet ({reason})"),
        Text(
            "文件、内部部件、行数或单元格数超过上限，不再往下读。上限可用 --limit 调整。",
            "The file, one of its parts, its rows or its cells exceed the limits, so reading stopped. --limit changes them.",
        ),
        Text("请删去多余内容，另存为 xlsx", "remove what does not belong there and save it again"),
    ),
    "S404": Code(
        _E,
        Text("{suffix} 格式不能读", "the format {suffix} cannot be read"),
        Text(
            "能读 xlsx、xlsm、xls、xlsb、ods、et，多单位的表还可以是 csv。",
            "xlsx, xlsm, xls, xlsb, ods and et can be read, and csv where a sheet has a row for each unit.",
        ),
        Text("请另存为 xlsx", "save it as xlsx"),
    ),
    "S405": Code(
        _E,
        Text("打不开（{reason}）", "cannot be opened ({reason})"),
        Text(
            "没有权限、链接失效，或读取时文件变了。",
            "No permission, a dangling link, or the file changed while it was read.",
        ),
        Text("请检查后重试", "check it and try again"),
    ),
    "S406": Code(
        _E,
        Text("读不下去，已放弃（{reason}）", "given up ({reason})"),
        Text(
            "这个文件占用的时间或内存超过上限，或使读取程序崩溃。其他文件不受影响。上限可用 --limit 调整。",
            "The file takes more time or memory than is allowed, or crashes what reads it. No other file is affected. --limit changes the limits.",
        ),
        Text("请另存为 xlsx 再交", "save it as xlsx and hand it in again"),
    ),
    "S407": Code(
        _N,
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
        _N,
        Text("文件带有宏，宏没有运行，也没有看", "the file has macros; they were neither run nor looked at"),
        Text("评分表用不着宏。", "A score sheet needs no macros."),
        Text("最好另存为 xlsx 再交", "better save it as xlsx"),
    ),
}

_LEDGER = {
    "L101": Code(
        _E,
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
        _E,
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
        _W,
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
        _E,
        Text("{unit} 同时出现在两个指标表下（{rubrics}）", "{unit} stands under two rubrics ({rubrics})"),
        Text("一个单位只能按一个指标表考核。", "A unit is assessed under one rubric only."),
        Text("请移走用错指标表的那份", "move the sheet of the wrong rubric away"),
    ),
    "L105": Code(
        _E,
        Text("{unit} 不在单位名单里{nearest}", "{unit} is not on the list of units{nearest}"),
        Text("名称写错了，或不是被考核单位。", "The name is misspelt, or the unit is not assessed."),
        Text("请改正名称，或补进名单", "correct the name, or add it to the list"),
    ),
    "L106": Code(
        _W,
        Text("名单里的 {unit} 没有评分表", "{unit} is on the list but has no sheet"),
        Text(
            "这个单位还没有人交评分表，不在排名里。",
            "Nobody has handed in a sheet for this unit, so it is not in the ranking.",
        ),
        Text("请核对是否缺交", "check whether it is missing"),
    ),
    "L107": Code(
        _N,
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

_RESULT = {
    "D101": Code(
        _E,
        Text("不是 gkpg 的结果文件", "not a result file of gkpg"),
        Text(
            "给出的文件不是 gkpg score 写的，或已损坏。",
            "The file was not written by gkpg score, or is damaged.",
        ),
        Text("请先运行 gkpg score", "run gkpg score first"),
    ),
    "D102": Code(
        _E,
        Text(
            "结果文件的格式版本是 {found}，这个 gkpg 只懂 {known}",
            "the result file has format {found}; this gkpg knows {known}",
        ),
        Text("结果文件由另一版本的 gkpg 写成。", "The result file was written by another version of gkpg."),
        Text(
            "请用写它的 gkpg 打开，或重新运行 gkpg score",
            "open it with the gkpg that wrote it, or run gkpg score again",
        ),
    ),
    "D103": Code(
        _E,
        Text("结果文件写出以后被改过", "the result file was changed after it was written"),
        Text(
            "文件末次写出时盖的封印与现在的内容不符：有人改过，或传输中损坏。改过的结果不作数。",
            "The seal that was put on the file when it was written does not fit its content: somebody changed it, or it was damaged. A changed result counts for nothing.",
        ),
        Text("请用 gkpg score 重新计分", "score again with gkpg score"),
    ),
}

#: Every code, in the order of the documentation. F files, Y YAML, R rubrics, S sheets, L ledger, D result files.
CODES: Mapping[str, Code] = {**_FILES, **_YAML, **_RUBRIC, **_SCORES, **_LEDGER, **_RESULT}
