"""Parts: of what a unit's total is made, by which table each part is scored, and which sources feed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.plain.figures import Yaml, listed, number
from tests.plain.tables import Item, Table, figure_table

if TYPE_CHECKING:
    from fractions import Fraction


class Part(NamedTuple):
    """A part of a unit's total; `sheets` is the name by which sheets are of it."""

    name: str
    sheets: str
    table: Table
    weight: Fraction | None
    once: bool
    sources: tuple[Yaml, ...]

    def __hash__(self) -> int:
        return hash((self.name, self.sheets))


def concerns(rule: Yaml, group: str) -> bool:
    """Whether a rule holds for a group: for all where it names none."""
    return group in rule.get("groups", [group])


def first_for(rules: object, group: str) -> Yaml | None:
    """The first of one or several rules that concerns a group."""
    return next((rule for rule in listed(rules) if concerns(rule, group)), None)


def holds_for(rule: Yaml, item: Item) -> bool:
    """Whether a rule names an item, or one that it is below."""
    return rule["items"] == "all" or any(each in listed(rule["items"]) for each in item.path)


def name_of(unit: Yaml | str) -> str:
    """The name under which a unit is listed."""
    return str(unit["name"]) if isinstance(unit, dict) else unit


def composite_of(assessment: Yaml, group: str) -> Yaml:
    """The rule of the total; without one it is one part, by the rubric of the group."""
    return first_for(assessment.get("composite"), group) or {"parts": [{"name": "", "rubric": "own"}]}


def parts_of(assessment: Yaml, tables: dict[str, Table], group: Yaml, unit: str) -> list[Part]:
    """The parts that are scored for a unit; choices among them are none. `tables` are those of all rubrics by id."""
    entry = next(each for each in group["units"] if name_of(each) == unit)
    own = entry["rubric"] if isinstance(entry, dict) and "rubric" in entry else group.get("rubric")
    parts = [
        part
        for part in composite_of(assessment, group["name"])["parts"]
        if concerns(part, group["name"]) and "of" not in part
    ]
    taken = [source for part in parts for source in part.get("sources", [])]
    return [part_of(assessment, tables, group, part, own, taken) for part in parts]


def part_of(
    assessment: Yaml, tables: dict[str, Table], group: Yaml, part: Yaml, own: str | None, taken: list[str]
) -> Part:
    """One part; `own` is the rubric of the unit's own table, `taken` are the sources that parts of the group name."""
    if "max" in part:
        sheets, table = part["name"], figure_table(part["name"], part["max"], part.get("sources", []))
    else:
        sheets = part.get("rubric", group.get("rubric"))
        sheets = own if sheets == "own" else sheets
        table = tables[str(sheets)]
    sources = tuple(
        source
        for source in assessment["sources"]
        if source["kind"] != "self-check"
        and concerns(source, group["name"])
        and (source["name"] in part["sources"] if "sources" in part else source["name"] not in taken)
        and any(has_item(source, item, group["name"]) for item in (*table.scored, *table.vetoes))
    )
    weight = number(part["weight"]) if "weight" in part else None
    return Part(part["name"], sheets, table, weight, bool(part.get("once")), sources)


def has_item(source: Yaml, item: Item, group: str) -> bool:
    """Whether a source scores an item: by its own `items` if it has some, else by the item's `assessed_by`.

    Reading: the one item of a part with `max` belongs to the sources that the part names.
    """
    if "items" not in source:
        return source["name"] in item.assessed_by
    items = source["items"]
    if isinstance(items, dict):
        items = items.get(group, [])
    return items == "all" or any(each in items for each in item.path)


def covers(source: Yaml, unit: str) -> bool:
    """Whether a source scores a unit."""
    return unit in source.get("units", [unit]) and unit not in source.get("except", [])
