"""Random rules: rounding, comparing, targets, periods, grades, ranks and what else stands behind the points."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.plain.chance import chance, maybe_basis, random_weights, some
from tests.plain.figures import Yaml, listed, number, plain, round_to, rounding_of
from tests.plain.parts import name_of
from tests.plain.plain_round import PlainRound
from tests.plain.random_plans import has_clash, units_of
from tests.plain.tables import table_of
from tests.plain.totals import scale_of, terms_of

if TYPE_CHECKING:
    import random

BANDS = ["excellent", "good", "fair", "poor"]


def make_periods(dice: random.Random, draft: Yaml) -> None:
    """At times rounds within the round; a part that is a single figure may be scored once."""
    if not draft["variety"] or chance(dice, 0.8):
        return
    names = ["spring", "autumn"] if chance(dice, 0.7) else ["Q1", "Q2", "Q3"]
    each: list[Yaml] = [{"name": name} for name in names]
    periods: Yaml = {"each": each}
    if chance(dice, 0.4):
        periods["rule"] = dice.choice(["sum", "sum", "mean"])
    elif chance(dice, 0.6):
        for period, weight in zip(each, random_weights(dice, len(each)), strict=True):
            period["weight"] = weight
    written = listed(draft["assessment"].get("composite"))
    chosen = [name for composite in written for part in composite["parts"] for name in part.get("of", [])]
    for plan in draft["plans"]:
        part = plan["part"]
        shared = any(
            source in other["sources"] for other in draft["plans"] if other is not plan for source in plan["sources"]
        )
        if "max" in part and "of" not in part and not shared and part["name"] not in chosen and chance(dice, 0.6):
            part["once"] = True
    draft["assessment"]["periods"] = maybe_basis(dice, periods)


def make_targets(dice: random.Random, draft: Yaml) -> None:
    """Targets and earlier figures of the units that are scored in an item that looks at them."""
    round_ = PlainRound(draft["assessment"], draft["rubrics"], [])
    found: dict[str, dict[str, dict[str, str]]] = {"targets": {}, "previous": {}}
    for unit in round_.group_of:
        for part in round_.parts(unit):
            for item in part.table.scored:
                if item.kind == "measure" and item.keys.get("of") in {"target", "previous"}:
                    key = "targets" if item.keys["of"] == "target" else "previous"
                    figures = ["8", "10", "10", "12.5", "11"]
                    found[key].setdefault(item.id, {})[unit] = dice.choice(figures)
    for key, items in found.items():
        if items:
            draft["assessment"][key] = [
                maybe_basis(dice, {"item": item, "values": each}) for item, each in items.items()
            ]


def make_compared(dice: random.Random, draft: Yaml) -> None:
    """At times with whom units are compared, and who does not count."""
    round_ = PlainRound(draft["assessment"], draft["rubrics"], [])
    items = {
        item.id: None
        for unit in round_.group_of
        for part in round_.parts(unit)
        for item in (*part.table.items, *part.table.scored)
        if item.looks_at_others
    }
    if not items or chance(dice, 0.4):
        return
    rules = []
    groups = list(round_.groups)
    for item in some(dice, list(items)):
        rule: Yaml = {"items": dice.choice([[item], [item], item])}
        if chance(dice, 0.6):
            rule["without"] = dice.choice(
                [["missing"], ["vetoed"], ["unranked", "missing"], ["unranked", "vetoed", "missing"]]
            )
        if len(groups) == 2 and chance(dice, 0.2):
            rule["groups"] = [dice.choice(having(round_, groups, item))]
        elif len(groups) == 2 and chance(dice, 0.3):
            rule["among"] = [{"name": "all", "groups": groups}]
        elif chance(dice, 0.3):
            rule["among"] = random_sets(dice, list(round_.group_of))
        rules.append(maybe_basis(dice, rule))
    draft["assessment"]["compared"] = rules


def having(round_: PlainRound, groups: list[str], item: str) -> list[str]:
    """The groups of which some unit has an item, or a row beside its table."""
    found = {
        round_.group_of[unit]
        for unit in round_.group_of
        for part in round_.parts(unit)
        if item in [each.id for each in (*part.table.items, *part.table.scored)]
    }
    return [group for group in groups if group in found]


def random_sets(dice: random.Random, units: list[str]) -> list[Yaml]:
    """All units in one or two sets."""
    first = some(dice, units)
    rest = [unit for unit in units if unit not in first]
    return [{"name": name, "units": each} for name, each in (("near", first), ("far", rest)) if each]


def make_rounding(dice: random.Random, draft: Yaml) -> None:
    """Some rules of rounding; the total mostly so that a mean of two scores is often an exact half."""
    usual = {"0.05": 2, "0.1": 1, "0.5": 1, "1": 0}[plain(draft["grain"])]
    shares = {"assessors": 0.2, "item": 0.2, "indicator": 0.2, "part": 0.2, "total": 0.7, "converted": 0.3}
    rules = []
    for step, share in shares.items():
        if chance(dice, share):
            places = usual if step == "total" and chance(dice, 0.6) else dice.randint(0, 3)
            rule: Yaml = {"step": step, "places": str(places)}
            if chance(dice, 0.7):
                rule["mode"] = dice.choice(["half-up", "half-even"])
            rules.append(maybe_basis(dice, rule))
    if rules:
        draft["assessment"]["rounding"] = rules


def common_items(draft: Yaml, groups: list[str]) -> list[str]:
    """The items that a table of every unit of these groups has."""
    round_ = PlainRound(draft["assessment"], draft["rubrics"], [])
    units = [unit for group in groups for unit in round_.units_of(group)]
    found = [[item.id for part in round_.parts(unit) for item in part.table.items] for unit in units]
    unclear = "1" if has_clash(draft) else ""
    return [item for item in found[0] if item != unclear and all(item in each for each in found)] if found else []


def common_parts(draft: Yaml, groups: list[str]) -> list[str]:
    """The names of parts, and of choices among them, that all these groups have."""
    round_ = PlainRound(draft["assessment"], draft["rubrics"], [])
    units = [units[0] for group in groups if (units := round_.units_of(group))]
    found = [[term.name for term in terms_of(round_, unit)[1]] for unit in units]
    return [name for name in found[0] if name and all(name in each for each in found)]


def tie_breakers(draft: Yaml, groups: list[str]) -> list[Yaml]:
    """All that could part a tie."""
    keys: list[Yaml] = [{"item": item} for item in common_items(draft, groups)]
    keys += [{"part": part} for part in common_parts(draft, groups)]
    return [*keys, {"figure": "tasks"}, {"figure": "complaints"}] if draft["variety"] else keys


def make_ranking(dice: random.Random, draft: Yaml, groups: list[str]) -> None:
    """How ties are ranked and parted: by items, parts, or figures that are no scores."""
    effects = [veto["effect"] for rubric in draft["rubrics"].values() for veto in rubric.get("vetoes", [])]
    if draft["variety"] and chance(dice, 0.15) and not any("rank" in effect for effect in effects):
        draft["assessment"]["ranking"] = dice.choice(["none", {"ranks": "none"}])
        return
    ranking: Yaml = {}
    if chance(dice, 0.6):
        ranking["ties"] = dice.choice(["skip", "dense"])
    keys = tie_breakers(draft, groups)
    if keys and chance(dice, 0.6):
        ranking["by"] = dice.sample(keys, dice.randint(1, min(2, len(keys))))
        for rule in ranking["by"]:
            if draft["variety"] and chance(dice, 0.3):
                rule["better"] = dice.choice(["lower", "higher"])
    if ranking:
        draft["assessment"]["ranking"] = maybe_basis(dice, ranking)
    units = [unit for group in groups for unit in units_of(draft, group)]
    names = [rule["figure"] for rule in ranking.get("by", []) if "figure" in rule]
    if names:
        draft["assessment"]["figures"] = [
            {"name": name, "values": {unit: dice.choice(["0", "1", "2", "2.5"]) for unit in units}} for name in names
        ]


# Grades.


def random_bands(dice: random.Random, most: Fraction | None, places: int) -> list[Yaml]:
    """Bands that meet without a gap; in points where the most is given and an edge has no more than these places."""
    edges = [number(share) for share in dice.choice([["90%", "80%", "60%"], ["85%", "60%"], ["80%"], ["90%", "75%"]])]
    bands: list[Yaml] = [{"name": name} for name in BANDS[: len(edges) + 1]]
    for upper, lower, share in zip(bands, bands[1:], edges, strict=False):
        text = dice.choice([f"{plain(share * 100)}%"] * 4 + [str(share)])
        points = most is not None and (share * most * 10**places).denominator == 1
        if most is not None and points:
            text = plain(share * most)
        inclusive = chance(dice, 0.7)
        upper["from" if inclusive else "above"] = text
        if chance(dice, 0.5):
            lower["below" if inclusive else "to"] = text
        elif most is not None and points and inclusive:
            lower["to"] = plain(share * most - Fraction(1, 10**places))
    return bands


def random_quota(dice: random.Random) -> Yaml:
    """How many units a band takes."""
    quota: Yaml = {"round": dice.choice(["down", "up", "half-up"]), "tie": dice.choice(["in", "out"])}
    if chance(dice, 0.3):
        quota["count"] = dice.choice(["1", "2"])
        del quota["round"]
    else:
        quota["share"] = dice.choice(["15%", "30%", "1/3", "40%", "50%"])
    if chance(dice, 0.5):
        quota["of"] = dice.choice(["listed", "eligible"])
    return quota


def random_needs(dice: random.Random, draft: Yaml, groups: list[str]) -> list[Yaml]:
    """What a band asks for besides the total."""
    items, parts = common_items(draft, groups), common_parts(draft, groups)
    edges: list[Yaml] = [{"from": "50%"}, {"above": "40%"}, {"from": "60%"}, {"to": "90%"}, {"below": "80%"}]
    needs: list[Yaml] = [
        {"items": "indicators", **dice.choice(edges)},
        {"items": "indicators", "above": "0", "at_least": "1"},
        {"items": "all", **dice.choice(edges), "at_least": "1"},
        {"items": "all", "below": "10%", "at_most": dice.choice(["1", "2"])},
        {"items": "all", "to": "0", "at_most": dice.choice(["0", "1"])},
    ]
    if all(rubric.get("vetoes") for rubric in draft["rubrics"].values()):
        needs += [{"veto": "none"}] * 6
    if len(items) > 1:
        few = dice.sample(items, 2)
        needs += [{"items": few, **dice.choice(edges), "at_least": "1"}, {"items": few, "from": "0.05"}]
        needs += [{"items": few, **dice.choice(edges), "at_most": "1"}]
    needs += [{"item": item, **dice.choice(edges)} for item in items[:2]]
    needs += [{"item": item, dice.choice(["from", "above", "to", "below"]): half_of(draft, item)} for item in items[:2]]
    needs += [{"part": part, **dice.choice(edges)} for part in parts]
    needs += [{"part": part, **dice.choice([{"above": "0"}, {"below": "2"}])} for part in parts[:1]]
    return dice.sample(needs, dice.choice([1, 1, 2, 3]))


def half_of(draft: Yaml, item: str) -> str:
    """About half of what an item can come to, in points."""
    found = (table_of(rubric).item(item) for rubric in draft["rubrics"].values())
    most = next((each.most for each in found if each is not None), None) or Fraction(1)
    return plain(round_to(most / 2, 2, "up"))


def random_grades(dice: random.Random, draft: Yaml, groups: list[str]) -> Yaml:
    """Grades for these groups, at times with quotas, barred units, and needs."""
    assessment = draft["assessment"]
    round_ = PlainRound(assessment, draft["rubrics"], [])
    scales = {scale_of(round_, group, terms_of(round_, unit)[0]) for group in groups for unit in round_.units_of(group)}
    most = next(iter(scales)) if len(scales) == 1 else None
    rule = rounding_of(assessment, "total") or {}
    bands = random_bands(dice, most if chance(dice, 0.5) else None, int(rule["places"]))
    if None in scales:
        bands = [{"name": "excellent", "from": "20"}, {"name": "good", "from": "5"}, {"name": "poor"}]
    bars = [
        veto["effect"]["bars"]
        for rubric in draft["rubrics"].values()
        for veto in rubric.get("vetoes", [])
        if "bars" in veto["effect"]
    ]
    if "good" in bars and len(bands) < 3:
        bands = [{"name": "excellent", "from": "90%"}, {"name": "good", "from": "80%"}, {"name": "poor"}]
    for band in bands[:-1]:
        if chance(dice, 0.4):
            band["quota"] = random_quota(dice)
    if None not in scales and chance(dice, 0.4 if draft["variety"] else 0):
        needs = random_needs(dice, draft, groups)
        bands[0]["needs"] = needs[0] if len(needs) == 1 and chance(dice, 0.5) else needs
    grades: Yaml = {"bands": bands}
    if chance(dice, 0.3):
        units = [unit for group in groups for unit in units_of(draft, group)]
        band = dice.choice(bands[:-1])
        grades["barred"] = [{"unit": dice.choice(units), "band": band["name"], "reason": "a finding"}]
    return maybe_basis(dice, grades)


def make_grades(dice: random.Random, draft: Yaml, groups: list[str]) -> None:
    """Grades for all ranked groups at once, or for each its own, or none."""
    names_bands = any("bars" in veto["effect"] for each in draft["rubrics"].values() for veto in each.get("vetoes", []))
    if chance(dice, 0.25) and not names_bands:
        if draft["variety"] and chance(dice, 0.5):
            draft["assessment"]["grades"] = "none"
        return
    if len(groups) == 2 and chance(dice, 0.5):
        entries = [{**random_grades(dice, draft, [group]), "groups": [group]} for group in groups]
        if draft["variety"] and not names_bands and chance(dice, 0.3):
            entries[0] = {"bands": "none", "groups": [groups[0]]}
        draft["assessment"]["grades"] = entries
        return
    grades = random_grades(dice, draft, groups)
    if len(groups) < len(draft["assessment"]["groups"]) and not names_bands:
        grades["groups"] = groups
    draft["assessment"]["grades"] = grades


def make_composed(dice: random.Random, draft: Yaml) -> None:
    """At times a unit that is composed of others; those of another group then may be there for that only."""
    groups = draft["assessment"]["groups"]
    if len(groups[0]["units"]) == 6 or chance(dice, 0.7):
        return
    group, source = groups[0], dice.choice(groups)
    shares = [
        {"units": some(dice, units_of(draft, source["name"])), "weight": each}
        for each in random_weights(dice, dice.choice([1, 2, 3]))
    ]
    if source is not group and chance(dice, 0.5):
        source["ranked"] = False
    group["units"].append("Composed")
    rule = {"unit": "Composed", "group": group["name"], "of": shares}
    draft["assessment"]["composed"] = [maybe_basis(dice, rule)]


def rename_unit(dice: random.Random, draft: Yaml) -> None:
    """Gives a unit a former name, under which some of its sheets come."""
    group = dice.choice(draft["assessment"]["groups"])
    entry = group["units"][0]
    unit = name_of(entry)
    keys = entry if isinstance(entry, dict) else {"name": unit}
    group["units"][0] = {**keys, "also": [f"Former {unit}"]}
    draft["sheets"] = [
        sheet._replace(unit=f"Former {unit}") if sheet.unit == unit and chance(dice, 0.5) else sheet
        for sheet in draft["sheets"]
    ]


def make_convert(dice: random.Random, groups: list[str]) -> Yaml | list[Yaml]:
    """Another scale for all groups, or one for each of some."""
    scales = ["5", "10", "15", "100"]
    if chance(dice, 0.7):
        return maybe_basis(dice, {"to": dice.choice(scales)})
    return [maybe_basis(dice, {"to": dice.choice(scales), "groups": [group]}) for group in some(dice, groups)]


def make_rest(dice: random.Random, draft: Yaml) -> None:
    """What is told of totals: composed units, grades, ranks, another scale, units that are not ranked."""
    make_composed(dice, draft)
    groups = [group["name"] for group in draft["assessment"]["groups"] if group.get("ranked") is not False]
    make_grades(dice, draft, groups)
    make_ranking(dice, draft, groups)
    is_open = any(rubric["total"] == "none" for rubric in draft["rubrics"].values())
    if not is_open and chance(dice, 0.4):
        draft["assessment"]["convert"] = make_convert(dice, groups)
