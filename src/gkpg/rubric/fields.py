"""The words of a rubric's keys, for editors or for messages that name a column."""

from __future__ import annotations

from collections.abc import Mapping

from gkpg.base.text import Text
from gkpg.rubric.kinds import BLOCKS, COUNTINGS, DIRECTIONS, KIND_FIELDS, KINDS
from gkpg.yamlfiles.schema.about import About

FieldWords = Mapping[str, About]

_SOURCES = Text("评分来源", "Sources")
_GATE_EXAMPLE = "80"

_NUMBER = About(
    Text("原文的编号", "Printed number"),
    Text("原文印的编号与 id 不同时写，如各指标下都有（一）；评分表上印它。默认同 id。", "The number that the source prints where it is not the id, since it repeats; sheets show it. By default the id."),
    "（一）",
)  # fmt: skip

ITEM: FieldWords = {
    "": About(
        Text("指标或子项", "Item"),
        Text("表里的一行：一个指标或子项。没有 items 的才在评分表里占一行，供人填写。", "A node of the table. One without items is a row of the score sheet."),
    ),
    "id": About(
        Text("编号", "Id"),
        Text("编号是文字，加引号，照原文写：1.10、（一）、①、1-1-1 都可以；不含空格，在整个指标表里唯一。", "Text in quotes, as printed: 1.10, （一）, ① or 1-1-1; without spaces, unique in the rubric."),
        '"1.1"',
    ),
    "number": _NUMBER,
    "name": About(Text("名称", "Name"), Text("指标或子项的名称，印在评分表上。", "The name of the item, printed on sheets."), "公文备案及属性认定", is_column=True),
    "max": About(
        Text("分值", "Max"),
        Text("最多得几分，单位是分：大于 0，至多 4 位小数，不加引号；不封顶的写 none。子项的分值之和必须等于上一级的分值。写了 weight 的不写。", "The most points it can get: above 0, at most 4 decimals, no quotes; none where there is no limit. The max of sub-items adds up to that of the item above. Not beside a weight."),
        "8",
        is_column=True,
    ),
    "kind": About(
        Text("类型", "Kind"),
        Text("怎样得分。", "How it gets its points."),
        values={name: kind.says for name, kind in KINDS.items()},
    ),
    **KIND_FIELDS,
    "weight": About(Text("权重", "Weight"), Text("占上一级（第一级占 total）的比重，代替 max。写作 0.3、30% 或 1/3；同一级要么都写权重，要么都写分值，权重合计 100%。", "The share of the item above (of total on the first level), in place of max: 0.3, 30% or 1/3. On one level all items have one or none has; they add up to 100%."), "40%"),
    "scope": About(Text("指标（括号内）", "Scope"), Text("名称后面括号里的话。", "The words in brackets behind the name."), is_column=True),
    "description": About(Text("指标说明", "Description"), Text("考核什么。", "What is assessed."), is_column=True),
    "standard": About(Text("评分标准", "Standard"), Text("怎样给分，照录原文。有 items 且每句都写“…N 分”的，会与各子项的分值核对。", "How points are given, as printed. Where there are items and every clause ends in points, these are checked against the items."), is_column=True),
    "evidence": About(Text("填报说明", "Evidence"), Text("单位要交什么材料、网址，照录原文。", "What a unit hands in, as printed."), "提交网站链接", is_column=True),
    "method": About(Text("考评方式", "Method"), Text("谁考评、怎样考评，照录原文。", "Who assesses and how, as printed."), is_column=True),
    "assessed_by": About(_SOURCES, Text("给这一项评分的来源，一个列表。默认同上一级；考核文件写了 items 的以考核文件为准。", "The sources that score it, a list. By default those of the item above; an assessment file's items go before it."), "[市政府办公厅, 第三方评估]", is_column=True),
    "judgement": About(Text("按判断评分", "Judgement"), Text("写明此项整体判断、打一个分的原文；评分人要写依据。不能再有 items。", "The wording that makes it scored as a whole, with a reason. It has no items then."), "根据完成情况评分", is_column=True),
    "repair": About(Text("勘误", "Repair"), Text("原文没有印出或印错的地方：写一条，或一个列表。它不改数，只说明数从哪里来。", "What the source does not print or misprints: one, or a list. It changes nothing, it says where the value comes from.")),
    "items": About(Text("子项", "Items"), Text("下一级的各项，至少一个。分值之和等于这一项的分值。", "The items below, one at least. Their max adds up to that of this item."), is_column=True),
}  # fmt: skip

RUBRIC: FieldWords = {
    "": About(Text("指标表", "Rubric"), Text("一张指标表：某一年、某一版。写好后运行 gkpg validate rubric。", "One table of one edition of one year. Check it with gkpg validate rubric.")),
    "rubric": About(Text("指标表的名称", "Rubric"), Text("不含空格；评分表、考核文件和 --rubric 用它来指明这张表。", "Without spaces; sheets, assessment files and --rubric name the table by it."), "shanghai-2022-district"),
    "version": About(Text("版本", "Version"), Text("不含空格；像数的要加引号。改了指标表就换版本，并重新制表。", "Without spaces; in quotes where it looks like a number. Change it with every change of the table."), '"2022.1"'),
    "title": About(Text("标题", "Title"), Text("表的标题，印在评分表和报告上。", "Printed on sheets and reports."), "2022年政务公开考核评估指标表", is_column=True),
    "language": About(Text("语言", "Language"), Text("评分表和报告用的语言。", "The language of sheets and reports."), values={"zh": Text("中文", "Chinese"), "en": Text("英文", "English")}),
    "group": About(Text("类别", "Group"), Text("按此表排名的单位统称什么。默认为指标表的名称。", "What the units ranked under it are called together. By default the rubric's id."), "区政府"),
    "total": About(Text("总分", "Total"), Text("一个单位最多得几分，单位是分；各指标的分值之和必须等于它。加分不计入。有指标不封顶的写 none。", "The most points a unit can get; the max of the indicators adds up to it. Bonuses do not count to it. none where an indicator has no limit."), "100", is_column=True),
    "source": About(Text("出处", "Source"), Text("指标表出自哪个文件。", "The document that the table is taken from.")),
    "repair": About(Text("勘误", "Repair"), Text("title 或 total 的勘误：写一条，或一个列表。", "Repairs of title or total: one, or a list.")),
    "indicators": About(Text("指标", "Indicators"), Text("第一级的各项，至少一个。", "The items of the first level, one at least.")),
    "beside": About(Text("加分和扣分", "Bonuses and penalties"), Text("总分以外的加分、扣分，一个列表，每组一条；不计入 total。", "Bonuses and penalties on top of the total, a list; they do not count to total.")),
    "beside_max": About(Text("加分上限", "Most of all bonuses"), Text("全部加分合计最多几分。默认不限。", "The most points that all bonuses come to together. By default there is no limit."), "10"),
    "floor": About(Text("总分底线", "Floor"), Text("加上加分、减去扣分以后，这张表的得分最低为几分，0 或以上。默认不限。", "The least points that the table comes to with bonuses and penalties, 0 or more. By default there is no limit."), "0"),
    "ceiling": About(Text("总分封顶", "Ceiling"), Text("加上加分、减去扣分以后，这张表的得分最高为几分，如“加分后总分不超过 100 分”。默认不限。", "The most points that the table comes to with bonuses and penalties, as in “no more than 100 with bonuses”. By default there is no limit."), "100"),
    "vetoes": About(Text("一票否决", "Vetoes"), Text("不得发生的事和它的后果，一个列表。", "What must not happen and what it does, a list.")),
    "cases": About(Text("案例", "Cases"), Text("得分应算出什么的例子，一个列表；gkpg validate 照着算。", "Examples of what scores come to, a list; gkpg validate tries them.")),
}  # fmt: skip

#: The keys that a case of a rubric and one of an assessment share.
CASE: FieldWords = {
    "name": About(Text("名称", "Name"), Text("案例叫什么，用于提示。", "What messages call it."), "满分"),
    "others": About(
        Text("其余各项", "Others"),
        Text("scores 没有写到的项得多少。没有写全就必须有。", "What rows get that scores does not name. Needed unless it names all."),
        values={
            "full": Text("得满分；指标以外的不得分，否决项不发生", "the most there is; nothing beside the indicators, no veto"),
            "least": Text("得最低分", "the least"),
        },
    ),
    "against": About(
        Text("与什么相比", "Against"),
        Text(
            "按编号写 scores 里的数值与什么相比：与其他单位相比的项写其他单位的数值（[] 是没有别的单位），of: target、of: previous 的项写目标或上一次的数值。",
            "By id what figures in scores are compared with: those of the other units ([] is nobody else), or the target or the earlier figure.",
        ),
        '{"1": [9, 8.5], "4": 27}',
    ),
    "total": About(Text("应得总分", "Total"), Text("按规则应算出的总分，单位是分。", "The total that must come out, in points."), "97.5"),
    "points": About(Text("各项应得分", "Points"), Text("按编号写各项应算出的分。", "What must come out for items, by id."), '{"5": 12}'),
}  # fmt: skip

_TABLE = {"title": RUBRIC["title"], "total": RUBRIC["total"], **ITEM}
#: The keys that a repair can vouch for, by their names.
_REPAIRED = {key: about.name for key, about in _TABLE.items() if key not in {"", "id", "number", "repair"}}
#: The keys that are columns of the notice's own table, as it calls them.
COLUMNS = {key: about.name.zh for key, about in _TABLE.items() if about.is_column}

REPAIR: FieldWords = {
    "": About(Text("勘误", "Repair"), Text("原文没有印出或印错的一处。", "Something that the source does not print, or misprints.")),
    "field": About(Text("哪个键", "Field"), Text("勘误的键，一个或一个列表。", "The keys it is about: one, or a list."), "max", values=_REPAIRED),
    "kind": About(
        Text("复原还是假定", "Kind"),
        Text("有多确定。", "How certain it is."),
        values={
            "restored": Text("复原：只有一种读法能使印出的合计成立", "exactly one reading makes the printed sums hold"),
            "assumed": Text("假定：原文没有确定，由人选定；每份报告都会注明", "somebody chose it; every report says so"),
        },
    ),
    "reason": About(Text("理由", "Reason"), Text("为什么，取自哪里。有冒号、# 的要加引号。", "Why, and from where. In quotes where it has a colon or #."), '"原表未印分值：15-(4+3+2+3)=3"'),
}  # fmt: skip

FIELDS: Mapping[str, FieldWords] = {
    "Rubric": RUBRIC,
    "Item": ITEM,
    "Repair": REPAIR,
    "Case": {
        "": About(Text("案例", "Case"), Text("给这些得分，应算出什么。", "Scores, and what must come out.")),
        **CASE,
        "scores": About(Text("得分", "Scores"), Text("按编号写评分表里会填的：数、✓、✗、等级、不适用。", "By id what a sheet's cell would hold: a number, ✓, ✗, a level, n/a."), '{"1.1": 8, V1: ✗}'),
    },
    "SourceDocument": {
        "": About(Text("出处", "Source"), Text("指标表出自的文件。", "The document that a rubric transcribes.")),
        "document": About(Text("文件", "Document"), Text("文号或文件名。", "Its number or name."), "沪府办字〔2022〕9号"),
        "issued": About(Text("印发日期", "Issued"), Text("YYYY-MM-DD，不加引号。", "YYYY-MM-DD, without quotes."), "2022-08-08"),
        "part": About(Text("哪一部分", "Part"), Text("文件的哪个附件、哪一部分。", "The annex or part of the document."), "附件1"),
    },
    "Block": {
        "": About(Text("一组加分或扣分", "Bonus or penalty"), Text("总分以外的一组加分，或一组扣分。", "A block of bonuses or penalties beside the total.")),
        "id": About(Text("编号", "Id"), Text("与各项的编号不重复，不含空格。", "Unlike every other id, without spaces."), "加分"),
        "name": About(Text("名称", "Name"), Text("这一组的名称，印在评分表上。", "The name of the block, printed on sheets."), "加分项"),
        "kind": About(Text("加分还是扣分", "Kind"), Text("加在总分上，还是从总分里减去。", "Whether it is added or taken off."), values={name: kind.says for name, kind in BLOCKS.items()}),
        "max": About(Text("合计上限", "Max"), Text("这一组合计最多加或扣几分。默认不限，各行仍有自己的 max。", "The most points of the whole block. By default there is no limit but the max of each row."), "10"),
        "gate": About(Text("门槛", "Gate"), Text("达到门槛才计这一组；达不到的整组不计。", "What must be reached for the block to count at all.")),
        "assessed_by": About(_SOURCES, Text("给这一组评分的来源，一个列表。", "The sources that score it, a list."), "[市政府办公厅]"),
        "items": About(Text("各行", "Rows"), Text("这一组的各行，至少一个，各有自己的 max，可以是任何类型。扣分里写的、填的都是扣分；不写 kind 的行填扣分，写了 each 的填次数。", "The rows, one at least, each with its max, of any kind. In a penalty all that is written and entered is lost; rows without a kind take losses, with each how many times.")),
    },
    "ChangeRow": {
        "": About(Text("加或减", "Plus or minus"), Text("在基础分上加或减的一行。", "What is added to a base, or taken from it: a row of the sheet.")),
        "id": About(Text("编号", "Id"), Text("这一行的编号；默认是该项的编号后加 + 或 -。", "The id of the row. By default that of the item with + or - behind it."), '"3.1"'),
        "name": About(Text("名称", "Name"), Text("这一行的名称，印在评分表上；默认是该项的名称后加 + 或 -。", "The name of the row, printed on sheets. By default that of the item with + or - behind it."), "被采用信息"),
        "each": About(Text("每次几分", "Each"), Text("每一次加或减几分，评分表上填次数；不写就直接填分。", "Points for each time, where the sheet asks how often; without it, points are entered."), "0.05"),
        "max": About(Text("最多几分", "Max"), Text("合计最多加或减几分。加的默认加到该项的分值，减的默认减到底线。", "The most together. By default up to the max of the item, or down to its floor."), "0.5"),
    },
    "Gate": {
        "": About(Text("门槛", "Gate"), Text("above（高于）和 from（不低于）写且只写一个。", "Either above or from.")),
        "item": About(Text("看哪一项", "Item"), Text("看这一项的得分；默认看没有加分、扣分时的总分。", "The item whose points count; by default the total without bonuses and penalties."), '"1"'),
        "above": About(Text("高于", "Above"), Text("得分要高于这个数（不含），单位是分。", "More than so many points."), _GATE_EXAMPLE),
        "from": About(Text("不低于", "From"), Text("得分要达到这个数（含），单位是分。", "So many points or more."), _GATE_EXAMPLE),
    },
    "MeasureBand": {
        "": About(Text("一档", "Band"), Text("一档数值：一个界限，最后一档可以不写；另一边的界限可以照表写上，只供检查；再写 points、line 或 per 之一。", "One band: its edge, none for the last; the edge on the other side may be written as printed, for checks; and points, line or per.")),
        "from": About(Text("从（含）", "From"), Text("数值不小于它。", "Values from this one up."), "95"),
        "above": About(Text("高于", "Above"), Text("数值大于它（不含）。", "Values above this one."), "95"),
        "to": About(Text("至（含）", "To"), Text("数值不大于它；越低越好的表用。", "Values up to this one, where less is better."), "3"),
        "below": About(Text("低于", "Below"), Text("数值小于它（不含）；越低越好的表用。", "Values below this one, where less is better."), "3"),
        "points": About(Text("得分", "Points"), Text("落进这一档得几分。", "The points of the band."), "5"),
        "line": KIND_FIELDS["line"],
        "per": KIND_FIELDS["per"],
    },
    "Per": {
        "": About(Text("每步加减", "Per step"), Text("在 from 处得 base 分，每低或每高一步加减几分。", "Base points at `from`, and so many more or less for each step from there.")),
        "step": About(Text("一步", "Step"), Text("一步是多少，单位同数值。", "How much a step is, in the unit of the value."), "1"),
        "below": About(Text("每低一步", "Below"), Text("每低一步加几分；扣分写负数。", "Points for each step below; losses are negative."), "-0.1"),
        "above": About(Text("每高一步", "Above"), Text("每高一步加几分；扣分写负数。", "Points for each step above; losses are negative."), "0.05"),
        "from": About(Text("起点", "From"), Text("从哪个数值算起。", "The value that steps are counted from."), "95"),
        "base": About(Text("起点得分", "Base"), Text("起点处得几分；默认满分。", "The points at `from`. By default the max."), "4"),
        "count": About(Text("怎样算步", "Count"), Text("不满一步的怎样算。", "What a part of a step counts."), values=COUNTINGS),
    },
    "ValueRounding": {
        "": About(Text("先取整", "Round first"), Text("数值先取整再换算。", "The value is rounded before it becomes points.")),
        "places": About(Text("小数位数", "Places"), Text("保留几位小数，0 至 9。", "How many decimals are kept, 0 to 9."), "0"),
        "mode": About(Text("方向", "Mode"), Text("怎样取整。", "In which direction."), values=DIRECTIONS),
    },
    "VetoRule": {
        "": About(Text("否决项", "Veto"), Text("在评分表上占一行，填 ✓（发生了）或 ✗。", "A row of the sheet: ✓ where it happened, or ✗.")),
        "id": About(Text("编号", "Id"), Text("与各项的编号不重复，不含空格。", "Unlike every other id, without spaces."), "V1"),
        "number": _NUMBER,
        "name": About(Text("名称", "Name"), Text("什么事，印在评分表上。", "What it is about, printed on sheets."), "严重泄密"),
        "description": About(Text("说明", "Description"), Text("怎样算发生了。", "When it counts as having happened.")),
        "assessed_by": About(_SOURCES, Text("由谁认定，一个列表。", "The sources that decide, a list."), "[市保密局]"),
        "effect": About(Text("后果", "Effect"), Text("发生了怎么办，至少写一种。", "What it does, one thing at least."), "{fail: true}"),
    },
    "Effect": {
        "": About(Text("后果", "Effect"), Text("至少写一种。", "One thing at least.")),
        "fail": About(Text("直接不合格", "Fail"), Text("true：不计总分、不排名，定为最低等次。", "true: no total, no rank, the lowest grade.")),
        "total": About(Text("总分定为", "Total"), Text("总分就是这个数，单位是分，可以是 0。", "The total is so many points; 0 is allowed."), "59"),
        "ceiling": About(Text("总分不高于", "Ceiling"), Text("总分最高为这个数，单位是分。", "The total is no more than so many points."), "60"),
        "rank": About(Text("名次", "Rank"), Text("last：不论总分，排在最后；这样的几个单位并列。", "last: behind all others, whatever the total; several share the place."), "last"),
        "item": About(Text("哪一项", "Item"), Text("单独计分的项或指标的编号，加引号；它的得分就是 points。", "The id of an item or indicator, in quotes, that gets just the points in points."), '"3"'),
        "points": About(Text("这一项计几分", "Points"), Text("单位是分，可以是 0。", "What that item gets; 0 is allowed."), "0"),
        "minus": About(Text("某项扣分", "Minus"), Text("从某一项扣几分。", "Points taken from one item."), '{item: "2", points: 10}'),
        "bars": About(Text("不得评为", "Bars"), Text("不得评为这个等次及更高的等次；写等次的名称。", "Neither this grade nor a better one."), "优秀"),
    },
    "Minus": {
        "": About(Text("某项扣分", "Minus"), Text("从一项里扣分。", "Points taken from one item.")),
        "item": About(Text("哪一项", "Item"), Text("单独计分的项的编号，加引号。", "The id of an item with points of its own, in quotes."), '"2"'),
        "points": About(Text("扣几分", "Points"), Text("单位是分，写正数。", "Points, as a number above 0."), "10"),
        "alone": About(Text("从分值里扣", "Alone"), Text("true：该项得分为分值减去这些分，其他失分不再另扣；false：从该项所得的分里扣。", "true: from its max, and it loses nothing else; false: from what it got.")),
    },
}  # fmt: skip
