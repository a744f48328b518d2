"""Codes of cases: what the rules of a rubric or an assessment should come to and do not."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E

CASES = {
    "C101": Code(
        E,
        Text(
            "案例里的 {word} 不是这里要填、单独计分的项，也不是已有的单位或来源",
            "a case names {word}, which is no row to fill in or with points of its own here, nor a unit or source that there is",
        ),
        Text(
            "案例要用指标表的编号；考核文件的案例还要用其中的单位和来源。",
            "A case names ids of the rubric; one of an assessment also its units and sources.",
        ),
        Text("请改正", "correct it"),
    ),
    "C102": Code(
        E,
        Text("案例“{case}”没有给出这些项的分：{items}", "case “{case}” does not say what these get: {items}"),
        Text(
            "每一项都要有分；没写的项得满分还是最低分，由 others 写明。",
            "Every row gets something; others says whether those not named get the most or the least.",
        ),
        Text("请补上，或写 others: full、others: least", "add them, or write others: full or others: least"),
    ),
    "C103": Code(
        E,
        Text("{item} 不能填 {entered}，可以填 {allowed}", "{item} does not take {entered}, but {allowed}"),
        Text("案例填的就是评分表里要填的。", "A case enters what a sheet's cell takes."),
        Text("请改正", "correct it"),
    ),
    "C104": Code(
        E,
        Text(
            "案例“{case}”：{what}应为 {wanted}，按规则算得 {found}",
            "case “{case}”: {what} should be {wanted}; by the rules it is {found}",
        ),
        Text(
            "案例写明规则的意思；算出来的不同，不是规则写错了，就是案例写错了。",
            "Cases say what the rules mean: where the outcome differs, a rule is wrong, or the case is.",
        ),
        Text("请核对规则和案例，改正其一", "check the rules and the case, and correct one of them"),
    ),
    "C105": Code(
        E,
        Text("案例“{case}”算不出总分：{why}", "case “{case}” comes to no total: {why}"),
        Text("按规则，这些得分不能成为总分。", "By the rules these scores make no total."),
        Text("请核对规则和案例", "check the rules and the case"),
    ),
    "C106": Code(
        E,
        Text("案例“{case}”没有写应得多少", "case “{case}” does not say what must come out"),
        Text(
            "案例要写总分（total）、各项的分（points）或等次（grade）。",
            "A case says the total, the points of items, or (in an assessment) the grade.",
        ),
        Text("请补上", "add it"),
    ),
    "C107": Code(
        E,
        Text(
            "案例“{case}”没有说这些项的数值与什么相比：{items}",
            "case “{case}” does not say what the figures of these are compared with: {items}",
        ),
        Text(
            "案例只算一个单位：按其他单位、目标或上一次的数值得分的项，要写明那些数值。",
            "A case tries one unit alone: where points come of other units, a target or an earlier figure, it says these.",
        ),
        Text('请写 against，如 against: {{"1": [9, 8]}}', 'write against, such as against: {{"1": [9, 8]}}'),
    ),
}
