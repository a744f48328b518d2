"""Codes of identity: whose sheet it is, or which rubric it was made from."""

from __future__ import annotations

from gkpg.base.text import Text
from gkpg.findings.codes.code import Code, E, N, W

IDENTITY = {
    "S301": Code(
        E,
        Text("看不出用的是哪个指标表", "it does not say which rubric it uses"),
        Text(
            "评分表没有 gkpg 写入的隐藏信息，命令里也没有给指标表；或者考核文件里有几个部分的指标表都对得上，列标题和路径都分不出是哪一个。",
            "The sheet has no hidden data from gkpg, and the command names no rubric; or it fits the rubrics of several parts of the "
            "assessment, and neither its headings nor its path tell which.",
        ),
        Text(
            "请用 --rubric 指定（gkpg migrate 用 --from），或放进以部分名、指标表名为名的文件夹",
            "name it with --rubric (for gkpg migrate with --from), or put it in a folder with the name of its part or rubric",
        ),
    ),
    "S302": Code(
        E,
        Text("找不到指标表 {rubric}{nearest}", "rubric {rubric} is not known{nearest}"),
        Text(
            "评分表指明的指标表不在 rubrics/、随附的指标表和 --rubric 之中。",
            "The rubric that the sheet names is neither in rubrics/ nor packaged nor given with --rubric.",
        ),
        Text("请用 --rubric 指定它的文件", "give its file with --rubric"),
    ),
    "S303": Code(
        E,
        Text(
            "用的是指标表 {rubric} 的版本 {found}，现有版本 {version}",
            "made from version {found} of rubric {rubric}; version {version} is at hand",
        ),
        Text(
            "评分表出自指标表的另一版本，两版的项目和分值可能不同。",
            "The sheet was made from another version of the rubric, whose items and caps may differ.",
        ),
        Text(
            "请用现行版本的评分表，把这份用 gkpg migrate 搬过去，或给出那个版本的指标表",
            "use a sheet of this version, bring this one over with gkpg migrate, or give the rubric of that version",
        ),
    ),
    "S304": Code(
        E,
        Text(
            "指标表 {rubric} 版本 {version} 在制表之后改过",
            "rubric {rubric} version {version} was changed after the sheet was made",
        ),
        Text(
            "版本号相同而内容（指纹）不同：指标表改了却没有换版本号。",
            "The version is the same but the content (fingerprint) is not: the rubric was edited without a new version.",
        ),
        Text(
            "请恢复指标表，或换版本号，再重新制表或用 gkpg migrate 搬过去",
            "restore the rubric, or give it a new version and make the sheets again or bring them over with gkpg migrate",
        ),
    ),
    "S305": Code(
        E,
        Text("没有写明{what}", "{what} is not given"),
        Text(
            "隐藏信息、表头和文件名（单位-来源-评分人.xlsx）里都没有。",
            "Neither the hidden data nor the labelled cells nor the file's name (unit-source-assessor.xlsx) give it.",
        ),
        Text("请在表头填写", "write it in the labelled cell"),
    ),
    "S306": Code(
        E,
        Text(
            "表头的{what}是“{found}”，制表时是“{made}”",
            "{what} reads “{found}”, but the sheet was made for “{made}”",
        ),
        Text(
            "表头与隐藏信息不一致：多半是拿别的单位的表改的。",
            "The labelled cell and the hidden data differ: most likely another unit's sheet was reused.",
        ),
        Text("请用该单位自己的评分表", "use the sheet made for that unit"),
    ),
    "S307": Code(
        W,
        Text(
            "文件名的{what}是“{found}”，表里是“{made}”，按表里的算",
            "the file’s name has “{found}” as {what}, the sheet says “{made}”, which is used",
        ),
        Text("文件可能改错了名。", "The file may have been given a wrong name."),
        Text("请核对", "check it"),
    ),
    "S308": Code(
        N,
        Text("工作表的锁定被取消了", "the sheet is no longer locked"),
        Text(
            "制表时只有填写的格子没有锁定。编号、名称和分值已照样与指标表核对。",
            "When the sheet was made only the cells to fill were unlocked. Ids, names and caps were checked against the rubric all the same.",
        ),
        Text("请核对；下次请用原表填写", "check it; next time fill in the sheet as it was made"),
    ),
    "S309": Code(
        W,
        Text(
            "评分来源“{source}”不在指标表里{nearest}，照原样计入",
            "the source “{source}” is not in the rubric{nearest}; it is used as it is",
        ),
        Text(
            "与指标表里的一个来源只差一点，多半是写错了。",
            "It differs a little from a source that the rubric names: most likely a slip.",
        ),
        Text("请核对来源的名称", "check the name of the source"),
    ),
    "S310": Code(
        N,
        Text("单位“{old}”现名“{new}”，按现名计", "the unit {old} is now {new}, and is read as such"),
        Text("考核文件把它列为曾用名（also）。", "The assessment lists it as a former name (also)."),
        Text("", ""),
    ),
    "S311": Code(
        N,
        Text(
            "“{text}”里有看不见的字符（{sign}），读时不计",
            "“{text}” holds a character that nobody sees ({sign}); it is read without it",
        ),
        Text(
            "名称、编号、标题或标记里有零宽空格一类的字符，多半是从网页或聊天软件粘贴来的；gkpg 比较名称时不计这些字符，每个文件只说一次。",
            "A name, an id, a heading or a mark holds something like a zero-width space, mostly pasted from a page or a chat; "
            "gkpg compares names without such characters, and says so once a file.",
        ),
        Text("可以重新键入，不改也照常读取", "type it anew if you like; it is read all the same"),
    ),
    "S312": Code(
        E,
        Text(
            "看不出是哪一期的评分表{found}，考核文件里的期间有 {periods}",
            "it cannot be told of which period this sheet is{found}; the assessment has {periods}",
        ),
        Text(
            "来源每期各交一份时，评分表的隐藏信息、表头的考核期、文件名或文件夹要说明是哪一期，只说一期。",
            "Where a source hands in a sheet in each period, the hidden data, the labelled cell, the file's name or a "
            "folder says of which one this is, and no more than one.",
        ),
        Text(
            "请在表头的考核期填写，或放进以期间命名的文件夹",
            "write it in the labelled cell, or use a folder with its name",
        ),
    ),
}
