"""The sentences of the commands that compare rubrics or move sheets between their versions."""

from __future__ import annotations

from gkpg.base.text import Text

CHANGES = {
    "diff": Text(
        "按含义比较两个指标表（--on 看对已评结果的影响），或两个结果：评分、规则、总分、名次、等次有什么不同，因为什么。",
        "Compare by meaning two rubrics (--on shows what that does to units), or two results: which scores, rules, totals, "
        "ranks and grades are others, and by what.",
    ),
    "diff.files": Text(
        "旧、新两个指标表（文件、文件夹、名称，或结果文件），或两个结果文件；有 --git 时是要比较的文件，默认 rubrics/",
        "the old and the new rubric (files, folders, ids, or a result file), or two result files; with --git the files to "
        "compare, rubrics/ by default",
    ),
    "diff.git": Text("和 git 的这个版本比较，如 main", "compare with this git revision, such as main"),
    "diff.on": Text(
        "结果文件：其中的得分按两个指标表各算一遍，列出总分、名次、等次改变的单位",
        "a result file: its scores are counted under both rubrics, and units with another total, rank or grade are shown",
    ),
    "diff.fail_on": Text(
        "指标表有这一类或更重的改动时退出状态为 1（文字 < 分值 < 结构）；比较两个结果时，任一单位的名次、等次或总分改变或无法比较时为 1",
        "exit status 1 from this class of changes of rubrics on (wording < points < structure); of two results, where the "
        "rank, grade or total of any unit is another or cannot be compared",
    ),
    "diff.format": Text("输出格式；markdown 可贴作评论", "form of the output; markdown for a comment"),
    "diff.two": Text(
        "要给出旧、新两个指标表，或用 --git 给出版本",
        "give the old and the new rubric, or a revision with --git",
    ),
    "diff.block": Text("【{title}】", "[{title}]"),
    "diff.rubrics_alone": Text(
        "{file} 是结果文件，另一边不是：只比较其中的指标表；要比较总分、名次、等次，请给出两个结果文件",
        "{file} is a result file and the other side is none: only its rubrics are compared; to compare totals, ranks and "
        "grades give two result files",
    ),
    "diff.twice": Text("两边给的是同一个文件：{file}", "both sides are one and the same file: {file}"),
    "diff.no_git": Text(
        "--git 只比较指标表；要比较结果，请给出两个结果文件",
        "--git compares rubrics alone; to compare results give two result files",
    ),
    "diff.no_on": Text(
        "--on 看指标表的改动对一个结果的影响；比较两个结果时不用",
        "--on shows what a change of rubrics does to a result; two results are compared without it",
    ),
    "diff.of_results": Text(
        "--fail-on 的 rank、grade、total 只在比较两个结果文件时有用；指标表用 points 或 structure",
        "rank, grade and total of --fail-on are for two result files; for rubrics take points or structure",
    ),
    "diff.change": Text("{place}: {level}：{change}", "{place}: {level}: {change}"),
    "diff.counts": Text(
        "结构 {structure}，分值 {points}，文字 {wording}", "structure {structure}, points {points}, wording {wording}"
    ),
    "migrate": Text(
        "把已填的评分表搬到指标表的新版本：对应的项照搬，其余照录在“旧版评分”页待重评；先列出，加 --output 才写。",
        "Make filled sheets anew under another version of their rubric: rows that correspond are carried over, all else is "
        "kept on a page of its own; shown first, written with --output.",
    ),
    "migrate.to": Text(
        "新版指标表：文件，或 rubrics/ 里及随附的指标表的名称",
        "the rubric to go to: a file, or the id of one in rubrics/ or packaged",
    ),
    "migrate.from": Text(
        "评分表所用的旧版指标表，不在 rubrics/ 里时给出",
        "the rubric that the sheets were made under, where rubrics/ does not have it",
    ),
    "migrate.git": Text("旧版在 git 的这个版本里", "the former rubric is in this git revision"),
    "migrate.output": Text(
        "写到这个文件夹；原文件不动", "the folder to write to; the sheets themselves are left alone"
    ),
    "migrate.writing": Text("正在写新表", "writing sheets"),
    "migrate.title": Text("【{rubric} {old} → {new}】", "[{rubric} {old} → {new}]"),
    "migrate.carried": Text("照搬的项：{count}", "rows carried over: {count}"),
    "migrate.renamed": Text("  其中 {old} 现为 {new}", "  of which {old} is now {new}"),
    "migrate.left": Text("不搬：{item}（{why}）", "not carried over: {item} ({why})"),
    "migrate.open": Text("新版待填：{items}", "to be filled in: {items}"),
    "migrate.files": Text(
        "可搬 {count} 份：照搬 {carried} 处，照录在“旧版评分”页 {left} 处；不动的 {stay} 份",
        "sheets: {count}, entries carried over {carried}, kept on the page of old scores {left}; left alone: {stay}",
    ),
    "migrate.nothing": Text("没有要搬到 {rubric} 的评分表", "no sheet is to go to {rubric}"),
    "migrate.there": Text("已经是新版的：{count} 份", "of the new version already: {count}"),
    "migrate.how": Text(
        "只是列出，没有写；加 --output 文件夹 就写到那里", "shown only; add --output DIR to write them there"
    ),
    "migrate.wrote": Text("已写出 {count} 份到 {where}", "written to {where}: {count}"),
    "migrate.same": Text(
        "这几份的文件名相同，请先改名：{files}", "these would share a file name; rename them first: {files}"
    ),
}
