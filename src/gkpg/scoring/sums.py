"""Sums: what the amounts below an item come to, all together or one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gkpg.scoring.amounts import Amount, Amounts

    #: What the amounts in some places come to; None where any is missing.
    JoinBelow = Callable[[Amounts, Sequence[int]], Amount | None]


def sum_up(amounts: Amounts, places: Sequence[int]) -> Amount | None:
    """The amounts in some places together."""
    try:
        return sum(map(amounts.__getitem__, places))  # type: ignore[arg-type]  # None raises
    except TypeError:
        return None


def _highest(amounts: Amounts, places: Sequence[int]) -> Amount | None:
    found = [amount for place in places if (amount := amounts[place]) is not None]
    return max(found) if found and len(found) == len(places) else None


def _lowest(amounts: Amounts, places: Sequence[int]) -> Amount | None:
    found = [amount for place in places if (amount := amounts[place]) is not None]
    return min(found) if found and len(found) == len(places) else None


#: By what an item chooses, if it does.
JOINS_BELOW: Mapping[str, JoinBelow] = {"": sum_up, "highest": _highest, "lowest": _lowest}
