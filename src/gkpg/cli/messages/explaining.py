"""What `gkpg explain` says."""

from __future__ import annotations

from gkpg.base.text import Text

EXPLAINING = {
    "explain": Text(
        "说明一个单位的总分、等次、名次从哪里来：失了哪些分，谁给的，为什么，依据什么。",
        "Explain a unit's total, grade and rank: which points were lost, who gave them, why, and by which rule.",
    ),
    "explain.unit": Text("单位", "the unit"),
    "explain.item": Text(
        "只说明这一项（编号、印的序号或名称）", "only this item, by its id, its printed number or its name"
    ),
    "explain.result": Text("结果文件，默认 result.sqlite", "the result file; result.sqlite by default"),
    "explain.steps": Text("列出从总分到单元格的每一步", "every step from the total down to the cells"),
    "explain.format": Text(
        "格式；不写时看 -o 的文件名，再默认 text",
        "form of the explanation; else by the name given with -o, else text",
    ),
    "explain.output": Text("写到这个文件，不显示在屏幕上", "write to this file, not to the screen"),
    "explain.all": Text("每个单位写一个文件，放在这个文件夹", "a file for every unit, in this folder"),
    "explain.sealed": Text(
        "只给这个单位自己的一份：JSON，附可与公布的封印核对的记录，不含其他单位（docs/trust.zh-CN.md）",
        "the unit's own part alone: JSON with the records to be checked against the published seal (docs/trust.md)",
    ),
    "explain.sealed_alone": Text(
        "--sealed 是一个单位的整份 JSON，不与项或其他格式同用",
        "--sealed is the whole of one unit as JSON: no item and no other format goes with it",
    ),
    "explain.force": Text("覆盖 gkpg 写出以后改过的文件", "replace a file that was changed after gkpg had written it"),
    "explain.no_unit": Text(
        "请写出单位，如 gkpg explain 甲区；全部单位用 --all DIR",
        "name a unit, as in gkpg explain UNIT; for all units use --all DIR",
    ),
    "explain.all_alone": Text(
        "--all 写的是全部单位，不与单位、项或 -o 同用", "--all is for every unit: no unit, item or -o goes with it"
    ),
    "explain.unknown_unit": Text("结果里没有单位“{unit}”{near}", "the result has no unit “{unit}”{near}"),
    "explain.unknown_item": Text(
        "{unit} 的指标表里没有“{item}”这一项{near}", "the rubrics of {unit} have no item “{item}”{near}"
    ),
    "explain.near": Text("；相近的有：{names}", "; the nearest: {names}"),
    "explain.suffix": Text(
        "文件名以 {suffix} 结尾，格式却是 {format}", "the file's name ends in {suffix}, the format is {format}"
    ),
    "explain.ending": Text(
        "不能写成 {suffix}；可以写的有：{endings}", "{suffix} is no format of explanations; there are {endings}"
    ),
    "explain.kind": Text("单位说明", "an explanation"),
    "explain.writing": Text("正在写单位说明", "writing explanations"),
    "explain.wrote_all": Text("已写出 {count} 个单位的说明：{where}", "wrote explanations of {count} units: {where}"),
}
