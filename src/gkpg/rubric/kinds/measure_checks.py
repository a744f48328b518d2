"""Checks of measured values: what must hold of a rule by which they become points."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from gkpg.base.points import format_exact
from gkpg.base.text import Text
from gkpg.rubric.kinds.bands import (
    LOWER_EDGES,
    UPPER_EDGES,
    BandsField,
    conversion_of,
    parting_edges,
    sides_of,
)
from gkpg.rubric.kinds.ceiling import Ceiling, ceiling_of
from gkpg.rubric.kinds.line import LineField
from gkpg.rubric.kinds.per import Per
from gkpg.rubric.kinds.unreached import max_unreached
from gkpg.yamlfiles.form import Slip
from gkpg.yamlfiles.types import AnyPoints, as_points

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gkpg.findings.finding import Fact
    from gkpg.rubric.draft import Draft
    from gkpg.rubric.kinds.bands import Edge, MeasureBand
    from gkpg.rubric.kinds.conversion import Bound, Conversion
    from gkpg.rubric.kinds.line import Knot
    from gkpg.yamlfiles.document import Path_

#: What belongs to a value that is entered, and not to one that items come to together.
OF_A_VALUE = ("unit", "least", "most", "of", "change")


def slips_of_measure(item: Draft) -> Iterator[Slip]:
    """Its rule gives every value points, between floor and ceiling, up to the max."""
    yield from _of_items(item)
    rule, values = _rule_of(item), item.values
    yield from () if rule is None else _Checks(item).of_rule(rule)
    low, high = (_read(AnyPoints, values.get(key)) for key in ("least", "most"))
    if "change" in values and values.get("of") in {None, "target"}:
        facts: dict[str, Fact] = {"id": item.label, "kind": _NOT_PREVIOUS, "field": "change"}
        yield Slip("R214", (*item.path, "change"), facts)
    if low is not None and high is not None and low >= high:
        yield _slip(item, ("most",), "most", _NOT_ABOVE_LEAST)


def _of_items(item: Draft) -> Iterator[Slip]:
    """A value that is entered has its unit; what items come to together is in points, and nobody enters it."""
    if not item.children and "unit" not in item.values:
        yield Slip("R213", item.path, {"id": item.label, "kind": _MEASURED, "field": "unit"})
    for field in OF_A_VALUE if item.children else ():
        if field in item.values:
            yield Slip("R214", (*item.path, field), {"id": item.label, "kind": _WITH_ITEMS, "field": field})


_MEASURED = Text(" measure 类型", "of kind measure")
_WITH_ITEMS = Text("有子项的项", "an item with sub-items")
_NOT_PREVIOUS = Text("没有写 of: previous、mean 或 median 的", "an item without of: previous, mean or median")
_NOT_ABOVE_LEAST = Text("不大于 least", " is not above least")
_FEW = Text("至少要有两点", " needs two knots at least")
_DISORDER = Text("的数值要依次增大或依次减小，不能相等", ": the values must rise or fall from knot to knot")
_ONE_EDGE = Text(
    "的一档最多写一个下限（from 或 above）和一个上限（to 或 below）",
    ": a band has one lower edge (from or above) and one upper edge (to or below) at most",
)
_NO_EDGE = Text("只有最后一档不写界限，这一档要写", ": only the last band has no edge")
_OUTER_EDGE = Text(
    "的这一档之外的数值没有分：请写 {key} 限定可填的数值，或去掉这个界限",
    ": values beyond this band have no points; bound what may be entered by `{key}`, or take the edge away",
)
_GAP = Text("的这一档与前一档之间有空当：{}", ": between this band and the one before it is a gap: {}")
_OVERLAP = Text("的这一档与前一档重叠：{}", ": this band and the one before it overlap: {}")
_MIXED = Text(
    "各档的界限要在同一边：都写 from 或 above，或者都写 to 或 below",
    ": the edges must be on one side, all from or above, or all to or below",
)
_COVERED = Text(
    "的这一档谁也落不进：前面的各档已经把它包括了", ": no value falls into this band, for those before it take all"
)
_WORTH = Text("的一档要写 points、line 或 per 之一", ": a band has one of points, line and per")
_NO_SLOPE = Text("没有写 below 或 above，每步加减几分", " says neither below nor above, what a step is worth")
_NO_BASE = Text("没有写 base：不封顶的项没有满分可算", " says no base, and an item without a limit has no max")
_IDLE = Text(
    "的加分用不上：在 from 处已是最高分，请写 base（from 处的分），或用 ceiling 允许超过",
    ": its gains count for nothing, for at `from` there are the most points already; write base, or a ceiling above",
)


_BELOW_MAX = Text("低于分值", " is below the max")
_UNUSED = Text(
    "用不上：没有一个数值的得分高于分值（折线两头之外不变）",
    " has no use: no value brings more than the max (a line is flat outside its knots)",
)


def _slip(item: Draft, path: Path_, field: str, how: Text, *related: Path_) -> Slip:
    return Slip("R228", (*item.path, *path), {"id": item.label, "field": field, "how": how}, related)


def _read(type_: Any, value: Any) -> Any:
    """A value as its type; None where it is missing or cannot be read, which is told elsewhere."""
    if value is None:
        return None
    try:
        return TypeAdapter(type_).validate_python(value)
    except ValidationError:
        return None


@dataclass(frozen=True, slots=True)
class _Rule:
    """The one rule of a draft: its key, what is written there, its path."""

    key: str
    written: Any
    path: Path_


def _rule_of(item: Draft) -> _Rule | None:
    """The rule of an item; None where there is not just one that can be read."""
    types: dict[str, Any] = {"line": LineField, "bands": BandsField, "per": Per}
    found = [key for key in types if key in item.values]
    written = _read(types[found[0]], item.values[found[0]]) if len(found) == 1 else None
    return None if written is None else _Rule(found[0], written, (found[0],))


class _Checks:
    """What must hold of the rule of one item."""

    def __init__(self, item: Draft) -> None:
        self._item = item
        self._most = item.max
        floor, ceiling = item.values.get("floor"), _read(Ceiling, item.values.get("ceiling"))
        self._floor: Bound = None if floor in ("none", "parent") else as_points(floor) or Fraction(0)
        self._ceiling = ceiling_of(ceiling, self._most)

    def of_rule(self, rule: _Rule) -> Iterator[Slip]:
        """Its shape; where that is sound, its figures too."""
        wrong = [*self._shape(rule)]
        yield from wrong
        if self._most is not None and self._ceiling is not None and self._ceiling < self._most:
            yield _slip(self._item, ("ceiling",), "ceiling", _BELOW_MAX)
        elif not wrong and (self._most is not None or self._item.is_open):
            yield from self._figures(rule)
            yield from () if self._most is None else self._reaches_the_max(rule, self._most)

    def _shape(self, rule: _Rule) -> Iterator[Slip]:
        """The rule gives every value one number of points."""
        if rule.key == "line":
            yield from self._line(rule.written, rule.path)
        elif rule.key == "per":
            yield from self._per(rule.written, rule.path)
        else:
            yield from self._bands(rule.written)

    def _line(self, knots: tuple[Knot, ...], path: Path_) -> Iterator[Slip]:
        values = [knot.value for knot in knots]
        if len(knots) < 2:
            yield _slip(self._item, path, "line", _FEW)
        else:
            falls = values[1] < values[0]
            for n in range(1, len(values)):
                if values[n] == values[n - 1] or (values[n] < values[n - 1]) != falls:
                    yield _slip(self._item, (*path, n), "line", _DISORDER)
                    return

    def _per(self, per: Per, path: Path_) -> Iterator[Slip]:
        if not per.below and not per.above:
            yield _slip(self._item, path, "per", _NO_SLOPE)
        elif self._item.is_open and per.base is None:
            yield _slip(self._item, path, "per", _NO_BASE)
        elif self._most is not None and self._ceiling is not None:
            rule = per.rule(self._most)
            if rule.base >= self._ceiling and not (rule.below < 0 or rule.above < 0):
                yield _slip(self._item, path, "per", _IDLE)
            elif rule.base >= self._ceiling and max(rule.below, rule.above) > 0:
                key = "above" if rule.above > 0 else "below"
                yield _slip(self._item, (*path, key), "per", _IDLE)

    def _bands(self, bands: tuple[MeasureBand, ...]) -> Iterator[Slip]:
        for n, band in enumerate(bands):
            path, is_last = ("bands", n), n == len(bands) - 1
            if len(band.edges) > 2 or len({edge.side in LOWER_EDGES for edge in band.edges}) < len(band.edges):
                yield _slip(self._item, path, "bands", _ONE_EDGE)
            elif not band.edges and not is_last:
                yield _slip(self._item, path, "bands", _NO_EDGE)
            written = [each for each in (band.points, band.line, band.per) if each is not None]
            if len(written) != 1:
                yield _slip(self._item, path, "bands", _WORTH)
            elif band.line is not None:
                yield from self._line(band.line, (*path, "line"))
            elif band.per is not None and not band.per.below and not band.per.above:
                yield _slip(self._item, (*path, "per"), "per", _NO_SLOPE)
        parting = parting_edges(bands)
        single = [band.edges[0] if len(band.edges) == 1 and band is not bands[-1] else None for band in bands]
        wrong = [*self._edges([edge or alone for edge, alone in zip(parting, single, strict=True)])]
        yield from wrong or self._checked_edges(bands, parting)

    def _checked_edges(self, bands: tuple[MeasureBand, ...], parting: Sequence[Edge | None]) -> Iterator[Slip]:
        """Edges that part nothing begin where the band before ends; those of the ends leave no value out."""
        sides = sides_of(bands)
        for n, band in enumerate(bands):
            for edge in (each for each in band.edges if parting[n] is None or each.side not in sides):
                before = parting[n - 1] if n and edge.side not in sides else None
                if before is not None and (how := _beside(before, edge)):
                    yield _slip(self._item, ("bands", n), "bands", how, (*self._item.path, "bands", n - 1))
                elif before is None and (key := self._left_out(edge)):
                    how = Text(_OUTER_EDGE.zh.format(key=key), _OUTER_EDGE.en.format(key=key))
                    yield _slip(self._item, ("bands", n), "bands", how)

    def _left_out(self, edge: Edge) -> str:
        """The key that would bound values to the side of an outer edge; empty where none lies beyond it."""
        bound = self._bounds()[0 if edge.side in LOWER_EDGES else 1]
        is_within = bound is not None and edge.holds(bound)
        return "" if is_within else "least" if edge.side in LOWER_EDGES else "most"

    def _bounds(self) -> list[Bound]:
        """The least and the most that a value can be; None where nothing bounds it."""
        low, high = (_read(AnyPoints, self._item.values.get(key)) for key in ("least", "most"))
        is_entered = "of" not in self._item.values
        bounds = [None if each is None or not is_entered else Fraction(each) for each in (low, high)]
        return [None, self._item.sum] if self._item.children else bounds

    def _edges(self, edges: list[Edge | None]) -> Iterator[Slip]:
        """All edges lie on one side, and go on in one direction."""
        before: Edge | None = None
        for n, edge in enumerate(edges):
            if edge is None:
                continue
            sides = LOWER_EDGES if before is not None and before.side in LOWER_EDGES else UPPER_EDGES
            if before is not None and edge.side not in sides:
                yield _slip(self._item, ("bands", n), "bands", _MIXED, (*self._item.path, "bands", n - 1))
                return
            if before is not None and _covers(before, edge):
                yield _slip(self._item, ("bands", n), "bands", _COVERED, (*self._item.path, "bands", n - 1))
            before = edge

    def _figures(self, rule: _Rule) -> Iterator[Slip]:
        """No points are written that floor or ceiling would cut."""
        for path, points in _written_points(rule):
            how = None
            if self._ceiling is not None and points > self._ceiling:
                how = _above(self._ceiling, is_max=self._ceiling == self._most)
            elif self._floor is not None and points < self._floor:
                how = _below(self._floor)
            if how is not None:
                facts: dict[str, Fact] = {"id": self._item.label, "step": format_exact(points), "how": how}
                yield Slip("R215", (*self._item.path, *path), facts)

    def _reaches_the_max(self, rule: _Rule, most: Fraction) -> Iterator[Slip]:
        """Some value brings the max."""
        bounds = self._bounds()
        by_key: dict[str, Any] = {"line": None, "bands": None, "per": None, rule.key: rule.written}
        conversion = conversion_of(**by_key, most=most)
        reached = conversion.reach(*bounds)[1]
        if reached is not None and reached < most:
            why = self._what_bounds_it(conversion, bounds, most)
            yield max_unreached((*self._item.path, *rule.path), self._item.label, most, why)
        elif "ceiling" in self._item.values and self._ceiling != most and reached is not None and reached <= most:
            yield _slip(self._item, ("ceiling",), "ceiling", _UNUSED)

    def _what_bounds_it(self, conversion: Conversion, bounds: Sequence[Bound], most: Fraction) -> Text | None:
        """What keeps all values from the max that a rule gives some; None where it gives it to none."""
        reached = conversion.reach(None, None)[1]
        if reached is not None and reached < most:
            return None
        full = [value for value in conversion.values() if conversion.points(value) >= most]
        low, high = bounds
        if high is not None and (low is None or not full or min(full) > high):
            at = format_exact(min(full)) if full else ""
            return _beyond(_ITEMS if self._item.children else _ENTERED, format_exact(high), at)
        return None if low is None else _beyond(_NO_LESS, format_exact(low), format_exact(max(full)) if full else "")


_ITEMS = Text("各子项合计最多 {}", "its items come to {} at most")
_ENTERED = Text("最多只能填 {}", "no more than {} may be entered")
_NO_LESS = Text("最少要填 {}", "no less than {} may be entered")


def _beyond(bound: Text, limit: str, full: str) -> Text:
    """The bound of all values, and where the max would be."""
    where = Text(f"，而满分在 {full} 处", f", and the max is at {full}") if full else Text("", "")
    return Text(f"：{bound.zh.format(limit)}{where.zh}", f": {bound.en.format(limit)}{where.en}")


def _covers(before: Edge, edge: Edge) -> bool:
    """Whether all values on the side of an edge lie on that of the one before it, too."""
    if before.value == edge.value:
        return not (before.side in {"above", "below"} and edge.side in {"from", "to"})
    return (edge.value > before.value) is (before.side in LOWER_EDGES)


def _beside(before: Edge, edge: Edge) -> Text | None:
    """What is wrong between the end of one band and the beginning of the next; None where they meet."""
    is_down, is_meeting = before.side in LOWER_EDGES, edge.value == before.value
    if is_meeting and before.holds(before.value) is not edge.holds(before.value):
        return None
    is_gap = not edge.holds(before.value) if is_meeting else (edge.value < before.value) is is_down
    words = _GAP if is_gap else _OVERLAP
    zh, en = f"{before.says.zh}，{edge.says.zh}", f"{before.says.en}, {edge.says.en}"
    return Text(words.zh.format(zh), words.en.format(en))


def _written_points(rule: _Rule) -> Iterator[tuple[Path_, Fraction]]:
    """The points that a rule writes down, each with its path."""
    if rule.key == "line":
        for n, knot in enumerate(rule.written):
            yield ("line", n), knot.points
    elif rule.key == "per" and rule.written.base is not None:
        yield ("per", "base"), rule.written.base
    elif rule.key == "bands":
        for n, band in enumerate(rule.written):
            if band.points is not None:
                yield ("bands", n, "points"), band.points
            for place, knot in enumerate(band.line or ()):
                yield ("bands", n, "line", place), knot.points


def _above(limit: Fraction, *, is_max: bool) -> Text:
    points = format_exact(limit)
    name = Text("分值", "max") if is_max else Text("封顶", "ceiling")
    return Text(f"高于{name.zh} {points}", f"is above its {name.en} {points}")


def _below(limit: Fraction) -> Text:
    points = format_exact(limit)
    return Text(f"低于底线 {points}，要让它计入请写 floor", f"is below its floor {points}; write floor to let it count")
