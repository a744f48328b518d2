"""Chance: what random rounds throw dice for, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random
    from fractions import Fraction

    from tests.plain.figures import Yaml


def chance(dice: random.Random, share: float) -> bool:
    """Whether something happens that happens so often."""
    return dice.random() < share


def some(dice: random.Random, things: list[Any], least: int = 1) -> list[Any]:
    """Some of these things, at least so many, in their order."""
    picked = dice.sample(range(len(things)), dice.randint(least, len(things)))
    return [things[place] for place in sorted(picked)]


def random_weights(dice: random.Random, count: int) -> list[str]:
    """So many weights that add up to 1."""
    choices = {
        1: [["100%"], ["1"]],
        2: [["70%", "30%"], ["0.5", "0.5"], ["1/3", "2/3"], ["80%", "20%"]],
        3: [["50%", "30%", "20%"], ["1/3", "1/3", "1/3"], ["0.25", "0.25", "0.5"]],
        4: [["25%", "25%", "25%", "25%"], ["10%", "20%", "30%", "40%"]],
    }
    return dice.choice(choices[count])


def maybe_basis(dice: random.Random, rule: Yaml) -> Yaml:
    """A rule, often with the document that fixes it."""
    return {**rule, "basis": f"Notice {dice.randint(1, 9)}"} if chance(dice, 0.7) else rule


def as_share(value: Fraction) -> str:
    """A share exactly as it is, such as 2/3."""
    return str(value)
