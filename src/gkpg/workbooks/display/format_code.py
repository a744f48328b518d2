"""Format codes such as `[Red]0.0"分";-0;;@`, taken apart (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import parse_stored

if TYPE_CHECKING:
    from decimal import Decimal


class PieceKind(StrEnum):
    """What a piece of a section stands for."""

    TEXT = "text"
    FILL = "fill"
    DIGIT = "digit"
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    EXPONENT = "exponent"
    SLASH = "slash"
    GENERAL = "general"
    VALUE = "value"
    DATE = "date"


class Piece(NamedTuple):
    """A piece of a section; `text` is what a text or a fill shows, a digit's sign, an exponent's or a slash's rest."""

    kind: PieceKind
    text: str = ""


class Condition(NamedTuple):
    """For which numbers a section stands: `[>=3]`."""

    sign: str
    number: Decimal

    def holds(self, value: Decimal) -> bool:
        """Whether it stands for a number."""
        than = (value > self.number) - (value < self.number)
        return than in _SIGNS[self.sign]


@dataclass(slots=True)
class Section:
    """One of the parts between semicolons. `numerals` says that digits show as those of another script."""

    pieces: list[Piece] = field(default_factory=list)
    condition: Condition | None = None
    colour: str = ""
    numerals: bool = False

    def has(self, *kinds: PieceKind) -> bool:
        """Whether it holds a piece of one of these kinds."""
        return any(piece.kind in kinds for piece in self.pieces)


_SIGNS = {"=": {0}, "<": {-1}, ">": {1}, "<=": {-1, 0}, ">=": {0, 1}, "<>": {-1, 1}}
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)(?:"|$)'
    r"|[\\!](?P<escaped>.?)"
    r"|_(?P<space>.?)"
    r"|\*(?P<fill>.?)"
    r"|\[(?P<bracket>[^\]]*)(?:\]|$)"
    r"|(?P<end>;)"
    r"|(?P<general>General|G/通用格式)"
    r"|(?P<date>AM/PM|A/P|上午/下午|AAA+|[YMDHSGB]+)"
    r"|(?P<exponent>E[+-])"
    r"|(?P<year>E+)"
    r"|(?P<slash>/(?:[1-9][0-9]*(?![0#?]))?)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_ONE_SIGN = {
    **dict.fromkeys("0#?", PieceKind.DIGIT), ".": PieceKind.POINT, ",": PieceKind.COMMA, "%": PieceKind.PERCENT,
    "@": PieceKind.VALUE,
}  # fmt: skip
_ELAPSED = re.compile("H+|M+|S+", re.IGNORECASE)
_CONDITION = re.compile(r"\s*(<=|>=|<>|=|<|>)\s*(.*?)\s*", re.DOTALL)
_CURRENCY = re.compile(r"\$(.*?)(?:-([0-9A-F]*))?", re.IGNORECASE | re.DOTALL)
_NUMERALS = re.compile("DBNUM[0-9]|NATNUM[0-9].*", re.IGNORECASE | re.DOTALL)
#: A locale's number has the shape of digits above its calendar and its language; 0 and 1 are the plain ones.
_SHAPE_BIT, _PLAIN_SHAPES = 24, {0, 1}


def parse_code(code: str) -> list[Section]:
    """The sections of a code, in order, at least one. What is unknown in it stands for itself."""
    sections = [Section()]
    for match in _TOKEN.finditer(code):
        what, text = match.lastgroup, match[0]
        if what == "end":
            sections.append(Section())
        elif what == "bracket":
            _bracket(sections[-1], match["bracket"])
        else:
            sections[-1].pieces.append(_piece(what, text, match))
    return sections


def _piece(what: str | None, text: str, match: re.Match[str]) -> Piece:
    if what in {"quoted", "escaped"}:
        return Piece(PieceKind.TEXT, match[what])
    if what == "space":
        return Piece(PieceKind.TEXT, " ")
    if what == "fill":
        return Piece(PieceKind.FILL, match[what])
    if what in {"date", "year"}:
        return Piece(PieceKind.DATE, text)
    if what == "slash":
        return Piece(PieceKind.SLASH, text[1:])
    if what in {"general", "exponent"}:
        return Piece(PieceKind(what), text)
    return Piece(_ONE_SIGN.get(text, PieceKind.TEXT), text)


def _bracket(section: Section, text: str) -> None:
    """What stands in square brackets: a condition, a currency with its locale, elapsed time, a colour, digits."""
    if _ELAPSED.fullmatch(text):
        section.pieces.append(Piece(PieceKind.DATE, text))
    elif condition := _CONDITION.fullmatch(text):
        number = parse_stored(condition[2])
        if number is not None:
            section.condition = Condition(condition[1], number)
    elif currency := _CURRENCY.fullmatch(text):
        section.pieces.append(Piece(PieceKind.TEXT, currency[1]))
        section.numerals |= int(currency[2] or "0", 16) >> _SHAPE_BIT not in _PLAIN_SHAPES
    elif _NUMERALS.fullmatch(text):
        section.numerals = True
    else:
        section.colour = text
