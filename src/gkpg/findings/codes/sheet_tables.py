"""Codes of tables: what is wrong with the rows or columns of a sheet."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N, W

TABLES = {
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
            "多半是复制了工作表：两张是同一单位的，或有一张隐藏、看不出是哪个单位的。不知以哪一张为准。写明不同单位的工作表各读各的。",
            "Most likely the sheet was copied: both are of one unit, or one is hidden or says of no unit. Which one counts is unclear. Worksheets that name different units are read each by itself.",
        ),
        Text("请删去一张，或在表头写明单位", "delete one of them, or write the unit into its labelled cell"),
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
    "S212": Code(
        E,
        Text("评分表在隐藏的工作表里", "the score table is on a hidden worksheet"),
        Text(
            "看得见的是别的工作表，交表的人未必知道计的是隐藏的这一张。",
            "People see another worksheet; who handed it in may not know that this one would count.",
        ),
        Text("请取消隐藏并核对；不用的请删去", "unhide it and check it, or delete it if it is not used"),
    ),
    "S213": Code(
        E,
        Text(
            "列标题“{heading}”合并了 {columns} 几列，不止第一列填了内容",
            "the heading “{heading}” is merged over the columns {columns}, and not only the first is filled",
        ),
        Text(
            "标题下面有几列得分，没有下一行标题说明各列是什么，不知读哪一列。",
            "Several columns of scores stand below one heading and no further row of headings tells them apart.",
        ),
        Text(
            "请取消合并，每列各写标题（如子项的编号），或只留一列",
            "unmerge it and head each column, such as with the ids of the sub-items, or keep one column",
        ),
    ),
    "S214": Code(
        W,
        Text(
            "“{text}”一行像是合计或说明，没有当作单位",
            "the row “{text}” looks like a sum or a note and is not taken for a unit",
        ),
        Text(
            "这一行都是对本列其他行计算的公式，或名称像合计、说明，没有计分、排名。",
            "All of its scores are formulas over other rows, or its name is like that of a sum or a note; it is not ranked.",
        ),
        Text(
            "确是单位的，请把它列入考核文件或 --units 的名单",
            "if it is a unit, list it in the assessment file or with --units",
        ),
    ),
    "S215": Code(
        W,
        Text(
            "“{heading}”一栏写的是 {found}，所含各项相加是 {sum}",
            "the column “{heading}” says {found}; its items add up to {sum}",
        ),
        Text(
            "小计、合计的列只与各项核对，不计入得分；两者不同，可能有一项填错了。",
            "Columns of sums are compared with their items and never counted; where they differ, an item may be wrong.",
        ),
        Text("请核对各项得分", "check the scores of the items"),
    ),
    "S216": Code(
        E,
        Text("“{name}”可以是 {items}，看不出是哪一项", "“{name}” may be {items}, and nothing tells which"),
        Text(
            "没有编号的表只凭名称认各行。这个名称指标表里不止一项用，左边和上面的指标名称也分不出是哪一项，得分没有计入。",
            "Rows of a table without ids are known by their names alone. Several items have this one, and the names beside and above it do not tell which; the score is not counted.",
        ),
        Text(
            "请在左边写明所属的指标，或用 gkpg template 生成的评分表",
            "write the indicator beside it, or use a sheet made by gkpg template",
        ),
    ),
    "S217": Code(
        E,
        Text("编号是数 {text}，分不清是哪一项：{items}", "the id is the number {text}, which may be any of {items}"),
        Text(
            "3.10 打成数就只剩 3.1。名称能说明是哪一项时按名称认，这里名称也说明不了。",
            "Typed as a number, 3.10 is 3.1. The row's name tells which item it is where it can; here it does not.",
        ),
        Text(
            "请把编号格设为文本，照指标表重填编号，并保留名称",
            "format the cells of ids as text, type the ids of the rubric again, and keep the names",
        ),
    ),
    "S218": Code(
        W,
        Text("编号变成了日期 {date}，按名称认作 {item}", "the id became the date {date}; by its name it is {item}"),
        Text(
            "电子表格会把 1-10、1/2 这样的编号改成日期。日期与名称合在一起只能是这一项。",
            "Spreadsheets make dates of ids such as 1-10 or 1/2. By date and name it can be this item only.",
        ),
        Text("请核对；填编号前把单元格设为文本", "check it; format cells as text before ids are typed"),
    ),
    "S219": Code(
        E,
        Text("编号变成了日期 {date}{nearest}", "the id became the date {date}{nearest}"),
        Text(
            "电子表格会把 1-10、1/2 这样的编号改成日期，这里的名称也说明不了是哪一项。",
            "Spreadsheets make dates of ids such as 1-10 or 1/2, and here the name does not tell which item it is.",
        ),
        Text(
            "请把编号格设为文本，照指标表重填编号和名称",
            "format the cell as text and type the id and the name of the rubric again",
        ),
    ),
}
