"""Rules of caps: what one row alone can bring or take goes into the cap that is set over several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds import BLOCKS, KINDS
from gkpg.rubric.places import placed_items
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from gkpg.rubric.blocks import Block
    from gkpg.rubric.item import Item
    from gkpg.rubric.model import Rubric
    from gkpg.yamlfiles.document import Path_

#: What is above a cap: its path, its label, the points, and the cap with the path of it.
_Over = tuple["Path_", str, "Fraction", "Fraction", "Path_"]


def caps_hold_a_row(rubric: Rubric) -> Iterator[Slip]:
    """No single row is above the cap around it; tables that mean it so are rare."""
    for path, label, points, cap, of in (*_of_blocks(rubric), *_of_items(rubric)):
        if points > cap:
            zh = f"单这一项就超过上面合计的上限 {format_exact(cap)}"
            why = Text(zh, f"it alone is more than {format_exact(cap)}, the most of all that it stands with")
            yield Slip("R305", path, {"id": label, "field": str(path[-1]), "why": why}, (of,))


def _of_blocks(rubric: Rubric) -> Iterator[_Over]:
    """The rows of a block under its max, or that of all bonuses; and the block itself under that."""
    for number, block in enumerate(rubric.beside):
        most = rubric.beside_max if BLOCKS[block.kind].adds else None
        path: Path_ = ("beside", number)
        if block.max is not None and most is not None:
            yield (*path, "max"), _label(block), block.max, most, ("beside_max",)
        cap, of = (most, ("beside_max",)) if block.max is None else (block.max, (*path, "max"))
        for n, row in enumerate(block.items):
            if row.max is not None and cap is not None:
                yield (*path, "items", n, "max"), row.label, row.max, cap, of


def _of_items(rubric: Rubric) -> Iterator[_Over]:
    """The rows of an item of which several may come to more than its max."""
    for item, path, _ in placed_items(rubric):
        if not _may_exceed(item) or item.max is None:
            continue
        for n, row in enumerate(item.items or ()):
            if row.max is not None and not KINDS[row.kind].takes_away:
                yield (*path, "items", n, "max"), row.label, row.max, item.max, (*path, "max")


def _may_exceed(item: Item) -> bool:
    """Whether an item has rows of points of which it keeps no more than its max."""
    return item.has_rows and not KINDS[item.kind].starts_full and item.plus is None and item.minus is None


def _label(block: Block) -> str:
    return f"{block.id} {block.name}"
