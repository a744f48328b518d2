"""Coefficients: what the points of a unit are multiplied with, by a figure of its own."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.round.item_figures import ExactFigure
from gkpg.yamlfiles.types import Model, Name, Names, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.model import Assessment


class Coefficient(Model):
    """A figure of each unit that its points are multiplied with: those of a part of the total, or of all of it.

    `otherwise` is that of units which have no such figure; None where all have one.
    """

    figure: Name
    part: Name | None = None
    otherwise: ExactFigure | None = None
    groups: Names | None = None
    basis: Words | None = None

    def is_for(self, group: str) -> bool:
        """Whether it holds for the units of a group."""
        return self.groups is None or group in self.groups


class OwnCoefficient(NamedTuple):
    """What the points of one unit are multiplied with; `part` is None where that is the whole total."""

    figure: str
    part: str | None
    value: Fraction
    basis: str | None

    def is_of(self, part: str) -> bool:
        """Whether the points of a part are multiplied with it."""
        return self.part in {None, part}


def coefficients_of(
    assessment: Assessment, group: str, units: tuple[str, ...]
) -> dict[str, tuple[OwnCoefficient, ...]]:
    """The coefficients of the units of a group that have any."""
    rules = [rule for rule in assessment.coefficients if rule.is_for(group)]
    found = {unit: tuple(_of_unit(assessment, rules, unit)) for unit in units} if rules else {}
    return {unit: own for unit, own in found.items() if own}


def _of_unit(assessment: Assessment, rules: list[Coefficient], unit: str) -> Iterator[OwnCoefficient]:
    for rule in rules:
        values = next((each.values for each in assessment.figures if each.name == rule.figure), {})
        value = values.get(unit, rule.otherwise)
        if value is not None:
            yield OwnCoefficient(rule.figure, rule.part, Fraction(value), rule.basis)
