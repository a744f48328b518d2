"""What a unit comes to in one part of its total, in one period: from its sheets up to the points of the part."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tests.plain import treatments, vetoes
from tests.plain.figures import ZERO, Yaml, add, after_step, at_most, limit, listed, mean, number
from tests.plain.measures import measured
from tests.plain.parts import concerns, covers, has_item, holds_for
from tests.plain.sources import Said, joined, share_out, shared_rule
from tests.plain.treatments import WITH_POINTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from tests.plain.parts import Part
    from tests.plain.plain_round import PlainRound
    from tests.plain.tables import Item


def raised(item: Item, lowest: Fraction, values: list[Fraction]) -> Fraction:
    """The lowest with what there is more where another is higher, up to the max."""
    if "more" not in item.keys or max(values) == lowest:
        return lowest
    return max(lowest, at_most(lowest + number(item.keys["more"]), item.most))


@dataclass(frozen=True, eq=False)
class UnitPart:
    """One unit in one part and period; `period` is empty where there are none."""

    round: PlainRound
    group: str
    unit: str
    part: Part
    period: str

    # What the sheets say.

    @cached_property
    def said(self) -> dict[str, list[Said]]:
        """What each source that is to score an item for the unit says of it, by item; vetoes included."""
        items = (*self.part.table.scored, *self.part.table.vetoes)
        return {
            item.id: [
                self.round.said(self, source, item)
                for source in self.part.sources
                if covers(source, self.unit) and has_item(source, item, self.group)
            ]
            for item in items
        }

    def exemption(self, item: Item) -> Yaml | None:
        """The rule by which an item need not apply to the unit."""
        for rule in listed(self.round.assessment.get("not_applicable")):
            if concerns(rule, self.group) and self.unit in rule.get("units", [self.unit]) and holds_for(rule, item):
                return rule
        return None

    @cached_property
    def exempt(self) -> dict[str, Yaml]:
        """The rules of the items that do not apply: those known beforehand, and those that every sheet marks."""
        found = {}
        for item in self.part.table.scored:
            rule = self.exemption(item)
            if rule is not None and item.path[0] not in [block.id for block in self.part.table.blocks]:
                said = [each for each in self.said[item.id] if each.given]
                if rule.get("marked") in (False, "false") or (said and all(each.is_marked for each in said)):
                    found[item.id] = rule
        return found

    @cached_property
    def out(self) -> dict[str, Yaml]:
        """Those of them that have no points."""
        return {item: rule for item, rule in self.exempt.items() if rule["treatment"] not in WITH_POINTS}

    def raw(self, item: Item) -> Fraction | None:
        """What the sources give an item together: points, or a figure; None where a source that counts gives nothing."""
        said = self.said[item.id]
        takers = [source["name"] for source in self.part.sources if has_item(source, item, self.group)]
        scores = {
            each.source["name"]: joined(self.round.assessment, item, each) for each in said if not each.is_left_out
        }
        return share_out(shared_rule(self.round.assessment, self.group, item, takers), scores)

    @cached_property
    def held(self) -> list[Yaml]:
        """The effects of the vetoes that hold."""
        return [veto.keys["effect"] for veto in self.part.table.vetoes if self.raw(veto)]

    @cached_property
    def untold(self) -> set[str]:
        """The items that vetoes would change of which it is not known whether they hold."""
        effects = [veto.keys["effect"] for veto in self.part.table.vetoes if self.raw(veto) is None]
        return {name for each in effects for name in (each.get("item"), each.get("minus", {}).get("item")) if name}

    @cached_property
    def is_in_order(self) -> bool:
        """Whether every item has its sheets and a score, or is marked as it should be.

        Readings: a blank counts even in a sheet of a source that is left out, and a dispute whether or not a shared
        rule would have used the source.
        """
        return all(self.is_settled(item) for item in (*self.part.table.scored, *self.part.table.vetoes))

    def is_settled(self, item: Item) -> bool:
        """Whether an item has all that it needs."""
        said = self.said[item.id]
        rule = self.exempt.get(item.id)
        if rule is not None and rule.get("marked") in (False, "false"):  # nobody is asked
            return True
        if any(each.blocks for each in said) and self.unit not in self.round.unranked(self.group):
            return False  # a unit that is listed only is scored where it can be
        if rule is not None:
            return True
        if any(each.values is None for each in said):
            return False
        given = [joined(self.round.assessment, item, each) for each in said if each.is_complete]
        return None not in given and self.raw(item) is not None

    # The points of scored items.

    def score(self, item: Item) -> Fraction | None:
        """The points of a scored item by its sheets; None where they cannot be told."""
        return self.round.remember(("score", self, item.id), lambda: self._score(item))

    def _score(self, item: Item) -> Fraction | None:
        if item.id in self.exempt:
            return None
        raw = self.raw(item)
        if raw is None:
            return None
        if item.looks_at_others:
            points = self.round.comparison(self, item, raw)
        elif item.is_figure:
            points = self.against(item, raw)
        else:
            points = raw
        if points is not None and item.is_figure and item.is_lost:
            points = -points
        return None if points is None else after_step(self.round.assessment, "item", points)

    def against(self, item: Item, figure: Fraction) -> Fraction | None:
        """The points of a figure beside the unit's target, or its earlier figure; None where there is no such."""
        key = {"target": "targets", "previous": "previous"}[item.keys["of"]]
        found = [each["values"] for each in listed(self.round.assessment.get(key)) if each["item"] == item.id]
        values = found[0] if found else {}
        if self.unit not in values:
            return None
        other = number(values[self.unit])
        if key == "targets":
            return measured(item, figure / other * 100)
        difference = figure - other
        change = item.keys.get("change", "percent")
        return measured(item, difference / other * 100 if change == "percent" else difference)

    def average(self, item: Item) -> Fraction | None:
        """The mean of what the other units of the group got to whom the item applies, as vetoes left it.

        Reading: unranked units and units without a total are asked as well, if they have a score for the item.
        """
        got = []
        for other in self.round.units_of(self.group):
            desk = self.round.desk(other, self.part.name, self.period)
            same = None if desk is None or other == self.unit else desk.item(item.id)
            score = None if same is None or desk is None else desk.score(same)
            if score is not None and desk is not None and same is not None and item.id not in desk.untold:
                fixed = vetoes.set_to(desk.held, same)
                got.append(vetoes.taken(desk.held, same, score, same.most) if fixed is None else fixed)
        return mean(got) if got else None

    def item(self, name: str) -> Item | None:
        """The item of the part's table that has this id."""
        return self.part.table.item(name)

    def any_item(self, name: str) -> Item | None:
        """The item of the table, or the row beside it, that has this id."""
        beside = [each for block in self.part.table.blocks for row in block.below for each in row.walk()]
        return next((each for each in (*self.part.table.items, *beside) if each.id == name), None)

    @cached_property
    def grown(self) -> dict[str, Fraction] | None:
        """The max of every scored item that stays, grown by what others hand on."""
        return treatments.grown([each for each in self.part.table.items if each.is_scored], self.out)

    def settled(self, item: Item) -> Fraction | None:
        """The points of a scored item that stays, with what it takes over and without what vetoes take."""
        rule = self.exempt.get(item.id)
        points = self.score(item) if rule is None else item.most if rule["treatment"] == "full" else self.average(item)
        if points is None:
            return None
        most = item.most
        if most is not None and self.grown is not None:
            most = self.grown[item.id]
            points = points * most / item.most  # type: ignore[operator]  # has a max
        points = vetoes.taken(self.held, item, points, most)
        fixed = None if len(item.path) == 1 else vetoes.set_to(self.held, item)
        return points if fixed is None else fixed

    # Items that others add up to.

    def is_out(self, item: Item) -> bool:
        """Whether an item has no points because it, or all below it, does not apply."""
        return all(each.id in self.out for each in item.walk() if each.is_scored)

    def points(self, item: Item) -> Fraction | None:
        """The points of an item of the table; None where it has none, whatever the reason."""
        return self.round.remember(("points", self, item.id), lambda: self._points(item))

    def _points(self, item: Item) -> Fraction | None:
        if self.is_out(item) or item.id in self.untold:
            return None
        points = self.settled(item) if item.is_scored else self.summed(item)
        if len(item.path) > 1 or points is None:
            return points
        points = self.rescaled(item, points)
        if points is None:
            return None
        if not item.is_scored:
            points = vetoes.taken(self.held, item, points, self.can(item))
        points = after_step(self.round.assessment, "indicator", points)
        fixed = vetoes.set_to(self.held, item)
        return points if fixed is None else fixed

    def figure(self, item: Item) -> Fraction | None:
        """What the items below one come to together; the highest or lowest where it chooses, no less than its floor."""
        is_beside = item.path[0] in [block.id for block in self.part.table.blocks]
        got = self.row if is_beside else self.points
        points = [got(each) for each in item.below if not self.is_out(each)]
        there = [each for each in points if each is not None]
        if len(there) < len(points):
            return None
        highest, lowest = (min, max) if item.is_lost else (max, min)  # the highest loss is furthest below zero
        value = {"highest": highest, "lowest": lowest}.get(item.kind, add)(there)
        value = raised(item, value, there)
        bound = any(each.keys.get("floor") == "parent" for each in item.below)
        return max(value, ZERO) if bound else value

    def by_own_rule(self, item: Item, value: Fraction | None) -> Fraction | None:
        """What the rule of an item makes of what those below it come to, after the step `item`; else just that."""
        if value is None or item.kind not in ("measure", "relative"):
            return value
        points = measured(item, value) if item.kind == "measure" else self.round.comparison(self, item, value)
        return None if points is None else after_step(self.round.assessment, "item", points)

    def summed(self, item: Item) -> Fraction | None:
        """What those below an item come to, compared or converted where that is its kind, with what vetoes do to it."""
        value = self.figure(item)
        value = self.leveled(item, self.by_own_rule(item, value))
        if value is None or len(item.path) == 1:
            return value
        value = vetoes.taken(self.held, item, value, self.can(item))
        fixed = vetoes.set_to(self.held, item)
        return value if fixed is None else fixed

    def leveled(self, item: Item, value: Fraction | None) -> Fraction | None:
        """What items come to, in proportion to what they are worth with those beside them that are rescaled."""
        gone = ZERO if value is None or self.is_whole(item) else add(map(self.lost, item.below))
        if value is None or not gone:
            return value
        there = self.worth(item) - gone
        return value * self.worth(item) / there if there else None

    def is_whole(self, item: Item) -> bool:
        """Whether an item is not just the sum of what stands below it."""
        return item.is_scored or item.kind in ("highest", "lowest", "relative", "measure")

    def worth(self, item: Item) -> Fraction:
        """What an item that applies can be in its own level, with what was handed on to it."""
        if self.is_out(item):
            return ZERO
        if self.is_whole(item):
            return self.can(item) or ZERO
        return add(self.worth(each) + self.lost(each) for each in item.below)

    def lost(self, item: Item) -> Fraction:
        """What an item was worth that does not apply, as far as those beside it take that over."""
        if not self.is_out(item):
            return ZERO
        return treatments.left_out([each for each in item.walk() if each.is_scored], self.out, "rescale")

    def rescaled(self, indicator: Item, points: Fraction) -> Fraction | None:
        """The points of an indicator in proportion to its whole max, where some of it is taken out by rescaling."""
        missing = treatments.left_out(list(indicator.walk()), self.out, "rescale-indicator", indicator.id)
        if not missing:
            return points
        whole = self.worth(indicator)
        return points * (whole + missing) / whole if whole else None

    def can(self, item: Item) -> Fraction | None:
        """What an item can be for the unit; None where it has no limit."""
        if item.most is None:
            return None
        if item.is_scored:
            return (self.grown or {}).get(item.id, ZERO)
        if item.kind in ("relative", "measure"):
            return item.most
        below = [self.can(each) or ZERO for each in item.below if not self.is_out(each)]
        below += [self.lost(each) for each in item.below if below and self.lost(each)]
        most = {"highest": max, "lowest": min}.get(item.kind, add)(below or [ZERO])
        if len(item.path) == 1 and below:
            most += treatments.left_out(list(item.walk()), self.out, "rescale-indicator", item.id)
        return most

    # The part.

    @cached_property
    def is_empty(self) -> bool:
        """Whether nothing of the part applies to the unit, each item being left out of what it can have."""
        return self.is_in_order and all(self.is_out(each) for each in self.part.table.indicators)

    @cached_property
    def is_taken_over(self) -> bool:
        """Whether the other parts take over what the part is worth, of which nothing applies."""
        return self.is_empty and not self.period and all(each["treatment"] == "rescale" for each in self.out.values())

    @cached_property
    def omitted(self) -> Fraction:
        """What the unit cannot have here."""
        return add(self.omitted_of(each) for each in self.part.table.indicators)

    def omitted_of(self, item: Item) -> Fraction:
        """By how much less an item can bring since some of it is omitted; less than zero where it can bring more."""
        if item.is_scored:
            is_omitted = item.id in self.out and self.out[item.id]["treatment"] == "omit"
            return item.most or ZERO if is_omitted else ZERO
        if item.kind in ("highest", "lowest"):
            if self.is_out(item):
                return item.most or ZERO
            there = [(each.most or ZERO) - self.omitted_of(each) for each in item.below if not self.is_out(each)]
            return (item.most or ZERO) - {"highest": max, "lowest": min}[item.kind](there)
        if item.kind in ("relative", "measure"):
            return ZERO
        return add(self.omitted_of(each) for each in item.below)

    @cached_property
    def base(self) -> Fraction | None:
        """The points of the part without what stands beside it, rescaled where items are taken out of it."""
        tops = self.part.table.indicators
        points = [self.points(each) for each in tops if not self.is_out(each)]
        stuck = any(self.is_stuck(each) for each in tops)
        if not points or stuck or None in points or self.grown is None:
            return None
        value = add(each for each in points if each is not None)
        gone, there = add(map(self.lost, tops)), add(map(self.worth, tops))
        value = value * (there + gone) / there if gone else value
        items = [each for each in self.part.table.items if each.is_scored]
        missing = treatments.left_out(items, self.out, "rescale-total")
        if not missing:
            return value
        assert self.part.table.most is not None
        whole = self.part.table.most - self.omitted
        return value * whole / (whole - missing) if whole != missing else None

    def is_stuck(self, indicator: Item) -> bool:
        """Whether an indicator should be rescaled, and nothing of it is left."""
        items = list(indicator.walk())
        return self.is_out(indicator) and treatments.left_out(items, self.out, "rescale-indicator") > 0

    @cached_property
    def total(self) -> Fraction | None:
        """The points of the part after its step; None where any of it is missing."""
        rows = [self.row(row) for block in self.part.table.blocks for row in block.below]
        if not self.is_in_order or self.base is None or None in rows:
            return None
        total = at_most(self.base + self.beside(self.base), self.part.table.ceiling)
        total = total if self.part.table.floor is None else max(total, self.part.table.floor)
        return after_step(self.round.assessment, "part", total)

    def beside(self, base: Fraction) -> Fraction:
        """What bonuses bring together, no more than they may, less what penalties take."""
        blocks = [block for block in self.part.table.blocks if self.opens(block, base)]
        bonuses = add(self.block(each) for each in blocks if each.kind == "bonus")
        penalties = add(self.block(each) for each in blocks if each.kind == "penalty")
        return at_most(bonuses, self.part.table.beside_max) - penalties

    def opens(self, block: Item, base: Fraction) -> bool:
        """Whether the gate of a block lets it in; one on an item without points stays shut."""
        gate = block.keys.get("gate")
        if gate is None:
            return True
        item = self.item(gate["item"]) if "item" in gate else None
        seen = self.points(item) if item is not None else base
        if seen is None:
            return False
        return seen > number(gate["above"]) if "above" in gate else seen >= number(gate["from"])

    def block(self, block: Item) -> Fraction:
        """What the rows of a block bring or take, up to its max, else to the sum of theirs."""
        rows = add(self.row(row) or ZERO for row in block.below) * (-1 if block.kind == "penalty" else 1)
        most = [row.most for row in block.below]
        whole = None if None in most else add(each for each in most if each is not None)
        return at_most(rows, limit(block.keys["max"]) if "max" in block.keys else whole)

    def row(self, row: Item) -> Fraction | None:
        """The points of a row of a block: its own, or what those below it come to; None where any is missing."""
        if row.is_scored:
            return self.score(row)
        return self.by_own_rule(row, self.figure(row))

    def known_points(self) -> Iterator[tuple[Item, Fraction]]:
        """The items of the table that have points."""
        for item in self.part.table.items:
            points = self.points(item)
            if points is not None:
                yield item, points
