"""Codes of the layout of rubrics and assessments."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E

LAYOUTS = {
    "R401": Code(
        E,
        Text("不是统一排版：{how}", "not in the canonical layout: {how}"),
        Text(
            "gkpg fmt --check 只检查排版，不改文件。排版见 docs/rubric-format。",
            "gkpg fmt --check looks at the layout and changes nothing. The layout is told in docs/rubric-format.",
        ),
        Text("请运行 gkpg fmt", "run gkpg fmt"),
    ),
    "R402": Code(
        E,
        Text("无法无损地重新排版（{what}），未改动", "left alone: it cannot be laid out without loss ({what})"),
        Text(
            "重新排版后内容、注释必须一个不少；做不到的文件，gkpg fmt 一个字也不改。",
            "All values and all comments survive the layout; where that cannot be had, gkpg fmt changes nothing.",
        ),
        Text("请手工调整少见的写法", "write by hand what is unusual in another way"),
    ),
    "R403": Code(
        E,
        Text("既不是指标表也不是考核文件，未改动", "left alone: neither a rubric nor an assessment file"),
        Text(
            "gkpg fmt 只排第一层有 rubric、indicators 或 assessment 的文件。",
            "gkpg fmt lays out files with rubric, indicators or assessment among their first keys.",
        ),
        Text("请检查文件，或不要交给 gkpg fmt", "check the file, or don't hand it to gkpg fmt"),
    ),
    "R404": Code(
        E,
        Text("不能改写（{reason}），未改动", "left alone: it cannot be rewritten ({reason})"),
        Text(
            "文件只读，或文件夹里不能新建文件。改写的文件总是完整的，否则还是原样。",
            "The file is read-only, or no file can be made in its folder. A file is rewritten whole or stays as it was.",
        ),
        Text("请检查权限", "check the permissions"),
    ),
}
