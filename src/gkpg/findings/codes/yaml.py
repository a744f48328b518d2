"""Codes of YAML."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E

YAML = {
    "Y101": Code(
        E,
        Text("不是 UTF-8 编码的文本", "not text in UTF-8"),
        Text(
            "文件用了别的编码（如 GBK），或不是文本。",
            "The file uses another encoding (such as GBK) or is not text.",
        ),
        Text("请另存为 UTF-8", "save it as UTF-8"),
    ),
    "Y102": Code(
        E,
        Text("不是合法的 YAML：{problem}", "not valid YAML: {problem}"),
        Text(
            "缩进、冒号、引号或括号有误，从这里起读不下去。常见原因：全角冒号“：”、制表符缩进、引号不成对。",
            "Indentation, a colon, a quote or a bracket is wrong, and nothing after it can be read. Often a full-width "
            "colon, a tab, or a missing quote.",
        ),
        Text("请改正此处{hint}", "correct it here{hint}"),
        Text("请改正此处", "correct it here"),
    ),
    "Y103": Code(
        E,
        Text("键 {key} 写了两次（第 {first} 行已有）", "key {key} is written twice (first on line {first})"),
        Text("YAML 会悄悄用后一个盖掉前一个。", "YAML would silently let the second one replace the first."),
        Text("请删去一个", "delete one of them"),
    ),
    "Y104": Code(
        E,
        Text("用了不支持的 YAML 写法：{what}", "YAML that may not be used: {what}"),
        Text(
            "锚点、别名、标签、多个文档和过深的嵌套不受支持：指标表应当一眼读懂，也不能被用来占满内存。",
            "Anchors, aliases, tags, several documents and very deep nesting are not supported: a rubric should be "
            "plain to read, and harmless.",
        ),
        Text("请直接写出内容", "write the content out"),
    ),
    "Y105": Code(
        E,
        Text(
            "文件里没有内容（应为“键: 值”）",
            "there is nothing in the file (keys with values were expected)",
        ),
        Text("文件是空的，或顶层不是键和值。", "The file is empty, or its top level is not keys with values."),
        Text(
            "请从随附的指标表或 gkpg init 写出的文件开始修改",
            "start from a packaged rubric, or from what gkpg init writes",
        ),
    ),
    "Y106": Code(
        E,
        Text(
            "{field} 应为文字，但 {text} 不加引号会被 YAML 读成{kind}",
            "{field} should be text, but YAML reads {text} without quotes as {kind}",
        ),
        Text(
            "不加引号的 NO、1.10、2022-08-08 等会被读成真假值、数、日期，原样就丢了。",
            "Without quotes NO, 1.10, 2022-08-08 and the like become a truth value, a number, a date; what was "
            "written is lost.",
        ),
        Text('请写成 "{text}"', 'write "{text}"'),
        Text('请加引号，如 "1.10"', 'write it in quotes, such as "1.10"'),
    ),
    "Y107": Code(
        E,
        Text(
            "{field} 的数写作 {text}，不同的 YAML 程序读法不同",
            "the number of {field} is written {text}, which YAML programs read differently",
        ),
        Text(
            "010 可能是 8，1_000 可能是 1000，1:30 可能是 90。分值只写普通小数。",
            "010 may be 8, 1_000 may be 1000, 1:30 may be 90. Points are written as plain decimals.",
        ),
        Text("请写成普通小数，如 8 或 0.5", "write a plain decimal such as 8 or 0.5"),
    ),
}
