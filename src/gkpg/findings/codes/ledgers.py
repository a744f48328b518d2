"""Codes of what is wrong between sheets."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N, W

LEDGER = {
    "L101": Code(
        E,
        Text(
            "{unit}、{source}、评分人 {assessor} 的评分表有 {count} 份（另有 {other}）",
            "{count} sheets of {unit}, {source}, assessor {assessor} (besides this: {other})",
        ),
        Text(
            "同一单位、来源、评分人交了不止一份，不知用哪一份。",
            "The same unit, source and assessor handed in more than one sheet; which one counts is unclear.",
        ),
        Text(
            "请只留一份，移走作废的；或用 --prefer latest 以最后保存的为准",
            "leave one and move the superseded away, or let the one saved last count with --prefer latest",
        ),
    ),
    "L102": Code(
        E,
        Text(
            "{unit} 有 {count} 个来源的评分（{sources}），没有规则说明怎样合并",
            "{unit} has scores of {count} sources ({sources}), and no rule joins them",
        ),
        Text(
            "自查、核查、专项的权重须有规定，不能当作同一种评分求平均。",
            "How self-check, checks and special assessments weigh must be ruled; they are not simply averaged.",
        ),
        Text(
            "有考核文件的，请到 assessment.yaml 所在的文件夹里运行，或用 --assessment 指定；没有的，请只留一个来源的评分表",
            "where there is an assessment file, go into the folder with assessment.yaml or name it with --assessment; "
            "where there is none, leave the sheets of one source only",
        ),
    ),
    "L103": Code(
        W,
        Text(
            "{unit} 有 {found} 位评分人的表，同组其他单位有 {most} 位",
            "{unit} is scored by {found} assessors, others of its group by {most}",
        ),
        Text(
            "可能有评分人还没有交。已交的照常计算。",
            "An assessor may not have handed in yet. What is there is scored as usual.",
        ),
        Text("请核对是否缺交", "check whether one is missing"),
    ),
    "L104": Code(
        E,
        Text("{unit} 同时出现在两个指标表下（{rubrics}）", "{unit} stands under two rubrics ({rubrics})"),
        Text("一个单位只能按一个指标表考核。", "A unit is assessed under one rubric only."),
        Text("请移走用错指标表的那份", "move the sheet of the wrong rubric away"),
    ),
    "L105": Code(
        E,
        Text("{unit} 不在单位名单里{nearest}", "{unit} is not on the list of units{nearest}"),
        Text("名称写错了，或不是被考核单位。", "The name is misspelt, or the unit is not assessed."),
        Text("请改正名称，或补进名单", "correct the name, or add it to the list"),
    ),
    "L106": Code(
        W,
        Text("名单里的 {unit} 没有评分表", "{unit} is on the list but has no sheet"),
        Text(
            "这个单位还没有人交评分表，不在排名里。",
            "Nobody has handed in a sheet for this unit, so it is not in the ranking.",
        ),
        Text("请核对是否缺交", "check whether it is missing"),
    ),
    "L107": Code(
        N,
        Text(
            "已作废，以后来保存的 {kept} 为准（本份保存于 {own}，那份 {time}）",
            "superseded by {kept}: this was saved {own}, that {time}",
        ),
        Text(
            "同一份评分表交了两版，按 --prefer latest 以保存时间晚的为准；时间是保存文件的程序写进文件的。",
            "Two versions of one sheet were handed in, and --prefer latest lets the one saved last count; the times are those that the programs wrote into the files.",
        ),
        Text("请核对", "check it"),
    ),
    "L108": Code(
        E,
        Text("评分来源“{source}”不在考核文件里{nearest}", "the source “{source}” is not in the assessment{nearest}"),
        Text("来源写错了，或考核文件漏写。", "The name is misspelt, or the assessment lacks it."),
        Text("请改正名称，或补进 sources", "correct the name, or add it to the sources"),
    ),
    "L109": Code(
        E,
        Text(
            "{unit} 的这份表出自指标表 {found}，{source} 应按 {rubrics} 评",
            "this sheet of {unit} is of rubric {found}; {source} scores by {rubrics}",
        ),
        Text("评分表用错了指标表或版本。", "The sheet is of another rubric, or another version."),
        Text(
            "请用考核文件写明的指标表的评分表；旧版的可用 gkpg migrate 搬过去",
            "use a sheet of the rubric that the assessment names; one of a former version goes over with gkpg migrate",
        ),
    ),
    "L110": Code(
        E,
        Text("{source} 不评 {unit}（{group}）", "{source} does not score {unit} ({group})"),
        Text(
            "考核文件没有让这个来源评这个单位，例如没有被选中实地检查。",
            "By the assessment the source does not score this unit; it may not have been chosen for an on-site check.",
        ),
        Text("请移走这份表，或改考核文件的 units、except", "move the sheet away, or change units and except"),
    ),
    "L112": Code(
        E,
        Text(
            "{source} 的评分人没有 {assessor}{nearest}（{unit}）",
            "{assessor} is no assessor of {source}{nearest} ({unit})",
        ),
        Text("考核文件列出了评分人的姓名。", "The assessment lists the assessors by name."),
        Text("请改正姓名，或补进 assessors", "correct the name, or add it to the assessors"),
    ),
    "L113": Code(
        E,
        Text(
            "{unit} 缺 {source} 的评分表（已交 {found} 份，应交 {expected} 份）",
            "{unit}: {source} has handed in {found} of {expected} sheets",
        ),
        Text(
            "缺的不当作零分；交齐以前，这个单位没有总分。",
            "What is missing is not zero; until it is there the unit has no total.",
        ),
        Text("请催交；考核文件可写 missing: rest", "ask for it; the assessment may say missing: rest"),
    ),
    "L114": Code(
        N,
        Text(
            "{unit} 缺 {source} 的评分表（已交 {found} 份，应交 {expected} 份），按规定不计入",
            "{unit}: {source} has handed in {found} of {expected} sheets; by the rules what is missing is left out",
        ),
        Text(
            "考核文件写明缺表的来源不计入，其余来源的权重按比例放大（missing: rest）。",
            "The assessment leaves a missing source out and scales up the weights of the rest (missing: rest).",
        ),
        Text("", ""),
    ),
    "L115": Code(
        E,
        Text(
            "{unit} 只有 {found} 份 {source} 的评分，去不掉最高和最低",
            "{unit} has only {found} scores of {source}: no highest and lowest can be left out",
        ),
        Text(
            "去掉最高最低后求平均，至少要有 3 份评分；有样本数的一行算那么多份。",
            "A trimmed mean needs at least three scores; a row with a sample counts as so many.",
        ),
        Text("请补齐评分表", "hand in the missing sheets"),
    ),
    "L116": Code(
        E,
        Text(
            "{unit} 有 {found} 份 {source} 的评分表，应为 {expected} 份",
            "{unit} has {found} sheets of {source}, not {expected}",
        ),
        Text("多出的表不知该不该计入。", "Whether the extra sheets count is unclear."),
        Text("请移走多余的，或改 assessors", "move the extra ones away, or change the number of assessors"),
    ),
    "L117": Code(
        E,
        Text(
            "{source} 的评分人 {assessor} 不能评 {unit}（{reason}）",
            "{assessor} of {source} may not score {unit} ({reason})",
        ),
        Text(
            "单位不能由自己评分；考核文件也可申明其他回避（conflicts）。",
            "No unit is scored by itself, nor by somebody of whom the assessment declares a conflict.",
        ),
        Text("请换评分人，或在来源里写 except", "have somebody else score it, or except the unit from the source"),
    ),
    "L118": Code(
        W,
        Text(
            "{unit} 的 {source} 评分表迟交：{date}，截止 {due}",
            "{unit}: the sheet of {source} is late: {date}, due {due}",
        ),
        Text(
            "日期取自考核文件的 received，否则取自评分表。照常计入。",
            "The date is that of the assessment (received), else that of the sheet. It counts as usual.",
        ),
        Text("请核对日期", "check the date"),
    ),
    "L119": Code(
        E,
        Text(
            "{unit} 的 {item} 这里有得分，{other} 标了“不适用”",
            "{item} of {unit} is scored here, and marked as not applicable in {other}",
        ),
        Text(
            "一项对一个单位要么适用要么不适用，各份表要一致。",
            "An item either applies to a unit or does not; all sheets must agree.",
        ),
        Text("请统一", "make them agree"),
    ),
    "L120": Code(
        E,
        Text(
            "{unit} 的 {item} 待裁定：{source} 各评分人{how}（{given}）",
            "{item} of {unit} needs a decision: scores of {source} {how} ({given})",
        ),
        Text(
            "分歧超过考核文件的界限。裁定以前，这个单位没有总分。",
            "The scores lie further apart than the assessment allows. Until it is decided the unit has no total.",
        ),
        Text("请用 gkpg arbitrate 出裁定表", "make an arbitration sheet with gkpg arbitrate"),
    ),
    "L121": Code(
        N,
        Text(
            "{unit} 的 {item} 由 {by} 裁定为 {points}（{given}；理由：{reason}）",
            "{item} of {unit} was decided by {by}: {points} ({given}; reason: {reason})",
        ),
        Text(
            "裁定代替了各评分人的合并分，原来的评分仍然保留。",
            "The decision stands in place of the joined score; what was given stays visible.",
        ),
        Text("", ""),
    ),
    "L122": Code(
        E,
        Text(
            "{unit} 的 {item} 裁定时的评分是“{seen}”，现在是“{given}”",
            "{item} of {unit} was decided on “{seen}”; the scores now are “{given}”",
        ),
        Text("裁定之后评分变了，裁定不再有效。", "The scores changed after the decision, so it no longer holds."),
        Text("请重新裁定", "decide again"),
    ),
    "L123": Code(
        E,
        Text("{unit} 的 {item}（{source}）没有争议，不能裁定", "{item} of {unit} ({source}) is not in dispute"),
        Text(
            "只有分歧超过界限的项可以裁定；裁定不能用来改别的分。裁定时的评分若有一格后来不见了或看不懂，也会这样。",
            "Only what is in dispute can be decided; no other score can be overridden. It comes to this, too, where one of the scores that it was decided on is gone or cannot be read.",
        ),
        Text(
            "裁定时的评分若有缺的或看不懂的，请先补上、改好；都在的，请删去这一行",
            "if one of the scores that it was decided on is missing or cannot be read, mend that first; else delete the row",
        ),
    ),
    "L124": Code(
        E,
        Text("{unit} 的 {item} 裁定了两次", "{item} of {unit} was decided twice"),
        Text("两次裁定不知以哪一次为准。", "Which of two decisions counts is unclear."),
        Text("请只留一次", "leave one"),
    ),
    "L125": Code(
        E,
        Text(
            "{unit} 按规则得不出总分：{items}没有得分",
            "by the rules {unit} can have no total: there is no score for {items}",
        ),
        Text(
            "没有来源给这个单位评这一项（units、except、missing: rest），或几个来源、评分人对否决项认定不一，或不适用以后没有可折算的项，或组成它的单位没有总分。",
            "No source scores the item for this unit (units, except, missing: rest), or assessors do not agree about a veto, or nothing is left to rescale, or what it "
            "is composed of has no total.",
        ),
        Text(
            "缺评分表的请补交，没有来源的、都不适用的请改考核文件的规则（如换一种 treatment），认定不一的请核对",
            "hand in a sheet that is missing; change the rules of the assessment, such as the treatment, where no source scores it "
            "or none of it applies; settle a veto that assessors disagree about",
        ),
    ),
    "L126": Code(
        W,
        Text(
            "{unit} 的 {source} 评分表的日期“{date}”看不懂",
            "{unit}: the date “{date}” on the sheet of {source} cannot be read",
        ),
        Text("看不懂日期就不知道是否迟交。照常计入。", "Whether it is late cannot be told. It counts as usual."),
        Text("请写成 2022-11-15", "write it as 2022-11-15"),
    ),
    "L127": Code(
        E,
        Text("{unit} 的 {item} 还不能与其他单位相比：{why}", "{item} of {unit} cannot be compared yet: {why}"),
        Text(
            "与其他单位相比得分的项，要等参加比较的单位都有了数值才算，不然名次和最好的数以后还会变。",
            "Points that come of comparing units are told once all that are compared have a figure; until then ranks and the best may change.",
        ),
        Text(
            "请补齐数值",
            "hand in what is missing",
        ),
    ),
    "L136": Code(
        N,
        Text(
            "另有 {count} 个文件与这份逐字节相同（{copies}），只计这一份",
            "the same byte for byte in other files: {count} ({copies}); this one counts",
        ),
        Text(
            "网盘、邮件或人复制了文件，内容没有变。相同的文件只读作一份，问题只在这一份说。",
            "A cloud drive, mail or a person copied the file unchanged. Of files that are the same one is read, and what is wrong is told there.",
        ),
        Text("", ""),
    ),
}
