"""Codes of imports: files that cannot be read."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E

IMPORT_FILES = {
    "T101": Code(
        E,
        Text("读不出（{reason}）", "cannot be read ({reason})"),
        Text("文件已损坏、没有传完、是空的，或不是文本。", "The file is damaged, incomplete, empty, or no text."),
        Text("请重新保存为 docx、xlsx、csv 或 UTF-8 的 txt", "save it again as docx, xlsx, csv or a UTF-8 txt"),
    ),
    "T102": Code(
        E,
        Text("加了打开密码，不能读", "protected by a password to open it"),
        Text("带打开密码的文件全部加了密。", "A file with a password to open it is encrypted as a whole."),
        Text("请去掉打开密码，重新保存", "remove that password and save it again"),
    ),
    "T103": Code(
        E,
        Text("大得不像指标表（{reason}）", "far larger than any assessment table ({reason})"),
        Text(
            "文件、内部部件、行数或单元格数超过上限，不再往下读。",
            "The file, one of its parts, its rows or its cells exceed the limits, so reading stopped.",
        ),
        Text("请只留下指标表，另存后再导入", "keep only the table, save it and import that"),
    ),
    "T104": Code(
        E,
        Text("是{what}，不能导入", "it is {what}, which cannot be imported"),
        Text(
            "能导入的是 docx、xlsx、csv 和 txt；看的是内容，不是文件名。",
            "docx, xlsx, csv and txt can be imported; the content counts, not the name.",
        ),
        Text(
            "请用 Word、Excel 或 WPS 打开，另存为 docx、xlsx 或 csv",
            "open it in Word, Excel or WPS and save it as docx, xlsx or csv",
        ),
    ),
}
