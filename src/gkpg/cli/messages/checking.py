"""The sentences of what checks, in all of its formats."""

from __future__ import annotations

from gkpg.base.text import Text

CHECKS = {
    "validate.sheets": Text(
        "检查交来的评分表：能否读出、逐格的错、缺谁的表，不计分，也不写文件。",
        "Check sheets that were handed in: whether they can be read, every cell, whose are missing; nothing is scored or "
        "written.",
    ),
    "validate.assessments": Text(
        "考核文件或其文件夹，默认当前文件夹的 assessment.yaml",
        "assessment files or their folders; assessment.yaml of this folder by default",
    ),
    "check_format": Text(
        "输出格式；github 是工作流注解，sarif 供代码扫描和编辑器",
        "form of the output; github: annotations of a workflow, sarif: for code scanning and editors",
    ),
    "changed_since": Text(
        "git 的这个版本里已有的警告和说明不再列出；错误总会列出",
        "leave out warnings and notes that this git revision has too; errors are always told",
    ),
    "changed.left_out": Text(
        "没有列出 {rev} 里已有的警告和说明：{count}", "warnings and notes that {rev} has too, left out: {count}"
    ),
}
