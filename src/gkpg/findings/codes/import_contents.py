"""Codes of imports: what a file has beside or instead of what a draft holds."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, N, W
from gkpg.findings.codes.import_words import CHECK

IMPORT_CONTENTS = {
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
        CHECK,
    ),
}
