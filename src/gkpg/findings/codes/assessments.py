"""Codes of assessment files."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, W

ASSESSMENT = {
    "A101": Code(
        E,
        Text("找不到指标表 {name}{nearest}", "rubric {name} is not at hand{nearest}"),
        Text(
            "指标表应在考核文件旁的 rubrics/ 里，或随 gkpg 附带，并且本身成立。",
            "A rubric lies in rubrics/ beside the assessment file, or comes with gkpg, and is sound.",
        ),
        Text(
            "请改正名称，或放进指标表；已在那里的，先改正它的错误",
            "correct the name, or put the rubric there; if it is there, correct its errors first",
        ),
    ),
    "A102": Code(
        E,
        Text("指标表 {name} 有几个版本（{versions}）", "rubric {name} has several versions ({versions})"),
        Text("没有写明用哪一版。", "It is not said which version is used."),
        Text("请用 version 写明", "name one with version"),
    ),
    "A103": Code(
        E,
        Text("指标表里没有编号 {name}{nearest}", "no item {name} in the rubric{nearest}"),
        Text("所写的编号在相应组的指标表里找不到。", "The id stands in no rubric of the groups concerned."),
        Text("请改正编号", "correct the id"),
    ),
    "A104": Code(
        E,
        Text("{name} 不在单位名单里{nearest}", "{name} is not on the list of units{nearest}"),
        Text("这里提到的单位不在任何一组的 units 里。", "The unit is named here but stands in no group."),
        Text("请改正名称，或补进 groups", "correct the name, or add it to a group"),
    ),
    "A105": Code(
        E,
        Text("没有来源 {name}{nearest}", "there is no source {name}{nearest}"),
        Text("这里提到的评分来源不在 sources 里。", "The source is named here but is not among the sources."),
        Text("请改正名称，或补进 sources", "correct the name, or add it to the sources"),
    ),
    "A106": Code(
        E,
        Text("没有组 {name}{nearest}", "there is no group {name}{nearest}"),
        Text("这里提到的类别不在 groups 里。", "The group is named here but is not among the groups."),
        Text("请改正名称", "correct the name"),
    ),
    "A107": Code(
        E,
        Text("{name} 写了两次（第 {first} 行已有）", "{name} stands twice (first on line {first})"),
        Text(
            "组、单位、来源、组成部分和等次的名称各自不能重复；一个单位只在一个组里。",
            "Groups, units, sources, parts and grades have names of their own; a unit is in one group only.",
        ),
        Text("请删去一个，或改名", "delete one of them, or rename it"),
    ),
    "A108": Code(
        E,
        Text("组 {group} 没有写指标表", "group {group} names no rubric"),
        Text(
            "组要写明 rubric；总分由几个部分组成时，每个部分也可以各写各的。",
            "A group names its rubric; where the total is made of parts, each may name its own.",
        ),
        Text("请补上 rubric", "add its rubric"),
    ),
    "A109": Code(
        E,
        Text("没有组成部分 {name}{nearest}", "there is no part {name}{nearest}"),
        Text("这里提到的部分不在 composite 里。", "The part is named here but stands in no composite."),
        Text("请改正名称", "correct the name"),
    ),
    "A110": Code(
        E,
        Text("没有等次 {name}{nearest}", "there is no grade {name}{nearest}"),
        Text("这里提到的等次不在 bands 里。", "The grade is named here but is not among the bands."),
        Text("请改正名称", "correct the name"),
    ),
    "A111": Code(
        E,
        Text("单位名单 {file} 读不出（{reason}）", "the list of units {file} cannot be read ({reason})"),
        Text(
            "units 是文件名时，文件应在考核文件旁，每行一个单位。",
            "Where units is the name of a file, it lies beside the assessment file and has a unit a line.",
        ),
        Text("请检查文件", "check the file"),
    ),
    "A112": Code(
        E,
        Text(
            "指标表的否决项 {veto} 禁评“{name}”，这一组的等次：{names}",
            "the veto {veto} of the rubric bars “{name}”; the grades are {names}",
        ),
        Text(
            "否决项要禁评的等次不在这个组的等次里，就不起作用。",
            "A veto that bars a grade which the group does not have would do nothing.",
        ),
        Text("请改正指标表的 bars，或考核文件的等次", "correct bars in the rubric, or the grades"),
    ),
    "A116": Code(
        E,
        Text("文件 {file} 里的数值读不出（{reason}）", "the figures in {file} cannot be read ({reason})"),
        Text(
            "targets、previous 里的文件放在考核文件旁：表格一行一个单位、一列一项，第一行写编号；或是 gkpg 写的、没有动过的结果文件。",
            "A file under targets or previous lies beside the assessment file: a table with a row a unit and a column an item, headed by its id; or a result file as gkpg wrote it.",
        ),
        Text("请检查文件", "check the file"),
    ),
    "A117": Code(
        E,
        Text("{unit} 的 {item}：{how}", "{item} of {unit}: {how}"),
        Text(
            "按目标或按上一次的数值得分的项（of），每个单位都要有能用来比的数。",
            "Where points come of a target or of an earlier figure (of), every unit needs one that can be compared with.",
        ),
        Text(
            "请补上或改正；这一项不适用的单位写在 not_applicable 里",
            "add or correct it; name units without the item under not_applicable",
        ),
    ),
    "A201": Code(
        E,
        Text("{group} 的{part}中没有来源给这些项评分：{items}", "{group}, {part}: nobody scores {items}"),
        Text(
            "没有人评的项得不出分，整组都没有总分。",
            "An item that nobody scores has no points, and then no unit of the group has a total.",
        ),
        Text("请在 sources 里写明由谁评", "say in the sources who scores them"),
    ),
    "A202": Code(
        E,
        Text(
            "{group} 的 {items} 有几个来源评分（{sources}），没有规则说明怎样合并",
            "{items} of {group}: scored by several sources ({sources}), and no rule joins them",
        ),
        Text(
            "几个来源的分怎样合成一个，要在 shared 里写明，并提到每个来源。",
            "How the scores of several sources become one is said under shared, which names each of them.",
        ),
        Text("请在 shared 里写明，或改 items", "write a rule under shared, or change the items"),
    ),
    "A203": Code(
        E,
        Text("来源 {name} 没有要评的项", "source {name} scores nothing"),
        Text(
            "没有写 items，指标表的 assessed_by 里也没有它的名称。",
            "It has no items of its own, and the rubric's assessed_by does not name it.",
        ),
        Text("请写明 items，或删去这个来源", "give its items, or delete it"),
    ),
    "A204": Code(
        E,
        Text("权重合计是 {sum}，应为 1", "the weights add up to {sum}, not to 1"),
        Text("合在一起用的权重之和必须等于 1（100%）。", "Weights that are used together add up to 1 (100 %)."),
        Text("请改正", "correct them"),
    ),
    "A206": Code(
        E,
        Text("来源 {source} 不评 {items}", "source {source} does not score {items}"),
        Text("合并规则提到了不评这些项的来源。", "The rule names a source that scores none of its items."),
        Text("请改正来源或编号", "correct the source or the ids"),
    ),
    "A207": Code(
        E,
        Text("有的部分写了权重，{name} 没有", "some parts have weights, {name} has none"),
        Text(
            "各部分要么都写权重，要么都不写（直接相加）。",
            "Either all parts have weights, or none has and their points are added.",
        ),
        Text("请补上权重，或都删去", "add the weight, or delete them all"),
    ),
    "A208": Code(
        E,
        Text(
            "来源 {source} 同时给 {group} 的两个部分评分，两部分用同一个指标表（{part}）",
            "source {source} feeds two parts of {group} under one rubric ({part})",
        ),
        Text(
            "两个部分用同一个指标表、又由同一个来源评，交来的表分不清是哪个部分的。",
            "Two parts under one rubric from one source: nobody could tell which part a sheet is for.",
        ),
        Text("请分成两个来源，或两个指标表", "use two sources, or two rubrics"),
    ),
    "A209": Code(
        E,
        Text("组 {group} 没有任何组成部分", "group {group} has no part"),
        Text(
            "composite 的各部分都不属于这一组，得不出总分。",
            "No part of the composite is for this group; it could have no total.",
        ),
        Text("请补上这一组的部分", "add a part for it"),
    ),
    "A210": Code(
        E,
        Text("来源 {source} 要给自己评分：{units}", "source {source} is to score itself: {units}"),
        Text(
            "来源或评分人与被考核单位同名。单位不能由自己评分（自查除外）。",
            "A source or an assessor bears the name of an assessed unit. No unit is scored by itself, but for a self-check.",
        ),
        Text("请用 except 除去，由别的来源评", "except the unit, and have another source score it"),
    ),
    "A301": Code(
        E,
        Text(
            "等次 {name} 与 {better} 重叠：总分 {total} 两个都算", "grade {name} overlaps {better}: both take {total}"
        ),
        Text(
            "“75—85”和“85 以上”都含 85。用 below 写不含的上限。",
            "“75 to 85” and “from 85” both hold 85. An edge that is not included is written with below.",
        ),
        Text("请改正界线", "correct the edges"),
    ),
    "A302": Code(
        E,
        Text("总分 {total} 哪个等次也不算（在 {name} 处）", "no grade takes a total of {total} (at {name})"),
        Text(
            "“70—89”和“90 以上”之间漏了 89.5。总分舍入到整数时则没有漏。",
            "“70 to 89” and “from 90” leave out 89.5, unless totals are rounded to whole numbers.",
        ),
        Text("请改正界线", "correct the edges"),
    ),
    "A303": Code(
        E,
        Text(
            "等次 {name} 的名额占 {share}%（连同前面的等次；共 {units} 个单位）",
            "the quota of {name}, with those before it, comes to {share} % of {units} units",
        ),
        Text("名额合计不能超过全部单位。", "A quota, or several shares together, is of no more than all units."),
        Text("请改正名额", "correct the quota"),
    ),
    "A304": Code(
        E,
        Text("等次 {name} 应低于 {better}，界线却不低", "grade {name} comes after {better}, but its edge is not lower"),
        Text(
            "等次从高到低写，前面的没有下限时，后面的永远轮不到。",
            "Grades go from the best down; after one without a lower edge no other is ever reached.",
        ),
        Text("请改正顺序或界线", "correct the order or the edges"),
    ),
    "A305": Code(
        E,
        Text("{what}不封顶，没有比例可言", "{what} has no limit, so that nothing is a share of it"),
        Text(
            "不封顶（none）的总分或项，不能按百分比划等次、加权、折算，也不能折给别的项。",
            "Of a total or an item without a limit (none) there are no percentages, weights or other scales.",
        ),
        Text("请改写成分数，或给出上限", "write points, or give it a limit"),
    ),
    "A306": Code(
        E,
        Text(
            "等次 {name} 从 {edge} 起，总分最高只有 {most}",
            "grade {name} begins at {edge}, but no total is above {most}",
        ),
        Text(
            "最高的总分（连同加分）也够不到的等次，谁也评不上。",
            "A grade above the highest total, bonuses included, is for nobody.",
        ),
        Text("请改正界线", "correct the edge"),
    ),
    "A401": Code(
        E,
        Text("{second} 早于 {first}", "{second} is before {first}"),
        Text(
            "截止不能早于开始，出结果不能早于各来源的截止。",
            "Nothing is due before it opens, and the result not before the sheets it is made of.",
        ),
        Text("请改正日期", "correct the date"),
    ),
    "A402": Code(
        E,
        Text("这条规则用不了：{problem}", "this rule cannot work: {problem}"),
        Text("规则缺少要用的内容，或互相矛盾。", "A rule lacks what it needs, or contradicts itself."),
        Text("请补全或改正", "complete or correct it"),
    ),
    "A403": Code(
        E,
        Text(
            "{group} 没有 {name}，那里没有单位能评为{band}",
            "{group} has no {name}: no unit there can be {band}",
        ),
        Text(
            "等次所要求的项或部分，这一组没有。",
            "A grade needs points of an item or a part that the group does not have.",
        ),
        Text(
            "请改正编号或名称，或给这一组另写等次（groups）",
            "correct the id or name, or write other grades for the group (groups)",
        ),
    ),
    "A501": Code(
        W,
        Text("{rule} 没有写依据（basis）", "{rule} has no basis"),
        Text(
            "每条规则都应写明出自哪个文件；没有依据的照用，但报告会注明。",
            "Every rule names the document that fixes it. One without is used all the same, and reports say so.",
        ),
        Text("请补上文件名，如 沪府办字〔2022〕9号", "name the document"),
    ),
    "A502": Code(
        W,
        Text("发文字号 {number} 不合公文格式", "the number {number} has not the form of official documents"),
        Text(
            "GB/T 9704—2012：年份写全，放在六角括号〔〕里；序号前不加 0，不加“第”；末尾是“号”。",
            "GB/T 9704-2012: the whole year in 〔〕, a number without leading zeros or 第, and 号 at the end.",
        ),
        Text("请改成 某府办发〔2023〕1号 这样", "write it as 某府办发〔2023〕1号"),
    ),
    "A503": Code(
        W,
        Text("{key} 在这里不起作用：{why}", "{key} changes nothing here: {why}"),
        Text(
            "写了却影响不了任何结果的键，多半是写错了地方，或是它所看的内容写错了。",
            "A key that can change no result stands in the wrong place, or what it looks at is wrong.",
        ),
        Text("请删去，或改正它所看的内容", "delete it, or correct what it looks at"),
    ),
}
