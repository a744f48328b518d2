"""Number formats: what a cell's format makes of the number or the text in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import HUNDRED, parse_stored
from gkpg.workbooks.cell_kinds import CellKind
from gkpg.workbooks.display.comparison import is_shown_as_it_is
from gkpg.workbooks.display.format_code import Condition, PieceKind, Section, parse_code
from gkpg.workbooks.display.number_text import write_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

#: What a spreadsheet itself allows as a format, in characters.
LONGEST_FORMAT = 255
#: What stands in a cell for which its format has no section.
NO_SECTION = "###"
#: How digits are told that show as those of another script: which of them it is does not matter here.
_OTHER_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")

#: Formats of digits alone, which show a number as it is unless it has more decimals: `0.00`, `#,##0`, `0.0#`.
_PLAIN = re.compile(r"(?:#,##)?0+(?:\.([0#?]+))?")
#: A number that shows with zeros behind it, as 3.10: where it is an id, that is another one than 3.1.
_ENDS_IN_ZEROS = re.compile(r"[0-9]+\.[0-9]*0")
_WHITE = {"WHITE", "白色", "COLOR2", "COLOR 2"}


class Shown(NamedTuple):
    """What a cell is and shows. `text` is None where that is the number or the text itself, digit for digit."""

    kind: CellKind
    text: str | None = None


_NUMBER, _TEXT = Shown(CellKind.NUMBER), Shown(CellKind.TEXT)


@dataclass(frozen=True, eq=False)
class NumberFormat:
    """One format. `decimals` is how many a plain one shows at most, and at least; None for every other one.

    `for_texts` is the section that shows texts; None where they show as they are.
    """

    sections: tuple[Section, ...]
    decimals: tuple[int, int] | None = None
    is_general: bool = False
    for_texts: Section | None = None

    def number(self, text: str) -> Shown:
        """What a cell that holds this number shows."""
        if self.is_general or (self.decimals is not None and _has_decimals(text, *self.decimals)):
            return _NUMBER
        value = parse_stored(text)
        if value is None:  # beyond all numbers that mean anything: what it is tells the first section
            return Shown(_kind(self.sections[0]))
        section, is_signed = _choose(_of_numbers(self.sections), value)
        if section is None:
            return Shown(CellKind.NUMBER, NO_SECTION)
        kind = _kind(section)
        if kind is CellKind.DATE:
            return Shown(kind)
        shown = write_shown(section, value, signed=is_signed)
        if kind is CellKind.PERCENT:
            is_plain = shown.endswith("%") and is_shown_as_it_is(shown.removesuffix("%"), value * HUNDRED)
            return Shown(kind, None if is_plain else shown)
        is_same = is_shown_as_it_is(shown, value) and _ENDS_IN_ZEROS.fullmatch(shown) is None
        return _NUMBER if is_same else Shown(CellKind.NUMBER, shown)

    def text(self, text: str) -> Shown:
        """What a cell that holds this text shows."""
        if self.for_texts is None:
            return _TEXT
        shown = "".join(text if piece.kind is PieceKind.VALUE else piece.text for piece in self.for_texts.pieces)
        return _TEXT if shown.strip() == text.strip() else Shown(CellKind.TEXT, shown)

    def is_white(self, text: str) -> bool:
        """Whether the number shows in white by the format itself."""
        value = None if self.is_general or self.decimals is not None else parse_stored(text)
        section = None if value is None else _choose(_of_numbers(self.sections), value)[0]
        return section is not None and section.colour.upper() in _WHITE


def parse_format(code: str) -> NumberFormat:
    """The format that a code is."""
    code = code[:LONGEST_FORMAT]
    plain = _PLAIN.fullmatch(code)
    if plain is not None:
        places = plain[1] or ""
        return NumberFormat(tuple(parse_code(code)), (len(places), places.count("0")))
    sections = tuple(parse_code(code))
    kinds, first = [piece.kind for piece in sections[0].pieces], sections[0]
    is_alone = len(sections) == 1 and not first.numerals and not first.colour
    if is_alone and kinds in ([PieceKind.GENERAL], [PieceKind.VALUE]):
        return GENERAL
    return NumberFormat(sections, for_texts=_of_texts(sections))


GENERAL = NumberFormat((), is_general=True)


def _kind(section: Section) -> CellKind:
    """What a number is by the section that shows it."""
    if section.has(PieceKind.DATE):
        return CellKind.DATE
    is_percent = section.has(PieceKind.PERCENT) and section.has(PieceKind.DIGIT)
    return CellKind.PERCENT if is_percent else CellKind.NUMBER


def _has_decimals(text: str, most: int, least: int) -> bool:
    """Whether a number as a file stores it has so many decimals, told at a glance."""
    whole, _, decimals = text.partition(".")
    return least <= len(decimals) <= most and (whole + decimals).isdecimal()


def write_shown(section: Section, value: Decimal, *, signed: bool) -> str:
    """What a section shows of a number, with a minus before a negative one where the section has none of its own."""
    shown = write_number(section, abs(value))
    if signed and value < 0 and any(sign in "123456789" for sign in shown):
        shown = "-" + shown
    return shown.translate(_OTHER_DIGITS) if section.numerals else shown


def _of_numbers(sections: Sequence[Section]) -> list[Section]:
    """The sections for numbers: one of four, or the last with an @, is that for texts."""
    if len(sections) > 1 and (len(sections) >= _WITH_TEXT or sections[-1].has(PieceKind.VALUE)):
        return list(sections[: min(len(sections), _WITH_TEXT) - 1])
    return list(sections)


_WITH_TEXT, _WITHOUT_ZERO = 4, 2


def _of_texts(sections: Sequence[Section]) -> Section | None:
    """The section for texts; None where they show as they are."""
    if len(sections) >= _WITH_TEXT:
        return sections[_WITH_TEXT - 1]
    return sections[-1] if sections and sections[-1].has(PieceKind.VALUE) else None


def _choose(sections: list[Section], value: Decimal) -> tuple[Section | None, bool]:
    """The section for a number, None if there is none, and whether a minus stands before a negative number."""
    conditions = [_condition(sections, place) for place in range(len(sections))]
    for place, condition in enumerate(conditions):
        if condition is None or condition.holds(value):
            return sections[place], not _is_for_negatives(condition, sections[place], place)
    return None, False


def _condition(sections: list[Section], place: int) -> Condition | None:
    """For which numbers a section stands: its own condition, else by its place; None for all that are left."""
    own = sections[place].condition
    if own is not None or place == len(sections) - 1:
        return own
    if place == 0:
        return _FROM_ZERO if len(sections) == _WITHOUT_ZERO else _ABOVE_ZERO
    return _BELOW_ZERO


def _is_for_negatives(condition: Condition | None, section: Section, place: int) -> bool:
    """Whether a section is only for negative numbers, whose sign it shows itself or not at all."""
    if condition is None:
        return place == 1 and section.condition is None
    return condition.sign in {"<", "<="} and condition.number <= 0


_ZERO = parse_stored("0")
assert _ZERO is not None  # noqa: S101 - for mypy
_FROM_ZERO, _ABOVE_ZERO, _BELOW_ZERO = Condition(">=", _ZERO), Condition(">", _ZERO), Condition("<", _ZERO)
