"""Codes of versions: what changed under a version, or moves to a new one."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N, W

VERSIONS = {
    "V101": Code(
        E,
        Text(
            "指标表 {rubric} 的{what}改了，版本仍是 {version}：{change}",
            "{rubric} has other {what} but still is version {version}: {change}",
        ),
        Text(
            "同一版本只能有一种分值和结构：已发出的评分表、已算出的结果写的就是这个版本。",
            "One version has one set of points and rows: sheets that were sent out and results carry that version.",
        ),
        Text("请改版本号（version），或改回原样", "raise its version, or change it back"),
    ),
    "V102": Code(
        W,
        Text(
            "指标表 {rubric} 的文字改了，版本仍是 {version}：{change}",
            "{rubric} reads otherwise but still is version {version}: {change}",
        ),
        Text(
            "按原文字生成的评分表记着原来的指纹，读表时会被认出并拒绝（S304）。",
            "Sheets that were made with the old wording carry its fingerprint and will be refused (S304).",
        ),
        Text(
            "表未发出就不必管；已发出请改版本号，再用 gkpg migrate 搬过去",
            "harmless before sheets are sent out; afterwards raise the version and use gkpg migrate",
        ),
    ),
    "V103": Code(
        E,
        Text("读不出 git 版本 {revision}：{reason}", "cannot read git revision {revision}: {reason}"),
        Text(
            "要和 git 里的某个版本比较，需要在仓库里、装有 git，并且那个版本已取到本地。",
            "To compare with a git revision takes a repository, git, and that revision fetched.",
        ),
        Text("请检查版本的写法，或先 git fetch", "check how it is written, or run git fetch"),
    ),
    "V104": Code(
        E,
        Text(
            "结果里没有按指标表 {rubric} 评的分；有的是 {known}",
            "the result has no scores under {rubric}; it has {known}",
        ),
        Text(
            "看改动的影响，要用按同一指标表（任一版本）算出的结果。",
            "To see what a change does takes a result under the same rubric, of whatever version.",
        ),
        Text("请换一个结果文件", "give another result file"),
    ),
    "V105": Code(
        E,
        Text("裁定表不随评分表搬", "arbitration sheets are not carried over"),
        Text(
            "裁定记着旧版的编号和各评分人的分；新表里的分若有变，裁定就不作数。",
            "A decision names items of the former version and the scores it was made on; where those change it does not hold.",
        ),
        Text(
            "编号和分值没变的可以照用，与新表放在一起；变了的请用 gkpg arbitrate 重新裁定",
            "where ids and points stay the same, put it with the new sheets; else decide anew with gkpg arbitrate",
        ),
    ),
    "V106": Code(
        N,
        Text("原来就不成立，无法比较", "was not sound, and cannot be compared"),
        Text("比较的是两个成立的指标表。", "Rubrics are compared where both are sound."),
        Text("", ""),
    ),
}
