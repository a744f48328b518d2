"""Rules of idle keys: nothing is written in a rubric that can never change anything."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.points import add_up, format_exact
from gkpg.base.text import Text
from gkpg.rubric.intervals import interval_of_all, interval_of_table, interval_of_unheld
from gkpg.rubric.item import most_of
from gkpg.rubric.kinds import BLOCKS, KINDS
from gkpg.rubric.places import placed_items
from gkpg.yamlfiles.form import Slip, field_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gkpg.rubric.item import Item
    from gkpg.rubric.model import Rubric
    from gkpg.rubric.vetoes import Effect
    from gkpg.yamlfiles.document import Path_

#: What is written in vain: its path, the item or rule, and why.
Idle = tuple["Path_", str, Text]


def keys_without_use(rubric: Rubric) -> Iterator[Slip]:
    """Every key that can change no points of a sound rubric."""
    for rule in (_of_gates, _of_bonuses, _of_blocks, _of_floor, _of_vetoes, _of_items, _of_sources):
        for path, label, why in rule(rubric):
            field = field_name(tuple(step for step in path[-2:] if isinstance(step, str)))
            yield Slip("R304", path, {"id": label, "field": field, "why": why})


def _of_gates(rubric: Rubric) -> Iterator[Idle]:
    """Gates that no unit is kept out by."""
    whole = interval_of_table(rubric)
    for number, block in enumerate(rubric.beside):
        gate = block.gate
        if gate is None or any(veto.effect.items for veto in rubric.vetoes):
            continue
        least = (whole if gate.item is None else rubric.intervals.get(gate.item, whole)).least
        if least is not None and gate.opens(least):
            why = _points(
                "它看的分最低就有 {}，门总是开的", "what it looks at is never below {}, so it is always open", least
            )
            yield ("beside", number, "gate"), f"{block.id} {block.name}", why


def _of_bonuses(rubric: Rubric) -> Iterator[Idle]:
    """A most of all bonuses that they do not come to."""
    if rubric.beside_max is None:
        return
    bonuses = [rubric.intervals[block.id].most for block in rubric.beside if BLOCKS[block.kind].adds]
    most = add_up(bonuses)
    if not bonuses:
        yield ("beside_max",), rubric.rubric, Text("没有加分", "there is no bonus")
    elif most is not None and rubric.beside_max > most:
        yield ("beside_max",), rubric.rubric, _points("加分最多只有 {}", "all bonuses come to {} at most", most)


def _of_blocks(rubric: Rubric) -> Iterator[Idle]:
    """A max of a block that its rows do not come to."""
    for number, block in enumerate(rubric.beside):
        most = most_of(block.items)
        if block.max is not None and most is not None and block.max > most:
            why = _points("各行合计最多只有 {}", "its rows come to {} at most", most)
            yield ("beside", number, "max"), f"{block.id} {block.name}", why


def _of_floor(rubric: Rubric) -> Iterator[Idle]:
    """A floor of the whole table that nothing falls to."""
    least = interval_of_unheld(rubric).least
    is_set = any(veto.effect.items for veto in rubric.vetoes)
    if rubric.floor is not None and least is not None and rubric.floor < least and not is_set:
        yield ("floor",), rubric.rubric, _points("总分最低就有 {}", "no total is below {}", least)


def _of_vetoes(rubric: Rubric) -> Iterator[Idle]:
    """What a veto does beside something stronger, and a ceiling above all totals."""
    most = interval_of_all(rubric).most
    for number, veto in enumerate(rubric.vetoes):
        path: Path_ = ("vetoes", number, "effect")
        for key, why in _outdone(veto.effect):
            yield (*path, key), f"{veto.id} {veto.name}", why
        ceiling = veto.effect.ceiling
        if ceiling is not None and most is not None and ceiling > most:
            why = _points("总分最高只有 {}；作为一部分、总分更高的除外", _PART_OF_MORE, most)
            yield (*path, "ceiling"), f"{veto.id} {veto.name}", why


def _outdone(effect: Effect) -> Iterator[tuple[str, Text]]:
    """The effects that another one of the same veto leaves nothing to."""
    if effect.fail:
        keys = ("total", "ceiling", "rank", "bars")
        yield from ((key, _FAILED) for key in keys if getattr(effect, key) is not None)
    elif effect.total is not None and effect.ceiling is not None and effect.ceiling >= effect.total:
        yield "ceiling", _points("总分已定为 {}", "the total is fixed at {} already", Fraction(effect.total))
    if effect.points is not None and effect.minus is not None and effect.minus.item == effect.item:
        yield "minus", _SET


def _of_items(rubric: Rubric) -> Iterator[Idle]:
    """Floors that nothing falls to, and what is added to an item that is full or taken from an empty one."""
    for item, path, _ in placed_items(rubric):
        if "floor" in item.model_fields_set and _is_idle(item, rubric):
            yield (*path, "floor"), item.label, _NOT_SO_LOW
        for key, limit, why in _room_of_change(item):
            change = item.plus if key == "plus" else item.minus
            if change is not None and limit is not None and limit <= 0:
                yield (*path, key), item.label, why
            elif change is not None and limit is not None and change.max is not None and change.max > limit:
                how = ("最多只能加 {}", "no more than {} can be added") if key == "plus" else _TAKEN
                yield (*path, key, "max"), item.label, _points(*how, limit)
        yield from ((where, item.label, why) for where, why in _of_per(item, path))


def _is_idle(item: Item, rubric: Rubric) -> bool:
    """Whether nothing takes an item below its floor; one of 0 is the default, written or not."""
    free = item.model_copy(update={"floor": "none"})
    least = KINDS[item.kind].interval(free, [rubric.intervals[each.id] for each in item.items or ()]).least
    if least is None or item.floor == "0" or any(item.id in veto.effect.items for veto in rubric.vetoes):
        return False
    return least >= 0 if item.bottom is None else least > item.bottom


def _room_of_change(item: Item) -> Iterator[tuple[str, Fraction | None, Text]]:
    """What plus alone can add to a base, or minus alone take from it; together each makes room for the other."""
    base = item.base or Fraction(0)
    if item.plus is not None and item.minus is None and item.max is not None:
        yield "plus", item.max - base, _FULL
    elif item.minus is not None and item.plus is None and item.bottom is not None:
        yield "minus", base - item.bottom, _EMPTY


def _of_per(item: Item, path: Path_) -> Iterator[tuple[Path_, Text]]:
    """Steps away from an edge that no value may be entered beyond."""
    per = item.per
    if per is None or item.of is not None:
        return
    if per.below and item.least is not None and item.least >= per.edge:
        yield (*path, "per", "below"), _NO_VALUE
    if per.above and item.most is not None and item.most <= per.edge:
        yield (*path, "per", "above"), _NO_VALUE


def _of_sources(rubric: Rubric) -> Iterator[Idle]:
    """Sources that stand twice in one list."""
    every = [(path, item.label, item.assessed_by) for item, path, _ in placed_items(rubric)]
    every += [(("beside", n), f"{each.id} {each.name}", each.assessed_by) for n, each in enumerate(rubric.beside)]
    every += [(("vetoes", n), f"{each.id} {each.name}", each.assessed_by) for n, each in enumerate(rubric.vetoes)]
    for path, label, names in every:
        for n, name in enumerate(names or ()):
            if name in (names or ())[:n]:
                yield (*path, "assessed_by", n), label, Text(f"{name} 前面已有", f"{name} stands there already")


def _points(zh: str, en: str, points: Fraction) -> Text:
    return Text(zh.format(format_exact(points)), en.format(format_exact(points)))


_PART_OF_MORE = "no total is above {}, unless the table is a part of a larger total"
_FAILED = Text("fail 已使单位没有总分和名次、等次为最低", "fail leaves no total, no rank and the lowest grade anyway")
_SET = Text("这一项的得分已由 points 定死", "points sets what the item gets, whatever else is taken")
_NOT_SO_LOW = Text("怎么也扣不到那里", "nothing takes it down so far")
_FULL = Text("基础分已是满分，又没有减分，加不上去", "the base is the max, and nothing is taken")
_EMPTY = Text("基础分已是底线，又没有加分，减不下去", "the base is the floor, and nothing is added")
_TAKEN = ("最多只能减 {}", "no more than {} can be taken")
_NO_VALUE = Text("least、most 不让填那一边的数值", "least and most let no value be entered on that side")
