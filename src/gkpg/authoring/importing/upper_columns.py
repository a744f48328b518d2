"""Upper columns: levels left of the names that no word of the heading tells, but the cells below it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.beside_words import beside_kind
from gkpg.authoring.importing.printed_numbers import parse_number
from gkpg.authoring.importing.wording import clean_text, name_of, percent_of, points_of
from gkpg.base.normalize import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.authoring.importing.headings import Columns
    from gkpg.authoring.importing.table_lines import TableCell, TableLine

#: Headings of what may be the same for several rows but holds none of them together.
_NO_LEVEL = re.compile(
    r"单位|部门|科室|责任|负责|牵头|时间|时限|期限|周期|来源|备注|方式|依据|材料|owner|source|date|remark|note"
)


def with_upper_columns(columns: Columns, rows: Sequence[TableLine]) -> Columns:
    """The columns of a table, those left of names that stand over several rows among the names.

    So are those whose cells say what is beside the total: 类型 with 加分项 in it.
    """
    for column, heading in sorted(columns.others.items()):
        cells = [row.at(column) for row in rows]
        if column < columns.names[-1] and (_tells_beside(cells) or _stands_over_rows(heading, cells)):
            others = {at: cell for at, cell in columns.others.items() if at != column}
            columns = replace(columns, names=tuple(sorted((*columns.names, column))), others=others)
    return columns


def _tells_beside(cells: Sequence[TableCell]) -> bool:
    return any(beside_kind(name_of(cell.content).name) for cell in cells if cell.content)


def _stands_over_rows(heading: TableCell, cells: Sequence[TableCell]) -> bool:
    """Whether cells are names that go on below: merged over several rows, or with blanks below the first one."""
    filled = [cell for cell in cells if cell.content]
    if not filled or _NO_LEVEL.search(fold_name(heading.text)) or any(map(_is_figure, filled)):
        return False
    goes_on = len(filled) < len(cells) and bool(cells[0].content)
    return goes_on and (any(cell.height > 1 for cell in filled) or not any(cell.inside for cell in cells))


def _is_figure(cell: TableCell) -> bool:
    text = clean_text(cell.content)
    return points_of(text) is not None or percent_of(text) is not None or parse_number(text) is not None
