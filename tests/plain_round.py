"""A second, plainly written calculation of a round, to hold the first one against.

It follows docs/assessment-format.md and shares no line with the program. All figures are exact fractions until a step
of `rounding` rounds them. Where the document can be read in two ways, the reading that was chosen stands behind the
word "Reading" in the function's docstring.

From the top: what goes in and comes out, figures, rubrics and parts, the scores of items, items that do not apply,
totals, ranks, grades, the whole round. Behind that: random rounds.
"""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any, NamedTuple

#: A mapping as it stands in a YAML file.
Yaml = dict[str, Any]
#: The points of items and parts that grades and ties ask for, by ("item", id) and ("part", name); and the max of all that
#: is omitted in a part, by ("omitted", name).
Points = dict[tuple[str, str], Fraction]
#: What the sheets say about one unit: item to source to the entry in each of the source's sheets, with how many answers
#: stand behind it.
Said = dict[str, list[tuple[str | None, int]]]
Answers = dict[str, Said]

MARK = "/"
BY_DEFAULT = {"total": {"places": "2"}, "converted": {"places": "2"}}


class PlainSheet(NamedTuple):
    """What one assessor of one source says about one unit under one rubric (or one part with `max`, by its name).

    A score is a decimal text, None for a blank, or "/" for not applicable. `sample` is how many answers stand behind a
    row of a survey, None where it does not say.
    """

    unit: str
    source: str
    assessor: str
    rubric: str
    scores: dict[str, str | None]
    sample: int | None = None


class Outcome(NamedTuple):
    """What a unit gets; the total and the converted total with exactly the places of their rounding."""

    total: str | None
    grade: str | None
    rank: int | None
    converted: str | None


class Leaf(NamedTuple):
    """A scored item; `path` leads from its indicator down to itself."""

    id: str
    path: list[str]
    most: Fraction
    assessed_by: list[str]


class Part(NamedTuple):
    """A part of a group's total; `rubric` is the name by which its sheets go."""

    name: str
    rubric: str
    most: Fraction
    weight: Fraction | None
    leaves: list[Leaf]
    sources: list[Yaml]
    beside: list[Yaml]

    @property
    def table(self) -> list[Leaf]:
        """The scored items of the table, without the rows of what stands beside it."""
        blocks = [block["id"] for block in self.beside]
        return [leaf for leaf in self.leaves if leaf.path[0] not in blocks]


# Figures.


def number(text: str) -> Fraction:
    """A figure as it is written: 0.5, 30% or 1/3."""
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    return Fraction(text)


def round_to(value: Fraction, places: int, mode: str) -> Fraction:
    """A figure, not negative, with so many places; an exact half goes up, or to the even digit with half-even."""
    units = value * 10**places
    whole = units.numerator // units.denominator
    rest = units - whole
    half = Fraction(1, 2)
    if rest > half or (rest == half and (mode == "half-up" or whole % 2 == 1)):
        whole += 1
    return Fraction(whole, 10**places)


def written(value: Fraction, places: int) -> str:
    """A rounded figure as text with exactly so many places."""
    units = value * 10**places
    if units.denominator != 1:
        raise ValueError(f"{value} is not rounded to {places} places")
    digits = str(units.numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def rounding_of(assessment: Yaml, step: str) -> Yaml | None:
    """The rule that rounds a step; without one only the total and the converted total are rounded."""
    for rule in listed(assessment.get("rounding")):
        if rule["step"] == step:
            return rule
    return BY_DEFAULT.get(step)


def after_step(assessment: Yaml, step: str, value: Fraction) -> Fraction:
    """A figure as a step leaves it."""
    rule = rounding_of(assessment, step)
    if rule is None:
        return value
    return round_to(value, int(rule["places"]), rule.get("mode", "half-up"))


def text_after_step(assessment: Yaml, step: str, value: Fraction) -> str:
    """A figure that has been through a step that always rounds, as text."""
    rule = rounding_of(assessment, step)
    if rule is None:
        raise ValueError(f"nothing rounds the step {step}")
    return written(value, int(rule["places"]))


# The assessment, its rubrics and its parts.


def listed(value: Any) -> list[Yaml]:
    """What may be written once or as a list, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def concerns(rule: Yaml, group: str) -> bool:
    """Whether a rule holds for a group: for all where it names none."""
    return group in rule.get("groups", [group])


def holds_for(rule: Yaml, leaf: Leaf) -> bool:
    """Whether a rule names an item, or one that it is below."""
    return any(item in rule["items"] for item in leaf.path)


def first_for(rules: Any, group: str) -> Yaml | None:
    """The first of one or several rules that concerns a group."""
    return next((rule for rule in listed(rules) if concerns(rule, group)), None)


def unit_names(group: Yaml) -> list[str]:
    """The names under which the units of a group are listed."""
    return [unit["name"] if isinstance(unit, dict) else unit for unit in group["units"]]


def under_present_names(assessment: Yaml, sheets: list[PlainSheet]) -> list[PlainSheet]:
    """The sheets, with former names of units replaced by those they are listed under."""
    present: dict[str, str] = {}
    for group in assessment["groups"]:
        for unit in group["units"]:
            if isinstance(unit, dict):
                present.update(dict.fromkeys(unit.get("also", []), unit["name"]))
    return [sheet._replace(unit=present.get(sheet.unit, sheet.unit)) for sheet in sheets]


def leaves_of(items: list[Yaml], path: list[str], assessed_by: list[str]) -> list[Leaf]:
    """The scored items below some items; who assesses an item assesses all below it that name nobody else."""
    found = []
    for item in items:
        way = [*path, item["id"]]
        by = item.get("assessed_by", assessed_by)
        if "items" in item:
            found += leaves_of(item["items"], way, by)
        else:
            found.append(Leaf(item["id"], way, number(item["max"]), by))
    return found


def top_items(rubric: Yaml) -> list[Yaml]:
    """The indicators of a rubric, then the blocks beside them."""
    return [*rubric["indicators"], *rubric.get("beside", [])]


def find_rubric(rubrics: dict[str, Yaml], name: str, version: str | None) -> Yaml:
    """The rubric of this id, and of this version where one is asked for."""
    for rubric in rubrics.values():
        if rubric["rubric"] == name and version in (None, rubric["version"]):
            return rubric
    raise LookupError(f"no rubric {name} {version}")


def parts_of(assessment: Yaml, rubrics: dict[str, Yaml], group: Yaml) -> list[Part]:
    """The parts of a group's total; without `composite` one, the group's rubric, fed by all sources."""
    composite = first_for(assessment.get("composite"), group["name"]) or {"parts": [{"name": ""}]}
    parts = [part for part in composite["parts"] if concerns(part, group["name"])]
    taken = [source for part in parts for source in part.get("sources", [])]
    return [part_of(assessment, rubrics, group, part, taken) for part in parts]


def part_of(assessment: Yaml, rubrics: dict[str, Yaml], group: Yaml, part: Yaml, taken: list[str]) -> Part:
    """One part with its items and the sources that feed it; `taken` are the sources that parts of the group name."""
    weight = number(part["weight"]) if "weight" in part else None
    beside: list[Yaml] = []
    if "max" in part:
        most, sheets = number(part["max"]), part["name"]
        leaves = [Leaf("1", ["1"], most, part.get("sources", []))]
    else:
        name = str(part.get("rubric", group["rubric"]))
        version = part.get("version") if "rubric" in part else group.get("version")
        rubric = find_rubric(rubrics, name, version)
        most, sheets, beside = number(rubric["total"]), name, rubric.get("beside", [])
        leaves = leaves_of(top_items(rubric), [], [])
    sources = [
        source
        for source in assessment["sources"]
        if source["kind"] != "self-check"
        and concerns(source, group["name"])
        and (source["name"] in part["sources"] if "sources" in part else source["name"] not in taken)
        and any(has_item(source, leaf, group["name"]) for leaf in leaves)
    ]
    return Part(part["name"], sheets, most, weight, leaves, sources, beside)


def has_item(source: Yaml, leaf: Leaf, group: str) -> bool:
    """Whether a source scores an item: by its own `items` if it has some, else by the item's `assessed_by`.

    Reading: an item that names no assessor belongs only to sources that list it; the one item of a part with `max`
    belongs to the sources that the part names.
    """
    if "items" not in source:
        return source["name"] in leaf.assessed_by
    items = source["items"]
    if isinstance(items, dict):
        items = items.get(group, [])
    return any(item in items for item in leaf.path)


def covers(source: Yaml, unit: str) -> bool:
    """Whether a source scores a unit."""
    return unit in source.get("units", [unit]) and unit not in source.get("except", [])


# The scores of items.


def answers_of(part: Part, group: str, unit: str, sheets: list[PlainSheet]) -> Answers:
    """What all sheets of a part say about a unit; a source without a sheet has an empty list."""
    answers: Answers = {}
    for leaf in part.leaves:
        answers[leaf.id] = {}
        for source in part.sources:
            if covers(source, unit) and has_item(source, leaf, group):
                answers[leaf.id][source["name"]] = [
                    (sheet.scores.get(leaf.id), sheet.sample or 1)
                    for sheet in sheets
                    if (sheet.unit, sheet.source, sheet.rubric) == (unit, source["name"], part.rubric)
                ]
    return answers


def expected_sheets(source: Yaml) -> int:
    """How many sheets a source hands in for a unit; of a survey at least one answer."""
    if source["kind"] == "survey":
        return 1
    assessors = source.get("assessors", "1")
    return len(assessors) if isinstance(assessors, list) else int(assessors)


def is_complete(source: Yaml, entries: list[tuple[str | None, int]]) -> bool:
    """Whether a source has handed in all its sheets for a unit.

    Reading: with one of several sheets missing, the source is missing.
    """
    return len(entries) >= expected_sheets(source)


def blocks(source: Yaml, entries: list[tuple[str | None, int]]) -> bool:
    """Whether a source keeps a unit from having a total because a sheet is missing.

    Reading: it does so whatever a shared rule makes of the source.
    """
    return not is_complete(source, entries) and source.get("missing", "block") == "block"


def mean(values: list[Fraction]) -> Fraction:
    """The mean of at least one value."""
    return sum(values, Fraction(0)) / len(values)


def median(values: list[Fraction]) -> Fraction:
    """The value in the middle, or the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2 == 1:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def trimmed_mean(values: list[Fraction]) -> Fraction | None:
    """The mean without one highest and one lowest value; nothing of one or two values."""
    return mean(sorted(values)[1:-1]) if len(values) > 2 else None


def join_of(source: Yaml) -> str:
    """How the assessors of a source, or the answers to a survey, are joined."""
    join = source.get("join", "mean")
    return str(join["rule"] if isinstance(join, dict) else join)


def is_disputed(source: Yaml, leaf: Leaf, values: list[Fraction]) -> bool:
    """Whether the scores of a source lie too far apart to be joined."""
    apart = max(values) - min(values)
    if join_of(source) == "agreed" and apart > 0:
        return True
    limit = source.get("disagreement", {})
    if "points" in limit:
        return apart > number(limit["points"])
    if "share" in limit:
        return apart > number(limit["share"]) * leaf.most
    return False


def joined(source: Yaml, values: list[Fraction]) -> Fraction | None:
    """The scores of a source's assessors as one; none if the rule makes nothing of them."""
    rule = join_of(source)
    if rule == "median":
        return median(values)
    if rule == "trimmed-mean":
        return trimmed_mean(values)
    if rule == "highest":
        return max(values)
    if rule == "lowest":
        return min(values)
    return mean(values)


def source_score(assessment: Yaml, source: Yaml, leaf: Leaf, entries: list[tuple[str, int]]) -> Fraction | None:
    """What a source with all its sheets gives an item, none if that is in dispute, or too few gave it to be joined.

    A row with a sample is as many answers. Reading: the step `assessors` rounds the score of a lone assessor, too.
    """
    words = source.get("scale", {})
    values = [number(words.get(entry, entry)) for entry, answers in entries for _ in range(answers)]
    if is_disputed(source, leaf, values):
        return None
    score = joined(source, values)
    return None if score is None else after_step(assessment, "assessors", score)


def shared_rule(assessment: Yaml, group: str, leaf: Leaf, sources: list[str]) -> Yaml | None:
    """The rule by which these sources share an item; they are all that score it in the part.

    Where several parts have an item of this id, the rule is the one that names these sources.
    """
    for rule in listed(assessment.get("shared")):
        named = rule.get("order") or rule.get("weights", {})
        if concerns(rule, group) and holds_for(rule, leaf) and all(source in named for source in sources):
            return rule
    return None


def share_out(rule: Yaml | None, scores: dict[str, Fraction | None]) -> Fraction | None:
    """The scores of the sources that count as one; `scores` has those that score the unit and are not left out."""
    if len(scores) <= 1:
        return next(iter(scores.values()), None)
    if rule is None:
        return None
    if rule["rule"] == "replace":
        return next(scores[source] for source in rule["order"] if source in scores)
    there = {source: score for source, score in scores.items() if score is not None}
    if len(there) < len(scores):
        return None
    weights = {source: number(rule["weights"][source]) for source in there}
    weighted = sum((weights[source] * score for source, score in there.items()), Fraction(0))
    return weighted / sum(weights.values(), Fraction(0))


def source_scores(assessment: Yaml, part: Part, leaf: Leaf, said: Said) -> dict[str, Fraction | None]:
    """What every source that is not left out gives an item; none if it is blank, marked, in dispute, or lacks a sheet.

    Reading: a source that is left out is in no dispute.
    """
    scores: dict[str, Fraction | None] = {}
    for source in part.sources:
        entries = said.get(source["name"])
        if entries is None or (not is_complete(source, entries) and not blocks(source, entries)):
            continue
        filled = [(entry, answers) for entry, answers in entries if entry is not None and entry != MARK]
        is_whole = is_complete(source, entries) and len(filled) == len(entries)
        scores[source["name"]] = source_score(assessment, source, leaf, filled) if is_whole else None
    return scores


def item_score(assessment: Yaml, group: str, part: Part, leaf: Leaf, said: Said) -> Fraction | None:
    """What a unit gets for an item by the sheets; none if a source that is needed for it gives nothing.

    Reading: the step `item` rounds the score of a lone source, too.
    """
    takers = [source["name"] for source in part.sources if has_item(source, leaf, group)]
    score = share_out(shared_rule(assessment, group, leaf, takers), source_scores(assessment, part, leaf, said))
    return None if score is None else after_step(assessment, "item", score)


# Items that do not apply.


def exemption(assessment: Yaml, group: str, unit: str, leaf: Leaf) -> Yaml | None:
    """The rule by which an item need not apply to a unit."""
    for rule in listed(assessment.get("not_applicable")):
        if concerns(rule, group) and unit in rule.get("units", [unit]) and holds_for(rule, leaf):
            return rule
    return None


def is_marked(said: Said) -> bool:
    """Whether every sheet that scores an item marks it as not applicable; self-checks are not asked."""
    entries = [entry for each in said.values() for entry, _ in each]
    return bool(entries) and all(entry == MARK for entry in entries)


def treatments_of(assessment: Yaml, group: str, unit: str, part: Part, answers: Answers) -> dict[str, Yaml]:
    """The rules for the items that are marked and may be."""
    rules = {}
    for leaf in part.leaves:
        rule = exemption(assessment, group, unit, leaf)
        if rule is not None and is_marked(answers[leaf.id]):
            rules[leaf.id] = rule
    return rules


def standing(
    part: Part, rules: dict[str, Yaml], scores: dict[str, Fraction | None], averages: dict[str, Fraction | None]
) -> dict[str, Fraction | None]:
    """The points of the items that are not taken out: those that apply, and those that get the max or an average.

    Reading: the max and the average are not rounded as items.
    """
    points: dict[str, Fraction | None] = {}
    for leaf in part.leaves:
        treatment = rules[leaf.id]["treatment"] if leaf.id in rules else None
        if treatment is None:
            points[leaf.id] = scores[leaf.id]
        elif treatment == "full":
            points[leaf.id] = leaf.most
        elif treatment == "average":
            points[leaf.id] = averages[leaf.id]
    return points


def heirs(part: Part, leaf: Leaf, rule: Yaml, stay: list[str]) -> list[str]:
    """The items among which the max of an item that is taken out is spread, or to which it is moved."""
    if rule["treatment"] == "move":
        return [item for item in stay if item == rule["to"]]
    return [other.id for other in part.leaves if other.id in stay and other.path[0] == leaf.path[0]]


def grown_maxima(part: Part, rules: dict[str, Yaml], stay: list[str]) -> dict[str, Fraction] | None:
    """The max of every item that stays, with what is added to it; none if a max finds no item to be added to."""
    most = {leaf.id: leaf.most for leaf in part.leaves if leaf.id in stay}
    for leaf in part.leaves:
        rule = rules.get(leaf.id)
        if rule is not None and rule["treatment"] in ("move", "spread"):
            others = heirs(part, leaf, rule, stay)
            if not others:
                return None
            for other in others:
                most[other] += leaf.most / len(others)
    return most


def taken_out(part: Part, rules: dict[str, Yaml], treatment: str, indicator: str | None) -> Fraction:
    """The sum of the max of the items so treated, in one indicator or in all."""
    return sum(
        (
            leaf.most
            for leaf in part.leaves
            if leaf.id in rules and rules[leaf.id]["treatment"] == treatment and indicator in (None, leaf.path[0])
        ),
        Fraction(0),
    )


def indicator_points(points: list[Fraction], most: list[Fraction], out: Fraction) -> Fraction | None:
    """The sum of the items of an indicator; where some are taken out by rescaling, in proportion to its whole max."""
    total, whole = sum(points, Fraction(0)), sum(most, Fraction(0))
    if not out:
        return total
    return total * (whole + out) / whole if whole else None


def item_points(
    part: Part, rules: dict[str, Yaml], scores: dict[str, Fraction | None], averages: dict[str, Fraction | None]
) -> dict[str, Fraction] | None:
    """The points of the scored items that stay, grown with what was added to their max; none if one has no score."""
    points = standing(part, rules, scores, averages)
    most = grown_maxima(part, rules, list(points))
    if most is None:
        return None
    grown = {}
    for leaf in part.leaves:
        if leaf.id in points:
            plain = points[leaf.id]
            if plain is None:
                return None
            grown[leaf.id] = plain * most[leaf.id] / leaf.most
    return grown


def points_of_indicators(
    assessment: Yaml, part: Part, rules: dict[str, Yaml], items: dict[str, Fraction]
) -> dict[str, Fraction] | None:
    """The points of every indicator after its step; none if one has no item left to rescale."""
    most = grown_maxima(part, rules, list(items)) or {}
    indicators = {}
    for indicator in dict.fromkeys(leaf.path[0] for leaf in part.table):
        ids = [leaf.id for leaf in part.leaves if leaf.path[0] == indicator and leaf.id in items]
        out = taken_out(part, rules, "rescale-indicator", indicator)
        points = indicator_points([items[each] for each in ids], [most[each] for each in ids], out)
        if points is None:
            return None
        indicators[indicator] = after_step(assessment, "indicator", points)
    return indicators


def part_total(part: Part, rules: dict[str, Yaml], indicators: dict[str, Fraction]) -> Fraction | None:
    """The points of a part: the sum of its indicators, rescaled where items are taken out of it.

    They are rescaled to what can be had, which is less by the max of what is omitted; none if nothing can.
    """
    points = sum(indicators.values(), Fraction(0))
    whole = part.most - taken_out(part, rules, "omit", None)
    out = taken_out(part, rules, "rescale-total", None)
    if out == whole:
        return None
    return points * whole / (whole - out)


def bonuses(part: Part, items: dict[str, Fraction], total: Fraction, points: Points) -> Fraction:
    """What stands beside a part of so many points: rows up to the max of their block, else the sum of theirs.

    Its gate must open; one on an item that has no points, since it does not apply, stays shut.
    """
    bonus = Fraction(0)
    for block in part.beside:
        gate = block.get("gate", {"from": "0"})
        seen = points.get(("item", gate["item"])) if "item" in gate else total
        if seen is None or (seen <= number(gate["above"]) if "above" in gate else seen < number(gate["from"])):
            continue
        rows = sum((items[row["id"]] for row in block["items"]), Fraction(0))
        most = sum((number(row["max"]) for row in block["items"]), Fraction(0))
        bonus += min(rows, number(block["max"]) if "max" in block else most)
    return bonus


def sums(part: Part, items: dict[str, Fraction], indicators: dict[str, Fraction]) -> Points:
    """The points of items at all levels: of scored ones, sums of those below, and indicators after their step."""
    points: Points = {}
    for leaf in part.table:
        for item in leaf.path[1:]:
            if leaf.id in items:
                points["item", item] = points.get(("item", item), Fraction(0)) + items[leaf.id]
    for item, each in indicators.items():
        points["item", item] = each
    return points


# A part, for all units of a group.


def is_in_order(
    assessment: Yaml, part: Part, answers: Answers, rules: dict[str, Yaml], scores: dict[str, Fraction | None]
) -> bool:
    """Whether every item of a unit has its sheets and a score, or is marked as it should be.

    Readings: a blank counts even in a sheet of a source that is left out, and a dispute whether or not a shared rule
    would have used the source.
    """
    for leaf in part.leaves:
        for source in part.sources:
            entries = answers[leaf.id].get(source["name"])
            if entries is not None and blocks(source, entries):
                return False
            if leaf.id not in rules and any(entry in (None, MARK) for entry, _ in entries or ()):
                return False
        given = source_scores(assessment, part, leaf, answers[leaf.id])
        if leaf.id not in rules and (scores[leaf.id] is None or None in given.values()):
            return False
    return True


def average_of_others(unit: str, item: str, scores: dict[str, dict[str, Fraction | None]]) -> Fraction | None:
    """The mean of what the other units got for an item.

    Reading: unranked units and units without a total are asked as well, if they have a score for the item.
    """
    others = [each[item] for other, each in scores.items() if other != unit]
    got = [score for score in others if score is not None]
    return mean(got) if got else None


def part_points(assessment: Yaml, group: Yaml, part: Part, sheets: list[PlainSheet]) -> dict[str, Points | None]:
    """The points that each unit has in a part, with those of its items; composed units are left out."""
    name = group["name"]
    composed = [each["unit"] for each in listed(assessment.get("composed"))]
    units = [unit for unit in unit_names(group) if unit not in composed]
    answers = {unit: answers_of(part, name, unit, sheets) for unit in units}
    scores = {
        unit: {leaf.id: item_score(assessment, name, part, leaf, answers[unit][leaf.id]) for leaf in part.leaves}
        for unit in units
    }
    found: dict[str, Points | None] = {}
    for unit in units:
        rules = treatments_of(assessment, name, unit, part, answers[unit])
        averages = {leaf.id: average_of_others(unit, leaf.id, scores) for leaf in part.leaves}
        in_order = is_in_order(assessment, part, answers[unit], rules, scores[unit])
        found[unit] = points_of_unit(assessment, part, rules, scores[unit], averages) if in_order else None
    return found


def points_of_unit(
    assessment: Yaml,
    part: Part,
    rules: dict[str, Yaml],
    scores: dict[str, Fraction | None],
    averages: dict[str, Fraction | None],
) -> Points | None:
    """The points of one unit in a part, from its items up."""
    items = item_points(part, rules, scores, averages)
    indicators = None if items is None else points_of_indicators(assessment, part, rules, items)
    total = None if indicators is None else part_total(part, rules, indicators)
    if items is None or indicators is None or total is None:
        return None
    points = sums(part, items, indicators)
    total = after_step(assessment, "part", total + bonuses(part, items, total, points))
    omitted = taken_out(part, rules, "omit", None)
    return {("part", part.name): total, ("omitted", part.name): omitted, **points}


# Totals.


def most_of(assessment: Yaml, parts: list[Part], group: str) -> Fraction:
    """The most that can be had in a group: the scale of its totals."""
    composite = first_for(assessment.get("composite"), group) or {}
    if "total" in composite:
        return number(composite["total"])
    if parts[0].weight is not None:
        return Fraction(100)
    return sum((part.most for part in parts), Fraction(0))


def total_of(parts: list[Part], points: list[Fraction], most: Fraction) -> Fraction:
    """The exact total: parts by their weights, or their sum, on the scale of the group."""
    total = Fraction(0)
    if parts[0].weight is not None:
        for part, each in zip(parts, points, strict=True):
            total += (part.weight or 0) * each / part.most
        return total * most
    return sum(points, Fraction(0)) / sum((part.most for part in parts), Fraction(0)) * most


def totals_of_group(
    assessment: Yaml, rubrics: dict[str, Yaml], group: Yaml, sheets: list[PlainSheet]
) -> tuple[dict[str, Fraction | None], dict[str, Points]]:
    """The exact total of every unit that is not composed, and the points of its items and parts.

    Where an item is in several parts, the first that has it counts for grades and ties.
    """
    parts = parts_of(assessment, rubrics, group)
    most = most_of(assessment, parts, group["name"])
    found = [part_points(assessment, group, part, sheets) for part in parts]
    totals: dict[str, Fraction | None] = {}
    points: dict[str, Points] = {}
    for unit in found[0]:
        each = [of_part[unit] or {} for of_part in found]
        points[unit] = {key: value for of_part in reversed(each) for key, value in of_part.items()}
        own = [of_part["part", part.name] for part, of_part in zip(parts, each, strict=True) if of_part]
        totals[unit] = total_of(parts, own, most) if len(own) == len(parts) else None
    return totals, points


def most_of_unit(parts: list[Part], most: Fraction, points: Points) -> Fraction:
    """The most that a unit can get: what is omitted counts as it would in the total."""
    omitted = [points.get(("omitted", part.name), Fraction(0)) for part in parts]
    return most - total_of(parts, omitted, most)


def composed_total(rule: Yaml, totals: dict[str, Fraction | None]) -> Fraction | None:
    """The total of a composed unit: weighted means of the exact totals of others; none if one of them has none.

    These are as they are, each on the scale of its own group.
    """
    total = Fraction(0)
    for share in rule["of"]:
        others = []
        for unit in share["units"]:
            other = totals[unit]
            if other is None:
                return None
            others.append(other)
        total += number(share["weight"]) * mean(others)
    return total


# Ranks.


def unranked_units(group: Yaml) -> list[str]:
    """The units of a group that are never ranked or graded."""
    if group.get("ranked") in (False, "false"):
        return unit_names(group)
    return [each["unit"] for each in listed(group.get("unranked"))]


def rank_key(assessment: Yaml, total: Fraction, points: Points) -> list[Fraction]:
    """What a unit is ranked by: the rounded total, then the points of the items and parts that part a tie.

    Readings: the points are those after their own rounding step; a unit that has none (a composed one, or where the
    item does not apply) comes behind those that have some.
    """
    key = [total]
    for rule in listed(assessment.get("ranking", {}).get("by")):
        key += [points.get((kind, name), Fraction(-1)) for kind, name in rule.items()]
    return key


def ranks_of(assessment: Yaml, keys: dict[str, list[Fraction]]) -> dict[str, int]:
    """The ranks: equal keys share one; `skip` counts the better units, `dense` the better keys."""
    ranks = {}
    for unit, key in keys.items():
        better = [other for other in keys.values() if other > key]
        if assessment.get("ranking", {}).get("ties", "skip") == "dense":
            better = [other for place, other in enumerate(better) if other not in better[:place]]
        ranks[unit] = 1 + len(better)
    return ranks


# Grades.


def edge(text: str, most: Fraction) -> Fraction:
    """The edge of a band in points; with % it is a share of the most that can be had."""
    return number(text) * most if text.endswith("%") else number(text)


def meets(band: Yaml, total: Fraction, most: Fraction, points: Points) -> bool:
    """Whether a total reaches a band and the items have the points that it needs.

    Reading: an upper edge keeps nobody out, for a unit that finds no room in a better band falls into this one.
    """
    if "from" in band and total < edge(band["from"], most):
        return False
    if "above" in band and total <= edge(band["above"], most):
        return False
    return all(
        points.get(("item", need["item"]), Fraction(-1)) >= number(need["from"]) for need in listed(band.get("needs"))
    )


def is_barred(grades: Yaml, unit: str, place: int) -> bool:
    """Whether a unit is barred from the band at this place: from the one that is named and all better ones."""
    names = [band["name"] for band in grades["bands"]]
    return any(rule["unit"] == unit and place <= names.index(rule["band"]) for rule in listed(grades.get("barred")))


def room_in(grades: Yaml, place: int, listed_units: list[str]) -> int | None:
    """How many units a band takes; none if it takes all that come.

    Readings: `listed` counts all units of the group but unranked ones, with a total or not; `eligible` takes off those
    that are barred, not those that lack what the band needs.
    """
    quota = grades["bands"][place].get("quota")
    if quota is None:
        return None
    if "count" in quota:
        return int(quota["count"])
    units = listed_units
    if quota.get("of", "listed") == "eligible":
        units = [unit for unit in units if not is_barred(grades, unit, place)]
    share = number(quota["share"]) * len(units)
    down = share.numerator // share.denominator
    if quota["round"] == "down":
        return down
    if quota["round"] == "up":
        return down if share == down else down + 1
    return int(round_to(share, 0, "half-up"))


def let_in(units: list[str], ranks: dict[str, int], room: int, tie: str) -> list[str]:
    """The units that fit into a band, best first.

    Readings: units have the same rank for this only where they all come for the band; a tie that is left out ends the
    band, so that no lower unit takes the room.
    """
    inside: list[str] = []
    for rank in sorted({ranks[unit] for unit in units}):
        equals = [unit for unit in units if ranks[unit] == rank]
        free = room - len(inside)
        if len(equals) > free and (tie == "out" or free <= 0):
            break
        inside += equals
    return inside


def grades_of(
    grades: Yaml,
    most: dict[str, Fraction],
    totals: dict[str, Fraction],
    points: dict[str, Points],
    ranks: dict[str, int],
    size: list[str],
) -> dict[str, str]:
    """The grade of each unit with a rank, band by band from the best; quotas are shares of the units in `size`."""
    graded: dict[str, str] = {}
    for place, band in enumerate(grades["bands"]):
        coming = [
            unit
            for unit in ranks
            if unit not in graded
            and not is_barred(grades, unit, place)
            and meets(band, totals[unit], most[unit], points.get(unit, {}))
        ]
        room = room_in(grades, place, size)
        if room is not None:
            coming = let_in(coming, ranks, room, band["quota"]["tie"])
        graded.update(dict.fromkeys(coming, band["name"]))
    return graded


# The whole round.


def outcomes_of_group(
    assessment: Yaml,
    group: Yaml,
    most: dict[str, Fraction],
    exact: dict[str, Fraction | None],
    points: dict[str, Points],
) -> dict[str, Outcome]:
    """Rounds the totals of a group, ranks and grades its units, and converts the totals.

    `most` is what each unit can have: shares of the total are shares of that.
    """
    units = unit_names(group)
    totals = {}
    for unit in units:
        total = exact[unit]
        if total is not None:
            totals[unit] = after_step(assessment, "total", total)
    size = [unit for unit in units if unit not in unranked_units(group)]
    keys = {unit: rank_key(assessment, totals[unit], points.get(unit, {})) for unit in size if unit in totals}
    ranks = ranks_of(assessment, keys)
    grades = first_for(assessment.get("grades"), group["name"])
    graded = {} if grades is None else grades_of(grades, most, totals, points, ranks, size)
    return {
        unit: Outcome(
            text_after_step(assessment, "total", totals[unit]) if unit in totals else None,
            graded.get(unit),
            ranks.get(unit),
            converted(assessment, totals[unit], most[unit]) if unit in totals else None,
        )
        for unit in units
    }


def converted(assessment: Yaml, total: Fraction, most: Fraction) -> str | None:
    """The rounded total on the other scale, rounded in turn."""
    if "convert" not in assessment:
        return None
    value = after_step(assessment, "converted", total / most * number(assessment["convert"]["to"]))
    return text_after_step(assessment, "converted", value)


def outcomes(assessment: Yaml, rubrics: dict[str, Yaml], sheets: list[PlainSheet]) -> dict[str, dict[str, Outcome]]:
    """What every unit of every group gets: group to unit to outcome."""
    sheets = under_present_names(assessment, sheets)
    most: dict[str, Fraction] = {}
    exact: dict[str, Fraction | None] = {}
    points: dict[str, Points] = {}
    for group in assessment["groups"]:
        parts = parts_of(assessment, rubrics, group)
        whole = most_of(assessment, parts, group["name"])
        totals, of_units = totals_of_group(assessment, rubrics, group, sheets)
        exact.update(totals)
        points.update(of_units)
        most.update({unit: most_of_unit(parts, whole, of_units.get(unit, {})) for unit in unit_names(group)})
    for rule in listed(assessment.get("composed")):
        exact[rule["unit"]] = composed_total(rule, exact)
    return {group["name"]: outcomes_of_group(assessment, group, most, exact, points) for group in assessment["groups"]}


# Random rounds.
#
# A draft of a round is a mapping, filled step by step:
#   assessment, rubrics, sheets   what the round consists of
#   grain, step                   all points of rubrics are multiples of the grain, all scores of the step
#   plans                         a plan for each part of the total of some groups
#   partial                       the names of the sources that score only some units
#   touched                       the ids of indicators whose points rules for items that do not apply may change
# and a plan has
#   part      the part as the file has it, or {} where there is no `composite`
#   rubrics   group to the name of the rubric; of a part with `max` to None
#   sources   the names of the sources that feed it; the first scores every unit
#   takers    rubric to item to the sources that score the item
# A rule names an item by its id alone. So no rule names an item "1" of a rubric beside a part with `max`, nor one that
# two parts of a group have, where it would not be clear which of the two is meant.


def chance(dice: random.Random, share: float) -> bool:
    """Whether something happens that happens so often."""
    return dice.random() < share


def some(dice: random.Random, things: list[Any], least: int = 1) -> list[Any]:
    """Some of these things, at least so many, in their order."""
    picked = dice.sample(range(len(things)), dice.randint(least, len(things)))
    return [things[place] for place in sorted(picked)]


def plain(value: Fraction) -> str:
    """A figure of up to four places as a decimal text, without zeros that say nothing."""
    text = written(value, 4).rstrip("0")
    return text.removesuffix(".")


def random_weights(dice: random.Random, count: int) -> list[str]:
    """So many weights that add up to 1."""
    choices = {
        1: [["100%"], ["1"]],
        2: [["70%", "30%"], ["0.5", "0.5"], ["1/3", "2/3"], ["80%", "20%"]],
        3: [["50%", "30%", "20%"], ["1/3", "1/3", "1/3"], ["0.25", "0.25", "0.5"]],
    }
    return dice.choice(choices[count])


def maybe_basis(dice: random.Random, rule: Yaml) -> Yaml:
    """A rule, often with the document that fixes it."""
    return {**rule, "basis": f"Notice {dice.randint(1, 9)}"} if chance(dice, 0.7) else rule


# Rubrics.


def random_item(dice: random.Random, name: str, grain: Fraction, depth: int) -> Yaml:
    """An item with up to four below it, which sometimes have some below them; its max is their sum."""
    counts = [[0, 1, 2, 3, 4], [0, 0, 0, 0, 0, 2, 3], [0]]
    below = [random_item(dice, f"{name}.{each + 1}", grain, depth + 1) for each in range(dice.choice(counts[depth]))]
    if not below:
        return {"id": name, "name": f"item {name}", "max": plain(grain * dice.randint(1, 20))}
    most = sum((number(item["max"]) for item in below), Fraction(0))
    return {"id": name, "name": f"item {name}", "max": plain(most), "items": below}


def top_up(items: list[Yaml], more: Fraction) -> None:
    """Adds to the max of the last item, and to that of the last one below it, and so on."""
    items[-1]["max"] = plain(number(items[-1]["max"]) + more)
    if "items" in items[-1]:
        top_up(items[-1]["items"], more)


def random_rubric(dice: random.Random, name: str, prefix: str, grain: Fraction) -> Yaml:
    """A rubric of one to four indicators, often with a total that is a multiple of ten."""
    indicators = [random_item(dice, f"{prefix}{each}", grain, 0) for each in range(1, dice.randint(1, 4) + 1)]
    total = sum((number(item["max"]) for item in indicators), Fraction(0))
    if chance(dice, 0.6):
        more = -total % 10
        top_up(indicators, more)
        total += more
    rubric = {"rubric": name, "version": "2026.1", "title": f"rubric {name}", "total": plain(total)}
    if chance(dice, 0.3):
        rubric["group"] = f"units under {name}"
    return {**rubric, "indicators": indicators}


def random_bonus(dice: random.Random, rubric: Yaml, grain: Fraction) -> Yaml:
    """A bonus of one or two rows, mostly behind a gate on an item or on the points without it."""
    name = f"J{rubric['rubric']}"
    rows = [
        {"id": f"{name}.{each + 1}", "name": f"bonus {each + 1}", "max": plain(grain * dice.randint(1, 8))}
        for each in range(dice.choice([1, 1, 2]))
    ]
    bonus: Yaml = {"id": name, "name": "bonus", "kind": "bonus", "items": rows}
    if chance(dice, 0.4):
        bonus["max"] = plain(grain * dice.randint(1, 8))
    if chance(dice, 0.8):
        item = dice.choice([None, *all_items(rubric["indicators"])])
        most = number(rubric["total"] if item is None else item["max"])
        edge = {dice.choice(["from", "above"]): plain(grain * max(1, int(most / 2 / grain)))}
        bonus["gate"] = edge if item is None else {**edge, "item": item["id"]}
        if most / grain <= 2:  # above half of it there may be nothing
            del bonus["gate"]
    return bonus


def rubric_leaves(rubric: Yaml) -> list[Leaf]:
    """The scored items of a rubric."""
    return leaves_of(top_items(rubric), [], [])


def all_items(items: list[Yaml]) -> list[Yaml]:
    """Items and all items below them."""
    return [each for item in items for each in [item, *all_items(item.get("items", []))]]


def shortened(dice: random.Random, rubric: Yaml, ids: list[str]) -> list[str]:
    """Ids of scored items, at times with one id for all below an item."""
    if chance(dice, 0.5):
        return ids
    short = list(ids)
    for item in all_items(top_items(rubric)):
        below = [leaf.id for leaf in leaves_of([item], [], [])]
        if "items" in item and all(each in short for each in below):
            short = [each for each in short if each not in below] + [item["id"]]
    return short


# Plans: which parts there are, and which sources feed them.


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


def new_plan(part: Yaml, groups: list[Yaml]) -> Yaml:
    """A plan, without sources as yet, for a part of the total of these groups."""
    rubrics = {group["name"]: None if "max" in part else part.get("rubric", group["rubric"]) for group in groups}
    return {"part": part, "rubrics": rubrics, "sources": [], "takers": {}}


def is_kind(plan: Yaml, *names: str) -> bool:
    """Whether the part of a plan has one of these names."""
    return plan["part"].get("name") in names


def random_entry(dice: random.Random, groups: list[Yaml], count: int, extra: str) -> tuple[Yaml, list[Yaml]]:
    """A composite of so many parts for these groups, and the plans for them.

    The first part is the group's rubric; others are a figure with `max`, the rubric `extra`, or the group's once more.
    """
    parts: list[Yaml] = [{"name": "indicators"}]
    others: list[Yaml] = [{"name": "survey"}, {"name": "bonus"}, {"name": "extra", "rubric": extra}, {"name": "again"}]
    parts += dice.sample(others, count - 1)
    for part in parts:
        if part["name"] in ("survey", "bonus"):
            part["max"] = dice.choice(["5", "10", "100", "0.5"])
    plans = [new_plan(part, groups) for part in parts]
    composite: Yaml = {"parts": parts}
    if chance(dice, 0.6):
        for part, weight in zip(parts, random_weights(dice, count), strict=True):
            part["weight"] = weight
    elif len(groups) == 2 and count > 1 and chance(dice, 0.3):
        parts[-1]["groups"] = [groups[0]["name"]]
        plans[-1] = new_plan(parts[-1], groups[:1])
    if chance(dice, 0.5):
        composite["total"] = dice.choice(["100", "100", "10", "120"])
    return maybe_basis(dice, composite), plans


def plan_parts(dice: random.Random, draft: Yaml) -> None:
    """Makes the plans, and writes `composite` where there is one."""
    groups = draft["assessment"]["groups"]
    halves = [groups] if len(groups) == 1 or chance(dice, 0.5) else [[group] for group in groups]
    if chance(dice, 0.35):
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
    for plan in draft["plans"]:
        for name in plan["rubrics"].values():
            if name is not None and name not in draft["rubrics"]:
                own = "X" if name.startswith("x") else prefix
                draft["rubrics"][name] = random_rubric(dice, name, own, draft["grain"])
                if chance(dice, 0.3):
                    draft["rubrics"][name]["beside"] = [random_bonus(dice, draft["rubrics"][name], draft["grain"])]


def unclear(draft: Yaml) -> list[str]:
    """The id "1" where both a rubric and a part with `max` have it."""
    clash = any("max" in plan["part"] for plan in draft["plans"])
    clash = clash and any(rubric["indicators"][0]["id"] == "1" for rubric in draft["rubrics"].values())
    return ["1"] if clash else []


def feed_plans(dice: random.Random, draft: Yaml, count: int) -> None:
    """Gives each plan a source that scores every unit, and some of them more, of up to `count` sources."""
    names = [f"office {each}" for each in range(1, count + 1)]
    plans = draft["plans"]
    for plan in plans:
        plan["sources"].append(names.pop(0))
    figures = [plan for plan in plans if "max" in plan["part"]]
    may_share = [plan for plan in plans if plan not in figures and not is_kind(plan, "again")]
    if len(figures) == 1 and not unclear(draft):
        may_share += figures
    for name in names[: dice.randint(0, len(names))]:
        dice.choice(may_share)["sources"].append(name)
        if chance(dice, 0.5):
            draft["partial"].append(name)
    first = plans[0]
    for plan in plans[1:]:
        same_groups = bool(set(plan["rubrics"]) & set(first["rubrics"]))
        if is_kind(plan, "extra" if same_groups else "indicators") and chance(dice, 0.3):
            plan["sources"].append(first["sources"][0])


def name_sources(dice: random.Random, draft: Yaml) -> None:
    """Writes `sources` into the parts that must name theirs, and into others.

    Where a source feeds two parts, all parts name theirs, or only those that must.
    """
    fed = [source for plan in draft["plans"] for source in plan["sources"]]
    once = len(fed) == len(set(fed))
    all_parts = chance(dice, 0.3)
    for plan in draft["plans"]:
        must = "max" in plan["part"] or is_kind(plan, "again")
        if plan["part"] and (must or all_parts or (once and chance(dice, 0.3))):
            plan["part"]["sources"] = list(plan["sources"])


def random_team(dice: random.Random, sources: list[str], partial: list[str]) -> list[str]:
    """Sources that score an item together, at least one of which scores every unit."""
    lead = dice.choice([source for source in sources if source not in partial])
    return [source for source in sources if source == lead or chance(dice, 0.35)]


def assign_items(dice: random.Random, draft: Yaml, plan: Yaml) -> None:
    """Says which sources score which items of a plan; every source has at least one."""
    sources = plan["sources"]
    for name in dict.fromkeys(plan["rubrics"].values()):
        leaves = [Leaf("1", ["1"], Fraction(1), [])] if name is None else rubric_leaves(draft["rubrics"][name])
        takers: dict[str, list[str]] = {}
        team = random_team(dice, sources, draft["partial"])
        for leaf in leaves:
            if chance(dice, 0.4):
                team = random_team(dice, sources, draft["partial"])
            takers[leaf.id] = team
        for source in sources:
            if all(source not in team for team in takers.values()):
                item = dice.choice(list(takers))
                takers[item] = [each for each in sources if each == source or each in takers[item]]
        plan["takers"][name] = takers


# Sources and shared rules.


def random_assessors(dice: random.Random, grain: Fraction) -> Yaml:
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
        limits = [{"points": plain(grain * dice.randint(1, 4))}, {"share": dice.choice(["20%", "50%", "1/3"])}]
        keys["disagreement"] = dice.choice(limits)
    return keys


def random_source(dice: random.Random, name: str, units: list[str], partial: bool, grain: Fraction) -> Yaml:
    """A source of any kind for these units, or, if it is a partial one, for some of them."""
    kind = dice.choice(["assessors", "assessors", "assessors", "on-site", "special", "survey"])
    source: Yaml = {"name": name, "kind": kind}
    if kind in ("assessors", "on-site"):
        source.update(random_assessors(dice, grain))
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
        own = [group for plan in draft["plans"] if name in plan["sources"] for group in plan["rubrics"]]
        units = [unit for group in groups if group["name"] in own for unit in group["units"]]
        source = random_source(dice, name, units, name in draft["partial"], draft["grain"])
        if len(set(own)) < len(groups) or chance(dice, 0.2):
            source["groups"] = [group["name"] for group in groups if group["name"] in own]
        sources.append(source)
    if draft["self-check"]:
        sources.insert(dice.randint(0, len(sources)), {"name": "self-check", "kind": "self-check"})
    draft["assessment"]["sources"] = sources


def items_of_source(draft: Yaml, name: str) -> list[tuple[str, str, list[str]]]:
    """Group, rubric and items for each rubric under which a source scores in a group."""
    return [
        (group, rubric, [item for item, team in plan["takers"][rubric].items() if name in team])
        for plan in draft["plans"]
        if name in plan["sources"] and "max" not in plan["part"]
        for group, rubric in plan["rubrics"].items()
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
            lift_assessors(top_items(rubric))


def note_assessor(rubric: Yaml, ids: list[str], name: str) -> None:
    """Names a source as one that assesses these items."""
    for item in all_items(top_items(rubric)):
        if item["id"] in ids:
            item.setdefault("assessed_by", []).append(name)


def lift_assessors(items: list[Yaml]) -> None:
    """Names the sources once, at an item, where they are the same for all below it."""
    for item in items:
        if "items" in item:
            lift_assessors(item["items"])
            below = [each.get("assessed_by") for each in item["items"]]
            if below[0] and all(each == below[0] for each in below):
                item["assessed_by"] = below[0]
                for each in item["items"]:
                    del each["assessed_by"]


def items_key(dice: random.Random, draft: Yaml, found: list[tuple[str, str, list[str]]]) -> Any:
    """The key `items` of a source: a list, or a mapping where groups differ."""
    by_group: dict[str, list[str]] = {}
    for group, rubric, items in found:
        by_group.setdefault(group, []).extend(shortened(dice, draft["rubrics"][rubric], items))
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
    """A rule for all items of a plan that have the same several sources."""
    rules = []
    for plan in draft["plans"]:
        for rubric, takers in plan["takers"].items():
            teams: list[list[str]] = []
            for team in takers.values():
                if len(team) > 1 and team not in teams:
                    teams.append(team)
            for team in teams:
                ids = [item for item, each in takers.items() if each == team]
                rule: Yaml = {"items": ids if rubric is None else shortened(dice, draft["rubrics"][rubric], ids)}
                if len(draft["assessment"]["groups"]) > 1:
                    rule["groups"] = [group for group, name in plan["rubrics"].items() if name == rubric]
                rules.append(maybe_basis(dice, {**rule, **random_sharing(dice, team)}))
    if rules:
        draft["assessment"]["shared"] = rules


# Items that need not apply.


def make_exemptions(dice: random.Random, draft: Yaml) -> None:
    """Rules for items that need not apply. An indicator has at most one, and one indicator of each rubric has none."""
    groups = draft["assessment"]["groups"]
    rules, done = [], []
    for plan in draft["plans"]:
        for rubric in dict.fromkeys(plan["rubrics"].values()):
            own = [group for group in groups if plan["rubrics"].get(group["name"]) == rubric]
            if rubric is not None and (rubric, own[0]["name"]) not in done:
                done += [(rubric, group["name"]) for group in own]
                rules += exemptions_under(dice, draft, draft["rubrics"][rubric], own)
    if rules:
        draft["assessment"]["not_applicable"] = rules


def exemptions_under(dice: random.Random, draft: Yaml, rubric: Yaml, groups: list[Yaml]) -> list[Yaml]:
    """Rules for some indicators of a rubric, in these groups."""
    leaves = rubric_leaves(rubric)
    indicators = [item["id"] for item in rubric["indicators"]]
    keeper = dice.choice(indicators)
    rules = []
    for indicator in indicators:
        if indicator in unclear(draft) or (indicator == keeper and len(indicators) > 1) or chance(dice, 0.7):
            continue
        own = [leaf.id for leaf in leaves if leaf.path[0] == indicator]
        heirs = [leaf.id for leaf in leaves if leaf.path[0] == keeper != indicator and leaf.id not in unclear(draft)]
        rule = random_exemption(dice, own, heirs, [unit for group in groups for unit in group["units"]])
        if rule["treatment"] == "average" and any(len(group["units"]) == 1 for group in groups):
            rule["treatment"] = "full"
        rule["items"] = shortened(dice, rubric, rule["items"])
        if len(draft["assessment"]["groups"]) > 1:
            rule["groups"] = [group["name"] for group in groups]
        rules.append(maybe_basis(dice, rule))
        draft["touched"] += [indicator, keeper] if rule["treatment"] == "move" else [indicator]
    return rules


def random_exemption(dice: random.Random, own: list[str], others: list[str], units: list[str]) -> Yaml:
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
    if chance(dice, 0.2):
        rule["units"] = some(dice, units)
    return rule


def random_marks(dice: random.Random, draft: Yaml, group: str, unit: str) -> list[str]:
    """The items that do not apply to a unit."""
    leaves = [leaf for rubric in draft["rubrics"].values() for leaf in rubric_leaves(rubric)]
    ids = dict.fromkeys(leaf.id for leaf in leaves if exemption(draft["assessment"], group, unit, leaf))
    return [item for item in ids if chance(dice, 0.3)]


# The sheets.


def assessor_names(dice: random.Random, source: Yaml) -> list[str]:
    """Who hands in a sheet of a source for a unit; of a survey the numbers of some answers."""
    if source["kind"] == "survey":
        return [str(each) for each in range(1, dice.choice([1, 2, 3, 3, 4, 5]) + 1)]
    assessors = source.get("assessors", "1")
    return assessors if isinstance(assessors, list) else [str(each) for each in range(1, int(assessors) + 1)]


def allowed_spread(source: Yaml, leaf: Leaf, grain: Fraction) -> Fraction:
    """How far apart the scores of a source may lie."""
    if join_of(source) == "agreed":
        return Fraction(0)
    limit = source.get("disagreement", {})
    if "points" in limit:
        return number(limit["points"])
    return number(limit["share"]) * leaf.most if "share" in limit else grain * 2


def sheets_of_source(
    dice: random.Random, draft: Yaml, group: str, unit: str, part: Part, source: Yaml
) -> list[PlainSheet]:
    """The sheets of a source for a unit in a part; its scores lie no further apart than they may."""
    step = draft["step"]
    names = assessor_names(dice, source)
    has_samples = source["kind"] == "survey" and chance(dice, 0.5)
    sheets = [
        PlainSheet(unit, source["name"], name, part.rubric, {}, dice.randint(1, 9) if has_samples else None)
        for name in names
    ]
    for leaf in part.leaves:
        if has_item(source, leaf, group):
            best = int(draft["levels"][unit] * leaf.most // step)
            if chance(dice, 0.3):
                best = dice.randint(0, int(leaf.most // step))
            lowest = max(0, best - int(allowed_spread(source, leaf, draft["grain"]) // step))
            for sheet in sheets:
                sheet.scores[leaf.id] = plain(step * dice.randint(lowest, best))
    return sheets


def self_checks(dice: random.Random, draft: Yaml, group: Yaml, unit: str) -> list[PlainSheet]:
    """A sheet of the unit about itself, under the group's rubric, if there are such."""
    if not draft["self-check"]:
        return []
    leaves = rubric_leaves(draft["rubrics"][group["rubric"]])
    scores: dict[str, str | None] = {leaf.id: plain(dice.choice([leaf.most, Fraction(0)])) for leaf in leaves}
    return [PlainSheet(unit, "self-check", "1", group["rubric"], scores)]


def copy_scores(sheets: list[PlainSheet], model: str, earlier: list[PlainSheet]) -> None:
    """Gives the sheets of a unit the scores of those of an earlier one, the model."""
    for sheet in sheets:
        for other in earlier:
            if other[1:4] == sheet[1:4] and other.unit == model:
                sheet.scores.update({item: score for item, score in other.scores.items() if score != MARK})


def make_sheets(dice: random.Random, draft: Yaml) -> None:
    """All sheets of a round. Some units get the scores of an earlier one, so that ties are frequent."""
    assessment = draft["assessment"]
    for group in assessment["groups"]:
        parts = parts_of(assessment, draft["rubrics"], group)
        for place, unit in enumerate(group["units"]):
            draft["levels"][unit] = number(dice.choice(["1", "0.9", "0.8", "0.6", "0.5"]))
            own = self_checks(dice, draft, group, unit)
            for part in parts:
                for source in part.sources:
                    if covers(source, unit):
                        own += sheets_of_source(dice, draft, group["name"], unit, part, source)
            if place and chance(dice, 0.4):
                copy_scores(own, dice.choice(group["units"][:place]), draft["sheets"])
            marks = random_marks(dice, draft, group["name"], unit)
            for sheet in own:
                sheet.scores.update({item: MARK for item in marks if item in sheet.scores})
            draft["sheets"] += own


def leave_out_sheets(dice: random.Random, draft: Yaml) -> None:
    """Takes away sheets of sources whose policy is `rest`, for some units; mostly all of the source."""
    for source in draft["assessment"]["sources"]:
        if source.get("missing") != "rest":
            continue
        for unit in dict.fromkeys(sheet.unit for sheet in draft["sheets"] if sheet.source == source["name"]):
            own = [sheet for sheet in draft["sheets"] if (sheet.unit, sheet.source) == (unit, source["name"])]
            shares = all(
                len(team) > 1
                for plan in draft["plans"]
                for takers in plan["takers"].values()
                for team in takers.values()
                if source["name"] in team
            )
            if chance(dice, 0.25 if shares else 0.03):
                lost = own if chance(dice, 0.7) else own[:1]
                draft["sheets"] = [sheet for sheet in draft["sheets"] if sheet not in lost]


def spoil_sheets(dice: random.Random, draft: Yaml) -> None:
    """What goes wrong now and then: a blank, a missing sheet, scores far apart, a mark too many or too few."""
    sheets = draft["sheets"]
    counting = [sheet for sheet in sheets if sheet.source != "self-check"]
    if not counting:
        return
    if chance(dice, 0.12):
        sheet = dice.choice(sheets)
        sheet.scores[dice.choice(list(sheet.scores))] = None
    if chance(dice, 0.1):
        spread_scores(dice, draft, dice.choice(counting))
    if chance(dice, 0.05):
        spoil_mark(dice, draft, dice.choice(counting))
    if chance(dice, 0.08):
        sheets.remove(dice.choice(counting))


def spread_scores(dice: random.Random, draft: Yaml, sheet: PlainSheet) -> None:
    """Sets the scores of two assessors for an item as far apart as they can be."""
    others = [
        each for each in draft["sheets"] if each[:2] == sheet[:2] and each.rubric == sheet.rubric and each != sheet
    ]
    if not others or sheet.rubric not in draft["rubrics"]:
        return
    leaf = dice.choice([leaf for leaf in rubric_leaves(draft["rubrics"][sheet.rubric]) if leaf.id in sheet.scores])
    if sheet.scores[leaf.id] not in (None, MARK):
        sheet.scores[leaf.id] = "0"
        others[0].scores[leaf.id] = plain(leaf.most // draft["step"] * draft["step"])


def spoil_mark(dice: random.Random, draft: Yaml, sheet: PlainSheet) -> None:
    """Takes a mark out of one of several sheets of a source, or sets one that no rule allows."""
    item = dice.choice(list(sheet.scores))
    group = next(group for group in draft["assessment"]["groups"] if sheet.unit in group["units"])
    leaves = [leaf for rubric in draft["rubrics"].values() for leaf in rubric_leaves(rubric) if leaf.id == item]
    allowed = any(exemption(draft["assessment"], group["name"], sheet.unit, leaf) for leaf in leaves)
    others = [
        each for each in draft["sheets"] if each[:2] == sheet[:2] and each.rubric == sheet.rubric and each != sheet
    ]
    if not allowed:
        sheet.scores[item] = MARK
    elif others and sheet.scores[item] == MARK:
        sheet.scores[item] = "0"


# Rounding, ranks, grades and what else stands behind the totals.


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


def rounded_steps(draft: Yaml) -> list[str]:
    """The steps that a rule rounds."""
    return [rule["step"] for rule in draft["assessment"].get("rounding", [])]


def clear_items(draft: Yaml, groups: list[Yaml]) -> list[str]:
    """Items at all levels, of all these groups, whose points are the same however the document is read.

    None where a step rounds items or indicators, or where two parts have the same items; not those that a rule for
    items that do not apply may change.
    """
    if {"item", "indicator"} & set(rounded_steps(draft)) or any(is_kind(plan, "again") for plan in draft["plans"]):
        return []
    rubrics = [draft["rubrics"][group["rubric"]] for group in groups]
    found = [
        [
            item["id"]
            for indicator in rubric["indicators"]
            if indicator["id"] not in draft["touched"]
            for item in all_items([indicator])
        ]
        for rubric in rubrics
    ]
    return [item for item in found[0] if all(item in each for each in found) and item not in unclear(draft)]


def clear_parts(draft: Yaml, groups: list[Yaml]) -> list[str]:
    """The names of parts that all these groups have, if no step rounds parts."""
    if "part" in rounded_steps(draft):
        return []
    found = [[part.name for part in parts_of(draft["assessment"], draft["rubrics"], group)] for group in groups]
    return [name for name in found[0] if name and all(name in each for each in found)]


def make_ranking(dice: random.Random, draft: Yaml) -> None:
    """How ties are ranked and parted. Composed units have no items to part them by."""
    ranked = [group for group in draft["assessment"]["groups"] if group.get("ranked") is not False]
    ranking: Yaml = {}
    if chance(dice, 0.6):
        ranking["ties"] = dice.choice(["skip", "dense"])
    if "composed" not in draft["assessment"] and chance(dice, 0.5):
        keys = [{"item": item} for item in clear_items(draft, ranked)]
        keys += [{"part": part} for part in clear_parts(draft, ranked)]
        if keys:
            ranking["by"] = dice.sample(keys, dice.randint(1, min(2, len(keys))))
    if ranking:
        draft["assessment"]["ranking"] = maybe_basis(dice, ranking)


def random_bands(dice: random.Random, most: Fraction | None, places: int) -> list[Yaml]:
    """Bands that meet without a gap; in points where the most is given and an edge has no more than these places."""
    edges = [number(share) for share in dice.choice([["90%", "80%", "60%"], ["85%", "60%"], ["80%"], ["90%", "75%"]])]
    bands: list[Yaml] = [{"name": name} for name in ["excellent", "good", "fair", "poor"][: len(edges) + 1]]
    for upper, lower, share in zip(bands, bands[1:], edges, strict=False):
        text = f"{plain(share * 100)}%"
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
    else:
        quota["share"] = dice.choice(["15%", "30%", "1/3", "40%", "50%"])
    if chance(dice, 0.5):
        quota["of"] = dice.choice(["listed", "eligible"])
    return quota


def random_grades(dice: random.Random, draft: Yaml, groups: list[Yaml]) -> Yaml:
    """Grades for these groups, at times with quotas, barred units, and items that a band needs points of."""
    assessment = draft["assessment"]
    scales = {
        most_of(assessment, parts_of(assessment, draft["rubrics"], group), group["name"]): group for group in groups
    }
    rule = rounding_of(assessment, "total") or {}
    bands = random_bands(
        dice, next(iter(scales)) if len(scales) == 1 and chance(dice, 0.5) else None, int(rule["places"])
    )
    for band in bands[:-1]:
        if chance(dice, 0.4):
            band["quota"] = random_quota(dice)
    items = clear_items(draft, groups)
    if items and "composed" not in assessment and chance(dice, 0.3):
        item = dice.choice(items)
        most = next(
            each for each in all_items(draft["rubrics"][groups[0]["rubric"]]["indicators"]) if each["id"] == item
        )
        bands[0]["needs"] = {"item": item, "from": plain(number(most["max"]) / 2)}
    grades: Yaml = {"bands": bands}
    if chance(dice, 0.3):
        units = [unit for group in groups for unit in group["units"]]
        band = dice.choice(bands[:-1])
        grades["barred"] = [{"unit": dice.choice(units), "band": band["name"], "reason": "a finding"}]
    return maybe_basis(dice, grades)


def make_grades(dice: random.Random, draft: Yaml) -> None:
    """Grades for all ranked groups at once, or for each its own, or none."""
    ranked = [group for group in draft["assessment"]["groups"] if group.get("ranked") is not False]
    if chance(dice, 0.25):
        return
    if len(ranked) == 2 and chance(dice, 0.5):
        draft["assessment"]["grades"] = [
            {**random_grades(dice, draft, [group]), "groups": [group["name"]]} for group in ranked
        ]
        return
    grades = random_grades(dice, draft, ranked)
    if len(ranked) < len(draft["assessment"]["groups"]):
        grades["groups"] = [group["name"] for group in ranked]
    draft["assessment"]["grades"] = grades


def make_composed(dice: random.Random, draft: Yaml) -> None:
    """At times a unit that is composed of others; those of another group then may be there for that only."""
    groups = draft["assessment"]["groups"]
    if len(groups[0]["units"]) == 6 or chance(dice, 0.7):
        return
    group, source = groups[0], dice.choice(groups)
    shares = [
        {"units": some(dice, source["units"]), "weight": each} for each in random_weights(dice, dice.choice([1, 2, 3]))
    ]
    if source is not group and chance(dice, 0.5):
        source["ranked"] = False
    group["units"].append("Composed")
    rule = {"unit": "Composed", "group": group["name"], "of": shares}
    draft["assessment"]["composed"] = [maybe_basis(dice, rule)]


def rename_unit(dice: random.Random, draft: Yaml) -> None:
    """Gives a unit a former name, under which some of its sheets come."""
    group = dice.choice(draft["assessment"]["groups"])
    unit = group["units"][0]
    group["units"][0] = {"name": unit, "also": [f"Former {unit}"]}
    draft["sheets"] = [
        sheet._replace(unit=f"Former {unit}") if sheet.unit == unit and chance(dice, 0.5) else sheet
        for sheet in draft["sheets"]
    ]


def make_rest(dice: random.Random, draft: Yaml) -> None:
    """What is told of totals: rounding, composed units, grades, ranks, another scale, units that are not ranked."""
    make_rounding(dice, draft)
    make_composed(dice, draft)
    make_grades(dice, draft)
    make_ranking(dice, draft)
    if chance(dice, 0.4):
        draft["assessment"]["convert"] = maybe_basis(dice, {"to": dice.choice(["5", "10", "15", "100"])})
    for group in draft["assessment"]["groups"]:
        if len(group["units"]) > 1 and group.get("ranked") is not False and chance(dice, 0.15):
            group["unranked"] = [{"unit": dice.choice(group["units"]), "reason": "new this year"}]


def random_round(seed: int) -> tuple[Yaml, dict[str, Yaml], list[PlainSheet]]:
    """A random but sound assessment with its rubrics and sheets; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - repeatable, not secret
    assessment: Yaml = {"assessment": f"random-{seed}", "title": f"random round {seed}", "result": "2026-12-10"}
    assessment["groups"] = random_groups(dice)
    grain = number(dice.choice(["0.05", "0.1", "0.5", "1"]))
    draft: Yaml = {"assessment": assessment, "rubrics": {}, "sheets": [], "plans": [], "partial": [], "touched": []}
    draft.update({"grain": grain, "step": dice.choice([grain, grain, grain / 2]), "levels": {}})
    draft["self-check"] = chance(dice, 0.3)
    plan_parts(dice, draft)
    make_rubrics(dice, draft)
    feed_plans(dice, draft, 4 if draft["self-check"] else 5)
    name_sources(dice, draft)
    for plan in draft["plans"]:
        assign_items(dice, draft, plan)
    make_sources(dice, draft)
    say_who_scores(dice, draft)
    make_shared_rules(dice, draft)
    make_exemptions(dice, draft)
    make_sheets(dice, draft)
    leave_out_sheets(dice, draft)
    spoil_sheets(dice, draft)
    make_rest(dice, draft)
    if chance(dice, 0.1):
        rename_unit(dice, draft)
    dice.shuffle(draft["sheets"])
    return assessment, draft["rubrics"], draft["sheets"]
