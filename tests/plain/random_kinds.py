"""Random kinds: an item of a table that has a max becomes one of any kind."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from tests.plain.chance import chance
from tests.plain.figures import Yaml, number, plain, round_to
from tests.plain.tables import most_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

#: Kinds that ask for one entry and have a max of their own; `points` is the plain one.
SINGLE = (
    "points",
    "raw",
    "steps",
    "levels",
    "count",
    "deduction",
    "tick",
    "line",
    "bands",
    "per",
    "against",
    "relative",
)
#: Kinds that have rows or items of their own.
HOLDING = ("ticks", "deductions", "sum", "adjust", "highest", "lowest", "relative sum", "converted sum")


#: Kinds that may stand in a sum.
OF_A_SUM = ("points", "raw", "steps", "levels", "count", "deduction", "tick", "line", "bands", "per")


def near(value: Fraction) -> str:
    """A figure with no more places than a rubric may have."""
    return plain(round_to(value, 4, "up"))


def become(dice: random.Random, item: Yaml, *, top: bool, names: tuple[str, ...] = SINGLE + HOLDING) -> None:
    """Gives an item without sub-items a kind; `top` says that it is an indicator, which has nothing above it."""
    name = dice.choice(names)
    item.update(KINDS[name](dice, number(item["max"]), item["id"]))
    if name == "adjust" and is_told_by_its_base(item) and chance(dice, 0.5):
        del item["max"]
    if name in ("deduction", "deductions", "sum", "adjust") and chance(dice, 0.5):
        most = most_of(item, None) or Fraction(0)
        base = number(item.get("base", "0"))
        floors = ["none", near(-most / 2), *([] if top else ["parent"])]
        if name != "adjust" and base == 0:
            floors.append(near(most / 4) if name != "sum" else "0")
        item["floor"] = dice.choice(floors)


def is_told_by_its_base(item: Yaml) -> bool:
    """Whether the max of an item is what its base and plus come to, and need not be written."""
    most = item["plus"].get("max")
    return most is not None and number(item["base"]) + number(most) == number(item["max"])


def raw(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """A raw scale."""
    del most, name
    return dict(
        dice.choice(
            [
                {"out_of": "100"},
                {"out_of": "100", "unit": "%", "step": "5"},
                {"out_of": "6", "least": "1", "step": "0.5"},
                {"out_of": "6", "zero": "1"},
                {"out_of": "3"},
                {"out_of": "10", "zero": "2", "least": "4"},
            ]
        )
    )


def steps(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """Some scores."""
    del name
    lower = dice.choice([["0"], [near(most / 2), "0"], [near(most / 2), near(most / 4)]])
    return {"kind": "steps", "steps": [near(most), *lower]}


def levels(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """Some words, at times two of the same worth, or one below zero."""
    del name
    points = {"A": most, "B": most / 2, "C": dice.choice([Fraction(0), most / 2, most / 4])}
    if chance(dice, 0.3):
        points["D"] = -most / 4
    return {"kind": "levels", "levels": {word: near(each) for word, each in points.items()}}


def count(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """So much each time."""
    del name
    return {"kind": "count", "each": near(most / dice.choice([1, 2, 4]))}


def deduction(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """Points lost, or with `each` how often."""
    del name
    return {"kind": "deduction", **({"each": near(most / dice.choice([2, 4]))} if chance(dice, 0.6) else {})}


def tick(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """All or nothing."""
    del dice, most, name
    return {"kind": "tick"}


def line(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """A line of two or three knots, at times falling, cut or above the max."""
    del name
    top, half = near(most), near(most / 2)
    knots = dice.choice(
        [
            [["80", "0"], ["100", top]],
            [["60", "0"], ["80", half], ["100", top]],
            [["3", top], ["10", "0"]],
            [["0", "0"], ["97", top]],
        ]
    )
    keys: Yaml = {"kind": "measure", "unit": "%", "line": knots}
    if chance(dice, 0.2):
        keys.update({"line": [["0", "0"], ["120", near(most * 6 / 5)]]})
        keys["ceiling"] = dice.choice(["120%", "none", near(most * 6 / 5)])
    return {**keys, **value_rounding(dice)}


def value_rounding(dice: random.Random) -> Yaml:
    """At times a value is rounded first."""
    if chance(dice, 0.7):
        return {}
    return {"round": {"places": dice.choice(["0", "1"]), "mode": dice.choice(["half-up", "up", "down"])}}


def bands(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """A table of values from the top down, at times with a line within."""
    del name
    top, half = near(most), near(most / 2)
    found = dice.choice(
        [
            [{"from": "95", "points": top}, {"above": "90", "points": half}, {"points": "0"}],
            [{"to": "3", "points": top}, {"below": "7.5", "points": half}, {"points": "0"}],
            [{"from": "60", "line": [["60", half], ["100", top]]}, {"points": "0"}],
            [{"above": "0", "points": top}, {"from": "-5", "points": half}, {"points": "0"}],
            [{"from": "95", "points": top}, {"above": "80", "per": stepped(dice, most / 2)}, {"points": "0"}],
        ]
    )
    return {"kind": "measure", "unit": dice.choice(["%", "天"]), "bands": found, **value_rounding(dice)}


def stepped(dice: random.Random, base: Fraction) -> Yaml:
    """Steps within a band."""
    found = {"step": "2.5", "from": "95", "base": near(base), "below": f"-{near(base / 4)}"}
    return {**found, "count": dice.choice(["exact", "whole", "begun"])}


def per(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """So much more or less for each step away from a value."""
    del name
    little = near(most / 8)
    found: Yaml = {"step": dice.choice(["1", "2.5"]), "from": "95"}
    found.update(
        dice.choice(
            [
                {"below": f"-{little}"},
                {"above": f"-{little}"},
                {"below": f"-{little}", "above": little, "base": near(most / 2)},
            ]
        )
    )
    if chance(dice, 0.6):
        found["count"] = dice.choice(["exact", "whole", "begun"])
    keys: Yaml = {"kind": "measure", "unit": "%", "per": found}
    if chance(dice, 0.3):
        keys["floor"] = dice.choice([f"-{little}", "none"])
    return {**keys, **value_rounding(dice)}


def against(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """A measure that looks at a target, an earlier figure, or what all units have."""
    keys = {"of": dice.choice(["target", "previous", "mean", "median"])}
    if keys["of"] != "target":
        keys["change"] = dice.choice(["percent", "difference"])
    return {**dice.choice([line, bands, per])(dice, most, name), **keys}


def relative(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """Compared with others by rank, by the best or by the range."""
    del name
    top, keys = near(most), {"kind": "relative", "unit": "篇", "by": dice.choice(["rank", "best", "range"])}
    if chance(dice, 0.4):
        keys["better"] = dice.choice(["lower", "higher"])
    if keys["by"] == "rank":
        return {**keys, **dice.choice(rank_points(most))}
    if keys["by"] == "range" and chance(dice, 0.5):
        keys["worst"] = near(most / 4)
    if chance(dice, 0.7):
        keys["equal"] = dice.choice([top, near(most / 2)])
    return keys


def rank_points(most: Fraction) -> list[Yaml]:
    """What the ranks may be worth."""
    top, next_, less = near(most), near(most * 3 / 4), near(-most / 4)
    return [
        {"points": [top, next_], "then": less},
        {"points": [top], "then": less, "floor": near(most / 4)},
        {"within": [["1/3", top], ["60%", next_]], "rest": near(most / 4)},
        {"points": [top, next_, near(most / 2)]},
        {"points": [top, next_], "rest": near(most / 4)},
        {"points": [top], "then": less, "floor": "none"},
        {"points": [top, next_], "then": less, "floor": less},
    ]


def rows(dice: random.Random, name: str, most: list[Fraction]) -> list[Yaml]:
    """Rows of an item."""
    del dice
    return [
        {"id": f"{name}.{letter}", "name": f"row {name}.{letter}", "max": near(each)}
        for letter, each in zip("abcd", most, strict=False)
    ]


def ticks(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """A list to tick, which may come to more than the item."""
    parts = dice.choice([[most / 2, most / 2], [most / 2, most / 2, most / 4], [most, most / 4]])
    return {"kind": "ticks", "items": rows(dice, name, parts)}


def deductions(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """Several losses in one item."""
    found = rows(dice, name, [most / 2, most / dice.choice([1, 2, 4])])
    for row in found:
        if chance(dice, 0.5):
            row["each"] = near(most / 4)
    return {"kind": "deductions", "items": found}


def sum_(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """Rows with kinds of their own under one cap, of which some take away."""
    found = rows(dice, name, [most, most / 2, most / 4])
    become(dice, found[0], top=True, names=OF_A_SUM)
    become(dice, found[1], top=True, names=OF_A_SUM)
    found[2].update({"kind": "loss", **({"each": near(most / 8)} if chance(dice, 0.5) else {})})
    for row in found:
        if row.get("kind", "points") in ("count", "loss") or ("kind" not in row and "out_of" not in row):
            row["max"] = dice.choice([row["max"], "none"])
    keys: Yaml = {"kind": "sum", "items": found[: dice.choice([2, 3, 3])]}
    if chance(dice, 0.3):
        keys["base"] = near(most / 4)
    return keys


def adjust(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """A base with plus and minus."""
    keys: Yaml = {"kind": "adjust", "base": near(most / 2)}
    keys["plus"] = dice.choice(
        [
            {"each": near(most / 8)},
            {"max": near(most / 2)},
            {"name": "praise", "each": near(most / 4)},
            {"id": f"{name}p", "name": "praise", "each": near(most / 4), "max": near(most / 2)},
        ]
    )
    if chance(dice, 0.8):
        keys["minus"] = dice.choice(
            [
                {"each": near(most / 8), "max": near(most / 2)},
                {"name": "blame"},
                {"max": near(most / 4)},
                {"id": f"{name}m", "name": "blame"},
            ]
        )
    return keys


def choice(kind: str) -> Callable[[random.Random, Fraction, str], Yaml]:
    """The highest or the lowest of two or three items."""

    def made(dice: random.Random, most: Fraction, name: str) -> Yaml:
        factors = [Fraction(1), Fraction(1), Fraction(1, 2) if kind == "highest" else Fraction(2)]
        found = rows(dice, name, [most * factor for factor in dice.sample(factors, 3)[: dice.choice([2, 3])]])
        if most not in [number(row["max"]) for row in found]:
            found[0]["max"] = near(most)
        is_alike = len({row["max"] for row in found}) == 1  # else another is higher at its best, and so is the max
        for row in found:
            become(dice, row, top=False, names=(*SINGLE, "ticks", "sum", "adjust", "converted sum"))
        more = {"more": near(most / 8)} if kind == "lowest" and is_alike and chance(dice, 0.8) else {}
        return {"kind": kind, "items": found, **more}

    return made


def relative_sum(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """What items come to together, compared."""
    found = rows(dice, name, [most, Fraction(40)])
    for row in found:
        become(dice, row, top=False, names=SINGLE)
    keys = relative(dice, most, name)
    del keys["unit"]
    if keys["by"] == "best":
        found = rows(dice, name, [most, Fraction(40)])  # no figure is below zero
    return {**keys, "items": found}


def converted_sum(dice: random.Random, most: Fraction, name: str) -> Yaml:
    """What items come to together, by a rule as a measured value has; one of them may have items of its own."""
    top, half, little = near(most), near(most / 2), near(most / 8)
    found = rows(dice, name, [Fraction(50), Fraction(30), Fraction(20)])
    if chance(dice, 0.3):
        fall: list[Yaml] = [
            {"line": [["0", top], ["100", "0"]]},
            {"bands": [{"to": "20", "points": top}, {"below": "60", "points": half}, {"points": "0"}]},
            {"per": {"step": "10", "from": "15", "above": f"-{little}"}},
        ]
        return {"kind": "measure", **dice.choice(fall), "items": found}
    for row in found:
        become(dice, row, top=False, names=(*SINGLE, "points", "ticks", "sum", "adjust", "highest"))
    if "kind" not in found[0] and "out_of" not in found[0]:
        found[0]["items"] = rows(dice, found[0]["id"], [Fraction(30), Fraction(20)])
    rise: list[Yaml] = [
        {"line": [["60", "0"], ["90", top]]},
        {"line": [["0", "0"], ["40", half], ["80", top]]},
        {
            "bands": [
                {"from": "90", "points": top},
                {"from": "40", "line": [["40", "0"], ["90", half]]},
                {"points": "0"},
            ]
        },
        {"bands": [{"above": "75", "points": top}, {"above": "50", "points": half}, {"points": "0"}]},
        {"per": {"step": "5", "from": "85", "below": f"-{little}", "count": dice.choice(["exact", "whole", "begun"])}},
    ]
    keys: Yaml = {"kind": "measure", **dice.choice(rise), **value_rounding(dice), "items": found}
    if "per" in keys and chance(dice, 0.5):
        keys["floor"] = dice.choice([f"-{little}", "none"])
    return keys


KINDS: dict[str, Callable[[random.Random, Fraction, str], Yaml]] = {
    "points": lambda *_: {},
    "raw": raw,
    "steps": steps,
    "levels": levels,
    "count": count,
    "deduction": deduction,
    "tick": tick,
    "line": line,
    "bands": bands,
    "per": per,
    "against": against,
    "relative": relative,
    "ticks": ticks,
    "deductions": deductions,
    "sum": sum_,
    "adjust": adjust,
    "highest": choice("highest"),
    "lowest": choice("lowest"),
    "relative sum": relative_sum,
    "converted sum": converted_sum,
}
