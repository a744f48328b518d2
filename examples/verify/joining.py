"""From the sheets of a unit to one amount an item: rows, then assessors, then sources; docs/trust.md, "Joining"."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from figures import NA, Amount, exact, rounded
from kinds import item_points, row_points

if TYPE_CHECKING:
    from result_file import Sheet
    from rubric import Item, Rubric
    from rules import Rules, Task

#: What a source comes to that is left out for an item: it has no say.
LEFT_OUT = "left out"


class Joining:
    def __init__(self, rules: Rules, sheets: list[Sheet]) -> None:
        self.rules = rules
        self.by_unit: dict[tuple[Any, ...], list[Sheet]] = {}
        for sheet in sheets:
            key = (sheet.unit, sheet.source, sheet.table, sheet.period)
            self.by_unit.setdefault(key, []).append(sheet)

    def amounts(self, task: Task, part: dict[str, Any], rubric: Rubric) -> dict[str, Amount]:
        """What the sheets come to for each item with points of its own, each row of a block, each veto."""
        sheets: dict[str, tuple[list[Sheet], list[Sheet]]] = {}
        for source in self.rules.sources:
            all_of_it = self.by_unit.get((task.unit, source, (rubric.id, rubric.version), task.period), [])
            sheets[source] = [s for s in all_of_it if not s.decides], [s for s in all_of_it if s.decides]
        return {item.id: self._amount(task, part, rubric, item, sheets) for item in rubric.amounts}

    def _amount(self, task: Task, part: Any, rubric: Rubric, item: Item, sheets: dict[str, Any]) -> Amount:
        rule = self.rules.treatment(task.unit, item)
        if rule and rule.get("marked") is False:
            return NA
        given = {}
        for name in self.rules.scorers(task.unit, part, item, rubric):
            value = self._of_source(self.rules.sources[name], task.unit, item, *sheets[name])
            if value != LEFT_OUT:
                given[name] = value
        return self._of_sources(given, task, part, item, rubric)

    # Assessors

    def _of_source(self, source: dict[str, Any], unit: str, item: Item, sheets: list[Sheet], decided: list[Sheet]) -> Any:
        hands = {sheet.assessor.split("#")[0] if source["kind"] == "survey" else sheet.assessor for sheet in sheets}
        expected = self.rules.expected(source, unit)
        if len(hands) < (1 if expected is None else expected):
            return LEFT_OUT if source.get("missing") == "rest" or source["kind"] == "any" else None
        scale = source.get("scale", {})
        values = [(self._of_sheet(sheet, item, scale), sheet.sample) for sheet in sheets]
        if all(value == NA for value, _ in values):
            return NA
        if any(value is None or value == NA for value, _ in values):
            return None
        if in_dispute(source, item, [value for value, _ in values]):
            seen = [self._of_sheet(sheet, item, scale) for sheet in decided if any(e[0] == item.id for e in sheet.entries)]
            return seen[0] if len(seen) == 1 else None
        value = joined(source.get("join", {}).get("rule", "mean"), values)
        return value if item.is_figure or item.kind == "veto" else self.round("assessors", value)

    def _of_sheet(self, sheet: Sheet, item: Item, scale: dict[str, str]) -> Amount:
        wanted = {each.id: each for each in item.walk()}
        rows = {
            name: row_points(wanted[name], points, word, scale)
            for name, points, word in sheet.entries
            if name in wanted
        }
        return item_points(item, rows)

    # Sources

    def _of_sources(self, given: dict[str, Any], task: Task, part: Any, item: Item, rubric: Rubric) -> Amount:
        if not given:
            return None
        group = self.rules.group_of[task.unit]
        rule = self.rules.sharing(group, part, item, rubric) if len(given) > 1 else None
        if all(value == NA for value in given.values()):
            return NA
        if any(value == NA or value is None for value in given.values()):
            return None
        if rule is None:
            value = next(iter(given.values()))
            if any(other != value for other in given.values()):
                return None
        elif rule["rule"] == "replace":
            value = given[next(name for name in rule["order"] if name in given)]
        else:
            weights = {name: exact(rule["weights"][name]) for name in given}
            value = sum((weights[name] * given[name] for name in given), Fraction(0)) / sum(weights.values())
        return value

    def round(self, step: str, value: Fraction) -> Fraction:
        rule = self.rules.rounding(step)
        return rounded(value, rule["places"], rule.get("mode", "half-up")) if rule else value


def in_dispute(source: dict[str, Any], item: Item, values: list[Fraction]) -> bool:
    """Whether what assessors gave is for arbitration: too far apart, or not equal where it must be."""
    limit = source.get("disagreement")
    apart = max(values) - min(values)
    if item.kind == "veto" or source.get("join", {}).get("rule") == "agreed" or (limit and item.is_figure):
        return apart != 0
    if not limit:
        return False
    return apart > (exact(limit["points"]) if "points" in limit else exact(limit["share"]) * (item.max or 0))


def joined(rule: str, values: list[tuple[Fraction, int]]) -> Fraction | None:
    """Several scores as one; each stands for as many answers as its sample says."""
    values = sorted(values)
    count = sum(times for _, times in values)
    if rule in ("highest", "lowest"):
        return values[-1 if rule == "highest" else 0][0]
    if rule == "median":
        return (nth(values, (count - 1) // 2) + nth(values, count // 2)) / 2
    total = sum((value * times for value, times in values), Fraction(0))
    if rule == "trimmed-mean":
        if count < 3:
            return None
        return (total - values[0][0] - values[-1][0]) / (count - 2)
    return total / count


def nth(values: list[tuple[Fraction, int]], number: int) -> Fraction:
    """The one at a place, counted from 0, of sorted scores."""
    for value, times in values:
        number -= times
        if number < 0:
            return value
    raise IndexError(number)
