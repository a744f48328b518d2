"""The vetoes that hold for a unit, with the parts whose rubrics have them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from gkpg.scoring.steps import Rule, Term

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.round.group import RoundGroup
    from gkpg.rubric.vetoes import Effect
    from gkpg.scoring.unit_result import UnitResult


_HOLDS = Fraction(1)


class HeldVeto(NamedTuple):
    """A veto that holds. `part` is what steps call the part that it stands in, `basis` the document of its rubric."""

    id: str
    effect: Effect
    part: str
    basis: str

    def rule(self, key: str) -> Rule:
        """One of its effects as a rule."""
        return Rule(key, self.basis)

    @property
    def term(self) -> Term:
        """That it holds, as a term of a step."""
        return Term("veto", self.id, _HOLDS)


def held_vetoes(group: RoundGroup, unit: UnitResult) -> Iterator[HeldVeto]:
    """The vetoes that hold for a unit."""
    for number, held in unit.vetoes:
        part = group.parts[number]
        name = part.title if len(group.parts) > 1 else ""
        for veto in part.rubric.vetoes:
            if veto.id == held:
                yield HeldVeto(veto.id, veto.effect, name, part.rubric.basis)
