"""What the commands of a round say: from validate to report."""

from __future__ import annotations

from gkpg.base.text import Text

ROUNDS = {
    "nothing.rubrics": Text("没有找到指标表（.yaml）：{where}", "no rubrics (.yaml) found: {where}"),
    "nothing.sheets": Text(
        "没有找到评分表：{where}{passed}；空白表用 gkpg template 生成，填好的（xlsx、xls、ods、et、csv）放进这个文件夹",
        "no sheets found: {where}{passed}; blank ones are made with gkpg template, filled ones (xlsx, xls, ods, et, csv) go there",
    ),
    "nothing.units": Text("没有给出单位：用 --unit 或 --units", "no unit is given: use --unit or --units"),
    "folder.round": Text(
        "请进入考核的文件夹（其中有 assessment.yaml、sheets/），或给出评分表所在的文件夹；新建一次考核用 gkpg init",
        "go into the folder of the round (it has assessment.yaml and sheets/), or name the folder of the sheets; a new round is made "
        "with gkpg init",
    ),
    "folder.sheets": Text(
        "先用 gkpg template 生成空白评分表，填好后放在这里",
        "make blank sheets with gkpg template and put the filled ones there",
    ),
    "folder.rubrics": Text(
        "请进入考核的文件夹（其中有 rubrics/），或给出指标表文件；新建一次考核用 gkpg init",
        "go into the folder of the round (it has rubrics/), or name the file of a rubric; a new round is made with gkpg init",
    ),
    "folder.result": Text(
        "先用 gkpg score 计分，或进入有结果文件的文件夹，或给出结果文件",
        "score with gkpg score first, go into the folder of the result file, or name that file",
    ),
    "report.folder": Text(
        "{where} 是文件夹；请给出结果文件，如 {file}", "{where} is a folder; name the result file, such as {file}"
    ),
    "rubric.sound": Text(
        "{file}：成立，{indicators} 个指标、{leaves} 个计分项、总分 {total}",
        "{file}: sound; indicators {indicators}, scored items {leaves}, total {total}",
    ),
    "rubric.unsound": Text("{file}：不成立", "{file}: not sound"),
    "rubric.strict": Text("有警告，按 --strict 不通过", "there are warnings: failed, by --strict"),
    "rubric.unknown": Text("找不到指标表 {name}；可用的有 {known}", "there is no rubric {name}; at hand are {known}"),
    "rubric.nowhere": Text(
        "找不到指标表 {name}：这个文件夹里没有指标表（.yaml）；可用的有 {known}",
        "there is no rubric {name}: this folder has none (.yaml); at hand are {known}",
    ),
    "rubric.several": Text(
        "指标表 {name} 有几个版本（{versions}），请给出文件",
        "rubric {name} has several versions ({versions}); give its file",
    ),
    "rubric.which": Text(
        "{where} 里有几个指标表（{known}），请给出其中一个的文件或名称",
        "{where} holds several rubrics ({known}); name the file or the id of one",
    ),
    "counts": Text("错误 {error}，警告 {warning}，说明 {note}", "errors {error}, warnings {warning}, notes {note}"),
    "severity.error": Text("错误", "error"),
    "severity.warning": Text("警告", "warning"),
    "severity.note": Text("说明", "note"),
    "label.warning": Text("警告：", "warning: "),
    "label.note": Text("说明：", "note: "),
    "label.error": Text("", ""),
    "template.writing": Text("正在生成空白评分表", "making blank sheets"),
    "template.looking": Text("正在查看已有的评分表", "looking at the sheets that exist"),
    "template.wrote": Text("已写出 {count} 份空白评分表到 {where}", "blank sheets written to {where}: {count}"),
    "template.nothing": Text(
        "这里没有 assessment.yaml，也没有给出 --rubric；用 gkpg init 新建，或用 --rubric 指定指标表",
        "there is no assessment.yaml here and no --rubric is given; make one with gkpg init, or name a rubric",
    ),
    "template.either": Text("--rubric 和 --assessment 只能用一个", "either --rubric or --assessment can be given"),
    "template.no_period": Text(
        "考核文件里没有“{period}”这一期；有 {periods}", "the assessment has no period {period}; there are {periods}"
    ),
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
    "score.unused": Text(
        "{file} 里的规则没有用上；要用，请到它所在的文件夹里运行，或加 --assessment {file}",
        "the rules of {file} were not used; to use them, go into its folder or add --assessment {file}",
    ),
    "score.alike": Text(
        "{count} 个单位都还没有总分，原因相同 [{codes}]，--all 逐个列出",
        "none of {count} units has a total yet, all for the same cause [{codes}]; --all lists them",
    ),
    "score.none": Text(
        "{count} 个单位都还没有总分，都有 [{codes}]，其中 {others} 个另有别的错误，--all 逐个列出",
        "none of {count} units has a total yet: all have [{codes}], and {others} of them other errors; --all lists them",
    ),
    "score.group": Text("【{group}】{count} 个单位：{grades}", "[{group}] units: {count}; {grades}"),
    "score.group_without_grades": Text("【{group}】{count} 个单位", "[{group}] units: {count}"),
    "score.more_units": Text("另有 {count} 个单位，--all 逐个列出", "{count} more units; --all lists them"),
    "score.remarks": Text(
        "{count} 个单位另有说明：{kinds}，--all 逐个列出", "units with remarks: {count} ({kinds}); --all lists them"
    ),
    "status.unit": Text("单位", "Unit"),
    "status.day": Text("--on {day} 不是日期，应写作 2022-11-15", "--on {day} is no date such as 2022-11-15"),
    "status.title": Text("截至 {day}，各来源：", "On {day}, by source:"),
    "status.legend": Text(
        "✓：交齐，2/3：已交/应交，未填：一分未填，空：没填的得分，错：其他错误，迟：迟交，缺：到期未交，—：未到期，·：不评这个单位",
        "✓: all in; 2/3: in/expected; empty: not one score; blank: scores not given; wrong: other errors; late; "
        "due: due and not in; —: not due yet; ·: not scored by this source",
    ),
    "status.missing": Text("缺", "due"),
    "status.not_due": Text("—", "—"),
    "status.unfilled": Text("未填", "empty"),
    "status.blanks": Text("空{count}", "blank {count}"),
    "status.errors": Text("错{count}", "wrong {count}"),
    "status.late": Text("迟", "late"),
    "status.clear": Text("没有什么挡着结果。", "Nothing blocks the result."),
    "status.blocked": Text(
        "{all} 个单位中 {count} 个还不能计总分：", "{count} of {all} units cannot have a total yet:"
    ),
    "status.more": Text("另有 {count} 处", "{count} more"),
    "status.alike": Text("全部 {count} 个单位", "all {count} units"),
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
    "template.apart": Text(
        "{sources} 的表以前按部分各做了一份，放在子文件夹里；照旧各部分一份，没有合成一本。"
        "要一本一册，请先移走这些表（已填的会丢下，不会合并）",
        "the sheets of {sources} were made before, one for each part, in sub-folders; they stay so, and no workbook of "
        "all parts was made. For one, move these away first (what is filled in them is not taken over)",
    ),
    "template.other": Text(
        "其中 {count} 份是另一个指标表的评分表，这里没有重做；要做的请用 -o 写到别的文件夹：{files}",
        "of another rubric: {count} ({files}); the sheets of this one go to another folder with -o",
    ),
    "template.former": Text(
        "其中 {count} 份是按指标表的别的版本做的，计分时不认；请移走后重做，已填的用 gkpg migrate 搬过去：{files}",
        "made from another version of the rubric, and refused when scored: {count} ({files}); move them away and make them "
        "again, or bring filled ones over with gkpg migrate",
    ),
    "template.lacking": Text(
        "其中 {count} 份缺后来增加的部分的页：{files}。空白的请移走后重做；已填的，缺的部分用 gkpg template --rubric 指标表 "
        "--source 来源 单做一份，放在一起",
        "without the page of a part that was added later: {count} ({files}); move blank ones away and make them again; "
        "beside filled ones put a sheet of that part alone, made with gkpg template --rubric RUBRIC --source SOURCE",
    ),
    "template.same": Text(
        "这几份的文件名相同，请改单位、来源或评分人的名称：{files}",
        "these would share a file name; change the names: {files}",
    ),
    "score.read": Text("读了 {count} 个文件{passed}", "files read: {count}{passed}"),
    "score.passed": Text("，略过其他文件 {count} 个：{kinds}", ", other files passed over: {count}: {kinds}"),
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
    "report.unknown": Text(
        "没有 {suffix} 格式的报告，可以用 {formats}",
        "there is no report in the format {suffix}; offered are {formats}",
    ),
    "report.is_folder": Text(
        "-o 后面写文件名：{path} 是文件夹",
        "give the name of a file after -o: {path} is a folder",
    ),
    "report.stranger": Text(
        "--earlier 的结果与本结果没有相同的单位，无法比较",
        "the result named by --earlier has no unit of this one, so there is nothing to compare",
    ),
    "report.wrote_as": Text("已写出 {format} 格式的报告：{where}", "wrote a report in the format {format}: {where}"),
    "report.left_blank": Text(
        "留空待填：{names}；写进考核文件的 publication，重新 gkpg score 后再写报告，或在文件里填",
        "left blank: {names}; write them under publication in the assessment file and score again, or fill them in",
    ),
    "report.only_for": Text("{option} 只用于 {formats}", "{option} is for {formats} only"),
    "report.not_public": Text(
        "{option} 的内容不对外公开，请去掉，或用 --audience internal",
        "{option} is not for the public: leave it out, or add --audience internal",
    ),
    "report.all_scores": Text(
        "--no-scores 只用于公开的报告，请加 --audience public",
        "--no-scores is for what is published: add --audience public",
    ),
    "report.no_scores": Text(
        "--table items 全是得分，不与 --no-scores 同用", "--table items is all scores: --no-scores does not go with it"
    ),
    "report.wrote_data": Text("已写出开放数据，{count} 个文件：{where}", "wrote open data, {count} files: {where}"),
    "report.more_leaks": Text("另有 {count} 处", "and {count} more places"),
    "report.kind": Text("报告", "a report"),
    "report.writing": Text("正在写报告", "writing the report"),
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
