"""The rules of a round: groups and units, the parts of their total, which source scores which item of which unit."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from figures import exact
from rubric import Item, Rubric, folded

if TYPE_CHECKING:
    from result_file import ResultFile

Table = tuple[str, str]


@dataclass(frozen=True)
class Task:
    """One table that one unit is scored by: of a part of its total, in a period ("" where there are none)."""

    unit: str
    part: str
    period: str


class Rules:
    """The assessment file, asked for what holds of a unit, a group, an item."""

    def __init__(self, file: ResultFile) -> None:
        self.file = file
        self.written = file.assessment or without_assessment(file)
        self.groups = {group["name"]: group for group in self.written["groups"]}
        self.group_of: dict[str, str] = {}
        self.unit: dict[str, dict[str, Any]] = {}
        for group in self.written["groups"]:
            for unit in group["units"]:
                self.group_of[unit["name"]], self.unit[unit["name"]] = group["name"], unit
        self.former = {old: name for name, unit in self.unit.items() for old in unit.get("also", ())}
        self.composed = {each["unit"]: each for each in self.written.get("composed", ())}
        self.sources = {each["name"]: each for each in self.written["sources"] if each["kind"] != "self-check"}

    def of_group(self, key: str, group: str) -> list[dict[str, Any]]:
        """The entries of a rule that hold for a group: those that name it, and those that name none."""
        return [each for each in self.written.get(key, ()) if group in each.get("groups", [group])]

    def first(self, key: str, group: str) -> dict[str, Any] | None:
        """The first of these."""
        return next(iter(self.of_group(key, group)), None)

    def coefficient(self, unit: str, part: str) -> Fraction:
        """What the points of a part of a unit's total are multiplied with."""
        found = Fraction(1)
        for rule in self.of_group("coefficients", self.group_of[unit]):
            if rule.get("part", part) == part:
                values = next(each for each in self.written["figures"] if each["name"] == rule["figure"])["values"]
                found *= exact(values[unit] if unit in values else rule["otherwise"])
        return found

    def unranked(self, unit: str) -> bool:
        """Whether a unit is listed only."""
        group = self.groups[self.group_of[unit]]
        return any(each["unit"] == unit for each in group.get("unranked", ()))

    def rounding(self, step: str) -> dict[str, Any] | None:
        """How a step is rounded; None: not at all."""
        rule = next((each for each in self.written.get("rounding", ()) if each["step"] == step), None)
        return rule or ({"places": 2} if step in ("total", "converted") else None)

    # Parts

    def parts(self, group: str) -> list[dict[str, Any]]:
        """The parts that a group has, choices among them included; without `composite` one with the group's name."""
        composite = self.first("composite", group)
        parts = composite["parts"] if composite else [{"name": group}]
        return [part for part in parts if group in part.get("groups", [group])]

    def scored_parts(self, group: str) -> list[dict[str, Any]]:
        """The parts that are scored, choices aside."""
        return [part for part in self.parts(group) if "of" not in part]

    def periods(self, group: str, part: dict[str, Any]) -> list[dict[str, Any]]:
        """The periods in which a part is scored; one without a name where it is scored once."""
        rule = self.first("periods", group)
        return [{"name": ""}] if rule is None or part.get("once") else rule["each"]

    def stated_name(self, group: str, part: dict[str, Any], period: str) -> str:
        """What the result file calls a part in a period."""
        if not self.first("composite", group):
            return period or group
        return f"{part['name']} {period}" if period else part["name"]

    def rubric(self, unit: str, part: dict[str, Any]) -> Rubric:
        """The table by which a unit is scored in a part."""
        group, own = self.groups[self.group_of[unit]], self.unit[unit]
        if "max" in part:
            return self.file.rubrics["".join(part["name"].split()) + ".part", part["max"]]
        if part.get("rubric") == "own" or (
            part.get("rubric") is None and self.is_alone(group["name"]) and "rubric" in own
        ):
            return self._at_hand(own["rubric"], own.get("version"), group["name"])
        if part.get("rubric"):
            return self._at_hand(part["rubric"], part.get("version"), group["name"])
        return self._at_hand(group["rubric"], group.get("version"), group["name"])

    def is_alone(self, group: str) -> bool:
        """Whether one table makes the total."""
        return self.first("composite", group) is None

    def _at_hand(self, name: str, version: str | None, group: str) -> Rubric:
        fits = [key for key in self.file.rubrics if key[0] == name and version in (None, key[1])]
        used = {(row["rubric"], row["version"]) for row in self.file.parts if row["of_group"] == group}
        return self.file.rubrics[next((key for key in fits if key in used), fits[0])]

    # Who scores what

    def feeds(self, source: dict[str, Any], group: str, part: dict[str, Any]) -> bool:
        """Whether a source feeds a part: one that the part names, else one that no other part names."""
        if "sources" in part:
            return source["name"] in part["sources"]
        return not any(source["name"] in other.get("sources", ()) for other in self.scored_parts(group))

    def items_of(self, source: dict[str, Any], group: str, part: dict[str, Any], rubric: Rubric) -> set[str]:
        """The ids of the items that a source scores in a part, rows and vetoes included."""
        if group not in source.get("groups", [group]) or not self.feeds(source, group, part):
            return set()
        written = source.get("items")
        if written is None:
            named = {item.id for item in rubric.order if source["name"] in assessed_by(item)}
        elif written.get("every"):
            named = {item.id for item in rubric.order}
        else:
            ids = written["ids"] if "ids" in written else written.get("by_group", {}).get(group, ())
            tops = [item for name in ids if (item := rubric.find(name))]
            named = {item.id for top in tops for item in top.walk()}
        if not named and source["name"] in part.get("sources", ()) and (written is None or "max" in part):
            return {item.id for item in rubric.order}
        return named

    def scorers(self, unit: str, part: dict[str, Any], item: Item, rubric: Rubric) -> list[str]:
        """The sources that score an item of a unit."""
        group = self.group_of[unit]
        return [
            name
            for name, source in self.sources.items()
            if unit in source.get("units", [unit])
            and unit not in source.get("except", ())
            and item.id in self.items_of(source, group, part, rubric)
        ]

    def all_scorers(self, group: str, part: dict[str, Any], item: Item, rubric: Rubric) -> set[str]:
        """The same of any unit of the group."""
        return {name for name, source in self.sources.items() if item.id in self.items_of(source, group, part, rubric)}

    def expected(self, source: dict[str, Any], unit: str) -> int | None:
        """How many assessors are to score a unit; None: any number, one at least."""
        hands = source.get("assessors", {"count": 1})
        if source["kind"] in ("survey", "any"):
            return None
        return len(self.groups[self.group_of[unit]]["units"]) - 1 if hands.get("others") else hands["count"]

    def sharing(self, group: str, part: dict[str, Any], item: Item, rubric: Rubric) -> dict[str, Any] | None:
        """The rule by which sources share an item: that of the nearest item around it, for all of these sources."""
        sources = self.all_scorers(group, part, item, rubric)
        around: Item | None = item
        while around is not None:
            for rule in self.of_group("shared", group):
                named = set(rule.get("order") or rule.get("weights") or ())
                if folded(around.id) in map(folded, rule["items"]) and sources <= named:
                    return rule
            around = around.above
        return None

    def treatment(self, unit: str, item: Item) -> dict[str, Any] | None:
        """The rule for an item that does not apply to a unit: the first one that fits."""
        ids = set()
        around: Item | None = item
        while around is not None:
            ids.add(folded(around.id))
            around = around.above
        rules = self.of_group("not_applicable", self.group_of[unit])
        return next((r for r in rules if unit in r.get("units", [unit]) and ids & set(map(folded, r["items"]))), None)

    def compared_with(self, unit: str, item: Item) -> tuple[list[str], list[str]]:
        """The units among which a unit is compared, and who does not count there."""
        group = self.group_of[unit]
        for rule in self.of_group("compared", group):
            if folded(item.id) in map(folded, rule.get("items", [item.id])):
                for one in rule.get("among", ()):
                    units = [
                        *one.get("units", ()),
                        *(u["name"] for g in one.get("groups", ()) for u in self.groups[g]["units"]),
                    ]
                    if unit in units:
                        return units, rule.get("without", ["unranked"])
                return [each["name"] for each in self.groups[group]["units"]], rule.get("without", ["unranked"])
        return [each["name"] for each in self.groups[group]["units"]], ["unranked"]

    def figure_of(self, key: str, unit: str, item: Item) -> Fraction | None:
        """A unit's target, or its earlier figure, of an item."""
        for rule in self.written.get({"target": "targets", "previous": "previous"}[key], ()):
            if folded(rule["item"]) == folded(item.id):
                for name, value in rule.get("values", {}).items():
                    if self.former.get(name, name) == unit:
                        return exact(value)
        return None


def assessed_by(item: Item) -> list[str]:
    """The sources that the rubric names for an item, else for the item above."""
    if "assessed_by" in item.written or item.above is None:
        return item.written.get("assessed_by", [])
    return assessed_by(item.above)


def without_assessment(file: ResultFile) -> dict[str, Any]:
    """The rules without an assessment file: the groups as they stand in the result, sheets joined by the mean."""
    groups: dict[str, dict[str, Any]] = {}
    for part in file.parts:
        groups[part["of_group"]] = {
            "name": part["of_group"],
            "rubric": part["rubric"],
            "version": part["version"],
            "units": [],
        }
    for unit in file.units:
        if unit.group in groups:
            groups[unit.group]["units"].append({"name": unit.row["unit"]})
    sources = {sheet.source: {"name": sheet.source, "kind": "any", "items": {"every": True}} for sheet in file.sheets}
    return {"groups": list(groups.values()), "sources": list(sources.values())}
