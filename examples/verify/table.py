"""One table of one unit: from the amounts of its items to the points of all items and of the part."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from figures import NA, Amount, added, clip, exact
from kinds import measured
from rubric import folded

if TYPE_CHECKING:
    from round import Round
    from rubric import Item, Rubric
    from rules import Task


class UnitTable:
    """`points` has what each item came to, `total` what the part did; computed when first asked for."""

    def __init__(self, round_: Round, task: Task, part: dict[str, Any], rubric: Rubric) -> None:
        self.round, self.rules, self.task, self.part, self.rubric = round_, round_.rules, task, part, rubric
        self.given = round_.joining.amounts(task, part, rubric)
        self.vetoes = [veto for veto in rubric.vetoes if self.given[veto.id] == 1]
        self.scored = [item for indicator in rubric.indicators for item in indicator.scored()]
        self._came_to: dict[str, Amount] = {}
        self._items: dict[str, Amount] = {}
        self._grown = False

    @cached_property
    def points(self) -> dict[str, Amount]:
        """What each item came to: rows of an item and what cannot be told None."""
        found = {item.id: self.item(item) for indicator in self.rubric.indicators for item in _with_points(indicator)}
        found |= self._beside[0] | {veto.id: self.given[veto.id] for veto in self.rubric.vetoes}
        return {item.id: found.get(item.id) for item in self.rubric.order}

    @cached_property
    def total(self) -> Amount:
        """The points of the part, with bonuses and penalties."""
        terms = [self.basic, *self._beside[1]]
        if None in (*terms, *(self.given[veto.id] for veto in self.rubric.vetoes)):
            return None
        if self.basic == NA:
            return NA
        return self.round.joining.round("part", clip(sum(terms), self.rubric.floor, self.rubric.ceiling))

    # What the sheets come to, before what does not apply is treated

    def came_to(self, item: Item) -> Amount:
        """The points of an item by its sheets: figures compared, and rounded by the step `item`."""
        if item.id not in self._came_to:
            value = self.given[item.id]
            if item.is_figure and isinstance(value, Fraction):
                value = self.round.comparing.points(self, item, value)
                value = -value if item.lost and isinstance(value, Fraction) else value
            if isinstance(value, Fraction) and item.kind != "veto":
                value = self.round.joining.round("item", value)
            self._came_to[item.id] = value
        return self._came_to[item.id]

    def asked(self, item: Item) -> Amount:
        """What it says to an `average` of others: less what a veto takes, before anything grows."""
        if self.given.get(item.id) == NA:
            return NA
        return self._set(item, self._less_minus(item, self.came_to(item), item.max))

    # The items of the table

    def omitted(self, item: Item) -> dict[str, Any] | None:
        """The rule for an item that does not apply here; None where it applies."""
        return self.rules.treatment(self.task.unit, item) if self.given[item.id] == NA else None

    def _grow(self) -> None:
        """`full` and `average` give points; then maxima are handed on by `spread` and `move`."""
        self._grown = True
        self.treated: dict[str, Amount] = {}
        for item in self.scored:
            rule, value = self.omitted(item), self.came_to(item)
            if rule and rule["treatment"] == "full":
                value = item.max
            elif rule and rule["treatment"] == "average":
                value = self.round.average(self, item)
            self.treated[item.id] = value
        self.handed = {item.id: Fraction(0) for item in self.scored}
        self.lost = False
        for item in self.scored:
            rule = self.omitted(item)
            if rule and rule["treatment"] in ("spread", "move"):
                self._hand_on(item, item.max, {item.id})

    def _hand_on(self, item: Item, amount: Fraction, before: set[str]) -> None:
        rule = self.omitted(item)
        treatment = rule["treatment"] if rule else ""
        if treatment == "move":
            targets = [self.rubric.find(rule["to"])]
        elif treatment == "spread":
            targets = [each for each in item.first_level.scored() if self.takes_over(each)]
        else:
            self.lost = self.lost or not self.takes_over(item)
            self.handed[item.id] += amount if self.takes_over(item) else 0
            return
        targets = [target for target in targets if target.id not in before]
        if not targets:
            self.lost = True
        for target in targets:
            self._hand_on(target, amount / len(targets), before | {target.id})

    def takes_over(self, item: Item) -> bool:
        """Whether an item can take a max over: it has points."""
        return self.treated[item.id] != NA

    def grown_max(self, item: Item) -> Fraction | None:
        """The max of an item with what it, or what is below it, took over and without what was handed on."""
        extra = sum((self.handed[each.id] for each in item.scored()), Fraction(0))
        gone = sum((each.max for each in item.scored() if self._is_handed_on(each)), Fraction(0))
        return None if item.max is None else item.max + extra - gone

    def _is_handed_on(self, item: Item) -> bool:
        rule = self.omitted(item)
        return bool(rule) and rule["treatment"] in ("spread", "move")

    def _scored_points(self, item: Item) -> Amount:
        value = self.treated[item.id]
        if isinstance(value, Fraction) and self.handed[item.id]:
            value = value * (item.max + self.handed[item.id]) / item.max
        most = None if item.max is None else item.max + self.handed[item.id]
        return self._less_minus(item, value, most)

    def _effects(self, name: str, item: Item, at: Any) -> list[dict[str, Any]] | None:
        """What vetoes that hold do to an item; None where it cannot be told of one whether it holds."""
        effects = [
            (self.given[veto.id], effect) for veto in self.rubric.vetoes if name in (effect := veto.written["effect"])
        ]
        effects = [(holds, effect) for holds, effect in effects if folded(at(effect)) == folded(item.id)]
        if any(holds is None for holds, _ in effects):
            return None
        return [effect for holds, effect in effects if holds]

    def _less_minus(self, item: Item, value: Amount, most: Fraction | None) -> Amount:
        """What vetoes take from an item: from its max, or with `alone: false` from what it gets, down to its floor."""
        effects = self._effects("minus", item, lambda effect: effect["minus"]["item"])
        if not effects or not isinstance(value, Fraction):
            return value if effects is not None or value == NA else None
        minus = [effect["minus"] for effect in effects]
        from_points = most is None or all(each.get("alone") is False for each in minus)
        return clip((value if from_points else most) - sum(exact(each["points"]) for each in minus), item.floor, None)

    def _set(self, item: Item, value: Amount) -> Amount:
        """The points that a veto sets: the lowest of several; not of an item that does not apply and has none."""
        effects = self._effects("item", item, lambda effect: effect["item"])
        if not effects or not isinstance(value, Fraction):
            return value if effects is not None or value == NA else None
        return min(exact(effect["points"]) for effect in effects)

    def item(self, item: Item) -> Amount:
        """The points of an item at any level of the table."""
        if not self._grown:
            self._grow()
        if item.id not in self._items:
            value = self._scored_points(item) if item.is_scored else self._of_items(item)
            if item.above is None:
                value = self._as_indicator(item, value)
            self._items[item.id] = self._set(item, value)
        return self._items[item.id]

    def together(self, item: Item) -> Amount:
        """What the items below one come to together; not below zero where the floor of one is that of this one."""
        of = self.item if item.first_level in self.rubric.indicators else self._row
        values = [of(each) for each in item.items]
        value = self._chosen(item, values) if item.kind in ("highest", "lowest") else added(values)
        if isinstance(value, Fraction) and any(each.written.get("floor") == "parent" for each in item.items):
            return max(value, Fraction(0))
        return value

    def _of_items(self, item: Item) -> Amount:
        value = self.together(item)
        value = self._leveled(item, self._by_own_rule(item, value))
        if item.above is not None:
            value = self._less_minus(item, value, self.can_be(item))
        return value

    def _leveled(self, item: Item, value: Amount) -> Amount:
        """What items come to × what they are worth ÷ what those are that apply; the others have `rescale`."""
        lost = sum((self._lost(each) for each in item.items), Fraction(0))
        if not lost or not isinstance(value, Fraction):
            return value
        return value * self._worth(item) / (self._worth(item) - lost)

    def _worth(self, item: Item) -> Fraction:
        """What an item is worth in its level, with what items below it take over; nothing where it does not apply."""
        if self._is_gone(item):
            return Fraction(0)
        if item.is_scored or item.kind in ("highest", "lowest", "measure", "relative"):
            return self.can_be(item) or Fraction(0)
        return sum((self._worth(each) + self._lost(each) for each in item.items), Fraction(0))

    def _lost(self, item: Item) -> Fraction:
        """What those beside an item take over that does not apply, by `rescale`."""
        gone = item.scored() if self._is_gone(item) else []
        return sum((each.max for each in gone if self._has_treatment(each, "rescale")), Fraction(0))

    def _is_gone(self, item: Item) -> bool:
        return all(self.treated[each.id] == NA for each in item.scored())

    @property
    def is_taken_over(self) -> bool:
        """Whether the other parts take over all of the part, of which nothing applies."""
        return self.total == NA and all(
            self._has_treatment(each, "rescale") for top in self.rubric.indicators for each in top.scored()
        )

    def _by_own_rule(self, item: Item, value: Amount) -> Amount:
        """What the rule of an item makes of what is below it, after the step `item`; the value where it has none."""
        if not isinstance(value, Fraction) or item.kind not in ("measure", "relative"):
            return value
        if item.kind == "measure":
            return self.round.joining.round("item", measured(item, value))
        points = self.round.comparing.points(self, item, value)
        return self.round.joining.round("item", points) if isinstance(points, Fraction) else points

    def _chosen(self, item: Item, values: list[Amount]) -> Amount:
        known = [value for value in values if value != NA]
        if None in known:
            return None
        is_max = (item.kind == "highest") != item.lost  # the highest loss is furthest below zero
        found = (max if is_max else min)(known) if known else NA
        more = item.get("more")
        if more is None or not known or max(known) == found:
            return found
        return max(found, clip(found + more, None, item.max))

    def _as_indicator(self, item: Item, value: Amount) -> Amount:
        """What happens to an item of the first level: rescaled, less what vetoes take, rounded."""
        if isinstance(value, Fraction) and not item.is_scored:
            gone = [each for each in item.scored() if self._has_treatment(each, "rescale-indicator")]
            if gone:
                most = self.can_be(item)
                value = value * most / (most - sum(each.max for each in gone))
            value = self._less_minus(item, value, self.can_be(item))
        return self.round.joining.round("indicator", value) if isinstance(value, Fraction) else value

    def _has_treatment(self, item: Item, treatment: str) -> bool:
        rule = self.omitted(item)
        return bool(rule) and rule["treatment"] == treatment

    @cached_property
    def basic(self) -> Amount:
        """The part's points without anything beside; brought back to its total where items were taken out of it."""
        value = added([self.item(each) for each in self.rubric.indicators])
        if not isinstance(value, Fraction):
            return value
        if self.lost or any(self._left_alone(each) for each in self.rubric.indicators):
            return None
        lost = sum((self._lost(each) for each in self.rubric.indicators), Fraction(0))
        if lost:
            there = sum((self._worth(each) for each in self.rubric.indicators), Fraction(0))
            value = value * (there + lost) / there
        gone = [each for each in self.scored if self._has_treatment(each, "rescale-total")]
        return value * self.most / (self.most - sum(each.max for each in gone)) if gone else value

    def _left_alone(self, indicator: Item) -> bool:
        """Whether an indicator is to be rescaled and nothing is left of it."""
        scored = indicator.scored()
        gone = any(self._has_treatment(each, "rescale-indicator") for each in scored)
        return gone and all(self.treated[each.id] == NA for each in scored)

    @property
    def most(self) -> Fraction | None:
        """The most that the unit can have in this table: its total less what is omitted."""
        if self.rubric.total is None:
            return None
        return self.rubric.total - sum((self._lacks(each) for each in self.rubric.indicators), Fraction(0))

    def can_be(self, item: Item) -> Fraction | None:
        """The most that an item can be for the unit."""
        most = self.grown_max(item)
        if most is None:
            return None
        taken_out = ["rescale-total"] if item.first_level is item else ["rescale-total", "rescale-indicator"]
        gone = [each.max for each in item.scored() if any(self._has_treatment(each, name) for name in taken_out)]
        return most - self._lacks(item) - sum(gone)

    def _lacks(self, item: Item) -> Fraction:
        """By how much what an item can be is less, since items of it are omitted."""
        if item.is_scored:
            return item.max if self._has_treatment(item, "omit") else Fraction(0)
        if item.kind not in ("highest", "lowest"):
            return sum((self._lacks(each) for each in item.items), Fraction(0))
        left = [each.max - self._lacks(each) for each in item.items if self._lacks(each) < each.max]
        return item.max - (max(left) if item.kind == "highest" else min(left)) if left else item.max

    # Beside the total

    @cached_property
    def _beside(self) -> tuple[dict[str, Amount], list[Amount]]:
        """The points of blocks and rows; what bonuses bring, no more than `beside_max`, and what penalties take."""
        points: dict[str, Amount] = {}
        rows = [each for block in self.rubric.blocks for row in block.items for each in _with_points(row)]
        points |= {row.id: self._row(row) for row in rows}
        vetoes = [self.given[veto.id] for veto in self.rubric.vetoes]
        is_known = None not in (self.basic, *points.values(), *vetoes)
        for block in self.rubric.blocks:
            points[block.id] = self._block(block, [points[row.id] for row in block.items]) if is_known else None
        bonus, penalty = (
            added([points[block.id] for block in self.rubric.blocks if block.kind == kind])
            for kind in ("bonus", "penalty")
        )
        return points, [clip(bonus, None, self.rubric.beside_max) if bonus is not None else None, penalty]

    def _row(self, row: Item) -> Amount:
        """The points of a row of a block, or of an item below one."""
        if row.is_scored:
            return self._set(row, self._less_minus(row, self.came_to(row), row.max))
        return self._by_own_rule(row, self.together(row))

    def _block(self, block: Item, rows: list[Amount]) -> Amount:
        is_open = self._is_open(block)
        if is_open is None:
            return None
        if not is_open:
            return Fraction(0)
        caps = [row.max for row in block.items]
        cap = block.max if "max" in block.written else None if None in caps else sum(caps)
        value = sum(rows, Fraction(0))
        value = value if cap is None else max(value, -cap) if block.kind == "penalty" else min(value, cap)
        return self._set(block, self._less_minus(block, value, cap))

    def _is_open(self, block: Item) -> bool | None:
        gate = block.written.get("gate")
        if gate is None:
            return True
        value = self.item(self.rubric.find(gate["item"])) if "item" in gate else self.basic
        if value is None:
            return None
        if value == NA:
            return False
        return value > exact(gate["above"]) if "above" in gate else value >= exact(gate["from"])


def _with_points(item: Item) -> list[Item]:
    """An item and all below it that get points, rows aside."""
    return [item] if item.is_scored else [item, *(below for each in item.items for below in _with_points(each))]
