"""The sentences of `gkpg fmt`."""

from __future__ import annotations

from gkpg.base.text import Text

FMT = {
    "fmt": Text(
        "把指标表、考核文件改成统一排版：键的次序、缩进、引号、空行。内容和注释一个不少，否则不改。",
        "Rewrite rubrics and assessment files in the canonical layout: order of keys, indentation, quotes, blank lines. "
        "No value and no comment is lost, or nothing is written.",
    ),
    "fmt.files": Text(
        "指标表、考核文件或文件夹，默认 rubrics/；- 从标准输入读，写到标准输出",
        "rubrics, assessment files or folders; rubrics/ by default; - reads standard input and writes to standard output",
    ),
    "fmt.check": Text(
        "不改文件，只列出不是统一排版的；有则退出状态为 1",
        "change nothing; name the files in another layout, and exit with status 1 if there are any",
    ),
    "fmt.diff": Text(
        "不改文件，显示会改动的行；有则退出状态为 1",
        "change nothing; show the lines that would change, and exit with status 1 if there are any",
    ),
    "fmt.alone": Text("- 不能和其他文件一起给出", "- stands alone, without other files"),
    "fmt.wrote": Text("{file}：已重新排版", "{file}: laid out anew"),
    "fmt.written": Text(
        "重新排版 {changed} 个，原已是统一排版 {same} 个，未动 {left} 个",
        "laid out anew {changed}, already in the canonical layout {same}, left alone {left}",
    ),
    "fmt.checked": Text(
        "要重新排版 {changed} 个，已是统一排版 {same} 个，不能排版 {left} 个",
        "to lay out anew {changed}, already in the canonical layout {same}, cannot be laid out {left}",
    ),
}
