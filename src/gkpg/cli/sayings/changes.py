"""The sentences of the commands that compare rubrics and move sheets between their versions."""

from __future__ import annotations

from gkpg.words import Text

CHANGES = {
    "diff": Text(
        "按含义比较两个指标表：文字、分值、结构各改了什么；--on 看对已评结果的影响。",
        "Compare two rubrics by meaning: what changed in wording, points and structure; --on shows what that does to units.",
    ),
    "diff.files": Text(
        "旧、新两个指标表（文件、文件夹或名称）；有 --git 时是要比较的文件，默认 rubrics/",
        "the old and the new rubric (files, folders or ids); with --git the files to compare, rubrics/ by default",
    ),
    "diff.git": Text("和 git 的这个版本比较，如 main", "compare with this git revision, such as main"),
    "diff.on": Text(
        "结果文件：其中的得分按两个指标表各算一遍，列出总分、名次、等次改变的单位",
        "a result file: its scores are counted under both rubrics, and units with another total, rank or grade are shown",
    ),
    "diff.fail_on": Text(
        "有这一类或更重的改动时退出状态为 1（文字 < 分值 < 结构）",
        "exit status 1 from this class of changes on (wording < points < structure)",
    ),
    "diff.format": Text("输出格式；markdown 可贴作评论", "form of the output; markdown for a comment"),
    "diff.two": Text(
        "要给出旧、新两个指标表，或用 --git 给出版本",
        "give the old and the new rubric, or a revision with --git",
    ),
    "diff.lost": Text("{file}：原来就不成立，无法比较", "{file}: was not sound, and cannot be compared"),
    "diff.change": Text("{place}：{level}：{change}", "{place}: {level}: {change}"),
    "diff.counts": Text(
        "结构 {structure}，分值 {points}，文字 {wording}", "structure {structure}, points {points}, wording {wording}"
    ),
}
