"""What a line of a table is: a sum, a band that names the rows below, a title, a row beside the total."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.beside_words import beside_kind
from gkpg.authoring.importing.printed_numbers import parse_number
from gkpg.authoring.importing.wording import clean_text, name_of, points_of
from gkpg.base.normalize import fold_name

if TYPE_CHECKING:
    from decimal import Decimal

    from gkpg.authoring.importing.headings import Columns
    from gkpg.authoring.importing.table_lines import TableLine

_SUMS = frozenset(
    {
        "合计",
        "总计",
        "总分",
        "总分值",
        "共计",
        "总和",
        "合计分值",
        "总分数",
        "共计分值",
        "满分",
        "满分值",
        "总得分",
        "总分合计",
    }
)
_SUMS |= frozenset({"应得分", "分值合计", "权重合计", "总权重", "合计分", "总计分", "合计得分"})
_SUMS |= {"total", "sum", "grandtotal", "totalpoints", "totalscore", "totalmarks", "overall", "overalltotal"}
_SUBTOTALS = frozenset({"小计", "分项合计", "分项小计", "subtotal", "sub-total"})
_SUM = re.compile(r"(合计|总计|总分|共计|满分)[：:]?\(?(\d+(?:\.\d+)?)分?\)?")
#: What stands at the seam of two pages: their numbers, and that a table goes on.
_SEAM = re.compile(
    r"[-—–－]+\d{1,3}[-—–－]+|第\d{1,3}页(?:[,，/]?共\d{1,3}页)?|[(（]?(?:上接|下接)?续(?:上)?(?:表)?\d{0,2}[)）]?|page\d{1,3}(?:of\d{1,3})?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^()]*\)$")
_PART = re.compile(r"小计.*|[^(]*(?:小计|分项合计)|sub-?total.*")
_LONGEST_TITLE = 80
#: The name of a section has so many letters at least; what is shorter is an odd number.
_SHORTEST = 2
_ENDS = ("表", "标准", "细则", "指标", "体系", "办法")
_ENGLISH_TITLE = re.compile(
    r"\b(?:tables?|scorecards?|index|framework|rubric|indicators|criteria|scheme)\b", re.IGNORECASE
)
#: What begins or ends a text that is a remark.
_REMARK = re.compile(r"(?:注|备注|附注|说明|※|\*|note|remark)|.*[。；;]$", re.IGNORECASE)


def is_alone(line: TableLine, columns: Columns) -> bool:
    """Whether a row is one cell at its beginning that is no part of a merged one above."""
    if len(line.filled) > 1 or any(cell.inside == "above" for cell in line.cells) or is_sum(line, columns):
        return False
    return line.cells.index(line.filled[0]) in {columns.number, columns.names[0], 0}


def is_band(line: TableLine, columns: Columns, plain: bool) -> bool:
    """Whether a line of one text may name what the rows below belong to: `一、主动公开（40分）`.

    Without a number and points (then only where `plain` ones may be) it must stand over several columns, or
    where others have their numbers.
    """
    text = clean_text(line.said)
    name = name_of(text)
    if len(text) > _LONGEST_TITLE or _REMARK.match(text):
        return False
    if name.points is not None or name.number or beside_kind(name.name):
        return True
    if not plain or is_title(line):
        return False
    at = line.cells.index(line.filled[0])
    is_wide = any(cell.inside == "left" for cell in line.cells[at + 1 : at + 3])
    return line.is_row and (is_wide or at == columns.number)


def part_section(line: TableLine, columns: Columns) -> tuple[TableLine, TableLine] | None:
    """A row that has the name of a section where others have their numbers, as a band and the rest of the row."""
    if columns.number is None:
        return None
    cell = line.at(columns.number)
    letters = sum(letter.isalpha() for letter in cell.content)
    if letters < _SHORTEST or parse_number(cell.content) is not None or is_subtotal(line):
        return None
    rest = tuple(replace(each, text="") if each is cell else each for each in line.cells)
    return replace(line, cells=(cell,)), replace(line, cells=rest)


def is_sum(line: TableLine, columns: Columns) -> bool:
    """Whether a row says what the whole table adds up to."""
    if not line.is_row:
        return False
    firsts = [line.at(column).content for column in (columns.number, *columns.names) if column is not None]
    firsts += [line.filled[0].content]
    return any(_is_sum(text) for text in firsts)


def _is_sum(text: str) -> bool:
    folded = fold_name(text)
    return _BRACKETS.sub("", folded).rstrip(":：") in _SUMS or bool(_SUM.fullmatch(folded))


def is_sum_word(text: str) -> bool:
    """Whether a cell only says that its row adds up the table or a part of it."""
    return _is_sum(text) or _is_part_sum(text)


def _is_part_sum(text: str) -> bool:
    folded = fold_name(text)
    return folded in _SUBTOTALS or (len(folded) <= _LONGEST_TITLE and bool(_PART.fullmatch(folded)))


def is_subtotal(line: TableLine) -> bool:
    """Whether a row says what a part of the table adds up to."""
    return any(_is_part_sum(cell.content) for cell in line.filled[:2])


def is_beside(line: TableLine) -> bool:
    """Whether a row begins what is beside the total: 加分项, 一票否决."""
    return any(beside_kind(name_of(cell.content).name.partition("：")[0]) for cell in line.filled[:2])


def total_of(line: TableLine, columns: Columns) -> Decimal | None:
    """What a row that adds up says; None where it cannot be read."""
    cells = [line.at(column).content for column in columns.maxes]
    found = next((points for text in cells if (points := points_of(text)) is not None), None)
    match = _SUM.fullmatch(fold_name(line.filled[0].content))
    return points_of(match[2]) if found is None and match else found


def is_page_seam(line: TableLine) -> bool:
    """Whether a line only says which page it is of, or that a table goes on: `— 3 —`, `续表`."""
    return len(line.filled) == 1 and bool(_SEAM.fullmatch(fold_name(line.said)))


def is_title(line: TableLine) -> bool:
    """Whether a line can be the title of a table."""
    text = name_of(line.said).name
    if len(line.filled) != 1 or len(text) > _LONGEST_TITLE:
        return False
    return text.endswith(_ENDS) or (text.isascii() and bool(_ENGLISH_TITLE.search(text)) and text[-1:] != ".")
