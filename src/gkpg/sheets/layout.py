"""The layout of a unit sheet: its columns, its labelled cells, its hidden data."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from gkpg.words import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in characters of a spreadsheet, whether the assessor fills it."""

    key: str
    heading: Text
    width: float
    fill: bool = False


#: The columns of a unit sheet, in order. `id`, `max` and `score` are what makes a table a score table.
COLUMNS = (
    Column("number", Text("序号", "No."), 5.5),
    Column("indicator", Text("指标", "Indicator"), 15),
    Column("id", Text("编号", "Item"), 6.5),
    Column("name", Text("子项", "Name"), 20),
    Column("description", Text("指标说明", "Description"), 42),
    Column("max", Text("分值", "Max"), 6.5),
    Column("score", Text("得分", "Score"), 9, fill=True),
    Column("not_applicable", Text("不适用", "N/A"), 8, fill=True),
    Column("reason", Text("评分依据", "Reason"), 30, fill=True),
    Column("link", Text("附件或链接", "Attachment or link"), 24, fill=True),
    Column("standard", Text("评分标准", "Standard"), 26),
    Column("evidence", Text("填报说明", "Evidence"), 14),
    Column("method", Text("考评方式", "Method"), 14),
)
REQUIRED = ("id", "max", "score")

#: The labelled cells above the table.
LABELS = {
    "unit": Text("被考核单位", "Unit"),
    "source": Text("评分来源", "Source"),
    "assessor": Text("评分人", "Assessor"),
    "date": Text("评分日期", "Date"),
}
#: Other wordings of the labels that are read as well.
ALSO = {
    "unit": ("单位", "被考核单位名称"),
    "source": ("来源", "考评方式"),
    "assessor": ("评分人员",),
    "date": ("日期",),
}

#: Who scores if nobody is named.
DEFAULT_SOURCE = Text("评分组", "assessors")

SHEET_NAME = Text("评分表", "Scores")
HIDDEN_NAME = "_gkpg"
HIDDEN_FORMAT = "gkpg-unit-sheet-1"
HIDDEN_KEYS = ("format", "rubric", "version", "fingerprint", "unit", "source", "assessor")

#: What a cell of the column 不适用 says when the item does not apply.
TICK = "✓"

#: Names and headings are compared by so many characters; a longer text is neither.
_LONGEST_NAME = 500
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CHINESE_BRACKETS = {ord("("): "（", ord(")"): "）"}
_CHINESE_GAP = re.compile(r"(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


def folded(text: str) -> str:
    """A heading or name without what people change unknowingly: spaces, line breaks, full-width forms, case."""
    return "".join(unicodedata.normalize("NFKC", text[:_LONGEST_NAME]).split()).casefold()


def neat(name: str) -> str:
    """A name in the one form that is compared and shown, however it was typed.

    Full-width letters and digits become plain, spaces single and none between Chinese characters; beside Chinese
    characters brackets are full-width.
    """
    plain = _CHINESE_GAP.sub("", " ".join(unicodedata.normalize("NFKC", name[:_LONGEST_NAME]).split()))
    return plain.translate(_CHINESE_BRACKETS) if _CHINESE.search(plain) else plain


HEADINGS = {folded(text): column.key for column in COLUMNS for text in column.heading}
LABEL_KEYS = {folded(text): key for key, label in LABELS.items() for text in (*label, *ALSO[key])}


def file_name(unit: str, source: str, assessor: str) -> str:
    """The name of a unit sheet's file: unit-source-assessor.xlsx, without what a path cannot hold."""
    return "-".join(_safe(part) for part in (unit, source, assessor)) + ".xlsx"


def _safe(part: str) -> str:
    kept = "".join("_" if char in '\\/:*?"<>|' or not char.isprintable() else char for char in part.strip(" ."))
    return kept[:60] or "_"
