"""Rules of unit figures: every unit has a target, or an earlier figure, where an item looks at one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gkpg.base.nearest import ask_nearest
from gkpg.base.text import Text
from gkpg.round.figure_files import is_table
from gkpg.round.item_figures import FIGURE_LISTS, VALUES_OR_FILE, problem_of
from gkpg.yamlfiles.form import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gkpg.findings.finding import Fact
    from gkpg.round.item_figures import ItemFigures
    from gkpg.round.round import Round
    from gkpg.round.rules.context import RuleContext
    from gkpg.rubric import Item
    from gkpg.rubric.kinds import LooksAt
    from gkpg.yamlfiles.document import Path_

_NO_LOOK = {
    "targets": Text("这一项不看目标（of: target）", "the item does not look at a target (of: target)"),
    "previous": Text(
        "这一项不看上一次的数值（of: previous）", "the item does not look at an earlier one (of: previous)"
    ),
}
_NO_ITEM = {
    "targets": Text("没有看目标的项（of: target）", "no item looks at a target (of: target)"),
    "previous": Text("没有看上一次的项（of: previous）", "no item looks at an earlier figure (of: previous)"),
}
_TWICE = Text("这一项前面已有", "the item stands there already")
_NONE: Mapping[LooksAt, Text] = {
    "target": Text("没有目标", "it has no target"),
    "previous": Text("没有上一次的数值", "it has no earlier figure"),
}


def figures_are_whole(checked: RuleContext) -> Iterator[Slip]:
    """What is compared with is there, of known items and units, and can be compared with."""
    if not checked.is_whole:
        return
    every = [item for rubric in checked.rubrics() for item in rubric.walk()]
    for key, looks_at in FIGURE_LISTS.items():
        items = {item.id: item for item in sorted(every, key=lambda each: each.looks_at == looks_at)}
        entries: tuple[ItemFigures, ...] = getattr(checked.assessment, key)
        if key in checked.document.data and not entries:
            yield Slip("A402", (key,), {"problem": _NO_ITEM[key]})
        for number, entry in enumerate(entries):
            yield from _of_entry(checked, (key, number), entry, items)
            if entry.item in {each.item for each in entries[:number]}:
                yield Slip("A402", (key, number, "item"), {"problem": _TWICE})
    if checked.round is not None:
        yield from _missing(checked, checked.round)


def _of_entry(checked: RuleContext, path: Path_, entry: ItemFigures, items: Mapping[str, Item]) -> Iterator[Slip]:
    """One item's figures."""
    written = checked.document.data[path[0]]
    is_listed = isinstance(written, tuple)
    key, item = str(path[0]), items.get(entry.item)
    if item is None:
        yield Slip("A103", (*path, "item"), {"name": entry.item, "nearest": ask_nearest(entry.item, tuple(items))})
    elif item.looks_at != FIGURE_LISTS[key]:
        yield Slip("A402", (*path, "item"), {"problem": _NO_LOOK[key]})
    if entry.file is not None:
        return  # what is wrong in it is told at its line
    if is_listed and not entry.values:
        yield Slip("A402", path, {"problem": VALUES_OR_FILE})
    names = (*checked.units, *(old for group in checked.assessment.groups for unit in group.units for old in unit.also))
    for unit, value in entry.values.items():
        where, how = (*path, "values", unit), problem_of(item, value)
        if unit not in names:
            yield Slip("A104", where, {"name": unit, "nearest": ask_nearest(unit, names)})
        elif how is not None:
            yield Slip("A117", where, {"unit": unit, "item": entry.item, "how": how})


def _missing(checked: RuleContext, round_: Round) -> Iterator[Slip]:
    """Every unit that is scored in an item has what it is compared with; what a result has is not known yet."""
    composed = {each.unit for each in checked.assessment.composed}
    for looks_at, unit, item in needed_figures(round_):
        key = next(key for key, each in FIGURE_LISTS.items() if each == looks_at)
        entries: tuple[ItemFigures, ...] = getattr(checked.assessment, key)
        number = next((n for n, each in enumerate(entries) if each.item == item.id), None)
        is_later = number is not None and (file := entries[number].file) is not None and not is_table(file)
        if unit not in composed and not is_later and round_.figure(looks_at, unit, item.id) is None:
            path: Path_ = (key, number) if number is not None else (key,)
            facts: dict[str, Fact] = {"unit": unit, "item": item.label, "how": _NONE[looks_at]}
            yield Slip("A117", (*path, unit), facts)


def missing_figure(looks_at: LooksAt) -> Text:
    """What is said of a unit that has nothing to be compared with."""
    return _NONE[looks_at]


def needed_figures(round_: Round) -> Iterator[tuple[LooksAt, str, Item]]:
    """What is compared with a target or an earlier figure: each unit and item that somebody scores."""
    for group in round_.groups:
        for part in group.parts:
            for item in part.rubric.walk():
                if item.looks_at in FIGURE_LISTS.values():
                    givers = [round_.source(name) for name, ids in part.sources.items() if item.id in ids]
                    for unit in filter(part.is_for, group.units):
                        scored = any(source.counts and source.scores(unit) for source in givers)
                        if scored and round_.applicability.rule(unit, part.rubric, item.id) is None:
                            yield item.looks_at, unit, item
