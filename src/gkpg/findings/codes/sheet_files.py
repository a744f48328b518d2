"""Codes of sheets' files: what cannot be opened, or cannot be told from its format."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N

SHEET_FILES = {
    "S401": Code(
        E,
        Text("不是可读的工作簿（{reason}）", "not a readable workbook ({reason})"),
        Text(
            "文件已损坏、没有传完，或其实是别的东西：压缩包、网页、PDF、图片、文档、被加密软件加了密的文件。看的是内容，不是文件名；怎么办按内容说。",
            "The file is damaged, incomplete, or really something else: an archive, a web page, a PDF, a picture, a document, a file that an encryption program has encrypted. The content counts, not the name; what to do is said by what it is.",
        ),
        Text("请重新保存为 xlsx 再交", "save it as xlsx again"),
    ),
    "S402": Code(
        E,
        Text("加了打开密码，不能读", "protected by a password to open it"),
        Text(
            "带打开密码的文件全部加了密。只锁定单元格或只设了防修改保护的文件一般不受影响；用老办法（XOR）加密的 xls 打开时不问密码，也读不了，请另存为 xlsx。",
            "A file with a password to open it is encrypted as a whole. A sheet whose cells are merely locked, or that is only protected against changes, can mostly be read. An xls that was encrypted the oldest way (XOR) cannot, though no program asks for its password: save it as xlsx.",
        ),
        Text("请去掉打开密码，重新保存", "remove that password and save it again"),
    ),
    "S403": Code(
        E,
        Text("大得不像评分表（{reason}）", "far larger than any score sheet ({reason})"),
        Text(
            "文件、内部部件、行数或单元格数超过上限，不再往下读。上限可用 --limit 调整。",
            "The file, one of its parts, its rows or its cells exceed the limits, so reading stopped. --limit changes them.",
        ),
        Text("请删去多余内容，另存为 xlsx", "remove what does not belong there and save it again"),
    ),
    "S404": Code(
        E,
        Text("{suffix} 格式不能读", "the format {suffix} cannot be read"),
        Text(
            "能读 xlsx、xlsm、xls、xlsb、ods、et，多单位的表还可以是 csv。",
            "xlsx, xlsm, xls, xlsb, ods and et can be read, and csv where a sheet has a row for each unit.",
        ),
        Text("请另存为 xlsx", "save it as xlsx"),
    ),
    "S405": Code(
        E,
        Text("打不开（{reason}）", "cannot be opened ({reason})"),
        Text(
            "没有权限、链接失效，或读取时文件变了。",
            "No permission, a dangling link, or the file changed while it was read.",
        ),
        Text("请检查后重试", "check it and try again"),
    ),
    "S406": Code(
        E,
        Text("读不下去，已放弃（{reason}）", "given up ({reason})"),
        Text(
            "这个文件占用的时间或内存超过上限，或使读取程序崩溃。其他文件不受影响。上限可用 --limit 调整。",
            "The file takes more time or memory than is allowed, or crashes what reads it. No other file is affected. --limit changes the limits.",
        ),
        Text("请另存为 xlsx 再交", "save it as xlsx and hand it in again"),
    ),
    "S407": Code(
        N,
        Text(
            "{format} 格式只能读到值：公式、错误值、数字格式和隐藏的行看不出来",
            "of the format {format} only values can be read: no formulas, error values, number formats or hidden rows",
        ),
        Text(
            "空白格可能是出错的公式，百分比可能读成小数。",
            "A blank may be a formula that failed, a percentage may be read as a fraction.",
        ),
        Text("最好另存为 xlsx 再交", "better save it as xlsx"),
    ),
    "S408": Code(
        N,
        Text("文件带有宏，宏没有运行，也没有看", "the file has macros; they were neither run nor looked at"),
        Text("评分表用不着宏。", "A score sheet needs no macros."),
        Text("最好另存为 xlsx 再交", "better save it as xlsx"),
    ),
    "S409": Code(
        N,
        Text(
            "文件里缺少记数字格式的部件：百分比、日期和显示的小数位看不出来",
            "the part with the number formats is missing: percentages, dates and digits that are shown cannot be told",
        ),
        Text(
            "表格程序打开时一律按“常规”格式显示，例如 50% 显示为 0.5；gkpg 也这样读。",
            "Spreadsheets show such a file with plain formats, 50% as 0.5, and so gkpg reads it.",
        ),
        Text("请核对得分，最好另存为 xlsx 再交", "check the scores, better save it as xlsx again"),
    ),
    "S410": Code(
        N,
        Text(
            "ods 格式里的删除线、字色、行高列宽和条件格式没有看",
            "struck-out text, colours, sizes and conditional formats of an ods file were not looked at",
        ),
        Text(
            "值、公式、错误值、百分比、显示的文字、合并和隐藏的行列都读。",
            "Values, formulas, error values, percentages, what cells show, merged cells, hidden rows and columns are read.",
        ),
        Text("最好另存为 xlsx 再交", "better save it as xlsx"),
    ),
}
