"""Random entries: what an assessor may write into the cells of an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.plain.chance import chance
from tests.plain.figures import number, plain
from tests.plain.kinds import NO, YES, floor

if TYPE_CHECKING:
    import random
    from fractions import Fraction

    from tests.plain.tables import Item


def random_entries(dice: random.Random, item: Item, step: Fraction) -> dict[str, str]:
    """An entry for each cell of an item; those of plain scores are multiples of the step."""
    cells = item.rows or (item,)
    return {cell.id: entry(dice, cell, step, mother=item) for cell in cells}


def entry(dice: random.Random, item: Item, step: Fraction, mother: Item) -> str:
    """An entry of one cell."""
    kind, keys = item.kind, item.keys
    if mother.kind == "ticks" or kind in ("tick", "veto"):
        return YES if chance(dice, 0.15 if kind == "veto" else 0.6) else NO
    if kind == "levels":
        return str(dice.choice(list(keys[kind])))
    if kind == "steps":
        return plain(number(dice.choice(keys[kind])))
    if kind == "relative":
        return str(dice.choice([*range(12), "7.5", "3.25"] if keys.get("by") == "best" else [-2, *range(9), "2.5"]))
    if kind == "measure":
        return measured(dice, item)
    if "each" in keys:
        return str(dice.choice([0, 0, 1, 1, 2, 3, 7]))
    if "out_of" in keys:
        return on_scale(dice, item)
    is_none = (kind != "points" or item.is_lost) and chance(dice, 0.3)
    return "0" if is_none else scored(dice, step, losable(item) if kind == "deduction" else item.most)


def losable(item: Item) -> Fraction | None:
    """How much a deduction can take away."""
    assert item.most is not None
    bottom = floor(item)
    return item.most if bottom is None else item.most - bottom


def scored(dice: random.Random, step: Fraction, most: Fraction | None) -> str:
    """Points, mostly well above the middle; without a limit a few."""
    steps = 20 if most is None else int(most // step)
    return plain(step * dice.randint(steps // 2 if chance(dice, 0.7) else 0, steps))


def on_scale(dice: random.Random, item: Item) -> str:
    """A number on a raw scale."""
    keys = item.keys
    least, top = number(keys.get("least", keys.get("zero", "0"))), number(keys["out_of"])
    step = number(keys.get("step", "1"))
    return plain(least + step * dice.randint(0, int((top - least) / step)))


def measured(dice: random.Random, item: Item) -> str:
    """A value near what the rule looks at."""
    if item.keys.get("of") == "target":
        return str(dice.choice(["0", "2", "5.5", "8", "10", "12"]))
    if "of" in item.keys:
        return str(dice.choice(["5", "8.5", "10", "10.8", "11", "14"]))
    return str(
        dice.choice(
            [
                "0",
                "1.5",
                "3",
                "7.5",
                "8",
                "60",
                "72.5",
                "80",
                "90",
                "91.3",
                "93.5",
                "95",
                "97",
                "99.5",
                "100",
                "130",
                "-3",
            ]
        )
    )
