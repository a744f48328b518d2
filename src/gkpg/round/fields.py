"""The words of the keys of an assessment file: what editors tell about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.round.join_rules import JOIN_WORDS
from gkpg.rubric.fields import CASE, FieldWords
from gkpg.yamlfiles.schema.about import About

if TYPE_CHECKING:
    from collections.abc import Mapping

_BASIS = About(
    Text("依据", "Basis"),
    Text(
        "规定它的文件和条款。不写有警告（A501）。", "The document that fixes it. Without one there is a warning (A501)."
    ),
    "沪府办字〔2022〕9号 第四部分",
)
_GROUPS = About(
    Text("用于哪些组", "Groups"),
    Text("组名的列表；默认各组都用。", "A list of names of groups; all by default."),
    "[区政府]",
)
_RUBRIC = About(
    Text("指标表", "Rubric"),
    Text(
        "指标表的名称（其 rubric 键），在 rubrics/ 里或随 gkpg 附带。",
        "The id of a rubric (its key rubric), in rubrics/ or packaged.",
    ),
    "shanghai-2022-district",
)
_VERSION = About(
    Text("指标表的版本", "Version"),
    Text(
        "只有同一指标表的几个版本都在时才要写；像数的加引号。",
        "Only where several versions of the rubric are at hand; in quotes where it looks like a number.",
    ),
    '"2022.1"',
)
_UNIT = About(
    Text("单位", "Unit"), Text("单位名称，与 groups 里写的相同。", "The name of a unit, as in groups."), "甲区"
)
_ITEMS = About(
    Text("哪些项", "Items"),
    Text("编号的列表，加引号；一个编号包括其下各项。", "A list of ids in quotes; an id includes all items below it."),
    '["1", "2.1"]',
)
_WEIGHT = About(
    Text("权重", "Weight"),
    Text(
        "写作 0.3、30% 或 1/3，不超过 1；同在一起的权重合计为 1。",
        "0.3, 30% or 1/3, no more than 1; weights that belong together add up to 1.",
    ),
    "80%",
)
_REASON = About(Text("理由", "Reason"), Text("为什么。", "Why."))

ASSESSMENT: FieldWords = {
    "": About(Text("考核文件", "Assessment"), Text("一轮考核怎么做。写好后运行 gkpg validate assessment。没有写的规则按 gkpg 默认，输出里会注明。", "How one round is run. Check it with gkpg validate assessment. What is not written follows gkpg's defaults, which outputs list.")),
    "assessment": About(Text("考核的编号", "Assessment"), Text("不含空格。", "Its id, without spaces."), "shanghai-2022"),
    "title": About(Text("名称", "Title"), Text("这一轮考核的名称，印在报告上。", "Printed on reports."), "2022年政务公开考核评估"),
    "language": About(Text("语言", "Language"), Text("报告用的语言；默认用第一个指标表的。", "The language of reports; by default that of the first rubric."), values={"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}),
    "result": About(Text("出结果的日期", "Result"), Text("YYYY-MM-DD，不加引号；不早于各来源最晚的 due。", "YYYY-MM-DD without quotes; not before the last due date."), "2022-12-10"),
    "groups": About(Text("组", "Groups"), Text("谁和谁一起排名，用哪个指标表；列表，至少一组。", "Who is ranked together, under which rubric; a list of one at least.")),
    "sources": About(Text("评分来源", "Sources"), Text("谁评什么，什么时候交；列表，至少一个。", "Who scores what, and by when; a list of one at least.")),
    "shared": About(Text("几个来源都评的项", "Shared items"), Text("几个来源评同一项时怎样合成一个分；列表。没有规则的会被拒绝（A202）。", "How the scores of several sources for one item become one; a list. Without a rule it is refused (A202).")),
    "targets": About(Text("目标", "Targets"), Text("按目标得分的项（of: target）各单位的目标；一个列表，或考核文件旁的表格的文件名（一行一个单位，一列一项）。", "The targets of units, for items with of: target; a list, or the name of a table beside this file with a row a unit and a column an item.")),
    "previous": About(Text("上一次", "Previous"), Text("按变化得分的项（of: previous）各单位上一次的数值；一个列表，或考核文件旁的结果文件、表格的文件名。", "The earlier figures of units, for items with of: previous; a list, or the name of a result file or a table beside this file."), "2025.sqlite"),
    "compared": About(Text("和谁比", "Compared"), Text("与其他单位相比得分的项（kind: relative）和哪些单位比；写一条，或一个列表，用第一条合适的。默认同组各单位相比。", "With whom units are compared in items of kind relative; one, or a list of which the first that fits counts. By default within their group.")),
    "periods": About(Text("期间", "Periods"), Text("一轮里按月、按季度或按半年各评一次，用同一个指标表；写一条，或一个列表（每条写各自的 groups）。", "Rounds within the round, such as months, under one table; one, or a list for several groups.")),
    "composite": About(Text("总分的组成", "Composite"), Text("总分由几个部分组成；写一条，或一个列表（每条写各自的 groups）。默认组的指标表就是全部。", "The parts of the total; one, or a list for several groups. By default the group's rubric is all.")),
    "not_applicable": About(Text("可以不适用的项", "Not applicable"), Text("哪些项可以标“不适用”，标了怎么算；列表。", "Which items may not apply, and what a unit gets then; a list.")),
    "rounding": About(Text("舍入", "Rounding"), Text("哪些数舍入，怎样舍入；列表。默认只有总分和折算分舍入，2 位，四舍五入。", "What is rounded and how; a list. By default only the total and the converted total, to 2 places, half up.")),
    "grades": About(Text("等次", "Grades"), Text("等次的界线和名额；写一条，或一个列表（每条写各自的 groups）；不设等次的写 none。默认总分的 90% 以上优秀，80% 以上良好，60% 以上合格。", "Edges and quotas of grades; one, or a list for several groups; none where there are none. By default excellent from 90%, good from 80%, pass from 60% of the total.")),
    "ranking": About(Text("名次", "Ranking"), Text("总分相同时怎么排；不排名次的写 none。", "How equal totals are ranked; none where there are no ranks.")),
    "figures": About(Text("不是得分的数据", "Figures"), Text("每个单位一个数，如任务数、难度系数，供 ranking 比较或 coefficients 乘；列表。", "A figure of every unit that is no score, for ranking or coefficients; a list.")),
    "coefficients": About(Text("系数", "Coefficients"), Text("各单位的得分乘以自己的系数，如难度系数；写一条，或一个列表。", "What the points of each unit are multiplied with, such as a degree of difficulty; one, or a list.")),
    "convert": About(Text("总分折算", "Conversion"), Text("把总分折算成另一个满分；写一条，或一个列表。", "The total on another scale; one, or a list.")),
    "composed": About(Text("合成的单位", "Composed units"), Text("总分由别的单位的总分合成的单位；列表。", "Units whose total is made of other units' totals; a list.")),
    "conflicts": About(Text("回避", "Conflicts"), Text("哪位评分人不能评哪些单位；列表。", "Which units an assessor may not score; a list.")),
    "received": About(Text("收到日期", "Received"), Text("评分表何时收到；先于表上写的日期。列表，用第一条合适的。", "When sheets came in; goes before the date on the sheet. A list, the first that fits counts.")),
    "publication": About(Text("发布", "Publication"), Text("结果的通报怎么写：文号、主送、落款；公布不公布得分。不影响计分。", "What the notice of the results says: its number, addressee and signatory; whether scores are made public. It changes no score.")),
    "cases": About(Text("案例", "Cases"), Text("得分应算出什么的例子，一个列表；gkpg validate 照着算。", "Examples of what scores come to, a list; gkpg validate tries them.")),
}  # fmt: skip

SOURCE: FieldWords = {
    "": About(Text("评分来源", "Source"), Text("谁评哪些单位的哪些项，几个人评，什么时候交。", "Who scores which items of which units, by how many hands, until when.")),
    "name": About(Text("名称", "Name"), Text("与评分表上的评分来源相同。", "As sheets name the source."), "市政府办公厅"),
    "kind": About(
        Text("哪一种来源", "Kind"),
        Text("决定 gkpg template 做哪种空白表。", "Decides which blank sheets gkpg template makes."),
        values={
            "self-check": Text("单位自查：只作对照，不计分；每个单位一份表", "a unit checks itself: compared, never counted; a sheet a unit"),
            "assessors": Text("一位或几位评分人：每个单位、每位评分人一份表", "one or more assessors: a sheet for each unit and assessor"),
            "on-site": Text("实地检查：同上，只评 units 列出的单位", "the same on site, for the units in units"),
            "special": Text("专项评估：一家机构，一张表评全部单位", "an agency with one sheet for all units"),
            "survey": Text("社会评议：一张表，一个单位可有几行", "a survey: one sheet, several rows a unit"),
        },
    ),
    "groups": About(Text("评哪些组", "Groups"), Text("组名的列表；默认有它的项的各组。", "A list of names of groups; by default those with items of it."), "[区政府]"),
    "items": About(Text("评哪些项", "Items"), Text("all 全部；编号的列表（一个编号包括其下各项）；各组不同的写 {组: [编号]}。默认按指标表的 assessed_by，自查为全部。", "all, a list of ids (an id includes all below), or {group: [ids]}. By default as assessed_by in the rubric says; all for a self-check."), '["1", "2.1"]'),
    "units": About(Text("只评哪些单位", "Units"), Text("单位名称的列表；默认全部。on-site 必须写，[] 表示还没有选定。", "A list of units; all by default. An on-site source needs it; [] while none is chosen."), "[甲区, 乙区]"),
    "except": About(Text("不评哪些单位", "Except"), Text("单位名称的列表，如来源自己。", "A list of units, such as the source itself."), "[市保密局]"),
    "assessors": About(Text("评分人", "Assessors"), Text("人数，或姓名的列表，或 others（同组其他各单位互评）。", "How many, or a list of names, or others (all other units of the group)."), Text("2 或 [张三, 李四]", "2, or [张三, 李四]")),
    "join": About(
        Text("几位评分人怎样合并", "Join"),
        Text("规则，或 {rule: 规则, basis: 依据}。默认 mean。", "A rule, or {rule: …, basis: …}. Default: mean."),
        "{rule: mean, basis: 考核办法第四条}",
        values={rule: words.choice for rule, words in JOIN_WORDS.items()},
    ),
    "disagreement": About(Text("分歧界限", "Disagreement"), Text("一项得分相差超过多少要裁定。", "How far apart scores may lie before they need a decision."), "{share: 30%, basis: …}"),
    "opens": About(Text("开始日期", "Opens"), Text("YYYY-MM-DD，不加引号；从何时起交表。", "YYYY-MM-DD without quotes; from when sheets come in."), "2022-11-11"),
    "due": About(Text("截止日期", "Due"), Text("YYYY-MM-DD，不加引号；迟交的照样计入，并有警告。", "YYYY-MM-DD without quotes; late sheets count, with a warning."), "2022-11-30"),
    "missing": About(
        Text("缺表时", "Missing"),
        Text("这个来源缺任何一份表时怎么办。", "What happens where a sheet of it is missing."),
        values={
            "block": Text("该单位没有总分", "the unit has no total"),
            "rest": Text("这个来源不计入，用其余来源的权重", "the source is left out, the others' weights count"),
        },
    ),
    "scale": About(Text("代替数字的词", "Scale"), Text("评分时可以填的词和它值几分（单位：分，可以是 0）。", "Words that may stand for points, each with its points (0 is allowed)."), "{优: 10, 良: 8, 一般: 6, 差: 0}"),
    "evidence": About(Text("证明材料的词", "Evidence"), Text("只用于自查：填报说明里出现哪些词，就要网址或材料名称。", "For a self-check: words in an item's evidence that ask for a link or a document.")),
    "basis": _BASIS,
}  # fmt: skip

GRADES: dict[str, FieldWords] = {
    "Grades": {
        "": About(Text("等次", "Grades"), Text("从高到低的等次。", "Grades, from the best down.")),
        "bands": About(Text("各等次", "Bands"), Text("从高到低，至少一个；没有下限的收下余下的。这些组不设等次的写 none。", "From the best down, one at least; one without a lower edge takes the rest. None where these groups have no grades.")),
        "barred": About(Text("不得评为", "Barred"), Text("哪些单位不得评为某等次及更高的等次；列表。", "Units that cannot get a grade nor a better one; a list.")),
        "groups": _GROUPS,
        "basis": _BASIS,
    },
    "Band": {
        "": About(Text("一个等次", "Band"), Text("下限写 from 或 above，上限写 to 或 below；上限可以不写，只供检查。", "A lower edge (from or above) and, for checks only, an upper one (to or below).")),
        "name": About(Text("名称", "Name"), Text("等次的名称。", "The name of the grade."), "优秀"),
        "en": About(Text("英文名称", "English name"), Text("英文输出里用的名称。", "Its name in English outputs."), "excellent"),
        "from": About(Text("下限（含）", "From"), Text("总分达到多少：分数，或满分的比例（带 %）。", "The total is so much or more: points, or with % a share of the most."), Text("90 或 90%", "90 or 90%")),
        "above": About(Text("下限（不含）", "Above"), Text("总分高于多少：分数，或满分的比例（带 %）。", "The total is more: points, or with % a share of the most."), "90"),
        "to": About(Text("上限（含）", "To"), Text("总分至多多少：分数，或满分的比例（带 %）。只供检查。", "The total is so much or less: points, or with % a share. For checks only."), "89"),
        "below": About(Text("上限（不含）", "Below"), Text("总分低于多少：分数，或满分的比例（带 %）。只供检查。", "The total is less: points, or with % a share. For checks only."), "90"),
        "quota": About(Text("名额", "Quota"), Text("这个等次至多几个单位。", "How many units may get the grade."), "{share: 30%, round: down, tie: out}"),
        "needs": About(Text("还要达到", "Needs"), Text("得这个等次还要达到的：写一条，或一个列表，每条都要达到。", "What the grade asks for as well: one need, or a list that must all be met."), '{item: "1", from: 60%}'),
    },
    "Quota": {
        "": About(Text("名额", "Quota"), Text("share（比例）和 count（个数）写且只写一个。", "Either share or count.")),
        "share": About(Text("比例", "Share"), Text("占 of 所指单位的多少：0.3、30% 或 1/3。", "The share of the units in of: 0.3, 30% or 1/3."), "30%"),
        "count": About(Text("个数", "Count"), Text("几个单位：整数。", "How many units: a whole number."), "5"),
        "round": About(Text("怎样取整", "Round"), Text("比例算出的数怎样化为整数；写 count 的不用写。", "How a share becomes a whole number; a count needs none."), values={"down": Text("舍去", "down"), "up": Text("进位", "up"), "half-up": Text("四舍五入", "half up")}),
        "tie": About(Text("并列时", "Tie"), Text("名次相同而名额只够其中一部分。", "Equal ranks, and room for some of them."), values={"in": Text("都算", "all of them get it"), "out": Text("都不算，后面的也不能补上", "none gets it, nor anybody below")}),
        "of": About(Text("占谁的比例", "Of"), Text("比例按哪些单位算。", "The units that the share is of."), values={"listed": Text("全组单位，不排名的除外", "all of the group but those never ranked"), "eligible": Text("再除去被禁止得这一等次的", "without those barred from it, too")}),
    },
    "Need": {
        "": About(Text("还要达到", "Need"), Text("看什么：item、items、part、veto 之一；界线：from、above、to、below 之一。", "What it looks at (item, items, part or veto) and one edge (from, above, to or below).")),
        "item": About(Text("哪一项", "Item"), Text("项的编号，加引号。", "The id of an item, in quotes."), '"1"'),
        "items": About(Text("哪些项", "Items"), Text("编号的列表；all 为各个计分项，indicators 为各一级指标。都要达到界线，写了 at_least、at_most 的看达到的有几项。", "A list of ids; all scored items (all) or all of the first level (indicators). Each must meet the edge, or as many as at_least and at_most say."), '["1", "2", "3"]'),
        "part": About(Text("哪个部分", "Part"), Text("composite 里部分的名称。", "The name of a part in composite."), "社会评议"),
        "veto": About(Text("否决项", "Veto"), Text("none：没有发生一票否决。", "none: no veto holds."), "none"),
        "from": About(Text("不低于", "From"), Text("至少多少（含）：分数，或该项能得的分的比例（带 %）。", "So much or more: points, or with % a share of what it can be."), Text("15 或 60%", "15 or 60%")),
        "above": About(Text("高于", "Above"), Text("高于多少（不含）：分数，或比例（带 %）。", "More than so much: points, or with % a share."), "15"),
        "to": About(Text("不高于", "To"), Text("至多多少（含）：分数，或比例（带 %）。", "So much or less: points, or with % a share."), "2"),
        "below": About(Text("低于", "Below"), Text("低于多少（不含）：分数，或比例（带 %）。", "Less than so much: points, or with % a share."), "3"),
        "at_least": About(Text("至少几项", "At least"), Text("items 里至少几项达到界线：1 或更大的整数。", "So many of the items or more meet the edge: 1 or more."), "2"),
        "at_most": About(Text("至多几项", "At most"), Text("items 里至多几项达到界线：整数，可以是 0。", "So many of the items or fewer meet the edge; 0 is allowed."), "1"),
    },
    "BarredUnit": {
        "": About(Text("不得评为", "Barred"), Text("一个单位不得评为某等次及更高的等次。", "A unit that cannot get a grade nor a better one.")),
        "unit": _UNIT,
        "band": About(Text("等次", "Band"), Text("bands 里的名称。", "A name in bands."), "优秀"),
        "reason": _REASON,
    },
}  # fmt: skip

FIELDS: Mapping[str, FieldWords] = {
    **GRADES,
    "Assessment": ASSESSMENT,
    "UnitCase": {
        "": About(Text("案例", "Case"), Text("给一个单位这些得分，应算出什么。只算这一个单位。", "Scores of one unit, and what must come out. The unit is tried alone.")),
        **CASE,
        "unit": _UNIT,
        "scores": About(Text("得分", "Scores"), Text("先按来源，再按编号写评分表里会填的。几位评分人不同的写列表，一人一条，最后一条代表其余各人。", "By source, then by id what a sheet's cell would hold. Where hands differ a list, an entry a hand; the last stands for all further ones."), '{市政府办公厅: {"1.1": 8}}'),
        "grade": About(Text("应得等次", "Grade"), Text("bands 里的名称。", "A name in bands."), "优秀"),
    },
    "Source": SOURCE,
    "Group": {
        "": About(Text("组", "Group"), Text("一起排名的单位，报告里称类别。", "Units that are ranked together.")),
        "name": About(Text("组名", "Name"), Text("组的名称。", "The name of the group."), "区政府"),
        "rubric": _RUBRIC,
        "version": _VERSION,
        "units": About(Text("单位", "Units"), Text("单位的列表，或考核文件旁一个文本文件的名称（每行一个单位）。改过名的写 {name: 现名, also: [曾用名]}，有自己的指标表的写 {name: 单位, rubric: 指标表}。", "A list of units, or the name of a text file beside this one, a unit a line. With former names: {name: …, also: […]}; with a table of its own: {name: …, rubric: …}."), Text("[甲区, 乙区] 或 区政府.txt", "[甲区, 乙区], or units.txt")),
        "unranked": About(Text("不排名的单位", "Unranked"), Text("列出、计分，但不排名次、不定等次；列表，这些单位也要写在 units 里。", "Listed and scored, but neither ranked nor graded; a list, and they stand in units, too.")),
        "ranked": About(Text("是否排名", "Ranked"), Text("false：整组只计分，供合成别的单位的总分。", "false: the group is only scored, for units composed of it.")),
    },
    "Unit": {
        "": About(Text("单位", "Unit"), Text("单位名称，或 {name: 现名, also: [曾用名], rubric: 自己的指标表}。", "A name, or {name: …, also: [former names], rubric: its own table}.")),
        "name": About(Text("现名", "Name"), Text("单位现在的名称。", "Its present name."), "市交通委"),
        "also": About(Text("曾用名", "Also"), Text("曾用名的列表；这些名称的评分表按现名读。", "Former names, a list; sheets that bear them are read as its own."), "[市道路运输局]"),
        "rubric": About(Text("自己的指标表", "Own table"), Text("这个单位自己的指标表的名称（其 rubric 键）；组成部分写 rubric: own 的按它计分。没有 composite 时，它代替组的指标表。", "The id of a rubric of its own; parts with rubric: own are scored under it. Without composite it stands in place of the group's."), "shuili"),
        "version": _VERSION,
    },
    "UnrankedUnit": {
        "": About(Text("不排名的单位", "Unranked"), Text("一个单位和它不排名的理由。", "A unit, and why it is not ranked.")),
        "unit": _UNIT,
        "reason": _REASON,
    },
    "Join": {
        "": About(Text("怎样合并", "Join"), Text("规则和依据。", "The rule and its basis.")),
        "rule": About(Text("规则", "Rule"), Text("几位评分人的分怎样合并。", "How the scores of several assessors become one."), values=SOURCE["join"].values),
        "basis": _BASIS,
    },
    "Disagreement": {
        "": About(Text("分歧界限", "Disagreement"), Text("points（分）和 share（比例）写且只写一个。", "Either points or share.")),
        "points": About(Text("几分", "Points"), Text("相差超过几分。", "More than so many points apart."), "2"),
        "share": About(Text("分值的比例", "Share"), Text("相差超过该项分值的多少：0.3、30% 或 1/3。", "Apart by more than this share of the max: 0.3, 30% or 1/3."), "30%"),
        "basis": _BASIS,
    },
    "Evidence": {
        "": About(Text("证明材料的词", "Evidence"), Text("填报说明里要求网址或材料的词。", "Words that ask for a link or a document.")),
        "link": About(Text("要网址的词", "Link"), Text("填报说明里有这些词之一的，要有网址；列表。", "An item whose evidence has one of these words needs a link; a list."), "[链接]"),
        "document": About(Text("要材料的词", "Document"), Text("填报说明里有这些词之一的，要写材料名称；列表。", "An item whose evidence has one of these words needs a document; a list."), "[材料]"),
        "basis": _BASIS,
    },
    "SharingRule": {
        "": About(Text("几个来源都评的项", "Shared items"), Text("几个来源评同一项时的规则。", "The rule for items that several sources score.")),
        "items": _ITEMS,
        "groups": _GROUPS,
        "rule": About(
            Text("规则", "Rule"),
            Text("几个来源的分怎样成为一个。", "How the scores of the sources become one."),
            values={
                "replace": Text("用 order 里第一个要评该单位的来源", "the first source in order that is to score the unit"),
                "weighted-mean": Text("按 weights 加权平均", "the mean by weights"),
            },
        ),
        "order": About(Text("先后", "Order"), Text("rule 为 replace 时：来源的列表，至少两个，先的优先。", "For rule replace: a list of two sources at least, the first goes before."), "[联合检查组, 市政府办公厅]"),
        "weights": About(Text("权重", "Weights"), Text("rule 为 weighted-mean 时：各来源的权重，至少两个，合计为 1。", "For rule weighted-mean: the weights of two sources at least, which add up to 1."), "{市政府办公厅: 50%, 第三方评估: 50%}"),
        "basis": _BASIS,
    },
    "Composite": {
        "": About(Text("总分的组成", "Composite"), Text("各部分都写权重，或都不写。", "All parts have a weight, or none.")),
        "parts": About(Text("各部分", "Parts"), Text("至少一个。", "One at least.")),
        "total": About(Text("满分", "Total"), Text("总分折到几分；有权重时默认 100，没有权重时默认各部分之和。", "The scale of the total; with weights 100 by default, without them the sum of the parts."), "100"),
        "groups": _GROUPS,
        "basis": _BASIS,
    },
    "Part": {
        "": About(Text("总分的一个部分", "Part"), Text("按一个指标表计分；写了 max 的是单独一个分。", "Scored under a rubric; with max, a single figure.")),
        "name": About(Text("名称", "Name"), Text("部分的名称，印在报告上。", "Printed on reports."), "社会评议"),
        "rubric": About(Text("指标表", "Rubric"), Text("指标表的名称（其 rubric 键）；own：各单位自己的指标表（写在 units 里）。默认是组的指标表。", "The id of a rubric; own: the table of each unit's own, named in units. By default the group's."), "shanghai-2022-district"),
        "version": _VERSION,
        "of": About(Text("在哪些部分里选", "Of"), Text("这个部分是所写的几个部分中得分最高或最低的一个，代替它们计入总分；写其他部分的名称，至少两个。", "The part is the highest or the lowest of these, and stands in their place: names of other parts, two at least."), "[第一类, 第二类]"),
        "rule": About(Text("取高还是取低", "Rule"), Text("有 of 时：取哪一个。满分不同的按得分的比例比。", "With of: which of them counts. Where their totals differ, shares of these are compared."), values={"highest": Text("最高的", "the highest"), "lowest": Text("最低的", "the lowest")}),
        "max": About(Text("单独一个分的分值", "Max"), Text("这个部分只打一个分，最多几分，不能再写 rubric；有 of 的是选出的计几分。", "The part is a single figure of so many points at most, not beside a rubric; with of, what the chosen one counts at most."), "100"),
        "sources": About(Text("由谁评", "Sources"), Text("来源的列表；默认在其指标表里有项、又没有写在别的部分里的各来源。", "A list of sources; by default those with items of its rubric that no other part names."), "[社会评议]"),
        "weight": _WEIGHT,
        "once": About(Text("只评一次", "Once"), Text("true：有 periods 时，这个部分不按期评，整轮只评一次。", "true: with periods, the part is scored once for the whole round and not in each period.")),
        "groups": _GROUPS,
    },
    "ItemFigures": {
        "": About(Text("一项的数值", "Figures of an item"), Text("各单位用来比的数；values 和 file 写且只写一个。", "What the units are compared with; either values or a file.")),
        "item": About(Text("哪一项", "Item"), Text("编号，加引号。", "The id, in quotes."), '"2"'),
        "values": About(Text("数值", "Values"), Text("按单位写。", "By unit."), "{甲区: 27, 乙区: 30.5}"),
        "file": About(Text("文件", "File"), Text("考核文件旁的表格（一行一个单位，一列一项），或 gkpg 的结果文件。", "A table beside this file, with a row a unit and a column an item; or a result file of gkpg."), "targets.csv"),
        "was": About(Text("在文件里的编号", "Was"), Text("这一项在文件里的编号；默认相同。", "The id of the item in the file; the same by default."), '"3.1"'),
        "basis": _BASIS,
    },
    "Periods": {
        "": About(Text("期间", "Periods"), Text("各期怎样合成一个得分。", "How the periods become one figure.")),
        "each": About(Text("各期", "Each"), Text("按先后，至少一期。", "In their order, one at least."), "[{name: 上半年, weight: 40%}, {name: 下半年, weight: 60%}]"),
        "rule": About(
            Text("怎样合成", "Rule"),
            Text("各期得分怎样成为一个。默认 mean。", "How the points of the periods become one figure. Default: mean."),
            values={"mean": Text("平均；各期写了 weight 的按权重", "their mean, by weights where they have some"), "sum": Text("相加", "their sum")},
        ),
        "groups": _GROUPS,
        "basis": _BASIS,
    },
    "Period": {
        "": About(Text("一期", "Period"), Text("一期的名称、权重和日期。", "Its name, weight and dates.")),
        "name": About(Text("名称", "Name"), Text("期间的名称，与评分表上的考核期相同；也是空白表的文件夹名。", "As sheets name the period; also the folder of its blank sheets."), "上半年"),
        "weight": _WEIGHT,
        "opens": About(Text("开始日期", "Opens"), Text("YYYY-MM-DD，不加引号；从何时起交表。", "YYYY-MM-DD without quotes; from when sheets come in."), "2026-06-20"),
        "due": About(Text("截止日期", "Due"), Text("YYYY-MM-DD，不加引号；这一期各来源的截止日期，先于来源的 due。", "YYYY-MM-DD without quotes; for all sources in this period, goes before theirs."), "2026-07-10"),
    },
    "Compared": {
        "": About(Text("和谁比", "Compared"), Text("哪些项，和哪些单位比，哪些单位不算在内。", "Which items, with whom, and who does not count.")),
        "items": About(Text("哪些项", "Items"), Text("kind 为 relative 的项的编号的列表；默认全部。", "A list of ids of items of kind relative; all by default."), '["2"]'),
        "groups": _GROUPS,
        "among": About(Text("分成哪些范围", "Among"), Text("列表，每条是一个范围：其中的单位彼此相比，每个单位在且只在一个里。默认每组一个范围。", "A list of sets of units that are compared with one another; every unit is in one. By default each group is one.")),
        "without": About(
            Text("不算在内", "Without"),
            Text("哪些单位不算在别人比较的对象里；一个列表，默认 [unranked]。它们自己仍与其余的比。", "Who does not count among those that others are compared with; a list, [unranked] by default. They are still compared with the rest."),
            "[unranked, missing]",
            values={
                "unranked": Text("只列名、不排名的单位", "units that are listed only"),
                "vetoed": Text("被否决项直接定为不合格的单位", "units that a veto fails"),
                "missing": Text("还没有数值的单位；不写就要等它们，在那以前谁也没有这一项的分", "units without a figure yet; unless this is written nobody gets points before they have one"),
            },
        ),
        "basis": _BASIS,
    },
    "UnitSet": {
        "": About(Text("范围", "Set"), Text("彼此相比的一些单位。", "Units that are compared with one another.")),
        "name": About(Text("名称", "Name"), Text("范围的名称。", "The name of the set."), "珠三角"),
        "units": About(Text("哪些单位", "Units"), Text("单位名称的列表。", "A list of units."), "[甲区, 乙区]"),
        "groups": About(Text("哪些组", "Groups"), Text("这些组的全部单位。", "All units of these groups."), "[区政府, 园区]"),
    },
    "NotApplicable": {
        "": About(Text("可以不适用的项", "Not applicable"), Text("哪些项、哪些单位，标了怎么算。", "Which items, of which units, and what a unit gets.")),
        "items": _ITEMS,
        "groups": _GROUPS,
        "units": About(Text("哪些单位", "Units"), Text("单位名称的列表；默认全部。", "A list of units; all by default."), "[甲区]"),
        "treatment": About(
            Text("怎么算", "Treatment"),
            Text("不适用的项该单位得到什么。", "What the unit gets for it."),
            values={
                "full": Text("给满分", "its max"),
                "rescale": Text("同级的其余各项按比例接收它的分值，都不适用时由上一级的其余各项接收，直到总分的各部分", "the others beside it take over its max in proportion; where none is left, those beside the item above, up to the parts of the total"),
                "rescale-indicator": Text("同一指标的其余各项折算到指标分值", "the rest of the indicator, scaled to its max"),
                "rescale-total": Text("其余各项折算到指标表总分", "the rest of the table, scaled to its total"),
                "spread": Text("分值平均加到同一指标的其他计分项上", "its max spread over the other items of the indicator"),
                "average": Text("同组其他单位这一项的平均分", "the mean of the other units of the group"),
                "move": Text("分值加到 to 这一项上", "its max is added to the item in to"),
                "omit": Text("没有分，能得的分也少了，不折算", "nothing; less can be had, and nothing is scaled"),
            },
        ),
        "to": About(Text("加到哪一项", "To"), Text("treatment 为 move 时：另一个计分项的编号，加引号。", "For treatment move: the id of another scored item, in quotes."), '"4.1"'),
        "proof": About(Text("要不要证明", "Proof"), Text("true：标“不适用”的要写依据或附件。", "true: a mark needs a reason or a link.")),
        "marked": About(Text("由人标记", "Marked"), Text("false：事先就知道这些单位没有这些项，不用人标，表里也不出现。", "false: known beforehand; nobody marks it, and sheets do not ask for it.")),
        "basis": _BASIS,
    },
    "RoundingRule": {
        "": About(Text("舍入", "Rounding"), Text("一个步骤的舍入。", "The rounding of one step.")),
        "step": About(
            Text("哪个数", "Step"),
            Text("舍入哪一步的数；每一步写一次。", "The figure that is rounded; each step once."),
            values={
                "assessors": Text("一个来源给一项的分", "what one source gives an item"),
                "item": Text("各来源合成的、或由下面各项换算的一项的分", "an item's points, from all sources or by its own rule from the items below it"),
                "indicator": Text("指标的分", "an indicator's points"),
                "part": Text("部分的分", "a part's points"),
                "total": Text("总分", "the total"),
                "converted": Text("折算分", "the converted total"),
            },
        ),
        "places": About(Text("几位小数", "Places"), Text("保留几位小数：0 至 9 的整数。", "Decimals that are kept: a whole number from 0 to 9."), "2"),
        "mode": About(Text("怎样舍入", "Mode"), Text("恰好一半时怎么办。", "What a half does."), values={"half-up": Text("四舍五入", "up"), "half-even": Text("四舍六入五成双", "to the even digit")}),
        "basis": _BASIS,
    },
    "Ranking": {
        "": About(Text("名次", "Ranking"), Text("总分相同时怎么排，或不排名次。", "How equal totals are ranked, or that there are no ranks.")),
        "ranks": About(Text("不排名次", "Ranks"), Text("none：不排名次，不写 ties、by；名额仍按总分。", "none: there are no ranks, nor ties and by; quotas go by totals all the same."), "none"),
        "ties": About(Text("并列以后", "Ties"), Text("并列以后的名次。", "How ranks go on after a tie."), values={"skip": Text("1、2、2、4", "1, 2, 2, 4"), "dense": Text("1、2、2、3", "1, 2, 2, 3")}),
        "by": About(Text("依次比较", "By"), Text("总分相同时依次比较的项或部分，高的在前；列表。", "Items or parts compared in turn where totals are equal; a list."), '[{item: "1"}, {part: 社会评议}]'),
        "basis": _BASIS,
    },
    "TieFigure": {
        "": About(Text("一个数据", "Figure"), Text("values 和 file 写且只写一个。", "Either values or file.")),
        "name": About(Text("名称", "Name"), Text("数据的名称；file 里是列标题。", "Its name; in a file, the heading of its column."), "任务数"),
        "values": About(Text("各单位的数", "Values"), Text("按单位写，每个排名的单位都要有。", "By unit; every unit that is ranked has one."), "{甲区: 12, 乙区: 9}"),
        "file": About(Text("文件", "File"), Text("考核文件旁的表（csv、xlsx 等）：第一行是列标题，第一列是单位。", "A table beside the assessment (csv, xlsx): headings in the first row, units in the first column."), "任务数.csv"),
        "basis": _BASIS,
    },
    "Coefficient": {
        "": About(Text("系数", "Coefficient"), Text("各单位的得分乘以自己的系数。满分不变。", "The points of a unit times a figure of its own. What it can have stays the same.")),
        "figure": About(Text("哪个数据", "Figure"), Text("figures 里的名称；各单位的数都大于 0。", "A name in figures; all above 0."), "难度系数"),
        "part": About(Text("哪个部分", "Part"), Text("composite 里部分的名称；不写的乘总分。", "The name of a part in composite; by default the whole total."), "重点工作"),
        "otherwise": About(Text("没有的按几算", "Otherwise"), Text("figures 里没有的单位按这个系数；默认每个单位都要有。", "The coefficient of units that have none in figures; by default every unit has one."), "1"),
        "groups": _GROUPS,
        "basis": _BASIS,
    },
    "TieBreaker": {
        "": About(Text("比较什么", "Tie-breaker"), Text("item（项）、part（部分）、figure（数据）写且只写一个。", "One of item, part and figure.")),
        "figure": About(Text("哪个数据", "Figure"), Text("figures 里的名称。", "A name in figures."), "任务数"),
        "better": About(Text("哪个在前", "Better"), Text("高的在前还是低的在前。", "Which of them goes before."), values={"higher": Text("高的在前", "the higher"), "lower": Text("低的在前", "the lower")}),
        "item": About(Text("哪一项", "Item"), Text("项的编号，加引号。", "The id of an item, in quotes."), '"1"'),
        "part": About(Text("哪个部分", "Part"), Text("composite 里部分的名称。", "The name of a part in composite."), "社会评议"),
    },
    "Conversion": {
        "": About(Text("总分折算", "Conversion"), Text("舍入后的总分 ÷ 满分 × to。", "The rounded total, divided by the most, times to.")),
        "to": About(Text("折算成几分", "To"), Text("折算后的满分，单位是分。", "The most points after conversion."), "5"),
        "groups": _GROUPS,
        "basis": _BASIS,
    },
    "ComposedUnit": {
        "": About(Text("合成的单位", "Composed unit"), Text("总分由别的单位的总分合成。", "Its total is made of other units' totals.")),
        "unit": About(Text("单位", "Unit"), Text("合成的单位，也要写在其组的 units 里。", "The composed unit; it stands in its group's units, too."), "某系统"),
        "group": About(Text("组", "Group"), Text("它所在的组。", "The group that it is in."), "市级部门"),
        "of": About(Text("由谁合成", "Of"), Text("几部分单位和各自的权重，合计为 1；列表。", "Units with their weights, which add up to 1; a list."), "[{units: [甲局], weight: 60%}, {units: [乙局, 丙局], weight: 40%}]"),
        "basis": _BASIS,
    },
    "Ingredient": {
        "": About(Text("合成的一部分", "Ingredient"), Text("这些单位总分的平均，乘以权重。", "The mean of these units' totals, times the weight.")),
        "units": About(Text("哪些单位", "Units"), Text("单位名称的列表，至少一个。", "A list of one unit at least."), "[甲局, 乙局]"),
        "weight": _WEIGHT,
    },
    "Conflict": {
        "": About(Text("回避", "Conflict"), Text("一位评分人不能评的单位。", "Units that an assessor may not score.")),
        "assessor": About(Text("评分人", "Assessor"), Text("评分人的姓名，与评分表上的相同。", "Their name, as on sheets."), "张三"),
        "units": About(Text("哪些单位", "Units"), Text("单位名称的列表，至少一个。", "A list of one unit at least."), "[甲区]"),
        "reason": _REASON,
    },
    "Publication": {
        "": About(Text("发布", "Publication"), Text("结果的通报（gkpg report --format docx）上要写、算不出来的内容；没有写的留空待填。", "What the notice of the results (gkpg report --format docx) says and cannot be computed; what is not written is left blank there.")),
        "title": About(Text("标题", "Title"), Text("通报的标题；默认由考核的名称写成。", "The title of the notice; by default made of that of the assessment."), "关于2022年度政务公开考核结果的通报"),
        "number": About(Text("发文字号", "Number"), Text("年份写在〔〕里，序号不加 0；还没有编号的可以写 某府办发〔2023〕　号。", "As the office numbers its documents."), "某府办发〔2023〕1号"),
        "addressee": About(Text("主送机关", "Addressee"), Text("通报发给谁，末尾不写冒号。", "To whom the notice is sent, without a colon."), "各区人民政府，市政府各部门"),
        "basis": About(Text("依据", "Basis"), Text("这一轮考核依据的文件，写进通报的第一句。", "The document by which the round was run; the first sentence of the notice names it."), "《2022年政务公开工作要点》（某府办发〔2022〕9号）"),
        "signatory": About(Text("发文机关", "Signatory"), Text("落款的机关全称。", "The office that signs, by its full name."), "某市人民政府办公厅"),
        "date": About(Text("成文日期", "Date"), Text("YYYY-MM-DD，不加引号；不早于 result。", "YYYY-MM-DD without quotes; not before result."), "2023-01-10"),
        "scores": About(Text("公布得分", "Scores"), Text("false：公布时只写等次，不写得分和名次。默认 true。", "false: what is made public has grades alone, neither scores nor ranks. Default: true.")),
    },
    "ReceivedSheet": {
        "": About(Text("收到日期", "Received"), Text("没有写的键不限。", "A key that is not there means any.")),
        "unit": _UNIT,
        "source": About(Text("来源", "Source"), Text("来源的名称，与 sources 里写的相同。", "The name of a source, as in sources."), "自查"),
        "assessor": About(Text("评分人", "Assessor"), Text("评分人，与评分表上的相同。", "The assessor, as on the sheet."), '"1"'),
        "date": About(Text("哪一天", "Date"), Text("YYYY-MM-DD，不加引号。", "YYYY-MM-DD without quotes."), "2022-11-14"),
    },
}  # fmt: skip
