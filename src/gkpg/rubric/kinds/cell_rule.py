"""Cell rules: what a spreadsheet lets a cell hold, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gkpg.base.points import format_points, parse_strict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class CellRule:
    """One of some words, chosen from a list; a whole number; or a decimal number.

    `least` and `most` bound numbers; None where there is no such bound. Words of a list that are numbers stand in the
    cell as numbers.
    """

    type: Literal["list", "whole", "decimal"]
    words: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None

    def conditions(self, cell: str) -> tuple[str, ...]:
        """The formulas of which one holds where a cell fits."""
        if self.type == "list":
            numbers = [f"{cell}={word}" for word in self.words if parse_strict(word) is not None]
            texts = (f'{cell}="{word}"' for word in self.words if parse_strict(word) is None)
            return (*([either(numbers)] if numbers else ()), *texts)
        parts = [f"ISNUMBER({cell})"]
        parts += [f"N({cell})>={format_points(self.least)}"] if self.least is not None else []
        parts += [f"N({cell})<={format_points(self.most)}"] if self.most is not None else []
        parts += [f"{cell}=INT({cell})"] if self.type == "whole" else []
        return (f"AND({','.join(parts)})",)


def either(formulas: Iterable[str]) -> str:
    """The formula that one of some holds."""
    return f"OR({','.join(formulas)})"
