"""Conditional formats, as far as they change what people read in a cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import parse_stored
from gkpg.workbooks.cell_kinds import Look
from gkpg.workbooks.display.colours import BLACK, WHITE, Colour, look_alike
from gkpg.workbooks.merges import MergedRange, parse_area

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from gkpg.workbooks.display.number_format import NumberFormat

#: Areas of one rule beyond these are of no table that people fill.
_MOST_AREAS = 2_000


class ConditionalRule(NamedTuple):
    """One rule as a sheet writes it. `differential` is the number of its style, None where it has none.

    `areas` are the cells that it is for: `G6:G9 G11`. `operator` and `formulas` compare the cell where `kind` is
    `cellIs`. `hides_value` says that a bar or an icon stands in place of the number.
    """

    areas: str
    kind: str = ""
    operator: str = ""
    formulas: tuple[str, ...] = ()
    differential: int | None = None
    hides_value: bool = False

    def applies_to(self, value: Decimal) -> bool | None:
        """Whether the rule applies to a cell that holds a number; None where that depends on other cells."""
        if self.hides_value:
            return True
        limits = [parse_stored(text.strip()) for text in self.formulas]
        if self.kind != "cellIs" or not limits or None in limits:
            return None
        low, high = limits[0], limits[-1]
        assert low is not None  # noqa: S101 - for mypy
        assert high is not None  # noqa: S101 - for mypy
        is_between = min(low, high) <= value <= max(low, high)
        return {
            "equal": value == low, "notEqual": value != low, "greaterThan": value > low, "lessThan": value < low,
            "greaterThanOrEqual": value >= low, "lessThanOrEqual": value <= low, "between": is_between,
            "notBetween": not is_between,
        }.get(self.operator)  # fmt: skip


@dataclass(slots=True)
class Differential:
    """What a conditional format changes; None for what it leaves."""

    format: NumberFormat | None = None
    colour: Colour | None = None
    ground: Colour | None = None
    is_struck: bool = False

    @property
    def look(self) -> Look | None:
        """How a cell looks under it, as far as it bears on reading what the cell holds."""
        if self.is_struck:
            return Look.STRUCK
        is_changed = self.colour is not None or self.ground is not None
        return Look.UNSEEN if is_changed and look_alike(self.colour or BLACK, self.ground or WHITE) else None


class Restyle(NamedTuple):
    """What a rule makes of the cells in its areas. `format` and `look` are None where it leaves them."""

    areas: tuple[MergedRange, ...]
    rule: ConditionalRule
    format: NumberFormat | None
    look: Look | None

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in its areas."""
        return any(area.holds(row, column) for area in self.areas)


def find_restyles(rules: Iterable[ConditionalRule], differentials: Sequence[Differential]) -> Iterator[Restyle]:
    """The rules of a sheet that change what people read; those that only colour a cell are left out."""
    for rule in rules:
        number = rule.differential
        style = differentials[number] if number is not None and 0 <= number < len(differentials) else None
        code, look = (style.format, style.look) if style else (None, None)
        if rule.hides_value or code is not None or look is not None:
            areas = (parse_area(text) for text in rule.areas.split()[:_MOST_AREAS])
            yield Restyle(tuple(area for area in areas if area is not None), rule, code, look)
