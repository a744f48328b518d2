"""A table on the screen: in a pipe its cells stand under each other; on a terminal it fits, with bars beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.text import display_width
from gkpg.base.text_table import GAP, lay_out
from gkpg.cli.bars import draw_bars

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from gkpg.base.text_table import TextTable
    from gkpg.cli.terminal import Terminal


def table_lines(
    rows: Sequence[Sequence[str]], right: Sequence[int], shares: Sequence[Fraction | None], terminal: Terminal
) -> Iterator[str]:
    """The lines of a table whose first row has its headings. Columns in `right` are flush right.

    `shares`, none or one for each other row, become bars where the terminal draws them and has room.
    """
    table = lay_out(rows, [place in right for place in range(len(rows[0]))], terminal.width)
    bars = draw_bars(shares, _room_for_bars(table, terminal)) if shares else [""] * (len(rows) - 1)
    lines = table.lines()
    yield from next(lines)
    if terminal.width is not None:
        wide = max((table.width + len(GAP) + len(bar) for bar in bars if bar), default=table.width)
        yield ("─" if terminal.has_blocks else "-") * min(wide, terminal.width)
    for (first, *others), bar in zip(lines, bars, strict=True):
        yield f"{first}{' ' * (table.width - display_width(first))}{GAP}{bar}" if bar else first
        yield from others


def _room_for_bars(table: TextTable, terminal: Terminal) -> int:
    """So many columns beside a table, a quarter of the terminal at most; none where it draws no bars."""
    if terminal.width is None or not terminal.has_blocks:
        return 0
    return min(terminal.width - table.width - len(GAP), terminal.width // 4)
