"""Turns: where a rule by which a value becomes points goes up and then down, or down and then up."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gkpg.rubric.kinds.conversion import Bound, Conversion


class Turn(NamedTuple):
    """The value that a rule names at which points turn, those that they turn at, and whether they fall from there."""

    value: Fraction
    points: Fraction
    falls: bool


def find_turn(rule: Conversion, lowest: Bound, highest: Bound) -> Turn | None:
    """Where the points of a rule turn that should not; None where more is always better, or worse, or a middle is best.

    A middle is best where points rise up to it and fall behind it, to the same on both sides.
    """
    named = sorted({each for each in rule.values() if _is_within(each, lowest, highest)})
    if not named:
        return None
    told = [(value, rule.points(value)) for value in _samples(named, lowest, highest)]
    turns = _turns(told)
    is_peak = len(turns) == 1 and turns[0].falls and told[0][1] == told[-1][1]
    if not turns or is_peak:
        return None
    return turns[0]._replace(value=min(named, key=lambda each: abs(each - turns[0].value)))


def _is_within(value: Fraction, lowest: Bound, highest: Bound) -> bool:
    return (lowest is None or value >= lowest) and (highest is None or value <= highest)


def _samples(named: Sequence[Fraction], lowest: Bound, highest: Bound) -> list[Fraction]:
    """The values that a rule names, with some close to them, between them, and beyond."""
    gaps = [after - before for before, after in itertools.pairwise(named)]
    close, far = min(gaps, default=Fraction(1)) / 1000, named[-1] - named[0] + 1
    around = {value + each for value in named for each in (-close, Fraction(0), close)}
    around |= {
        named[0] - far,
        named[-1] + far,
        *((one + other) / 2 for one, other in itertools.pairwise(named)),
    }
    around |= {each for each in (lowest, highest) if each is not None}
    return sorted(each for each in around if _is_within(each, lowest, highest))


def _turns(told: Sequence[tuple[Fraction, Fraction]]) -> list[Turn]:
    """The places at which points go the other way than before."""
    turns: list[Turn] = []
    goes_up: bool | None = None
    for (value, before), (_, after) in itertools.pairwise(told):
        if after == before:
            continue
        if goes_up is not None and (after > before) is not goes_up:
            turns.append(Turn(value, before, falls=goes_up))
        goes_up = after > before
    return turns
