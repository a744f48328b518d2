"""Conditional formats, as far as they change what people read in a cell."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gkpg.base.points import parse_stored
from gkpg.workbooks.merges import MergedRange, parse_area

if TYPE_CHECKING:
    from decimal import Decimal

    from gkpg.workbooks.cell_kinds import Look
    from gkpg.workbooks.display.number_format import NumberFormat
    from gkpg.workbooks.styles import Styles

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


class Restyle(NamedTuple):
    """What a rule makes of the cells in its areas. `format` and `look` are None where it leaves them."""

    areas: tuple[MergedRange, ...]
    rule: ConditionalRule
    format: NumberFormat | None
    look: Look | None

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in its areas."""
        return any(area.holds(row, column) for area in self.areas)


@lru_cache(maxsize=64)
def restyles_of(rules: tuple[ConditionalRule, ...], styles: Styles) -> tuple[Restyle, ...]:
    """The rules of a sheet that change what people read; those that only colour a cell are left out."""
    found = []
    for rule in rules:
        number = rule.differential
        has_style = number is not None and 0 <= number < len(styles.differentials)
        style = styles.differentials[number] if has_style and number is not None else None
        code, look = (style.format, style.look) if style else (None, None)
        if rule.hides_value or code is not None or look is not None:
            areas = (parse_area(text) for text in rule.areas.split()[:_MOST_AREAS])
            found.append(Restyle(tuple(area for area in areas if area is not None), rule, code, look))
    return tuple(found)
