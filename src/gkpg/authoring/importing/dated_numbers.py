"""Dated numbers: numbers of rows that a spreadsheet made a date of, `1-10` of which it made the tenth of January."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.authoring.importing.printed_numbers import parse_number
from gkpg.authoring.importing.wording import clean_text
from gkpg.findings.finding import Finding
from gkpg.sheets.dates import parse_day

if TYPE_CHECKING:
    from gkpg.authoring.importing.table_lines import TableCell


def number_in(cell: TableCell) -> tuple[str, Finding | None]:
    """The number that a cell holds; of a date what was typed, as far as that can be told, and that it is one."""
    text = clean_text(cell.content)
    day = parse_day(text) if text and parse_number(text) is None else None
    if day is None:
        return text, None
    number = f"{day.month}-{day.day}"
    return number, Finding("T118", cell.place, {"date": cell.content, "number": number})
