"""Random rubrics in which several things do not apply, beside vetoes, gates or ticks, by a calculation of its own.

It shares no line with the program and follows docs/assessment-format.md, docs/rubric-format.md. A round has one part and
one sheet a unit, so that nothing but treatments meets the rest.
"""

from __future__ import annotations

import random
from collections import defaultdict
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from gkpg.base.points import format_exact
from gkpg.findings.codes import CODES, Severity
from gkpg.ledger import ledger_of
from gkpg.round.load import check_assessment_rules
from gkpg.round.model import Assessment
from gkpg.round.resolve import resolve
from gkpg.round.rules.context import RuleContext
from gkpg.rubric import Library, Rubric
from gkpg.scoring import score
from gkpg.sheets.model import EntryLayout, File, Identity, Sheet
from gkpg.yamlfiles.document import Document
from gkpg.yamlfiles.types import STORED

Yaml = dict[str, Any]
UNITS = ("A", "B", "C")
TREATMENTS = ("full", "rescale-indicator", "rescale-total", "spread", "average", "move", "omit")
NONE = Fraction(0)
#: So many random rounds at once, and so many times.
EACH, BATCHES = 150, 4


class Scores(NamedTuple):
    """What the sheet of a unit says: points of items, those that are marked, the vetoes that hold, the bonus."""

    points: dict[str, Fraction]
    marked: set[str]
    held: list[Yaml]
    bonus: Fraction


class RandomRound(NamedTuple):
    """A rubric, its rules for what does not apply, the scores of each unit."""

    rubric: Yaml
    rules: list[Yaml]
    scores: dict[str, Scores]

    @property
    def most(self) -> dict[str, Fraction]:
        """The max of every item below an indicator."""
        return {item["id"]: Fraction(item["max"]) for top in self.rubric["indicators"] for item in top["items"]}

    def treatment(self, unit: str, item: str) -> str:
        """How an item that does not apply to a unit is treated."""
        return str(self.rule(unit, item)["treatment"])

    def rule(self, unit: str, item: str) -> Yaml:
        """The rule by which an item does not apply to a unit."""
        return next(rule for rule in self.rules if item in rule["items"] and unit in rule.get("units", UNITS))


def random_round(seed: int) -> RandomRound:
    dice = random.Random(seed)  # noqa: S311 - repeatable, not secret
    indicators = [random_indicator(dice, str(number)) for number in range(1, dice.randint(2, 3) + 1)]
    items = [item["id"] for top in indicators for item in top["items"]]
    ids = [*items, *(top["id"] for top in indicators)]
    gate = {"from": "1", **({"item": dice.choice(ids)} if dice.random() < 0.8 else {})}
    bonus = {"id": "J", "name": "bonus", "kind": "bonus", "items": [{"id": "J1", "name": "bonus", "max": "3"}]}
    rubric = {
        "rubric": "r", "version": "1", "title": "t", "total": str(sum(Fraction(top["max"]) for top in indicators)),
        "indicators": indicators, "beside": [{**bonus, "gate": gate} if dice.random() < 0.7 else bonus],
        "vetoes": [random_veto(dice, f"V{number}", ids) for number in range(dice.randint(0, 2))],
    }  # fmt: skip
    rules = [random_rule(dice, item, items) for item in items if dice.random() < 0.5]
    return RandomRound(rubric, rules, {unit: random_scores(dice, rubric, rules, unit) for unit in UNITS})


def random_indicator(dice: random.Random, name: str) -> Yaml:
    """An indicator of up to three items, of which some are ticks."""
    items = []
    for number in range(1, dice.randint(1, 3) + 1):
        most, item = dice.choice([2, 4, 5, 10, 20]), {"id": f"{name}.{number}", "name": "item"}
        rows = [{"id": f"{name}.{number}.{row}", "name": "tick", "max": str(most / 2)} for row in (1, 2)]
        ticks = {"kind": "ticks", "items": rows} if dice.random() < 0.2 else {}
        items.append({**item, "max": str(most), **ticks})
    return {"id": name, "name": "indicator", "max": str(sum(int(item["max"]) for item in items)), "items": items}


def random_veto(dice: random.Random, name: str, ids: list[str]) -> Yaml:
    effects = (
        {"minus": {"item": dice.choice(ids), "points": dice.choice(["1", "2"]), "alone": dice.random() < 0.5}},
        {"total": dice.choice(["0", "1", "5"])},
        {"ceiling": dice.choice(["1", "5", "10"])},
        {"item": dice.choice(ids), "points": dice.choice(["0", "1"])},
    )
    return {"id": name, "name": "veto", "effect": effects[dice.choice([0, 0, 1, 2, 3])]}


def random_rule(dice: random.Random, item: str, items: list[str]) -> Yaml:
    rule: Yaml = {"items": [item], "treatment": dice.choice(TREATMENTS)}
    if rule["treatment"] == "move":
        rule["to"] = dice.choice(items)
    return {**rule, "units": dice.sample(UNITS, 2)} if dice.random() < 0.2 else rule


def random_scores(dice: random.Random, rubric: Yaml, rules: list[Yaml], unit: str) -> Scores:
    points, marked = {}, set()
    for item in (item for top in rubric["indicators"] for item in top["items"]):
        half = Fraction(item["max"]) / 2
        points[item["id"]] = (
            half * dice.randint(0, 2) if "items" in item else Fraction(dice.randint(0, int(item["max"])))
        )
        allowed = any(item["id"] in rule["items"] and unit in rule.get("units", UNITS) for rule in rules)
        marked |= {item["id"]} if allowed and dice.random() < 0.5 else set()
    held = [veto for veto in rubric["vetoes"] if dice.random() < 0.4]
    return Scores(points, marked, held, Fraction(dice.randint(0, 3)))


# The calculation.


def after_vetoes(scores: Scores, item: str, points: Fraction, most: Fraction) -> Fraction:
    """What vetoes leave of an item or an indicator: from what it can be for the unit unless all of them say otherwise.

    It is no less than 0. What one sets goes before.
    """
    set_to = [Fraction(veto["effect"]["points"]) for veto in scores.held if veto["effect"].get("item") == item]
    if set_to:
        return min(set_to)
    taken = [veto["effect"]["minus"] for veto in scores.held if veto["effect"].get("minus", {}).get("item") == item]
    if not taken:
        return points
    whole = most if any(each["alone"] for each in taken) else points
    return max(NONE, whole - sum(Fraction(each["points"]) for each in taken))


def average(made: RandomRound, unit: str, item: str) -> Fraction | None:
    """What the others got to whom it applies, before it grows."""
    others = [made.scores[each] for each in UNITS if each != unit and item not in made.scores[each].marked]
    got = [after_vetoes(each, item, each.points[item], made.most[item]) for each in others]
    return sum(got, NONE) / len(got) if got else None


def takers(made: RandomRound, unit: str, item: str, out: set[str]) -> list[str]:
    """The items to which a max goes on."""
    if made.treatment(unit, item) == "move":
        return [made.rule(unit, item)["to"]]
    indicator = item.partition(".")[0]
    return [each for each in made.most if each.startswith(f"{indicator}.") and each not in {item, *out}]


def handed_on(made: RandomRound, unit: str, out: set[str]) -> dict[str, Fraction] | None:
    """How much of the max of others each item takes over in the end; None where some of it arrives nowhere."""
    pending = {item: made.most[item] for item in out if made.treatment(unit, item) in {"move", "spread"}}
    for _ in made.most:
        following: dict[str, Fraction] = defaultdict(Fraction)
        for item, more in pending.items():
            hands_on = item in out and made.treatment(unit, item) in {"move", "spread"}
            to = takers(made, unit, item, out) if hands_on else [item]
            if not to:
                return None
            for each in to:
                following[each] += more / len(to)
        pending = following
    return None if out & pending.keys() else pending


def points_of_items(
    made: RandomRound, unit: str, out: set[str]
) -> tuple[dict[str, Fraction], dict[str, Fraction]] | None:
    """The points and the max of every item that has some, after vetoes; None where nothing can be told."""
    scores, most, points = made.scores[unit], made.most, dict[str, Fraction]()
    for item in most.keys() - out:
        treatment = made.treatment(unit, item) if item in scores.marked else ""
        got = {"full": most[item], "average": average(made, unit, item)}.get(treatment, scores.points[item])
        if got is None:
            return None
        points[item] = got
    extra = handed_on(made, unit, out)
    if extra is None:
        return None
    grown = {item: most[item] + extra.get(item, NONE) for item in points}
    points = {item: value * grown[item] / most[item] for item, value in points.items()}
    return {item: after_vetoes(scores, item, value, grown[item]) for item, value in points.items()}, grown


def total(made: RandomRound, unit: str) -> tuple[Fraction, Fraction] | None:
    """The total of a unit, with the most that it can have; None where it has none."""
    scores = made.scores[unit]
    out = {item for item in scores.marked if made.treatment(unit, item) not in {"full", "average"}}
    found = points_of_items(made, unit, out)
    if found is None:
        return None
    points, grown = found
    indicators: dict[str, Fraction] = {}
    for top in made.rubric["indicators"]:
        there = [item["id"] for item in top["items"] if item["id"] in points]
        rescaled = treated(made, unit, out, "rescale-indicator", f"{top['id']}.")
        if there:
            whole = sum((grown[item] for item in there), NONE)
            value = sum((points[item] for item in there), NONE) * (whole + rescaled) / whole
            indicators[top["id"]] = after_vetoes(scores, top["id"], value, whole + rescaled)
        elif rescaled:
            return None
    if not indicators:
        return None
    whole = Fraction(made.rubric["total"]) - treated(made, unit, out, "omit")
    value = sum(indicators.values(), NONE) * whole / (whole - treated(made, unit, out, "rescale-total"))
    if opens(made.rubric["beside"][0].get("gate"), value, {**points, **indicators}):
        value += scores.bonus
    fixed = [Fraction(veto["effect"]["total"]) for veto in scores.held if "total" in veto["effect"]]
    ceilings = [Fraction(veto["effect"]["ceiling"]) for veto in scores.held if "ceiling" in veto["effect"]]
    value = min(fixed) if fixed else value
    return min([value, *ceilings]), whole


def treated(made: RandomRound, unit: str, out: set[str], treatment: str, below: str = "") -> Fraction:
    """The max of all that is left out by a treatment, in an indicator or in all."""
    items = [item for item in out if made.treatment(unit, item) == treatment and item.startswith(below)]
    return sum((made.most[item] for item in items), NONE)


def opens(gate: Yaml | None, value: Fraction, points: dict[str, Fraction]) -> bool:
    """Whether a bonus counts; a gate on what has no points stays shut."""
    if gate is None:
        return True
    seen = points.get(gate["item"]) if "item" in gate else value
    return seen is not None and seen >= Fraction(gate["from"])


# The program.


def sheet_of(made: RandomRound, unit: str, rubric: Rubric) -> File:
    scores, words = made.scores[unit], {"J1": made.scores[unit].bonus}
    for item, points in scores.points.items():
        rows = [row.id for row in rubric.by_id[item].items or ()] or [item]
        left = points
        for row in rows:
            words[row] = min(left, Fraction(rubric.by_id[row].max))
            left -= words[row]
    for veto in made.rubric["vetoes"]:
        words[veto["id"]] = Fraction(veto in scores.held)
    items = tuple(item for item in rubric.ids if item in words)
    marked = [bool({item, *rubric.above(item)} & scores.marked) for item in items]
    line = " ".join("/" if mark else format_exact(words[item]) for item, mark in zip(items, marked, strict=True))
    layout = EntryLayout(items, tuple(f"B{row}" for row in range(len(items))))
    return File(unit, "", (Sheet(unit, ("r", "1"), Identity(unit, "s", "1"), "1", 4, layout, line),))


def check(seed: int) -> int:
    """Whether a random round comes to what the calculation does; how many units it has, 0 where it is refused."""
    made = random_round(seed)
    written: Yaml = {
        "assessment": "x", "title": "x", "groups": [{"name": "g", "rubric": "r", "units": UNITS}],
        "sources": [{"name": "s", "kind": "special", "items": "all"}], "not_applicable": made.rules,
    }  # fmt: skip
    rubric = Rubric.model_validate(made.rubric, strict=False, context=STORED)
    assessment, library = Assessment.model_validate(written, strict=False, context=STORED), Library((rubric,), (), ())
    slips = check_assessment_rules(RuleContext(assessment, library, Document("", written, {}, {}, ())))
    errors = [slip for slip in slips if CODES[slip.code].severity is Severity.ERROR]
    if errors:  # an item cannot be moved to itself
        assert any(rule.get("to") in rule["items"] for rule in made.rules), (seed, errors)
        return 0
    round_ = resolve(assessment, library)
    results = score(ledger_of([sheet_of(made, unit, rubric) for unit in UNITS], (rubric,), round_=round_))
    (group,) = results.groups
    for unit in group.units:
        wanted = total(made, unit.name)
        got = None if unit.exact_total is None else (unit.exact_total, results.most(group, unit))
        assert got == wanted, (seed, unit.name)
    return len(group.units)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_treatments_together_come_to_what_plain_arithmetic_does(batch: int) -> None:
    checked = sum(check(seed) for seed in range(batch * EACH, (batch + 1) * EACH))
    assert checked > 2 * EACH
