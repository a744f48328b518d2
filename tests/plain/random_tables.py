"""Random tables: rubrics with items of all kinds, with what stands beside them and what must not happen."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.plain.chance import as_share, chance
from tests.plain.figures import Yaml, add, number, plain
from tests.plain.random_kinds import HOLDING, KINDS, SINGLE, become, near
from tests.plain.random_shares import write_shares
from tests.plain.tables import most_of

if TYPE_CHECKING:
    import random


def random_table(dice: random.Random, name: str, prefix: str, grain: Fraction, variety: float) -> Yaml:
    """A rubric of one to four indicators; `variety` is how often an item is of another kind than plain scores."""
    indicators = [random_item(dice, f"{prefix}{each}", grain, 0) for each in range(1, dice.randint(1, 4) + 1)]
    total = add(number(item["max"]) for item in indicators)
    if chance(dice, 0.6):
        more = -total % 10
        top_up(indicators, more)
        total += more
    rubric: Yaml = {"rubric": name, "version": "2026.1", "title": f"rubric {name}", "total": plain(total)}
    for item in all_items(indicators):
        if "items" not in item and chance(dice, variety):
            become(dice, item, top=item in indicators)
    write_shares(dice, indicators, variety / 3)
    if variety and chance(dice, 0.15):
        add_thirds(dice, indicators[0])
    if variety and chance(dice, 0.3):
        weigh(dice, indicators, total)
    return {**rubric, "indicators": indicators}


def random_item(dice: random.Random, name: str, grain: Fraction, depth: int) -> Yaml:
    """An item with up to four below it, which sometimes have some below them; its max is their sum."""
    counts = [[0, 1, 2, 3, 4], [0, 0, 0, 0, 0, 2, 3], [0]]
    below = [random_item(dice, f"{name}.{each + 1}", grain, depth + 1) for each in range(dice.choice(counts[depth]))]
    if not below:
        return {"id": name, "name": f"item {name}", "max": plain(grain * dice.randint(1, 20))}
    most = add(number(item["max"]) for item in below)
    return {"id": name, "name": f"item {name}", "max": plain(most), "items": below}


def top_up(items: list[Yaml], more: Fraction) -> None:
    """Adds to the max of the last item, and to that of the last one below it, and so on."""
    items[-1]["max"] = plain(number(items[-1]["max"]) + more)
    if "items" in items[-1]:
        top_up(items[-1]["items"], more)


def all_items(items: list[Yaml]) -> list[Yaml]:
    """Items and all items below them, rows included."""
    return [each for item in items for each in [item, *all_items(item.get("items", []))]]


#: Items that are not entered in points, with points in percent of their max.
IN_PERCENT: list[Yaml] = [
    {"out_of": "3"},
    {"out_of": "10"},
    {"kind": "levels", "levels": {"A": "100%", "B": "62.5%", "C": "0%", "D": "-10%"}},
    {"kind": "count", "each": "15%"},
    {"kind": "deduction", "each": "35%", "floor": "-50%"},
    {"kind": "tick"},
    {"kind": "measure", "unit": "天", "line": [["0", "100%"], ["8", "50%"], ["20", "0%"]]},
    {"kind": "measure", "unit": "天", "ceiling": "150%", "per": {"step": "1", "above": "-7%", "below": "2%", "from": "5"}},
    {"kind": "measure", "unit": "天", "bands": [{"to": "3", "points": "100%"}, {"to": "9", "line": [["3", "90%"], ["9", "30%"]]}, {"points": "5%"}]},
    {"kind": "relative", "unit": "篇", "by": "rank", "points": ["100%", "90%"], "then": "-15%", "floor": "25%"},
    {"kind": "relative", "unit": "篇", "by": "range", "worst": "20%", "equal": "60%"},
    {"kind": "relative", "unit": "篇", "by": "best", "equal": "50%"},
    {"kind": "measure", "unit": "天", "of": "target", "line": [["0", "0%"], ["100", "100%"]]},
    {"kind": "adjust", "base": "60%", "plus": {"each": "10%", "max": "40%"}, "minus": {"each": "25%"}},
]  # fmt: skip
#: The same of items with rows, or with items below them; the last part of an id is the letter.
WITH_ROWS: list[Yaml] = [
    {"kind": "ticks", "items": [{"max": "60%"}, {"max": "70%"}]},
    {"kind": "deductions", "floor": "-20%", "items": [{"max": "50%", "each": "12.5%"}, {"max": "100%", "each": "30%"}]},
    {"kind": "sum", "base": "10%", "items": [
        {"max": "80%", "kind": "count", "each": "35%"},
        {"max": "40%", "kind": "levels", "levels": {"A": "40%", "B": "15%", "C": "-5%"}},
        {"max": "none", "kind": "loss", "each": "22.5%"},
    ]},
    {"kind": "measure", "bands": [{"from": "80", "points": "100%"}, {"from": "50", "line": [["50", "40%"], ["80", "70%"]]}, {"points": "0%"}],
     "items": [{"max": "60"}, {"max": "40", "out_of": "7"}]},
    {"kind": "relative", "by": "range", "worst": "15%", "equal": "45%", "items": [{"max": "60"}, {"max": "40"}]},
]  # fmt: skip


def add_thirds(dice: random.Random, indicator: Yaml) -> None:
    """Makes of an indicator three items of a third each, with points in percent, so that no decimals say their max."""
    name = indicator["id"]
    items = [
        {
            "id": f"{name}.{each}",
            "name": f"item {name}.{each}",
            "weight": "1/3",
            **dice.choice([*IN_PERCENT, *WITH_ROWS]),
        }
        for each in range(1, 4)
    ]
    for item in items:
        if "items" in item:
            item["items"] = [
                {"id": f"{item['id']}.{letter}", "name": f"row {item['id']}.{letter}", **row}
                for letter, row in zip("abc", item["items"], strict=False)
            ]
    most = plain(most_of(indicator, None) or Fraction(0))
    kept = {"id": name, "name": indicator["name"], "max": most}
    indicator.clear()
    indicator.update({**kept, "items": items})


def weigh(dice: random.Random, items: list[Yaml], whole: Fraction) -> None:
    """Writes shares of the item above in place of figures, on this level and at times on those below."""
    mosts = [number(item["max"]) if "max" in item else None for item in items]
    if None not in mosts and all(item.get("kind") != "adjust" for item in items):
        for item, most in zip(items, mosts, strict=True):
            item["weight"] = as_share((most or Fraction(0)) / whole)
            del item["max"]
    for item, most in zip(items, mosts, strict=True):
        if "items" in item and "kind" not in item and most is not None and chance(dice, 0.5):
            weigh(dice, item["items"], most)


def open_table(dice: random.Random, rubric: Yaml) -> None:
    """Takes the limit off a table: an indicator becomes a count or points without a max."""
    if any("weight" in item for item in rubric["indicators"]):
        return
    item = dice.choice(rubric["indicators"])
    kept = {"id": item["id"], "name": item["name"], "max": "none"}
    item.clear()
    item.update({**kept, **dice.choice([{}, {"kind": "count", "each": "2.5"}])})
    rubric["total"] = "none"


# Beside the table.


def add_beside(dice: random.Random, rubric: Yaml, grain: Fraction, variety: float) -> None:
    """A bonus, a penalty, or several of them, at times behind gates."""
    name = f"J{rubric['rubric']}"
    blocks = [random_bonus(dice, name, grain, variety)]
    if variety and chance(dice, 0.5):
        blocks.append(random_bonus(dice, f"{name}B", grain, variety))
        if chance(dice, 0.5):
            rubric["beside_max"] = plain(grain * dice.randint(2, 10))
    if variety and chance(dice, 0.5):
        blocks.append(random_penalty(dice, f"K{rubric['rubric']}", grain))
    for block in blocks:
        if chance(dice, 0.5):
            add_gate(dice, rubric, block, grain)
    rubric["beside"] = blocks
    if variety and rubric["total"] != "none" and chance(dice, 0.3):
        rubric["ceiling"] = plain(number(rubric["total"]) + grain * dice.choice([0, 0, 1]))
    if variety and chance(dice, 0.3):
        rubric["floor"] = dice.choice(["0", "0", plain(grain)])


def random_bonus(dice: random.Random, name: str, grain: Fraction, variety: float) -> Yaml:
    """A bonus of one or two rows."""
    rows = [
        {"id": f"{name}.{each + 1}", "name": f"bonus {name}.{each + 1}", "max": plain(grain * 4 * dice.randint(1, 4))}
        for each in range(dice.choice([1, 1, 2]))
    ]
    for row in rows:
        if chance(dice, variety):
            become(dice, row, top=True, names=(*SINGLE, *HOLDING))
        if row.get("kind") == "count" and chance(dice, 0.4):
            row["max"] = "none"
    write_shares(dice, rows, variety / 3)
    bonus: Yaml = {"id": name, "name": f"bonus {name}", "kind": "bonus", "items": rows}
    if chance(dice, 0.4):
        bonus["max"] = plain(grain * dice.randint(1, 8))
    return bonus


def random_penalty(dice: random.Random, name: str, grain: Fraction) -> Yaml:
    """A penalty of one or two rows."""
    rows = []
    for each in range(dice.choice([1, 2])):
        most = grain * 4 * dice.randint(1, 4)
        row = {
            "id": f"{name}.{each + 1}",
            "name": f"penalty {name}.{each + 1}",
            "max": dice.choice([plain(most), "none"]),
        }
        if chance(dice, 0.5):
            row["each"] = plain(most / 4)
        elif chance(dice, 0.6):
            row["max"] = plain(most)
            row.update(lost(dice, most, row["id"]))
        rows.append(row)
    write_shares(dice, rows, 0.2)
    penalty: Yaml = {"id": name, "name": f"penalty {name}", "kind": "penalty", "items": rows}
    if chance(dice, 0.3):
        penalty["max"] = plain(grain * 4)
    return penalty


def lost(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """What is lost by a kind of its own, by the highest or the lowest of some, or by several under one cap."""
    found = dice.choice(["tick", "count", "levels", "steps", "line", "per", "against", "relative", "ticks", "held"])
    if found != "held":
        keys = KINDS[found](dice, most, name)
        levels = keys.get("levels", {})
        return {**keys, **({"levels": {each: levels[each] for each in "ABC"}} if levels else {})}
    rows: list[Yaml] = [
        {"id": f"{name}.{letter}", "name": f"loss {name}.{letter}", "max": near(most * factor)}
        for letter, factor in zip("abc", [Fraction(1), Fraction(1, 2), Fraction(1)], strict=True)
    ]
    rows[0]["each"] = near(most / 4)
    rows[1].update(KINDS[dice.choice(["tick", "count", "line"])](dice, most / 2, name))
    kind = dice.choice(["highest", "lowest", "sum"])
    chosen = [rows[0], rows[2]] if kind == "lowest" else rows[: dice.choice([2, 3])]
    return {"kind": kind, "items": chosen}


def add_gate(dice: random.Random, rubric: Yaml, block: Yaml, grain: Fraction) -> None:
    """A gate at about half of what an item, or the whole table, can come to."""
    items = [item for item in all_items(rubric["indicators"]) if "max" in item and item["max"] != "none"]
    items = [item for item in items if not is_row(rubric, item["id"])]
    item = dice.choice([None, *items])
    most = rubric["total"] if item is None else item["max"]
    if most == "none" or number(most) / grain <= 2:  # above half of it there may be nothing
        return
    edge = {dice.choice(["from", "above"]): plain(grain * max(1, int(number(most) / 2 / grain)))}
    block["gate"] = edge if item is None else {**edge, "item": item["id"]}


def is_row(rubric: Yaml, name: str) -> bool:
    """Whether an id is that of a row, which has no points of its own."""
    from tests.plain.tables import table_of  # noqa: PLC0415

    return table_of(rubric).item(name) is None


# Vetoes.


def add_vetoes(dice: random.Random, rubric: Yaml, grain: Fraction, bands: list[str]) -> None:
    """One to three vetoes; `bands` are the grades that they may bar from, worst last."""
    items = [item for item in all_items(rubric["indicators"]) if not is_row(rubric, item["id"])]
    name = f"V{rubric['rubric']}"
    rubric["vetoes"] = [
        {"id": f"{name}.{each}", "name": f"veto {name}.{each}", "effect": random_effect(dice, items, grain, bands)}
        for each in range(dice.randint(1, 3))
    ]


def random_effect(dice: random.Random, items: list[Yaml], grain: Fraction, bands: list[str]) -> Yaml:
    """What a veto does, at times two things."""
    found = [one_effect(dice, items, grain, bands)]
    if chance(dice, 0.2):
        found.append(one_effect(dice, items, grain, bands))
    return {key: value for effect in found for key, value in effect.items()}


def one_effect(dice: random.Random, items: list[Yaml], grain: Fraction, bands: list[str]) -> Yaml:
    """One thing that a veto does."""
    item = dice.choice(items)
    below = [plain(grain * each) for each in (1, 2)]
    loss: Yaml = {"item": item["id"], "points": dice.choice(below)}
    if chance(dice, 0.5):
        loss["alone"] = False
    effects: list[Yaml] = [
        {"minus": loss},
        {"minus": loss},
        {"total": dice.choice(["0", *below])},
        {"ceiling": dice.choice(below)},
        {"rank": "last"},
        {"item": item["id"], "points": "0"},
        {"item": item["id"], "points": below[0]},
        {"fail": True},
    ]
    if bands:
        effects += [{"bars": dice.choice(bands)}, {"rank": "last", "bars": dice.choice(bands)}]
    return dice.choice(effects)
