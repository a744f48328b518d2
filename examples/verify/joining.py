"""From the sheets of a unit to one amount an item: rows, then assessors, then sources."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from figures import NA, Amount, exact, rounded
from kinds import item_points, row_points

if TYPE_CHECKING:
    from result_file import Sheet
    from rubric import Item, Rubric
    from rules import Rules, Task


class Joining:
    """Joins the sheets of a round."""

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
        given, every = {}, list[Amount]()
        for name in self.rules.scorers(task.unit, part, item, rubric):
            source, (filled, decided) = self.rules.sources[name], sheets[name]
            values = [(self._of_sheet(sheet, item, source.get("scale", {})), sheet.sample) for sheet in filled]
            every += [value for value, _ in values]
            if self._is_complete(source, task.unit, filled):
                decisions = [self._of_sheet(s, item, {}) for s in decided if any(e[0] == item.id for e in s.entries)]
                given[name] = self._of_source(source, item, values, decisions)
            elif source.get("missing") != "rest" and source["kind"] != "any":
                given[name] = None
        if NA in every:
            return NA if set(every) <= {NA, None} else None
        return self._of_sources(given, task, part, item, rubric)

    # Assessors

    def _is_complete(self, source: dict[str, Any], unit: str, sheets: list[Sheet]) -> bool:
        """Whether there are sheets of as many assessors as the source has; of a survey at least one."""
        expected = self.rules.expected(source, unit)
        return len(sheets) > 0 if expected is None else len({sheet.assessor for sheet in sheets}) >= expected

    def _of_source(self, source: Any, item: Item, values: list[tuple[Amount, int]], decisions: list[Amount]) -> Amount:
        """The scores of a source's assessors as one: joined, or decided where they are in dispute."""
        if any(value is None or value == NA for value, _ in values):
            return None
        if in_dispute(source, item, [value for value, _ in values]):
            return decisions[0] if len(decisions) == 1 else None
        if item.kind == "veto":
            return values[0][0]
        value = joined(source.get("join", {}).get("rule", "mean"), values)
        return value if value is None or item.is_figure else self.round("assessors", value)

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
        if rule is not None and rule["rule"] == "replace":
            return given[next(name for name in rule["order"] if name in given)]
        values = list(given.values())
        if None in values:
            return None
        if rule is None:
            return values[0] if len(set(values)) == 1 else None
        weights = {name: exact(rule["weights"][name]) for name in given}
        return sum((weights[name] * given[name] for name in given), Fraction(0)) / sum(weights.values())

    def round(self, step: str, value: Fraction) -> Fraction:
        """A figure after a step, rounded where a rule says so."""
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
