"""The items that a need of a grade looks at: by their ids, or all of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.round.grades import EVERY_INDICATOR, EVERY_ITEM

if TYPE_CHECKING:
    from gkpg.round.grades import Need
    from gkpg.round.group import RoundGroup


def items_needed(need: Need, group: RoundGroup) -> tuple[str, ...]:
    """The ids of the items that a need looks at in a group; `all` are those with points of their own."""
    if need.item is not None:
        return (need.item,)
    tops = [top for part in group.parts for top in part.rubric.indicators]
    if need.items == (EVERY_INDICATOR,):
        return tuple(dict.fromkeys(top.id for top in tops))
    if need.items == (EVERY_ITEM,):
        return tuple(dict.fromkeys(item.id for top in tops for item in top.scored_items()))
    return need.items or ()
