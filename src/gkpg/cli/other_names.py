"""Other names that people know commands by, from other tools or from everyday words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

#: What to type instead, behind `gkpg`, by the words that are tried for it.
_INSTEAD: dict[str, str] = {
    "init": "new create start begin setup 新建 开始",
    "validate": "check lint test inspect 检查",
    "template": "blank blanks generate make sheet form forms 模板 空白表",
    "status": "progress missing todo 进度",
    "score": "calculate calc compute run rank ranking grade total sum evaluate assess 计分 打分 排名",
    "score --no-cache": "recalculate",
    "verify": "recompute audit seal sign signature digest hash checksum 复核 核对 核验 验证 校验 封印 签名",
    "report": "export output print show excel xlsx csv json html docx 报告 导出",
    "report --format csv --table items": "explain analyze analyse analysis stats statistics trace 解释 分析",
    "arbitrate": "dispute disputes resolve decide settle arbitration 裁定",
    "import": "convert draft extract parse 导入",
    "diff": "compare comparison changes 比较 对比",
    "migrate": "upgrade update transfer 搬表",
    "fmt": "format tidy prettify beautify reformat 排版",
    "schema": "schemas jsonschema",
    "code": "codes finding findings error errors lookup 代码",
    "--help": "help usage man commands 帮助",
    "--version": "version about 版本",
}
_BY_WORD = {word: command for command, words in _INSTEAD.items() for word in words.split()}
#: Options by other names: the first of them that the command has is meant.
_OPTIONS: dict[str, tuple[str, ...]] = {
    "--format": ("--output-format",),
    "-f": ("--output-format",),
    "--json": ("--output-format", "--format"),
    "--out": ("--output",),
    "--dest": ("--output",),
    "--to": ("--output",),
    "--file": ("--output",),
    "--language": ("--lang",),
    "-l": ("--lang",),
    "--config": ("--assessment",),
    "--round": ("--assessment",),
    "--date": ("--on",),
    "--day": ("--on",),
    "--threads": ("--jobs",),
    "--workers": ("--jobs",),
}


def known_option(name: str, known: Collection[str]) -> str | None:
    """The option of a command that a word is another name of; None where it is none."""
    return next((each for each in _OPTIONS.get(name, ()) if each in known), None)


def known_otherwise(word: str) -> str | None:
    """What to type behind `gkpg` instead of a word; None where the word is not known."""
    return _BY_WORD.get(word.lower().lstrip("-"))
