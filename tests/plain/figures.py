"""Figures: exact fractions, and how they are read, rounded and written."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

#: A mapping as it stands in a YAML file.
Yaml = dict[str, Any]
ZERO = Fraction(0)


def number(text: str) -> Fraction:
    """A figure as it is written: 0.5, 30% or 1/3."""
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    return Fraction(text)


def limit(text: str) -> Fraction | None:
    """A bound as it is written; None for `none`."""
    return None if text == "none" else number(text)


def at_most(value: Fraction, most: Fraction | None) -> Fraction:
    """A value, held at a bound where there is one."""
    return value if most is None else min(value, most)


def at_least(value: Fraction, least: Fraction | None) -> Fraction:
    """A value, held at a lower bound where there is one."""
    return value if least is None else max(value, least)


def add(values: Any) -> Fraction:
    """The sum of figures."""
    return sum(values, ZERO)


def mean(values: list[Fraction]) -> Fraction:
    """The mean of at least one value."""
    return add(values) / len(values)


def round_to(value: Fraction, places: int, mode: str) -> Fraction:
    """A figure with so many places; what lies below zero is rounded as it would be above.

    An exact half goes away from zero, or to the even digit with half-even; `up` is away from zero, `down` toward it.
    """
    if value < 0:
        return -round_to(-value, places, mode)
    units = value * 10**places
    whole = units.numerator // units.denominator
    rest = units - whole
    half = Fraction(1, 2)
    if (
        (rest > 0 and mode == "up")
        or (mode != "down" and rest > half)
        or (rest == half and (mode == "half-up" or (mode == "half-even" and whole % 2 == 1)))
    ):
        whole += 1
    return Fraction(whole, 10**places)


def written(value: Fraction, places: int) -> str:
    """A rounded figure as text with exactly so many places."""
    units = value * 10**places
    if units.denominator != 1:
        raise ValueError(f"{value} is not rounded to {places} places")
    sign, digits = "-" if value < 0 else "", str(abs(units.numerator)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def plain(value: Fraction) -> str:
    """A figure of up to four places as a decimal text, without zeros that say nothing."""
    text = written(value, 4).rstrip("0")
    return text.removesuffix(".")


def listed(value: Any) -> list[Yaml]:
    """What may be written once or as a list, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


BY_DEFAULT = {"total": {"places": "2"}, "converted": {"places": "2"}}


def rounding_of(assessment: Yaml, step: str) -> Yaml | None:
    """The rule that rounds a step; without one only the total and the converted total are rounded."""
    for rule in listed(assessment.get("rounding")):
        if rule["step"] == step:
            return rule
    return BY_DEFAULT.get(step)


def after_step(assessment: Yaml, step: str, value: Fraction) -> Fraction:
    """A figure as a step leaves it."""
    rule = rounding_of(assessment, step)
    if rule is None:
        return value
    return round_to(value, int(rule["places"]), rule.get("mode", "half-up"))


def text_after_step(assessment: Yaml, step: str, value: Fraction) -> str:
    """A figure that has been through a step that always rounds, as text."""
    rule = rounding_of(assessment, step)
    if rule is None:
        raise ValueError(f"nothing rounds the step {step}")
    return written(value, int(rule["places"]))
