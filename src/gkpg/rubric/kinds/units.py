"""Units: what numbers are entered in, as people write it behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name
from gkpg.base.points import HUNDRED, parse_typed
from gkpg.base.text import Text
from gkpg.yamlfiles.schema.about import About

if TYPE_CHECKING:
    from decimal import Decimal

#: Units that say percent, folded.
_PERCENT = frozenset(map(fold_name, ("%", "百分点", "个百分点", "percent", "percentage points")))
_SIGNS = ("%", "％")
#: So many decimals of a value in a formula are no noise of binary fractions.
_CLEAN = 10
#: The words of the key.
UNIT = About(
    Text("单位", "Unit"),
    Text("填的数以什么为单位，印在评分表上。", "What the number is in, printed on sheets."),
    "万元",
)


def is_percent(unit: str) -> bool:
    """Whether a unit is percent, so that a cell with the format of percentages holds the hundredth part."""
    return fold_name(unit) in _PERCENT


def says_percent(text: str) -> bool:
    """Whether a text ends in the sign of percentages."""
    return text.rstrip().endswith(_SIGNS)


def without_unit(text: str, unit: str) -> str:
    """A text without the unit behind its number."""
    bare = text.strip()
    for each in (unit, *(_SIGNS if is_percent(unit) else ())):
        if each and bare.casefold().endswith(each.casefold()):
            return bare[: -len(each)].strip()
    return bare


def parse_with_unit(text: str, unit: str) -> Decimal | None:
    """A number that a person typed as text, with or without its unit behind it; None where that cannot be told."""
    return parse_typed(without_unit(text, unit))


def of_percentages(cell: str) -> str:
    """The formula of a value in percent: a cell that shows 95 % holds 0.95."""
    return f'IF(LEFT(CELL("format",{cell}))="P",ROUND({cell}*{HUNDRED},{_CLEAN}),{cell})'
