"""Accounts: what a table prints is in its draft or is told; whatever is in neither is found here."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gkpg.authoring.importing.beside_words import beside_kind
from gkpg.authoring.importing.clauses import clauses_of
from gkpg.authoring.importing.line_kinds import is_beside, is_subtotal, is_sum, is_sum_word
from gkpg.authoring.importing.printed_numbers import mark_number, parse_number, split_number
from gkpg.authoring.importing.wording import (
    bare_text,
    clean_text,
    is_no_points,
    name_of,
    percent_of,
    points_of,
    signed_points_of,
)
from gkpg.base.normalize import fold_id
from gkpg.base.points import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from gkpg.authoring.importing.printed_tables import PrintedTable
    from gkpg.authoring.importing.table_lines import TableCell, TableLine
    from gkpg.findings.finding import Finding
    from gkpg.findings.place import Place

_PIECES = re.compile(r"[。；;：:，,、（）()\n]")
_POINTS = re.compile(
    r"(?:共|占|计|合计|满分|最[高多])?\s*\d{1,6}(?:\.\d{1,6})?\s*(?:分|points?|pts?|marks?)", re.IGNORECASE
)
_SHARE = re.compile(r"^(?:权重|占比?|比重|weight)(?:为|:)?\s*", re.IGNORECASE)
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


class Account:
    """What the draft of a table says, and what is told of it."""

    def __init__(self, values: dict[str, Any], findings: Iterable[Finding]) -> None:
        findings = tuple(findings)
        self.places = frozenset(finding.place for finding in findings)
        self._texts, self._figures, self._numbers = "", set[Decimal](), set[str]()
        self._total = values.get("total")
        texts: list[str] = []
        self._take(values, texts)
        for finding in findings:
            self._take([getattr(fact, "zh", fact) for fact in finding.facts.values()], texts)
        self._texts = "\n".join(map(bare_text, texts))

    def _take(self, value: object, texts: list[str]) -> None:
        if isinstance(value, dict):
            self._numbers |= {fold_id(str(value[key])) for key in ("id", "number") if key in value}
            self._take(list(value.values()), texts)
            texts += [str(key) for key in value]  # the words of levels
        elif isinstance(value, list):
            for each in value:
                self._take(each, texts)
        elif isinstance(value, Decimal | int):
            self._figures.add(Decimal(value))
        elif value is not None:
            texts.append(str(value))
            self._figures |= {Decimal(figure) for figure in _FIGURE.findall(str(value))}

    def holds_cell(self, cell: TableCell, *, is_number: bool = False) -> bool:
        """Whether what a cell prints is there. Sums are, and signs that stand in place of points that are none."""
        text = cell.content
        if is_number and parse_number(text) is not None:
            return fold_id(text) in self._numbers
        figure = points_of(text) or percent_of(text) or signed_points_of(text)
        if figure is not None:
            return self._has_figure(figure, is_percent=text.rstrip("）) ").endswith(("%", "％")))
        return is_no_points(text) or is_sum_word(text) or self.holds_text(text)

    def _has_figure(self, figure: Decimal, *, is_percent: bool) -> bool:
        return {figure, figure * HUNDRED} & self._figures != set() or (
            is_percent and self._total is not None and figure * self._total / HUNDRED in self._figures
        )

    def holds_text(self, text: str) -> bool:
        """Whether a text is there, as a whole or by its pieces, points and numbers left aside."""
        name = name_of(text).name
        if bare_text(text) in self._texts or beside_kind(name) is not None:
            return True
        clauses = clauses_of(clean_text(text))
        if clauses and all(bare_text(clause.name) in self._texts for clause in clauses):
            return True
        return all(self._holds_piece(piece.strip()) for piece in _PIECES.split(text))

    def _holds_piece(self, piece: str) -> bool:
        plain = _POINTS.sub("", split_number(mark_number(piece))[1])
        share = percent_of(_SHARE.sub("", piece))
        if share is not None and self._has_figure(share, is_percent=True):
            return True
        is_known = any(bare_text(each) in self._texts for each in (piece, plain))
        if not is_known and (figure := points_of(piece)) is not None:
            return figure in self._figures
        return is_known or is_sum_word(piece) or beside_kind(plain) is not None


def cells_left_out(table: PrintedTable, account: Account, taken: Collection[Place]) -> Iterator[Sequence[TableCell]]:
    """The cells of a table that an account lacks, column by column; of columns that are told as a whole none.

    `taken` are the places of the points that are in the draft: of points it is not enough that such a figure is there.
    """
    points = _PointsCells(table, {*taken, *account.places})
    whole = table.columns.others.keys() | table.columns.filled.keys()
    left: dict[int, list[TableCell]] = {}
    numbers = {*table.columns.counts} | ({table.columns.number} if table.columns.number is not None else set())
    whole |= {column for column in numbers if _counts_rows(table, column)}
    for line in table.every:
        for column, cell in enumerate(line.cells):
            if not cell.content or (column in whole and len(line.cells) > 1) or _is_part_sum(line, cell):
                continue
            if column == table.columns.number and is_beside(line) and parse_number(cell.content) is not None:
                continue  # what is beside the total has ids of its own
            is_held = account.holds_cell(cell, is_number=column == table.columns.number)
            if not is_held or not points.holds(line, column):
                left.setdefault(column, []).append(cell)
    yield from (left[column] for column in sorted(left))


def _counts_rows(table: PrintedTable, column: int) -> bool:
    """Whether a column of numbers only counts the rows, 1, 2, 3, which their order does as well."""
    cells = [text for row in table.rows if (text := row.at(column).content)]
    return cells == [str(place) for place in range(1, len(cells) + 1)]


class _PointsCells:
    """Which cells of points are in the draft, line by line."""

    def __init__(self, table: PrintedTable, taken: Collection[Place]) -> None:
        headings = (table.heading, *table.headings)
        named = {column for line in headings for column, cell in enumerate(line.cells) if cell.content}
        self._columns, self._taken = table.columns, taken
        self._others = (named | {*table.columns.names}).difference(table.columns.maxes)
        self._last: dict[int, str] = {}

    def holds(self, line: TableLine, column: int) -> bool:
        """Whether a cell is none of points, or taken, or printed anew below one that is, or of a sum or a told row.

        A figure in a column of its own that has no heading is in no draft.
        """
        cell = line.at(column)
        if column in self._others or points_of(cell.content) is None:
            return True
        if is_sum(line, self._columns) or cell.place in self._taken:
            self._last[column] = cell.content
            return True
        return self._last.get(column) == cell.content or line.place in self._taken


def _is_part_sum(line: TableLine, cell: TableCell) -> bool:
    """Whether a cell is the sum of a part, which the rows above it say as well."""
    return is_subtotal(line) and points_of(cell.content) is not None
