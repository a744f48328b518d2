"""Random exemptions: items that need not apply, and the units to which they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.plain.chance import chance, maybe_basis, some
from tests.plain.parts import concerns, covers, has_item, holds_for
from tests.plain.plain_round import PlainRound
from tests.plain.random_plans import has_clash, units_of
from tests.plain.random_sources import shortened
from tests.plain.tables import Item, Table, table_of

if TYPE_CHECKING:
    import random

    from tests.plain.figures import Yaml


def make_exemptions(dice: random.Random, draft: Yaml) -> None:
    """Rules for items that need not apply: at most one for an indicator, or, more wildly, one for each item."""
    rules, done = [], set()
    wild = bool(draft["variety"]) and chance(dice, 0.5)
    if draft["variety"] and chance(dice, 0.3):
        return
    for plan in draft["plans"]:
        for rubric in dict.fromkeys(name for _, name in plan["tables"]):
            groups = list(dict.fromkeys(group for group, name in plan["tables"] if name == rubric))
            known = all((rubric, group) in done for group in groups)
            if rubric is not None and not known and draft["rubrics"][rubric]["total"] != "none":
                done |= {(rubric, group) for group in groups}
                table = table_of(draft["rubrics"][rubric])
                made = wild_rules(dice, draft, table) if wild else tame_rules(dice, draft, table)
                rules += [finish(dice, draft, rule, groups) for rule in made]
    if rules:
        draft["assessment"]["not_applicable"] = rules
        excuse_sources(draft)


def excuse_sources(draft: Yaml) -> None:
    """A source none of whose items a unit has does not score it."""
    round_ = PlainRound(draft["assessment"], draft["rubrics"], [])
    for source in draft["assessment"]["sources"]:
        for unit, group in round_.group_of.items():
            items = [
                item
                for part in round_.parts(unit)
                if source in part.sources and covers(source, unit)
                for item in (*part.table.scored, *part.table.vetoes)
                if has_item(source, item, group)
            ]
            if items and all(is_lacking(draft["assessment"], group, unit, item) for item in items):
                excuse(source, unit)


def excuse(source: Yaml, unit: str) -> None:
    """Takes a unit out of those that a source scores."""
    if "units" in source:
        source["units"] = [each for each in source["units"] if each != unit]
    else:
        source["except"] = [*source.get("except", []), unit]


def finish(dice: random.Random, draft: Yaml, rule: Yaml, groups: list[str]) -> Yaml:
    """A rule with the groups and at times the units that it is for."""
    if rule["treatment"] == "average" and any(len(units_of(draft, group)) == 1 for group in groups):
        rule["treatment"] = "full"
    if len(draft["assessment"]["groups"]) > 1:
        rule["groups"] = groups
    if chance(dice, 0.2):
        rule["units"] = some(dice, [unit for group in groups for unit in units_of(draft, group)])
    if "units" in rule and chance(dice, 0.3):
        rule["marked"] = False
    return maybe_basis(dice, rule)


def kept_below(table: Table, item: Item) -> str:
    """The kind of what an item stands below that allows only some treatments; empty where there is no such."""
    above = [each.kind for each in table.items if each.below and each.id in item.path[:-1]]
    return next((kind for kind in ("relative", "measure", "highest", "lowest") if kind in above), "")


def allowed(table: Table, item: Item) -> list[str]:
    """The treatments that a rule may have for an item."""
    below = kept_below(table, item)
    if below in ("relative", "measure"):
        return ["full", "average"]
    if below:
        return ["full", "average", "omit"]
    whole = ["rescale-indicator", "spread"]
    beside = any(each.path[0] == item.path[0] and kept_below(table, each) for each in table.items)
    return ["full", "average", "rescale-total", "move", "omit", *([] if beside else whole)]


def eligible(draft: Yaml, table: Table) -> list[Item]:
    """The items of a table that a rule may name."""
    return [item for item in table.items if item.is_scored and not (has_clash(draft) and item.id == "1")]


def wild_rules(dice: random.Random, draft: Yaml, table: Table) -> list[Yaml]:
    """A rule for many an item, whatever the others have."""
    items, rules = eligible(draft, table), []
    for item in items:
        if chance(dice, 0.6):
            continue
        rule: Yaml = {"items": [item.id], "treatment": dice.choice(allowed(table, item))}
        others = [each.id for each in items if each != item and not kept_below(table, each)]
        if rule["treatment"] == "move":
            if not others:
                continue
            rule["to"] = dice.choice(others)
        if rule["treatment"] == "rescale-total" and items.index(item) % 2:
            rule["treatment"] = "rescale"
        rules.append(rule)
    return rules


def tame_rules(dice: random.Random, draft: Yaml, table: Table) -> list[Yaml]:
    """Rules for some indicators of a table, by which most units keep a total."""
    items = eligible(draft, table)
    keeper = dice.choice(table.indicators).id
    rules = []
    for indicator in table.indicators:
        own = [item for item in items if item.path[0] == indicator.id and not kept_below(table, item)]
        if (indicator.id == keeper and len(table.indicators) > 1) or not own or chance(dice, 0.7):
            continue
        others = [item.id for item in items if item.path[0] == keeper != indicator.id and not kept_below(table, item)]
        rule = tame_rule(dice, [item.id for item in own], others)
        if rule["treatment"] not in allowed(table, own[0]):
            rule["treatment"] = "full"
        rule["items"] = shortened(dice, draft["rubrics"][table.name], rule["items"])
        rules.append(rule)
    return rules


def tame_rule(dice: random.Random, own: list[str], others: list[str]) -> Yaml:
    """A rule for some items of an indicator; `others` are items of an indicator without a rule."""
    treatments = ["full", "average"]
    if len(own) > 1:
        treatments += ["rescale-indicator", "rescale-indicator", "spread", "spread"]
    if len(own) > 1 or others:
        treatments += ["rescale-total", "move", "omit"]
    treatment = dice.choice(treatments)
    kept = dice.choice(own)
    if treatment in ("full", "average") or (others and treatment in ("rescale-total", "move", "omit")):
        kept = dice.choice(["", kept])
    items = some(dice, [item for item in own if item != kept] or own)
    rule: Yaml = {"items": items, "treatment": treatment}
    if treatment == "move":
        rule["to"] = dice.choice([*others, *(item for item in own if item not in items)])
    return rule


def random_marks(dice: random.Random, round_: PlainRound, group: str, unit: str) -> list[str]:
    """The cells of the items that do not apply to a unit."""
    cells: list[str] = []
    for table in round_.tables.values():
        for item in table.items:
            if item.is_scored and is_exempt(round_.assessment, group, unit, item) and chance(dice, 0.3):
                cells += item.cells
    return cells


def rule_for(assessment: Yaml, group: str, unit: str, item: Item) -> Yaml | None:
    """The rule by which an item need not apply to a unit."""
    rules: Any = assessment.get("not_applicable", [])
    own = (rule for rule in rules if concerns(rule, group) and unit in rule.get("units", [unit]))
    return next((rule for rule in own if holds_for(rule, item)), None)


def is_exempt(assessment: Yaml, group: str, unit: str, item: Item) -> bool:
    """Whether a sheet may mark an item as one that does not apply to a unit."""
    rule = rule_for(assessment, group, unit, item)
    return rule is not None and rule.get("marked") is not False


def is_lacking(assessment: Yaml, group: str, unit: str, item: Item) -> bool:
    """Whether it is known beforehand that an item does not apply to a unit."""
    rule = rule_for(assessment, group, unit, item)
    return rule is not None and rule.get("marked") is False
