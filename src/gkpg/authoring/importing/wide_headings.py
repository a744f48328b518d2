"""Wide headings: one heading over several columns, such as 考核指标 or 分值 over those of two levels."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gkpg.authoring.importing.printed_numbers import parse_number
from gkpg.authoring.importing.upper_columns import with_upper_columns
from gkpg.authoring.importing.wording import percent_of, points_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.authoring.importing.headings import Columns
    from gkpg.authoring.importing.table_lines import TableLine


def widen_columns(columns: Columns, headings: Sequence[TableLine], rows: Sequence[TableLine]) -> Columns:
    """The columns of a table, those without a heading given to the one on their left.

    A heading whose cell is merged goes over the columns that it covers; one of names, too, over those that half the
    rows below have content in, and one of points over those that hold nothing but points.
    """
    named = {column for line in headings for column, cell in enumerate(line.cells) if cell.content}
    merged = {column for line in headings for column, cell in enumerate(line.cells) if cell.inside == "left"}
    whole = [row for row in rows if len(row.filled) > 1]
    filled = Counter(column for row in whole for column, cell in enumerate(row.cells) if cell.content)
    owner = None
    for column in range(max(filled, default=-1) + 1):
        if column in named:
            owner = column
        elif owner in columns.names and (column in merged or filled[column] * 2 >= len(whole)):
            columns = _with_name(columns, owner, column)
        elif owner in columns.maxes and filled[column] and _holds_points(whole, column):
            columns = replace(columns, maxes=tuple(sorted((*columns.maxes, column))))
        elif owner is not None and column in merged:
            columns = _with_text(columns, owner, column)
    return _without_numbers(with_upper_columns(columns, whole), whole)


def _with_name(columns: Columns, owner: int, column: int) -> Columns:
    """The columns with one more of names."""
    pointed = columns.pointed | {column} if owner in columns.pointed else columns.pointed
    return replace(columns, names=tuple(sorted((*columns.names, column))), pointed=pointed)


def _holds_points(rows: Sequence[TableLine], column: int) -> bool:
    """Whether a column holds points, or the percentages that stand for them, and nothing else."""
    said = (text for row in rows if (text := row.at(column).content))
    return all(points_of(text) is not None or percent_of(text) is not None for text in said)


def _with_text(columns: Columns, owner: int, column: int) -> Columns:
    """The columns with one more of the text that its owner is of; as they are where that is none."""
    texts = {key: (*found, column) if owner in found else found for key, found in columns.texts.items()}
    return replace(columns, texts=texts)


def _without_numbers(columns: Columns, rows: Sequence[TableLine]) -> Columns:
    """The columns where some of names hold nothing but numbers: the first one is of these where none else is."""
    numbers = [column for column in columns.names if _holds_numbers(rows, column)]
    names = tuple(column for column in columns.names if column not in numbers)
    if not numbers or not names:
        return columns
    is_first = columns.number is None and numbers[0] == columns.names[0]
    counts = numbers[1:] if is_first else numbers
    return replace(
        columns, number=numbers[0] if is_first else columns.number, names=names, counts=columns.counts.union(counts)
    )


def _holds_numbers(rows: Sequence[TableLine], column: int) -> bool:
    cells = [text for row in rows if (text := row.at(column).content)]
    return bool(cells) and all(parse_number(text) is not None for text in cells)
