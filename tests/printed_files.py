"""A table as the files it may be printed in: `^` and `<` are cells merged with the one above or on the left."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import docx
import openpyxl

if TYPE_CHECKING:
    from pathlib import Path

Lines = list[list[str]]


def plain(line: list[str]) -> list[str]:
    return ["" if cell in {"^", "<"} else cell for cell in line]


def as_text(lines: Lines, path: Path) -> Path:
    path = path.with_suffix(".txt")
    path.write_text("\n".join("\t".join(plain(line)) for line in lines), "utf-8")
    return path


def as_csv(lines: Lines, path: Path) -> Path:
    path = path.with_suffix(".csv")
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(map(plain, lines))
    return path


def merges(lines: Lines) -> list[tuple[int, int, int, int]]:
    """The merged cells: first row and column, last row and column, from 0."""
    found: dict[tuple[int, int], list[int]] = {}
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            above, left = (row - 1, column), (row, column - 1)
            start = origin[above] if cell == "^" else origin[left] if cell == "<" else (row, column)
            origin[row, column] = start
            last = found.setdefault(start, [row, column])
            last[:] = [max(last[0], row), max(last[1], column)]
    return [(*first, *last) for first, last in found.items() if first != tuple(last)]


def as_workbook(lines: Lines, path: Path) -> Path:
    path = path.with_suffix(".xlsx")
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for line in lines:
        sheet.append([int(cell) if cell.isdecimal() else cell or None for cell in plain(line)])
    for top, left, bottom, right in merges(lines):
        sheet.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    workbook.save(path)
    return path


def as_document(lines: Lines, path: Path) -> Path:
    """Lines of one cell are paragraphs, the others rows of tables."""
    path = path.with_suffix(".docx")
    document = docx.Document()
    block: Lines = []
    for line in [*lines, [""]]:
        if len(line) > 1:
            block.append(line)
            continue
        if block:
            put_table(document, block)
        block = []
        document.add_paragraph(line[0])
    document.save(str(path))
    return path


def put_table(document: docx.document.Document, lines: Lines) -> None:
    table = document.add_table(rows=len(lines), cols=max(map(len, lines)))
    for row, line in enumerate(lines):
        for column, cell in enumerate(plain(line)):
            table.cell(row, column).text = cell
    for top, left, bottom, right in merges(lines):
        text = table.cell(top, left).text
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
