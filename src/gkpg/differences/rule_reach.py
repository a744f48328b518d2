"""Reach of rules: at which figures of a unit a rule of the assessment looks."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gkpg.differences.rule_differences import RuleDifference
    from gkpg.round.group import RoundPart

#: Keys of a source by which points come about. All others are dates, or what sheets look like.
_OF_POINTS = frozenset(
    {"", "join", "missing", "scale", "assessors", "items", "units", "except", "groups", "kind", "disagreement"}
)
#: Keys that alone make no figure another.
_WITHOUT_EFFECT = frozenset({"basis", "file", "was"})


class ItemView(NamedTuple):
    """An item whose points are others, as rules see it: its group, unit and part on one side."""

    group: str
    unit: str
    part: RoundPart
    item: str

    @property
    def around(self) -> frozenset[str]:
        """It and all above it, and the rows below it that have no points of their own."""
        rubric = self.part.rubric
        return frozenset((self.item, *rubric.above(self.item)))

    @property
    def below(self) -> frozenset[str]:
        """It and all below it."""
        return frozenset(each.id for each in self.part.rubric.by_id[self.item].walk())


class RuleIndex:
    """The rules that are others, so that those which one unit looks at are found among those of thousands."""

    def __init__(self, rules: Iterable[RuleDifference]) -> None:
        self._general: list[RuleDifference] = []
        self._of_unit: dict[str, list[RuleDifference]] = defaultdict(list)
        for rule in rules:
            if rule.path and rule.path[-1].key in _WITHOUT_EFFECT:
                continue
            names = _units_named(rule)
            if names is None:
                self._general.append(rule)
            for name in names or ():
                self._of_unit[name].append(rule)

    def of(self, names: Iterable[str]) -> Iterator[RuleDifference]:
        """The rules that are for all units, and those about a unit, by its names."""
        yield from self._general
        for name in dict.fromkeys(names):
            yield from self._of_unit.get(name, ())


def _units_named(rule: RuleDifference) -> tuple[str, ...] | None:
    """The units that a difference is about; None where it may be about any."""
    for step in rule.path:
        if step.name and (step.key == "values" or (step.key == "units" and step.model == "Group")):
            return (step.name,)
        if step.name and step.key in {"unranked", "barred", "composed"}:
            return tuple({each.unit for each in (rule.before, rule.after) if hasattr(each, "unit")} or {step.name})
    return None


def touches_item(rule: RuleDifference, view: ItemView) -> bool:
    """Whether a rule has a say in the points of an item."""
    if not rule.path:
        return True
    ask = _ITEM_RULES.get(rule.area)
    return ask is not None and ask(rule, view)


def _by_source(rule: RuleDifference, view: ItemView) -> bool:
    key = rule.path[1].key if len(rule.path) > 1 else ""
    scored = view.part.sources.get(rule.subject, ())
    return key in _OF_POINTS and (not view.below.isdisjoint(scored) or not view.around.isdisjoint(scored))


def _of_its_items(rule: RuleDifference, view: ItemView) -> bool:
    """Whether any side of the rule names the item, one around it, or one below it, for its group and the unit."""
    return any(_names(entry, view) for entry in rule.entries if entry is not None) or rule.is_order


def _names(entry: Any, view: ItemView) -> bool:
    groups, items = getattr(entry, "groups", None), getattr(entry, "items", None)
    is_there = groups is None or view.group in groups
    return is_there and (items is None or not (view.around | view.below).isdisjoint(items))


def _compares(rule: RuleDifference, view: ItemView) -> bool:
    return any(each.looks_at == "units" for each in view.part.rubric.by_id[view.item].walk()) and _of_its_items(
        rule, view
    )


def _with_figures(rule: RuleDifference, view: ItemView) -> bool:
    items = {getattr(entry, "item", None) for entry in rule.entries}
    return not (view.around | view.below).isdisjoint(items)


def _does_not_apply(rule: RuleDifference, view: ItemView) -> bool:
    """What does not apply may change the other items of its indicator, the item that takes its points, or all."""
    return rule.is_order or any(_shifts(entry, view) for entry in rule.entries if entry is not None)


def _shifts(entry: Any, view: ItemView) -> bool:
    if not entry.is_for(view.unit) or (entry.groups is not None and view.group not in entry.groups):
        return False
    tops = {_top(view.part, item) for item in entry.items if item in view.part.rubric.by_id}
    return entry.to in view.around | view.below or _top(view.part, view.item) in tops


def _top(part: RoundPart, item: str) -> str:
    return (item, *part.rubric.above(item))[-1]


def _rounds_items(rule: RuleDifference, view: ItemView) -> bool:
    item, is_top = view.part.rubric.by_id[view.item], not view.part.rubric.above(view.item)
    is_scored = item.items is None or item.has_rows
    is_made = is_scored or item.is_apart_from_below
    return {"assessors": is_scored, "item": is_made, "indicator": is_top}.get(rule.subject, False)


def _has_other_table(rule: RuleDifference, view: ItemView) -> bool:
    """Whether a group, or the unit in it, has another table."""
    return rule.subject == view.group and rule.path[-1].key in {"rubric", "version"}


_ITEM_RULES: Mapping[str, Callable[[RuleDifference, ItemView], bool]] = {
    "sources": _by_source,
    "shared": _of_its_items,
    "targets": _with_figures,
    "previous": _with_figures,
    "compared": _compares,
    "not_applicable": _does_not_apply,
    "rounding": _rounds_items,
    "groups": _has_other_table,
}

#: By what the figures behind the items come about: the keys of the assessment, `rounding` with its step.
_FIGURE_RULES: Mapping[str, frozenset[str]] = {
    "part": frozenset({"rounding part", "not_applicable", "periods"}),
    "total": frozenset(
        {"composite", "periods", "composed", "rounding total", "not_applicable", "coefficients", "figures"}
    ),
    "converted": frozenset({"convert", "rounding converted"}),
    "rank": frozenset({"ranking", "figures", "groups unranked", "groups ranked"}),
    "grade": frozenset({"grades", "groups unranked", "groups ranked"}),
    "why": frozenset({"groups unranked", "groups ranked", "sources", "shared", "composed"}),
}


def touches_figure(rule: RuleDifference, figure: str, group: str) -> bool:
    """Whether a rule has a say in a figure of a group: `part`, `total`, `converted`, `rank`, `grade`, `why`."""
    if not rule.path:
        return True
    area = rule.area
    if area == "rounding":
        area = f"rounding {rule.subject}"
    elif area == "groups":
        area = f"groups {rule.path[1].key if len(rule.path) > 1 else ''}"
        if rule.subject != group:
            return False
    sides = [getattr(entry, "groups", None) for entry in rule.entries if entry is not None]
    return area in _FIGURE_RULES[figure] and (not sides or any(each is None or group in each for each in sides))
