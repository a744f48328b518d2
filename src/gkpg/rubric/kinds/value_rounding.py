"""Rounding a measured value before its rule looks at it."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from gkpg.base.decimals import describe_places
from gkpg.base.points import round_to_places
from gkpg.base.text import Text
from gkpg.yamlfiles.types import Model, Whole

Direction = Literal["half-up", "up", "down"]
DIRECTIONS = {
    "half-up": Text("四舍五入（默认）", "to the nearest, a half away from zero"),
    "up": Text("有余数就进一", "away from zero"),
    "down": Text("舍去，不进位", "toward zero"),
}
_SAID = {
    "half-up": Text("四舍五入", "rounded half up"),
    "up": Text("进一", "rounded up"),
    "down": Text("舍去", "cut off"),
}
_FORMULAS = {"half-up": "ROUND", "up": "ROUNDUP", "down": "ROUNDDOWN"}
#: So many decimals of a value in a formula are no noise of binary fractions.
_CLEAN = 10


class ValueRounding(Model):
    """How many decimals a value keeps, and in which direction it is rounded."""

    places: Annotated[Whole, Field(le=9)]
    mode: Direction = "half-up"

    def round(self, value: Fraction) -> Fraction:
        """A value, rounded."""
        return Fraction(round_to_places(value, self.places, self.mode))

    def formula(self, value: str) -> str:
        """The same as a spreadsheet does it."""
        clean = value if self.mode == "half-up" else f"ROUND({value},{_CLEAN})"
        return f"{_FORMULAS[self.mode]}({clean},{self.places})"

    @property
    def key(self) -> str:
        """The rule as steps name it."""
        return f"{self.places} {self.mode}"

    @property
    def says(self) -> Text:
        """The rule in words."""
        how, to = _SAID[self.mode], describe_places(self.places)
        return Text(f"{how.zh}到{to.zh}", f"{how.en} to {to.en}")
