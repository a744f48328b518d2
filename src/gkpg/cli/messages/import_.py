"""The sentences of `gkpg import`."""

from __future__ import annotations

from gkpg.base.text import Text

IMPORTS = {
    "import": Text(
        "把 Word、Excel 或文本里印的指标表变成 YAML 草稿：拆出子项，按合计复原缺的分值，缺了什么、哪里对不上逐处说明。",
        "Make a draft rubric from a printed table in Word, Excel or text: split into items, missing points restored from sums, every gap named at its place.",
    ),
    "import.table": Text("含指标表的文件：docx、xlsx、csv 或 txt", "the file with the table: docx, xlsx, csv or txt"),
    "import.output": Text(
        "草稿文件（.yaml）或文件夹，默认当前文件夹；已有的文件不动",
        "the draft's file (.yaml) or a folder, by default this one; existing files are left alone",
    ),
    "import.no_table": Text(
        "{file} 里没有找到指标表：标题行要有“指标”一类的栏、“分值”或“评分标准”一栏，共三栏以上；文本里各栏用制表符隔开",
        "no table was found in {file}: its heading needs a column such as 指标 (Indicator), one of 分值 (Max) or 评分标准 (Standard), and three in all; in text they are divided by tabs",
    ),
    "import.exists": Text(
        "已存在：{files}；什么也没有写，请用 -o 换一个文件夹或文件名",
        "exists already: {files}; nothing was written; name another folder or file with -o",
    ),
    "import.one_file": Text(
        "{file} 里有 {count} 个表，-o 请给文件夹", "{file} holds {count} tables; name a folder with -o"
    ),
    "import.sound": Text(
        "已写出 {file}：{indicators} 个指标、{leaves} 个计分项、总分 {total}，成立",
        "wrote {file}: sound; indicators {indicators}, scored items {leaves}, total {total}",
    ),
    "import.unsound": Text(
        "已写出 {file}：还有缺口，补上后用 gkpg validate rubric {file} 检查",
        "wrote {file}: it has gaps; fill them in and check it with gkpg validate rubric {file}",
    ),
    "import.to_set": Text(
        "草稿的 rubric（名称）和 version（版本）由 gkpg 拟定，group（类别）和 assessed_by（评分来源）没有写，请核定；勘误用 gkpg validate rubric 列出。",
        "rubric (the id) and version were made up by gkpg, group and assessed_by are left out: set them; gkpg validate rubric lists the repairs.",
    ),
}
