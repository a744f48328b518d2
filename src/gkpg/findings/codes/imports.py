"""Codes of imports."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N, W

_CHECK = Text("请核对原件", "check it against the original")
_FILL = Text("请据正式文件补上", "fill it in from an official document")

IMPORTED = {
    "T101": Code(
        E,
        Text("读不出（{reason}）", "cannot be read ({reason})"),
        Text("文件已损坏、没有传完、是空的，或不是文本。", "The file is damaged, incomplete, empty, or no text."),
        Text("请重新保存为 docx、xlsx、csv 或 UTF-8 的 txt", "save it again as docx, xlsx, csv or a UTF-8 txt"),
    ),
    "T102": Code(
        E,
        Text("加了打开密码，不能读", "protected by a password to open it"),
        Text("带打开密码的文件全部加了密。", "A file with a password to open it is encrypted as a whole."),
        Text("请去掉打开密码，重新保存", "remove that password and save it again"),
    ),
    "T103": Code(
        E,
        Text("大得不像指标表（{reason}）", "far larger than any assessment table ({reason})"),
        Text(
            "文件、内部部件、行数或单元格数超过上限，不再往下读。",
            "The file, one of its parts, its rows or its cells exceed the limits, so reading stopped.",
        ),
        Text("请只留下指标表，另存后再导入", "keep only the table, save it and import that"),
    ),
    "T104": Code(
        E,
        Text("是{what}，不能导入", "it is {what}, which cannot be imported"),
        Text(
            "能导入的是 docx、xlsx、csv 和 txt；看的是内容，不是文件名。",
            "docx, xlsx, csv and txt can be imported; the content counts, not the name.",
        ),
        Text(
            "请用 Word、Excel 或 WPS 打开，另存为 docx、xlsx 或 csv",
            "open it in Word, Excel or WPS and save it as docx, xlsx or csv",
        ),
    ),
    "T110": Code(
        N,
        Text(
            "表的上方没有名称；取附件目录（{place}）里的“{title}”",
            "no title stands above the table; “{title}” is taken from the list of annexes ({place})",
        ),
        Text(
            "附件目录与文件里的表一样多时，没有印名称的表取目录里对应的一个。",
            "Where the list of annexes has as many entries as the file has tables, a table without a title takes its entry.",
        ),
        Text("", ""),
    ),
    "T111": Code(
        W,
        Text(
            "表的上方没有名称；暂用文件名“{title}”",
            "no title stands above the table; the file's name “{title}” stands in for it",
        ),
        Text("名称印在评分表和报告上。", "The title stands on sheets and reports."),
        Text("请改成正式名称", "write the proper title"),
    ),
    "T112": Code(
        N,
        Text(
            "没有印总分；各指标合计 {total}，作为总分",
            "no total is printed; the indicators add up to {total}, which is taken as the total",
        ),
        Text(
            "表末没有“合计”一行，标题里也没有写满分。", "There is no row that adds up, and the heading names no total."
        ),
        Text("", ""),
    ),
    "T113": Code(
        N,
        Text(
            "“{heading}”一栏在指标表里没有对应的键，没有导入（{count} 格，第一格是“{text}”）",
            "a rubric has no key for the column “{heading}”; it was left out ({count} cells, the first “{text}”)",
        ),
        Text("能导入的栏目见 docs/import。", "docs/import lists the columns that are imported."),
        Text("要保留的，请写进 description 或注释", "write what is to be kept into a description or a comment"),
    ),
    "T114": Code(
        W,
        Text(
            "不属于任何指标，没有导入（{count} 行）：{text}",
            "this belongs to no indicator and is not imported (lines: {count}): {text}",
        ),
        Text(
            "表中有只含一格文字的行，或合计之后还有既不是加分、扣分也不是否决的行，或表下有文字，例如注。",
            "Within the table there is a row of one text; or below its sum there are rows that are neither bonus nor penalty nor veto; or text stands below, such as remarks.",
        ),
        Text(
            "请看是否要写进指标表（加分、扣分见 beside）",
            "see whether it belongs into the rubric (bonuses and penalties: beside)",
        ),
    ),
    "T115": Code(
        N,
        Text(
            "表外的文字没有导入（{count} 行），从“{first}”到“{last}”",
            "the text around the table is not imported (lines: {count}), from “{first}” to “{last}”",
        ),
        Text(
            "通知的正文、填表说明等，在表的上面、下面或另一张工作表。",
            "The body of a notice, instructions and the like, above a table, below it or on another sheet.",
        ),
        Text(
            "其中如有计分的规定，请写进指标表",
            "if it says how points are given, write that into the rubric",
        ),
    ),
    "T116": Code(
        W,
        Text(
            "这一栏有 {count} 格没有导入：{text}",
            "cells of this column that are not imported (count: {count}): {text}",
        ),
        Text(
            "指标表里没有地方写这些内容，例如没有栏目名称的一栏，或否决项的分值、材料。",
            "The rubric has no place for them: a column without a heading, or the points and evidence of a veto.",
        ),
        Text("要保留的，请写进 description 或注释", "write what is to be kept into a description or a comment"),
    ),
    "T117": Code(
        N,
        Text(
            "隐藏的{what}没有导入（{count} 行有内容），第一格是“{text}”",
            "hidden {what} are not imported (rows with content: {count}); their first cell says “{text}”",
        ),
        Text(
            "隐藏的行和工作表不是印出来的表，里面的内容不读；隐藏的列照读。",
            "Hidden rows and worksheets are no part of the printed table and are not read; hidden columns are.",
        ),
        Text("要导入的，请取消隐藏后再导入", "show what is to be imported, then import the file again"),
    ),
    "T118": Code(
        W,
        Text("序号是日期 {date}，按 {number} 读", "the number of this row is the date {date}; it is read as {number}"),
        Text(
            "在表格软件里键入 1-10、1/10，单元格就变成了日期。",
            "A spreadsheet program makes a date of 1-10 or 1/10 where these are typed.",
        ),
        _CHECK,
    ),
    "T201": Code(
        N,
        Text(
            "{item} 在{line}已经印过{sums}，取{stands}，说明合并",
            "{item} is printed on {line} already{sums}; {stands} stands, the descriptions are joined",
        ),
        Text(
            "换页时一行印了两次。分值与评分标准合计相符的一次为准；换页处的两句说明如对不上名称，按次序归项，标为假定。",
            "A page break printed a row twice. The printing whose standard adds up to its points stands; descriptions beside the break whose labels fit no item are given out by their place, as assumed.",
        ),
        Text("", ""),
    ),
    "T202": Code(
        N,
        Text(
            "这一行没有序号、名称和分值，接在 {item} 之后",
            "this row has no number, name or points; it goes on with {item}",
        ),
        Text("换页把一行切成了两段。", "A page break cut a row in two."),
        Text("", ""),
    ),
    "T203": Code(
        E,
        Text(
            "{item} 在{line}已经印过，两次不同{sums}，看不出哪次正确；暂取{stands}",
            "{item} is printed on {line} already, the two differ{sums} and nothing tells which is right; {stands} is kept",
        ),
        Text(
            "一行印了两次，分值不同，或两次的评分标准都与分值不符。",
            "A row is printed twice with different points, or neither standard adds up to them.",
        ),
        _CHECK,
    ),
    "T204": Code(
        E,
        Text("序号 {numbers} 的行缺失{left}", "the rows numbered {numbers} are missing{left}"),
        Text(
            "序号不连续，前面的行没有印出。草稿里留了空的指标，检查时会报错。",
            "The numbers have a gap. The draft holds empty indicators in its place, which no rubric may have.",
        ),
        _FILL,
    ),
    "T205": Code(
        E,
        Text(
            "序号 {number} 已用于“{first}”，这里又用于“{name}”",
            "number {number} is that of “{first}” already, and here of “{name}”",
        ),
        Text("两个不同的指标印了同一个序号。", "Two different indicators are printed with one number."),
        _CHECK,
    ),
    "T206": Code(
        N,
        Text(
            "{item} 下面的 {rows} 行没有分值，并入它的说明，作为一项评分",
            "the {rows} rows below {item} have no points; they became its description, and it is scored as one",
        ),
        Text("没有分值的行不能单独评分。", "Rows without points cannot be scored by themselves."),
        Text("", ""),
    ),
    "T207": Code(
        W,
        Text(
            "没有编号说明层级；按分值合计，把随后的行归于 {names}",
            "no number tells the levels; by the sums, the rows that follow are put below {names}",
        ),
        Text(
            "平列的各行合计超过总分，而每一段的首行恰好等于其后各行之和，首行之和等于总分。",
            "Side by side the rows exceed the total; but the first row of each section has just the points of those behind it, and the first rows have the total.",
        ),
        _CHECK,
    ),
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
        _CHECK,
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
        _CHECK,
    ),
    "T307": Code(
        E,
        Text("{item} 有没有印{what}的项：{names}{left}", "{item} has items without printed {what}: {names}{left}"),
        Text(
            "缺的分值或权重不止一个，或已没有剩余，算不出来。草稿里留空，检查时会报错。",
            "More than one figure is missing, or nothing is left, so none can be restored. The draft leaves them empty, which no rubric may.",
        ),
        _FILL,
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
        _CHECK,
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
        _CHECK,
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
        _CHECK,
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
        _FILL,
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
        _CHECK,
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
    "T401": Code(
        N,
        Text(
            "{item}：评分标准印作“{printed}”，说明作“{label}”；正文（{place}）作“{name}”，从正文",
            "{item}: the standard prints “{printed}”, the description “{label}”; the text ({place}) has “{name}”, which is taken",
        ),
        Text(
            "同一项两处名称不同，表外的正文印证了其中一个。",
            "One item has two names, and the text around the tables bears out one of them.",
        ),
        Text("", ""),
    ),
    "T402": Code(
        W,
        Text(
            "{item}：评分标准印作“{printed}”，说明作“{label}”；暂取后者",
            "{item}: the standard prints “{printed}”, the description “{label}”; the latter is kept",
        ),
        Text("同一项两处名称不同，没有别处可以印证。", "One item has two names, and nothing else bears out either."),
        _CHECK,
    ),
    "T403": Code(
        N,
        Text(
            "{item}：评分标准的名称错位（{printed}），按说明的次序为 {names}；正文（{place}）也是这个次序",
            "{item}: the names in the standard are shifted ({printed}); in the order of the description they are {names}, and so in the text ({place})",
        ),
        Text(
            "评分标准的名称有的在说明里是另一项的，有的在说明里没有；表外的正文印证了说明的次序。",
            "Some names of the standard are those of other items in the description, some are not there; the text around the tables bears out the description.",
        ),
        Text("", ""),
    ),
    "T404": Code(
        W,
        Text(
            "{item}：评分标准的名称错位（{printed}），假定按说明的次序为 {names}",
            "{item}: the names in the standard are shifted ({printed}); assumed to be, in the order of the description, {names}",
        ),
        Text(
            "评分标准的名称有的在说明里是另一项的，有的在说明里没有。也可能是说明有误。",
            "Some names of the standard are those of other items in the description, some are not there. The description may be wrong, too.",
        ),
        _CHECK,
    ),
    "T405": Code(
        W,
        Text("{item}：说明里没有 {names}", "{item}: the description says nothing of {names}"),
        Text(
            "评分标准给了分，说明里却没有这一项，而其他各项都有。",
            "The standard gives points to an item that the description lacks, though it has the others.",
        ),
        _CHECK,
    ),
    "T406": Code(
        E,
        Text(
            "{item}：本行的开头随前页缺失，说明里没有 {names}",
            "{item}: the beginning of this row is lost with the page before; the description says nothing of {names}",
        ),
        Text(
            "一页的第一行，说明从后面的项开始。另一张表有同名的项，草稿就取它的说明，标为假定。",
            "In the first row of a page the description begins with a later item. Where another table has items of these names, the draft has their descriptions, as assumed.",
        ),
        _FILL,
    ),
}
