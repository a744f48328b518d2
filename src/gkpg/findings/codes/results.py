"""Codes of result files."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E

RESULT = {
    "D101": Code(
        E,
        Text("不是 gkpg 的结果文件", "not a result file of gkpg"),
        Text(
            "给出的文件不是 gkpg score 写的，或已损坏。",
            "The file was not written by gkpg score, or is damaged.",
        ),
        Text("请先运行 gkpg score", "run gkpg score first"),
    ),
    "D102": Code(
        E,
        Text(
            "结果文件的格式版本是 {found}，这个 gkpg 只懂 {known}",
            "the result file has format {found}; this gkpg knows {known}",
        ),
        Text("结果文件由另一版本的 gkpg 写成。", "The result file was written by another version of gkpg."),
        Text(
            "请用写它的 gkpg 打开，或重新运行 gkpg score",
            "open it with the gkpg that wrote it, or run gkpg score again",
        ),
    ),
    "D103": Code(
        E,
        Text("结果文件写出以后被改过{where}", "the result file was changed after it was written{where}"),
        Text(
            "文件写出时盖的封印与现在的内容不符：有人改过，或传输中损坏。说得出是哪些记录时就写出来，gkpg verify 列出全部。改过的结果不作数。",
            "The seal that was put on the file when it was written does not fit its content: somebody changed it, or it was damaged. The records that differ are named where that can be told; gkpg verify lists all of them. A changed result counts for nothing.",
        ),
        Text("请用 gkpg score 重新计分", "score again with gkpg score"),
    ),
    "D104": Code(
        E,
        Text(
            "结果文件的格式版本是 {found}，没有对内容的封印",
            "the result file has format {found}, in which the content is not sealed",
        ),
        Text(
            "版本 5 起，结果文件才对内容逐条盖封印；摘要和单位的部分要用它。",
            "Only from version 5 on is the content of result files sealed, record by record, which a digest or a unit's part needs.",
        ),
        Text("请用 gkpg score 重新计分", "score again with gkpg score"),
    ),
}
