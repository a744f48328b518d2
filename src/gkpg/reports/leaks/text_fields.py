"""The texts in plain text: the values of a JSON document, the cells of a table, lines."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from gkpg.reports.leaks.fields import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def json_fields(part: str, text: str) -> Iterator[Field]:
    """Every key and value of a JSON document; the lines of what is none."""
    try:
        value = json.loads(text.lstrip("\ufeff"), parse_float=str, parse_int=str, object_pairs_hook=list)
    except (ValueError, RecursionError):
        return line_fields(part, text)
    return _values(part, value)


def _values(part: str, value: Any) -> Iterator[Field]:
    """Objects come as lists of pairs, so that a key that is there twice has both its values."""
    if isinstance(value, str):
        yield Field(part, value)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _values(part, each)


def table_fields(part: str, text: str) -> Iterator[Field]:
    """Every cell of a csv; its lines as well where it is none."""
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")), 1):
            place = f"{part}:{number}"
            yield from (Field(place, cell.removeprefix("'")) for cell in row)
    except csv.Error:
        yield from line_fields(part, text)


def line_fields(part: str, text: str) -> Iterator[Field]:
    """Every line of a text, and its pieces between bars, where it is a table of Markdown."""
    for number, line in enumerate(_BREAK.sub("\n", text).splitlines(), 1):
        yield Field(f"{part}:{number}", line)
        if "|" in line:
            for cell in line.split("|"):
                yield Field(f"{part}:{number}", cell)
