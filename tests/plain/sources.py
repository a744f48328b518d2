"""Sources: how the sheets of one source, and the sources of one item, come to one score."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from tests.plain.figures import Yaml, add, after_step, listed, mean, number
from tests.plain.kinds import MARK
from tests.plain.parts import concerns, holds_for

if TYPE_CHECKING:
    from tests.plain.tables import Item

#: What one sheet gives an item, and for how many answers it stands.
Given = tuple[Fraction | str | None, int]


class Said(NamedTuple):
    """What one source says of an item of one unit; `decided` is what somebody decided in a dispute."""

    source: Yaml
    given: list[Given]
    decided: Fraction | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all sheets are there. Reading: with one of several missing, the source is missing."""
        return len(self.given) >= expected_sheets(self.source)

    @property
    def blocks(self) -> bool:
        """Whether a missing sheet keeps the unit from a total, whatever a shared rule makes of the source."""
        return not self.is_complete and self.source.get("missing", "block") == "block"

    @property
    def is_left_out(self) -> bool:
        """Whether the source does not count, since a sheet is missing and its policy is `rest`."""
        return not self.is_complete and not self.blocks

    @property
    def values(self) -> list[Fraction] | None:
        """The values of all answers; None where one is blank or a mark."""
        if any(not isinstance(value, Fraction) for value, _ in self.given):
            return None
        return [value for value, answers in self.given for _ in range(answers) if isinstance(value, Fraction)]

    @property
    def is_marked(self) -> bool:
        """Whether every sheet says that the item does not apply."""
        return all(value == MARK for value, _ in self.given)


def expected_sheets(source: Yaml) -> int:
    """How many sheets a source hands in for a unit; of a survey at least one answer."""
    if source["kind"] == "survey":
        return 1
    assessors = source.get("assessors", "1")
    return len(assessors) if isinstance(assessors, list) else int(assessors)


def median(values: list[Fraction]) -> Fraction:
    """The value in the middle, or the mean of the two in the middle."""
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(ordered) % 2 == 1 else (ordered[middle - 1] + ordered[middle]) / 2


def trimmed_mean(values: list[Fraction]) -> Fraction | None:
    """The mean without one highest and one lowest value; nothing of one or two values."""
    return mean(sorted(values)[1:-1]) if len(values) > 2 else None


JOINS = {"mean": mean, "median": median, "trimmed-mean": trimmed_mean, "highest": max, "lowest": min, "agreed": mean}


def join_of(source: Yaml) -> str:
    """How the assessors of a source, or the answers to a survey, are joined."""
    join = source.get("join", "mean")
    return str(join["rule"] if isinstance(join, dict) else join)


def is_disputed(source: Yaml, item: Item, values: list[Fraction]) -> bool:
    """Whether the scores of a source lie too far apart to be joined; figures must then be equal, as must vetoes."""
    apart, limit = max(values) - min(values), source.get("disagreement", {})
    if join_of(source) == "agreed" or item.kind == "veto" or (limit and item.is_figure):
        return apart > 0
    if "points" in limit:
        return apart > number(limit["points"])
    if "share" in limit:
        assert item.most is not None
        return apart > number(limit["share"]) * item.most
    return False


def joined(assessment: Yaml, item: Item, said: Said) -> Fraction | None:
    """What a source gives an item; None where anything is missing, in dispute, or too few to be joined.

    Readings: the step `assessors` rounds the score of a lone assessor, too; nothing rounds a figure.
    """
    values = said.values
    if not said.is_complete or not values:
        return None
    if is_disputed(said.source, item, values):
        return said.decided
    score = values[0] if item.kind == "veto" else JOINS[join_of(said.source)](values)
    if score is None or item.is_figure or item.kind == "veto":
        return score
    return after_step(assessment, "assessors", score)


def shared_rule(assessment: Yaml, group: str, item: Item, sources: list[str]) -> Yaml | None:
    """The rule by which these sources share an item: that of the item goes before that of one around it.

    Where several parts have an item of this id, the rule is the one that names these sources.
    """
    rules = [
        rule
        for rule in listed(assessment.get("shared"))
        if concerns(rule, group)
        and holds_for(rule, item)
        and all(source in (rule.get("order") or rule["weights"]) for source in sources)
    ]
    nearest = [rule for each in reversed(item.path) for rule in rules if each in listed(rule["items"])]
    nearest += [rule for rule in rules if rule["items"] == "all"]
    return nearest[0] if nearest else None


def share_out(rule: Yaml | None, scores: dict[str, Fraction | None]) -> Fraction | None:
    """The scores of the sources that count as one; `scores` has those that score the unit and are not left out."""
    if len(scores) <= 1:
        return next(iter(scores.values()), None)
    if rule is None:
        return None
    if rule["rule"] == "replace":
        return next(scores[source] for source in rule["order"] if source in scores)
    there = {source: score for source, score in scores.items() if score is not None}
    if len(there) < len(scores):
        return None
    weights = {source: number(rule["weights"][source]) for source in there}
    return add(weights[source] * score for source, score in there.items()) / add(weights.values())
