"""Rounding: the figures of a unit that an assessment has rounded on the way to its total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.scoring.steps import Given, Rule

if TYPE_CHECKING:
    from gkpg.round.model import RoundingRule, RoundingStep
    from gkpg.round.round import Round
    from gkpg.scoring.amounts import Amount, Scale
    from gkpg.scoring.plan import PartPlan
    from gkpg.scoring.trace import Recorder


class Rounder:
    """Rounds the figures of one part of one unit, where that is ruled."""

    def __init__(self, plan: PartPlan, scale: Scale, recorder: Recorder) -> None:
        self._plan, self._scale, self._recorder = plan, scale, recorder

    def round(
        self, step: RoundingStep, amount: Amount | None, item: str | None = None, source: str = ""
    ) -> Amount | None:
        """A figure, of a source for an item, of an item, or of the part; None where there is none."""
        rule = self._plan.roundings.get(step)
        if rule is None or amount is None:
            return amount
        value = self._scale.rounded(amount, rule.places, rule.mode)
        if self._recorder.is_on:
            kind, name = ("source", source) if source else ("item", item) if item else ("part", self._plan.part.title)
            term = self._recorder.term(kind, name or "", amount)  # type: ignore[arg-type]  # three of the kinds
            self._recorder.add("round", (term,), value, rounding_rule(self._plan.round, rule), item, Given(source))
        return value


def rounding_rule(round_: Round, rule: RoundingRule) -> Rule:
    """The rule of a step that rounds."""
    written = round_.assessment.rounding if round_.assessment else ()
    return Rule(f"{rule.places} {rule.mode}", rule.basis, is_default=rule.step not in {each.step for each in written})
