"""Steps: the way from cells to a total, one figure at a time."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from gkpg.points import rounded

if TYPE_CHECKING:
    from gkpg.assessment.model import RoundingStep
    from gkpg.assessment.round import Round

#: What a step does. `join`: the scores of one source's assessors; `decide`: what was decided instead; `settle`:
#: several sources of an item; `apply`: an item that does not apply, or one that takes over its points; `sum`:
#: sub-items, or indicators to a part; `rescale`: an indicator or a part of which some does not apply; `total`: parts
#: to the total; `beside`: bonuses and penalties; `compose`: other units' totals; `veto`: what a veto leaves of a total;
#: `round`; `convert`: another scale.
What = Literal[
    "join", "decide", "settle", "apply", "sum", "rescale", "beside", "total", "compose", "veto", "round", "convert"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a unit's way from its cells to its total.

    `item` is None for a part, the total and what follows it. `terms` name what went in, each with its value: a file
    with its cell, an item, a source, a part, a unit. `value` is what came out, exactly. `rule` names the rule that
    was applied, empty where it is plain adding; `source` is whose scores were joined, `part` the part that it belongs
    to, both empty where there is only one.
    """

    what: What
    item: str | None
    terms: tuple[tuple[str, Fraction], ...]
    value: Fraction
    rule: str = ""
    source: str = ""
    part: str = ""


def rounding_step(round_: Round, step: RoundingStep, value: Fraction, item: str | None, name: str) -> Step | None:
    """The step that rounds a figure; None where the assessment rounds none of its kind."""
    rule = round_.rounding(step)
    if rule is None:
        return None
    out = Fraction(rounded(value, rule.places, rule.mode))
    return Step("round", item, ((name, value),), out, rule=f"{rule.places} {rule.mode}")
