"""Random sources: who scores what, how assessors and sources are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.plain.chance import chance, maybe_basis, random_weights, some
from tests.plain.figures import Yaml, plain
from tests.plain.random_plans import units_of
from tests.plain.tables import table_of

if TYPE_CHECKING:
    import random
    from fractions import Fraction


def random_assessors(dice: random.Random, grain: Fraction, *, is_open: bool) -> Yaml:
    """How many assessors a source has, how they are joined, and how far apart they may lie.

    A trimmed mean has at least three of them.
    """
    count = dice.choice([1, 2, 2, 3, 4])
    joins = ["mean", "mean", "mean", "median", "highest", "lowest", "agreed"]
    if count > 2:
        joins += ["trimmed-mean", "trimmed-mean"]
    keys: Yaml = {"assessors": str(count)}
    if chance(dice, 0.3):
        keys["assessors"] = ["Zhao", "Qian", "Sun", "Li"][:count]
    if chance(dice, 0.8):
        keys["join"] = maybe_basis(dice, {"rule": dice.choice(joins)})
    if count > 1 and chance(dice, 0.4):
        limits = [{"points": plain(grain * dice.randint(1, 4))}]
        if not is_open:
            limits.append({"share": dice.choice(["20%", "50%", "1/3"])})
        keys["disagreement"] = dice.choice(limits)
    return keys


def random_source(dice: random.Random, draft: Yaml, name: str, units: list[str]) -> Yaml:
    """A source of any kind for these units, or, if it is a partial one, for some of them."""
    partial = name in draft["partial"]
    kind = dice.choice(["assessors", "assessors", "assessors", "on-site", "special", "survey"])
    source: Yaml = {"name": name, "kind": kind}
    if kind in ("assessors", "on-site"):
        tables = [table_of(rubric) for rubric in draft["rubrics"].values()]
        is_open = any(item.most is None for table in tables for item in table.scored)
        source.update(random_assessors(dice, draft["grain"], is_open=is_open))
    elif kind == "survey" and chance(dice, 0.6):
        source["join"] = maybe_basis(dice, {"rule": dice.choice(["mean", "median", "trimmed-mean", "trimmed-mean"])})
    scored = some(dice, units) if partial else units
    if kind == "on-site" or (partial and chance(dice, 0.5)):
        source["units"] = scored
    elif len(scored) < len(units):
        source["except"] = [unit for unit in units if unit not in scored]
    if chance(dice, 0.5):
        source["missing"] = dice.choice(["block", "rest", "rest"])
    return maybe_basis(dice, source)


def make_sources(dice: random.Random, draft: Yaml) -> None:
    """Makes the sources that the plans name, and at times self-checks."""
    groups = draft["assessment"]["groups"]
    sources = []
    for name in dict.fromkeys(source for plan in draft["plans"] for source in plan["sources"]):
        own = [group for plan in draft["plans"] if name in plan["sources"] for group in plan["groups"]]
        units = [unit for group in groups if group["name"] in own for unit in units_of(draft, group["name"])]
        source = random_source(dice, draft, name, units)
        if len(set(own)) < len(groups) or chance(dice, 0.2):
            source["groups"] = [group["name"] for group in groups if group["name"] in own]
        sources.append(source)
    draft["assessment"]["sources"] = sources


def items_of_source(draft: Yaml, name: str) -> list[tuple[str, str, list[str]]]:
    """Group, rubric and items for each rubric under which a source scores in a group."""
    return [
        (group, rubric, [item for item, team in plan["takers"][rubric].items() if name in team])
        for plan in draft["plans"]
        if name in plan["sources"] and "max" not in plan["part"]
        for group, rubric in plan["tables"]
    ]


def say_who_scores(dice: random.Random, draft: Yaml) -> None:
    """Writes the items into each source, or the source into the items of the rubric.

    A source of a part with `max` has no items elsewhere and needs no list.
    """
    for source in draft["assessment"]["sources"]:
        found = items_of_source(draft, source["name"])
        by_rubric = {rubric: items for _, rubric, items in found}
        if not found:
            continue
        if all(by_rubric[rubric] == items for _, rubric, items in found) and chance(dice, 0.5):
            for rubric, items in by_rubric.items():
                note_assessor(draft["rubrics"][rubric], items, source["name"])
        else:
            source["items"] = items_key(dice, draft, found)
    for rubric in draft["rubrics"].values():
        if chance(dice, 0.5):
            lift_assessors([*rubric["indicators"], *rubric.get("beside", [])])


def note_assessor(rubric: Yaml, ids: list[str], name: str) -> None:
    """Names a source as one that assesses these items."""
    for item in [*every(rubric), *rubric.get("vetoes", [])]:
        if item["id"] in ids:
            item.setdefault("assessed_by", []).append(name)


def every(rubric: Yaml) -> list[Yaml]:
    """All that has an id in a table or beside it, rows included."""
    found, left = [], [*rubric["indicators"], *rubric.get("beside", [])]
    while left:
        item = left.pop(0)
        found.append(item)
        left += item.get("items", [])
    return found


def lift_assessors(items: list[Yaml]) -> None:
    """Names the sources once, at an item, where they are the same for all below it."""
    for item in items:
        if "items" in item and "assessed_by" not in item:
            lift_assessors(item["items"])
            below = [each.get("assessed_by") for each in item["items"]]
            if below[0] and all(each == below[0] for each in below):
                item["assessed_by"] = below[0]
                for each in item["items"]:
                    del each["assessed_by"]


def shortened(dice: random.Random, rubric: Yaml, ids: list[str]) -> list[str]:
    """Ids of scored items, at times with one id for all below an item."""
    if chance(dice, 0.5):
        return ids
    short, table = list(ids), table_of(rubric)
    holders = [item for item in (*table.items, *table.blocks) if item.below]
    for item in holders:
        below = [each.id for each in item.walk() if each.is_scored]
        if all(each in short for each in below):
            short = [each for each in short if each not in below] + [item.id]
    return short


def items_key(dice: random.Random, draft: Yaml, found: list[tuple[str, str, list[str]]]) -> Any:
    """The key `items` of a source: a list, or a mapping where groups differ."""
    by_group: dict[str, list[str]] = {}
    for group, rubric, items in found:
        by_group.setdefault(group, []).extend(shortened(dice, draft["rubrics"][rubric], items))
    by_group = {group: list(dict.fromkeys(items)) for group, items in by_group.items()}
    lists = list(by_group.values())
    if all(each == lists[0] for each in lists) and chance(dice, 0.8):
        return lists[0]
    return by_group


def random_sharing(dice: random.Random, team: list[str]) -> Yaml:
    """One source replaces another, or all have a weight."""
    if chance(dice, 0.4) or len(team) > 3:
        return {"rule": "replace", "order": dice.sample(team, len(team))}
    return {"rule": "weighted-mean", "weights": dict(zip(team, random_weights(dice, len(team)), strict=True))}


def make_shared_rules(dice: random.Random, draft: Yaml) -> None:
    """A rule for all items of a table that have the same several sources."""
    rules, done = [], set()
    for plan in draft["plans"]:
        for rubric, takers in plan["takers"].items():
            teams = {tuple(team) for team in takers.values() if len(team) > 1}
            for team in map(list, sorted(teams)):
                ids = [item for item, each in takers.items() if each == team]
                rule: Yaml = {"items": ids if rubric is None else shortened(dice, draft["rubrics"][rubric], ids)}
                if len(draft["assessment"]["groups"]) > 1:
                    rule["groups"] = list(dict.fromkeys(group for group, name in plan["tables"] if name == rubric))
                key = (*team, *rule["items"], *rule.get("groups", []))
                if key not in done:
                    done.add(key)
                    if len(rule["items"]) == 1 and chance(dice, 0.3):
                        rule["items"] = rule["items"][0]
                    rules.append(maybe_basis(dice, {**rule, **random_sharing(dice, team)}))
    if rules:
        draft["assessment"]["shared"] = rules
