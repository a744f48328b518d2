"""Codes of imports: rows of a printed table, their numbers and levels."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N, W
from gkpg.findings.codes.import_words import CHECK, FILL

IMPORT_ROWS = {
    "T201": Code(
        N,
        Text(
            "{item} 在{line}已经印过{sums}，取{stands}，说明合并",
            "{item} is printed on {line} already{sums}; {stands} stands, the descriptions are joined",
        ),
        Text(
            "换页时一行印了两次。分值与评分标准合计相符的一次为准；换页处的两句说明如对不上名称，按次序归项，标为假定。",
            "A page break printed a row twice. The printing whose standard adds up to its points stands; descriptions beside the break whose labels fit no item are given out by their place, as assumed.",
        ),
        Text("", ""),
    ),
    "T202": Code(
        N,
        Text(
            "这一行没有序号、名称和分值，接在 {item} 之后",
            "this row has no number, name or points; it goes on with {item}",
        ),
        Text("换页把一行切成了两段。", "A page break cut a row in two."),
        Text("", ""),
    ),
    "T203": Code(
        E,
        Text(
            "{item} 在{line}已经印过，两次不同{sums}，看不出哪次正确；暂取{stands}",
            "{item} is printed on {line} already, the two differ{sums} and nothing tells which is right; {stands} is kept",
        ),
        Text(
            "一行印了两次，分值不同，或两次的评分标准都与分值不符。",
            "A row is printed twice with different points, or neither standard adds up to them.",
        ),
        CHECK,
    ),
    "T204": Code(
        E,
        Text("序号 {numbers} 的行缺失{left}", "the rows numbered {numbers} are missing{left}"),
        Text(
            "序号不连续，前面的行没有印出。草稿里留了空的指标，检查时会报错。",
            "The numbers have a gap. The draft holds empty indicators in its place, which no rubric may have.",
        ),
        FILL,
    ),
    "T205": Code(
        E,
        Text(
            "序号 {number} 已用于“{first}”，这里又用于“{name}”",
            "number {number} is that of “{first}” already, and here of “{name}”",
        ),
        Text("两个不同的指标印了同一个序号。", "Two different indicators are printed with one number."),
        CHECK,
    ),
    "T206": Code(
        N,
        Text(
            "{item} 下面的 {rows} 行没有分值，并入它的说明，作为一项评分",
            "the {rows} rows below {item} have no points; they became its description, and it is scored as one",
        ),
        Text("没有分值的行不能单独评分。", "Rows without points cannot be scored by themselves."),
        Text("", ""),
    ),
    "T207": Code(
        W,
        Text(
            "没有编号说明层级；按分值合计，把随后的行归于 {names}",
            "no number tells the levels; by the sums, the rows that follow are put below {names}",
        ),
        Text(
            "平列的各行合计超过总分，而每一段的首行恰好等于其后各行之和，首行之和等于总分。",
            "Side by side the rows exceed the total; but the first row of each section has just the points of those behind it, and the first rows have the total.",
        ),
        CHECK,
    ),
}
