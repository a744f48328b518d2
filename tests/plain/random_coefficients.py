"""Random coefficients: what the points of units are multiplied with, in a part of the total or in all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.plain.chance import chance, maybe_basis
from tests.plain.random_plans import units_of
from tests.plain.random_rules import common_parts

if TYPE_CHECKING:
    import random

    from tests.plain.figures import Yaml


def make_coefficients(dice: random.Random, draft: Yaml) -> None:
    """At times units have a coefficient, at times some of them have none and another counts in its place."""
    if not chance(dice, 0.25):
        return
    assessment = draft["assessment"]
    groups = [group["name"] for group in assessment["groups"]]
    groups = groups if chance(dice, 0.6) else [dice.choice(groups)]
    composed = {rule["unit"] for rule in assessment.get("composed", [])}
    units = [unit for group in groups for unit in units_of(draft, group) if unit not in composed]
    if not units:
        return
    rule: Yaml = {"figure": "difficulty"}
    if len(groups) < len(assessment["groups"]):
        rule["groups"] = groups
    there = [unit for unit in units if chance(dice, 0.8)] if chance(dice, 0.4) else units
    if len(there) < len(units):
        rule["otherwise"] = dice.choice(["1", "1.1"])
    chosen = {name for plan in draft["plans"] for name in plan["part"].get("of", [])}
    parts = [name for name in common_parts(draft, groups) if name not in chosen]
    if parts and chance(dice, 0.5):
        rule["part"] = dice.choice(parts)
    values = {unit: dice.choice(["1", "1.05", "1.2", "1.333"]) for unit in there}
    assessment.setdefault("figures", []).append({"name": "difficulty", "values": values})
    assessment["coefficients"] = [maybe_basis(dice, rule)]
