"""Other kinds of files, told by how they begin where YAML or a plain list is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import Text
from gkpg.findings.finding import Finding
from gkpg.findings.place import Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

_RESULT = Text("gkpg 的结果文件", "a result file of gkpg")
_DATABASE = Text("SQLite 数据库", "an SQLite database")
_WORD = Text("Word 文档", "a Word document")
_WORKBOOK = Text("Excel 工作簿", "a workbook")
_OLD_OFFICE = Text("旧版 Office 文件", "a file of an old Office")
_ARCHIVE = Text("压缩包", "an archive")
_YAML = Text("YAML 文件", "a YAML file")
_PDF = Text("PDF 文件", "a PDF file")
_ASSESSMENT = Text("考核文件", "an assessment file")
_RUBRIC = Text("指标表", "a rubric")

#: What to give instead of each kind; of the others, the YAML file that is meant.
_ADVICE: Mapping[Text, Text] = {
    _RESULT: Text("请给出所用的指标表或考核文件（.yaml）", "name the file of the rubric or assessment itself (.yaml)"),
    _PDF: Text(
        "这里要 YAML 文件；请在 Word 或 WPS 中另存为 docx，再用 gkpg import 变成指标表草稿",
        "a YAML file is due here; save it as docx in Word or WPS, then make it a draft rubric with gkpg import",
    ),
    _ARCHIVE: Text("请先解开，给出其中的 YAML 文件", "unpack it, and name the YAML file in it"),
    _ASSESSMENT: Text(
        "这里要指标表；考核文件用 --assessment 给出，用 gkpg validate assessment 检查",
        "a rubric is due here; an assessment file is named with --assessment and checked with gkpg validate assessment",
    ),
    _RUBRIC: Text(
        "这里要考核文件；指标表用 --rubric 给出，用 gkpg validate rubric 检查",
        "an assessment file is due here; a rubric is named with --rubric and checked with gkpg validate rubric",
    ),
}
_TABLE = Text(
    "这里要 YAML 文件；印好的指标表可用 gkpg import 变成草稿",
    "a YAML file is due here; a printed table of indicators becomes a draft rubric with gkpg import",
)
_LIST = Text("单位名单是文本文件，每行一个单位", "a list of units is a text file, one unit a line")
#: With this the list of what is in an archive begins.
_DIRECTORY = b"PK\x01\x02"
#: `application_id` of a result file, where SQLite has it.
_APPLICATION = b"gkpg"


def other_kind(raw: bytes) -> Text | None:
    """What a file is by its first bytes; None for text, and for what is not known."""
    if raw.startswith(b"SQLite format 3\0"):
        return _RESULT if raw[68:72] == _APPLICATION else _DATABASE
    if raw.startswith(b"PK\x03\x04"):
        if b"word/" in raw:
            return _WORD
        if b"xl/" in raw or b"opendocument.spreadsheet" in raw:
            return _WORKBOOK
        return _ARCHIVE if _DIRECTORY in raw else None
    return {b"%PDF": _PDF, b"\xd0\xcf\x11\xe0": _OLD_OFFICE}.get(raw[:4])


def refuse_other_kind(raw: bytes, name: str) -> Finding | None:
    """What there is to say of bytes that are no YAML but a file of a kind that is known; None for all others."""
    kind = other_kind(raw)
    return kind and Finding("F113", Place(name), {"what": kind, "advice": _ADVICE.get(kind, _TABLE)})


def refuse_no_list(raw: bytes, name: str) -> Finding | None:
    """The same where a list of units is due."""
    kind = _YAML if name.lower().endswith((".yaml", ".yml")) else other_kind(raw)
    return kind and Finding("F113", Place(name), {"what": kind, "advice": _LIST})


def mistaken_file(keys: AbstractSet[str], file: str, due: str) -> Finding | None:
    """An assessment where a rubric is due, or the other way round, by its first keys; None where the file may be it."""
    if due == "rubric":
        other = _ASSESSMENT if "assessment" in keys and not keys & {"rubric", "indicators"} else None
    else:
        other = _RUBRIC if keys >= {"rubric", "indicators"} and "assessment" not in keys else None
    return other and Finding("F113", Place(file), {"what": other, "advice": _ADVICE[other]})
