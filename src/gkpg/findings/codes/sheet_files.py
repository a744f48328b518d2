"""Codes of sheets' files: what cannot be opened, or cannot be told from its format."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N, W

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
    "S415": Code(
        W,
        Text("是压缩包，没有读", "an archive; it was not read"),
        Text(
            "压缩包里可能有评分表。gkpg 不打开压缩包。",
            "There may be sheets in an archive. gkpg opens none.",
        ),
        Text("请解压后再交；里面没有评分表就移走", "unpack it, or move it away if no sheet is in it"),
    ),
    "S416": Code(
        W,
        Text(
            "像是没有下载完、或改了结尾的表格，没有读",
            "seems to be a spreadsheet that is not complete or has another ending; it was not read",
        ),
        Text(
            "浏览器、网盘、聊天软件给没有下载完的文件换一个结尾，或在结尾后面加序号。",
            "Browsers, cloud drives and chat programs give what is not complete another ending, or put a number behind the ending.",
        ),
        Text("请重新下载，或改回 .xlsx 这样的结尾", "download it again, or give it back an ending such as .xlsx"),
    ),
    "S417": Code(
        W,
        Text(
            "内容是工作簿，名称不是，没有读",
            "a workbook by what it holds, but not by its name; it was not read",
        ),
        Text(
            "名称没有结尾，或结尾不是表格的。在文件夹里，gkpg 按结尾找评分表。",
            "The name has no ending, or not that of a spreadsheet. In folders gkpg finds sheets by their endings.",
        ),
        Text("请把结尾改成 .xlsx（或它原来的格式）", "give it the ending .xlsx, or that of its own format"),
    ),
    "S418": Code(
        W,
        Text("只是指向别处的快捷方式或链接，没有读", "only a shortcut or link to somewhere else; it was not read"),
        Text(
            "快捷方式里没有文件本身。指向文件夹的链接，gkpg 不跟着走。",
            "A shortcut does not hold the file itself. Links to folders are not followed.",
        ),
        Text("请交文件本身；与评分无关就移走", "hand in the file itself, or move this away if it is no sheet"),
    ),
    "S419": Code(
        E,
        Text(
            "一个工作簿里有 {count} 张评分表，不能这样搬到新版",
            "the workbook holds {count} sheets, which cannot go over together",
        ),
        Text(
            "gkpg migrate 写出的评分表一份一个文件。",
            "gkpg migrate writes a file for each sheet.",
        ),
        Text("请把每张工作表另存为一个文件", "save each worksheet as a file of its own"),
    ),
}
