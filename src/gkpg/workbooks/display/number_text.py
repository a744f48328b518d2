"""Number texts: a number as a section of a format code writes it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from gkpg.base.points import format_points
from gkpg.workbooks.display.format_code import Piece, PieceKind, Section

#: Numbers of cells have up to a hundred digits, and formats as many as 255 decimals.
_WIDE = Context(prec=800)
_PAD = {"0": "0", "?": " ", "#": ""}
#: The most digits of a denominator that is looked for; codes of spreadsheets have at most four.
_MOST_DENOMINATOR_DIGITS = 7


def write_number(section: Section, value: Decimal) -> str:
    """What a section shows of a number that is not negative."""
    if section.has(PieceKind.SLASH) and section.has(PieceKind.DIGIT):
        return _write_fraction(section.pieces, value)
    if section.has(PieceKind.EXPONENT):
        return _write_exponent(section.pieces, value)
    return _write_decimal(section.pieces, value)


def _write_decimal(pieces: list[Piece], value: Decimal) -> str:
    """Digits before and after a point, with thousands, percents and scales."""
    if not _count_digits(pieces):
        return "".join(_write_piece(piece, value) for piece in pieces)
    whole, after = _split(pieces, PieceKind.POINT)
    (whole, scale), (after, scale_after) = _scale(whole), _scale(after)
    value = value.scaleb(scale + scale_after + 2 * sum(piece.kind is PieceKind.PERCENT for piece in pieces))
    digits, _, decimals = f"{_round(value, _count_digits(after)):f}".partition(".")
    is_grouped = any(piece.kind is PieceKind.COMMA for piece in whole)
    point = "." if _has_point(pieces) else ""
    return _write_whole(whole, digits.lstrip("0"), value, is_grouped) + point + _write_after(after, decimals, value)


def _split(pieces: list[Piece], kind: PieceKind) -> tuple[list[Piece], list[Piece]]:
    """What stands before the first piece of a kind, and behind it."""
    place = next((place for place, piece in enumerate(pieces) if piece.kind is kind), len(pieces))
    return pieces[:place], pieces[place + 1 :]


def _has_point(pieces: list[Piece]) -> bool:
    return any(piece.kind is PieceKind.POINT for piece in pieces)


def _scale(pieces: list[Piece]) -> tuple[list[Piece], int]:
    """Digits without the commas behind the last of them, each of which divides by a thousand."""
    last = max((place for place, piece in enumerate(pieces) if piece.kind is PieceKind.DIGIT), default=-1)
    commas = [place for place, piece in enumerate(pieces) if piece.kind is PieceKind.COMMA and place > last >= 0]
    return [piece for place, piece in enumerate(pieces) if place not in commas], -3 * len(commas)


def _count_digits(pieces: list[Piece]) -> int:
    return sum(piece.kind is PieceKind.DIGIT for piece in pieces)


def _round(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)


def _write_whole(pieces: list[Piece], digits: str, value: Decimal, grouped: bool) -> str:
    """The digits before the point: those that find no sign of their own stand before the first one."""
    signs = [piece.text for piece in pieces if piece.kind is PieceKind.DIGIT]
    filled = [_PAD[sign] for sign in signs[: max(0, len(signs) - len(digits))]]
    own = list(digits[-len(signs) :]) if signs else []
    first = digits[: len(digits) - len(own)]
    each = [*filled, *own]
    if each:
        each[0] = first + each[0]
    if grouped:
        each = _group(each)
    left = iter(each)
    return ("" if signs else digits) + "".join(
        next(left) if piece.kind is PieceKind.DIGIT else _write_piece(piece, value) for piece in pieces
    )


def _group(each: list[str]) -> list[str]:
    """A comma before every third digit from the right."""
    written: list[str] = []
    count = 0
    for text in reversed(each):
        signs = ""
        for sign in reversed(text):
            signs = sign + ("," if count and count % 3 == 0 and sign != " " else "") + signs
            count += 1
        written.append(signs)
    return written[::-1]


def _write_after(pieces: list[Piece], decimals: str, value: Decimal) -> str:
    """The digits behind the point. Zeros at the end show where the code has a 0."""
    signs = [piece.text for piece in pieces if piece.kind is PieceKind.DIGIT]
    kept = list(decimals.ljust(len(signs), "0"))
    for place in range(len(signs) - 1, -1, -1):
        if kept[place] != "0" or signs[place] == "0":
            break
        kept[place] = _PAD[signs[place]]
    left = iter(kept)
    return "".join(next(left) if piece.kind is PieceKind.DIGIT else _write_piece(piece, value) for piece in pieces)


def _write_piece(piece: Piece, value: Decimal) -> str:
    """What stands between digits."""
    if piece.kind in {PieceKind.GENERAL, PieceKind.VALUE}:
        return format_points(value)
    if piece.kind is PieceKind.FILL:
        return piece.text.strip()
    if piece.kind is PieceKind.SLASH:
        return "/" + piece.text
    return "" if piece.kind is PieceKind.COMMA else piece.text


def _write_exponent(pieces: list[Piece], value: Decimal) -> str:
    """`2.8E+00`: as many digits before the point as the code has, the exponent a multiple of them."""
    before, behind = _split(pieces, PieceKind.EXPONENT)
    whole, after = _split(before, PieceKind.POINT)
    step, places = max(1, _count_digits(whole)), _count_digits(after)
    exponent = 0 if value == 0 else value.adjusted() // step * step
    shown = _round(value.scaleb(-exponent), places)
    if shown.adjusted() >= step and shown:
        exponent += step
        shown = _round(value.scaleb(-exponent), places)
    digits, _, decimals = f"{shown:f}".partition(".")
    sign = (
        "-" if exponent < 0 else "+" if next(p for p in pieces if p.kind is PieceKind.EXPONENT).text[1] == "+" else ""
    )
    point = "." if _has_point(before) else ""
    return (
        _write_whole(whole, digits.lstrip("0"), value, grouped=False) + point + _write_after(after, decimals, value)
        + "E" + sign + _write_whole(behind, str(abs(exponent)).lstrip("0"), value, grouped=False)
    )  # fmt: skip


def _write_fraction(pieces: list[Piece], value: Decimal) -> str:
    """`2 3/4`: whole numbers stand apart where the code has digits for them."""
    before, below = _split(pieces, PieceKind.SLASH)
    slash = next(piece for piece in pieces if piece.kind is PieceKind.SLASH)
    places = [place for place, piece in enumerate(before) if piece.kind is PieceKind.DIGIT]
    begin = _begin_of_last_run(places)
    whole, above = before[:begin], before[begin:]
    exact = Fraction(value)
    ones = int(exact) if _count_digits(whole) else 0
    part = _nearest(exact - ones, slash.text, _count_digits(below))
    if part[0] == part[1] and _count_digits(whole):
        ones, part = ones + 1, (0, part[1])
    digits = "" if ones == 0 else str(ones)
    if part[0] == 0 and _count_digits(whole):
        return _write_whole(whole, digits, value, grouped=False).strip() or "0"
    head = _write_whole(whole, digits, value, grouped=False) if whole else ""
    return head + _write_whole(above, str(part[0]).lstrip("0") or "0", value, grouped=False) + "/" + str(part[1])


def _begin_of_last_run(places: list[int]) -> int:
    """Where the last digits that stand side by side begin."""
    begin = places[-1] if places else 0
    while begin - 1 in places:
        begin -= 1
    return begin


def _nearest(part: Fraction, fixed: str, digits: int) -> tuple[int, int]:
    """The fraction nearest to a number: with a denominator that the code names, or one of so many digits."""
    if fixed:
        below = int(fixed)
        return int((part * below + Fraction(1, 2)) // 1), below
    most = 10 ** min(max(1, digits), _MOST_DENOMINATOR_DIGITS) - 1
    found = part.limit_denominator(most)
    return found.numerator, found.denominator
