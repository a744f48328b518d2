"""The sentences of the command that verifies results."""

from __future__ import annotations

from gkpg.base.text import Text

VERIFYING = {
    "verify": Text(
        "核对结果文件：封印，由得分重新计算；--sheets 重新读取评分表，一处一处地比。",
        "Verify a result file: its seals, what its scores come to; --sheets reads the sheets again and compares cell by cell.",
    ),
    "verify.sheets": Text(
        "评分表所在文件夹：照结果文件所记的方式重新读取；可给出几个，与计分时相同",
        "folder of the sheets: they are read again as the result file says; give several where gkpg score was given several",
    ),
    "verify.rubric": Text(
        "拿来核对的指标表（文件、文件夹或名称）", "rubrics to hold the result against (files, folders or ids)"
    ),
    "verify.digest": Text("只输出一行摘要，用来签名或公布", "print the digest alone, one line to sign or to publish"),
    "verify.same": Text("{file}：一致", "{file}: the same"),
    "verify.differs": Text("{file}：不一致，{count} 处", "{file}: differs in {count} places"),
    "verify.differs_once": Text("{file}：不一致，1 处", "{file}: differs in 1 place"),
    "verify.more": Text("还有 {count} 处，--all 列出全部", "{count} more; --all lists all of them"),
    "verify.looked": Text("看过：", "Looked at:"),
    "verify.unseen": Text("没有看：", "Not looked at:"),
    "verify.bytes": Text("文件的字节：与写出时相同", "the bytes of the file: as they were written"),
    "verify.other_bytes": Text(
        "文件的字节：与写出时不同，如经 VACUUM 或重新写过；以内容为准",
        "the bytes of the file: not as they were written, as after VACUUM or where it was written anew; its content decides",
    ),
    "verify.content": Text(
        "内容的封印：{records} 条记录，{changed} 条与封印不符",
        "the seal over the content: {records} records, {changed} of them not as they were sealed",
    ),
    "verify.entries": Text(
        "重新计算：{sheets} 份评分表的 {entries} 个得分，到 {units} 个单位的总分、等次、名次",
        "recomputed: from {entries} scores in {sheets} sheets to totals, grades and ranks of {units} units",
    ),
    "verify.read": Text(
        "重新读取：{files} 个文件，SHA-256、得分、问题",
        "read again: {files} files, their SHA-256, scores and findings",
    ),
    "verify.rubrics": Text("手头的指标表：{rubrics}", "rubrics at hand: {rubrics}"),
    "verify.assessment": Text("手头的考核文件", "the assessment file at hand"),
    "verify.no_content": Text(
        "内容的封印：版本 {format} 的文件没有", "the seal over the content: files of format {format} have none"
    ),
    "verify.no_entries": Text("重新计算：文件已读不出来", "recomputing: the file cannot be read any more"),
    "verify.no_sheets": Text("评分表：没有给出，用 --sheets 给出", "the sheets: not given; give them with --sheets"),
    "verify.no_rules": Text(
        "手头的指标表和考核文件：用 --sheets、--rubric 或 --assessment 时才看",
        "the rubrics and the assessment file at hand: only with --sheets, --rubric or --assessment",
    ),
    "verify.no_rubrics": Text(
        "手头没有的指标表：{absent}；找过 {where} 和 gkpg 自带的，在别处就用 --rubric FILE 指明",
        "rubrics that are not at hand: {absent}; looked in {where} and at those that come with gkpg; name others with --rubric FILE",
    ),
    "verify.no_assessment": Text(
        "考核文件：当前文件夹里没有 {file}；在别处就用 --assessment FILE 指明",
        "the assessment file: there is no {file} in the folder you are in; name one that lies elsewhere with --assessment FILE",
    ),
    "verify.assessment_beside": Text(
        "考核文件：当前文件夹里没有 {file}；结果文件旁边有一个，用 --assessment {beside} 指明",
        "the assessment file: there is no {file} in the folder you are in; beside the result file lies one, name it with --assessment {beside}",
    ),
    "verify.unsound_assessment": Text(
        "考核文件：{file} 不成立，见上", "the assessment file: {file} is not sound, see above"
    ),
    "verify.without_assessment": Text(
        "考核文件：这个结果计分时没有用，手头也没有",
        "the assessment file: the result was scored without one, and none is at hand",
    ),
    "verify.no_settings": Text(
        "当时怎样读取评分表：文件没有记，按通常的方式读取",
        "how the sheets were read: the file does not say, so they were read as usual",
    ),
    "verify.missing": Text(
        "当时手头还有、现在没有的指标表：{missing}；没有评分表用它们",
        "rubrics that were at hand then and are not now: {missing}; no sheet is of them",
    ),
    "verify.unsigned": Text(
        "摘要是否就是签名或公布的那个：请自行对照",
        "whether the digest is the one that was signed or published: compare it yourself",
    ),
}
