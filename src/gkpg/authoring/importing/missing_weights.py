"""Missing weights: the one that the others leave is restored, with its calculation."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gkpg.authoring.importing.sums import WEIGHT, name_of_whole
from gkpg.base.points import format_points
from gkpg.base.text import Text
from gkpg.findings.finding import Finding

if TYPE_CHECKING:
    from gkpg.authoring.importing.item_nodes import ItemNode, ItemNodes
    from gkpg.findings.finding import Fact

#: What the weights of a level add up to.
WHOLE = Decimal(100)


def restore_weight(items: ItemNodes, whole: Decimal, above: ItemNode | None) -> tuple[ItemNodes, Finding]:
    """Items of which one lacks its weight, with what the others leave of the whole; and what there is to tell."""
    known = [item.weight for item in items if item.weight is not None]
    rest = whole - sum(known, Decimal(0))
    terms = "+".join(f"{format_points(weight)}%" for weight in known)
    formula = f"{format_points(whole)}%-({terms})={format_points(rest)}%"
    reason = Text(f"原表未印权重：{formula}", f"no weight is printed: {formula}")
    blank = next(item for item in items if item.weight is None)
    new = blank.mend("weight", kind="restored", reason=reason, weight=rest)
    facts: dict[str, Fact] = {
        "item": name_of_whole(above),
        "what": WEIGHT,
        "name": blank.name or "?",
        "formula": formula,
    }
    return tuple(new if item is blank else item for item in items), Finding("T301", blank.at("max"), facts)
