"""Points: what is read as a number, how it is rounded, and how it is written."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkpg.base.points import (
    Rounding,
    count_decimals,
    format_exact,
    format_points,
    parse_stored,
    parse_strict,
    parse_typed,
    round_to_places,
)

#: Points as tables have them: at most four decimals.
POINTS = st.decimals(min_value=-1000, max_value=1000, places=4)
PLACES = st.integers(0, 4)


@pytest.mark.parametrize("text", ["0", "8", "100", "0.5", "0.25", "1.10", "-1", "-0.5", "999999999999"])
def test_a_rubric_writes_points_as_plain_decimals(text: str) -> None:
    assert str(parse_strict(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "08",
        "8.",
        ".5",
        "8e1",
        "+8",
        "- 1",
        "1_000",
        "1,000",
        "8分",
        "８",
        "٣",
        "0x8",
        "8 ",
        "8\n",
        "NaN",
        "1/3",
    ],
)
def test_anything_else_is_no_points(text: str) -> None:
    assert parse_strict(text) is None


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("8", "8"),
        ("-1", "-1"),
        ("8.5", "8.5"),
        ("8.0E0", "8"),
        ("1E2", "100"),
        ("1.5e-2", "0.015"),
        ("1.1000000000000001", "1.1"),
        ("0.30000000000000004", "0.3"),
        ("2.2999999999999998", "2.3"),
        ("-1.1000000000000001", "-1.1"),
        ("5.00000000000001", "5.00000000000001"),
    ],
)
def test_a_stored_number_is_the_number_that_was_typed(stored: str, typed: str) -> None:
    assert parse_stored(stored) == Decimal(typed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NaN",
        "Infinity",
        "-inf",
        "1e999",
        "1e-999",
        "1e99999999",
        "9" * 300,
        "9" * 1000,
        "0x1F",
        "1_0",
        "٣",
        "1\n",
    ],
)
def test_what_is_stored_may_be_no_number_that_counts(text: str) -> None:
    assert parse_stored(text) is None


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=8))
def test_binary_noise_is_taken_off_whatever_was_typed(typed: Decimal) -> None:
    assert parse_stored(f"{float(typed):.17g}") == typed


@given(st.text() | st.text("0123456789.eE+-", max_size=900))
def test_reading_never_raises(text: str) -> None:
    for number in (parse_strict(text), parse_stored(text), parse_typed(text)):
        assert number is None or number.is_finite()


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("8", "8"),
        ("８．５", "8.5"),
        (" 8 ", "8"),
        ("\u30008", "8"),
        ("8分", "8"),
        ("8 分", "8"),
        ("８分 ", "8"),
        ("8,5", "8.5"),
        ("8，5", "8.5"),
        ("-1", "-1"),
        ("0", "0"),
    ],
)
def test_a_person_types_points(typed: str, points: str) -> None:
    assert parse_typed(typed) == Decimal(points)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "分",
        "1.2.3",
        "√",
        "无",
        "8-9",
        "1,000",
        "1,2,3",
        "08",
        "8分5",
        "8分分",
        "8/10",
        "约8",
        "½",
        "0.5²",
        "50%",
    ],
)
def test_what_a_person_types_may_be_unclear(typed: str) -> None:
    assert parse_typed(typed) is None


@pytest.mark.parametrize(
    ("number", "count"),
    [("8", 0), ("8.5", 1), ("8.50", 1), ("8.00", 0), ("0.0", 0), ("-0.25", 2), ("1E+2", 0), ("1E-3", 3), ("100", 0)],
)
def test_trailing_zeros_are_no_decimals(number: str, count: int) -> None:
    assert count_decimals(Decimal(number)) == count


@pytest.mark.parametrize(
    ("value", "places", "half_up", "half_even"),
    [
        ("5/2", 0, "3", "2"),
        ("7/2", 0, "4", "4"),
        ("-5/2", 0, "-3", "-2"),
        ("-7/2", 0, "-4", "-4"),
        ("1/8", 2, "0.13", "0.12"),
        ("-1/8", 2, "-0.13", "-0.12"),
        ("89.995", 2, "90.00", "90.00"),
        ("89.985", 2, "89.99", "89.98"),
        ("89.9849", 2, "89.98", "89.98"),
        ("1/3", 2, "0.33", "0.33"),
        ("-2/3", 2, "-0.67", "-0.67"),
        ("8", 2, "8.00", "8.00"),
        ("-0.04", 1, "0.0", "0.0"),
        ("0", 0, "0", "0"),
    ],
)
def test_halves_go_up_or_to_the_even_digit(value: str, places: int, half_up: str, half_even: str) -> None:
    assert str(round_to_places(Fraction(value), places, "half-up")) == half_up
    assert str(round_to_places(Fraction(value), places, "half-even")) == half_even


@pytest.mark.parametrize(("rounding", "same"), [("half-up", ROUND_HALF_UP), ("half-even", ROUND_HALF_EVEN)])
@given(value=POINTS, places=PLACES)
def test_rounding_is_that_of_the_decimal_standard(rounding: Rounding, same: str, value: Decimal, places: int) -> None:
    assert round_to_places(Fraction(value), places, rounding) == value.quantize(Decimal(1).scaleb(-places), same)


@given(st.fractions(), PLACES, st.sampled_from(["half-up", "half-even"]))
def test_rounding_is_never_off_by_more_than_half_a_unit(value: Fraction, places: int, rounding: Rounding) -> None:
    number = round_to_places(value, places, rounding)
    assert abs(Fraction(number) - value) * 10**places <= Fraction(1, 2)
    assert number.as_tuple().exponent == -places


@pytest.mark.parametrize(
    ("value", "text"),
    [("67/2", "33.5"), ("100", "100"), ("101/3", "101/3"), ("-1/8", "-0.125"), ("-1/7", "-1/7"), ("0", "0")],
)
def test_a_value_is_told_without_loss(value: str, text: str) -> None:
    assert format_exact(Fraction(value)) == text


@given(st.fractions())
def test_what_is_told_is_the_value(value: Fraction) -> None:
    assert Fraction(format_exact(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=9))
def test_what_decimals_can_say_is_no_fraction(value: Decimal) -> None:
    assert "/" not in format_exact(Fraction(value))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("8", "8"),
        ("8.50", "8.5"),
        ("8.00", "8"),
        ("100", "100"),
        ("1E+2", "100"),
        ("1E-7", "0.0000001"),
        ("-0.50", "-0.5"),
        ("0.00", "0"),
        ("-0", "0"),
        ("-0.0", "0"),
    ],
)
def test_numbers_are_written_as_people_write_them(number: str, text: str) -> None:
    assert format_points(Decimal(number)) == text


@given(POINTS)
def test_what_is_written_reads_back(number: Decimal) -> None:
    assert parse_strict(format_points(number)) == number
