"""Applicability: which items need not apply to which units, by the rules of an assessment."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkpg.round.group import RoundGroup
    from gkpg.round.model import NotApplicable
    from gkpg.rubric import Rubric


class Applicability:
    """The rules on items that need not apply, and the group of each unit that they may be for."""

    def __init__(self, rules: Sequence[NotApplicable], group_of: Mapping[str, RoundGroup]) -> None:
        self._rules, self._group_of = rules, group_of

    def rule(self, unit: str, rubric: Rubric, item: str) -> NotApplicable | None:
        """The rule by which an item need not apply to a unit; None if there is none.

        A rule that moves points holds only where the item is that takes them: not in a part that is a single figure.
        """
        around = {item, *rubric.above(item)}
        if self._items.isdisjoint(around):
            return None
        for _, rule in self._rules_for(unit):
            has_taker = rule.to is None or rule.to in rubric.by_id
            if has_taker and not around.isdisjoint(rule.items):
                return rule
        return None

    def numbers(self, unit: str) -> tuple[int, ...]:
        """The numbers of the rules that are for a unit, whatever the item."""
        return tuple(number for number, _ in self._rules_for(unit))

    def optional(self, unit: str, rubric: Rubric) -> frozenset[str]:
        """The ids of all that may be marked as not applicable to a unit."""
        if not self._items:
            return frozenset()
        return frozenset(item for item in rubric.leaf_ids if self.rule(unit, rubric, item))

    def lacks(self, unit: str, rubric: Rubric, item: str) -> bool:
        """Whether it is known beforehand that a unit does not have an item."""
        rule = self.rule(unit, rubric, item) if self.has_unmarked else None
        return rule is not None and not rule.marked

    def lacking(self, unit: str, rubric: Rubric) -> frozenset[str]:
        """The ids of all that it is known beforehand a unit does not have."""
        if not self.has_unmarked:
            return frozenset()
        return frozenset(item for item in rubric.leaf_ids if self.lacks(unit, rubric, item))

    @cached_property
    def has_unmarked(self) -> bool:
        """Whether of any units it is known beforehand that they do not have an item."""
        return not all(rule.marked for rule in self._rules)

    def _rules_for(self, unit: str) -> Iterator[tuple[int, NotApplicable]]:
        """The rules that are for a unit, each with its number."""
        group = self._group_of.get(unit)
        for number, rule in enumerate(self._rules):
            is_in_group = rule.groups is None or (group is not None and group.name in rule.groups)
            if is_in_group and rule.is_for(unit):
                yield number, rule

    @cached_property
    def _items(self) -> frozenset[str]:
        """The ids of all items that need not apply to some units, without those below them."""
        return frozenset(item for rule in self._rules for item in rule.items)
