"""Number formats: whether a number shows as a number, a date or a percent, with how many decimals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from gkpg.workbooks.cells import CellKind
from gkpg.workbooks.markup import elements

#: What a spreadsheet itself allows as a format, in characters.
_LONGEST_FORMAT = 255

# The numbers that ECMA-376 (part 1, 18.8.30) gives to formats of dates and times, to percents, and to numbers of 0 and
# 2 decimals; 0 (General), fractions, exponents and text show what there is.
_DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENT_IDS = {9, 10}
_DECIMALS_OF = {1: 0, 2: 2, 3: 0, 4: 2, 37: 0, 38: 0, 39: 2, 40: 2}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)
_PLAIN = re.compile(r"[^0#?.,/e]*(?=[0#?.])[#0?,]*(?:\.([0#?]*))?[^0#?./e]*")


#: The decimals of a format that shows no digit at all, such as `;;;`.
SHOWS_NOTHING = -1


class NumberFormat(NamedTuple):
    """How a number is shown. `decimals` is None where the format shows as many as there are."""

    kind: CellKind
    decimals: int | None = None


#: What is looked at of a styles part, which copying bloats.
_WANTED = frozenset({"numFmt", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs", "xf"})
_GENERAL = NumberFormat(CellKind.NUMBER)


@dataclass(frozen=True, eq=False)
class Styles:
    """The formats of a file's cell styles, by number. Styles are the same only where they are one object."""

    formats: tuple[NumberFormat, ...] = ()

    def format(self, style: str) -> NumberFormat:
        """The format of a style by its number. Raises ValueError and IndexError where there is none such."""
        number = int(style or 0)
        if number < 0:
            raise IndexError(style)
        return self.formats[number] if self.formats else _GENERAL


@lru_cache(maxsize=4)
def styles_of(data: bytes) -> Styles:
    """The styles that a part holds. Sheets of one make share theirs, so the last few are kept."""
    custom: dict[str, str] = {}
    formats: list[NumberFormat] = []
    known: dict[str, NumberFormat] = {}
    in_cells = False
    for tag, attributes in elements(data, _WANTED):
        if tag == "numFmt":
            custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            in_cells = tag == "cellXfs"
        elif tag == "xf" and in_cells:
            number = attributes.get("numFmtId", "0")
            if number not in known:
                known[number] = _format(number, custom)
            formats.append(known[number])
    return Styles(tuple(formats))


def _format(format_id: str, custom: dict[str, str]) -> NumberFormat:
    if format_id in custom:
        return _parse_format(custom[format_id][:_LONGEST_FORMAT])
    number = int(format_id) if format_id.isdecimal() else 0
    if number in _DATE_IDS:
        return NumberFormat(CellKind.DATE)
    return (
        NumberFormat(CellKind.PERCENT)
        if number in _PERCENT_IDS
        else NumberFormat(CellKind.NUMBER, _DECIMALS_OF.get(number))
    )


def _parse_format(code: str) -> NumberFormat:
    """What a format code makes of a positive number, by its first section."""
    first = _LITERAL.sub("", code).split(";")[0].lower()
    is_general = "general" in first or "g/通用格式" in first
    first = first.replace("general", "").replace("g/通用格式", "")
    if any(part in first for part in (*"ydhsm", "aaa")):
        return NumberFormat(CellKind.DATE)
    if "%" in first:
        return NumberFormat(CellKind.PERCENT)
    if is_general or "@" in first:
        return _GENERAL
    if not any(digit in first for digit in "0#?"):
        return NumberFormat(CellKind.NUMBER, SHOWS_NOTHING)
    plain = _PLAIN.fullmatch(first)
    return NumberFormat(CellKind.NUMBER, len(plain[1] or "") if plain else None)
