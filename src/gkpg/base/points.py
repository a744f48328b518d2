"""Points: exact decimal numbers. Floats stop here."""

from __future__ import annotations

import math
import re
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from gkpg.base.unseen import without_unseen

if TYPE_CHECKING:
    from collections.abc import Iterable

Rounding = Literal["half-up", "half-even", "up", "down"]

#: What stands for a blank in a line of points such as `8 6 - 5`.
NO_POINTS = "-"
#: What stands there for an item that does not apply.
NOT_APPLICABLE = "/"
#: A percentage is so many times the share that it says.
HUNDRED = 100
#: The most decimals that points may have: the finest published figures (安徽's problem lists) have four.
MOST_DECIMALS = 4
#: The most digits that points of a rubric may have before the point: with the decimals, what a spreadsheet keeps.
MOST_DIGITS = 11

#: A spreadsheet keeps 15 significant digits of a number that is typed; what a file holds beyond them
#: is the noise of binary fractions (1.1 is stored as 1.1000000000000001).
_SPREADSHEET = Context(prec=15)
_ANY = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
_STRICT = re.compile(r"-?(0|[1-9][0-9]{0,99})(\.[0-9]{1,99})?")
_STORED = re.compile(r"[-+]?([0-9]{1,400}(\.[0-9]{0,400})?|\.[0-9]{1,400})([eE][+-]?[0-9]{1,3})?")
_FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_DECIMAL_COMMA = re.compile(r"(-?[0-9]+),([0-9]{1,2})")


def parse_strict(text: str) -> Decimal | None:
    """Points as a rubric writes them: `8`, `0.25`, `-1`. None for anything else, `08`, `8.` and `8e1` included."""
    return Decimal(text) if _STRICT.fullmatch(text) else None


def parse_stored(text: str) -> Decimal | None:
    """A number as a spreadsheet file stores it, as the number that was typed. None if it is not a number."""
    if not _STORED.fullmatch(text):
        return None
    try:
        number = _SPREADSHEET.create_decimal(text)
    except InvalidOperation:
        return None
    return number if abs(number.adjusted()) < 100 else None


def parse_typed(text: str) -> Decimal | None:
    """Points that a person typed as text: full-width digits, spaces, the unseen, a final 分, a comma for the point.

    None where more than one reading is possible or none: `8-9`, `1.2.3`, `1,000`, `√`.
    """
    folded = without_unseen(text).translate(_FULL_WIDTH).strip().removesuffix("分").strip()
    comma = _DECIMAL_COMMA.fullmatch(folded)
    return parse_strict(f"{comma[1]}.{comma[2]}" if comma else folded)


def count_decimals(number: Decimal) -> int:
    """How many decimals a number has; trailing zeros do not count."""
    return len(format_points(number).partition(".")[2])


def is_rounded_from(said: Decimal, value: Fraction) -> bool:
    """Whether a number that somebody wrote is a value, or the value with two decimals or more.

    Of more than nine decimals the last ones may be what a spreadsheet lost on the way.
    """
    places = min(max(0, -int(said.as_tuple().exponent)), 9)
    return Fraction(said) == value or (places >= 2 and abs(Fraction(said) - value) * 2 <= Fraction(1, 10**places))


def round_to_places(value: Fraction, places: int, rounding: Rounding) -> Decimal:
    """A value with so many decimals; `half-up` rounds a half away from zero, `half-even` to the even digit.

    `up` rounds away from zero whatever is left, `down` toward it.
    """
    scaled = abs(value) * 10**places
    whole, rest = divmod(scaled, 1)
    if rounding in {"up", "down"}:
        up = rounding == "up" and rest > 0
    else:
        up = rest > Fraction(1, 2) or (rest == Fraction(1, 2) and (rounding == "half-up" or whole % 2 == 1))
    digits = int(whole) + (1 if up else 0)
    sign = 1 if value < 0 and digits else 0
    return Decimal((sign, tuple(int(digit) for digit in str(digits)), -places))


def add_up(figures: Iterable[Fraction | None]) -> Fraction | None:
    """Figures together; None where one of them is None, be it unknown or without a limit."""
    each = tuple(figures)
    return None if None in each else sum((figure for figure in each if figure is not None), Fraction(0))


def highest_of(figures: Iterable[Fraction | None]) -> Fraction | None:
    """The highest of figures, zero of none; None where one of them is None, be it unknown or without a limit."""
    each = tuple(figures)
    return None if None in each else max((figure for figure in each if figure is not None), default=Fraction(0))


def format_points(number: Decimal) -> str:
    """A number as people write it: no exponent, no trailing zeros."""
    text = f"{abs(number) if number == 0 else number:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def format_exact(value: Fraction) -> str:
    """A value without any loss: `33.5` where decimals can say it, else a fraction such as `101/3`."""
    return _exact_text(value)


@lru_cache(maxsize=4_096)
def _exact_text(value: Fraction) -> str:
    denominator, places = value.denominator, 0
    while denominator % 10 == 0:
        denominator, places = denominator // 10, places + 1
    while denominator % 2 == 0 or denominator % 5 == 0:
        denominator, places = denominator // (2 if denominator % 2 == 0 else 5), places + 1
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    return (
        format_points(Decimal(value.numerator * 10**places // value.denominator).scaleb(-places, _ANY))
        if places
        else str(value)
    )


def format_share(share: Fraction) -> str:
    """A share in percent where decimals can say that, else as a fraction such as `6/13`."""
    in_percent = format_exact(share * 100)
    return f"{in_percent}%" if "/" not in in_percent else format_exact(share)


def format_share_beside(share: Fraction, edge: Fraction) -> str:
    """A share in the measure of the edge that it is held against; in percent on the same side of that when rounded."""
    if "%" not in format_share(edge):
        return format_exact(share)
    places = 2
    while share != edge and round_to_places(share * 100, places, "half-up") == edge * 100:
        places += 1
    return f"{format_points(round_to_places(share * 100, places, 'half-up'))}%"


def format_known(value: Fraction | None) -> str | None:
    """The same; None for None."""
    return None if value is None else format_exact(value)


def parse_exact(text: str) -> Fraction | None:
    """A value as it is written without any loss: a decimal, or a fraction; None for anything else."""
    over, line, under = text.partition("/")
    numbers = [parse_strict(each) for each in ((over, under) if line else (over,))]
    if None in numbers or numbers[1:] == [0]:
        return None
    values = [Fraction(each) for each in numbers if each is not None]
    return values[0] / values[1] if line else values[0]


def has_end(value: Fraction) -> bool:
    """Whether decimals can say a value."""
    return "/" not in format_exact(value)


def as_decimal(value: Fraction) -> Decimal:
    """A value as the decimal that it is; where no decimals can say it, the next one below that points may have."""
    if has_end(value):
        return Decimal(format_exact(value))
    return Decimal(math.floor(value * 10**MOST_DECIMALS)).scaleb(-MOST_DECIMALS)


@lru_cache(maxsize=4_096)
def decimals_of(value: Fraction) -> tuple[Decimal, ...]:
    """The decimals that stand for a value: itself; of one without end the first four, cut off or rounded, ascending."""
    cut = as_decimal(value)
    if has_end(value):
        return (cut,)
    return tuple(sorted({cut, round_to_places(value, MOST_DECIMALS, "half-up")}))


def format_any(points: Decimal | Fraction) -> str:
    """Points without any loss, whichever way they are held."""
    return format_points(points) if isinstance(points, Decimal) else format_exact(points)
