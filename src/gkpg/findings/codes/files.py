"""Codes of files."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E

FILES = {
    "F101": Code(
        E,
        Text("文件或文件夹不存在", "no such file or folder"),
        Text("命令里给出的路径不存在。", "A path given on the command line does not exist."),
        Text("请检查路径", "check the path"),
    ),
    "F102": Code(
        E,
        Text("无法读取（{reason}）", "cannot be read ({reason})"),
        Text(
            "文件存在但打不开：没有权限、是文件夹、链接失效，或读取中断。",
            "The file is there but cannot be opened: no permission, a folder, a dangling link, or an interrupted read.",
        ),
        Text("请检查权限后重试", "check the permissions and try again"),
    ),
    "F103": Code(
        E,
        Text("文件大小 {size} 字节，超过上限 {limit} 字节", "{size} bytes, more than the {limit} allowed"),
        Text(
            "YAML 文件过大，不会是指标表。",
            "The YAML file is far too large to be a rubric, so it is not read.",
        ),
        Text("请确认给出的是指标表", "make sure that this is a rubric"),
    ),
    "F104": Code(
        E,
        Text("文件已存在，且不是 gkpg 写的{kind}", "the file exists and is not {kind} written by gkpg"),
        Text(
            "gkpg 只覆盖自己写出的同类文件，从不覆盖评分表、指标表或别人的文件。",
            "gkpg replaces only its own earlier output of the same kind, never a sheet, a rubric or anything else.",
        ),
        Text("请换一个文件名，或先移走它", "choose another name, or move it away first"),
    ),
    "F105": Code(
        E,
        Text("无法写入（{reason}），什么也没有写", "cannot be written ({reason}); nothing was written"),
        Text(
            "输出的文件夹不存在、只读或磁盘已满。输出要么完整写出，要么不写。",
            "The output folder is missing, read-only or full. Output is written whole or not at all.",
        ),
        Text("请用 -o 指定可写的位置", "name a writable place with -o"),
    ),
    "F106": Code(
        E,
        Text("命令的输出写不出去（{reason}）", "the command's output cannot be written ({reason})"),
        Text(
            "输出被转到了写不了的地方，如已满的磁盘。",
            "The output was redirected to where nothing can be written, such as a full disk.",
        ),
        Text("请换一个地方", "redirect it elsewhere"),
    ),
    "F107": Code(
        E,
        Text("没有找到评分表：{where}", "no sheets found: {where}"),
        Text(
            "Python 程序给出的文件夹里没有评分表。",
            "A Python program named folders in which there is no sheet.",
        ),
        Text("请检查路径", "check the path"),
    ),
    "F108": Code(
        E,
        Text(
            "无法写入（{reason}）；已写出 {count} 个（{written}），没有写 {left} 个（{missing}）",
            "cannot be written ({reason}); written: {count} ({written}); not written: {left} ({missing})",
        ),
        Text(
            "要写几个文件，写到这一个写不下去。每个文件要么完整写出，要么没有写。",
            "Of several files this one could not be written. Each is written whole or not at all.",
        ),
        Text(
            "请排除原因后再做一次；已写出的不会被覆盖，gkpg init 和 gkpg import 要先移走它们",
            "mend the cause and do it again; what is written is not replaced, and must be moved away for gkpg init and gkpg import",
        ),
    ),
    "F109": Code(
        E,
        Text(
            "命令的输出写不出去（{reason}）；文件已写出 {count} 个（{written}）",
            "the command's output cannot be written ({reason}); files written before: {count} ({written})",
        ),
        Text(
            "文件写好以后，屏幕上的输出转到了写不了的地方，如已满的磁盘。",
            "After the files were written, what goes to the screen was redirected to where nothing can be written, such as a full disk.",
        ),
        Text("请换一个地方", "redirect it elsewhere"),
    ),
    "F110": Code(
        E,
        Text(
            "这份报告在 gkpg 写出之后改过，没有覆盖",
            "the report was changed after gkpg had written it, and is left as it is",
        ),
        Text(
            "gkpg 从报告的内容看出它是不是自己写出时的样子。改过、另存过的，或以前的 gkpg 写的，覆盖就丢了改动。",
            "By what a report holds gkpg knows whether it is as it was written. One that was edited or saved again, or that an earlier gkpg wrote, would lose what was changed.",
        ),
        Text(
            "请用 -o 换一个文件名；不要改动就加 --force",
            "choose another name with -o; if the changes may go, add --force",
        ),
    ),
    "F113": Code(
        E,
        Text("是{what}", "it is {what}"),
        Text(
            "给出的文件是另一种：如要指标表的 YAML 文件，给的却是工作簿、Word 文档、结果文件或考核文件。",
            "The file is of another kind than is due: a workbook, a Word document, a result file or an assessment where the "
            "YAML file of a rubric is.",
        ),
        Text("{advice}", "{advice}"),
        Text("请给这里要的那种文件", "give a file of the kind that is due"),
    ),
    "F114": Code(
        E,
        Text("单位名单里没有单位", "the list names no unit"),
        Text(
            "名单是空的，或只有注释。给了名单，就要按它核对单位，空名单核对不了。",
            "The list is empty, or holds only remarks. Units are held to a list that is given, and an empty one can hold none.",
        ),
        Text("请每行写一个单位，或不用 --units", "write one unit a line, or leave out --units"),
    ),
    "F115": Code(
        E,
        Text(
            "公开的报告里有{kind}“{text}”，没有写出",
            "the public report has the {kind} “{text}” in it, and was not written",
        ),
        Text(
            "公开的报告写好后，每一处都读回来核查：评分人、评分依据、链接、文件名、问题、自评分，以及不公开时的得分，一处也不能有。同样的报告不用这些也会有的字，不算。",
            "A public report is read back, every part of it: assessors, reasons, links, names of files, findings, self-scores and, where they are withheld, scores may stand nowhere. What the same report would say without any of these does not count.",
        ),
        Text(
            "请看它从哪里来：若写在单位、指标表或考核文件里，请改那里；若不是，请告诉我们",
            "see where it comes from: if from the name of a unit, a rubric or the assessment, change it there; if not, please tell us",
        ),
    ),
    "F116": Code(
        E,
        Text(
            "公开的报告里这一处读不回来，无法核查，没有写出",
            "this part of the public report cannot be read back, so it was not written",
        ),
        Text(
            "公开的报告写好后要读回来核查，有一处打不开，如加密的压缩包。",
            "A public report is read back and checked, and a part of it cannot be opened, such as an encrypted archive.",
        ),
        Text("这是 gkpg 的错，请告诉我们", "this is a mistake of gkpg's: please tell us"),
    ),
}
