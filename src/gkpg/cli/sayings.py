"""Sayings: every sentence of the command line, its help included, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.words import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gkpg.words import Lang

SAYINGS: Mapping[str, Text] = {
    # help: the commands
    "gkpg": Text(
        "公开评估：用 YAML 指标表和 Excel 评分表考核评估，逐格查错，精确计分、定等次、排名次、出报告。",
        "Score what a government assesses: YAML rubrics and Excel sheets in; every mistake at its cell, exact totals, "
        "grades, ranks and reports out.",
    ),
    "init": Text(
        "新建一次考核的文件夹：assessment.yaml、指标表、单位名单和 sheets/。",
        "Make the folder of a round: assessment.yaml, rubrics, lists of units and sheets/.",
    ),
    "validate": Text("检查指标表或考核文件。", "Check rubrics or an assessment file."),
    "validate.assessment": Text(
        "检查考核文件：单位、来源、编号、权重、等次、日期、依据。一次列出全部问题，各带文件、行、列。",
        "Check an assessment file: units, sources, ids, weights, grades, dates, bases. All findings at once, each with file, "
        "line and column.",
    ),
    "status": Text(
        "谁交了表，谁没交，什么还挡着结果；有挡着的退出状态为 1。",
        "Who has handed in, who has not, and what blocks the result; exit status 1 while something does.",
    ),
    "arbitrate": Text(
        "把分歧超过界限的项写成裁定表，各评分人的分和理由并排列出。",
        "Write a sheet of the items whose scores lie too far apart, with all scores and reasons side by side.",
    ),
    "validate.rubric": Text(
        "检查指标表：写法、各级合计、编号、勘误。一次列出全部问题，各带文件、行、列。",
        "Check rubrics: form, sums at every level, ids, repairs. All findings at once, each with file, line and column.",
    ),
    "template": Text(
        "生成空白评分表：考核文件要的全部，或某个指标表的；已有的不动。",
        "Make blank score sheets: all that the assessment asks for, or those of a rubric; those that exist are left alone.",
    ),
    "score": Text(
        "读取评分表，逐格查错，计算总分、等次和名次，写出结果文件。",
        "Read sheets, check every cell, compute totals, grades and ranks, and write the result file.",
    ),
    "report": Text("从结果文件写出报告。", "Write a report from the result file."),
    "code": Text("解释问题代码；不给代码则列出全部。", "Explain a finding's code; without one, list all."),
    # help: the parameters
    "rubric.files": Text(
        "指标表文件、文件夹或随附指标表的名称，默认 rubrics/",
        "rubric files, folders or ids of packaged rubrics; rubrics/ by default",
    ),
    "strict": Text("有警告也算不通过", "warnings fail as well"),
    "output_format": Text("输出格式：text 或 json", "form of the output: text or json"),
    "template.rubric": Text(
        "不按考核文件，只做这个指标表的：文件，或 rubrics/ 里及随附的指标表的名称",
        "sheets of this rubric alone, without an assessment: a file, or the id of one in rubrics/ or packaged",
    ),
    "template.unit": Text("被考核单位，可多次给出", "an assessed unit; may be repeated"),
    "template.units": Text("单位名单：文本文件，每行一个", "a list of units: a text file, one a line"),
    "template.source": Text("评分来源，如 市政府办公厅", "the source that scores, such as an agency"),
    "template.assessor": Text("评分人，可多次给出", "an assessor; may be repeated"),
    "template.output": Text("写到哪个文件夹", "the folder to write to"),
    "score.sheets": Text(
        "评分表文件夹（含子文件夹）或文件，默认 sheets/",
        "folders of sheets (with sub-folders) or files; sheets/ by default",
    ),
    "score.rubric": Text(
        "不在 rubrics/ 里的指标表文件，可多次给出；评分表没有隐藏信息时也用它",
        "a rubric file outside rubrics/, or for sheets without hidden data; may be repeated",
    ),
    "score.units": Text(
        "被考核单位名单，文本文件，每行一个；名单外的单位是错误，没有评分表的单位会列出",
        "the list of assessed units, a text file, one a line; others are errors, those without a sheet are named",
    ),
    "score.prefer": Text(
        "同一份表交了两版时：none 报错，latest 以最后保存的为准",
        "two versions of one sheet: none is an error, latest lets the one saved last count",
    ),
    "score.pattern": Text(
        "文件名的写法，默认 {{unit}}-{{source}}-{{assessor}}",
        "how files are named, by default {{unit}}-{{source}}-{{assessor}}",
    ),
    "score.split": Text(
        "原表一格里的“8+6+5+1”依次记给各子项",
        "8+6+5+1 in one cell of a printed table are the scores of its sub-items, in order",
    ),
    "score.jobs": Text(
        "用几个进程读表，默认每个处理器一个", "how many processes read sheets; one a processor by default"
    ),
    "score.limit": Text(
        "改一项读表的上限，如 seconds=60，可多次给出（见 docs/sheets）",
        "change a limit of reading, such as seconds=60; may be repeated (see docs/sheets)",
    ),
    "score.no_cache": Text(
        "不用上次结果里已读的内容，全部重读", "read everything anew, whatever an earlier result has read"
    ),
    "score.output": Text("结果文件", "the result file"),
    "report.result": Text("结果文件，默认 result.sqlite", "the result file; result.sqlite by default"),
    "report.format": Text(
        "报告格式；不给则看 -o 的文件名，默认 xlsx", "form of the report; else by the name given with -o, else xlsx"
    ),
    "report.table": Text("csv 写哪张表：ranking、items 或 findings", "the table of a csv: ranking, items or findings"),
    "report.output": Text("报告文件，默认 report.格式", "the report's file; report.FORMAT by default"),
    "code.code": Text("问题代码，如 S101", "a code, such as S101"),
    "help": Text("显示帮助", "show this help"),
    "version": Text("显示版本", "show the version"),
    "lang": Text("语言：zh 或 en；也可用环境变量 GKPG_LANG", "language: zh or en; GKPG_LANG sets it too"),
    "init.folder": Text("新文件夹", "the new folder"),
    "init.from": Text("从哪里开始：blank 或 shanghai-2022", "what to begin from: blank or shanghai-2022"),
    "status.on": Text("看哪一天的情况，默认今天", "the day to look at; today by default"),
    "arbitrate.output": Text("裁定表文件，默认 sheets/ 里", "the sheet's file; in sheets/ by default"),
    # help: the page
    "page.usage": Text("用法：", "Usage: "),
    "page.commands": Text("命令：", "Commands:"),
    "page.arguments": Text("参数：", "Arguments:"),
    "page.options": Text("选项：", "Options:"),
    "page.default": Text("默认 {value}", "default {value}"),
    "page.required": Text("必填", "required"),
    "page.args": Text("参数", "ARGUMENTS"),
    "page.opts": Text("[选项]", "[OPTIONS]"),
    "page.cmd": Text("命令", "COMMAND"),
    # misuse
    "use.no_command": Text("没有命令 {word}{nearest}", "there is no command {word}{nearest}"),
    "use.no_option": Text("没有选项 {word}{nearest}", "there is no option {word}{nearest}"),
    "use.missing": Text("缺少 {word}", "{word} is missing"),
    "use.value": Text("{word} 的值不对：{problem}", "wrong value for {word}: {problem}"),
    "use.needs_value": Text("选项 {word} 要带一个值", "option {word} needs a value"),
    "use.extra": Text("多余的参数：{word}", "unexpected argument: {word}"),
    "use.other": Text("命令写法不对：{problem}", "the command is not right: {problem}"),
    "use.nearest": Text("（是不是 {word}？）", " (did you mean {word}?)"),
    "use.help": Text("用法见 {command} --help", "see {command} --help"),
    "use.choice": Text("“{value}”不在 {choices} 之中", "“{value}” is not one of {choices}"),
    "use.encoding": Text(
        "系统的编码写不出这个文件名；请改用 UTF-8 的语言环境（如 LANG=C.UTF-8）",
        "the system's encoding cannot hold this file name; use a UTF-8 locale (such as LANG=C.UTF-8)",
    ),
    "use.no_lang": Text("--lang 只能是 zh 或 en", "--lang is zh or en"),
    "use.interrupted": Text("已中断，没有做完", "interrupted before it was done"),
    # what commands say
    "nothing.rubrics": Text("没有找到指标表（.yaml）：{where}", "no rubrics (.yaml) found: {where}"),
    "nothing.sheets": Text("没有找到评分表：{where}", "no sheets found: {where}"),
    "nothing.units": Text("没有给出单位：用 --unit 或 --units", "no unit is given: use --unit or --units"),
    "rubric.sound": Text(
        "{file}：成立，{indicators} 个指标、{leaves} 个计分项、总分 {total}",
        "{file}: sound, {indicators} indicators, {leaves} scored items, total {total}",
    ),
    "rubric.unsound": Text("{file}：不成立", "{file}: not sound"),
    "rubric.strict": Text("有警告，按 --strict 不通过", "there are warnings: failed, by --strict"),
    "rubric.unknown": Text("找不到指标表 {name}；可用的有 {known}", "there is no rubric {name}; at hand are {known}"),
    "rubric.several": Text(
        "指标表 {name} 有几个版本（{versions}），请给出文件",
        "rubric {name} has several versions ({versions}); give its file",
    ),
    "counts": Text("错误 {error}，警告 {warning}，说明 {note}", "errors {error}, warnings {warning}, notes {note}"),
    "severity.error": Text("错误", "error"),
    "severity.warning": Text("警告", "warning"),
    "severity.note": Text("说明", "note"),
    "label.warning": Text("警告：", "warning: "),
    "label.note": Text("说明：", "note: "),
    "label.error": Text("", ""),
    "template.writing": Text("正在生成空白评分表", "making blank sheets"),
    "template.wrote": Text("已写出 {count} 份空白评分表到 {where}", "blank sheets written to {where}: {count}"),
    "template.nothing": Text(
        "这里没有 assessment.yaml，也没有给出 --rubric；用 gkpg init 新建，或用 --rubric 指定指标表",
        "there is no assessment.yaml here and no --rubric is given; make one with gkpg init, or name a rubric",
    ),
    "template.either": Text("--rubric 和 --assessment 只能用一个", "either --rubric or --assessment can be given"),
    "template.all": Text(
        "单位、来源和评分人已在 {file} 里；要单做几份，请用 --rubric",
        "units, sources and assessors stand in {file}; for single sheets use --rubric",
    ),
    "init.unknown": Text("没有 {name} 可以开始；有 {known}", "there is no {name} to begin from; there are {known}"),
    "init.exists": Text("{where} 里已有 {files}；请换一个文件夹", "{files} exist in {where}; choose another folder"),
    "init.wrote": Text("已在 {where} 写出 {files}", "written to {where}: {files}"),
    "init.next": Text(
        "接着：cd {where}，改 assessment.yaml，运行 gkpg validate assessment、gkpg template",
        "next: cd {where}, edit assessment.yaml, run gkpg validate assessment and gkpg template",
    ),
    "status.day": Text("--on {day} 不是日期，应写作 2022-11-15", "--on {day} is no date such as 2022-11-15"),
    "status.title": Text("截至 {day}，各来源：", "On {day}, by source:"),
    "status.legend": Text(
        "✓：交齐，2/3：已交/应交，未填：一分未填，空：没填的得分，错：其他错误，迟：迟交，缺：到期未交，—：未到期，·：不评这个单位",
        "✓: all in; 2/3: in/expected; unfilled: not one score; blank: scores not given; wrong: other errors; late; "
        "missing: due and not in; —: not due yet; ·: not scored by this source",
    ),
    "status.missing": Text("缺", "missing"),
    "status.not_due": Text("—", "—"),
    "status.unfilled": Text("未填", "unfilled"),
    "status.blanks": Text("空{count}", "blank {count}"),
    "status.errors": Text("错{count}", "wrong {count}"),
    "status.late": Text("迟", "late"),
    "status.clear": Text("没有什么挡着结果。", "Nothing blocks the result."),
    "status.blocked": Text(
        "{all} 个单位中 {count} 个还不能计总分：", "{count} of {all} units cannot have a total yet:"
    ),
    "status.more": Text("另有 {count} 处", "{count} more"),
    "arbitrate.unread": Text(
        "有评分表读不出，可能还有分歧；能读的表里没有待裁定的分歧",
        "some sheets cannot be read, and there may be disputes in them; in the others nothing needs a decision",
    ),
    "arbitrate.none": Text("没有待裁定的分歧", "nothing needs a decision"),
    "arbitrate.file": Text("裁定表.xlsx", "arbitration.xlsx"),
    "arbitrate.exists": Text(
        "{where} 已存在，未改动；请用 -o 换一个文件名", "{where} exists and was left alone; choose another name with -o"
    ),
    "arbitrate.wrote": Text("待裁定 {count} 项，已写出 {where}", "items to decide: {count}, written to {where}"),
    "template.kept": Text("{count} 份已存在，未改动：{files}", "left alone, because they exist: {count} ({files})"),
    "template.same": Text(
        "这几份的文件名相同，请改单位、来源或评分人的名称：{files}",
        "these would share a file name; change the names: {files}",
    ),
    "score.read": Text("读了 {count} 个文件{passed}", "files read: {count}{passed}"),
    "score.passed": Text("，略过其他文件 {count} 个", ", other files passed over: {count}"),
    "score.reading": Text("正在读取评分表", "reading sheets"),
    "progress.rate": Text("每秒 {{task.fields[rate]}} 份", "{{task.fields[rate]}} a second"),
    "score.defaults": Text(
        "计分规则（均为 gkpg 默认，不是考核文件的规定）：",
        "Rules applied (all are gkpg's defaults, not rules of the assessment):",
    ),
    "score.rules": Text("计分规则：", "Rules applied:"),
    "score.units_twice": Text(
        "单位名单已在 {file} 里，不能再用 --units", "the units stand in {file}; --units is for rounds without it"
    ),
    "assessment": Text(
        "考核文件，默认当前文件夹的 assessment.yaml", "the assessment file; assessment.yaml of this folder by default"
    ),
    "assessment.none": Text(
        "这里没有 assessment.yaml；用 gkpg init 新建，或用 --assessment 指定",
        "there is no assessment.yaml here; make one with gkpg init, or name it with --assessment",
    ),
    "assessment.sound": Text(
        "{file}：成立，{groups} 个组、{units} 个单位、{sources} 个来源",
        "{file}: sound, groups {groups}, units {units}, sources {sources}",
    ),
    "assessment.unsound": Text("{file}：不成立", "{file}: not sound"),
    "column.rank": Text("名次", "Rank"),
    "column.unit": Text("单位", "Unit"),
    "column.total": Text("总分", "Total"),
    "column.converted": Text("折算分", "Converted"),
    "column.vetoed": Text("一票否决", "Veto"),
    "column.parted": Text("总分相同时比较", "What parted equal totals"),
    "column.grade": Text("等次", "Grade"),
    "column.sheets": Text("表数", "Sheets"),
    "column.why": Text("未计分的原因", "Why it is not scored"),
    "score.same": Text(
        "与上次的输入完全相同，{what}不变：{where}", "the inputs are those of the last run; {what} stands: {where}"
    ),
    "use.pattern": Text(
        "“{pattern}”不是文件名的写法，要用到 {known} 中的至少一个，各最多一次",
        "“{pattern}” is no pattern of names: it needs at least one of {known}, each at most once",
    ),
    "use.limit": Text(
        "--limit {word} 应写作 名称=正整数，名称是 {known} 之一",
        "--limit {word} should be NAME=NUMBER, NAME one of {known}",
    ),
    "wrote": Text("已写出{what}：{where}", "wrote {what}: {where}"),
    "report.suffix": Text(
        "文件名是 {suffix}，格式是 {format}，两者不符", "the file is named {suffix}, but the format is {format}"
    ),
    "report.no_table": Text("--table 只用于 csv", "--table is for csv only"),
    "report.kind": Text("报告", "a report"),
    "code.unknown": Text("没有代码 {code}{nearest}", "there is no code {code}{nearest}"),
    "code.severity": Text("级别", "Severity"),
    "code.message": Text("写作", "Reads"),
    "code.meaning": Text("含义", "Meaning"),
    "code.remedy": Text("怎么办", "What to do"),
    "code.cells": Text(
        "（表由最小的指标表生成：第 6、7、9 行是 1.1、1.2、2，分值 2、1、2）",
        "(of a sheet made from the smallest rubric: rows 6, 7, 9 are items 1.1, 1.2, 2 with max 2, 1, 2)",
    ),
    "code.wrong": Text("有此问题", "Gives it"),
    "code.right": Text("无此问题", "Does not"),
}


def say(key: str, lang: Lang, **facts: str) -> str:
    """A sentence of the command line in one language."""
    return SAYINGS[key].say(lang).format(**facts)
