"""The rows of the Excel report, cell for cell as XlsxWriter writes them, many times faster.

XlsxWriter takes some five microseconds a cell, which is two minutes for the items of a nation, and takes text from
`<r>` to `</r>` for markup of its own. So it writes the frame, with one row of each table; the cells of all rows have
the style of the cell in that row.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from gkpg.reports.annex.frame import HEAD, count_lines
from gkpg.workbooks.cells import letters
from gkpg.workbooks.xml_text import inline_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gkpg.reports.table import Column, Value

#: No row of a workbook may be higher.
_HIGHEST = 409
_STYLE = re.compile(r'<c r="[A-Z]+3" s="(\d+)"/>')


class RowWriter:
    """Writes the rows of a table."""

    def __init__(self, columns: Sequence[Column], framed_row: str) -> None:
        styles = _STYLE.findall(framed_row)
        self._cells = [(f'<c r="{letters(number)}', f'" s="{style}"') for number, style in enumerate(styles, 1)]
        self._wide = [(index, column.width) for index, column in enumerate(columns) if column.kind == "wide"]

    def write(self, rows: Iterable[Sequence[Value]], first: int = HEAD + 1) -> Iterator[str]:
        """Each row as its element, from a row number (1-based) on."""
        return (self._row(number, row) for number, row in enumerate(rows, first))

    def _row(self, number: int, row: Sequence[Value]) -> str:
        cells = "".join(
            f"{head}{number}{style}{_content(value)}" for (head, style), value in zip(self._cells, row, strict=True)
        )
        return f'<row r="{number}" ht="{self._height(row)}" customHeight="1">{cells}</row>'

    def _height(self, row: Sequence[Value]) -> int:
        """As high as the longest text of a column in which it is broken."""
        lines = [_count_lines(text, width) for index, width in self._wide if isinstance(text := row[index], str)]
        return min(15 * max(lines, default=1) + 3, _HIGHEST)


@lru_cache(maxsize=2_048)
def _content(value: Value) -> str:
    """What stands in a cell behind its style; tables say most things often."""
    if value is None:
        return "/>"
    if isinstance(value, str):
        return f' t="inlineStr"><is>{inline_text(value)}</is></c>'
    return f"><v>{_number(value)}</v></c>"


def _number(value: int | Decimal) -> str:
    """A number without zeros at its end."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


@lru_cache(maxsize=2_048)
def _count_lines(text: str, width: float) -> int:
    return count_lines(text, width)
