"""Rules of doubtful figures: what can be computed as it stands, but is likelier a slip of the table."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from gkpg.base.normalize import fold_name
from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.intervals import interval_of_all
from gkpg.rubric.kinds import BLOCKS
from gkpg.rubric.kinds.bands import conversion_of, parting_edges
from gkpg.rubric.kinds.turns import find_turn
from gkpg.rubric.places import placed_items
from gkpg.yamlfiles.form import Slip, field_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gkpg.rubric.item import Item
    from gkpg.rubric.kinds import MeasureBand
    from gkpg.rubric.kinds.conversion import Bound
    from gkpg.rubric.kinds.turns import Turn
    from gkpg.rubric.model import Rubric
    from gkpg.rubric.places import PlacedItem
    from gkpg.rubric.vetoes import Effect
    from gkpg.yamlfiles.document import Path_

#: What is doubtful: its path, and why.
Doubt = tuple["Path_", Text]
#: Words of grades from the best down, of which a worse one is worth no more.
_LADDERS = (
    ("优秀", "良好", "合格", "不合格"),
    ("优秀", "良好", "一般", "较差"),
    ("优", "良", "中", "差"),
    ("好", "较好", "一般", "较差", "差"),
    ("a", "b", "c", "d", "e", "f"),
    ("excellent", "very good", "good", "satisfactory", "fair", "poor"),
)


def figures_are_likely(rubric: Rubric) -> Iterator[Slip]:
    """Every figure of a sound rubric that is likely a slip."""
    for placed in placed_items(rubric):
        for rule in (_of_rate, _of_changes, _of_measure, _of_levels, _of_ranks):
            for path, why in rule(placed, rubric):
                yield _slip((*placed.path, *path), placed.item.label, why)
    yield from _of_vetoes(rubric)


def _of_vetoes(rubric: Rubric) -> Iterator[Slip]:
    """A veto takes no more than there is, and fixes no total above its own ceiling."""
    for number, veto in enumerate(rubric.vetoes):
        minus, item = veto.effect.minus, rubric.by_id.get(veto.effect.minus.item if veto.effect.minus else "")
        if minus is not None and item is not None and item.max is not None and item.bottom is not None:
            room = item.max - item.bottom
            if minus.points > room:
                why = _than_room("{} 最多只能扣 {}", "more than {} can lose, which is {}", item, room)
                yield _slip(("vetoes", number, "effect", "minus", "points"), f"{veto.id} {veto.name}", why)
        yield from (_slip(path, f"{veto.id} {veto.name}", why) for path, why in _of_total(number, veto.effect, rubric))


def _of_total(number: int, effect: Effect, rubric: Rubric) -> Iterator[Doubt]:
    """A total that the ceiling beside it holds down, or that no unit has under this table alone."""
    path: Path_ = ("vetoes", number, "effect", "total")
    most = interval_of_all(rubric).most
    if effect.total is None or effect.fail:
        return
    if effect.ceiling is not None and effect.total > effect.ceiling:
        yield path, _ABOVE_CEILING
    elif most is not None and effect.total > most:
        points = format_exact(most)
        en = f"no total is above {points}, unless the table is a part of a larger total"
        yield path, Text(f"总分最高只有 {points}；作为一部分、总分更高的除外", en)


def _slip(path: Path_, label: str, why: Text) -> Slip:
    words = [step for step in path[-3:] if isinstance(step, str) and step not in {"indicators", "items", "beside"}]
    return Slip("R305", path, {"id": label, "field": field_name(tuple(words[-2:])), "why": why})


def _of_rate(placed: PlacedItem, rubric: Rubric) -> Iterator[Doubt]:
    """A single time is worth no more than all times together may come to."""
    each, most = placed.item.each, _most_of_times(placed, rubric)
    if each is not None and most is not None and each > most:
        yield ("each",), _rate(most)


def _most_of_times(placed: PlacedItem, rubric: Rubric) -> Fraction | None:
    """The most that counting can bring or take in an item: to its floor, or within what is around it."""
    item, around = placed.item, placed.around
    if item.kind == "deduction":
        return None if item.bottom is None or item.max is None else item.max - item.bottom
    if item.max is not None:
        return item.max
    if around is not None:
        return around.max
    block = rubric.beside[int(placed.path[1])] if placed.path[0] == "beside" else None
    return None if block is None else block.max


def _of_changes(placed: PlacedItem, rubric: Rubric) -> Iterator[Doubt]:
    """The same of plus and minus; and a base within the bounds of its item."""
    del rubric
    item = placed.item
    for key, change in (("plus", item.plus), ("minus", item.minus)):
        if change is not None and change.each is not None:
            most = item.max if change.max is None else change.max
            if most is not None and change.each > most:
                yield (key, "each"), _rate(most)
    if item.base is not None and item.bottom is not None and item.base < item.bottom:
        yield (
            ("base",),
            Text(f"低于底线 {format_exact(item.bottom)}", f"it is below the floor {format_exact(item.bottom)}"),
        )


def _of_measure(placed: PlacedItem, rubric: Rubric) -> Iterator[Doubt]:
    """More brings more, or more brings less, all along; lines cover their bands."""
    del rubric
    item = placed.item
    if item.kind != "measure":
        return
    bounds = () if item.of is not None or item.items is not None else (item.least, item.most)
    lowest, highest = (None if each is None else Fraction(each) for each in bounds or (None, None))
    rule = conversion_of(item.line, item.bands, item.per, item.max)
    turn = find_turn(rule, lowest, highest)
    if turn is not None:
        yield (rule.key,), _turned(turn)
    yield from _of_lines(item.bands or (), lowest, highest)


def _of_lines(bands: Sequence[MeasureBand], lowest: Bound, highest: Bound) -> Iterator[Doubt]:
    """A line in a band goes from one of its edges to the other."""
    low, high = lowest, highest
    edges = parting_edges(bands) if bands else ()
    for n, (band, edge) in enumerate(zip(bands, edges, strict=True)):
        is_lower = edge is not None and edge.side in {"from", "above"}
        begin = edge.value if edge is not None and is_lower else low
        end = edge.value if edge is not None and not is_lower else high
        values = [Fraction(knot.value) for knot in band.line or ()]
        if values and begin is not None and min(values) > begin:
            yield ("bands", n, "line"), _flat(begin, min(values))
        if values and end is not None and max(values) < end:
            yield ("bands", n, "line"), _flat(max(values), end)
        low, high = (low, edge.value) if edge is not None and is_lower else (edge.value if edge else low, high)


def _of_levels(placed: PlacedItem, rubric: Rubric) -> Iterator[Doubt]:
    """Points of levels go one way, and a worse word is not worth more; in a penalty it does not lose less."""
    levels: Mapping[str, Fraction] = placed.item.levels or {}
    worths = list(levels.values())
    if len(worths) > 1 and len(set(worths)) == 1:
        yield ("levels",), Text("各等级的分都一样", "all levels are worth the same")
    elif worths != sorted(worths) and worths != sorted(worths, reverse=True):
        yield ("levels",), Text("各等级的分忽高忽低", "the points of levels go up and down")
    else:
        words = {fold_name(word): worth for word, worth in levels.items()}
        ladder = next((each for each in _LADDERS if words.keys() <= set(each)), ())
        known = [words[word] for word in ladder if word in words]
        loses = placed.path[0] == "beside" and not BLOCKS[rubric.beside[int(placed.path[1])].kind].adds
        if known != sorted(known, reverse=not loses):
            yield ("levels",), _BETTER_LOSES if loses else _BETTER_GETS_LESS


def _of_ranks(placed: PlacedItem, rubric: Rubric) -> Iterator[Doubt]:
    """Those behind get no more than those before them, and being best is worth something."""
    del rubric
    item = placed.item
    if item.kind != "relative":
        return
    ranks = item.points or tuple(each.points for each in item.within or ())
    if item.rest is not None and ranks and item.rest > ranks[-1]:
        last, key = format_exact(ranks[-1]), "points" if item.points else "within"
        yield ("rest",), Text(f"高于 {key} 的最后一个（{last}）", f"it is more than the last of {key}, {last}")
    if item.by == "range" and item.worst == item.max:
        yield ("worst",), Text("与分值相同，人人得满分", "it is the max, so that everybody gets it")


def _rate(most: Fraction) -> Text:
    points = format_exact(most)
    return Text(f"一次就超过最多的 {points}", f"one time is worth more than the most, {points}")


def _turned(turn: Turn) -> Text:
    value = format_exact(turn.value)
    if turn.falls:
        return Text(f"数值大了得分先多，到 {value} 又少了", f"more brings more up to {value}, and less behind it")
    return Text(f"数值大了得分先少，到 {value} 又多了", f"more brings less up to {value}, and more behind it")


def _flat(begin: Fraction, end: Fraction) -> Text:
    least, most = format_exact(begin), format_exact(end)
    zh = f"折线没有盖满这一档：{least} 至 {most} 之间得分不变"
    return Text(zh, f"the line does not cover its band: from {least} to {most} it is flat")


def _than_room(zh: str, en: str, item: Item, room: Fraction) -> Text:
    points = format_exact(room)
    return Text(zh.format(item.label, points), en.format(item.label, points))


_BETTER_LOSES = Text("好的等级扣分反而多", "a better word loses more")
_BETTER_GETS_LESS = Text("好的等级得分反而低", "a better word is worth less")
_ABOVE_CEILING = Text("高于旁边的 ceiling，定不到这么高", "it is above the ceiling beside it, which holds it down")
