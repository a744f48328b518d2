"""Figures: exact fractions, how they are read, rounded and written. No binary fraction occurs anywhere."""

from __future__ import annotations

from fractions import Fraction

#: What an item comes to: a figure; "/" where it does not apply and has no points; None where that cannot be told.
Amount = Fraction | str | None
NA = "/"


def exact(text: str) -> Fraction:
    """`33.5`, `101/3` or `30%`; no powers of ten, which could be of any size. Raises ValueError."""
    if "e" in text.lower():
        raise ValueError(f"{text!r} is no figure")
    return Fraction(text[:-1]) / 100 if text.endswith("%") else Fraction(text)


def bound(text: str | None) -> Fraction | None:
    """A max, a floor and the like; None where there is none."""
    return None if text is None or text in ("none", "parent") else exact(text)


def clip(value: Fraction, low: Fraction | None, high: Fraction | None) -> Fraction:
    """A value held between two bounds; None: there is none."""
    value = value if high is None else min(value, high)
    return value if low is None else max(value, low)


def rounded(value: Fraction, places: int, mode: str = "half-up") -> Fraction:
    """Rounded to decimal places: half-up (away from zero), half-even, up (away from zero) or down (toward it)."""
    scaled = abs(value) * 10**places
    whole, rest = divmod(scaled, 1)
    half = Fraction(1, 2)
    more = {
        "half-up": rest >= half,
        "half-even": rest > half or (rest == half and whole % 2 == 1),
        "up": rest > 0,
        "down": False,
    }[mode]
    return (whole + more) / Fraction(10) ** places * (-1 if value < 0 else 1)


def fixed(value: Fraction, places: int) -> str:
    """A rounded figure with exactly its decimals: `82.50`."""
    digits = str(abs(round(value * 10**places))).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def added(amounts: list[Amount]) -> Amount:
    """The sum of those that apply: NA where none does, None where one cannot be told."""
    known = [amount for amount in amounts if amount != NA]
    if not known:
        return NA if amounts else Fraction(0)
    return None if None in known else sum(known, Fraction(0))
