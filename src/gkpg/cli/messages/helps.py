"""The sentences of help pages."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.checks.gathering import MOST_LINES
from gkpg.reports.formats import ALL_FORMATS, FORMATS, OPTIONS, TABLES, taking

#: The format that nobody has to name, and the tables.
_USUAL = next(iter(FORMATS))
*_TABLES, _LAST = TABLES
#: The formats that take an option, by its name.
_FOR = {option: "/".join(taking(option)) for option in OPTIONS}

#: The formats that are public unless told otherwise.
_OPEN = [each.name for each in ALL_FORMATS.values() if each.audience == "public"]
_PUBLIC = Text(
    f"{'、'.join(_OPEN)} 默认 public，其他" if _OPEN else "", f"public of {', '.join(_OPEN)}, else " if _OPEN else ""
)

HELPS = {
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
    "validate": Text("检查指标表、考核文件或评分表。", "Check rubrics, assessment files or sheets."),
    "validate.assessment": Text(
        "检查考核文件：单位、来源、编号、权重、等次、日期、依据。一次列出全部问题，各带文件、行、列。",
        "Check assessment files: units, sources, ids, weights, grades, dates, bases. All findings at once, each with file, "
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
    "all": Text(
        f"逐条列出全部；不给时，问题超过 {MOST_LINES} 条则同类的合并，单位很多则只列前面的",
        f"list every line; else, of more than {MOST_LINES} findings those of one kind are gathered, and of very many units "
        "the first are shown",
    ),
    "output_format": Text("输出格式：text 或 json", "form of the output: text or json"),
    "template.rubric": Text(
        "不按考核文件，只做这个指标表的：文件（或含它的结果文件），或 rubrics/ 里及随附的指标表的名称",
        "sheets of this rubric alone, without an assessment: a file (or the result file that holds it), or the id of one in "
        "rubrics/ or packaged",
    ),
    "template.unit": Text("被考核单位，可多次给出", "an assessed unit; may be repeated"),
    "template.units": Text("单位名单：文本文件，每行一个", "a list of units: a text file, one a line"),
    "template.source": Text("评分来源，如 市政府办公厅", "the source that scores, such as an agency"),
    "template.assessor": Text("评分人，可多次给出", "an assessor; may be repeated"),
    "template.period": Text("只做这一期的评分表", "only the sheets of this period of the assessment"),
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
        f"报告格式；不给则看 -o 的文件名，默认 {_USUAL}",
        f"form of the report; else by the name given with -o, else {_USUAL}",
    ),
    "report.table": Text(
        f"{_FOR['table']} 写哪张表：{'、'.join(_TABLES)} 或 {_LAST}",
        f"the table of a {_FOR['table']}: {', '.join(_TABLES)} or {_LAST}",
    ),
    "report.audience": Text(
        f"给谁看：internal 内部，public 公开（不含评分人、评分依据、链接、问题、自评分、文件名），写好后逐处核查再放到位；{_PUBLIC.zh}默认 internal",
        f"who reads it: internal, or public, without assessors, reasons, links, findings, self-scores and file names, read back and checked before it stands; {_PUBLIC.en}internal by default",
    ),
    "report.scores": Text(
        "公开的报告写不写得分和名次；默认按考核文件 publication 的 scores，没有则写",
        "whether a public report has scores and ranks; as the assessment's publication.scores says, else it has",
    ),
    "report.unit": Text(
        f"只写这个单位，可多次给出（{_FOR['unit']} 的单位页）",
        f"this unit alone, where units have pages of their own ({_FOR['unit']}); may be repeated",
    ),
    "report.annex": Text(
        f"另写附件：逐项得分、问题、依据（{_FOR['annex']}）",
        f"an annex beside it: items, findings, what was applied ({_FOR['annex']})",
    ),
    "report.document": Text(
        f"文种：notice 通知，internal 内部参阅（{_FOR['kind']}）",
        f"the document: a notice, or an internal account ({_FOR['kind']})",
    ),
    "report.earlier": Text(
        f"以前的结果文件，逐年并列（{_FOR['earlier']}）",
        f"an earlier result, to stand beside this one ({_FOR['earlier']})",
    ),
    "report.output": Text(
        "报告文件，默认 report.格式；data 是文件夹，默认 report-data",
        "the report's file; report.FORMAT by default; of data a folder; report-data by default",
    ),
    "report.headings": Text(
        f"表头：en 英文键名，zh 中文（{_FOR['headings']}），默认 en",
        f"headings: en, which are keys, or zh ({_FOR['headings']}); en by default",
    ),
    "report.force": Text("覆盖 gkpg 写出以后改过的报告", "replace a report that was changed after gkpg had written it"),
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
    "page.round": Text("一轮考核：", "A round:"),
    "page.edition": Text("指标表及其他：", "Rubrics, and more:"),
    "page.arguments": Text("参数：", "Arguments:"),
    "page.options": Text("选项：", "Options:"),
    "page.default": Text("默认 {value}", "default {value}"),
    "page.required": Text("必填", "required"),
    "page.args": Text("参数", "ARGUMENTS"),
    "page.opts": Text("[选项]", "[OPTIONS]"),
    "page.cmd": Text("命令", "COMMAND"),
}
