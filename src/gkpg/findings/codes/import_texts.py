"""Codes of imports: names and descriptions of sub-items that contradict each other."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N, W
from gkpg.findings.codes.import_words import CHECK, FILL

IMPORT_TEXTS = {
    "T401": Code(
        N,
        Text(
            "{item}：评分标准印作“{printed}”，说明作“{label}”；正文（{place}）作“{name}”，从正文",
            "{item}: the standard prints “{printed}”, the description “{label}”; the text ({place}) has “{name}”, which is taken",
        ),
        Text(
            "同一项两处名称不同，表外的正文印证了其中一个。",
            "One item has two names, and the text around the tables bears out one of them.",
        ),
        Text("", ""),
    ),
    "T402": Code(
        W,
        Text(
            "{item}：评分标准印作“{printed}”，说明作“{label}”；暂取后者",
            "{item}: the standard prints “{printed}”, the description “{label}”; the latter is kept",
        ),
        Text("同一项两处名称不同，没有别处可以印证。", "One item has two names, and nothing else bears out either."),
        CHECK,
    ),
    "T403": Code(
        N,
        Text(
            "{item}：评分标准的名称错位（{printed}），按说明的次序为 {names}；正文（{place}）也是这个次序",
            "{item}: the names in the standard are shifted ({printed}); in the order of the description they are {names}, and so in the text ({place})",
        ),
        Text(
            "评分标准的名称有的在说明里是另一项的，有的在说明里没有；表外的正文印证了说明的次序。",
            "Some names of the standard are those of other items in the description, some are not there; the text around the tables bears out the description.",
        ),
        Text("", ""),
    ),
    "T404": Code(
        W,
        Text(
            "{item}：评分标准的名称错位（{printed}），假定按说明的次序为 {names}",
            "{item}: the names in the standard are shifted ({printed}); assumed to be, in the order of the description, {names}",
        ),
        Text(
            "评分标准的名称有的在说明里是另一项的，有的在说明里没有。也可能是说明有误。",
            "Some names of the standard are those of other items in the description, some are not there. The description may be wrong, too.",
        ),
        CHECK,
    ),
    "T405": Code(
        W,
        Text("{item}：说明里没有 {names}", "{item}: the description says nothing of {names}"),
        Text(
            "评分标准给了分，说明里却没有这一项，而其他各项都有。",
            "The standard gives points to an item that the description lacks, though it has the others.",
        ),
        CHECK,
    ),
    "T406": Code(
        E,
        Text(
            "{item}：本行的开头随前页缺失，说明里没有 {names}",
            "{item}: the beginning of this row is lost with the page before; the description says nothing of {names}",
        ),
        Text(
            "一页的第一行，说明从后面的项开始。另一张表有同名的项，草稿就取它的说明，标为假定。",
            "In the first row of a page the description begins with a later item. Where another table has items of these names, the draft has their descriptions, as assumed.",
        ),
        FILL,
    ),
}
