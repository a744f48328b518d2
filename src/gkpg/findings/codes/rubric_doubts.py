"""Codes of rubrics that are sound: what was repaired, what is in vain, what is likely a slip."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, N, W

RUBRIC_DOUBTS = {
    "R301": Code(
        N,
        Text("{id} 的{field}为复原（{reason}）", "{id}: restored {field} ({reason})"),
        Text(
            "原文没有印（或印错）这一处，只有一种读法能使印出的合计成立。",
            "The source does not print this (or misprints it), and exactly one reading makes its printed sums hold.",
        ),
        Text("", ""),
    ),
    "R302": Code(
        W,
        Text("{id} 的{field}为假定（{reason}）", "{id}: assumed {field} ({reason})"),
        Text(
            "原文没有确定这一处，由编制人选定；每份报告都会注明。",
            "The source leaves this open; somebody chose it. Every report repeats it as a footnote.",
        ),
        Text("使用前请确认，或据正式文件改正", "confirm it before use, or correct it from an official document"),
    ),
    "R303": Code(
        N,
        Text(
            "{id} 的各扣分合计 {sum}，最多只能扣 {most}",
            "the losses of {id} add up to {sum}; it can lose {most} at most",
        ),
        Text(
            "扣到底线以后，其余扣分不再起作用。常见，只是提醒。",
            "Below its floor further losses count for nothing. That is common, and only told.",
        ),
        Text("", ""),
    ),
    "R304": Code(
        W,
        Text("{id} 的 {field} 不起作用：{why}", "{field} of {id} changes nothing: {why}"),
        Text(
            "写了却影响不了任何得分的键，多半有一处写错了。",
            "A key that can change no points: most likely something is wrong there or beside it.",
        ),
        Text("请删去，或改正它所看的内容", "delete it, or correct what it looks at"),
    ),
    "R305": Code(
        W,
        Text("{id} 的 {field} 多半有误：{why}", "{field} of {id} is likely a slip: {why}"),
        Text(
            "照写的可以计算，但原表很少这样规定，多半是录入或印刷的错误。",
            "It can be computed as it stands, but few tables mean it so; most likely it was copied or printed wrong.",
        ),
        Text("请对照原文；原文如此的不必改", "compare it with the document; leave it if that says so"),
    ),
}
