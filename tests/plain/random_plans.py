"""Random plans: which groups and parts there are, under which tables, and which sources feed them.

A draft of a round is a mapping, filled step by step:
  assessment, rubrics, sheets, decisions   what the round consists of
  grain, step      all points of rubrics are multiples of the grain, all plain scores of the step
  variety          how often an item is of another kind than plain scores
  plans            a plan for each part of the total of some groups
  partial          the names of the sources that score only some units
and a plan has
  part      the part as the file has it, or {} where there is no `composite`
  groups    the names of the groups that have the part
  tables    pairs of a group and the name of a rubric by which it is scored in the part; of a part with `max` None
  sources   the names of the sources that feed it; the first scores every unit
  takers    rubric to item to the sources that score the item
A rule names an item by its id alone. So no rule names an item "1" of a rubric beside a part with `max`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.plain.chance import chance, maybe_basis, random_weights
from tests.plain.parts import name_of
from tests.plain.random_shares import write_shares_beside
from tests.plain.random_tables import add_beside, add_vetoes, open_table, random_table
from tests.plain.tables import Item, figure_table, table_of

if TYPE_CHECKING:
    import random

    from tests.plain.figures import Yaml


def random_groups(dice: random.Random) -> list[Yaml]:
    """One or two groups of up to six units, under one rubric or two."""
    groups = [{"name": "districts", "rubric": "r1", "units": [f"D{each}" for each in range(1, dice.randint(1, 6) + 1)]}]
    if chance(dice, 0.5):
        units = [f"M{each}" for each in range(1, dice.randint(1, 6) + 1)]
        groups.append({"name": "ministries", "rubric": dice.choice(["r1", "r2"]), "units": units})
    for group in groups:
        if chance(dice, 0.2):
            group["version"] = "2026.1"
    return groups


def give_own_tables(dice: random.Random, group: Yaml, *, every: bool) -> None:
    """Names a table of its own for some or for every unit of a group."""
    letter = group["name"][0]
    for place, unit in enumerate(group["units"]):
        if every or chance(dice, 0.5):
            group["units"][place] = {"name": unit, "rubric": f"o{letter}{dice.randint(1, 2)}"}


def own_tables(group: Yaml) -> list[str]:
    """The tables that units of a group name."""
    names = [unit["rubric"] for unit in group["units"] if isinstance(unit, dict) and "rubric" in unit]
    return list(dict.fromkeys(names))


def new_plan(part: Yaml, groups: list[Yaml]) -> Yaml:
    """A plan, without sources as yet, for a part of the total of these groups."""
    tables: list[tuple[str, str | None]] = []
    for group in groups:
        if "max" in part:
            names: list[str | None] = [None]
        elif part.get("rubric") == "own" or not part:
            plain_units = any(not isinstance(unit, dict) or "rubric" not in unit for unit in group["units"])
            names = [*own_tables(group), *([group["rubric"]] if plain_units else [])]
        else:
            names = [part.get("rubric", group.get("rubric"))]
        tables += [(group["name"], name) for name in names]
    return {"part": part, "groups": [group["name"] for group in groups], "tables": tables, "sources": [], "takers": {}}


def random_parts(dice: random.Random, groups: list[Yaml], count: int, extra: str) -> list[Yaml]:
    """The parts of a total: where units have tables of their own, one of them is for these.

    `again` is scored once more under the table of the first part, by sources of its own.
    """
    others: list[Yaml] = [{"name": "survey"}, {"name": "bonus"}, {"name": "extra", "rubric": extra}, {"name": "again"}]
    parts = [{"name": "indicators"}, *dice.sample(others, count - 1)]
    if all(own_tables(group) for group in groups):
        parts = [*parts[: max(1, count - 1)], {"name": "own", "rubric": "own"}]
    for part in parts:
        if part["name"] in ("survey", "bonus"):
            part["max"] = dice.choice(["5", "10", "100", "0.5"])
    return parts


def random_entry(dice: random.Random, groups: list[Yaml], count: int, extra: str) -> tuple[Yaml, list[Yaml]]:
    """A composite of so many parts for these groups, and the plans for them.

    The first part is the group's rubric; others are a figure with `max`, the rubric `extra`, the group's once more, or own tables.
    """
    parts = random_parts(dice, groups, count, extra)
    count = len(parts)
    plans = [new_plan(part, groups) for part in parts]
    composite: Yaml = {"parts": parts}
    chosen = add_choice(dice, composite) if count > 1 and chance(dice, 0.3) else []
    if chosen and len(groups) == 2 and chance(dice, 0.4):
        place = next(place for place, part in enumerate(parts) if part["name"] == chosen[-1])
        parts[place]["groups"] = [dice.choice(groups)["name"]]
        plans[place] = new_plan(parts[place], [each for each in groups if each["name"] in parts[place]["groups"]])
    terms = [part for part in composite["parts"] if part["name"] not in chosen]
    if chance(dice, 0.6):
        for part, weight in zip(terms, random_weights(dice, len(terms)), strict=True):
            part["weight"] = weight
    elif chosen:
        terms[-1]["max"] = dice.choice(["10", "100"])
    elif len(groups) == 2 and count > 1 and chance(dice, 0.3):
        parts[-1]["groups"] = [groups[0]["name"]]
        plans[-1] = new_plan(parts[-1], groups[:1])
    if chance(dice, 0.5):
        composite["total"] = dice.choice(["100", "100", "10", "120"])
    return maybe_basis(dice, composite), plans


def add_choice(dice: random.Random, composite: Yaml) -> list[str]:
    """Adds the better or the worse of two parts, or of all; the names of these."""
    parts = composite["parts"]
    of = [part["name"] for part in dice.sample(parts, dice.choice([2, 2, len(parts)]))]
    composite["parts"].append({"name": "outcome", "of": of, "rule": dice.choice(["highest", "lowest"])})
    return of


def plan_parts(dice: random.Random, draft: Yaml) -> None:
    """Makes the plans, and writes `composite` where there is one."""
    groups = draft["assessment"]["groups"]
    halves = [groups] if len(groups) == 1 or chance(dice, 0.5) else [[group] for group in groups]
    without = chance(dice, 0.35)
    if draft["variety"] and chance(dice, 0.25):
        for group in groups:
            give_own_tables(dice, group, every=not without)
    if without:
        draft["plans"] = [new_plan({}, half) for half in halves]
        return
    entries = []
    for place, half in enumerate(halves):
        entry, plans = random_entry(dice, half, dice.randint(1, 3 if len(halves) == 1 else 2), f"x{place + 1}")
        if len(halves) > 1:
            entry["groups"] = [group["name"] for group in half]
        entries.append(entry)
        draft["plans"] += plans
    draft["assessment"]["composite"] = entries[0] if len(entries) == 1 else entries


def make_rubrics(dice: random.Random, draft: Yaml) -> None:
    """Makes the rubrics that the plans need; those of the groups at times without an item "1"."""
    prefix = dice.choice(["", "", "P"])
    is_open = bool(draft["variety"]) and "composite" not in draft["assessment"] and chance(dice, 0.15)
    for plan in draft["plans"]:
        for _, name in plan["tables"]:
            if name is not None and name not in draft["rubrics"]:
                own = f"{name.upper()}-" if name[0] in "ox" else prefix if name == "r1" else f"R{prefix}"
                draft["rubrics"][name] = random_rubric(dice, draft, name, own, is_open=is_open)


def random_rubric(dice: random.Random, draft: Yaml, name: str, prefix: str, *, is_open: bool) -> Yaml:
    """A table, at times without a limit, at times with bonuses, penalties and vetoes."""
    rubric = random_table(dice, name, prefix, draft["grain"], draft["variety"])
    if chance(dice, 0.2):
        rubric["group"] = f"units under {name}"
    if is_open:
        open_table(dice, rubric)
    if chance(dice, 0.3):
        add_beside(dice, rubric, draft["grain"], draft["variety"])
    if draft["variety"] and chance(dice, 0.35):
        add_vetoes(dice, rubric, draft["grain"], draft["bands"])
    if draft["variety"]:
        write_shares_beside(dice, rubric)
    return rubric


def scored_of(draft: Yaml, name: str | None) -> list[Item]:
    """The scored items and vetoes of a rubric; None is a part that is a single figure."""
    if name is None:
        return list(figure_table("", "1", []).indicators)
    table = table_of(draft["rubrics"][name])
    return [*table.scored, *table.vetoes]


def has_clash(draft: Yaml) -> bool:
    """Whether both a rubric and a part with `max` have an item "1"."""
    figure = any("max" in plan["part"] and "of" not in plan["part"] for plan in draft["plans"])
    return figure and any(rubric["indicators"][0]["id"] == "1" for rubric in draft["rubrics"].values())


def feed_plans(dice: random.Random, draft: Yaml, count: int) -> None:
    """Gives each plan a source that scores every unit, and some of them more, of up to `count` sources."""
    names = [f"office {each}" for each in range(1, count + 1)]
    plans = draft["plans"]
    for plan in plans:
        plan["sources"].append(names.pop(0))
    figures = [plan for plan in plans if "max" in plan["part"]]
    may_share = [plan for plan in plans if plan not in figures and plan["part"].get("name") != "again"]
    if len(figures) == 1 and not has_clash(draft):
        may_share += figures
    for name in names[: dice.randint(0, len(names))]:
        dice.choice(may_share)["sources"].append(name)
        if chance(dice, 0.5):
            draft["partial"].append(name)
    first = plans[0]
    for plan in plans[1:]:
        same_groups = bool(set(plan["groups"]) & set(first["groups"]))
        names = ("extra", "own") if same_groups else (None, "indicators")
        if plan["part"].get("name") in names and chance(dice, 0.3):
            plan["sources"].append(first["sources"][0])


def name_sources(dice: random.Random, draft: Yaml) -> None:
    """Writes `sources` into the parts that must name theirs, and into others.

    Where a source feeds two parts, all parts name theirs, or only those that must.
    """
    fed = [source for plan in draft["plans"] for source in plan["sources"]]
    once = len(fed) == len(set(fed))
    all_parts = chance(dice, 0.3)
    for plan in draft["plans"]:
        must = "max" in plan["part"] or plan["part"].get("name") == "again"
        if plan["part"] and (must or all_parts or (once and chance(dice, 0.3))):
            plan["part"]["sources"] = list(plan["sources"])


def random_team(dice: random.Random, sources: list[str], partial: list[str]) -> list[str]:
    """Sources that score an item together, at least one of which scores every unit."""
    lead = dice.choice([source for source in sources if source not in partial])
    return [source for source in sources if source == lead or chance(dice, 0.35)]


def assign_items(dice: random.Random, draft: Yaml, plan: Yaml) -> None:
    """Says which sources score which items of a plan; every source has at least one."""
    sources = plan["sources"]
    for name in dict.fromkeys(name for _, name in plan["tables"]):
        takers: dict[str, list[str]] = {}
        team = random_team(dice, sources, draft["partial"])
        for item in scored_of(draft, name):
            if chance(dice, 0.4):
                team = random_team(dice, sources, draft["partial"])
            takers[item.id] = team
            if item.kind == "veto":
                takers[item.id] = [each for each in team if each not in draft["partial"]][:1]
        for source in sources:
            if all(source not in team for team in takers.values()):
                item_id = dice.choice([each for each in takers if not each.startswith("V")])
                takers[item_id] = [each for each in sources if each == source or each in takers[item_id]]
        plan["takers"][name] = takers


def units_of(draft: Yaml, group: str) -> list[str]:
    """The names of the units of a group."""
    return [name_of(unit) for each in draft["assessment"]["groups"] if each["name"] == group for unit in each["units"]]
