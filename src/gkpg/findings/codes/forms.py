"""Codes of form: what a value of a rubric or an assessment may be, as text, number, list or date."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E

FORMS = {
    "R101": Code(
        E,
        Text("不认识的键 {key}{nearest}", "unknown key {key}{nearest}"),
        Text(
            "拼错的或放错层的键会被拒绝，而不是被忽略。",
            "A key that is misspelt or stands at the wrong level is refused, not ignored.",
        ),
        Text("请改正或删去", "correct or delete it"),
    ),
    "R102": Code(
        E,
        Text("{where}缺少 {key}", "{where} has no {key}"),
        Text("必须有的键没有写。", "A required key is missing."),
        Text("请补上：{due}", "add it: {due}"),
        Text("请补上", "add it"),
    ),
    "R103": Code(
        E,
        Text("{field} 是空的", "{field} is empty"),
        Text("写了键却没有内容，或内容只有空格。", "The key is there without content, or with spaces only."),
        Text("请填写：{due}", "fill it in: {due}"),
        Text("请填写", "fill it in"),
    ),
    "R104": Code(
        E,
        Text("{field} 应为{wanted}，写的是{found}", "{field} should be {wanted}, not {found}"),
        Text(
            "值的种类不对，例如该写列表的地方写了一句话。",
            "The value is of the wrong kind, such as a sentence where a list belongs.",
        ),
        Text(
            "请按 docs/rubric-format、docs/assessment-format 改写",
            "rewrite it as docs/rubric-format or docs/assessment-format shows",
        ),
    ),
    "R105": Code(
        E,
        Text("{field} 应为数，写的是“{text}”", "{field} should be a number, not “{text}”"),
        Text(
            "分值写成了文字或加了引号。占分值的份额，在类型的各键里写百分比（60%）；一项占上一级的份额写 weight。",
            "Points are written as text or in quotes. A share of the max is written in percent (60%) in the keys of a kind; "
            "the share that an item has of the one above is its weight.",
        ),
        Text(
            "请只写数，不加单位和引号{more}",
            "write the number alone, without a unit or quotes{more}",
        ),
        Text(
            "请只写数，不加单位和引号；类型的各键里可以写占分值的百分比（60%），占上一级的份额写 weight",
            "write the number alone, without a unit or quotes; in the keys of a kind a percentage of the max (60%) will do; "
            "the share that an item has of the one above is its weight",
        ),
    ),
    "R106": Code(
        E,
        Text("{field} 是 {text}，必须{least}", "{field} is {text}; it must be {least}"),
        Text(
            "分值为零或负数的项无法得分；最差的一名、末档等可以是 0。",
            "An item with zero or negative points cannot be scored; the worst of several may get 0.",
        ),
        Text("请改正", "correct it"),
    ),
    "R107": Code(
        E,
        Text(
            "{field} 是 {text}，超出 {places} 位小数或 {digits} 位整数",
            "{field} is {text}, with more than {places} decimals or {digits} digits before the point",
        ),
        Text(
            "公开的考核表最细到四位小数；更长的多半是算出来的近似值。",
            "Published tables have at most four decimals; a longer figure is most likely a computed approximation.",
        ),
        Text("请写原表上的数", "write the figure of the original table"),
    ),
    "R108": Code(
        E,
        Text("{field} 是 {text}，只能是 {allowed}", "{field} is {text}; allowed are {allowed}"),
        Text("这个键只能取列出的几个值。", "Only the values listed are allowed for this key."),
        Text("请从中选一个", "choose one of them"),
    ),
    "R109": Code(
        E,
        Text("{field} 至少要有一项", "{field} needs at least one entry"),
        Text("列表是空的。", "The list is empty."),
        Text("请补上：{due}", "add one: {due}"),
        Text("请补上一项", "add one"),
    ),
    "R110": Code(
        E,
        Text(
            "编号“{id}”含空格或看不见的字符",
            "id “{id}” holds a space or a character that cannot be seen",
        ),
        Text(
            "编号要写进评分表再读回来；看不见的差别会使它对不上。",
            "An id goes into a sheet and comes back; a difference that cannot be seen would break the match.",
        ),
        Text("请删去空格，看不见的字符请重打", "take out the space, or type the id again"),
    ),
    "R111": Code(
        E,
        Text("{field} 里有控制字符", "{field} holds a control character"),
        Text(
            "看不见的控制字符写不进工作簿。",
            "A control character that cannot be seen cannot be written into a workbook.",
        ),
        Text("请删去重打", "delete it and type the text again"),
    ),
}
