"""The round: the tables of all units, and from them their totals."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from comparing import Comparing
from figures import NA, Amount, clip, exact, rounded
from joining import Joining
from rules import Rules, Task
from table import UnitTable

if TYPE_CHECKING:
    from result_file import ResultFile
    from rubric import Item

#: Of a part: its points, its full total, and the most that the unit can have in it (None: no limit).
Term = tuple[Amount, Fraction | None, Fraction | None]


class ExactTotal(NamedTuple):
    """The total before vetoes and rounding, the full total, and the most that the unit can have (None: no limit)."""

    points: Fraction | None
    full: Fraction | None
    most: Fraction | None


@dataclass
class Outcome:
    """What a unit came to, as this program has it. `most`: the most that its total can be; None: without limit.

    `english` has the English names of the grades of its group, where the rules have some.
    """

    unit: str
    group: str
    exact_total: Fraction | None = None
    total: Fraction | None = None
    converted: Fraction | None = None
    most: Fraction | None = None
    band: str | None = None
    rank: int | None = None
    tie: str | None = None
    tie_value: Fraction | None = None
    why: str | None = None
    vetoes: list[tuple[str, tuple[str, str], str]] = field(default_factory=list)
    english: dict[str, str] = field(default_factory=dict)

    def grade(self, band: str | None) -> str:
        """A grade as the rules name it, with its English name behind."""
        return f"{band} ({self.english[band]})" if band in self.english else str(band)


class Round:
    """All that a result file follows from, and what it comes to."""

    def __init__(self, file: ResultFile) -> None:
        self.file, self.rules = file, Rules(file)
        self_checks = {each["name"] for each in self.rules.written["sources"] if each["kind"] == "self-check"}
        self.counting = [sheet for sheet in file.sheets if sheet.source not in self_checks]
        self.joining = Joining(self.rules, file.sheets)
        self.comparing = Comparing(self)
        self.tables: dict[Task, UnitTable] = {}
        for group in self.rules.groups:
            for part in self.rules.scored_parts(group):
                for unit in self.rules.groups[group]["units"]:
                    if unit["name"] not in self.rules.composed:
                        for period in self.rules.periods(group, part):
                            self._add(unit["name"], part, period["name"])

    def _add(self, unit: str, part: dict[str, Any], period: str) -> None:
        task = Task(unit, part["name"], period)
        self.tables[task] = UnitTable(self, task, part, self.rules.rubric(unit, part))

    # What one table asks of others

    def same_table(self, unit: str, table: UnitTable, item: Item) -> UnitTable | None:
        """The table of another unit in which it has the item with the same id, in the same period."""
        mine = self.tables.get(Task(unit, table.task.part, table.task.period))
        every = [mine] if mine else []
        if self.rules.group_of[unit] != self.rules.group_of[table.task.unit]:
            every += [
                each for task, each in self.tables.items() if task.unit == unit and task.period == table.task.period
            ]
        found = ((each, each.rubric.find(item.id)) for each in every)
        return next((each for each, own in found if own and own.kind == item.kind), None)

    def average(self, table: UnitTable, item: Item) -> Amount:
        """The mean of what other units of the group got for an item under the same table, where it applies."""
        got: list[Amount] = []
        for unit in self.rules.groups[self.rules.group_of[table.task.unit]]["units"]:
            other = self.tables.get(Task(unit["name"], table.task.part, table.task.period))
            if other and other is not table and other.rubric is table.rubric:
                got.append(other.asked(item))
        known = [each for each in got if isinstance(each, Fraction)]
        return sum(known, Fraction(0)) / len(known) if known else None

    def fails(self, unit: str) -> bool:
        """Whether a veto fails a unit at once."""
        return any("fail" in veto.written["effect"] for _, veto in self.vetoes_of(unit))

    def vetoes_of(self, unit: str) -> list[tuple[UnitTable, Item]]:
        """The vetoes that hold for a unit, each with the table in which it stands."""
        return [(table, veto) for table in self.tables_of(unit) for veto in table.vetoes]

    def tables_of(self, unit: str) -> list[UnitTable]:
        """All tables of a unit, part by part, period by period."""
        group = self.rules.group_of[unit]
        tasks = (
            Task(unit, part["name"], period["name"])
            for part in self.rules.scored_parts(group)
            for period in self.rules.periods(group, part)
        )
        return [self.tables[task] for task in tasks if task in self.tables]

    # Parts and totals

    def over_periods(self, unit: str, part: dict[str, Any], of: Any) -> Amount:
        """Something of a part in all its periods together."""
        group = self.rules.group_of[unit]
        periods = self.rules.periods(group, part)
        return self._together(
            group, periods, [of(self.tables[Task(unit, part["name"], each["name"])]) for each in periods]
        )

    def _together(self, group: str, periods: list[dict[str, Any]], values: list[Amount]) -> Amount:
        """The mean of several periods, by their weights, or their sum; nothing where it does not apply in one of them.

        A sum in a part with a weight counts as the mean does.
        """
        if None in values or NA in values:
            return None if None in values else NA
        if not periods[0]["name"]:
            return values[0]
        is_weighted = any("weight" in part for part in self.rules.parts(group))
        if (self.rules.first("periods", group) or {}).get("rule") == "sum" and not is_weighted:
            return sum(values, Fraction(0))
        weights = [exact(each.get("weight", "1")) for each in periods]
        return sum((w * value for w, value in zip(weights, values, strict=True)), Fraction(0)) / sum(weights)

    def term(self, unit: str, part: dict[str, Any]) -> Term:
        """A part, or a choice of parts: its points, its full total, and the most that the unit can have in it."""
        if "of" in part:
            return self._choice(unit, part)
        return (
            self.over_periods(unit, part, lambda table: table.total),
            self.over_periods(unit, part, lambda table: table.rubric.total),
            self.over_periods(unit, part, lambda table: table.most),
        )

    def terms(self, unit: str) -> list[tuple[dict[str, Any], Term]]:
        """What the total is made of: all parts and choices but the parts that are chosen among."""
        parts = self.rules.parts(self.rules.group_of[unit])
        chosen_among = {name for part in parts for name in part.get("of", ())}
        return [(part, self.term(unit, part)) for part in parts if part["name"] not in chosen_among]

    def _choice(self, unit: str, choice: dict[str, Any]) -> Term:
        """The highest or lowest of parts, period by period."""
        group = self.rules.group_of[unit]
        among = [part for part in self.rules.parts(group) if part["name"] in choice["of"]]
        periods = self.rules.periods(group, among[0])
        terms = [self._chosen(unit, choice, among, each["name"]) for each in periods]
        points, full, most = zip(*terms, strict=True)
        return tuple(self._together(group, periods, list(each)) for each in (points, full, most))

    def _chosen(self, unit: str, choice: dict[str, Any], among: list[dict[str, Any]], period: str) -> Term:
        """The choice in one period: by shares of their totals, on the scale of `max`, else of the greatest of these."""
        tables = [self.tables[Task(unit, part["name"], period)] for part in among]
        fulls = [table.rubric.total for table in tables]
        full = exact(choice["max"]) if "max" in choice else None if None in fulls else max(fulls)
        left = [table for table in tables if table.total != NA]
        if any(table.total is None for table in left) or not left:
            return None if left else NA, full, full
        pick = max if choice["rule"] == "highest" else min
        factors = [Fraction(1) if full is None else full / table.rubric.total for table in left]
        points = pick(factor * table.total for factor, table in zip(factors, left, strict=True))
        most = (
            pick(factor * table.most for factor, table in zip(factors, left, strict=True)) if full is not None else None
        )
        return points, full, most

    def exact_total(self, unit: str) -> ExactTotal:
        """What a unit comes to before vetoes and rounding."""
        group = self.rules.group_of[unit]
        composite = self.rules.first("composite", group) or {}
        terms = self.terms(unit)
        values = [points for _, (points, _, _) in terms]
        scale = exact(composite["total"]) if "total" in composite else None
        if all("weight" in part for part, _ in terms):
            scale = scale or Fraction(100)
            factors = [exact(part["weight"]) * scale / full for part, (_, full, _) in terms]
        elif scale is not None:
            full = sum(full for _, (_, full, _) in terms)
            factors = [scale / full for _ in terms]
        else:
            factors = [Fraction(1) for _ in terms]
        full, most = (_weighted(factors, [term[place] for _, term in terms]) for place in (1, 2))
        own = [
            factor * self.rules.coefficient(unit, part["name"])
            for factor, (part, _) in zip(factors, terms, strict=True)
        ]
        out = [self._is_taken_over(unit, part) for part, _ in terms]
        if any(out) and not all(out):
            worth = [factor * full for factor, (_, (_, full, _)) in zip(factors, terms, strict=True)]
            more = sum(worth) / sum(each for each, is_out in zip(worth, out, strict=True) if not is_out)
            values = [Fraction(0) if is_out else value for value, is_out in zip(values, out, strict=True)]
            own = [factor * more for factor in own]
            mosts = [Fraction(0) if is_out else term[2] for (_, term), is_out in zip(terms, out, strict=True)]
            most = _weighted([factor * more for factor in factors], mosts)
        return ExactTotal(_weighted(own, [None if value == NA else value for value in values]), full, most)

    def _is_taken_over(self, unit: str, part: dict[str, Any]) -> bool:
        """Whether the other parts take over a part, or a choice of parts, of which nothing applies."""
        names = part.get("of", [part["name"]])
        return all(
            each.is_taken_over and not each.task.period for each in self.tables_of(unit) if each.task.part in names
        )

    # Outcomes

    def outcomes(self) -> dict[str, Outcome]:
        """What all units come to, without ranks and grades."""
        errors, found = self.file.errors(), {}
        for unit, group in self.rules.group_of.items():
            if unit not in self.rules.composed:
                found[unit] = self._outcome(unit, group, errors.get(unit, []))
        for unit, rule in self.rules.composed.items():
            found[unit] = self._composed(rule, found, errors.get(unit, []))
        return found

    def _outcome(self, unit: str, group: str, errors: list[str]) -> Outcome:
        out = Outcome(unit, group)
        out.vetoes = [(self._stated_name(t), (t.rubric.id, t.rubric.version), v.id) for t, v in self.vetoes_of(unit)]
        total, _, out.most = self.exact_total(unit)
        effects = [veto.written["effect"] for _, veto in self.vetoes_of(unit)]
        if errors or total is None:
            out.why = "findings" if errors else "missing"
        elif any("fail" in effect for effect in effects):
            out.why = "vetoed"
        else:
            self._close(out, bounded(total, effects))
        return out

    def _stated_name(self, table: UnitTable) -> str:
        return self.rules.stated_name(self.rules.group_of[table.task.unit], table.part, table.task.period)

    def _close(self, out: Outcome, total: Fraction) -> None:
        """The one rounding of the total, and the total on another scale."""
        out.exact_total = total
        rule = self.rules.rounding("total")
        out.total = rounded(total, rule["places"], rule.get("mode", "half-up"))
        convert = self.rules.first("convert", out.group)
        if convert and out.most:
            rule = self.rules.rounding("converted")
            out.converted = rounded(
                out.total / out.most * exact(convert["to"]), rule["places"], rule.get("mode", "half-up")
            )

    def _composed(self, rule: dict[str, Any], found: dict[str, Outcome], errors: list[str]) -> Outcome:
        out = Outcome(rule["unit"], rule["group"], why="findings" if errors else None)
        out.most = self.scale_of_composed(rule)
        total = Fraction(0)
        for each in rule["of"]:
            totals = [found[unit].exact_total for unit in each["units"]]
            if None in totals:
                out.why = out.why or "missing"
                return out
            total += exact(each["weight"]) * sum(totals) / len(totals)
        if out.why is None:
            self._close(out, total)
        return out

    def scale_of_composed(self, rule: dict[str, Any]) -> Fraction | None:
        """The scale of its group; where tables of their own give its units several, the mean of those it is made of."""
        units = [unit for unit, group in self.rules.group_of.items() if group == rule["group"]]
        scales = {self.exact_total(unit).full for unit in units if unit not in self.rules.composed}
        if len(scales) < 2:
            stated = self.file.totals.get(rule["group"])
            return scales.pop() if scales else exact(stated) if stated else None
        fulls = [[self.exact_total(unit).full for unit in each["units"]] for each in rule["of"]]
        if any(None in each for each in fulls):
            return None
        shares = [exact(each["weight"]) / len(each["units"]) for each in rule["of"]]
        return sum((share * sum(each) for share, each in zip(shares, fulls, strict=True)), Fraction(0))


def _weighted(factors: list[Fraction], values: list[Fraction | None]) -> Fraction | None:
    """Values by what each of them counts; None where one is missing."""
    if None in values:
        return None
    return sum((factor * value for factor, value in zip(factors, values, strict=True)), Fraction(0))


def bounded(total: Fraction, effects: list[dict[str, Any]]) -> Fraction:
    """The lowest total that vetoes fix, and no more than the lowest ceiling."""
    fixed = [exact(effect["total"]) for effect in effects if "total" in effect]
    ceilings = [exact(effect["ceiling"]) for effect in effects if "ceiling" in effect]
    return clip(min(fixed) if fixed else total, None, min(ceilings) if ceilings else None)
