"""A round: its groups, units and parts, the sheets about them, and how units are compared with one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.plain import vetoes
from tests.plain.comparing import compared
from tests.plain.figures import Yaml, listed
from tests.plain.kinds import decided, worth
from tests.plain.parts import Part, concerns, first_for, name_of, parts_of
from tests.plain.ranks import ranking_of
from tests.plain.sources import Said
from tests.plain.tables import Table, table_of
from tests.plain.unit_part import UnitPart

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from fractions import Fraction

    from tests.plain.tables import Item


class PlainSheet(NamedTuple):
    """What one assessor of one source says about one unit under one rubric (or one part with `max`, by its name).

    A score is a text, None for a blank, or "/" for not applicable. `sample` is how many answers stand behind a row of a
    survey, None where it does not say.
    """

    unit: str
    source: str
    assessor: str
    rubric: str
    scores: dict[str, str | None]
    sample: int | None = None
    period: str = ""


class Decision(NamedTuple):
    """What somebody decided about an item on which the assessors of a source lay too far apart."""

    unit: str
    source: str
    rubric: str
    item: str
    period: str
    points: str


@dataclass(frozen=True, eq=False)
class PlainRound:
    """An assessment with its rubrics, sheets and decisions.

    Each of the blank pages holds sheets without a score in a workbook whose other page is filled: as if not there.
    """

    assessment: Yaml
    rubrics: dict[str, Yaml]
    sheets: list[PlainSheet]
    decisions: list[Decision] = field(default_factory=list)
    blank_pages: list[list[PlainSheet]] = field(default_factory=list)
    _known: dict[Hashable, Any] = field(default_factory=dict)

    def remember(self, key: Hashable, find: Callable[[], Any]) -> Any:
        """What was found out before, or is found out now."""
        if key not in self._known:
            self._known[key] = find()
        return self._known[key]

    @cached_property
    def groups(self) -> dict[str, Yaml]:
        """The groups by their names."""
        return {group["name"]: group for group in self.assessment["groups"]}

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables of all rubrics by their ids."""
        return {rubric["rubric"]: table_of(rubric) for rubric in self.rubrics.values()}

    @cached_property
    def group_of(self) -> dict[str, str]:
        """The group of every unit that is scored by itself."""
        composed = [each["unit"] for each in listed(self.assessment.get("composed"))]
        return {
            name_of(unit): name
            for name, group in self.groups.items()
            for unit in group["units"]
            if name_of(unit) not in composed
        }

    def units_of(self, group: str) -> list[str]:
        """The units of a group that are scored by themselves."""
        return [unit for unit, own in self.group_of.items() if own == group]

    def unranked(self, group: str) -> list[str]:
        """The units of a group that are listed only."""
        return [each["unit"] for each in listed(self.groups[group].get("unranked"))]

    def parts(self, unit: str) -> list[Part]:
        """The parts of a unit's total that are scored."""
        group = self.groups[self.group_of[unit]]
        found: list[Part] = self.remember(("parts", unit), lambda: parts_of(self.assessment, self.tables, group, unit))
        return found

    def periods(self, group: str) -> Yaml | None:
        """The rule of the periods of a group."""
        return first_for(self.assessment.get("periods"), group)

    def periods_of(self, group: str, part: Part) -> list[str]:
        """The periods of a part; one without a name where it is scored once."""
        rule = self.periods(group)
        return [""] if rule is None or part.once else [each["name"] for each in rule["each"]]

    def desk(self, unit: str, part: str, period: str) -> UnitPart | None:
        """A unit in a part and a period."""
        group = self.group_of[unit]
        found = next((each for each in self.parts(unit) if each.name == part), None)
        if found is None:
            return None
        desk: UnitPart = self.remember(("desk", unit, part, period), lambda: UnitPart(self, group, unit, found, period))
        return desk

    def desks(self, unit: str) -> list[UnitPart]:
        """A unit in all its parts and periods."""
        group = self.group_of[unit]
        found = [
            self.desk(unit, part.name, period) for part in self.parts(unit) for period in self.periods_of(group, part)
        ]
        return [each for each in found if each is not None]

    def present(self, unit: str) -> str:
        """The name under which a unit is listed; a sheet may have a former one."""
        return self._present.get(unit, unit)

    @cached_property
    def _present(self) -> dict[str, str]:
        """The names under which units are listed, by former ones."""
        return {
            former: unit["name"]
            for group in self.groups.values()
            for unit in group["units"]
            if isinstance(unit, dict)
            for former in unit.get("also", [])
        }

    @cached_property
    def _by_hand(self) -> dict[tuple[str, str, str, str], list[PlainSheet]]:
        found: dict[tuple[str, str, str, str], list[PlainSheet]] = {}
        for sheet in self.sheets:
            unit = self.present(sheet.unit)
            found.setdefault((unit, sheet.source, sheet.rubric, sheet.period), []).append(sheet)
        return found

    def sheets_of(self, desk: UnitPart, source: Yaml) -> list[PlainSheet]:
        """The sheets of a source about a unit in a part and a period."""
        return self._by_hand.get((desk.unit, source["name"], desk.part.sheets, desk.period), [])

    def said(self, desk: UnitPart, source: Yaml, item: Item) -> Said:
        """What a source says of an item of a unit."""
        key = (desk.unit, source["name"], desk.part.sheets, desk.period)
        words = source.get("scale", {})
        given = [(worth(item, sheet.scores, words), sheet.sample or 1) for sheet in self.sheets_of(desk, source)]
        found = [
            decided(item, each.points)
            for each in self.decisions
            if (each.unit, each.source, each.rubric, each.period) == key and each.item == item.id
        ]
        return Said(source, given, found[0] if found else None)

    # Comparing.

    def comparison(self, desk: UnitPart, item: Item, figure: Fraction) -> Fraction | None:
        """The points of a unit's figure beside those of the units that it is compared with."""
        rule = self.compared_rule(desk.group, item)
        without = rule.get("without", ["unranked"])
        figures = []
        for unit in self.peers(rule, desk):
            other = self.same_item(desk, unit, item)
            if other is None or not self.counts(without, *other):
                continue
            found = self.figure(*other)
            if found is not None:
                figures.append(found)
            elif "missing" not in without:
                return None
        ties = ranking_of(self.assessment).get("ties", "skip")
        return compared(item, figure, figures, ties)

    def compared_rule(self, group: str, item: Item) -> Yaml:
        """The first entry of `compared` that fits an item and a group."""
        for rule in listed(self.assessment.get("compared")):
            items = rule.get("items", "all")
            if concerns(rule, group) and (items == "all" or item.id in listed(items)):
                return rule
        return {}

    def peers(self, rule: Yaml, desk: UnitPart) -> list[str]:
        """The units of the set in which a unit is compared; without sets those of its group."""
        for each in rule.get("among", []):
            units = [
                *each.get("units", []),
                *(unit for group in each.get("groups", []) for unit in self.units_of(group)),
            ]
            if desk.unit in units:
                return [unit for unit in units if unit in self.group_of]
        return self.units_of(desk.group)

    def same_item(self, desk: UnitPart, unit: str, item: Item) -> tuple[UnitPart, Item] | None:
        """Another unit with the item of the same id: in the same part, or in the first of its parts that has it."""
        names = [desk.part.name, *(part.name for part in self.parts(unit))]
        for name in names:
            other = self.desk(unit, name, desk.period)
            same = other.any_item(item.id) if other else None
            if other is not None and same is not None and same.kind == item.kind:
                return other, same
        return None

    def counts(self, without: list[str], desk: UnitPart, item: Item) -> bool:
        """Whether a unit counts among those that others are compared with."""
        if "unranked" in without and desk.unit in self.unranked(desk.group):
            return False
        if "vetoed" in without and any(vetoes.fails(each.held) for each in self.desks(desk.unit)):
            return False
        if item.is_scored:
            return item.id not in desk.exempt and bool(desk.said[item.id])
        return not desk.is_out(item)

    def figure(self, desk: UnitPart, item: Item) -> Fraction | None:
        """The figure of a unit for an item that is compared."""
        return desk.raw(item) if item.is_scored else desk.figure(item)
